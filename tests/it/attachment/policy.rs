//! What an organisation asks of documents.

use entity::types::ActivityKind;
use tests::json;

use super::{Scene, made_on};

#[tokio::test]
async fn an_organisation_says_how_old_a_document_may_be() {
    let scene = Scene::set().await;
    scene.happened(ActivityKind::Call, "2026-11-20T02:00:00Z", "").await;
    let world = &scene.app.world;
    let admin = scene.app.client(&world.admin);
    let change = async |days: i32, version: i32| {
        let input = json!({"maxAgeDays": days, "version": version});
        admin
            .mutate(
                "changeAttachmentPolicy",
                input,
                "organization { attachmentMaxAgeDays version }",
            )
            .await
    };
    let answer = change(30, 1).await;
    assert_eq!(
        answer.done("changeAttachmentPolicy")["organization"],
        json!({"attachmentMaxAgeDays": 30, "version": 2})
    );
    let answer = scene.upload(&world.rep, "a.docx", made_on("2026-10-01", "a")).await;
    assert_eq!(answer.refusals("uploadAttachment"), ["file OUTDATED_DOCUMENT"]);
    change(60, 2).await.done("changeAttachmentPolicy");
    scene.kept("a.docx", made_on("2026-10-01", "a")).await;
    assert_eq!(
        change(60, 2).await.refusals("changeAttachmentPolicy"),
        ["version CONFLICT"]
    );
    for days in [0, 3651, -1] {
        assert_eq!(
            change(days, 3).await.refusals("changeAttachmentPolicy"),
            ["maxAgeDays INVALID"]
        );
    }
    let rep = scene.app.client(&world.rep);
    let input = json!({"maxAgeDays": 365, "version": 3});
    let answer = rep
        .mutate("changeAttachmentPolicy", input, "organization { version }")
        .await;
    assert_eq!(answer.error_code(), "FORBIDDEN");
}
