//! Where a term is one and where other words only meet: terms of an organisation against the words of a sentence.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use nlp::{
    Category, Kind, Linter, RulePack,
    pack::Term,
    segment::{Alignment, Words},
};

/// A term, sentences in which it stands, and sentences in which its characters stand without it.
const PAIRS: &[(&str, &[&str], &[&str])] = &[
    (
        "口交",
        &[],
        &[
            "明天在路口交通岗见",
            "工信处女干事每月经过下属科室都要亲口交代24口交换机等技术性器件的安装工作",
        ],
    ),
    ("女干", &["网名写作女干"], &["工信处女干事每月经过下属科室"]),
    (
        "大麻",
        &["仓库查出大麻"],
        &["这事大麻烦，客户退了2箱", "退货是个大麻烦"],
    ),
    ("他妈", &["骂了一句他妈"], &["他妈妈来取货2箱"]),
    ("妈的", &["群里骂妈的"], &["大姨妈的护理包补货", "他妈妈的电话已存"]),
    ("大便", &["宝宝大便干"], &["人一大便是排队，加了2个收银台"]),
    ("上门", &["约好上门安装"], &["宝宝长了上门牙"]),
    ("变态", &["网友骂变态"], &["客户改变态度，要求报价"]),
    ("讲法", &["这个讲法不对"], &["直播讲法文课程12节"]),
    ("乳性", &[], &["推荐母乳性价比表"]),
    (
        "最",
        &["这是最的写法"],
        &["最后一次报价", "最近在谈", "最初报价12万", "最新价目表"],
    ),
    ("近期", &["近期不发货"], &["最近期末考试，课改到周六"]),
    ("再沟通", &["约了再沟通"], &["不再沟通，已停"]),
    ("差不多", &["价格差不多"], &["两家报价相差不多少，差额320元"]),
    ("国家级", &["包装写国家级"], &[]),
    (
        "过敏",
        &["宝宝过敏了", "皮肤过敏退货", "她有过敏史"],
        &["系统不过敏捷团队跟得上", "项目通过敏捷看板管理", "数据超过敏感值"],
    ),
    (
        "回扣",
        &["他要回扣", "我们不收回扣"],
        &["来回扣款3笔", "返回扣款明细6笔", "大衣找回扣子2颗"],
    ),
    ("意向", &["客户有意向", "签了意向书", "暂无意向"], &[]),
    ("住院", &["客户住院了"], &["留住院线客户6家", "保住院校渠道12所"]),
    ("顶级", &["写着顶级奶源"], &["返利封顶级差按合同"]),
    ("激素", &["不含激素"], &["强刺激素材点击率3.2%"]),
    ("治疗", &["在治疗中"], &[]),
    ("包过", &["班名叫包过"], &["面包过期3袋", "红包过期2个"]),
    (
        "中标",
        &["我们中标了"],
        &["图中标注有误，已改", "文中标点改3处", "表中标注红色2行"],
    ),
    ("台独", &["帖子提到台独"], &["每台独立电源都测了", "一台独占通道"]),
    ("法轮", &["传单宣扬法轮大法"], &["他依法轮换岗位", "按法轮流值班"]),
    ("习惯", &["客户习惯周五下单"], &["学习惯例条款3条"]),
    ("毛片", &["网站有毛片"], &["羊毛片区分拣12袋"]),
    ("性感", &["文案写性感"], &["产品可能性感觉不大", "理性感受很好"]),
    ("高潮", &["演出高潮迭起"], &["提高潮湿区通风"]),
    ("情色", &["帖子带情色"], &["表情色彩调好3版", "心情色卡印了20套"]),
    ("暴力", &["视频有暴力"], &["抗暴力学分析报告"]),
    ("赌博", &["店里有人赌博"], &[]),
    (
        "毒品",
        &["查获毒品"],
        &["消毒品质合格", "病毒品种登记5个", "消毒品已到货3箱"],
    ),
    ("枪支", &["海关查到枪支"], &["水枪支架补货20个"]),
    ("党卫", &[], &["民主党卫生部门来函1份"]),
    ("佣金", &["佣金按合同付"], &["雇佣金牌讲师2名"]),
    ("返点", &["要求返点"], &["往返点位8处", "往返点位另有2处"]),
    ("提成", &["提成写进合同"], &["方案提成品检验3条"]),
    ("报价", &["报价已发"], &["海报价签都换了", "填报价目表1份"]),
    ("下单", &["客户下单3台"], &["楼下单车已挪走", "本月之下单位成本降了2%"]),
    ("到货", &["周三到货"], &["找到货架2组", "送到货台3件", "收到货款6800元"]),
    ("发货", &["已发货"], &["开发货架系统", "首发货品上架", "批发货款已结"]),
    ("退货", &["顾客退货"], &["撤退货车2辆"]),
    ("缺货", &["门店缺货"], &["不缺货源"]),
    ("年会", &["年会定在12月"], &["青年会员新增12人", "去年会员日"]),
    ("会员", &["新增会员8人"], &["开会员工12人", "机会员额用完"]),
    ("商机", &["跟到一条商机"], &["厂商机器进场2台", "电商机构来访"]),
    ("客户", &["客户签字"], &["旅客户外活动12人", "顾客户口本不用带"]),
    ("签约", &["周五签约"], &["标签约定俗成", "签约束条款2条"]),
    (
        "合同",
        &["合同已归档"],
        &["联合同行3家办展", "结合同期数据", "集合同学12人"],
    ),
    ("成交", &["当天成交"], &["完成交接清单", "形成交叉验证"]),
    ("出货", &["仓库出货"], &["退出货架", "腾出货位6个"]),
    ("收款", &["财务收款"], &["回收款式旧的样衣"]),
    ("现金", &["收现金200元"], &["展现金牌店长风采", "发现金额不符"]),
    ("提现", &["要求提现"], &["前提现在具备", "问题提现场解决"]),
    ("套现", &["有人套现"], &["整套现货3台", "外套现价199元"]),
    ("刷单", &["店长刷单"], &["印刷单价0.8元", "牙刷单支卖9元"]),
    ("串货", &["经销商串货"], &["烤串货架1组", "烤串货源稳定"]),
    ("飞单", &["业务飞单"], &["起飞单日票价"]),
    ("吃饭", &["陪客户吃饭"], &[]),
    ("手机", &["送手机1台"], &["二手机器报价8万", "对手机构报价低"]),
    ("网关", &["发网关20台"], &["官网关闭维护2小时", "联网关系图"]),
    ("产品", &["产品已送检"], &["生产品质报告2份", "水产品牌3家"]),
    ("上市", &["公司上市"], &["马上市场部来人", "线上市集12场"]),
    ("地方", &["地方政策"], &["工地方便面卖了30箱"]),
    ("人手", &["缺人手"], &["每人手册1本", "个人手机已登记"]),
    ("动手", &["工人动手"], &["自动手柄2把", "活动手册印好"]),
    ("水货", &["卖水货"], &["饮用水货架补满", "香水货柜2组"]),
    ("假货", &["卖假货"], &["请假货车司机1名", "暑假货品清单"]),
    ("白痴", &["留言骂白痴"], &[]),
    ("sm", &["帖子写sm"], &["No Smoking标牌2块", "small号样衣3件"]),
    ("av", &["网站发av"], &["we have 3 boxes", "save按钮改了"]),
    ("靠", &["顾客骂了句靠"], &["渠道可靠，续约"]),
    ("去死", &["留言写去死"], &["仓库在死胡同，绕过去死胡同口装货"]),
];

