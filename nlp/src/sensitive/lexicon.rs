//! Sensitive terms compiled for searching, and the rules by which a match counts.

use std::{collections::HashSet, ops::Range, sync::LazyLock};

use super::{
    negation, spelling,
    term::{self, Policy, Term},
    trie::{Candidate, Trie, Writing},
};
use crate::{
    document::Document,
    finding::Category,
    segment::{Alignment, Words},
};

/// How many characters around a match are read to judge it.
const CONTEXT: usize = 12;
/// How much of the clause, which can be a page without punctuation, is read on either side of a match.
const CLAUSE: usize = 40;
/// From this length on, words cannot come about by the accident of two others meeting.
const UNMISTAKABLE: usize = 4;

static SHIPPED: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(term::shipped()));

/// Terms compiled for searching.
#[derive(Debug)]
pub(crate) struct Lexicon {
    policies: Vec<Policy>,
    /// Each with the index of its policy.
    terms: Vec<(usize, Term)>,
    /// Each with the index of its term.
    words: Vec<(usize, String)>,
    trie: Trie,
}

/// A term at a place of the normalised text.
#[derive(Debug)]
pub(super) struct Found<'l> {
    pub(super) policy: &'l Policy,
    pub(super) term: &'l Term,
    pub(super) word: &'l str,
    pub(super) range: Range<usize>,
    pub(super) writing: Writing,
}

impl Lexicon {
    /// Compiles `terms`, each group under its policy.
    pub(crate) fn new(groups: Vec<(Policy, Vec<Term>)>) -> Self {
        let mut policies = Vec::with_capacity(groups.len());
        let mut terms = Vec::new();
        for (policy, group) in groups {
            terms.extend(group.into_iter().map(|term| (policies.len(), term)));
            policies.push(policy);
        }
        let words: Vec<(usize, String)> = terms
            .iter()
            .enumerate()
            .flat_map(|(index, (_, term))| term.words.iter().map(move |word| (index, word.clone())))
            .collect();
        let trie = Trie::new(words.iter().map(|(_, word)| word.as_str()));
        Self {
            policies,
            terms,
            words,
            trie,
        }
    }

    /// The shipped terms, compiled once per process.
    pub(crate) fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// The terms of `document` that count, in the order of the text, except those in `disabled`.
    pub(super) fn find<'l>(&'l self, document: &Document<'_>, disabled: &HashSet<String>) -> Vec<Found<'l>> {
        self.trie
            .candidates(document.text())
            .into_iter()
            .filter_map(|candidate| {
                let (term, word) = self.words.get(candidate.word)?;
                let (policy, term) = self.terms.get(*term)?;
                let policy = self.policies.get(*policy)?;
                let place = Place::new(document, &candidate, word)?;
                (!disabled.contains(&term.id) && place.is_word(term) && place.counts(term, policy.category)).then(
                    || Found {
                        policy,
                        term,
                        word,
                        writing: candidate.writing,
                        range: candidate.range,
                    },
                )
            })
            .collect()
    }
}

/// A candidate with what stands around it.
struct Place<'a> {
    document: &'a Document<'a>,
    candidate: &'a Candidate,
    word: &'a str,
    sentence: usize,
    clause: Range<usize>,
    /// A few characters of the sentence before and behind the match.
    before: &'a str,
    after: &'a str,
}

impl<'a> Place<'a> {
    fn new(document: &'a Document<'a>, candidate: &'a Candidate, word: &'a str) -> Option<Self> {
        let Range { start, end } = candidate.range;
        let text = document.text();
        let sentence = document
            .sentences()
            .partition_point(|sentence| sentence.range.end <= start);
        let found = document.sentences().get(sentence)?;
        let clause = found.clauses.get(found.clause_at(start))?.clone();
        Some(Self {
            document,
            candidate,
            word,
            sentence,
            clause,
            before: last_chars(text.get(found.range.start..start)?, CONTEXT),
            after: first_chars(text.get(end..found.range.end.max(end))?, CONTEXT),
        })
    }

    /// Whether the match is the word, and not an accident of other words or of ordinary writing.
    fn is_word(&self, term: &Term) -> bool {
        let writing = self.candidate.writing;
        let anywhere = term.alignment.contains(&Alignment::Crossing);
        let unmistakable = anywhere || (term.alignment.is_empty() && writing.chars() >= UNMISTAKABLE);
        if writing.is_plain() {
            return unmistakable || self.fits(term);
        }
        if writing.clause_gaps > 0 && (writing.chars() < 3 || writing.gaps + 1 < writing.chars()) {
            return false;
        }
        if writing.pinyin == writing.chars() && (self.is_name() || self.is_latin_text()) {
            return false;
        }
        unmistakable || self.fits_when_mended() && (self.is_unnatural() || self.stands_apart())
    }

