//! Every shipped term in every disguise that suits it, alone and in pairs.

use std::collections::{BTreeMap, HashSet};

use super::{
    evasion::Disguise,
    find, shape, sound,
    term::{self, Policy},
};
use crate::{
    document::Document,
    finding::{Category, Severity},
    hit::Hit,
    norm::Normalized,
    pack::example,
};

/// How a term is written: each of its characters, and what stands between them.
#[derive(Clone)]
struct Written {
    chars: Vec<String>,
    between: Vec<&'static str>,
}

impl Written {
    fn plain(word: &str) -> Self {
        let chars: Vec<String> = word.chars().map(String::from).collect();
        Self {
            between: vec![""; chars.len().saturating_sub(1)],
            chars,
        }
    }

    fn text(&self) -> String {
        let marks = self.between.iter().copied().chain([""]);
        self.chars
            .iter()
            .zip(marks)
            .flat_map(|(c, mark)| [c.as_str(), mark])
            .collect()
    }
}

/// The disguises that are put on terms, with numbers to choose among the ways of each.
const OPERATORS: [Disguise; 9] = [
    Disguise::Traditional,
    Disguise::Width,
    Disguise::Invisible,
    Disguise::Marks,
    Disguise::Enclosed,
    Disguise::LookAlike,
    Disguise::Split,
    Disguise::Pinyin,
    Disguise::Homophone,
];
const MARKS: [&str; 8] = [" ", "·", "🙂", "*", "/", "…", "_", "、"];

/// `written` with `operator` put on it, if it suits; `taken` are the characters that are disguised already.
fn disguise(
    written: &Written,
    word: &str,
    operator: Disguise,
    taken: &mut HashSet<usize>,
    seed: usize,
) -> Option<Written> {
    let mut out = written.clone();
    let chars: Vec<char> = word.chars().collect();
    if matches!(operator, Disguise::Invisible | Disguise::Marks) {
        let places: Vec<usize> = (0..out.between.len())
            .filter(|&at| out.between[at].is_empty())
            .collect();
        let at = *places.get(seed % places.len().max(1))?;
        let digits = chars[at].is_ascii() || chars[at + 1].is_ascii();
        out.between[at] = match operator {
            Disguise::Invisible => ["\u{200b}", "\u{2060}", "\u{feff}"][seed % 3],
            _ if digits => return None,
            _ => MARKS[seed % MARKS.len()],
        };
        return Some(out);
    }
    let free: Vec<(usize, String)> = chars
        .iter()
        .enumerate()
        .filter(|(at, _)| !taken.contains(at))
        .filter_map(|(at, &c)| Some((at, written_as(c, operator, seed)?)))
        .collect();
    let (at, other) = free.get(seed % free.len().max(1))?.clone();
    taken.insert(at);
    out.chars[at] = other;
    Some(out)
}

/// Another way to write `c`.
fn written_as(c: char, operator: Disguise, seed: usize) -> Option<String> {
    let pick = |ways: Vec<String>| (!ways.is_empty()).then(|| ways[seed % ways.len()].clone());
    match operator {
        Disguise::Traditional => traditional(c).map(String::from),
        Disguise::Width => c
            .is_ascii_graphic()
            .then(|| char::from_u32(u32::from(c) + 0xfee0).unwrap().to_string()),
        Disguise::Enclosed => ('\u{3220}'..='\u{32b0}')
            .chain('\u{1f210}'..='\u{1f23b}')
            .find(|&drawn| shape::unenclosed(drawn) == Some(c))
            .map(String::from),
        Disguise::LookAlike => pick(usable(shape::lookalikes(c).iter().copied())),
        Disguise::Split => pick(shape::splits(c).to_vec()),
        Disguise::Pinyin => pick(vec![sound::letters(sound::usual(c)?).to_owned()]),
        _ => {
            let sound = sound::usual(c)?;
            let others = ('\u{4e00}'..='\u{9fa5}').filter(|&other| other != c && sound::usual(other) == Some(sound));
            pick(usable(others))
        }
    }
}

/// The characters that nobody would take for a word of their own, nor for the Traditional form of another one.
fn usable(others: impl Iterator<Item = char>) -> Vec<String> {
    others
        .filter(|&other| !super::place::is_common(other))
        .map(String::from)
        .filter(|other| Normalized::new(other).text() == other)
        .collect()
}

fn traditional(c: char) -> Option<char> {
    [
        "过過", "医醫", "诊診", "断斷", "处處", "费費", "疗療", "证證", "级級", "顶頂", "优優", "药藥", "给給", "点點",
        "红紅", "个個", "领領", "国國", "业業", "赚賺", "赔賠", "问問", "题題", "险險", "绝絕", "对對", "没沒", "术術",
        "购購", "礼禮",
    ]
    .iter()
    .find(|pair| pair.starts_with(c))
    .and_then(|pair| pair.chars().next_back())
}

/// The shipped words that can stand anywhere, with what they are a term of.
fn words() -> Vec<(Category, String)> {
    let is_free = |term: &term::Term| {
        term.with.is_empty() && term.followed_by.is_empty() && term.preceded_by.is_empty() && !term.time_excuses
    };
    let of_policy = |(policy, terms): (Policy, Vec<term::Term>)| {
        terms
            .into_iter()
            .filter(is_free)
            .flat_map(|term| term.words)
            .map(move |word| (policy.category, word))
            .collect::<Vec<_>>()
    };
    let all: Vec<(Category, String)> = term::shipped().into_iter().flat_map(of_policy).collect();
    // Every short word, and a share of the many that patterns spell out.
    all.into_iter()
        .enumerate()
        .filter(|(number, (_, word))| word.chars().count() <= 2 || number % 89 == 0)
        .map(|(_, word)| word)
        .collect()
}

