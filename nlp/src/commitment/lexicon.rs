//! The words of promises, from `resources/commitment`, found in one pass over a text.

use std::{
    collections::{BTreeSet, HashSet},
    ops::Range,
    sync::LazyLock,
};

use super::Party;
use crate::{
    grammar::Index,
    text::{CharSet, mix, pairs},
};

/// What a word does in a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Marker(Marker),
    Party(Side),
    /// Something owed, with who usually owes it, and whether it hands something over.
    Delivery {
        by: Option<Party>,
        is_strong: bool,
    },
    /// Asked for, planned, a condition, in doubt.
    Hindrance(Hindrance),
    /// A time that no calendar can hold.
    VagueTime,
    /// A longer word that only holds one of the others.
    Neutral,
}

/// How much more a marker needs to make a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// 答应: only what is promised.
    Given,
    /// 说好: a time or a delivery; either side may owe it.
    Agreed,
    /// 敲定: a time and a delivery.
    Settled,
    /// 保证: a time, or a delivery of the customer's.
    Assured,
    /// 确保: a delivery at a time, by somebody named.
    Ensured,
    /// 说行: a delivery at a time ahead.
    Assented,
    /// 确认: a delivery by a deadline.
    Confirmed,
    /// 会, 将: a delivery at a time ahead.
    Will,
}

/// Whose side a word for people stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Of(Party),
    /// Ours, unless the name of another stands before it: 公司.
    UsAlone,
    /// Either's: 财务, 主任.
    Either,
}

/// Where a word keeps a marker from being a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hindrance {
    /// Before the marker.
    Before,
    /// Anywhere in the clause.
    Question,
    /// In the clause of a future tense.
    Guess,
}

/// A word of the lexicon at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) range: Range<usize>,
    pub(super) role: Role,
}

