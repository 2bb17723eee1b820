//! Names of products, stores and organisations in a sentence, read backwards from the word that tells what they are:
//! 燃气|锅炉, 人民路|店, 恒力|纺织.

use std::ops::Range;

use super::word::{Noun, Word};

/// Longer names are misread.
const LONGEST: usize = 12;

/// The words around a vague phrase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window<'w, 't> {
    words: &'w [Word<'t>],
    phrase: &'w Range<usize>,
}

impl<'w, 't> Window<'w, 't> {
    /// The `words` around the phrase at `phrase`, which is part of no name.
    pub(super) fn new(words: &'w [Word<'t>], phrase: &'w Range<usize>) -> Self {
        Self { words, phrase }
    }

    /// The word that ends at byte `end`.
    pub(super) fn word_before(&self, end: usize) -> Option<&'w Word<'t>> {
        let at = self.words.partition_point(|word| word.range.end < end);
        self.words.get(at).filter(|word| word.range.end == end)
    }

    /// The names of a kind, in the order of the text.
    pub(super) fn names(&self, noun: Noun) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for (at, word) in self.words.iter().enumerate() {
            if let Some(alone) = word.is_head(noun)
                && let Some(range) = self.name_ending_at(at, alone, noun)
                && found.last().is_none_or(|last| last.end <= range.start)
            {
                found.push(range);
            }
        }
        found
    }

    /// The name whose last word is at `at`; `alone`: the word is a name by itself.
    fn name_ending_at(&self, at: usize, alone: bool, noun: Noun) -> Option<Range<usize>> {
        let head = self.words.get(at).filter(|word| !self.is_taken(word))?;
        let next = self.words.get(at + 1);
        if noun == Noun::Store && next.is_some_and(|next| next.text.starts_with(['长', '员', '铺', '面', '里', '庆']))
        {
            return None;
        }
        let start = self.start_of_name(at, noun);
        if start == at && !alone {
            return None;
        }
        let mut end = head.range.end;
        if noun == Noun::Product {
            let mut reached = end;
            for word in self.words.get(at + 1..).unwrap_or_default() {
                if word.range.start != reached || self.is_taken(word) || !word.continues_product() {
                    break;
                }
                reached = word.range.end;
                // A hyphen belongs to a model only with what it joins.
                if word.text.ends_with(char::is_alphanumeric) {
                    end = reached;
                }
            }
        }
        Some(self.words.get(start)?.range.start..end)
    }

    /// A product that only its place gives away: 电动推杆 in 电动推杆的样品, 智慧园区 in 对智慧园区感兴趣 right before the
    /// phrase.
    pub(super) fn product_by_place(&self) -> Option<Range<usize>> {
        let words = self.words;
        (1..=words.len()).find_map(|behind| {
            let follower = words.get(behind).filter(|word| !self.is_taken(word));
            let at_phrase = words
                .get(behind)
                .is_some_and(|word| word.range.start == self.phrase.start);
            if !at_phrase && !follower.is_some_and(Word::follows_product) {
                return None;
            }
            let mut last = behind - 1;
            if words.get(last)?.text == "的" && !at_phrase {
                last = last.checked_sub(1)?;
            }
            let word = words.get(last)?;
            let adjacent = words.get(behind)?.range.start - word.range.end <= "的".len();
            if self.is_taken(word) || !adjacent || word.ends_name(Noun::Product) {
                return None;
            }
            let first = self.start_of_name(last, Noun::Product);
            let aimed_at = first
                .checked_sub(1)
                .and_then(|before| words.get(before))
                .is_some_and(|before| before.text == "对");
            let range = words.get(first)?.range.start..word.range.end;
            let long = words.get(first..=last)?.iter().map(Word::length).sum::<usize>() > 1;
            (long && (aimed_at || !at_phrase)).then_some(range)
        })
    }

    /// The word that the name starts with whose last word is at `at`.
    fn start_of_name(&self, at: usize, noun: Noun) -> usize {
        let mut start = at;
        let mut length = self.words.get(at).map_or(0, Word::length);
        while let Some(before) = start.checked_sub(1).and_then(|before| self.words.get(before)) {
            let adjacent = self
                .words
                .get(start)
                .is_some_and(|first| first.range.start == before.range.end);
            length += before.length();
            if !adjacent || self.is_taken(before) || before.ends_name(noun) || length > LONGEST {
                break;
            }
            start -= 1;
        }
        start
    }

    /// Whether something else is already read in the place of `word`.
    fn is_taken(&self, word: &Word<'_>) -> bool {
        word.taken || (self.phrase.start < word.range.end && word.range.start < self.phrase.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::Words;

    fn cut(text: &str) -> Vec<Word<'_>> {
        Words::of(text, 0)
            .iter()
            .map(|range| Word::new(text.get(range.clone()).unwrap(), range.clone(), false))
            .collect()
    }

    fn read(text: &str, noun: Noun) -> Vec<&str> {
        Window::new(&cut(text), &(0..0))
            .names(noun)
            .into_iter()
            .map(|range| text.get(range).unwrap())
            .collect()
    }

    #[test]
    fn products_are_read_with_what_describes_them_and_their_model() {
        assert_eq!(read("客户投诉伺服电机MR-J4老报警", Noun::Product), ["伺服电机MR-J4"]);
        assert_eq!(read("把三段羊奶粉的样品寄出", Noun::Product), ["三段羊奶粉"]);
        assert_eq!(read("商机还在,老板没表态", Noun::Product), [""; 0]);
    }

    #[test]
    fn stores_and_organisations_are_read_by_name() {
        assert_eq!(read("去巡了解放路店,店长不在", Noun::Store), ["解放路店"]);
        assert_eq!(read("今天巡店三家,门店都缺货", Noun::Store), [""; 0]);
        assert_eq!(read("到华宇机械做介绍", Noun::Organisation), ["华宇机械"]);
        assert_eq!(read("公司科技部门", Noun::Organisation), [""; 0]);
    }

    #[test]
    fn a_product_of_another_name_is_known_by_its_place() {
        let by_place = |text: &'static str, phrase: &str| {
            let at = text.find(phrase).unwrap();
            let range = Window::new(&cut(text), &(at..at + phrase.len())).product_by_place();
            range.map(|range| text.get(range).unwrap())
        };
        assert_eq!(by_place("电动推杆的样品再等等", "再等等"), Some("电动推杆"));
        assert_eq!(by_place("客户对智慧园区感兴趣", "感兴趣"), Some("智慧园区"));
        assert_eq!(by_place("他们比较感兴趣", "感兴趣"), None);
        assert_eq!(by_place("现场演示后再说", "再说"), None);
    }
}
