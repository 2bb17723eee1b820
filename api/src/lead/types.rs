//! Leads in the schema.

use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use entity::{activity, commitment, customer, lead, lead_score, opportunity, stage, task, team, tier_change, user};

use crate::{
    activity::Activity,
    commitment::Commitment,
    context::ContextExt,
    customer::Customer,
    error::Result,
    graphql_enum::mirror_enum,
    id::{self, NodeKind},
    lead::stale,
    opportunity::Opportunity,
    pagination::{DEFAULT_NESTED, Sort, nested_limit},
    payload::payloads,
    stage::Stage,
    task::Task,
    tier::types::{Assessment, PurchaseWindow, TierChange},
    user::{Team, User},
};

mirror_enum! {
    /// What a stage counts as, whatever an organisation calls it: how far a lead has come.
    #[graphql(name = "LeadPhase")]
    LeadStage {
        /// 新线索: nobody has spoken with the customer.
        New,
        /// 已联系: somebody has.
        Contacted,
        /// 方案: a proposal is out.
        Proposal,
        /// 谈判: terms are under discussion.
        Negotiation,
        /// 赢单: the contract is signed. Final.
        Won,
        /// 丢单: the customer does not buy. Final.
        Lost,
    }

    /// 分层: how soon a lead deserves attention.
    Tier {
        /// 热.
        Hot,
        /// 温.
        Warm,
        /// 冷.
        Cool,
        /// 沉睡.
        Sleeping,
    }
}

/// 线索: a customer's possible purchase. Its first screen is `customerName`, `stage { name }` and `nextAction`.
#[derive(Clone, Debug)]
pub struct Lead(pub lead::Model);

impl From<lead::Model> for Lead {
    fn from(model: lead::Model) -> Self {
        Self(model)
    }
}

/// 下一步: what the owner of a lead does next.
#[derive(SimpleObject, Clone, Debug)]
pub struct NextAction {
    /// What it is.
    pub text: String,
    /// When the owner does it; null for no fixed time.
    pub at: Option<DateTime<Utc>>,
}

/// The value of one of the organisation's own fields of leads.
#[derive(SimpleObject, Clone, Debug)]
pub struct LeadField {
    /// The key of the field.
    pub key: String,
    /// What a form calls it.
    pub label: String,
    /// What it is filled with.
    pub value: String,
}

impl From<lead::LeadField> for LeadField {
    fn from(field: lead::LeadField) -> Self {
        Self {
            key: field.key,
            label: field.label,
            value: field.value,
        }
    }
}

/// 线索: a customer's possible purchase. Its first screen is `customerName`, `stage { name }` and `nextAction`.
#[Object]
impl Lead {
    /// Global id.
    pub async fn id(&self) -> ID {
        id::encode(NodeKind::Lead, self.0.id)
    }

    /// The name of the company that may buy.
    async fn customer_name(&self, context: &Context<'_>) -> Option<Result<String>> {
        let found = context.load::<customer::Entity>(self.0.customer_id).await.transpose()?;
        Some(found.map(|customer| customer.name))
    }

    /// Where it stands in the organisation's list of stages.
    async fn stage(&self, context: &Context<'_>) -> Option<Result<Stage>> {
        context.object::<stage::Entity, _>(self.0.stage_id).await
    }

    /// What its stage counts as, whatever the organisation calls it: how far it has come.
    async fn phase(&self) -> LeadStage {
        self.0.stage.into()
    }

    /// What the owner does next; null where nothing is planned, and for won and lost leads.
    async fn next_action(&self) -> Option<NextAction> {
        let text = self.0.next_action.clone()?;
        let at = self.0.next_action_at.map(|at| *at);
        Some(NextAction { text, at })
    }

    /// What it is about.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// Where it came from, such as 展会.
    async fn source(&self) -> Option<&str> {
        self.0.source.as_deref()
    }

    /// What its stages have asked for, in the organisation's own fields.
    async fn fields(&self) -> Vec<LeadField> {
        self.0.fields.0.iter().cloned().map(LeadField::from).collect()
    }

    /// How soon it deserves attention; follows from the score.
    async fn tier(&self) -> Tier {
        self.0.tier.into()
    }

    /// 0 to 100.
    async fn score(&self) -> i32 {
        self.0.score
    }

    /// What the score follows from, with the contribution of each dimension; null until it is first computed, seconds after the
    /// lead was created.
    async fn assessment(&self, context: &Context<'_>) -> Option<Result<Assessment>> {
        let found = score_of(context, &self.0).await.transpose()?;
        Some(found.map(Assessment))
    }

    /// The days on which the customer is likely to buy next; null where it has never ordered.
    async fn next_purchase_window(&self, context: &Context<'_>) -> Option<Result<PurchaseWindow>> {
        let found = score_of(context, &self.0).await.transpose()?;
        found.map(|score| PurchaseWindow::of(&score)).transpose()
    }

