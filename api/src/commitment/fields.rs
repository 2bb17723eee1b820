//! The fields of a commitment, checked against the form of its kind.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::{
    commitment_kind::{FieldSpec, FieldSpecs},
    task::TaskDetail,
    types::FieldKind,
};

use crate::{error::UserErrorCode, validation::Validator};

const MAX_TEXT: usize = 2000;
const MAX_REFERENCE: usize = 500;
const MAX_EMAIL: usize = 254;
const MAX_NUMBER: usize = 40;

/// A value as it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldValue {
    /// Which field of the form it fills.
    pub key: String,
    /// What it is filled with.
    pub value: String,
}

/// What is wrong with a value.
type Flaw = (UserErrorCode, String);

/// The filled form, in its own order. Every field that is missing or mistyped, and every value that the form does not ask
/// for, is noted at `fields.<key>`.
pub fn fill(validator: &mut Validator, form: &FieldSpecs, given: &[FieldValue]) -> Vec<TaskDetail> {
    let mut values: HashMap<&str, &str> = HashMap::new();
    for FieldValue { key, value } in given {
        if !form.0.iter().any(|spec| spec.key == *key) {
            let path = ["fields", key.as_str()];
            validator.report(path, UserErrorCode::Invalid, format!("该承诺类型没有字段 {key}"));
        } else if values.insert(key, value).is_some() {
            let path = ["fields", key.as_str()];
            validator.report(path, UserErrorCode::Taken, format!("字段 {key} 给了不止一次"));
        }
    }
    form.0
        .iter()
        .filter_map(|spec| {
            let given = values.get(spec.key.as_str()).copied().unwrap_or_default().trim();
            match check(spec, given) {
                Ok(()) => Some(TaskDetail {
                    key: spec.key.clone(),
                    label: spec.label.clone(),
                    value: given.to_owned(),
                }),
                Err((code, message)) => {
                    validator.report(["fields", spec.key.as_str()], code, message);
                    None
                }
            }
        })
        .collect()
}

fn check(spec: &FieldSpec, value: &str) -> Result<(), Flaw> {
    let label = &spec.label;
    if value.is_empty() {
        return Err((UserErrorCode::Required, format!("请填写{label}")));
    }
    let (max, fits, form) = match spec.kind {
        FieldKind::Text => (MAX_TEXT, true, String::new()),
        FieldKind::Email => (MAX_EMAIL, is_email(value), "邮箱地址，如 name@example.com".to_owned()),
        FieldKind::Number => (MAX_NUMBER, is_number(value), "数字，如 20 或 3.5".to_owned()),
        FieldKind::Date => (MAX_NUMBER, is_date(value), "日期，如 2026-11-24".to_owned()),
        FieldKind::Choice => {
            let offered = spec.choices.iter().any(|choice| choice == value);
            (MAX_TEXT, offered, format!("以下之一：{}", spec.choices.join("、")))
        }
        FieldKind::Attachment => (MAX_REFERENCE, is_reference(value), "文件名或链接".to_owned()),
    };
    if value.chars().nth(max).is_some() {
        Err((UserErrorCode::TooLong, format!("{label}最多 {max} 个字")))
    } else if !fits {
        Err((UserErrorCode::Invalid, format!("{label}应为{form}")))
    } else {
        Ok(())
    }
}

/// Accepts what mail servers deliver in practice; that somebody reads it only a mail can tell.
fn is_email(value: &str) -> bool {
    let local_ok = |local: &str| {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
        local.len() <= 64 && local.split('.').all(|part| !part.is_empty()) && local.chars().all(allowed)
    };
    let label_ok = |label: &str| {
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-';
        !label.is_empty()
            && label.len() <= 63
            && label.chars().all(allowed)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let top_ok = |top: &str| top.len() >= 2 && !top.starts_with(|c: char| c.is_ascii_digit());
    value.split_once('@').is_some_and(|(local, domain)| {
        local_ok(local)
            && domain.split('.').all(label_ok)
            && domain.rsplit_once('.').is_some_and(|(_, top)| top_ok(top))
    })
}

fn is_number(value: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = value.strip_prefix('-').unwrap_or(value);
    match unsigned.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(unsigned),
    }
}

/// Only the one form in which a day is also written, so that `2026-1-2` does not stand beside `2026-01-02`.
fn is_date(value: &str) -> bool {
    NaiveDate::parse_from_str(value, "%Y-%m-%d").is_ok_and(|day| day.to_string() == value)
}

