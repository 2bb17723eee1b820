//! The columns that tables share, and their CHECK constraints.

use sea_orm_migration::{prelude::*, schema};

/// The primary key: a UUID that the server makes.
pub(crate) fn id() -> ColumnDef {
    schema::uuid("id").primary_key().take()
}

/// An instant: milliseconds since 1970-01-01 UTC.
pub(crate) fn instant(name: &'static str) -> ColumnDef {
    schema::big_integer(name)
}

/// An instant that may be unknown or still to come.
pub(crate) fn instant_null(name: &'static str) -> ColumnDef {
    schema::big_integer_null(name)
}

/// The counter of changes that optimistic locking compares: 1 at first.
pub(crate) fn version() -> ColumnDef {
    at_least(schema::integer("version").default(1).take(), 1)
}

/// Text that is one of `values`.
pub(crate) fn one_of(name: &'static str, values: &[&'static str]) -> ColumnDef {
    restrict_to(schema::text(name), values)
}

/// Text that is one of `values`, or nothing.
pub(crate) fn one_of_null(name: &'static str, values: &[&'static str]) -> ColumnDef {
    restrict_to(schema::text_null(name), values)
}

/// The categories of findings, as the four tables that name one were first made.
const FINDING_CATEGORIES: [&str; 12] = [
    "INTENT",
    "FOLLOW_UP",
    "TIME",
    "DEGREE",
    "RESULT",
    "RESPONSIBILITY",
    "MEDICAL",
    "EFFICACY_CLAIM",
    "ABSOLUTE_CLAIM",
    "OVER_PROMISE",
    "PII",
    "BRIBERY",
];

/// A category of findings that a term, a script or a disclosure may have.
pub(crate) fn finding_category(name: &'static str) -> ColumnDef {
    one_of(name, &FINDING_CATEGORIES)
}

/// A category of findings, or that of a report that was sent before.
pub(crate) fn finding_category_or_copy(name: &'static str) -> ColumnDef {
    one_of(name, &[&FINDING_CATEGORIES[..], &["COPIED"]].concat())
}

/// A number that is `minimum` or more, where it is given.
pub(crate) fn at_least(column: ColumnDef, minimum: i32) -> ColumnDef {
    let condition = Expr::col(column.get_column_name()).gte(minimum);
    check(column, condition)
}

/// A number from `minimum` to `maximum`, where it is given.
pub(crate) fn between(column: ColumnDef, minimum: i32, maximum: i32) -> ColumnDef {
    let condition = Expr::col(column.get_column_name()).between(minimum, maximum);
    check(column, condition)
}

fn restrict_to(column: ColumnDef, values: &[&'static str]) -> ColumnDef {
    let condition = Expr::col(column.get_column_name()).is_in(values.iter().copied());
    check(column, condition)
}

fn check(mut column: ColumnDef, condition: Expr) -> ColumnDef {
    column.check(condition).take()
}
