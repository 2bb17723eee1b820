//! Between what the matcher finds in a question and what is stored of it.

use entity::question::{QuestionMatch, QuestionMatches};
use nlp::matching::{How, Matcher};
use serde_json::Value;
use uuid::Uuid;

use crate::error::{Error, Result};

/// The mappings that `text` matches, best first.
pub fn matches(matcher: &Matcher, text: &str) -> Result<QuestionMatches> {
    let found = matcher.matches(text).into_iter().map(|found| {
        Ok(QuestionMatch {
            mapping_id: Uuid::parse_str(&found.id).map_err(Error::fault)?,
            score: found.score,
            keyword: found.keyword,
            how: stored(found.how)?,
        })
    });
    Ok(QuestionMatches(found.collect::<Result<_>>()?))
}

/// How a stored match was found.
pub fn how(stored: &str) -> Result<How> {
    serde_json::from_value(Value::from(stored)).map_err(Error::fault)
}

fn stored(how: How) -> Result<String> {
    match serde_json::to_value(how).map_err(Error::fault)? {
        Value::String(name) => Ok(name),
        other => Err(Error::fault(format!("a way of matching is called {other}"))),
    }
}
