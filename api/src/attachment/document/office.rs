//! Documents of Office: archives of XML, of which only the parts with dates and text are unpacked, as streams.

use std::{
    cell::Cell,
    fs::File,
    io::{BufRead, BufReader, Read},
};

use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesRef, Event},
};
use zip::{ZipArchive, result::ZipError};

use super::{Facts, MAX_UNPACKED, MediaType, Office, Refusal, Text, instant, title};

/// The most parts that an archive may have.
const MAX_PARTS: usize = 20_000;
/// How much of a part with properties is unpacked, in bytes.
const MAX_PROPERTIES: u64 = 1024 * 1024;

/// Reads a document.
pub(super) fn read(file: &mut File, office: Office) -> Result<Facts, Refusal> {
    let mut archive = ZipArchive::new(file).map_err(|_broken| Refusal::Broken)?;
    if archive.len() > MAX_PARTS {
        return Err(Refusal::TooLarge);
    }
    let core = properties(&mut archive, "docProps/core.xml")?;
    let app = properties(&mut archive, "docProps/app.xml")?;
    let mut text = Text::new();
    let left = Cell::new(MAX_UNPACKED);
    for part in parts(&archive, office) {
        if !text.goes_on() {
            break;
        }
        let Ok(part) = archive.by_name(&part) else { continue };
        gather(
            BufReader::new(Bounded {
                inner: part,
                left: &left,
            }),
            &mut text,
        )?;
        text.end_line();
    }
    let value = |of: &[(String, String)], name: &str| {
        let mut values = of.iter();
        values.find(|(key, _)| key == name).map(|(_, value)| value.clone())
    };
    let pages = value(&app, "Pages").or_else(|| value(&app, "Slides"));
    Ok(Facts {
        media_type: Some(MediaType::Office(office)),
        reading: text.reading(),
        created_at: value(&core, "created").and_then(|text| instant(&text)),
        modified_at: value(&core, "modified").and_then(|text| instant(&text)),
        title: value(&core, "title").and_then(|text| title(&text)),
        pages: pages.and_then(|pages| pages.trim().parse().ok()),
        text: text.gathered,
    })
}

/// The parts with text, in the order of their numbers.
fn parts(archive: &ZipArchive<&mut File>, office: Office) -> Vec<String> {
    let (folders, single): (&[&str], &[&str]) = match office {
        Office::Word => (
            &["word/header", "word/footer"],
            &["word/document.xml", "word/footnotes.xml"],
        ),
        Office::Spreadsheet => (&["xl/worksheets/sheet"], &["xl/sharedStrings.xml"]),
        Office::Presentation => (&["ppt/slides/slide", "ppt/notesSlides/notesSlide"], &[]),
        Office::Drawing => (&["visio/pages/page"], &[]),
    };
    let number = |name: &str| -> u32 {
        let digits: String = name.chars().filter(char::is_ascii_digit).collect();
        digits.parse().unwrap_or(u32::MAX)
    };
    let mut numbered: Vec<_> = archive
        .file_names()
        .flatten()
        .filter(|name| name.ends_with(".xml") && folders.iter().any(|folder| name.starts_with(folder)))
        .map(|name| (number(&name), name.into_owned()))
        .collect();
    numbered.sort_unstable();
    let single = single.iter().map(|&name| name.to_owned());
    single.chain(numbered.into_iter().map(|(_, name)| name)).collect()
}

/// The elements of a part with properties, by their local names.
fn properties(archive: &mut ZipArchive<&mut File>, part: &str) -> Result<Vec<(String, String)>, Refusal> {
    let part = match archive.by_name(part) {
        Ok(part) => part,
        Err(ZipError::FileNotFound) => return Ok(Vec::new()),
        Err(error) => return Err(refusal(&error)),
    };
    let left = Cell::new(MAX_PROPERTIES);
    let mut reader = Reader::from_reader(BufReader::new(Bounded {
        inner: part,
        left: &left,
    }));
    let (mut buffer, mut found, mut open) = (Vec::new(), Vec::new(), None);
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => {
                open = Some((tag.local_name().as_ref().to_owned(), String::new()));
            }
            Ok(Event::Text(text)) => {
                if let Some((_, value)) = &mut open {
                    value.push_str(&text.xml_content(XmlVersion::Implicit1_0));
                }
            }
            Ok(Event::End(_)) => found.extend(open.take()),
            // What was read of damaged properties is good; without a date the day counts as not verified.
            Ok(Event::Eof) | Err(_) => return Ok(found),
            Ok(_) => {}
        }
        buffer.clear();
    }
}

fn refusal(error: &ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(message) if message.contains("assword") => Refusal::Encrypted,
        _ => Refusal::Broken,
    }
}

/// Gathers the text of a part: every `t`, and the strings that formulas of a sheet give.
fn gather(part: impl BufRead, text: &mut Text) -> Result<(), Refusal> {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    let (mut in_text, mut in_string) = (false, false);
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => match tag.local_name().as_ref() {
                "t" | "Text" => in_text = true,
                "c" => {
                    let kind = tag.try_get_attribute("t").ok().flatten();
                    in_string = kind.is_some_and(|kind| kind.value.as_ref() == "str");
                }
                "v" => in_text = in_string,
                _ => {}
            },
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                // Runs of one paragraph are one text; a model may stand in two of them.
                "p" | "si" | "is" | "v" | "tc" | "Text" => {
                    in_text = false;
                    text.end_line();
                }
                _ => {}
            },
            Ok(Event::Empty(tag)) if matches!(tag.local_name().as_ref(), "tab" | "br") => text.push(" "),
            Ok(Event::Text(found)) if in_text => {
                text.push(&found.xml_content(XmlVersion::Implicit1_0));
            }
            Ok(Event::GeneralRef(name)) if in_text => text.push(&letter(&name)),
            Ok(Event::Eof) => return Ok(()),
            Err(quick_xml::Error::Io(error)) if is_overrun(&error) => {
                return Err(Refusal::TooLarge);
            }
            Err(_) => return Err(Refusal::Broken),
            Ok(_) => {}
        }
        buffer.clear();
        if !text.goes_on() {
            return Ok(());
        }
    }
}

/// The character that a reference such as `&amp;` stands for. Entities that a document defines for itself stand for nothing.
fn letter(reference: &BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(letter)) => letter.to_string(),
        _ => resolve_predefined_entity(reference).unwrap_or_default().to_owned(),
    }
}

/// Unpacks no more than all parts together may.
struct Bounded<'a, R> {
    inner: R,
    left: &'a Cell<u64>,
}

/// The bound was reached.
#[derive(Debug, thiserror::Error)]
#[error("the document unpacks to more than is allowed")]
struct Overrun;

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let left = self.left.get().checked_sub(u64::try_from(read).unwrap_or(u64::MAX));
        match left {
            Some(left) => {
                self.left.set(left);
                Ok(read)
            }
            None => Err(std::io::Error::other(Overrun)),
        }
    }
}

fn is_overrun(error: &std::io::Error) -> bool {
    let inner = error.get_ref();
    inner.and_then(|inner| inner.downcast_ref::<Overrun>()).is_some()
}
