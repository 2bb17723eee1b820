//! Matching the patterns of a grammar in one sentence.

use super::{
    Grammar, Match,
    anchor::Found,
    chart::{Chart, Memory},
    pattern::{Anchor, Item, Pattern},
};

/// A sentence in which patterns are matched.
pub(super) struct Matching<'a> {
    grammar: &'a Grammar,
    chart: Chart<'a>,
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

impl<'a> Matching<'a> {
    pub(super) fn new(grammar: &'a Grammar, sentence: &'a str, memory: &'a mut Memory) -> Self {
        Self {
            grammar,
            chart: Chart::new(sentence, &grammar.words, memory),
        }
    }

    /// Adds the matches of a pattern that contain its anchor where it was found.
    pub(super) fn around(&mut self, anchor: &Anchor, found: &Found, matches: &mut Vec<Match>) {
        if !anchor.before.allows(found.before) || !anchor.behind.allows(found.behind) {
            return;
        }
        let grammar = self.grammar;
        let Some(pattern) = grammar.patterns.get(anchor.pattern) else {
            return;
        };
        for at in self.chart.places(
            found.start.saturating_sub(anchor.lead),
            found.start,
            &pattern.first_chars,
        ) {
            for &(item, set) in &pattern.firsts {
                if self.comes(at, set) {
                    matches.extend(self.match_at(pattern, item, at));
                }
            }
        }
    }

    /// Whether a word of `set` stands at `at`.
    fn comes(&mut self, at: usize, set: usize) -> bool {
        self.chart.edges_at(at).any(|number| {
            let edge = self.chart.edge(number);
            edge.is_some_and(|edge| self.grammar.members.holds(set, edge.word))
        })
    }

    /// The longest match at `at` that starts with item `item`.
    fn match_at(&mut self, pattern: &Pattern, item: usize, at: usize) -> Option<Match> {
        let anchored = matches!(pattern.items.first(), Some(Item::ClauseStart));
        if anchored && !self.chart.is_clause_start(at) {
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

    /// The longest span that the rest of the pattern allows.
    fn longest(&mut self, pattern: &Pattern, progress: Progress) -> Option<(usize, usize)> {
        let next = |progress: Progress| Progress {
            item: progress.item + 1,
            times: 0,
            ..progress
        };
        let Some(&item) = pattern.items.get(progress.item) else {
            return progress.span;
        };
        match item {
            Item::ClauseStart if !self.chart.is_clause_start(progress.at) => None,
            Item::ClauseEnd if !self.chart.is_clause_end(progress.at) => None,
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
                    at = self.chart.step(here);
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
                for number in self.chart.edges_at(progress.at) {
                    let edge = self.chart.edge(number)?;
                    if !self.grammar.members.holds(set, edge.word) {
                        continue;
                    }
                    let span = match progress.span {
                        _ if context => progress.span,
                        Some((start, _)) => Some((start, edge.end)),
                        None => Some((progress.at, edge.end)),
                    };
                    let once_more = Progress {
                        times: progress.times + 1,
                        at: edge.end,
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
