//! The units that make a number a quantity, found by their first character.

use std::sync::LazyLock;

/// Which numbers a unit goes with: a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Uses(u8);

impl Uses {
    /// Any number: 三家, 20台.
    pub(super) const ANY: Self = Self(1);
    /// Only Arabic digits: 三包 is a word.
    pub(super) const DIGITS: Self = Self(2);
    /// It makes an amount of money.
    pub(super) const MONEY: Self = Self(4);
    /// Even a bare 一 counts: 一台, while 一个 introduces.
    pub(super) const ONE: Self = Self(8);
    /// It only begins like a unit: 家具.
    pub(super) const NONE: Self = Self(16);

    /// Whether one of `others` is among them.
    pub(super) fn hold(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// Both together.
    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A unit with its uses.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub(super) text: &'static str,
    pub(super) uses: Uses,
}

/// All units, those with the same first character together and the longest first.
pub(super) struct Units {
    /// First characters in order, each with where its units end; they start where those before end.
    firsts: Vec<(char, usize)>,
    units: Vec<Unit>,
}

/// The shipped units.
pub(super) static UNITS: LazyLock<Units> =
    LazyLock::new(|| Units::read(include_str!("../../resources/fact/units.txt")));

impl Units {
    fn read(text: &'static str) -> Self {
        let mut units: Vec<Unit> = Vec::new();
        let mut section = "";
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[') {
                section = name.trim_end_matches(']');
                continue;
            }
            for word in line.split_whitespace() {
                let uses = match section {
                    "any" => Uses::ANY,
                    "digits" => Uses::DIGITS,
                    "money" => Uses::MONEY,
                    "one" => Uses::ONE,
                    _ => Uses::NONE,
                };
                units.push(Unit { text: word, uses });
            }
        }
        units.sort_by_key(|unit| (unit.text.chars().next(), std::cmp::Reverse(unit.text.len()), unit.text));
        units.dedup_by(|later, first| {
            let same = later.text == first.text;
            if same {
                first.uses = first.uses.or(later.uses);
            }
            same
        });
        let mut firsts: Vec<(char, usize)> = Vec::new();
        for (index, unit) in units.iter().enumerate() {
            let Some(first) = unit.text.chars().next() else {
                continue;
            };
            match firsts.last_mut() {
                Some((known, end)) if *known == first => *end = index + 1,
                _ => firsts.push((first, index + 1)),
            }
        }
        Self { firsts, units }
    }

    /// The units that `text` starts with, the longest first.
    pub(super) fn starting<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Unit> + 't {
        let first = text.chars().next().unwrap_or_default();
        let found = self.firsts.binary_search_by_key(&first, |&(known, _)| known).ok();
        let range = found.and_then(|index| {
            let start = match index.checked_sub(1) {
                Some(before) => self.firsts.get(before)?.1,
                None => 0,
            };
            Some(start..self.firsts.get(index)?.1)
        });
        let units = self.units.get(range.unwrap_or_default()).unwrap_or_default();
        units.iter().copied().filter(move |unit| text.starts_with(unit.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_units_that_a_text_starts_with_are_found_longest_first() {
        let found: Vec<&str> = UNITS.starting("万元合同").map(|unit| unit.text).collect();
        assert_eq!(found, ["万元"]);
        let found: Vec<&str> = UNITS.starting("平方米的").map(|unit| unit.text).collect();
        assert_eq!(found, ["平方米", "平方", "平"]);
        assert_eq!(UNITS.starting("").count(), 0);
        assert_eq!(UNITS.starting("龘").count(), 0);
    }
}
