//! What a vague finding says to the person who wrote the report.

use crate::{finding::Category, hit::NearMiss};

/// The bytes of the marks around and between what a message is made of.
const MARKS: usize = 12;

/// Says what is wrong with `phrase` of `text`, what would clear it, and why what stands nearby does not.
pub(super) fn compose(category: Category, phrase: &str, text: &str, rejected: &[NearMiss]) -> String {
    let complaint = match category {
        Category::Intent => {
            "说的是客户意向，但没有可核实的依据。请写明数量或金额、已发出的文件或确认的型号、客户做了什么"
        }
        Category::FollowUp => "没有说哪一天做。请写明以后的具体日期",
        Category::Time => "在日历上找不到。请写明具体日期或期限",
        Category::Degree => "没有数字。请写明数量、金额或百分比",
        Category::Result => "只有评价，没有衡量。请写明数量、金额或百分比，或者客户做了什么",
        _ => "没有指明是谁。请写明找得到的人：姓名，或姓氏加职务",
    };
    let quotes = |near: &NearMiss| text.get(near.range.clone()).unwrap_or_default();
    let length = |near: &NearMiss| near.range.len() + near.reason.explain().len() + MARKS;
    let room: usize = rejected.iter().map(length).sum();
    let mut message = String::with_capacity(phrase.len() + complaint.len() + room + MARKS);
    message.extend(["“", phrase, "”", complaint]);
    for (index, near) in rejected.iter().enumerate() {
        let joint = if index == 0 { "（“" } else { "；“" };
        message.extend([joint, quotes(near), "”", near.reason.explain()]);
    }
    message.push_str(if rejected.is_empty() { "。" } else { "）。" });
    message
}
