//! Wordings that a pattern is written for, to try it with.

use std::collections::BTreeMap;

use super::{
    pattern::{Item, Pattern, Repeat},
    syntax::{self, Misread, RuleSource, Source},
};

/// As many alternatives of an item are tried.
const MOST: usize = 40;

/// The wordings of each pattern and exception of `rules`, in their order.
///
/// They hold each alternative of each item, but not each combination of alternatives.
pub(crate) fn wordings(
    files: &[&str],
    classes: &BTreeMap<String, Vec<String>>,
    rules: &[RuleSource<'_>],
) -> Result<Vec<Vec<String>>, Vec<Misread>> {
    let source = syntax::read_rules(files, classes, rules)?;
    Ok(source
        .patterns
        .iter()
        .map(|pattern| of_pattern(pattern, &source))
        .collect())
}

fn of_pattern(pattern: &Pattern, source: &Source) -> Vec<String> {
    let alternatives = pattern.items.iter().map(|item| match item {
        Item::Words { set, .. } => source.sets.get(*set).map_or(1, Vec::len),
        _ => 1,
    });
    let count = alternatives.max().unwrap_or(1).min(MOST);
    let mut texts: Vec<String> = [false, true]
        .into_iter()
        .flat_map(|whole| (0..count).map(move |choice| (whole, choice)))
        .map(|(whole, choice)| wording(pattern, source, whole, choice))
        .collect();
    texts.sort();
    texts.dedup();
    texts
}

/// The wording with the alternative of number `choice` of each item; the optional ones only in the `whole` pattern.
fn wording(pattern: &Pattern, source: &Source, whole: bool, choice: usize) -> String {
    let mut text = String::new();
    let mut ended = false;
    for item in &pattern.items {
        match *item {
            Item::ClauseStart => ended = !text.is_empty(),
            Item::ClauseEnd => ended = true,
            Item::Gap(_) => {}
            Item::Words {
                repeat: Repeat::Optional | Repeat::Any,
                ..
            } if !whole => {}
            Item::Words { set, .. } => {
                let words = source.sets.get(set).map(Vec::as_slice).unwrap_or_default();
                let word = words.get(choice % words.len().max(1));
                let word = word.and_then(|&word| source.words.get(word));
                if std::mem::take(&mut ended) {
                    text.push('，');
                }
                text.push_str(word.map_or("", String::as_str));
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_hold_every_alternative() {
        let patterns = ["很* 好|棒|行 ~ (吗)".to_owned(), "^ 空 $ 了".to_owned()];
        let rule = RuleSource {
            id: "a",
            patterns: &patterns,
            exceptions: &[],
        };
        let wordings = wordings(&[], &BTreeMap::new(), &[rule]).unwrap();
        let expected = [
            vec!["好吗", "很好吗", "很棒吗", "很行吗", "棒吗", "行吗"],
            vec!["空，了"],
        ];
        assert_eq!(wordings, expected);
    }
}
