//! The words of an organisation: few, and changed while the process runs, so they stay out of the shared dictionary.

use std::{cmp::Reverse, ops::Range};

use crate::terms::Terms;

/// Words that segmentation keeps whole, on top of the dictionary.
#[derive(Debug)]
pub(crate) struct OwnWords {
    terms: Terms,
}

impl OwnWords {
    /// Compiles `words`.
    pub(crate) fn new(words: impl IntoIterator<Item = String>) -> Self {
        Self {
            terms: Terms::new(words.into_iter().map(|word| (word, 0))),
        }
    }

    /// Where they stand in `text`, in order and apart; of two that overlap, the first and then the longest.
    pub(crate) fn find(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        let mut found: Vec<Range<usize>> = self.terms.find(text).map(|(range, _)| range).collect();
        found.sort_by_key(|range| (range.start, Reverse(range.end)));
        let mut behind = 0;
        found.into_iter().filter(move |range| {
            let apart = behind <= range.start;
            if apart {
                behind = range.end;
            }
            apart
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_at_the_first_place_is_kept() {
        let own = OwnWords::new(["回扣", "回扣子", "扣子公司"].map(str::to_owned));
        let found: Vec<_> = own.find("找回扣子公司，回扣").collect();
        assert_eq!(found, [3..12, 21..27]);
    }
}
