//! Reading documents that nobody vouches for.
//!
//! A document may be broken, encrypted, or made to unpack without end. It is read by a process of its own (`child.rs`),
//! which the system keeps within [`MAX_MEMORY`] and the server within [`MAX_TIME`]; whatever becomes of it, the server only
//! learns that the document could not be read. Inside, the readers (`office.rs`, `pdf.rs`) keep to bounds of their own, so
//! that what is merely large is read in part.

mod child;
mod office;
mod pdf;
mod sniff;

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
    time::{Duration, Instant},
};

use chrono::{DateTime, NaiveDate, Utc};
use entity::types::DocumentReading;
use serde::{Deserialize, Serialize};

pub use child::Reader;
pub(crate) use child::confine;
pub use sniff::{MediaType, Office};

/// The address space of the process that reads a document.
pub const MAX_MEMORY: u64 = 1024 * 1024 * 1024;
/// How long reading a document may take before its process is ended.
pub const MAX_TIME: Duration = Duration::from_secs(20);
/// How long text is gathered; what was found until then is kept.
const MAX_TEXT_TIME: Duration = Duration::from_secs(8);
/// How much text of a document is kept, in bytes.
pub const MAX_TEXT: usize = 4 * 1024 * 1024;
/// How much of a document is unpacked, in bytes.
pub const MAX_UNPACKED: u64 = 128 * 1024 * 1024;
/// The longest title that is kept, in characters.
const MAX_TITLE: usize = 200;

/// What a document says about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// What its content is; `None` where that is nothing that may be uploaded.
    pub media_type: Option<MediaType>,
    /// Whether it could be read.
    pub reading: DocumentReading,
    /// When it was made.
    pub created_at: Option<DateTime<Utc>>,
    /// When it was last changed.
    pub modified_at: Option<DateTime<Utc>>,
    /// Its title.
    pub title: Option<String>,
    /// Pages or slides.
    pub pages: Option<u32>,
    /// Its text, in the order of the file.
    pub text: String,
}

impl Facts {
    /// The facts of a file of which nothing more is known.
    pub fn unread(media_type: Option<MediaType>, reading: DocumentReading) -> Self {
        Self {
            media_type,
            reading,
            created_at: None,
            modified_at: None,
            title: None,
            pages: None,
            text: String::new(),
        }
    }
}

/// Why a document gave no facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    Encrypted,
    Broken,
    TooLarge,
}

impl From<Refusal> for DocumentReading {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Encrypted => Self::Encrypted,
            Refusal::Broken => Self::Broken,
            Refusal::TooLarge => Self::TooLarge,
        }
    }
}

/// Reads a document in this process. Nothing but its own process should call it.
pub(crate) fn read(file: &mut File) -> std::io::Result<Facts> {
    let media_type = sniff::sniff(file)?;
    let found = match media_type {
        Some(MediaType::Pdf) => {
            let mut bytes = Vec::new();
            file.seek(SeekFrom::Start(0))?;
            file.read_to_end(&mut bytes)?;
            pdf::read(&bytes)
        }
        Some(MediaType::Office(office)) => office::read(file, office),
        // An Office document with a password is a compound file around the encrypted one.
        Some(MediaType::CompoundFile) if sniff::holds_encrypted_package(file)? => Err(Refusal::Encrypted),
        _ => return Ok(Facts::unread(media_type, DocumentReading::NotRead)),
    };
    Ok(match found {
        Ok(facts) => facts,
        Err(refusal) => Facts::unread(media_type, refusal.into()),
    })
}

/// Text as it is gathered, up to the bounds.
struct Text {
    gathered: String,
    until: Instant,
    is_cut: bool,
}

impl Text {
    fn new() -> Self {
        Self {
            gathered: String::new(),
            until: Instant::now() + MAX_TEXT_TIME,
            is_cut: false,
        }
    }

    /// Whether there is room and time for more.
    fn goes_on(&mut self) -> bool {
        self.is_cut |= self.gathered.len() >= MAX_TEXT || Instant::now() >= self.until;
        !self.is_cut
    }

    fn push(&mut self, more: &str) {
        let room = MAX_TEXT.saturating_sub(self.gathered.len());
        let end = more.floor_char_boundary(room);
        self.is_cut |= end < more.len();
        self.gathered.push_str(more.get(..end).unwrap_or_default());
    }

    /// Ends a line, unless nothing stands on it.
    fn end_line(&mut self) {
        if !self.gathered.is_empty() && !self.gathered.ends_with('\n') {
            self.push("\n");
        }
    }

    fn reading(&self) -> DocumentReading {
        if self.is_cut {
            DocumentReading::Partly
        } else {
            DocumentReading::Read
        }
    }
}

/// An instant as XML writes it, or a day.
fn instant(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    let day = || {
        let day = NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()?;
        Some(day.and_time(chrono::NaiveTime::MIN).and_utc())
    };
    let exact = DateTime::parse_from_rfc3339(text).ok();
    exact.map(Into::into).or_else(day)
}

/// A title as it is kept: trimmed, not too long; `None` for a blank one.
fn title(text: &str) -> Option<String> {
    let plain: String = text
        .trim()
        .chars()
        .filter(|c| !c.is_control())
        .take(MAX_TITLE)
        .collect();
    (!plain.is_empty()).then_some(plain)
}
