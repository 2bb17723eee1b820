//! Collecting everything that is wrong with an input, so that a form shows all of it at once.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    change::Change,
    error::{Error, FieldPath, Result, UserErrorCode, Violation},
    id,
    policy::{self, Actor, Visible},
};

/// Violations found so far.
#[derive(Debug, Default)]
pub struct Validator {
    violations: Vec<Violation>,
}

impl Validator {
    /// Notes a violation.
    pub fn report(&mut self, field: impl Into<FieldPath>, code: UserErrorCode, message: impl Into<String>) {
        self.violations.push(Violation::new(field, code, message));
    }

    /// The trimmed text of a field that must be filled, of at most `max` characters.
    pub fn text(&mut self, field: impl Into<FieldPath>, value: &str, max: usize) -> String {
        let (field, value) = (field.into(), value.trim());
        if value.is_empty() {
            self.report(field.clone(), UserErrorCode::Required, "必填");
        }
        self.length(field, value, max);
        value.to_owned()
    }

    /// The trimmed text of a field that may be left empty; blank counts as empty.
    pub fn optional_text(&mut self, field: impl Into<FieldPath>, value: Option<&str>, max: usize) -> Option<String> {
        let value = value.map(str::trim).filter(|value| !value.is_empty())?;
        self.length(field, value, max);
        Some(value.to_owned())
    }

    /// The change of a text that may be left empty; blank empties it.
    pub fn changed_text(&mut self, field: &str, change: Change<String>, max: usize) -> Change<String> {
        change.and_then(|value| self.optional_text(field, Some(&value), max))
    }

    /// The row that a field of the input names, if the actor may see it.
    pub async fn row<E: Visible>(
        &mut self,
        connection: &impl ConnectionTrait,
        actor: &Actor,
        field: &str,
        id: Uuid,
    ) -> Result<Option<E::Model>> {
        match policy::find::<E>(connection, actor, id).await {
            Err(Error::NotFound) => self.collect(Err(id::not_found(field))),
            found => self.collect(found),
        }
    }

    fn length(&mut self, field: impl Into<FieldPath>, value: &str, max: usize) {
        if value.chars().nth(max).is_some() {
            self.report(field, UserErrorCode::TooLong, format!("最多 {max} 个字"));
        }
    }

    /// The value of a look-up that fails with violations of its own, which are collected.
    pub fn collect<T>(&mut self, answer: Result<T>) -> Result<Option<T>> {
        match answer {
            Ok(value) => Ok(Some(value)),
            Err(Error::Invalid(violations)) => {
                self.violations.extend(violations);
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }

    /// Fails with all violations, if there are any.
    pub fn finish(self) -> Result<()> {
        if self.violations.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(self.violations))
        }
    }
}
