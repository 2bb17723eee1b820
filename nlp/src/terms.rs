//! Many strings looked for at once, each with the things that it stands for.

use std::{collections::HashMap, fmt, ops::Range};

use daachorse::CharwiseDoubleArrayAhoCorasick;

/// A set of strings compiled into one automaton. Several owners may share a string.
#[derive(Default)]
pub(crate) struct Terms {
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    owners: Vec<Vec<u32>>,
}

impl Terms {
    /// Compiles strings with their owners; empty strings are left out.
    pub(crate) fn new(terms: impl IntoIterator<Item = (String, u32)>) -> Self {
        let mut known: HashMap<String, u32> = HashMap::new();
        let mut strings = Vec::new();
        let mut owners: Vec<Vec<u32>> = Vec::new();
        for (string, owner) in terms.into_iter().filter(|(string, _)| !string.is_empty()) {
            let next = u32::try_from(owners.len()).unwrap_or(u32::MAX);
            let index = *known.entry(string.clone()).or_insert(next);
            if index == next {
                strings.push((string, next));
                owners.push(Vec::new());
            }
            if let Some(owners) = usize::try_from(index).ok().and_then(|index| owners.get_mut(index))
                && !owners.contains(&owner)
            {
                owners.push(owner);
            }
        }
        // An automaton fails to build only when it is empty or beyond four billion states.
        let automaton = CharwiseDoubleArrayAhoCorasick::with_values(strings).ok();
        Self { automaton, owners }
    }

    /// Whether it holds no string.
    pub(crate) fn is_empty(&self) -> bool {
        self.owners.is_empty()
    }

    /// Every occurrence of every string, overlapping ones too, as bytes of `text` with the owner.
    pub(crate) fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, u32)> + 'a {
        self.automaton
            .iter()
            .flat_map(move |automaton| automaton.find_overlapping_iter(text))
            .flat_map(|found| {
                let owners = usize::try_from(found.value()).ok().and_then(|at| self.owners.get(at));
                owners
                    .into_iter()
                    .flatten()
                    .map(move |&owner| (found.start()..found.end(), owner))
            })
    }
}

impl fmt::Debug for Terms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Terms")
            .field("strings", &self.owners.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_share_a_string_and_occurrences_overlap() {
        let terms = Terms::new([("奶瓶", 0), ("奶瓶消毒", 1), ("奶瓶", 2), ("", 3)].map(|(s, o)| (s.to_owned(), o)));
        let mut found: Vec<_> = terms.find("买奶瓶消毒锅").collect();
        found.sort_by_key(|(range, owner)| (range.end, *owner));
        assert_eq!(found, [(3..9, 0), (3..9, 2), (3..15, 1)]);
    }

    #[test]
    fn no_strings_find_nothing() {
        assert_eq!(Terms::new([]).find("奶瓶").count(), 0);
    }
}
