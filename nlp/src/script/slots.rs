//! The slots of scripts, and the facts of a sentence that can fill them.

use std::borrow::Cow;

use chrono::NaiveDateTime;

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

    /// The slot alone in a set.
    fn set(self) -> SlotSet {
        SlotSet(match self {
            Self::Person => 1,
            Self::Organisation => 1 << 1,
            Self::Department => 1 << 2,
            Self::Product => 1 << 3,
            Self::Store => 1 << 4,
            Self::Money => 1 << 5,
            Self::Quantity => 1 << 6,
            Self::People => 1 << 7,
            Self::Days => 1 << 8,
            Self::Share => 1 << 9,
            Self::Document => 1 << 10,
            Self::Date => 1 << 11,
            Self::Clock => 1 << 12,
        })
    }
}

/// A set of slots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SlotSet(u16);

impl SlotSet {
    /// Adds a slot; says whether it was new.
    pub(super) fn insert(&mut self, slot: Slot) -> bool {
        let new = !self.contains(slot);
        self.0 |= slot.set().0;
        new
    }

    /// Whether `slot` is in the set.
    pub(super) fn contains(self, slot: Slot) -> bool {
        self.meet(slot.set())
    }

    /// Whether a slot is in both sets.
    pub(super) fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// How many slots are in both sets.
    pub(super) fn shared(self, other: Self) -> f32 {
        let both = (self.0 & other.0).count_ones();
        // There are at most sixteen.
        u8::try_from(both).map_or(0.0, f32::from)
    }
}

impl Extend<Slot> for SlotSet {
    fn extend<I: IntoIterator<Item = Slot>>(&mut self, slots: I) {
        self.0 = slots.into_iter().fold(self.0, |set, slot| set | slot.set().0);
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
    /// The date, where it has a clock time.
    pub(super) clock: Option<NaiveDateTime>,
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

    /// The slots that there is something for.
    pub(super) fn slots(&self) -> SlotSet {
        let is_known = [
            (Slot::Person, self.person.is_some()),
            (Slot::Organisation, self.organisation.is_some()),
            (Slot::Department, self.department.is_some()),
            (Slot::Product, self.product.is_some()),
            (Slot::Store, self.store.is_some()),
            (Slot::Money, self.money.is_some()),
            (Slot::Quantity, self.quantity.is_some()),
            (Slot::People, self.people.is_some()),
            (Slot::Days, self.days.is_some()),
            (Slot::Share, self.share.is_some()),
            (Slot::Document, self.document.is_some()),
            (Slot::Date, self.date.is_some()),
            (Slot::Clock, self.clock.is_some()),
        ];
        let known = is_known
            .into_iter()
            .filter_map(|(slot, is_known)| is_known.then_some(slot));
        let mut slots = SlotSet::default();
        slots.extend(known);
        slots
    }

    /// What fills `slot`, if there is anything. `split_clock`: the wording has a slot for the clock time too. `before`: 前
    /// follows.
    pub(super) fn value(&self, slot: Slot, split_clock: bool, before: bool) -> Option<Cow<'t, str>> {
        let value = match slot {
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
            Slot::Date => match self.clock.filter(|_| split_clock) {
                Some(clock) => return Some(clock.format("%-m月%-d日").to_string().into()),
                None => self.date_for(before),
            },
            Slot::Clock => return Some(self.clock?.format("%H:%M").to_string().into()),
        };
        value.map(Cow::Borrowed)
    }

    fn date_for(&self, before: bool) -> Option<&'t str> {
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
