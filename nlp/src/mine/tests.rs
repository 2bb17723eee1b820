use chrono::NaiveDate;

use super::*;

/// What nobody's rules know, and what category it is.
const PLANTED: [&str; 4] = ["心里有本账", "门儿清", "睁只眼闭只眼", "胸有成竹"];
const PEOPLE: [&str; 6] = ["老郑", "厂里", "采购那位", "店长", "校长", "老板娘"];
const FRAMES: [&str; 5] = [
    "跟{人}聊完，觉得{词}。",
    "{人}这回{词}，我也不好多问。",
    "中午一起吃面，{人}{词}。",
    "车间里转一圈，{词}。",
    "{词}，{人}笑笑没接话。",
];
const CHECKED: [&str; 5] = [
    "给{人}发了报价单V2，总价28.6万元。",
    "{人}下单网关12台，预付款30%。",
    "和{人}约在11月27日上午9点做联调。",
    "车间里转一圈，看到3条产线停着。",
    "中午一起吃面，{人}索要样品5件。",
];

fn history() -> Vec<(String, NaiveDate)> {
    let day = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
    (0..60_usize)
        .map(|number| {
            let person = PEOPLE[number % PEOPLE.len()];
            let vague = FRAMES[number % FRAMES.len()].replace("{词}", PLANTED[number % PLANTED.len()]);
            let plain = FRAMES[(number + 2) % FRAMES.len()].replace("{词}", "今天下雨");
            let checked = CHECKED[(number * 7 + number / 5) % CHECKED.len()];
            let text = format!("{checked}\n{vague}\n{plain}\n再沟通。").replace("{人}", person);
            (text, day)
        })
        .collect()
}

fn linter() -> Linter {
    Linter::new(RulePack::default()).unwrap()
}

#[test]
fn planted_phrases_are_proposed_and_common_words_are_not() {
    let mined = phrases(&linter(), &history(), Options::default()).unwrap();
    assert_eq!((mined.reports, mined.sentences), (60, 240));
    let texts: Vec<&str> = mined
        .candidates
        .iter()
        .map(|candidate| candidate.text.as_str())
        .collect();
    for phrase in PLANTED {
        assert!(texts.contains(&phrase), "{phrase} is not in {texts:?}");
    }
    for common in PEOPLE
        .iter()
        .chain(&["车间", "车间里转一圈", "中午", "一起吃面", "今天下雨", "再沟通"])
    {
        assert!(!texts.contains(common), "{common} is in {texts:?}");
    }
    let first = mined
        .candidates
        .iter()
        .find(|candidate| candidate.text == "门儿清")
        .unwrap();
    assert_eq!((first.count, first.reports), (15, 15));
    assert!(first.share >= 80);
    assert_eq!(first.examples.len(), 3);
    assert!(first.examples.iter().all(|example| example.contains("门儿清")));
}

#[test]
fn a_draft_is_a_pack_that_finds_what_was_proposed() {
    let mined = phrases(&linter(), &history(), Options::default()).unwrap();
    let json = serde_json::to_string(&mined.draft()).unwrap();
    let pack = RulePack::from_json(&json).unwrap();
    let linter = Linter::new(pack).unwrap();
    for candidate in &mined.candidates {
        let example = candidate.examples.first().unwrap();
        let found = linter.lint(example, history()[0].1).findings;
        assert!(
            found.iter().any(|finding| finding.text.contains(&candidate.text)),
            "{} in {example}",
            candidate.text
        );
    }
}

#[test]
fn what_a_rule_finds_is_not_proposed_again() {
    let mined = phrases(&linter(), &history(), Options::default()).unwrap();
    let linter = Linter::new(mined.draft()).unwrap();
    let again = phrases(&linter, &history(), Options::default()).unwrap();
    for candidate in &mined.candidates {
        assert!(again.candidates.iter().all(|known| known.text != candidate.text));
    }
}

#[test]
fn the_same_history_gives_the_same_proposals() {
    let propose = || phrases(&linter(), &history(), Options::default()).unwrap();
    assert_eq!(propose(), propose());
}

#[test]
fn nothing_is_learnt_from_nothing() {
    for reports in [vec![], vec![("。\n1".to_owned(), history()[0].1)]] {
        let mined = phrases(&linter(), &reports, Options::default()).unwrap();
        assert_eq!(mined.candidates, []);
    }
}
