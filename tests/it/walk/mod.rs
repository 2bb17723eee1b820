//! Walks over every field of the schema, as its introspection tells it, with values that nobody means well.

mod foreign;
mod hostile;

use api::id::{NodeKind, decode, encode};
use entity::{audit_event, disclosure};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tests::{
    Answer, Person, TestApp, Value,
    introspection::{Field, Schema},
    json,
};

/// A promise that the linter finds in a report.
const PROMISE: &str = "我答应11月27日前发报价单。";

/// An id of every kind.
type Ids = Vec<(NodeKind, Value)>;

fn id_of(ids: &Ids, kind: NodeKind) -> Value {
    ids.iter().find(|(of, _)| *of == kind).unwrap().1.clone()
}

/// The id that a mutation answers for its object.
async fn made(app: &TestApp, person: &Person, mutation: &str, object: &str, input: Value) -> Value {
    let answer = app
        .client(person)
        .mutate(mutation, input, &format!("{object} {{ id }}"))
        .await;
    answer.done(mutation)[object]["id"].clone()
}

/// An object of every kind in the organisation of `admin`.
async fn one_of_each(app: &TestApp, admin: &Person) -> Ids {
    let (world, state) = (&app.world, &app.state);
    let make = async |mutation, object, input| made(app, admin, mutation, object, input).await;
    let customer = json!({"name": "客户公司", "industry": "医疗"});
    let customer = make("createCustomer", "customer", customer).await;
    let lead = json!({"customerId": customer, "title": "一条线索"});
    let lead = make("createLead", "lead", lead).await;
    let contact = json!({"customerId": customer, "name": "王工"});
    let contact = make("addContact", "contact", contact).await;
    let stage = json!({"name": "方案评审", "phase": "PROPOSAL"});
    let stage = make("addStage", "stage", stage).await;
    let opportunity = json!({"leadId": lead, "name": "一笔商机", "amount": "1"});
    let opportunity = make("createOpportunity", "opportunity", opportunity).await;
    let activity = json!({"leadId": lead, "kind": "CALL"});
    let activity = make("logActivity", "activity", activity).await;
    let kind = json!({"name": "报价", "requiredFields": [], "deliveryRole": "ADMIN", "leadDays": 3});
    let kind = make("addCommitmentKind", "commitmentKind", kind).await;
    let commitment = json!({"kindId": kind, "customerId": customer, "title": "报价单"});
    let commitment = make("makeCommitment", "commitment", commitment).await;
    let task = json!({"title": "回电", "dueAt": "2026-12-01T02:00:00Z"});
    let task = make("createTask", "task", task).await;
    let term = json!({"category": "DEGREE", "text": "挺好的"});
    let term = make("addTerm", "term", term).await;
    let script = json!({"category": "FOLLOW_UP", "scenario": "报价后", "text": "{日期}与{联系人}确认{事项}"});
    let script = make("addScript", "script", script).await;
    let store = json!({"name": "一家店", "region": "华东"});
    let store = make("createStore", "store", store).await;
    let action = json!({"kind": "PRODUCT", "text": "推荐"});
    let mapping = json!({"name": "睡眠", "keywords": ["夜醒"], "actions": [action]});
    let mapping = make("createKeywordMapping", "keywordMapping", mapping).await;
    let disclosures = json!([{"category": "MEDICAL", "text": "请遵医嘱"}]);
    let question = json!({"storeId": store, "text": "夜醒要吃药吗", "disclosures": disclosures});
    let question = make("recordQuestion", "question", question).await;
    let (_, customer_id) = decode(&customer.as_str().unwrap().into()).unwrap();
    let attachment = world.attachment(state, admin, customer_id, "手册.pdf").await;
    let report = world
        .report(state, admin, PROMISE, entity::types::ReportStatus::Submitted)
        .await;
    let finding = world.finding(state, &report, "有意向", 0).await;

    let organization = admin.user.organization_id;
    let disclosure = disclosure::Entity::find()
        .filter(disclosure::Column::OrganizationId.eq(organization))
        .one(state.database.read())
        .await;
    let event = audit_event::Entity::find()
        .filter(audit_event::Column::OrganizationId.eq(organization))
        .one(state.database.read())
        .await;
    let row = |kind, id| (kind, json!(encode(kind, id)));
    vec![
        row(NodeKind::Organization, organization),
        row(NodeKind::Team, admin.team_id()),
        row(NodeKind::User, admin.id()),
        (NodeKind::Customer, customer),
        (NodeKind::Contact, contact),
        (NodeKind::Lead, lead),
        (NodeKind::Stage, stage),
        (NodeKind::Opportunity, opportunity),
        (NodeKind::Activity, activity),
        (NodeKind::CommitmentKind, kind),
        (NodeKind::Commitment, commitment),
        row(NodeKind::Attachment, attachment.id),
        (NodeKind::Task, task),
        row(NodeKind::Report, report.id),
        row(NodeKind::Finding, finding.id),
        (NodeKind::Term, term),
        (NodeKind::Script, script),
        (NodeKind::Store, store),
        (NodeKind::KeywordMapping, mapping),
        (NodeKind::Question, question),
        row(NodeKind::Disclosure, disclosure.unwrap().unwrap().id),
        row(NodeKind::AuditEvent, event.unwrap().unwrap().id),
    ]
}

