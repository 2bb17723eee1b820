//! Stages: an organisation's own list, what each asks for, and what stands in the way of a move.

use api::id::{NodeKind, encode};
use entity::{lead, types::LeadStage};
use tests::{Answer, Client, TestApp, Value, json};

const STAGE: &str =
    "stage { id name phase position requirements requiredFields { key label kind choices } active version }";
const CHECK: &str = "query($lead: ID!, $stage: ID) { canAdvance(leadId: $lead, stageId: $stage) { allowed refusal
    stage { name } missing { stage { name } requirement field { key label kind } error { field code message } }
    forcedTasks { title } } }";

async fn list(client: &Client) -> Vec<Value> {
    let answer = client
        .query("{ stages { id name phase position active version } }", json!({}))
        .await;
    answer.data()["stages"].as_array().unwrap().clone()
}

fn names(stages: &[Value]) -> Vec<&str> {
    stages.iter().map(|stage| stage["name"].as_str().unwrap()).collect()
}

async fn named(client: &Client, name: &str) -> Value {
    let stages = list(client).await;
    stages.into_iter().find(|stage| stage["name"] == name).unwrap()
}

async fn advance(client: &Client, lead: &lead::Model, version: i32, stage: &Value, more: Value) -> Answer {
    let mut input = json!({"id": encode(NodeKind::Lead, lead.id), "version": version, "stageId": stage["id"]});
    let fields = more.as_object().unwrap().clone();
    input.as_object_mut().unwrap().extend(fields);
    let fields = "lead { phase stage { name } version fields { key label value } }";
    client.mutate("advanceStage", input, fields).await
}

#[tokio::test]
async fn an_organisation_begins_with_a_list_and_keeps_its_own() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    let before = list(&admin).await;
    assert_eq!(names(&before), ["新线索", "已联系", "方案", "谈判", "赢单", "丢单"]);

    let review = json!({"name": "方案评审", "phase": "PROPOSAL", "position": 3, "requirements": ["PROPOSAL_SENT", "PROPOSAL_SENT"],
        "requiredFields": [{"key": "decider", "label": "决策人", "kind": "TEXT"}]});
    let added = admin.mutate("addStage", review, STAGE).await;
    let added = &added.done("addStage")["stage"];
    assert_eq!(added["requirements"], json!(["PROPOSAL_SENT"]));
    assert_eq!(added["requiredFields"][0]["label"], "决策人");
    let shelved = json!({"name": "搁置", "phase": "LOST"});
    admin.mutate("addStage", shelved, STAGE).await.done("addStage");
    let with = list(&admin).await;
    assert_eq!(
        names(&with),
        ["新线索", "已联系", "方案", "方案评审", "谈判", "赢单", "丢单", "搁置"]
    );

    let mut ids: Vec<_> = with.iter().map(|stage| stage["id"].clone()).collect();
    ids.swap(3, 4);
    let ordered = admin
        .mutate("orderStages", json!({"stageIds": ids}), "stages { name position }")
        .await;
    let ordered = ordered.done("orderStages")["stages"].as_array().unwrap().clone();
    assert_eq!(names(&ordered)[3..5], ["谈判", "方案评审"]);
    ids.pop();
    let incomplete = admin
        .mutate("orderStages", json!({"stageIds": ids}), "stages { id }")
        .await;
    assert_eq!(incomplete.refusals("orderStages"), ["stageIds INVALID"]);

    // The other organisation keeps its own, and a rep none.
    let other = list(&app.client(&app.world.other_admin)).await;
    assert_eq!(names(&other), names(&before));
    let rep = app.client(&app.world.rep);
    let answer = rep
        .mutate("addStage", json!({"name": "试", "phase": "NEW"}), STAGE)
        .await;
    assert_eq!(answer.error_code(), "FORBIDDEN");
}

#[tokio::test]
async fn a_stage_that_makes_no_sense_is_refused_at_its_fields() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    let input = json!({"name": "赢单", "phase": "WON", "position": 99, "requiredFields": [
        {"key": "文件", "label": "", "kind": "ATTACHMENT"}, {"key": "size", "label": "规模", "kind": "CHOICE"}]});
    let refused = admin.mutate("addStage", input, STAGE).await;
    assert_eq!(
        refused.refusals("addStage"),
        [
            "requiredFields.0.kind INVALID",
            "requiredFields.0.key INVALID",
            "requiredFields.0.label REQUIRED",
            "requiredFields.1.choices REQUIRED",
            "name TAKEN",
            "position INVALID"
        ]
    );
}

