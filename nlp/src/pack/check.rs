//! What a pack must fulfil before it is compiled; every flaw names the rule, term, script or word and its place.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    RulePack, Term,
    flaw::{Flaw, Step},
    shipped, version,
};
use crate::{
    finding::{Category, Kind},
    norm::Normalized,
    script::Script,
    vague,
};
use Step::{Field, Item};

/// The longest text of a term: longer ones are sentences, which nobody writes twice.
const LONGEST: usize = 60;

/// What keeps the pack from being compiled.
pub(super) fn flaws(pack: &RulePack) -> Vec<Flaw> {
    let mut flaws = Flaws::default();
    let mut ids = HashSet::new();
    let patterns = pack.patterns.iter().map(|rule| (&rule.id, &rule.summary));
    let terms = pack.terms.iter().map(|term| (&term.id, &term.text));
    let scripts = pack.scripts.iter().map(|script| (&script.id, &script.text));
    for (list, named) in [
        ("patterns", patterns.collect::<Vec<_>>()),
        ("terms", terms.collect()),
        ("scripts", scripts.collect()),
    ] {
        for (index, (id, text)) in named.into_iter().enumerate() {
            let place = [Field(list), Item(index), Field("id")];
            flaws.unless(!id.trim().is_empty(), &place, text, "缺少 id");
            flaws.unless(ids.insert(id.as_str()), &place, id, "id 重复");
        }
    }
    let categories = pack.terms.iter().map(|term| (&term.id, term.category)).enumerate();
    let categories = categories.map(|(index, owner)| ("terms", index, owner));
    let patterns = pack.patterns.iter().map(|rule| (&rule.id, rule.category)).enumerate();
    for (list, index, (id, category)) in categories.chain(patterns.map(|(index, owner)| ("patterns", index, owner))) {
        let place = [Field(list), Item(index), Field("category")];
        let reason = "COPIED 只用于重复的日报，规则和词条不能用";
        flaws.unless(category != Category::Copied, &place, id, reason);
    }
    for (index, term) in pack.terms.iter().enumerate() {
        if let Some(flaw) = term.flaw() {
            let mut place = vec![Field("terms"), Item(index)];
            match flaw {
                TermFlaw::Exception(exception) => place.extend([Field("exceptions"), Item(exception)]),
                _ => place.push(Field("text")),
            }
            flaws.push(&place, &term.id, term.describe(flaw));
        }
    }
    for (index, script) in pack.scripts.iter().enumerate() {
        check_script(&mut flaws, index, script);
    }
    for (index, word) in pack.words.iter().enumerate() {
        let place = [Field("words"), Item(index)];
        flaws.unless(plain(word).chars().count() >= 2, &place, word, "词语至少要有两个字");
    }
    flaws.0
}

/// What can be compiled and yet says something that cannot happen.
pub(super) fn contradictions(pack: &RulePack) -> Vec<Flaw> {
    let mut flaws = Flaws::default();
    if let Some(version) = &pack.version {
        let reason = "version 应为 1.4.0 这样的语义化版本号，或 2026-11-24、2026-11-24.2 这样的日期";
        flaws.unless(version::is_version(version), &[Field("version")], version, reason);
    }
    check_terms(&mut flaws, &pack.terms);
    check_patterns(&mut flaws, pack);
    check_classes(&mut flaws, &pack.classes);
    check_evidence(&mut flaws, pack);
    check_repeated(&mut flaws, &[Field("words")], &pack.words);
    flaws.0
}

#[derive(Default)]
struct Flaws(Vec<Flaw>);

impl Flaws {
    fn push(&mut self, path: &[Step], id: &str, reason: impl Into<String>) {
        self.0.push(Flaw::new(path, id, reason));
    }

    fn unless(&mut self, fulfilled: bool, path: &[Step], id: &str, reason: &str) {
        if !fulfilled {
            self.push(path, id, reason);
        }
    }
}

