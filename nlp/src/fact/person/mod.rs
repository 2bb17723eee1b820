//! People who can be found: 王工, 李总, 采购部刘敏, 沐沐妈妈, Mike. Not 领导, not 相关人员, not words that merely begin
//! with a surname (施工, 高兴, 于明天).

mod names;

use std::ops::Range;

use crate::{document::Document, segment::Alignment};

use names::{Class, NAMES, Names, PARENTS};

/// What makes the name of a shop of a nickname: 老王商行.
const SHOPS: [&str; 20] = [
    "商行",
    "超市",
    "便利店",
    "批发",
    "五金",
    "烟酒",
    "副食",
    "水果",
    "粮油",
    "建材",
    "饭店",
    "餐馆",
    "烧烤",
    "小吃",
    "药店",
    "诊所",
    "母婴",
    "汽修",
    "家具",
    "百货",
];

/// Doubled characters that are no child's name.
const NO_CHILD: &str = "妈爸奶爷姥婆公哥姐弟妹叔伯宝天人刚常大好多慢轻快刚渐仅每个家年";

/// Characters that a person is mentioned behind: prepositions and verbs of contact.
const BEFORE_NAME: &str = "和与跟给找由向请让约见对把被是叫问催陪经带同及或了到者为派交谢过";

/// The last characters of roles, departments and organisations, behind which a name stands.
const ROLE_ENDS: &str = "部科处室长理任监工师员总司店院校行局厂所户人管购务助书表板问导组方队友台";

/// The people of one sentence, in the order of the text, as bytes of the normalised text.
pub(crate) fn find(document: &Document<'_>, sentence: usize) -> Vec<Range<usize>> {
    let mut people = Vec::new();
    let Some(range) = document.sentences().get(sentence).map(|found| &found.range) else {
        return people;
    };
    let Some(text) = document.text().get(range.clone()) else {
        return people;
    };
    let scanner = Scanner {
        names: &NAMES,
        text,
        offset: range.start,
        document,
        sentence,
    };
    let has_own = document.own_evidence().is_some();
    let mut reached = 0;
    let mut chars = text.char_indices().map(|(at, c)| (at, c, NAMES.class(c)));
    let (mut next, mut third) = (chars.next(), chars.next());
    while let Some((at, first, class)) = next {
        (next, third) = (third, chars.next());
        let behind = [next, third].map(|found| found.map(|(_, _, class)| class).unwrap_or_default());
        if at >= reached
            && (first.is_ascii_uppercase() || may_start(class, behind, has_own))
            && let Some(end) = scanner.person(at, first, next.map_or('\0', |(_, second, _)| second))
        {
            people.push(range.start + at..range.start + end);
            reached = end;
        }
    }
    people
}

/// Whether a person may start with a character of `class` before two of the classes `behind`: most do not.
fn may_start(class: Class, [next, third]: [Class; 2], has_own_titles: bool) -> bool {
    third.holds(Class::PARENT)
        || class.holds(Class::COMPOUND)
        || class.holds(Class::SURNAME) && (has_own_titles || next.holds(Class::GIVEN.or(Class::TITLE)))
        || class.holds(Class::FAMILIAR) && next.holds(Class::STRONG)
}

/// A sentence in which people are read. Positions are bytes of its text.
struct Scanner<'a> {
    names: &'a Names,
    text: &'a str,
    /// Where the text starts in the document.
    offset: usize,
    document: &'a Document<'a>,
    sentence: usize,
}

