//! The facts of a sentence that can fill the slots of a script.

use std::ops::Range;

use crate::{
    document::Document,
    fact::FactKind,
    hit::Hit,
    segment::Words,
    time::{TimeMatch, TimePoint},
};

use super::noun::{Noun, Word, names, product_by_place};

/// Units that goods are counted in.
const GOODS: [char; 33] = [
    '台', '套', '件', '箱', '个', '只', '罐', '包', '吨', '米', '张', '辆', '瓶', '盒', '桶', '支', '根', '块', '片',
    '卷', '组', '份', '袋', '斤', '克', '升', '座', '头', '把', '双', '条', '枚', '批',
];

/// How many bytes around the phrase names are looked for; in a sentence of usual length that is all of it.
const REACH: usize = 240;

/// What a sentence says, by kind of slot. Nothing here is made up: every value stands in the sentence, but for a date
/// with a clock time, which is also given as calendar day and time of day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) person: Option<String>,
    pub(super) organisation: Option<String>,
    pub(super) department: Option<String>,
    pub(super) product: Option<String>,
    pub(super) store: Option<String>,
    pub(super) money: Option<String>,
    pub(super) quantity: Option<String>,
    pub(super) people: Option<String>,
    pub(super) days: Option<String>,
    pub(super) share: Option<String>,
    pub(super) document: Option<String>,
    /// The date as it is written, with its clock time if it has one.
    pub(super) date: Option<String>,
    /// The calendar day and the time of day of a date with a clock time.
    pub(super) day_and_clock: Option<(String, String)>,
}

impl Facts {
    /// The facts of a sentence; of several persons, products or stores the one that stands nearest to the phrase.
    pub(super) fn gather(document: &Document<'_>, sentence: usize, hit: &Hit) -> Self {
        let reader = Reader::new(document, sentence, hit);
        let mut facts = Self {
            person: reader.nearest(&reader.people),
            organisation: reader.nearest(&names(&reader.words, Noun::Organisation)),
            department: reader.department(),
            product: reader.product(),
            store: reader.nearest(&names(&reader.words, Noun::Store)),
            document: reader.titled(),
            ..Self::default()
        };
        for fact in document.facts(sentence) {
            let text = document.text().get(fact.range.clone()).unwrap_or_default();
            let slot = match fact.kind {
                FactKind::Money => &mut facts.money,
                FactKind::Quantity if text.ends_with(['%', '％', '成']) => &mut facts.share,
                FactKind::Quantity if text.ends_with(['人', '位', '名']) => &mut facts.people,
                FactKind::Quantity if text.ends_with(['天', '日']) => &mut facts.days,
                FactKind::Quantity if text.ends_with(GOODS) => &mut facts.quantity,
                FactKind::Quantity | FactKind::Person | FactKind::Document | FactKind::CustomerAction => continue,
            };
            slot.get_or_insert_with(|| text.to_owned());
        }
        if let Some(time) = reader.coming() {
            facts.date = document.text().get(time.range.clone()).map(str::to_owned);
            if let (TimePoint::DateTime(from), true) = (time.from, time.from == time.to) {
                let day = from.format("%-m月%-d日").to_string();
                facts.day_and_clock = Some((day, from.format("%H:%M").to_string()));
            }
        }
        facts
    }

    /// What fills `slot`. `split_clock`: the wording has a slot for the clock time too. `before`: 前 follows.
    pub(super) fn value(&self, slot: &str, split_clock: bool, before: bool) -> Option<&str> {
        let value = match slot {
            "联系人" | "客户联系人" | "对接人" | "负责人" | "经办人" => &self.person,
            "客户" | "客户名称" | "公司" | "单位" => &self.organisation,
            "部门" => &self.department,
            "产品" | "产品型号" | "型号" | "商品" | "设备" => &self.product,
            "门店" | "店铺" => &self.store,
            "金额" | "报价" | "预算" | "合同金额" | "货款" => &self.money,
            "数量" => &self.quantity,
            "人数" | "客户数" => &self.people,
            "天数" => &self.days,
            "比例" | "完成率" => &self.share,
            "文件" => &self.document,
            "日期" => return self.date_for(split_clock, before),
            "时间" => return self.day_and_clock.as_ref().map(|(_, clock)| clock.as_str()),
            _ => return None,
        };
        value.as_deref()
    }

    /// Whether `value` names the person.
    pub(super) fn is_person(&self, value: &str) -> bool {
        self.person.as_deref() == Some(value)
    }

