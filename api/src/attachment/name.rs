//! Names of files: made safe, and read for what tells versions of one document apart.

use std::cmp::Ordering;

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

/// The longest name that is kept, in characters.
pub const MAX_NAME: usize = 120;

/// A shorter title, such as 产品手册, is shared by documents that are not versions of each other.
const MIN_TITLE: usize = 6;

/// What a file is called that has no name worth keeping.
const NAMELESS: &str = "未命名";

/// Words behind or before a name that make no other document of it.
const MARKS: [&str; 12] = [
    "最终版",
    "终稿",
    "定稿",
    "修订版",
    "正式版",
    "最新版",
    "最新",
    "副本",
    "final",
    "copy",
    "rev",
    "draft",
];

/// The name of a file as it is kept: no path, nothing invisible, nothing that a file system or a header could take for
/// more than a name, and the extension of what the content is.
pub fn clean(name: &str, extension: Option<&str>) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_plain = |c: &char| !c.is_control() && !is_invisible(*c) && !"<>:\"|?*".contains(*c);
    let plain: String = last.chars().filter(is_plain).collect();
    let plain = plain.trim().trim_start_matches('.').trim_end_matches(['.', ' ']);
    let (stem, own) = split(plain);
    let extension = extension.or(own);
    let stem: String = stem.chars().take(MAX_NAME).collect();
    let stem = if stem.trim().is_empty() { NAMELESS } else { stem.trim() };
    match extension {
        Some(extension) => format!("{stem}.{}", extension.to_ascii_lowercase()),
        None => stem.to_owned(),
    }
}

/// Marks of direction and joiners, by which one name looks like another.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A name without its extension, and the extension: a few letters and digits behind the last dot.
fn split(name: &str) -> (&str, Option<&str>) {
    match name.rsplit_once('.') {
        Some((stem, extension))
            if !stem.is_empty()
                && (1..=5).contains(&extension.len())
                && extension.chars().all(|c| c.is_ascii_alphanumeric())
                && extension.chars().any(|c| c.is_ascii_alphabetic()) =>
        {
            (stem, Some(extension))
        }
        _ => (name, None),
    }
}

/// What the name of a document says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentName {
    /// The name without version, day, mark and extension; documents with the same key are versions of one.
    pub key: String,
    /// The version that the name states, such as 2.1 in `V2.1`.
    pub version: Option<Vec<u32>>,
    /// The day that the name states.
    pub date: Option<NaiveDate>,
}

/// Reads the name of a file.
pub fn read(name: &str) -> DocumentName {
    read_title(split(name.trim()).0)
}

/// Reads the title of a document.
pub fn read_title(title: &str) -> DocumentName {
    let letters: Vec<char> = title.nfkc().flat_map(char::to_lowercase).collect();
    let mut found = DocumentName::default();
    let mut key = String::new();
    let mut rest = letters.as_slice();
    let mut before = None;
    while let Some(&first) = rest.first() {
        let taken = date(rest, before)
            .map(|(date, taken)| {
                found.date = Some(date);
                taken
            })
            .or_else(|| {
                version(rest, before).map(|(version, taken)| {
                    found.version = Some(version);
                    taken
                })
            })
            .or_else(|| copy(rest));
        let taken = taken.unwrap_or_else(|| {
            if first.is_alphanumeric() {
                key.push(first);
            }
            1
        });
        before = rest.get(taken.saturating_sub(1)).copied();
        rest = rest.get(taken..).unwrap_or_default();
    }
    found.key = without_marks(key);
    found
}

/// Latin marks stand only behind a name: `copyright` is a word of its own.
fn without_marks(mut key: String) -> String {
    let strip = |key: &str| {
        MARKS.iter().find_map(|mark| {
            let before = if mark.is_ascii() { None } else { key.strip_prefix(mark) };
            key.strip_suffix(mark)
                .or(before)
                .filter(|shorter| !shorter.is_empty())
                .map(str::to_owned)
        })
    };
    while let Some(shorter) = strip(&key) {
        key = shorter;
    }
    key
}