fn hits(text: &str) -> (Vec<Hit>, Vec<String>) {
    let document = Document::new(text, example::DATE);
    let hits = find(&document, None, &HashSet::new());
    let written = hits
        .iter()
        .map(|hit| {
            text.get(document.normalized().to_original(hit.range.clone()))
                .unwrap()
                .to_owned()
        })
        .collect();
    (hits, written)
}

/// Whether the term is found as it is written, or another one of its category inside it.
fn is_found(category: Category, written: &str) -> bool {
    let text = format!("群里发：“{written}”，已截图。");
    let (hits, spans) = hits(&text);
    hits.iter()
        .zip(&spans)
        .any(|(hit, span)| hit.category == category && written.contains(span.as_str()))
}

/// Asserts that at least `least` per cent of `cases` are found.
fn assert_share(name: &str, cases: &[(Category, String)], least: usize) {
    let missed: Vec<&String> = cases
        .iter()
        .filter(|(category, written)| !is_found(*category, written))
        .map(|(_, written)| written)
        .collect();
    let found = (cases.len() - missed.len()) * 100;
    assert!(
        !cases.is_empty() && found >= least * cases.len(),
        "{name}: {} of {}: {missed:?}",
        missed.len(),
        cases.len()
    );
}

#[test]
fn every_term_is_found_in_every_disguise() {
    let mut cases: BTreeMap<Disguise, Vec<(Category, String)>> = BTreeMap::new();
    let words = words();
    for (number, (category, word)) in words.iter().enumerate() {
        if !is_found(*category, word) {
            continue;
        }
        for operator in OPERATORS {
            let plain = Written::plain(word);
            if let Some(written) = disguise(&plain, word, operator, &mut HashSet::new(), number) {
                cases.entry(operator).or_default().push((*category, written.text()));
            }
        }
    }
    for (operator, cases) in &cases {
        assert_share(operator.name(), cases, 95);
    }
}

#[test]
fn most_terms_are_found_in_two_disguises_at_once() {
    let mut cases = Vec::new();
    for (number, (category, word)) in words().iter().enumerate().filter(|(number, _)| number % 7 == 0) {
        if !is_found(*category, word) {
            continue;
        }
        for (first, one) in OPERATORS.into_iter().enumerate() {
            for other in OPERATORS.into_iter().skip(first + 1) {
                let mut taken = HashSet::new();
                let plain = Written::plain(word);
                let written = disguise(&plain, word, one, &mut taken, number)
                    .and_then(|written| disguise(&written, word, other, &mut taken, number / 2));
                cases.extend(written.map(|written| (*category, written.text())));
            }
        }
    }
    assert_share("two at once", &cases, 85);
}

#[test]
fn first_letters_count_where_the_sentence_is_about_such_things() {
    for (text, written) in [
        ("采购要hk，没给", "hk"),
        ("他拿了hcf五千", "hcf"),
        ("他要回k三个点", "回k"),
        ("顾客说宝宝gm了", "gm"),
    ] {
        let (hits, spans) = hits(text);
        assert_eq!(spans, [written], "{text}");
        assert_eq!(hits[0].severity, Severity::Info, "{text}");
    }
    for text in [
        "hk分公司周五开会",
        "gm系列样册2本",
        "型号hk-20报价1.2万",
        "发往HK的货2箱",
    ] {
        assert!(hits(text).1.is_empty(), "{text}");
    }
}

#[test]
fn the_message_and_the_cost_say_how_a_term_was_written() {
    for (text, cost, kinds) in [
        ("他要回扣", 0, &[][..]),
        ("宝宝過敏", 1, &[Disguise::Traditional]),
        ("他要回 扣", 2, &[Disguise::Marks]),
        ("他要hui扣", 3, &[Disguise::Pinyin]),
        ("他要回·kou", 5, &[Disguise::Marks, Disguise::Pinyin]),
        ("宝宝过闵了", 5, &[Disguise::Homophone]),
    ] {
        let (hits, spans) = hits(text);
        let evasion = hits[0].evasion.as_ref();
        assert_eq!(evasion.map_or(0, |evasion| evasion.cost), cost, "{text}");
        assert_eq!(evasion.map_or(&[][..], |evasion| &evasion.kinds), kinds, "{text}");
        if cost > 0 {
            assert!(
                hits[0].message.contains(&format!("写作“{}”", spans[0])),
                "{}",
                hits[0].message
            );
        }
    }
}

#[test]
fn what_sounds_like_a_term_in_ordinary_text_is_none() {
    for text in [
        "国民经济增长5%，客户过了民生银行的贷款审批",
        "驻院代表小王周三到岗，主院区机房装2台",
        "处房屋租赁纠纷2起，入住园区的企业12家",
        "他负要务在身，符要求的样品3件",
        "料理工序改了2处，制表的模板已发",
        "保国际标准不变，包裹12件已签收",
        "收数据2份，手书一封，首数3台",
        "顶集装箱2个，定级评审周五上午9点",
        "给店员恢复扣款12元，回购3箱",
        "根植本地市场，跟治理方案一起报",
    ] {
        assert!(hits(text).1.is_empty(), "{text}");
    }
}
