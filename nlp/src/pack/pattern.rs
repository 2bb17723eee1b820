//! The pattern rules of a pack, and its exceptions to shipped rules, compiled.

use std::{
    collections::{BTreeMap, HashSet},
    fmt,
    ops::Range,
};

use super::{
    RulePack,
    flaw::{Flaw, Step},
};
use crate::{
    document::Document,
    finding::{Kind, Severity},
    grammar::{self, Grammar, Misread, RuleSource, Scratch},
    hit::Hit,
    norm::Normalized,
    sensitive,
    vague::{self, Phrase, Phrases},
};
use Step::{Field, Item};

/// The rules of patterns, and the exceptions to shipped rules.
pub(crate) struct Patterns {
    phrases: Phrases,
    rules: Vec<Rule>,
    exceptions: Grammar,
}

struct Rule {
    id: String,
    severity: Option<Severity>,
    /// What a finding of a sensitive category says about its phrase.
    complaint: String,
}

/// What patterns find in a document.
pub(super) struct Found {
    pub(super) hits: Vec<Hit>,
    /// Exceptions by number, with the places where their shipped rules are not to report.
    excepted: Vec<(usize, Range<usize>)>,
}

/// The parts of a pack that grammars are made of, in normalised characters.
pub(super) struct Sources {
    classes: BTreeMap<String, Vec<String>>,
    rules: Vec<Lines>,
    exceptions: Vec<Lines>,
}

struct Lines {
    id: String,
    patterns: Vec<String>,
    exceptions: Vec<String>,
}

impl Sources {
    pub(super) fn of(pack: &RulePack) -> Self {
        let rules = pack.patterns.iter().map(|rule| Lines {
            id: rule.id.clone(),
            patterns: plain(&rule.patterns),
            exceptions: plain(&rule.exceptions),
        });
        let exceptions = pack.exceptions.iter().map(|exception| Lines {
            id: exception.rule.clone(),
            patterns: plain(&exception.patterns),
            exceptions: Vec::new(),
        });
        let classes = pack.classes.iter();
        Self {
            classes: classes.map(|(name, words)| (name.clone(), plain(words))).collect(),
            rules: rules.collect(),
            exceptions: exceptions.collect(),
        }
    }

    /// The wordings of each pattern and exception of the pattern rules, in their order.
    pub(super) fn wordings(&self) -> Vec<Vec<String>> {
        grammar::wordings(&[vague::CLASSES], &self.classes, &sources(&self.rules)).unwrap_or_default()
    }

    fn grammar(&self, lines: &[Lines]) -> Result<Grammar, Vec<Misread>> {
        Grammar::of_rules(&[vague::CLASSES], &self.classes, &sources(lines))
    }
}

fn sources(lines: &[Lines]) -> Vec<RuleSource<'_>> {
    let sources = lines.iter().map(|lines| RuleSource {
        id: &lines.id,
        patterns: &lines.patterns,
        exceptions: &lines.exceptions,
    });
    sources.collect()
}

impl Patterns {
    /// Compiles the patterns of `pack`; `None` where it has none.
    pub(super) fn new(pack: &RulePack) -> Result<Option<Self>, Vec<Flaw>> {
        if pack.patterns.is_empty() && pack.exceptions.is_empty() {
            return Ok(None);
        }
        let sources = Sources::of(pack);
        let (grammar, exceptions) = match (sources.grammar(&sources.rules), sources.grammar(&sources.exceptions)) {
            (Ok(grammar), Ok(exceptions)) => (grammar, exceptions),
            (own, exceptions) => {
                let own = own.err().into_iter().flatten().map(|line| of_rule(pack, line));
                let exceptions = exceptions.err().into_iter().flatten();
                return Err(own.chain(exceptions.map(|line| of_exception(pack, line))).collect());
            }
        };
        let rules = pack.patterns.iter().map(|rule| {
            let source = rule.source.as_ref().map(|source| format!("（{source}）"));
            Rule {
                id: rule.id.clone(),
                severity: rule.severity,
                complaint: format!("不允许写进日报：{}{}", rule.summary, source.unwrap_or_default()),
            }
        });
        Ok(Some(Self {
            rules: rules.collect(),
            phrases: Phrases::of(grammar, pack.patterns.iter().map(|rule| rule.category)),
            exceptions,
        }))
    }

