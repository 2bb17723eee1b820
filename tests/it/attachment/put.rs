//! Files by `PUT` to a signed address.

use std::net::SocketAddr;

use chrono::TimeDelta;
use entity::{attachment, types::ActivityKind, user};
use reqwest::Response;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, PaginatorTrait};
use tests::{Answer, Value, json};

use super::{Scene, made_on};

const PREPARE: &str = "mutation($input: PrepareUploadInput!) { prepareUpload(input: $input) {
    upload { url expiresAt attachmentId } userErrors { field code message } } }";

impl Scene {
    fn input(&self, size: usize) -> Value {
        json!({"customerId": self.customer_id(), "watermarkOn": "2026-11-24", "name": "手册.pdf", "size": size})
    }

    async fn prepare(&self, input: Value) -> Answer {
        let rep = self.app.client(&self.app.world.rep);
        rep.query(PREPARE, json!({"input": input})).await
    }

    async fn prepared(&self, size: usize) -> Value {
        let answer = self.prepare(self.input(size)).await;
        answer.done("prepareUpload")["upload"].clone()
    }
}

async fn put(address: SocketAddr, url: &Value, content: Vec<u8>) -> (u16, Value) {
    let url = format!("http://{address}{}", url.as_str().unwrap());
    let response: Response = reqwest::Client::new().put(url).body(content).send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

#[tokio::test]
async fn a_file_is_kept_once_however_often_it_is_sent() {
    let scene = Scene::set().await;
    let content = made_on("2026-11-20", "a");
    let upload = scene.prepared(content.len()).await;
    assert_eq!(upload["expiresAt"], "2026-11-24T02:30:00+00:00");
    let (status, first) = put(scene.app.address(), &upload["url"], content.clone()).await;
    assert_eq!(status, 201, "{first:#}");
    assert_eq!(first["userErrors"], json!([]));
    let kept = &first["attachment"];
    assert_eq!(kept["id"], upload["attachmentId"]);
    // The name follows from the content.
    assert_eq!(
        (&kept["name"], &kept["createdOn"]),
        (&json!("手册.docx"), &json!("2026-11-20"))
    );
    let (status, again) = put(scene.app.address(), &upload["url"], content).await;
    assert_eq!((status, &again), (201, &first));
    let found = attachment::Entity::find().count(scene.app.state.database.read()).await;
    assert_eq!(found.unwrap(), 1);
    let rep = scene.app.client(&scene.app.world.rep);
    let document = "query($id: ID!) { attachment(id: $id) { name uploadedBy { name } } }";
    let answer = rep.query(document, json!({"id": kept["id"]})).await;
    assert_eq!(
        answer.data()["attachment"],
        json!({"name": "手册.docx", "uploadedBy": {"name": "李销售"}})
    );
}

#[tokio::test]
async fn the_address_takes_exactly_the_file_that_was_announced() {
    let scene = Scene::set().await;
    let upload = scene.prepared(100).await;
    let (status, answer) = put(scene.app.address(), &upload["url"], vec![b'a'; 101]).await;
    assert_eq!(
        (status, &answer["errors"][0]["extensions"]["code"]),
        (413, &json!("TOO_LARGE"))
    );
    let (status, _) = put(scene.app.address(), &upload["url"], vec![b'a'; 99]).await;
    assert_eq!(status, 400);
    let (status, _) = put(scene.app.address(), &upload["url"], vec![b'a'; 100]).await;
    assert_eq!(status, 201);
}

#[tokio::test]
async fn what_is_wrong_with_the_file_is_answered_field_by_field() {
    let scene = Scene::set().await;
    scene.happened(ActivityKind::Call, "2026-11-20T02:00:00Z", "").await;
    let content = made_on("2026-01-20", "a");
    let upload = scene.prepared(content.len()).await;
    let (status, answer) = put(scene.app.address(), &upload["url"], content).await;
    assert_eq!((status, &answer["attachment"]), (422, &Value::Null));
    assert_eq!(answer["userErrors"][0]["code"], "OUTDATED_DOCUMENT");
    assert_eq!(answer["userErrors"][0]["field"], json!(["file"]));
}

#[tokio::test]
async fn what_is_wrong_with_the_announcement_is_answered_at_once() {
    let scene = Scene::set().await;
    for (change, refusal) in [
        (json!({"size": 0}), "size INVALID"),
        (json!({"size": 2_000_000_000}), "size TOO_LONG"),
        (json!({"name": " "}), "name REQUIRED"),
        (json!({"watermarkOn": "2026-11-25"}), "watermarkOn INVALID"),
        (json!({"customerId": "nobody"}), "customerId NOT_FOUND"),
    ] {
        let mut input = scene.input(1);
        for (field, value) in change.as_object().unwrap() {
            input[field] = value.clone();
        }
        assert_eq!(scene.prepare(input).await.refusals("prepareUpload"), [refusal]);
    }
}

#[tokio::test]
async fn an_address_ends_with_its_time_with_its_user_and_when_it_is_forged() {
    let scene = Scene::set().await;
    let address = scene.app.address();
    let upload = scene.prepared(1).await;
    let url = upload["url"].as_str().unwrap();
    let token = url.strip_prefix("/uploads/").unwrap();
    let access = &scene.app.world.rep.token;
    for forged in [
        format!("{url}x"),
        "/uploads/a.b.c".into(),
        format!("/uploads/{access}"),
        format!("/files/{token}"),
    ] {
        let url = json!(forged);
        let status = if forged.starts_with("/files/") {
            reqwest::get(format!("http://{address}{forged}"))
                .await
                .unwrap()
                .status()
                .as_u16()
        } else {
            put(address, &url, b"a".to_vec()).await.0
        };
        assert_eq!(status, 403, "{forged}");
    }
    // It is no access token either.
    let client = tests::Client::new(address, Some(token));
    assert_eq!(client.query("{ me { id } }", json!({})).await.status, 401);

    let mut rep = scene.app.world.rep.user.clone().into_active_model();
    rep.disabled_at = Set(Some(scene.app.state.clock.timestamp()));
    rep.update(scene.app.state.database.writer()).await.unwrap();
    assert_eq!(put(address, &upload["url"], b"a".to_vec()).await.0, 403);
    let mut rep = user::Entity::find_by_id(scene.app.world.rep.id())
        .one(scene.app.state.database.read())
        .await
        .unwrap()
        .unwrap()
        .into_active_model();
    rep.disabled_at = Set(None);
    rep.update(scene.app.state.database.writer()).await.unwrap();
    scene.app.state.clock.advance(TimeDelta::minutes(30));
    assert_eq!(put(address, &upload["url"], b"a".to_vec()).await.0, 403);
}
