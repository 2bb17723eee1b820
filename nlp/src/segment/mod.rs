//! Word boundaries of a normalised text, and how a match lies against them.
//!
//! A term found inside a text is only a term if the text's own words allow it: 不过|敏捷 holds no 过敏, 来回|扣款 no
//! 回扣. The words come from jieba without its hidden Markov model, which glues names to verbs (李总说), and with a
//! dictionary of the trade in `resources/dict`.

mod own;

use std::{ops::Range, sync::LazyLock};

use jieba_rs::Jieba;
pub(crate) use own::OwnWords;
use serde::{Deserialize, Serialize};

/// The dictionaries of the trade: a word and optionally its frequency a line, `#` starts a comment.
const DICTIONARIES: [&str; 2] = [
    include_str!("../../resources/dict/sales.txt"),
    include_str!("../../resources/dict/retail.txt"),
];

/// One dictionary for the whole process: it takes tens of megabytes.
static JIEBA: LazyLock<Jieba> = LazyLock::new(|| {
    let mut jieba = Jieba::new();
    for (word, frequency) in DICTIONARIES.iter().flat_map(|dictionary| entries(dictionary)) {
        jieba.add_word(word, frequency, None);
    }
    jieba
});

/// The words of a dictionary; without a frequency, a word gets one that just outweighs its parts.
fn entries(dictionary: &str) -> impl Iterator<Item = (&str, Option<usize>)> {
    dictionary.lines().filter_map(|line| {
        let entry = line.split_once('#').map_or(line, |(entry, _)| entry);
        let mut fields = entry.split_whitespace();
        let word = fields.next()?;
        Some((word, fields.next().and_then(|frequency| frequency.parse().ok())))
    })
}

/// The words of the trade, which the general dictionary lacks.
pub(crate) fn domain_words() -> impl Iterator<Item = &'static str> {
    DICTIONARIES
        .iter()
        .flat_map(|dictionary| entries(dictionary))
        .map(|(word, _)| word)
}

/// How a match lies against the words of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Alignment {
    /// It is exactly one word.
    Exact,
    /// It is several whole words.
    Several,
    /// It is a part of one longer word.
    Contained,
    /// An edge of it cuts a word: 来回|扣款 for 回扣.
    Crossing,
}

impl Alignment {
    /// Whether `phrase` counts where it lies so: as `allowed` says or, where that is empty, anywhere but across words,
    /// and inside a longer word only if it is a word of several characters itself: 意向 in 意向书, no 女干 in 女干事.
    pub(crate) fn allows(self, allowed: &[Self], phrase: &str) -> bool {
        match self {
            _ if !allowed.is_empty() => allowed.contains(&self),
            Self::Exact | Self::Several => true,
            Self::Contained => phrase.chars().nth(1).is_some() && JIEBA.has_word(phrase),
            Self::Crossing => false,
        }
    }
}

/// The words of one sentence, as byte ranges of the text that it was cut from.
#[derive(Clone, Debug, Default)]
pub struct Words {
    words: Vec<Range<usize>>,
}

impl Words {
    /// Cuts `text`, which starts at byte `offset` of the whole.
    pub fn of(text: &str, offset: usize) -> Self {
        let words = JIEBA
            .cut(text, false)
            .into_iter()
            .map(|token| offset + token.byte_start..offset + token.byte_end)
            .collect();
        Self { words }
    }

