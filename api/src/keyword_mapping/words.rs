//! The keywords and synonyms of a mapping: cleaned, and told apart from those of other mappings.

use std::collections::{HashMap, HashSet};

use entity::{keyword_mapping, types::Words};
use nlp::norm::Normalized;

use crate::{error::UserErrorCode, validation::Validator};

const MAX_WORD: usize = 30;
const MAX_WORDS: usize = 100;

/// The words of the input's field `field`, each with a form that can be told from the others.
pub(super) fn words(validator: &mut Validator, field: &str, given: &[String]) -> Words {
    if given.len() > MAX_WORDS {
        validator.report(field, UserErrorCode::TooLong, format!("最多 {MAX_WORDS} 个词"));
        return Words::default();
    }
    let mut words = Vec::with_capacity(given.len());
    for (index, word) in given.iter().enumerate() {
        let path = [field, &index.to_string()];
        let word = validator.text(path, word, MAX_WORD);
        if !word.is_empty() && meaning(&word).is_empty() {
            validator.report(path, UserErrorCode::Invalid, "应含有文字、字母或数字");
        }
        words.push(word);
    }
    Words(words)
}

/// Reports every word that the mapping itself has already.
pub(super) fn report_repeated(validator: &mut Validator, keywords: &Words, synonyms: &Words) {
    let mut seen = HashSet::new();
    for (field, words) in [("keywords", keywords), ("synonyms", synonyms)] {
        for (index, word) in words.0.iter().enumerate() {
            let meaning = meaning(word);
            if !meaning.is_empty() && !seen.insert(meaning) {
                let path = [field, &index.to_string()];
                validator.report(path, UserErrorCode::Taken, format!("本映射中已有“{word}”"));
            }
        }
    }
}

/// Reports every keyword that one of `others` has already.
pub(super) fn report_taken(validator: &mut Validator, keywords: &Words, others: &[keyword_mapping::Model]) {
    let owners: HashMap<String, &str> = others
        .iter()
        .flat_map(|other| other.keywords.0.iter().map(|word| (meaning(word), other.name.as_str())))
        .collect();
    for (index, word) in keywords.0.iter().enumerate() {
        if let Some(owner) = owners.get(&meaning(word)) {
            let message = format!("关键词“{word}”已属于映射“{owner}”");
            validator.report(["keywords", &index.to_string()], UserErrorCode::Taken, message);
        }
    }
}

/// What a question is matched with: of a word in another script, width or case there is only one.
fn meaning(word: &str) -> String {
    let plain = Normalized::new(word);
    let letters = plain.text().chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_the_same_in_every_script_width_and_case() {
        for (one, other) in [("濕疹", "湿疹"), ("ＩＳＯＦＩＸ", "isofix"), ("益 生 菌", "益生菌")] {
            assert_eq!(meaning(one), meaning(other));
        }
        assert_ne!(meaning("湿疹"), meaning("湿疹霜"));
        assert_eq!(meaning("！…"), "");
    }
}
