//! Which scripts fit a vague phrase, best first.

use super::{
    library::{Asked, Entry, Library},
    passage::Passage,
    situation::Strengths,
};
use crate::{
    document::Document,
    finding::{Kind, Suggestion},
    hit::Hit,
};

/// Offers scripts for the phrases of one document. What one sentence says is read once for all phrases in a row, and what
/// ranking needs is kept from phrase to phrase.
///
/// A suggestion depends on the sentence of its phrase; where that names no situation, also on the sentence before it and
/// the one behind it, and on nothing else.
#[derive(Debug)]
pub(crate) struct Suggester<'d> {
    library: &'d Library,
    document: &'d Document<'d>,
    passage: Passage<'d>,
    strengths: Strengths,
    pairs: Vec<usize>,
    shared_words: Vec<f32>,
}

impl<'d> Suggester<'d> {
    /// Offers scripts of `library` for phrases of `document`.
    pub(crate) fn new(library: &'d Library, document: &'d Document<'d>) -> Self {
        Self {
            library,
            document,
            passage: Passage::new(document),
            strengths: Strengths::default(),
            pairs: Vec::new(),
            shared_words: Vec::new(),
        }
    }

    /// The scripts that fit the vague phrase `hit`, best first, their slots filled with the facts that stand in its
    /// sentence; at most `limit`.
    pub(crate) fn suggest(&mut self, hit: &Hit, limit: usize) -> Vec<Suggestion> {
        if hit.category.kind() != Kind::Vague {
            return Vec::new();
        }
        let library = self.library;
        let sentences = self.document.sentences();
        let sentence = sentences.partition_point(|sentence| sentence.range.end <= hit.range.start);
        self.passage.read(sentence, library.pairs());
        self.passage.situations(&hit.range, &mut self.strengths);
        self.passage.pairs(&hit.range, &mut self.pairs);
        let facts = self.passage.facts(hit);

        let shelf = library.shelf(hit.category);
        self.shared_words.clear();
        self.shared_words.resize(shelf.fits.len(), 0.0);
        // Sums of floats depend on their order: it is that of the numbers, whatever the text.
        for &pair in &self.pairs {
            library.pairs().add(pair, shelf.start, &mut self.shared_words);
        }
        let filled = facts.slots();
        let mut best: Vec<(f32, usize)> = Vec::with_capacity(limit + 1);
        let mut enough = f32::NEG_INFINITY;
        let asked = Asked::new(&self.strengths, filled);
        for (script, (fit, &shared)) in shelf.fits.iter().zip(&self.shared_words).enumerate() {
            if let Some(score) = fit.score(&asked, shared, enough).filter(|&score| score > enough) {
                // Of equals the first in the library comes first.
                let rank = best.iter().take_while(|(other, _)| *other >= score).count();
                best.insert(rank, (score, script));
                best.truncate(limit);
                if let Some((last, _)) = best.get(limit.saturating_sub(1)) {
                    enough = *last;
                }
            }
        }
        let best = best.into_iter().filter_map(|(_, script)| shelf.entries.get(script));
        let suggestion = |entry: &Entry| Suggestion {
            script_id: entry.id.clone(),
            text: entry.template.fill(&facts, filled),
        };
        best.map(suggestion).collect()
    }
}
