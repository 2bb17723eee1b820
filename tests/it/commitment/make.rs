//! Making a commitment.

use api::id::{NodeKind, decode, encode};
use entity::{activity, commitment, commitment_event, lead, task, types::Role};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use tests::{Value, json};

use super::{COMMITMENT, Trial};

#[tokio::test]
async fn a_promise_comes_with_its_task_its_history_and_a_note_on_the_lead() {
    let trial = Trial::start().await;
    let made = trial.made().await;
    // Five days from Tuesday, the 24th.
    assert_eq!(
        (&made["dueOn"], &made["firstDueOn"]),
        (&json!("2026-11-29"), &json!("2026-11-29"))
    );
    assert_eq!(
        (&made["status"], &made["overdue"], &made["onTime"]),
        (&json!("OPEN"), &json!(false), &Value::Null)
    );
    assert_eq!(made["madeBy"]["name"], "李销售");
    assert_eq!(made["deliverer"]["name"], "赵实施");
    let fields = json!([
        {"key": "deviceModel", "label": "设备型号", "value": "S7-1200"},
        {"key": "topology", "label": "网络拓扑图", "value": "网络拓扑图V2.vsdx"},
        {"key": "contactEmail", "label": "客户联系人邮箱", "value": "liu.min@example.com"},
        {"key": "place", "label": "测试地点", "value": "现场"},
    ]);
    assert_eq!(made["fields"], fields);
    let task = &made["task"];
    assert_eq!(task["details"], fields);
    assert_eq!(task["title"], "现场POC测试");
    assert_eq!(
        (&task["source"], &task["status"], &task["assignee"]["name"]),
        (&json!("COMMITMENT"), &json!("OPEN"), &json!("赵实施"))
    );
    assert_eq!(task["dueAt"], "2026-11-29T15:59:59.999+00:00");
    assert_eq!(
        made["events"],
        json!([{"kind": "MADE", "reason": null, "dueBefore": null, "dueAfter": "2026-11-29", "actor": {"name": "李销售"}}])
    );

    let connection = trial.app.state.database.read();
    let notes = activity::Entity::find()
        .filter(activity::Column::LeadId.eq(trial.lead.id))
        .all(connection)
        .await
        .unwrap();
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0].note, "承诺（POC测试）：现场POC测试，2026-11-29 前完成");
    let lead = lead::Entity::find_by_id(trial.lead.id)
        .one(connection)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(lead.last_activity_at, Some(trial.app.state.clock.timestamp()));
}

#[tokio::test]
async fn the_task_lies_on_the_workbench_of_the_implementer() {
    let trial = Trial::start().await;
    trial.made().await;
    let document = "{ myDay { upcoming { title details { value } commitment { title status } } } }";
    let answer = trial
        .app
        .client(&trial.app.world.implementer)
        .query(document, json!({}))
        .await;
    let upcoming = &answer.data()["myDay"]["upcoming"];
    assert_eq!(upcoming[0]["title"], "现场POC测试");
    assert_eq!(upcoming[0]["details"][2]["value"], "liu.min@example.com");
    assert_eq!(
        upcoming[0]["commitment"],
        json!({"title": "现场POC测试", "status": "OPEN"})
    );
}

#[tokio::test]
async fn each_missing_or_mistyped_field_is_refused_at_its_own_path_and_nothing_is_written() {
    let trial = Trial::start().await;
    let rep = trial.app.client(&trial.app.world.rep);
    let input = trial.input_with(json!({
        "title": "  ",
        "fields": [
            {"key": "deviceModel", "value": " "},
            {"key": "contactEmail", "value": "刘敏"},
            {"key": "place", "value": "云端"},
            {"key": "colour", "value": "红"},
        ],
        "dueOn": "2026-11-23",
    }));
    let answer = rep.mutate("makeCommitment", input, COMMITMENT).await;
    assert_eq!(
        answer.refusals("makeCommitment"),
        [
            "title REQUIRED",
            "fields.colour INVALID",
            "fields.deviceModel REQUIRED",
            "fields.topology REQUIRED",
            "fields.contactEmail INVALID",
            "fields.place INVALID",
            "dueOn INVALID",
        ]
    );
    assert_eq!(answer.data()["makeCommitment"]["commitment"], Value::Null);
    let messages = &answer.data()["makeCommitment"]["userErrors"];
    assert_eq!(messages[3]["message"], "请填写网络拓扑图");
    assert_eq!(messages[5]["message"], "测试地点应为以下之一：现场、远程");

    let connection = trial.app.state.database.read();
    assert_eq!(commitment::Entity::find().count(connection).await.unwrap(), 0);
    assert_eq!(commitment_event::Entity::find().count(connection).await.unwrap(), 0);
    assert_eq!(task::Entity::find().count(connection).await.unwrap(), 0);
    assert_eq!(activity::Entity::find().count(connection).await.unwrap(), 0);
}

#[tokio::test]
async fn rows_that_the_maker_may_not_see_are_not_found_at_their_fields() {
    let trial = Trial::start().await;
    let (app, world) = (&trial.app, &trial.app.world);
    let foreign = world.lead(&app.state, &world.other_rep, "别人的线索").await;
    let rep = app.client(&world.rep);
    let input = trial.input_with(json!({
        "kindId": "bm90aGluZw",
        "customerId": encode(NodeKind::Customer, foreign.customer_id),
        "leadId": encode(NodeKind::Lead, foreign.id),
        "delivererId": encode(NodeKind::User, world.other_admin.id()),
    }));
    let answer = rep.mutate("makeCommitment", input, COMMITMENT).await;
    assert_eq!(
        answer.refusals("makeCommitment"),
        [
            "kindId NOT_FOUND",
            "customerId NOT_FOUND",
            "leadId NOT_FOUND",
            "delivererId NOT_FOUND",
        ]
    );
}

