//! Learning of which pieces sentences are built.

use std::{cmp::Reverse, collections::HashSet};

use tokenizers::{
    Result,
    models::unigram::{Unigram, UnigramTrainer},
};

/// The longest piece that is learnt, in characters.
const LONGEST: usize = 8;
/// How many pieces are learnt beside the single characters.
const PIECES: usize = 4_000;
/// How many characters are learnt from at most, the most common segments first: some hundred megabytes of memory.
const CHARACTERS: usize = 1_000_000;

/// Ends of segments, in turn: the trainer finds only pieces that go on in more than one way, and would miss what always
/// stands at an end. They are no characters of any text.
const ENDS: [char; 8] = [
    '\u{e000}', '\u{e001}', '\u{e002}', '\u{e003}', '\u{e004}', '\u{e005}', '\u{e006}', '\u{e007}',
];

/// The pieces of two characters and more of which `segments`, each with its count, are most likely built; in order.
pub(super) fn pieces(segments: &[(String, u32)]) -> Result<Vec<String>> {
    let mut segments = most_common(segments);
    if segments.is_empty() {
        return Ok(Vec::new());
    }
    // A short segment that stands by itself again and again is a piece without being learnt.
    let mut pieces: Vec<String> = segments
        .iter()
        .filter(|(text, count)| *count > 1 && text.chars().count() <= LONGEST)
        .map(|(text, _)| text.clone())
        .collect();
    for ((text, _), end) in segments.iter_mut().zip(ENDS.into_iter().cycle()) {
        text.push(end);
    }
    let alphabet: HashSet<char> = segments.iter().flat_map(|(segment, _)| segment.chars()).collect();
    let trainer = UnigramTrainer::builder()
        .show_progress(false)
        .max_piece_length(LONGEST)
        .vocab_size(u32::try_from(alphabet.len() + PIECES)?)
        .build()?;
    let mut model = Unigram::default();
    trainer.do_train(segments, &mut model)?;
    let learnt = model.iter().map(|(piece, _)| piece.trim_end_matches(ENDS));
    pieces.extend(learnt.filter(|piece| piece.chars().nth(1).is_some()).map(str::to_owned));
    pieces.sort();
    pieces.dedup();
    Ok(pieces)
}

fn most_common(segments: &[(String, u32)]) -> Vec<(String, u32)> {
    let mut sorted: Vec<&(String, u32)> = segments.iter().collect();
    sorted.sort_by_key(|(text, count)| (Reverse(*count), text.as_str()));
    let mut characters = 0;
    sorted
        .into_iter()
        .take_while(|(text, _)| {
            characters += text.chars().count();
            characters <= CHARACTERS
        })
        .cloned()
        .collect()
}
