//! Trying a pack: whether each rule can report at all, and whether its examples hold.

use std::collections::HashSet;

use super::{
    Examples, RulePack, Term, check, example,
    flaw::{Flaw, Step},
    pattern::Sources,
};
use crate::{hit::Hit, linter::Linter, norm::Normalized, segment::Alignment};
use Step::{Field, Item};

/// As many terms are tried in one text.
const AT_ONCE: usize = 500;

/// Everything that is wrong with `pack`; what can only be tried is tried once nothing else is wrong.
pub(super) fn flaws(pack: &RulePack) -> Vec<Flaw> {
    let mut flaws = check::flaws(pack);
    flaws.extend(check::contradictions(pack));
    if let Err(unread) = super::Patterns::new(pack) {
        flaws.extend(unread);
    }
    if !flaws.is_empty() {
        return flaws;
    }
    let Ok(linter) = Linter::new(pack.clone()) else {
        return flaws;
    };
    let trial = Trial {
        pack,
        linter,
        disabled: pack.disabled.iter().map(String::as_str).collect(),
    };
    trial.terms(&mut flaws);
    trial.patterns(&mut flaws);
    trial.examples(&mut flaws);
    flaws
}

struct Trial<'p> {
    pack: &'p RulePack,
    linter: Linter,
    disabled: HashSet<&'p str>,
}

impl Trial<'_> {
    /// Each term must be reported where it stands alone on its line, unless it only counts inside other words.
    fn terms(&self, flaws: &mut Vec<Flaw>) {
        let tried: Vec<(usize, &Term)> = self
            .pack
            .terms
            .iter()
            .enumerate()
            .filter(|(_, term)| !self.disabled.contains(term.id.as_str()) && stands_alone(term))
            .collect();
        for terms in tried.chunks(AT_ONCE) {
            let lines: Vec<&str> = terms.iter().map(|(_, term)| term.text.as_str()).collect();
            for ((index, term), hits) in terms.iter().zip(self.hits_by_line(&lines)) {
                if hits.iter().any(|hit| hit.rule == term.id) {
                    continue;
                }
                let reason = match hits.first() {
                    Some(hit) => format!("永远不会报出：总是先报出 {}", hit.rule),
                    None => format!("永远不会报出：按词的边界，“{}”单独成句也不算", term.text),
                };
                flaws.push(Flaw::new(
                    &[Field("terms"), Item(*index), Field("text")],
                    &term.id,
                    reason,
                ));
            }
        }
    }

    /// Each pattern must be reported in one of the wordings that it stands for.
    fn patterns(&self, flaws: &mut Vec<Flaw>) {
        let mut wordings = Sources::of(self.pack).wordings().into_iter();
        for (index, rule) in self.pack.patterns.iter().enumerate() {
            let of_patterns: Vec<_> = wordings.by_ref().take(rule.patterns.len()).collect();
            wordings.by_ref().take(rule.exceptions.len()).for_each(drop);
            if self.disabled.contains(rule.id.as_str()) {
                continue;
            }
            for (line, texts) in of_patterns.iter().enumerate() {
                if !reports(&self.linter, &rule.id, texts) {
                    let path = [Field("patterns"), Item(index), Field("patterns"), Item(line)];
                    flaws.push(Flaw::new(&path, &rule.id, self.why_silent(index, texts)));
                }
            }
        }
    }

    /// Why the pattern rule `index` reports none of `texts`.
    fn why_silent(&self, index: usize, texts: &[String]) -> String {
        let mut pack = RulePack {
            terms: Vec::new(),
            scripts: Vec::new(),
            ..self.pack.clone()
        };
        let id = pack.patterns.get_mut(index).map(|rule| {
            rule.exceptions.clear();
            rule.id.clone()
        });
        let freed = Linter::new(pack).ok().zip(id);
        if freed.is_some_and(|(linter, id)| reports(&linter, &id, texts)) {
            return "永远不会报出：每一处都落在例外里".to_owned();
        }
        let lines: Vec<&str> = texts.iter().map(String::as_str).collect();
        match self.hits_by_line(&lines).into_iter().flatten().next() {
            Some(hit) => format!("永远不会报出：总是先报出 {}", hit.rule),
            None => "永远不会报出：没有哪种写法符合".to_owned(),
        }
    }

    /// The hits in each of `lines`.
    fn hits_by_line(&self, lines: &[&str]) -> Vec<Vec<Hit>> {
        let mut hits = self
            .linter
            .hits(&lines.join("\n"), example::DATE)
            .into_iter()
            .peekable();
        let mut end = 0;
        let of_line = |line: &&str| {
            end += Normalized::new(line).text().len() + 1;
            std::iter::from_fn(|| hits.next_if(|hit| hit.range.start < end)).collect()
        };
        lines.iter().map(of_line).collect()
    }

    fn examples(&self, flaws: &mut Vec<Flaw>) {
        let patterns = self.pack.patterns.iter().map(|rule| (&rule.id, &rule.examples));
        let terms = self.pack.terms.iter().map(|term| (&term.id, &term.examples));
        let exceptions = self.pack.exceptions.iter().map(|rule| (&rule.rule, &rule.examples));
        for (list, rules) in [
            ("patterns", patterns.collect::<Vec<_>>()),
            ("terms", terms.collect()),
            ("exceptions", exceptions.collect()),
        ] {
            for (index, (id, examples)) in rules.into_iter().enumerate() {
                if !self.disabled.contains(id.as_str()) {
                    self.examples_of(id, examples, &[Field(list), Item(index), Field("examples")], flaws);
                }
            }
        }
    }

    fn examples_of(&self, id: &str, examples: &Examples, place: &[Step], flaws: &mut Vec<Flaw>) {
        for (field, is_match, texts) in [
            ("match", true, &examples.matching),
            ("noMatch", false, &examples.no_match),
        ] {
            for (index, text) in texts.iter().enumerate() {
                if let Some(failure) = example::failure(&self.linter, id, text, is_match) {
                    let path = [place, &[Field(field), Item(index)]].concat();
                    flaws.push(Flaw::new(&path, id, format!("例句“{text}”不成立：{failure}")));
                }
            }
        }
    }
}

fn reports(linter: &Linter, rule: &str, texts: &[String]) -> bool {
    let hits = linter.hits(&texts.join("\n"), example::DATE);
    hits.iter().any(|hit| hit.rule == rule)
}

/// Whether the term counts as a word or as several.
fn stands_alone(term: &Term) -> bool {
    let allowed = |alignment| term.alignment.contains(&alignment);
    term.alignment.is_empty() || allowed(Alignment::Exact) || allowed(Alignment::Several)
}
