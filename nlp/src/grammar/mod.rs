//! Phrases as data: word classes and patterns over them, matched in one pass over a text.
//!
//! A resource file names classes of words and, under the id of a rule, patterns that are sequences of words and
//! classes:
//!
//! ```text
//! <degree> = 很 挺 比较
//! [intent/attitude] 客户的态度，没有事实支撑
//! 态度 <degree>* 积极|热情
//! ! 态度积极性
//! + 客户⟦态度很积极⟧，没说买几台
//! - 客户今天下单3台，态度很积极
//! ```
//!
//! `?` makes an item optional, `*` and `+` repeat it, `( )` marks context that must be there but is no part of the
//! phrase, `^` and `$` are the edges of a clause, `~` is a gap of a few characters inside the clause. A line that starts
//! with `!` is an exception: a wording that contains or touches the phrase and means something else.
//!
//! A line that starts with `+` is an example that the rule must report, its phrases in `⟦⟧`; one that starts with `-`
//! is an example in which the rule must report nothing ([`crate::pack::example`]).

mod chart;
mod pattern;
mod syntax;

use std::ops::Range;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};

use chart::{Chart, Edge};
use pattern::{Item, Members, Pattern, Start};
use syntax::Source;
pub(crate) use syntax::{Example, SyntaxError};

/// Rules compiled for matching; immutable.
pub(crate) struct Grammar {
    rules: Vec<Rule>,
    patterns: Vec<Pattern>,
    /// For each set of words, the items of patterns that a match can start with.
    starts: Vec<Vec<Start>>,
    /// For each word, the sets that hold it.
    sets: Vec<Vec<usize>>,
    members: Members,
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
}

/// A rule: what its patterns find, under a stable id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    /// Stable id, such as `follow-up/contact-again`.
    pub(crate) id: String,
    /// What it finds and why that matters.
    pub(crate) summary: String,
    /// Sentences that it must report or leave alone.
    pub(crate) examples: Vec<Example>,
}

/// A pattern found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    /// Index of the rule.
    pub(crate) rule: usize,
    /// Whether the pattern is one of the rule's exceptions.
    pub(crate) exception: bool,
    /// Bytes of the text, without the pattern's context.
    pub(crate) range: Range<usize>,
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

impl Grammar {
    /// Compiles resource files; later files see the classes of earlier ones.
    pub(crate) fn parse(files: &[&str]) -> Result<Self, SyntaxError> {
        Self::compile(syntax::read(files)?)
    }

    fn compile(source: Source) -> Result<Self, SyntaxError> {
        let mut sets = vec![Vec::new(); source.words.len()];
        for (set, words) in source.sets.iter().enumerate() {
            for &word in words {
                if let Some(of_word) = sets.get_mut(word) {
                    of_word.push(set);
                }
            }
        }
        let mut starts = vec![Vec::new(); source.sets.len()];
        for (index, pattern) in source.patterns.iter().enumerate() {
            for (item, set) in pattern.first_items() {
                if let Some(of_set) = starts.get_mut(set) {
                    of_set.push(Start {
                        pattern: index,
                        item,
                        next: pattern.sets_behind(item),
                    });
                }
            }
        }
        Ok(Self {
            rules: source.rules,
            patterns: source.patterns,
            starts,
            members: Members::new(&sets, source.sets.len()),
            sets,
            automaton: automaton(&source.words)?,
        })
    }

    /// The rules in the order of the files.
    pub(crate) fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Every match, the longest of each pattern at each place, by where it starts.
    pub(crate) fn find(&self, text: &str) -> Vec<Match> {
        let Some(automaton) = &self.automaton else {
            return Vec::new();
        };
        let chart = Chart::new(text, automaton);
        let mut found = Vec::new();
        for edge in chart.edges() {
            let behind = chart.edges_at(edge.end);
            for &set in self.sets_of(edge.word) {
                for start in self.starts.get(set).map(Vec::as_slice).unwrap_or_default() {
                    if start.next.as_ref().is_none_or(|sets| self.comes(behind, sets)) {
                        found.extend(self.match_at(&chart, start, edge.start));
                    }
                }
            }
        }
        found.sort_by_key(|found: &Match| (found.range.start, found.range.end, found.rule));
        found.dedup();
        found
    }

