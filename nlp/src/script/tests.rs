//! Which scripts are offered for which phrases.

use std::collections::HashSet;

use super::{Library, Script, Suggester, library::SHIPPED};
use crate::{
    document::Document,
    finding::{Category, Severity, Suggestion},
    hit::Hit,
};

fn shipped() -> Library {
    Library::new(&[], false, &HashSet::new())
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
fn own_scripts_come_on_top_of_the_shipped_ones_and_go_before_them() {
    let own = script("mine", Category::Time, "催款", "{日期}{时间}前银行流水显示{金额}到账");
    let library = Library::new(&[own], false, &HashSet::new());
    let time = suggest(&library, "货款尽快付", "尽快", Category::Time);
    let ids: Vec<&str> = time.iter().map(|suggestion| suggestion.script_id.as_str()).collect();
    assert_eq!(ids.len(), 3);
    assert_eq!(ids[0], "mine");
    assert!(ids[1].starts_with("time-payment"), "{ids:?}");
    let delivery = suggest(&library, "设备尽快送到工地安装", "尽快", Category::Time);
    assert!(delivery[0].script_id.starts_with("time-delivery"), "{delivery:?}");
}

#[test]
fn an_own_script_takes_the_place_of_a_shipped_one_with_its_id() {
    let own = script(
        "time-payment",
        Category::Time,
        "催款",
        "{联系人}{日期}前把{金额}打到公司账户",
    );
    let library = Library::new(&[own], false, &HashSet::new());
    let time = suggest(&library, "货款尽快付", "尽快", Category::Time);
    assert_eq!(time[0].text, "【联系人】【日期】前把【金额】打到公司账户");
    assert_eq!(
        time.iter()
            .filter(|suggestion| suggestion.script_id == "time-payment")
            .count(),
        1
    );
}

#[test]
fn where_only_own_scripts_are_wanted_the_shipped_ones_serve_the_categories_without_any() {
    let library = Library::new(
        &[script("mine", Category::Time, "海外仓", "{日期}前入仓")],
        true,
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
        let suggestions = suggest(
            &Library::new(&[], false, disabled),
            "货款尽快付",
            "尽快",
            Category::Time,
        );
        suggestions.into_iter().map(|suggestion| suggestion.script_id).collect()
    };
    let best = ids(&HashSet::new());
    let without = ids(&HashSet::from([best[0].clone()]));
    assert!(!without.contains(&best[0]), "{without:?}");
    let all: HashSet<String> = SHIPPED.iter().map(|script| script.id.clone()).collect();
    assert_eq!(ids(&all), best);
}

#[test]
fn a_scenario_of_ones_own_is_found_by_its_words() {
    let library = Library::new(
        &[
            script("other", Category::Time, "通用", "{日期}前完成{事项}"),
            script("customs", Category::Time, "海外清关", "{日期}前完成清关,取得{产物}"),
        ],
        false,
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
