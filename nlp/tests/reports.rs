//! Whole reports through the linter: a change to a rule shows all that it changes. And what evidence may do: clear
//! findings, never add one.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::fmt::Write;

use chrono::NaiveDate;
use nlp::{Finding, Kind, LintResult, Linter, RulePack};

/// A Wednesday.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 25).unwrap()
}

fn linter() -> Linter {
    Linter::new(RulePack::default()).unwrap()
}

/// The report with its findings in brackets, then what was found and promised, and the score.
fn render(text: &str, result: &LintResult) -> String {
    let mut out = String::new();
    let mut at = 0;
    for Finding { span, category, .. } in &result.findings {
        out.push_str(text.get(at..span.byte_start).unwrap());
        write!(
            out,
            "[{category:?} {}]",
            text.get(span.byte_start..span.byte_end).unwrap()
        )
        .unwrap();
        at = span.byte_end;
    }
    out.push_str(text.get(at..).unwrap());
    out.push_str("\n---\n");
    for finding in &result.findings {
        writeln!(out, "{} {:?}: {}", finding.rule, finding.missing, finding.message).unwrap();
    }
    for promise in &result.commitments {
        let due = promise.due.map_or("?".to_owned(), |due| due.end.to_string());
        writeln!(out, "{:?} by {due}: {}", promise.by, promise.text).unwrap();
    }
    match result.score {
        Some(score) => writeln!(out, "score {score}").unwrap(),
        None => writeln!(out, "no score").unwrap(),
    }
    out
}

const REPORTS: [(&str, &str); 12] = [
    (
        "visit",
        "上午拜访嘉禾包装，见到生产部郑工。产线现用伺服电机18台，郑工提供了选型表。客户比较认可我们的方案，说近期给答复。\
         下周一我把对比报价发给郑工。",
    ),
    (
        "visit_without_facts",
        "下午去了趟客户那边，领导不在，跟采购聊得还可以。对方有意向，但是要再研究研究，后续保持沟通。",
    ),
    (
        "chat",
        "刚从李记出来😄 老板挺热情\n说等忙完这阵再订 先要了2箱试卖\n隔壁家没啥兴趣 下次再去",
    ),
    (
        "dictated",
        "嗯今天主要跑了城北那几家店然后有两家说卖得不太好要退货另外有一家老板态度还行说过几天给我电话",
    ),
    (
        "officialese",
        "与有关部门召开协调会，会议气氛良好。下一步将持续加强沟通，适时组织现场考察，争取早日达成合作。",
    ),
    (
        "list",
        "1、已发报价单V4给孙经理，含税18.6万；\n2、样品测试反馈良好，合格率98%；\n3、多家经销商库存偏高；\n\
         4、合同争取尽快签。",
    ),
    (
        "promises",
        "客户答应本周五前回传盖章合同。我承诺11月30日前安排工程师上门安装2台。他说回头付尾款。",
    ),
    (
        "clean",
        "客户暂无意向，停止跟进。意向金500元已退。问是否有意向加盟，答复下周二给。回头客占比三成。王总有空间再放1组货架。",
    ),
    (
        "money",
        "逾期货款9.8万，财务黄敏11月27日上门对账。部分发票未开，共3张，合计2.1万。对方态度模糊。",
    ),
    (
        "shop",
        "会员日到店人气挺旺，成交26单。奶粉卖得不错。一位妈妈说宝宝过敏，要求退货，已退128元。",
    ),
    (
        "sensitive",
        "海报写着全国第一，已撤。店员说保证治好，已批评。客户手机13800138000。不能保证中标，已跟客户说明。",
    ),
    (
        "traditional",
        "客戶對新款有興趣，過幾天再聯繫。他們主管問能不能儘快送樣？",
    ),
];

#[test]
fn whole_reports() {
    let linter = linter();
    for (name, text) in REPORTS {
        insta::assert_snapshot!(name, render(text, &linter.lint(text, today())));
    }
}

#[test]
fn every_vague_finding_says_what_is_missing_and_quotes_the_phrase() {
    let linter = linter();
    for (name, text) in REPORTS {
        for finding in linter.lint(text, today()).findings {
            if finding.kind == Kind::Vague {
                assert!(!finding.missing.is_empty(), "{name}: {finding:?}");
                assert!(!finding.suggestions.is_empty(), "{name}: {finding:?}");
            }
        }
    }
}

#[test]
fn more_evidence_never_adds_a_vague_finding() {
    let linter = linter();
    let vague = |text: &str| {
        let findings = linter.lint(text, today()).findings;
        findings.iter().filter(|finding| finding.kind == Kind::Vague).count()
    };
    let sentences = [
        "客户有意向",
        "后续跟进",
        "近期交货",
        "大量退货",
        "反馈不错",
        "相关人员没到",
        "领导觉得效果一般，过几天再说",
    ];
    let evidence = [
        "12月3日",
        "明天上午",
        "35万元",
        "20台",
        "5%",
        "张经理",
        "采购部刘敏",
        "客户当场下单",
        "已发报价单V3",
        "签了合同",
    ];
    for sentence in sentences {
        let alone = vague(sentence);
        assert!(alone > 0, "{sentence}");
        for fact in evidence {
            for text in [
                format!("{sentence}，{fact}"),
                format!("{fact}，{sentence}"),
                format!("{fact}{sentence}"),
                format!("{sentence}（{fact}）"),
                format!("{sentence}。{fact}。"),
            ] {
                assert!(vague(&text) <= alone, "{text}");
            }
        }
    }
}

#[test]
fn each_kind_of_evidence_clears_where_the_guide_wants_it() {
    let linter = linter();
    let found = |text: &str| linter.lint(text, today()).findings.len();
    for (vague, clear) in [
        ("客户有意向", "客户有意向，预算35万"),
        ("预算35万，客户有意向", "客户有意向，已发报价单V2"),
        ("客户兴趣很大", "当场付款，客户兴趣很大"),
        ("昨天聊过，再联系", "再联系，定在12月2日"),
        ("12月1日开会，尽快交图", "尽快（12月1日前）交图"),
        ("到货8箱，部分破损", "部分破损（3箱）"),
        ("测试12次，效果不错", "效果不错，良率提高4%"),
        ("相关人员没签字", "相关人员没签字，李总在催"),
    ] {
        assert_eq!((found(vague), found(clear)), (1, 0), "{vague} / {clear}");
    }
}

#[test]
fn a_rule_that_is_switched_off_finds_nothing() {
    let pack = RulePack {
        disabled: vec!["time/soon".to_owned()],
        ..RulePack::default()
    };
    let quiet = Linter::new(pack).unwrap();
    assert_eq!(linter().lint("尽快发货", today()).findings.len(), 1);
    assert!(quiet.lint("尽快发货", today()).findings.is_empty());
}
