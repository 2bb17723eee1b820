//! Watching drafts and the findings of teams over a WebSocket.

use api::id::{NodeKind, encode};
use entity::{types::ReportStatus, user};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use tests::{Client, Socket, TestApp, Value, json};

use super::{REPORT, save, submit, texts};

const DRAFT: &str =
    "subscription($id: ID!) { draftLint(reportId: $id) { reportId version lint { score findings { text } } } }";
const TEAM: &str = "subscription { teamFindings { report { id author { name } } findings { text } } }";

#[tokio::test]
async fn the_linter_answers_at_once_and_whenever_the_text_changes() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let draft = save(&rep, "客户有意向。").await;
    let mut socket = app.socket(&app.world.rep).await;
    socket.subscribe("1", DRAFT, json!({"id": draft["id"]})).await;
    let first = socket.data("1").await["draftLint"].clone();
    assert_eq!(first["reportId"], draft["id"]);
    assert_eq!(first["version"], 1);
    assert_eq!(texts(&first["lint"]["findings"]), ["有意向"]);

    let other = save(&rep, "采购要回扣。").await;
    change(&rep, &other, 1, "采购要回扣！").await;
    for (version, text, found) in [
        (1, "王工下单20台。", vec![]),
        (2, "采购要回扣。", vec!["回扣"]),
        (3, "", vec![]),
    ] {
        change(&rep, &draft, version, text).await;
        let pushed = socket.data("1").await["draftLint"].clone();
        assert_eq!(
            pushed["version"],
            version + 1,
            "nothing of another report comes in between"
        );
        assert_eq!(texts(&pushed["lint"]["findings"]), found);
    }
    assert!(socket.is_silent().await);

    let term = json!({"category": "EFFICACY_CLAIM", "text": "赛博玄学"});
    let admin = app.client(&app.world.admin);
    admin.mutate("addTerm", term, "term { id }").await.done("addTerm");
    change(&rep, &draft, 4, "向李总介绍了赛博玄学。").await;
    let pushed = socket.data("1").await["draftLint"].clone();
    assert_eq!(
        texts(&pushed["lint"]["findings"]),
        ["赛博玄学"],
        "a new term is in force at once"
    );
}

#[tokio::test]
async fn of_a_burst_of_saves_the_last_one_is_always_linted() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let draft = save(&rep, "").await;
    let mut socket = app.socket(&app.world.rep).await;
    socket.subscribe("1", DRAFT, json!({"id": draft["id"]})).await;
    for version in 1..=20 {
        change(
            &rep,
            &draft,
            version,
            &"客户有意向。".repeat(usize::try_from(version).unwrap()),
        )
        .await;
    }
    let mut seen = vec![];
    while seen.last() != Some(&21) {
        let pushed = socket.data("1").await["draftLint"].clone();
        let version = pushed["version"].as_i64().unwrap();
        assert_eq!(
            pushed["lint"]["findings"].as_array().unwrap().len(),
            usize::try_from(version).unwrap() - 1
        );
        seen.push(version);
    }
    assert!(seen.is_sorted_by(|before, after| before < after), "{seen:?}");
}

#[tokio::test]
async fn a_draft_is_watched_by_its_author_only() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let draft = save(&rep, "客户有意向。").await;
    let submitted = submit(&rep, &save(&rep, "客户有意向。").await).await;
    let unknown = json!(encode(NodeKind::Report, app.world.organization_id));
    let mut guest = Socket::connect(app.address(), None).await;
    assert_eq!(refusal(&mut guest, DRAFT, &draft["id"]).await, "UNAUTHENTICATED");
    let mut author = app.socket(&app.world.rep).await;
    assert_eq!(refusal(&mut author, DRAFT, &unknown).await, "NOT_FOUND");
    assert_eq!(refusal(&mut author, DRAFT, &json!("nothing")).await, "NOT_FOUND");
    let mut supervisor = app.socket(&app.world.supervisor).await;
    assert_eq!(refusal(&mut supervisor, DRAFT, &draft["id"]).await, "NOT_FOUND");
    assert_eq!(refusal(&mut supervisor, DRAFT, &submitted["id"]).await, "FORBIDDEN");
    let mut foreign = app.socket(&app.world.other_admin).await;
    assert_eq!(refusal(&mut foreign, DRAFT, &submitted["id"]).await, "NOT_FOUND");
}

