//! Sensitive terms as data: how they are worded, where they count and where they do not.

use serde::Deserialize;

use crate::{
    finding::{Category, Severity},
    pack::Examples,
    segment::Alignment,
};

/// The files of the shipped terms.
const FILES: [&str; 5] = [
    include_str!("../../resources/sensitive/efficacy.json"),
    include_str!("../../resources/sensitive/medical.json"),
    include_str!("../../resources/sensitive/absolute.json"),
    include_str!("../../resources/sensitive/over_promise.json"),
    include_str!("../../resources/sensitive/bribery.json"),
];

/// A sensitive term in all its wordings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Term {
    /// Stable id; becomes `Finding::rule`.
    pub(crate) id: String,
    /// How much it weighs; as much as its category when absent.
    #[serde(default)]
    pub(crate) severity: Option<Severity>,
    /// Its wordings; in the files `{a|b}` stands for either, here and in `except`.
    pub(crate) words: Vec<String>,
    /// How it may lie against the words of the sentence; when empty, anything but across them. Across them suits
    /// only wordings that no others can form.
    #[serde(default)]
    pub(crate) alignment: Vec<Alignment>,
    /// Longer wordings that overlap the term and are fine: 神经过敏.
    #[serde(default)]
    pub(crate) except: Vec<String>,
    /// Words that make the term harmless where they stand in its clause: 装卸 for 辛苦费.
    #[serde(default)]
    pub(crate) not_with: Vec<String>,
    /// Words of which one must stand in its clause: 采购 for 两条烟.
    #[serde(default)]
    pub(crate) with: Vec<String>,
    /// What must follow for the term to count, `$` being the end of the clause; anything when empty.
    #[serde(default)]
    pub(crate) followed_by: Vec<String>,
    /// What may stand before it instead of what must follow.
    #[serde(default)]
    pub(crate) preceded_by: Vec<String>,
    /// What must not follow: 批 for 全国第一.
    #[serde(default)]
    pub(crate) not_followed_by: Vec<String>,
    /// Whether a date ahead in its clause turns it into a commitment: 周五前交货绝对没问题.
    #[serde(default)]
    pub(crate) time_excuses: bool,
    /// Sentences in which it must be reported or must not.
    #[serde(default)]
    pub(crate) examples: Examples,
}

/// What the terms of one category have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Policy {
    pub(crate) category: Category,
    /// The law or rule behind it, if there is one.
    pub(crate) law: Option<String>,
    /// What is wrong with such a term, continuing a sentence that begins with it.
    pub(crate) why: String,
    /// Whether the terms ship with the crate, chosen so that long ones cannot come about by accident.
    pub(crate) shipped: bool,
    /// Words near which a few letters can stand for one of the terms.
    pub(crate) context: Vec<String>,
    /// What makes any of the terms harmless.
    pub(crate) exemptions: Vec<Exemption>,
}

/// A case in which the authorities say that words of a category are no violation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Exemption {
    /// Stable id.
    pub(crate) id: String,
    /// What is exempt, in Chinese.
    pub(crate) what: String,
    /// Where it is written.
    pub(crate) source: String,
    /// Longer wordings that overlap the term; `{a|b}` stands for either.
    #[serde(default)]
    pub(crate) wordings: Vec<String>,
    /// Words that exempt the term where they stand before it in its clause.
    #[serde(default)]
    pub(crate) before: Vec<String>,
    /// Words that exempt it where they stand behind it in its clause.
    #[serde(default)]
    pub(crate) after: Vec<String>,
    /// Sentences that it exempts, and sentences of the same words that it does not.
    #[serde(default)]
    pub(crate) examples: Examples,
}

/// The exemptions from the ban on superlatives.
const EXEMPTIONS: &str = include_str!("../../resources/sensitive/exemptions.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    category: Category,
    law: String,
    why: String,
    context: Vec<String>,
    terms: Vec<Term>,
}

/// The terms that ship with the crate.
///
/// The files are compiled in and a test reads each of them, so that one that does not parse cannot ship.
pub(super) fn shipped() -> Vec<(Policy, Vec<Term>)> {
    let mut groups = as_written();
    for (_, terms) in &mut groups {
        for term in terms {
            term.spell_out();
        }
    }
    groups
}

/// The shipped terms with their `{a|b}` groups.
pub(crate) fn as_written() -> Vec<(Policy, Vec<Term>)> {
    FILES
        .iter()
        .filter_map(|file| serde_json::from_str::<File>(file).ok())
        .map(|file| {
            let policy = Policy {
                category: file.category,
                law: Some(file.law),
                why: file.why,
                shipped: true,
                context: file.context,
                exemptions: exemptions(file.category),
            };
            (policy, file.terms)
        })
        .collect()
}

/// The exemptions that hold for a category.
fn exemptions(category: Category) -> Vec<Exemption> {
    let all = match category {
        Category::AbsoluteClaim => serde_json::from_str::<Vec<Exemption>>(EXEMPTIONS).unwrap_or_default(),
        _ => Vec::new(),
    };
    let spelled_out = |mut exemption: Exemption| {
        exemption.wordings = exemption.wordings.iter().flat_map(|text| alternatives(text)).collect();
        exemption
    };
    all.into_iter().map(spelled_out).collect()
}

