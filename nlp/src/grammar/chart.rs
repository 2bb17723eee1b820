//! Where the words of a grammar stand in a sentence, looked up only where a pattern asks.

use std::ops::Range;

use super::{index::Index, pattern::CharFilter};

/// A word of the grammar at a place of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) end: usize,
    pub(super) word: usize,
}

/// Memory for charts, used again from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct Memory {
    edges: Vec<Edge>,
    /// For each byte of the text, the edges that start there.
    looked_up: Vec<LookedUp>,
    /// The number of the sentence, which tells what was looked up for an earlier one.
    round: u32,
}

#[derive(Clone, Debug, Default)]
struct LookedUp {
    round: u32,
    edges: Range<usize>,
}

/// The words of a sentence.
pub(super) struct Chart<'a> {
    text: &'a str,
    index: &'a Index,
    memory: &'a mut Memory,
}

impl<'a> Chart<'a> {
    pub(super) fn new(text: &'a str, index: &'a Index, memory: &'a mut Memory) -> Self {
        memory.edges.clear();
        memory.round = memory.round.wrapping_add(1);
        if memory.round == 0 {
            memory.looked_up.clear();
            memory.round = 1;
        }
        if memory.looked_up.len() <= text.len() {
            memory.looked_up.resize(text.len() + 1, LookedUp::default());
        }
        Self { text, index, memory }
    }

    /// The numbers of the edges that start at byte `at`, shorter words first.
    pub(super) fn edges_at(&mut self, at: usize) -> Range<usize> {
        let Some(looked_up) = self.memory.looked_up.get_mut(at) else {
            return 0..0;
        };
        if looked_up.round != self.memory.round {
            let edges = &mut self.memory.edges;
            let first = edges.len();
            self.index.words_at(self.text, at, |end, word| {
                edges.push(Edge { end, word });
            });
            *looked_up = LookedUp {
                round: self.memory.round,
                edges: first..edges.len(),
            };
        }
        looked_up.edges.clone()
    }

    pub(super) fn edge(&self, number: usize) -> Option<Edge> {
        self.memory.edges.get(number).copied()
    }

    /// The places from `from` up to `to`, both included, where one of `chars` stands.
    pub(super) fn places<'f>(
        &self,
        from: usize,
        to: usize,
        chars: &'f CharFilter,
    ) -> impl Iterator<Item = usize> + use<'a, 'f> {
        let from = self.text.ceil_char_boundary(from);
        let rest = self.text.get(from..).unwrap_or_default();
        rest.char_indices()
            .map(move |(at, c)| (from + at, c))
            .take_while(move |&(at, _)| at <= to)
            .filter(|&(_, c)| chars.may_hold(c))
            .map(|(at, _)| at)
    }

    pub(super) fn is_clause_start(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default();
        before.chars().next_back().is_none_or(|c| !c.is_alphanumeric())
    }

    /// Whether a clause ends at `at`, also one that was dictated without a mark: 兴趣不大|然后又去了一家.
    pub(super) fn is_clause_end(&self, at: usize) -> bool {
        let after = self.text.get(at..).unwrap_or_default();
        let after = after.strip_prefix(PARTICLES).unwrap_or(after);
        after.chars().next().is_none_or(|c| !c.is_alphanumeric()) || OPENERS.iter().any(|word| after.starts_with(word))
    }

    /// The place one character behind `at`, inside the clause.
    pub(super) fn step(&self, at: usize) -> Option<usize> {
        let next = self.text.get(at..)?.chars().next()?;
        (!ends_clause(next)).then(|| at + next.len_utf8())
    }
}

/// Small words that a clause may end with.
const PARTICLES: [char; 9] = ['了', '吧', '啊', '呢', '呀', '哈', '嘛', '哦', '的'];

/// Words that open a new clause where nobody wrote a comma.
const OPENERS: [&str; 26] = [
    "然后",
    "但是",
    "不过",
    "就是",
    "后来",
    "另外",
    "还有",
    "所以",
    "因为",
    "而且",
    "结果",
    "接着",
    "嗯",
    "呃",
    "可是",
    "只是",
    "反正",
    "完了",
    "我说",
    "我就",
    "他说",
    "他就",
    "客户说",
    "老板说",
    "说是",
    "说要",
];

fn ends_clause(c: char) -> bool {
    matches!(
        c,
        ',' | '，' | ':' | '：' | ';' | '；' | '。' | '｡' | '!' | '！' | '?' | '？' | '\n' | '\r'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_where_they_start_in_one_sentence_after_another() {
        let words = ["再", "再联系", "联系", "系"];
        let index = Index::new(words.into_iter().zip(0..));
        let mut memory = Memory::default();
        for text in ["后续再联系", "再说联系", ""] {
            let mut chart = Chart::new(text, &index, &mut memory);
            for at in 0..=text.len() + 3 {
                let found: Vec<Edge> = chart.edges_at(at).filter_map(|number| chart.edge(number)).collect();
                let expected: Vec<Edge> = words
                    .iter()
                    .enumerate()
                    .filter(|(_, word)| text.get(at..).is_some_and(|rest| rest.starts_with(**word)))
                    .map(|(number, word)| Edge {
                        end: at + word.len(),
                        word: number,
                    })
                    .collect();
                assert_eq!(found, expected, "{at} in {text}");
            }
        }
    }
}
