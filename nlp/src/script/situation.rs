//! Which sales situation a sentence speaks of: 催款, 样品试用, 巡店.

use std::sync::LazyLock;

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

/// How strongly each situation is spoken of in `text`; a longer word says more than a shorter one.
pub(super) fn spoken_of(text: &str) -> Vec<f64> {
    let mut scores = vec![0.0; LEXICON.situations.len()];
    let mut read: Vec<(std::ops::Range<usize>, u32)> = LEXICON.words.find(text).collect();
    read.sort_by_key(|(range, owner)| (range.start, std::cmp::Reverse(range.end), *owner));
    let mut covered: Vec<(usize, u32)> = Vec::new();
    for (range, owner) in read {
        let situation = owner / 2;
        // A word inside a longer one of the same situation says nothing new.
        if covered
            .iter()
            .any(|&(end, other)| other == situation && range.end <= end)
        {
            continue;
        }
        let strong = owner % 2 == 0;
        let length = text.get(range.clone()).map_or(0, |word| word.chars().count());
        let weight = match (strong, length) {
            (true, 0..=2) => 2.0,
            (true, 3) => 2.6,
            (true, _) => 3.2,
            (false, _) => 0.7,
        };
        covered.retain(|&(_, other)| other != situation);
        covered.push((range.end, situation));
        if let Some(score) = usize::try_from(situation).ok().and_then(|at| scores.get_mut(at)) {
            *score += weight;
        }
    }
    scores
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(text: &str) -> String {
        let scores = spoken_of(text);
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