/// The words, and what else their lists say.
pub(super) struct Lexicon {
    words: Index,
    roles: Vec<Role>,
    /// The first characters of markers.
    pub(super) marker_starts: CharSet,
    /// The first two characters of markers, mixed to one: a glance tells most pairs apart from them.
    marker_pairs: CharSet,
    /// Markers of one character.
    short_markers: CharSet,
    /// Words of two characters that only hold one of those: 会议, 即将.
    neutral_pairs: BTreeSet<[char; 2]>,
    /// What ends a name and makes it a customer's: 王总.
    pub(super) customer_titles: Vec<&'static str>,
    /// What begins a name and makes it a colleague's: 小周.
    pub(super) colleague_names: Vec<&'static str>,
    pub(super) negations: Vec<&'static str>,
    pub(super) no_negations: Vec<&'static str>,
    pub(super) adverbs: Vec<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

/// The lexicon, read once per process.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    fn load() -> Self {
        let markers = include_str!("../../resources/commitment/markers.txt");
        let deliveries = include_str!("../../resources/commitment/deliveries.txt");
        let parties = include_str!("../../resources/commitment/parties.txt");
        let refusals = include_str!("../../resources/commitment/refusals.txt");
        let (marker, party, hindrance) = (Role::Marker, Role::Party, Role::Hindrance);
        let delivery = |by, is_strong| Role::Delivery { by, is_strong };
        // Where two lists hold a word, the first one counts.
        let listed = [
            (section(markers, "given"), marker(Marker::Given)),
            (section(markers, "agreed"), marker(Marker::Agreed)),
            (section(markers, "settled"), marker(Marker::Settled)),
            (section(markers, "assured"), marker(Marker::Assured)),
            (section(markers, "ensured"), marker(Marker::Ensured)),
            (section(markers, "assented"), marker(Marker::Assented)),
            (section(markers, "confirmed"), marker(Marker::Confirmed)),
            (section(markers, "will"), marker(Marker::Will)),
            (section(markers, "neutral"), Role::Neutral),
            (section(refusals, "question"), hindrance(Hindrance::Question)),
            (section(refusals, "before marker"), hindrance(Hindrance::Before)),
            (section(refusals, "unless will"), hindrance(Hindrance::Guess)),
            (section(refusals, "vague time"), Role::VagueTime),
            (section(deliveries, "customer"), delivery(Some(Party::Customer), true)),
            (section(deliveries, "us"), delivery(Some(Party::Us), true)),
            (
                section(deliveries, "of customer"),
                delivery(Some(Party::Customer), false),
            ),
            (section(deliveries, "of us"), delivery(Some(Party::Us), false)),
            (section(deliveries, "strong either"), delivery(None, true)),
            (section(deliveries, "either"), delivery(None, false)),
            (section(parties, "us"), party(Side::Of(Party::Us))),
            (section(parties, "us alone"), party(Side::UsAlone)),
            (section(parties, "customer"), party(Side::Of(Party::Customer))),
            (section(parties, "either"), party(Side::Either)),
        ];
        let (mut seen, mut words, mut roles) = (HashSet::new(), Vec::new(), Vec::new());
        for (list, role) in listed {
            for word in list {
                if seen.insert(word) {
                    words.push(word);
                    roles.push(role);
                }
            }
        }
        let of_role = |is_wanted: fn(Role) -> bool| {
            let listed = words.iter().zip(&roles);
            listed.filter(move |&(_, &role)| is_wanted(role)).map(|(&word, _)| word)
        };
        let markers = || of_role(|role| matches!(role, Role::Marker(_)));
        let neutral =
            of_role(|role| role == Role::Neutral).filter(|word| word.chars().count() == 2 && !MEETINGS.contains(word));
        Self {
            marker_starts: markers().filter_map(|word| word.chars().next()).collect(),
            marker_pairs: markers().filter_map(first_two).map(mix).collect(),
            short_markers: markers()
                .filter(|word| first_two(word).is_none())
                .flat_map(str::chars)
                .collect(),
            neutral_pairs: neutral.filter_map(first_two).collect(),
            words: Index::new(words.iter().copied().zip(0..)),
            roles,
            customer_titles: section(parties, "of customer"),
            colleague_names: section(parties, "of us"),
            negations: section(refusals, "negation"),
            no_negations: section(refusals, "no negation"),
            adverbs: section(refusals, "adverb"),
        }
    }

    /// Whether the meeting at `range` is a time with 会 behind it: 下周会付款, but not 下周会议.
    fn speaks_of_future(&self, text: &str, range: Range<usize>) -> bool {
        let next = text
            .get(range.end..)
            .and_then(|rest| rest.chars().next())
            .unwrap_or(' ');
        let before = text.get(..range.start).unwrap_or_default();
        text.get(range).is_some_and(|word| MEETINGS.contains(&word))
            && before.ends_with(['上', '下', '本', '这', '今', '明', '个'])
            && !self.neutral_pairs.contains(&['会', next])
    }

    /// Whether a marker may begin at byte `at` of a sentence, where one of [`Self::marker_starts`] stands.
    pub(super) fn may_promise(&self, sentence: &str, at: usize) -> bool {
        let Some((before, behind)) = sentence.split_at_checked(at) else {
            return false;
        };
        let mut chars = behind.chars();
        let first = chars.next().unwrap_or(' ');
        let pair = [first, chars.next().unwrap_or(' ')];
        let is_neutral = || {
            let pair_before = [before.chars().next_back().unwrap_or(' '), first];
            self.neutral_pairs.contains(&pair) || self.neutral_pairs.contains(&pair_before)
        };
        let is_marker = || {
            let longest = self.longest(sentence, at, pair).map(|(_, word)| word);
            matches!(longest.and_then(|word| self.roles.get(word)), Some(Role::Marker(_)))
        };
        self.short_markers.contains(first) && !is_neutral() || self.marker_pairs.contains(mix(pair)) && is_marker()
    }

    /// The longest word at byte `at` of `text`, where `pair` stands: the byte behind it and its number.
    fn longest(&self, text: &str, at: usize, [first, second]: [char; 2]) -> Option<(usize, usize)> {
        let mut longest = None;
        self.words
            .words_of(text, at, first, Some(second), |end, word| longest = Some((end, word)));
        longest
    }

    /// The words of `text`, which starts at byte `offset`, in order; none overlaps another.
    pub(super) fn tokens(&self, text: &str, offset: usize) -> Vec<Token> {
        let mut tokens = Vec::new();
        let mut behind = 0;
        for (at, pair) in pairs(text) {
            if at >= behind
                && let Some((end, word)) = self.longest(text, at, pair)
            {
                behind = end;
                tokens.extend(self.token(text, at..end, word, offset));
            }
        }
        tokens
    }

    /// What the word with a number says at `range` of a text that starts at byte `offset`.
    fn token(&self, text: &str, range: Range<usize>, word: usize, offset: usize) -> Option<Token> {
        let role = self.roles.get(word).copied()?;
        let (start, end) = (offset + range.start, offset + range.end);
        if role != Role::Neutral {
            return Some(Token {
                range: start..end,
                role,
            });
        }
        self.speaks_of_future(text, range).then(|| Token {
            range: end - '会'.len_utf8()..end,
            role: Role::Marker(Marker::Will),
        })
    }
}

fn first_two(word: &str) -> Option<[char; 2]> {
    let mut chars = word.chars();
    Some([chars.next()?, chars.next()?])
}

/// Meetings that end like a time with 会 behind it: 下周|会付款.
const MEETINGS: [&str; 4] = ["周会", "月会", "早会", "晚会"];

/// The words of one `[section]` of a resource, without its comments.
fn section(resource: &'static str, name: &str) -> Vec<&'static str> {
    resource
        .lines()
        .map(str::trim)
        .skip_while(|line| line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) != Some(name))
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_read() {
        let lexicon = lexicon();
        for list in [
            &lexicon.customer_titles,
            &lexicon.colleague_names,
            &lexicon.negations,
            &lexicon.no_negations,
            &lexicon.adverbs,
        ] {
            assert!(!list.is_empty());
        }
        let roles: Vec<Role> = lexicon
            .tokens("客户答应尽快打款", 0)
            .into_iter()
            .map(|token| token.role)
            .collect();
        assert_eq!(
            roles,
            [
                Role::Party(Side::Of(Party::Customer)),
                Role::Marker(Marker::Given),
                Role::VagueTime,
                Role::Delivery {
                    by: Some(Party::Customer),
                    is_strong: true
                },
            ]
        );
    }

    #[test]
    fn a_longer_word_hides_a_marker() {
        for text in ["承诺书原件", "投标保证金", "会议室", "说好用", "即将"] {
            let markers = lexicon()
                .tokens(text, 0)
                .into_iter()
                .filter(|token| matches!(token.role, Role::Marker(_)));
            assert_eq!(markers.count(), 0, "{text}");
        }
    }
}
