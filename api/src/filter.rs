//! Filters of lists. What is left out does not filter; null is refused, since a variable that was meant to hold a value
//! and does not would otherwise show everything.

use async_graphql::{ID, MaybeUndefined};
use sea_orm::{
    ColumnTrait, ExprTrait,
    sea_query::{Expr, Func, LikeExpr},
};
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    id::{self, NodeKind},
};

/// The longest text that a list is searched for, in characters.
const MAX_SEARCH: usize = 100;

/// The value of the field `name` of a filter.
pub(crate) fn given<T>(name: &str, value: MaybeUndefined<T>) -> Result<Option<T>> {
    match value {
        MaybeUndefined::Undefined => Ok(None),
        MaybeUndefined::Null => Err(Error::BadRequest(format!(
            "筛选条件 {name} 不能为 null；不按它筛选请省略该字段"
        ))),
        MaybeUndefined::Value(value) => Ok(Some(value)),
    }
}

/// The row that the field `name` of a filter names. An id of another kind names none, and nothing passes the filter, just
/// as with the id of a row that the user may not see.
pub(crate) fn given_id(kind: NodeKind, name: &str, value: MaybeUndefined<ID>) -> Result<Option<Uuid>> {
    Ok(given(name, value)?.map(|id| id::or_nil(kind, &id)))
}

/// The text to search for in the field `name` of a filter; a blank one, as an empty search box sends it, does not filter.
pub(crate) fn search(name: &str, value: MaybeUndefined<String>) -> Result<Option<String>> {
    let text = given(name, value)?.map(|text| text.trim().to_owned());
    match text.filter(|text| !text.is_empty()) {
        Some(text) if text.chars().nth(MAX_SEARCH).is_some() => {
            Err(Error::BadRequest(format!("筛选条件 {name} 最多 {MAX_SEARCH} 个字")))
        }
        found => Ok(found),
    }
}

/// Rows whose `column` contains `text`, without regard to the case of Latin letters.
pub(crate) fn contains(column: impl ColumnTrait, text: &str) -> Expr {
    like(Expr::col(column.as_column_ref()), text)
}

/// Rows with `text` in a string of the JSON in `column`.
pub(crate) fn contains_in_json(column: impl ColumnTrait, text: &str) -> Expr {
    // As the string is written in the column, without its quotes.
    let written = serde_json::Value::from(text).to_string();
    let inner = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    like(Expr::col(column.as_column_ref()).cast_as("text"), inner.unwrap_or(text))
}

fn like(column: Expr, text: &str) -> Expr {
    let mut pattern = String::from("%");
    for letter in text.to_lowercase().chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    Expr::expr(Func::lower(column)).like(LikeExpr::new(pattern).escape('\\'))
}
