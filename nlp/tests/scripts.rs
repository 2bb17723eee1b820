//! What the shipped scripts promise: a suggestion is better than what it replaces.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::{collections::BTreeSet, sync::LazyLock};

use chrono::NaiveDate;
use nlp::{Category, Kind, Linter, RulePack, Script, script::shipped};
use proptest::prelude::*;

static LINTER: LazyLock<Linter> = LazyLock::new(|| Linter::new(RulePack::default()).unwrap());

const VAGUE: [(Category, &str); 6] = [
    (Category::FollowUp, "follow-up"),
    (Category::Intent, "intent"),
    (Category::Time, "time"),
    (Category::Degree, "degree"),
    (Category::Result, "result"),
    (Category::Responsibility, "responsibility"),
];

/// What ids call each scenario.
const SCENARIOS: [(&str, &str); 30] = [
    ("通用", "general"),
    ("首次拜访", "visit"),
    ("需求调研", "need"),
    ("样品试用", "sample"),
    ("方案演示", "demo"),
    ("报价", "quote"),
    ("报价后", "quote"),
    ("谈判", "negotiation"),
    ("POC", "poc"),
    ("招标", "tender"),
    ("合同签订", "contract"),
    ("安装交付", "delivery"),
    ("培训", "training"),
    ("催款", "payment"),
    ("续约", "renewal"),
    ("增购", "upsell"),
    ("竞品替换", "replace"),
    ("转介绍", "referral"),
    ("投诉", "complaint"),
    ("售后维修", "repair"),
    ("巡店", "store"),
    ("铺货", "listing"),
    ("门店补货", "restock"),
    ("促销活动", "promotion"),
    ("门店导购", "guide"),
    ("会员回访", "member"),
    ("线上直播", "live"),
    ("展会", "fair"),
    ("渠道招商", "partner"),
    ("内部协同", "internal"),
];

/// What salespeople, clerks and engineers write into a slot.
fn values(slot: &str) -> &'static [&'static str] {
    match slot {
        "联系人" => &[
            "鲁工",
            "李总",
            "采购部刘敏",
            "张经理",
            "欧阳主任",
            "沐沐妈妈",
            "赵女士",
            "王会计",
            "马师傅",
            "薛老板",
        ],
        "客户" => &[
            "恒源纺织",
            "区教育局",
            "市二院",
            "宏达铸造",
            "万家福超市",
            "滨江大学",
            "江南重工股份有限公司",
        ],
        "部门" => &["采购部", "设备科", "财务部", "工程部", "信息中心", "法务部"],
        "产品" => &[
            "减速机R87",
            "三段羊奶粉",
            "MES系统",
            "变频器ACS580",
            "拉拉裤",
            "云桌面",
            "O型圈",
            "洗衣液",
            "S7-1200",
        ],
        "门店" => &["江南路店", "万象城店", "人民路店", "五一广场店"],
        "日期" => &["12月3日", "下周三", "11月30日", "明天", "本周五", "12月15日", "下周一"],
        "时间" => &["10:00", "上午9点", "下午3点半", "15:30"],
        "事项" => &["付款方式", "接口清单", "陈列整改", "交货批次", "参数第4条", "验收标准"],
        "产物" => &["验收单", "会议纪要", "签字的需求表", "测试报告", "对账单"],
        "文件" => &[
            "图纸P-102",
            "《数据采集方案V2》",
            "报价单V3",
            "参数表",
            "营业执照复印件",
        ],
        "地点" => &["三楼会议室", "江北厂区", "市民中心报告厅", "展馆B12展位"],
        "指标" => &["单件节拍", "良品率", "响应时间", "表面粗糙度"],
        "数量" => &["12台", "3套", "36箱", "1200罐", "5份", "两批", "40件"],
        "比例" => &["12%", "95%", "三成", "3.5%"],
        "人数" => &["26人", "3人", "142人", "15位"],
        "天数" => &["14天", "3天", "两周"],
        "时长" => &["72小时", "40分钟", "3天"],
        "得分" | "对手得分" => &["86分", "92.5分"],
        "金额" | "目标价" | "到账金额" | "余款" => &["18万元", "3,500元", "28.6万", "120万元"],
        "数值" | "目标值" => &["42秒", "0.8毫米", "300件", "98%"],
        "次数" => &["3次", "0次", "12次"],
        "名次" => &["2名", "1名"],
        "工程师" => &["白工", "售后部秦师傅"],
        "对接人姓名" => &["周敏", "许经理"],
        "客户数" | "报价数" | "总数" | "完成数" | "余数" | "不合格数" | "合格数" | "通过数" | "库存数" | "日均销量"
        | "成交单数" | "名片数" | "复购数" => &["9个", "20家", "126单", "3项", "48件"],
        _ => panic!("a slot that nobody knows how to fill: {slot}"),
    }
}

