//! The library of scripts, compiled for ranking.

use std::{
    collections::HashSet,
    sync::{Arc, LazyLock},
};

use super::{
    Script,
    pairs::Pairs,
    situation::{Situations, Strengths, named},
    slots::SlotSet,
    template::{Template, texts},
};
use crate::finding::Category;

/// Situations, and words in common, beyond this strength count alike.
const STRONGEST: f32 = 8.0;

/// How far a script of the organisation goes before a shipped one that fits alike.
const OWN: f32 = 2.0;
/// From how many shared words on a script fits that names no situation.
const SHARED: f32 = 2.0;

/// The scripts that ship with the linter, by category.
pub(super) static SHIPPED: LazyLock<Vec<Script>> = LazyLock::new(|| {
    let files = [
        include_str!("../../resources/script/library/follow_up.json"),
        include_str!("../../resources/script/library/intent.json"),
        include_str!("../../resources/script/library/time.json"),
        include_str!("../../resources/script/library/degree.json"),
        include_str!("../../resources/script/library/result.json"),
        include_str!("../../resources/script/library/responsibility.json"),
    ];
    // The files are part of the crate; a test reads them strictly.
    let scripts = files.into_iter().map(serde_json::from_str::<Vec<Script>>);
    scripts.flat_map(Result::unwrap_or_default).collect()
});

/// The shipped library as it is where nobody changes anything, compiled once for all linters.
static UNCHANGED: LazyLock<Arc<Shelves>> = LazyLock::new(|| Arc::new(Shelves::new(SHIPPED.iter(), |_| false)));

/// Scripts compiled for ranking; immutable and cheap to share.
#[derive(Debug)]
pub(crate) struct Library {
    shelves: Arc<Shelves>,
}

/// The scripts, those of a category side by side.
#[derive(Debug)]
struct Shelves {
    entries: Vec<Entry>,
    /// What ranking asks about each of them.
    fits: Vec<Fit>,
    /// The pairs of characters that scripts use.
    pairs: Pairs,
}

/// A script as it is offered.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) id: String,
    category: Category,
    pub(super) template: Template,
}

/// What ranking asks about a script.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fit {
    situations: Situations,
    /// The slots that facts can fill.
    slots: SlotSet,
    /// The most that those can count.
    most_filled: f32,
    /// The most that can count besides, and a little: sums that are put together otherwise differ by less.
    most_besides: f32,
    /// How many slots there are.
    count: f32,
    /// What a script gets that is for no situation of the lexicon: it is for any, and gives way to one that is for this.
    general: f32,
    /// What a script of the organisation gets on top where it fits at all.
    own: f32,
    /// Whether it fits wherever it is offered.
    is_general: bool,
}

/// The scripts of a category.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shelf<'l> {
    pub(super) entries: &'l [Entry],
    /// What ranking asks about each of them.
    pub(super) fits: &'l [Fit],
    /// How many scripts of the library stand before them.
    pub(super) start: usize,
}

/// What scripts are ranked by.
#[derive(Debug)]
pub(super) struct Asked<'s> {
    pub(super) situations: &'s Strengths,
    /// The slots that facts fill.
    slots: SlotSet,
    /// The most that those can count.
    most_filled: f32,
}

impl<'s> Asked<'s> {
    /// Situations that are spoken of, and slots that facts fill.
    pub(super) fn new(situations: &'s Strengths, slots: SlotSet) -> Self {
        Self {
            situations,
            slots,
            most_filled: 0.4 * slots.shared(slots),
        }
    }
}

impl Library {
    /// Compiles the scripts of an organisation, which go before shipped ones that fit alike, and the shipped ones unless
    /// `only_own`; none whose id is in `disabled`. An own script takes the place of a shipped one with its id. A category that is left
    /// without any keeps its shipped ones: no vague phrase stays without a suggestion.
    pub(crate) fn new(own: &[Script], only_own: bool, disabled: &HashSet<String>) -> Self {
        if own.is_empty() && !SHIPPED.iter().any(|script| disabled.contains(&script.id)) {
            return Self {
                shelves: Arc::clone(&UNCHANGED),
            };
        }
        let ids: HashSet<&str> = own.iter().map(|script| script.id.as_str()).collect();
        let shipped = SHIPPED.iter().filter(|script| !ids.contains(script.id.as_str()));
        let offered = shipped.filter(|_| !only_own || own.is_empty());
        let mut chosen: Vec<&Script> = own.iter().chain(offered).collect();
        chosen.retain(|script| !disabled.contains(&script.id));
        let covered: HashSet<Category> = chosen.iter().map(|script| script.category).collect();
        chosen.extend(SHIPPED.iter().filter(|script| !covered.contains(&script.category)));
        let is_own = |script: &Script| !only_own && ids.contains(script.id.as_str());
        Self {
            shelves: Arc::new(Shelves::new(chosen.into_iter(), is_own)),
        }
    }

