//! Fetching files, and where they lie.

use api::attachment::{Files, storage::Storage};
use chrono::TimeDelta;
use futures_util::TryStreamExt;
use reqwest::{Response, StatusCode};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use tests::{TestApp, Value, app};
use uuid::Uuid;

use super::{Scene, made_on};

impl Scene {
    async fn fetch(&self, url: &Value) -> Response {
        let url = format!("http://{}{}", self.app.address(), url.as_str().unwrap());
        reqwest::get(url).await.unwrap()
    }
}

#[tokio::test]
async fn a_file_comes_back_as_it_went_with_headers_that_keep_it_from_being_a_page() {
    let scene = Scene::set().await;
    let content = b"<script>alert(1)</script>".to_vec();
    let kept = scene.kept("说明 \"1\".html", content.clone()).await;
    let response = scene.fetch(&kept["downloadUrl"]).await;
    assert_eq!(response.status(), StatusCode::OK);
    for (header, value) in [
        ("content-type", "text/plain; charset=utf-8"),
        ("content-length", "25"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("cache-control", "private, no-store"),
        (
            "content-disposition",
            "attachment; filename=\"___1.txt\"; filename*=UTF-8''%E8%AF%B4%E6%98%8E%201.txt",
        ),
    ] {
        assert_eq!(response.headers()[header], value, "{header}");
    }
    assert_eq!(response.bytes().await.unwrap(), content);
}

#[tokio::test]
async fn an_address_ends_with_its_time_and_with_the_right_to_the_customer() {
    let scene = Scene::set().await;
    let kept = scene.kept("a.docx", made_on("2026-11-20", "a")).await;
    let url = &kept["downloadUrl"];
    assert_eq!(scene.fetch(url).await.status(), 200);
    let mut customer = scene.customer.clone().into_active_model();
    customer.owner_id = Set(Some(scene.app.world.other_rep.id()));
    customer.team_id = Set(Some(scene.app.world.other_rep.team_id()));
    let customer = customer.update(scene.app.state.database.writer()).await.unwrap();
    assert_eq!(scene.fetch(url).await.status(), 404);
    let mut customer = customer.into_active_model();
    customer.owner_id = Set(Some(scene.app.world.rep.id()));
    customer.update(scene.app.state.database.writer()).await.unwrap();
    assert_eq!(scene.fetch(url).await.status(), 200);
    scene.app.state.clock.advance(TimeDelta::minutes(10));
    assert_eq!(scene.fetch(url).await.status(), 403);
}

#[tokio::test]
async fn equal_files_lie_in_a_folder_once_for_each_organisation() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("files");
    let storage = Storage::folder(&root).unwrap();
    let files = Files {
        storage: storage.clone(),
        ..app::files()
    };
    let scene = Scene::of(TestApp::start_with(files).await).await;
    // Larger than one part, so that it goes in several.
    let content: Vec<u8> = (0..12 * 1024 * 1024_u32)
        .map(|at| b'a' + u8::try_from(at % 26).unwrap())
        .collect();
    let first = scene.kept("a.txt", content.clone()).await;
    let second = scene.kept("b.txt", content.clone()).await;
    assert_eq!(first["sha256"], second["sha256"]);
    assert_ne!(first["id"], second["id"]);
    let sha256 = first["sha256"].as_str().unwrap();
    let organization = scene.customer.organization_id;
    let stored = root.join(organization.to_string()).join(sha256.get(..2).unwrap());
    let stored: Vec<_> = std::fs::read_dir(stored)
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    assert_eq!(stored, [sha256]);
    assert_eq!(
        scene.fetch(&second["downloadUrl"]).await.bytes().await.unwrap(),
        content
    );
    // Whoever knows the digest reaches nothing of another organisation.
    assert!(storage.get(Uuid::now_v7(), sha256).await.is_err());
}

/// An S3-compatible server, where one is configured: `ZHIYAN_TEST_S3=http://127.0.0.1:9000` with the bucket `zhiyan`.
#[tokio::test]
async fn a_bucket_keeps_files_as_a_folder_does() {
    #[expect(clippy::disallowed_methods, reason = "tests choose their servers by it")]
    let Ok(endpoint) = std::env::var("ZHIYAN_TEST_S3") else {
        return;
    };
    let storage = Storage::s3(api::attachment::storage::S3 {
        bucket: "zhiyan".into(),
        region: "us-east-1".into(),
        endpoint: Some(endpoint),
        access_key_id: "test".into(),
        secret_access_key: "test".into(),
        allow_http: true,
    })
    .unwrap();
    let organization = Uuid::now_v7();
    for size in [10, 12 * 1024 * 1024] {
        let content = vec![b'x'; size];
        let mut file = tempfile::tempfile().unwrap();
        std::io::Write::write_all(&mut file, &content).unwrap();
        let name = format!("{size:064}");
        for _ in 0..2 {
            storage
                .put(organization, &name, file.try_clone().unwrap())
                .await
                .unwrap();
        }
        let stream = storage.get(organization, &name).await.unwrap();
        let back: Vec<_> = stream.try_collect().await.unwrap();
        assert!(back.concat() == content, "{size}");
        assert!(storage.get(Uuid::now_v7(), &name).await.is_err());
    }
    let none = storage.get(organization, "none").await;
    assert!(none.is_err());
}
