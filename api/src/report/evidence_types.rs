//! Evidence, what does not count as such, and disguises, in the schema.

use async_graphql::{Enum, SimpleObject};

use crate::report::lint::{evidence_of_mark, named, stretch};

/// What makes a statement verifiable.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "nlp::Evidence")]
pub enum Evidence {
    /// 时间: a time that resolves against the day of the report, such as 本周五 or 3天内.
    Time,
    /// 未来时间: a time that resolves and lies after the day of the report.
    FutureTime,
    /// 数量: a number with a unit, an amount of money or a percentage.
    Quantity,
    /// 责任人: a person who can be found, such as 王工 or 采购部刘敏.
    Person,
    /// 文件或型号: a named document or product model together with a finished action, such as 已发报价单V3.
    Document,
    /// 客户动作: something that the customer verifiably did, such as 下单 or 索要样品.
    CustomerAction,
}

/// Evidence in the sentence of a finding that does not clear it.
#[derive(SimpleObject, Clone, Debug)]
pub struct RejectedEvidence {
    /// What evidence it would be.
    pub evidence: Evidence,
    /// The characters of the text that state it.
    pub text: String,
    /// Where it stands.
    pub span: TextSpan,
    /// Why it does not count.
    pub reason: RejectionReason,
    /// Why it does not count, in plain Chinese, to be read behind `text`.
    pub explanation: String,
}

/// Why evidence does not count.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "nlp::RejectionReason")]
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

/// How a sensitive term was disguised.
#[derive(SimpleObject, Clone, Debug)]
pub struct Evasion {
    /// How far it is written from its plain form: 1 for a disguise that readers do not notice, 8 and more for one that only a
    /// guess sees through.
    pub cost: i32,
    /// The disguises, the cheapest first, each once.
    pub kinds: Vec<Disguise>,
}

/// A way to write a term so that a search for it fails.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "nlp::Disguise")]
pub enum Disguise {
    /// 繁体: Traditional characters (過敏).
    Traditional,
    /// 变体: full-width letters, other fonts, compatibility forms.
    Width,
    /// 隐形字符: characters without width in between.
    Invisible,
    /// 夹符号: spaces, punctuation or emoji in between (过·敏).
    Marks,
    /// 圈字: characters in circles, brackets or squares.
    Enclosed,
    /// 形近字: characters that look alike (冶疗).
    LookAlike,
    /// 拆字: characters taken apart (氵台疗).
    Split,
    /// 拼音: syllables instead of characters (guo敏).
    Pinyin,
    /// 谐音: characters that sound alike (回抠).
    Homophone,
    /// 首字母: the first letters of the syllables (hk).
    Initials,
}

impl From<&nlp::Rejected> for RejectedEvidence {
    fn from(rejected: &nlp::Rejected) -> Self {
        Self {
            evidence: rejected.evidence.into(),
            text: rejected.text.clone(),
            span: stretch(&rejected.span).into(),
            reason: rejected.reason.into(),
            explanation: rejected.reason.explain().to_owned(),
        }
    }
}

impl RejectedEvidence {
    /// As it was stored; none where a later release does not know the evidence or the reason any more.
    pub(crate) fn stored(row: &entity::finding::Rejection) -> Option<Self> {
        let reason: nlp::RejectionReason = named(&row.reason)?;
        Some(Self {
            evidence: evidence_of_mark(&row.evidence)?.into(),
            text: row.text.clone(),
            span: row.place.into(),
            reason: reason.into(),
            explanation: reason.explain().to_owned(),
        })
    }
}

impl From<&entity::finding::Evasion> for Evasion {
    fn from(row: &entity::finding::Evasion) -> Self {
        let kinds = row.kinds.iter().filter_map(|kind| named::<nlp::Disguise>(kind));
        Self {
            cost: row.cost,
            kinds: kinds.map(Disguise::from).collect(),
        }
    }
}

/// A stretch of a text.
#[derive(SimpleObject, Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextSpan {
    /// Its first code point in the text, counted from 0.
    pub start: i32,
    /// The code point behind its last one.
    pub end: i32,
    /// Its first UTF-16 unit in the text, counted from 0.
    pub utf16_start: i32,
    /// The UTF-16 unit behind its last one.
    pub utf16_end: i32,
}

impl From<entity::finding::Stretch> for TextSpan {
    fn from(stretch: entity::finding::Stretch) -> Self {
        Self {
            start: stretch.start,
            end: stretch.end,
            utf16_start: stretch.utf16_start,
            utf16_end: stretch.utf16_end,
        }
    }
}