#[tokio::test]
async fn one_open_one_won_and_one_lost_stage_stay() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    let retire = async |name: &str| {
        let stage = named(&admin, name).await;
        let input = json!({"id": stage["id"], "version": stage["version"]});
        admin.mutate("retireStage", input, STAGE).await
    };
    assert_eq!(retire("赢单").await.refusals("retireStage"), ["id WRONG_STATE"]);
    assert_eq!(retire("丢单").await.refusals("retireStage"), ["id WRONG_STATE"]);
    for name in ["新线索", "方案", "谈判"] {
        retire(name).await.done("retireStage");
    }
    assert_eq!(retire("已联系").await.refusals("retireStage"), ["id WRONG_STATE"]);
    // A new lead begins where the list does.
    let input = json!({"newCustomer": {"name": "汇川技术", "industry": "工业自动化"}, "title": "变频器"});
    let created = admin.mutate("createLead", input, "lead { stage { name } phase }").await;
    let lead = &created.done("createLead")["lead"];
    assert_eq!(
        (&lead["stage"]["name"], &lead["phase"]),
        (&json!("已联系"), &json!("CONTACTED"))
    );
    let all = admin
        .query("{ stages(alsoRetired: true) { id name active version } }", json!({}))
        .await;
    let all = all.data()["stages"].as_array().unwrap().clone();
    assert_eq!(all.len(), 6);
    let retired = all.iter().find(|stage| stage["name"] == "方案").unwrap();
    let input = json!({"id": retired["id"], "version": retired["version"]});
    admin.mutate("restoreStage", input, STAGE).await.done("restoreStage");
    assert_eq!(names(&list(&admin).await), ["已联系", "方案", "赢单", "丢单"]);
}

/// Two stages that ask for something: facts of the lead and a note, and fields of the organisation's own.
async fn demanding_stages(admin: &Client) -> (Value, Value) {
    let contacted = named(admin, "已联系").await;
    let change = json!({"id": contacted["id"], "version": 1, "requirements": ["CONTACT_PHONE", "NEXT_ACTION", "NOTE"]});
    admin.mutate("changeStage", change, STAGE).await.done("changeStage");
    let proposal = named(admin, "方案").await;
    let change = json!({"id": proposal["id"], "version": 1, "requiredFields": [
        {"key": "decider", "label": "决策人", "kind": "TEXT"},
        {"key": "budget", "label": "预算（万元）", "kind": "NUMBER"}]});
    admin.mutate("changeStage", change, STAGE).await.done("changeStage");
    (contacted, proposal)
}