    /// Whether the words of the sentence allow the match.
    fn fits(&self, term: &Term) -> bool {
        self.document.words(self.sentence).is_some_and(|words| {
            let alignment = words.alignment(&self.candidate.range);
            alignment.allows(&term.alignment, self.candidate.writing.chars())
        })
    }

    /// Whether the words would allow the match if it were written plainly: guo敏捷 is no 过敏.
    fn fits_when_mended(&self) -> bool {
        let mended = [self.before, self.word, self.after].concat();
        let range = self.before.len()..self.before.len() + self.word.len();
        Words::of(&mended, 0).alignment(&range) != Alignment::Crossing
    }

    /// Whether the way it is written occurs in no ordinary text.
    fn is_unnatural(&self) -> bool {
        let written = self.document.text().get(self.candidate.range.clone());
        self.candidate.writing.gaps == 0
            && (self.candidate.writing.parts == 0 || written.is_some_and(spelling::has_radical))
    }

    /// Whether no word of the text as it is written reaches across the edges of the match: 通过 敏捷 holds no 过敏.
    fn stands_apart(&self) -> bool {
        let Range { start, end } = self.candidate.range;
        let last = self
            .document
            .sentences()
            .partition_point(|sentence| sentence.range.end < end);
        let is_edge = |sentence, at| {
            let words = self.document.words(sentence);
            words.is_none_or(|words| words.is_edge(at))
        };
        is_edge(self.sentence, start) && is_edge(last, end)
    }

    /// Whether it is written like the name of a person: Guo Min.
    fn is_name(&self) -> bool {
        let written = self
            .document
            .text()
            .get(self.candidate.range.clone())
            .unwrap_or_default();
        let capital = written.chars().next().is_some_and(|c| c.is_ascii_uppercase());
        capital && written.chars().any(|c| c.is_ascii_lowercase())
    }

    /// Whether it stands among words in Latin letters: the guomin plan.
    fn is_latin_text(&self) -> bool {
        let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        is_latin(self.before.trim_end().chars().next_back()) || is_latin(self.after.trim_start().chars().next())
    }

    /// Whether what stands around the term lets it count.
    fn counts(&self, term: &Term, category: Category) -> bool {
        let Range { start, end } = self.candidate.range;
        let text = self.document.text();
        let head = last_chars(text.get(self.clause.start..start).unwrap_or_default(), CLAUSE);
        let tail = first_chars(text.get(end..self.clause.end.max(end)).unwrap_or_default(), CLAUSE);
        let has = |texts: &[String], test: &dyn Fn(&str) -> bool| texts.iter().any(|text| test(text));
        if !self.follows(term) || has(&term.not_followed_by, &|text| self.after.starts_with(text)) {
            return false;
        }
        if has(&term.except, &|fine| self.is_part_of(fine))
            || has(&term.not_with, &|text| head.contains(text) || tail.contains(text))
        {
            return false;
        }
        if term.time_excuses && self.is_due() {
            return false;
        }
        let words = self.document.words(self.sentence).filter(|_| is_deniable(category));
        !words.is_some_and(|words| negation::is_negated(head, start - head.len(), words))
    }

    /// Whether the clause names a day ahead or a deadline, so that something is due.
    fn is_due(&self) -> bool {
        self.document
            .times_in(&self.clause)
            .any(|time| time.is_deadline() || time.is_future(self.document.date()))
    }

    /// Whether the term's conditions on its neighbours hold.
    fn follows(&self, term: &Term) -> bool {
        let ends = self
            .after
            .chars()
            .next()
            .is_none_or(|c| "，。；：！？,;:!?、）)".contains(c));
        term.followed_by.is_empty()
            || term.followed_by.iter().any(|text| match text.as_str() {
                "$" => ends,
                text => self.after.starts_with(text),
            })
            || term.preceded_by.iter().any(|text| self.before.ends_with(text.as_str()))
    }

    /// Whether the match lies in, or overlaps, the longer wording `fine`.
    fn is_part_of(&self, fine: &str) -> bool {
        let mended = [self.before, self.word, self.after].concat();
        let range = self.before.len()..self.before.len() + self.word.len();
        mended
            .match_indices(fine)
            .any(|(at, fine)| at < range.end && range.start < at + fine.len())
    }
}

/// Whether a negation takes a term of the category back (lint guide §4).
fn is_deniable(category: Category) -> bool {
    matches!(
        category,
        Category::AbsoluteClaim | Category::EfficacyClaim | Category::OverPromise
    )
}

fn last_chars(text: &str, count: usize) -> &str {
    let at = text
        .char_indices()
        .rev()
        .nth(count.saturating_sub(1))
        .map_or(0, |(at, _)| at);
    text.get(at..).unwrap_or_default()
}

fn first_chars(text: &str, count: usize) -> &str {
    let at = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    text.get(..at).unwrap_or_default()
}
