//! Matching the patterns of a grammar in one sentence.

use super::{
    Grammar, Match,
    anchor::{Anchors, Found},
    clause,
    pattern::{Anchor, Item, Pattern},
};

/// A sentence in which patterns are matched.
pub(super) struct Matching<'a> {
    pub(super) grammar: &'a Grammar,
    pub(super) sentence: &'a str,
}

/// How far a match has come.
#[derive(Clone, Copy)]
struct Progress {
    item: usize,
    /// How often the current item has matched.
    times: u8,
    at: usize,
    span: Option<(usize, usize)>,
}

impl Matching<'_> {
    /// Adds the matches of rules of `kinds` around each of `anchors` that stands in the sentence; `found` is memory for
    /// them.
    pub(super) fn all(&self, anchors: &Anchors, kinds: u64, found: &mut Vec<Found>, matches: &mut Vec<Match>) {
        anchors.find(self.sentence, found);
        for found in found.iter() {
            let before = self.sentence.get(..found.start).unwrap_or_default().chars().next_back();
            let behind = self.sentence.get(found.end..).unwrap_or_default().chars().next();
            for anchor in anchors.of(found.word) {
                let Some(pattern) = self.grammar.patterns.get(anchor.pattern) else {
                    continue;
                };
                let kind = self.grammar.kinds.get(pattern.rule).copied().unwrap_or_default();
                if kind & kinds != 0 && anchor.before.allows(before) && anchor.behind.allows(behind) {
                    self.around(pattern, anchor, found, matches);
                }
            }
        }
    }

    /// Adds the matches of a pattern that contain its anchor where it was found.
    fn around(&self, pattern: &Pattern, anchor: &Anchor, found: &Found, matches: &mut Vec<Match>) {
        if anchor.lead > 0 && !self.goes_on(pattern, anchor.item, found.start) {
            return;
        }
        let from = found.start.saturating_sub(anchor.lead);
        for at in clause::places(self.sentence, from, found.start, &pattern.first_chars) {
            for &(item, set) in &pattern.firsts {
                if self.ends_at(set, at).next().is_some() {
                    matches.extend(self.match_at(pattern, item, at));
                }
            }
        }
    }

    /// Whether the pattern can match from item `item` at `at` to its end.
    fn goes_on(&self, pattern: &Pattern, item: usize, at: usize) -> bool {
        let progress = Progress {
            item,
            times: 0,
            at,
            span: Some((at, at)),
        };
        self.longest(pattern, progress).is_some()
    }

    /// The longest match at `at` that starts with item `item`.
    fn match_at(&self, pattern: &Pattern, item: usize, at: usize) -> Option<Match> {
        let anchored = matches!(pattern.items.first(), Some(Item::ClauseStart));
        if anchored && !clause::starts_at(self.sentence, at) {
            return None;
        }
        let progress = Progress {
            item,
            times: 0,
            at,
            span: None,
        };
        let (start, end) = self.longest(pattern, progress)?;
        Some(Match {
            rule: pattern.rule,
            exception: pattern.exception,
            range: start..end,
        })
    }

    /// The bytes behind each word of `set` that stands at `at`.
    fn ends_at(&self, set: usize, at: usize) -> impl Iterator<Item = usize> {
        let set = self.grammar.sets.get(set).into_iter();
        set.flat_map(move |set| set.ends_at(self.sentence, at))
    }

    /// The longest span that the rest of the pattern allows.
    fn longest(&self, pattern: &Pattern, progress: Progress) -> Option<(usize, usize)> {
        let next = |progress: Progress| Progress {
            item: progress.item + 1,
            times: 0,
            ..progress
        };
        let Some(&item) = pattern.items.get(progress.item) else {
            return progress.span;
        };
        match item {
            Item::ClauseStart if !clause::starts_at(self.sentence, progress.at) => None,
            Item::ClauseEnd if !clause::ends_at(self.sentence, progress.at) => None,
            Item::ClauseStart | Item::ClauseEnd => self.longest(pattern, next(progress)),
            // The nearest place where the rest matches: a phrase ends as early as it can.
            Item::Gap(limit) => {
                let mut at = Some(progress.at);
                for _ in 0..=limit {
                    let here = at?;
                    let found = self.longest(pattern, next(Progress { at: here, ..progress }));
                    if found.is_some() {
                        return found;
                    }
                    at = clause::step(self.sentence, here);
                }
                None
            }
            Item::Words { set, repeat, context } => {
                let mut best = None;
                if repeat.allows(progress.times) {
                    best = self.longest(pattern, next(progress));
                }
                if progress.times >= repeat.limit() {
                    return best;
                }
                for end in self.ends_at(set, progress.at) {
                    let span = match progress.span {
                        _ if context => progress.span,
                        Some((start, _)) => Some((start, end)),
                        None => Some((progress.at, end)),
                    };
                    let once_more = Progress {
                        times: progress.times + 1,
                        at: end,
                        span,
                        ..progress
                    };
                    let is_last = once_more.times == repeat.limit();
                    let longer = self.longest(pattern, if is_last { next(once_more) } else { once_more });
                    if longer.map(|span| span.1) > best.map(|span| span.1) {
                        best = longer;
                    }
                }
                best
            }
        }
    }
}
