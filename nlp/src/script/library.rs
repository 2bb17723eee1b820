//! The library of scripts: which ones fit a vague phrase, best first.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::LazyLock,
};

use super::{
    Script,
    situation::{named, spoken_of},
    slots::Facts,
    template::Template,
};
use crate::{
    document::Document,
    finding::{Category, Kind, Suggestion},
    hit::Hit,
};

/// How far around the phrase a sentence is read, in bytes: dictated reports have sentences without end.
const REACH: usize = 600;
/// What a neighbouring sentence counts, compared with the sentence itself.
const NEIGHBOUR: f64 = 0.45;
/// Situations beyond this strength count alike.
const STRONGEST: f64 = 8.0;

/// The library that ships with the linter.
static SHIPPED: LazyLock<Vec<Script>> = LazyLock::new(|| {
    // The file is part of the crate; a test reads it strictly.
    serde_json::from_str(include_str!("../../resources/scripts.json")).unwrap_or_default()
});

/// Scripts compiled for ranking; immutable and cheap to share.
#[derive(Debug, Default)]
pub(crate) struct Library {
    entries: Vec<Entry>,
    /// How telling a pair of characters is: rare ones tell more.
    rarity: HashMap<[char; 2], f64>,
}

#[derive(Debug)]
struct Entry {
    script: Script,
    template: Template,
    situations: Vec<usize>,
    pairs: HashSet<[char; 2]>,
}

impl Library {
    /// Compiles `scripts`, or the shipped ones where there are none, without those whose id is in `disabled`. A category
    /// that is left without any keeps its shipped ones: no vague phrase stays without a suggestion.
    pub(crate) fn new(scripts: &[Script], disabled: &HashSet<String>) -> Self {
        let chosen = if scripts.is_empty() { &SHIPPED } else { scripts };
        let mut chosen: Vec<&Script> = chosen.iter().filter(|script| !disabled.contains(&script.id)).collect();
        let covered: HashSet<Category> = chosen.iter().map(|script| script.category).collect();
        chosen.extend(SHIPPED.iter().filter(|script| !covered.contains(&script.category)));
        let entries: Vec<Entry> = chosen.into_iter().cloned().map(Entry::new).collect();
        let mut counts: HashMap<[char; 2], f64> = HashMap::new();
        for pair in entries.iter().flat_map(|entry| entry.pairs.iter().copied()) {
            *counts.entry(pair).or_default() += 1.0;
        }
        let all = counts.values().copied().fold(1.0, f64::max);
        let rarity = counts
            .into_iter()
            .map(|(pair, count)| (pair, (1.0 + all / count).ln()))
            .collect();
        Self { entries, rarity }
    }

    /// The scripts that fit a vague phrase of sentence `sentence`, best first, their slots filled with the facts that
    /// stand there; at most `limit`.
    pub(crate) fn suggest(&self, document: &Document<'_>, sentence: usize, hit: &Hit, limit: usize) -> Vec<Suggestion> {
        if hit.category.kind() != Kind::Vague {
            return Vec::new();
        }
        let facts = Facts::gather(document, sentence, hit);
        let context = Context::read(document, sentence, hit);
        let mut ranked: Vec<(f64, &Entry)> = self
            .entries
            .iter()
            .filter(|entry| entry.script.category == hit.category)
            .map(|entry| (self.score(entry, &context, &facts), entry))
            .collect();
        // The sort is stable: of equals the first in the library comes first.
        ranked.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        ranked
            .into_iter()
            .take(limit)
            .map(|(_, entry)| Suggestion {
                script_id: entry.script.id.clone(),
                text: entry.template.fill(&facts),
            })
            .collect()
    }

    fn score(&self, entry: &Entry, context: &Context, facts: &Facts) -> f64 {
        let spoken = entry.situations.iter().filter_map(|&at| context.situations.get(at));
        let situation = spoken.copied().fold(0.0, f64::max).min(STRONGEST);
        let mut shared: Vec<f64> = entry
            .pairs
            .intersection(&context.pairs)
            .filter_map(|pair| self.rarity.get(pair).copied())
            .collect();
        // Sums of floats depend on their order, and that of a set is random.
        shared.sort_by(f64::total_cmp);
        let words = shared.iter().sum::<f64>().min(STRONGEST);
        let (mut filled, mut open) = (0.0, 0.0);
        for slot in entry.template.slots() {
            match facts.value(slot, false, false) {
                Some(_) => filled += 1.0,
                None => open += 1.0,
            }
        }
        // A script without a situation of the lexicon is for any, and gives way to one that is for this.
        let general = if entry.situations.is_empty() { 0.8 } else { 0.0 };
        situation + 0.4 * words + 0.4 * filled - 0.05 * open + general
    }
}

