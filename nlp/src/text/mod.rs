//! The shape of a text: sentences, clauses and positions in it (lint guide §1).
//!
//! Everything here counts in bytes of the text it was given; [`Positions`] turns bytes into a [`Span`](crate::Span).

mod char_set;
mod positions;
mod sentence;

pub(crate) use char_set::{CharSet, mix, pairs};
pub use positions::Positions;
pub use sentence::{Clauses, Sentence, clauses, sentences};
