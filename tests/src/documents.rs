//! Documents as people and programs make them, and as nobody means well.

use std::io::{Cursor, Write};

use flate2::{Compression, write::ZlibEncoder};
use lopdf::{
    Dictionary, Document, EncryptionState, EncryptionVersion, Object, Permissions, Stream, StringFormat, dictionary,
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// A PDF document with these texts on its pages, of which each may be ASCII only.
pub fn pdf(created: Option<&str>, title: &str, pages: &[&str]) -> Vec<u8> {
    let mut document = pdf_document(created, title, pages);
    saved(&mut document)
}

fn saved(document: &mut Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("the document is written");
    bytes
}

fn pdf_document(created: Option<&str>, title: &str, pages: &[&str]) -> Document {
    let mut document = Document::with_version("1.7");
    let font = document.add_object(dictionary! {"Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding"});
    let resources = document.add_object(dictionary! {"Font" => dictionary! {"F1" => font}});
    let tree = document.new_object_id();
    let kids: Vec<Object> = pages
        .iter()
        .map(|text| {
            let content = format!("BT /F1 12 Tf 50 700 Td ({text}) Tj ET");
            let mut stream = Stream::new(Dictionary::new(), content.into_bytes());
            stream.compress().expect("the stream is compressed");
            let content = document.add_object(stream);
            let page = dictionary! {"Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources, "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()]};
            document.add_object(page).into()
        })
        .collect();
    let count = i64::try_from(kids.len()).expect("pages can be counted");
    document.objects.insert(
        tree,
        dictionary! {"Type" => "Pages", "Kids" => kids, "Count" => count}.into(),
    );
    let catalog = document.add_object(dictionary! {"Type" => "Catalog", "Pages" => tree});
    let mut info = dictionary! {"Title" => utf16(title)};
    if let Some(created) = created {
        info.set("CreationDate", Object::string_literal(created));
    }
    let info = document.add_object(info);
    document.trailer.set("Root", catalog);
    document.trailer.set("Info", info);
    document
}

fn utf16(text: &str) -> Object {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// A PDF document that asks for a password.
pub fn encrypted_pdf() -> Vec<u8> {
    let mut document = pdf_document(Some("D:20261101090000+08'00'"), "secret", &["secret"]);
    let id = Object::string_literal("0123456789abcdef");
    document.trailer.set("ID", vec![id.clone(), id]);
    let version = EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password: "user",
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).expect("the document can be encrypted");
    document.encrypt(&state).expect("the document is encrypted");
    saved(&mut document)
}

/// A PDF document of which a page, a few kilobytes, unpacks to `megabytes`.
pub fn pdf_bomb(megabytes: usize) -> Vec<u8> {
    let mut document = pdf_document(Some("D:20261101090000+08'00'"), "bomb", &["x"]);
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    for _ in 0..megabytes {
        packed.write_all(&vec![b' '; 1024 * 1024]).expect("memory takes it");
    }
    let stream = Stream::new(
        dictionary! {"Filter" => "FlateDecode"},
        packed.finish().expect("memory takes it"),
    );
    let page = *document.get_pages().values().next().expect("there is a page");
    let bomb = document.add_object(stream);
    let page = document.get_dictionary_mut(page).expect("the page is a dictionary");
    page.set("Contents", bomb);
    saved(&mut document)
}

/// An array of a PDF document that nests as deep as the file is long.
pub fn nested_pdf() -> Vec<u8> {
    let deep = 200_000;
    format!(
        "%PDF-1.7\n1 0 obj\n{}{}\nendobj\ntrailer\n<< /Root 1 0 R >>\n",
        "[".repeat(deep),
        "]".repeat(deep)
    )
    .into_bytes()
}

/// A kind of document of Office.
#[derive(Clone, Copy, Debug)]
pub enum Office {
    /// DOCX.
    Word,
    /// XLSX.
    Spreadsheet,
    /// PPTX.
    Presentation,
}

/// A document of Office with a paragraph, cell or slide for each text.
pub fn office(kind: Office, created: Option<&str>, texts: &[&str]) -> Vec<u8> {
    let core = created.map(|created| {
        format!(
            "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\" xmlns:dcterms=\"t\"><dc:title>产品手册</dc:title>\
             <dcterms:created>{created}</dcterms:created><dcterms:modified>2026-11-20T08:00:00Z</dcterms:modified>\
             </cp:coreProperties>"
        )
    });
    let mut parts = vec![("[Content_Types].xml".to_owned(), "<Types/>".to_owned())];
    parts.extend(core.map(|core| ("docProps/core.xml".to_owned(), core)));
    match kind {
        Office::Word => {
            // A word may stand in two runs.
            let paragraph = |text: &&str| {
                let (one, other) = text.split_at(text.len().min(3));
                format!("<w:p><w:r><w:t>{one}</w:t></w:r><w:r><w:t>{other}</w:t></w:r></w:p>")
            };
            let body: Vec<_> = texts.iter().map(paragraph).collect();
            let body = body.concat();
            let body = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
            parts.push(("word/document.xml".to_owned(), body));
        }
        Office::Spreadsheet => {
            let strings: Vec<_> = texts
                .iter()
                .map(|text| ["<si><t>", text, "</t></si>"].concat())
                .collect();
            let strings = strings.concat();
            parts.push(("xl/workbook.xml".to_owned(), "<workbook/>".to_owned()));
            parts.push(("xl/sharedStrings.xml".to_owned(), format!("<sst>{strings}</sst>")));
        }
        Office::Presentation => {
            parts.push((
                "ppt/presentation.xml".to_owned(),
                "<p:presentation xmlns:p=\"p\"/>".to_owned(),
            ));
            for (at, text) in texts.iter().enumerate() {
                let slide =
                    format!("<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>");
                parts.push((format!("ppt/slides/slide{}.xml", at + 1), slide));
            }
        }
    }
    archive(&parts)
}

fn archive(parts: &[(String, String)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        archive.start_file(name.as_str(), options).expect("the part is begun");
        archive.write_all(text.as_bytes()).expect("memory takes it");
    }
    archive.finish().expect("the archive is written").into_inner()
}

/// A document of Word that unpacks to `megabytes`.
pub fn zip_bomb(megabytes: usize) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    archive
        .start_file("[Content_Types].xml", options)
        .expect("the part is begun");
    archive.write_all(b"<Types/>").expect("memory takes it");
    archive
        .start_file("word/document.xml", options)
        .expect("the part is begun");
    archive
        .write_all(b"<w:document xmlns:w=\"w\">")
        .expect("memory takes it");
    for _ in 0..megabytes {
        archive.write_all(&vec![b' '; 1024 * 1024]).expect("memory takes it");
    }
    archive.finish().expect("the archive is written").into_inner()
}

/// What a document of Office with a password looks like from outside: a compound file with the stream of the encrypted one.
pub fn encrypted_office() -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(1024, 0);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(4096, 0);
    bytes
}
