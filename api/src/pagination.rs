//! Relay connections by keyset: a page starts behind the last row seen, not at a count of rows.
//!
//! The order is total (the id breaks ties), rows without a value come last in either direction, and a cursor belongs to
//! the order that it was made for, so no row is lost or repeated while others are inserted.

use async_graphql::{
    Context, Enum, Object, OutputType,
    connection::{Connection, Edge},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{Datelike, NaiveDate};
use sea_orm::{
    ColumnTrait, ColumnType, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, ModelTrait, Order,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, Value,
    sea_query::{Asterisk, Expr, Func, NullOrdering, Query, SelectStatement},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    context::ContextExt,
    error::{Error, Result},
    policy::Visible,
};

/// A page of a list in the schema.
pub type Page<N> = Connection<String, N, TotalCount>;

/// Rows of a page that asks for no number.
pub const DEFAULT_PAGE: u64 = 20;
/// The largest page.
pub const MAX_PAGE: u64 = 100;

/// Rows of a nested list that asks for no number.
pub const DEFAULT_NESTED: i32 = 10;
/// The most rows of a nested list.
pub const MAX_NESTED: i32 = 50;

/// The argument `limit` of a nested list.
pub fn nested_limit(limit: i32) -> Result<u64> {
    u64::try_from(limit)
        .ok()
        .filter(|_| limit <= MAX_NESTED)
        .ok_or_else(|| Error::BadRequest(format!("limit 应在 0 到 {MAX_NESTED} 之间，收到 {limit}")))
}

/// The four arguments of a connection, as they came in.
#[derive(Clone, Debug, Default)]
pub struct PageArgs {
    /// Rows from the start.
    pub first: Option<i32>,
    /// The cursor to start behind.
    pub after: Option<String>,
    /// Rows from the end.
    pub last: Option<i32>,
    /// The cursor to end before.
    pub before: Option<String>,
}

impl PageArgs {
    /// Which way to read and how many rows.
    fn window(&self) -> Result<(bool, u64)> {
        match (self.first, self.last) {
            (Some(_), Some(_)) => Err(Error::BadRequest("first 与 last 只能给一个".into())),
            (None, Some(last)) => Ok((true, size("last", last)?)),
            (Some(first), None) => Ok((false, size("first", first)?)),
            (None, None) => Ok((false, DEFAULT_PAGE)),
        }
    }
}

fn size(name: &str, value: i32) -> Result<u64> {
    u64::try_from(value)
        .ok()
        .filter(|size| *size <= MAX_PAGE)
        .ok_or_else(|| Error::BadRequest(format!("{name} 应在 0 到 {MAX_PAGE} 之间，收到 {value}")))
}

/// Which end of a list comes first.
#[derive(Enum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OrderDirection {
    /// Smallest, oldest or earliest first.
    Asc,
    /// Greatest, newest or latest first.
    #[default]
    Desc,
}

/// The order of a list: a column, with the id to break ties.
#[derive(Clone, Copy, Debug)]
pub struct Sort<C> {
    /// The column.
    pub column: C,
    /// Whether greater values come first.
    pub descending: bool,
}

/// A place in a list: the value of the sort column and the id of the row there.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Cursor {
    /// The order that it belongs to.
    sort: String,
    key: Key,
    id: Uuid,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum Key {
    Null,
    Int(i64),
    Text(String),
    Date(NaiveDate),
}

impl Key {
    fn of(value: Value) -> Result<Self> {
        Ok(match value {
            Value::BigInt(None) | Value::Int(None) | Value::String(None) | Value::ChronoDate(None) => Self::Null,
            Value::BigInt(Some(value)) => Self::Int(value),
            Value::Int(Some(value)) => Self::Int(value.into()),
            Value::String(Some(value)) => Self::Text(value),
            Value::ChronoDate(Some(value)) => Self::Date(value),
            other => return Err(Error::fault(format!("no list may be sorted by {other:?}"))),
        })
    }

    /// Whether it may have come out of `column`; a cursor that somebody has written may hold anything.
    fn fits(&self, column: impl ColumnTrait) -> bool {
        let definition = column.def();
        match (self, definition.get_column_type()) {
            (Self::Null, _) => definition.is_null(),
            (Self::Int(_), ColumnType::BigInteger) | (Self::Text(_), ColumnType::Text | ColumnType::String(_)) => true,
            (Self::Int(value), ColumnType::Integer) => i32::try_from(*value).is_ok(),
            (Self::Date(day), ColumnType::Date) => (1..=9999).contains(&day.year()),
            _ => false,
        }
    }

    fn value(&self) -> Option<Value> {
        match self {
            Self::Null => None,
            Self::Int(value) => Some((*value).into()),
            Self::Text(value) => Some(value.as_str().into()),
            Self::Date(value) => Some((*value).into()),
        }
    }
}

impl<C: ColumnTrait> Sort<C> {
    fn name(&self) -> String {
        format!("{}{}", if self.descending { "-" } else { "+" }, self.column.as_str())
    }

    fn encode<M: ModelTrait<Entity: EntityTrait<Column = C>>>(&self, model: &M, id: Uuid) -> Result<String> {
        let cursor = Cursor {
            sort: self.name(),
            key: Key::of(model.get(self.column))?,
            id,
        };
        Ok(URL_SAFE_NO_PAD.encode(serde_json::to_vec(&cursor).map_err(Error::fault)?))
    }

    fn decode(&self, cursor: &str) -> Result<Cursor> {
        URL_SAFE_NO_PAD
            .decode(cursor)
            .ok()
            .and_then(|json| serde_json::from_slice::<Cursor>(&json).ok())
            .filter(|cursor| cursor.sort == self.name() && cursor.key.fits(self.column))
            .ok_or(Error::BadCursor)
    }

