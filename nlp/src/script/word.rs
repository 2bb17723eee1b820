//! What a word can do in a name: end it, end the name before it, carry on the name of a product.
//!
//! It is looked up once for each word of a sentence, because every vague phrase of the sentence asks for names.

use std::{
    collections::HashMap,
    ops::{BitOr, Range},
    sync::LazyLock,
};

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noun {
    /// 变频器ACS580, 二段奶粉.
    Product,
    /// 江北店.
    Store,
    /// 区教育局, 恒力纺织.
    Organisation,
}

/// Words of one character that names of products contain; any other ends one. Stores and organisations are called by
/// any character (银|泰|店).
const INSIDE: &str = "型式段级号新大小双单高低中微全半超区市省县州城东西南北一二三四五六七八九十";

/// Words that name a product only together with another: 仓储系统.
const GENERAL: [&str; 4] = ["系统", "平台", "模块", "材料"];

/// A word of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    /// Its bytes in the whole text.
    pub(super) range: Range<usize>,
    /// Whether something else is already read here: a person, a time, a number.
    pub(super) taken: bool,
    length: usize,
    marks: Marks,
    heads: ByNoun<Option<bool>>,
    ends: ByNoun<bool>,
}

impl<'t> Word<'t> {
    /// Looks up what the word `text` at `range` can do.
    pub(super) fn new(text: &'t str, range: Range<usize>, taken: bool) -> Self {
        let length = text.chars().count();
        let marks = LEXICON.marks(text);
        let endings = LEXICON.endings(text);
        let is_break = marks.has(Marks::BREAK) || marks.has(Marks::NO_STORE) || is_count(text);
        Self {
            text,
            range,
            taken,
            length,
            marks,
            heads: ByNoun {
                product: product_head(marks, endings, length),
                store: store_head(text, marks, length),
                organisation: organisation_head(text, marks, endings, length),
            },
            ends: ByNoun {
                product: is_break
                    || !stays_in_name(text, |c| c.is_ascii_alphanumeric() || c == '-' || INSIDE.contains(c)),
                store: is_break || !stays_in_name(text, char::is_alphanumeric),
                organisation: is_break || !stays_in_name(text, char::is_alphanumeric),
            },
        }
    }

    /// How many characters it has.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// Whether a name may end in the word, and if so whether the word is a name by itself.
    pub(super) fn is_head(&self, noun: Noun) -> Option<bool> {
        self.heads.of(noun)
    }

    /// Whether a name ends before the word.
    pub(super) fn ends_name(&self, noun: Noun) -> bool {
        self.ends.of(noun)
    }

    /// Whether the name of a product goes on with the word: 变频器|ACS580, 辅食|机.
    pub(super) fn continues_product(&self) -> bool {
        self.marks.has(Marks::GOODS) || self.marks.has(Marks::GOODS_ENDING) || is_model(self.text)
    }

    /// Whether a product is named before the word: 样品 in 电动推杆的样品.
    pub(super) fn follows_product(&self) -> bool {
        self.marks.has(Marks::BEHIND)
    }
}

/// Something known for each kind of name.
#[derive(Clone, Copy, Debug)]
struct ByNoun<T> {
    product: T,
    store: T,
    organisation: T,
}

impl<T: Copy> ByNoun<T> {
    fn of(self, noun: Noun) -> T {
        match noun {
            Noun::Product => self.product,
            Noun::Store => self.store,
            Noun::Organisation => self.organisation,
        }
    }
}

/// The lists of the lexicon that hold a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Marks(u16);

impl Marks {
    const GOODS: Self = Self(1);
    const GOODS_ENDING: Self = Self(1 << 1);
    /// Words behind which a product is named.
    const BEHIND: Self = Self(1 << 2);
    const NO_GOODS: Self = Self(1 << 3);
    const ORGANISATION_ENDING: Self = Self(1 << 4);
    const NO_ORGANISATION: Self = Self(1 << 5);
    const NO_STORE: Self = Self(1 << 6);
    const BREAK: Self = Self(1 << 7);
    const GENERAL: Self = Self(1 << 8);

    fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Marks {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

struct Lexicon {
    marks: HashMap<&'static str, Marks>,
    /// The most characters of an ending.
    longest_ending: usize,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let goods = include_str!("../../resources/script/goods.txt");
    let organisations = include_str!("../../resources/script/organisations.txt");
    let stores = include_str!("../../resources/script/stores.txt");
    let breaks = include_str!("../../resources/script/breaks.txt");
    let mut marks: HashMap<&'static str, Marks> = HashMap::new();
    let mut mark = |words: &mut dyn Iterator<Item = &'static str>, with: Marks| {
        for word in words {
            let marks = marks.entry(word).or_default();
            *marks = *marks | with;
        }
    };
    mark(&mut section(goods, "[words]"), Marks::GOODS);
    mark(&mut section(goods, "[endings]"), Marks::GOODS_ENDING);
    mark(&mut section(goods, "[behind]"), Marks::BEHIND);
    mark(&mut section(goods, "[not]"), Marks::NO_GOODS);
    mark(&mut section(organisations, "[endings]"), Marks::ORGANISATION_ENDING);
    mark(&mut section(organisations, "[not]"), Marks::NO_ORGANISATION);
    mark(&mut section(stores, ""), Marks::NO_STORE);
    mark(&mut section(breaks, ""), Marks::BREAK);
    mark(&mut GENERAL.into_iter(), Marks::GENERAL);
    let endings = section(goods, "[endings]").chain(section(organisations, "[endings]"));
    Lexicon {
        longest_ending: endings.map(|ending| ending.chars().count()).max().unwrap_or(0),
        marks,
    }
});

impl Lexicon {
    fn marks(&self, word: &str) -> Marks {
        self.marks.get(word).copied().unwrap_or_default()
    }

    /// The marks of everything that `word` ends with, itself included.
    fn endings(&self, word: &str) -> Marks {
        word.char_indices()
            .rev()
            .take(self.longest_ending)
            .filter_map(|(at, _)| word.get(at..))
            .fold(Marks::default(), |all, ending| all | self.marks(ending))
    }
}

/// The words of one section of a resource.
fn section(resource: &'static str, name: &'static str) -> impl Iterator<Item = &'static str> {
    let mut current = "";
    resource
        .lines()
        .filter(move |line| {
            if line.starts_with('[') {
                current = line;
            }
            current == name && !line.starts_with('[') && !line.starts_with('#')
        })
        .flat_map(str::split_whitespace)
}

fn product_head(marks: Marks, endings: Marks, length: usize) -> Option<bool> {
    let alone = !marks.has(Marks::GENERAL);
    if marks.has(Marks::GOODS) {
        return Some(alone);
    }
    let ends = endings.has(Marks::GOODS_ENDING) && !marks.has(Marks::NO_GOODS) && !marks.has(Marks::BREAK);
    ends.then_some(length > 1 && alone)
}

fn store_head(word: &str, marks: Marks, length: usize) -> Option<bool> {
    // 东门|店 is often cut as 东|门店.
    if word == "店" || word == "门店" {
        return Some(false);
    }
    (word.ends_with('店') && length > 2 && !marks.has(Marks::NO_STORE)).then_some(true)
}

fn organisation_head(word: &str, marks: Marks, endings: Marks, length: usize) -> Option<bool> {
    if matches!(word, "院" | "局" | "厂") {
        return Some(false);
    }
    endings
        .has(Marks::ORGANISATION_ENDING)
        .then(|| !marks.has(Marks::NO_ORGANISATION) && length > 2)
}

/// S7-1200, ACS580, V3.
fn is_model(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_alphanumeric() || "-/+.".contains(c))
}

/// 三家, 几台, 多个.
fn is_count(word: &str) -> bool {
    let counted = word.strip_suffix(['家', '个', '间', '台', '款', '批', '箱', '套', '件', '种']);
    counted.is_some_and(|number| {
        !number.is_empty()
            && number
                .chars()
                .all(|c| c.is_ascii_digit() || "一二两三四五六七八九十百千几多各每数".contains(c))
    })
}

/// Whether names hold such a word; a single character only if it is `allowed`.
fn stays_in_name(word: &str, allowed: impl Fn(char) -> bool) -> bool {
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some(only), None) => allowed(only),
        (Some(first), Some(_)) => first.is_alphanumeric(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str, noun: Noun) -> Option<bool> {
        Word::new(text, 0..text.len(), false).is_head(noun)
    }

    #[test]
    fn the_end_of_a_word_tells_what_it_names() {
        assert_eq!(head("奶粉", Noun::Product), Some(true));
        assert_eq!(head("系统", Noun::Product), Some(false));
        assert_eq!(head("商机", Noun::Product), None);
        assert_eq!(head("江北店", Noun::Store), Some(true));
        assert_eq!(head("门店", Noun::Store), Some(false));
        assert_eq!(head("教育局", Noun::Organisation), Some(true));
        assert_eq!(head("局", Noun::Organisation), Some(false));
        assert_eq!(head("今天", Noun::Organisation), None);
    }

    #[test]
    fn counts_marks_and_verbs_end_a_name() {
        let ends = |text: &str| Word::new(text, 0..text.len(), false).ends_name(Noun::Organisation);
        assert!(ends("三家") && ends("，") && ends("去"));
        assert!(!ends("华宇") && !ends("银"));
    }
}
