//! What names are made of: surnames, given names, titles and the words that only look like names.

use std::{cmp::Reverse, collections::HashSet, ops::Range, sync::LazyLock};

use crate::text::CharSet;

/// What names are made of.
pub(super) struct Names {
    pub(super) strong: CharSet,
    pub(super) given: CharSet,
    pub(super) ordinary: HashSet<&'static str>,
    pub(super) english: HashSet<&'static str>,
    pub(super) regions: Vec<&'static str>,
    weak: CharSet,
    /// Surnames of two characters.
    compound: Vec<&'static str>,
    /// The first characters of `compound`.
    compound_starts: CharSet,
    /// Titles by first character, those with the same one together and the longest first.
    titles: Vec<Title>,
    title_starts: CharSet,
}

struct Title {
    text: &'static str,
    /// Characters that make another word of it.
    not_before: &'static str,
}

pub(super) static NAMES: LazyLock<Names> = LazyLock::new(Names::load);

impl Names {
    fn load() -> Self {
        let surnames = include_str!("../../../resources/fact/surnames.txt");
        let titles = include_str!("../../../resources/fact/titles.txt");
        let given = include_str!("../../../resources/fact/given_names.txt");
        let english = include_str!("../../../resources/fact/english_names.txt");
        let ordinary = include_str!("../../../resources/fact/ordinary_words.txt");
        let regions = include_str!("../../../resources/fact/regions.txt");
        let mut names = Self {
            strong: CharSet::default(),
            weak: CharSet::default(),
            compound: Vec::new(),
            compound_starts: CharSet::default(),
            given: entries(given).flat_map(str::chars).collect(),
            titles: entries(titles).map(Title::parse).collect(),
            title_starts: CharSet::default(),
            ordinary: entries(ordinary).flat_map(str::split_whitespace).collect(),
            english: entries(english).flat_map(str::split_whitespace).collect(),
            regions: entries(regions).flat_map(str::split_whitespace).collect(),
        };
        let mut section = "";
        for line in entries(surnames) {
            match (line, section) {
                ("[strong]" | "[weak]" | "[compound]", _) => section = line,
                (_, "[strong]") => names.strong.extend(line.chars()),
                (_, "[weak]") => names.weak.extend(line.chars()),
                _ => names.compound.extend(line.split_whitespace()),
            }
        }
        names.compound_starts = names.compound.iter().filter_map(|name| name.chars().next()).collect();
        names.title_starts = names.titles.iter().filter_map(Title::first).collect();
        names
            .titles
            .sort_by_key(|title| (title.first(), Reverse(title.text.len())));
        names
    }

    /// Whether a surname may begin with `first` and go on with `next`, a title or a given name behind it included.
    pub(super) fn may_start(&self, first: char, next: char) -> bool {
        self.is_surname(first) && (self.given.contains(next) || self.title_starts.contains(next))
            || self.compound_starts.contains(first)
    }

    /// Whether a surname of one character is `first`.
    pub(super) fn is_surname(&self, first: char) -> bool {
        self.strong.contains(first) || self.weak.contains(first)
    }

    /// The bytes of the surname that `text` starts with.
    pub(super) fn surname(&self, text: &str) -> Option<usize> {
        let first = text.chars().next()?;
        if self.compound_starts.contains(first)
            && let Some(surname) = self.compound.iter().find(|surname| text.starts_with(**surname))
        {
            return Some(surname.len());
        }
        self.is_surname(first).then_some(first.len_utf8())
    }

    /// The bytes of the title that `text` starts with.
    pub(super) fn title(&self, text: &str) -> Option<usize> {
        let first = text.chars().next().filter(|&first| self.title_starts.contains(first))?;
        let start = self.titles.partition_point(|title| title.first() < Some(first));
        let titles = self.titles.get(start..)?.iter();
        titles
            .take_while(|title| title.first() == Some(first))
            .find(|title| {
                text.strip_prefix(title.text)
                    .is_some_and(|rest| !rest.starts_with(|next| title.not_before.contains(next)))
            })
            .map(|title| title.text.len())
    }

    /// Whether `name` is an everyday word.
    pub(super) fn is_ordinary(&self, text: &str, range: Range<usize>) -> bool {
        text.get(range).is_some_and(|name| self.ordinary.contains(name))
    }
}

impl Title {
    fn parse(line: &'static str) -> Self {
        let (text, not_before) = line.split_once(' ').unwrap_or((line, ""));
        Self { text, not_before }
    }

    fn first(&self) -> Option<char> {
        self.text.chars().next()
    }
}

/// The lines of a resource without its comments.
fn entries(resource: &'static str) -> impl Iterator<Item = &'static str> {
    resource
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}
