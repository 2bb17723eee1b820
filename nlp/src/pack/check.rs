//! What a pack must fulfil before it is compiled; every error names the term, script or word.

use std::collections::HashSet;

use super::{PackError, RulePack, Term};
use crate::{finding::Kind, norm::Normalized, script::Script};

/// The longest text of a term: longer ones are sentences, which nobody writes twice.
const LONGEST: usize = 60;

impl RulePack {
    /// Checks every part of the pack.
    pub(super) fn check(&self) -> Result<(), PackError> {
        let mut ids = HashSet::new();
        for term in &self.terms {
            require(!term.id.trim().is_empty(), &term.text, "词条缺少 id")?;
            require(ids.insert(term.id.as_str()), &term.id, "id 重复")?;
            check_term(term)?;
        }
        for script in &self.scripts {
            require(!script.id.trim().is_empty(), &script.text, "话术缺少 id")?;
            require(ids.insert(script.id.as_str()), &script.id, "id 重复")?;
            check_script(script)?;
        }
        for word in &self.words {
            require(plain(word).chars().count() >= 2, word, "词语至少要有两个字")?;
        }
        Ok(())
    }
}

/// Why the linter cannot look for a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermFlaw {
    /// It has neither letters nor digits.
    NoLetters,
    /// A space stands at one of its ends.
    Padded,
    /// It holds a line break or another control character.
    Control,
    /// It is a sentence rather than a phrase.
    TooLong,
    /// The exception of this index does not contain the term, or is nothing but the term.
    Exception(usize),
}

impl Term {
    /// What keeps the linter from looking for the term, if anything does.
    pub fn flaw(&self) -> Option<TermFlaw> {
        let text = plain(&self.text);
        let is_longer = |exception: &String| {
            let exception = plain(exception);
            exception.contains(&text) && exception != text
        };
        if !text.chars().any(char::is_alphanumeric) {
            Some(TermFlaw::NoLetters)
        } else if text.trim() != text {
            Some(TermFlaw::Padded)
        } else if text.contains(char::is_control) {
            Some(TermFlaw::Control)
        } else if text.chars().count() > LONGEST {
            Some(TermFlaw::TooLong)
        } else {
            let exception = self.exceptions.iter().position(|exception| !is_longer(exception));
            exception.map(TermFlaw::Exception)
        }
    }

    /// The flaw in words.
    pub fn describe(&self, flaw: TermFlaw) -> String {
        match flaw {
            TermFlaw::NoLetters => "词条没有文字".to_owned(),
            TermFlaw::Padded => "词条首尾不能有空格".to_owned(),
            TermFlaw::Control => "词条不能换行".to_owned(),
            TermFlaw::TooLong => format!("词条超过 {LONGEST} 个字"),
            TermFlaw::Exception(index) => {
                let exception = self.exceptions.get(index).map_or("", String::as_str);
                format!("例外“{exception}”必须包含词条“{}”并且更长", self.text)
            }
        }
    }
}

fn check_term(term: &Term) -> Result<(), PackError> {
    match term.flaw() {
        None => Ok(()),
        Some(flaw) => require(false, &term.id, &term.describe(flaw)),
    }
}

fn check_script(script: &Script) -> Result<(), PackError> {
    require(
        script.category.kind() == Kind::Vague,
        &script.id,
        "话术只能用于模糊表述的类别",
    )?;
    require(!script.text.trim().is_empty(), &script.id, "话术没有文字")
}

fn plain(text: &str) -> String {
    Normalized::new(text).text().to_owned()
}

fn require(fulfilled: bool, id: &str, reason: &str) -> Result<(), PackError> {
    if fulfilled {
        return Ok(());
    }
    Err(PackError::Invalid {
        id: id.to_owned(),
        reason: reason.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Category;

    fn term(id: &str, text: &str, exceptions: &[&str]) -> Term {
        Term {
            id: id.to_owned(),
            category: Category::Bribery,
            text: text.to_owned(),
            severity: None,
            exceptions: exceptions.iter().map(|&text| text.to_owned()).collect(),
            alignment: Vec::new(),
        }
    }

    fn error(terms: Vec<Term>) -> String {
        let pack = RulePack {
            terms,
            ..RulePack::default()
        };
        pack.check().unwrap_err().to_string()
    }

    #[test]
    fn an_error_names_the_term() {
        for (terms, id) in [
            (vec![term("own/1", " \u{200b}", &[])], "own/1"),
            (vec![term("own/2", "返佣", &["反佣金"])], "own/2"),
            (vec![term("own/3", "返佣", &["返佣"])], "own/3"),
            (vec![term("own/4", &"长".repeat(61), &[])], "own/4"),
            (vec![term("own/5", "返佣", &[]), term("own/5", "佣金", &[])], "own/5"),
            (vec![term("", "返佣", &[])], "返佣"),
        ] {
            assert!(error(terms).contains(id), "{id}");
        }
    }

    #[test]
    fn an_exception_may_be_written_in_traditional_characters() {
        let pack = RulePack {
            terms: vec![term("own/1", "返佣", &["返傭金條款"])],
            ..RulePack::default()
        };
        assert!(pack.check().is_ok());
    }

    #[test]
    fn the_json_of_a_bad_pack_is_refused_with_its_place() {
        for json in ["{", r#"{"term": []}"#, r#"{"terms": [{"id": "x"}]}"#] {
            assert!(matches!(RulePack::from_json(json), Err(PackError::Json(_))), "{json}");
        }
        let empty = r#"{"terms": [{"id": "own/1", "category": "TIME", "text": ""}]}"#;
        assert!(RulePack::from_json(empty).unwrap_err().to_string().contains("own/1"));
    }
}
