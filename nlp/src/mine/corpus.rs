//! The sentences of a history: which of them hold evidence, and what of them no rule explains.

use std::{collections::BTreeMap, ops::Range};

use chrono::NaiveDate;

use crate::{
    document::Document,
    fact::FactKind,
    finding::{Category, Kind},
    linter::Linter,
    norm::Normalized,
    segment::Words,
    terms::Terms,
};

/// The characters that a proposal neither starts nor ends with.
const PARTICLES: [char; 18] = [
    '的', '了', '着', '过', '呢', '吧', '吗', '啊', '也', '就', '都', '还', '和', '跟', '与', '把', '被', '在',
];

/// A sentence of a report.
struct Sentence {
    text: String,
    report: usize,
    /// Whether nothing in it can be checked.
    is_bare: bool,
    /// What the linter found in it, in bytes of `text`.
    found: Vec<Range<usize>>,
}

/// The sentences of a history.
pub(super) struct Corpus {
    sentences: Vec<Sentence>,
    found: Vec<(Category, String)>,
}

/// How a piece is used.
pub(super) struct Usage {
    pub(super) text: String,
    pub(super) sentences: usize,
    pub(super) bare: usize,
    pub(super) reports: usize,
    /// Bare sentences that hold it.
    examples: Vec<usize>,
}

impl Usage {
    /// Which share of its sentences is bare, in per cent.
    pub(super) fn share(&self) -> u8 {
        u8::try_from(self.bare * 100 / self.sentences.max(1)).unwrap_or(100)
    }
}

impl Corpus {
    pub(super) fn of(linter: &Linter, reports: &[(String, NaiveDate)]) -> Self {
        let mut corpus = Self {
            sentences: Vec::new(),
            found: Vec::new(),
        };
        for (index, (text, date)) in reports.iter().enumerate() {
            // Everything is counted in the normalised text, whose spans are then its own.
            let text = Normalized::new(text).text().to_owned();
            let findings = linter.lint(&text, *date).findings;
            let document = Document::new(&text, *date);
            for (number, sentence) in document.sentences().iter().enumerate() {
                let range = sentence.range.clone();
                let evidence = document.times_in(&range).next().is_some()
                    || document.facts(number).iter().any(|fact| fact.kind != FactKind::Person);
                let here = findings
                    .iter()
                    .filter(|finding| range.start <= finding.span.byte_start && finding.span.byte_end <= range.end);
                let found =
                    here.map(|finding| finding.span.byte_start - range.start..finding.span.byte_end - range.start);
                corpus.sentences.push(Sentence {
                    report: index,
                    is_bare: !evidence,
                    found: found.collect(),
                    text: text.get(range).unwrap_or_default().to_owned(),
                });
            }
            let vague = findings.into_iter().filter(|finding| finding.kind == Kind::Vague);
            corpus
                .found
                .extend(vague.map(|finding| (finding.category, finding.text)));
        }
        corpus
    }

    /// How many sentences there are.
    pub(super) fn sentences(&self) -> usize {
        self.sentences.len()
    }

    /// How many of them are bare.
    pub(super) fn bare(&self) -> usize {
        self.sentences.iter().filter(|sentence| sentence.is_bare).count()
    }

    /// Which share of them is bare.
    #[expect(
        clippy::as_conversions,
        clippy::cast_precision_loss,
        reason = "counts of sentences are far below 2^52"
    )]
    pub(super) fn bare_share(&self) -> f64 {
        self.bare() as f64 / self.sentences().max(1) as f64
    }

    /// The vague phrases that the linter found.
    pub(super) fn found(&self) -> &[(Category, String)] {
        &self.found
    }

    /// The stretches of ideographs in bare sentences that no rule explains, each with how often it stands there.
    pub(super) fn segments(&self) -> Vec<(String, u32)> {
        let mut segments: BTreeMap<&str, u32> = BTreeMap::new();
        for sentence in self.sentences.iter().filter(|sentence| sentence.is_bare) {
            let mut start = 0;
            let end = sentence.text.len()..sentence.text.len();
            for found in sentence.found.iter().chain([&end]) {
                let free = sentence.text.get(start..found.start).unwrap_or_default();
                for piece in free
                    .split(|c: char| !is_ideograph(c))
                    .filter(|piece| piece.chars().nth(1).is_some())
                {
                    *segments.entry(piece).or_default() += 1;
                }
                start = found.end;
            }
        }
        segments
            .into_iter()
            .map(|(text, count)| (text.to_owned(), count))
            .collect()
    }

    /// How each of `pieces` is used, where it consists of whole words and no rule explains it.
    pub(super) fn usages(&self, pieces: Vec<String>) -> Vec<Usage> {
        let mut pieces: Vec<String> = pieces
            .iter()
            .map(|piece| piece.trim_matches(PARTICLES).to_owned())
            .filter(|piece| piece.chars().nth(1).is_some())
            .collect();
        pieces.sort();
        pieces.dedup();
        let terms = Terms::new(pieces.iter().cloned().zip(0..));
        let mut usages: Vec<Usage> = pieces
            .into_iter()
            .map(|text| Usage {
                text,
                sentences: 0,
                bare: 0,
                reports: 0,
                examples: Vec::new(),
            })
            .collect();
        let mut last_report = vec![usize::MAX; usages.len()];
        for (index, sentence) in self.sentences.iter().enumerate() {
            let words = Words::of(&sentence.text, 0);
            let mut here: Vec<usize> = terms
                .find(&sentence.text)
                .filter(|(range, _)| {
                    let is_explained = sentence
                        .found
                        .iter()
                        .any(|found| found.start < range.end && range.start < found.end);
                    words.is_edge(range.start) && words.is_edge(range.end) && !is_explained
                })
                .filter_map(|(_, piece)| usize::try_from(piece).ok())
                .collect();
            here.sort_unstable();
            here.dedup();
            for piece in here {
                let (Some(usage), Some(last)) = (usages.get_mut(piece), last_report.get_mut(piece)) else {
                    continue;
                };
                usage.sentences += 1;
                usage.reports += usize::from(*last != sentence.report);
                *last = sentence.report;
                if sentence.is_bare {
                    usage.bare += 1;
                    usage.examples.push(index);
                }
            }
        }
        usages
    }

    /// Different bare sentences that hold the piece, at most `limit`.
    pub(super) fn examples(&self, usage: &Usage, limit: usize) -> Vec<String> {
        let mut examples: Vec<String> = Vec::new();
        for sentence in usage.examples.iter().filter_map(|index| self.sentences.get(*index)) {
            if examples.len() == limit {
                break;
            }
            let text = sentence.text.trim();
            if !examples.iter().any(|known| known == text) {
                examples.push(text.to_owned());
            }
        }
        examples
    }
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}')
}
