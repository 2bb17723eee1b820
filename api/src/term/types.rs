//! Terms in the schema.

use async_graphql::{ComplexObject, Context, Enum, ID, SimpleObject};
use chrono::{DateTime, Utc};
use entity::{report, term};
use uuid::Uuid;

use crate::{
    context::ContextExt,
    error::Result,
    graphql_enum::mirror_enum,
    id::{self, NodeKind},
    payload::payloads,
    report::{Report, lint::named, lint_types::LintFinding},
    term::dry_run::{DryRun, Side},
};

mirror_enum! {
    /// What exactly is wrong; the first six are vague, the last is a copy, the others are sensitive.
    FindingCategory {
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
        /// 医疗用语: medical words (广告法 §17).
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
        /// 重复日报: most of the report stood in an earlier one of the same author; no term or script has it.
        Copied,
    }

    /// How much a finding weighs.
    FindingSeverity {
        /// Worth knowing.
        Info,
        /// Should be mended.
        Warning,
        /// Must be mended.
        Error,
    }
}

/// How a phrase lies against the words of its sentence.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "nlp::segment::Alignment")]
pub enum TermAlignment {
    /// 整词: it is exactly one word.
    Exact,
    /// 多词: it is several whole words.
    Several,
    /// 词中: it is a part of one longer word.
    Contained,
    /// 跨词: an edge of it cuts a word, as 回扣 does in 来回|扣款.
    Crossing,
}

/// 词条: a phrase that the organisation adds to what the linter looks for.
#[derive(Clone, Debug)]
pub struct Term(pub term::Model);

impl From<term::Model> for Term {
    fn from(model: term::Model) -> Self {
        Self(model)
    }
}

/// 词条: a phrase that the organisation adds to what the linter looks for.
#[async_graphql::Object]
impl Term {
    /// Global id.
    pub async fn id(&self) -> ID {
        id::encode(NodeKind::Term, self.0.id)
    }

    /// What finding it is.
    async fn category(&self) -> FindingCategory {
        self.0.category.into()
    }

    /// The phrase.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// How much it weighs; null for the category's own weight.
    async fn severity(&self) -> Option<FindingSeverity> {
        self.0.severity.map(Into::into)
    }

    /// Longer wordings that contain the phrase and are fine.
    async fn exceptions(&self) -> &[String] {
        &self.0.exceptions.0
    }

    /// How it may lie against the words of its sentence; empty for what is usual: anything but `CROSSING`, and for a single
    /// character not `CONTAINED` either.
    async fn alignment(&self) -> Vec<TermAlignment> {
        let names = self.0.alignment.0.iter();
        names
            .filter_map(|name| named::<nlp::segment::Alignment>(name))
            .map(TermAlignment::from)
            .collect()
    }

    /// What says that it must not be written; null where nobody said.
    async fn source(&self) -> Option<&str> {
        self.0.source.as_deref()
    }

    /// Sentences in which it is found.
    async fn matching(&self) -> &[String] {
        &self.0.matching.0
    }

    /// Sentences in which it is not found.
    async fn not_matching(&self) -> &[String] {
        &self.0.not_matching.0
    }

    /// Whether the linter looks for it.
    async fn active(&self) -> bool {
        self.0.active
    }

    /// When it was added.
    async fn created_at(&self) -> DateTime<Utc> {
        *self.0.created_at
    }

    /// Goes into the next `changeTerm`, so that nobody overwrites what they have not seen.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// What a change of terms would do to stored reports.
#[derive(SimpleObject, Debug)]
pub struct TermDryRun {
    /// How many submitted reports were linted.
    pub reports: usize,
    /// Whether these were all of the days; false where only the latest 100,000 were linted.
    pub is_complete: bool,
    /// The findings that would be there.
    pub appeared: DryRunSide,
    /// The findings that would not be there any more.
    pub vanished: DryRunSide,
}

/// The findings that appear, or those that vanish.
#[derive(SimpleObject, Debug)]
pub struct DryRunSide {
    /// How many there are.
    pub count: usize,
    /// How many reports they stand in.
    pub reports: usize,
    /// The first 100 of them, those of the latest reports first.
    pub findings: Vec<DryRunFinding>,
}

/// A finding that appears or vanishes.
#[derive(SimpleObject, Debug)]
#[graphql(complex)]
pub struct DryRunFinding {
    /// The finding; the rule of a term that would be added is `new/` with its place in the list.
    pub finding: LintFinding,
    #[graphql(skip)]
    report: Uuid,
}

#[ComplexObject]
impl DryRunFinding {
    /// The report that it stands in.
    async fn report(&self, context: &Context<'_>) -> Option<Result<Report>> {
        context.object::<report::Entity, _>(self.report).await
    }
}

impl From<DryRun> for TermDryRun {
    fn from(outcome: DryRun) -> Self {
        Self {
            reports: outcome.reports,
            is_complete: outcome.is_complete,
            appeared: outcome.appeared.into(),
            vanished: outcome.vanished.into(),
        }
    }
}

impl From<Side> for DryRunSide {
    fn from(side: Side) -> Self {
        let findings = side.listed.into_iter().map(|(report, finding)| DryRunFinding {
            finding: finding.into(),
            report,
        });
        Self {
            count: side.count,
            reports: side.reports,
            findings: findings.collect(),
        }
    }
}

payloads! {
    /// The answer of `addTerm`.
    AddTermPayload {
        /// The new term.
        term: Term
    }

    /// The answer of `changeTerm`.
    ChangeTermPayload {
        /// The term as it is now.
        term: Term
    }
}
