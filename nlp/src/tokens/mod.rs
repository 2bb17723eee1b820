//! The linter's own steps as parts of a `tokenizers` pipeline: normaliser, pre-tokenizer, vocabulary.
//!
//! [`Plain`] normalises like [`Normalized`](crate::norm::Normalized), whose compact map of positions it proves: a test
//! compares the two on random texts. [`JiebaWords`] cuts where the linter cuts and keeps the offsets in the original.
//! [`vocabulary()`] gives the words of the trade ids that last, for fingerprints that are stored ([`crate::copied`]).
//! A pipeline of them also feeds the trainer that learns phrases from a history.
//!
//! Linting itself does not go through it: the library keeps sixteen bytes for each byte of a text and copies every
//! slice, which a keystroke cannot pay for.

mod plain;
mod vocabulary;
mod words;

pub use plain::Plain;
pub(crate) use vocabulary::hash;
pub use vocabulary::{NUMBER, TIME, Vocabulary, vocabulary};
pub use words::JiebaWords;