    /// The words of a sentence by those of its clauses; a mark between two of them is a word.
    pub(crate) fn of_clauses<'w>(clauses: impl Iterator<Item = (&'w Range<usize>, &'w Self)>) -> Self {
        let mut words: Vec<Range<usize>> = Vec::new();
        let mut mark_start = None;
        for (clause, cut) in clauses {
            words.extend(mark_start.map(|start| start..clause.start));
            words.extend_from_slice(&cut.words);
            mark_start = Some(clause.end);
        }
        Self { words }
    }

    /// Makes one word of each of `phrases`, which are in order and apart; not of one inside a longer word.
    pub(crate) fn join(&mut self, phrases: impl IntoIterator<Item = Range<usize>>) {
        let mut joined = Vec::with_capacity(self.words.len());
        let mut words = self.words.iter().cloned().peekable();
        for phrase in phrases {
            if self.alignment(&phrase) == Alignment::Contained {
                continue;
            }
            while let Some(word) = words.next_if(|word| word.end <= phrase.start) {
                joined.push(word);
            }
            let mut behind = phrase.end;
            // What the phrase before left of a word may reach into this one.
            while let Some(word) = joined.pop_if(|word| phrase.start < word.end) {
                behind = behind.max(word.end);
                joined.extend((word.start < phrase.start).then_some(word.start..phrase.start));
            }
            while let Some(word) = words.next_if(|word| word.start < phrase.end) {
                joined.extend((word.start < phrase.start).then_some(word.start..phrase.start));
                behind = word.end;
            }
            joined.push(phrase.clone());
            joined.extend((phrase.end < behind).then_some(phrase.end..behind));
        }
        joined.extend(words);
        self.words = joined;
    }

    /// The words in order.
    pub fn iter(&self) -> impl Iterator<Item = &Range<usize>> {
        self.words.iter()
    }

    /// The words in order.
    pub(crate) fn as_slice(&self) -> &[Range<usize>] {
        &self.words
    }

    /// How `range` lies against the words.
    pub fn alignment(&self, range: &Range<usize>) -> Alignment {
        let (Some(first), Some(last)) = (self.at(range.start), self.at(range.end.saturating_sub(1))) else {
            return Alignment::Crossing;
        };
        let whole = first.start == range.start && last.end == range.end;
        match (first == last, whole) {
            (true, true) => Alignment::Exact,
            (true, false) => Alignment::Contained,
            (false, true) => Alignment::Several,
            (false, false) => Alignment::Crossing,
        }
    }

    /// The word that holds byte `at`.
    pub fn at(&self, at: usize) -> Option<&Range<usize>> {
        let index = self.words.partition_point(|word| word.end <= at);
        self.words.get(index).filter(|word| word.start <= at)
    }

    /// Whether a word starts or ends at byte `at`.
    pub fn is_edge(&self, at: usize) -> bool {
        self.at(at).is_none_or(|word| word.start == at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alignment(text: &str, phrase: &str) -> Alignment {
        let at = text.find(phrase).unwrap();
        Words::of(text, 0).alignment(&(at..at + phrase.len()))
    }

    #[test]
    fn a_match_that_cuts_a_word_crosses() {
        for (text, phrase) in [
            ("系统上线不过敏捷迭代", "过敏"),
            ("来回扣款3笔", "回扣"),
            ("留住院线客户", "住院"),
            ("暂无意向采购", "意向采"),
            ("返利封顶级差按合同", "顶级"),
            ("明天在路口交通岗见", "口交"),
        ] {
            assert_eq!(alignment(text, phrase), Alignment::Crossing, "{phrase} in {text}");
        }
    }

    #[test]
    fn a_match_of_whole_words_is_exact_or_several() {
        assert_eq!(alignment("目前有意向采购", "意向"), Alignment::Exact);
        assert_eq!(alignment("目前有意向采购", "有意向"), Alignment::Several);
        assert_eq!(alignment("不再沟通", "再沟通"), Alignment::Crossing);
    }

    #[test]
    fn a_part_of_a_longer_word_is_contained() {
        assert_eq!(alignment("暂无意向", "意向"), Alignment::Contained);
        assert_eq!(alignment("签了意向书", "意向"), Alignment::Contained);
        assert_eq!(alignment("大概率能签", "大概"), Alignment::Contained);
    }

    #[test]
    fn phrases_become_words_and_split_what_reaches_into_them() {
        let text = "来回扣款回头客";
        let mut words = Words::of(text, 0);
        words.join([3..9, 12..18]);
        let words: Vec<&str> = words.iter().map(|word| text.get(word.clone()).unwrap()).collect();
        assert_eq!(words, ["来", "回扣", "款", "回头客"]);
    }

    #[test]
    fn the_words_of_clauses_are_those_of_the_sentence() {
        for text in ["，客户有意向，，先看样：下周三", "1、已报价，2,300台", "call我,谢谢"] {
            let sentence = crate::text::sentences(text).remove(0);
            let cut = |clause: &Range<usize>| Words::of(text.get(clause.clone()).unwrap(), clause.start);
            let cut: Vec<(&Range<usize>, Words)> =
                sentence.clauses.iter().map(|clause| (clause, cut(clause))).collect();
            let joined = Words::of_clauses(cut.iter().map(|(clause, words)| (*clause, words)));
            let whole = Words::of(text.get(sentence.range.clone()).unwrap(), sentence.range.start);
            assert_eq!(joined.words, whole.words, "{text}");
        }
    }

    #[test]
    fn words_of_a_later_sentence_keep_their_place_in_the_text() {
        let words = Words::of("回头客多", 30);
        assert_eq!(words.at(35), Some(&(30..39)));
        assert_eq!(words.alignment(&(0..6)), Alignment::Crossing);
    }

    #[test]
    fn the_dictionaries_are_well_formed() {
        for dictionary in DICTIONARIES {
            for (word, frequency) in entries(dictionary) {
                assert!(word.chars().count() >= 2, "{word} is no word");
                assert!(frequency.is_none_or(|frequency| frequency > 0), "{word}");
                assert!(JIEBA.has_word(word), "{word}");
            }
        }
    }
}
