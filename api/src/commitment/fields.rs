//! The fields of a commitment, checked against the form of its kind.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::{
    commitment_kind::{FieldSpec, FieldSpecs},
    task::TaskDetail,
    types::FieldKind,
};

use uuid::Uuid;

use crate::{
    error::UserErrorCode,
    id::{self, NodeKind},
    validation::Validator,
};

const MAX_TEXT: usize = 2000;
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

/// The names of the files that values may name, by their ids: those of the customer that the actor may see.
pub type Files = HashMap<Uuid, String>;

/// What is wrong with a value.
type Flaw = (UserErrorCode, String);

/// The filled form, in its own order. Every field that is missing or mistyped, and every value that the form does not ask
/// for, is noted at `fields.<key>`.
pub fn fill(validator: &mut Validator, form: &FieldSpecs, given: &[FieldValue], files: &Files) -> Vec<TaskDetail> {
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
            match check(spec, given, files) {
                Ok((value, attachment_id)) => Some(TaskDetail {
                    key: spec.key.clone(),
                    label: spec.label.clone(),
                    value,
                    attachment_id,
                }),
                Err((code, message)) => {
                    validator.report(["fields", spec.key.as_str()], code, message);
                    None
                }
            }
        })
        .collect()
}

/// What the card shows for a value, and the file that it names.
fn check(spec: &FieldSpec, value: &str, files: &Files) -> Result<(String, Option<Uuid>), Flaw> {
    let label = &spec.label;
    if value.is_empty() {
        return Err((UserErrorCode::Required, format!("请填写{label}")));
    }
    if spec.kind == FieldKind::Attachment {
        let file = id::read(NodeKind::Attachment, value).and_then(|id| Some((files.get(&id)?.clone(), Some(id))));
        let missing = || (UserErrorCode::NotFound, format!("{label}应为该客户的附件，请先上传"));
        return file.ok_or_else(missing);
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
        // Answered above.
        FieldKind::Attachment => (MAX_TEXT, false, String::new()),
    };
    if value.chars().nth(max).is_some() {
        Err((UserErrorCode::TooLong, format!("{label}最多 {max} 个字")))
    } else if !fits {
        Err((UserErrorCode::Invalid, format!("{label}应为{form}")))
    } else {
        Ok((value.to_owned(), None))
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
        let details = fill(&mut validator, &FieldSpecs(form.to_vec()), &given(pairs), &Files::new());
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
        refuses(
            FieldKind::Attachment,
            &["网络拓扑图.vsdx", "https://files.example.com/1"],
            "NotFound",
        );
    }

    #[test]
    fn a_file_is_one_of_those_that_may_be_named() {
        let file = Uuid::now_v7();
        let files = Files::from([(file, "拓扑图.vsdx".to_owned())]);
        let form = FieldSpecs(vec![spec("topology", FieldKind::Attachment)]);
        let named = |id| id::encode(NodeKind::Attachment, id).to_string();
        for (id, found) in [(file, true), (Uuid::now_v7(), false)] {
            let mut validator = Validator::default();
            let details = fill(&mut validator, &form, &given(&[("topology", &named(id))]), &files);
            assert_eq!(validator.finish().is_ok(), found);
            assert_eq!(
                details.first().and_then(|detail| detail.attachment_id),
                found.then_some(file)
            );
            assert!(details.iter().all(|detail| detail.value == "拓扑图.vsdx"));
        }
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
