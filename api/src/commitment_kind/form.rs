//! The form of a kind: which definitions of required fields make sense.

use std::collections::HashSet;

use entity::{
    commitment_kind::{FieldSpec, FieldSpecs},
    types::FieldKind,
};

use crate::{error::UserErrorCode, validation::Validator};

const MAX_FIELDS: usize = 30;
const MAX_KEY: usize = 40;
const MAX_LABEL: usize = 40;
const MAX_CHOICES: usize = 50;

/// The form that `specs` define, with every violation noted at `requiredFields.<index>.<part>`.
pub(crate) fn check(validator: &mut Validator, specs: Vec<FieldSpec>) -> FieldSpecs {
    if specs.len() > MAX_FIELDS {
        let message = format!("最多 {MAX_FIELDS} 个必填项");
        validator.report("requiredFields", UserErrorCode::TooLong, message);
        return FieldSpecs::default();
    }
    let mut keys = HashSet::new();
    FieldSpecs(
        specs
            .into_iter()
            .enumerate()
            .map(|(index, spec)| {
                let place = index.to_string();
                if !keys.insert(spec.key.clone()) {
                    let path = ["requiredFields", place.as_str(), "key"];
                    validator.report(path, UserErrorCode::Taken, format!("必填项 {} 重复", spec.key));
                }
                field(validator, &place, spec)
            })
            .collect(),
    )
}

fn field(validator: &mut Validator, place: &str, spec: FieldSpec) -> FieldSpec {
    if !is_key(&spec.key) {
        let message = format!("应为英文字母开头的字母、数字或下划线，最多 {MAX_KEY} 个字符，如 contactEmail");
        validator.report(["requiredFields", place, "key"], UserErrorCode::Invalid, message);
    }
    FieldSpec {
        label: validator.text(["requiredFields", place, "label"], &spec.label, MAX_LABEL),
        choices: choices(validator, place, spec.kind, &spec.choices),
        ..spec
    }
}

/// Keys are names for programs: front ends use them as names of form fields.
fn is_key(key: &str) -> bool {
    key.len() <= MAX_KEY
        && key.starts_with(|first: char| first.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn choices(validator: &mut Validator, place: &str, kind: FieldKind, choices: &[String]) -> Vec<String> {
    let path = ["requiredFields", place, "choices"];
    let wanted = kind == FieldKind::Choice;
    let distinct: HashSet<_> = choices.iter().map(|choice| choice.trim()).collect();
    if wanted && choices.is_empty() {
        validator.report(path, UserErrorCode::Required, "CHOICE 类必填项应列出选项");
    } else if !wanted && !choices.is_empty() {
        validator.report(path, UserErrorCode::Invalid, "只有 CHOICE 类必填项有选项");
    } else if choices.len() > MAX_CHOICES {
        validator.report(path, UserErrorCode::TooLong, format!("最多 {MAX_CHOICES} 个选项"));
        return Vec::new();
    } else if distinct.len() < choices.len() {
        validator.report(path, UserErrorCode::Taken, "选项重复");
    }
    choices
        .iter()
        .map(|choice| validator.text(path, choice, MAX_LABEL))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    fn refusals(specs: Vec<FieldSpec>) -> Vec<String> {
        let mut validator = Validator::default();
        check(&mut validator, specs);
        match validator.finish() {
            Err(Error::Invalid(violations)) => violations
                .iter()
                .map(|violation| format!("{} {:?}", violation.field.join("."), violation.code))
                .collect(),
            _ => Vec::new(),
        }
    }

    fn spec(key: &str, kind: FieldKind, choices: &[&str]) -> FieldSpec {
        FieldSpec {
            key: key.to_owned(),
            label: "名称".to_owned(),
            kind,
            choices: choices.iter().map(|&choice| choice.to_owned()).collect(),
        }
    }

    #[test]
    fn a_sound_form_passes() {
        let form = vec![
            spec("deviceModel", FieldKind::Text, &[]),
            spec("size_2", FieldKind::Choice, &["大", "小"]),
        ];
        assert!(refusals(form).is_empty());
        assert!(refusals(Vec::new()).is_empty());
    }

    #[test]
    fn keys_are_names_for_programs_and_stand_once() {
        for key in ["", "2nd", "设备", "a b", "_a", &"k".repeat(41)] {
            let found = refusals(vec![spec(key, FieldKind::Text, &[])]);
            assert_eq!(found, ["requiredFields.0.key Invalid"], "{key}");
        }
        let twice = vec![spec("a", FieldKind::Text, &[]), spec("a", FieldKind::Date, &[])];
        assert_eq!(refusals(twice), ["requiredFields.1.key Taken"]);
    }

    #[test]
    fn only_a_choice_has_choices_and_it_needs_them() {
        for (kind, choices, code) in [
            (FieldKind::Choice, &[][..], "Required"),
            (FieldKind::Text, &["大"], "Invalid"),
            (FieldKind::Choice, &["大", " 大"], "Taken"),
            (FieldKind::Choice, &["大", " "], "Required"),
        ] {
            let found = refusals(vec![spec("size", kind, choices)]);
            assert_eq!(found, [format!("requiredFields.0.choices {code}")]);
        }
    }
}
