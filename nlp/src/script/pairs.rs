//! Which scripts use which pairs of characters: what their wording has in common with a sentence.

use std::collections::BTreeMap;

use crate::text::{CharSet, mix};

/// What one pair says in favour of some scripts.
#[derive(Debug)]
struct Posting {
    weight: f32,
    /// Indices of scripts, in order.
    entries: Vec<usize>,
}

/// An index from pairs of characters to the scripts that use them.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    postings: Vec<Posting>,
    /// Pairs with the number of their posting; its length is a power of two.
    table: Vec<Option<([char; 2], usize)>>,
    /// All pairs, each mixed to one character: a glance tells most others apart from them.
    mixed: CharSet,
}

impl Pairs {
    /// Indexes the pairs of scripts. Rare pairs weigh more; one that more than an eighth of the scripts share says nothing.
    pub(super) fn new(scripts: &[Vec<[char; 2]>]) -> Self {
        let mut users: BTreeMap<[char; 2], Vec<usize>> = BTreeMap::new();
        for (index, pairs) in scripts.iter().enumerate() {
            for &pair in pairs {
                let entries = users.entry(pair).or_default();
                if entries.last() != Some(&index) {
                    entries.push(index);
                }
            }
        }
        if scripts.len() > 16 {
            users.retain(|_, entries| entries.len() * 8 <= scripts.len());
        }
        let mut index = Self {
            postings: Vec::with_capacity(users.len()),
            table: vec![None; (2 * users.len() + 1).next_power_of_two()],
            mixed: users.keys().copied().map(mix).collect(),
        };
        for (pair, entries) in users {
            let weight = (1.0 + small(scripts.len()) / small(entries.len())).ln();
            let number = index.postings.len();
            index.postings.push(Posting { weight, entries });
            let free = index
                .probes(pair)
                .find(|&slot| matches!(index.table.get(slot), Some(None)));
            if let Some(slot) = free.and_then(|slot| index.table.get_mut(slot)) {
                *slot = Some((pair, number));
            }
        }
        index
    }

    /// The number of a pair, if scripts use it.
    #[inline]
    pub(super) fn number(&self, pair: [char; 2]) -> Option<usize> {
        self.mixed.contains(mix(pair)).then(|| self.look_up(pair))?
    }

    /// Adds what the pair with `number` says to the score of each script that uses it; `scores` are those of the scripts
    /// from `start` on.
    pub(super) fn add(&self, number: usize, start: usize, scores: &mut [f32]) {
        let Some(posting) = self.postings.get(number) else {
            return;
        };
        let first = posting.entries.partition_point(|&entry| entry < start);
        for &entry in posting.entries.get(first..).unwrap_or_default() {
            let Some(score) = scores.get_mut(entry - start) else {
                return;
            };
            *score += posting.weight;
        }
    }

    fn look_up(&self, pair: [char; 2]) -> Option<usize> {
        let found = self.probes(pair).find_map(|slot| match self.table.get(slot) {
            Some(Some((other, number))) if *other == pair => Some(Some(*number)),
            Some(Some(_)) => None,
            Some(None) | None => Some(None),
        });
        found.flatten()
    }

    /// The slots of the table in which `pair` may stand, in order.
    fn probes(&self, [first, second]: [char; 2]) -> impl Iterator<Item = usize> + use<> {
        let length = self.table.len();
        let key = u64::from(u32::from(first)) << 32 | u64::from(u32::from(second));
        let hash = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        let start = usize::try_from(hash).unwrap_or(0);
        (0..length).map(move |step| start.wrapping_add(step) & (length - 1))
    }
}

/// A count as a float; counts of scripts are small.
fn small(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::from(u16::MAX), f32::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_pairs_say_more_and_unknown_ones_nothing() {
        let all: Vec<Vec<[char; 2]>> = vec![vec![['清', '关'], ['货', '物']], vec![['货', '物']]];
        let index = Pairs::new(&all);
        let mut scores = vec![0.0; 2];
        for pair in [['货', '物'], ['物', '清'], ['清', '关']] {
            if let Some(number) = index.number(pair) {
                index.add(number, 0, &mut scores);
            }
        }
        assert!(scores[0] > 2.0 * scores[1], "{scores:?}");
    }

    #[test]
    fn an_empty_index_knows_no_pair() {
        assert_eq!(Pairs::new(&[]).number(['货', '物']), None);
    }
}
