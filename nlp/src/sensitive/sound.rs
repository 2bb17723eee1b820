//! How characters sound: syllables without tones, as numbers.

use std::{ops::Range, sync::LazyLock};

use pinyin::{ToPinyin, ToPinyinMulti};

const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;

/// The number of a syllable: its place among all syllables in alphabetical order.
pub(super) type Syllable = u16;

static TABLE: LazyLock<Table> = LazyLock::new(Table::new);

struct Table {
    /// In alphabetical order; ü is written v.
    names: Vec<String>,
    /// Where those of each first letter stand.
    by_letter: Vec<Range<usize>>,
    /// The usual syllable of every ideograph.
    usual: Vec<Option<Syllable>>,
    /// Where the syllables of every ideograph start in `all`, and where the last ones end.
    starts: Vec<usize>,
    all: Vec<Syllable>,
}

impl Table {
    fn new() -> Self {
        let ideographs = || (FIRST..=LAST).filter_map(char::from_u32);
        let mut names: Vec<String> = ideographs().flat_map(names_of).collect();
        names.sort_unstable();
        names.dedup();
        let number = |name: &String| {
            let place = names.binary_search(name).ok()?;
            Syllable::try_from(place).ok()
        };
        let mut starts = vec![0];
        let mut all = Vec::new();
        for c in ideographs() {
            let from = all.len();
            all.extend(names_of(c).iter().filter_map(number));
            if let Some(own) = all.get_mut(from..) {
                own.sort_unstable();
            }
            starts.push(all.len());
        }
        let usual = ideographs().map(|c| number(&spelled(c.to_pinyin()?.plain()))).collect();
        let by_letter = ('a'..='z')
            .map(|letter| {
                let start = names.partition_point(|name| *name < letter.to_string());
                start..start + names.iter().filter(|name| name.starts_with(letter)).count()
            })
            .collect();
        Self {
            names,
            by_letter,
            usual,
            starts,
            all,
        }
    }
}

fn names_of(c: char) -> Vec<String> {
    let mut names: Vec<String> = c
        .to_pinyin_multi()
        .into_iter()
        .flatten()
        .map(|reading| spelled(reading.plain()))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// A syllable in the letters of a keyboard.
fn spelled(plain: &str) -> String {
    plain.replace(['ü', 'ê'], "v")
}

fn place(c: char) -> Option<usize> {
    usize::try_from(u32::from(c).checked_sub(FIRST)?).ok()
}

/// How `c` is usually read.
pub(super) fn usual(c: char) -> Option<Syllable> {
    TABLE.usual.get(place(c)?).copied()?
}

/// Every way to read `c`, in order.
pub(super) fn all(c: char) -> &'static [Syllable] {
    let range = place(c).and_then(|place| {
        let next = place.checked_add(1)?;
        Some(*TABLE.starts.get(place)?..*TABLE.starts.get(next)?)
    });
    range.and_then(|range| TABLE.all.get(range)).unwrap_or_default()
}

/// The letters of a syllable.
pub(super) fn letters(syllable: Syllable) -> &'static str {
    TABLE.names.get(usize::from(syllable)).map_or("", String::as_str)
}

/// The syllable that `letters`, in lower case, spell.
pub(super) fn of_letters(letters: &[u8]) -> Option<Syllable> {
    let first = letters.first()?.checked_sub(b'a')?;
    let range = TABLE.by_letter.get(usize::from(first))?;
    let names = TABLE.names.get(range.clone())?;
    let place = names.binary_search_by(|name| name.as_bytes().cmp(letters)).ok()?;
    Syllable::try_from(range.start + place).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(c: char) -> Vec<&'static str> {
        all(c).iter().map(|&syllable| letters(syllable)).collect()
    }

    #[test]
    fn a_character_has_each_of_its_syllables() {
        assert_eq!(names('过'), ["guo"]);
        assert_eq!(names('行'), ["hang", "heng", "xing"]);
        assert_eq!(names('女'), ["nv", "ru"]);
        assert!(all('a').is_empty());
    }

    #[test]
    fn characters_of_one_sound_share_a_syllable() {
        assert_eq!(usual('抠'), usual('芤'));
        assert_eq!(usual('过').map(letters), Some("guo"));
        assert_eq!(of_letters(b"guo"), usual('过'));
        assert_eq!(of_letters(b"gou9"), None);
    }
}
