//! Sensitive terms compiled for searching.
//!
//! The shipped terms are looked for in every disguise. The terms of an organisation can be many, and nobody chose them
//! with homophones in mind, so that they are looked for in all disguises but homophones and initials. Both share
//! [`Trie`], which has one node a character however a word may be written: 65,000 words take a few megabytes.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::LazyLock,
};

use super::{
    pairs::Pairs,
    place::Place,
    search::{Candidate, Search},
    sound,
    term::{self, Policy, Term},
    trie::Trie,
    writing::Writing,
};
use crate::{document::Document, finding::Severity, segment::Alignment, terms::Terms};

/// How many letters the first letters of a word are, when they stand for it.
const INITIALS: std::ops::RangeInclusive<usize> = 2..=6;

static SHIPPED: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(term::shipped(), true));

/// Terms compiled for searching.
#[derive(Debug)]
pub(crate) struct Lexicon {
    groups: Vec<Group>,
    entries: Vec<Entry>,
    /// Each with the index of its entry.
    words: Vec<(u32, Box<str>)>,
    trie: Trie,
    pairs: Pairs,
    /// From the first letters of the syllables of a word to the word.
    initials: HashMap<String, Vec<u32>>,
    /// Whether what only sounds like a word is looked for too.
    guesses: bool,
}

/// What the terms of a group have in common, compiled.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) policy: Policy,
    /// The longer wordings that its exemptions name.
    pub(super) fine: Terms,
}

impl Group {
    fn new(policy: Policy) -> Self {
        let wordings = policy.exemptions.iter().flat_map(|exemption| &exemption.wordings);
        Self {
            fine: Terms::new(wordings.map(|text| (text.clone(), 0))),
            policy,
        }
    }
}

/// A term, small because there can be many.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) id: Box<str>,
    pub(super) severity: Option<Severity>,
    /// The index of its group.
    group: u16,
    /// Where it counts and where not, unless it counts everywhere.
    pub(super) conditions: Option<Box<Conditions>>,
}

/// The conditions of a term, compiled.
#[derive(Debug)]
pub(super) struct Conditions {
    pub(super) term: Term,
    /// The longer wordings in which it is fine.
    pub(super) except: Terms,
}

impl Entry {
    fn new(group: usize, mut term: Term) -> Self {
        term.words = Vec::new();
        let plain = Term {
            id: std::mem::take(&mut term.id),
            severity: term.severity.take(),
            ..Term::default()
        };
        term.examples = plain.examples;
        let conditions = (term != Term::default()).then(|| {
            let except = std::mem::take(&mut term.except);
            Box::new(Conditions {
                except: Terms::new(except.into_iter().map(|text| (text, 0))),
                term,
            })
        });
        Self {
            id: plain.id.into(),
            severity: plain.severity,
            group: u16::try_from(group).unwrap_or(u16::MAX),
            conditions,
        }
    }

    /// How it may lie against words, when it says so.
    pub(super) fn alignment(&self) -> &[Alignment] {
        self.conditions
            .as_ref()
            .map_or(&[], |conditions| conditions.term.alignment.as_slice())
    }
}

/// A term at a place of the normalised text.
#[derive(Debug)]
pub(super) struct Found<'l> {
    pub(super) policy: &'l Policy,
    pub(super) entry: &'l Entry,
    pub(super) word: &'l str,
    pub(super) range: Range<usize>,
    pub(super) writing: Writing,
}

impl Lexicon {
    /// Compiles `terms`, each group under its policy; with `guesses`, what only sounds like one of them is found too.
    pub(crate) fn new(groups: Vec<(Policy, Vec<Term>)>, guesses: bool) -> Self {
        let mut compiled = Vec::with_capacity(groups.len());
        let mut entries = Vec::new();
        let mut words: Vec<(u32, Box<str>)> = Vec::new();
        for (policy, terms) in groups {
            for mut term in terms {
                let entry = u32::try_from(entries.len()).unwrap_or(u32::MAX);
                let wordings = std::mem::take(&mut term.words);
                words.extend(wordings.into_iter().map(|word| (entry, word.into())));
                entries.push(Entry::new(compiled.len(), term));
            }
            compiled.push(Group::new(policy));
        }
        let texts = || words.iter().map(|(_, word)| word.as_ref());
        let trie = Trie::new(texts(), guesses);
        let pairs = Pairs::of(texts(), guesses);
        let mut initials: HashMap<String, Vec<u32>> = HashMap::new();
        for (word, number) in texts().zip(0..).filter(|_| guesses) {
            if let Some(letters) = initials_of(word) {
                initials.entry(letters).or_default().push(number);
            }
        }
        Self {
            groups: compiled,
            entries,
            words,
            trie,
            pairs,
            initials,
            guesses,
        }
    }

    /// The shipped terms, compiled once per process.
    pub(crate) fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// The pairs of characters that its words can start with.
    pub(super) fn pairs(&self) -> &Pairs {
        &self.pairs
    }

    /// The terms of `document` that start at one of `starts` and count, in the order of the text, except those in
    /// `disabled`.
    pub(super) fn find<'l>(
        &'l self,
        document: &Document<'_>,
        starts: &[usize],
        disabled: &HashSet<String>,
    ) -> Vec<Found<'l>> {
        self.candidates(document.text(), starts)
            .into_iter()
            .filter_map(|candidate| {
                let (entry, word) = self.words.get(index(candidate.word))?;
                let entry = self.entries.get(index(*entry))?;
                let group = self.groups.get(usize::from(entry.group))?;
                let place = Place::new(document, &candidate, word)?;
                let counts =
                    !disabled.contains(entry.id.as_ref()) && place.is_word(entry, group) && place.counts(entry, group);
                counts.then_some(Found {
                    policy: &group.policy,
                    entry,
                    word,
                    range: candidate.range,
                    writing: candidate.writing,
                })
            })
            .collect()
    }

    /// The words that start at one of `starts`, whether they count there or not.
    pub(super) fn candidates(&self, text: &str, starts: &[usize]) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        let mut search = Search::new(&self.trie, self.guesses, text);
        for &start in starts {
            search.starting_at(start, &mut candidates);
            self.abbreviated(text, start, &mut candidates);
        }
        candidates
    }

    /// Adds the words whose first letters stand at byte `start`, as a word of their own.
    fn abbreviated(&self, text: &str, start: usize, found: &mut Vec<Candidate>) {
        let (head, rest) = text.split_at_checked(start).unwrap_or_default();
        let is_letter = |c: char| c.is_ascii_alphanumeric();
        if !self.guesses || !rest.starts_with(|c: char| c.is_ascii_lowercase()) || head.ends_with(is_letter) {
            return;
        }
        let length = rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
        let words = rest.get(..length).and_then(|letters| self.initials.get(letters));
        found.extend(words.into_iter().flatten().map(|&word| Candidate {
            word,
            range: start..start + length,
            writing: Writing {
                initials: u8::try_from(length).unwrap_or(u8::MAX),
                ..Writing::default()
            },
        }));
    }
}

/// The first letters of the syllables of a word that is made of nothing but ideographs.
fn initials_of(word: &str) -> Option<String> {
    let letters: Option<String> = word
        .chars()
        .map(|c| sound::usual(c).and_then(|sound| sound::letters(sound).chars().next()))
        .collect();
    letters.filter(|letters| INITIALS.contains(&letters.len()))
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
