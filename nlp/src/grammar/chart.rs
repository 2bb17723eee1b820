//! Where the words of a grammar stand in a text.

use daachorse::CharwiseDoubleArrayAhoCorasick;

/// A word of the grammar at a place of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) word: usize,
}

/// All words of a grammar in a text, by where they start.
pub(super) struct Chart<'t> {
    text: &'t str,
    edges: Vec<Edge>,
}

impl<'t> Chart<'t> {
    pub(super) fn new(text: &'t str, automaton: &CharwiseDoubleArrayAhoCorasick<u32>) -> Self {
        let mut edges: Vec<Edge> = automaton
            .find_overlapping_iter(text)
            .filter_map(|found| {
                Some(Edge {
                    start: found.start(),
                    end: found.end(),
                    word: usize::try_from(found.value()).ok()?,
                })
            })
            .collect();
        edges.sort_unstable();
        Self { text, edges }
    }

    pub(super) fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The words that start at byte `at`.
    pub(super) fn edges_at(&self, at: usize) -> &[Edge] {
        let first = self.edges.partition_point(|edge| edge.start < at);
        let rest = self.edges.get(first..).unwrap_or_default();
        let count = rest.iter().take_while(|edge| edge.start == at).count();
        rest.get(..count).unwrap_or_default()
    }

    pub(super) fn is_clause_start(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default();
        before.chars().next_back().is_none_or(|c| !c.is_alphanumeric())
    }

    pub(super) fn is_clause_end(&self, at: usize) -> bool {
        let after = self.text.get(at..).unwrap_or_default();
        after.chars().next().is_none_or(|c| !c.is_alphanumeric())
    }

    /// The places from `at` on, up to `limit` characters further inside the clause.
    pub(super) fn gap(&self, at: usize, limit: usize) -> impl Iterator<Item = usize> {
        let after = self.text.get(at..).unwrap_or_default();
        let steps = after
            .chars()
            .take(limit)
            .take_while(|&c| !ends_clause(c))
            .scan(at, |end, c| {
                *end += c.len_utf8();
                Some(*end)
            });
        std::iter::once(at).chain(steps)
    }
}

fn ends_clause(c: char) -> bool {
    matches!(
        c,
        ',' | '，' | ':' | '：' | ';' | '；' | '。' | '｡' | '!' | '！' | '?' | '？' | '\n' | '\r'
    )
}
