//! What is wrong with a pack, and where.

use std::fmt;

/// Why a pack cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The file is not the JSON of a pack.
    #[error("规则包不是有效的 JSON：{0}")]
    Json(#[from] serde_json::Error),
    /// Parts of the pack are wrong.
    #[error("规则包有 {} 处错误：\n{}", .0.len(), listed(.0))]
    Flawed(Vec<PackFlaw>),
}

impl PackError {
    /// The flaws one by one.
    pub fn into_flaws(self) -> Vec<PackFlaw> {
        match self {
            Self::Json(error) => vec![PackFlaw {
                id: String::new(),
                line: Some(error.line()),
                reason: format!("不是有效的 JSON：{}", without_place(&error)),
            }],
            Self::Flawed(flaws) => flaws,
        }
    }
}

/// One thing that is wrong with a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackFlaw {
    /// The id of the rule, term or script, or the word; empty for the pack as a whole.
    pub id: String,
    /// The line of the JSON file, from 1, where it was read from one.
    pub line: Option<usize>,
    /// What is wrong, in plain Chinese.
    pub reason: String,
}

impl fmt::Display for PackFlaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "第 {line} 行 ")?;
        }
        if !self.id.is_empty() {
            write!(f, "{}：", self.id)?;
        }
        f.write_str(&self.reason)
    }
}

/// A step into a JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Field(&'static str),
    Item(usize),
}

/// A flaw with its place in the value rather than in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Flaw {
    pub(super) path: Vec<Step>,
    pub(super) id: String,
    pub(super) reason: String,
}

impl Flaw {
    pub(super) fn new(path: &[Step], id: &str, reason: impl Into<String>) -> Self {
        Self {
            path: path.to_vec(),
            id: id.to_owned(),
            reason: reason.into(),
        }
    }

    /// The flaw as one of `line`.
    pub(super) fn at(self, line: Option<usize>) -> PackFlaw {
        PackFlaw {
            id: self.id,
            line,
            reason: self.reason,
        }
    }
}

/// The error without its line and column.
pub(super) fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ")
        .map_or(text.as_str(), |(reason, _)| reason)
        .to_owned()
}

fn listed(flaws: &[PackFlaw]) -> String {
    let lines: Vec<String> = flaws.iter().map(ToString::to_string).collect();
    lines.join("\n")
}
