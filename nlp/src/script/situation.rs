//! Which sales situation a sentence speaks of: 催款, 样品试用, 巡店.

use std::{cmp::Reverse, ops::Range, sync::LazyLock};

use serde::Deserialize;

use crate::terms::Terms;

/// A situation of the lexicon.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Situation {
    /// What scripts call it, the usual name first.
    scenarios: Vec<String>,
    /// Words that are said in it and hardly elsewhere.
    strong: Vec<String>,
    /// Words that are said in it, among others.
    weak: Vec<String>,
}

struct Lexicon {
    situations: Vec<Situation>,
    words: Terms,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    // The file is part of the crate; a test reads it strictly.
    let situations: Vec<Situation> =
        serde_json::from_str(include_str!("../../resources/script/situations.json")).unwrap_or_default();
    let words = situations.iter().zip(0_u32..).flat_map(|(situation, index)| {
        let strong = situation.strong.iter().map(move |word| (word.clone(), 2 * index));
        let weak = situation.weak.iter().map(move |word| (word.clone(), 2 * index + 1));
        strong.chain(weak)
    });
    Lexicon {
        words: Terms::new(words),
        situations,
    }
});

/// The situations that a script called `scenario` is for.
pub(super) fn named(scenario: &str) -> Vec<usize> {
    let named = |exact: bool| {
        let all = LEXICON.situations.iter().enumerate();
        all.filter(|(_, situation)| {
            situation.scenarios.iter().any(|name| {
                if exact {
                    name == scenario
                } else {
                    scenario.contains(name.as_str())
                }
            })
        })
        .map(|(index, _)| index)
        .collect::<Vec<_>>()
    };
    let exact = named(true);
    if exact.is_empty() { named(false) } else { exact }
}

/// A word of the lexicon in a text.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// Its bytes in the whole text.
    pub(super) range: Range<usize>,
    situation: usize,
    weight: f64,
}

/// The words of the lexicon in `text`, which starts at byte `offset` of the whole: by where they start, longer ones
/// first. A longer word says more than a shorter one.
pub(super) fn mentions(text: &str, offset: usize) -> Vec<Mention> {
    let mut found: Vec<(Range<usize>, u32)> = LEXICON.words.find(text).collect();
    found.sort_by_key(|(range, owner)| (range.start, Reverse(range.end), *owner));
    found
        .into_iter()
        .filter_map(|(range, owner)| {
            let strong = owner % 2 == 0;
            let weight = match (strong, text.get(range.clone())?.chars().count()) {
                (true, 0..=2) => 2.0,
                (true, 3) => 2.6,
                (true, _) => 3.2,
                (false, _) => 0.7,
            };
            Some(Mention {
                range: offset + range.start..offset + range.end,
                situation: usize::try_from(owner / 2).ok()?,
                weight,
            })
        })
        .collect()
}

/// How strongly `mentions`, in the order of [`mentions`], speak of each situation.
pub(super) fn strengths<'m>(mentions: impl Iterator<Item = &'m Mention>) -> Vec<f64> {
    // The score of each situation, and how far its words have been read.
    let mut read = vec![(0.0, 0); LEXICON.situations.len()];
    for mention in mentions {
        if let Some((score, end)) = read.get_mut(mention.situation)
            // A word inside a longer one of the same situation says nothing new.
            && *end < mention.range.end
        {
            *score += mention.weight;
            *end = mention.range.end;
        }
    }
    read.into_iter().map(|(score, _)| score).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(text: &str) -> String {
        let scores = strengths(mentions(text, 0).iter());
        let best = (0..scores.len())
            .max_by(|&a, &b| scores[a].total_cmp(&scores[b]))
            .unwrap();
        LEXICON.situations[best].scenarios[0].clone()
    }

    #[test]
    fn the_words_of_a_sentence_tell_the_situation() {
        assert_eq!(best("账上没钱,尾款拖到月底"), "催款");
        assert_eq!(best("头一次上门,聊了半小时"), "首次拜访");
        assert_eq!(best("试样寄出两周了"), "样品试用");
        assert_eq!(best("货架和堆头都乱"), "巡店");
        assert_eq!(best("设备吊装完等调试"), "安装交付");
    }

    #[test]
    fn scenarios_are_known_by_several_names() {
        assert_eq!(named("交付安装"), named("安装交付"));
        assert_eq!(named("大客户催款专用"), named("催款"));
        assert!(named("海外仓").is_empty());
    }

    #[test]
    fn the_lexicon_is_well_formed() {
        let all: Vec<Situation> = serde_json::from_str(include_str!("../../resources/script/situations.json")).unwrap();
        for situation in &all {
            assert!(!situation.scenarios.is_empty() && !situation.strong.is_empty());
        }
    }
}
