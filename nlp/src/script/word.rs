//! What a word can do in a name: end it, end the name before it, carry on the name of a product.
//!
//! Every word of a sentence is asked whether a name can end in it, which one look at its last character answers for most;
//! the rest is asked only where a name is read.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    ops::{BitOr, Range},
    sync::LazyLock,
};

use crate::text::{CharSet, mix};

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
const INSIDE: &str = "型式段级号新大小双单高低中微全半超区市省县州城东西南北零一二三四五六七八九十学步硅铝铜钢铁塑胶电水油气风光热冷冰火木竹石纸\
    布棉麻丝皮毛羊牛奶乳米豆茶酒糖盐果蔬肉鱼虾蛋门窗红黄蓝绿白黑紫金银彩软硬轻干湿净智云网磁波声音视影图屏板管线儿童婴幼滤料闸脂刷齿轮轴泵阀";

/// Words that name a product only together with another: 仓储系统.
const GENERAL: [&str; 7] = ["系统", "平台", "模块", "材料", "软件", "设备", "终端"];

/// What one does to an organisation that is named behind it.
const VISITS: [&str; 10] = [
    "拜访", "陌拜", "初访", "首访", "走访", "回访", "到访", "约见", "去", "到",
];

/// A word of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    /// Its bytes in the whole text.
    pub(super) range: &'t Range<usize>,
}

/// The kinds of names that may end in a word, each with whether the word is a name by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Heads {
    pub(super) product: Option<bool>,
    pub(super) store: Option<bool>,
    pub(super) organisation: Option<bool>,
}

/// Whether a word with this character at its edge can matter to names.
#[inline]
pub(super) fn tells_of_names(c: char) -> bool {
    LEXICON.edges.contains(c)
}

impl Word<'_> {
    /// How many characters it has.
    pub(super) fn length(&self) -> usize {
        self.text.chars().count()
    }

    /// Whether a name can end in a word with its last character.
    pub(super) fn may_end_name(&self) -> bool {
        let last = self.text.chars().next_back();
        last.is_some_and(|c| LEXICON.ends.contains(c))
    }

    /// The kinds of names that may end in the word.
    pub(super) fn heads(&self) -> Heads {
        let (marks, endings) = LEXICON.marks_and_endings(self.text);
        let length = self.length();
        Heads {
            product: product_head(marks, endings, length).filter(|_| !is_count(self.text)),
            store: store_head(self.text, marks, length),
            organisation: organisation_head(self.text, marks, endings, length),
        }
    }

    /// Whether a name ends before the word.
    pub(super) fn ends_name(&self, noun: Noun) -> bool {
        let inside = |c: char| match noun {
            Noun::Product => c.is_ascii_alphanumeric() || c == '-' || LEXICON.inside.contains(c),
            Noun::Store | Noun::Organisation => c.is_alphanumeric(),
        };
        if !stays_in_name(self.text, inside) || is_count(self.text) || is_done(self.text) {
            return true;
        }
        let marks = LEXICON.marks(self.text);
        marks.has(Marks::BREAK) || marks.has(Marks::NO_STORE)
    }

    /// Whether the name of a product goes on with the word: 变频器|ACS580, 辅食|机, 云盘|服务.
    pub(super) fn continues_product(&self) -> bool {
        let marks = LEXICON.marks(self.text);
        if marks.has(Marks::BREAK) {
            return false;
        }
        let named = marks.has(Marks::GOODS) || marks.has(Marks::GOODS_ENDING) || marks.has(Marks::GENERAL);
        named || self.text == "服务" || is_model(self.text)
    }

    /// Whether it names a product only together with another word: 系统 in 仓储系统.
    pub(super) fn names_only_together(&self) -> bool {
        LEXICON.marks(self.text).has(Marks::GENERAL)
    }

    /// Whether an organisation is named behind the word: 拜访 in 拜访铭泰玻璃的关总.
    pub(super) fn leads_to_organisation(&self) -> bool {
        VISITS.contains(&self.text)
    }

    /// Whether a word with its first and last character can have a product named before or behind it.
    pub(super) fn may_hint_at_product(&self) -> bool {
        let mut chars = self.text.chars();
        let edges = chars.next().map(|first| [first, chars.next_back().unwrap_or(first)]);
        edges.is_some_and(|edges| LEXICON.hints.contains(mix(edges)))
    }

    /// Whether a product is named before the word: 样品 in 电动推杆的样品.
    pub(super) fn follows_product(&self) -> bool {
        LEXICON.marks(self.text).has(Marks::BEHIND)
    }

    /// Whether a product is named behind the word: 演示 in 演示排班助手.
    pub(super) fn leads_to_product(&self) -> bool {
        LEXICON.marks(self.text).has(Marks::BEFORE)
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
    /// Words before which a product is named.
    const BEFORE: Self = Self(1 << 9);

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

/// Mixes the bytes of a short word. The lexicon is ours, so nobody can make it collide.
#[derive(Default)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let value = chunk.iter().fold(0, |value, &byte| value << 8 | u64::from(byte));
            self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 29
    }
}

