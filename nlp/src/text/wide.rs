//! Reading the characters that nearly all of a Chinese text consists of.

/// The code of the character that `text` begins with, if it is one of three bytes, as ideographs and Chinese marks are.
///
/// `text` begins where a character does.
#[inline]
pub(crate) fn wide(text: &[u8]) -> Option<u32> {
    match text {
        &[first @ 0xe0..=0xef, second, third, ..] => {
            Some(u32::from(first & 0xf) << 12 | u32::from(second & 0x3f) << 6 | u32::from(third & 0x3f))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_wide_if_it_has_three_bytes() {
        for c in '\0'..='\u{10ffff}' {
            let expected = (c.len_utf8() == 3).then_some(u32::from(c));
            assert_eq!(wide(c.encode_utf8(&mut [0; 4]).as_bytes()), expected, "{c:?}");
        }
    }
}
