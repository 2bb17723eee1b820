//! The command line, as a process.

use std::path::Path;

use tests::{
    Value,
    command::{self, Run},
    database::TestDatabase,
    json,
};

fn zhiyan(arguments: &[&str], input: &str) -> Run {
    command::run(Path::new(env!("CARGO_BIN_EXE_zhiyan-under-test")), arguments, input)
}

const REPORT: &str = "😀客户有意向，近期再沟通。\n王工答应下周三前提供图纸。\n";

#[test]
fn lint_answers_a_line_for_each_line() {
    let input = json!({"id": "r1", "date": "2026-11-24", "text": REPORT}).to_string();
    let answer = zhiyan(&["lint", "--input", "jsonl"], &input).lines().remove(0);
    assert_eq!(answer["id"], "r1");
    let found: Vec<_> = answer["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            json!([
                finding["category"],
                finding["text"],
                finding["start"],
                finding["utf16Start"]
            ])
        })
        .collect();
    let expected = [
        json!(["INTENT", "有意向", 3, 4]),
        json!(["TIME", "近期", 7, 8]),
        json!(["FOLLOW_UP", "再沟通", 9, 10]),
    ];
    assert_eq!(found, expected);
    let intent = &answer["findings"][0];
    assert_eq!(
        (&intent["kind"], &intent["missing"]),
        (&json!("VAGUE"), &json!(["Q", "D", "A"]))
    );
    assert!(intent["suggestions"][0]["text"].as_str().unwrap().contains('【'));
    let commitment = &answer["commitments"][0];
    assert_eq!(commitment["by"], "CUSTOMER");
    assert_eq!(commitment["due"]["end"], "2026-12-02");
}

#[test]
fn lint_shows_people_where_the_phrases_stand() {
    let shown = zhiyan(&["lint", "--date", "2026-11-24", "-"], REPORT);
    assert_eq!(shown.code, 0);
    let lines: Vec<_> = shown.out.lines().collect();
    let at = lines.iter().position(|line| line.contains("有意向，近期")).unwrap();
    assert_eq!(lines[at + 1], "      ~~~~~~  ~~~~~~~~~~");
    assert!(!shown.out.contains('\u{1b}'), "no colour where nobody sees it");
    assert!(
        shown
            .out
            .contains("承诺（客户，期限 2026-12-02）：王工答应下周三前提供图纸")
    );
}

#[test]
fn lint_ends_with_1_only_for_findings_that_it_was_told_to_fail_on() {
    let code = |arguments: &[&str], text: &str| zhiyan(&[&["lint"], arguments].concat(), text).code;
    assert_eq!(code(&[], REPORT), 0);
    assert_eq!(code(&["--fail-on", "warning"], REPORT), 1);
    assert_eq!(code(&["--fail-on", "error"], REPORT), 0);
    assert_eq!(code(&["--fail-on", "error"], "给采购送了回扣。"), 1);
    assert_eq!(code(&["--fail-on", "info"], "王工已提供图纸3张。"), 0);
}

#[test]
fn lint_writes_json_and_sarif() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("日报.txt");
    std::fs::write(&file, REPORT).unwrap();
    let file = file.to_str().unwrap();

    let list: Value = serde_json::from_str(&zhiyan(&["lint", "--format", "json", file], "").out).unwrap();
    assert_eq!(list[0]["id"], file);
    assert_eq!(list[0]["findings"][1]["text"], "近期");

    let log: Value = serde_json::from_str(&zhiyan(&["lint", "--format", "sarif", file], "").out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let result = &run["results"][1];
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], file);
    assert_eq!(place["region"]["startLine"], 1);
    assert_eq!(
        (&place["region"]["startColumn"], &place["region"]["endColumn"]),
        (&json!(8), &json!(10))
    );
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(
        rules.iter().any(|rule| rule["id"] == result["ruleId"]),
        "every result names a listed rule"
    );
}

#[test]
fn lint_takes_a_pack_and_scripts() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, content: Value| {
        let path = folder.path().join(name);
        std::fs::write(&path, content.to_string()).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let term = json!({"id": "own/1", "category": "FOLLOW_UP", "text": "敲边鼓"});
    let pack = write("pack.json", json!({"terms": [term]}));
    let script = json!({"id": "s1", "category": "FOLLOW_UP", "scenario": "回访", "text": "{日期}{时间}致电{联系人}"});
    let scripts = write("scripts.json", json!([script]));
    let line = json!({"id": "1", "date": "2026-11-24", "text": "和王工敲边鼓。"}).to_string();
    let arguments = ["lint", "--input", "jsonl", "--pack", &pack, "--scripts", &scripts];
    let answer = zhiyan(&arguments, &line).lines().remove(0);
    let finding = &answer["findings"][0];
    assert_eq!(
        (&finding["rule"], &finding["text"]),
        (&json!("own/1"), &json!("敲边鼓"))
    );
    assert_eq!(
        finding["suggestions"],
        json!([{"scriptId": "s1", "text": "【日期】【时间】致电王工"}])
    );

    let broken = write("broken.json", json!({"terms": [{"id": "x"}]}));
    let refused = zhiyan(&["lint", "--pack", &broken], "");
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("broken.json"), "{}", refused.err);
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    folder
}

