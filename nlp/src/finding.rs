//! What the linter answers: findings with category, severity, missing evidence and suggestions.

use serde::{Deserialize, Serialize};

use crate::{rejection::Rejected, sensitive::Evasion, span::Span};

/// The family of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Kind {
    /// A statement that nobody can verify.
    Vague,
    /// A word that law or policy forbids.
    Sensitive,
    /// A text that was sent before.
    Copied,
}

/// What exactly is wrong; the first six are vague, the last is a copy, the others are sensitive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Category {
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
    /// 医疗用语: medical words, which advertising for ordinary goods must not use (广告法 §17).
    Medical,
    /// 功效断言: a promise of healing or effect (广告法 §16, §17).
    EfficacyClaim,
    /// 绝对化用语: superlatives (广告法 §9(3)).
    AbsoluteClaim,
    /// 过度承诺: a guarantee that nobody can give (广告法 §28).
    OverPromise,
    /// 个人信息: phone, identity and bank card numbers (个人信息保护法 §28).
    Pii,
    /// 商业贿赂: kickbacks and gifts (反不正当竞争法 §7).
    Bribery,
    /// 重复日报: most of the report stood in an earlier one ([`copied`](crate::copied)); no term or script has it.
    Copied,
}

impl Category {
    /// Every category of the lint guide, in the order of precedence of its §3 and then §4.
    pub const ALL: [Self; 12] = [
        Self::FollowUp,
        Self::Time,
        Self::Intent,
        Self::Result,
        Self::Degree,
        Self::Responsibility,
        Self::EfficacyClaim,
        Self::Medical,
        Self::AbsoluteClaim,
        Self::OverPromise,
        Self::Pii,
        Self::Bribery,
    ];

    /// The family it belongs to.
    pub fn kind(self) -> Kind {
        match self {
            Self::Intent | Self::FollowUp | Self::Time | Self::Degree | Self::Result | Self::Responsibility => {
                Kind::Vague
            }
            Self::Copied => Kind::Copied,
            _ => Kind::Sensitive,
        }
    }

    /// How much a finding of the category weighs, unless its term says otherwise.
    pub fn severity(self) -> Severity {
        match self {
            Self::Degree | Self::Responsibility | Self::Copied => Severity::Info,
            Self::Intent | Self::FollowUp | Self::Time | Self::Result | Self::Medical | Self::OverPromise => {
                Severity::Warning
            }
            Self::EfficacyClaim | Self::AbsoluteClaim | Self::Pii | Self::Bribery => Severity::Error,
        }
    }
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Should be mended.
    Warning,
    /// Must be mended.
    Error,
}

/// What makes a statement verifiable (lint guide §2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Evidence {
    /// A time that resolves against the report's date.
    #[serde(rename = "T")]
    Time,
    /// A time that resolves and lies after the report's date.
    #[serde(rename = "T+")]
    FutureTime,
    /// A number with a unit, an amount of money or a percentage.
    #[serde(rename = "Q")]
    Quantity,
    /// A person who can be found.
    #[serde(rename = "P")]
    Person,
    /// A named document or product model together with a finished action.
    #[serde(rename = "D")]
    Document,
    /// Something that the customer verifiably did.
    #[serde(rename = "A")]
    CustomerAction,
}

/// A script offered in place of a vague phrase, its slots filled with the facts of the sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Suggestion {
    /// The script of the library.
    pub script_id: String,
    /// Its text; a fact that the sentence does not hold stands as `【联系人】`.
    pub text: String,
}

/// How much of a report stood in an earlier one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CopiedFrom {
    /// The earlier report, by the id that the caller gave it.
    pub report: String,
    /// The share of the characters that were copied, in per cent.
    pub share: u8,
    /// The stretches that were copied, in the order of the text.
    pub spans: Vec<Span>,
}

/// One problem in a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// Stable id of the rule or term that found it, such as `follow-up/contact-again`.
    pub rule: String,
    /// Its family.
    pub kind: Kind,
    /// What is wrong.
    pub category: Category,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it stands.
    pub span: Span,
    /// The characters of the original text that it covers.
    pub text: String,
    /// What is wrong and what is missing, in plain Chinese.
    pub message: String,
    /// The evidence, any one of which would clear it; empty for sensitive terms.
    pub missing: Vec<Evidence>,
    /// Evidence of these kinds in its sentence that does not count, nearest first.
    #[serde(default)]
    pub rejected: Vec<Rejected>,
    /// What to write instead, best first; at least one for a vague phrase.
    pub suggestions: Vec<Suggestion>,
    /// How a sensitive term was disguised; `None` where it is written plainly.
    #[serde(default)]
    pub evasion: Option<Evasion>,
    /// Where the report was copied from; only for [`Category::Copied`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copied: Option<CopiedFrom>,
}