    /// The phrases that no evidence clears, except of the rules in `disabled`, and where shipped rules are to be silent.
    pub(super) fn find(&self, document: &Document<'_>, disabled: &HashSet<String>) -> Found {
        let mut found = Found {
            hits: Vec::new(),
            excepted: Vec::new(),
        };
        let mut scratch = Scratch::default();
        for (index, sentence) in document.sentences().iter().enumerate() {
            for phrase in vague::phrases(document, index, &self.phrases, &mut scratch) {
                let rule = self.rules.get(phrase.rule).filter(|rule| !disabled.contains(&rule.id));
                found.hits.extend(rule.and_then(|rule| hit(document, rule, phrase)));
            }
            let text = document.text().get(sentence.range.clone()).unwrap_or_default();
            let start = sentence.range.start;
            let matches = self.exceptions.find(text, &mut scratch).iter();
            let excepted = matches.map(|found| (found.rule, start + found.range.start..start + found.range.end));
            found.excepted.extend(excepted);
        }
        found
    }

    /// Whether a hit of a shipped rule lies where the pack wants it silent.
    pub(super) fn excepts(&self, found: &Found, hit: &Hit) -> bool {
        found.excepted.iter().any(|(exception, range)| {
            let touches = range.start < hit.range.end && hit.range.start < range.end;
            let inside = hit.range.start <= range.start && range.end <= hit.range.end && *range != hit.range;
            let rule = self.exceptions.rules().get(*exception);
            touches && !inside && rule.is_some_and(|rule| rule.id == hit.rule)
        })
    }
}

impl fmt::Debug for Patterns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Patterns")
            .field("rules", &self.rules.len())
            .finish_non_exhaustive()
    }
}

fn hit(document: &Document<'_>, rule: &Rule, phrase: Phrase) -> Option<Hit> {
    let category = phrase.kind.category;
    let hit = if category.kind() == Kind::Vague {
        vague::hit(document, &rule.id, category, phrase.range)?
    } else {
        if sensitive::is_taken_back(document, category, &phrase.range) {
            return None;
        }
        let text = document.text().get(phrase.range.clone())?;
        Hit {
            rule: rule.id.clone(),
            category,
            severity: category.severity(),
            message: format!("“{text}”{}", rule.complaint),
            missing: Vec::new(),
            rejected: Vec::new(),
            evasion: None,
            range: phrase.range,
        }
    };
    Some(Hit {
        severity: rule.severity.unwrap_or(hit.severity),
        ..hit
    })
}

/// The flaw of a line of a pattern rule that cannot be read.
fn of_rule(pack: &RulePack, misread: Misread) -> Flaw {
    let field = if misread.exception { "exceptions" } else { "patterns" };
    let path = [Field("patterns"), Item(misread.rule), Field(field), Item(misread.index)];
    let id = pack.patterns.get(misread.rule).map_or("", |rule| rule.id.as_str());
    Flaw::new(&path, id, format!("写法有误：{}", misread.reason))
}

/// The flaw of a line of an exception that cannot be read.
fn of_exception(pack: &RulePack, misread: Misread) -> Flaw {
    let path = [
        Field("exceptions"),
        Item(misread.rule),
        Field("patterns"),
        Item(misread.index),
    ];
    let id = pack.exceptions.get(misread.rule).map_or("", |rule| rule.rule.as_str());
    Flaw::new(&path, id, format!("写法有误：{}", misread.reason))
}

fn plain(lines: &[String]) -> Vec<String> {
    lines
        .iter()
        .map(|line| Normalized::new(line).text().to_owned())
        .collect()
}
