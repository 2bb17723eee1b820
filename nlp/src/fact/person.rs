//! People who can be found: 王工, 李总, 采购部刘敏, 沐沐妈妈. Not 领导, not 相关人员, not words that merely begin with a
//! surname (施工, 高兴, 于明天).

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::LazyLock,
};

use super::OwnEvidence;
use crate::{
    document::Document,
    segment::{Alignment, Words},
    text::CharSet,
};

/// The people of one sentence, in the order of the text, as bytes of the normalised text.
pub(crate) fn find(document: &Document<'_>, sentence: usize) -> Vec<Range<usize>> {
    let Some(range) = document.sentences().get(sentence).map(|found| found.range.clone()) else {
        return Vec::new();
    };
    let Some(text) = document.text().get(range.clone()) else {
        return Vec::new();
    };
    let chars: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (range.start + at, c)).collect();
    let scanner = Scanner {
        names: &NAMES,
        chars: &chars,
        end: range.end,
        words: document.words(sentence),
        own: document.own_evidence(),
    };
    let mut people = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        match scanner.person(at) {
            Some(length) => {
                people.push(scanner.bytes(at, length));
                at += length;
            }
            None => at += 1,
        }
    }
    people
}

/// What names are made of.
struct Names {
    strong: CharSet,
    weak: CharSet,
    compound: HashSet<[char; 2]>,
    /// The first characters of `compound`.
    compound_starts: CharSet,
    given: CharSet,
    /// Titles by first character, longest first.
    titles: HashMap<char, Vec<Title>>,
    ordinary: HashSet<&'static str>,
    regions: Vec<&'static str>,
}

struct Title {
    chars: Vec<char>,
    /// Characters that make another word of it.
    not_before: &'static str,
}

impl Title {
    fn parse(line: &'static str) -> Self {
        let (title, not_before) = line.split_once(' ').unwrap_or((line, ""));
        Self {
            chars: title.chars().collect(),
            not_before,
        }
    }
}

static NAMES: LazyLock<Names> = LazyLock::new(Names::load);

/// What a parent is called behind the name of the child.
const PARENTS: [&str; 8] = ["妈妈", "爸爸", "妈咪", "奶奶", "外婆", "姥姥", "爷爷", "妈"];

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

impl Names {
    fn load() -> Self {
        let surnames = include_str!("../../resources/fact/surnames.txt");
        let titles = include_str!("../../resources/fact/titles.txt");
        let given = include_str!("../../resources/fact/given_names.txt");
        let ordinary = include_str!("../../resources/fact/ordinary_words.txt");
        let regions = include_str!("../../resources/fact/regions.txt");
        let mut names = Self {
            strong: CharSet::default(),
            weak: CharSet::default(),
            compound: HashSet::new(),
            compound_starts: CharSet::default(),
            given: entries(given).flat_map(str::chars).collect(),
            titles: HashMap::new(),
            ordinary: entries(ordinary).flat_map(str::split_whitespace).collect(),
            regions: entries(regions).flat_map(str::split_whitespace).collect(),
        };
        let mut section = "";
        for line in entries(surnames) {
            match (line, section) {
                ("[strong]" | "[weak]" | "[compound]", _) => section = line,
                (_, "[strong]") => names.strong.extend(line.chars()),
                (_, "[weak]") => names.weak.extend(line.chars()),
                _ => names.compound.extend(line.split_whitespace().filter_map(pair)),
            }
        }
        names.compound_starts = names.compound.iter().map(|&[first, _]| first).collect();
        let mut titles: Vec<Title> = entries(titles).map(Title::parse).collect();
        titles.sort_by_key(|title| std::cmp::Reverse(title.chars.len()));
        for title in titles {
            if let Some(&first) = title.chars.first() {
                names.titles.entry(first).or_default().push(title);
            }
        }
        names
    }
}