#[tokio::test]
async fn what_a_stage_asks_for_is_refused_field_by_field_and_said_beforehand() {
    let app = TestApp::start().await;
    let (admin, rep) = (app.client(&app.world.admin), app.client(&app.world.rep));
    let (contacted, proposal) = demanding_stages(&admin).await;

    let lead = app.world.lead(&app.state, &app.world.rep, "伺服改造").await;
    let id = encode(NodeKind::Lead, lead.id);
    let check = async |stage: Value| {
        let answer = rep.query(CHECK, json!({"lead": id, "stage": stage})).await;
        answer.data()["canAdvance"].clone()
    };
    let next = check(Value::Null).await;
    assert_eq!(
        (&next["allowed"], &next["stage"]["name"]),
        (&json!(false), &json!("已联系"))
    );
    let asked: Vec<_> = next["missing"].as_array().unwrap().iter().collect();
    assert_eq!(asked.len(), 3);
    assert_eq!(asked[0]["requirement"], "CONTACT_PHONE");
    assert_eq!(asked[0]["error"]["field"], json!(["contact", "phone"]));

    // Whoever jumps over a stage has what it asks for.
    let jump = advance(
        &rep,
        &lead,
        1,
        &proposal,
        json!({"fields": [
        {"key": "budget", "value": "很多"}, {"key": "colour", "value": "红"}]}),
    )
    .await;
    assert_eq!(
        jump.refusals("advanceStage"),
        ["fields.budget INVALID", "fields.colour INVALID"]
    );
    let budget = json!({"fields": [{"key": "budget", "value": "30"}]});
    let jump = advance(&rep, &lead, 1, &proposal, budget).await;
    let all = [
        "contact.phone REQUIRED",
        "nextAction REQUIRED",
        "note REQUIRED",
        "fields.decider REQUIRED",
    ];
    assert_eq!(jump.refusals("advanceStage"), all);

    let contact =
        json!({"customerId": encode(NodeKind::Customer, lead.customer_id), "name": "王工", "phone": "13800000000"});
    rep.mutate("addContact", contact, "contact { id }")
        .await
        .done("addContact");
    let plan = json!({"id": id, "version": 1, "nextAction": {"text": "寄样品"}, "fields": [{"key": "decider", "value": "李总"}]});
    rep.mutate("updateLead", plan, "lead { version }")
        .await
        .done("updateLead");
    let all_there = json!({"note": "王工来电", "fields": [{"key": "budget", "value": "30"}]});
    let moved = advance(&rep, &lead, 2, &proposal, all_there).await;
    let moved = &moved.done("advanceStage")["lead"];
    assert_eq!(
        (&moved["stage"]["name"], &moved["phase"]),
        (&json!("方案"), &json!("PROPOSAL"))
    );
    let fields = json!([{"key": "decider", "label": "决策人", "value": "李总"},
        {"key": "budget", "label": "预算（万元）", "value": "30"}]);
    assert_eq!(moved["fields"], fields);

    let back = check(contacted["id"].clone()).await;
    assert_eq!(back["refusal"], "阶段只能向前，不能从“方案”退回“已联系”");
    // To be lost, nothing is asked for.
    let lost = named(&admin, "丢单").await;
    assert_eq!(check(lost["id"].clone()).await["allowed"], true);
    let won = check(named(&admin, "赢单").await["id"].clone()).await;
    let asked: Vec<_> = won["missing"]
        .as_array()
        .unwrap()
        .iter()
        .map(|lack| lack["error"]["field"].clone())
        .collect();
    assert_eq!(asked, [json!(["amount"]), json!(["signedOn"])]);
    advance(&rep, &lead, 3, &lost, json!({})).await.done("advanceStage");
    let ended = check(Value::Null).await;
    assert_eq!(
        (&ended["allowed"], &ended["stage"], &ended["refusal"]),
        (&json!(false), &Value::Null, &json!("线索已丢单，不能再变更阶段"))
    );
}

#[tokio::test]
async fn leads_are_listed_by_stage_and_by_phase() {
    let app = TestApp::start().await;
    let (admin, rep) = (app.client(&app.world.admin), app.client(&app.world.rep));
    let review = json!({"name": "方案评审", "phase": "PROPOSAL"});
    admin.mutate("addStage", review, STAGE).await.done("addStage");
    let (proposal, review) = (named(&admin, "方案").await, named(&admin, "方案评审").await);
    for (title, stage) in [("甲", &proposal), ("乙", &review), ("丙", &review)] {
        let lead = app.world.lead(&app.state, &app.world.rep, title).await;
        advance(&rep, &lead, 1, stage, json!({})).await.done("advanceStage");
    }
    let count = async |filter: Value| {
        let document = "query($filter: LeadFilter) { leads(filter: $filter) { totalCount } }";
        let answer = rep.query(document, json!({"filter": filter})).await;
        answer.data()["leads"]["totalCount"].clone()
    };
    assert_eq!(count(json!({"phases": ["PROPOSAL"]})).await, 3);
    assert_eq!(count(json!({"stageIds": [review["id"]]})).await, 2);
    assert_eq!(count(json!({"stageIds": [proposal["id"], review["id"]]})).await, 3);
    let other = app.world.other_admin.user.organization_id;
    let foreign = app.world.stage(&app.state, other, LeadStage::New).await;
    assert_eq!(
        count(json!({"stageIds": [encode(NodeKind::Stage, foreign.id)]})).await,
        0
    );
}
