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

#[derive(Default)]
struct Reader {
    source: Source,
    classes: BTreeMap<String, Vec<usize>>,
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
            let (id, summary) = heading.split_once(']').ok_or("a heading needs its ]")?;
            self.source.rules.push(Rule {
                id: id.to_owned(),
                summary: summary.trim().to_owned(),
                examples: Vec::new(),
            });
            return Ok(());
        }
        let (exception, body) = match line.strip_prefix('!') {
            Some(body) => (true, body),
            None => (false, line),
        };
        let rule = self
            .source
            .rules
            .len()
            .checked_sub(1)
            .ok_or("a pattern stands under the heading of its rule")?;
        let items = body
            .split_whitespace()
            .map(|item| self.item(item))
            .collect::<Result<Vec<_>, _>>()?;
        self.source.patterns.push(Pattern::new(rule, exception, items));
        Ok(())
    }

    fn example(&mut self, text: &str, is_match: bool, (file, line): (usize, usize)) -> Result<(), String> {
        let rule = self
            .source
            .rules
            .last_mut()
            .ok_or("an example stands under the heading of its rule")?;
        rule.examples.push(Example {
            text: text.to_owned(),
            is_match,
            file,
            line,
        });
        Ok(())
    }

    fn class(&mut self, name: &str, words: &str) -> Result<(), String> {
        let name = class_name(name)
            .ok_or_else(|| format!("{name} is no class"))?
            .to_owned();
        let mut members = Vec::new();
        for word in words.split_whitespace() {
            members.extend(self.alternative(word)?);
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
            let limit = limit.parse().map_err(|error| format!("{text}: {error}"))?;
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

    fn alternative(&mut self, text: &str) -> Result<Vec<usize>, String> {
        if let Some(name) = class_name(text) {
            return self
                .classes
                .get(name)
                .cloned()
                .ok_or_else(|| format!("the class {name} is not known yet"));
        }
        if text.is_empty() || text.contains(['<', '>', '(', ')', '?', '*', '+', '!', '=']) {
            return Err(format!("{text:?} is no word"));
        }
        let next = self.source.words.len();
        let word = *self.word_ids.entry(text.to_owned()).or_insert(next);
        if word == next {
            self.source.words.push(text.to_owned());
        }
        Ok(vec![word])
    }
}

fn class_name(text: &str) -> Option<&str> {
    text.strip_prefix('<')?.strip_suffix('>')
}
