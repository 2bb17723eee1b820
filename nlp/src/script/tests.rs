//! Which scripts are offered for which phrases.

use std::collections::HashSet;

use super::{Library, Script, Suggester, library::SHIPPED, situation::named, template::Template};
use crate::{
    document::Document,
    finding::{Category, Severity, Suggestion},
    hit::Hit,
};

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
    Suggester::new(library, &document).suggest(&hit(at, phrase, category), 3)
}

fn hit(at: usize, phrase: &str, category: Category) -> Hit {
    Hit {
        rule: String::new(),
        category,
        severity: Severity::Warning,
        range: at..at + phrase.len(),
        missing: Vec::new(),
        rejected: Vec::new(),
        message: String::new(),
        evasion: None,
    }
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
        assert!(Template::parse(&script.text).names().count() > 1, "{}", script.id);
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
        for slot in Template::parse(&script.text).names() {
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
        "客户数" | "报价数" | "总数" | "完成数" | "余数" | "不合格数" | "合格数" | "通过数" | "库存数" | "日均销量"
        | "成交单数" | "名片数" | "复购数" => "9个",
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
fn what_was_read_for_one_phrase_changes_nothing_for_the_next() {
    let sentence =
        "王工说样品再看看，恒力纺织的报价和江北店的货架后续再联系，采购部刘敏12月3日10:00要20台减速机R87，尾款尽快。";
    let text = sentence.repeat(12) + &sentence.replace('。', "").repeat(12);
    let document = Document::new(&text, chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap());
    let library = shipped();
    let mut shared = Suggester::new(&library, &document);
    let phrases = [
        ("再看看", Category::Result),
        ("后续再联系", Category::FollowUp),
        ("尽快", Category::Time),
    ];
    let mut different = HashSet::new();
    for (phrase, category) in phrases {
        for (at, _) in text.match_indices(phrase) {
            let hit = hit(at, phrase, category);
            let suggestions = shared.suggest(&hit, 3);
            assert_eq!(suggestions, Suggester::new(&library, &document).suggest(&hit, 3));
            different.extend(suggestions.into_iter().map(|suggestion| suggestion.text));
        }
    }
    assert!(different.len() > 6, "{different:?}");
}

#[test]
fn sensitive_findings_get_no_script() {
    let library = shipped();
    assert!(suggest(&library, "给了回扣", "回扣", Category::Bribery).is_empty());
}
