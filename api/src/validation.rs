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

    /// Notes a violation that somebody else found.
    pub fn add(&mut self, violation: Violation) {
        self.violations.push(violation);
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

    /// The trimmed e-mail address of a field that may be left empty.
    pub fn optional_email(&mut self, field: &str, value: Option<&str>, max: usize) -> Option<String> {
        let value = self.optional_text(field, value, max)?;
        if !is_email(&value) {
            self.report(
                field,
                UserErrorCode::Invalid,
                "不是邮箱地址，应写作 name@example.com 的形式",
            );
        }
        Some(value)
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

/// Whether a text has the form of an e-mail address. Whether mail arrives there only a mail can tell, so this asks for no
/// more than `name@host.domain` without spaces.
pub fn is_email(text: &str) -> bool {
    let printable =
        |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c.is_control() || c == '@');
    text.split_once('@').is_some_and(|(name, host)| {
        printable(name) && printable(host) && host.contains('.') && host.split('.').all(|label| !label.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_address_has_a_name_and_a_host_with_a_domain() {
        for address in ["li@example.com", "wang.gong+po@mail.example.cn", "采购@例子.公司"] {
            assert!(is_email(address), "{address}");
        }
        for text in [
            "",
            "li",
            "li@",
            "@example.com",
            "li@host",
            "li@.com",
            "li@a..b",
            "l i@a.b",
            "a@b@c.d",
        ] {
            assert!(!is_email(text), "{text}");
        }
    }
}
