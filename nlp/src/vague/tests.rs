use chrono::NaiveDate;

use super::*;
use crate::pack::example;

/// The phrases that are found in `text`, written on a Wednesday.
fn phrases(text: &str) -> Vec<(Category, String)> {
    let document = Document::new(text, NaiveDate::from_ymd_opt(2026, 11, 25).unwrap());
    find(&document, &HashSet::new())
        .into_iter()
        .map(|hit| (hit.category, document.text().get(hit.range).unwrap().to_owned()))
        .collect()
}

fn assert_found(category: Category, cases: &[(&str, &str)]) {
    for &(text, phrase) in cases {
        assert_eq!(phrases(text), [(category, phrase.to_owned())], "{text}");
    }
}

fn assert_clean(texts: &[&str]) {
    for &text in texts {
        assert_eq!(phrases(text), [], "{text}");
    }
}

#[test]
fn the_shipped_rules_parse() {
    assert_eq!(PHRASES.as_ref().err(), None);
}

#[test]
fn every_rule_has_a_category_of_its_own_id_and_says_what_it_finds() {
    let grammar = &PHRASES.as_ref().unwrap().grammar;
    assert_eq!(rules().count(), grammar.rules().len());
    let ids: HashSet<&str> = rules().map(|(rule, _)| rule.id.as_str()).collect();
    assert_eq!(ids.len(), grammar.rules().len());
    for (rule, _) in rules() {
        assert!(rule.summary.chars().count() > 5, "{}", rule.id);
    }
}

#[test]
fn every_rule_shows_what_it_reports_and_what_it_leaves_alone() {
    for rule in PHRASES.as_ref().unwrap().grammar.rules() {
        let matching = rule.examples.iter().filter(|example| example.is_match).count();
        assert!(matching >= 3, "{} reports too few of its examples", rule.id);
        assert!(rule.examples.len() - matching >= 3, "{} leaves too few alone", rule.id);
    }
}

