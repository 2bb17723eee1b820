//! Time as a value, so that tests can stop it.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use entity::types::Timestamp;
use parking_lot::Mutex;

/// Where the present comes from.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// A clock that stands still until it is moved, for tests.
    Fixed(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// A clock that stands at `now`.
    pub fn fixed(now: DateTime<Utc>) -> Self {
        Self::Fixed(Arc::new(Mutex::new(now)))
    }

    /// The present.
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the machine")]
            Self::System => Utc::now(),
            Self::Fixed(now) => *now.lock(),
        }
    }

    /// The present as it is stored.
    pub fn timestamp(&self) -> Timestamp {
        Timestamp::from(self.now())
    }

    /// Moves a fixed clock on; the machine's clock cannot be moved.
    pub fn advance(&self, by: TimeDelta) {
        if let Self::Fixed(now) = self {
            *now.lock() += by;
        }
    }
}
