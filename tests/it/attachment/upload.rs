//! Files in GraphQL multipart requests.

use api::attachment::Files;
use entity::attachment;
use reqwest::multipart::{Form, Part};
use sea_orm::{EntityTrait, PaginatorTrait};
use tests::{TestApp, Value, app, documents, json};

use super::{Scene, UPLOAD, form, made_on};

#[tokio::test]
async fn a_file_is_kept_with_what_it_says_about_itself() {
    let scene = Scene::set().await;
    let document = documents::pdf(Some("D:20261120100000+08'00'"), "PX系列产品手册", &["PX-200", "PX-300"]);
    let size = document.len();
    let kept = scene.kept("产品手册 V2.pdf", document).await;
    for (field, value) in [
        ("name", json!("产品手册 V2.pdf")),
        ("title", json!("PX系列产品手册")),
        ("mediaType", json!("application/pdf")),
        ("size", json!(size)),
        ("watermarkOn", json!("2026-11-24")),
        ("createdOn", json!("2026-11-20")),
        ("createdOnVerified", json!(true)),
        ("pages", json!(2)),
        ("reading", json!("READ")),
        ("customer", json!({"name": "华东精密"})),
        ("uploadedBy", json!({"name": "李销售"})),
        ("warnings", json!([])),
    ] {
        assert_eq!(kept[field], value, "{field}");
    }
    assert_eq!(kept["sha256"].as_str().unwrap().len(), 64);

    let rep = scene.app.client(&scene.app.world.rep);
    let document = "query($customer: ID!) { attachments(filter: {customerId: $customer}) { totalCount nodes { id } } }";
    let listed = rep.query(document, json!({"customer": scene.customer_id()})).await;
    assert_eq!(
        listed.data()["attachments"],
        json!({"totalCount": 1, "nodes": [{"id": kept["id"]}]})
    );
}

#[tokio::test]
async fn neither_the_name_nor_the_stated_type_is_trusted() {
    let scene = Scene::set().await;
    for (name, content, kept_name, media_type) in [
        (
            "../../../etc/报价.exe",
            b"%PDF-1.4 broken".to_vec(),
            "报价.pdf",
            "application/pdf",
        ),
        ("照片.pdf", b"\x89PNG\r\n\x1a\n....".to_vec(), "照片.png", "image/png"),
        (
            "名单.csv",
            "姓名,电话\n".into(),
            "名单.csv",
            "text/plain; charset=utf-8",
        ),
        (
            "页面.html",
            b"<script>alert(1)</script>".to_vec(),
            "页面.txt",
            "text/plain; charset=utf-8",
        ),
        ("", b"\xff\xd8\xff\xe0....".to_vec(), "未命名.jpg", "image/jpeg"),
    ] {
        let kept = scene.kept(name, content).await;
        assert_eq!(
            (&kept["name"], &kept["mediaType"]),
            (&json!(kept_name), &json!(media_type)),
            "{name}"
        );
    }
    for content in [
        b"MZ\x90\0\x03\0\0\0".to_vec(),
        b"\x7fELF\x02\x01\x01\0".to_vec(),
        vec![0; 100],
    ] {
        let answer = scene.upload(&scene.app.world.rep, "报价.pdf", content).await;
        assert_eq!(answer.refusals("uploadAttachment"), ["file UNSUPPORTED_FILE"]);
    }
    let answer = scene.upload(&scene.app.world.rep, "空.pdf", Vec::new()).await;
    assert_eq!(answer.refusals("uploadAttachment"), ["file INVALID"]);
}

#[tokio::test]
async fn a_page_of_another_site_cannot_send_one() {
    let scene = Scene::set().await;
    let rep = scene.app.client(&scene.app.world.rep);
    let input = json!({"customerId": scene.customer_id(), "watermarkOn": "2026-11-24", "file": null});
    let send = async |header: Option<&str>| {
        let request = rep.post().multipart(form(&input, "a.docx", made_on("2026-11-20", "a")));
        let request = match header {
            Some(name) => request.header(name, "1"),
            None => request,
        };
        rep.send(request).await
    };
    let refused = send(None).await;
    assert_eq!((refused.status.as_u16(), refused.error_code()), (400, "BAD_REQUEST"));
    for header in ["GraphQL-Preflight", "Apollo-Require-Preflight"] {
        send(Some(header)).await.done("uploadAttachment");
    }
}

