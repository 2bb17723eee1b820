//! PDF documents.

use chrono::{DateTime, FixedOffset, Utc};
use lopdf::{Dictionary, Document, Error, LoadOptions, Object, decode_text_string};
use quick_xml::{Reader, XmlVersion, events::Event};

use super::{Facts, MediaType, Refusal, Text, instant, title};

/// How much a single stream is unpacked to, in bytes.
const MAX_STREAM: usize = 32 * 1024 * 1024;
/// The most pages whose text is read.
const MAX_PAGES: usize = 2_000;
/// How much of the XMP metadata is read, in bytes.
const MAX_XMP: usize = 1024 * 1024;

/// Reads a document.
pub(super) fn read(bytes: &[u8]) -> Result<Facts, Refusal> {
    let options = LoadOptions {
        max_decompressed_size: Some(MAX_STREAM),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        Error::InvalidPassword | Error::UnsupportedSecurityHandler(_) | Error::Decryption(_) => Refusal::Encrypted,
        Error::Decompress(_) => Refusal::TooLarge,
        _ => Refusal::Broken,
    })?;
    if document.is_encrypted() && document.encryption_state.is_none() {
        return Err(Refusal::Encrypted);
    }
    let pages = document.get_pages();
    if pages.is_empty() {
        return Err(Refusal::Broken);
    }
    let info = info(&document);
    let xmp = xmp(&document).unwrap_or_default();
    let date = |key: &[u8]| info.and_then(|info| info.get_deref(key, &document).ok()).and_then(date);
    let mut text = Text::new();
    text.is_cut = pages.len() > MAX_PAGES;
    for page in pages.keys().take(MAX_PAGES) {
        if !text.goes_on() {
            break;
        }
        for chunk in document.extract_text_chunks_with_limit(&[*page], MAX_STREAM) {
            match chunk {
                Ok(chunk) => text.push(&chunk),
                Err(Error::Decompress(_)) => return Err(Refusal::TooLarge),
                // A page that cannot be read leaves the others.
                Err(_) => text.is_cut = true,
            }
        }
        text.end_line();
    }
    let named = info
        .and_then(|info| info.get_deref(b"Title", &document).ok())
        .and_then(|name| decode_text_string(name).ok());
    Ok(Facts {
        media_type: Some(MediaType::Pdf),
        reading: text.reading(),
        created_at: date(b"CreationDate").or(xmp.created_at),
        modified_at: date(b"ModDate").or(xmp.modified_at),
        title: named
            .as_deref()
            .and_then(title)
            .or(xmp.title.as_deref().and_then(title)),
        pages: u32::try_from(pages.len()).ok(),
        text: text.gathered,
    })
}

fn info(document: &Document) -> Option<&Dictionary> {
    document.trailer.get_deref(b"Info", document).ok()?.as_dict().ok()
}

/// A date such as `D:20261124100000+08'00'`, with as few parts as a program left it.
fn date(object: &Object) -> Option<DateTime<Utc>> {
    let written = decode_text_string(object).ok()?;
    let written = written.trim().trim_start_matches("D:");
    let digits: String = written.chars().take_while(char::is_ascii_digit).take(14).collect();
    let rest = written.get(digits.len()..)?;
    // Missing parts are the first of their kind.
    let padded = match digits.len() {
        4 | 6 | 8 | 10 | 12 | 14 => format!("{digits}{}", "00000101000000".get(digits.len()..)?),
        _ => return None,
    };
    let local = chrono::NaiveDateTime::parse_from_str(&padded, "%Y%m%d%H%M%S").ok()?;
    let offset = offset(rest).unwrap_or(0);
    let zone = FixedOffset::east_opt(offset)?;
    Some(local.and_local_timezone(zone).single()?.to_utc())
}

/// The seconds of an offset such as `+08'00'`; a date without one counts as UTC.
fn offset(text: &str) -> Option<i32> {
    let mut letters = text.chars();
    let sign = match letters.next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits: String = letters.filter(char::is_ascii_digit).take(4).collect();
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..).and_then(|minutes| minutes.parse().ok()).unwrap_or(0);
    Some(sign * (hours * 3600 + minutes * 60))
}

/// What the metadata packet of the document says.
#[derive(Default)]
struct Xmp {
    created_at: Option<DateTime<Utc>>,
    modified_at: Option<DateTime<Utc>>,
    title: Option<String>,
}

fn xmp(document: &Document) -> Option<Xmp> {
    let stream = document
        .catalog()
        .ok()?
        .get_deref(b"Metadata", document)
        .ok()?
        .as_stream()
        .ok()?;
    let packet = stream.get_plain_content_with_limit(MAX_XMP).ok()?;
    let packet = String::from_utf8_lossy(&packet);
    let mut reader = Reader::from_str(&packet);
    let mut found = Xmp::default();
    let mut open = String::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => {
                // Simple properties stand as elements or as attributes of their description.
                for attribute in tag.attributes().flatten() {
                    match attribute.key.as_ref() {
                        "xmp:CreateDate" => found.created_at = instant(&attribute.value),
                        "xmp:ModifyDate" => found.modified_at = instant(&attribute.value),
                        _ => {}
                    }
                }
                let name = tag.name();
                if name.as_ref() != "rdf:Alt" && name.as_ref() != "rdf:li" {
                    name.as_ref().clone_into(&mut open);
                }
            }
            Event::Text(text) => {
                let text = text.xml_content(XmlVersion::Implicit1_0);
                match open.as_str() {
                    "xmp:CreateDate" => found.created_at = found.created_at.or_else(|| instant(&text)),
                    "xmp:ModifyDate" => found.modified_at = found.modified_at.or_else(|| instant(&text)),
                    "dc:title" if !text.trim().is_empty() => found.title = Some(text.trim().to_owned()),
                    _ => {}
                }
            }
            Event::Eof => return Some(found),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> Option<DateTime<Utc>> {
        DateTime::parse_from_rfc3339(text).map(Into::into).ok()
    }

    #[test]
    fn dates_are_read_as_programs_write_them() {
        for (written, expected) in [
            ("D:20261124100000+08'00'", utc("2026-11-24T02:00:00Z")),
            ("D:20261124100000+08'00", utc("2026-11-24T02:00:00Z")),
            ("D:20261124100000-0530", utc("2026-11-24T15:30:00Z")),
            ("D:20261124100000Z", utc("2026-11-24T10:00:00Z")),
            ("20261124", utc("2026-11-24T00:00:00Z")),
            ("D:2026", utc("2026-01-01T00:00:00Z")),
            ("D:20261324", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(date(&Object::string_literal(written)), expected, "{written}");
        }
    }
}
