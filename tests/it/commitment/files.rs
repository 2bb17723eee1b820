//! Files in the fields of commitments, and as evidence.

use api::id::{NodeKind, encode};
use entity::commitment;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use tests::{Value, json};

use super::Trial;

const FILES: &str = "commitment { id version evidence evidenceAttachments { name }
    fields { key value attachment { id name customer { name } } }
    task { details { key value attachment { name } } } }";

impl Trial {
    async fn made_with_files(&self) -> Value {
        let rep = self.app.client(&self.app.world.rep);
        let answer = rep.mutate("makeCommitment", self.input(), FILES).await;
        answer.done("makeCommitment")["commitment"].clone()
    }

    fn input_with_topology(&self, value: &Value) -> Value {
        let mut input = self.input();
        input["fields"][1]["value"] = value.clone();
        input
    }
}

#[tokio::test]
async fn a_file_stands_on_the_commitment_and_on_the_card_of_whoever_delivers() {
    let trial = Trial::start().await;
    let made = trial.made_with_files().await;
    let field = &made["fields"][1];
    assert_eq!(
        (&field["key"], &field["value"]),
        (&json!("topology"), &json!("网络拓扑图V2.vsdx"))
    );
    assert_eq!(
        field["attachment"]["id"],
        json!(encode(NodeKind::Attachment, trial.topology.id))
    );
    assert_eq!(made["fields"][0]["attachment"], Value::Null);

    let document = "{ myDay { upcoming { details { key value attachment { name downloadUrl } } } } }";
    let implementer = trial.app.client(&trial.app.world.implementer);
    let answer = implementer.query(document, json!({})).await;
    let card = &answer.data()["myDay"]["upcoming"][0]["details"][1];
    assert_eq!(card["value"], "网络拓扑图V2.vsdx");
    assert_eq!(card["attachment"]["name"], "网络拓扑图V2.vsdx");
    assert!(
        card["attachment"]["downloadUrl"]
            .as_str()
            .unwrap()
            .starts_with("/files/")
    );
}

#[tokio::test]
async fn only_a_file_of_the_customer_fills_the_field() {
    let trial = Trial::start().await;
    let (app, world) = (&trial.app, &trial.app.world);
    let own = world.customer(&app.state, &world.rep, "另一客户").await;
    let of_another = world.attachment(&app.state, &world.rep, own.id, "别的.pdf").await;
    let foreign = world.customer(&app.state, &world.other_admin, "外人客户").await;
    let foreign = world
        .attachment(&app.state, &world.other_admin, foreign.id, "外人.pdf")
        .await;
    let rep = app.client(&world.rep);
    for value in [
        json!("网络拓扑图V2.vsdx"),
        json!("https://files.example.com/1"),
        json!(encode(NodeKind::Attachment, of_another.id)),
        json!(encode(NodeKind::Attachment, foreign.id)),
        json!(encode(NodeKind::Customer, trial.lead.customer_id)),
    ] {
        let answer = rep
            .mutate("makeCommitment", trial.input_with_topology(&value), FILES)
            .await;
        assert_eq!(
            answer.refusals("makeCommitment"),
            ["fields.topology NOT_FOUND"],
            "{value}"
        );
    }
}

#[tokio::test]
async fn a_reference_from_before_files_could_be_uploaded_still_reads() {
    let trial = Trial::start().await;
    let made = trial.made_with_files().await;
    let mut row = commitment::Entity::find()
        .one(trial.app.state.database.read())
        .await
        .unwrap()
        .unwrap()
        .into_active_model();
    row.fields = Set(json!({"topology": "拓扑图V1.pdf"}));
    row.update(trial.app.state.database.writer()).await.unwrap();
    let rep = trial.app.client(&trial.app.world.rep);
    let document = "query($id: ID!) { commitment(id: $id) { fields { label value attachment { id } } } }";
    let answer = rep.query(document, json!({"id": made["id"]})).await;
    assert_eq!(
        answer.data()["commitment"]["fields"],
        json!([{"label": "网络拓扑图", "value": "拓扑图V1.pdf", "attachment": null}])
    );
}

#[tokio::test]
async fn words_or_files_show_that_a_promise_was_kept() {
    let trial = Trial::start().await;
    let (app, world) = (&trial.app, &trial.app.world);
    let made = trial.made_with_files().await;
    let signed = world
        .attachment(&app.state, &world.implementer, trial.lead.customer_id, "验收单.pdf")
        .await;
    let own = world.customer(&app.state, &world.rep, "另一客户").await;
    let of_another = world.attachment(&app.state, &world.rep, own.id, "别的.pdf").await;
    let implementer = app.client(&world.implementer);
    let fulfil = async |more: Value| {
        let mut input = json!({"id": made["id"], "version": made["version"]});
        for (field, value) in more.as_object().unwrap() {
            input[field] = value.clone();
        }
        implementer.mutate("fulfilCommitment", input, FILES).await
    };
    let file = |id| json!(encode(NodeKind::Attachment, id));
    let refused = fulfil(json!({"evidence": " ", "evidenceAttachmentIds": []})).await;
    assert_eq!(refused.refusals("fulfilCommitment"), ["evidence REQUIRED"]);
    let refused = fulfil(json!({"evidenceAttachmentIds": [file(signed.id), file(of_another.id)]})).await;
    assert_eq!(
        refused.refusals("fulfilCommitment"),
        ["evidenceAttachmentIds.1 NOT_FOUND"]
    );
    let many = vec![file(signed.id); 11];
    let refused = fulfil(json!({"evidenceAttachmentIds": many})).await;
    assert_eq!(refused.refusals("fulfilCommitment"), ["evidenceAttachmentIds TOO_LONG"]);
    let kept = fulfil(json!({"evidenceAttachmentIds": [file(signed.id)]})).await;
    let kept = &kept.done("fulfilCommitment")["commitment"];
    assert_eq!(kept["evidence"], Value::Null);
    assert_eq!(kept["evidenceAttachments"], json!([{"name": "验收单.pdf"}]));
}