    fn sets_of(&self, word: usize) -> &[usize] {
        self.sets.get(word).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether one of `edges` is a word of one of `sets`.
    fn comes(&self, edges: &[Edge], sets: &[usize]) -> bool {
        edges
            .iter()
            .any(|edge| sets.iter().any(|&set| self.members.holds(set, edge.word)))
    }

    fn match_at(&self, chart: &Chart<'_>, start: &Start, at: usize) -> Option<Match> {
        let pattern = self.patterns.get(start.pattern)?;
        let anchored = matches!(pattern.items.first(), Some(Item::ClauseStart));
        if anchored && !chart.is_clause_start(at) {
            return None;
        }
        let progress = Progress {
            item: start.item,
            times: 0,
            at,
            span: None,
        };
        let (start, end) = self.longest(chart, pattern, progress)?;
        Some(Match {
            rule: pattern.rule,
            exception: pattern.exception,
            range: start..end,
        })
    }

    /// The longest span that the rest of the pattern allows.
    fn longest(&self, chart: &Chart<'_>, pattern: &Pattern, progress: Progress) -> Option<(usize, usize)> {
        let next = |progress: Progress| Progress {
            item: progress.item + 1,
            times: 0,
            ..progress
        };
        let Some(&item) = pattern.items.get(progress.item) else {
            return progress.span;
        };
        match item {
            Item::ClauseStart => chart
                .is_clause_start(progress.at)
                .then(|| self.longest(chart, pattern, next(progress)))?,
            Item::ClauseEnd => chart
                .is_clause_end(progress.at)
                .then(|| self.longest(chart, pattern, next(progress)))?,
            // The nearest place where the rest matches: a phrase ends as early as it can.
            Item::Gap(limit) => chart
                .gap(progress.at, limit)
                .find_map(|at| self.longest(chart, pattern, next(Progress { at, ..progress }))),
            Item::Words { set, repeat, context } => {
                let mut best = repeat
                    .allows(progress.times)
                    .then(|| self.longest(chart, pattern, next(progress)))
                    .flatten();
                if progress.times < repeat.limit() {
                    for edge in chart.edges_at(progress.at) {
                        if !self.members.holds(set, edge.word) {
                            continue;
                        }
                        let span = match progress.span {
                            _ if context => progress.span,
                            Some((start, _)) => Some((start, edge.end)),
                            None => Some((edge.start, edge.end)),
                        };
                        let once_more = Progress {
                            times: progress.times + 1,
                            at: edge.end,
                            span,
                            ..progress
                        };
                        let is_last = once_more.times == repeat.limit();
                        let further = if is_last { next(once_more) } else { once_more };
                        let longer = self.longest(chart, pattern, further);
                        if longer.map(|span| span.1) > best.map(|span| span.1) {
                            best = longer;
                        }
                    }
                }
                best
            }
        }
    }
}

fn automaton(words: &[String]) -> Result<Option<CharwiseDoubleArrayAhoCorasick<u32>>, SyntaxError> {
    if words.is_empty() {
        return Ok(None);
    }
    let numbered = words.iter().map(String::as_str).zip(0..);
    CharwiseDoubleArrayAhoCorasickBuilder::new()
        .build_with_values(numbered)
        .map(Some)
        .map_err(|error| SyntaxError::Words(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(rules: &str, text: &'t str) -> Vec<&'t str> {
        let grammar = Grammar::parse(&[rules]).unwrap();
        grammar
            .find(text)
            .into_iter()
            .map(|found| text.get(found.range).unwrap())
            .collect()
    }

    #[test]
    fn classes_repeat_and_stay_optional() {
        let rules = "<degree> = 很 挺 比较\n[a] .\n态度 <degree>* 积极";
        assert_eq!(found(rules, "态度积极，态度比较很积极"), ["态度积极", "态度比较很积极"]);
    }

    #[test]
    fn context_is_needed_but_not_covered() {
        let rules = "[a] .\n上面 (没|要) (批)";
        assert_eq!(found(rules, "上面没批，上面写了"), ["上面"]);
    }

    #[test]
    fn a_pattern_goes_on_in_every_way_that_it_allows() {
        let rules = "[a] .\n很+ 好\n再 先? 马上* 看\n来 吧?\n不? 急 (吗)";
        let text = "很很好，很很，再看，再先看，再马上看，再先马上马上看，再不看，来，来吧，急吗，不急吗，急，不急";
        assert_eq!(
            found(rules, text),
            [
                "很很好",
                "很好",
                "再看",
                "再先看",
                "再马上看",
                "再先马上马上看",
                "来",
                "来吧",
                "急",
                "不急",
                "急"
            ]
        );
    }

    #[test]
    fn edges_of_a_clause_hold() {
        let rules = "[a] .\n^ 空了\n顺利 $";
        assert_eq!(found(rules, "货架空了。空了整理，沟通顺利，顺利签约"), ["空了", "顺利"]);
    }

    #[test]
    fn a_gap_stays_inside_its_clause() {
        let rules = "[a] .\n有 ~4 意向";
        assert_eq!(found(rules, "有采购的意向，有货，意向书"), ["有采购的意向"]);
    }

    #[test]
    fn examples_stand_with_their_rule() {
        let grammar = Grammar::parse(&["[a] .\n来\n+ 他⟦来⟧了\n[b] .\n去", "[c] .\n回\n- 他+回 来"]).unwrap();
        let examples: Vec<_> = grammar
            .rules()
            .iter()
            .flat_map(|rule| &rule.examples)
            .map(|example| (example.file, example.line, example.is_match, example.text.as_str()))
            .collect();
        assert_eq!(examples, [(0, 3, true, "他⟦来⟧了"), (1, 3, false, "他+回 来")]);
        assert!(Grammar::parse(&["+ 来"]).is_err());
    }

    #[test]
    fn a_wrong_line_is_named() {
        let error = Grammar::parse(&["[a] .\n<nobody> 来"]).err().unwrap();
        assert!(matches!(error, SyntaxError::Line { line: 2, .. }));
    }
}
