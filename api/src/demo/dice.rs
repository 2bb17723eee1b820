//! Chance that falls the same way every time.

use rand::{RngExt, SeedableRng, rngs::StdRng};

/// A source of chance with a fixed seed.
pub(super) struct Dice(StdRng);

impl Dice {
    pub(super) fn new() -> Self {
        Self(StdRng::seed_from_u64(20_261_124))
    }

    /// A number from `low` to `high`, both inclusive.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.random_range(low..=high)
    }

    /// A count from `low` to `high`, both inclusive.
    pub(super) fn count(&mut self, low: u64, high: u64) -> u64 {
        self.0.random_range(low..=high)
    }

    /// Whether something happens that does so in `percent` of all cases.
    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.0.random_range(0..100) < percent
    }

    /// One of `choices`, which are never empty.
    #[expect(clippy::indexing_slicing, reason = "the index is drawn from the range of the slice")]
    pub(super) fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.0.random_range(0..choices.len())]
    }
}
