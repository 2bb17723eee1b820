//! Reading the resource files of a grammar.

use std::collections::BTreeMap;

use super::{
    Rule,
    pattern::{Item, Pattern, Repeat},
};

/// Characters that a bare `~` may skip.
const GAP: usize = 6;

/// What is wrong with a resource file.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum SyntaxError {
    /// A line that is none of the forms.
    #[error("line {line} of file {file}: {reason}")]
    Line {
        /// Index of the file.
        file: usize,
        /// Number of the line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
}

/// A sentence that stands with a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Example {
    /// The sentence; what the rule must report stands in `⟦⟧`.
    pub(crate) text: String,
    /// Whether the rule must report it, or must report nothing.
    pub(crate) is_match: bool,
    /// Index of the file.
    pub(crate) file: usize,
    /// Number of the line, from 1.
    pub(crate) line: usize,
}

/// A rule that is written elsewhere than in a resource file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RuleSource<'a> {
    pub(crate) id: &'a str,
    pub(crate) patterns: &'a [String],
    pub(crate) exceptions: &'a [String],
}

/// A pattern of a [`RuleSource`] that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Misread {
    /// Index of the rule.
    pub(crate) rule: usize,
    /// Whether it is one of the exceptions.
    pub(crate) exception: bool,
    /// Index of the pattern among the rule's patterns or exceptions.
    pub(crate) index: usize,
    pub(crate) reason: String,
}

/// The content of the files: words and sets of words by number.
#[derive(Debug, Default)]
pub(super) struct Source {
    pub(super) rules: Vec<Rule>,
    pub(super) patterns: Vec<Pattern>,
    pub(super) words: Vec<String>,
    pub(super) sets: Vec<Vec<usize>>,
}

/// Reads `files` one after the other.
pub(super) fn read(files: &[&str]) -> Result<Source, SyntaxError> {
    let mut reader = Reader::default();
    for (file, text) in files.iter().enumerate() {
        for (index, line) in text.lines().enumerate() {
            reader
                .line(line.trim(), (file, index + 1))
                .map_err(|reason| SyntaxError::Line {
                    file,
                    line: index + 1,
                    reason,
                })?;
        }
    }
    Ok(reader.source)
}

