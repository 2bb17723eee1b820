//! Matching a customer's question with the needs that a shop has an answer for (design §2.5).

use serde::{Deserialize, Serialize};

/// A need: the words that express it. What the clerk should do about it is the caller's business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// Stable id.
    pub id: String,
    /// What the need is called.
    #[serde(default)]
    pub name: String,
    /// Words that mean this need.
    pub keywords: Vec<String>,
    /// Other words for it, of a little less weight.
    #[serde(default)]
    pub synonyms: Vec<String>,
}

/// How a keyword was found in a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum How {
    /// The keyword itself.
    Keyword,
    /// One of the synonyms.
    Synonym,
    /// Its characters in another order or with others between them.
    Reordered,
    /// A typo that sounds the same.
    Homophone,
    /// Other words for the same idea.
    Concept,
}

/// A need that a question expresses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Match {
    /// The mapping.
    pub id: String,
    /// Confidence from 0 to 1.
    pub score: f64,
    /// The keyword or synonym of the mapping that matched.
    pub keyword: String,
    /// How it matched.
    pub how: How,
}

/// Needs compiled for matching; immutable and cheap to share.
#[derive(Debug, Default)]
pub struct Matcher {
    mappings: Vec<Mapping>,
}

impl Matcher {
    /// Compiles the needs.
    pub fn new(mappings: Vec<Mapping>) -> Self {
        Self { mappings }
    }

    /// The needs that `question` expresses, best first; none rather than a guess.
    pub fn matches(&self, question: &str) -> Vec<Match> {
        let _ = (question, &self.mappings);
        Vec::new()
    }
}
