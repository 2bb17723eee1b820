//! Small sets of characters that let through a few others.

/// A set of characters that may also hold others: small, so that there can be many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CharFilter([u64; 8]);

impl CharFilter {
    pub(crate) fn may_hold(&self, c: char) -> bool {
        let (word, bit) = Self::place(c);
        self.0.get(word).is_some_and(|bits| bits & bit != 0)
    }

    fn place(c: char) -> (usize, u64) {
        let mixed = u32::from(c).wrapping_mul(0x9e37_79b1) >> (32 - 9);
        (usize::try_from(mixed >> 6).unwrap_or(0), 1 << (mixed & 63))
    }
}

impl FromIterator<char> for CharFilter {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Self {
        let mut filter = Self::default();
        for (word, bit) in chars.into_iter().map(Self::place) {
            if let Some(bits) = filter.0.get_mut(word) {
                *bits |= bit;
            }
        }
        filter
    }
}
