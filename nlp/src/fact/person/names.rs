//! What names are made of: surnames, given names, titles and the words that only look like names.

use std::{cmp::Reverse, collections::HashSet, ops::Range, sync::LazyLock};

/// What a parent is called behind the name of the child.
pub(super) const PARENTS: [&str; 8] = ["妈妈", "爸爸", "妈咪", "奶奶", "外婆", "姥姥", "爷爷", "妈"];

/// The first Han character, and how many there are to the last one that has a class.
const FIRST: u32 = 0x4e00;
const COUNT: usize = 0x5200;

/// What a character can be in a name: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u8);

impl Class {
    /// A surname that begins a full name wherever a name may stand.
    pub(super) const STRONG: Self = Self(1);
    /// A surname that is also an everyday word.
    const WEAK: Self = Self(2);
    /// A surname of one character.
    pub(super) const SURNAME: Self = Self(1 | 2);
    /// The first character of a surname of two.
    pub(super) const COMPOUND: Self = Self(4);
    /// A character of given names.
    pub(super) const GIVEN: Self = Self(8);
    /// The first character of a title.
    pub(super) const TITLE: Self = Self(16);
    /// 老 and 小 before a surname.
    pub(super) const FAMILIAR: Self = Self(32);
    /// The first character of what a parent is called.
    pub(super) const PARENT: Self = Self(64);

    /// Whether one of `others` is among them.
    pub(super) fn holds(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// Both together.
    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What names are made of.
pub(super) struct Names {
    pub(super) english: HashSet<&'static str>,
    pub(super) regions: Vec<&'static str>,
    ordinary: HashSet<&'static str>,
    /// By the number of the character behind [`FIRST`].
    classes: Vec<Class>,
    /// Surnames of two characters.
    compound: Vec<&'static str>,
    /// By first character, the longest first.
    titles: Vec<Title>,
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
            classes: vec![Class::default(); COUNT],
            compound: Vec::new(),
            titles: entries(titles).map(Title::parse).collect(),
            ordinary: entries(ordinary).flat_map(str::split_whitespace).collect(),
            english: entries(english).flat_map(str::split_whitespace).collect(),
            regions: entries(regions).flat_map(str::split_whitespace).collect(),
        };
        let mut section = "";
        for line in entries(surnames) {
            match (line, section) {
                ("[strong]" | "[weak]" | "[compound]", _) => section = line,
                (_, "[strong]") => names.mark(line.chars(), Class::STRONG),
                (_, "[weak]") => names.mark(line.chars(), Class::WEAK),
                _ => names.compound.extend(line.split_whitespace()),
            }
        }
        names
            .titles
            .sort_by_key(|title| (title.first(), Reverse(title.text.len())));
        let firsts = |words: &[&'static str]| words.iter().filter_map(|word| word.chars().next()).collect::<Vec<_>>();
        let compound = firsts(&names.compound);
        let titles: Vec<char> = names.titles.iter().filter_map(Title::first).collect();
        names.mark(compound, Class::COMPOUND);
        names.mark(titles, Class::TITLE);
        names.mark(entries(given).flat_map(str::chars), Class::GIVEN);
        names.mark(firsts(&PARENTS), Class::PARENT);
        names.mark(['老', '小'], Class::FAMILIAR);
        names
    }

    fn mark(&mut self, chars: impl IntoIterator<Item = char>, class: Class) {
        for c in chars {
            if let Some(known) = place(c).and_then(|place| self.classes.get_mut(place)) {
                *known = known.or(class);
            }
        }
    }

    /// What `c` can be in a name.
    pub(super) fn class(&self, c: char) -> Class {
        let known = place(c).and_then(|place| self.classes.get(place));
        known.copied().unwrap_or_default()
    }

    /// The bytes of the surname that `text` starts with.
    pub(super) fn surname(&self, text: &str) -> Option<usize> {
        let first = text.chars().next()?;
        if self.class(first).holds(Class::COMPOUND)
            && let Some(surname) = self.compound.iter().find(|surname| text.starts_with(**surname))
        {
            return Some(surname.len());
        }
        self.class(first).holds(Class::SURNAME).then_some(first.len_utf8())
    }

    /// The bytes of the title that `text` starts with.
    pub(super) fn title(&self, text: &str) -> Option<usize> {
        let first = text
            .chars()
            .next()
            .filter(|&first| self.class(first).holds(Class::TITLE))?;
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

/// The place of `c` in the table of classes.
fn place(c: char) -> Option<usize> {
    usize::try_from(u32::from(c).checked_sub(FIRST)?).ok()
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
