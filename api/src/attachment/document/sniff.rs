//! What a file is, by its content.

use std::{
    fs::File,
    io::{Read, Result, Seek, SeekFrom},
};

use serde::{Deserialize, Serialize};
use zip::ZipArchive;

/// How much of a file is looked at.
pub(super) const HEAD: u64 = 8 * 1024;
/// How far into a compound file its directory is looked for.
const DIRECTORY: u64 = 16 * 1024 * 1024;

/// What may be uploaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MediaType {
    /// PDF.
    Pdf,
    /// A document of Office since 2007.
    Office(Office),
    /// A document of Office before 2007, or one with a password.
    CompoundFile,
    /// A picture.
    Png,
    /// A photograph.
    Jpeg,
    /// A picture.
    Gif,
    /// A picture.
    Webp,
    /// A picture.
    Bmp,
    /// A scan.
    Tiff,
    /// A photograph of a phone.
    Heic,
    /// A video of a phone.
    Mp4,
    /// A drawing of a CAD program.
    Dwg,
    /// Rich text.
    Rtf,
    /// Text in UTF-8.
    Utf8,
    /// Text in another encoding.
    Text,
    /// An archive of anything.
    Zip,
}

/// The documents of Office since 2007, which are archives of XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Office {
    /// DOCX.
    Word,
    /// XLSX.
    Spreadsheet,
    /// PPTX.
    Presentation,
    /// VSDX.
    Drawing,
}

impl MediaType {
    /// As HTTP names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Office(Office::Word) => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Office(Office::Spreadsheet) => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Office(Office::Presentation) => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
            Self::Office(Office::Drawing) => "application/vnd.ms-visio.drawing",
            Self::CompoundFile => "application/x-ole-storage",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Bmp => "image/bmp",
            Self::Tiff => "image/tiff",
            Self::Heic => "image/heic",
            Self::Mp4 => "video/mp4",
            Self::Dwg => "image/vnd.dwg",
            Self::Rtf => "application/rtf",
            Self::Utf8 => "text/plain; charset=utf-8",
            Self::Text => "text/plain",
            Self::Zip => "application/zip",
        }
    }

    /// The extension that its name must have; `None` where several have a right to it.
    pub fn extension(self) -> Option<&'static str> {
        Some(match self {
            Self::Pdf => "pdf",
            Self::Office(Office::Word) => "docx",
            Self::Office(Office::Spreadsheet) => "xlsx",
            Self::Office(Office::Presentation) => "pptx",
            Self::Office(Office::Drawing) => "vsdx",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Bmp => "bmp",
            Self::Tiff => "tiff",
            Self::Heic => "heic",
            Self::Mp4 => "mp4",
            Self::Dwg => "dwg",
            Self::Rtf => "rtf",
            Self::Zip => "zip",
            Self::CompoundFile | Self::Utf8 | Self::Text => return None,
        })
    }

    /// Those that its name may have where several have a right to it; the first is given to a name with none of them.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::CompoundFile => &["doc", "xls", "ppt", "vsd", "docx", "xlsx", "pptx", "msg"],
            Self::Utf8 | Self::Text => &["txt", "csv", "md", "log", "json", "xml"],
            _ => &[],
        }
    }
}

/// What the content of a file is; `None` for what may not be uploaded.
pub(super) fn sniff(file: &mut File) -> Result<Option<MediaType>> {
    let mut head = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.by_ref().take(HEAD).read_to_end(&mut head)?;
    Ok(match by_head(&head) {
        Some(MediaType::Zip) => Some(office(file).map_or(MediaType::Zip, MediaType::Office)),
        other => other,
    })
}

/// What a file is by its first bytes; a document of Office is an archive.
pub(super) fn by_head(head: &[u8]) -> Option<MediaType> {
    const MAGIC: [(usize, &[u8], MediaType); 17] = [
        (0, b"PK\x03\x04", MediaType::Zip),
        (0, b"PK\x05\x06", MediaType::Zip),
        (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", MediaType::CompoundFile),
        (0, b"\x89PNG\r\n\x1a\n", MediaType::Png),
        (0, b"\xff\xd8\xff", MediaType::Jpeg),
        (0, b"GIF87a", MediaType::Gif),
        (0, b"GIF89a", MediaType::Gif),
        (8, b"WEBPVP8", MediaType::Webp),
        (0, b"II*\0", MediaType::Tiff),
        (0, b"MM\0*", MediaType::Tiff),
        (4, b"ftypheic", MediaType::Heic),
        (4, b"ftypmif1", MediaType::Heic),
        (4, b"ftyp", MediaType::Mp4),
        (0, b"AC10", MediaType::Dwg),
        (0, b"{\\rtf", MediaType::Rtf),
        // The two reserved words behind the size of a bitmap are zero.
        (6, b"\0\0\0\0", MediaType::Bmp),
        (0, b"%PDF-", MediaType::Pdf),
    ];
    // Readers of PDF take it for one as long as the mark stands near its start.
    let is_pdf = || head.windows(5).take(1024).any(|window| window == b"%PDF-");
    MAGIC
        .iter()
        .find(|(at, magic, kind)| {
            let is_there = head.get(*at..).is_some_and(|rest| rest.starts_with(magic));
            is_there && (*kind != MediaType::Bmp || head.starts_with(b"BM"))
        })
        .map(|(_, _, kind)| *kind)
        .or_else(|| is_pdf().then_some(MediaType::Pdf))
        .or_else(|| text(head))
}

/// Text has no control characters but those that lay it out.
fn text(head: &[u8]) -> Option<MediaType> {
    let is_text = |byte: &u8| *byte >= b' ' && *byte != 0x7f || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c);
    if head.is_empty() || !head.iter().all(is_text) {
        return None;
    }
    Some(match std::str::from_utf8(head) {
        Ok(_) => MediaType::Utf8,
        // The head may end within a character.
        Err(error) if error.error_len().is_none() => MediaType::Utf8,
        Err(_) => MediaType::Text,
    })
}

/// Which document an archive is, by the part that each must have.
fn office(file: &mut File) -> Option<Office> {
    let archive = ZipArchive::new(file).ok()?;
    archive.index_for_name("[Content_Types].xml")?;
    [
        ("word/document.xml", Office::Word),
        ("xl/workbook.xml", Office::Spreadsheet),
        ("ppt/presentation.xml", Office::Presentation),
        ("visio/document.xml", Office::Drawing),
    ]
    .into_iter()
    .find(|(part, _)| archive.index_for_name(part).is_some())
    .map(|(_, office)| office)
}

/// Whether a compound file has the stream that holds an encrypted document.
pub(super) fn holds_encrypted_package(file: &mut File) -> Result<bool> {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.by_ref().take(DIRECTORY).read_to_end(&mut bytes)?;
    Ok(bytes.windows(name.len()).any(|window| window == name))
}
