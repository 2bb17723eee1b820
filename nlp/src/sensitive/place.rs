//! Whether a word that was found counts as the term where it stands.

use std::{ops::Range, sync::LazyLock};

use super::{
    lexicon::{Entry, Group},
    negation,
    search::Candidate,
    shape,
    term::Exemption,
    writing::Writing,
};
use crate::{
    document::Document,
    finding::Category,
    segment::{Alignment, Words},
    terms::Terms,
    text::CharSet,
};

/// How many characters around a match are read to judge it.
const CONTEXT: usize = 12;
/// How much of the clause, which can be a page without punctuation, is read on either side of a match.
const CLAUSE: usize = 40;
/// From this length on, shipped words cannot come about by the accident of two others meeting.
const UNMISTAKABLE: u8 = 4;
static COMMON: LazyLock<CharSet> = LazyLock::new(|| {
    include_str!("../../resources/sensitive/common.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::chars)
        .collect()
});

/// Whether `c` is a word of its own so often that it stands for no other character.
pub(super) fn is_common(c: char) -> bool {
    COMMON.contains(c)
}

/// A candidate with what stands around it.
pub(super) struct Place<'a> {
    document: &'a Document<'a>,
    range: Range<usize>,
    writing: Writing,
    word: &'a str,
    sentence: usize,
    clause: Range<usize>,
    /// A few characters of the sentence before and behind the match.
    before: &'a str,
    after: &'a str,
}

impl<'a> Place<'a> {
    pub(super) fn new(document: &'a Document<'a>, candidate: &Candidate, word: &'a str) -> Option<Self> {
        let Range { start, end } = candidate.range;
        let text = document.text();
        let sentence = document
            .sentences()
            .partition_point(|sentence| sentence.range.end <= start);
        let found = document.sentences().get(sentence)?;
        let clause = found.clauses.get(found.clause_at(start))?.clone();
        Some(Self {
            document,
            range: candidate.range.clone(),
            writing: candidate.writing,
            word,
            sentence,
            clause,
            before: last_chars(text.get(found.range.start..start)?, CONTEXT),
            after: first_chars(text.get(end..found.range.end.max(end))?, CONTEXT),
        })
    }

    /// Whether the match is the word, and not an accident of other words or of ordinary writing.
    pub(super) fn is_word(&self, entry: &Entry, group: &Group) -> bool {
        let writing = self.writing;
        let allowed = entry.alignment();
        let anywhere = allowed.contains(&Alignment::Crossing);
        let unmistakable = anywhere || (group.policy.shipped && allowed.is_empty() && writing.chars() >= UNMISTAKABLE);
        if writing.is_plain() {
            return (unmistakable && allowed.is_empty()) || self.fits(allowed);
        }
        if writing.clause_gaps > 0 && (writing.chars() < 3 || writing.gaps + 1 < writing.chars()) {
            return false;
        }
        if writing.latin() == writing.chars() && (self.is_name() || self.is_latin_text()) {
            return false;
        }
        if writing.initials > 0 {
            return self.has_context(group) && self.fits_when_mended() && self.stands_apart();
        }
        if writing.substitutes() > 0 {
            return self.is_meant() && self.fits_when_mended() && self.stands_apart();
        }
        unmistakable || self.fits_when_mended() && (self.is_unnatural() || self.stands_apart())
    }

    /// Whether the words of the sentence allow the match.
    fn fits(&self, allowed: &[Alignment]) -> bool {
        self.document.words(self.sentence).is_some_and(|words| {
            let alignment = words.alignment(&self.range);
            alignment.allows(allowed, self.word)
        })
    }

    /// Whether the words would allow the match if it were written plainly: guo敏捷 is no 过敏.
    fn fits_when_mended(&self) -> bool {
        let (mended, range) = self.mended();
        Words::of(&mended, 0).alignment(&range) != Alignment::Crossing
    }

    /// Whether the way it is written occurs in no ordinary text.
    fn is_unnatural(&self) -> bool {
        self.writing.gaps == 0 && (self.writing.parts == 0 || shape::has_radical(self.written()))
    }

    /// Whether a character that only sounds or looks like the right one was put in its place: at least half of the
    /// word stands there, and the character is no part of another word of the sentence and no word that people use.
    fn is_meant(&self) -> bool {
        let writing = self.writing;
        if writing.substitutes() * 2 > writing.chars() {
            return false;
        }
        let written = self.written();
        let mut others = written
            .chars()
            .filter(|c| c.is_alphanumeric() && !self.word.contains(*c));
        if writing.chars() == 2 && others.any(is_common) {
            return false;
        }
        // In a writing that keeps every character in its place, those of another word are seen.
        let is_even = writing.gaps + writing.latin() + writing.parts == 0;
        !is_even || !self.belongs_to_others(written)
    }

    /// Whether a character that differs from the word's is part of a longer word of the sentence.
    fn belongs_to_others(&self, written: &str) -> bool {
        let Some(words) = self.document.words(self.sentence) else {
            return true;
        };
        written
            .char_indices()
            .zip(self.word.chars())
            .filter(|&((_, other), c)| other != c)
            .any(|((at, other), _)| {
                let word = words.at(self.range.start + at);
                word.is_none_or(|word| word.len() > other.len_utf8())
            })
    }

