//! The shipped rules as a list, for pages and for packs that refer to them.

use std::{collections::HashMap, sync::LazyLock};

use super::{Examples, example};
use crate::{
    copied,
    finding::{Category, Evidence, Severity},
    grammar, sensitive, vague,
};

/// A shipped rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShippedRule {
    /// Stable id, such as `follow-up/contact-again`; [`super::RulePack::disabled`] names it to switch it off.
    pub id: String,
    /// What finding it is.
    pub category: Category,
    /// How much it weighs.
    pub severity: Severity,
    /// What it finds, in Chinese.
    pub summary: String,
    /// The law behind it, if there is one.
    pub law: Option<String>,
    /// The evidence, any one of which clears it; none for sensitive ones.
    pub clearing: &'static [Evidence],
    /// Its patterns, or the wordings of its term, as they are written in the resources.
    pub wordings: Vec<String>,
    /// Wordings that contain or touch those and are fine.
    pub exceptions: Vec<String>,
    /// When else it does not report, in Chinese.
    pub conditions: Vec<String>,
    /// Sentences in which it reports or does not.
    pub examples: Examples,
}

/// Examples for the personal numbers, by rule: what must match and what must not.
const NUMBERS: [(&str, [&str; 2], [&str; 2]); 3] = [
    (
        "pii/mobile",
        ["客户手机⟦13812345678⟧，下午再打", "微信同号 ⟦138-1234-5678⟧"],
        ["前台电话 021-61234567", "拨打 400-820-8820 咨询"],
    ),
    (
        "pii/identity-card",
        ["身份证⟦11010519491231002X⟧", "证件号 ⟦110105 19491231 002X⟧"],
        ["订单 110105194912310021", "资产编号 110105194913310026"],
    ),
    (
        "pii/bank-card",
        ["收款卡号⟦6222021234567890128⟧", "卡号 ⟦6222 0212 3456 7890 128⟧"],
        ["快递单号 6222021234567890127", "订单号 1222021234567890120"],
    ),
];

static RULES: LazyLock<Vec<ShippedRule>> = LazyLock::new(|| {
    let vague = vague::rules().map(|(rule, category)| of_patterns(rule, category));
    let sensitive = sensitive::as_written().into_iter().flat_map(|(policy, terms)| {
        terms
            .into_iter()
            .map(move |term| of_term(&policy, term))
            .collect::<Vec<_>>()
    });
    let numbers = sensitive::numbers().map(|(id, name)| of_number(id, name));
    let copied = std::iter::once_with(of_copied);
    vague.chain(sensitive).chain(numbers).chain(copied).collect()
});

static BY_ID: LazyLock<HashMap<&'static str, &'static ShippedRule>> =
    LazyLock::new(|| RULES.iter().map(|rule| (rule.id.as_str(), rule)).collect());

/// Every shipped rule: vague phrases by category, sensitive terms by category, personal numbers, copied reports.
pub fn shipped_rules() -> &'static [ShippedRule] {
    &RULES
}

/// The shipped rule of this id.
pub(super) fn rule(id: &str) -> Option<&'static ShippedRule> {
    BY_ID.get(id).copied()
}

fn of_patterns(rule: &grammar::Rule, category: Category) -> ShippedRule {
    let examples = |is_match| {
        let chosen = rule.examples.iter().filter(move |example| example.is_match == is_match);
        chosen.map(|example| example.text.clone()).collect()
    };
    ShippedRule {
        id: rule.id.clone(),
        category,
        severity: category.severity(),
        summary: rule.summary.clone(),
        law: None,
        clearing: vague::clearing(category),
        wordings: rule.patterns.clone(),
        exceptions: rule.exceptions.clone(),
        conditions: Vec::new(),
        examples: Examples {
            matching: examples(true),
            no_match: examples(false),
        },
    }
}

fn of_term(policy: &sensitive::Policy, term: sensitive::Term) -> ShippedRule {
    let listed = |words: &[String]| words.join("、").replace('$', "分句的结尾");
    let mut conditions = Vec::new();
    if !term.followed_by.is_empty() {
        let before = if term.preceded_by.is_empty() {
            String::new()
        } else {
            format!("，前面也不是：{}", listed(&term.preceded_by))
        };
        conditions.push(format!("后面不是：{}{before}", listed(&term.followed_by)));
    }
    for (condition, words) in [
        ("后面是", &term.not_followed_by),
        ("同一分句里有", &term.not_with),
        ("同一分句里没有", &term.with),
    ] {
        if !words.is_empty() {
            conditions.push(format!("{condition}：{}", listed(words)));
        }
    }
    if term.time_excuses {
        conditions.push("同一分句里写明了以后的日期或期限，那是承诺".to_owned());
    }
    let exempt = policy.exemptions.iter();
    conditions.extend(exempt.map(|exemption| format!("{}（{}）", exemption.what, exemption.source)));
    ShippedRule {
        category: policy.category,
        severity: term.severity.unwrap_or_else(|| policy.category.severity()),
        summary: policy.why.clone(),
        law: policy.law.clone(),
        clearing: &[],
        wordings: term.words,
        exceptions: term.except,
        conditions,
        examples: term.examples,
        id: term.id,
    }
}

fn of_number(id: &str, name: &str) -> ShippedRule {
    let examples = NUMBERS.iter().find(|(rule, ..)| *rule == id);
    let examples = examples.map(|(_, matching, no_match)| Examples {
        matching: matching.map(str::to_owned).to_vec(),
        no_match: no_match.map(str::to_owned).to_vec(),
    });
    ShippedRule {
        id: id.to_owned(),
        category: Category::Pii,
        severity: Category::Pii.severity(),
        summary: format!("{name}是个人信息，应登记到客户资料里，不写进日报"),
        law: Some("《个人信息保护法》第六条".to_owned()),
        clearing: &[],
        wordings: vec![format!("{name}，数字之间有空格或连字符的也算，校验不符的不算")],
        exceptions: Vec::new(),
        conditions: Vec::new(),
        examples: examples.unwrap_or_default(),
    }
}

fn of_copied() -> ShippedRule {
    let share = copied::SHARE;
    let first = example::DATE.checked_sub_days(copied::DAYS);
    let days = first.map_or(0, |first| (example::DATE - first).num_days());
    ShippedRule {
        id: copied::RULE.to_owned(),
        category: Category::Copied,
        severity: Category::Copied.severity(),
        summary: format!("日报里至少 {share}% 的文字与最近 {days} 天的一篇日报相同：没有说此后发生了什么"),
        law: None,
        clearing: &[],
        wordings: Vec::new(),
        exceptions: Vec::new(),
        conditions: Vec::new(),
        examples: Examples::default(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_are_unique_and_every_category_has_rules() {
        let ids: HashSet<_> = shipped_rules().iter().map(|rule| rule.id.as_str()).collect();
        assert_eq!(ids.len(), shipped_rules().len());
        for category in Category::ALL {
            assert!(
                shipped_rules().iter().any(|rule| rule.category == category),
                "{category:?}"
            );
        }
    }

    #[test]
    fn numbers_pass_their_examples() {
        for rule in shipped_rules().iter().filter(|rule| rule.category == Category::Pii) {
            assert!(!rule.examples.matching.is_empty(), "{}", rule.id);
            for (is_match, text) in rule.examples.iter() {
                assert_eq!(example::failure_of_shipped(&rule.id, text, is_match), None, "{text}");
            }
        }
    }
}
