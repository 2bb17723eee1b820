//! How fast reports are linted: `cargo bench -p nlp`.
//!
//! The bare cut of the same text by jieba runs beside it as the yardstick.

#![expect(clippy::unwrap_used, reason = "a benchmark stops at the first surprise")]

use std::hint::black_box;

use chrono::NaiveDate;
use divan::{Bencher, counter::BytesCount};
use jieba_rs::Jieba;
use nlp::{Linter, RulePack};

/// Reports in the words of people who sell machines, groceries and courses.
const REPORTS: [&str; 8] = [
    "今天拜访苏州恒力机电，见了设备部王工。现场3条产线用的还是S7-300，王工提供了IO点表和接线图。计划下周三上午带网关样机去联调，客户反馈不错，近期再沟通。\n",
    "设备科周主任来电：参数表第4条要改，报价含三年质保。已发报价单V3，金额28.6万。客户有意向，周五（4月17日）开院内评审会，领导还没表态，我们保持联系。\n",
    "1、金盾项目：网络拓扑图V3已收到\n2、客户承诺9月15日前提供测试服务器2台\n3、我司将于9月18日前提交POC测试报告\n4、VPN账号开通6个，权限表已核对，问题不大\n",
    "嗯今天那个去了万家福超市然后那边说新品进场要走流程那个再联系吧还有就是堆头倒了一次已经扶正拍照了老板人不错说有空过来看看\n",
    "到货了🚚 320箱 少了4箱 已拍照报厂家客服李燕 她让等明天中午12点前的物流截图，收货人电话150 0000 1234，货物3托。\n",
    "宝妈群里说宝宝过·敏了，问能不能退，已退款89元。店门口海报写着“顶级奶源”，已拆。导购小周把会员电话抄在本子上，提醒她录系统后撕掉。\n",
    "續費摸底做完，53個家長裡31個已付款，9個明確不續，其餘的人態度積極，過幾天再看看。招生老師在群裡喊包過，截圖已刪。\n",
    "展会收名片83张，其中27人感兴趣并扫码下载方案。9月28日起分3组，按片区后续跟进。美国买家Mike回复邮件，接受最低起订量500件，感兴趣的款是BT-20，运费按6.2美元/kg报，PI已签。\n",
];

fn main() {
    divan::main();
}

fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 25).unwrap()
}

/// A report of `chars` characters.
fn report(chars: usize) -> String {
    REPORTS
        .iter()
        .flat_map(|report| report.chars())
        .cycle()
        .take(chars)
        .collect()
}

/// Different reports of 200 to 800 characters, 200 kB together.
fn reports() -> Vec<String> {
    let mut reports = Vec::new();
    let mut bytes = 0;
    while bytes < 200_000 {
        let number = reports.len();
        let length = 200 + number * 37 % 600;
        let report: String = REPORTS
            .iter()
            .cycle()
            .skip(number % REPORTS.len())
            .flat_map(|report| report.chars())
            .take(length)
            .collect();
        bytes += report.len();
        reports.push(report);
    }
    reports
}

#[divan::bench(args = [500, 2_000])]
fn lint(bencher: Bencher<'_, '_>, chars: usize) {
    let linter = Linter::new(RulePack::default()).unwrap();
    let text = report(chars);
    bencher
        .counter(BytesCount::of_str(text.as_str()))
        .bench_local(|| linter.lint(black_box(&text), date()));
}

#[divan::bench(args = [500, 2_000])]
fn jieba_cut(bencher: Bencher<'_, '_>, chars: usize) {
    let jieba = Jieba::new();
    let text = report(chars);
    bencher
        .counter(BytesCount::of_str(text.as_str()))
        .bench_local(|| jieba.cut(black_box(&text), false).len());
}

#[divan::bench]
fn lint_200_kb_of_reports(bencher: Bencher<'_, '_>) {
    let linter = Linter::new(RulePack::default()).unwrap();
    let texts = reports();
    let bytes: usize = texts.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        texts
            .iter()
            .map(|text| linter.lint(black_box(text), date()).findings.len())
            .sum::<usize>()
    });
}

#[divan::bench]
fn jieba_cut_200_kb_of_reports(bencher: Bencher<'_, '_>) {
    let jieba = Jieba::new();
    let texts = reports();
    let bytes: usize = texts.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        texts
            .iter()
            .map(|text| jieba.cut(black_box(text), false).len())
            .sum::<usize>()
    });
}

/// A pack as large as an organisation makes it, compiled anew after each change.
#[divan::bench]
fn compile_1_000_terms(bencher: Bencher<'_, '_>) {
    let terms = (0..1_000_u32)
        .zip(nlp::Category::ALL.into_iter().cycle())
        .map(|(number, category)| {
            let text: String = (0..4)
                .filter_map(|place| char::from_u32(0x4e00 + (number * 7 + place * 1_301) % 5_000))
                .collect();
            nlp::pack::Term::new(format!("own/{number}"), category, text)
        })
        .collect();
    let pack = RulePack {
        terms,
        ..RulePack::default()
    };
    Linter::new(pack.clone()).unwrap();
    bencher
        .with_inputs(|| pack.clone())
        .bench_local_values(|pack| Linter::new(pack).unwrap());
}
