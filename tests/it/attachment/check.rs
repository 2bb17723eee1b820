//! What is checked: age, versions, models, dates.

use entity::types::ActivityKind;
use tests::{
    Value,
    documents::{self, Office},
    json,
};

use super::{Scene, codes, made_on};

#[tokio::test]
async fn a_document_much_older_than_the_latest_interaction_is_refused_with_both_days() {
    let scene = Scene::set().await;
    scene.happened(ActivityKind::Call, "2026-11-20T02:00:00Z", "").await;
    // What colleagues note is no interaction, and what is still to come has not happened.
    scene.happened(ActivityKind::Note, "2026-11-23T02:00:00Z", "").await;
    scene.happened(ActivityKind::Visit, "2026-12-24T02:00:00Z", "").await;
    let rep = &scene.app.world.rep;
    let answer = scene.upload(rep, "旧手册.docx", made_on("2026-08-21", "a")).await;
    assert_eq!(answer.refusals("uploadAttachment"), ["file OUTDATED_DOCUMENT"]);
    let message = &answer.data()["uploadAttachment"]["userErrors"][0]["message"];
    assert_eq!(
        message,
        "文件创建于 2026-08-21（文件自带），该客户最近一次互动在 2026-11-20，相差 91 天，超过 90 天，请更新文件后再上传"
    );
    // 90 days are allowed.
    scene.kept("手册.docx", made_on("2026-08-22", "a")).await;
}

#[tokio::test]
async fn a_file_without_a_date_of_its_own_counts_by_the_stated_one() {
    let scene = Scene::set().await;
    scene.happened(ActivityKind::Visit, "2026-11-20T02:00:00Z", "").await;
    let photo = || b"\xff\xd8\xff\xe0....".to_vec();
    let kept = scene.kept("现场.jpg", photo()).await;
    assert_eq!(
        (&kept["createdOn"], &kept["createdOnVerified"]),
        (&json!("2026-11-24"), &json!(false))
    );
    assert_eq!(codes(&kept), ["DATE_UNVERIFIED"]);

    let input = json!({"customerId": scene.customer_id(), "watermarkOn": "2026-05-01", "file": null});
    let answer = scene.upload_with(&scene.app.world.rep, input, "旧.jpg", photo()).await;
    assert_eq!(answer.refusals("uploadAttachment"), ["file OUTDATED_DOCUMENT"]);
    let message = answer.data()["uploadAttachment"]["userErrors"][0]["message"]
        .as_str()
        .unwrap();
    assert!(message.contains("2026-05-01（水印日期）"), "{message}");

    let input = json!({"customerId": scene.customer_id(), "watermarkOn": "2026-11-25", "file": null});
    let answer = scene
        .upload_with(&scene.app.world.rep, input, "明天.jpg", photo())
        .await;
    assert_eq!(answer.refusals("uploadAttachment"), ["watermarkOn INVALID"]);
}

#[tokio::test]
async fn the_creation_date_is_read_out_of_every_kind_of_document() {
    let scene = Scene::set().await;
    let created = Some("2026-11-01T23:30:00Z");
    for (name, content) in [
        ("a.pdf", documents::pdf(Some("D:20261101233000Z"), "", &["a"])),
        ("a.docx", documents::office(Office::Word, created, &["a"])),
        ("a.xlsx", documents::office(Office::Spreadsheet, created, &["a"])),
        ("a.pptx", documents::office(Office::Presentation, created, &["a"])),
    ] {
        let kept = scene.kept(name, content).await;
        // In Shanghai it was the next day.
        assert_eq!(
            (&kept["createdOn"], &kept["createdOnVerified"], &kept["reading"]),
            (&json!("2026-11-02"), &json!(true), &json!("READ")),
            "{name}"
        );
        assert!(codes(&kept).contains(&"WATERMARK_DIFFERS"), "{name}");
    }
    // A clock that ran wrong says nothing.
    for created in ["D:20991101233000Z", "D:19700101000000Z"] {
        let kept = scene.kept("b.pdf", documents::pdf(Some(created), "", &["a"])).await;
        assert_eq!(
            (&kept["createdOn"], &kept["createdOnVerified"]),
            (&json!("2026-11-24"), &json!(false))
        );
    }
}

