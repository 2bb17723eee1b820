//! Where the words of a grammar stand in a text.

use daachorse::CharwiseDoubleArrayAhoCorasick;

/// A word of the grammar at a place of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) word: usize,
}

/// All words of a grammar in a text, by where they start.
pub(super) struct Chart<'t> {
    text: &'t str,
    edges: Vec<Edge>,
    /// For each byte of the text, how many edges start before it.
    before: Vec<usize>,
}

impl<'t> Chart<'t> {
    pub(super) fn new(text: &'t str, automaton: &CharwiseDoubleArrayAhoCorasick<u32>) -> Self {
        let found: Vec<Edge> = automaton
            .find_overlapping_iter(text)
            .filter_map(|found| {
                Some(Edge {
                    start: found.start(),
                    end: found.end(),
                    word: usize::try_from(found.value()).ok()?,
                })
            })
            .collect();
        let mut before = vec![0; text.len() + 2];
        for edge in &found {
            if let Some(count) = before.get_mut(edge.start + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut before {
            sum += *count;
            *count = sum;
        }
        // They are found by where they end; of those that start together, shorter ones stay first.
        let mut edges = vec![Edge::default(); found.len()];
        let mut next = before.clone();
        for edge in found {
            if let Some(place) = next.get_mut(edge.start) {
                if let Some(free) = edges.get_mut(*place) {
                    *free = edge;
                }
                *place += 1;
            }
        }
        Self { text, edges, before }
    }

    pub(super) fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The words that start at byte `at`.
    pub(super) fn edges_at(&self, at: usize) -> &[Edge] {
        match self.before.get(at..) {
            Some(&[first, behind, ..]) => self.edges.get(first..behind).unwrap_or_default(),
            _ => &[],
        }
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
    fn words_are_found_by_where_they_start() {
        let words = ["再", "再联系", "联系", "系", "，再"];
        let automaton = CharwiseDoubleArrayAhoCorasick::new(words).unwrap();
        let text = "后续，再联系，再说联系";
        let chart = Chart::new(text, &automaton);
        assert!(chart.edges().is_sorted_by_key(|edge| (edge.start, edge.end)));
        assert_eq!(chart.edges().len(), 9);
        for at in 0..=text.len() + 3 {
            let starting: Vec<Edge> = chart.edges().iter().copied().filter(|edge| edge.start == at).collect();
            assert_eq!(chart.edges_at(at), starting, "{at}");
        }
    }
}
