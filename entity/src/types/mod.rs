//! Types that more than one table uses: the time stamp, the enums, and lists of words.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// An instant, stored as milliseconds since 1970-01-01 UTC in a BIGINT, alike on SQLite and PostgreSQL.
pub type Timestamp = ChronoUnixTimestampMillis;

/// A JSON list of words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Words(pub Vec<String>);

/// Declares enums that are stored, and written in JSON, as text: `FollowUp` is `FOLLOW_UP`.
///
/// The values that a column takes also stand in a CHECK constraint of the table.
macro_rules! text_enums {
    ($($(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident,)+ })+) => {$(
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
        )]
        #[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
        #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
        pub enum $name { $($(#[$variant_meta])* $variant,)+ }
    )+};
}

mod promise;
mod report;
#[cfg(test)]
mod tests;

pub use promise::*;
pub use report::*;

text_enums! {
    /// The level of a team in its tree.
    pub enum TeamKind {
        /// 大区.
        Region,
        /// 区域.
        Area,
        /// 组.
        Group,
    }

    /// What a user may do.
    pub enum Role {
        /// 销售: works on leads, writes reports.
        Rep,
        /// 主管: sees and steers a team with all teams below.
        Supervisor,
        /// 实施经理: delivers what was promised.
        Implementer,
        /// 店员: answers customers in a shop.
        Clerk,
        /// 总部: sees all shops, keeps the keyword mappings.
        Headquarters,
        /// Runs the organisation's account.
        Admin,
    }

    /// How far a lead has come.
    pub enum LeadStage {
        /// 新线索: nobody has spoken with the customer.
        New,
        /// 已联系: somebody has.
        Contacted,
        /// 方案: a proposal is out.
        Proposal,
        /// 谈判: terms are under discussion.
        Negotiation,
        /// 赢单.
        Won,
        /// 丢单.
        Lost,
    }

    /// What must be there before a lead enters a stage.
    pub enum StageRequirement {
        /// 来源: the lead says where it came from.
        Source,
        /// 下一步: a next action is planned.
        NextAction,
        /// 下一步时间: with its time.
        NextActionAt,
        /// 联系人: somebody is known at the customer.
        Contact,
        /// 联系人电话: with a telephone number.
        ContactPhone,
        /// 联系人邮箱: with an e-mail address.
        ContactEmail,
        /// 客户地区: the customer's sales region is known.
        CustomerRegion,
        /// 客户电话: the customer's switchboard is known.
        CustomerPhone,
        /// 预算信号: a sign of the customer's budget was seen.
        BudgetSignal,
        /// 动作: something was done, whatever it was.
        Activity,
        /// 发出方案: a proposal was sent.
        ProposalSent,
        /// 技术交流: engineers have met.
        TechnicalExchange,
        /// 报价: a quotation was given.
        Quote,
        /// 商机: the lead has its opportunity.
        Opportunity,
        /// 金额: which says what it is worth.
        Amount,
        /// 签约日期: and when it was signed.
        SignedOn,
        /// 说明: the move says what happened.
        Note,
    }

    /// How soon a lead deserves attention.
    pub enum Tier {
        /// 热.
        Hot,
        /// 温.
        Warm,
        /// 冷.
        Cool,
        /// 沉睡.
        Sleeping,
    }

    /// How deep the contact with a customer is; a deeper one is greater.
    pub enum ContactDepth {
        /// 未触达.
        None,
        /// 已触达: called, visited, or answered.
        Contacted,
        /// 已发方案.
        ProposalSent,
        /// 方案已读.
        ProposalViewed,
        /// 技术交流.
        TechnicalExchange,
        /// 已报价.
        Quoted,
    }

    /// What happened with a customer.
    pub enum ActivityKind {
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
        /// 阶段变更.
        StageChange,
        /// 报价.
        Quote,
        /// 下单.
        Order,
        /// 备注.
        Note,
    }

    /// Whether a deal is open, or how it ended.
    pub enum OpportunityStage {
        /// 进行中.
        Open,
        /// 赢单.
        Won,
        /// 丢单.
        Lost,
    }

    /// How a fact of a lead compares with a value.
    pub enum RuleOperator {
        /// 等于.
        Eq,
        /// 不等于.
        Ne,
        /// 小于.
        Lt,
        /// 不大于.
        Lte,
        /// 大于.
        Gt,
        /// 不小于.
        Gte,
        /// 属于.
        In,
        /// 不属于.
        NotIn,
        /// 包含.
        Contains,
        /// 已知.
        Known,
        /// 未知.
        Unknown,
    }

    /// Whose workbench a rule puts its tasks on.
    pub enum RuleAssignee {
        /// The owner of the lead.
        Owner,
        /// The owner's supervisor.
        Supervisor,
        /// Somebody of a role, as near to the lead's team as can be.
        Role,
    }
}
