//! Activities in the schema.

use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use entity::{activity, customer, lead, user};

use crate::{
    activity::service::{self, Logged},
    context::ContextExt,
    customer::Customer,
    error::{Error, Result, Violation, mend},
    graphql_enum::mirror_enum,
    id::{self, NodeKind},
    lead::{Lead, LeadStage, stage::label},
    user::User,
};

mirror_enum! {
    /// What happened with a customer.
    ActivityKind {
        /// 电话.
        Call,
        /// 拜访.
        Visit,
        /// 发出方案.
        ProposalSent,
        /// 客户打开方案.
        ProposalOpened,
        /// 客户打开附件.
        AttachmentOpened,
        /// 客户下载.
        Download,
        /// 客户回复.
        Reply,
        /// 技术交流.
        TechnicalExchange,
        /// 阶段变更: written by `advanceStage` alone.
        StageChange,
        /// 报价.
        Quote,
        /// 下单.
        Order,
        /// 备注.
        Note,
    }
}

/// 动作: what happened with a customer.
#[derive(Clone, Debug)]
pub struct Activity(pub activity::Model);

impl From<activity::Model> for Activity {
    fn from(model: activity::Model) -> Self {
        Self(model)
    }
}

/// A move of a lead from stage to stage.
#[derive(SimpleObject, Clone, Debug)]
pub struct StageChange {
    /// What the stage counts as that it left.
    pub from: LeadStage,
    /// What the stage counts as that it entered.
    pub to: LeadStage,
    /// What the stage was called at that time that it left.
    pub from_name: String,
    /// What the stage was called at that time that it entered.
    pub to_name: String,
}

impl From<service::StageChange> for StageChange {
    fn from(found: service::StageChange) -> Self {
        let named = |name: Option<String>, phase| name.unwrap_or_else(|| label(phase).to_owned());
        Self {
            from: found.from.into(),
            to: found.to.into(),
            from_name: named(found.from_name, found.from),
            to_name: named(found.to_name, found.to),
        }
    }
}

/// 动作: what happened with a customer.
#[Object]
impl Activity {
    /// Global id.
    pub async fn id(&self) -> ID {
        id::encode(NodeKind::Activity, self.0.id)
    }

    /// What happened.
    async fn kind(&self) -> ActivityKind {
        self.0.kind.into()
    }

    /// When it happened, which may be before it was recorded.
    async fn occurred_at(&self) -> DateTime<Utc> {
        *self.0.occurred_at
    }

    /// What the user wrote; may be empty.
    async fn note(&self) -> &str {
        &self.0.note
    }

    /// The move, where the kind is `STAGE_CHANGE`; null otherwise.
    async fn stage_change(&self) -> Option<Result<StageChange>> {
        if self.0.kind != entity::types::ActivityKind::StageChange {
            return None;
        }
        let found = serde_json::from_value::<service::StageChange>(self.0.detail.clone()?);
        Some(found.map_err(Error::fault).map(Into::into))
    }

    /// Who did it or recorded it.
    async fn user(&self, context: &Context<'_>) -> Option<Result<User>> {
        context.object::<user::Entity, _>(self.0.user_id).await
    }

    /// Whom it happened with.
    async fn customer(&self, context: &Context<'_>) -> Option<Result<Customer>> {
        context.object::<customer::Entity, _>(self.0.customer_id).await
    }

    /// The lead that it was about; null where it was about none, or about one that the user may not see.
    async fn lead(&self, context: &Context<'_>) -> Option<Result<Lead>> {
        context.object::<lead::Entity, _>(self.0.lead_id).await
    }

    /// When it was recorded.
    async fn created_at(&self) -> DateTime<Utc> {
        *self.0.created_at
    }
}

/// The answer of `logActivity`.
#[derive(SimpleObject, Debug)]
pub struct LogActivityPayload {
    /// The new activity.
    pub activity: Option<Activity>,
    /// The lead as it is now; null where the activity is about a customer alone.
    pub lead: Option<Lead>,
    /// What the user can mend; when it is not empty, nothing was changed.
    pub user_errors: Vec<Violation>,
}

impl LogActivityPayload {
    pub(super) fn from(answer: Result<Logged>) -> Result<Self> {
        let (logged, user_errors) = mend(answer)?;
        let (activity, lead) = logged.map_or((None, None), |logged| (Some(logged.activity), logged.lead));
        Ok(Self {
            activity: activity.map(Activity),
            lead: lead.map(Lead),
            user_errors,
        })
    }
}
