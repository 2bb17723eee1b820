//! Kinds of commitments, commitments with their tasks, and tasks of their own.

use api::state::State;
use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    commitment,
    commitment_kind::{self, FieldSpec, FieldSpecs},
    customer,
    task::{self, TaskDetails},
    types::{CommitmentStatus, FieldKind, Role, TaskSource, TaskStatus, Timestamp},
};
use sea_orm::{ActiveValue::Set, prelude::Json};
use uuid::Uuid;

use super::{Person, World, insert};

impl World {
    /// POC测试, delivered by implementers within five days, with a field of every kind but a number and a day.
    pub async fn trial_kind(&self, state: &State) -> commitment_kind::Model {
        let fields = [
            ("deviceModel", "设备型号", FieldKind::Text, &[][..]),
            ("topology", "网络拓扑图", FieldKind::Attachment, &[]),
            ("contactEmail", "客户联系人邮箱", FieldKind::Email, &[]),
            ("place", "测试地点", FieldKind::Choice, &["现场", "远程"]),
        ];
        let fields = fields.map(|(key, label, kind, choices)| FieldSpec {
            key: key.to_owned(),
            label: label.to_owned(),
            kind,
            choices: choices.iter().map(|&choice| choice.to_owned()).collect(),
        });
        self.commitment_kind(state, "POC测试", Role::Implementer, fields.into())
            .await
    }

    /// A kind of commitments with a lead time of five days.
    pub async fn commitment_kind(
        &self,
        state: &State,
        name: &str,
        delivery_role: Role,
        fields: Vec<FieldSpec>,
    ) -> commitment_kind::Model {
        let now = state.clock.timestamp();
        let row = commitment_kind::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(self.organization_id),
            name: Set(name.to_owned()),
            required_fields: Set(FieldSpecs(fields)),
            delivery_role: Set(delivery_role),
            lead_days: Set(5),
            active: Set(true),
            created_at: Set(now),
            updated_at: Set(now),
            version: Set(1),
        };
        insert(state, row).await
    }

    /// An open commitment of `maker`'s with its task on the workbench of `deliverer`.
    pub async fn commitment(
        &self,
        state: &State,
        kind: &commitment_kind::Model,
        customer: &customer::Model,
        (maker, deliverer): (&Person, &Person),
        due_on: NaiveDate,
    ) -> commitment::Model {
        let now = state.clock.timestamp();
        let row = commitment::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(self.organization_id),
            kind_id: Set(kind.id),
            customer_id: Set(customer.id),
            lead_id: Set(None),
            report_id: Set(None),
            made_by: Set(maker.id()),
            deliverer_id: Set(deliverer.id()),
            title: Set(format!("{due_on} 前完成")),
            fields: Set(Json::Object(serde_json::Map::new())),
            status: Set(CommitmentStatus::Open),
            first_due_on: Set(due_on),
            due_on: Set(due_on),
            overdue_flagged_at: Set(None),
            closed_at: Set(None),
            closed_on: Set(None),
            promise_start: Set(None),
            promise_end: Set(None),
            promise_text: Set(None),
            evidence: Set(None),
            reason: Set(None),
            created_at: Set(now),
            updated_at: Set(now),
            version: Set(1),
        };
        let made = insert(state, row).await;
        let due_at = due_on.and_hms_opt(15, 59, 59).unwrap().and_utc();
        let task = open_task(self, state, deliverer, &made.title, due_at);
        let task = task::ActiveModel {
            source: Set(TaskSource::Commitment),
            commitment_id: Set(Some(made.id)),
            customer_id: Set(Some(customer.id)),
            ..task
        };
        insert(state, task).await;
        made
    }

    /// An open task on the workbench of `assignee`, made by hand.
    pub async fn task(&self, state: &State, assignee: &Person, title: &str, due_at: DateTime<Utc>) -> task::Model {
        insert(state, open_task(self, state, assignee, title, due_at)).await
    }
}

fn open_task(world: &World, state: &State, assignee: &Person, title: &str, due_at: DateTime<Utc>) -> task::ActiveModel {
    let now = state.clock.timestamp();
    task::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(world.organization_id),
        assignee_id: Set(assignee.id()),
        title: Set(title.to_owned()),
        source: Set(TaskSource::Person),
        lead_id: Set(None),
        customer_id: Set(None),
        commitment_id: Set(None),
        rule_id: Set(None),
        rule_version: Set(None),
        details: Set(TaskDetails::default()),
        due_at: Set(Timestamp::from(due_at)),
        status: Set(TaskStatus::Open),
        forced: Set(false),
        done_at: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    }
}
