//! Customers with what hangs on them, and leads.

use api::{
    customer::company_name,
    stage::{list::Stages, visit},
    state::State,
};
use chrono::NaiveDate;
use entity::{
    activity, budget_signal, contact, customer, lead, sales_order, stage,
    types::{ActivityKind, LeadStage, Tier},
};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

use super::{Person, World, insert};

impl World {
    /// A customer in the charge of `owner`.
    pub async fn customer(&self, state: &State, owner: &Person, name: &str) -> customer::Model {
        let now = state.clock.timestamp();
        let row = customer::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(owner.user.organization_id),
            owner_id: Set(Some(owner.id())),
            team_id: Set(owner.user.team_id),
            name: Set(name.to_owned()),
            normalized_name: Set(company_name::normalise(name)),
            industry: Set("汽车零部件".to_owned()),
            region: Set(Some("华东".to_owned())),
            phone: Set(None),
            created_at: Set(now),
            updated_at: Set(now),
            version: Set(1),
        };
        insert(state, row).await
    }

    /// A new lead of `owner`'s with a customer of its own.
    pub async fn lead(&self, state: &State, owner: &Person, title: &str) -> lead::Model {
        let customer = self.customer(state, owner, &format!("{title}的客户")).await;
        self.lead_of(state, owner, &customer, title).await
    }

    /// A new lead of `owner`'s with a customer that exists.
    pub async fn lead_of(&self, state: &State, owner: &Person, customer: &customer::Model, title: &str) -> lead::Model {
        let now = state.clock.timestamp();
        let begin = self.stage(state, owner.user.organization_id, LeadStage::New).await;
        let row = lead::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(owner.user.organization_id),
            customer_id: Set(customer.id),
            owner_id: Set(owner.id()),
            team_id: Set(owner.team_id()),
            title: Set(title.to_owned()),
            stage: Set(LeadStage::New),
            stage_id: Set(Some(begin.id)),
            fields: Set(lead::LeadFields::default()),
            source: Set(None),
            next_action: Set(None),
            next_action_at: Set(None),
            tier: Set(Tier::Cool),
            score: Set(0),
            last_activity_at: Set(None),
            stage_changed_at: Set(now),
            created_at: Set(now),
            updated_at: Set(now),
            version: Set(1),
        };
        let lead = insert(state, row).await;
        insert(state, visit::row(&lead, begin.id, now)).await;
        lead
    }

    /// The first stage of an organisation that counts as `phase`.
    pub async fn stage(&self, state: &State, organization_id: Uuid, phase: LeadStage) -> stage::Model {
        let stages = Stages::load(state.database.read(), organization_id).await.unwrap();
        let mut all = stages.into_all().into_iter();
        all.find(|stage| stage.phase == phase).unwrap()
    }

    /// A call of the owner's that was about `lead`, now.
    pub async fn call(&self, state: &State, lead: &lead::Model, note: &str) -> activity::Model {
        let now = state.clock.timestamp();
        let row = activity::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(lead.organization_id),
            customer_id: Set(lead.customer_id),
            lead_id: Set(Some(lead.id)),
            user_id: Set(lead.owner_id),
            kind: Set(ActivityKind::Call),
            occurred_at: Set(now),
            note: Set(note.to_owned()),
            detail: Set(None),
            created_at: Set(now),
        };
        insert(state, row).await
    }

    /// A person at a customer.
    pub async fn contact(&self, state: &State, customer: &customer::Model, name: &str) -> contact::Model {
        let now = state.clock.timestamp();
        let row = contact::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(customer.organization_id),
            customer_id: Set(customer.id),
            name: Set(name.to_owned()),
            title: Set(Some("采购经理".to_owned())),
            phone: Set(None),
            email: Set(None),
            created_at: Set(now),
            updated_at: Set(now),
            version: Set(1),
        };
        insert(state, row).await
    }

    /// An order of 1,000 yuan.
    pub async fn order(&self, state: &State, customer: &customer::Model, day: NaiveDate) -> sales_order::Model {
        let id = Uuid::now_v7();
        let row = sales_order::ActiveModel {
            id: Set(id),
            organization_id: Set(customer.organization_id),
            customer_id: Set(customer.id),
            amount_fen: Set(100_000),
            ordered_on: Set(day),
            number: Set(format!("SO-{id}")),
            created_at: Set(state.clock.timestamp()),
        };
        insert(state, row).await
    }

    /// A tender of a customer's without an amount.
    pub async fn tender(&self, state: &State, customer: &customer::Model, day: NaiveDate) -> budget_signal::Model {
        let row = budget_signal::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(customer.organization_id),
            customer_id: Set(customer.id),
            kind: Set("招标".to_owned()),
            amount_fen: Set(None),
            source_url: Set(Some("https://example.com/tender".to_owned())),
            seen_on: Set(day),
            created_at: Set(state.clock.timestamp()),
        };
        insert(state, row).await
    }
}