    /// Whether no word of the text as it is written reaches across the edges of the match: 通过 敏捷 holds no 过敏.
    fn stands_apart(&self) -> bool {
        let Range { start, end } = self.range;
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

    /// Whether a word stands nearby that shows what letters are about: 拿 for hk.
    fn has_context(&self, group: &Group) -> bool {
        let context = &group.policy.context;
        context
            .iter()
            .any(|word| self.before.contains(word.as_str()) || self.after.contains(word.as_str()))
    }

    /// Whether it is written like the name of a person: Guo Min.
    fn is_name(&self) -> bool {
        let written = self.written();
        let capital = written.chars().next().is_some_and(|c| c.is_ascii_uppercase());
        capital && written.chars().any(|c| c.is_ascii_lowercase())
    }

    /// Whether it stands among words in Latin letters: the guomin plan.
    fn is_latin_text(&self) -> bool {
        let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        is_latin(self.before.trim_end().chars().next_back()) || is_latin(self.after.trim_start().chars().next())
    }

    /// Whether what stands around the term lets it count.
    pub(super) fn counts(&self, entry: &Entry, group: &Group) -> bool {
        let Range { start, end } = self.range;
        let text = self.document.text();
        let head = last_chars(text.get(self.clause.start..start).unwrap_or_default(), CLAUSE);
        let tail = first_chars(text.get(end..self.clause.end.max(end)).unwrap_or_default(), CLAUSE);
        if let Some(conditions) = &entry.conditions {
            let term = &conditions.term;
            let has = |texts: &[String], test: &dyn Fn(&str) -> bool| texts.iter().any(|text| test(text));
            if !self.follows(&term.followed_by, &term.preceded_by)
                || has(&term.not_followed_by, &|text| self.after.starts_with(text))
                || self.is_part_of(&conditions.except)
                || has(&term.not_with, &|text| head.contains(text) || tail.contains(text))
                || (term.time_excuses && self.is_due())
            {
                return false;
            }
            if !term.with.is_empty() && !has(&term.with, &|text| head.contains(text) || tail.contains(text)) {
                return false;
            }
        }
        let is_exempt = |exemption: &Exemption| {
            exemption.before.iter().any(|text| head.contains(text.as_str()))
                || exemption.after.iter().any(|text| tail.contains(text.as_str()))
        };
        if group.policy.exemptions.iter().any(is_exempt) || self.is_part_of(&group.fine) {
            return false;
        }
        let words = self
            .document
            .words(self.sentence)
            .filter(|_| is_deniable(group.policy.category));
        !words.is_some_and(|words| negation::is_negated(head, start - head.len(), words))
    }

    /// Whether the clause names a day ahead or a deadline, so that something is due.
    fn is_due(&self) -> bool {
        self.document
            .times_in(&self.clause)
            .any(|time| time.is_deadline() || time.is_future(self.document.date()))
    }

    /// Whether the term's conditions on its neighbours hold.
    fn follows(&self, followed_by: &[String], preceded_by: &[String]) -> bool {
        if followed_by.is_empty() && preceded_by.is_empty() {
            return true;
        }
        let ends = self
            .after
            .chars()
            .next()
            .is_none_or(|c| "，。；：！？,;:!?、）)".contains(c));
        followed_by.iter().any(|text| match text.as_str() {
            "$" => ends,
            text => self.after.starts_with(text),
        }) || preceded_by.iter().any(|text| self.before.ends_with(text.as_str()))
    }

    /// Whether the match lies in, or overlaps, one of the longer wordings `fine`.
    fn is_part_of(&self, fine: &Terms) -> bool {
        if fine.is_empty() {
            return false;
        }
        let overlaps = |text: &str, range: &Range<usize>| {
            let mut places = fine.find(text);
            places.any(|(place, _)| place.start < range.end && range.start < place.end)
        };
        let (mended, range) = self.mended();
        if overlaps(&mended, &range) {
            return true;
        }
        if self.writing.substitutes() == 0 {
            return false;
        }
        // A word that only sounds like the term: 驻院 for 住院.
        let written = [self.before, self.written(), self.after].concat();
        let range = self.before.len()..self.before.len() + self.written().len();
        overlaps(&written, &range)
    }

    fn written(&self) -> &'a str {
        self.document.text().get(self.range.clone()).unwrap_or_default()
    }

    /// The surroundings with the word written plainly, and where it then stands.
    fn mended(&self) -> (String, Range<usize>) {
        let mended = [self.before, self.word, self.after].concat();
        let range = self.before.len()..self.before.len() + self.word.len();
        (mended, range)
    }
}

/// Whether a negation in its clause takes back what is said at `range`: 不能保证当天到货.
pub(crate) fn is_taken_back(document: &Document<'_>, category: Category, range: &Range<usize>) -> bool {
    let sentence = document
        .sentences()
        .partition_point(|sentence| sentence.range.end <= range.start);
    let Some(found) = document.sentences().get(sentence) else {
        return false;
    };
    let clause = found.clauses.get(found.clause_at(range.start));
    let head = clause.and_then(|clause| document.text().get(clause.start..range.start));
    let head = last_chars(head.unwrap_or_default(), CLAUSE);
    let words = document.words(sentence).filter(|_| is_deniable(category));
    words.is_some_and(|words| negation::is_negated(head, range.start - head.len(), words))
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
