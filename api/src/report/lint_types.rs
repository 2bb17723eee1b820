//! What the linter says, in the schema.

use async_graphql::{ComplexObject, Context, Enum, ID, SimpleObject};
use entity::report;
use uuid::Uuid;

use crate::{
    context::ContextExt,
    error::Result,
    finding::FindingKind,
    id::{self, NodeKind},
    report::{
        Report,
        evidence_types::{Evasion, Evidence, RejectedEvidence, TextSpan},
        lint::{category_to_entity, evasion, kind_to_entity, severity_to_entity, stretch},
    },
    scalar::Date,
    term::{FindingCategory, FindingSeverity},
};

/// What the linter says of a text.
#[derive(SimpleObject, Clone, Debug)]
pub struct LintResult {
    /// 0 to 100: the share of statements that can be verified, less what sensitive findings cost; null for an empty text.
    pub score: Option<u8>,
    /// Problems, in the order of the text.
    pub findings: Vec<LintFinding>,
    /// Promises, in the order of the text.
    pub commitments: Vec<LintCommitment>,
}

/// A vague phrase, a sensitive term or a copied stretch in a text.
#[derive(SimpleObject, Clone, Debug)]
#[graphql(complex)]
pub struct LintFinding {
    /// The stable id of the shipped rule, or the global id of the organisation's term, that found it.
    pub rule: ID,
    /// What exactly is wrong.
    pub category: FindingCategory,
    /// The family of the category.
    pub kind: FindingKind,
    /// How much it weighs.
    pub severity: FindingSeverity,
    /// Its first code point in the text, counted from 0.
    pub start: usize,
    /// The code point behind its last one.
    pub end: usize,
    /// Its first UTF-16 unit in the text, counted from 0, as JavaScript, Java and Swift count.
    pub utf16_start: usize,
    /// The UTF-16 unit behind its last one.
    pub utf16_end: usize,
    /// The characters of the text that it covers.
    pub text: String,
    /// What is wrong and what is missing, in plain Chinese.
    pub message: String,
    /// The evidence, any of which would clear it; empty for a sensitive term, which nothing excuses.
    pub missing: Vec<Evidence>,
    /// Evidence in its sentence that does not count, nearest first, with why.
    pub rejected: Vec<RejectedEvidence>,
    /// How a sensitive term was disguised; null where it is written plainly, and for anything else.
    pub evasion: Option<Evasion>,
    /// What to write instead, best first.
    pub suggestions: Vec<Suggestion>,
    /// For a copied report, how many of its characters were copied, in per cent; null for anything else.
    pub copied_share: Option<u8>,
    /// For a copied report, every stretch that was copied, in the order of the text; empty for anything else.
    pub copied_spans: Vec<TextSpan>,
    #[graphql(skip)]
    source: Option<Uuid>,
}

#[ComplexObject]
impl LintFinding {
    /// For a copied report, the earlier report of the same author that it was copied from; null for anything else.
    async fn copied_from(&self, context: &Context<'_>) -> Option<Result<Report>> {
        context.object::<report::Entity, _>(self.source).await
    }
}

/// 话术: a standard wording to write instead of a vague phrase.
#[derive(SimpleObject, Clone, Debug)]
pub struct Suggestion {
    /// The global id of the organisation's script, or the stable id of a shipped one.
    pub script_id: ID,
    /// The wording, filled with the facts of the sentence; a fact that it does not hold stands as 【联系人】.
    pub text: String,
}

/// 承诺: a promise that the linter found in a text.
#[derive(SimpleObject, Clone, Debug)]
pub struct LintCommitment {
    /// Its first code point in the text, counted from 0.
    pub start: usize,
    /// The code point behind its last one.
    pub end: usize,
    /// Its first UTF-16 unit in the text, counted from 0.
    pub utf16_start: usize,
    /// The UTF-16 unit behind its last one.
    pub utf16_end: usize,
    /// The characters of the text that it covers.
    pub text: String,
    /// Who owes it.
    pub by: Party,
    /// When it is due; null where the text does not say so in a way that a calendar can hold.
    pub due: Option<DueRange>,
    /// What is owed, as the text has it: 报价单, 打款30万; null where the text does not say it in words that are known.
    pub deliverable: Option<Quote>,
    /// A person who can be found: the one who promises, or else the one who is promised; null where nobody is named.
    pub person: Option<Quote>,
}

