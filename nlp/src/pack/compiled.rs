//! A rule pack made ready for linting.

use std::{cmp::Reverse, collections::HashSet, ops::Range};

use super::{PackError, Patterns, RulePack, Term, check, flaw::Flaw};
use crate::{
    document::Document,
    fact::OwnEvidence,
    finding::Kind,
    hit::{Hit, without_overlaps},
    norm::Normalized,
    segment::{Alignment, OwnWords},
    sensitive::{self, Lexicon, Policy},
    terms::Terms,
    vague,
};

/// What a pack adds to the shipped rules and takes from them, compiled: immutable and cheap to rebuild, because the
/// shipped rules and the dictionary are compiled once for all.
#[derive(Debug)]
pub(crate) struct CompiledPack {
    disabled: HashSet<String>,
    words: Option<OwnWords>,
    evidence: Option<OwnEvidence>,
    patterns: Option<Patterns>,
    sensitive: Option<Lexicon>,
    vague: Vec<Term>,
    vague_texts: Terms,
}

impl CompiledPack {
    /// Checks and compiles everything of `pack` but its scripts.
    pub(crate) fn new(pack: &RulePack) -> Result<Self, PackError> {
        let flawed = |flaws: Vec<Flaw>| PackError::Flawed(flaws.into_iter().map(|flaw| flaw.at(None)).collect());
        let flaws = check::flaws(pack);
        if !flaws.is_empty() {
            return Err(flawed(flaws));
        }
        let patterns = Patterns::new(pack).map_err(flawed)?;
        let terms: Vec<Term> = pack.terms.iter().map(normalized).collect();
        let (vague, sensitive): (Vec<Term>, Vec<Term>) =
            terms.into_iter().partition(|term| term.category.kind() == Kind::Vague);
        let vague_texts = Terms::new(vague.iter().zip(0..).map(|(term, index)| (term.text.clone(), index)));
        // A title of the trade is a word of the trade.
        let words: Vec<String> = plain_all(pack.words.iter().chain(&pack.evidence.titles));
        Ok(Self {
            disabled: pack.disabled.iter().cloned().collect(),
            words: (!words.is_empty()).then(|| OwnWords::new(words)),
            evidence: evidence(pack),
            patterns,
            sensitive: (!sensitive.is_empty()).then(|| lexicon(sensitive)),
            vague,
            vague_texts,
        })
    }

    /// `document` with the words of the pack kept whole and its evidence known.
    pub(crate) fn prepare<'t>(&'t self, document: Document<'t>) -> Document<'t> {
        let document = match &self.words {
            Some(words) => document.keeping(words),
            None => document,
        };
        match &self.evidence {
            Some(evidence) => document.knowing(evidence),
            None => document,
        }
    }

    /// The ids of the rules, terms and scripts that are switched off.
    pub(crate) fn disabled(&self) -> &HashSet<String> {
        &self.disabled
    }

    /// The problems of a document, in the order of the text.
    ///
    /// Where a sensitive term and a vague phrase share characters, the term stays: evidence could excuse the phrase.
    /// Where the pack and the shipped rules know the same phrase, the pack has the say.
    pub(crate) fn find(&self, document: &Document<'_>) -> Vec<Hit> {
        let mut sensitive = sensitive::find(document, self.sensitive.as_ref(), &self.disabled);
        let mut own = self.vague_hits(document);
        let mut shipped = vague::find(document, &self.disabled);
        if let Some(patterns) = &self.patterns {
            let mut found = patterns.find(document, &self.disabled);
            own.append(&mut found.hits);
            for hits in [&mut sensitive, &mut shipped] {
                hits.retain(|hit| !patterns.excepts(&found, hit));
            }
        }
        own.sort_by_key(|hit| (Reverse(hit.range.len()), hit.range.start));
        let (own_sensitive, own_vague) = own
            .into_iter()
            .partition::<Vec<_>, _>(|hit| hit.category.kind() == Kind::Sensitive);
        without_overlaps(
            own_sensitive
                .into_iter()
                .chain(sensitive)
                .chain(own_vague)
                .chain(shipped),
        )
    }

