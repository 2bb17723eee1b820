//! Reports made up from templates: always the same ones, most sentences distinct.

use std::collections::HashMap;

/// The seed of every corpus.
const SEED: u64 = 0x5eed_2026_1124;

/// In a thousand clauses, how many say something that the linter reports: tuned to about ten findings in a thousand
/// characters, which is what real reports hold.
const VAGUE: u64 = 135;

/// The emoji of a report in a chat.
const EMOJI: [&str; 6] = ["👌", "🚚", "✅", "📦", "💪", "🙏"];

/// What a corpus is made of.
pub(crate) struct Maker {
    words: HashMap<&'static str, Vec<&'static str>>,
    trades: Vec<Trade>,
    prose: Vec<&'static str>,
    state: u64,
}

/// The clauses of a trade.
#[derive(Default)]
struct Trade {
    facts: Vec<&'static str>,
    vague: Vec<&'static str>,
}

/// How a report is written.
#[derive(Clone, Copy)]
enum Style {
    Written,
    List,
    Spoken,
    Chat,
}

impl Maker {
    pub(crate) fn new() -> Self {
        let words = lines(include_str!("words.txt"))
            .filter_map(|line| line.split_once(" = "))
            .map(|(name, words)| (name, words.split(' ').collect()))
            .collect();
        let mut trades: Vec<Trade> = Vec::new();
        for line in lines(include_str!("templates.txt")) {
            match (line.strip_prefix("- "), trades.last_mut()) {
                _ if line.starts_with('[') => trades.push(Trade::default()),
                (Some(vague), Some(trade)) => trade.vague.push(vague),
                (None, Some(trade)) => trade.facts.push(line),
                (_, None) => {}
            }
        }
        Self {
            words,
            trades,
            prose: lines(include_str!("prose.txt")).collect(),
            state: SEED,
        }
    }

    /// Different reports of about 150 to 900 characters, `bytes` together.
    pub(crate) fn reports(&mut self, bytes: usize) -> Vec<String> {
        self.until(bytes, |maker| {
            let clauses = 12 + maker.below(60);
            maker.report(clauses, VAGUE)
        })
    }

    /// The same without what the linter reports.
    pub(crate) fn clean_reports(&mut self, bytes: usize) -> Vec<String> {
        self.until(bytes, |maker| {
            let clauses = 12 + maker.below(60);
            maker.report(clauses, 0)
        })
    }

    /// Texts without a candidate: no number, no name, no phrase of a rule.
    pub(crate) fn prose(&mut self, bytes: usize) -> Vec<String> {
        self.until(bytes, |maker| {
            let mut text = String::new();
            for _ in 0..20 + maker.below(30) {
                let clause = maker.below(maker.prose.len());
                text.push_str(maker.prose[clause]);
                text.push_str(["，", "。", "，", "。\n"][maker.below(4)]);
            }
            text
        })
    }

    /// A report of `chars` characters.
    pub(crate) fn draft(&mut self, chars: usize) -> String {
        let text = self.report(chars, VAGUE);
        text.chars().take(chars).collect()
    }

    fn until(&mut self, bytes: usize, mut make: impl FnMut(&mut Self) -> String) -> Vec<String> {
        self.state = SEED;
        let (mut texts, mut made) = (Vec::new(), 0);
        while made < bytes {
            let text = make(self);
            made += text.len();
            texts.push(text);
        }
        texts
    }

    fn report(&mut self, clauses: usize, vague: u64) -> String {
        let style = [
            Style::Written,
            Style::Written,
            Style::Written,
            Style::List,
            Style::List,
            Style::Spoken,
            Style::Chat,
        ][self.below(7)];
        let trade = self.below(self.trades.len());
        let mut text = String::new();
        let (mut items, mut in_sentence) = (1, 0);
        for clause in 0..clauses {
            if in_sentence == 0 && matches!(style, Style::List) {
                text += &items.to_string();
                text.push('、');
                items += 1;
            }
            self.clause(trade, vague, &mut text);
            in_sentence += 1;
            let ends = in_sentence > self.below(4) || clause + 1 == clauses;
            let mark = match (style, ends) {
                (Style::Written | Style::List, false) => "，",
                (Style::Written, true) => ["。", "。", "。", "；", "。\n"][self.below(5)],
                (Style::List, true) => "\n",
                (Style::Spoken, false) => ["然后", "", "那个", "还有"][self.below(4)],
                (Style::Spoken, true) => ["嗯", "就是", "", "\n"][self.below(4)],
                (Style::Chat, false) => " ",
                (Style::Chat, true) => [EMOJI[self.below(EMOJI.len())], "\n"][self.below(2)],
            };
            text.push_str(mark);
            if ends {
                in_sentence = 0;
            }
        }
        text
    }

    fn clause(&mut self, trade: usize, vague: u64, out: &mut String) {
        let general = self.trades.len() - 1;
        let trade = if self.below(3) == 0 { general } else { trade };
        let is_vague = self.next() % 1_000 < vague;
        let count = if is_vague {
            self.trades[trade].vague.len()
        } else {
            self.trades[trade].facts.len()
        };
        let at = self.below(count);
        let template = if is_vague {
            self.trades[trade].vague[at]
        } else {
            self.trades[trade].facts[at]
        };
        let mut rest = template;
        while let Some((before, slot)) = rest.split_once('{') {
            out.push_str(before);
            let (name, behind) = slot.split_once('}').unwrap();
            out.push_str(&self.fill(name));
            rest = behind;
        }
        out.push_str(rest);
    }

    /// What stands in the slot `name`.
    fn fill(&mut self, name: &str) -> String {
        let (number, tenth) = (1 + self.below(90), self.below(10));
        match name {
            "人" => {
                let rest = if tenth < 4 { "名" } else { "衔" };
                [self.word("姓"), self.word(rest)].concat()
            }
            "司" => [self.word("城"), self.word("号"), self.word("业")].concat(),
            "店名" => [self.word("号"), self.word("店")].concat(),
            "型" => {
                let letters = ["S7-", "KT", "BX", "ACS", "DN", "MR-"][self.below(6)];
                format!("{letters}{}", 100 + self.below(8_900))
            }
            "数" => (1 + number).to_string(),
            "量" => format!("{}{}", 2 + self.below(500), self.word("量词")),
            "钱" if tenth < 3 => format!("{number},{tenth}60元"),
            "钱" if tenth < 6 => format!("{number}{tenth}0元"),
            "钱" => format!("{number}.{tenth}万"),
            "率" => format!("{number}%"),
            "单号" => format!("DD2026{:07}", self.below(9_999_999)),
            "电话" if tenth == 0 => format!("139{:08}", self.below(99_999_999)),
            "电话" => "打不通".to_owned(),
            "将" if tenth < 5 => format!("{}月{}日", 1 + self.below(12), 1 + self.below(28)),
            name => self.word(name).to_owned(),
        }
    }

    fn word(&mut self, list: &str) -> &'static str {
        let count = self.words[list].len();
        let at = self.below(count);
        self.words[list][at]
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit).unwrap()).unwrap()
    }

    /// The next number of a xorshift generator.
    fn next(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}
