//! `zhiyan pack mine` and the history of `zhiyan lint`, as a process.

use std::path::Path;

use tests::{
    Value,
    command::{self, Run},
    json,
};

fn zhiyan(arguments: &[&str], input: &str) -> Run {
    command::run(Path::new(env!("CARGO_BIN_EXE_zhiyan-under-test")), arguments, input)
}

/// Reports in which a phrase that no rule knows stands where nothing can be checked.
fn history() -> Vec<String> {
    let people = ["老郑", "厂里", "店长", "校长", "老板娘"];
    (0..40)
        .map(|number| {
            let person = people[number % people.len()];
            format!("给{person}发了报价单V2，总价28.6万元。\n跟{person}聊完，觉得{person}门儿清。\n门儿清，{person}笑笑没接话。\n{person}下单网关12台。")
        })
        .collect()
}

#[test]
fn a_phrase_of_the_house_is_proposed_and_makes_a_pack() {
    let lines: Vec<String> = history()
        .iter()
        .map(|text| json!({"date": "2026-11-02", "text": text}).to_string())
        .collect();
    let input = lines.join("\n");
    let mined = zhiyan(&["pack", "mine", "--input", "jsonl", "--format", "json"], &input);
    let mined: Value = serde_json::from_str(&mined.out).unwrap();
    assert_eq!((&mined["reports"], &mined["sentences"]), (&json!(40), &json!(160)));
    let candidates = mined["candidates"].as_array().unwrap();
    let phrase = candidates
        .iter()
        .find(|candidate| candidate["text"] == "门儿清")
        .unwrap();
    assert!(phrase["share"].as_u64().unwrap() >= 80, "{phrase}");
    assert!(phrase["examples"][0].as_str().unwrap().contains("门儿清"));
    for common in ["老郑", "报价单"] {
        assert!(candidates.iter().all(|candidate| candidate["text"] != common));
    }

    let folder = tempfile::tempdir().unwrap();
    for (number, text) in history().iter().enumerate() {
        std::fs::write(folder.path().join(format!("{number}.txt")), text).unwrap();
    }
    let reports = folder.path().to_str().unwrap();
    let shown = zhiyan(&["pack", "mine", "--reports", reports], "");
    assert!(
        shown.out.contains("「门儿清」") && shown.out.contains("没有依据"),
        "{shown:?}"
    );
    let draft = zhiyan(&["pack", "mine", "--reports", reports, "--format", "pack"], "").out;
    let pack = folder.path().join("draft.json");
    std::fs::write(&pack, draft).unwrap();
    let pack = pack.to_str().unwrap();
    let checked = zhiyan(&["pack", "check", pack], "");
    assert_eq!(checked.code, 0, "{checked:?}");
    let line = json!({"id": "1", "date": "2026-11-24", "text": "厂里门儿清。"}).to_string();
    let answer = zhiyan(&["lint", "--input", "jsonl", "--pack", pack], &line)
        .lines()
        .remove(0);
    assert_eq!(answer["findings"][0]["text"], "门儿清");
    let again = zhiyan(&["pack", "mine", "--reports", reports, "--pack", pack], "");
    assert!(!again.out.contains("「门儿清」"), "{again:?}");

    let nothing = zhiyan(&["pack", "mine"], "");
    assert!(nothing.code == 2 && nothing.err.contains("--reports"), "{nothing:?}");
}

const REPORT: &str = "上午拜访无锡永盛包装，见了设备部周工，看了两条灌装线，周工说旧控制柜一周坏了三次。\n下午给江阴华丰送样机一台，仓库老郑签收。";

#[test]
fn lint_compares_the_reports_of_an_author_with_earlier_ones() {
    let line = |id: &str, date: &str, author: Option<&str>| {
        json!({"id": id, "date": date, "text": REPORT, "author": author}).to_string()
    };
    let input = [
        line("1", "2026-11-23", Some("li")),
        line("2", "2026-11-24", Some("li")),
        line("3", "2026-11-24", Some("wang")),
        line("4", "2026-11-24", None),
        line("5", "2026-12-24", Some("li")),
    ];
    let answers = zhiyan(&["lint", "--input", "jsonl"], &input.join("\n")).lines();
    let copied: Vec<Option<Value>> = answers
        .iter()
        .map(|answer| {
            let findings = answer["findings"].as_array().unwrap();
            let copy = findings.iter().find(|finding| finding["category"] == "COPIED");
            copy.map(|finding| json!([finding["copied"]["report"], finding["copied"]["share"]]))
        })
        .collect();
    assert_eq!(copied, [None, Some(json!(["1", 100])), None, None, None]);

    let folder = tempfile::tempdir().unwrap();
    let history = folder.path().join("history.jsonl");
    std::fs::write(&history, &input[0]).unwrap();
    let arguments = ["lint", "--history", history.to_str().unwrap(), "--date", "2026-11-24"];
    let shown = zhiyan(&arguments, REPORT);
    assert!(
        shown.out.contains("提示·重复日报") && shown.out.contains("100%"),
        "{shown:?}"
    );
}
