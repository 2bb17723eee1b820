//! Which sales situation a sentence speaks of: 催款, 样品试用, 巡店.

use std::{cmp::Reverse, ops::Range, sync::LazyLock};

use serde::Deserialize;

use crate::{
    grammar::Index,
    text::{CharSet, mix, pairs},
};

/// How strongly a situation must be spoken of to be named: by one word that is hardly said elsewhere.
const NAMED: f32 = 2.0;

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

/// The words of all situations.
pub(super) struct Lexicon {
    situations: Vec<Situation>,
    words: Index,
    /// What each word says.
    meanings: Vec<Meaning>,
    /// The words of one character.
    singles: CharSet,
    /// The first two characters of the others, mixed to one: a glance tells most pairs apart from them.
    mixed: CharSet,
}

/// What a word says about a situation.
#[derive(Clone, Copy, Debug)]
struct Meaning {
    situation: Situations,
    weight: f32,
}

impl Meaning {
    /// A longer word says more than a shorter one.
    fn of(word: &str, is_strong: bool, situation: usize) -> Self {
        let weight = match (is_strong, word.chars().count()) {
            (true, 0..=2) => 2.0,
            (true, 3) => 2.6,
            (true, _) => 3.2,
            (false, _) => 0.7,
        };
        Self {
            situation: Situations::only(situation),
            weight,
        }
    }
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    // The file is part of the crate; a test reads it strictly.
    let situations: Vec<Situation> =
        serde_json::from_str(include_str!("../../resources/script/situations.json")).unwrap_or_default();
    let (mut words, mut meanings): (Vec<&str>, _) = (Vec::new(), Vec::new());
    for (number, situation) in situations.iter().enumerate() {
        for (list, is_strong) in [(&situation.strong, true), (&situation.weak, false)] {
            words.extend(list.iter().map(String::as_str));
            meanings.extend(list.iter().map(|word| Meaning::of(word, is_strong, number)));
        }
    }
    let beginning = |word: &&str| {
        let mut chars = word.chars();
        (chars.next().unwrap_or_default(), chars.next())
    };
    let beginnings = || words.iter().map(beginning);
    Lexicon {
        singles: beginnings()
            .filter_map(|(only, second)| second.is_none().then_some(only))
            .collect(),
        mixed: beginnings()
            .filter_map(|(first, second)| Some(mix([first, second?])))
            .collect(),
        words: Index::new(words.into_iter().zip(0..)),
        meanings,
        situations,
    }
});

/// The lexicon, read once per process.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// A set of situations: a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Situations(u64);

impl Situations {
    /// The situation with a number, alone.
    fn only(situation: usize) -> Self {
        Self(1 << (situation % 64))
    }

    fn meet(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// Whether it is empty.
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<usize> for Situations {
    fn from_iter<I: IntoIterator<Item = usize>>(situations: I) -> Self {
        let situations = situations.into_iter();
        Self(situations.fold(0, |set, situation| set | Self::only(situation).0))
    }
}

/// The situations that a script called `scenario` is for.
pub(super) fn named(scenario: &str) -> Situations {
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
        .collect::<Situations>()
    };
    let exact = named(true);
    if exact.is_empty() { named(false) } else { exact }
}

/// A word of the lexicon in a text.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// Its bytes in the whole text.
    pub(super) range: Range<usize>,
    meaning: Meaning,
}

impl Lexicon {
    /// Puts the words of the lexicon in `text`, which starts at byte `offset` of the whole, into `found`: by where they
    /// start, longer ones first.
    pub(super) fn mentions(&self, text: &str, offset: usize, found: &mut Vec<Mention>) {
        found.clear();
        for (at, pair) in pairs(text) {
            self.mentions_at(text, offset, at, pair, found);
        }
    }

    /// Adds the words that begin at byte `at` of `text`, where the characters `pair` stand.
    #[inline]
    pub(super) fn mentions_at(&self, text: &str, offset: usize, at: usize, pair: [char; 2], found: &mut Vec<Mention>) {
        let [first, second] = pair;
        if !(self.singles.contains(first) || self.mixed.contains(mix(pair))) {
            return;
        }
        let before = found.len();
        self.words.words_of(text, at, first, Some(second), |end, word| {
            found.extend(self.meanings.get(word).map(|&meaning| Mention {
                range: offset + at..offset + end,
                meaning,
            }));
        });
        if let Some(here @ [_, _, ..]) = found.get_mut(before..) {
            here.sort_unstable_by_key(|found| (Reverse(found.range.end), found.meaning.situation));
        }
    }
}

/// A situation that is spoken of.
#[derive(Debug)]
struct Spoken {
    situation: Situations,
    strength: f32,
    /// How far its words have been read.
    end: usize,
}

/// How strongly each situation is spoken of.
#[derive(Debug, Default)]
pub(super) struct Strengths {
    spoken: Vec<Spoken>,
    /// The situations that are spoken of at all.
    all: Situations,
}

impl Strengths {
    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.spoken.clear();
        self.all = Situations::default();
    }

    /// Adds `mentions`, in the order of [`Lexicon::mentions`], each times `share`.
    pub(super) fn add<'m>(&mut self, mentions: impl Iterator<Item = &'m Mention>, share: f32) {
        for spoken in &mut self.spoken {
            spoken.end = 0;
        }
        for mention in mentions {
            let strength = share * mention.meaning.weight;
            let end = mention.range.end;
            let same = |spoken: &&mut Spoken| spoken.situation == mention.meaning.situation;
            match self.spoken.iter_mut().find(same) {
                // A word inside a longer one of the same situation says nothing new.
                Some(spoken) if spoken.end < end => {
                    spoken.strength += strength;
                    spoken.end = end;
                }
                Some(_) => {}
                None => {
                    self.all.0 |= mention.meaning.situation.0;
                    self.spoken.push(Spoken {
                        situation: mention.meaning.situation,
                        strength,
                        end,
                    });
                }
            }
        }
    }

    /// Whether a situation is named.
    pub(super) fn speak(&self) -> bool {
        self.spoken.iter().any(|spoken| spoken.strength >= NAMED)
    }

    /// How strongly the one of `situations` is spoken of that is spoken of most.
    pub(super) fn strongest(&self, situations: Situations) -> f32 {
        if !self.all.meet(situations) {
            return 0.0;
        }
        let spoken = self.spoken.iter().filter(|spoken| spoken.situation.meet(situations));
        spoken.fold(0.0, |strongest, spoken| spoken.strength.max(strongest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(text: &str) -> String {
        let mut found = Vec::new();
        lexicon().mentions(text, 0, &mut found);
        let mut strengths = Strengths::default();
        strengths.add(found.iter(), 1.0);
        let strength = |&situation: &usize| strengths.strongest(Situations::only(situation));
        let best = (0..LEXICON.situations.len())
            .max_by(|a, b| strength(a).total_cmp(&strength(b)))
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
        assert!(all.len() <= 64, "a set of situations has 64 bits");
    }
}