/// A day such as `2026-11-24`, `20261124` or `2026年11月24日`, and how many characters it takes.
fn date(letters: &[char], before: Option<char>) -> Option<(NaiveDate, usize)> {
    if before.is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    let mut at = 0;
    let year = number(letters, &mut at, 4)?;
    let separated = skip(letters, &mut at, &['-', '_', '.', '/', '年', ' ']);
    let (month, day) = if separated {
        let month = up_to(letters, &mut at, 2)?;
        skip(letters, &mut at, &['-', '_', '.', '/', '月', ' ']).then_some(())?;
        (month, up_to(letters, &mut at, 2)?)
    } else {
        (number(letters, &mut at, 2)?, number(letters, &mut at, 2)?)
    };
    if letters.get(at).is_some_and(char::is_ascii_digit) || !(1990..2100).contains(&year) {
        return None;
    }
    skip(letters, &mut at, &['日']);
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    Some((date, at))
}

/// A version such as `v2`, `V2.1`, `版本3` or `第3版`, and how many characters it takes.
fn version(letters: &[char], before: Option<char>) -> Option<(Vec<u32>, usize)> {
    const LEADS: [&str; 5] = ["version", "ver", "v", "版本", "第"];
    let lead = LEADS.iter().find(|lead| starts_with(letters, lead))?;
    let latin = lead.is_ascii();
    if latin && before.is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let mut at = lead.chars().count();
    if *lead != "第" {
        skip(letters, &mut at, &['.', ' ', '-', '_', ':']);
    }
    let mut parts = vec![up_to(letters, &mut at, 4)?];
    while letters.get(at) == Some(&'.') && letters.get(at + 1).is_some_and(char::is_ascii_digit) {
        at += 1;
        parts.push(up_to(letters, &mut at, 4)?);
    }
    if *lead == "第" {
        starts_with(letters.get(at..)?, "版").then_some(())?;
        at += 1;
    } else if letters.get(at).is_some_and(char::is_ascii_alphanumeric) {
        return None;
    }
    Some((parts, at))
}

/// The number that a file manager puts behind the name of a copy, such as `(1)`.
fn copy(letters: &[char]) -> Option<usize> {
    let mut at = 0;
    skip(letters, &mut at, &['(']).then_some(())?;
    up_to(letters, &mut at, 2)?;
    (letters.get(at) == Some(&')')).then_some(at + 1)
}

fn starts_with(letters: &[char], text: &str) -> bool {
    let mut letters = letters.iter();
    text.chars().all(|c| letters.next() == Some(&c))
}

fn skip(letters: &[char], at: &mut usize, any: &[char]) -> bool {
    let found = letters.get(*at).is_some_and(|c| any.contains(c));
    *at += usize::from(found);
    found
}

/// A number of exactly `length` digits.
fn number(letters: &[char], at: &mut usize, length: usize) -> Option<u32> {
    let digits = letters.get(*at..*at + length)?;
    let value = digits
        .iter()
        .try_fold(0_u32, |value, digit| Some(value * 10 + digit.to_digit(10)?))?;
    *at += length;
    Some(value)
}

/// A number of one to `longest` digits.
fn up_to(letters: &[char], at: &mut usize, longest: usize) -> Option<u32> {
    let rest = letters.get(*at..)?;
    let length = rest.iter().take(longest).take_while(|c| c.is_ascii_digit()).count();
    (length > 0).then_some(())?;
    number(letters, at, length)
}

/// How one version of a document stands to another by their names alone: by version, else by day. `None` where the names do
/// not say.
pub fn compare(one: &DocumentName, other: &DocumentName) -> Option<Ordering> {
    if let (Some(one), Some(other)) = (&one.version, &other.version) {
        let length = one.len().max(other.len());
        let padded =
            |parts: &[u32]| -> Vec<u32> { (0..length).map(|at| parts.get(at).copied().unwrap_or(0)).collect() };
        return Some(padded(one).cmp(&padded(other)));
    }
    one.date.zip(other.date).map(|(one, other)| one.cmp(&other))
}