fn is_reference(value: &str) -> bool {
    !value.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    fn spec(key: &str, kind: FieldKind) -> FieldSpec {
        FieldSpec {
            key: key.to_owned(),
            label: key.to_owned(),
            kind,
            choices: vec!["现场".to_owned(), "远程".to_owned()],
        }
    }

    fn given(pairs: &[(&str, &str)]) -> Vec<FieldValue> {
        pairs
            .iter()
            .map(|&(key, value)| FieldValue {
                key: key.to_owned(),
                value: value.to_owned(),
            })
            .collect()
    }

    /// The values that a form of these fields keeps, and what it refuses.
    fn filled(form: &[FieldSpec], pairs: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
        let mut validator = Validator::default();
        let details = fill(&mut validator, &FieldSpecs(form.to_vec()), &given(pairs));
        let refused = match validator.finish() {
            Err(Error::Invalid(violations)) => violations
                .iter()
                .map(|violation| format!("{} {:?}", violation.field.join("."), violation.code))
                .collect(),
            _ => Vec::new(),
        };
        (details.into_iter().map(|detail| detail.value).collect(), refused)
    }

    #[track_caller]
    fn accepts(kind: FieldKind, values: &[&str]) {
        for value in values {
            let (kept, refused) = filled(&[spec("field", kind)], &[("field", value)]);
            assert_eq!((kept, refused), (vec![value.trim().to_owned()], Vec::new()), "{value}");
        }
    }

    #[track_caller]
    fn refuses(kind: FieldKind, values: &[&str], code: &str) {
        for value in values {
            let (_, refused) = filled(&[spec("field", kind)], &[("field", value)]);
            assert_eq!(refused, [format!("fields.field {code}")], "{value}");
        }
    }

    #[test]
    fn every_kind_has_its_form() {
        accepts(FieldKind::Text, &["S7-1200", " 前后有空格 ", &"字".repeat(2000)]);
        refuses(FieldKind::Text, &[&"字".repeat(2001)], "TooLong");
        accepts(
            FieldKind::Email,
            &["liu.min@corp.example.cn", "a+b@x-y.io", " padded@example.com "],
        );
        refuses(
            FieldKind::Email,
            &[
                "刘敏",
                "liu@",
                "@example.com",
                "liu@example",
                "liu min@example.com",
                "a@b@c.com",
                "a..b@c.com",
            ],
            "Invalid",
        );
        refuses(
            FieldKind::Email,
            &["liu@-a.com", "liu@a..com", "liu@a.1c", "liu＠example.com"],
            "Invalid",
        );
        accepts(FieldKind::Number, &["20", "-3.5", "0.07", "007"]);
        refuses(
            FieldKind::Number,
            &["二十", "20台", "1e5", "NaN", ".5", "5.", "--1", "１２"],
            "Invalid",
        );
        accepts(FieldKind::Date, &["2026-11-24", "2028-02-29"]);
        refuses(
            FieldKind::Date,
            &["2026-02-29", "2026-1-2", "11月24日", "2026-11-24T00:00"],
            "Invalid",
        );
        accepts(FieldKind::Choice, &["现场", "远程"]);
        refuses(FieldKind::Choice, &["现", "到场"], "Invalid");
        accepts(
            FieldKind::Attachment,
            &["网络拓扑图.vsdx", "https://files.example.com/1"],
        );
        refuses(FieldKind::Attachment, &["a\u{1}b"], "Invalid");
    }

    #[test]
    fn blank_is_missing_for_every_kind() {
        for kind in [
            FieldKind::Text,
            FieldKind::Email,
            FieldKind::Number,
            FieldKind::Date,
            FieldKind::Choice,
            FieldKind::Attachment,
        ] {
            refuses(kind, &["", "  ", "\u{3000}"], "Required");
        }
    }

    #[test]
    fn each_flaw_is_named_at_its_own_field_and_the_order_is_that_of_the_form() {
        let form = [
            spec("model", FieldKind::Text),
            spec("email", FieldKind::Email),
            spec("count", FieldKind::Number),
        ];
        let (kept, refused) = filled(&form, &[("count", "两台"), ("colour", "红"), ("model", "S7")]);
        assert_eq!(kept, ["S7"]);
        assert_eq!(
            refused,
            ["fields.colour Invalid", "fields.email Required", "fields.count Invalid"]
        );
        let (kept, refused) = filled(&form, &[("count", "2"), ("email", "a@b.cn"), ("model", "S7")]);
        assert_eq!(
            (kept, refused),
            (vec!["S7".into(), "a@b.cn".into(), "2".into()], vec![])
        );
    }

    #[test]
    fn a_field_is_filled_once() {
        let form = [spec("model", FieldKind::Text)];
        let (_, refused) = filled(&form, &[("model", "S7"), ("model", "S8")]);
        assert_eq!(refused, ["fields.model Taken"]);
    }
}
