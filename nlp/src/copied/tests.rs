use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::finding::{Kind, Severity};

const YESTERDAY: &str = "1、上午拜访无锡永盛包装，见了设备部周工，看了两条灌装线，周工觉得旧控制柜故障太多。\n2、下午给江阴华丰送样机一台，仓库老郑签收，说先放车间试一个星期再给意见。\n3、客户担心停机时间太长，我们建议分两个周末换完，先换包装段，再换码垛段。";

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn earlier(id: &str, date: NaiveDate, text: &str) -> Earlier {
    Earlier {
        id: id.to_owned(),
        date,
        fingerprint: Fingerprint::of(text, date),
    }
}

/// The share of `text` that stood in `before`, in per cent, where that is reported.
fn share(before: &str, text: &str) -> Option<u8> {
    let found = find(text, day(25), &[earlier("before", day(24), before)])?;
    found.copied.map(|copied| copied.share)
}

#[test]
fn the_same_report_again_is_copied() {
    let found = find(YESTERDAY, day(25), &[earlier("24", day(24), YESTERDAY)]).unwrap();
    assert_eq!((found.kind, found.category), (Kind::Copied, Category::Copied));
    assert_eq!(found.severity, Severity::Info);
    assert!(found.message.contains("100%") && found.message.contains("2026-11-24"));
    let copied = found.copied.unwrap();
    assert_eq!((copied.report.as_str(), copied.share), ("24", 100));
}

#[test]
fn dates_numbers_list_numbers_and_small_edits_hide_nothing() {
    let today = "（1）今天上午拜访无锡永盛包装，见了设备部周工，看了三条灌装线，周工觉得旧控制柜故障实在太多。\n（2）11月25日给江阴华丰送样机2台，仓库老郑签收了，说先放车间试两个星期再给意见。\n（3）客户担心停机时间太长，我们建议分3个周末换完，先换包装段，再换码垛段。";
    let share = share(YESTERDAY, today);
    assert!(share.is_some_and(|share| share >= 85), "{share:?}");
}

#[test]
fn neither_another_order_nor_traditional_characters_hide_a_copy() {
    let lines: Vec<&str> = YESTERDAY.lines().rev().collect();
    assert!(share(YESTERDAY, &lines.join("\n")).is_some_and(|share| share >= 95));
    let traditional = YESTERDAY.replace('设', "設").replace('装', "裝").replace('仓', "倉");
    assert_eq!(share(YESTERDAY, &traditional), Some(100));
}

#[test]
fn a_new_report_in_the_words_of_the_trade_is_not_copied() {
    let today = "1、上午拜访常州同济泵业，见了采购部孙经理，确认型号CP-30，下周三前报价。\n2、下午到江阴华丰回访样机，车间反映触摸屏太暗，已约售后周五上门调整。\n3、给永盛包装发了停机方案第二版，周工要求把码垛段放到元旦以后。";
    assert_eq!(share(YESTERDAY, today), None);
}

#[test]
fn stock_phrases_are_not_copied() {
    let before = "今日工作：拜访客户。\n明日计划：继续跟进客户。\n上午在公司开例会，讨论了年底冲刺的目标和分工。";
    let today = "今日工作：拜访客户。\n明日计划：继续跟进客户。\n下午去园区扫街，发了四十张名片，加了九个老板的微信。";
    assert_eq!(share(before, today), None);
}

#[test]
fn a_form_filled_in_with_new_numbers_is_not_copied() {
    let before = "今日销售额12300元，客单价85元，进店人数146人，成交52单，新增会员6人，退货1单，损耗3件。";
    let today = "今日销售额9870元，客单价79元，进店人数121人，成交43单，新增会员4人，退货2单，损耗5件。";
    assert_eq!(share(before, today), None);
    assert_eq!(share(before, before), Some(100));
}

#[test]
fn the_spans_are_what_was_copied() {
    let copied: Vec<&str> = YESTERDAY.lines().collect();
    let today = format!(
        "今天新谈了一家做酱料的厂，老板姓费，要先看案例。\n{}\n{}",
        copied[1], copied[2]
    );
    let found = find(&today, day(25), &[earlier("24", day(24), YESTERDAY)]).unwrap();
    let texts: Vec<String> = found
        .copied
        .unwrap()
        .spans
        .iter()
        .map(|span| today.get(span.byte_start..span.byte_end).unwrap().to_owned())
        .collect();
    assert_eq!(texts.len(), 1, "{texts:?}");
    assert!(texts[0].starts_with("下午给江阴华丰") && texts[0].ends_with("再换码垛段"));
    assert_eq!(found.text, texts[0]);
}

#[test]
fn the_report_that_shares_most_is_named_and_of_equals_the_latest() {
    let half: String = YESTERDAY.lines().take(2).collect::<Vec<_>>().join("\n");
    let source = |earlier: &[Earlier]| find(YESTERDAY, day(25), earlier).unwrap().copied.unwrap().report;
    let all = [
        earlier("20", day(20), YESTERDAY),
        earlier("23", day(23), YESTERDAY),
        earlier("24", day(24), &half),
    ];
    assert_eq!(source(&all), "23");
}

#[test]
fn a_fingerprint_survives_being_stored() {
    let fingerprint = Fingerprint::of(YESTERDAY, day(24));
    let bytes = fingerprint.to_bytes();
    assert!(bytes.len() < 2_000, "{} bytes", bytes.len());
    assert_eq!(Fingerprint::from_bytes(&bytes), Some(fingerprint));
    for broken in [&[][..], &[2, 0, 0, 0, 0], &[1, 0, 0], &[1, 9, 0, 0, 0]] {
        assert_eq!(Fingerprint::from_bytes(broken), None);
    }
}

proptest! {
    #[test]
    fn every_span_lies_in_any_text(before in "\\PC{0,80}", extra in "\\PC{0,20}") {
        let text = format!("{extra}{YESTERDAY}{before}");
        let sources = [earlier("1", day(1), &before), earlier("2", day(2), YESTERDAY)];
        if let Some(found) = find(&text, day(25), &sources) {
            for span in found.copied.unwrap().spans {
                prop_assert!(text.get(span.byte_start..span.byte_end).is_some());
            }
        }
    }
}