    /// The vague terms of the pack that no evidence clears.
    fn vague_hits(&self, document: &Document<'_>) -> Vec<Hit> {
        self.vague_texts
            .find(document.text())
            .filter_map(|(range, index)| {
                let term = self.vague.get(usize::try_from(index).ok()?)?;
                let allowed = !self.disabled.contains(&term.id)
                    && is_phrase(document, &range, term)
                    && !term
                        .exceptions
                        .iter()
                        .any(|fine| lies_in(document.text(), &range, fine));
                let hit = allowed.then(|| vague::hit(document, &term.id, term.category, range))??;
                Some(Hit {
                    severity: term.severity.unwrap_or(hit.severity),
                    ..hit
                })
            })
            .collect()
    }
}

fn plain(text: &str) -> String {
    Normalized::new(text).text().to_owned()
}

fn plain_all<'w>(words: impl IntoIterator<Item = &'w String>) -> Vec<String> {
    words.into_iter().map(|word| plain(word)).collect()
}

fn evidence(pack: &RulePack) -> Option<OwnEvidence> {
    let words = &pack.evidence;
    let [deeds, titles, units] = [&words.customer_actions, &words.titles, &words.units].map(plain_all);
    let is_empty = deeds.is_empty() && titles.is_empty() && units.is_empty();
    (!is_empty).then(|| OwnEvidence::new(deeds, titles, units))
}

/// The term as it stands in normalised texts; its examples have been run.
fn normalized(term: &Term) -> Term {
    Term {
        text: plain(&term.text),
        severity: term.severity,
        exceptions: plain_all(&term.exceptions),
        alignment: term.alignment.clone(),
        source: term.source.clone(),
        ..Term::new(term.id.clone(), term.category, "")
    }
}

/// The sensitive terms of an organisation, a policy for each of their categories and sources.
fn lexicon(terms: Vec<Term>) -> Lexicon {
    let mut terms = terms;
    terms.sort_by(|one, other| (one.category, &one.source).cmp(&(other.category, &other.source)));
    let groups = terms
        .chunk_by(|one, other| one.category == other.category && one.source == other.source)
        .filter_map(|group| {
            let first = group.first()?;
            Some((policy(first), group.iter().map(sensitive_term).collect()))
        })
        .collect();
    Lexicon::new(groups, false)
}

fn policy(term: &Term) -> Policy {
    Policy {
        category: term.category,
        law: term.source.clone(),
        why: "是本组织不允许写进日报的词".to_owned(),
        shipped: false,
        context: Vec::new(),
        exemptions: Vec::new(),
    }
}

fn sensitive_term(term: &Term) -> sensitive::Term {
    sensitive::Term {
        id: term.id.clone(),
        severity: term.severity,
        words: vec![term.text.clone()],
        except: term.exceptions.clone(),
        alignment: term.alignment.clone(),
        ..sensitive::Term::default()
    }
}

/// Whether the words of the sentence allow the term at `range`.
fn is_phrase(document: &Document<'_>, range: &Range<usize>, term: &Term) -> bool {
    let sentence = document
        .sentences()
        .partition_point(|sentence| sentence.range.end <= range.start);
    let alignment = document
        .words(sentence)
        .map_or(Alignment::Crossing, |words| words.alignment(range));
    alignment.allows(&term.alignment, &term.text)
}

/// Whether what stands at `range` is a piece of the longer wording `fine`.
fn lies_in(text: &str, range: &Range<usize>, fine: &str) -> bool {
    let Some(phrase) = text.get(range.clone()) else {
        return false;
    };
    fine.match_indices(phrase).any(|(at, phrase)| {
        let (before, after) = (fine.get(..at), fine.get(at + phrase.len()..));
        let (head, tail) = (text.get(..range.start), text.get(range.end..));
        head.zip(before).is_some_and(|(head, before)| head.ends_with(before))
            && tail.zip(after).is_some_and(|(tail, after)| tail.starts_with(after))
    })
}