/// Reads `rules` with the classes of `files` and those of `classes`; on failure, every pattern that cannot be read.
pub(super) fn read_rules(
    files: &[&str],
    classes: &BTreeMap<String, Vec<String>>,
    rules: &[RuleSource<'_>],
) -> Result<Source, Vec<Misread>> {
    let mut reader = Reader::default();
    for line in files.iter().flat_map(|text| text.lines()) {
        // The files ship with the crate, and a test reads them strictly.
        drop(reader.line(line.trim(), (0, 0)));
    }
    for (name, words) in classes {
        reader
            .classes
            .entry(name.clone())
            .or_default()
            .extend(words.iter().cloned());
    }
    let mut misread = Vec::new();
    for (rule, source) in rules.iter().enumerate() {
        reader.source.rules.push(Rule {
            id: source.id.to_owned(),
            summary: String::new(),
            patterns: Vec::new(),
            exceptions: Vec::new(),
            examples: Vec::new(),
        });
        for (exception, lines) in [(false, source.patterns), (true, source.exceptions)] {
            for (index, line) in lines.iter().enumerate() {
                if let Err(reason) = reader.pattern(line, exception) {
                    misread.push(Misread {
                        rule,
                        exception,
                        index,
                        reason,
                    });
                }
            }
        }
    }
    if misread.is_empty() {
        Ok(reader.source)
    } else {
        Err(misread)
    }
}

#[derive(Default)]
struct Reader {
    source: Source,
    /// The words of each class, numbered only where a pattern uses them.
    classes: BTreeMap<String, Vec<String>>,
    word_ids: BTreeMap<String, usize>,
    set_ids: BTreeMap<Vec<usize>, usize>,
}

impl Reader {
    /// Reads a line that stands at `place`, a file and a number.
    fn line(&mut self, line: &str, place: (usize, usize)) -> Result<(), String> {
        for (mark, is_match) in [("+ ", true), ("- ", false)] {
            if let Some(text) = line.strip_prefix(mark) {
                return self.example(text.trim(), is_match, place);
            }
        }
        if line.is_empty() || line.starts_with('#') {
            return Ok(());
        }
        if let Some((name, words)) = line.split_once(" = ") {
            return self.class(name.trim(), words);
        }
        if let Some(heading) = line.strip_prefix('[') {
            let (id, summary) = heading.split_once(']').ok_or("标题缺少 ]")?;
            self.source.rules.push(Rule {
                id: id.to_owned(),
                summary: summary.trim().to_owned(),
                patterns: Vec::new(),
                exceptions: Vec::new(),
                examples: Vec::new(),
            });
            return Ok(());
        }
        let (exception, body) = match line.strip_prefix('!') {
            Some(body) => (true, body),
            None => (false, line),
        };
        self.pattern(body, exception)
    }

    /// Reads a pattern of the last rule.
    fn pattern(&mut self, body: &str, exception: bool) -> Result<(), String> {
        let rule = (self.source.rules.len().checked_sub(1)).ok_or("规则的标题必须在前")?;
        let items = body
            .split_whitespace()
            .map(|item| self.item(item))
            .collect::<Result<Vec<_>, _>>()?;
        if items.is_empty() {
            return Err("没有内容".to_owned());
        }
        self.source.patterns.push(Pattern::new(rule, exception, items));
        if let Some(rule) = self.source.rules.last_mut() {
            let written = if exception {
                &mut rule.exceptions
            } else {
                &mut rule.patterns
            };
            written.push(body.trim().to_owned());
        }
        Ok(())
    }

    fn example(&mut self, text: &str, is_match: bool, (file, line): (usize, usize)) -> Result<(), String> {
        let rule = self.source.rules.last_mut().ok_or("规则的标题必须在前")?;
        rule.examples.push(Example {
            text: text.to_owned(),
            is_match,
            file,
            line,
        });
        Ok(())
    }

    fn class(&mut self, name: &str, words: &str) -> Result<(), String> {
        let name = class_name(name).ok_or_else(|| format!("{name} 不是词类"))?.to_owned();
        let mut members = Vec::new();
        for word in words.split_whitespace() {
            members.extend(self.words(word)?);
        }
        self.classes.entry(name).or_default().extend(members);
        Ok(())
    }

    fn item(&mut self, text: &str) -> Result<Item, String> {
        match text {
            "^" => return Ok(Item::ClauseStart),
            "$" => return Ok(Item::ClauseEnd),
            "~" => return Ok(Item::Gap(GAP)),
            _ => {}
        }
        if let Some(limit) = text.strip_prefix('~') {
            let limit = limit.parse().map_err(|error| format!("“{text}”不是间隔：{error}"))?;
            return Ok(Item::Gap(limit));
        }
        let (body, repeat) = if let Some(body) = text.strip_suffix('?') {
            (body, Repeat::Optional)
        } else if let Some(body) = text.strip_suffix('*') {
            (body, Repeat::Any)
        } else if let Some(body) = text.strip_suffix('+') {
            (body, Repeat::Many)
        } else {
            (text, Repeat::Once)
        };
        let inner = body.strip_prefix('(').and_then(|body| body.strip_suffix(')'));
        let mut members = Vec::new();
        for alternative in inner.unwrap_or(body).split('|') {
            members.extend(self.alternative(alternative)?);
        }
        members.sort_unstable();
        members.dedup();
        let next = self.source.sets.len();
        let set = *self.set_ids.entry(members.clone()).or_insert(next);
        if set == next {
            self.source.sets.push(members);
        }
        Ok(Item::Words {
            set,
            repeat,
            context: inner.is_some(),
        })
    }

    /// The words of a class, or the word that `text` is.
    fn words(&self, text: &str) -> Result<Vec<String>, String> {
        if let Some(name) = class_name(text) {
            let words = self.classes.get(name).cloned();
            return words.ok_or_else(|| format!("词类 <{name}> 没有定义"));
        }
        if text.is_empty() || text.contains(['<', '>', '(', ')', '?', '*', '+', '!', '=']) {
            return Err(format!("“{text}”不是词"));
        }
        Ok(vec![text.to_owned()])
    }

    fn alternative(&mut self, text: &str) -> Result<Vec<usize>, String> {
        let words = self.words(text)?;
        Ok(words.into_iter().map(|word| self.number(word)).collect())
    }

    fn number(&mut self, word: String) -> usize {
        let next = self.source.words.len();
        let number = *self.word_ids.entry(word.clone()).or_insert(next);
        if number == next {
            self.source.words.push(word);
        }
        number
    }
}

fn class_name(text: &str) -> Option<&str> {
    text.strip_prefix('<')?.strip_suffix('>')
}