    /// The scripts of a category.
    pub(super) fn shelf(&self, category: Category) -> Shelf<'_> {
        let Shelves { entries, fits, .. } = &*self.shelves;
        let start = entries.partition_point(|entry| entry.category < category);
        let end = entries.partition_point(|entry| entry.category <= category);
        Shelf {
            entries: entries.get(start..end).unwrap_or_default(),
            fits: fits.get(start..end).unwrap_or_default(),
            start,
        }
    }

    /// The pairs of characters that scripts use.
    pub(super) fn pairs(&self) -> &Pairs {
        &self.shelves.pairs
    }
}

impl Shelves {
    fn new<'s>(scripts: impl Iterator<Item = &'s Script>, is_own: impl Fn(&Script) -> bool) -> Self {
        let mut scripts: Vec<&Script> = scripts.collect();
        // The sort is stable: on each shelf the order of the library stays.
        scripts.sort_by_key(|script| script.category);
        let pairs: Vec<Vec<[char; 2]>> = scripts.iter().map(|script| pairs(script)).collect();
        let entries: Vec<Entry> = scripts.iter().map(|script| Entry::new(script)).collect();
        let fits = scripts.iter().zip(&entries);
        Self {
            fits: fits
                .map(|(script, entry)| Fit::new(script, &entry.template, is_own(script)))
                .collect(),
            pairs: Pairs::new(&pairs),
            entries,
        }
    }
}

impl Entry {
    fn new(script: &Script) -> Self {
        Self {
            id: script.id.clone(),
            category: script.category,
            template: Template::parse(&script.text),
        }
    }
}

/// The pairs of characters of a script's scenario and wording.
fn pairs(script: &Script) -> Vec<[char; 2]> {
    let word = |c: char| c.is_alphanumeric();
    std::iter::once(script.scenario.as_str())
        .chain(texts(&script.text))
        .flat_map(|text| text.chars().zip(text.chars().skip(1)))
        .filter(|&(a, b)| word(a) && word(b))
        .map(|(a, b)| [a, b])
        .collect()
}

impl Fit {
    fn new(script: &Script, template: &Template, is_own: bool) -> Self {
        let situations = named(&script.scenario);
        let slots = template.slots();
        let general = if situations.is_empty() { 0.8 } else { 0.0 };
        let own = if is_own { OWN } else { 0.0 };
        Self {
            situations,
            slots,
            most_filled: 0.4 * slots.shared(slots),
            most_besides: general + own + 0.01,
            count: f32::from(template.count()),
            general,
            own,
            is_general: script.scenario == "通用",
        }
    }

    /// How well the script fits: the situations that are spoken of, the words that it shares with the sentence, and how many
    /// of its slots the facts fill. `None` where that is clearly less than `enough`.
    pub(super) fn score(&self, asked: &Asked<'_>, shared_words: f32, enough: f32) -> Option<f32> {
        let situation = at_most(STRONGEST, asked.situations.strongest(self.situations));
        let words = at_most(STRONGEST, shared_words);
        let said = situation + 0.4 * words;
        let most = said + at_most(asked.most_filled, self.most_filled) + self.most_besides;
        if most < enough {
            return None;
        }
        let filled = self.slots.shared(asked.slots);
        let open = self.count - filled;
        let fits = situation > 0.0 || words > SHARED || self.is_general;
        let own = if fits { self.own } else { 0.0 };
        Some(said + 0.4 * filled - 0.05 * open + self.general + own)
    }
}

/// Neither is ever undefined, which [`f32::min`] asks about every script.
fn at_most(limit: f32, value: f32) -> f32 {
    if value < limit { value } else { limit }
}
