//! Names of products, stores and organisations in a sentence, read backwards from the word that tells what they are:
//! 燃气|锅炉, 人民路|店, 恒力|纺织.

use std::{collections::HashSet, ops::Range, sync::LazyLock};

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

/// A word of a sentence with its bytes in the whole text.
#[derive(Clone, Debug)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) range: Range<usize>,
    /// Whether something else is already read here: a person, a time, the vague phrase itself.
    pub(super) taken: bool,
}

/// Longer names are misread.
const LONGEST: usize = 12;
/// Words of one character that names of products contain; any other ends one. Stores and organisations are called by
/// any character (银|泰|店).
const INSIDE: &str = "型式段级号新大小双单高低中微全半超区市省县州城东西南北一二三四五六七八九十";

/// Words that name a product only together with another: 仓储系统.
const GENERAL: [&str; 4] = ["系统", "平台", "模块", "材料"];

struct Lexicon {
    goods: HashSet<&'static str>,
    goods_endings: Vec<&'static str>,
    /// Words behind which a product is named.
    behind: HashSet<&'static str>,
    no_goods: HashSet<&'static str>,
    organisation_endings: Vec<&'static str>,
    no_organisations: HashSet<&'static str>,
    no_stores: HashSet<&'static str>,
    breaks: HashSet<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let goods = include_str!("../../resources/script/goods.txt");
    let organisations = include_str!("../../resources/script/organisations.txt");
    Lexicon {
        goods: section(goods, "[words]").collect(),
        goods_endings: section(goods, "[endings]").collect(),
        behind: section(goods, "[behind]").collect(),
        no_goods: section(goods, "[not]").collect(),
        organisation_endings: section(organisations, "[endings]").collect(),
        no_organisations: section(organisations, "[not]").collect(),
        no_stores: section(include_str!("../../resources/script/stores.txt"), "").collect(),
        breaks: section(include_str!("../../resources/script/breaks.txt"), "").collect(),
    }
});

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

/// The names of a kind, in the order of the text.
pub(super) fn names(words: &[Word<'_>], noun: Noun) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 0..words.len() {
        if let Some(range) = name_ending_at(words, at, noun)
            && found.last().is_none_or(|last| last.end <= range.start)
        {
            found.push(range);
        }
    }
    found
}

