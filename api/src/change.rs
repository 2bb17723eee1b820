//! Changes of fields that may be empty: leaving one out is not the same as emptying it.

use async_graphql::MaybeUndefined;
use sea_orm::ActiveValue::{self, Set};

/// What becomes of a field that may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Change<T> {
    /// It stays as it is.
    #[default]
    Keep,
    /// It is emptied.
    Clear,
    /// It gets another value.
    To(T),
}

impl<T> Change<T> {
    /// The change of another type; a value that becomes `None` empties the field.
    pub fn and_then<U>(self, convert: impl FnOnce(T) -> Option<U>) -> Change<U> {
        match self {
            Self::Keep => Change::Keep,
            Self::Clear => Change::Clear,
            Self::To(value) => convert(value).map_or(Change::Clear, Change::To),
        }
    }

    /// Puts the change into a column.
    pub fn apply(self, column: &mut ActiveValue<Option<T>>)
    where
        Option<T>: Into<sea_orm::Value>,
    {
        match self {
            Self::Keep => {}
            Self::Clear => *column = Set(None),
            Self::To(value) => *column = Set(Some(value)),
        }
    }
}

/// Left out keeps, null empties.
impl<T> From<MaybeUndefined<T>> for Change<T> {
    fn from(value: MaybeUndefined<T>) -> Self {
        match value {
            MaybeUndefined::Undefined => Self::Keep,
            MaybeUndefined::Null => Self::Clear,
            MaybeUndefined::Value(value) => Self::To(value),
        }
    }
}
