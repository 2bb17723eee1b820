//! Sets of characters that are asked about every character of a text.

/// Characters of the basic plane, one bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CharSet {
    bits: Vec<u64>,
}

impl CharSet {
    /// Whether `c` is in the set.
    pub(crate) fn contains(&self, c: char) -> bool {
        let (word, bit) = place(c);
        self.bits.get(word).is_some_and(|bits| bits & bit != 0)
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
        for (word, bit) in chars.into_iter().filter(|&c| c <= '\u{ffff}').map(place) {
            if self.bits.len() <= word {
                self.bits.resize(word + 1, 0);
            }
            if let Some(bits) = self.bits.get_mut(word) {
                *bits |= bit;
            }
        }
    }
}

/// Two characters mixed to one, so that a set tells most pairs apart from those in it.
pub(crate) fn mix([first, second]: [char; 2]) -> char {
    char::from_u32((u32::from(first) << 3 ^ u32::from(second)) & 0x7fff).unwrap_or_default()
}

fn place(c: char) -> (usize, u64) {
    let code = u32::from(c);
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
}