struct Lexicon {
    marks: HashMap<&'static str, Marks, BuildHasherDefault<WordHasher>>,
    /// The most characters of an ending.
    longest_ending: usize,
    /// The last characters of everything that a name can end in.
    ends: CharSet,
    /// The first and last characters of the words that have a product named before or behind them, mixed to one.
    hints: CharSet,
    /// The last characters of what a name can end in, and the first ones of those words.
    edges: CharSet,
    /// Words of one character that names of products contain.
    inside: CharSet,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let goods = include_str!("../../resources/script/goods.txt");
    let organisations = include_str!("../../resources/script/organisations.txt");
    let stores = include_str!("../../resources/script/stores.txt");
    let breaks = include_str!("../../resources/script/breaks.txt");
    let mut marks: HashMap<&'static str, Marks, BuildHasherDefault<WordHasher>> = HashMap::default();
    let mut mark = |words: &mut dyn Iterator<Item = &'static str>, with: Marks| {
        for word in words {
            let marks = marks.entry(word).or_default();
            *marks = *marks | with;
        }
    };
    mark(&mut section(goods, "[words]"), Marks::GOODS);
    mark(&mut section(goods, "[endings]"), Marks::GOODS_ENDING);
    mark(&mut section(goods, "[behind]"), Marks::BEHIND);
    mark(&mut section(goods, "[before]"), Marks::BEFORE);
    mark(&mut section(goods, "[not]"), Marks::NO_GOODS);
    mark(&mut section(organisations, "[endings]"), Marks::ORGANISATION_ENDING);
    mark(&mut section(organisations, "[not]"), Marks::NO_ORGANISATION);
    mark(&mut section(stores, ""), Marks::NO_STORE);
    mark(&mut section(breaks, ""), Marks::BREAK);
    mark(&mut GENERAL.into_iter(), Marks::GENERAL);
    let endings = || section(goods, "[endings]").chain(section(organisations, "[endings]"));
    let ending_words = || endings().chain(section(goods, "[words]")).chain(GENERAL);
    let ends = || {
        let last = ending_words().filter_map(|word| word.chars().next_back());
        last.chain("店院局厂".chars())
    };
    let hints = || {
        let words = section(goods, "[behind]").chain(section(goods, "[before]"));
        words.filter_map(|word| Some([word.chars().next()?, word.chars().next_back()?]))
    };
    Lexicon {
        longest_ending: endings().map(|ending| ending.chars().count()).max().unwrap_or(0),
        ends: ends().collect(),
        hints: hints().map(mix).collect(),
        edges: ends().chain(hints().map(|[first, _]| first)).collect(),
        inside: INSIDE.chars().collect(),
        marks,
    }
});

impl Lexicon {
    fn marks(&self, word: &str) -> Marks {
        self.marks.get(word).copied().unwrap_or_default()
    }

    /// The marks of a word, and of everything that it ends with, itself included.
    fn marks_and_endings(&self, word: &str) -> (Marks, Marks) {
        let mut endings = Marks::default();
        for (at, _) in word.char_indices().rev().take(self.longest_ending) {
            let marks = self.marks(word.get(at..).unwrap_or_default());
            endings = endings | marks;
            if at == 0 {
                return (marks, endings);
            }
        }
        (self.marks(word), endings)
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
    if marks.has(Marks::GOODS) || marks.has(Marks::GENERAL) {
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
    let counted = word.strip_suffix([
        '家', '个', '间', '台', '款', '批', '箱', '套', '件', '种', '罐', '包', '瓶', '盒', '桶', '袋', '轮', '圈',
        '板',
    ]);
    counted.is_some_and(|number| {
        !number.is_empty()
            && number
                .chars()
                .all(|c| c.is_ascii_digit() || "一二两三四五六七八九十百千几多各每数半第首本这那上下整末".contains(c))
    })
}

/// 交到, 讲完: a verb with what came of it.
fn is_done(word: &str) -> bool {
    let verb = word.strip_suffix(['到', '给', '了', '过', '着', '完']);
    verb.is_some_and(|verb| !verb.is_empty())
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

    fn word(text: &str) -> Word<'_> {
        Word { text, range: &(0..0) }
    }

    #[test]
    fn the_end_of_a_word_tells_what_it_names() {
        assert_eq!(word("奶粉").heads().product, Some(true));
        assert_eq!(word("系统").heads().product, Some(false));
        assert_eq!(word("商机").heads().product, None);
        assert_eq!(word("江北店").heads().store, Some(true));
        assert_eq!(word("门店").heads().store, Some(false));
        assert_eq!(word("教育局").heads().organisation, Some(true));
        assert_eq!(word("局").heads().organisation, Some(false));
        assert!(word("教育局").may_end_name() && !word("今天").may_end_name());
    }

    #[test]
    fn counts_marks_and_verbs_end_a_name() {
        let ends = |text: &str| word(text).ends_name(Noun::Organisation);
        assert!(ends("三家") && ends("，") && ends("去"));
        assert!(!ends("华宇") && !ends("银"));
    }
}
