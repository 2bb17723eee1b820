//! What a script says: text with slots in braces.

use chrono::{Datelike, NaiveDate};

/// Why a wording cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// A brace has no partner, or stands inside another slot.
    Unbalanced,
    /// Nobody knows what to write into this slot.
    UnknownSlot(String),
}

impl Flaw {
    /// What is wrong and how to mend it.
    pub(super) fn message(&self) -> String {
        match self {
            Self::Unbalanced => "花括号不成对，空位应写作 {联系人} 的形式".to_owned(),
            Self::UnknownSlot(name) => format!(
                "不认识空位“{name}”，可用 {} 等，以及以数、量、额、率、价等结尾的数值",
                FACTS
                    .map(|(names, _)| names.first().copied().unwrap_or_default())
                    .join("、")
            ),
        }
    }
}

/// The slots that hold something else than a date or a measure: their names, and such a fact.
const FACTS: [(&[&str], &str); 11] = [
    (&["联系人", "客户联系人", "对接人", "负责人", "经办人"], "王工"),
    (&["客户", "客户名称", "公司", "单位"], "宏达机械"),
    (&["部门"], "采购部"),
    (&["产品", "产品型号", "型号", "商品", "设备"], "控制器S7-1200"),
    (&["门店", "店铺"], "新街口店"),
    (&["事项", "内容"], "交货日期"),
    (&["产物", "成果"], "会议纪要"),
    (&["文件", "合同", "方案"], "报价单V3"),
    (&["地点", "地址"], "三号车间"),
    (&["指标"], "单件节拍"),
    (&["时间"], "10:00"),
];

/// The slots that hold a measure: the last character of their names, and such a measure.
const MEASURES: [(&[char], &str); 4] = [
    (&['率', '例', '比'], "12%"),
    (&['额', '款', '价', '金', '费'], "18万元"),
    (&['长', '期'], "30天"),
    (&['数', '量', '值', '分'], "9"),
];

/// The wording with a plausible fact in each slot; dates are `day`.
pub(super) fn filled(wording: &str, day: NaiveDate) -> Result<String, Flaw> {
    let mut text = String::with_capacity(wording.len());
    let mut rest = wording;
    while let Some((before, after)) = rest.split_once(['{', '}']) {
        if rest.get(before.len()..).is_some_and(|rest| rest.starts_with('}')) {
            return Err(Flaw::Unbalanced);
        }
        let (name, after) = after.split_once('}').ok_or(Flaw::Unbalanced)?;
        if name.contains('{') {
            return Err(Flaw::Unbalanced);
        }
        text.push_str(before);
        text.push_str(&fact(name.trim(), day).ok_or_else(|| Flaw::UnknownSlot(name.trim().to_owned()))?);
        rest = after;
    }
    text.push_str(rest);
    Ok(text)
}

/// What somebody might write into the slot `name`.
fn fact(name: &str, day: NaiveDate) -> Option<String> {
    if name.ends_with("日期") {
        return Some(format!("{}月{}日", day.month(), day.day()));
    }
    let named = FACTS.iter().find(|(names, _)| names.contains(&name));
    let measured = || {
        MEASURES
            .iter()
            .find(|(ends, _)| name.ends_with(*ends))
            .map(|(_, fact)| fact)
    };
    named
        .map(|(_, fact)| fact)
        .or_else(measured)
        .map(|&fact| fact.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(wording: &str) -> Result<String, Flaw> {
        filled(wording, NaiveDate::from_ymd_opt(2026, 11, 25).unwrap())
    }

    #[test]
    fn every_slot_gets_a_fact_of_its_kind() {
        assert_eq!(
            fill("{日期}{时间}与{ 联系人 }确认{报价金额}，完成率{完成率}").as_deref(),
            Ok("11月25日10:00与王工确认18万元，完成率12%")
        );
        assert_eq!(fill("没有空位").as_deref(), Ok("没有空位"));
    }

    #[test]
    fn braces_come_in_pairs() {
        for wording in ["{日期", "日期}", "{日{期}}", "}{", "{{日期}"] {
            assert_eq!(fill(wording), Err(Flaw::Unbalanced), "{wording}");
        }
    }

    #[test]
    fn a_slot_that_nobody_can_fill_is_refused() {
        for name in ["心情", "", "date"] {
            assert_eq!(fill(&format!("{{{name}}}")), Err(Flaw::UnknownSlot(name.to_owned())));
        }
    }
}