impl Scanner<'_> {
    /// Where a person ends who starts at `at`, with the characters `first` and `next`.
    fn person(&self, at: usize, first: char, next: char) -> Option<usize> {
        if first.is_ascii() {
            return first.is_ascii_uppercase().then(|| self.latin(at))?;
        }
        let nickname = || {
            self.class(first)
                .holds(Class::FAMILIAR)
                .then(|| self.nickname(at, next))?
        };
        let parent = self.parent(at, first, next);
        parent.or_else(|| self.named(at)).or_else(nickname)
    }

    /// 沐沐妈妈, 小宇妈妈, 子涵奶奶.
    fn parent(&self, at: usize, first: char, second: char) -> Option<usize> {
        let is_given = |c| self.class(c).holds(Class::GIVEN);
        if first != second && !(is_given(second) && (first == '小' || is_given(first))) {
            return None;
        }
        let child = at + first.len_utf8() + second.len_utf8();
        let behind = self.rest(child);
        let parent = PARENTS.iter().find(|parent| behind.starts_with(**parent))?;
        let is_child = if first == second {
            is_han(first) && !NO_CHILD.contains(first)
        } else {
            is_han(first) && !self.names.is_ordinary(self.text, at..child)
        };
        is_child.then_some(child + parent.len())
    }

    /// A surname with a title (李总), a given name (刘敏), or both (刘敏经理).
    fn named(&self, at: usize) -> Option<usize> {
        let surname = at + self.names.surname(self.rest(at))?;
        if let Some(title) = self.title(self.rest(surname))
            && !self.names.is_ordinary(self.text, at..surname + title)
            && self.is_addressed(at..surname + title)
        {
            return Some(surname + title);
        }
        [2, 1].into_iter().find_map(|given| self.full_name(at, surname, given))
    }

    fn full_name(&self, at: usize, surname: usize, given: usize) -> Option<usize> {
        let mut end = surname;
        let mut chars = self.rest(surname).chars();
        for _ in 0..given {
            end += chars.next().filter(|&c| self.class(c).holds(Class::GIVEN))?.len_utf8();
        }
        let first = self.rest(at).chars().next()?;
        let is_compound = surname - at > first.len_utf8();
        let second = surname + self.rest(surname).chars().next().map_or(0, char::len_utf8);
        let ordinary = |end| self.names.is_ordinary(self.text, at..end);
        if ordinary(end) || !is_compound && ordinary(second) {
            return None;
        }
        if let Some(title) = self.title(self.rest(end))
            && self.is_whole(at..end)
        {
            return Some(end + title);
        }
        let strong = is_compound || self.class(first).holds(Class::STRONG);
        let introduced = match self.before(at) {
            None => strong,
            Some(before) => {
                ROLE_ENDS.contains(before) || strong && (BEFORE_NAME.contains(before) || !before.is_alphanumeric())
            }
        };
        // Three characters of a name are seldom anything else, two often are.
        let long = given > 1 || is_compound;
        let introduced = introduced || strong && (long || self.is_listed(at, end));
        (introduced && self.is_whole(at..end)).then_some(end)
    }

    /// Whether the name stands alone behind the region that its bearer answers for: 华东孙莉、华南高强.
    fn is_listed(&self, at: usize, end: usize) -> bool {
        let alone = !self.rest(end).starts_with(char::is_alphanumeric);
        let head = self.text.get(..at).unwrap_or_default();
        alone && self.names.regions.iter().any(|region| head.ends_with(region))
    }

    /// 老王, 小李.
    fn nickname(&self, at: usize, surname: char) -> Option<usize> {
        if !self.class(surname).holds(Class::STRONG) {
            return None;
        }
        let name = at + '老'.len_utf8();
        let end = name + surname.len_utf8();
        let behind = self.rest(end);
        let title = self.title(behind).unwrap_or(0);
        let next = behind.chars().next();
        let next_given = next.is_some_and(|c| self.class(c).holds(Class::GIVEN));
        let free = title > 0 || !next_given || self.is_whole(name..end);
        let shop = SHOPS.iter().any(|shop| behind.starts_with(shop));
        let ordinary = || {
            self.names
                .is_ordinary(self.text, name..end + next.map_or(0, char::len_utf8))
        };
        (free && !shop && !ordinary() && self.is_whole(at..end)).then_some(end + title)
    }

    /// Kevin总, Linda经理, and names that are nothing else: Mike, David Chen.
    fn latin(&self, at: usize) -> Option<usize> {
        if self.before(at).is_some_and(|c| c.is_ascii_alphanumeric() || c == '-') {
            return None;
        }
        let name = self.capitalised(at)?;
        let end = at + name.len();
        if let Some(title) = self.title(self.rest(end)) {
            return Some(end + title);
        }
        if !self.names.english.contains(name) || self.rest(end).starts_with(is_latin_part) {
            return None;
        }
        let family = self.rest(end).strip_prefix(' ').and_then(|_| self.capitalised(end + 1));
        Some(family.map_or(end, |family| end + 1 + family.len()))
    }

    /// The word of a capital and small letters at `at`.
    fn capitalised(&self, at: usize) -> Option<&str> {
        let rest = self.rest(at);
        let small = rest.strip_prefix(|c: char| c.is_ascii_uppercase())?;
        let length = small.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(small.len());
        (1..=16).contains(&length).then(|| rest.get(..=length))?
    }

    fn class(&self, c: char) -> Class {
        self.names.class(c)
    }

    /// The bytes of the title that `text` starts with.
    fn title(&self, text: &str) -> Option<usize> {
        let own = || self.document.own_evidence()?.title(text);
        self.names.title(text).or_else(own)
    }

    /// Whether neither edge cuts a word of the sentence; behind 总 one may: 陆总|要看样, not 陆|总要|看样.
    fn is_addressed(&self, range: Range<usize>) -> bool {
        let title = self.text.get(range.clone()).unwrap_or_default();
        let speaks = self.rest(range.end).starts_with(['要', '需', '和']);
        self.is_whole(range.clone()) || title.ends_with('总') && speaks && self.is_edge(range.start)
    }

    /// Whether neither edge cuts a word of the sentence.
    fn is_whole(&self, range: Range<usize>) -> bool {
        let range = self.offset + range.start..self.offset + range.end;
        let words = self.document.words_around(self.sentence, &range);
        words.is_none_or(|words| matches!(words.alignment(&range), Alignment::Exact | Alignment::Several))
    }

    /// Whether a word starts or ends at `at`.
    fn is_edge(&self, at: usize) -> bool {
        let at = self.offset + at;
        let words = self.document.words_around(self.sentence, &(at..at));
        words.is_none_or(|words| words.is_edge(at))
    }

    fn rest(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at).unwrap_or_default().chars().next_back()
    }
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn is_latin_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '.'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(text: &str) -> Vec<String> {
        let date = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let document = Document::new(text, date);
        (0..document.sentences().len())
            .flat_map(|sentence| find(&document, sentence))
            .map(|range| document.text().get(range).unwrap().to_owned())
            .collect()
    }

    #[test]
    fn a_surname_with_a_title_is_a_person() {
        assert_eq!(people("上午见了贾总监和欧阳总,曲工没来"), ["贾总监", "欧阳总", "曲工"]);
        assert_eq!(people("领导陆总要看样,汇总要交"), ["陆总"]);
        assert_eq!(people("跟信息科鲁副主任、殷女士确认"), ["鲁副主任", "殷女士"]);
    }

    #[test]
    fn a_full_name_is_a_person_where_a_name_may_stand() {
        assert_eq!(people("采购部蒋丽已确认"), ["蒋丽"]);
        assert_eq!(people("由陈国栋签字"), ["陈国栋"]);
        assert_eq!(people("找程晓燕经理要图纸"), ["程晓燕经理"]);
        assert_eq!(people("店长方敏在现场"), ["方敏"]);
        assert_eq!(people("名单:西南蒋丽、苏州郑磊、北区曹洁"), ["蒋丽", "郑磊", "曹洁"]);
    }

    #[test]
    fn parents_colleagues_and_foreign_names_are_people() {
        assert_eq!(people("果果妈妈和小宇妈来店"), ["果果妈妈", "小宇妈"]);
        assert_eq!(people("老郭跟小曹去现场,Kevin总也在"), ["老郭", "小曹", "Kevin总"]);
        assert_eq!(people("老郭超市没下单"), [""; 0]);
        assert_eq!(people("Mike回邮件,David Chen没回,Word文档已发"), ["Mike", "David Chen"]);
    }

    #[test]
    fn roles_without_a_name_are_no_people() {
        assert_eq!(people("领导和相关人员都在,总经理没来,大区经理说再看"), [""; 0]);
        assert_eq!(people("宝宝妈妈问了价格,新手妈妈也问"), [""; 0]);
    }

    #[test]
    fn words_that_begin_with_a_surname_are_no_people() {
        for text in [
            "施工总包已进场",
            "货款金总额三十万",
            "客户很高兴,周年活动照旧",
            "定于明天发货",
            "小程序已上线,老客户多",
            "何时付款没说",
            "对方经过考虑",
            "汇总共三份",
        ] {
            assert_eq!(people(text), [""; 0], "{text}");
        }
    }
}
