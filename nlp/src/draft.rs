//! A text that is linted again and again while it is written.

use std::{ops::Range, sync::Arc};

use chrono::NaiveDate;

use crate::{
    document::Document,
    found::Found,
    linter::{LintResult, Linter},
    text::Sentence,
};

/// Characters on either side of a sentence mark that must be text for no sensitive term to reach across it: one does
/// only where each of its characters stands apart (`最。好 的`), and no character is written with more than these.
const APART: usize = 8;

/// A text that is linted after every edit.
///
/// [`Draft::lint`] answers exactly what [`Linter::lint`] answers, but reads only the sentences whose answer can have
/// changed: those that were edited and what a sensitive term may reach into; their neighbours get new suggestions, which
/// depend on what stands beside them. A draft belongs to one linter and one day: for another pack or date, start another.
///
/// ```
/// use std::sync::Arc;
/// use nlp::{Draft, Linter, RulePack};
///
/// let linter = Arc::new(Linter::new(RulePack::default())?);
/// let date = "2026-11-24".parse()?;
/// let mut draft = Draft::new(Arc::clone(&linter), date);
/// for text in ["客户有", "客户有意向", "客户有意向。近期", "客户有意向。近期再沟通"] {
///     assert_eq!(draft.lint(text), linter.lint(text, date));
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Draft {
    linter: Arc<Linter>,
    date: NaiveDate,
    last: Version,
    read: usize,
}

/// A version of the text with what was found in it.
#[derive(Clone, Debug, Default)]
struct Version {
    text: String,
    stretches: Vec<Stretch>,
    found: Found,
}

/// A sentence with all that stands before the next one.
#[derive(Clone, Debug)]
struct Stretch {
    /// Bytes of the text as it was written.
    original: Range<usize>,
    /// Where it starts in the normalised text.
    start: usize,
    /// Whether a sensitive term may reach into it from the sentence before.
    is_joined: bool,
}

impl Draft {
    /// An empty draft of a report of `date`.
    pub fn new(linter: Arc<Linter>, date: NaiveDate) -> Self {
        Self {
            linter,
            date,
            last: Version::default(),
            read: 0,
        }
    }

    /// Lints `text`, which may differ from the text before in any way; little is read where it differs little.
    pub fn lint(&mut self, text: &str) -> LintResult {
        let linter = Arc::clone(&self.linter);
        let document = linter.document(text, self.date);
        let stretches = stretches(&document);
        let found = self.find(&document, &stretches);
        let result = found.clone().into_result(&document);
        self.last = Version {
            text: text.to_owned(),
            stretches,
            found,
        };
        result
    }

    /// How many sentences the last call of [`Draft::lint`] read anew.
    pub fn sentences_read(&self) -> usize {
        self.read
    }

    /// What stands in `document`, taken over from the version before where that holds.
    fn find(&mut self, document: &Document<'_>, new: &[Stretch]) -> Found {
        let edit = Edit::between(&self.last, document.original(), new);
        self.read = edit.new.len();
        let start_of = |stretches: &[Stretch], index: usize| stretches.get(index).map(|stretch| stretch.start);
        let from = start_of(new, edit.new.start).unwrap_or(usize::MAX);
        let mut found = if edit.new.start == 0 {
            Found::default()
        } else {
            self.last.found.part(&(0..from), 0, 0)
        };
        found.append(self.detect(document, new, &edit.new));
        if let Some((old, new)) = start_of(&self.last.stretches, edit.old_end).zip(start_of(new, edit.new.end)) {
            found.append(self.last.found.part(&(old..usize::MAX), old, new));
        }
        // The neighbours of what changed speak of it in their suggestions.
        if !edit.is_none() {
            let start = start_of(new, edit.new.start.saturating_sub(1)).unwrap_or(0);
            let end = start_of(new, edit.new.end + 1).unwrap_or(usize::MAX);
            self.linter.suggest(document, &mut found, &(start..end));
        }
        found
    }

