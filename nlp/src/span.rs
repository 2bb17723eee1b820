//! Ranges of the original text, in the three units that clients count in.

use serde::{Deserialize, Serialize};

/// A half-open range of the original text, in code points, bytes and UTF-16 units at once.
///
/// The three ranges always cover the same characters and never split a grapheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Span {
    /// First code point.
    pub start: usize,
    /// Code point behind the last one.
    pub end: usize,
    /// First byte of the UTF-8 text.
    pub byte_start: usize,
    /// Byte behind the last one.
    pub byte_end: usize,
    /// First UTF-16 unit, as JavaScript, Java and Swift count.
    pub utf16_start: usize,
    /// UTF-16 unit behind the last one.
    pub utf16_end: usize,
}

impl Span {
    /// Whether the two ranges share a character.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}