/// The names of the slots of a wording, between `open` and `close`, with what stands around them.
fn cut(text: &str, open: char, close: char) -> Vec<(&str, Option<&str>)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(open) {
        let (name, after) = behind.split_once(close).unwrap();
        pieces.push((before, Some(name)));
        rest = after;
    }
    pieces.push((rest, None));
    pieces
}

/// `text` with every slot filled by chance; those that `stay_open` names stay as they are offered: 【日期】.
fn fill(text: &str, open: char, close: char, chance: &[usize], stay_open: bool) -> String {
    let mut filled = String::new();
    for (number, (before, slot)) in cut(text, open, close).into_iter().enumerate() {
        filled.push_str(before);
        let Some(slot) = slot else { continue };
        let chance = chance.iter().cycle().nth(number).unwrap();
        if stay_open && chance.is_multiple_of(2) {
            filled.extend(["【", slot, "】"]);
        } else {
            filled.push_str(values(slot).iter().cycle().nth(chance / 2).unwrap());
        }
    }
    filled
}

fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

fn problems(text: &str) -> Vec<String> {
    let findings = LINTER.lint(text, date()).findings;
    findings
        .into_iter()
        .map(|finding| format!("{:?} {}", finding.category, finding.text))
        .collect()
}

fn chances() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0_usize..1_000, 11)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_script_lints_clean_whatever_its_slots_are_filled_with(chance in chances(), stay_open: bool) {
        for script in shipped() {
            let text = fill(&script.text, '{', '}', &chance, stay_open);
            prop_assert_eq!(problems(&text), [""; 0], "{}: {}", &script.id, text);
        }
    }
}

