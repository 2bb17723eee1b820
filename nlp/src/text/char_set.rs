//! Sets of characters that are asked about every character of a text.

/// Characters of the basic plane, one bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CharSet {
    bits: Vec<u64>,
}

impl CharSet {
    /// Whether `c` is in the set.
    pub(crate) fn contains(&self, c: char) -> bool {
        self.contains_code(u32::from(c))
    }

    /// Whether the character of `code` is in the set.
    #[inline]
    pub(crate) fn contains_code(&self, code: u32) -> bool {
        let (word, bit) = place(code);
        self.bits.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// The bytes of `text` at which characters of the set begin, found without decoding the others.
    pub(crate) fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let mut next = 0;
        std::iter::from_fn(move || {
            let mut rest = text.as_bytes().get(next..)?;
            loop {
                let (word, bit, behind) = match rest {
                    // The last byte of a character holds its last six bits.
                    &[first @ 0xe0..=0xef, second, third, ref behind @ ..] => {
                        let word = usize::from(first & 0x0f) << 6 | usize::from(second & 0x3f);
                        (word, third & 0x3f, behind)
                    }
                    &[first @ ..=0x7f, ref behind @ ..] => (usize::from(first >> 6), first & 0x3f, behind),
                    &[first @ ..=0xdf, second, ref behind @ ..] => (usize::from(first & 0x1f), second & 0x3f, behind),
                    // No set holds characters beyond the basic plane.
                    [_, _, _, _, behind @ ..] => (usize::MAX, 0, behind),
                    _ => return None,
                };
                if self.bits.get(word).is_some_and(|bits| bits >> bit & 1 == 1) {
                    next = text.len() - behind.len();
                    return Some(text.len() - rest.len());
                }
                rest = behind;
            }
        })
    }
}

impl FromIterator<char> for CharSet {
    /// Characters beyond the basic plane are left out: no lexicon names any.
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Self {
        let mut set = Self::default();
        set.extend(chars);
        set
    }
}

impl Extend<char> for CharSet {
    fn extend<I: IntoIterator<Item = char>>(&mut self, chars: I) {
        for (word, bit) in chars
            .into_iter()
            .filter(|&c| c <= '\u{ffff}')
            .map(|c| place(u32::from(c)))
        {
            if self.bits.len() <= word {
                self.bits.resize(word + 1, 0);
            }
            if let Some(bits) = self.bits.get_mut(word) {
                *bits |= bit;
            }
        }
    }
}

/// The pairs of neighbouring characters of `text`, by where they begin; the last character stands before `'\0'`.
#[inline]
pub(crate) fn pairs(text: &str) -> impl Iterator<Item = (usize, [char; 2])> {
    let mut chars = text.char_indices();
    let mut next = chars.next();
    std::iter::from_fn(move || {
        let (at, first) = next?;
        next = chars.next();
        Some((at, [first, next.map_or('\0', |(_, second)| second)]))
    })
}

/// Two characters mixed to one, so that a set tells most pairs apart from those in it.
pub(crate) fn mix([first, second]: [char; 2]) -> char {
    char::from_u32((u32::from(first) << 3 ^ u32::from(second)) & 0x7fff).unwrap_or_default()
}

fn place(code: u32) -> (usize, u64) {
    (usize::try_from(code / 64).unwrap_or(usize::MAX), 1 << (code % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in_and_nothing_else() {
        let mut set: CharSet = "a王总".chars().collect();
        set.extend(['\u{ffff}']);
        for c in ['a', '王', '总', '\u{ffff}'] {
            assert!(set.contains(c), "{c:?}");
        }
        for c in ['b', '玊', '\u{0}', '𠮷', char::MAX] {
            assert!(!set.contains(c), "{c:?}");
        }
        assert!(!CharSet::default().contains('a'));
    }

    #[test]
    fn places_are_those_of_the_characters_of_the_set() {
        let set: CharSet = "aé王ｚ\0".chars().collect();
        let text = "ab王é\u{c1}主b𠮷王\0ｚa";
        let expected: Vec<usize> = text
            .char_indices()
            .filter(|&(_, c)| set.contains(c))
            .map(|(at, _)| at)
            .collect();
        assert_eq!(set.places(text).collect::<Vec<_>>(), expected);
        assert_eq!(expected.len(), 7);
    }
}
