//! How characters look: what resembles them, what they are made of, and what is drawn around them.

use std::{collections::HashMap, sync::LazyLock};

use unicode_normalization::UnicodeNormalization;

use crate::norm::Normalized;

/// Parts that no text holds on their own, so that they alone show the intent.
const RADICALS: &str = "讠氵扌亻艹辶钅纟疒礻攵刂阝忄饣⺮囗勹匚宀彡夂犭冫灬丷廾彳㐱㡭龶";

/// The characters of the basic plane.
const PLANE: usize = 0x1_0000;

static SHAPES: LazyLock<Shapes> = LazyLock::new(|| {
    Shapes::new(
        include_str!("../../resources/sensitive/lookalikes.txt"),
        include_str!("../../resources/sensitive/split.txt"),
        include_str!("../../resources/sensitive/parts.txt"),
    )
});

/// The tables, each in both directions.
#[derive(Default)]
struct Shapes {
    /// From a character to those that are written for it, and to the ways in which it is taken apart.
    writings: HashMap<char, Writings>,
    /// What characters may stand for, behind an entry that says nothing.
    meanings: Vec<Meanings>,
    /// For each character of the basic plane, its entry in `meanings`.
    places: Vec<u16>,
}

#[derive(Default)]
struct Writings {
    lookalikes: Vec<char>,
    splits: Vec<String>,
}

/// What a character may stand for.
#[derive(Default)]
pub(super) struct Meanings {
    /// The characters that it looks like.
    pub(super) lookalikes: Vec<char>,
    /// Where it is a first part: the parts behind it, and the character that they make together.
    pub(super) wholes: Vec<(String, char)>,
}

impl Shapes {
    fn new(lookalikes: &str, splits: &str, stand_ins: &str) -> Self {
        let stand_ins: HashMap<char, Vec<char>> = entries(stand_ins)
            .map(|(part, others)| (part, others.filter_map(|other| other.chars().next()).collect()))
            .collect();
        let mut shapes = Self {
            meanings: vec![Meanings::default()],
            places: vec![0; PLANE],
            ..Self::default()
        };
        for (meant, written) in entries(lookalikes) {
            for written in written.flat_map(str::chars) {
                shapes.writings.entry(meant).or_default().lookalikes.push(written);
                shapes.mean(written, |meanings| meanings.lookalikes.push(meant));
            }
        }
        for (whole, ways) in entries(splits) {
            let mut all: Vec<String> = ways.flat_map(|way| with_stand_ins(way, &stand_ins)).collect();
            all.sort_unstable();
            all.dedup();
            for way in &all {
                let mut parts = way.chars();
                if let Some(first) = parts.next() {
                    let rest = parts.as_str().to_owned();
                    shapes.mean(first, |meanings| meanings.wholes.push((rest, whole)));
                }
            }
            shapes.writings.entry(whole).or_default().splits = all;
        }
        shapes
    }

    /// Adds to what `written` means; characters beyond the basic plane mean nothing else.
    fn mean(&mut self, written: char, add: impl FnOnce(&mut Meanings)) {
        let next = u16::try_from(self.meanings.len()).unwrap_or(0);
        let place = usize::try_from(u32::from(written)).ok();
        let Some(place) = place.and_then(|place| self.places.get_mut(place)) else {
            return;
        };
        if *place == 0 {
            *place = next;
            self.meanings.push(Meanings::default());
        }
        if let Some(meanings) = self.meanings.get_mut(usize::from(*place)) {
            add(meanings);
        }
    }
}

/// The characters that are written for `c` because they look like it.
pub(super) fn lookalikes(c: char) -> &'static [char] {
    let writings = SHAPES.writings.get(&c);
    writings.map_or(&[], |writings| &writings.lookalikes)
}

/// The ways in which `c` is taken apart.
pub(super) fn splits(c: char) -> &'static [String] {
    let writings = SHAPES.writings.get(&c);
    writings.map_or(&[], |writings| &writings.splits)
}

/// What `written` may stand for, if it may stand for anything but itself.
pub(super) fn meanings(written: char) -> Option<&'static Meanings> {
    let shapes: &'static Shapes = &SHAPES;
    let place = shapes.places.get(usize::try_from(u32::from(written)).ok()?);
    let place = place.copied().filter(|&place| place > 0)?;
    shapes.meanings.get(usize::from(place))
}