impl Term {
    fn spell_out(&mut self) {
        for wordings in [&mut self.words, &mut self.except] {
            *wordings = wordings.iter().flat_map(|wording| alternatives(wording)).collect();
        }
    }
}

/// Every wording of a pattern with `{a|b|}` groups, in order.
fn alternatives(pattern: &str) -> Vec<String> {
    let group = pattern
        .split_once('{')
        .and_then(|(head, rest)| rest.split_once('}').map(|(choices, tail)| (head, choices, tail)));
    let Some((head, choices, tail)) = group else {
        return vec![pattern.to_owned()];
    };
    let tails = alternatives(tail);
    choices
        .split('|')
        .flat_map(|choice| tails.iter().map(move |tail| format!("{head}{choice}{tail}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::{
        document::Document,
        pack::example,
        sensitive::{lexicon::Lexicon, scan::scan},
    };

    #[test]
    fn every_term_passes_its_examples() {
        let mut failures = Vec::new();
        for file in FILES {
            let File { category, terms, .. } = serde_json::from_str(file).unwrap();
            for term in terms {
                for (is_match, text) in term.examples.iter() {
                    if let Some(failure) = example::failure_of_shipped(&term.id, text, is_match) {
                        let quoted = serde_json::to_string(text).unwrap();
                        let line = 1 + file.lines().position(|line| line.contains(&quoted)).unwrap();
                        let id = &term.id;
                        failures.push(format!(
                            "{id}, line {line} of the file of {category:?}: {text}: {failure}"
                        ));
                    }
                }
            }
        }
        assert!(failures.is_empty(), "{failures:#?}");
    }

    #[test]
    fn every_file_parses_and_every_id_is_unique() {
        for file in FILES {
            serde_json::from_str::<File>(file).unwrap();
        }
        let mut ids = HashSet::new();
        for (_, terms) in shipped() {
            for term in terms {
                assert!(ids.insert(term.id.clone()), "{} twice", term.id);
                assert!(!term.words.is_empty(), "{}", term.id);
            }
        }
    }

    #[test]
    fn a_word_has_two_characters_and_an_exception_goes_beyond_the_words() {
        for (_, terms) in shipped() {
            for term in terms {
                for word in &term.words {
                    assert!(word.chars().count() >= 2, "{}: {word}", term.id);
                    assert!(
                        !term.except.iter().any(|fine| word.contains(fine.as_str())),
                        "{}: {word}",
                        term.id
                    );
                    assert!(!word.contains(['{', '}', '|']), "{}: {word}", term.id);
                }
            }
        }
    }

    #[test]
    fn every_exemption_exempts_its_examples_and_nothing_else() {
        let all = shipped();
        let mut strict = all.clone();
        for (policy, _) in &mut strict {
            policy.exemptions.clear();
        }
        let strict = Lexicon::new(strict, true);
        let claims = |lexicon: &Lexicon, text: &str| {
            let document = Document::new(text, example::DATE);
            let scan = scan(document.text(), [lexicon.pairs()]);
            let found = lexicon.find(&document, &scan.starts[0], &HashSet::new());
            let mut claims = found
                .iter()
                .filter(|found| found.policy.category == Category::AbsoluteClaim);
            claims.next().is_some()
        };
        let (mut ids, mut failures) = (HashSet::new(), Vec::new());
        for exemption in all.iter().flat_map(|(policy, _)| &policy.exemptions) {
            assert!(ids.insert(exemption.id.as_str()), "{} twice", exemption.id);
            assert!(
                !exemption.what.is_empty() && !exemption.source.is_empty(),
                "{}",
                exemption.id
            );
            assert!(exemption.examples.matching.len() >= 2, "{}", exemption.id);
            assert!(!exemption.examples.no_match.is_empty(), "{}", exemption.id);
            for text in &exemption.examples.matching {
                failures.extend((!claims(&strict, text)).then(|| format!("{}: {text} needs none", exemption.id)));
                failures.extend(claims(Lexicon::shipped(), text).then(|| format!("{}: {text}", exemption.id)));
            }
            for text in &exemption.examples.no_match {
                failures.extend((!claims(Lexicon::shipped(), text)).then(|| format!("{}: not {text}", exemption.id)));
            }
        }
        assert!(failures.is_empty(), "{failures:#?}");
        assert_eq!(ids.len(), 9);
    }

    #[test]
    fn every_term_has_examples_of_both_kinds() {
        for (_, terms) in shipped() {
            for term in terms {
                assert!(term.examples.matching.len() >= 2, "{}", term.id);
                assert!(!term.examples.no_match.is_empty(), "{}", term.id);
            }
        }
    }

    #[test]
    fn groups_stand_for_either() {
        assert_eq!(
            alternatives("{保证|一定}{|能}过"),
            ["保证过", "保证能过", "一定过", "一定能过"]
        );
        assert_eq!(alternatives("包过"), ["包过"]);
    }
}
