//! The word boundaries of the linter as a `tokenizers` pre-tokenizer.

use tokenizers::{PreTokenizedString, PreTokenizer, Result, normalizer::Range};

use crate::segment::Words;

/// Cuts a text into the words that the linter sees: jieba without its hidden Markov model, with the words of the trade.
///
/// Nothing is lost: punctuation and white space are pieces of their own, and each piece knows where it stands in the
/// original text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JiebaWords;

impl PreTokenizer for JiebaWords {
    fn pre_tokenize(&self, pretokenized: &mut PreTokenizedString) -> Result<()> {
        pretokenized.split(|_, text| {
            let words = Words::of(text.get(), 0);
            let pieces: Vec<_> = words
                .iter()
                .filter_map(|word| text.slice(Range::Normalized(word.clone())))
                .collect();
            Ok(pieces)
        })
    }
}

#[cfg(test)]
mod tests {
    use tokenizers::{NormalizedString, Normalizer, OffsetReferential, OffsetType};

    use super::*;
    use crate::tokens::Plain;

    /// The words of a text with what they stand for in the original.
    fn words(original: &str) -> Vec<(String, String)> {
        let mut text = NormalizedString::from(original);
        Plain.normalize(&mut text).unwrap();
        let mut pieces = PreTokenizedString::from(text);
        JiebaWords.pre_tokenize(&mut pieces).unwrap();
        pieces
            .get_splits(OffsetReferential::Original, OffsetType::Byte)
            .into_iter()
            .map(|(word, (start, end), _)| (word.to_owned(), original.get(start..end).unwrap().to_owned()))
            .collect()
    }

    #[test]
    fn a_word_knows_what_stood_in_the_original() {
        let pairs = words("客戶有意\u{200b}向，来回扣款");
        let pairs: Vec<_> = pairs.iter().map(|(word, at)| (word.as_str(), at.as_str())).collect();
        assert_eq!(
            pairs,
            [
                ("客户", "客戶"),
                ("有", "有"),
                ("意向", "意\u{200b}向"),
                ("，", "，"),
                ("来回", "来回"),
                ("扣款", "扣款"),
            ]
        );
    }

    #[test]
    fn the_words_are_those_that_the_linter_sees() {
        let text = "今天拜访苏州恒力机电，见了设备部王工。\n现场3条产线用的还是S7-300，暂无意向。";
        let pieces: Vec<String> = words(text).into_iter().map(|(word, _)| word).collect();
        let seen: Vec<String> = Words::of(text, 0)
            .iter()
            .map(|word| text.get(word.clone()).unwrap().to_owned())
            .collect();
        assert_eq!(pieces, seen);
        assert_eq!(pieces.concat(), text);
    }
}
