//! Sets of words that are asked for at a place of a text.

use std::ops::Range;

use super::CharFilter;

/// Words by the character that they begin with.
#[derive(Debug)]
pub(crate) struct WordSet {
    begins: CharFilter,
    /// The characters in order, each with where its words end among all.
    firsts: Vec<(char, usize)>,
    /// What follows the first character of each word, of words that begin alike the shorter ones first.
    rests: Vec<Box<str>>,
}

impl WordSet {
    /// A set of `words`; an empty one is left out.
    pub(crate) fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut words: Vec<&str> = words.into_iter().collect();
        words.sort_unstable_by_key(|word| (word.chars().next(), word.len()));
        let split = |word: &&str| {
            let mut chars = word.chars();
            chars.next().map(|first| (first, Box::from(chars.as_str())))
        };
        let (chars, rests): (Vec<char>, Vec<Box<str>>) = words.iter().filter_map(split).unzip();
        let mut firsts: Vec<(char, usize)> = Vec::new();
        for (&first, end) in chars.iter().zip(1..) {
            match firsts.last_mut() {
                Some(last) if last.0 == first => last.1 = end,
                _ => firsts.push((first, end)),
            }
        }
        Self {
            begins: chars.into_iter().collect(),
            firsts,
            rests,
        }
    }

    /// The bytes behind each word that stands at byte `at` of `text`, those of shorter words first.
    pub(crate) fn ends_at(&self, text: &str, at: usize) -> impl Iterator<Item = usize> {
        let rest = text.get(at..).unwrap_or_default();
        let mut chars = rest.chars();
        let words = chars.next().map(|first| self.of(first)).unwrap_or_default();
        let (behind, rest) = (at + rest.len() - chars.as_str().len(), chars.as_str());
        words
            .iter()
            .filter(move |word| rest.starts_with(&***word))
            .map(move |word| behind + word.len())
    }

    /// Every word in `text`, by where it starts.
    pub(crate) fn find(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        let places = text.char_indices().filter(|&(_, c)| self.begins.may_hold(c));
        places.flat_map(move |(at, _)| self.ends_at(text, at).map(move |end| at..end))
    }

    /// Whether a word stands in `text`.
    pub(crate) fn stands_in(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }

    /// Whether `text` starts with a word.
    pub(crate) fn starts(&self, text: &str) -> bool {
        self.ends_at(text, 0).next().is_some()
    }

    /// The words that begin with `first`, without it.
    fn of(&self, first: char) -> &[Box<str>] {
        if !self.begins.may_hold(first) {
            return &[];
        }
        let Ok(place) = self.firsts.binary_search_by_key(&first, |&(known, _)| known) else {
            return &[];
        };
        let end_of = |place: usize| self.firsts.get(place).map_or(0, |&(_, end)| end);
        let start = place.checked_sub(1).map_or(0, end_of);
        self.rests.get(start..end_of(place)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_set_are_found_where_they_stand_and_no_others() {
        let ends = |words: &[&str], text, at| {
            WordSet::new(words.iter().copied())
                .ends_at(text, at)
                .collect::<Vec<_>>()
        };
        assert_eq!(ends(&["再联系", "再", "系"], "再联系了", 0), [3, 9]);
        assert_eq!(ends(&["再联系", "再", "系"], "再联", 0), [3]);
        assert_eq!(ends(&["联系", "😀"], "再联系了", 0), [0; 0]);
        assert_eq!(ends(&["联系", "😀"], "再联系了", 3), [9]);
        assert_eq!(ends(&["联系", "😀"], "😀", 0), [4]);
        assert_eq!(ends(&["联系", "😀"], "😀", 4), [0; 0]);
        assert_eq!(ends(&[], "再", 0), [0; 0]);
    }

    #[test]
    fn every_word_of_a_text_is_found() {
        let set = WordSet::new(["再", "再联系", "系"]);
        assert_eq!(set.find("先再联系").collect::<Vec<_>>(), [3..6, 3..12, 9..12]);
        assert!(set.stands_in("联系") && !set.stands_in("联"));
        assert!(set.starts("再说") && !set.starts("说再"));
    }
}
