//! Sensitive terms (lint guide §4), also where they hide: other widths and scripts, characters in between, pinyin,
//! characters taken apart.
//!
//! [`scan`] says where a closer look is worth it, [`search`] finds a word however it is written, [`place`] decides
//! whether it counts, [`term`] holds the terms as data and [`pii`] knows the numbers of people.

mod digits;
mod evasion;
mod kind;
mod lexicon;
mod negation;
mod pairs;
mod pii;
mod place;
mod plane;
mod scan;
mod search;
mod shape;
mod sound;
mod term;
mod trie;
mod writing;

#[cfg(test)]
mod evasion_tests;
#[cfg(test)]
mod filter_tests;
#[cfg(test)]
mod tests;

use std::{cmp::Reverse, collections::HashSet, ops::Range};

pub use evasion::{Disguise, Evasion};
use lexicon::Found;
pub(crate) use lexicon::Lexicon;
use pii::Number;
pub(crate) use place::is_taken_back;
pub(crate) use term::{Policy, Term, as_written};

use crate::{
    document::Document,
    finding::Category,
    hit::{Hit, without_overlaps},
};

/// The rules for personal numbers: id and what it finds.
const NUMBERS: [(Number, &str, &str); 3] = [
    (Number::Mobile, "pii/mobile", "手机号"),
    (Number::Identity, "pii/identity-card", "身份证号"),
    (Number::BankCard, "pii/bank-card", "银行卡号"),
];

/// The sensitive terms of a document in the order of the text: the shipped ones and those of `own`, except the rules
/// and terms in `disabled`.
pub(crate) fn find(document: &Document<'_>, own: Option<&Lexicon>, disabled: &HashSet<String>) -> Vec<Hit> {
    // Where both know a word, what the organisation says about it counts.
    let shipped = Lexicon::shipped();
    match own {
        Some(own) => find_in(document, [own, shipped], disabled),
        None => find_in(document, [shipped], disabled),
    }
}

fn find_in<const COUNT: usize>(
    document: &Document<'_>,
    lexicons: [&Lexicon; COUNT],
    disabled: &HashSet<String>,
) -> Vec<Hit> {
    let scan = scan::scan(document.text(), lexicons.map(Lexicon::pairs));
    let mut hits: Vec<Hit> = lexicons
        .iter()
        .zip(&scan.starts)
        .flat_map(|(lexicon, starts)| lexicon.find(document, starts, disabled))
        .map(|found| term_hit(document, &found))
        .chain(number_hits(document, &scan.numbers, disabled))
        .collect();
    hits.sort_by_key(|hit| (precedence(hit.category), Reverse(hit.range.len()), hit.range.start));
    without_overlaps(hits)
}

/// The ids of the rules for personal numbers, with the name of the number.
pub(crate) fn numbers() -> impl Iterator<Item = (&'static str, &'static str)> {
    NUMBERS.iter().map(|&(_, id, name)| (id, name))
}

/// Of two terms that overlap, the one of the lower number stays: a claim of efficacy wins over a medical word.
fn precedence(category: Category) -> usize {
    Category::ALL
        .iter()
        .position(|&other| other == category)
        .unwrap_or(Category::ALL.len())
}

fn term_hit(document: &Document<'_>, found: &Found<'_>) -> Hit {
    let original = document
        .original()
        .get(document.normalized().to_original(found.range.clone()))
        .unwrap_or_default();
    let evasion = Evasion::of(evasion::of_forms(original).chain(found.writing.disguises()));
    let written = evasion.as_ref().map_or_else(String::new, |evasion| {
        format!("（写作“{original}”，{}）", evasion.names())
    });
    let law = found
        .policy
        .law
        .as_ref()
        .map(|law| format!("（{law}）"))
        .unwrap_or_default();
    let severity = found.entry.severity.unwrap_or_else(|| found.policy.category.severity());
    Hit {
        rule: found.entry.id.to_string(),
        category: found.policy.category,
        severity: evasion.as_ref().map_or(severity, |evasion| evasion.soften(severity)),
        range: found.range.clone(),
        missing: Vec::new(),
        rejected: Vec::new(),
        message: format!("“{}”{written}{}{law}", found.word, found.policy.why),
        evasion,
    }
}

fn number_hits(document: &Document<'_>, places: &[Range<usize>], disabled: &HashSet<String>) -> Vec<Hit> {
    pii::find(document.text(), places)
        .into_iter()
        .filter_map(|(number, range)| {
            let (_, rule, name) = NUMBERS.iter().find(|(known, ..)| *known == number)?;
            (!disabled.contains(*rule)).then(|| Hit {
                rule: (*rule).to_owned(),
                category: Category::Pii,
                severity: Category::Pii.severity(),
                range,
                missing: Vec::new(),
                rejected: Vec::new(),
                message: format!("{name}是个人信息，不要写进日报，请登记到客户资料里（《个人信息保护法》第六条）"),
                evasion: None,
            })
        })
        .collect()
}