fn name_ending_at(words: &[Word<'_>], at: usize, noun: Noun) -> Option<Range<usize>> {
    let head = words.get(at).filter(|word| !word.taken)?;
    let next = words.get(at + 1);
    let alone = is_head(head.text, noun)?;
    if noun == Noun::Store && next.is_some_and(|next| next.text.starts_with(['长', '员', '铺', '面', '里', '庆']))
    {
        return None;
    }
    let start = start_of_name(words, at, noun);
    if start == at && !alone {
        return None;
    }
    let mut end = head.range.end;
    if noun == Noun::Product {
        let behind = words.get(at + 1..).unwrap_or_default();
        let mut reached = end;
        for word in behind {
            if word.range.start != reached || word.taken || !continues_product(word.text) {
                break;
            }
            reached = word.range.end;
            // A hyphen belongs to a model only with what it joins.
            if word.text.ends_with(char::is_alphanumeric) {
                end = reached;
            }
        }
    }
    Some(words.get(start)?.range.start..end)
}

/// A product that only its place gives away: 电动推杆 in 电动推杆的样品, 智慧园区 in 对智慧园区感兴趣 where the phrase starts
/// at byte `phrase`.
pub(super) fn product_by_place(words: &[Word<'_>], phrase: usize) -> Option<Range<usize>> {
    (1..=words.len()).find_map(|behind| {
        let follower = words.get(behind).filter(|word| !word.taken);
        let at_phrase = words.get(behind).is_some_and(|word| word.range.start == phrase);
        let mut last = behind - 1;
        if words.get(last)?.text == "的" && !at_phrase {
            last = last.checked_sub(1)?;
        }
        if !at_phrase && !follower.is_some_and(|word| LEXICON.behind.contains(word.text)) {
            return None;
        }
        let word = words.get(last)?;
        let adjacent = words.get(behind)?.range.start - word.range.end <= "的".len();
        if word.taken || !adjacent || ends_name(word.text, Noun::Product) {
            return None;
        }
        let first = start_of_name(words, last, Noun::Product);
        let aimed_at = first
            .checked_sub(1)
            .and_then(|before| words.get(before))
            .is_some_and(|before| before.text == "对");
        let range = words.get(first)?.range.start..word.range.end;
        let long = words
            .get(first..=last)?
            .iter()
            .map(|word| word.text.chars().count())
            .sum::<usize>()
            > 1;
        (long && (aimed_at || !at_phrase)).then_some(range)
    })
}

/// The word that the name starts with whose last word is at `at`.
fn start_of_name(words: &[Word<'_>], at: usize, noun: Noun) -> usize {
    let mut start = at;
    let mut length = words.get(at).map_or(0, |word| word.text.chars().count());
    while let Some(before) = start.checked_sub(1).and_then(|before| words.get(before)) {
        let adjacent = words
            .get(start)
            .is_some_and(|first| first.range.start == before.range.end);
        length += before.text.chars().count();
        if !adjacent || before.taken || ends_name(before.text, noun) || length > LONGEST {
            break;
        }
        start -= 1;
    }
    start
}

/// Whether a name may end in `word`, and if so whether the word is a name by itself.
fn is_head(word: &str, noun: Noun) -> Option<bool> {
    let lexicon = &*LEXICON;
    let long = word.chars().count() > 1;
    match noun {
        Noun::Product if is_goods(word) => Some(!GENERAL.contains(&word)),
        Noun::Product => {
            let ends = lexicon.goods_endings.iter().any(|ending| word.ends_with(ending));
            (ends && !lexicon.no_goods.contains(word) && !lexicon.breaks.contains(word))
                .then_some(long && !GENERAL.contains(&word))
        }
        // 东门|店 is often cut as 东|门店.
        Noun::Store if word == "店" || word == "门店" => Some(false),
        Noun::Store => {
            (word.ends_with('店') && word.chars().count() > 2 && !lexicon.no_stores.contains(word)).then_some(true)
        }
        Noun::Organisation if matches!(word, "院" | "局" | "厂") => Some(false),
        Noun::Organisation => {
            let ends = lexicon.organisation_endings.iter().any(|ending| word.ends_with(ending));
            ends.then(|| !lexicon.no_organisations.contains(word) && word.chars().count() > 2)
        }
    }
}

fn is_goods(word: &str) -> bool {
    LEXICON.goods.contains(word)
}

/// Whether the name of a product goes on with `word`: 变频器|ACS580, 辅食|机.
fn continues_product(word: &str) -> bool {
    is_model(word) || is_goods(word) || LEXICON.goods_endings.contains(&word)
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

fn ends_name(word: &str, noun: Noun) -> bool {
    if LEXICON.breaks.contains(word) || LEXICON.no_stores.contains(word) || is_count(word) {
        return true;
    }
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some(only), None) => {
            let allowed = match noun {
                Noun::Product => only.is_ascii_alphanumeric() || only == '-' || INSIDE.contains(only),
                Noun::Store | Noun::Organisation => only.is_alphanumeric(),
            };
            !allowed
        }
        (Some(first), Some(_)) => !first.is_alphanumeric(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::Words;

    fn cut(text: &str) -> Vec<Word<'_>> {
        Words::of(text, 0)
            .iter()
            .map(|range| Word {
                text: text.get(range.clone()).unwrap(),
                range: range.clone(),
                taken: false,
            })
            .collect()
    }

    fn read(text: &str, noun: Noun) -> Vec<&str> {
        names(&cut(text), noun)
            .into_iter()
            .map(|range| text.get(range).unwrap())
            .collect()
    }

    #[test]
    fn products_are_read_with_what_describes_them_and_their_model() {
        assert_eq!(read("客户投诉伺服电机MR-J4老报警", Noun::Product), ["伺服电机MR-J4"]);
        assert_eq!(read("把三段羊奶粉的样品寄出", Noun::Product), ["三段羊奶粉"]);
        assert_eq!(read("商机还在,老板没表态", Noun::Product), [""; 0]);
    }

    #[test]
    fn stores_and_organisations_are_read_by_name() {
        assert_eq!(read("去巡了解放路店,店长不在", Noun::Store), ["解放路店"]);
        assert_eq!(read("今天巡店三家,门店都缺货", Noun::Store), [""; 0]);
        assert_eq!(read("到华宇机械做介绍", Noun::Organisation), ["华宇机械"]);
        assert_eq!(read("公司科技部门", Noun::Organisation), [""; 0]);
    }

    #[test]
    fn a_product_of_another_name_is_known_by_its_place() {
        let by_place = |text: &'static str, phrase: &str| {
            let range = product_by_place(&cut(text), text.find(phrase).unwrap());
            range.map(|range| text.get(range).unwrap())
        };
        assert_eq!(by_place("电动推杆的样品再等等", "再等等"), Some("电动推杆"));
        assert_eq!(by_place("客户对智慧园区感兴趣", "感兴趣"), Some("智慧园区"));
        assert_eq!(by_place("他们比较感兴趣", "感兴趣"), None);
        assert_eq!(by_place("现场演示后再说", "再说"), None);
    }
}