impl Entry {
    fn new(script: Script) -> Self {
        let template = Template::parse(&script.text);
        let mut pairs = pairs_of(&script.scenario);
        for text in template.texts() {
            pairs.extend(pairs_of(text));
        }
        Self {
            situations: named(&script.scenario),
            template,
            pairs,
            script,
        }
    }
}

/// What the neighbourhood of a phrase speaks of.
struct Context {
    situations: Vec<f64>,
    pairs: HashSet<[char; 2]>,
}

impl Context {
    fn read(document: &Document<'_>, sentence: usize, hit: &Hit) -> Self {
        let own = around(
            document.text(),
            &document.sentences().get(sentence).map_or(0..0, |s| s.range.clone()),
            &hit.range,
        );
        let mut situations = spoken_of(own);
        for neighbour in [sentence.checked_sub(1), sentence.checked_add(1)].into_iter().flatten() {
            let Some(found) = document.sentences().get(neighbour) else {
                continue;
            };
            let text = around(document.text(), &found.range, &hit.range);
            for (score, other) in situations.iter_mut().zip(spoken_of(text)) {
                *score += NEIGHBOUR * other;
            }
        }
        Self {
            situations,
            pairs: pairs_of(own),
        }
    }
}

/// The part of `sentence` that lies near `place`.
fn around<'t>(text: &'t str, sentence: &Range<usize>, place: &Range<usize>) -> &'t str {
    let start = sentence.start.max(place.start.saturating_sub(REACH)).min(sentence.end);
    let end = sentence.end.min(place.end.saturating_add(REACH)).max(start);
    text.get(text.ceil_char_boundary(start)..text.floor_char_boundary(end))
        .unwrap_or_default()
}

