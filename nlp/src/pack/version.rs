//! Versions of packs: semantic ones and days.

use chrono::NaiveDate;

/// Whether `version` is a semantic version (`1.4.0`) or a day, perhaps with a number behind it (`2026-11-24.2`).
pub(super) fn is_version(version: &str) -> bool {
    is_semantic(version) || is_day(version)
}

fn is_semantic(version: &str) -> bool {
    let (core, suffix) = match version.split_once(['-', '+']) {
        Some((core, suffix)) => (core, Some(suffix)),
        None => (version, None),
    };
    let is_suffix = |suffix: &str| {
        !suffix.is_empty()
            && suffix
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+'))
    };
    core.split('.').count() == 3 && core.split('.').all(is_number) && suffix.is_none_or(is_suffix)
}

fn is_day(version: &str) -> bool {
    let (day, number) = match version.split_once('.') {
        Some((day, number)) => (day, Some(number)),
        None => (version, None),
    };
    day.len() == "2026-11-24".len() && day.parse::<NaiveDate>().is_ok() && number.is_none_or(is_number)
}

fn is_number(text: &str) -> bool {
    let is_padded = text.len() > 1 && text.starts_with('0');
    !text.is_empty() && !is_padded && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn semantic_versions_and_days_are_versions() {
        for version in ["1.4.0", "0.0.1-rc.1", "2.0.0+build7", "2026-11-24", "2026-11-24.2"] {
            assert!(is_version(version), "{version}");
        }
        for version in [
            "",
            "1",
            "1.4",
            "1.04.0",
            "v1.4.0",
            "1.4.0-",
            "2026-11-31",
            "2026-1-2",
            "24.11.2026x",
            "最新版",
        ] {
            assert!(!is_version(version), "{version}");
        }
    }
}
