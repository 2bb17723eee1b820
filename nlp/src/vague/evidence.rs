//! Which evidence clears which category, and where it has to stand (lint guide §3).

use std::ops::Range;

use crate::{
    document::Document,
    fact::{Fact, FactKind, quantity},
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
        match category {
            Category::Intent => {
                let onward = self.clause.start..whole.end;
                self.has_quantity(&onward)
                    || self.has_done(FactKind::Document, &onward)
                    || self.has_done(FactKind::CustomerAction, whole)
            }
            Category::FollowUp => self.times(whole).any(|time| time.is_future(self.document.date())),
            Category::Time => self.times(&self.clause).next().is_some() || self.has_time_in_bracket(),
            Category::Degree => self.has_quantity(&self.clause),
            Category::Result => {
                let onward = self.clause.start..whole.end;
                self.has_quantity(&onward) || self.has_done(FactKind::CustomerAction, whole)
            }
            Category::Responsibility => self.facts(whole).any(|fact| fact.kind == FactKind::Person),
            _ => false,
        }
    }

    /// The evidence of the sentence that the category asks for and that does not count, nearest first.
    ///
    /// Only for a phrase that is not cleared: whatever good evidence its sentence holds then stands in the wrong place.
    pub(super) fn rejected(&self, category: Category) -> Vec<NearMiss> {
        let wanted = clearing(category);
        let mut near = self.misplaced(category);
        if let Some(deeds) = self.document.deeds(self.index) {
            near.extend(deeds.rejected.iter().map(|miss| NearMiss {
                // Whoever looks for the day of a next step meets words that no calendar holds.
                evidence: match miss.evidence {
                    Evidence::Time => Evidence::FutureTime,
                    other => other,
                },
                ..miss.clone()
            }));
        }
        if wanted.contains(&Evidence::Quantity) {
            near.extend(self.bare_numbers());
        }
        near.retain(|miss| wanted.contains(&miss.evidence) && !overlap(&miss.range, &self.phrase));
        near.sort_by_key(|miss| self.distance(&miss.range));
        let mut named: Vec<NearMiss> = Vec::new();
        for miss in near {
            if named.len() < REJECTED && !named.iter().any(|other| overlap(&other.range, &miss.range)) {
                named.push(miss);
            }
        }
        named
    }

    /// Evidence that would count elsewhere in the sentence.
    fn misplaced(&self, category: Category) -> Vec<NearMiss> {
        let whole = &self.sentence.range;
        let times = |evidence, reason| {
            let times = self.times(whole);
            times
                .map(move |time| near_miss(evidence, &time.range, reason))
                .collect()
        };
        let quantities = |reason| {
            let quantities = self.facts(whole).filter(|fact| is_quantity(fact.kind));
            quantities.map(move |fact| near_miss(Evidence::Quantity, &fact.range, reason))
        };
        match category {
            Category::FollowUp => times(Evidence::FutureTime, RejectionReason::TimeIsOver),
            Category::Time => times(Evidence::Time, RejectionReason::OtherClause),
            Category::Degree => quantities(RejectionReason::OtherClause).collect(),
            Category::Intent | Category::Result => {
                let documents = self.done(whole).filter(|fact| fact.kind == FactKind::Document);
                let reason = RejectionReason::BeforePhrase;
                let documents = documents.map(|fact| near_miss(Evidence::Document, &fact.range, reason));
                quantities(reason).chain(documents).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Numbers that are no quantities, and in no time.
    fn bare_numbers(&self) -> Vec<NearMiss> {
        let range = &self.sentence.range;
        let text = self.document.text().get(range.clone()).unwrap_or_default();
        let quantities = self.document.facts(self.index);
        let mut numbers = quantity::bare(text, range.start, self.document.own_evidence());
        numbers.retain(|miss| {
            !quantities.iter().any(|fact| overlap(&fact.range, &miss.range))
                && !self.times(range).any(|time| overlap(&time.range, &miss.range))
        });
        numbers
    }

    /// The bytes between the phrase and `range`.
    fn distance(&self, range: &Range<usize>) -> usize {
        let before = self.phrase.start.saturating_sub(range.end);
        let behind = range.start.saturating_sub(self.phrase.end);
        before.max(behind)
    }

    fn has_quantity(&self, range: &Range<usize>) -> bool {
        self.facts(range).any(|fact| is_quantity(fact.kind))
    }

    fn has_done(&self, kind: FactKind, range: &Range<usize>) -> bool {
        self.done(range).any(|fact| fact.kind == kind)
    }

    /// The quantities and people inside `range`; a phrase is no evidence for itself.
    fn facts(&self, range: &Range<usize>) -> impl Iterator<Item = &'d Fact> {
        self.standing(self.document.facts(self.index), range)
    }

    /// The documents and deeds inside `range`; a phrase is no evidence for itself.
    fn done(&self, range: &Range<usize>) -> impl Iterator<Item = &'d Fact> {
        let deeds = self.document.deeds(self.index);
        self.standing(deeds.map(|deeds| deeds.done.as_slice()).unwrap_or_default(), range)
    }

    fn standing(&self, facts: &'d [Fact], range: &Range<usize>) -> impl Iterator<Item = &'d Fact> {
        let (range, phrase) = (range.clone(), self.phrase.clone());
        facts.iter().filter(move |fact| {
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

fn is_quantity(kind: FactKind) -> bool {
    matches!(kind, FactKind::Quantity | FactKind::Money)
}

fn near_miss(evidence: Evidence, range: &Range<usize>, reason: RejectionReason) -> NearMiss {
    NearMiss {
        evidence,
        range: range.clone(),
        reason,
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use chrono::NaiveDate;

    use super::*;

    /// The nearest evidence that the first finding in `text` rejects: mark, characters and reason.
    fn nearest(text: &str) -> (Evidence, String, RejectionReason) {
        let document = Document::new(text, NaiveDate::from_ymd_opt(2026, 11, 25).unwrap());
        let hit = super::super::find(&document, &HashSet::new()).remove(0);
        let near = hit.rejected.first().expect(text);
        let said = document.text().get(near.range.clone()).unwrap().to_owned();
        let quoted = format!("“{said}”{}", near.reason.explain());
        assert!(hit.message.contains(&quoted), "{}", hit.message);
        (near.evidence, said, near.reason)
    }

    #[test]
    fn a_finding_says_which_evidence_nearby_does_not_count_and_why() {
        use Evidence::{CustomerAction, Document, FutureTime, Person, Quantity, Time};
        use RejectionReason as R;
        for (text, evidence, said, reason) in [
            ("昨天没谈完，再聊", FutureTime, "昨天", R::TimeIsOver),
            ("12月1日开会，尽快交图", Time, "12月1日", R::OtherClause),
            ("到货20台，部分破损", Quantity, "20台", R::OtherClause),
            ("到货20台，客户有意向", Quantity, "20台", R::BeforePhrase),
            ("已发报价单V3，客户有意向", Document, "已发报价单", R::BeforePhrase),
            ("客户有意向，走了35", Quantity, "35", R::NoUnit),
            ("客户有意向，单号88013800", Quantity, "88013800", R::Identifier),
            ("客户有意向，要一些", Quantity, "一些", R::NoNumber),
            ("领导没点头，经理也不在", Person, "经理", R::NobodyNamed),
            ("客户有意向，我方付款", CustomerAction, "付款", R::NotByCustomer),
            ("客户有意向，打算下单", CustomerAction, "下单", R::PlannedOnly),
            ("客户有意向，没下单", CustomerAction, "下单", R::Negated),
            ("客户有意向，问他何时付款", CustomerAction, "付款", R::Open),
            ("客户有意向，签约失败", CustomerAction, "签约", R::Negated),
            ("客户有意向，嘴上说付款", CustomerAction, "付款", R::OnlyWords),
            ("客户有意向，对S7-1200看好", Document, "S7-1200", R::OnlyMentioned),
            ("效果不错，店主点了点头", CustomerAction, "点了点头", R::OnlyWords),
            ("再约，改天", FutureTime, "改天", R::NotOnCalendar),
        ] {
            assert_eq!(nearest(text), (evidence, said.to_owned(), reason), "{text}");
        }
    }

    #[test]
    fn what_counts_or_is_the_phrase_itself_is_not_rejected() {
        let rejected = |text: &str| {
            let document = Document::new(text, NaiveDate::from_ymd_opt(2026, 11, 25).unwrap());
            let hits = super::super::find(&document, &HashSet::new());
            hits.into_iter().map(|hit| hit.rejected.len()).collect::<Vec<_>>()
        };
        assert_eq!(rejected("客户有意向"), [0]);
        assert_eq!(rejected("近期交货"), [0]);
        assert_eq!(rejected("1、客户有意向"), [0]);
        assert_eq!(rejected("客户有意向，已发报价单V3"), [0; 0]);
        assert_eq!(rejected("客户有意向，订单、合同、图纸、标书都要"), [3]);
    }
}
