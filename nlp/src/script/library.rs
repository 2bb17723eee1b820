//! The library of scripts: which ones fit a vague phrase, best first.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashSet},
    sync::LazyLock,
};

use super::{Script, passage::Passage, situation::named, slots::Facts, template::Template};
use crate::{
    document::Document,
    finding::{Category, Kind, Suggestion},
    hit::Hit,
    terms::Terms,
};

/// Situations beyond this strength count alike.
const STRONGEST: f64 = 8.0;

/// The library that ships with the linter.
pub(super) static SHIPPED: LazyLock<Vec<Script>> = LazyLock::new(|| {
    // The file is part of the crate; a test reads it strictly.
    serde_json::from_str(include_str!("../../resources/scripts.json")).unwrap_or_default()
});

/// Scripts compiled for ranking; immutable and cheap to share.
#[derive(Debug, Default)]
pub(crate) struct Library {
    entries: Vec<Entry>,
    /// The pairs of characters that scripts use, by number.
    pairs: Terms,
    /// By number of the pair, which is in the order of rarity.
    rarity: Vec<Rarity>,
}

/// How telling a pair of characters is: rare ones tell more.
#[derive(Debug)]
struct Rarity {
    weight: f64,
    /// The scripts that use it.
    entries: Vec<usize>,
}

#[derive(Debug)]
struct Entry {
    script: Script,
    template: Template,
    situations: Vec<usize>,
}

impl Library {
    /// Compiles `scripts`, or the shipped ones where there are none, without those whose id is in `disabled`. A category
    /// that is left without any keeps its shipped ones: no vague phrase stays without a suggestion.
    pub(crate) fn new(scripts: &[Script], disabled: &HashSet<String>) -> Self {
        let chosen = if scripts.is_empty() { &SHIPPED } else { scripts };
        let mut chosen: Vec<&Script> = chosen.iter().filter(|script| !disabled.contains(&script.id)).collect();
        let covered: HashSet<Category> = chosen.iter().map(|script| script.category).collect();
        chosen.extend(SHIPPED.iter().filter(|script| !covered.contains(&script.category)));
        let entries: Vec<Entry> = chosen.into_iter().cloned().map(Entry::new).collect();
        let mut users: BTreeMap<[char; 2], Vec<usize>> = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            for pair in entry.pairs() {
                users.entry(pair).or_default().push(index);
            }
        }
        let mut users: Vec<([char; 2], Vec<usize>)> = users.into_iter().collect();
        users.sort_by_key(|(_, entries)| Reverse(entries.len()));
        let all = users.first().map_or(1.0, |(_, entries)| count(entries));
        let pairs = users
            .iter()
            .zip(0..)
            .map(|((pair, _), number)| (pair.iter().collect(), number));
        Self {
            pairs: Terms::new(pairs),
            rarity: users
                .into_iter()
                .map(|(_, entries)| Rarity {
                    weight: (1.0 + all / count(&entries)).ln(),
                    entries,
                })
                .collect(),
            entries,
        }
    }

    /// How much of the words of each script stands in a text that holds `pairs`, which are in order.
    fn shared_words(&self, pairs: &[u32]) -> Vec<f64> {
        let mut shared = vec![0.0; self.entries.len()];
        let numbers = pairs.iter().filter_map(|&pair| usize::try_from(pair).ok());
        // Sums of floats depend on their order: it is that of the numbers, whatever the text.
        for rarity in numbers.filter_map(|number| self.rarity.get(number)) {
            for &entry in &rarity.entries {
                if let Some(sum) = shared.get_mut(entry) {
                    *sum += rarity.weight;
                }
            }
        }
        shared
    }
}

fn count(entries: &[usize]) -> f64 {
    entries.iter().map(|_| 1.0).sum()
}

impl Entry {
    fn new(script: Script) -> Self {
        Self {
            situations: named(&script.scenario),
            template: Template::parse(&script.text),
            script,
        }
    }

    /// The pairs of characters of its scenario and its wording.
    fn pairs(&self) -> BTreeSet<[char; 2]> {
        let word = |c: char| c.is_alphanumeric();
        std::iter::once(self.script.scenario.as_str())
            .chain(self.template.texts())
            .flat_map(|text| text.chars().zip(text.chars().skip(1)))
            .filter(|&(a, b)| word(a) && word(b))
            .map(|(a, b)| [a, b])
            .collect()
    }

    fn score(&self, situations: &[f64], shared_words: f64, facts: &Facts<'_>) -> f64 {
        let spoken = self.situations.iter().filter_map(|&at| situations.get(at));
        let situation = spoken.copied().fold(0.0, f64::max).min(STRONGEST);
        let words = shared_words.min(STRONGEST);
        let (mut filled, mut open) = (0.0, 0.0);
        for slot in self.template.slots() {
            match slot.and_then(|slot| facts.value(slot, false, false)) {
                Some(_) => filled += 1.0,
                None => open += 1.0,
            }
        }
        // A script without a situation of the lexicon is for any, and gives way to one that is for this.
        let general = if self.situations.is_empty() { 0.8 } else { 0.0 };
        situation + 0.4 * words + 0.4 * filled - 0.05 * open + general
    }
}

/// Offers scripts for the phrases of one document. What one sentence says is read once for all phrases in a row.
pub(crate) struct Suggester<'d> {
    library: &'d Library,
    document: &'d Document<'d>,
    passage: Option<Passage<'d>>,
}

impl<'d> Suggester<'d> {
    /// Offers scripts of `library` for phrases of `document`.
    pub(crate) fn new(library: &'d Library, document: &'d Document<'d>) -> Self {
        Self {
            library,
            document,
            passage: None,
        }
    }

    /// The scripts that fit the vague phrase `hit`, best first, their slots filled with the facts that stand in its
    /// sentence; at most `limit`.
    pub(crate) fn suggest(&mut self, hit: &Hit, limit: usize) -> Vec<Suggestion> {
        if hit.category.kind() != Kind::Vague {
            return Vec::new();
        }
        let (document, library) = (self.document, self.library);
        let sentence = document
            .sentences()
            .partition_point(|sentence| sentence.range.end <= hit.range.start);
        let passage = match self.passage.take() {
            Some(passage) if passage.sentence() == sentence => passage,
            _ => Passage::read(document, sentence, &library.pairs),
        };
        let passage = self.passage.insert(passage);
        let facts = passage.facts(hit);
        let situations = passage.situations(&hit.range);
        let shared = library.shared_words(&passage.pairs(&hit.range));
        let mut ranked: Vec<(f64, &Entry)> = library
            .entries
            .iter()
            .zip(shared)
            .filter(|(entry, _)| entry.script.category == hit.category)
            .map(|(entry, shared)| (entry.score(&situations, shared, &facts), entry))
            .collect();
        // The sort is stable: of equals the first in the library comes first.
        ranked.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        ranked
            .into_iter()
            .take(limit)
            .map(|(_, entry)| Suggestion {
                script_id: entry.script.id.clone(),
                text: entry.template.fill(&facts),
            })
            .collect()
    }
}
