//! Findings in the schema.

use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use entity::{finding, report, term, user};
use uuid::Uuid;

use crate::{
    context::ContextExt,
    error::Result,
    finding::statistics::RuleFigures,
    graphql_enum::mirror_enum,
    id::{self, NodeKind},
    payload::payloads,
    report::{
        Report,
        evidence_types::{Evasion, Evidence, RejectedEvidence, TextSpan},
        lint::evidence_of_mark,
        lint_types::{Suggestion, public_id},
    },
    term::{FindingCategory, FindingSeverity, Term},
    user::User,
};

mirror_enum! {
    /// The family of a finding.
    FindingKind {
        /// 模糊表述: a statement that nobody can verify.
        Vague,
        /// 敏感词: a word that law or policy forbids.
        Sensitive,
        /// 重复日报: a text that was sent before.
        Copied,
    }
}

/// A vague phrase, a sensitive term or a copied stretch of a submitted report.
#[derive(Clone, Debug)]
pub struct Finding(pub finding::Model);

impl From<finding::Model> for Finding {
    fn from(model: finding::Model) -> Self {
        Self(model)
    }
}

/// A vague phrase, a sensitive term or a copied stretch of a submitted report.
#[Object]
impl Finding {
    /// Global id; it lasts until the report is submitted again.
    pub async fn id(&self) -> ID {
        id::encode(NodeKind::Finding, self.0.id)
    }

    /// The report.
    async fn report(&self, context: &Context<'_>) -> Option<Result<Report>> {
        context.object::<report::Entity, _>(self.0.report_id).await
    }

    /// The stable id of the shipped rule, or the global id of the organisation's term, that found it.
    async fn rule(&self) -> ID {
        public_id(NodeKind::Term, &self.0.rule)
    }

    /// What exactly is wrong.
    async fn category(&self) -> FindingCategory {
        self.0.category.into()
    }

    /// The family of the category.
    async fn kind(&self) -> FindingKind {
        self.0.kind.into()
    }

    /// How much it weighs.
    async fn severity(&self) -> FindingSeverity {
        self.0.severity.into()
    }

    /// Its first code point in the text that was submitted, counted from 0.
    async fn start(&self) -> i32 {
        self.0.span_start
    }

    /// The code point behind its last one.
    async fn end(&self) -> i32 {
        self.0.span_end
    }

    /// Its first UTF-16 unit in the text that was submitted, counted from 0, as JavaScript, Java and Swift count.
    #[graphql(name = "utf16Start")]
    async fn utf16_start(&self) -> i32 {
        self.0.utf16_start
    }

    /// The UTF-16 unit behind its last one.
    #[graphql(name = "utf16End")]
    async fn utf16_end(&self) -> i32 {
        self.0.utf16_end
    }

    /// The characters of the text that it covers.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// What is wrong and what is missing, in plain Chinese.
    async fn message(&self) -> &str {
        &self.0.message
    }

    /// The evidence, any of which would clear it; empty for a sensitive term, which nothing excuses.
    async fn missing(&self) -> Vec<Evidence> {
        let marks = self.0.missing.0.iter();
        marks
            .filter_map(|mark| evidence_of_mark(mark))
            .map(Evidence::from)
            .collect()
    }

    /// Evidence in its sentence that does not count, nearest first, with why.
    async fn rejected(&self) -> Vec<RejectedEvidence> {
        self.0.rejected.0.iter().filter_map(RejectedEvidence::stored).collect()
    }

    /// How a sensitive term was disguised; null where it is written plainly, and for anything else.
    async fn evasion(&self) -> Option<Evasion> {
        self.0.evasion.as_ref().map(Evasion::from)
    }

    /// What to write instead, best first.
    async fn suggestions(&self) -> Vec<Suggestion> {
        let suggestions = self.0.suggestions.0.iter();
        suggestions
            .map(|suggestion| Suggestion::new(&suggestion.script_id, suggestion.text.clone()))
            .collect()
    }

    /// For a copied report, how many of its characters were copied, in per cent; null for anything else.
    async fn copied_share(&self) -> Option<i32> {
        self.0.copied_share
    }

    /// For a copied report, the earlier report of the same author that it was copied from; null for anything else.
    async fn copied_from(&self, context: &Context<'_>) -> Option<Result<Report>> {
        context.object::<report::Entity, _>(self.0.copied_from_id).await
    }

    /// For a copied report, every stretch that was copied, in the order of the text; empty for anything else.
    async fn copied_spans(&self) -> Vec<TextSpan> {
        let stretches = self.0.copied_spans.iter().flat_map(|stretches| &stretches.0);
        stretches.copied().map(TextSpan::from).collect()
    }

    /// When somebody dismissed it as wrong; null where nobody did.
    async fn dismissed_at(&self) -> Option<DateTime<Utc>> {
        self.0.dismissed_at.map(|at| *at)
    }

    /// Who dismissed it; null where nobody did.
    async fn dismissed_by(&self, context: &Context<'_>) -> Option<Result<User>> {
        context.object::<user::Entity, _>(self.0.dismissed_by).await
    }

    /// Why it was dismissed; null where it was not.
    async fn dismissal_reason(&self) -> Option<&str> {
        self.0.dismissal_reason.as_deref()
    }
}

/// A report that was just submitted, with its findings.
#[derive(SimpleObject, Clone, Debug)]
pub struct TeamFindings {
    /// The report.
    pub report: Report,
    /// Its findings, in the order of the text.
    pub findings: Vec<Finding>,
}

/// How often a rule found something, and how often people said that it was wrong.
#[derive(Clone, Debug)]
pub struct RuleStatistic(pub RuleFigures);

/// How often a rule found something, and how often people said that it was wrong.
#[Object]
impl RuleStatistic {
    /// The stable id of the shipped rule, or the global id of the organisation's term.
    async fn rule(&self) -> ID {
        public_id(NodeKind::Term, &self.0.rule)
    }

    /// The organisation's term; null for a shipped rule.
    async fn term(&self, context: &Context<'_>) -> Option<Result<Term>> {
        context
            .object::<term::Entity, _>(Uuid::parse_str(&self.0.rule).ok())
            .await
    }

    /// What it finds.
    async fn category(&self) -> FindingCategory {
        self.0.category.into()
    }

    /// How many findings of the rule there are.
    async fn found(&self) -> i64 {
        self.0.found
    }

    /// How many of these were dismissed as wrong.
    async fn dismissed(&self) -> i64 {
        self.0.dismissed
    }
}

payloads! {
    /// The answer of `dismissFinding`.
    DismissFindingPayload {
        /// The finding, dismissed.
        finding: Finding
    }

    /// The answer of `restoreFinding`.
    RestoreFindingPayload {
        /// The finding, in force again.
        finding: Finding
    }
}
