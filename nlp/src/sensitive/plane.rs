//! Tables with an entry for each character of the basic plane, for what is asked about every character of a text.

/// The characters of the basic plane.
const SIZE: usize = 0x1_0000;

/// A table with an entry for each character of the basic plane.
#[derive(Debug)]
pub(super) struct Plane<T> {
    /// Those of the characters at their places.
    entries: Box<[T]>,
}

/// Where the entry of a character stands.
///
/// The characters are not in the order of their codes, but so that the place of most of them is found in three steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Place(u16);

impl<T: Copy + Default> Plane<T> {
    /// The table of what `entry` says about each character.
    pub(super) fn of(entry: impl Fn(char) -> T) -> Self {
        let mut entries = vec![T::default(); SIZE].into_boxed_slice();
        for c in '\0'..='\u{ffff}' {
            if let Some(place) = Place::of(c).and_then(|place| entries.get_mut(usize::from(place.0))) {
                *place = entry(c);
            }
        }
        Self { entries }
    }

    /// The entry at a place.
    pub(super) fn at(&self, place: Place) -> T {
        self.entries.get(usize::from(place.0)).copied().unwrap_or_default()
    }
}

impl Place {
    /// The place of a character, if it is of the basic plane.
    pub(super) fn of(c: char) -> Option<Self> {
        let code = u32::from(c);
        (c <= '\u{ffff}').then(|| Self::mixed(code >> 12 | (code >> 6 & 0x3f) << 8 | (code & 0x3f) << 16))
    }

    /// The place of the character that the text begins with, if it is one of three bytes, as nearly all are.
    pub(super) fn of_three(text: [u8; 4]) -> Option<Self> {
        let bytes = u32::from_le_bytes(text);
        (bytes & 0xf0 == 0xe0).then(|| Self::mixed(bytes & 0x3f_3f_0f))
    }

    /// The place of a character of one byte.
    pub(super) fn of_ascii(byte: u8) -> Self {
        Self::mixed(u32::from(byte >> 6 & 1) << 8 | u32::from(byte & 0x3f) << 16)
    }

    /// A place of its own for the bits of each character, which lie in three bytes; no two places are the same.
    fn mixed(bits: u32) -> Self {
        Self(u16::try_from(bits.wrapping_mul(0x0500_4400) >> 16).unwrap_or(u16::MAX))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_character_has_a_place_of_its_own() {
        let places: HashSet<Place> = ('\0'..='\u{ffff}').filter_map(Place::of).collect();
        assert_eq!(places.len(), ('\0'..='\u{ffff}').count());
        assert_eq!(Place::of('\u{10000}'), None);
    }

    #[test]
    fn a_character_of_one_byte_is_found_by_it() {
        for byte in 0..0x80 {
            assert_eq!(Some(Place::of_ascii(byte)), Place::of(char::from(byte)));
        }
    }

    #[test]
    fn a_character_of_three_bytes_is_found_by_them() {
        for c in '\0'..='\u{10ffff}' {
            let mut bytes = [0; 4];
            let length = c.encode_utf8(&mut bytes).len();
            let place = Place::of(c).filter(|_| length == 3);
            assert_eq!(Place::of_three(bytes), place, "{c:?}");
        }
    }

    #[test]
    fn entries_stand_at_the_places_of_their_characters() {
        let codes = Plane::of(u32::from);
        for c in ['\0', 'a', '扣', '，', '\u{ffff}'] {
            assert_eq!(codes.at(Place::of(c).unwrap()), u32::from(c));
        }
    }
}