fn check_terms(flaws: &mut Flaws, terms: &[Term]) {
    let mut known: HashMap<String, &str> = HashMap::with_capacity(terms.len());
    for (index, term) in terms.iter().enumerate() {
        let text = plain(&term.text);
        let place = [Field("terms"), Item(index), Field("text")];
        if is_altered(&term.text, &text) {
            let reason = format!("规范化后变成“{text}”，请直接这样写");
            flaws.push(&place, &term.id, reason);
        }
        if let Some(first) = known.insert(text, &term.id) {
            flaws.push(&place, &term.id, format!("与 {first} 是同一个词，永远轮不到它"));
        }
        check_id(flaws, &[Field("terms"), Item(index), Field("id")], &term.id);
    }
}

/// Whether normalising makes something else of a term than the same characters in another width or script.
fn is_altered(written: &str, plain: &str) -> bool {
    let is_latin = |c: char| c.is_alphabetic() && matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    written.chars().count() != plain.chars().count()
        || written
            .chars()
            .zip(plain.chars())
            .any(|(c, plain)| c != plain && is_latin(c))
}

fn check_id(flaws: &mut Flaws, place: &[Step], id: &str) {
    flaws.unless(shipped::rule(id).is_none(), place, id, "id 与内置规则相同");
}

fn check_patterns(flaws: &mut Flaws, pack: &RulePack) {
    let mut known: HashMap<&str, &str> = HashMap::new();
    for (index, rule) in pack.patterns.iter().enumerate() {
        let place = [Field("patterns"), Item(index)];
        check_id(flaws, &[place[0], place[1], Field("id")], &rule.id);
        flaws.unless(!rule.summary.trim().is_empty(), &place, &rule.id, "summary 不能为空");
        flaws.unless(!rule.patterns.is_empty(), &place, &rule.id, "没有写法（patterns）");
        for (line, pattern) in rule.patterns.iter().enumerate() {
            if let Some(first) = known.insert(pattern, &rule.id) {
                let place = [place[0], place[1], Field("patterns"), Item(line)];
                flaws.push(&place, &rule.id, format!("写法“{pattern}”与 {first} 的重复"));
            }
        }
    }
    for (index, exception) in pack.exceptions.iter().enumerate() {
        let place = [Field("exceptions"), Item(index)];
        let id = &exception.rule;
        let is_known = shipped::rule(id).is_some_and(|rule| rule.category != Category::Copied);
        flaws.unless(is_known, &[place[0], place[1], Field("rule")], id, "没有这条内置规则");
        flaws.unless(!exception.patterns.is_empty(), &place, id, "没有写法（patterns）");
        check_repeated(flaws, &[place[0], place[1], Field("patterns")], &exception.patterns);
    }
}

fn check_classes(flaws: &mut Flaws, classes: &BTreeMap<String, Vec<String>>) {
    for (name, words) in classes {
        let place = [Field("classes")];
        let heading = format!("<{name}> =");
        let is_shipped = vague::CLASSES.lines().any(|line| line.starts_with(&heading));
        flaws.unless(!is_shipped, &place, name, "词类与内置词类同名");
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        flaws.unless(is_name, &place, name, "词类的名称只能有文字、数字、- 和 _");
        let is_filled = !words.is_empty() && words.iter().all(|word| !word.trim().is_empty());
        flaws.unless(is_filled, &place, name, "词类里没有词，或有空的词");
    }
}

fn check_evidence(flaws: &mut Flaws, pack: &RulePack) {
    let words = &pack.evidence;
    for (list, words, least) in [
        ("customerActions", &words.customer_actions, 2),
        ("titles", &words.titles, 1),
        ("units", &words.units, 1),
    ] {
        check_repeated(flaws, &[Field("evidence"), Field(list)], words);
        for (index, word) in words.iter().enumerate() {
            let place = [Field("evidence"), Field(list), Item(index)];
            let is_word = plain(word).chars().filter(|c| !c.is_whitespace()).count() >= least;
            flaws.unless(is_word, &place, word, "太短，不能作为证据");
        }
    }
}

fn check_repeated(flaws: &mut Flaws, list: &[Step], words: &[String]) {
    let mut known = HashSet::new();
    for (index, word) in words.iter().enumerate() {
        if !known.insert(plain(word)) {
            flaws.push(&[list, &[Item(index)]].concat(), word, "重复");
        }
    }
}

