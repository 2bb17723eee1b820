//! Drafts that are being typed: what the linter found a moment ago is not looked for again.

use std::{collections::HashMap, sync::Arc};

use chrono::NaiveDate;
use nlp::{Draft, LintResult, Linter};
use parking_lot::Mutex;
use uuid::Uuid;

/// How many drafts are remembered; some ten kilobytes each.
const REMEMBERED: usize = 256;

/// The latest drafts of this process by report.
#[derive(Clone, Debug, Default)]
pub struct Drafts {
    kept: Arc<Mutex<Kept>>,
}

#[derive(Debug, Default)]
struct Kept {
    drafts: HashMap<Uuid, Typed>,
    /// Counts uses, so that the draft that was not used for longest is forgotten.
    uses: u64,
}

/// A draft with what it was linted by.
#[derive(Debug)]
struct Typed {
    linter: Arc<Linter>,
    date: NaiveDate,
    draft: Draft,
    used: u64,
}

impl Drafts {
    /// Lints the text of a report of `date`, anew only where it has changed since the last time. The answer is that of
    /// [`Linter::lint`]; a changed pack or day makes a new start.
    pub fn lint(&self, report: Uuid, linter: &Arc<Linter>, date: NaiveDate, text: &str) -> LintResult {
        // Nothing is locked while the text is read; two at a time for one report cost a second reading, no more.
        let known = self.kept.lock().drafts.remove(&report);
        let same = known.filter(|known| Arc::ptr_eq(&known.linter, linter) && known.date == date);
        let mut typed = same.unwrap_or_else(|| Typed {
            linter: Arc::clone(linter),
            date,
            draft: Draft::new(Arc::clone(linter), date),
            used: 0,
        });
        let result = typed.draft.lint(text);
        self.keep(report, typed);
        result
    }

    fn keep(&self, report: Uuid, mut typed: Typed) {
        let mut kept = self.kept.lock();
        kept.uses += 1;
        typed.used = kept.uses;
        kept.drafts.insert(report, typed);
        if kept.drafts.len() > REMEMBERED {
            let oldest = kept.drafts.iter().min_by_key(|(_, typed)| typed.used);
            let oldest = oldest.map(|(report, _)| *report);
            oldest.map(|report| kept.drafts.remove(&report));
        }
    }
}

#[cfg(test)]
mod tests {
    use nlp::{Category, RulePack, pack::Term};

    use super::*;

    fn linter(pack: RulePack) -> Arc<Linter> {
        Arc::new(Linter::new(pack).unwrap())
    }

    #[test]
    fn a_draft_is_linted_like_any_text_whatever_changes() {
        let drafts = Drafts::default();
        let term = Term::new("own/1", Category::FollowUp, "赛博玄学");
        let own = RulePack {
            terms: vec![term],
            ..RulePack::default()
        };
        let (shipped, own) = (linter(RulePack::default()), linter(own));
        let days = [25, 26].map(|day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap());
        let report = Uuid::now_v7();
        for (linter, date, text) in [
            (&shipped, days[0], "客户有意向"),
            (&shipped, days[0], "客户有意向。11月26日赛博玄学再沟通"),
            (&own, days[0], "客户有意向。11月26日赛博玄学再沟通"),
            (&own, days[1], "客户有意向。11月26日赛博玄学再沟通"),
            (&own, days[1], ""),
        ] {
            assert_eq!(
                drafts.lint(report, linter, date, text),
                linter.lint(text, date),
                "{text}"
            );
        }
    }

    #[test]
    fn only_the_latest_drafts_are_remembered() {
        let drafts = Drafts::default();
        let linter = linter(RulePack::default());
        let day = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
        let reports: Vec<Uuid> = (0..=REMEMBERED).map(|_| Uuid::now_v7()).collect();
        for report in &reports {
            drafts.lint(*report, &linter, day, "客户有意向");
            drafts.lint(reports[0], &linter, day, "客户有意向。");
        }
        let kept = drafts.kept.lock();
        assert_eq!(kept.drafts.len(), REMEMBERED);
        assert!(kept.drafts.contains_key(&reports[0]) && !kept.drafts.contains_key(&reports[1]));
    }
}
