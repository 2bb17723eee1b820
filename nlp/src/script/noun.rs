//! Names of products, stores and organisations in a sentence, read backwards from the word that tells what they are:
//! 燃气|锅炉, 人民路|店, 恒力|纺织.

use std::ops::Range;

use super::word::{Noun, Word, tells_of_names};

/// Longer names are misread.
const LONGEST: usize = 12;
/// How many bytes around the phrase names are looked for; in a sentence of usual length that is all of it.
const REACH: usize = 240;
/// Words behind which somebody is named.
const TO_WHOM: [&str; 12] = ["给", "向", "为", "跟", "与", "和", "让", "替", "请", "约", "帮", "由"];

/// The words of a sentence, with those in which a name can end.
#[derive(Debug, Default)]
pub(super) struct Nouns<'t> {
    text: &'t str,
    /// The words, as bytes of the text.
    words: &'t [Range<usize>],
    /// Where something else is read: a person, a time, a number.
    taken: Vec<Range<usize>>,
    /// The word that was read last.
    reached: usize,
    heads: Vec<Head>,
    /// Words that have a product named before or behind them.
    hints: Vec<usize>,
}

/// A word in which a name can end.
#[derive(Clone, Copy, Debug)]
struct Head {
    at: usize,
    noun: Noun,
    /// Whether the word is a name by itself.
    alone: bool,
}

impl<'t> Nouns<'t> {
    /// Forgets everything, to read `words`, those of a sentence of `text`; at `taken` something else is read.
    pub(super) fn start(
        &mut self,
        text: &'t str,
        words: &'t [Range<usize>],
        taken: impl Iterator<Item = Range<usize>>,
    ) {
        self.text = text;
        self.words = words;
        self.taken.clear();
        self.taken.extend(taken);
        self.reached = 0;
        self.heads.clear();
        self.hints.clear();
    }

    /// Reads the character `c` at byte `at`, which stands behind those that were read; few matter.
    #[inline]
    pub(super) fn read(&mut self, at: usize, c: char) {
        if tells_of_names(c) {
            self.read_word(at..at + c.len_utf8());
        }
    }

    /// Reads the word that the character at `place` may end or begin.
    fn read_word(&mut self, place: Range<usize>) {
        let behind = self.words.get(self.reached..).unwrap_or_default();
        self.reached += behind.iter().take_while(|word| word.end <= place.start).count();
        let at = self.reached;
        let Some(word) = self.word(at) else {
            return;
        };
        let may_end_name = word.range.end == place.end && word.may_end_name();
        let may_hint = word.range.start == place.start && word.may_hint_at_product();
        if !(may_end_name || may_hint) || self.is_taken(word.range) {
            return;
        }
        if may_end_name {
            let heads = word.heads();
            let named = [
                (Noun::Product, heads.product),
                (Noun::Store, heads.store),
                (Noun::Organisation, heads.organisation),
            ];
            let heads = named.into_iter();
            self.heads
                .extend(heads.filter_map(|(noun, alone)| alone.map(|alone| Head { at, noun, alone })));
        }
        if may_hint && (word.follows_product() || word.leads_to_product()) {
            self.hints.push(at);
        }
    }

    fn word(&self, at: usize) -> Option<Word<'t>> {
        let range = self.words.get(at)?;
        let text = self.text.get(range.clone())?;
        Some(Word { text, range })
    }

    /// The number of the first word that starts at byte `start` or behind it.
    fn first_from(&self, start: usize) -> usize {
        self.words.partition_point(|word| word.start < start)
    }

    /// Whether something else is read in the place of a word.
    fn is_taken(&self, word: &Range<usize>) -> bool {
        self.taken.iter().any(|other| overlap(other, word))
    }

    /// Whether a name of a kind can end in the word at `at`.
    fn is_head(&self, at: usize, noun: Noun) -> bool {
        self.heads.iter().any(|head| head.at == at && head.noun == noun)
    }

    /// The names around the phrase at `phrase`, which is part of none.
    pub(super) fn around<'n>(&'n self, phrase: &'n Range<usize>) -> Window<'n, 't> {
        Window { nouns: self, phrase }
    }
}

/// The names around a vague phrase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window<'n, 't> {
    nouns: &'n Nouns<'t>,
    phrase: &'n Range<usize>,
}

