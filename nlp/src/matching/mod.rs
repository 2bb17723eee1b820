//! Matching a customer's question with the needs that a shop has an answer for (design §2.5).

mod concept;
mod denial;
mod lexicon;
mod phrase;
mod question;
mod rank;
mod reorder;
mod syllable;
mod typo;

use serde::{Deserialize, Serialize};

use concept::Concepts;
use phrase::{Phrase, Verbatim};
use question::Question;
use reorder::Reordered;
use typo::Typos;

/// A need: the words that express it. What the clerk should do about it is the caller's business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// Stable id.
    pub id: String,
    /// What the need is called.
    #[serde(default)]
    pub name: String,
    /// Words that mean this need.
    pub keywords: Vec<String>,
    /// Other words for it, of a little less weight.
    #[serde(default)]
    pub synonyms: Vec<String>,
}

/// How a keyword was found in a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum How {
    /// The keyword itself.
    Keyword,
    /// One of the synonyms.
    Synonym,
    /// Its characters in another order or with others between them.
    Reordered,
    /// A typo that sounds or looks the same, or pinyin.
    Homophone,
    /// Other words for the same idea.
    Concept,
}

/// A need that a question expresses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Match {
    /// The mapping.
    pub id: String,
    /// Confidence from 0 to 1.
    pub score: f64,
    /// The keyword or synonym of the mapping that matched.
    pub keyword: String,
    /// How it matched.
    pub how: How,
}

/// Needs compiled for matching; immutable and cheap to share.
#[derive(Debug, Default)]
pub struct Matcher {
    mappings: Vec<Mapping>,
    phrases: Vec<Phrase>,
    verbatim: Verbatim,
    typos: Typos,
    reordered: Reordered,
    concepts: Concepts,
}

impl Matcher {
    /// Compiles the needs.
    pub fn new(mappings: Vec<Mapping>) -> Self {
        let phrases = phrase::phrases(&mappings);
        Self {
            verbatim: Verbatim::new(&phrases),
            typos: Typos::new(&phrases),
            reordered: Reordered::new(&phrases),
            concepts: Concepts::new(&phrases),
            mappings,
            phrases,
        }
    }

