//! The enums of promises, of their files and of tasks.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

text_enums! {
    /// What the value of a commitment's field may be.
    pub enum FieldKind {
        /// Any text that is not blank.
        Text,
        /// An e-mail address.
        Email,
        /// A number.
        Number,
        /// A calendar day.
        Date,
        /// One of the field's choices.
        Choice,
        /// A file.
        Attachment,
    }

    /// Whether an uploaded document could be read.
    pub enum DocumentReading {
        /// 已读取: its dates and its whole text.
        Read,
        /// 部分读取: its dates, and its text up to a limit.
        Partly,
        /// 不读取: files of its type are not read.
        NotRead,
        /// 已加密: it asks for a password.
        Encrypted,
        /// 已损坏: it is not what it seems to be.
        Broken,
        /// 过大: unpacked it is larger, or takes longer to read, than is allowed.
        TooLarge,
    }

    /// What is worth a look in an uploaded file.
    pub enum AttachmentWarningCode {
        /// 有更新版本.
        NewerVersion,
        /// 未提及客户询问的型号.
        MissingModel,
        /// 创建日期未经核实.
        DateUnverified,
        /// 水印日期与创建日期不一致.
        WatermarkDiffers,
        /// 内容无法读取.
        Unreadable,
    }

    /// Whether a commitment is open, or how it ended.
    pub enum CommitmentStatus {
        /// 进行中.
        Open,
        /// 已兑现.
        Fulfilled,
        /// 已违约.
        Broken,
        /// 已取消.
        Cancelled,
    }

    /// What happened to a commitment.
    pub enum CommitmentEventKind {
        /// 作出承诺.
        Made,
        /// 改期.
        Rescheduled,
        /// 兑现.
        Fulfilled,
        /// 违约.
        Broken,
        /// 取消.
        Cancelled,
        /// 逾期: the clock found it open behind its due date.
        Overdue,
    }

    /// What made a task.
    pub enum TaskSource {
        /// A commitment, whose delivery it is.
        Commitment,
        /// A rule over leads.
        Rule,
        /// A metric that crossed its threshold.
        Alert,
        /// Somebody, by hand.
        Person,
    }

    /// Whether a task is open, or how it ended.
    pub enum TaskStatus {
        /// 待办.
        Open,
        /// 已完成.
        Done,
        /// 已取消.
        Cancelled,
    }
}
