//! Evidence that stands near a finding and does not count, and why.

use serde::{Deserialize, Serialize};

use crate::{finding::Evidence, span::Span};

/// Evidence in the sentence of a finding that does not clear it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rejected {
    /// The mark that it would have been.
    pub evidence: Evidence,
    /// Where it stands.
    pub span: Span,
    /// The characters of the original text that state it.
    pub text: String,
    /// Why it does not count.
    pub reason: RejectionReason,
}

/// Why evidence nearby does not count (lint guide §2 and the third column of §3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RejectionReason {
    /// The time does not lie after the day of the report: 昨天没谈完，再聊.
    TimeIsOver,
    /// No calendar holds the time: 改天再约.
    NotOnCalendar,
    /// It stands in another clause, and the category asks for the same one: 到货20台，部分破损.
    OtherClause,
    /// It was said before the phrase, which it cannot prove: 预算35万，客户有意向.
    BeforePhrase,
    /// A number without a unit: 发了30，效果不错.
    NoUnit,
    /// An amount without a number: 大部分客户在观望.
    NoNumber,
    /// A number that is a name: of a list, a model, an order.
    Identifier,
    /// A post without the name of its holder: 总经理, 采购负责人.
    NobodyNamed,
    /// Somebody else than the customer did it: 我方付款.
    NotByCustomer,
    /// It is planned, promised or asked for, and has not happened: 打算下单.
    PlannedOnly,
    /// It is denied: 没下单.
    Negated,
    /// It is asked or supposed: 是否付款, 如果签约.
    Open,
    /// A document or model that is named without what was done with it: 对S7-1200看好.
    OnlyMentioned,
    /// A gesture or an opinion, which nobody can verify: 点头, 表示认可.
    OnlyWords,
}

impl RejectionReason {
    /// Every reason.
    pub const ALL: [Self; 14] = [
        Self::TimeIsOver,
        Self::NotOnCalendar,
        Self::OtherClause,
        Self::BeforePhrase,
        Self::NoUnit,
        Self::NoNumber,
        Self::Identifier,
        Self::NobodyNamed,
        Self::NotByCustomer,
        Self::PlannedOnly,
        Self::Negated,
        Self::Open,
        Self::OnlyMentioned,
        Self::OnlyWords,
    ];

    /// The reason in plain Chinese, to be read behind the quoted evidence: “昨天”不晚于日报日期….
    pub fn explain(self) -> &'static str {
        match self {
            Self::TimeIsOver => "不晚于日报日期，不算下一步的时间",
            Self::NotOnCalendar => "在日历上找不到",
            Self::OtherClause => "在另一分句，说明不了这一处",
            Self::BeforePhrase => "在它之前，不能证明它",
            Self::NoUnit => "只有数字，没有单位",
            Self::NoNumber => "没有数字",
            Self::Identifier => "是编号或型号，不是数量",
            Self::NobodyNamed => "只有职务，没有姓名",
            Self::NotByCustomer => "不是客户做的",
            Self::PlannedOnly => "还没有发生，只是打算、应允或要求",
            Self::Negated => "说的是没有做",
            Self::Open => "是疑问或假设，没有发生",
            Self::OnlyMentioned => "只是提到，没有说完成了什么",
            Self::OnlyWords => "只是表态，无从核实",
        }
    }
}
