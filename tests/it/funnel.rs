//! The weekly funnel: new leads beside those that nobody touched.

use api::id::{NodeKind, encode};
use chrono::TimeDelta;
use entity::types::LeadStage;
use tests::{Client, TestApp, Value, json};

const FUNNEL: &str =
    "query($weeks: Int!, $team: ID, $owner: ID) { funnel(weeks: $weeks, teamId: $team, ownerId: $owner) {
    weeks { startsOn endsOn created untouched touched stale won lost headline }
    stages { stage { name } entered advanced lost waiting conversion daysToLeave daysWaiting } } }";

async fn funnel(client: &Client, variables: Value) -> Value {
    client.query(FUNNEL, variables).await.data()["funnel"].clone()
}

#[tokio::test]
async fn new_leads_stand_beside_those_that_nobody_touched() {
    let app = TestApp::start().await;
    let (world, state) = (&app.world, &app.state);
    let rep = app.client(&world.rep);
    let stage = async |phase| {
        let found = world.stage(state, world.organization_id, phase).await;
        encode(NodeKind::Stage, found.id)
    };
    let advance = async |lead: &entity::lead::Model, version: i32, phase| {
        let input = json!({"id": encode(NodeKind::Lead, lead.id), "version": version, "stageId": stage(phase).await});
        rep.mutate("advanceStage", input, "lead { id }")
            .await
            .done("advanceStage");
    };
    let log = async |lead: &entity::lead::Model| {
        let input = json!({"leadId": encode(NodeKind::Lead, lead.id), "kind": "CALL"});
        rep.mutate("logActivity", input, "activity { id }")
            .await
            .done("logActivity");
    };
    // Tuesday 2026-11-24: five leads, of which two are called and one of those goes on.
    let mut leads = Vec::new();
    for number in 0..5 {
        leads.push(world.lead(state, &world.rep, &format!("第{number}条")).await);
    }
    log(&leads[0]).await;
    advance(&leads[1], 1, LeadStage::Contacted).await;
    // The week after, one is lost, one is called.
    state.clock.advance(TimeDelta::days(7));
    advance(&leads[1], 2, LeadStage::Lost).await;
    log(&leads[0]).await;
    let late = world.lead(state, &world.rep, "晚到").await;
    // The day after that: everything that is left is stale but the one that was called and the late one.
    state.clock.advance(TimeDelta::days(1));

    let found = funnel(&rep, json!({"weeks": 3})).await;
    let weeks = found["weeks"].as_array().unwrap();
    let count = |week: &Value| -> Vec<i64> {
        ["created", "untouched", "touched", "stale", "won", "lost"]
            .iter()
            .map(|name| week[*name].as_i64().unwrap())
            .collect()
    };
    assert_eq!(
        (&weeks[1]["startsOn"], &weeks[1]["endsOn"]),
        (&json!("2026-11-23"), &json!("2026-11-29"))
    );
    assert_eq!(count(&weeks[0]), [0, 0, 0, 0, 0, 0]);
    assert_eq!(count(&weeks[1]), [5, 3, 2, 0, 0, 0]);
    assert_eq!(count(&weeks[2]), [1, 1, 2, 3, 0, 1]);
    assert_eq!(
        weeks[1]["headline"],
        "新增 5 条，其中 3 条无人触达；触达 2 条，停滞 0 条，赢单 0 条，丢单 0 条"
    );

    let stages = found["stages"].as_array().unwrap();
    let of = |name: &str| stages.iter().find(|found| found["stage"]["name"] == name).unwrap();
    let first = of("新线索");
    assert_eq!(
        [&first["entered"], &first["advanced"], &first["lost"], &first["waiting"]],
        [&json!(6), &json!(1), &json!(0), &json!(5)]
    );
    assert!((first["conversion"].as_f64().unwrap() - 1.0 / 6.0).abs() < 1e-9);
    assert_eq!(first["daysToLeave"], 0.0);
    // Four have waited for eight days, one for one.
    assert!((first["daysWaiting"].as_f64().unwrap() - 33.0 / 5.0).abs() < 1e-9);
    let contacted = of("已联系");
    assert_eq!(
        [
            &contacted["entered"],
            &contacted["lost"],
            &contacted["daysToLeave"],
            &contacted["conversion"]
        ],
        [&json!(1), &json!(1), &json!(7.0), &json!(0.0)]
    );
    assert_eq!(of("丢单")["conversion"], Value::Null);

    // A week later still, the past week's staleness is what it was at its end.
    state.clock.advance(TimeDelta::days(7));
    let later = funnel(&rep, json!({"weeks": 3})).await;
    assert_eq!(count(&later["weeks"][1]), [1, 1, 2, 3, 0, 1]);
    assert_eq!(count(&later["weeks"][2]), [0, 0, 0, 5, 0, 0]);
    let lead = encode(NodeKind::Lead, late.id);
    let stale = rep
        .query("{ leads(filter: {stale: true}) { totalCount } }", json!({"lead": lead}))
        .await;
    assert_eq!(stale.data()["leads"]["totalCount"], 5);
}

#[tokio::test]
async fn a_funnel_counts_what_its_reader_may_see_and_names() {
    let app = TestApp::start().await;
    let (world, state) = (&app.world, &app.state);
    world.lead(state, &world.rep, "一组的").await;
    world.lead(state, &world.other_rep, "二组的").await;
    world.lead(state, &world.other_admin, "外人的").await;
    let created = async |person, more: Value| {
        let mut variables = json!({"weeks": 1});
        variables
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        let found = funnel(&app.client(person), variables).await;
        (
            found["weeks"][0]["created"].clone(),
            found["stages"][0]["entered"].clone(),
        )
    };
    let (none, one, two) = ((json!(0), json!(0)), (json!(1), json!(1)), (json!(2), json!(2)));
    assert_eq!(created(&world.admin, json!({})).await, two);
    assert_eq!(created(&world.supervisor, json!({})).await, one);
    assert_eq!(created(&world.rep, json!({})).await, one);
    let team = json!({"team": encode(NodeKind::Team, world.other_group.id)});
    assert_eq!(created(&world.admin, team.clone()).await, one);
    assert_eq!(created(&world.supervisor, team).await, none);
    let region = json!({"team": encode(NodeKind::Team, world.region.id)});
    assert_eq!(created(&world.admin, region).await, two);
    let owner = json!({"owner": encode(NodeKind::User, world.rep.id())});
    assert_eq!(created(&world.admin, owner).await, one);

    let admin = app.client(&world.admin);
    for variables in [json!({"weeks": 0}), json!({"weeks": 27})] {
        assert_eq!(admin.query(FUNNEL, variables).await.error_code(), "BAD_REQUEST");
    }
    let foreign = json!({"weeks": 1, "team": encode(NodeKind::Team, world.other_team.id)});
    assert_eq!(admin.query(FUNNEL, foreign).await.error_code(), "NOT_FOUND");
    let (_, statements) = app.count_statements(funnel(&admin, json!({"weeks": 26}))).await;
    assert!(statements <= 8, "{statements}");
}
