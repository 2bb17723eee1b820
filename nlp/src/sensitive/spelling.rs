//! The ways to write a character so that a search for it fails: in pinyin, or taken apart.

use std::{collections::HashMap, sync::LazyLock};

use pinyin::ToPinyinMulti;

/// The parts that characters of the shipped terms are taken apart into.
static PARTS: LazyLock<HashMap<char, Vec<String>>> = LazyLock::new(|| {
    read_parts(
        include_str!("../../resources/sensitive/split.txt"),
        include_str!("../../resources/sensitive/parts.txt"),
    )
});

/// Parts that no text holds on their own, so that they alone show the intent.
const RADICALS: &str = "讠氵扌亻艹辶钅纟疒礻攵刂阝忄饣⺮囗勹匚宀彡夂犭冫灬丷廾彳㐱㡭龶";

/// The syllables of `c` without tones, each once.
pub(super) fn syllables(c: char) -> Vec<&'static str> {
    let mut syllables: Vec<&'static str> = c
        .to_pinyin_multi()
        .into_iter()
        .flatten()
        .map(pinyin::Pinyin::plain)
        .filter(|syllable| syllable.is_ascii())
        .collect();
    syllables.sort_unstable();
    syllables.dedup();
    syllables
}

/// The ways in which `c` is taken apart.
pub(super) fn parts(c: char) -> &'static [String] {
    PARTS.get(&c).map_or(&[], Vec::as_slice)
}

/// Whether `text` holds a part that is no character of its own.
pub(super) fn has_radical(text: &str) -> bool {
    text.contains(|c| RADICALS.contains(c))
}

fn read_parts(splits: &str, stand_ins: &str) -> HashMap<char, Vec<String>> {
    let stand_ins: HashMap<char, Vec<char>> = entries(stand_ins)
        .map(|(part, others)| (part, others.filter_map(|other| other.chars().next()).collect()))
        .collect();
    entries(splits)
        .map(|(c, ways)| {
            let mut all: Vec<String> = ways.flat_map(|way| with_stand_ins(way, &stand_ins)).collect();
            all.sort_unstable();
            all.dedup();
            (c, all)
        })
        .collect()
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
    fn a_character_has_each_of_its_syllables() {
        assert_eq!(syllables('过'), ["guo"]);
        assert_eq!(syllables('行'), ["hang", "heng", "xing"]);
        assert!(syllables('a').is_empty());
    }

    #[test]
    fn a_character_comes_apart_with_or_without_the_right_radicals() {
        let ways = parts('证');
        assert!(ways.contains(&"讠正".to_owned()) && ways.contains(&"言正".to_owned()));
        assert!(parts('疗').contains(&"疒了".to_owned()));
        assert!(has_radical("氵台") && !has_radical("女子"));
    }
}