/// A sentence with a vague phrase, made of facts that stand in reports.
fn sentence() -> impl Strategy<Value = String> {
    let phrases = [
        "有意向",
        "比较感兴趣",
        "还在考虑",
        "后续跟进",
        "再沟通",
        "保持联系",
        "尽快",
        "过几天",
        "抽空",
        "差不多",
        "一些",
        "大部分",
        "效果不错",
        "进展顺利",
        "比较满意",
        "相关人员",
        "领导",
        "那边",
    ];
    let topics = [
        "首次拜访",
        "做需求调研",
        "样品寄出",
        "演示完方案",
        "报价给过去了",
        "谈判卡在账期",
        "POC测试",
        "招标",
        "合同盖章",
        "货款没到账",
        "续约",
        "加购",
        "换掉友商",
        "投诉",
        "报修",
        "巡店",
        "铺货",
        "补货",
        "周年庆促销",
        "导购接待",
        "会员回访",
        "展会上",
        "老客户引荐",
        "谈代理",
        "新员工培训",
        "设备安装",
        "直播间",
        "内部走流程",
        "",
    ];
    let facts = [
        "联系人",
        "客户",
        "部门",
        "产品",
        "门店",
        "日期",
        "数量",
        "金额",
        "人数",
        "文件",
    ];
    let fact = prop::sample::select(facts.to_vec()).prop_flat_map(|slot| prop::sample::select(values(slot)));
    (
        prop::collection::vec(fact, 0..4),
        prop::sample::select(topics.to_vec()),
        prop::sample::select(phrases.to_vec()),
        prop::sample::select(vec!["", "，", ","]),
    )
        .prop_map(|(facts, topic, phrase, comma)| format!("{}{topic}{comma}{phrase}。", facts.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn a_suggestion_lints_clean_as_it_is_offered_and_once_its_gaps_are_filled(
        report in prop::collection::vec(sentence(), 1..4),
        chance in chances(),
    ) {
        let report = report.concat();
        for finding in LINTER.lint(&report, date()).findings.iter().filter(|finding| finding.kind == Kind::Vague) {
            prop_assert!(!finding.suggestions.is_empty(), "{report}");
            for suggestion in &finding.suggestions {
                prop_assert_eq!(problems(&suggestion.text), [""; 0], "{}: {}", &report, &suggestion.text);
                let filled = fill(&suggestion.text, '【', '】', &chance, false);
                prop_assert_eq!(problems(&filled), [""; 0], "{}: {}", &report, filled);
            }
        }
    }

    #[test]
    fn a_suggestion_says_nothing_that_stands_neither_in_the_script_nor_in_the_sentence(report in sentence()) {
        for finding in LINTER.lint(&report, date()).findings {
            for suggestion in finding.suggestions {
                let script = shipped().iter().find(|script| script.id == suggestion.script_id).unwrap();
                let pieces = cut(&script.text, '{', '}');
                prop_assert!(is_explained(&suggestion.text, &pieces, &report), "{}: {}", &report, &suggestion.text);
            }
        }
    }
}

/// Whether `text` is the wording of `pieces` with every slot open or filled with something that stands in `report`.
fn is_explained(text: &str, pieces: &[(&str, Option<&str>)], report: &str) -> bool {
    let Some(((literal, slot), others)) = pieces.split_first() else {
        return text.is_empty();
    };
    let Some(rest) = text.strip_prefix(literal) else {
        return false;
    };
    let Some(slot) = slot else {
        return rest.is_empty();
    };
    let open = rest.strip_prefix(&format!("【{slot}】"));
    let mut ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
    open.is_some_and(|rest| is_explained(rest, others, report))
        || ends.any(|end| {
            let (value, rest) = rest.split_at(end);
            report.contains(value) && is_explained(rest, others, report)
        })
}

#[test]
fn every_category_has_scripts_for_every_scenario() {
    assert!(shipped().len() >= 240);
    for (category, _) in VAGUE {
        let served: BTreeSet<&str> = shipped()
            .iter()
            .filter(|script| script.category == category)
            .map(|script| script.scenario.trim_end_matches('后'))
            .collect();
        let missing = SCENARIOS
            .iter()
            .filter(|(scenario, _)| !served.contains(scenario.trim_end_matches('后')));
        assert_eq!(missing.collect::<Vec<_>>(), [&("", ""); 0], "{category:?}");
    }
}

#[test]
fn ids_name_category_and_scenario() {
    let mut ids = BTreeSet::new();
    for script in shipped() {
        let Script {
            id, category, scenario, ..
        } = script;
        let (_, first) = VAGUE.iter().find(|(vague, _)| vague == category).unwrap();
        let (_, second) = SCENARIOS.iter().find(|(name, _)| name == scenario).unwrap();
        let family = format!("{first}-{second}");
        let rest = id
            .strip_prefix(&family)
            .unwrap_or_else(|| panic!("{id} is not of the family {family}"));
        assert!(rest.is_empty() || rest.starts_with('-'), "{id}");
        assert!(ids.insert(id), "{id} is used twice");
    }
}

/// Findings of the past and packs name scripts by id: the list may grow, and nothing may leave it.
#[test]
fn ids_are_stable() {
    let ids: BTreeSet<&str> = shipped().iter().map(|script| script.id.as_str()).collect();
    insta::assert_snapshot!(ids.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn scripts_ask_for_facts_and_differ() {
    let texts: BTreeSet<&str> = shipped().iter().map(|script| script.text.as_str()).collect();
    assert_eq!(texts.len(), shipped().len());
    for script in shipped() {
        let slots = cut(&script.text, '{', '}').into_iter().filter_map(|(_, slot)| slot);
        let slots: Vec<&str> = slots.collect();
        assert!(slots.len() > 1, "{} is no more exact than what it replaces", script.id);
        for slot in slots {
            assert!(!values(slot).is_empty());
        }
    }
}