#[test]
fn every_rule_passes_its_examples() {
    let mut failures = Vec::new();
    for rule in PHRASES.as_ref().unwrap().grammar.rules() {
        for example in &rule.examples {
            if let Some(failure) = example::failure_of_shipped(&rule.id, &example.text, example.is_match) {
                let (id, file) = (&rule.id, FILE_NAMES[example.file]);
                failures.push(format!(
                    "{id} in {file}, line {}: {}: {failure}",
                    example.line, example.text
                ));
            }
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn interest_without_a_fact_is_intent() {
    assert_found(
        Category::Intent,
        &[
            ("店主对新口味有点动心", "有点动心"),
            ("学校采购意愿蛮强烈", "采购意愿蛮强烈"),
            ("他们还在犹豫", "还在犹豫"),
            ("老板态度不冷不热", "态度不冷不热"),
            ("对方有换供应商的想法", "有换供应商的想法"),
            ("老板不太上心", "不太上心"),
            ("家长挺期待", "挺期待"),
        ],
    );
    assert_clean(&[
        "对方毫无合作意愿",
        "客户对租赁不感兴趣",
        "问他有没有换机的打算",
        "如果有意向就登记",
        "收到意向协议",
        "兴趣班招生",
        "不再考虑贴牌",
    ]);
}

#[test]
fn an_open_question_that_the_customer_leaves_open_is_intent() {
    assert_found(
        Category::Intent,
        &[
            ("店主要不要换牌子还在观望", "还在观望"),
            ("买哪几款、是否分期还没想好", "没想好"),
            ("进多少货老板打不定主意", "打不定主意"),
        ],
    );
    assert_clean(&[
        "问店主是不是还在观望",
        "打听他要不要换是否还在犹豫",
        "如果还在观望就先寄样",
    ]);
}

#[test]
fn a_next_step_without_a_date_is_a_follow_up() {
    assert_found(
        Category::FollowUp,
        &[
            ("账期的事再商量商量", "再商量商量"),
            ("要继续跟踪", "要继续跟踪"),
            ("常去走动", "常去走动"),
            ("合同另议", "另议"),
            ("价格还在谈", "还在谈"),
            ("样板问题进一步对接", "进一步对接"),
        ],
    );
    assert_clean(&[
        "12月2日再商量账期",
        "停止跟踪该客户",
        "不再联系",
        "再三说明退货规则",
        "补一张联系单",
        "上周持续跟进了三家",
    ]);
    assert_eq!(phrases("昨天再沟通过").len(), 0);
}

#[test]
fn a_time_that_no_calendar_holds_is_a_time() {
    assert_found(
        Category::Time,
        &[
            ("赶紧补货", "赶紧"),
            ("过一阵子去盘库", "过一阵子"),
            ("闲下来就整理台账", "闲下来"),
            ("国庆前后发货", "国庆前后"),
            ("条件成熟后签", "条件成熟后"),
            ("不日开业", "不日"),
        ],
    );
    assert_clean(&[
        "尽快在11月30日前补货",
        "三年后到期",
        "春节前盘库",
        "回头客占一半",
        "有空调两台",
        "最近一次进货是10月8日",
    ]);
}

#[test]
fn an_amount_without_its_number_is_a_degree() {
    assert_found(
        Category::Degree,
        &[
            ("坏了好几箱", "好几箱"),
            ("退了一大批货", "一大批"),
            ("有些门店没贴海报", "有些"),
            ("剩得寥寥无几", "寥寥无几"),
            ("销量大幅下滑", "大幅下滑"),
            ("大约缺货", "大约"),
        ],
    );
    assert_clean(&[
        "大约缺货12箱",
        "第一批到港",
        "技术部分已审",
        "两边价格相差不多少",
        "基本款卖完",
        "不少于5个人",
    ]);
}

#[test]
fn a_verdict_without_a_measure_is_a_result() {
    assert_found(
        Category::Result,
        &[
            ("路演反响强烈", "反响强烈"),
            ("新品卖得飞快", "卖得飞快"),
            ("院方对折扣不太满意", "不太满意"),
            ("验收还算顺当", "验收还算顺当"),
            ("上座率偏低", "上座率偏低"),
            ("这单把握不大", "把握不大"),
        ],
    );
    assert_clean(&[
        "卖得飞快，一天走了12箱",
        "满意度调查已发",
        "效果图改完",
        "一般纳税人资质已交",
        "验收顺利，客户当场签字",
    ]);
}

#[test]
fn an_authority_without_a_name_is_a_responsibility() {
    assert_found(
        Category::Responsibility,
        &[
            ("主管部门没批", "主管部门"),
            ("等上头点头", "上头"),
            ("总部那边没回", "总部那边"),
            ("院领导要看方案", "院领导"),
            ("说了算的不在", "说了算的"),
        ],
    );
    assert_clean(&[
        "采购负责人不在",
        "领导力课程开班",
        "合同上面写了地址",
        "高层货架装完",
        "等上头李总点头",
        "对方要换包装",
    ]);
}

#[test]
fn phrases_side_by_side_are_several_findings() {
    let found = |text| {
        phrases(text)
            .into_iter()
            .map(|(category, _)| category)
            .collect::<Vec<_>>()
    };
    assert_eq!(found("改天再约"), [Category::Time, Category::FollowUp]);
    assert_eq!(found("大部分客户在观望"), [Category::Degree, Category::Intent]);
    assert_eq!(found("领导比较满意"), [Category::Responsibility, Category::Result]);
}

#[test]
fn a_question_is_no_statement() {
    assert_clean(&["客户是不是有兴趣？", "能尽快发货吗？", "效果好不好？"]);
}

#[test]
fn colloquial_interest_and_its_ebb_are_intent() {
    assert_found(
        Category::Intent,
        &[
            ("店长倒也不反感", "倒也不反感"),
            ("对方兴头正浓", "兴头正浓"),
            ("老板的热乎劲过了", "热乎劲过了"),
            ("看完样机手痒痒", "手痒痒"),
            ("院长的口气软了", "口气软了"),
            ("老板在盘算", "在盘算"),
            ("他抱着走着瞧的心态", "抱着走着瞧的心态"),
            ("嘴上应着", "嘴上应着"),
        ],
    );
    assert_clean(&[
        "核心活动共3场",
        "客户打消了换机的念头",
        "我方拒绝了退货2箱",
        "急单5箱已发",
        "兴头儿牌饼干到货5箱",
    ]);
}

#[test]
fn working_on_somebody_without_a_date_is_a_follow_up() {
    assert_found(
        Category::FollowUp,
        &[
            ("挨家做工作", "挨家做工作"),
            ("给掌柜的敲敲边鼓", "敲敲边鼓"),
            ("逢年过节去看看", "逢年过节去看看"),
            ("从侧面打听打听", "从侧面打听打听"),
            ("放长线钓大鱼", "放长线钓大鱼"),
            ("想办法拿下", "想办法拿下"),
            ("把客情处好", "把客情处好"),
        ],
    );
    assert_clean(&[
        "挨家做了工作",
        "11月27日挨个做工作",
        "逐个核对发票5张",
        "工作汇报已提交",
    ]);
}

#[test]
fn an_event_or_moment_that_nobody_can_name_is_a_time() {
    assert_found(
        Category::Time,
        &[
            ("等拨款批下来", "等拨款批下来"),
            ("得等厂长出差回来", "得等厂长出差回来"),
            ("说不准哪天能上架", "说不准哪天"),
            ("一时半刻到不了货", "一时半刻"),
            ("挑个日子碰头", "挑个日子"),
            ("赶明儿送样", "赶明儿"),
        ],
    );
    assert_clean(&[
        "优等品下来12箱",
        "等11月30日批下来",
        "问什么时候发货，答11月27日",
        "旺季备货30箱，淡季清仓",
        "找机会计2名",
    ]);
}

#[test]
fn amounts_as_they_are_spoken_of_are_degrees() {
    assert_found(
        Category::Degree,
        &[
            ("库房堆成小山", "堆成小山"),
            ("缺口不小", "缺口不小"),
            ("这可不是小数目", "不是小数目"),
            ("只剩一丁点儿", "一丁点儿"),
            ("门口乌泱泱", "乌泱泱"),
            ("买了点小样", "点"),
            ("单子零打碎敲", "零打碎敲"),
        ],
    );
    assert_clean(&["用量表已更新", "三倍镜头5只", "缺口不小于20台", "哪几款要备货没说"]);
}

#[test]
fn verdicts_in_idioms_and_on_sales_are_results() {
    assert_found(
        Category::Result,
        &[
            ("试了试找不出啥毛病", "找不出啥毛病"),
            ("安装跌跌撞撞", "跌跌撞撞"),
            ("活动雷声大雨点小", "雷声大雨点小"),
            ("这款走不大动", "走不大动"),
            ("新收银机上手挺快", "上手挺快"),
            ("设备用起来省事", "用起来省事"),
            ("比预想的顺利得多", "比预想的顺利得多"),
            ("直播没出岔子", "没出岔子"),
            ("人气起来了", "人气起来了"),
        ],
    );
    assert_clean(&["机器开不动，换保险丝1只", "店长走不开", "上手套5副"]);
}

#[test]
fn heads_and_people_of_a_line_without_a_name_are_authorities() {
    assert_found(
        Category::Responsibility,
        &[
            ("车间头头没点头", "车间头头"),
            ("集团高管们在开会", "集团高管们"),
            ("采购口的人说不行", "采购口的人"),
            ("能拿主意的没来", "能拿主意的"),
            ("管后勤的人不在", "管后勤的人"),
        ],
    );
    assert_clean(&["管库存的系统已装", "财务口的人是周敏", "零头儿抹了"]);
}
