//! From bytes to spans in code points, bytes and UTF-16 units.

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, GraphemeIncomplete};

use crate::span::Span;

/// Bytes between two checkpoints: a look-up counts at most this many.
const STRIDE: usize = 64;

/// Counts code points and UTF-16 units up to any byte of a text, without scanning it again each time.
#[derive(Debug)]
pub struct Positions<'t> {
    text: &'t str,
    /// What stands before every stretch of [`STRIDE`] bytes.
    checkpoints: Vec<Count>,
}

/// How much a stretch of text holds.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    chars: usize,
    /// Those of them that are two UTF-16 units.
    pairs: usize,
}

impl Count {
    /// Counts the characters that begin in `bytes`.
    fn of(bytes: &[u8]) -> Self {
        bytes.chunks(STRIDE).fold(Self::default(), |count, stretch| {
            // Counts of a byte each are added many at a time.
            let chars: u8 = stretch.iter().map(|&byte| u8::from(byte & 0xc0 != 0x80)).sum();
            let pairs: u8 = stretch.iter().map(|&byte| u8::from(byte >= 0xf0)).sum();
            count.and(Self {
                chars: chars.into(),
                pairs: pairs.into(),
            })
        })
    }

    fn and(self, other: Self) -> Self {
        Self {
            chars: self.chars + other.chars,
            pairs: self.pairs + other.pairs,
        }
    }
}

impl<'t> Positions<'t> {
    /// Reads the text once.
    pub fn new(text: &'t str) -> Self {
        let stretches = text.as_bytes().chunks(STRIDE);
        let checkpoints = stretches.scan(Count::default(), |count, stretch| {
            let before = *count;
            *count = before.and(Count::of(stretch));
            Some(before)
        });
        Self {
            text,
            checkpoints: checkpoints.collect(),
        }
    }

    /// The span of `bytes`, widened where needed so that it splits no grapheme.
    pub fn span(&self, bytes: Range<usize>) -> Span {
        let byte_start = self.grapheme_start(bytes.start.min(self.text.len()));
        let byte_end = self.grapheme_end(bytes.end.min(self.text.len()).max(byte_start));
        let start = self.count(byte_start);
        let end = start.and(Count::of(self.bytes(byte_start..byte_end)));
        Span {
            start: start.chars,
            end: end.chars,
            byte_start,
            byte_end,
            utf16_start: start.chars + start.pairs,
            utf16_end: end.chars + end.pairs,
        }
    }

    /// What stands before `byte`.
    fn count(&self, byte: usize) -> Count {
        let stretch = (byte / STRIDE).min(self.checkpoints.len().saturating_sub(1));
        let before = self.checkpoints.get(stretch).copied().unwrap_or_default();
        before.and(Count::of(self.bytes(stretch * STRIDE..byte)))
    }

    fn bytes(&self, range: Range<usize>) -> &[u8] {
        self.text.as_bytes().get(range).unwrap_or_default()
    }

    fn grapheme_start(&self, at: usize) -> usize {
        if self.is_boundary(at) {
            return at;
        }
        let mut cursor = GraphemeCursor::new(at, self.text.len(), true);
        cursor.prev_boundary(self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn grapheme_end(&self, at: usize) -> usize {
        if self.is_boundary(at) {
            return at;
        }
        let mut cursor = GraphemeCursor::new(at, self.text.len(), true);
        cursor
            .next_boundary(self.text, 0)
            .ok()
            .flatten()
            .unwrap_or(self.text.len())
    }

    fn is_boundary(&self, at: usize) -> bool {
        let Some((before, after)) = self.text.split_at_checked(at) else {
            return false;
        };
        // Two plain characters never join, and they are nearly all there is.
        if before.chars().next_back().is_none_or(is_plain) && after.chars().next().is_none_or(is_plain) {
            return true;
        }
        let answer: Result<bool, GraphemeIncomplete> =
            GraphemeCursor::new(at, self.text.len(), true).is_boundary(self.text, 0);
        answer.unwrap_or(true)
    }
}

fn is_plain(c: char) -> bool {
    matches!(c, '\u{20}'..='\u{7e}' | '\u{3001}'..='\u{3020}' | '\u{3400}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_counts_in_all_three_units() {
        let text = "😀客户有意向";
        let at = text.find('有').unwrap();
        let span = Positions::new(text).span(at..at + 9);
        assert_eq!((span.start, span.end), (3, 6));
        assert_eq!((span.utf16_start, span.utf16_end), (4, 7));
        assert_eq!(text.get(span.byte_start..span.byte_end).unwrap(), "有意向");
    }

    #[test]
    fn a_span_never_splits_a_grapheme() {
        let text = "过敏\u{301}了";
        let span = Positions::new(text).span(0..6);
        assert_eq!(text.get(span.byte_start..span.byte_end).unwrap(), "过敏\u{301}");
        let family = "👨\u{200d}👩\u{200d}👧";
        let middle = Positions::new(family).span(4..7);
        assert_eq!((middle.byte_start, middle.byte_end), (0, family.len()));
    }

    #[test]
    fn checkpoints_agree_with_counting() {
        let text = "客户a😀".repeat(200);
        let positions = Positions::new(&text);
        for (chars, (byte, _)) in text.char_indices().enumerate() {
            let utf16 = text.get(..byte).unwrap().encode_utf16().count();
            let count = positions.count(byte);
            assert_eq!((count.chars, count.chars + count.pairs), (chars, utf16));
        }
    }
}