    /// Its way from tier to tier, latest first.
    async fn tier_history(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many at most, 0 to 50.", default_with = "DEFAULT_NESTED")] limit: i32,
    ) -> Result<Vec<TierChange>> {
        let sort = Sort {
            column: tier_change::Column::CreatedAt,
            descending: true,
        };
        let by = tier_change::Column::LeadId;
        let limit = nested_limit(limit)?;
        let rows = context
            .load_children::<tier_change::Entity>(self.0.id, by, sort, limit)
            .await?;
        Ok(rows.into_iter().map(TierChange).collect())
    }

    /// The salesperson in charge.
    async fn owner(&self, context: &Context<'_>) -> Option<Result<User>> {
        context.object::<user::Entity, _>(self.0.owner_id).await
    }

    /// The team of the owner.
    async fn team(&self, context: &Context<'_>) -> Option<Result<Team>> {
        context.object::<team::Entity, _>(self.0.team_id).await
    }

    /// The company that may buy.
    async fn customer(&self, context: &Context<'_>) -> Option<Result<Customer>> {
        context.object::<customer::Entity, _>(self.0.customer_id).await
    }

    /// The deal that it became; null until there is one.
    async fn opportunity(&self, context: &Context<'_>) -> Option<Result<Opportunity>> {
        let sort = Sort {
            column: opportunity::Column::CreatedAt,
            descending: false,
        };
        let by = opportunity::Column::LeadId;
        let rows = context
            .load_children::<opportunity::Entity>(self.0.id, by, sort, 1)
            .await;
        let only = rows.map(|rows| rows.into_iter().next()).transpose()?;
        Some(only.map(Opportunity))
    }

    /// What happened with it, latest first.
    async fn activities(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many at most, 0 to 50.", default_with = "DEFAULT_NESTED")] limit: i32,
    ) -> Result<Vec<Activity>> {
        let sort = Sort {
            column: activity::Column::OccurredAt,
            descending: true,
        };
        let by = activity::Column::LeadId;
        let limit = nested_limit(limit)?;
        let rows = context
            .load_children::<activity::Entity>(self.0.id, by, sort, limit)
            .await?;
        Ok(rows.into_iter().map(Activity).collect())
    }

    /// Promises that help it, the latest first.
    async fn commitments(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many at most, 0 to 50.", default_with = "DEFAULT_NESTED")] limit: i32,
    ) -> Result<Vec<Commitment>> {
        let sort = Sort {
            column: commitment::Column::CreatedAt,
            descending: true,
        };
        let by = commitment::Column::LeadId;
        let limit = nested_limit(limit)?;
        let rows = context
            .load_children::<commitment::Entity>(self.0.id, by, sort, limit)
            .await?;
        Ok(rows.into_iter().map(Commitment).collect())
    }

    /// Tasks about it, the one due first first.
    async fn tasks(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many at most, 0 to 50.", default_with = "DEFAULT_NESTED")] limit: i32,
    ) -> Result<Vec<Task>> {
        let sort = Sort {
            column: task::Column::DueAt,
            descending: false,
        };
        let by = task::Column::LeadId;
        let limit = nested_limit(limit)?;
        let rows = context
            .load_children::<task::Entity>(self.0.id, by, sort, limit)
            .await?;
        Ok(rows.into_iter().map(Task).collect())
    }

    /// When something last happened with it; null for an untouched lead.
    async fn last_activity_at(&self) -> Option<DateTime<Utc>> {
        self.0.last_activity_at.map(|at| *at)
    }

    /// Whether it is open and nothing has happened with it for 7 days, counted from its creation where nothing ever has.
    async fn stale(&self, context: &Context<'_>) -> Result<bool> {
        Ok(stale::is_stale(&self.0, context.state()?.clock.now()))
    }

    /// When it entered its stage.
    async fn stage_changed_at(&self) -> DateTime<Utc> {
        *self.0.stage_changed_at
    }

    /// When it was created.
    async fn created_at(&self) -> DateTime<Utc> {
        *self.0.created_at
    }

    /// When it last changed; an activity is no change of the lead itself.
    async fn updated_at(&self) -> DateTime<Utc> {
        *self.0.updated_at
    }

    /// Goes into the next change of the lead, so that nobody overwrites what they have not seen.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// What the score of a lead follows from, loaded for all leads of the answer at once.
async fn score_of(context: &Context<'_>, lead: &lead::Model) -> Result<Option<lead_score::Model>> {
    let sort = Sort {
        column: lead_score::Column::CreatedAt,
        descending: false,
    };
    let by = lead_score::Column::LeadId;
    let rows = context
        .load_children::<lead_score::Entity>(lead.id, by, sort, 1)
        .await?;
    Ok(rows.into_iter().next())
}

payloads! {
    /// The answer of `createLead`.
    CreateLeadPayload {
        /// The new lead.
        lead: Lead
    }

    /// The answer of `updateLead`.
    UpdateLeadPayload {
        /// The lead as it is now.
        lead: Lead
    }

    /// The answer of `assignLead`.
    AssignLeadPayload {
        /// The lead as it is now.
        lead: Lead
    }

    /// The answer of `advanceStage`.
    AdvanceStagePayload {
        /// The lead as it is now.
        lead: Lead
    }
}
