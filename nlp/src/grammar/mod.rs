//! Phrases as data: word classes and patterns over them, matched sentence by sentence.
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
//! Most sentences hold none of the phrases, so that a sentence is first searched for anchors only: of each pattern the
//! words that it needs and that are rarest. Words around an anchor are looked up when a pattern asks for them.
//!
//! A line that starts with `+` is an example that the rule must report, its phrases in `⟦⟧`; one that starts with `-`
//! is an example in which the rule must report nothing ([`crate::pack::example`]).

mod anchor;
mod clause;
mod frequency;
mod index;
mod matching;
mod pattern;
mod sample;
mod syntax;

use std::{collections::BTreeMap, ops::Range};

use anchor::Anchors;
pub(crate) use index::Index;
use matching::Matching;
use pattern::Pattern;
pub(crate) use sample::wordings;
use syntax::Source;
pub(crate) use syntax::{Example, Misread, RuleSource, SyntaxError};

use crate::text::WordSet;

/// Rules compiled for matching; immutable.
pub(crate) struct Grammar {
    rules: Vec<Rule>,
    patterns: Vec<Pattern>,
    anchors: Anchors,
    /// The anchors of exceptions, which are only looked for where a phrase was found.
    exceptions: Anchors,
    sets: Vec<WordSet>,
    /// For each rule, the bit of its kind.
    kinds: Vec<u64>,
}

/// The bits of all kinds.
const ALL: u64 = u64::MAX;

/// A rule: what its patterns find, under a stable id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    /// Stable id, such as `follow-up/contact-again`.
    pub(crate) id: String,
    /// What it finds and why that matters.
    pub(crate) summary: String,
    /// Its patterns and exceptions as they are written.
    pub(crate) patterns: Vec<String>,
    pub(crate) exceptions: Vec<String>,
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

/// Memory for searching, used again from sentence to sentence.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    anchors: Vec<anchor::Found>,
    matches: Vec<Match>,
}

impl Grammar {
    /// Compiles resource files; later files see the classes of earlier ones.
    pub(crate) fn parse(files: &[&str]) -> Result<Self, SyntaxError> {
        Ok(Self::compile(syntax::read(files)?))
    }

    /// Compiles rules that are written elsewhere than in resource files, with the classes of `files` and `classes`.
    pub(crate) fn of_rules(
        files: &[&str],
        classes: &BTreeMap<String, Vec<String>>,
        rules: &[RuleSource<'_>],
    ) -> Result<Self, Vec<Misread>> {
        syntax::read_rules(files, classes, rules).map(Self::compile)
    }

    fn compile(mut source: Source) -> Self {
        let (anchors, exceptions) = (Anchors::new(&mut source, false), Anchors::new(&mut source, true));
        let words = &source.words;
        let set = |numbers: &Vec<usize>| {
            let words = numbers.iter().filter_map(|&word| words.get(word));
            WordSet::new(words.map(String::as_str))
        };
        Self {
            kinds: vec![ALL; source.rules.len()],
            anchors,
            exceptions,
            sets: source.sets.iter().map(set).collect(),
            rules: source.rules,
            patterns: source.patterns,
        }
    }

    /// The same grammar, in which exceptions except only phrases of rules of the same kind, of which there are up to 64.
    pub(crate) fn of_kinds(self, kind: impl Fn(&Rule) -> usize) -> Self {
        let kinds = self.rules.iter().map(|rule| 1 << (kind(rule) % 64));
        Self {
            kinds: kinds.collect(),
            ..self
        }
    }

    /// The rules in the order of the files.
    pub(crate) fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Every match in a sentence, the longest of each pattern at each place, by where it starts; exceptions only of a
    /// kind of which there is something that they could except.
    pub(crate) fn find<'s>(&self, sentence: &str, scratch: &'s mut Scratch) -> &'s [Match] {
        let Scratch { anchors, matches } = scratch;
        matches.clear();
        let matching = Matching {
            grammar: self,
            sentence,
        };
        matching.all(&self.anchors, ALL, anchors, matches);
        if matches.is_empty() {
            return matches;
        }
        let kinds = matches.iter().filter_map(|found| self.kinds.get(found.rule));
        let kinds = kinds.fold(0, |all, kind| all | kind);
        matching.all(&self.exceptions, kinds, anchors, matches);
        matches.sort_by_key(|found| (found.range.start, found.range.end, found.rule));
        matches.dedup();
        matches
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(rules: &str, text: &'t str) -> Vec<&'t str> {
        let grammar = Grammar::parse(&[rules]).unwrap();
        let mut scratch = Scratch::default();
        let found = grammar.find(text, &mut scratch);
        found
            .iter()
            .map(|found| text.get(found.range.clone()).unwrap())
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
        // Also before a particle, and where a new thought begins without a mark.
        assert_eq!(found(rules, "都顺利了，顺利然后签了，顺利完成"), ["顺利", "顺利"]);
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
    fn exceptions_of_another_kind_are_not_looked_for() {
        let rules = "[a] .\n来\n[b] .\n去\n! 来 了";
        let count = |grammar: &Grammar| grammar.find("来了", &mut Scratch::default()).len();
        let grammar = Grammar::parse(&[rules]).unwrap();
        assert_eq!(count(&grammar), 2);
        assert_eq!(count(&grammar.of_kinds(|rule| usize::from(rule.id == "b"))), 1);
    }

    #[test]
    fn a_wrong_line_is_named() {
        let error = Grammar::parse(&["[a] .\n<nobody> 来"]).err().unwrap();
        assert!(matches!(error, SyntaxError::Line { line: 2, .. }));
    }
}