/// Whether a title names no document: it is short, or a program wrote it rather than a person.
pub fn is_generic(key: &str) -> bool {
    const GENERIC: [&str; 9] = [
        "microsoftword",
        "microsoftexcel",
        "microsoftpowerpoint",
        "powerpoint演示文稿",
        "powerpointpresentation",
        "untitled",
        "document",
        "presentation",
        "工作簿",
    ];
    key.chars().count() < MIN_TITLE || GENERIC.iter().any(|generic| key.starts_with(generic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_only_a_name() {
        for (name, extension, expected) in [
            ("报价单.pdf", Some("pdf"), "报价单.pdf"),
            ("../../etc/passwd", None, "passwd"),
            ("C:\\work\\方案 V2.DOCX", Some("docx"), "方案 V2.docx"),
            ("invoice\u{202e}fdp.exe", Some("png"), "invoicefdp.png"),
            ("a\r\nSet-Cookie: x.pdf", Some("pdf"), "aSet-Cookie x.pdf"),
            ("报价.exe", Some("pdf"), "报价.pdf"),
            ("...", Some("pdf"), "未命名.pdf"),
            ("", None, "未命名"),
            ("\"<>|", None, "未命名"),
            ("手册 v2.1", Some("pdf"), "手册 v2.1.pdf"),
        ] {
            assert_eq!(clean(name, extension), expected, "{name:?}");
        }
        assert_eq!(clean(&"长".repeat(500), Some("pdf")).chars().count(), MAX_NAME + 4);
    }

    #[test]
    fn versions_of_a_document_have_one_key() {
        for name in [
            "PX系列产品手册.pdf",
            "PX系列产品手册 V2.pdf",
            "PX系列产品手册_v2.1_20261101.pdf",
            "px系列产品手册-最终版.docx",
            "PX系列产品手册(1).pdf",
            "【PX系列】产品手册 第3版.pdf",
            "PX系列产品手册 2026年11月1日.pdf",
            "副本PX系列产品手册.pdf",
        ] {
            assert_eq!(read(name).key, "px系列产品手册", "{name}");
        }
        assert_ne!(read("PX-200手册.pdf").key, read("PX-300手册.pdf").key);
        assert_ne!(read("tv2000手册.pdf").key, read("tv手册.pdf").key);
    }

    #[test]
    fn versions_and_days_are_read() {
        let version = |name| read(name).version;
        assert_eq!(version("手册 V2.1.pdf"), Some(vec![2, 1]));
        assert_eq!(version("手册第3版.pdf"), Some(vec![3]));
        assert_eq!(version("手册 版本 10.pdf"), Some(vec![10]));
        assert_eq!(version("DV2手册.pdf"), None);
        assert_eq!(version("手册v2k.pdf"), None);
        let day = NaiveDate::from_ymd_opt(2026, 11, 1);
        for name in [
            "手册20261101.pdf",
            "手册 2026-11-01.pdf",
            "手册2026年11月1日.pdf",
            "手册_2026.11.1.pdf",
        ] {
            assert_eq!(read(name).date, day, "{name}");
        }
        for name in ["手册20261301.pdf", "订单120261101.pdf", "手册2026.pdf"] {
            assert_eq!(read(name).date, None, "{name}");
        }
    }

    #[test]
    fn names_are_compared_by_version_before_day() {
        let compared = |one: &str, other: &str| compare(&read(one), &read(other));
        assert_eq!(compared("a v2.pdf", "a v10.pdf"), Some(Ordering::Less));
        assert_eq!(compared("a v2.0.pdf", "a v2.pdf"), Some(Ordering::Equal));
        assert_eq!(
            compared("a v3 2025-01-01.pdf", "a v2 2026-01-01.pdf"),
            Some(Ordering::Greater)
        );
        assert_eq!(compared("a 2025-01-01.pdf", "a 2026-01-01.pdf"), Some(Ordering::Less));
        assert_eq!(compared("a.pdf", "a v2.pdf"), None);
    }
}