/// The lines of a resource without its comments.
fn entries(resource: &'static str) -> impl Iterator<Item = &'static str> {
    resource
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn pair(word: &str) -> Option<[char; 2]> {
    let mut chars = word.chars();
    Some([chars.next()?, chars.next()?])
}

/// A position in a sentence from which a person may be read. Positions and lengths count characters.
struct Scanner<'a> {
    names: &'a Names,
    chars: &'a [(usize, char)],
    end: usize,
    words: Option<&'a Words>,
    own: Option<&'a OwnEvidence>,
}

impl Scanner<'_> {
    /// How many characters a person takes that starts at `at`.
    fn person(&self, at: usize) -> Option<usize> {
        self.parent(at)
            .or_else(|| self.named(at))
            .or_else(|| self.nickname(at))
            .or_else(|| self.latin(at))
    }

    /// 沐沐妈妈, 小宇妈妈, 子涵奶奶.
    fn parent(&self, at: usize) -> Option<usize> {
        let (first, second) = (self.char(at)?, self.char(at + 1)?);
        let is_given = (first == '小' || self.names.given.contains(first)) && self.names.given.contains(second);
        if !is_given && first != second || !is_han(first) {
            return None;
        }
        let parent = PARENTS.iter().find(|parent| self.stands(at + 2, parent))?;
        let child = if first == second {
            !NO_CHILD.contains(first)
        } else {
            !self.is_ordinary(at, 2)
        };
        child.then(|| 2 + parent.chars().count())
    }

    /// A surname with a title (李总), a given name (刘敏), or both (刘敏经理).
    fn named(&self, at: usize) -> Option<usize> {
        let surname = self.surname(at)?;
        if let Some(title) = self.title(at + surname)
            && !self.is_ordinary(at, surname + title)
            && self.is_whole(at, surname + title)
        {
            return Some(surname + title);
        }
        [2, 1].into_iter().find_map(|given| self.full_name(at, surname, given))
    }

    fn full_name(&self, at: usize, surname: usize, given: usize) -> Option<usize> {
        let length = surname + given;
        let all_given = (at + surname..at + length).all(|i| self.char(i).is_some_and(|c| self.names.given.contains(c)));
        if !all_given || self.is_ordinary(at, length) || self.is_ordinary(at, 2) && surname == 1 {
            return None;
        }
        if let Some(title) = self.title(at + length)
            && self.is_whole(at, length)
        {
            return Some(length + title);
        }
        let strong = surname == 2 || self.char(at).is_some_and(|c| self.names.strong.contains(c));
        let introduced = match at.checked_sub(1).and_then(|before| self.char(before)) {
            None => strong,
            Some(before) => {
                ROLE_ENDS.contains(before) || strong && (BEFORE_NAME.contains(before) || !before.is_alphanumeric())
            }
        };
        let introduced = introduced || strong && self.is_listed(at, length);
        // Three characters of a name are seldom anything else, two often are.
        let introduced = introduced || strong && length > 2;
        (introduced && self.is_whole(at, length)).then_some(length)
    }

    /// Whether the name stands alone behind the region that its bearer answers for: 华东孙莉、华南高强.
    fn is_listed(&self, at: usize, length: usize) -> bool {
        let alone = self.char(at + length).is_none_or(|next| !next.is_alphanumeric());
        let follows = |region: &&str| {
            let start = at.checked_sub(region.chars().count());
            start.is_some_and(|start| self.stands(start, region))
        };
        alone && self.names.regions.iter().any(follows)
    }

    /// 老王, 小李.
    fn nickname(&self, at: usize) -> Option<usize> {
        if !matches!(self.char(at)?, '老' | '小') || !self.names.strong.contains(self.char(at + 1)?) {
            return None;
        }
        let title = self.title(at + 2).unwrap_or(0);
        let next_given = self.char(at + 2).is_some_and(|c| self.names.given.contains(c));
        let free = title > 0 || !next_given || self.word_starts(at + 2);
        let shop = SHOPS.iter().any(|shop| self.stands(at + 2, shop));
        (free && !shop && !self.is_ordinary(at + 1, 2) && self.is_whole(at, 2)).then_some(2 + title)
    }

    /// Kevin总, Linda经理.
    fn latin(&self, at: usize) -> Option<usize> {
        let starts = self.char(at)?.is_ascii_uppercase()
            && !at
                .checked_sub(1)
                .and_then(|before| self.char(before))
                .is_some_and(|c| c.is_ascii_alphanumeric());
        let small = (at + 1..)
            .map_while(|i| self.char(i))
            .take_while(char::is_ascii_lowercase)
            .take(16)
            .count();
        let title = (starts && small > 0).then(|| self.title(at + 1 + small))??;
        Some(1 + small + title)
    }

    fn surname(&self, at: usize) -> Option<usize> {
        let first = self.char(at)?;
        if self.names.compound_starts.contains(first)
            && let Some(second) = self.char(at + 1)
            && self.names.compound.contains(&[first, second])
        {
            return Some(2);
        }
        (self.names.strong.contains(first) || self.names.weak.contains(first)).then_some(1)
    }

    fn title(&self, at: usize) -> Option<usize> {
        self.shipped_title(at).or_else(|| {
            let stands = |title: &[char]| title.iter().zip(at..).all(|(&c, at)| self.char(at) == Some(c));
            self.own?.title(stands)
        })
    }

    fn shipped_title(&self, at: usize) -> Option<usize> {
        self.names.titles.get(&self.char(at)?)?.iter().find_map(|title| {
            let length = title.chars.len();
            let stands = title
                .chars
                .iter()
                .enumerate()
                .all(|(i, &c)| self.char(at + i) == Some(c));
            let free = self
                .char(at + length)
                .is_none_or(|next| !title.not_before.contains(next));
            (stands && free).then_some(length)
        })
    }

    fn is_ordinary(&self, at: usize, length: usize) -> bool {
        let word: String = (at..at + length).filter_map(|i| self.char(i)).collect();
        self.names.ordinary.contains(word.as_str())
    }

    /// Whether neither edge cuts a word of the sentence.
    fn is_whole(&self, at: usize, length: usize) -> bool {
        let range = self.bytes(at, length);
        self.words
            .is_none_or(|words| matches!(words.alignment(&range), Alignment::Exact | Alignment::Several))
    }

    /// Whether a word starts at `at`.
    fn word_starts(&self, at: usize) -> bool {
        self.is_whole(at.saturating_sub(1), 1)
    }

    fn stands(&self, at: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(i, c)| self.char(at + i) == Some(c))
    }

    fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|&(_, c)| c)
    }

    fn bytes(&self, at: usize, length: usize) -> Range<usize> {
        let edge = |at: usize| self.chars.get(at).map_or(self.end, |&(byte, _)| byte);
        edge(at)..edge(at + length)
    }
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
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
