//! Documents that are broken, encrypted, endless or very long: an answer in bounded time and memory.

use std::time::{Duration, Instant};

use api::attachment::document::{MAX_TIME, Reader};
use tests::{
    app,
    command::run,
    documents::{self, Office},
    json,
};

use super::{Scene, codes};

/// The longest that an upload of any document may take: reading it, and what is around that.
const PATIENCE: Duration = MAX_TIME.saturating_add(Duration::from_secs(10));

#[tokio::test]
async fn what_cannot_be_read_is_kept_and_says_so() {
    let scene = Scene::set().await;
    let cut = |mut document: Vec<u8>| {
        document.truncate(document.len() / 2);
        document
    };
    for (name, content, reading) in [
        ("加密.pdf", documents::encrypted_pdf(), "ENCRYPTED"),
        ("加密.docx", documents::encrypted_office(), "ENCRYPTED"),
        ("半份.pdf", cut(documents::pdf(None, "", &["a"; 20])), "BROKEN"),
        ("空壳.pdf", b"%PDF-1.7\n%%EOF\n".to_vec(), "BROKEN"),
    ] {
        let kept = scene.kept(name, content).await;
        assert_eq!(
            (&kept["reading"], &kept["createdOnVerified"]),
            (&json!(reading), &json!(false)),
            "{name}"
        );
        assert_eq!(codes(&kept), ["UNREADABLE", "DATE_UNVERIFIED"], "{name}");
    }
    // Half an archive is no document any more.
    let half = cut(documents::office(Office::Word, None, &["文字"; 200]));
    let kept = scene.kept("半份.docx", half).await;
    assert_eq!(
        (&kept["name"], &kept["reading"]),
        (&json!("半份.zip"), &json!("NOT_READ"))
    );
}

#[tokio::test]
async fn what_unpacks_without_end_is_refused() {
    let scene = Scene::set().await;
    for (name, content) in [
        ("炸弹.docx", documents::zip_bomb(200)),
        ("炸弹.pdf", documents::pdf_bomb(100)),
    ] {
        assert!(content.len() < 1024 * 1024, "{name} is small");
        let begun = Instant::now();
        let answer = scene.upload(&scene.app.world.rep, name, content).await;
        assert_eq!(answer.refusals("uploadAttachment"), ["file UNSUPPORTED_FILE"], "{name}");
        assert!(begun.elapsed() < PATIENCE, "{name} {:?}", begun.elapsed());
    }
}

#[tokio::test]
async fn a_document_that_ends_the_process_that_reads_it_ends_nothing_else() {
    let scene = Scene::set().await;
    let begun = Instant::now();
    let answer = scene
        .upload(&scene.app.world.rep, "深.pdf", documents::nested_pdf())
        .await;
    assert_eq!(answer.status, 200, "{:#}", answer.body);
    assert!(begun.elapsed() < PATIENCE);
    scene.kept("之后.pdf", documents::pdf(None, "", &["a"])).await;
}

#[tokio::test]
async fn five_hundred_pages_are_read_to_the_last() {
    let scene = Scene::set().await;
    scene
        .happened(entity::types::ActivityKind::Call, "2026-11-20T02:00:00Z", "问KD-3000")
        .await;
    let long = "The quick brown fox jumps over the lazy dog. ".repeat(40);
    let mut pages = vec![long.as_str(); 499];
    pages.push("On the last page: KD-3000");
    let kept = scene
        .kept("长.pdf", documents::pdf(Some("D:20261122"), "", &pages))
        .await;
    assert_eq!((&kept["pages"], &kept["reading"]), (&json!(500), &json!("READ")));
    assert!(codes(&kept).is_empty(), "{:#}", kept["warnings"]);
}

#[tokio::test]
async fn the_command_reads_as_the_server_does() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.docx");
    std::fs::write(&path, super::made_on("2026-11-20", "型号KD-3000")).unwrap();
    let answer = run(&app::binary(), &["document", path.to_str().unwrap()], "");
    let facts = &answer.lines()[0];
    assert_eq!(facts["created_at"], "2026-11-20T02:00:00Z");
    assert_eq!(
        (&facts["title"], &facts["text"]),
        (&json!("产品手册"), &json!("型号KD-3000\n"))
    );
    let answer = run(&app::binary(), &["document"], "只是文字");
    assert_eq!(answer.lines()[0]["media_type"], "Utf8");
}

#[tokio::test]
async fn without_the_command_nothing_is_kept() {
    let reader = Reader::new("/nowhere/zhiyan".into());
    let mut file = tempfile::tempfile().unwrap();
    std::io::Write::write_all(&mut file, b"%PDF-1.7").unwrap();
    assert!(reader.read(file).await.is_err());
}