/// Whether `text` holds a part that is no character of its own.
pub(super) fn has_radical(text: &str) -> bool {
    text.contains(|c| RADICALS.contains(c))
}

/// The letter, digit or ideograph that `c` draws a circle, a square or brackets around.
pub(super) fn unenclosed(c: char) -> Option<char> {
    if !matches!(c, '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' | '\u{3200}'..='\u{32ff}' | '\u{1f100}'..='\u{1f2ff}')
    {
        return None;
    }
    let mut inner = std::iter::once(c).nfkd().filter(|c| c.is_alphanumeric());
    let single = inner.next().filter(|_| inner.next().is_none());
    let inner = single.filter(|&single| single != c).or_else(|| negative(c))?;
    Normalized::new(inner.encode_utf8(&mut [0; 4])).text().chars().next()
}

/// The letter, digit or ideograph that `written` is or encloses, in lower case.
pub(super) fn letter(written: char) -> Option<char> {
    match written {
        '\u{4e00}'..='\u{9fff}' => Some(written),
        '\0'..='\u{7f}' => written.is_ascii_alphanumeric().then(|| written.to_ascii_lowercase()),
        // The marks of Chinese text.
        '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{ff01}'..='\u{ff0f}' => None,
        _ => unenclosed(written)
            .map(|c| c.to_ascii_lowercase())
            .or_else(|| written.is_alphanumeric().then_some(written)),
    }
}

/// The letter or digit in a black circle or square, which has no decomposition.
fn negative(c: char) -> Option<char> {
    let letter = |first: u32| char::from_u32(u32::from('a') + u32::from(c) - first);
    match c {
        '\u{1f150}'..='\u{1f169}' => letter(0x1f150),
        '\u{1f170}'..='\u{1f189}' => letter(0x1f170),
        '\u{2776}'..='\u{277e}' => char::from_u32(u32::from('1') + u32::from(c) - 0x2776),
        '\u{24ff}' => Some('0'),
        _ => None,
    }
}

/// The lines of a table: a character and the fields behind it.
fn entries(table: &str) -> impl Iterator<Item = (char, std::str::SplitWhitespace<'_>)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split_whitespace();
        let key = fields.next()?.chars().next()?;
        Some((key, fields))
    })
}

/// `way` itself, and `way` with what people type for a part that their keyboard lacks.
fn with_stand_ins(way: &str, stand_ins: &HashMap<char, Vec<char>>) -> Vec<String> {
    way.chars().fold(vec![String::new()], |written, part| {
        let others = stand_ins.get(&part).map_or(&[][..], Vec::as_slice);
        written
            .iter()
            .flat_map(|head| {
                std::iter::once(&part)
                    .chain(others)
                    .map(move |part| format!("{head}{part}"))
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_comes_apart_with_or_without_the_right_radicals() {
        let ways = splits('证');
        assert!(ways.contains(&"讠正".to_owned()) && ways.contains(&"言正".to_owned()));
        assert!(splits('疗').contains(&"疒了".to_owned()));
        let whole = ("了".to_owned(), '疗');
        assert!(meanings('疒').unwrap().wholes.contains(&whole));
        assert!(has_radical("氵台") && !has_radical("女子"));
    }

    #[test]
    fn what_looks_alike_leads_back() {
        assert!(lookalikes('治').contains(&'冶'));
        assert!(meanings('冶').unwrap().lookalikes.contains(&'治'));
        assert!(meanings('嘱').is_none());
    }

    #[test]
    fn circles_squares_and_brackets_come_off() {
        for (drawn, inner) in [
            ('ⓗ', 'h'),
            ('Ⓗ', 'H'),
            ('🅗', 'h'),
            ('🅷', 'h'),
            ('㊩', '医'),
            ('🈚', '无'),
            ('㈩', '十'),
            ('⒣', 'h'),
            ('❸', '3'),
            ('①', '1'),
        ] {
            assert_eq!(unenclosed(drawn), Some(inner), "{drawn}");
        }
        assert_eq!(unenclosed('好'), None);
        assert_eq!(unenclosed('⑾'), None);
    }
}
