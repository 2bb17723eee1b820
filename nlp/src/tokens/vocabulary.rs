//! Words as numbers that last.

use std::sync::LazyLock;

use tokenizers::{Model, models::wordlevel::WordLevel};

use crate::segment::domain_words;

/// Stands for every number.
pub const NUMBER: &str = "<number>";
/// Stands for every time that a calendar can hold.
pub const TIME: &str = "<time>";
/// Required by the model; nothing is unknown here, because what is no word of the trade is spelt out.
const UNKNOWN: &str = "<unknown>";

/// Marks the id of a word, so that it never equals the id of a character.
const WORD: u32 = 1 << 31;

/// The words of the trade with ids that do not depend on which other words there are.
///
/// The id of a word is a hash of it and the id of a character its code point, so that what was stored with one release
/// means the same in the next, however the dictionary grows.
#[derive(Debug)]
pub struct Vocabulary {
    words: WordLevel,
}

/// One vocabulary for the whole process.
static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::new);

/// The vocabulary of the trade.
pub fn vocabulary() -> &'static Vocabulary {
    &VOCABULARY
}

impl Vocabulary {
    fn new() -> Self {
        let words = [UNKNOWN, NUMBER, TIME].into_iter().chain(domain_words());
        let words = words
            .map(|word| (word.to_owned(), hash(word.as_bytes()) | WORD))
            .collect();
        let builder = WordLevel::builder().vocab(words).unk_token(UNKNOWN.to_owned());
        Self {
            // Only reading a file can fail.
            words: builder.build().unwrap_or_default(),
        }
    }

    /// The id of a word of the trade, of [`NUMBER`] or of [`TIME`].
    pub fn id(&self, word: &str) -> Option<u32> {
        self.words.token_to_id(word)
    }

    /// The ids of a word: one if it belongs to the trade, otherwise one for each of its characters.
    pub fn ids<'w>(&self, word: &'w str) -> impl Iterator<Item = u32> + use<'w> {
        let id = self.id(word);
        let spelt = if id.is_some() { "" } else { word };
        id.into_iter().chain(spelt.chars().map(u32::from))
    }

    /// The model behind it, for a pipeline of `tokenizers`.
    pub fn model(&self) -> &WordLevel {
        &self.words
    }
}

/// FNV-1a: short, and the same everywhere and for ever.
pub(crate) fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, &byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use tokenizers::{PreTokenizedString, PreTokenizer};

    use super::*;
    use crate::tokens::JiebaWords;

    #[test]
    fn an_id_lasts() {
        // Stored fingerprints are made of them.
        assert_eq!(vocabulary().id("意向"), Some(2_371_540_940));
        assert_eq!(vocabulary().ids("机电").collect::<Vec<_>>(), [0x673a, 0x7535]);
    }

    #[test]
    fn no_two_words_share_an_id() {
        let words: HashSet<&str> = domain_words().chain([NUMBER, TIME, UNKNOWN]).collect();
        let ids: HashSet<Option<u32>> = words.iter().map(|word| vocabulary().id(word)).collect();
        assert_eq!(ids.len(), words.len());
        assert!(!ids.contains(&None));
    }

    #[test]
    fn a_pipeline_answers_the_same_ids() {
        let mut pieces = PreTokenizedString::from("客户意向书");
        JiebaWords.pre_tokenize(&mut pieces).unwrap();
        pieces
            .tokenize(|word| vocabulary().model().tokenize(word.get()))
            .unwrap();
        let encoding = pieces.into_encoding(None, 0, tokenizers::OffsetType::Char).unwrap();
        assert_eq!(encoding.get_ids().last().copied(), vocabulary().id("意向书"));
        assert_eq!(encoding.get_offsets().last(), Some(&(2, 5)));
    }
}