/// Terms with the longer words that are fine, sentences in which they stand, and sentences of those words.
const EXCEPTIONS: &[(&str, [&[&str]; 3])] = &[
    (
        "第一",
        [
            &["第一次", "第一段", "第一批"],
            &["店招写第一"],
            &["第一次拜访", "第一段代码", "第一批货到了"],
        ],
    ),
    (
        "处女",
        [&["处女座"], &["文案里有处女两个字"], &["会员是处女座，送生日券1张"]],
    ),
    (
        "有意向",
        [&["有意向移民国家"], &["客户有意向"], &["顾客有意向移民国家清单"]],
    ),
    ("跟进", [&["跟进食"], &["安排小王跟进"], &["这跟进食时间有关"]]),
    ("黄片", [&["三黄片"], &["网盘里存着黄片"], &["三黄片补货10盒"]]),
    ("黑心", [&["黑心形"], &["骂黑心商家"], &["黑心形礼盒12盒"]]),
];

fn found(term: &Term, text: &str) -> bool {
    let pack = RulePack {
        terms: vec![term.clone()],
        ..RulePack::default()
    };
    let date = "2026-11-25".parse().unwrap();
    let result = Linter::new(pack).unwrap().lint(text, date);
    result
        .findings
        .iter()
        .any(|finding| finding.rule == term.id || finding.kind == Kind::Sensitive && finding.text.contains(&term.text))
}