    /// What stands in the stretches `dirty`, without suggestions.
    fn detect(&self, document: &Document<'_>, stretches: &[Stretch], dirty: &Range<usize>) -> Found {
        let Some((first, last)) = stretches
            .get(dirty.clone())
            .and_then(|dirty| dirty.first().zip(dirty.last()))
        else {
            return Found::default();
        };
        let text = document.original().get(first.original.start..last.original.end);
        let part = self.linter.document(text.unwrap_or_default(), self.date);
        self.linter.detect(&part).part(&(0..usize::MAX), 0, first.start)
    }
}

/// The stretches that must be read anew; all before and behind them are as they were.
#[derive(Debug)]
struct Edit {
    new: Range<usize>,
    /// The first stretch of the old version that stands behind the edit.
    old_end: usize,
}

impl Edit {
    /// Whether nothing changed.
    fn is_none(&self) -> bool {
        self.new.is_empty() && self.old_end == self.new.start
    }

    fn between(old: &Version, text: &str, new: &[Stretch]) -> Self {
        let is_same =
            |(one, other): (&Stretch, &Stretch)| old.text.get(one.original.clone()) == text.get(other.original.clone());
        let before = old.stretches.iter().zip(new).take_while(|&pair| is_same(pair)).count();
        let most = old.stretches.len().min(new.len()) - before;
        let backwards = old.stretches.iter().rev().zip(new.iter().rev());
        let behind = backwards.take(most).take_while(|&pair| is_same(pair)).count();
        if before == old.stretches.len() && before == new.len() {
            return Self {
                new: before..before,
                old_end: before,
            };
        }
        let mut start = before;
        let is_joined = |stretches: &[Stretch], index: usize| stretches.get(index).is_some_and(|s| s.is_joined);
        while start > 0 && (is_joined(new, start) || is_joined(&old.stretches, start)) {
            start -= 1;
        }
        let mut kept = behind;
        while kept > 0 && (is_joined(new, new.len() - kept) || is_joined(&old.stretches, old.stretches.len() - kept)) {
            kept -= 1;
        }
        Self {
            new: start..new.len() - kept,
            old_end: old.stretches.len() - kept,
        }
    }
}

/// The stretches of a document; together they are the whole text.
fn stretches(document: &Document<'_>) -> Vec<Stretch> {
    let sentences = document.sentences();
    let normalized = document.normalized();
    let mut stretches: Vec<Stretch> = Vec::with_capacity(sentences.len());
    let mut before: Option<&Sentence> = None;
    for sentence in sentences {
        let text = document.text().get(sentence.range.clone()).unwrap_or_default();
        let is_first = stretches.is_empty();
        let start = if is_first { 0 } else { sentence.range.start };
        let original = normalized.to_original(start..start).start;
        if let Some(last) = stretches.last_mut() {
            last.original.end = original;
        }
        stretches.push(Stretch {
            original: if is_first { 0 } else { original }..document.original().len(),
            start,
            is_joined: before.is_some_and(|before| is_joined(document, before, text)),
        });
        before = Some(sentence);
    }
    stretches
}

/// Whether something may reach from the sentence `before` into the one of `text`: where no mark parts them because the first
/// was cut for its length, or one that terms step over, or where both are not solid there.
fn is_joined(document: &Document<'_>, before: &Sentence, text: &str) -> bool {
    let said = document.text().get(before.range.clone()).unwrap_or_default();
    matches!(before.end, None | Some('\u{2028}' | '\u{2029}'))
        || !is_solid(said.chars().rev())
        || !is_solid(text.chars())
}

/// Whether text without marks stands at an edge of a sentence, whose characters are given from that edge on.
fn is_solid(mut chars: impl Iterator<Item = char>) -> bool {
    (0..APART).all(|_| chars.next().is_some_and(char::is_alphanumeric))
}
