//! Product models in texts, such as `S7-1200` or `PX200A`.

use std::collections::BTreeSet;

use regex::RegexBuilder;

/// The most models that are looked for.
const MAX_MODELS: usize = 50;
const LENGTH: std::ops::RangeInclusive<usize> = 4..=24;

/// The product models that stand in a text, in capitals.
pub fn models(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '/' | '.' | '@' | '_' | ':'))
        // What stands in an address of the web or of mail is no model.
        .filter(|word| !word.contains(['@', ':']) && !word.to_ascii_lowercase().contains("www."))
        .map(|word| word.trim_matches(|c: char| !c.is_ascii_alphanumeric()).to_ascii_uppercase())
        .filter(|word| is_model(word))
        .take(MAX_MODELS)
        .collect()
}

/// Letters, then digits: enough of both to be nobody's sheet size, quarter, version or voltage.
fn is_model(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let longest_number = word
        .split(|c: char| !c.is_ascii_digit())
        .map(str::len)
        .max()
        .unwrap_or_default();
    LENGTH.contains(&word.len())
        && (1..=6).contains(&letters)
        && digits >= 2
        // The number of an order or a contract holds its day.
        && longest_number <= 6
        && !is_standard(word)
}

/// Standards, ratings, versions and periods.
fn is_standard(word: &str) -> bool {
    let letters: String = word.chars().take_while(char::is_ascii_alphabetic).collect();
    matches!(
        letters.as_str(),
        "ISO" | "IEC" | "GB" | "EN" | "DIN" | "IP" | "V" | "VER" | "Q" | "FY" | "H" | "NO" | "WIN" | "UTF" | "COVID"
    )
}

/// Those of `models` that stand in `text`, however they are broken up there.
pub fn mentioned(models: &BTreeSet<String>, text: &str) -> BTreeSet<String> {
    models.iter().filter(|model| stands_in(model, text)).cloned().collect()
}

fn stands_in(model: &str, text: &str) -> bool {
    let letters: Vec<_> = model
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(String::from)
        .collect();
    let pattern = RegexBuilder::new(&letters.join(r"[-_/.\s\u{2010}-\u{2015}]?"))
        .case_insensitive(true)
        .build();
    let Ok(pattern) = pattern else { return false };
    pattern.find_iter(text).any(|found| {
        let before = text.get(..found.start()).and_then(|text| text.chars().next_back());
        let after = text.get(found.end()..).and_then(|text| text.chars().next());
        !before.is_some_and(|c| c.is_ascii_alphanumeric()) && !after.is_some_and(|c| c.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        models(text).into_iter().collect()
    }

    #[test]
    fn models_are_told_from_everything_else_with_digits() {
        assert_eq!(
            found("客户问S7-1200和px200a的价格，以及 KD-3000。"),
            ["KD-3000", "PX200A", "S7-1200"]
        );
        for text in [
            "20kg、50Hz、24V、A4纸、Q4、2026-11-24",
            "ISO9001、GB/T19001、IP67、V2.10",
            "合同号HT20261124001",
            "li2026@example.com",
            "https://a.example/px200",
            "13800138000",
            "5G网络",
            "H264",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn a_model_is_found_however_it_is_broken_up_and_not_inside_another() {
        let asked = models("S7-1200");
        for text in ["支持S7-1200系列", "s7 1200", "S71200PLC", "型号：S7‑1200"] {
            assert_eq!(mentioned(&asked, text), asked, "{text}");
        }
        for text in ["S7-12001", "AS7-1200", "S7-1500", ""] {
            assert!(mentioned(&asked, text).is_empty(), "{text}");
        }
    }
}
