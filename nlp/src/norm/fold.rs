//! What becomes of one character.

use std::{ops::Range, sync::LazyLock};

use unicode_normalization::UnicodeNormalization;

use super::simplified::simplified;
use crate::text::{CharSet, wide};

/// The characters up to [`KNOWN`] that change, asked about nearly every character of every text.
static CHANGING: LazyLock<CharSet> = LazyLock::new(|| ('\0'..=KNOWN).filter(|&c| fold(c) != Fold::Same).collect());

/// The last ideograph.
const KNOWN: char = '\u{9fff}';

/// The next character of `text` from byte `from` on in whose place the normalised text has something else: its bytes, and
/// what that is, nothing for what has no width.
pub(super) fn next_change(text: &str, from: usize) -> Option<(Range<usize>, Option<char>)> {
    let changing: &CharSet = &CHANGING;
    let mut at = from;
    loop {
        let rest = text.as_bytes().get(at..)?;
        // From the marks of Chinese text to the last ideograph, what changes is known: nearly all of a text.
        match wide(rest) {
            Some(code) if (0x3000..=u32::from(KNOWN)).contains(&code) && !changing.contains_code(code) => {
                at += 3;
                continue;
            }
            None if rest.first().is_some_and(u8::is_ascii) => {
                at += 1;
                continue;
            }
            _ => {}
        }
        let c = text.get(at..)?.chars().next()?;
        let end = at + c.len_utf8();
        match fold(c) {
            Fold::Same => at = end,
            Fold::To(plain) => return Some((at..end, Some(plain))),
            Fold::Nothing => return Some((at..end, None)),
        }
    }
}

/// What a character becomes in the normalised text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fold {
    /// Itself.
    Same,
    /// Another character.
    To(char),
    /// Nothing: it has no width.
    Nothing,
}

/// What `c` becomes.
pub(crate) fn fold(c: char) -> Fold {
    match c {
        '\0'..='\u{9f}' | '\u{3001}'..='\u{30ff}' => Fold::Same,
        '\u{3400}'..='\u{9fff}' => simplified(c).map_or(Fold::Same, Fold::To),
        _ if is_zero_width(c) => Fold::Nothing,
        _ if is_kept(c) => Fold::Same,
        _ => compatible(c),
    }
}

/// The plain character that `c` is a width, a font or an accented form of, if there is exactly one.
fn compatible(c: char) -> Fold {
    // Latin letters lose their accents, above all the tones of pinyin: huí kòu.
    let base = std::iter::once(c).nfkd().next().filter(char::is_ascii_alphabetic);
    let mut plain = std::iter::once(c).nfkc();
    match (plain.next(), plain.next()) {
        (Some(_), None) if base.is_some() => base.map_or(Fold::Same, Fold::To),
        (Some(plain), None) if plain != c => Fold::To(simplified(plain).unwrap_or(plain)),
        _ => Fold::Same,
    }
}

/// Characters that a reader does not see: joiners, direction marks, variation selectors, tags.
fn is_zero_width(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e01ef}'
    )
}

/// Characters whose compatibility form would say something else: punctuation that rules are written with, circled
/// list numbers (`①3台` is not 13台) and superscripts.
fn is_kept(c: char) -> bool {
    matches!(
        c,
        '，' | '；' | '：' | '！' | '？' | '（' | '）'
            | '\u{b2}' | '\u{b3}' | '\u{b9}'
            | '\u{2070}'..='\u{209f}'
            | '\u{2460}'..='\u{24ff}'
            | '\u{3200}'..='\u{33ff}'
            | '\u{1f100}'..='\u{1f2ff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_is_found() {
        for c in '\0'..='\u{20000}' {
            let expected = match fold(c) {
                Fold::Same => None,
                Fold::To(plain) => Some((3..3 + c.len_utf8(), Some(plain))),
                Fold::Nothing => Some((3..3 + c.len_utf8(), None)),
            };
            assert_eq!(next_change(&format!("中{c}。"), 0), expected, "{c:?}");
        }
    }

    #[test]
    fn a_letter_of_another_font_becomes_the_letter() {
        assert_eq!(fold('𝐀'), Fold::To('A'));
        assert_eq!(fold('ｆ'), Fold::To('f'));
        assert_eq!(fold('\u{2f00}'), Fold::To('一'));
        assert_eq!(fold('í'), Fold::To('i'));
    }

    #[test]
    fn what_would_become_several_characters_stays() {
        for c in ['㎡', '℃', '…', '①', '㈱', '²'] {
            assert_eq!(fold(c), Fold::Same);
        }
    }
}
