//! Opportunities in the schema.

use async_graphql::{Context, ID, Object};
use chrono::{DateTime, Utc};
use entity::{lead, opportunity};

use crate::{
    context::ContextExt,
    error::Result,
    graphql_enum::mirror_enum,
    id::{self, NodeKind},
    lead::Lead,
    payload::payloads,
    scalar::{Date, Money},
};

mirror_enum! {
    /// Whether a deal is open, or how it ended.
    OpportunityStage {
        /// 进行中.
        Open,
        /// 赢单. Final.
        Won,
        /// 丢单. Final.
        Lost,
    }
}

/// 商机: a lead in a deal.
#[derive(Clone, Debug)]
pub struct Opportunity(pub opportunity::Model);

impl From<opportunity::Model> for Opportunity {
    fn from(model: opportunity::Model) -> Self {
        Self(model)
    }
}

/// 商机: a lead in a deal.
#[Object]
impl Opportunity {
    /// Global id.
    pub async fn id(&self) -> ID {
        id::encode(NodeKind::Opportunity, self.0.id)
    }

    /// The lead that became the deal.
    async fn lead(&self, context: &Context<'_>) -> Option<Result<Lead>> {
        context.object::<lead::Entity, _>(self.0.lead_id).await
    }

    /// What the deal is called.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Whether it is open, or how it ended; it goes with the stage of the lead.
    async fn stage(&self) -> OpportunityStage {
        self.0.stage.into()
    }

    /// What it is worth: an estimate until it is won, the contract's amount afterwards.
    async fn amount(&self) -> Money {
        Money(self.0.amount_fen)
    }

    /// The day of the signature.
    async fn signed_on(&self) -> Option<Date> {
        self.0.signed_on.map(Date)
    }

    /// When it was made.
    async fn created_at(&self) -> DateTime<Utc> {
        *self.0.created_at
    }

    /// When it last changed.
    async fn updated_at(&self) -> DateTime<Utc> {
        *self.0.updated_at
    }

    /// Goes into the next `changeOpportunity`, so that nobody overwrites what they have not seen.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

payloads! {
    /// The answer of `createOpportunity`.
    CreateOpportunityPayload {
        /// The new opportunity.
        opportunity: Opportunity
    }

    /// The answer of `changeOpportunity`.
    ChangeOpportunityPayload {
        /// The opportunity as it is now.
        opportunity: Opportunity
    }
}