/// The path of a file in it.
fn at(folder: &tempfile::TempDir, name: &str) -> String {
    folder.path().join(name).to_str().unwrap().to_owned()
}

const PACK: &str = r#"{
  "name": "渠道", "version": "1.2.0",
  "patterns": [{"id": "own/shelf", "category": "RESULT", "summary": "陈列只有评价", "patterns": ["堆头|排面 <degree>* 靠前"],
    "examples": {"match": ["⟦堆头很靠前⟧"], "noMatch": ["堆头3个"]}}],
  "disabled": ["intent/possess"]
}"#;

#[test]
fn pack_check_says_what_is_in_a_pack_or_what_is_wrong_with_it() {
    let bad = PACK.replace("堆头3个", "排面靠前").replace("1.2.0", "最新");
    let files = folder(&[("good.json", PACK), ("bad.json", &bad)]);
    let good = zhiyan(&["pack", "check", &at(&files, "good.json")], "");
    assert_eq!(good.code, 0);
    for part in ["渠道 1.2.0", "1 条模式规则", "2 句例句"] {
        assert!(good.out.contains(part), "{}", good.out);
    }
    let both = zhiyan(
        &["pack", "check", &at(&files, "good.json"), &at(&files, "bad.json")],
        "",
    );
    assert_eq!(both.code, 1);
    assert!(both.out.contains("bad.json:2: 最新"), "{}", both.out);

    let mended = bad.replace("最新", "1.2.1");
    std::fs::write(files.path().join("bad.json"), mended).unwrap();
    let json = zhiyan(&["pack", "check", "--format", "json", &at(&files, "bad.json")], "");
    assert_eq!(json.code, 1);
    let answer: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(answer[0]["content"], Value::Null);
    let flaw = &answer[0]["flaws"][0];
    assert_eq!((&flaw["line"], &flaw["rule"]), (&json!(4), &json!("own/shelf")));
    assert_eq!(zhiyan(&["pack", "check", "nowhere.json"], "").code, 2);
}

