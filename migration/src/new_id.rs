//! Ids of rows that a statement makes by itself.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// A fresh version 7 UUID as an expression of the database's own, made anew for each row; `millis` is an expression for its
/// time in milliseconds since 1970.
pub(crate) fn expression(manager: &SchemaManager<'_>, millis: &str) -> String {
    match manager.get_database_backend() {
        DbBackend::Sqlite => format!(
            "unhex(printf('%012x', {millis}) || '7' || substr(hex(randomblob(2)), 1, 3) || '8' \
             || substr(hex(randomblob(8)), 1, 15))"
        ),
        _ => format!(
            "(lpad(to_hex({millis}), 12, '0') || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid"
        ),
    }
}
