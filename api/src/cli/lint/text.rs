//! Findings for people: the report, its phrases underlined, and below each line what is wrong with it.

use std::ops::Range;

use nlp::{Finding, Kind, Party, Severity};
use unicode_width::UnicodeWidthChar;

use crate::cli::{category, lint::Linted};

const RESET: &str = "\u{1b}[0m";
const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";

/// A report with its findings and commitments, in colour where the terminal has it.
pub(super) fn render(linted: &Linted, colored: bool) -> String {
    let page = Page { colored };
    let mut out = String::new();
    let score = linted
        .result
        .score
        .map_or_else(|| "无".to_owned(), |score| score.to_string());
    let title = format!(
        "{}  得分 {score}  问题 {}  承诺 {}",
        linted.name,
        linted.result.findings.len(),
        linted.result.commitments.len()
    );
    page.line(&mut out, BOLD, &title);
    let mut start = 0;
    for line in linted.text.split_inclusive('\n') {
        let end = start + line.len();
        page.report_line(
            &mut out,
            line.trim_end_matches(['\n', '\r']),
            start..end,
            &linted.result.findings,
        );
        start = end;
    }
    for commitment in &linted.result.commitments {
        let by = match commitment.by {
            Party::Us => "我方",
            Party::Customer => "客户",
        };
        let due = commitment
            .due
            .map_or_else(|| "未说明期限".to_owned(), |due| format!("期限 {}", due.end));
        page.line(&mut out, "", &format!("承诺（{by}，{due}）：{}", commitment.text));
    }
    out.push('\n');
    out
}

struct Page {
    colored: bool,
}

impl Page {
    fn line(&self, out: &mut String, style: &str, text: &str) {
        self.styled(out, style, text);
        out.push('\n');
    }

    fn styled(&self, out: &mut String, style: &str, text: &str) {
        if self.colored && !style.is_empty() {
            out.push_str(style);
            out.push_str(text);
            out.push_str(RESET);
        } else {
            out.push_str(text);
        }
    }

    /// One line of the report, which covers `bytes` of it.
    fn report_line(&self, out: &mut String, line: &str, bytes: Range<usize>, findings: &[Finding]) {
        out.push_str(line);
        out.push('\n');
        let here: Vec<_> = findings
            .iter()
            .filter(|finding| finding.span.byte_start < bytes.end && bytes.start < finding.span.byte_end)
            .collect();
        if here.is_empty() {
            return;
        }
        self.underline(out, line, bytes.start, &here);
        for finding in here.iter().filter(|finding| bytes.contains(&finding.span.byte_start)) {
            self.explain(out, finding);
        }
    }

    fn underline(&self, out: &mut String, line: &str, start: usize, findings: &[&Finding]) {
        let mut marks = String::new();
        for (at, c) in line.char_indices() {
            let byte = start + at;
            let found = findings
                .iter()
                .find(|finding| (finding.span.byte_start..finding.span.byte_end).contains(&byte));
            let columns = match c {
                // A tab moves on as it does in the line above.
                '\t' if found.is_none() => {
                    marks.push('\t');
                    continue;
                }
                c => c.width().unwrap_or(0),
            };
            match found {
                Some(finding) => self.styled(
                    &mut marks,
                    color(finding.severity),
                    &mark(finding.severity).repeat(columns),
                ),
                None => marks.push_str(&" ".repeat(columns)),
            }
        }
        out.push_str(marks.trim_end());
        out.push('\n');
    }

    fn explain(&self, out: &mut String, finding: &Finding) {
        let label = format!("  {}·{}", severity(finding.severity), category(finding.category));
        self.styled(out, color(finding.severity), &label);
        self.line(out, "", &format!(" 「{}」{}", finding.text, finding.message));
        if finding.category.kind() == Kind::Vague {
            for suggestion in &finding.suggestions {
                self.line(out, DIM, &format!("      建议：{}", suggestion.text));
            }
        }
    }
}

fn mark(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "^",
        Severity::Warning => "~",
        Severity::Info => ".",
    }
}

fn color(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "\u{1b}[31m",
        Severity::Warning => "\u{1b}[33m",
        Severity::Info => "\u{1b}[36m",
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Info => "提示",
    }
}

#[cfg(test)]
mod tests {
    use nlp::{Category, LintResult, Span};

    use super::*;

    fn finding(text: &str, phrase: &str) -> Finding {
        let byte_start = text.find(phrase).unwrap();
        let start = text.split(phrase).next().unwrap().chars().count();
        Finding {
            rule: "intent/test".into(),
            kind: Kind::Vague,
            category: Category::Intent,
            severity: Severity::Warning,
            span: Span {
                start,
                end: start + phrase.chars().count(),
                byte_start,
                byte_end: byte_start + phrase.len(),
                utf16_start: 0,
                utf16_end: 0,
            },
            text: phrase.into(),
            message: "缺少数量".into(),
            missing: Vec::new(),
            rejected: Vec::new(),
            suggestions: Vec::new(),
            evasion: None,
            copied: None,
        }
    }

    fn page(text: &str, phrases: &[&str], colored: bool) -> String {
        let linted = Linted {
            name: "日报.txt".into(),
            text: text.into(),
            result: LintResult {
                findings: phrases.iter().map(|phrase| finding(text, phrase)).collect(),
                commitments: Vec::new(),
                score: Some(50),
            },
        };
        render(&linted, colored)
    }

    #[test]
    fn a_mark_stands_right_below_its_phrase() {
        let text = "A客户有意向，好\n再说";
        let expected = "日报.txt  得分 50  问题 2  承诺 0\nA客户有意向，好\n     ~~~~~~\n  警告·意向 「有意向」缺少数量\n再说\n~~~~\n  警告·意向 「再说」缺少数量\n\n";
        assert_eq!(page(text, &["有意向", "再说"], false), expected);
    }

    #[test]
    fn colours_come_only_where_they_are_asked_for() {
        assert!(!page("有意向", &["有意向"], false).contains('\u{1b}'));
        assert!(page("有意向", &["有意向"], true).contains("\u{1b}[33m"));
    }
}
