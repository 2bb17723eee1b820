//! Sensitive terms as a reader of reports meets them.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::find;
use crate::{document::Document, finding::Category};

fn found(text: &str) -> Vec<(Category, String)> {
    let date = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
    let document = Document::new(text, date);
    find(&document, None, &HashSet::new())
        .into_iter()
        .map(|hit| {
            let written = text.get(document.normalized().to_original(hit.range)).unwrap();
            (hit.category, written.to_owned())
        })
        .collect()
}

fn assert_found(category: Category, cases: &[(&str, &str)]) {
    for (text, term) in cases {
        assert_eq!(found(text), [(category, (*term).to_owned())], "{text}");
    }
}

fn assert_clean(cases: &[&str]) {
    for text in cases {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn medical_words_count_even_when_negated_or_inside_names() {
    assert_found(
        Category::Medical,
        &[
            ("宝宝没有过敏史，想换一段", "过敏史"),
            ("顾客说吃完皮肤过敏了", "过敏"),
            ("昨天刚做完手术，下周再约", "手术"),
            ("医生诊断书拍照发来了", "医生诊断"),
            ("对接处方流转平台，共3个接口", "处方"),
            ("问用药期间能不能喝", "用药"),
        ],
    );
    assert_clean(&[
        "宝宝湿疹三天，红屁屁一周",
        "拜访市一医院设备科，药店补货20箱",
        "故障诊断报告2份已发",
        "系统复杂不过敏捷团队跟得上",
        "他有点神经过敏",
        "新手术语表共45条",
    ]);
}

#[test]
fn claims_count_unless_they_are_denied() {
    assert_found(
        Category::EfficacyClaim,
        &[("海报写着三天根治湿疹", "根治"), ("店员说保证治好", "保证治好")],
    );
    assert_found(
        Category::AbsoluteClaim,
        &[
            ("我们是行业第一，客户可以放心", "行业第一"),
            ("文案写了全网最低价，已撤", "全网最低价"),
            ("这是最好的奶源", "最好"),
            ("展板写着国内第一品牌", "第一品牌"),
        ],
    );
    assert_found(
        Category::OverPromise,
        &[
            ("我跟客户说绝对没问题", "绝对没问题"),
            ("投标肯定能中标", "肯定能中标"),
            ("群里喊零风险", "零风险"),
        ],
    );
    assert_clean(&[
        "我不敢说是最好的",
        "跟客户讲清楚不能保证中标",
        "这个谈不上行业第一",
        "湿疹没法根治，只能缓解",
        "积分清零风险已告知",
        "周五前交货肯定没问题",
    ]);
}

#[test]
fn everyday_superlatives_are_no_claims() {
    assert_clean(&[
        "最快3天到货，最晚周五，最多2箱",
        "最低起订量100只，最低库存20箱",
        "全国第一批试点8家，行业第一季度报告",
        "你最好周五前来，最好先打电话",
        "最佳赏味期30天，位于国家级开发区",
        "最后一次报价，最近在谈，最终签约",
    ]);
}

#[test]
fn bribery_counts_even_when_refused() {
    assert_found(
        Category::Bribery,
        &[
            ("我们不收回扣", "回扣"),
            ("采购暗示好处费，我没接话", "好处费"),
            ("给主任包了个红包", "包了个红包"),
            ("客户要个人返点，我拒了", "个人返点"),
        ],
    );
    assert_clean(&[
        "返点3%按合同结算，返利已到账",
        "红包活动核销212张，微信红包券剩88张",
        "来回扣款的手续费36元",
        "大衣找回扣子2颗",
        "给装卸工辛苦费200元",
    ]);
}

#[test]
fn efficacy_wins_over_medical_and_overlaps_are_reported_once() {
    assert_found(
        Category::EfficacyClaim,
        &[("说能药到病除", "药到病除"), ("包治百病都敢写", "包治百病")],
    );
    assert_eq!(found("住院期间做了手术").len(), 2);
}

#[test]
fn disguises_are_seen_through() {
    assert_found(
        Category::Medical,
        &[
            ("宝宝過敏了", "過敏"),
            ("宝宝过\u{200b}敏了", "过\u{200b}敏"),
            ("宝宝guo敏了", "guo敏"),
            ("正在氵台疗中", "氵台疗"),
            ("医生石角讠人彡了", "石角讠人彡"),
            ("说要 zhi liao 半年", "zhi liao"),
            ("刚做完shou术", "shou术"),
        ],
    );
    assert_found(
        Category::Bribery,
        &[
            ("他要回 扣", "回 扣"),
            ("他要回🙂扣", "回🙂扣"),
            ("他要hui kou，没给", "hui kou"),
            ("他要huí kòu", "huí kòu"),
            ("门卫要女子处费", "女子处费"),
            ("他要回\u{ff0a}扣", "回\u{ff0a}扣"),
        ],
    );
    assert_found(Category::AbsoluteClaim, &[("全，网，最，低", "全，网，最，低")]);
}

#[test]
fn what_looks_like_a_disguise_in_ordinary_text_is_none() {
    assert_clean(&[
        "方案通过。敏捷看板上线",
        "方案通过 敏捷看板上线",
        "钱还没返回，扣款已停",
        "货已收回 扣件260个",
        "买了面包，过两天再来",
        "该女子处理了3单",
        "联系人 Guo Min，邮箱guomin@example.com",
        "网址www.huikou.com，the guomin plan",
        "覆盖全国 第一批8家",
        "积分清零 风险已告知",
        "住 院校路18号",
    ]);
}

#[test]
fn a_rule_can_be_switched_off() {
    let date = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
    let document = Document::new("宝宝过敏，电话18612345678", date);
    let disabled = HashSet::from(["medical/allergy".to_owned(), "pii/mobile".to_owned()]);
    assert_eq!(find(&document, None, &disabled), []);
    assert_eq!(find(&document, None, &HashSet::new()).len(), 2);
}

#[test]
fn a_vow_counts_unless_it_says_what_is_due_when() {
    assert_found(
        Category::OverPromise,
        &[
            ("昨天我拍着胸脯保证不断货", "拍着胸脯保证"),
            ("上周跟店主打了包票", "打了包票"),
        ],
    );
    assert_clean(&[
        "老吴拍胸脯保证12月5日前腾出展位",
        "我打包票12月2日前补齐3箱",
        "店员拍着胸口说好喝",
    ]);
}

#[test]
fn a_measure_word_before_a_term_makes_another_word_of_it() {
    assert_clean(&["每根治具12元", "现场多处方管要换", "三处方案图已改"]);
    assert_found(
        Category::Bribery,
        &[("他们私下回扣5个点", "回扣"), ("手下回扣拿了两万", "回扣")],
    );
    assert_clean(&["上回扣了3分", "下回扣款先通知", "来回扣款两次"]);
}

#[test]
fn favours_to_a_person_and_guarantees_count_in_spoken_words_too() {
    assert_found(
        Category::Bribery,
        &[
            ("提出把点数打到他个人账户", "打到他个人账户"),
            ("暗示给点好处", "给点好处"),
            ("给主任塞了点钱", "塞了点钱"),
        ],
    );
    assert_found(
        Category::OverPromise,
        &[
            ("跟店主说绝对不出任何问题", "绝对不出任何问题"),
            ("保证让您赚钱", "保证让您赚钱"),
            ("这批证肯定能办下来", "肯定能办下来"),
        ],
    );
    assert_clean(&[
        "收货要点好处理，清单2份",
        "不敢说绝对不出任何问题",
        "我们一定会办好11月30日的交接",
        "塞了点钱包样品进展柜",
    ]);
}