    /// The needs that `question` expresses, best first; none rather than a guess.
    pub fn matches(&self, question: &str) -> Vec<Match> {
        let question = Question::new(question);
        let mut hits = self.verbatim.find(&question, &self.phrases);
        hits.extend(self.typos.find(&question, &self.phrases));
        hits.extend(self.reordered.find(&question, &self.phrases));
        hits.extend(self.concepts.find(&question, &self.phrases));
        if hits.is_empty() {
            hits = self.concepts.leaning(&question, &self.phrases);
        }
        rank::rank(&question, hits, &self.phrases, &self.mappings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shop() -> Matcher {
        let need = |id: &str, keywords: &[&str], synonyms: &[&str]| Mapping {
            id: id.to_owned(),
            name: String::new(),
            keywords: keywords.iter().map(|&word| word.to_owned()).collect(),
            synonyms: synonyms.iter().map(|&word| word.to_owned()).collect(),
        };
        Matcher::new(vec![
            need("eczema", &["湿疹", "奶癣"], &["红疹"]),
            need("probiotics", &["益生菌"], &["胀气"]),
            need("weaning", &["断奶"], &["戒奶"]),
            need("milk", &["下奶", "催奶"], &["奶少"]),
            need("rice", &["米粉"], &["米糊"]),
            need("iron", &["补铁"], &["高铁米粉"]),
            need("seat", &["安全座椅", "ISOFIX"], &["提篮"]),
            need("teeth", &["出牙"], &["牙胶"]),
            need("diaper", &["红屁屁"], &["屁股红"]),
            need("mosquito", &["蚊虫叮咬"], &["花露水"]),
            need("nose", &["鼻塞", "吸鼻器"], &[]),
        ])
    }

    fn ids(question: &str) -> Vec<String> {
        shop().matches(question).into_iter().map(|found| found.id).collect()
    }

    fn how(question: &str) -> Option<(String, How)> {
        let best = shop().matches(question).into_iter().next()?;
        Some((best.keyword, best.how))
    }

    #[test]
    fn keywords_and_synonyms_are_found_in_any_script_and_width() {
        assert_eq!(how("宝宝长湿疹咋办"), Some(("湿疹".to_owned(), How::Keyword)));
        assert_eq!(how("有没有高铁米粉"), Some(("高铁米粉".to_owned(), How::Synonym)));
        assert_eq!(how("寶寶有濕疹"), Some(("湿疹".to_owned(), How::Keyword)));
        assert_eq!(how("ｉｓｏｆｉｘ接口的"), Some(("ISOFIX".to_owned(), How::Keyword)));
        assert_eq!(how("益 生 菌怎么冲"), Some(("益生菌".to_owned(), How::Keyword)));
    }

    #[test]
    fn typos_that_sound_the_same_are_found() {
        assert_eq!(how("湿诊反复"), Some(("湿疹".to_owned(), How::Homophone)));
        assert_eq!(how("亿生菌一天几次"), Some(("益生菌".to_owned(), How::Homophone)));
        assert_eq!(how("安全坐椅能装吗"), Some(("安全座椅".to_owned(), How::Homophone)));
        assert_eq!(how("yishengjun怎么卖"), Some(("益生菌".to_owned(), How::Homophone)));
    }

    #[test]
    fn ordinary_words_that_sound_or_read_the_same_are_not() {
        assert_eq!(ids("他说的是真的吗"), [""; 0]);
        assert_eq!(ids("楼下奶茶几点关门"), [""; 0]);
        assert_eq!(ids("桂林米粉在几楼"), [""; 0]);
    }

    #[test]
    fn characters_may_stand_apart_or_in_another_order() {
        assert_eq!(how("想把奶给断了"), Some(("断奶".to_owned(), How::Reordered)));
        assert_eq!(how("铁要怎么补"), Some(("补铁".to_owned(), How::Reordered)));
        assert_eq!(how("小屁股最近有点红"), Some(("屁股红".to_owned(), How::Reordered)));
        assert_eq!(ids("奶粉罐上的断码怎么看"), [""; 0]);
    }

    #[test]
    fn other_words_for_the_same_idea_are_found() {
        assert_eq!(
            how("草丛里玩一会儿,腿上一堆大包直挠"),
            Some(("蚊虫叮咬".to_owned(), How::Concept))
        );
        assert_eq!(
            how("小白尖冒头了,见什么都往嘴里塞"),
            Some(("出牙".to_owned(), How::Concept))
        );
    }

    #[test]
    fn several_telling_words_do_where_no_description_fits() {
        assert_eq!(
            how("伏天露营回来,花蚊子那个毒啊,紫草膏哪儿有"),
            Some(("蚊虫叮咬".to_owned(), How::Concept))
        );
        assert_eq!(ids("几岁上幼儿园合适"), [""; 0]);
        assert_eq!(ids("电费在哪里交"), [""; 0]);
    }

    #[test]
    fn a_need_that_is_set_aside_is_no_match() {
        assert_eq!(ids("不是湿疹,就想问益生菌"), ["probiotics"]);
        assert_eq!(ids("大夫看过不是湿疹"), [""; 0]);
        assert_eq!(ids("提篮已经买了,来看看吸鼻器"), ["nose"]);
        assert_eq!(ids("上次问过益生菌,这回要吸鼻器"), ["nose"]);
        assert_eq!(ids("益生菌吃着呢,有提篮吗"), ["seat"]);
        assert_eq!(ids("买过益生菌没效果"), ["probiotics"]);
        assert_eq!(ids("是不是湿疹啊"), ["eczema"]);
        assert_eq!(ids("七个月了还没出牙"), ["teeth"]);
        assert_eq!(ids("有没有益生菌"), ["probiotics"]);
    }

    #[test]
    fn what_the_shop_has_no_answer_for_is_no_need_that_sounds_like_it() {
        let shop = Matcher::new(vec![Mapping {
            id: "size".to_owned(),
            name: String::new(),
            keywords: vec!["纸尿裤尺码".to_owned()],
            synonyms: Vec::new(),
        }]);
        let ids = |question: &str| shop.matches(question).len();
        assert_eq!(ids("尿垫穿L码还是XL"), 1);
        assert_eq!(ids("隔尿垫有大号吗"), 0);
    }

    #[test]
    fn other_trades_are_described_in_other_words_too() {
        let need = |id: &str, keyword: &str| Mapping {
            id: id.to_owned(),
            name: String::new(),
            keywords: vec![keyword.to_owned()],
            synonyms: Vec::new(),
        };
        let shop = Matcher::new(vec![
            need("athlete's foot", "脚气"),
            need("dandruff", "去屑"),
            need("air conditioner", "空调不制冷"),
            need("sugar", "无糖"),
            need("gift", "送礼"),
        ]);
        for (question, id) in [
            ("趾缝烂了还起白皮", "athlete's foot"),
            ("衣领上总有白渣,头皮一抓就掉", "dandruff"),
            ("挂机吹出来的风一点不凉", "air conditioner"),
            ("老爸糖高又嘴馋,买点甜的行不", "sugar"),
            ("过年走亲戚拎什么拿得出手", "gift"),
        ] {
            let found = shop.matches(question);
            assert_eq!(found.first().map(|found| found.id.as_str()), Some(id), "{question}");
        }
        for question in ["停车要不要钱", "手机屏碎了修不修", "有香菜吗"] {
            assert!(shop.matches(question).is_empty(), "{question}");
        }
    }

    #[test]
    fn a_question_that_asks_whether_denies_nothing() {
        assert_eq!(ids("湿疹要不要忌口"), ["eczema"]);
        assert_eq!(ids("湿疹不要忌口吧,断奶要注意啥"), ["weaning"]);
    }

    #[test]
    fn letters_of_a_keyword_are_written_as_letters() {
        let shop = Matcher::new(vec![Mapping {
            id: "d".to_owned(),
            name: String::new(),
            keywords: vec!["D3".to_owned()],
            synonyms: Vec::new(),
        }]);
        assert_eq!(shop.matches("d三一天几滴").len(), 1);
        assert_eq!(shop.matches("吃到第三天了").len(), 0);
    }

    #[test]
    fn two_needs_come_in_the_order_of_the_question() {
        assert_eq!(ids("红疹怎么护理,另外断奶也想问问"), ["eczema", "weaning"]);
        assert_eq!(ids("买安全座椅,顺便拿盒益生菌"), ["seat", "probiotics"]);
    }

    #[test]
    fn scores_lie_between_nought_and_one_and_fall() {
        let matches = shop().matches("湿疹,益生菌,断奶,补铁,米粉");
        assert_eq!(matches.len(), 5);
        assert!(matches.windows(2).all(|pair| pair[0].score >= pair[1].score));
        assert!(matches.iter().all(|found| (0.0..=1.0).contains(&found.score)));
    }

    #[test]
    fn no_mappings_and_no_text_match_nothing() {
        assert!(Matcher::new(Vec::new()).matches("湿疹").is_empty());
        assert_eq!(ids(""), [""; 0]);
        assert_eq!(ids(&"奶".repeat(100_000)), [""; 0]);
    }
}
