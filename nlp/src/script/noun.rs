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

struct Lexicon {
    goods: HashSet<&'static str>,
    goods_endings: Vec<&'static str>,
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
    let mut start = at;
    while let Some(before) = start.checked_sub(1).and_then(|before| words.get(before)) {
        let first = words.get(start)?;
        let length: usize = words
            .get(start - 1..=at)?
            .iter()
            .map(|word| word.text.chars().count())
            .sum();
        if before.range.end != first.range.start || before.taken || ends_name(before.text, noun) || length > LONGEST {
            break;
        }
        start -= 1;
    }
    if start == at && !alone {
        return None;
    }
    let mut end = head.range.end;
    if noun == Noun::Product {
        let behind = words.get(at + 1..).unwrap_or_default();
        let mut reached = end;
        for word in behind {
            let goes_on = word.range.start == reached && !word.taken && (is_model(word.text) || is_goods(word.text));
            if !goes_on {
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

/// Whether a name may end in `word`, and if so whether the word is a name by itself.
fn is_head(word: &str, noun: Noun) -> Option<bool> {
    let lexicon = &*LEXICON;
    let long = word.chars().count() > 1;
    match noun {
        Noun::Product if is_goods(word) => Some(true),
        Noun::Product => {
            let ends = lexicon.goods_endings.iter().any(|ending| word.ends_with(ending));
            (ends && !lexicon.no_goods.contains(word) && !lexicon.breaks.contains(word)).then_some(long)
        }
        Noun::Store if word == "店" => Some(false),
        Noun::Store => {
            (word.ends_with('店') && word.chars().count() > 2 && !lexicon.no_stores.contains(word)).then_some(true)
        }
        Noun::Organisation => {
            let ends = lexicon.organisation_endings.iter().any(|ending| word.ends_with(ending));
            ends.then(|| !lexicon.no_organisations.contains(word) && word.chars().count() > 2)
        }
    }
}

fn is_goods(word: &str) -> bool {
    LEXICON.goods.contains(word)
}

/// S7-1200, ACS580, V3.
fn is_model(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_alphanumeric() || "-/+.".contains(c))
}

fn ends_name(word: &str, noun: Noun) -> bool {
    if LEXICON.breaks.contains(word) || LEXICON.no_stores.contains(word) {
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

    fn read(text: &str, noun: Noun) -> Vec<&str> {
        let cut = Words::of(text, 0);
        let words: Vec<Word<'_>> = cut
            .iter()
            .map(|range| Word {
                text: &text[range.clone()],
                range: range.clone(),
                taken: false,
            })
            .collect();
        names(&words, noun).into_iter().map(|range| &text[range]).collect()
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
}