/// Why the linter cannot look for a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermFlaw {
    /// It has neither letters nor digits.
    NoLetters,
    /// A space stands at one of its ends.
    Padded,
    /// It holds a line break or another control character.
    Control,
    /// It is a sentence rather than a phrase.
    TooLong,
    /// The exception of this index does not contain the term, or is nothing but the term.
    Exception(usize),
}

impl Term {
    /// What keeps the linter from looking for the term, if anything does.
    pub fn flaw(&self) -> Option<TermFlaw> {
        let text = plain(&self.text);
        let is_longer = |exception: &String| {
            let exception = plain(exception);
            exception.contains(&text) && exception != text
        };
        if !text.chars().any(char::is_alphanumeric) {
            Some(TermFlaw::NoLetters)
        } else if text.trim() != text {
            Some(TermFlaw::Padded)
        } else if text.contains(char::is_control) {
            Some(TermFlaw::Control)
        } else if text.chars().count() > LONGEST {
            Some(TermFlaw::TooLong)
        } else {
            let exception = self.exceptions.iter().position(|exception| !is_longer(exception));
            exception.map(TermFlaw::Exception)
        }
    }

    /// The flaw in words.
    pub fn describe(&self, flaw: TermFlaw) -> String {
        match flaw {
            TermFlaw::NoLetters => "词条没有文字".to_owned(),
            TermFlaw::Padded => "词条首尾不能有空格".to_owned(),
            TermFlaw::Control => "词条不能换行".to_owned(),
            TermFlaw::TooLong => format!("词条超过 {LONGEST} 个字"),
            TermFlaw::Exception(index) => {
                let exception = self.exceptions.get(index).map_or("", String::as_str);
                format!("例外“{exception}”必须包含词条“{}”并且更长", self.text)
            }
        }
    }
}

fn check_script(flaws: &mut Flaws, index: usize, script: &Script) {
    let place = [Field("scripts"), Item(index)];
    let is_vague = script.category.kind() == Kind::Vague;
    flaws.unless(is_vague, &place, &script.id, "话术只能用于模糊表述的类别");
    flaws.unless(!script.text.trim().is_empty(), &place, &script.id, "话术没有文字");
}

fn plain(text: &str) -> String {
    Normalized::new(text).text().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Category;

    fn term(id: &str, text: &str, exceptions: &[&str]) -> Term {
        Term {
            exceptions: exceptions.iter().map(|&text| text.to_owned()).collect(),
            ..Term::new(id, Category::Bribery, text)
        }
    }

    fn pack(terms: Vec<Term>) -> RulePack {
        RulePack {
            terms,
            ..RulePack::default()
        }
    }

    #[test]
    fn a_flaw_names_the_term() {
        for (terms, id) in [
            (vec![term("own/1", " \u{200b}", &[])], "own/1"),
            (vec![term("own/2", "返佣", &["反佣金"])], "own/2"),
            (vec![term("own/3", "返佣", &["返佣"])], "own/3"),
            (vec![term("own/4", &"长".repeat(61), &[])], "own/4"),
            (vec![term("own/5", "返佣", &[]), term("own/5", "佣金", &[])], "own/5"),
            (vec![term("", "返佣", &[])], "返佣"),
        ] {
            let flaws = flaws(&pack(terms));
            assert_eq!(flaws.len(), 1, "{id}: {flaws:?}");
            assert_eq!(flaws[0].id, id);
        }
    }

    #[test]
    fn a_term_and_its_exception_may_be_written_in_traditional_characters_and_other_widths() {
        let pack = pack(vec![
            term("own/1", "返傭", &["返佣金條款"]),
            term("own/2", "ＶＩＰ价", &[]),
        ]);
        assert_eq!(flaws(&pack), []);
        assert_eq!(contradictions(&pack), []);
    }

    #[test]
    fn a_term_that_becomes_another_one_is_refused() {
        let pack = pack(vec![
            term("own/1", "返\u{200b}佣", &[]),
            term("own/2", "café价", &[]),
            term("own/3", "返佣", &[]),
            term("own/4", "返傭", &[]),
        ]);
        let found = contradictions(&pack);
        let ids: Vec<_> = found.iter().map(|flaw| flaw.id.as_str()).collect();
        assert_eq!(ids, ["own/1", "own/2", "own/3", "own/4"], "{found:?}");
    }
}
