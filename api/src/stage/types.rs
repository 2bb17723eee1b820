//! Stages in the schema.

use async_graphql::{ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use entity::{stage, task};

use crate::{
    commitment_kind::RequiredField,
    error::Violation,
    graphql_enum::mirror_enum,
    id::{self, NodeKind},
    lead::advance::{Blocked, Prospect},
    payload::payloads,
    task::Task,
};

pub use crate::lead::LeadStage as LeadPhase;

mirror_enum! {
    /// What a stage may ask for before a lead enters it.
    StageRequirement {
        /// 来源: the lead says where it came from.
        Source,
        /// 下一步: a next action is planned.
        NextAction,
        /// 下一步时间: with its time.
        NextActionAt,
        /// 联系人: a contact of the customer is known.
        Contact,
        /// 联系人电话: a contact with a telephone number.
        ContactPhone,
        /// 联系人邮箱: a contact with an e-mail address.
        ContactEmail,
        /// 客户地区: the customer's region is known.
        CustomerRegion,
        /// 客户电话: the customer's telephone number is known.
        CustomerPhone,
        /// 预算信号: a sign of the customer's budget was seen.
        BudgetSignal,
        /// 动作: an activity of any kind but a move was logged.
        Activity,
        /// 发出方案: an activity of kind `PROPOSAL_SENT`.
        ProposalSent,
        /// 技术交流: an activity of kind `TECHNICAL_EXCHANGE`.
        TechnicalExchange,
        /// 报价: an activity of kind `QUOTE`.
        Quote,
        /// 商机: the lead has its opportunity.
        Opportunity,
        /// 金额: the opportunity says what it is worth.
        Amount,
        /// 签约日期: the opportunity says when it was signed.
        SignedOn,
        /// 说明: the move itself carries a note.
        Note,
    }
}

/// 阶段: a step on the way of the organisation's leads.
#[derive(Clone, Debug)]
pub struct Stage(pub stage::Model);

impl From<stage::Model> for Stage {
    fn from(model: stage::Model) -> Self {
        Self(model)
    }
}

/// 阶段: a step on the way of the organisation's leads.
#[Object]
impl Stage {
    /// Global id.
    pub async fn id(&self) -> ID {
        id::encode(NodeKind::Stage, self.0.id)
    }

    /// What the organisation calls it; unique in it.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What it counts as, whatever it is called.
    async fn phase(&self) -> LeadPhase {
        self.0.phase.into()
    }

    /// Its place in the list, from 0.
    async fn position(&self) -> i32 {
        self.0.position
    }

    /// The facts that must be there before a lead enters it, or passes it on the way to a later one.
    async fn requirements(&self) -> Vec<StageRequirement> {
        let asked = crate::stage::requirement::of_phase(self.0.phase);
        let own = self.0.requirements.0.iter();
        own.chain(asked.iter().filter(|asked| !self.0.requirements.0.contains(asked)))
            .map(|&requirement| requirement.into())
            .collect()
    }

    /// The organisation's own fields that must be filled before a lead enters it, in the order of the form.
    async fn required_fields(&self) -> Vec<RequiredField> {
        let specs = self.0.required_fields.0.iter();
        specs.cloned().map(RequiredField::from).collect()
    }

    /// Whether leads may enter it; false once it is retired.
    async fn active(&self) -> bool {
        self.0.active
    }

    /// When it was added.
    async fn created_at(&self) -> DateTime<Utc> {
        *self.0.created_at
    }

    /// Goes into the next mutation of the stage, so that nobody overwrites what they have not seen.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// Whether a lead may move to a stage, and what is missing where it may not.
#[derive(SimpleObject, Clone, Debug)]
pub struct StageCheck {
    /// Whether `advanceStage` would do it now with nothing but the lead, its version and the stage.
    pub allowed: bool,
    /// The stage in question; null for a lead that is won or lost, which moves no more.
    pub stage: Option<Stage>,
    /// Why it may not move there at all, in Chinese, such as that the lead is lost; null where it is only a matter of what is
    /// missing.
    pub refusal: Option<String>,
    /// What is missing, in the order in which the stages ask for it.
    pub missing: Vec<MissingField>,
    /// Forced tasks that must be done first, the one due first first.
    pub forced_tasks: Vec<Task>,
}

/// Something that a stage asks for and a lead lacks.
#[derive(SimpleObject, Clone, Debug)]
pub struct MissingField {
    /// The stage that asks for it: the one in question, or one that is passed on the way.
    pub stage: Stage,
    /// The fact; null where a field of the organisation's own is missing.
    pub requirement: Option<StageRequirement>,
    /// The organisation's own field, with what a form needs to ask for it; null where a fact is missing.
    pub field: Option<RequiredField>,
    /// What `advanceStage` would answer: the path, the code and a message that says what to do.
    pub error: Violation,
}

impl From<Prospect> for StageCheck {
    fn from(checked: Prospect) -> Self {
        let Blocked {
            refusal,
            lacks,
            forced_tasks,
        } = checked.blocked;
        Self {
            allowed: checked.stage.is_some() && refusal.is_none() && lacks.is_empty() && forced_tasks.is_empty(),
            stage: checked.stage.map(Stage),
            refusal,
            missing: lacks
                .into_iter()
                .map(|lack| MissingField {
                    stage: Stage(lack.stage),
                    requirement: lack.requirement.map(Into::into),
                    field: lack.field.map(RequiredField::from),
                    error: lack.violation,
                })
                .collect(),
            forced_tasks: forced_tasks.into_iter().map(|task: task::Model| Task(task)).collect(),
        }
    }
}

/// The answer of `orderStages`.
#[derive(SimpleObject, Debug)]
pub struct OrderStagesPayload {
    /// All stages in use, in their new order.
    pub stages: Option<Vec<Stage>>,
    /// What the user can mend; when it is not empty, nothing was changed.
    pub user_errors: Vec<Violation>,
}

payloads! {
    /// The answer of `addStage`.
    AddStagePayload {
        /// The new stage.
        stage: Stage
    }

    /// The answer of `changeStage`.
    ChangeStagePayload {
        /// The stage as it is now.
        stage: Stage
    }

    /// The answer of `retireStage`.
    RetireStagePayload {
        /// The stage as it is now.
        stage: Stage
    }

    /// The answer of `restoreStage`.
    RestoreStagePayload {
        /// The stage as it is now.
        stage: Stage
    }
}
