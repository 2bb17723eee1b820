//! Normalising a text for matching, aligned with the original.

use std::ops::Range;

/// A text in the form that rules are written for, with the way back to the original.
#[derive(Clone, Debug)]
pub struct Normalized {
    text: String,
}

impl Normalized {
    /// Normalises `original`.
    pub fn new(original: &str) -> Self {
        Self {
            text: original.to_owned(),
        }
    }

    /// The normalised text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that `range`, in bytes of the normalised text, stands for.
    pub fn to_original(&self, range: Range<usize>) -> Range<usize> {
        range
    }
}