impl<'n, 't> Window<'n, 't> {
    /// The word that ends at byte `end`.
    pub(super) fn word_before(self, end: usize) -> Option<Word<'t>> {
        let at = self.nouns.words.partition_point(|word| word.end < end);
        self.nouns.word(at).filter(|word| word.range.end == end)
    }

    /// The names of a kind near the phrase, in the order of the text.
    pub(super) fn names(self, noun: Noun) -> impl Iterator<Item = Range<usize>> + use<'n, 't> {
        let mut reached = 0;
        let heads = self.nouns.heads.iter().filter(move |head| head.noun == noun);
        // 地铁|集团 ends in the second.
        let last = move |head: &&Head| !(noun == Noun::Organisation && self.nouns.is_head(head.at + 1, noun));
        heads.filter(last).filter_map(move |head| {
            let range = self.name_ending_at(head.at, head.alone, noun)?;
            let apart = reached <= range.start;
            if apart {
                reached = range.end;
            }
            apart.then_some(range)
        })
    }

    /// The name whose last word is at `at`; `alone`: the word is a name by itself.
    fn name_ending_at(self, at: usize, alone: bool, noun: Noun) -> Option<Range<usize>> {
        let words = self.nouns.words;
        let head = words
            .get(at)
            .filter(|word| self.is_near(word) && !self.is_taken(word))?;
        let goes_on = |next: Word<'_>| next.text.starts_with(['长', '员', '铺', '面', '里', '庆']);
        if noun == Noun::Store && self.nouns.word(at + 1).is_some_and(goes_on) {
            return None;
        }
        let start = self.start_of_name(at, noun);
        if start == at && !alone {
            return None;
        }
        let mut end = head.end;
        if noun == Noun::Product {
            let mut reached = end;
            for word in (at + 1..).map_while(|at| self.nouns.word(at)) {
                if word.range.start != reached || self.is_taken(word.range) || !word.continues_product() {
                    break;
                }
                reached = word.range.end;
                // A hyphen belongs to a model only with what it joins.
                if word.text.ends_with(char::is_alphanumeric) {
                    end = reached;
                }
            }
        }
        Some(words.get(start)?.start..end)
    }

    /// A product that only its place gives away: 电动推杆 in 电动推杆的样品, 智慧园区 in 对智慧园区感兴趣 right before the
    /// phrase, 排班助手 in 演示排班助手.
    pub(super) fn product_by_place(self) -> Option<Range<usize>> {
        let words = self.nouns.words;
        let phrase = self.nouns.first_from(self.phrase.start);
        let before = |behind: usize, at_phrase: bool| {
            let mut last = behind.checked_sub(1)?;
            if !at_phrase && self.nouns.word(last)?.text == "的" {
                last = last.checked_sub(1)?;
            }
            let adjacent = words.get(behind)?.start - words.get(last)?.end <= "的".len();
            adjacent.then_some(last)
        };
        let aimed = before(phrase, true).and_then(|last| self.name_by_place(last, true));
        aimed.or_else(|| {
            self.nouns.hints.iter().find_map(|&hint| {
                let word = self.nouns.word(hint)?;
                if !self.is_near(word.range) || self.is_taken(word.range) {
                    return None;
                }
                let named_before = word.follows_product().then(|| before(hint, false)).flatten();
                let named_before = named_before.and_then(|last| self.name_by_place(last, false));
                named_before.or_else(|| self.name_behind(word.leads_to_product().then_some(hint)?))
            })
        })
    }

    /// The name that ends in the word at `last`; `aimed`: only if 对 stands before it.
    fn name_by_place(self, last: usize, aimed: bool) -> Option<Range<usize>> {
        let word = self.nouns.word(last)?;
        if self.is_taken(word.range) || word.ends_name(Noun::Product) {
            return None;
        }
        let first = self.start_of_name(last, Noun::Product);
        if first == last && word.names_only_together() {
            return None;
        }
        let before = first.checked_sub(1).and_then(|before| self.nouns.word(before));
        let before = before.map(|before| before.text).unwrap_or_default();
        // 校方 in 给校方演示 is who it is shown to.
        if aimed && before != "对" || TO_WHOM.contains(&before) {
            return None;
        }
        let range = self.nouns.words.get(first)?.start..word.range.end;
        (self.length(first..last + 1) > 1).then_some(range)
    }

    /// An organisation that only its place gives away: 铭泰玻璃 in 拜访铭泰玻璃的关总, who stands at byte `person`.
    pub(super) fn organisation_before(self, person: usize) -> Option<Range<usize>> {
        let mut last = self.nouns.first_from(person).checked_sub(1)?;
        let mut word = self.nouns.word(last)?;
        if word.text == "的" {
            last = last.checked_sub(1)?;
            word = self.nouns.word(last)?;
        }
        if self.is_taken(word.range) || word.ends_name(Noun::Organisation) {
            return None;
        }
        let first = self.start_of_name(last, Noun::Organisation);
        let verb = self.nouns.word(first.checked_sub(1)?)?;
        let range = self.nouns.words.get(first)?.start..word.range.end;
        let is_led_to = verb.leads_to_organisation() && verb.range.end == range.start;
        (is_led_to && self.length(first..last + 1) > 2).then_some(range)
    }

    /// The name right behind the word at `at`, up to a mark, the phrase or a word that ends it.
    fn name_behind(self, at: usize) -> Option<Range<usize>> {
        let from = |first: usize| (first..).map_while(move |at| self.nouns.word(at));
        let is_skipped = |word: &Word<'_>| matches!(word.text, "的" | "了" | "完" | "过" | "一下");
        let first = at + 1 + from(at + 1).take_while(is_skipped).count();
        let is_inside = |word: &Word<'_>| !self.is_taken(word.range) && !word.ends_name(Noun::Product);
        let behind = first + from(first).take_while(is_inside).count();
        let inside = self.nouns.words.get(first..behind)?;
        let range = inside.first()?.start..inside.last()?.end;
        // What runs on into other words may be any clause: 演示客户都说好.
        let ends = self.nouns.word(behind).is_none_or(|next| {
            next.range.start > range.end || self.is_taken(next.range) || !next.text.starts_with(char::is_alphanumeric)
        });
        (ends && (2..=LONGEST).contains(&self.length(first..behind))).then_some(range)
    }

    /// The word that the name starts with whose last word is at `at`.
    fn start_of_name(self, at: usize, noun: Noun) -> usize {
        let mut start = at;
        let Some(mut first) = self.nouns.word(at) else {
            return at;
        };
        let mut length = first.length();
        while let Some(before) = start.checked_sub(1).and_then(|before| self.nouns.word(before)) {
            length += before.length();
            let is_apart = first.range.start != before.range.end;
            if is_apart || length > LONGEST || self.is_taken(before.range) || before.ends_name(noun) {
                break;
            }
            start -= 1;
            first = before;
        }
        start
    }

    /// How many characters some words have.
    fn length(self, words: Range<usize>) -> usize {
        words
            .filter_map(|at| self.nouns.word(at))
            .map(|word| word.length())
            .sum()
    }

    fn is_near(self, word: &Range<usize>) -> bool {
        word.end + REACH >= self.phrase.start && word.start < self.phrase.end + REACH
    }

    /// Whether the phrase or something else is read in the place of a word.
    fn is_taken(self, word: &Range<usize>) -> bool {
        overlap(self.phrase, word) || self.nouns.is_taken(word)
    }
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::Words;

    fn cut<'t>(text: &'t str, words: &'t Words) -> Nouns<'t> {
        let mut nouns = Nouns::default();
        nouns.start(text, words.as_slice(), std::iter::empty());
        for (at, c) in text.char_indices() {
            nouns.read(at, c);
        }
        nouns
    }

    fn read(text: &str, noun: Noun) -> Vec<&str> {
        let words = Words::of(text, 0);
        let names: Vec<Range<usize>> = cut(text, &words).around(&(0..0)).names(noun).collect();
        names.into_iter().map(|range| text.get(range).unwrap()).collect()
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
            let phrase = at..at + phrase.len();
            let words = Words::of(text, 0);
            let range = cut(text, &words).around(&phrase).product_by_place();
            range.map(|range| text.get(range).unwrap())
        };
        assert_eq!(by_place("电动推杆的样品再等等", "再等等"), Some("电动推杆"));
        assert_eq!(by_place("客户对智慧园区感兴趣", "感兴趣"), Some("智慧园区"));
        assert_eq!(by_place("他们比较感兴趣", "感兴趣"), None);
        assert_eq!(by_place("现场演示后再说", "再说"), None);
        assert_eq!(by_place("演示了排班助手,再说", "再说"), Some("排班助手"));
        assert_eq!(by_place("演示结束大家都说好,再说", "再说"), None);
    }
}
