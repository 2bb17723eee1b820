//! Promises by the words that make them, and what is none.

use chrono::NaiveDate;

use super::{Party, find};
use crate::document::Document;

/// Monday.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

/// `party due: text` for each promise of `text`.
fn read(text: &str) -> Vec<String> {
    let document = Document::new(text, today());
    let shown = find(&document).into_iter().map(|promise| {
        let due = promise
            .due
            .map_or_else(|| "-".to_owned(), |due| due.end.format("%m-%d").to_string());
        let by = match promise.by {
            Party::Us => "us",
            Party::Customer => "customer",
        };
        format!("{by} {due}: {}", document.text().get(promise.range).unwrap_or_default())
    });
    shown.collect()
}

fn check(cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, expected, read(text)))
        .filter(|(_, expected, read)| *read != **expected)
        .map(|(text, expected, read)| format!("{text}: {read:?} instead of {expected:?}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_promise_is_owed_by_its_subject() {
    check(&[
        (
            "李总一口答应下周二前把首付款打过来。",
            &["customer 12-01: 李总一口答应下周二前把首付款打过来"],
        ),
        (
            "我方承诺12月10日前完成首批交付。",
            &["us 12-10: 我方承诺12月10日前完成首批交付"],
        ),
        (
            "售后小陈保证明天上午派人到现场",
            &["us 11-24: 售后小陈保证明天上午派人到现场"],
        ),
        (
            "对方财务承诺月底前结清余款",
            &["customer 11-30: 对方财务承诺月底前结清余款"],
        ),
        (
            "客户信息科应承三天内开通测试账号",
            &["customer 11-26: 客户信息科应承三天内开通测试账号"],
        ),
        ("我方王总答应周五给特价批复", &["us 11-27: 我方王总答应周五给特价批复"]),
        (
            "客户IT部小刘应承周四前开好账号",
            &["customer 11-26: 客户IT部小刘应承周四前开好账号"],
        ),
        ("张姐讲定后天补货款", &["customer 11-25: 张姐讲定后天补货款"]),
        (
            "宏远机电答应本周四回传合同",
            &["customer 11-26: 宏远机电答应本周四回传合同"],
        ),
        (
            "我们向客户保证25号前补发到位",
            &["us 11-25: 我们向客户保证25号前补发到位"],
        ),
    ]);
}

#[test]
fn without_a_subject_the_receiver_or_the_delivery_tells() {
    check(&[
        ("答应客户明天把报价发过去", &["us 11-24: 答应客户明天把报价发过去"]),
        ("答应我周五前打款", &["customer 11-27: 答应我周五前打款"]),
        (
            "给甲方孙工打了电话，承诺周三前回签",
            &["customer 11-25: 承诺周三前回签"],
        ),
        ("当场承诺后天送样", &["us 11-25: 当场承诺后天送样"]),
        (
            "采购主任来电，确认周四前提供图纸",
            &["customer 11-26: 确认周四前提供图纸"],
        ),
    ]);
}

#[test]
fn an_agreement_is_owed_by_whoever_acts_in_it() {
    check(&[
        (
            "和赵经理约好周四前由他们出测试环境",
            &["customer 11-26: 和赵经理约好周四前由他们出测试环境"],
        ),
        (
            "跟业主讲好12月1日前付30%定金",
            &["customer 12-01: 跟业主讲好12月1日前付30%定金"],
        ),
        (
            "与门店说定，明天我们去换货。",
            &["us 11-24: 与门店说定，明天我们去换货"],
        ),
        ("我说好今天下班前给他回函", &["us 11-23: 我说好今天下班前给他回函"]),
        ("客户讲好尽快签合同", &["customer -: 客户讲好尽快签合同"]),
    ]);
}

#[test]
fn the_future_tense_promises_a_delivery_at_a_time() {
    check(&[
        (
            "我司将于12月3日前提交检测报告",
            &["us 12-03: 我司将于12月3日前提交检测报告"],
        ),
        ("客户会在周五前付款", &["customer 11-27: 客户会在周五前付款"]),
        (
            "技术部会在后天把接口文档发给客户",
            &["us 11-25: 技术部会在后天把接口文档发给客户"],
        ),
        ("将于周五前提交方案给客户", &["us 11-27: 将于周五前提交方案给客户"]),
        ("我方将12月5日前提供备件", &["us 12-05: 我方将12月5日前提供备件"]),
        ("展会将于11月28日举办", &[]),
        ("客户可能会在周五付款", &[]),
        ("我明天会去拜访", &[]),
        ("会议将在周三召开，会员日会有赠品", &[]),
        ("客户下周会安排付款", &["customer 12-06: 客户下周会安排付款"]),
        ("下周会议讨论付款，周会上安排付款", &[]),
    ]);
}

#[test]
fn what_is_denied_asked_or_planned_is_no_promise() {
    check(&[
        ("客户没答应周五打款，也不承诺时间", &[]),
        ("客户问能不能保证周四到货", &[]),
        ("客户要求我们承诺3天内到货", &[]),
        ("保不保证月底前交付？", &[]),
        ("如果客户答应周五签，就降价", &[]),
        ("计划下周拜访，打算明天再打电话", &[]),
        ("说回头给答复", &[]),
        ("需提供服务承诺书和投标保证金", &[]),
        ("客户说好用，报关行确认无误", &[]),
        ("8月24日完工，下次会定在1月6日", &[]),
        ("海报上承诺7天无理由退款", &[]),
        ("保证质量，保证供应", &[]),
        ("没有明确答应时间", &[]),
        ("没有人敢保证月底能到货", &[]),
    ]);
}

#[test]
fn the_span_is_the_clause_without_its_list_number() {
    check(&[
        (
            "2. 客户答应周四回签合同，金额8万。",
            &["customer 11-26: 客户答应周四回签合同"],
        ),
        ("（3）我承诺明天送样。", &["us 11-24: 我承诺明天送样"]),
        (
            "我承诺周五前发方案，并附上报价单",
            &["us 11-27: 我承诺周五前发方案，并附上报价单"],
        ),
        (
            "客户答应后天发图纸我答应周五前出方案",
            &["customer 11-25: 客户答应后天发图纸", "us 11-27: 我答应周五前出方案"],
        ),
        ("承诺客户会在周五前给货", &["us 11-27: 承诺客户会在周五前给货"]),
    ]);
}

#[test]
fn a_vague_time_leaves_the_promise_without_a_date() {
    check(&[
        ("客户答应近期打款", &["customer -: 客户答应近期打款"]),
        ("我们承诺到货后7天内安装", &["us -: 我们承诺到货后7天内安装"]),
    ]);
}

#[test]
fn a_long_line_of_promises_is_read_in_time() {
    for piece in ["客户答应", "我说好明天发他", "没没没", "会", "承诺王总"] {
        find(&Document::new(&piece.repeat(60_000 / piece.len()), today()));
    }
}

#[test]
fn what_was_asked_for_can_be_granted() {
    check(&[
        (
            "客户要我们周五前送样，我答应了",
            &["us 11-27: 客户要我们周五前送样，我答应了"],
        ),
        ("客户要求降价5%，我没答应", &[]),
        ("李总答应了，合同周五签", &["customer 11-27: 李总答应了，合同周五签"]),
        (
            "客户答应分两次付清，11月30日前付10万",
            &["customer 11-30: 客户答应分两次付清，11月30日前付10万"],
        ),
    ]);
}

#[test]
fn what_is_settled_needs_a_delivery() {
    check(&[
        (
            "跟院方敲定12月1日前签合同",
            &["customer 12-01: 跟院方敲定12月1日前签合同"],
        ),
        ("敲定了方案细节，会议定好周三开", &[]),
        ("安装敲定下周二上午", &["us 12-01: 安装敲定下周二上午"]),
        ("聚餐敲定下周二，座谈敲定周四", &[]),
        ("客户如答应条件，等客户答应再说", &[]),
        ("我们客户答应周四付款", &["customer 11-26: 我们客户答应周四付款"]),
        ("客服承诺48小时内退款", &["us 11-25: 客服承诺48小时内退款"]),
        ("今晚12点前我答应发方案", &["us 11-23: 今晚12点前我答应发方案"]),
        ("公司将在12月上线新系统", &[]),
    ]);
}

#[test]
fn what_has_been_agreed_lies_ahead() {
    check(&[
        ("约好了12月2日前寄样", &["us 12-02: 约好了12月2日前寄样"]),
        ("店主答应了1月8日前打款", &["customer 01-08: 店主答应了1月8日前打款"]),
        (
            "厂长拍着胸口说12月1日前付清",
            &["customer 12-01: 厂长拍着胸口说12月1日前付清"],
        ),
    ]);
}

#[test]
fn a_promise_that_only_describes_a_thing_is_none() {
    check(&[
        ("答应客户的样品今天寄出了", &[]),
        ("答应给客户的样品今天寄出了", &[]),
        (
            "我答应了客户的要求，周五前把赠品补上",
            &["us 11-27: 我答应了客户的要求，周五前把赠品补上"],
        ),
        ("客户爽快答应，当场签了合同", &[]),
        ("承诺时效48小时，协议里约定12月5日前交货", &[]),
        ("货物会在周五送到客户仓库", &[]),
        ("没想到客户答应周五打款", &["customer 11-27: 没想到客户答应周五打款"]),
        ("被客户逼着承诺周五前到货", &["us 11-27: 被客户逼着承诺周五前到货"]),
    ]);
}

/// `deliverable / person` for the first promise of `text`.
fn fields(text: &str) -> String {
    let document = Document::new(text, today());
    let shown = |range: Option<std::ops::Range<usize>>| {
        let words = range.and_then(|range| document.text().get(range));
        words.unwrap_or("-").to_owned()
    };
    let promise = find(&document).into_iter().next().expect("a promise");
    format!("{} / {}", shown(promise.deliverable), shown(promise.person))
}

#[test]
fn what_is_owed_and_by_which_person_are_told() {
    for (text, expected) in [
        ("李总答应周五前打款30万", "打款30万 / 李总"),
        ("我承诺明天把检测报告发给采购部刘敏", "检测报告 / 刘敏"),
        ("跟王工约好周四我去送样", "送样 / 王工"),
        ("客户承诺尽快付款", "付款 / -"),
        ("张经理保证12月1日前补发12套，运费他们出", "补发12套 / 张经理"),
        ("我答应赵主任价格不变", "- / 赵主任"),
    ] {
        assert_eq!(fields(text), expected, "{text}");
    }
}

#[test]
fn an_assent_in_speech_promises_a_delivery_at_a_time() {
    check(&[
        ("他说行周四给我打款", &["customer 11-26: 他说行周四给我打款"]),
        (
            "对方给了准信，12月2日打款",
            &["customer 12-02: 对方给了准信，12月2日打款"],
        ),
        ("客户说没问题", &[]),
        ("客户说行情不好，月底再付款", &[]),
        ("客户说周五可能打款", &[]),
    ]);
}

#[test]
fn a_word_of_care_promises_only_with_a_name_and_a_time() {
    check(&[
        ("我司确保12月5日前发货", &["us 12-05: 我司确保12月5日前发货"]),
        ("确保周五前完成", &[]),
        ("我单位保证按期交付", &["us -: 我单位保证按期交付"]),
    ]);
}

#[test]
fn a_clause_behind_may_say_when() {
    check(&[
        (
            "我答应给客户做一次培训，时间定在12月3日",
            &["us 12-03: 我答应给客户做一次培训，时间定在12月3日"],
        ),
        ("客户答应了，就等盖章", &[]),
        ("客户答应下单，结果没兑现", &["customer -: 客户答应下单"]),
        ("按承诺交期12月5日发货，客户曾承诺10月付款", &[]),
    ]);
}
