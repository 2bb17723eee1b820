//! From the matches of the grammar to the phrases that a sentence really holds.

use std::{cmp::Reverse, ops::Range, sync::LazyLock};

use crate::{
    document::Document,
    finding::{self, Category},
    grammar::Scratch,
    segment::Alignment,
    text::WordSet,
};

use super::{Kind, Phrases};

/// Phrases up to this many characters must end where words end; longer ones are hardly ever cut out of other words.
const SHORT: usize = 3;

/// Words that make what follows them in their clause a condition.
const CONDITIONS: [&str; 13] = [
    "如果", "如", "若", "若是", "倘若", "假如", "假设", "要是", "万一", "一旦", "只要", "只有", "除非",
];

/// Words that make what follows them in their clause an open question.
const QUESTIONS: [&str; 21] = [
    "是否",
    "是不是",
    "有没有",
    "有无",
    "能否",
    "能不能",
    "可否",
    "会不会",
    "愿不愿",
    "要不要",
    "行不行",
    "好不好",
    "看看有没",
    "问有没",
    "满不满意",
    "感不感",
    "何时",
    "什么时候",
    "哪些",
    "多少",
    "谁",
];

/// Verbs of asking: 问他要不要换，还是在犹豫 is a question as a whole.
const ASKING: [&str; 5] = ["问", "打听", "确认", "了解", "摸清"];

/// Rules whose phrases answer an open question: 要不要换还在犹豫 says that the customer wavers.
pub(super) const WAVERING: [&str; 2] = ["intent/undecided", "intent/considering"];

/// A phrase that is vague unless evidence clears it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) rule: usize,
    pub(crate) kind: Kind,
    /// Bytes of the document.
    pub(crate) range: Range<usize>,
}

/// The phrases of a sentence in the order of the text; no two overlap.
pub(crate) fn phrases(document: &Document<'_>, index: usize, phrases: &Phrases, scratch: &mut Scratch) -> Vec<Phrase> {
    let sentence = document
        .sentences()
        .get(index)
        .filter(|sentence| !phrases.vague || !sentence.is_question());
    let Some((sentence, text)) =
        sentence.and_then(|sentence| Some((sentence, document.text().get(sentence.range.clone())?)))
    else {
        return Vec::new();
    };
    let matches = phrases.grammar.find(text, scratch);
    if matches.is_empty() {
        return Vec::new();
    }
    let start = sentence.range.start;
    let mut candidates: Vec<Phrase> = Vec::new();
    let mut exceptions: Vec<(Category, Range<usize>)> = Vec::new();
    for found in matches {
        let Some(&kind) = phrases.kinds.get(found.rule) else {
            continue;
        };
        let range = start + found.range.start..start + found.range.end;
        if found.exception {
            exceptions.push((kind.category, range));
        } else {
            candidates.push(Phrase {
                rule: found.rule,
                kind,
                range,
            });
        }
    }
    candidates.retain(|phrase| !is_excepted(phrase, &exceptions));
    candidates.sort_by_key(|phrase| {
        let length = Reverse(phrase.range.len());
        (length, rank(phrase.kind.category), phrase.range.start)
    });
    let mut chosen: Vec<Phrase> = Vec::new();
    for phrase in candidates {
        let is_free = chosen
            .iter()
            .all(|other| other.range.end <= phrase.range.start || phrase.range.end <= other.range.start);
        if is_free && is_meant(document, index, &phrase) {
            chosen.push(phrase);
        }
    }
    chosen.sort_by_key(|phrase| phrase.range.start);
    chosen
}

/// Whether an exception of the category touches the phrase and says something that the phrase alone does not.
fn is_excepted(phrase: &Phrase, exceptions: &[(Category, Range<usize>)]) -> bool {
    exceptions.iter().any(|(category, range)| {
        let touches = range.start < phrase.range.end && phrase.range.start < range.end;
        let inside = phrase.range.start <= range.start && range.end <= phrase.range.end && *range != phrase.range;
        *category == phrase.kind.category && touches && !inside
    })
}

/// Which of two phrases of equal length at one place counts: that of the lower rank.
pub(super) fn rank(category: Category) -> usize {
    Category::ALL
        .iter()
        .position(|&other| other == category)
        .unwrap_or(usize::MAX)
}

/// Whether the characters of the phrase say what the phrase says: no question, no condition, no part of other words.
fn is_meant(document: &Document<'_>, index: usize, phrase: &Phrase) -> bool {
    let Some(sentence) = document.sentences().get(index) else {
        return false;
    };
    if phrase.kind.category.kind() == finding::Kind::Vague && sentence.is_question() {
        return false;
    }
    let before = sentence
        .clauses
        .get(sentence.clause_at(phrase.range.start))
        .and_then(|clause| document.text().get(clause.start..phrase.range.start))
        .unwrap_or_default();
    if matches!(phrase.kind.category, Category::Intent | Category::Result) && is_open(before, phrase.kind.wavers) {
        return false;
    }
    // A year, a day or an hour that resolves is no vague time, whatever its last characters (三年后).
    if phrase.kind.category == Category::Time && is_inside_time(document, &sentence.range, &phrase.range) {
        return false;
    }
    let text = document.text().get(phrase.range.clone()).unwrap_or_default();
    text.chars().count() > SHORT
        || document
            .words_around(index, &phrase.range)
            .is_none_or(|words| words.alignment(&phrase.range) != Alignment::Crossing)
}

/// The words of [`CONDITIONS`] and of [`QUESTIONS`].
static OPENING: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(CONDITIONS.into_iter().chain(QUESTIONS)));

/// Whether what stands `before` a phrase in its clause leaves it open.
///
/// A phrase that `wavers` is only asked for when the question asks for it at once (是不是还在犹豫) or somebody asks.
fn is_open(before: &str, wavers: bool) -> bool {
    let near: usize = before.chars().rev().take(16).map(char::len_utf8).sum();
    let near = before.get(before.len() - near..).unwrap_or(before);
    if !OPENING.stands_in(near) {
        return false;
    }
    let is_asked = |word: &&str| match near.rsplit_once(word) {
        Some((head, between)) if wavers => between.is_empty() || ASKING.iter().any(|verb| head.contains(verb)),
        found => found.is_some(),
    };
    CONDITIONS.iter().any(|word| near.contains(word)) || QUESTIONS.iter().any(is_asked)
}

fn is_inside_time(document: &Document<'_>, sentence: &Range<usize>, phrase: &Range<usize>) -> bool {
    document
        .times_in(sentence)
        .any(|time| time.range.start < phrase.start && phrase.end <= time.range.end)
}
