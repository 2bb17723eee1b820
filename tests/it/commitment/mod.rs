//! Commitments: made with their tasks, followed to their ends, listed.

mod clock;
mod figure;
mod files;
mod follow;
mod list;
mod make;

use api::id::{NodeKind, encode};
use entity::{attachment, commitment, commitment_kind, lead};
use tests::{TestApp, Value, json};

/// A commitment with its task, as most tests ask for it.
const COMMITMENT: &str = "commitment {
    id title status dueOn firstDueOn overdue onTime evidence reason version
    kind { name } madeBy { name } deliverer { name } fields { key label value }
    task { id title source status dueAt doneAt details { key label value } assignee { name } version }
    events { kind reason dueBefore dueAfter actor { name } }
}";

/// What a promise of the kind POC测试 needs.
struct Trial {
    app: TestApp,
    kind: commitment_kind::Model,
    lead: lead::Model,
    /// 网络拓扑图V2.vsdx, of the customer.
    topology: attachment::Model,
}

impl Trial {
    async fn start() -> Self {
        let app = TestApp::start().await;
        let kind = app.world.trial_kind(&app.state).await;
        let lead = app.world.lead(&app.state, &app.world.rep, "产线改造").await;
        let topology = app
            .world
            .attachment(&app.state, &app.world.rep, lead.customer_id, "网络拓扑图V2.vsdx")
            .await;
        Self {
            app,
            kind,
            lead,
            topology,
        }
    }

    /// What the kind POC测试 asks for.
    fn fields(&self) -> Value {
        json!([
            {"key": "deviceModel", "value": "S7-1200"},
            {"key": "topology", "value": encode(NodeKind::Attachment, self.topology.id)},
            {"key": "contactEmail", "value": " liu.min@example.com "},
            {"key": "place", "value": "现场"},
        ])
    }

    /// The input of a promise that nothing is wrong with.
    fn input(&self) -> Value {
        json!({
            "kindId": encode(NodeKind::CommitmentKind, self.kind.id),
            "customerId": encode(NodeKind::Customer, self.lead.customer_id),
            "leadId": encode(NodeKind::Lead, self.lead.id),
            "title": "现场POC测试",
            "fields": self.fields(),
        })
    }

    /// The input with some fields replaced.
    fn input_with(&self, changes: Value) -> Value {
        let mut input = self.input();
        for (key, value) in changes.as_object().unwrap() {
            input[key] = value.clone();
        }
        input
    }

    /// A promise of the rep's, as the answer shows it.
    async fn made(&self) -> Value {
        let rep = self.app.client(&self.app.world.rep);
        let answer = rep.mutate("makeCommitment", self.input(), COMMITMENT).await;
        answer.done("makeCommitment")["commitment"].clone()
    }
}

fn commitment_id(model: &commitment::Model) -> Value {
    json!(encode(NodeKind::Commitment, model.id))
}
