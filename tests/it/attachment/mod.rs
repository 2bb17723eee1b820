//! Files of customers: sent in two ways, checked, fetched.

mod check;
mod fetch;
mod hostile;
mod policy;
mod put;
mod upload;

use api::id::{NodeKind, encode};
use chrono::{DateTime, Utc};
use entity::{activity, customer, types::ActivityKind};
use reqwest::multipart::{Form, Part};
use sea_orm::ActiveValue::Set;
use tests::{
    Answer, Person, TestApp, Value,
    documents::{self, Office},
    json,
    world::insert,
};
use uuid::Uuid;

const UPLOAD: &str = "mutation($input: UploadAttachmentInput!) { uploadAttachment(input: $input) {
    attachment { id name title mediaType size sha256 watermarkOn createdOn createdOnVerified modifiedAt pages reading
        downloadUrl customer { name } uploadedBy { name } warnings { code message models attachment { id } } }
    userErrors { field code message } } }";

/// A rep's customer.
struct Scene {
    app: TestApp,
    customer: customer::Model,
}

impl Scene {
    async fn set() -> Self {
        Self::of(TestApp::start().await).await
    }

    async fn of(app: TestApp) -> Self {
        let customer = app.world.customer(&app.state, &app.world.rep, "华东精密").await;
        Self { app, customer }
    }

    fn customer_id(&self) -> Value {
        json!(encode(NodeKind::Customer, self.customer.id))
    }

    /// Uploads a file for the customer, dated today.
    async fn upload(&self, person: &Person, name: &str, content: Vec<u8>) -> Answer {
        let input = json!({"customerId": self.customer_id(), "watermarkOn": "2026-11-24", "file": null});
        self.upload_with(person, input, name, content).await
    }

    async fn upload_with(&self, person: &Person, input: Value, name: &str, content: Vec<u8>) -> Answer {
        let client = self.app.client(person);
        let request = client
            .post()
            .header("GraphQL-Preflight", "1")
            .multipart(form(&input, name, content));
        client.send(request).await
    }

    /// The attachment that is kept.
    async fn kept(&self, name: &str, content: Vec<u8>) -> Value {
        let answer = self.upload(&self.app.world.rep, name, content).await;
        answer.done("uploadAttachment")["attachment"].clone()
    }

    /// Something that happened with the customer.
    async fn happened(&self, kind: ActivityKind, at: &str, note: &str) {
        let at = DateTime::parse_from_rfc3339(at).unwrap().with_timezone(&Utc);
        let row = activity::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(self.customer.organization_id),
            customer_id: Set(self.customer.id),
            lead_id: Set(None),
            user_id: Set(self.app.world.rep.id()),
            kind: Set(kind),
            occurred_at: Set(at.into()),
            note: Set(note.to_owned()),
            detail: Set(None),
            created_at: Set(at.into()),
        };
        insert(&self.app.state, row).await;
    }
}

fn form(input: &Value, name: &str, content: Vec<u8>) -> Form {
    let operations = json!({"query": UPLOAD, "variables": {"input": input}}).to_string();
    Form::new()
        .text("operations", operations)
        .text("map", r#"{"0": ["variables.input.file"]}"#)
        .part("0", Part::bytes(content).file_name(name.to_owned()))
}

/// A document of Word that was made on this day.
fn made_on(day: &str, text: &str) -> Vec<u8> {
    documents::office(Office::Word, Some(&format!("{day}T02:00:00Z")), &[text])
}

fn codes(attachment: &Value) -> Vec<&str> {
    let warnings = attachment["warnings"].as_array().unwrap();
    warnings
        .iter()
        .map(|warning| warning["code"].as_str().unwrap())
        .collect()
}