#[tokio::test]
async fn a_lead_of_another_customer_a_retired_kind_and_a_deliverer_of_another_role_are_refused() {
    let trial = Trial::start().await;
    let (app, world) = (&trial.app, &trial.app.world);
    let other = world.lead(&app.state, &world.rep, "另一条").await;
    let step = json!({"id": encode(NodeKind::CommitmentKind, trial.kind.id), "version": 1});
    let retired = app
        .client(&world.admin)
        .mutate("retireCommitmentKind", step, "commitmentKind { id }")
        .await;
    retired.done("retireCommitmentKind");
    let input = trial.input_with(json!({
        "leadId": encode(NodeKind::Lead, other.id),
        "delivererId": encode(NodeKind::User, world.other_rep.id()),
    }));
    let answer = app.client(&world.rep).mutate("makeCommitment", input, COMMITMENT).await;
    assert_eq!(
        answer.refusals("makeCommitment"),
        ["kindId WRONG_STATE", "leadId INVALID", "delivererId INVALID"]
    );
}

#[tokio::test]
async fn tasks_go_to_whoever_has_the_least_to_do() {
    let trial = Trial::start().await;
    let (app, world) = (&trial.app, &trial.app.world);
    // Three more of them, the third of whom has left.
    let mut names = vec!["赵实施".to_owned()];
    for name in ["甲实施", "乙实施", "离职实施"] {
        let row = entity::user::Model {
            id: uuid::Uuid::now_v7(),
            login: name.into(),
            name: name.into(),
            disabled_at: (name == "离职实施").then(|| app.state.clock.timestamp()),
            ..world.implementer.user.clone()
        };
        let transaction = app.state.database.begin().await.unwrap();
        let row: entity::user::ActiveModel = row.into();
        entity::user::Entity::insert(row.reset_all())
            .exec(&transaction)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        names.push(name.to_owned());
    }
    app.world
        .task(&app.state, &world.implementer, "先有一件", app.state.clock.now())
        .await;
    let rep = app.client(&world.rep);
    let mut delivered = Vec::new();
    for _ in 0..5 {
        let answer = rep.mutate("makeCommitment", trial.input(), COMMITMENT).await;
        delivered.push(answer.done("makeCommitment")["commitment"]["deliverer"]["name"].clone());
    }
    assert_eq!(delivered, ["甲实施", "乙实施", "赵实施", "甲实施", "乙实施"]);
}

#[tokio::test]
async fn nobody_of_the_delivery_role_is_a_refusal_and_leaves_nothing() {
    let trial = Trial::start().await;
    let (app, world) = (&trial.app, &trial.app.world);
    let kind = world
        .commitment_kind(&app.state, "上门培训", Role::Implementer, Vec::new())
        .await;
    let transaction = app.state.database.begin().await.unwrap();
    entity::user::Entity::update_many()
        .col_expr(
            entity::user::Column::DisabledAt,
            sea_orm::sea_query::Expr::value(app.state.clock.timestamp()),
        )
        .filter(entity::user::Column::Role.eq(Role::Implementer))
        .exec(&transaction)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    let input = trial.input_with(json!({
        "kindId": encode(NodeKind::CommitmentKind, kind.id),
        "fields": [],
    }));
    let answer = app.client(&world.rep).mutate("makeCommitment", input, COMMITMENT).await;
    assert_eq!(answer.refusals("makeCommitment"), ["delivererId NOT_FOUND"]);
    let connection = app.state.database.read();
    assert_eq!(commitment::Entity::find().count(connection).await.unwrap(), 0);
}

#[tokio::test]
async fn only_those_who_promise_make_commitments() {
    let trial = Trial::start().await;
    let world = &trial.app.world;
    for person in [&world.implementer, &world.clerk, &world.headquarters] {
        let answer = trial
            .app
            .client(person)
            .mutate("makeCommitment", trial.input(), COMMITMENT)
            .await;
        assert_eq!(answer.error_code(), "FORBIDDEN");
    }
    let answer = trial
        .app
        .guest()
        .mutate("makeCommitment", trial.input(), COMMITMENT)
        .await;
    assert_eq!(answer.error_code(), "UNAUTHENTICATED");
}

#[tokio::test]
async fn the_day_of_a_promise_is_the_organisations_and_not_the_servers() {
    let trial = Trial::start().await;
    // 16:30 on the 24th in London is half past midnight on the 25th in Shanghai.
    trial.app.state.clock.advance(chrono::TimeDelta::minutes(14 * 60 + 30));
    let rep = trial.app.client(&trial.app.world.rep);
    let yesterday = trial.input_with(json!({"dueOn": "2026-11-24"}));
    let refused = rep.mutate("makeCommitment", yesterday, COMMITMENT).await;
    assert_eq!(refused.refusals("makeCommitment"), ["dueOn INVALID"]);
    let today = trial.input_with(json!({"dueOn": "2026-11-25"}));
    let made = rep.mutate("makeCommitment", today, COMMITMENT).await;
    let made = &made.done("makeCommitment")["commitment"];
    assert_eq!(made["task"]["dueAt"], "2026-11-25T15:59:59.999+00:00");
    let (kind, _) = decode(&made["id"].as_str().unwrap().into()).unwrap();
    assert_eq!(kind, NodeKind::Commitment);
}
