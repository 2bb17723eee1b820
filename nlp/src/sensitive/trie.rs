//! Words as a compact trie: a character a node, however many words there are.
//!
//! The nodes lie in the order of their depth, so that the children of each lie side by side, sorted, in a few
//! bytes each, with about three nodes a word. Disguised writings have no nodes of their own; the search knows how else the
//! character of a node can be written.

use std::{collections::VecDeque, ops::Range};

use super::sound::{self, Syllable};

/// How many codes share a block of the children of the root, and how many blocks there are.
const BLOCK: u32 = 0x80;
const BLOCKS: u32 = 0x200;
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
    /// For each block of codes, the first child of the root that is in it or behind it.
    blocks: Vec<u32>,
    /// The children of the root by each of their syllables, and where those of each syllable start.
    by_sound: Vec<u32>,
    sound_starts: Vec<u32>,
    /// The usual syllable of the character of each node, unless none is asked for.
    usual: Vec<Option<Syllable>>,
    /// Those of the nodes behind each node, all of them where a word ends.
    following: Vec<Sounds>,
}

/// A set of syllables that takes some for others, so that it says only what is not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sounds(u64);

impl Sounds {
    /// All of them.
    pub(super) const ANY: Self = Self(u64::MAX);

    /// The usual one of `c`.
    pub(super) fn of(c: char) -> Self {
        sound::usual(c).map_or(Self::ANY, |sound| Self(1 << (sound % 64)))
    }
}

impl Trie {
    /// The trie of `words`; the number of a word is its place among them. Empty words are left out. Without `guesses`,
    /// it knows no homophones.
    pub(super) fn new<'w>(words: impl Iterator<Item = &'w str>, guesses: bool) -> Self {
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
        trie.index_root();
        if guesses {
            trie.usual = trie.labels.iter().map(|&label| sound::usual(label)).collect();
            trie.following = (0..).zip(&trie.labels).map(|(node, _)| trie.behind(node)).collect();
        }
        trie
    }

    /// Makes the children of the root, of which there can be thousands, quick to find.
    fn index_root(&mut self) {
        let children = self.children(ROOT);
        let labels = self
            .labels
            .get(index(children.start)..index(children.end))
            .unwrap_or_default();
        let before = |code: u32| children.start + number(labels.partition_point(|&label| u32::from(label) < code));
        let blocks = (0..=BLOCKS).map(|block| before(block * BLOCK)).collect();
        let mut sounds: Vec<(Syllable, u32)> = children
            .clone()
            .zip(labels)
            .flat_map(|(child, &label)| sound::all(label).iter().map(move |&sound| (sound, child)))
            .collect();
        sounds.sort_unstable();
        let last = sounds.last().map_or(0, |&(sound, _)| sound);
        self.sound_starts = (0..=last + 1)
            .map(|sound| number(sounds.partition_point(|&(other, _)| other < sound)))
            .collect();
        self.by_sound = sounds.into_iter().map(|(_, child)| child).collect();
        self.blocks = blocks;
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
        let Range { start, end } = match node {
            ROOT => self.block(c),
            _ => self.children(node),
        };
        let labels = self.labels.get(index(start)..index(end))?;
        let place = labels.binary_search(&c).ok()?;
        Some(start + number(place))
    }

    /// The children of the root among which that for `c` is.
    fn block(&self, c: char) -> Range<u32> {
        let block = index(u32::from(c) / BLOCK);
        match (self.blocks.get(block), self.blocks.get(block + 1)) {
            (Some(&first), Some(&end)) => first..end,
            _ => self.children(ROOT),
        }
    }

    /// The nodes behind `node` whose character can be read as `sound`.
    pub(super) fn sounding(&self, node: u32, sound: Syllable) -> impl Iterator<Item = u32> {
        let (first, later) = self.by_ear(node, sound);
        let later = later.filter(move |&child| sound::all(self.label(child)).contains(&sound));
        first.iter().copied().chain(later)
    }

    /// The nodes behind `node` whose character is usually read as `sound`.
    pub(super) fn homophones(&self, node: u32, sound: Syllable) -> impl Iterator<Item = u32> {
        let (first, later) = self.by_ear(node, sound);
        let is_usual = move |child: &u32| self.usual.get(index(*child)) == Some(&Some(sound));
        first.iter().copied().chain(later).filter(is_usual)
    }

    /// Whether a word ends at `node`, or may go on with one of the syllables.
    pub(super) fn goes_on(&self, node: u32, ahead: Sounds) -> bool {
        let following = self.following.get(index(node)).copied().unwrap_or(Sounds::ANY);
        following.0 & ahead.0 != 0
    }

    /// The usual syllables of the nodes behind `node`.
    fn behind(&self, node: u32) -> Sounds {
        if !self.words(node).is_empty() {
            return Sounds::ANY;
        }
        let sounds = self.children(node).map(|child| Sounds::of(self.label(child)));
        Sounds(sounds.fold(0, |all, Sounds(one)| all | one))
    }

    /// The nodes behind `node` that can be read as `sound`, or all of them when there is no index.
    fn by_ear(&self, node: u32, sound: Syllable) -> (&[u32], Range<u32>) {
        if node != ROOT {
            return (&[], self.children(node));
        }
        let place = usize::from(sound);
        let known = match (self.sound_starts.get(place), self.sound_starts.get(place + 1)) {
            (Some(&first), Some(&end)) => self.by_sound.get(index(first)..index(end)),
            _ => None,
        };
        (known.unwrap_or_default(), 0..0)
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
        let trie = Trie::new(["回扣", "回购", "过敏", "回", "No.1", "回扣"].into_iter(), false);
        assert_eq!(trie.words(walk(&trie, "回扣").unwrap()), [0, 5]);
        assert_eq!(trie.words(walk(&trie, "回").unwrap()), [3]);
        assert_eq!(trie.words(walk(&trie, "no.1").unwrap()), [4]);
        assert!(trie.words(walk(&trie, "过").unwrap()).is_empty());
        assert_eq!(walk(&trie, "扣"), None);
    }

    #[test]
    fn a_node_is_found_by_its_sound_at_every_depth() {
        let trie = Trie::new(["回扣", "过敏"].into_iter(), true);
        let hui = sound::of_letters(b"hui").unwrap();
        let first: Vec<char> = trie.sounding(ROOT, hui).map(|node| trie.label(node)).collect();
        assert_eq!(first, ['回']);
        let kou = sound::of_letters(b"kou").unwrap();
        let node = walk(&trie, "回").unwrap();
        let second: Vec<char> = trie.sounding(node, kou).map(|node| trie.label(node)).collect();
        assert_eq!(second, ['扣']);
        assert_eq!(trie.sounding(node, hui).count(), 0);
    }

    #[test]
    fn no_words_are_a_trie_too() {
        let trie = Trie::new([].into_iter(), true);
        assert_eq!(trie.child(ROOT, '回'), None);
        assert!(trie.words(ROOT).is_empty());
    }
}
