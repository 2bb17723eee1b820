//! How far a sensitive term is written from its plain form.

use serde::{Deserialize, Serialize};

use crate::{finding::Severity, norm::Normalized};

/// A way to write a term so that a search for it fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Disguise {
    /// 繁体: Traditional characters (過敏).
    Traditional,
    /// 变体: full-width letters, other fonts, compatibility forms (ｆｕ作用).
    Width,
    /// 隐形字符: characters without width in between.
    Invisible,
    /// 夹符号: spaces, punctuation or emoji in between (过·敏).
    Marks,
    /// 圈字: characters in circles, brackets or squares (ⓗui扣).
    Enclosed,
    /// 形近字: characters that look alike (冶疗).
    LookAlike,
    /// 拆字: characters taken apart (氵台疗).
    Split,
    /// 拼音: syllables instead of characters (guo敏).
    Pinyin,
    /// 谐音: characters that sound alike (回抠).
    Homophone,
    /// 首字母: the first letters of the syllables (hk).
    Initials,
}

impl Disguise {
    /// Every disguise, the cheapest first.
    pub const ALL: [Self; 10] = [
        Self::Traditional,
        Self::Width,
        Self::Invisible,
        Self::Marks,
        Self::Enclosed,
        Self::LookAlike,
        Self::Split,
        Self::Pinyin,
        Self::Homophone,
        Self::Initials,
    ];

    /// What it adds to the cost of a hit, however often the term makes use of it.
    pub fn cost(self) -> u8 {
        match self {
            Self::Traditional | Self::Width => 1,
            Self::Invisible | Self::Marks | Self::Enclosed => 2,
            Self::LookAlike | Self::Split | Self::Pinyin => 3,
            Self::Homophone => 5,
            Self::Initials => 8,
        }
    }

    /// Its Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Traditional => "繁体字",
            Self::Width => "变体字符",
            Self::Invisible => "隐形字符",
            Self::Marks => "夹杂符号",
            Self::Enclosed => "圈字",
            Self::LookAlike => "形近字",
            Self::Split => "拆字",
            Self::Pinyin => "拼音",
            Self::Homophone => "谐音字",
            Self::Initials => "拼音首字母",
        }
    }
}

/// How a sensitive term was disguised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Evasion {
    /// The sum of the costs of its disguises: 1 for one that readers do not notice, 8 and more for one that only a
    /// guess sees through. What is written plainly has no evasion and costs nothing.
    pub cost: u8,
    /// The disguises, the cheapest first, each once.
    pub kinds: Vec<Disguise>,
}

impl Evasion {
    /// The evasion of a term that makes use of `disguises`, or `None` when it makes use of none.
    pub(crate) fn of(disguises: impl IntoIterator<Item = Disguise>) -> Option<Self> {
        let mut kinds: Vec<Disguise> = disguises.into_iter().collect();
        kinds.sort_unstable();
        kinds.dedup();
        (!kinds.is_empty()).then(|| Self {
            cost: kinds.iter().map(|kind| kind.cost()).sum(),
            kinds,
        })
    }

    /// How much a term of `severity` weighs when it is written like this: what rests on its sound alone weighs less,
    /// what rests on letters least.
    pub(crate) fn soften(&self, severity: Severity) -> Severity {
        if self.kinds.contains(&Disguise::Initials) {
            Severity::Info
        } else if self.kinds.contains(&Disguise::Homophone) && severity == Severity::Error {
            Severity::Warning
        } else if self.kinds.contains(&Disguise::Homophone) {
            Severity::Info
        } else {
            severity
        }
    }

    /// The disguises by name.
    pub(crate) fn names(&self) -> String {
        let names: Vec<&str> = self.kinds.iter().map(|kind| kind.name()).collect();
        names.join("、")
    }
}

/// The disguises of a written text that normalising it removes.
pub(super) fn of_forms(original: &str) -> impl Iterator<Item = Disguise> {
    original.chars().filter(|c| !c.is_ascii()).filter_map(|c| {
        let normalized = Normalized::new(c.encode_utf8(&mut [0; 4]));
        match normalized.text().chars().next() {
            None => Some(Disguise::Invisible),
            Some(plain) if plain == c => None,
            Some(plain) if plain.is_ascii() || !is_ideograph(c) => Some(Disguise::Width),
            Some(_) => Some(Disguise::Traditional),
        }
    })
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_normalising_removes_is_named() {
        let forms = |text: &str| Evasion::of(of_forms(text)).map_or(Vec::new(), |evasion| evasion.kinds);
        assert_eq!(forms("过敏"), []);
        assert_eq!(forms("過敏"), [Disguise::Traditional]);
        assert_eq!(forms("过\u{200b}ｍｉｎ"), [Disguise::Width, Disguise::Invisible]);
    }

    #[test]
    fn costs_add_up_and_the_sound_alone_weighs_less() {
        let evasion = Evasion::of([Disguise::Homophone, Disguise::Marks, Disguise::Marks]).unwrap();
        assert_eq!((evasion.cost, evasion.names().as_str()), (7, "夹杂符号、谐音字"));
        assert_eq!(evasion.soften(Severity::Error), Severity::Warning);
        let marks = Evasion::of([Disguise::Marks]).unwrap();
        assert_eq!(marks.soften(Severity::Error), Severity::Error);
        assert_eq!(Evasion::of([]), None);
    }

    #[test]
    fn the_list_is_in_the_order_of_the_costs() {
        assert!(Disguise::ALL.is_sorted_by_key(|kind| kind.cost()));
        assert!(Disguise::ALL.is_sorted());
    }
}
