//! 公司名称归一: the form of a company's name by which duplicates are found.
//!
//! People write one company in many ways: `ＡＢＣ（上海）有限公司`, `abc(上海) 有限公司`, `ABC上海`. The normalised form has no
//! width, case, space, bracket, punctuation nor legal form at the end. A place stays, since it tells sister companies
//! apart, and so does 分公司.

use unicode_normalization::UnicodeNormalization;

/// Legal forms at the end of a Chinese name; one that contains another comes before it.
const CHINESE_FORMS: [&str; 9] = [
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "股份公司",
    "集团公司",
    "总公司",
    "有限合伙",
    "普通合伙",
    "集团",
];

/// 公司 alone at the end is a legal form, but not in these.
const BRANCHES: [&str; 2] = ["分公司", "子公司"];

/// Legal forms that stand as words at the end of a Latin name.
const LATIN_FORMS: [&str; 17] = [
    "co",
    "company",
    "corp",
    "corporation",
    "inc",
    "incorporated",
    "ltd",
    "limited",
    "llc",
    "plc",
    "gmbh",
    "ag",
    "group",
    "holdings",
    "pte",
    "pty",
    "sa",
];

/// The normalised form of a company's name; empty where the name has no letter at all. A name that consists of legal forms
/// alone keeps the first of them.
pub fn normalise(name: &str) -> String {
    let folded: String = name.nfkc().flat_map(char::to_lowercase).collect();
    let mut words: Vec<&str> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    while let [_, .., last] = words.as_slice()
        && LATIN_FORMS.contains(last)
    {
        words.pop();
    }
    let mut name = words.concat();
    while let Some(shorter) = without_legal_form(&name) {
        name = shorter;
    }
    name
}

fn without_legal_form(name: &str) -> Option<String> {
    let form = CHINESE_FORMS
        .iter()
        .copied()
        .find(|form| name.ends_with(form))
        .or_else(|| {
            let branch = BRANCHES.iter().any(|branch| name.ends_with(branch));
            (name.ends_with("公司") && !branch).then_some("公司")
        })?;
    name.strip_suffix(form)
        .filter(|rest| !rest.is_empty())
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All of these are one company.
    fn same(names: &[&str]) {
        for name in names {
            assert_eq!(normalise(name), normalise(names[0]), "{name}");
        }
    }

    #[test]
    fn width_case_space_and_brackets_do_not_matter() {
        same(&[
            "ABC（上海）科技",
            "ａｂｃ(上海)科技",
            " abc 【上海】 科技 ",
            "Abc上海科技",
            "ABC·上海·科技",
        ]);
    }

    #[test]
    fn legal_forms_do_not_matter() {
        same(&[
            "苏州汇川",
            "苏州汇川有限公司",
            "苏州汇川有限责任公司",
            "苏州汇川股份有限公司",
            "苏州汇川集团",
            "苏州汇川集团有限公司",
            "苏州汇川（集团）股份有限公司",
            "苏州汇川公司",
        ]);
        same(&[
            "Bosch Rexroth",
            "Bosch Rexroth Co., Ltd.",
            "BOSCH REXROTH GmbH",
            "bosch rexroth group",
        ]);
    }

    #[test]
    fn what_tells_companies_apart_stays() {
        let names = [
            "海尔智家",
            "海尔智家上海分公司",
            "海尔智家北京分公司",
            "海尔智家（上海）有限公司",
            "海尔集团电器",
            "Cisco",
            "Cis",
            "3M中国",
            "M中国",
        ];
        for (index, one) in names.iter().enumerate() {
            for other in &names[index + 1..] {
                assert_ne!(normalise(one), normalise(other), "{one} {other}");
            }
        }
    }

    #[test]
    fn a_name_is_never_stripped_to_nothing() {
        assert_eq!(normalise("集团"), "集团");
        assert_eq!(normalise("有限公司"), "有限公司");
        assert_eq!(normalise("Company Limited"), "company");
        for blank in ["", " ", "（）", "·--"] {
            assert_eq!(normalise(blank), "");
        }
    }

    #[test]
    fn normalising_twice_changes_nothing() {
        for name in [
            "ＡＢＣ（集团）股份有限公司",
            "Bosch Co., Ltd.",
            "公司集团公司",
            "①㈱テスト",
        ] {
            assert_eq!(normalise(&normalise(name)), normalise(name), "{name}");
        }
    }
}