/// Words of a text.
#[derive(SimpleObject, Clone, Debug)]
pub struct Quote {
    /// The words as they are written.
    pub text: String,
    /// Where they stand.
    pub span: TextSpan,
}

impl From<nlp::commitment::Quote> for Quote {
    fn from(quote: nlp::commitment::Quote) -> Self {
        Self {
            text: quote.text,
            span: stretch(&quote.span).into(),
        }
    }
}

/// The days by which something is due, both inclusive.
#[derive(SimpleObject, Clone, Copy, Debug)]
pub struct DueRange {
    /// The first day.
    pub start: Date,
    /// The last day: the deadline.
    pub end: Date,
}

/// Who owes what was promised.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "nlp::Party")]
pub enum Party {
    /// 我方: we owe the customer or a colleague.
    Us,
    /// 客户: the customer owes us.
    Customer,
}

impl From<nlp::LintResult> for LintResult {
    fn from(result: nlp::LintResult) -> Self {
        Self {
            score: result.score,
            findings: result.findings.into_iter().map(LintFinding::from).collect(),
            commitments: result.commitments.into_iter().map(LintCommitment::from).collect(),
        }
    }
}

impl From<nlp::Finding> for LintFinding {
    fn from(finding: nlp::Finding) -> Self {
        let copied = finding.copied;
        Self {
            rule: public_id(NodeKind::Term, &finding.rule),
            category: category_to_entity(finding.category).into(),
            kind: kind_to_entity(finding.kind).into(),
            severity: severity_to_entity(finding.severity).into(),
            start: finding.span.start,
            end: finding.span.end,
            utf16_start: finding.span.utf16_start,
            utf16_end: finding.span.utf16_end,
            text: finding.text,
            message: finding.message,
            missing: finding.missing.into_iter().map(Evidence::from).collect(),
            suggestions: finding
                .suggestions
                .into_iter()
                .map(|suggestion| Suggestion::new(&suggestion.script_id, suggestion.text))
                .collect(),
            rejected: finding.rejected.iter().map(RejectedEvidence::from).collect(),
            evasion: finding.evasion.as_ref().map(evasion).as_ref().map(Evasion::from),
            copied_share: copied.as_ref().map(|copied| copied.share),
            source: copied.as_ref().and_then(|copied| Uuid::parse_str(&copied.report).ok()),
            copied_spans: copied
                .into_iter()
                .flat_map(|copied| copied.spans)
                .map(|span| stretch(&span).into())
                .collect(),
        }
    }
}

impl Suggestion {
    /// The wording of a script, given by the id that the linter knows it by.
    pub(crate) fn new(script_id: &str, text: String) -> Self {
        Self {
            script_id: public_id(NodeKind::Script, script_id),
            text,
        }
    }
}

impl From<nlp::Commitment> for LintCommitment {
    fn from(commitment: nlp::Commitment) -> Self {
        Self {
            start: commitment.span.start,
            end: commitment.span.end,
            utf16_start: commitment.span.utf16_start,
            utf16_end: commitment.span.utf16_end,
            text: commitment.text,
            by: commitment.by.into(),
            due: commitment.due.map(|due| DueRange {
                start: Date(due.start),
                end: Date(due.end),
            }),
            deliverable: commitment.deliverable.map(Quote::from),
            person: commitment.person.map(Quote::from),
        }
    }
}

/// How clients know a rule or a script: the linter knows the organisation's own ones by the id of their row, and those
/// that ship with it by a name.
pub(crate) fn public_id(kind: NodeKind, id: &str) -> ID {
    match Uuid::parse_str(id) {
        Ok(row) => id::encode(kind, row),
        Err(_) => ID(id.to_owned()),
    }
}