#[test]
fn pack_diff_says_which_findings_appear_and_vanish() {
    let files = folder(&[
        ("pack.json", PACK),
        ("reports/2026-11-24.txt", "客户有意向。\n堆头很靠前。"),
        ("reports/east/a.md", "排面靠前。近期再聊。"),
        (
            "reports/b.jsonl",
            "{\"id\": \"1\", \"date\": \"2026-11-24\", \"text\": \"老板有意向\"}\n",
        ),
        ("reports/notes.csv", "客户有意向"),
    ]);
    let (pack, reports) = (at(&files, "pack.json"), at(&files, "reports"));
    let arguments = ["pack", "diff", "shipped", &pack, "--reports", &reports];
    let shown = zhiyan(&arguments, "");
    assert_eq!(shown.code, 0, "{}", shown.err);
    for part in [
        "3 份日报",
        "多出 2",
        "消失 2",
        "+ ⟦堆头很靠前⟧",
        "- 老板⟦有意向⟧",
        "b.jsonl:1",
    ] {
        assert!(shown.out.contains(part), "{part}: {}", shown.out);
    }
    let json = zhiyan(&[&arguments[..], &["--format", "json"]].concat(), "");
    let answer: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(answer["to"]["version"], "1.2.0");
    let rules: Vec<_> = answer["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| json!([rule["rule"], rule["appeared"], rule["vanished"]]))
        .collect();
    assert_eq!(rules, [json!(["intent/possess", 0, 2]), json!(["own/shelf", 2, 0])]);
    let same = zhiyan(&["pack", "diff", &pack, &pack, "--reports", &reports], "");
    assert!(same.out.contains("0 份有变化"), "{}", same.out);
}

#[test]
fn the_pages_of_the_rules_are_up_to_date() {
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/rules");
    let run = zhiyan(&["pack", "docs", "--check", docs], "");
    assert_eq!(run.code, 0, "run `zhiyan pack docs docs/rules`: {}", run.out);

    let files = folder(&[("own.md", "my own page")]);
    let folder = files.path().to_str().unwrap();
    assert_eq!(zhiyan(&["pack", "docs", folder], "").code, 0);
    assert_eq!(zhiyan(&["pack", "docs", "--check", folder], "").code, 0);
    std::fs::rename(at(&files, "intent/possess.md"), at(&files, "intent/gone.md")).unwrap();
    let check = zhiyan(&["pack", "docs", "--check", folder], "");
    assert_eq!((check.code, check.out.lines().count()), (1, 2));
    assert_eq!(zhiyan(&["pack", "docs", folder], "").code, 0);
    assert!(!files.path().join("intent/gone.md").exists() && files.path().join("own.md").exists());
}

#[test]
fn a_line_that_cannot_be_read_is_named() {
    let good = json!({"id": "1", "date": "2026-11-24", "text": "好"});
    let run = zhiyan(&["lint", "--input", "jsonl"], &format!("{good}\n{{\"id\": 2}}\n"));
    assert_eq!(run.code, 2);
    assert!(run.err.contains("第 2 行"), "{}", run.err);
}

#[test]
fn times_resolve_against_the_reference() {
    let line = |text: &str| json!({"id": "t", "ref": "2026-11-24T10:00:00+08:00", "text": text}).to_string();
    let times = |text: &str| zhiyan(&["times", "--input", "jsonl"], &line(text)).lines().remove(0)["times"].take();
    let found = times("下周三前交付，明天下午3点到厂");
    assert_eq!(
        (&found[0]["text"], &found[0]["to"]),
        (&json!("下周三前"), &json!("2026-12-02"))
    );
    assert_eq!(
        (&found[1]["from"], &found[1]["to"]),
        (&json!("2026-11-25T15:00"), &json!("2026-11-25T15:00"))
    );
    assert_eq!(times("近期再说，2月30日"), json!([]));
}

#[test]
fn questions_match_mappings_or_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mappings.json");
    let mapping = json!([{"id": "m1", "name": "湿疹护理", "keywords": ["湿疹"], "synonyms": [], "actions": []}]);
    std::fs::write(&file, mapping.to_string()).unwrap();
    let lines = ["宝宝湿疹用什么", "停车免费吗"].map(|text| json!({"id": text, "text": text}).to_string());
    let arguments = ["match", "--mappings", file.to_str().unwrap(), "--input", "jsonl"];
    let answers = zhiyan(&arguments, &lines.join("\n")).lines();
    assert_eq!(answers[0]["matches"][0]["id"], "m1");
    assert_eq!(answers[0]["matches"][0]["keyword"], "湿疹");
    assert_eq!(answers[1]["matches"], json!([]));
}

#[test]
fn the_schema_is_printed() {
    let run = zhiyan(&["schema"], "");
    assert_eq!((run.code, run.out), (0, api::schema::sdl()));
}

#[test]
fn settings_are_checked_at_the_start_and_named() {
    let refused = |arguments: &[&str], name: &str| {
        let run = zhiyan(arguments, "");
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.err.contains(name), "{arguments:?}: {}", run.err);
    };
    refused(&["serve", "--database-url", "mysql://x"], "ZHIYAN_DATABASE_URL");
    refused(&["serve", "--token-secret", "short"], "ZHIYAN_TOKEN_SECRET");
    refused(&["serve", "--listen", "nowhere"], "--listen");
    refused(&["serve", "--log", "a=b=c"], "ZHIYAN_LOG");
}

#[tokio::test]
async fn organisations_users_and_migrations_are_managed_from_the_command_line() {
    let database = TestDatabase::create().await;
    let at = ["--database-url", database.url.as_str()];
    let run = |arguments: &[&str], input: &str| zhiyan(&[arguments, &at].concat(), input);

    let pending = run(&["migrate", "status"], "");
    assert!(
        pending.out.contains("pending") && !pending.out.contains("applied"),
        "{pending:?}"
    );
    assert_eq!(run(&["organization", "add", "直言科技"], "").code, 0);
    assert!(run(&["migrate", "status"], "").out.contains("applied"));

    let add = [
        "user",
        "add",
        "li",
        "--organization",
        "直言科技",
        "--role",
        "admin",
        "--name",
        "李管理",
    ];
    let short = run(&add, "short\n");
    assert_eq!(short.code, 2);
    assert!(short.err.contains("password"), "{short:?}");
    assert_eq!(run(&add, "long enough\n").code, 0);
    let taken = run(&add, "long enough\n");
    assert!(taken.code == 2 && taken.err.contains("已被使用"), "{taken:?}");
    let nowhere = run(
        &["user", "add", "wu", "--organization", "没有", "--role", "rep"],
        "long enough\n",
    );
    assert!(nowhere.code == 2 && nowhere.err.contains("没有这个组织"), "{nowhere:?}");

    assert_eq!(run(&["migrate", "down", "--steps", "1"], "").code, 0);
    assert!(run(&["migrate", "status"], "").out.contains("pending"));
    assert_eq!(run(&["migrate", "up"], "").code, 0);
}