#[tokio::test]
async fn a_stranger_sends_nothing_to_the_disk() {
    let scene = Scene::set().await;
    let guest = scene.app.guest();
    let input = json!({"customerId": scene.customer_id(), "watermarkOn": "2026-11-24", "file": null});
    let request = guest.post().header("GraphQL-Preflight", "1");
    let answer = guest
        .send(request.multipart(form(&input, "a.pdf", vec![0; 10_000_000])))
        .await;
    assert_eq!((answer.status.as_u16(), answer.error_code()), (401, "UNAUTHENTICATED"));
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused_while_it_comes() {
    let files = Files {
        max_size: 1024 * 1024,
        ..app::files()
    };
    let scene = Scene::of(TestApp::start_with(files).await).await;
    let answer = scene
        .upload(&scene.app.world.rep, "大.txt", vec![b'a'; 3 * 1024 * 1024])
        .await;
    assert_eq!((answer.status.as_u16(), answer.error_code()), (413, "TOO_LARGE"));
    let kept = scene.kept("刚好.txt", vec![b'a'; 1024 * 1024]).await;
    assert_eq!(kept["size"], 1024 * 1024);
}

#[tokio::test]
async fn a_malformed_request_is_refused_with_what_is_wrong() {
    let scene = Scene::set().await;
    let rep = scene.app.client(&scene.app.world.rep);
    let operations = |file: Value| {
        let input = json!({"customerId": scene.customer_id(), "watermarkOn": "2026-11-24", "file": file});
        json!({"query": UPLOAD, "variables": {"input": input}}).to_string()
    };
    let part = || Part::bytes(b"a".to_vec()).file_name("a.txt");
    let map = r#"{"0": ["variables.input.file"]}"#;
    let many = r#"{"0":[],"1":[],"2":[],"3":[],"4":[],"5":[]}"#;
    let forms = [
        Form::new(),
        Form::new().text("operations", operations(Value::Null)),
        Form::new().text("map", map).text("operations", operations(Value::Null)),
        Form::new().text("operations", "{").text("map", map),
        Form::new().text("operations", operations(Value::Null)).text("map", map),
        Form::new()
            .text("operations", operations(Value::Null))
            .text("map", many),
        Form::new()
            .text("operations", operations(json!("x")))
            .text("map", map)
            .part("0", part()),
        Form::new()
            .text("operations", operations(Value::Null))
            .text("map", r#"{"0": ["query"]}"#)
            .part("0", part()),
        Form::new()
            .text("operations", operations(Value::Null))
            .text("map", map)
            .part("1", part()),
    ];
    for (at, form) in forms.into_iter().enumerate() {
        let answer = rep
            .send(rep.post().header("GraphQL-Preflight", "1").multipart(form))
            .await;
        assert_eq!(
            (answer.status.as_u16(), answer.error_code()),
            (400, "BAD_REQUEST"),
            "{at}"
        );
    }
    // A name in the place of a file finds none.
    let input = json!({"customerId": scene.customer_id(), "watermarkOn": "2026-11-24", "file": "0"});
    let answer = rep.mutate("uploadAttachment", input, "attachment { id }").await;
    assert_eq!(answer.refusals("uploadAttachment"), ["file REQUIRED"]);
}

#[tokio::test]
async fn who_may_not_see_the_customer_uploads_nothing_for_it() {
    let scene = Scene::set().await;
    let world = &scene.app.world;
    for person in [&world.other_rep, &world.implementer, &world.other_admin] {
        let answer = scene.upload(person, "a.docx", made_on("2026-11-20", "a")).await;
        assert_eq!(answer.refusals("uploadAttachment"), ["customerId NOT_FOUND"]);
    }
    for person in [&world.clerk, &world.headquarters] {
        let answer = scene.upload(person, "a.docx", made_on("2026-11-20", "a")).await;
        assert_eq!(answer.error_code(), "FORBIDDEN");
    }
    let found = attachment::Entity::find().count(scene.app.state.database.read()).await;
    assert_eq!(found.unwrap(), 0);
}
