//! The normaliser of the linter as a `tokenizers` normaliser.

use tokenizers::{NormalizedString, Normalizer, Result};

use crate::norm::{Fold, fold};

/// Folds widths, Traditional characters and invisible characters like [`Normalized`](crate::norm::Normalized).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plain;

impl Normalizer for Plain {
    fn normalize(&self, normalized: &mut NormalizedString) -> Result<()> {
        normalized
            .filter(|c| !matches!(fold(c), Fold::Nothing))
            .map(|c| match fold(c) {
                Fold::To(plain) => plain,
                Fold::Same | Fold::Nothing => c,
            });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tokenizers::normalizer::Range;

    use super::*;
    use crate::norm::Normalized;

    fn reference(original: &str) -> NormalizedString {
        let mut reference = NormalizedString::from(original);
        Plain.normalize(&mut reference).unwrap();
        reference
    }

    /// Every stretch of whole characters of the normalised text leads to the same bytes of the original.
    fn check(original: &str) {
        let (compact, reference) = (Normalized::new(original), reference(original));
        assert_eq!(compact.text(), reference.get());
        let text = compact.text();
        let edges: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for (index, &start) in edges.iter().enumerate() {
            for &end in edges.iter().skip(index + 1).take(12) {
                assert_eq!(
                    Some(compact.to_original(start..end)),
                    reference.convert_offsets(Range::Normalized(start..end)),
                    "{start}..{end} of {text:?}"
                );
            }
        }
    }

    #[test]
    fn the_compact_map_agrees_with_the_reference() {
        for text in [
            "",
            "客户有意向，近期再沟通。",
            "\u{200b}\u{feff}",
            "\u{feff}回\u{200b}\u{200b}扣\u{200b}",
            "醫院診斷 Ｓ７－１２００ huí kòu 𝐀㎡①👨\u{200d}👩\u{200d}👧",
        ] {
            check(text);
        }
    }

    proptest! {
        #[test]
        fn the_compact_map_agrees_with_the_reference_on_any_text(
            original in "(\\PC|[Ａ-ｚ\u{200b}\u{feff}過敏醫a\u{301}㎡①]|客户有意向，){0,60}"
        ) {
            check(&original);
        }
    }
}