#[tokio::test]
async fn a_user_who_is_disabled_sees_nothing_more() {
    let app = TestApp::start().await;
    let draft = app
        .world
        .report(&app.state, &app.world.rep, "客户有意向。", ReportStatus::Draft)
        .await;
    let mut socket = app.socket(&app.world.rep).await;
    socket
        .subscribe("1", DRAFT, json!({"id": encode(NodeKind::Report, draft.id)}))
        .await;
    socket.data("1").await;
    disable(&app, &app.world.rep.user).await;
    app.state.events.publish(api::events::Event::DraftSaved {
        organization_id: draft.organization_id,
        report_id: draft.id,
        version: 2,
        text: "采购要回扣。".into(),
        date: draft.report_on,
    });
    assert_eq!(code(&socket.next().await), "UNAUTHENTICATED");
    assert_eq!(socket.next().await, json!({"type": "complete", "id": "1"}));
    socket.subscribe("2", "{ viewer { name } }", json!({})).await;
    let refused = socket.next().await;
    assert_eq!(refused["type"], "error");
    assert_eq!(refused["payload"][0]["extensions"]["code"], "UNAUTHENTICATED");
}

#[tokio::test]
async fn supervisors_see_what_their_teams_submit_and_headquarters_everything() {
    let app = TestApp::start().await;
    let world = &app.world;
    let (rep, other_rep) = (app.client(&world.rep), app.client(&world.other_rep));
    let mut supervisor = app.socket(&world.supervisor).await;
    let mut headquarters = app.socket(&world.headquarters).await;
    let mut foreign = app.socket(&world.other_admin).await;
    for socket in [&mut supervisor, &mut headquarters, &mut foreign] {
        socket.subscribe("1", TEAM, json!({})).await;
        // The next answer comes once the subscription has begun, since operations start in order of arrival.
        socket.subscribe("ready", "{ viewer { name } }", json!({})).await;
        socket.data("ready").await;
        assert_eq!(socket.next().await["type"], "complete");
    }
    save(&rep, "草稿：采购要回扣。").await;
    let elsewhere = submit(&other_rep, &save(&other_rep, "客户有意向。").await).await;
    let here = submit(&rep, &save(&rep, "采购要回扣。客户有意向。").await).await;

    let mine = json!({"report": {"id": here["id"], "author": {"name": "李销售"}},
        "findings": [{"text": "回扣"}, {"text": "有意向"}]});
    assert_eq!(supervisor.data("1").await["teamFindings"], mine);
    assert_eq!(
        headquarters.data("1").await["teamFindings"]["report"]["id"],
        elsewhere["id"]
    );
    assert_eq!(headquarters.data("1").await["teamFindings"], mine);
    assert!(foreign.is_silent().await);
    assert!(supervisor.is_silent().await);

    let mut rep = app.socket(&world.rep).await;
    assert_eq!(refusal(&mut rep, TEAM, &json!(null)).await, "FORBIDDEN");
    let mut guest = Socket::connect(app.address(), None).await;
    assert_eq!(refusal(&mut guest, TEAM, &json!(null)).await, "UNAUTHENTICATED");
}

async fn change(client: &Client, report: &Value, version: i64, text: &str) {
    let input = json!({"id": report["id"], "version": version, "text": text});
    client.mutate("saveDraft", input, REPORT).await.done("saveDraft");
}

async fn disable(app: &TestApp, user: &user::Model) {
    let transaction = app.state.database.begin().await.unwrap();
    let mut user = user.clone().into_active_model();
    user.disabled_at = Set(Some(app.state.clock.timestamp()));
    user.update(&transaction).await.unwrap();
    transaction.commit().await.unwrap();
}

/// The code with which a subscription is refused; it ends then.
async fn refusal(socket: &mut Socket, document: &str, id: &Value) -> String {
    let variables = if id.is_null() { json!({}) } else { json!({"id": id}) };
    socket.subscribe("refused", document, variables).await;
    let answer = socket.next().await;
    assert_eq!(socket.next().await, json!({"type": "complete", "id": "refused"}));
    code(&answer).to_owned()
}

fn code(answer: &Value) -> &str {
    answer["payload"]["errors"][0]["extensions"]["code"]
        .as_str()
        .unwrap_or_else(|| panic!("no error in {answer:#}"))
}
