//! How often words are met in reports, as far as the choice of anchors needs to know: only speed depends on it.

use std::collections::HashMap;

/// How many of 10,000 characters of sales reports are one of the characters of a line.
///
/// Counted in reports and notes; a character that is missing here counts [`RARE`].
const FREQUENT: [(f32, &str); 5] = [
    (120.0, "的了客到前单报价要"),
    (65.0, "是不一我在有他货款已户签出发用对说这个上下回天没就试面同"),
    (
        38.0,
        "也都还人家去来好看再给和跟月日年时点多大小新老中会购标求合店销交电话收约方金进后先把里件额万确订谈台机设备门",
    ),
    (
        20.0,
        "开加过定说几打换一认员算品记产表元号费现改向采应当展经数账补书样问工明排得案比样责访部划调张装们行信次名地验动示完续条第期做想讲下两三今么那",
    ),
    (
        10.0,
        "主头目车送片料按口早晚午周总走成本实差推安章带内评版停仓库盘务沟通待沟通意向联系反馈领导项目研究考虑情况问题公司老板店长家长学生医生预算方案样品合同报价",
    ),
];

/// What any other character counts.
const RARE: f32 = 3.0;

/// Words that reports are full of.
const COMMON: &str = "客户 家长 老板 采购 会议 培训 沟通 拜访 财务 仓库 没有 生产 技术 设备 价格 合同 产品 项目 目前 可以 需要 \
     一个 我们 他们 现在 今天 这个 就是 还是";

/// Frequencies ready to be asked for.
pub(super) struct Frequencies {
    chars: HashMap<char, f32>,
}

impl Default for Frequencies {
    fn default() -> Self {
        let lines = FREQUENT.iter().rev();
        let chars = lines.flat_map(|&(frequency, chars)| chars.chars().map(move |c| (c, frequency)));
        Self { chars: chars.collect() }
    }
}

impl Frequencies {
    /// How many of 10,000 places begin `word`, roughly.
    pub(super) fn of_word(&self, word: &str) -> f32 {
        let (mut length, mut product) = (0_u8, 1.0_f32);
        for c in word.chars() {
            length = length.saturating_add(1);
            product *= self.of_char(c);
        }
        let mean = product.powf(1.0 / f32::from(length.max(1)));
        let usual = match length {
            0 | 1 => mean,
            2 => mean * 0.1,
            3 => mean * 0.02,
            _ => mean * 0.005,
        };
        if length > 1 && COMMON.split(' ').any(|common| common == word) {
            usual * 10.0
        } else {
            usual
        }
    }

    /// The chance that one of `chars` stands next to something.
    pub(super) fn of_neighbours<'c>(&self, chars: impl IntoIterator<Item = &'c char>) -> f32 {
        let sum: f32 = chars.into_iter().map(|&c| self.of_char(c)).sum();
        (sum / 10_000.0).min(1.0)
    }

    fn of_char(&self, c: char) -> f32 {
        self.chars.get(&c).copied().unwrap_or(RARE)
    }
}

/// The chance that something stands at the edge of a clause.
pub(super) const EDGES: f32 = 0.13;
