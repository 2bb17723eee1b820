//! The enums of reports, findings, shops and jobs.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

text_enums! {
    /// How far a report has come.
    pub enum ReportStatus {
        /// 草稿: only its author sees it.
        Draft,
        /// 已提交.
        Submitted,
        /// 已退回: the author mends it and submits it again.
        Returned,
        /// 已通过.
        Accepted,
    }

    /// What exactly is wrong; the first six are vague, the last is a copy, the others are sensitive.
    pub enum FindingCategory {
        /// 意向: the customer's interest, without a fact that shows it.
        Intent,
        /// 跟进: a next step without a date.
        FollowUp,
        /// 时间: a time that no calendar can hold.
        Time,
        /// 程度数量: an amount without its number.
        Degree,
        /// 结果: a verdict without a measure.
        Result,
        /// 责任主体: an authority without a name.
        Responsibility,
        /// 医疗用语: medical words.
        Medical,
        /// 功效断言: a promise of healing or effect.
        EfficacyClaim,
        /// 绝对化用语: superlatives.
        AbsoluteClaim,
        /// 过度承诺: a guarantee that nobody can give.
        OverPromise,
        /// 个人信息: phone, identity and bank card numbers.
        Pii,
        /// 商业贿赂: kickbacks and gifts.
        Bribery,
        /// 重复日报: most of the report stood in an earlier one; only findings have it.
        Copied,
    }

    /// The family of a finding.
    pub enum FindingKind {
        /// A statement that nobody can verify.
        Vague,
        /// A word that law or policy forbids.
        Sensitive,
        /// A text that was sent before.
        Copied,
    }

    /// How much a finding weighs; a graver one is greater.
    pub enum FindingSeverity {
        /// Worth knowing.
        Info,
        /// Should be mended.
        Warning,
        /// Must be mended.
        Error,
    }

    /// What an action of a keyword mapping offers.
    pub enum ActionKind {
        /// 产品.
        Product,
        /// 内容.
        Content,
        /// 服务.
        Service,
    }

    /// How a question came in.
    pub enum QuestionSource {
        /// The clerk typed it.
        Typed,
        /// It was transcribed from voice.
        Voice,
    }

    /// Whether the record of a question is accepted.
    pub enum QuestionStatus {
        /// 待说明: a sensitive term forces a disclosure first.
        AwaitingDisclosure,
        /// 已采纳.
        Accepted,
    }

    /// How far a job of the queue has come.
    pub enum JobStatus {
        /// 排队中: nobody has started it.
        Queued,
        /// 执行中: a server works on it.
        Running,
        /// 待重试: it failed and is started again.
        Retrying,
        /// 已完成.
        Done,
        /// 已失败: it failed as often as it may.
        Failed,
    }
}
