//! Word boundaries of a normalised text, and how a match lies against them.

use std::ops::Range;

/// How a match lies against the words of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// The words of one sentence, as byte ranges of the text that it was cut from.
#[derive(Clone, Debug, Default)]
pub struct Words {
    words: Vec<Range<usize>>,
}

impl Words {
    /// Cuts `text`, which starts at byte `offset` of the whole.
    pub fn of(text: &str, offset: usize) -> Self {
        let _ = (text, offset);
        Self::default()
    }

    /// The words in order.
    pub fn iter(&self) -> impl Iterator<Item = &Range<usize>> {
        self.words.iter()
    }

    /// How `range` lies against the words.
    pub fn alignment(&self, range: &Range<usize>) -> Alignment {
        let _ = range;
        Alignment::Exact
    }
}
