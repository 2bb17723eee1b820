//! What is kept of a report to recognise copies of it.

use chrono::NaiveDate;

use super::tokens::Tokens;

/// Changes whenever the same text would give other numbers.
const VERSION: u8 = 1;

/// Which part of the shingles two texts share at least before it is worth looking closer: one in four.
const WORTH_A_LOOK: usize = 4;

/// The shingles of a report: some 2 kB for 500 characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// In order, each once.
    shingles: Vec<u32>,
    /// Those that hold numbers, with their very numbers; in order, each once.
    exact: Vec<u32>,
}

impl Fingerprint {
    /// The fingerprint of a report of `date`.
    pub fn of(text: &str, date: NaiveDate) -> Self {
        Self::of_tokens(&Tokens::of(text, date))
    }

    pub(super) fn of_tokens(tokens: &Tokens) -> Self {
        let (mut shingles, mut exact) = (Vec::new(), Vec::new());
        for shingle in tokens.shingles() {
            shingles.push(shingle.hash);
            exact.extend(shingle.exact);
        }
        for list in [&mut shingles, &mut exact] {
            list.sort_unstable();
            list.dedup();
        }
        Self { shingles, exact }
    }

    /// The bytes under which it is stored: a version, how many shingles there are, and all numbers, little-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let count = u32::try_from(self.shingles.len()).unwrap_or(u32::MAX);
        let mut bytes = vec![VERSION];
        for number in [&count].into_iter().chain(&self.shingles).chain(&self.exact) {
            bytes.extend(number.to_le_bytes());
        }
        bytes
    }

    /// Reads what [`Self::to_bytes`] wrote; `None` for bytes of another version.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (&VERSION, numbers) = bytes.split_first()? else {
            return None;
        };
        let (chunks, []) = numbers.as_chunks::<4>() else {
            return None;
        };
        let (count, numbers) = chunks.split_first()?;
        let count = usize::try_from(u32::from_le_bytes(*count)).ok()?;
        let numbers: Vec<u32> = numbers.iter().map(|chunk| u32::from_le_bytes(*chunk)).collect();
        let (shingles, exact) = numbers.split_at_checked(count)?;
        Some(Self {
            shingles: shingles.to_vec(),
            exact: exact.to_vec(),
        })
    }

    /// Whether the report held a shingle, whatever its numbers.
    pub(super) fn holds(&self, shingle: u32) -> bool {
        self.shingles.binary_search(&shingle).is_ok()
    }

    /// Whether the report held a shingle with these very numbers.
    pub(super) fn holds_exactly(&self, shingle: u32) -> bool {
        self.exact.binary_search(&shingle).is_ok()
    }

    /// Whether enough of the shingles of `text` are here to look closer.
    pub(super) fn shares(&self, text: &Self) -> bool {
        let mut here = self.shingles.iter().peekable();
        let shared = text
            .shingles
            .iter()
            .filter(|shingle| {
                while here.next_if(|known| known < shingle).is_some() {}
                here.peek() == Some(shingle)
            })
            .count();
        shared > 0 && shared * WORTH_A_LOOK >= text.shingles.len()
    }
}
