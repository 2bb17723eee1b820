//! A page for each shipped rule, and their index, in Markdown.

mod words;

use super::{ShippedRule, shipped_rules};
use crate::finding::{Category, Kind, Severity};

/// The second line of every page, by which it is known to be written by a program.
pub const MARK: &str = "<!-- 由 zhiyan pack docs 生成，请勿手工修改 -->";

/// A page with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Path below the folder of the pages, such as `intent/possess.md`.
    pub path: String,
    /// The text.
    pub text: String,
}

/// The index and the page of every shipped rule.
pub fn pages() -> Vec<Page> {
    let rules = shipped_rules().iter().map(|rule| Page {
        path: format!("{}.md", rule.id),
        text: of_rule(rule),
    });
    let index = Page {
        path: "README.md".to_owned(),
        text: index(shipped_rules()),
    };
    std::iter::once(index).chain(rules).collect()
}

fn index(rules: &[ShippedRule]) -> String {
    let mut out = format!(
        "# 规则\n{MARK}\n\n\
         The rules that ship with the linter, one page each; rules and messages are Chinese.\n\n\
         共 {} 条内置规则。规则包的 `disabled` 按 id 停用规则，`exceptions` 按 id 为规则增加例外。\n\n\
         各页里的写法：`／` 隔开任选其一的词，（ ）里的词可有可无，〈 〉是一类词，“…”是同一分句里的几个字，〔 〕是必须有但不算在内的前后文。\n",
        rules.len()
    );
    for category in Category::ALL.into_iter().chain([Category::Copied]) {
        let (name, mark) = name(category);
        push(
            &mut out,
            format_args!("\n## {name} {mark}\n\n{}\n\n", clearing(category)),
        );
        push(
            &mut out,
            format_args!("| 规则 | 报出什么 | 级别 | 例句 |\n|---|---|---|---|\n"),
        );
        for rule in rules.iter().filter(|rule| rule.category == category) {
            let example = rule.examples.matching.first().map_or(String::new(), |text| bold(text));
            let finds = if rule.category.kind() == Kind::Sensitive {
                words::few(&rule.wordings, 6)
            } else {
                rule.summary.clone()
            };
            let severity = severity(rule.severity);
            push(
                &mut out,
                format_args!("| [{0}]({0}.md) | {finds} | {severity} | {example} |\n", rule.id),
            );
        }
    }
    out
}

fn of_rule(rule: &ShippedRule) -> String {
    let (name, mark) = name(rule.category);
    let mut out = format!("# {}\n{MARK}\n\n{}。\n\n", rule.id, finds(rule));
    let source = rule.law.as_deref().unwrap_or("标注规范：能够核实的日报");
    push(
        &mut out,
        format_args!(
            "| | |\n|---|---|\n| 类别 | {name} `{mark}` |\n| 级别 | {} |\n| 依据 | {source} |\n",
            severity(rule.severity)
        ),
    );
    push(
        &mut out,
        format_args!("\n## 什么时候不报\n\n{}\n", clearing(rule.category)),
    );
    if !rule.conditions.is_empty() {
        out.push_str("\n这些时候也不报：\n\n");
    }
    for condition in &rule.conditions {
        push(&mut out, format_args!("- {condition}\n"));
    }
    examples(&mut out, rule);
    if !rule.exceptions.is_empty() {
        push(
            &mut out,
            format_args!("\n## 例外\n\n包含或碰到这些写法时，说的是别的意思，不报：\n\n"),
        );
        list(&mut out, rule.category, &rule.exceptions);
    }
    if !rule.wordings.is_empty() {
        out.push_str("\n## 写法\n\n");
        list(&mut out, rule.category, &rule.wordings);
    }
    out
}

/// What the rule finds, and why that is wrong.
fn finds(rule: &ShippedRule) -> String {
    let summary = rule.summary.trim_end_matches('。');
    match rule.category {
        Category::Pii => summary.to_owned(),
        category if category.kind() != Kind::Sensitive => summary.to_owned(),
        _ => format!("报出{}：{summary}", words::few(&rule.wordings, 6)),
    }
}

fn examples(out: &mut String, rule: &ShippedRule) {
    let examples = &rule.examples;
    for (heading, texts) in [("会报", &examples.matching), ("不报", &examples.no_match)] {
        if texts.is_empty() {
            continue;
        }
        push(out, format_args!("\n## {heading}的例句\n\n"));
        for text in texts {
            push(out, format_args!("- {}\n", bold(text)));
        }
    }
}

fn list(out: &mut String, category: Category, written: &[String]) {
    if category.kind() == Kind::Sensitive {
        push(out, format_args!("{}\n", words::few(written, written.len())));
        return;
    }
    for line in written {
        push(out, format_args!("- {}\n", words::pattern(line)));
    }
}

/// The example with its phrases in bold.
fn bold(text: &str) -> String {
    text.replace(['⟦', '⟧'], "**")
}

fn name(category: Category) -> (&'static str, &'static str) {
    match category {
        Category::Intent => ("意向", "INTENT"),
        Category::FollowUp => ("跟进", "FOLLOW_UP"),
        Category::Time => ("时间", "TIME"),
        Category::Degree => ("程度数量", "DEGREE"),
        Category::Result => ("结果", "RESULT"),
        Category::Responsibility => ("责任主体", "RESPONSIBILITY"),
        Category::Medical => ("医疗用语", "MEDICAL"),
        Category::EfficacyClaim => ("功效断言", "EFFICACY_CLAIM"),
        Category::AbsoluteClaim => ("绝对化用语", "ABSOLUTE_CLAIM"),
        Category::OverPromise => ("过度承诺", "OVER_PROMISE"),
        Category::Pii => ("个人信息", "PII"),
        Category::Bribery => ("商业贿赂", "BRIBERY"),
        Category::Copied => ("重复日报", "COPIED"),
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "提示 `INFO`",
        Severity::Warning => "警告 `WARNING`",
        Severity::Error => "错误 `ERROR`",
    }
}

/// What clears a finding of the category (lint guide §3, §4).
fn clearing(category: Category) -> &'static str {
    match category {
        Category::Intent => {
            "同一分句或后面的分句里有带单位的数字、金额，或写明了名称的文件、型号连同已经完成的动作；或者这句话里任何地方有客户可核实的动作\
             （下单、付款、索要样品……）。疑问、条件和明确的否定不算。"
        }
        Category::FollowUp => "这句话里任何地方有晚于日报日期的时间。",
        Category::Time => "同一分句里，或紧跟其后的括号里，有能在日历上找到的时间。",
        Category::Degree => "同一分句里有带单位的数字或金额。",
        Category::Result => {
            "同一分句或后面的分句里有带单位的数字、金额；或者这句话里任何地方有客户可核实的动作。疑问和条件不算。"
        }
        Category::Responsibility => "这句话里任何地方有找得到的人：姓名，或姓氏加职务。",
        Category::EfficacyClaim | Category::AbsoluteClaim | Category::OverPromise => {
            "证据不能免除。否定可以免除：不敢说、不能保证……"
        }
        Category::Medical | Category::Pii | Category::Bribery => "证据和否定都不能免除。",
        Category::Copied => "与以前的日报不重复。",
    }
}

fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.push_str(&text.to_string());
}
