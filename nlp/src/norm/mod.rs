//! Normalising a text for matching, aligned with the original.
//!
//! Full-width and compatibility forms become the plain character, Traditional characters become Simplified ones, and
//! what has no width disappears. Case stays, because model numbers need it, and so does the Chinese punctuation that
//! sentences are split at. A character becomes one character or none, never several: ranges found in the normalised
//! text lead back to the original through a map that stores nothing for the stretches that did not move.

mod fold;
mod simplified;

use std::ops::Range;

use fold::next_change;
pub(crate) use fold::{Fold, fold};

/// A text in the form that rules are written for, with the way back to the original.
#[derive(Clone, Debug)]
pub struct Normalized {
    text: String,
    /// In order and gapless in the normalised text; empty when nothing moved.
    runs: Vec<Run>,
}

/// A stretch of the normalised text with the bytes of the original that it stands for.
///
/// Either both are equally long, or the run is a single character.
#[derive(Clone, Debug)]
struct Run {
    normalized: Range<usize>,
    original: Range<usize>,
}

impl Normalized {
    /// Normalises `original`.
    pub fn new(original: &str) -> Self {
        let mut normalized = Self {
            text: String::with_capacity(original.len()),
            runs: Vec::new(),
        };
        let mut read = 0;
        while let Some((changed, plain)) = next_change(original, read) {
            let same = read..changed.start;
            read = changed.end;
            normalized.push(original.get(same.clone()).unwrap_or_default(), same);
            if let Some(plain) = plain {
                normalized.push(plain.encode_utf8(&mut [0; 4]), changed);
            }
        }
        normalized.push(original.get(read..).unwrap_or_default(), read..original.len());
        if normalized.is_in_place() {
            normalized.runs.clear();
        }
        normalized
    }

    /// The normalised text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original from the first to the last character that `range`, in bytes of the normalised text,
    /// stands for; characters without width between them are included, those around them are not.
    pub fn to_original(&self, range: Range<usize>) -> Range<usize> {
        let end = range.end.min(self.text.len());
        let start = range.start.min(end);
        let first = self.runs.partition_point(|run| run.normalized.end <= start);
        let start = match self.runs.get(first) {
            Some(run) => run.original.start + (start - run.normalized.start),
            None => self.past_end(start),
        };
        if range.is_empty() {
            return start..start;
        }
        let last = self.runs.partition_point(|run| run.normalized.end < end);
        let end = match self.runs.get(last) {
            Some(run) => run.original.end.saturating_sub(run.normalized.end - end),
            None => self.past_end(end),
        };
        start..end.max(start)
    }

    fn push(&mut self, text: &str, original: Range<usize>) {
        if text.is_empty() {
            return;
        }
        let normalized = self.text.len()..self.text.len() + text.len();
        self.text.push_str(text);
        let in_step = normalized.len() == original.len();
        match self.runs.last_mut() {
            Some(last)
                if in_step && last.original.end == original.start && last.normalized.len() == last.original.len() =>
            {
                last.normalized.end = normalized.end;
                last.original.end = original.end;
            }
            _ => self.runs.push(Run { normalized, original }),
        }
    }

    /// Whether every character stands where it stood.
    fn is_in_place(&self) -> bool {
        match self.runs.as_slice() {
            [] => true,
            [run] => run.normalized == run.original,
            _ => false,
        }
    }

    /// Where a position behind the last run stands in the original.
    fn past_end(&self, at: usize) -> usize {
        self.runs.last().map_or(at, |run| run.original.end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn original_of<'o>(original: &'o str, phrase: &str) -> &'o str {
        let normalized = Normalized::new(original);
        let at = normalized.text().find(phrase).unwrap();
        original.get(normalized.to_original(at..at + phrase.len())).unwrap()
    }

    #[test]
    fn full_width_letters_and_digits_become_plain() {
        assert_eq!(Normalized::new("Ｓ７－１２００，５％").text(), "S7-1200，5%");
        assert_eq!(original_of("电话１３９０，完", "1390"), "１３９０");
    }

    #[test]
    fn traditional_characters_become_simplified() {
        assert_eq!(
            Normalized::new("醫院診斷，處方；好處費").text(),
            "医院诊断，处方；好处费"
        );
        assert_eq!(original_of("他說過敏了", "过敏"), "過敏");
    }

    #[test]
    fn characters_without_width_disappear_but_belong_to_what_surrounds_them() {
        assert_eq!(Normalized::new("\u{feff}包\u{200b}在我身上").text(), "包在我身上");
        assert_eq!(
            original_of("他回\u{200b}包\u{200b}过\u{200b}了", "包过"),
            "包\u{200b}过"
        );
    }

    #[test]
    fn chinese_punctuation_case_and_list_marks_stay() {
        let text = "，。；：！？、（）“”《》【】…—·①㎡ PoC";
        assert_eq!(Normalized::new(text).text(), text);
    }

    #[test]
    fn an_ideographic_space_is_a_space() {
        assert_eq!(Normalized::new("回\u{3000}扣").text(), "回 扣");
    }

    proptest! {
        #[test]
        fn ranges_lead_to_character_boundaries_in_order(original in "\\PC*[Ａ-ｚ\u{200b}過敏a\u{301}👨‍👩‍👧]*\\PC*") {
            let normalized = Normalized::new(&original);
            let mut behind = 0;
            for (at, c) in normalized.text().char_indices() {
                let range = normalized.to_original(at..at + c.len_utf8());
                prop_assert!(behind <= range.start && range.start < range.end);
                prop_assert!(original.get(range.clone()).is_some_and(|text| text.chars().count() == 1));
                behind = range.end;
            }
            let whole = normalized.to_original(0..normalized.text().len());
            prop_assert!(original.get(whole).is_some());
        }

        #[test]
        fn plain_text_is_left_alone(plain in "[客户有意向近期再沟通过敏报价台万元著名a-zA-Z0-9，。 ]{0,40}") {
            let normalized = Normalized::new(&plain);
            prop_assert_eq!(normalized.text(), &plain);
            for (at, c) in plain.char_indices() {
                let range = at..at + c.len_utf8();
                prop_assert_eq!(normalized.to_original(range.clone()), range);
            }
        }

        #[test]
        fn no_range_panics(original in "\\PC*", start in 0_usize..200, end in 0_usize..200) {
            let range = Normalized::new(&original).to_original(start..end);
            prop_assert!(range.start <= range.end && range.end <= original.len());
        }
    }
}
