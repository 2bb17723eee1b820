//! Who acts: the customer, or somebody whose deeds prove nothing about the customer.

use std::{ops::Range, sync::LazyLock};

use super::scope::{last_chars, near_before};
use crate::text::WordSet;

/// Words that say who acts when it is not the customer.
static OTHERS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new([
        "我方",
        "我司",
        "我们",
        "咱",
        "我",
        "俺",
        "本人",
        "竞品",
        "竞争对手",
        "对手",
        "友商",
        "同行",
        "别家",
        "别的厂家",
        "其他厂家",
        "别的客户",
        "其他客户",
        "其它客户",
        "另一家",
        "隔壁",
        "别人",
        "别家客户",
        "同行客户",
        "竞品客户",
        "隔壁客户",
    ])
});

/// The same at the beginning of a clause, where no customer's name stands before them.
static OUR_SIDE: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new([
        "公司",
        "总部",
        "工厂",
        "厂里",
        "厂家",
        "售后",
        "研发",
        "技术部",
        "同事",
        "客服",
        "仓库",
        "物流",
        "总公司",
    ])
});

/// Characters that make whoever stands behind them the receiver.
const TOWARDS: &str = "向给跟找与和对让求为从到来在去加回教问约催请叫把被替帮比离由用的";

/// Words for the customer, who acts again where they stand behind us: 我催客户付款了, 我带老板参观了.
static CUSTOMERS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new([
        "客户", "对方", "顾客", "老板", "家长", "甲方", "业主", "采购", "总", "经理", "他", "她", "主任",
    ])
});

/// Verbs by which things go to the other side: with the customer as receiver it is we who act.
static ANSWERS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new([
        "回复", "答复", "回", "提供", "发", "寄", "传", "送", "提交", "给", "交", "出具", "导出", "上传", "确认",
        "安排", "预约", "约", "填", "递交",
    ])
});

/// Characters that make the customer the receiver of what we do.
const FOR: &str = "给向为帮替对跟和与把";

/// Whether somebody else than the customer acts: we, a competitor, or nobody is named and the customer receives.
pub(super) fn is_another(text: &str, clause: &Range<usize>, range: &Range<usize>) -> bool {
    let before = near_before(text, clause, range);
    let head = text.get(clause.start..range.start).unwrap_or_default();
    let actor = OTHERS
        .find(before)
        .filter(|other| {
            !before
                .get(..other.start)
                .unwrap_or_default()
                .ends_with(|c| TOWARDS.contains(c))
        })
        .map(|other| other.end)
        .max();
    if let Some(end) = actor {
        return customer_role(before.get(end..).unwrap_or_default()) != Some(Role::Acts);
    }
    if OUR_SIDE.starts(head.trim_start()) {
        return customer_role(head) != Some(Role::Acts);
    }
    let action = text.get(range.clone()).unwrap_or_default();
    let hands_over = ANSWERS.starts(action);
    let answered = hands_over && CUSTOMERS.stands_in(action);
    match customer_role(before) {
        Some(Role::Acts) => false,
        Some(Role::Receives) => hands_over,
        None => answered,
    }
}

/// The part that the customer has in a clause.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Acts,
    Receives,
}

/// What the customer does in `text`, who acts wherever they stand behind no preposition.
fn customer_role(text: &str) -> Option<Role> {
    let roles = CUSTOMERS.find(text).map(|customer| {
        let before = text.get(..customer.start).unwrap_or_default();
        let name = last_chars(before, 3);
        if name.contains(|c| FOR.contains(c)) {
            Role::Receives
        } else {
            Role::Acts
        }
    });
    roles.fold(
        None,
        |last, role| if last == Some(Role::Acts) { last } else { Some(role) },
    )
}
