//! Words as a compact trie: a character a node, however many words there are.
//!
//! The nodes lie in the order of their depth, so that the children of each lie side by side, sorted: twelve bytes a
//! node, about three nodes a word. Disguised writings have no nodes of their own; the search knows how else the
//! character of a node can be written.

use std::{collections::VecDeque, ops::Range};

use super::sound::{self, Syllable};

/// The characters of the basic plane.
const PLANE: usize = 0x1_0000;
/// The node where every word starts.
pub(super) const ROOT: u32 = 0;

/// Words to search for, each known by its number.
#[derive(Debug, Default)]
pub(super) struct Trie {
    /// The character of each node, in lower case.
    labels: Vec<char>,
    /// The first child of each node, and the end of the last one's children.
    children: Vec<u32>,
    /// How many words end before each node, and before the end.
    ends: Vec<u32>,
    /// The numbers of the words in the order of the nodes that they end at.
    words: Vec<u32>,
    /// For each character of the basic plane, the child of the root that it is, or the root itself.
    roots: Vec<u32>,
    /// The children of the root by each of their syllables.
    by_sound: Vec<(Syllable, u32)>,
}

impl Trie {
    /// The trie of `words`; the number of a word is its place among them. Empty words are left out.
    pub(super) fn new<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut sorted: Vec<(String, u32)> = words.map(str::to_lowercase).zip(0..).collect();
        sorted.retain(|(word, _)| !word.is_empty());
        sorted.sort_unstable();
        let mut trie = Self {
            labels: vec!['\0'],
            ..Self::default()
        };
        let mut queue = VecDeque::from([(0..sorted.len(), 0)]);
        while let Some((range, depth)) = queue.pop_front() {
            trie.children.push(number(trie.labels.len()));
            trie.ends.push(number(trie.words.len()));
            trie.expand(&sorted, range, depth, &mut queue);
        }
        trie.children.push(number(trie.labels.len()));
        trie.ends.push(number(trie.words.len()));
        trie.by_sound = trie
            .children(ROOT)
            .flat_map(|child| sound::all(trie.label(child)).iter().map(move |&sound| (sound, child)))
            .collect();
        trie.by_sound.sort_unstable();
        trie.roots = vec![ROOT; PLANE];
        for child in trie.children(ROOT) {
            let code = usize::try_from(u32::from(trie.label(child))).ok();
            if let Some(place) = code.and_then(|code| trie.roots.get_mut(code)) {
                *place = child;
            }
        }
        trie
    }

    /// Adds the words that end at the node of `range`, all alike up to byte `depth`, and its children.
    fn expand(
        &mut self,
        sorted: &[(String, u32)],
        range: Range<usize>,
        depth: usize,
        queue: &mut VecDeque<(Range<usize>, usize)>,
    ) {
        let next = |at: usize| sorted.get(at)?.0.get(depth..)?.chars().next();
        let mut at = range.start;
        while at < range.end {
            let Some(label) = next(at) else {
                self.words.extend(sorted.get(at).map(|&(_, word)| word));
                at += 1;
                continue;
            };
            let start = at;
            while at < range.end && next(at) == Some(label) {
                at += 1;
            }
            self.labels.push(label);
            queue.push_back((start..at, depth + label.len_utf8()));
        }
    }

    /// The character of a node.
    pub(super) fn label(&self, node: u32) -> char {
        self.labels.get(index(node)).copied().unwrap_or('\0')
    }

    /// The nodes that follow a node.
    pub(super) fn children(&self, node: u32) -> Range<u32> {
        let at = index(node);
        match (self.children.get(at), self.children.get(at + 1)) {
            (Some(&first), Some(&end)) => first..end,
            _ => 0..0,
        }
    }

    /// The node for `c`, in lower case, behind `node`.
    pub(super) fn child(&self, node: u32, c: char) -> Option<u32> {
        if node == ROOT && c <= '\u{ffff}' {
            let child = usize::try_from(u32::from(c)).ok().and_then(|code| self.roots.get(code));
            return child.copied().filter(|&child| child != ROOT);
        }
        let Range { start, end } = self.children(node);
        let labels = self.labels.get(index(start)..index(end))?;
        let place = labels.binary_search(&c).ok()?;
        Some(start + number(place))
    }

    /// The nodes behind `node` whose character can be read as `sound`.
    pub(super) fn sounding(&self, node: u32, sound: Syllable) -> impl Iterator<Item = u32> {
        let from = self.by_sound.partition_point(|&(other, _)| other < sound);
        let known = self.by_sound.get(from..).filter(|_| node == ROOT).unwrap_or_default();
        let first = known.iter().take_while(move |&&(other, _)| other == sound);
        let children = if node == ROOT { 0..0 } else { self.children(node) };
        let later = children.filter(move |&child| sound::all(self.label(child)).contains(&sound));
        first.map(|&(_, child)| child).chain(later)
    }

    /// The words that end at a node.
    pub(super) fn words(&self, node: u32) -> &[u32] {
        let at = index(node);
        let range = self.ends.get(at).zip(self.ends.get(at + 1));
        range
            .and_then(|(&start, &end)| self.words.get(index(start)..index(end)))
            .unwrap_or_default()
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(trie: &Trie, word: &str) -> Option<u32> {
        word.chars().try_fold(ROOT, |node, c| trie.child(node, c))
    }

    #[test]
    fn every_word_leads_to_its_numbers() {
        let trie = Trie::new(["回扣", "回购", "过敏", "回", "No.1", "回扣"].into_iter());
        assert_eq!(trie.words(walk(&trie, "回扣").unwrap()), [0, 5]);
        assert_eq!(trie.words(walk(&trie, "回").unwrap()), [3]);
        assert_eq!(trie.words(walk(&trie, "no.1").unwrap()), [4]);
        assert!(trie.words(walk(&trie, "过").unwrap()).is_empty());
        assert_eq!(walk(&trie, "扣"), None);
    }

    #[test]
    fn a_node_is_found_by_its_sound_at_every_depth() {
        let trie = Trie::new(["回扣", "过敏"].into_iter());
        let hui = sound::of_letters("hui").unwrap();
        let first: Vec<char> = trie.sounding(ROOT, hui).map(|node| trie.label(node)).collect();
        assert_eq!(first, ['回']);
        let kou = sound::of_letters("kou").unwrap();
        let node = walk(&trie, "回").unwrap();
        let second: Vec<char> = trie.sounding(node, kou).map(|node| trie.label(node)).collect();
        assert_eq!(second, ['扣']);
        assert_eq!(trie.sounding(node, hui).count(), 0);
    }

    #[test]
    fn no_words_are_a_trie_too() {
        let trie = Trie::new([].into_iter());
        assert_eq!(trie.child(ROOT, '回'), None);
        assert!(trie.words(ROOT).is_empty());
    }
}