/// The kind of object that an id field named `name` of a mutation with the payload `payload` names.
fn kind_of(name: &str, payload: &str) -> NodeKind {
    match name {
        "customerId" => NodeKind::Customer,
        "leadId" => NodeKind::Lead,
        "kindId" => NodeKind::CommitmentKind,
        "teamId" => NodeKind::Team,
        "storeId" => NodeKind::Store,
        "reportId" => NodeKind::Report,
        "questionId" => NodeKind::Question,
        "stageId" | "stageIds" => NodeKind::Stage,
        "ownerId" | "delivererId" | "assigneeId" | "madeById" => NodeKind::User,
        "evidenceAttachmentIds" => NodeKind::Attachment,
        "id" => {
            [
                ("Attachment", NodeKind::Attachment),
                ("CommitmentKind", NodeKind::CommitmentKind),
                ("Commitment", NodeKind::Commitment),
                ("KeywordMapping", NodeKind::KeywordMapping),
                ("Contact", NodeKind::Contact),
                ("Customer", NodeKind::Customer),
                ("Opportunity", NodeKind::Opportunity),
                ("Lead", NodeKind::Lead),
                ("AdvanceStage", NodeKind::Lead),
                ("Stage", NodeKind::Stage),
                ("Task", NodeKind::Task),
                ("Report", NodeKind::Report),
                ("Draft", NodeKind::Report),
                ("Finding", NodeKind::Finding),
                ("Term", NodeKind::Term),
                ("Script", NodeKind::Script),
                ("Store", NodeKind::Store),
            ]
            .into_iter()
            .find(|(name, _)| payload.contains(name))
            .unwrap_or_else(|| panic!("say what `id` names for {payload}"))
            .1
        }
        other => panic!("say what `{other}` names"),
    }
}

/// The codes of all errors of an answer, also of those that the user can mend.
fn codes(body: &Value, found: &mut Vec<String>) {
    match body {
        Value::Array(items) => items.iter().for_each(|item| codes(item, found)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_str() {
                    Some(code) if name == "code" => found.push(code.to_owned()),
                    _ => codes(value, found),
                }
            }
        }
        _ => {}
    }
}

fn is_not_found(body: &Value) -> bool {
    let mut found = Vec::new();
    codes(body, &mut found);
    found.iter().any(|code| code == "NOT_FOUND")
}

/// Two organisations with an object of every kind.
struct Scene {
    app: TestApp,
    schema: Schema,
    own: Ids,
    foreign: Ids,
    /// Where the promise stands in the report of the own organisation.
    promise: Value,
}

impl Scene {
    async fn create() -> Self {
        let app = TestApp::start().await;
        let schema = Schema::load(&app.client(&app.world.admin)).await;
        let own = one_of_each(&app, &app.world.admin).await;
        let foreign = one_of_each(&app, &app.world.other_admin).await;
        for (ids, owner) in [(&own, &app.world.admin), (&foreign, &app.world.other_admin)] {
            for kind in NodeKind::ALL {
                let document = "query($id: ID!) { node(id: $id) { id } }";
                let id = id_of(ids, kind);
                // Drafts and their findings are their author's, and both reports are submitted.
                let answer = app.client(owner).query(document, json!({"id": id})).await;
                assert_eq!(answer.data()["node"]["id"], id, "{kind:?}");
            }
        }
        let document = "query($input: LintTextInput!) { lintText(input: $input) { commitments { start end } } }";
        let admin = app.client(&app.world.admin);
        let answer = admin.query(document, json!({"input": {"text": PROMISE}})).await;
        let promise = answer.data()["lintText"]["commitments"][0].clone();
        Self {
            app,
            schema,
            own,
            foreign,
            promise,
        }
    }

    /// What stands in the other fields of an input.
    fn example(&self, payload: &str, name: &str, kind: &str) -> Value {
        match (kind, name) {
            ("ID", _) => id_of(&self.own, kind_of(name, payload)),
            ("Int", "start" | "end") => self.promise[name].clone(),
            ("Int", _) => json!(1),
            ("Boolean", _) => json!(true),
            ("Money", _) => json!("1.00"),
            ("Date", _) => json!("2026-11-30"),
            ("DateTime", _) => json!("2026-11-30T02:00:00Z"),
            _ => json!("文字"),
        }
    }

    /// The version of the object that an input is about, which earlier inputs may have changed.
    async fn version(&self, input: &Value) -> Option<Value> {
        input.get("version")?;
        let id = input.get("id").or(input.get("questionId"))?;
        let versioned = |kind: &NodeKind| {
            let fields = self.schema.fields(&format!("{kind:?}"));
            fields.iter().any(|field| field.name == "version")
        };
        let parts: Vec<_> = (NodeKind::ALL.iter().filter(|kind| versioned(kind)))
            .map(|kind| format!("... on {kind:?} {{ version }}"))
            .collect();
        let document = format!("query($id: ID!) {{ node(id: $id) {{ {} }} }}", parts.join(" "));
        let admin = self.app.client(&self.app.world.admin);
        let answer = admin.query(&document, json!({"id": id})).await;
        Some(answer.body["data"]["node"]["version"].clone()).filter(Value::is_number)
    }

    /// The answer to `field` with `value` at `path`, by the first who may ask for it at all.
    async fn ask(&self, operation: &str, field: &Field, path: &[String], value: &Value) -> Answer {
        let example = |name: &str, kind: &str| self.example(&field.output, name, kind);
        let mut variables = self.schema.variables(field, path, value, &example);
        if path.last().is_some_and(|name| name != "version")
            && let Some(version) = self.version(&variables["input"]).await
        {
            variables["input"]["version"] = version;
        }
        let document = self.schema.document(operation, field);
        let world = &self.app.world;
        for person in [&world.admin, &world.headquarters, &world.rep, &world.clerk] {
            let answer = self.app.client(person).query(&document, variables.clone()).await;
            let mut found = Vec::new();
            codes(&answer.body, &mut found);
            if !found.iter().any(|code| code == "FORBIDDEN") {
                return answer;
            }
        }
        panic!("nobody may ask for {}", field.name);
    }
}