fn term(text: &str, alignment: &[Alignment]) -> Term {
    let json = serde_json::json!({"id": "own/1", "category": "BRIBERY", "text": text, "alignment": alignment});
    serde_json::from_value(json).unwrap()
}

#[test]
fn a_term_is_told_from_words_that_only_meet() {
    let mut wrong = Vec::new();
    let mut pairs = 0;
    for (text, standing, meeting) in PAIRS {
        let term = term(text, &[]);
        pairs += standing.len() + meeting.len();
        wrong.extend(
            standing
                .iter()
                .filter(|sentence| !found(&term, sentence))
                .map(|s| ("missed", text, s)),
        );
        wrong.extend(
            meeting
                .iter()
                .filter(|sentence| found(&term, sentence))
                .map(|s| ("false", text, s)),
        );
    }
    assert!(pairs >= 120, "{pairs}");
    assert!(wrong.is_empty(), "{} of {pairs}: {wrong:#?}", wrong.len());
}

#[test]
fn an_exception_of_a_term_wins() {
    for (text, [exceptions, standing, meeting]) in EXCEPTIONS {
        let term = Term {
            exceptions: exceptions.iter().map(|&text| text.to_owned()).collect(),
            ..term(text, &[])
        };
        assert!(standing.iter().all(|sentence| found(&term, sentence)), "{text}");
        assert!(!meeting.iter().any(|sentence| found(&term, sentence)), "{text}");
    }
}

#[test]
fn the_policy_of_a_term_says_which_alignments_count() {
    use Alignment::{Contained, Crossing, Exact, Several};

    // The same characters as one word, as several, inside a longer word, and across words.
    for (text, sentence, alignment) in [
        ("意向", "客户谈意向", Exact),
        ("有意向", "客户有意向", Several),
        ("意向", "签了意向书", Contained),
        ("回扣", "来回扣款3笔", Crossing),
    ] {
        let at = sentence.find(text).unwrap();
        assert_eq!(
            Words::of(sentence, 0).alignment(&(at..at + text.len())),
            alignment,
            "{sentence}"
        );
        for allowed in [Exact, Several, Contained, Crossing] {
            let counts = found(&term(text, &[allowed]), sentence);
            assert_eq!(counts, allowed == alignment, "{text} in {sentence}, {allowed:?}");
        }
        assert_eq!(found(&term(text, &[]), sentence), alignment != Crossing, "{sentence}");
    }
}

#[test]
fn a_single_character_counts_only_as_a_word_unless_its_policy_says_otherwise() {
    let own = term("药", &[]);
    assert!(found(&own, "这是药，不卖"));
    assert!(!found(&own, "药店要货"));
    assert!(found(
        &term("药", &[Alignment::Exact, Alignment::Contained]),
        "药店要货"
    ));
}

#[test]
fn a_vague_term_obeys_its_policy_too() {
    let vague = |alignment: &[Alignment]| Term {
        category: Category::Intent,
        ..term("意向", alignment)
    };
    assert!(found(&vague(&[]), "聊到意向书"));
    assert!(!found(&vague(&[Alignment::Exact, Alignment::Several]), "聊到意向书"));
}