#[tokio::test]
async fn a_newer_version_of_the_same_document_is_pointed_out() {
    let scene = Scene::set().await;
    let newest = scene.kept("PX系列手册 V3.docx", made_on("2026-11-01", "a")).await;
    for (name, day, is_older) in [
        ("PX系列手册 V2.docx", "2026-11-20", true),
        ("PX系列手册_v2.1_终稿.docx", "2026-11-20", true),
        ("PX系列手册(1).docx", "2026-10-01", true),
        ("PX系列手册 V4.docx", "2026-10-01", false),
        ("PX系列手册.docx", "2026-11-22", false),
        ("KD系列手册 V1.docx", "2026-10-01", false),
    ] {
        let kept = scene.kept(name, made_on(day, "a")).await;
        let first = codes(&kept).first() == Some(&"NEWER_VERSION");
        assert_eq!(first, is_older, "{name} {:#}", kept["warnings"]);
    }
    let kept = scene.kept("PX系列手册 V2.docx", made_on("2026-11-20", "b")).await;
    let warning = &kept["warnings"][0];
    assert!(warning["message"].as_str().unwrap().contains("PX系列手册"), "{warning}");
    assert_ne!(warning["attachment"]["id"], Value::Null);
    assert_ne!(newest["id"], kept["id"]);
}

#[tokio::test]
async fn a_newer_version_for_another_customer_is_pointed_out_where_both_names_state_one() {
    let scene = Scene::set().await;
    scene.kept("白皮书 V3.docx", made_on("2026-11-01", "a")).await;
    scene.kept("报价单.docx", made_on("2026-11-10", "a")).await;
    let world = &scene.app.world;
    let other = world.customer(&scene.app.state, &world.other_rep, "另一客户").await;
    let other = Scene {
        customer: other,
        app: scene.app,
    };
    let person = other.app.world.other_rep.clone();
    let upload = async |name: &str| {
        let answer = other.upload(&person, name, made_on("2026-11-02", "a")).await;
        answer.done("uploadAttachment")["attachment"].clone()
    };
    let kept = upload("白皮书 V2.docx").await;
    assert_eq!(codes(&kept)[0], "NEWER_VERSION");
    // It lies with a customer that the user does not see.
    assert_eq!(kept["warnings"][0]["attachment"], Value::Null);
    let kept = upload("报价单.docx").await;
    assert!(!codes(&kept).contains(&"NEWER_VERSION"));
}

#[tokio::test]
async fn a_document_that_names_none_of_the_models_asked_for_is_pointed_out() {
    let scene = Scene::set().await;
    let about = |text| documents::office(Office::Word, Some("2026-11-22T02:00:00Z"), &[text]);
    // Nothing was asked yet.
    assert!(codes(&scene.kept("手册1.docx", about("PX-900")).await).is_empty());
    scene
        .happened(
            ActivityKind::Call,
            "2026-11-20T02:00:00Z",
            "客户问S7-1200和KD-3000的交期",
        )
        .await;
    let kept = scene.kept("手册2.docx", about("本手册介绍PX-900")).await;
    assert_eq!(codes(&kept), ["MISSING_MODEL"]);
    assert_eq!(kept["warnings"][0]["models"], json!(["KD-3000", "S7-1200"]));
    assert_eq!(
        kept["warnings"][0]["message"],
        "客户询问的型号 KD-3000、S7-1200 在文件中均未出现"
    );
    for (name, text) in [("手册3.docx", "支持S7-1200PLC"), ("手册4.docx", "kd3000 说明")] {
        assert!(codes(&scene.kept(name, about(text)).await).is_empty(), "{name}");
    }
    let slides = documents::office(Office::Presentation, Some("2026-11-22T02:00:00Z"), &["封面", "KD-3000"]);
    assert!(codes(&scene.kept("手册5.pptx", slides).await).is_empty());
    let sheet = documents::office(Office::Spreadsheet, Some("2026-11-22T02:00:00Z"), &["型号", "S7-1200"]);
    assert!(codes(&scene.kept("手册6.xlsx", sheet).await).is_empty());
    let pdf = documents::pdf(Some("D:20261122"), "", &["Model S7-1200"]);
    assert!(codes(&scene.kept("手册7.pdf", pdf).await).is_empty());
    let scan = documents::pdf(Some("D:20261122"), "", &[""]);
    assert_eq!(codes(&scene.kept("手册8.pdf", scan).await), ["UNREADABLE"]);
}
