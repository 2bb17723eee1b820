//! Which evidence clears which category, and where it has to stand (lint guide §3).

use std::ops::Range;

use crate::{
    document::Document,
    fact::FactKind,
    finding::{Category, Evidence},
    hit::NearMiss,
    rejection::RejectionReason,
    text::Sentence,
    time::TimeMatch,
};

/// How much evidence that does not count a finding names.
const REJECTED: usize = 3;

/// The evidence, any one of which clears a category.
pub(crate) fn clearing(category: Category) -> &'static [Evidence] {
    match category {
        Category::Intent => &[Evidence::Quantity, Evidence::Document, Evidence::CustomerAction],
        Category::FollowUp => &[Evidence::FutureTime],
        Category::Time => &[Evidence::Time],
        Category::Degree => &[Evidence::Quantity],
        Category::Result => &[Evidence::Quantity, Evidence::CustomerAction],
        Category::Responsibility => &[Evidence::Person],
        _ => &[],
    }
}

/// Where a phrase stands: its sentence and clause.
pub(super) struct Place<'d> {
    document: &'d Document<'d>,
    index: usize,
    sentence: &'d Sentence,
    clause: Range<usize>,
    phrase: Range<usize>,
}

impl<'d> Place<'d> {
    /// The place of `phrase`.
    pub(super) fn of(document: &'d Document<'_>, phrase: &Range<usize>) -> Option<Self> {
        let index = document
            .sentences()
            .partition_point(|sentence| sentence.range.end <= phrase.start);
        let sentence = document.sentences().get(index)?;
        let clause = sentence.clauses.get(sentence.clause_at(phrase.start))?.clone();
        Some(Self {
            document,
            index,
            sentence,
            clause,
            phrase: phrase.clone(),
        })
    }

    /// Whether the evidence that the category asks for stands where the category wants it.
    pub(super) fn is_cleared(&self, category: Category) -> bool {
        let whole = &self.sentence.range;
        let onward = self.clause.start..whole.end;
        match category {
            Category::Intent => {
                self.has_quantity(&onward)
                    || self.has(FactKind::Document, &onward)
                    || self.has(FactKind::CustomerAction, whole)
            }
            Category::FollowUp => self.times(whole).any(|time| time.is_future(self.document.date())),
            Category::Time => self.times(&self.clause).next().is_some() || self.has_time_in_bracket(),
            Category::Degree => self.has_quantity(&self.clause),
            Category::Result => self.has_quantity(&onward) || self.has(FactKind::CustomerAction, whole),
            Category::Responsibility => self.has(FactKind::Person, whole),
            _ => false,
        }
    }

    /// The evidence of the sentence that the category asks for and that does not count, nearest first.
    ///
    /// Only for a phrase that is not cleared: whatever evidence its sentence holds then stands in the wrong place.
    pub(super) fn rejected(&self, category: Category) -> Vec<NearMiss> {
        let whole = &self.sentence.range;
        let mut near: Vec<NearMiss> = match category {
            Category::FollowUp => self
                .misplaced_times(Evidence::FutureTime, RejectionReason::TimeIsOver)
                .collect(),
            Category::Time => self
                .misplaced_times(Evidence::Time, RejectionReason::OtherClause)
                .collect(),
            Category::Degree => self
                .misplaced_facts(whole, RejectionReason::OtherClause)
                .filter(|near| near.evidence == Evidence::Quantity)
                .collect(),
            Category::Intent | Category::Result => self
                .misplaced_facts(whole, RejectionReason::BeforePhrase)
                .filter(|near| clearing(category).contains(&near.evidence))
                .collect(),
            _ => Vec::new(),
        };
        near.sort_by_key(|near| self.distance(&near.range));
        near.truncate(REJECTED);
        near
    }

    fn misplaced_times(&self, evidence: Evidence, reason: RejectionReason) -> impl Iterator<Item = NearMiss> {
        self.times(&self.sentence.range).map(move |time| NearMiss {
            evidence,
            range: time.range.clone(),
            reason,
        })
    }

    fn misplaced_facts(&self, range: &Range<usize>, reason: RejectionReason) -> impl Iterator<Item = NearMiss> {
        self.facts(range).map(move |fact| NearMiss {
            evidence: fact.kind.evidence(),
            range: fact.range.clone(),
            reason,
        })
    }

    /// The bytes between the phrase and `range`.
    fn distance(&self, range: &Range<usize>) -> usize {
        let before = self.phrase.start.saturating_sub(range.end);
        let behind = range.start.saturating_sub(self.phrase.end);
        before.max(behind)
    }

    fn has_quantity(&self, range: &Range<usize>) -> bool {
        self.has(FactKind::Quantity, range) || self.has(FactKind::Money, range)
    }

    fn has(&self, kind: FactKind, range: &Range<usize>) -> bool {
        self.facts(range).any(|fact| fact.kind == kind)
    }

    /// The facts inside `range`; a phrase is no evidence for itself.
    fn facts(&self, range: &Range<usize>) -> impl Iterator<Item = &'d crate::fact::Fact> {
        let (range, phrase) = (range.clone(), self.phrase.clone());
        self.document.facts(self.index).iter().filter(move |fact| {
            range.start <= fact.range.start && fact.range.end <= range.end && !overlap(&fact.range, &phrase)
        })
    }

    /// The times inside `range`; 月底 is none for 月底左右.
    fn times(&self, range: &Range<usize>) -> impl Iterator<Item = &'d TimeMatch> {
        let phrase = self.phrase.clone();
        self.document
            .times_in(range)
            .filter(move |time| !overlap(&time.range, &phrase))
    }

    /// Whether a bracket right behind the phrase, which may run over clauses, holds a time: 月底左右（预计，11月28日）.
    fn has_time_in_bracket(&self) -> bool {
        let behind = self.phrase.end..self.sentence.range.end;
        let Some(rest) = self.document.text().get(behind.clone()) else {
            return false;
        };
        if !rest.starts_with(['（', '(']) {
            return false;
        }
        let length = rest.find(['）', ')']).unwrap_or(rest.len());
        self.times(&(behind.start..behind.start + length)).next().is_some()
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
