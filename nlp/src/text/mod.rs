//! The shape of a text: sentences, clauses and positions in it (lint guide §1).
//!
//! Everything here counts in bytes of the text it was given; [`Positions`] turns bytes into a [`Span`](crate::Span).

mod char_filter;
mod char_set;
mod positions;
mod sentence;
mod sieve;
mod wide;
mod word_set;

pub(crate) use char_filter::CharFilter;
pub(crate) use char_set::{CharSet, mix, pairs};
pub use positions::Positions;
pub use sentence::{Clauses, Sentence, clauses, sentences};
pub(crate) use sieve::{Beginning, EDGE, Sieve, inner};
pub(crate) use wide::wide;
pub(crate) use word_set::WordSet;