    fn date_for(&self, split_clock: bool, before: bool) -> Option<&str> {
        if let (true, Some((day, _))) = (split_clock, &self.day_and_clock) {
            return Some(day);
        }
        let date = self.date.as_deref()?;
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

/// A sentence prepared for reading names.
struct Reader<'d, 't> {
    document: &'d Document<'t>,
    sentence: Range<usize>,
    clause: Range<usize>,
    hit: &'d Hit,
    words: Vec<Word<'d>>,
    people: Vec<Range<usize>>,
}

impl<'d, 't> Reader<'d, 't> {
    fn new(document: &'d Document<'t>, sentence: usize, hit: &'d Hit) -> Self {
        let found = document.sentences().get(sentence);
        let range = found.map_or(0..0, |found| found.range.clone());
        let clause = found.and_then(|found| found.clauses.get(found.clause_at(hit.range.start)));
        let clause = clause.cloned().unwrap_or(0..0);
        let people: Vec<Range<usize>> = document
            .facts(sentence)
            .iter()
            .filter(|fact| fact.kind == FactKind::Person)
            .map(|fact| fact.range.clone())
            .collect();
        let mut taken: Vec<Range<usize>> = people.clone();
        taken.extend(document.times_in(&range).map(|time| time.range.clone()));
        taken.extend(
            document
                .facts(sentence)
                .iter()
                .filter(|fact| is_number(fact.kind))
                .map(|fact| fact.range.clone()),
        );
        taken.push(hit.range.clone());
        taken.sort_by_key(|range| range.start);
        let words = document.words(sentence).into_iter().flat_map(Words::iter);
        let words = words
            .skip_while(|range| range.end + REACH < hit.range.start)
            .take_while(|range| range.start < hit.range.end + REACH)
            .filter_map(|range| {
                let text = document.text().get(range.clone())?;
                let before = taken.partition_point(|other| other.start < range.end);
                // Of what starts before the word ends, only the last few can reach into it.
                let near = taken.get(before.saturating_sub(4)..before).unwrap_or_default();
                let taken = near.iter().any(|other| other.end > range.start);
                Some(Word {
                    text,
                    range: range.clone(),
                    taken,
                })
            })
            .collect();
        Self {
            document,
            sentence: range,
            clause,
            hit,
            words,
            people,
        }
    }

    /// The text of the range nearest to the phrase; one that stands before it wins over one behind.
    fn nearest(&self, ranges: &[Range<usize>]) -> Option<String> {
        let distance = |range: &Range<usize>| {
            if range.end <= self.hit.range.start {
                self.hit.range.start - range.end
            } else {
                2 * range.start.saturating_sub(self.hit.range.end) + 1
            }
        };
        let nearest = ranges.iter().min_by_key(|range| distance(range))?;
        self.document.text().get(nearest.clone()).map(str::to_owned)
    }

    fn product(&self) -> Option<String> {
        let named = self.nearest(&names(&self.words, Noun::Product));
        named.or_else(|| {
            let range = product_by_place(&self.words, self.hit.range.start)?;
            // 恒信物流 in 给恒信物流演示了 is who it was shown to.
            let overlaps = |other: &Range<usize>| other.start < range.end && range.start < other.end;
            let others = [Noun::Organisation, Noun::Store].map(|noun| names(&self.words, noun));
            if others.iter().flatten().any(overlaps) {
                return None;
            }
            self.document.text().get(range).map(str::to_owned)
        })
    }

    /// 采购部 in 采购部刘敏.
    fn department(&self) -> Option<String> {
        self.people.iter().find_map(|person| {
            let word = self.words.iter().find(|word| word.range.end == person.start)?;
            let department = word.text.chars().count() > 1 && word.text.ends_with(['部', '科', '处', '室']);
            department.then(|| word.text.to_owned())
        })
    }

    /// 《…》.
    fn titled(&self) -> Option<String> {
        let text = self.document.text().get(self.sentence.clone())?;
        let (_, rest) = text.split_once('《')?;
        let (title, _) = rest.split_once('》')?;
        let fits = !title.is_empty() && title.chars().count() <= 30;
        fits.then(|| format!("《{title}》"))
    }

    /// The first time after the report in the clause of the phrase; one of another clause belongs to another event.
    fn coming(&self) -> Option<&TimeMatch> {
        let date = self.document.date();
        self.document.times_in(&self.clause).find(|time| {
            time.to.date() > date && (time.range.end <= self.hit.range.start || time.range.start >= self.hit.range.end)
        })
    }
}

fn is_number(kind: FactKind) -> bool {
    matches!(kind, FactKind::Money | FactKind::Quantity)
}
