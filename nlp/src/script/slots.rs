//! The slots of scripts, and the facts of a sentence that can fill them.

use crate::fact::{Fact, FactKind};

/// Units that goods are counted in.
const GOODS: [char; 33] = [
    '台', '套', '件', '箱', '个', '只', '罐', '包', '吨', '米', '张', '辆', '瓶', '盒', '桶', '支', '根', '块', '片',
    '卷', '组', '份', '袋', '斤', '克', '升', '座', '头', '把', '双', '条', '枚', '批',
];

/// A slot that facts can fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Person,
    Organisation,
    Department,
    Product,
    Store,
    Money,
    Quantity,
    People,
    Days,
    Share,
    Document,
    Date,
    Clock,
}

impl Slot {
    /// The slot that scripts call `name`.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "联系人" | "客户联系人" | "对接人" | "负责人" | "经办人" => Self::Person,
            "客户" | "客户名称" | "公司" | "单位" => Self::Organisation,
            "部门" => Self::Department,
            "产品" | "产品型号" | "型号" | "商品" | "设备" => Self::Product,
            "门店" | "店铺" => Self::Store,
            "金额" | "报价" | "预算" | "合同金额" | "货款" => Self::Money,
            "数量" => Self::Quantity,
            "人数" | "客户数" => Self::People,
            "天数" => Self::Days,
            "比例" | "完成率" => Self::Share,
            "文件" => Self::Document,
            "日期" => Self::Date,
            "时间" => Self::Clock,
            _ => return None,
        })
    }
}

/// What a sentence says, by kind of slot. Nothing here is made up: every value stands in the sentence, but for a date
/// with a clock time, which is also given as calendar day and time of day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts<'t> {
    pub(super) person: Option<&'t str>,
    pub(super) organisation: Option<&'t str>,
    pub(super) department: Option<&'t str>,
    pub(super) product: Option<&'t str>,
    pub(super) store: Option<&'t str>,
    pub(super) money: Option<&'t str>,
    pub(super) quantity: Option<&'t str>,
    pub(super) people: Option<&'t str>,
    pub(super) days: Option<&'t str>,
    pub(super) share: Option<&'t str>,
    pub(super) document: Option<&'t str>,
    /// The date as it is written, with its clock time if it has one.
    pub(super) date: Option<&'t str>,
    /// The calendar day and the time of day of a date with a clock time.
    pub(super) day_and_clock: Option<(String, String)>,
}

impl<'t> Facts<'t> {
    /// What `sentence` says about every phrase in it: titles and, of several numbers of a kind, the first. `facts` are
    /// its facts, as bytes of `text`.
    pub(super) fn of_sentence(sentence: &'t str, text: &'t str, facts: &[Fact]) -> Self {
        let mut of_sentence = Self {
            document: titled(sentence),
            ..Self::default()
        };
        for fact in facts {
            let text = text.get(fact.range.clone()).unwrap_or_default();
            let slot = match fact.kind {
                FactKind::Money => &mut of_sentence.money,
                FactKind::Quantity if text.ends_with(['%', '％', '成']) => &mut of_sentence.share,
                FactKind::Quantity if text.ends_with(['人', '位', '名']) => &mut of_sentence.people,
                FactKind::Quantity if text.ends_with(['天', '日']) => &mut of_sentence.days,
                FactKind::Quantity if text.ends_with(GOODS) => &mut of_sentence.quantity,
                FactKind::Quantity | FactKind::Person | FactKind::Document | FactKind::CustomerAction => continue,
            };
            slot.get_or_insert(text);
        }
        of_sentence
    }

    /// What fills `slot`. `split_clock`: the wording has a slot for the clock time too. `before`: 前 follows.
    pub(super) fn value(&self, slot: Slot, split_clock: bool, before: bool) -> Option<&str> {
        match slot {
            Slot::Person => self.person,
            Slot::Organisation => self.organisation,
            Slot::Department => self.department,
            Slot::Product => self.product,
            Slot::Store => self.store,
            Slot::Money => self.money,
            Slot::Quantity => self.quantity,
            Slot::People => self.people,
            Slot::Days => self.days,
            Slot::Share => self.share,
            Slot::Document => self.document,
            Slot::Date => self.date_for(split_clock, before),
            Slot::Clock => self.day_and_clock.as_ref().map(|(_, clock)| clock.as_str()),
        }
    }

    /// Whether `value` names the person.
    pub(super) fn is_person(&self, value: &str) -> bool {
        self.person == Some(value)
    }

    fn date_for(&self, split_clock: bool, before: bool) -> Option<&str> {
        if let (true, Some((day, _))) = (split_clock, &self.day_and_clock) {
            return Some(day);
        }
        let date = self.date?;
        if !before {
            return Some(date);
        }
        if date.ends_with(['内', '后']) {
            // 3天内前 is no Chinese.
            return None;
        }
        let bare = ["之前", "以前", "前"].iter().find_map(|word| date.strip_suffix(word));
        Some(bare.unwrap_or(date))
    }
}

/// 《…》.
fn titled(sentence: &str) -> Option<&str> {
    let start = sentence.find('《')?;
    let (_, rest) = sentence.get(start..)?.split_once('《')?;
    let length = rest.find('》')?;
    let title = rest.get(..length)?;
    let fits = !title.is_empty() && title.chars().count() <= 30;
    let whole = start..start + "《".len() + length + "》".len();
    fits.then(|| sentence.get(whole))?
}