fn pairs_of(text: &str) -> HashSet<[char; 2]> {
    let word = |c: char| c.is_alphanumeric();
    text.chars()
        .zip(text.chars().skip(1))
        .filter(|&(a, b)| word(a) && word(b))
        .map(|(a, b)| [a, b])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;

    const VAGUE: [Category; 6] = [
        Category::FollowUp,
        Category::Time,
        Category::Intent,
        Category::Result,
        Category::Degree,
        Category::Responsibility,
    ];

    fn shipped() -> Library {
        Library::new(&[], &HashSet::new())
    }

    fn suggest(library: &Library, text: &str, phrase: &str, category: Category) -> Vec<Suggestion> {
        let date = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let document = Document::new(text, date);
        let at = document.text().find(phrase).unwrap();
        let hit = Hit {
            rule: String::new(),
            category,
            severity: Severity::Warning,
            range: at..at + phrase.len(),
            missing: Vec::new(),
            message: String::new(),
        };
        let sentence = document
            .sentences()
            .partition_point(|sentence| sentence.range.end <= at);
        library.suggest(&document, sentence, &hit, 3)
    }

    fn script(id: &str, category: Category, scenario: &str, text: &str) -> Script {
        Script {
            id: id.to_owned(),
            category,
            scenario: scenario.to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn the_shipped_library_covers_every_category_and_is_well_formed() {
        let all: Vec<Script> = serde_json::from_str(include_str!("../../resources/scripts.json")).unwrap();
        let ids: HashSet<&str> = all.iter().map(|script| script.id.as_str()).collect();
        assert_eq!(ids.len(), all.len(), "an id is used twice");
        for category in VAGUE {
            assert!(
                all.iter().filter(|script| script.category == category).count() >= 12,
                "{category:?}"
            );
        }
        for script in &all {
            assert!(Template::parse(&script.text).slots().count() > 1, "{}", script.id);
            assert!(
                script.scenario == "通用" || !named(&script.scenario).is_empty(),
                "{}",
                script.id
            );
        }
    }

    #[test]
    fn the_situation_of_the_sentence_decides_and_its_facts_are_filled_in() {
        let library = shipped();
        let best = suggest(
            &library,
            "减速机的样机给了鲁工,后续再联系。",
            "后续再联系",
            Category::FollowUp,
        );
        assert!(best[0].script_id.starts_with("follow-up-sample"), "{best:?}");
        assert!(
            best[0].text.contains("鲁工") && best[0].text.contains("减速机"),
            "{best:?}"
        );
        assert!(best[0].text.contains("【日期】"), "{best:?}");
    }

    #[test]
    fn a_neighbouring_sentence_gives_the_situation_where_the_own_one_has_none() {
        let library = shipped();
        let best = suggest(&library, "今天催尾款。鲁总没松口,再说。", "再说", Category::FollowUp);
        assert!(best[0].script_id.starts_with("follow-up-payment"), "{best:?}");
    }

    #[test]
    fn own_scripts_replace_the_shipped_ones_category_by_category() {
        let library = Library::new(
            &[script("mine", Category::Time, "海外仓", "{日期}前入仓")],
            &HashSet::new(),
        );
        let time = suggest(&library, "货尽快入仓", "尽快", Category::Time);
        assert_eq!(time.len(), 1);
        assert_eq!(time[0].script_id, "mine");
        assert!(!suggest(&library, "客户有意向", "有意向", Category::Intent).is_empty());
    }

    #[test]
    fn a_script_that_is_switched_off_is_not_offered_and_its_category_stays_served() {
        let ids = |disabled: &HashSet<String>| -> Vec<String> {
            let suggestions = suggest(&Library::new(&[], disabled), "货款尽快付", "尽快", Category::Time);
            suggestions.into_iter().map(|suggestion| suggestion.script_id).collect()
        };
        let best = ids(&HashSet::new());
        let without = ids(&HashSet::from([best[0].clone()]));
        assert!(!without.contains(&best[0]), "{without:?}");
        let all: HashSet<String> = SHIPPED.iter().map(|script| script.id.clone()).collect();
        assert_eq!(ids(&all), best);
    }

    #[test]
    fn every_script_lints_clean_once_its_slots_are_filled() {
        let date = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let linter = crate::Linter::new(crate::RulePack::default()).unwrap();
        for script in &*SHIPPED {
            let mut text = script.text.clone();
            for slot in Template::parse(&script.text).slots() {
                text = text.replace(&format!("{{{slot}}}"), plausible(slot));
            }
            let findings = linter.lint(&text, date).findings;
            assert!(findings.is_empty(), "{}: {text}: {findings:?}", script.id);
        }
    }

    /// What a salesperson would write into a slot.
    fn plausible(slot: &str) -> &'static str {
        match slot {
            "联系人" => "鲁工",
            "客户" => "恒源纺织",
            "部门" => "采购部",
            "产品" => "减速机R87",
            "门店" => "江南路店",
            "日期" => "12月3日",
            "时间" => "10:00",
            "事项" => "付款方式",
            "产物" => "验收单",
            "文件" => "图纸P-102",
            "地点" => "三楼会议室",
            "指标" => "单件节拍",
            "数量" => "12台",
            "比例" => "12%",
            "人数" => "26人",
            "天数" => "14天",
            "时长" => "72小时",
            "得分" | "对手得分" => "86分",
            "金额" | "目标价" | "到账金额" | "余款" => "18万元",
            "数值" | "目标值" => "42秒",
            "客户数" | "报价数" | "总数" | "完成数" | "余数" | "不合格数" | "合格数" | "通过数" | "库存数"
            | "日均销量" | "成交单数" | "名片数" | "复购数" => "9个",
            _ => panic!("a slot that nobody knows how to fill: {slot}"),
        }
    }

    #[test]
    fn a_scenario_of_ones_own_is_found_by_its_words() {
        let library = Library::new(
            &[
                script("other", Category::Time, "通用", "{日期}前完成{事项}"),
                script("customs", Category::Time, "海外清关", "{日期}前完成清关,取得{产物}"),
            ],
            &HashSet::new(),
        );
        let best = suggest(&library, "这票货尽快清关", "尽快", Category::Time);
        assert_eq!(best[0].script_id, "customs");
    }

    #[test]
    fn sensitive_findings_get_no_script() {
        let library = shipped();
        assert!(suggest(&library, "给了回扣", "回扣", Category::Bribery).is_empty());
    }
}