    /// The rows on the far side of a cursor: behind it, or before it when `reverse`.
    fn beyond(&self, id: C, cursor: &Cursor, reverse: bool) -> Condition {
        let less = self.descending != reverse;
        let passed = |column: C, value: Value| {
            let column = Expr::col(column.as_column_ref());
            if less { column.lt(value) } else { column.gt(value) }
        };
        let same_id = passed(id, cursor.id.into());
        let column = self.column;
        let nullable = column.def().is_null();
        match cursor.key.value() {
            Some(value) => {
                let further = Condition::any()
                    .add(passed(column, value.clone()))
                    .add(Condition::all().add(column.eq(value)).add(same_id));
                if nullable && !reverse {
                    further.add(column.is_null())
                } else {
                    further
                }
            }
            None => {
                let among_nulls = Condition::all().add(column.is_null()).add(same_id);
                if reverse {
                    Condition::any().add(column.is_not_null()).add(among_nulls)
                } else {
                    among_nulls
                }
            }
        }
    }
}

/// One page of `query` in the order `sort`.
pub async fn page<E, N>(
    connection: &impl ConnectionTrait,
    query: Select<E>,
    sort: Sort<E::Column>,
    arguments: &PageArgs,
) -> Result<Page<N>>
where
    E: Visible,
    E::Model: ModelTrait<Entity = E> + FromQueryResult,
    N: From<E::Model> + OutputType,
{
    let (reverse, size) = arguments.window()?;
    let total = TotalCount {
        query: query.clone().select_only().column(E::id()).into_query(),
    };
    let mut rows = query;
    if let Some(after) = &arguments.after {
        rows = rows.filter(sort.beyond(E::id(), &sort.decode(after)?, false));
    }
    if let Some(before) = &arguments.before {
        rows = rows.filter(sort.beyond(E::id(), &sort.decode(before)?, true));
    }
    let order = if sort.descending == reverse {
        Order::Asc
    } else {
        Order::Desc
    };
    rows = if sort.column.def().is_null() {
        let nulls = if reverse {
            NullOrdering::First
        } else {
            NullOrdering::Last
        };
        rows.order_by_with_nulls(sort.column, order.clone(), nulls)
    } else {
        rows.order_by(sort.column, order.clone())
    };
    let mut models = rows.order_by(E::id(), order).limit(size + 1).all(connection).await?;

    let kept = usize::try_from(size).map_err(Error::fault)?;
    let more = models.len() > kept;
    models.truncate(kept);
    if reverse {
        models.reverse();
    }
    let (previous, next) = if reverse {
        (more, arguments.before.is_some())
    } else {
        (arguments.after.is_some(), more)
    };
    let mut answer = Connection::with_additional_fields(previous, next, total);
    for model in models {
        let Value::Uuid(Some(id)) = model.get(E::id()) else {
            return Err(Error::fault("a row without an id"));
        };
        let cursor = sort.encode(&model, id)?;
        answer.edges.push(Edge::new(cursor, N::from(model)));
    }
    Ok(answer)
}

/// How many rows a list has in all, counted only when asked for.
#[derive(Debug)]
pub struct TotalCount {
    query: SelectStatement,
}

/// How many objects the whole list has.
#[Object]
impl TotalCount {
    /// How many objects match the filter, on all pages together. Counting takes a statement of its own: ask for it only
    /// where it is shown.
    async fn total_count(&self, context: &Context<'_>) -> Result<u64> {
        let count = Query::select()
            .expr_as(Func::count(Expr::col(Asterisk)), "total")
            .from_subquery(self.query.clone(), "matching")
            .to_owned();
        let connection = context.state()?.database.read();
        let row = connection.query_one(&count).await?;
        let total: i64 = row.map_or(Ok(0), |row| row.try_get("", "total"))?;
        u64::try_from(total).map_err(Error::fault)
    }
}

#[cfg(test)]
mod tests {
    use entity::{lead, report};

    use super::*;

    fn cursor(sort: &str, key: &str) -> String {
        let json = format!(r#"{{"sort":"{sort}","key":{key},"id":"{}"}}"#, Uuid::nil());
        URL_SAFE_NO_PAD.encode(json)
    }

    #[test]
    fn a_cursor_holds_nothing_that_its_column_cannot() {
        let newest = Sort {
            column: lead::Column::CreatedAt,
            descending: true,
        };
        assert!(newest.decode(&cursor("-created_at", r#"{"Int":5}"#)).is_ok());
        for key in [
            r#"{"Text":"5"}"#,
            r#"{"Date":"2026-11-24"}"#,
            r#""Null""#,
            r#"{"Int":"5"}"#,
        ] {
            assert!(newest.decode(&cursor("-created_at", key)).is_err(), "{key}");
        }
        assert!(newest.decode(&cursor("+created_at", r#"{"Int":5}"#)).is_err());

        let day = Sort {
            column: report::Column::ReportOn,
            descending: false,
        };
        assert!(day.decode(&cursor("+report_on", r#"{"Date":"2026-11-24"}"#)).is_ok());
        assert!(
            day.decode(&cursor("+report_on", r#"{"Date":"+262142-12-31"}"#))
                .is_err()
        );
        let score = Sort {
            column: report::Column::Score,
            descending: false,
        };
        assert!(score.decode(&cursor("+score", r#""Null""#)).is_ok());
        assert!(score.decode(&cursor("+score", r#"{"Int":5000000000}"#)).is_err());
    }
}
