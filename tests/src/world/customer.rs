//! Customers and leads.

use api::state::State;
use entity::{
    customer, lead,
    types::{LeadStage, Tier},
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
            normalized_name: Set(name.to_owned()),
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
        let now = state.clock.timestamp();
        let row = lead::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(owner.user.organization_id),
            customer_id: Set(customer.id),
            owner_id: Set(owner.id()),
            team_id: Set(owner.team_id()),
            title: Set(title.to_owned()),
            stage: Set(LeadStage::New),
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
        insert(state, row).await
    }
}
