//! Names of products, stores and organisations in a sentence, read backwards from the word that tells what they are:
//! 燃气|锅炉, 人民路|店, 恒力|纺织.

use std::ops::Range;

use super::word::{Noun, Word};

/// Longer names are misread.
const LONGEST: usize = 12;
/// How many bytes around the phrase names are looked for; in a sentence of usual length that is all of it.
const REACH: usize = 240;
/// Words behind which somebody is named.
const TO_WHOM: [&str; 12] = ["给", "向", "为", "跟", "与", "和", "让", "替", "请", "约", "帮", "由"];

/// The words of a sentence, with those in which a name can end.
#[derive(Debug, Default)]
pub(super) struct Nouns<'t> {
    words: Vec<Word<'t>>,
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
    /// Reads the words of a sentence.
    pub(super) fn read(&mut self, words: impl Iterator<Item = Word<'t>>) {
        self.words.clear();
        self.heads.clear();
        self.hints.clear();
        for (at, word) in words.enumerate() {
            if !word.taken {
                let heads = word.heads();
                let named = [
                    (Noun::Product, heads.product),
                    (Noun::Store, heads.store),
                    (Noun::Organisation, heads.organisation),
                ];
                let heads = named.into_iter();
                self.heads
                    .extend(heads.filter_map(|(noun, alone)| alone.map(|alone| Head { at, noun, alone })));
                if word.follows_product() || word.leads_to_product() {
                    self.hints.push(at);
                }
            }
            self.words.push(word);
        }
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
    pub(super) fn word_before(self, end: usize) -> Option<&'n Word<'t>> {
        let words = &self.nouns.words;
        let at = words.partition_point(|word| word.range.end < end);
        words.get(at).filter(|word| word.range.end == end)
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
        let words = &self.nouns.words;
        let head = words
            .get(at)
            .filter(|word| self.is_near(word) && !self.is_taken(word))?;
        let next = words.get(at + 1);
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
            for word in words.get(at + 1..).unwrap_or_default() {
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
        Some(words.get(start)?.range.start..end)
    }

    /// A product that only its place gives away: 电动推杆 in 电动推杆的样品, 智慧园区 in 对智慧园区感兴趣 right before the
    /// phrase, 排班助手 in 演示排班助手.
    pub(super) fn product_by_place(self) -> Option<Range<usize>> {
        let words = &self.nouns.words;
        let phrase = words.partition_point(|word| word.range.start < self.phrase.start);
        let before = |behind: usize, at_phrase: bool| {
            let mut last = behind.checked_sub(1)?;
            if words.get(last)?.text == "的" && !at_phrase {
                last = last.checked_sub(1)?;
            }
            let adjacent = words.get(behind)?.range.start - words.get(last)?.range.end <= "的".len();
            adjacent.then_some(last)
        };
        let aimed = before(phrase, true).and_then(|last| self.name_by_place(last, true));
        aimed.or_else(|| {
            self.nouns.hints.iter().find_map(|&hint| {
                let word = words
                    .get(hint)
                    .filter(|word| self.is_near(word) && !self.is_taken(word))?;
                let named_before = word.follows_product().then(|| before(hint, false)).flatten();
                let named_before = named_before.and_then(|last| self.name_by_place(last, false));
                named_before.or_else(|| self.name_behind(word.leads_to_product().then_some(hint)?))
            })
        })
    }

    /// The name that ends in the word at `last`; `aimed`: only if 对 stands before it.
    fn name_by_place(self, last: usize, aimed: bool) -> Option<Range<usize>> {
        let words = &self.nouns.words;
        let word = words.get(last)?;
        if self.is_taken(word) || word.ends_name(Noun::Product) {
            return None;
        }
        let first = self.start_of_name(last, Noun::Product);
        if first == last && word.names_only_together() {
            return None;
        }
        let before = first.checked_sub(1).and_then(|before| words.get(before));
        let is_aimed = before.is_some_and(|before| before.text == "对");
        // 校方 in 给校方演示 is who it is shown to.
        if before.is_some_and(|before| TO_WHOM.contains(&before.text)) {
            return None;
        }
        let long = words.get(first..=last)?.iter().map(Word::length).sum::<usize>() > 1;
        (long && (is_aimed || !aimed)).then_some(words.get(first)?.range.start..word.range.end)
    }

    /// An organisation that only its place gives away: 铭泰玻璃 in 拜访铭泰玻璃的关总, who stands at byte `person`.
    pub(super) fn organisation_before(self, person: usize) -> Option<Range<usize>> {
        let words = &self.nouns.words;
        let person = words.partition_point(|word| word.range.start < person);
        let mut last = person.checked_sub(1)?;
        if words.get(last)?.text == "的" {
            last = last.checked_sub(1)?;
        }
        let word = words.get(last)?;
        if self.is_taken(word) || word.ends_name(Noun::Organisation) {
            return None;
        }
        let first = self.start_of_name(last, Noun::Organisation);
        let verb = first.checked_sub(1).and_then(|verb| words.get(verb))?;
        let length: usize = words.get(first..=last)?.iter().map(Word::length).sum();
        let range = words.get(first)?.range.start..word.range.end;
        (verb.leads_to_organisation() && verb.range.end == range.start && length > 2).then_some(range)
    }

    /// The name right behind the word at `at`, up to a mark, the phrase or a word that ends it.
    fn name_behind(self, at: usize) -> Option<Range<usize>> {
        let words = self.nouns.words.get(at + 1..)?;
        let skipped = words
            .iter()
            .take_while(|word| matches!(word.text, "的" | "了" | "完" | "过" | "一下"));
        let words = words.get(skipped.count()..)?;
        let inside = words
            .iter()
            .take_while(|word| !self.is_taken(word) && !word.ends_name(Noun::Product));
        let inside = words.get(..inside.count())?;
        let length: usize = inside.iter().map(Word::length).sum();
        let range = inside.first()?.range.start..inside.last()?.range.end;
        // What runs on into other words may be any clause: 演示客户都说好.
        let ends = words.get(inside.len()).is_none_or(|next| {
            next.range.start > range.end || self.is_taken(next) || !next.text.starts_with(char::is_alphanumeric)
        });
        (ends && (2..=LONGEST).contains(&length)).then_some(range)
    }

    /// The word that the name starts with whose last word is at `at`.
    fn start_of_name(self, at: usize, noun: Noun) -> usize {
        let words = &self.nouns.words;
        let mut start = at;
        let mut length = words.get(at).map_or(0, Word::length);
        while let Some(before) = start.checked_sub(1).and_then(|before| words.get(before)) {
            let adjacent = words
                .get(start)
                .is_some_and(|first| first.range.start == before.range.end);
            length += before.length();
            if !adjacent || length > LONGEST || self.is_taken(before) || before.ends_name(noun) {
                break;
            }
            start -= 1;
        }
        start
    }

    fn is_near(self, word: &Word<'_>) -> bool {
        word.range.end + REACH >= self.phrase.start && word.range.start < self.phrase.end + REACH
    }

    /// Whether something else is already read in the place of `word`.
    fn is_taken(self, word: &Word<'_>) -> bool {
        word.taken || (self.phrase.start < word.range.end && word.range.start < self.phrase.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::Words;

    fn cut(text: &str) -> Nouns<'_> {
        let mut nouns = Nouns::default();
        nouns.read(Words::of(text, 0).iter().map(|range| Word {
            text: text.get(range.clone()).unwrap(),
            range: range.clone(),
            taken: false,
        }));
        nouns
    }

    fn read(text: &str, noun: Noun) -> Vec<&str> {
        let names: Vec<Range<usize>> = cut(text).around(&(0..0)).names(noun).collect();
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
            let range = cut(text).around(&phrase).product_by_place();
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
