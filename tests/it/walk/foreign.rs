//! The rows of another organisation, asked for by id in every way that the schema has: no answer tells them from rows that
//! do not exist.

use api::id::{NodeKind, encode};
use tests::json;
use uuid::Uuid;

use super::{Scene, id_of, is_not_found, kind_of};

#[tokio::test]
async fn in_no_input_of_a_mutation_an_id_of_another_organisation_differs_from_one_of_nobody() {
    let scene = Scene::create().await;
    let mut walked = 0;
    for field in scene.schema.fields("Mutation") {
        for path in scene.schema.paths(&field, "ID") {
            let name = path.iter().rev().find(|part| *part != "0").unwrap();
            let kind = kind_of(name, &field.output);
            let of_nobody = scene
                .ask("mutation", &field, &path, &json!(encode(kind, Uuid::now_v7())))
                .await;
            assert!(
                is_not_found(&of_nobody.body),
                "{} {path:?} {:#}",
                field.name,
                of_nobody.body
            );
            let foreign = scene.ask("mutation", &field, &path, &id_of(&scene.foreign, kind)).await;
            assert_eq!(foreign.body, of_nobody.body, "{} {path:?}", field.name);
            // An id of another kind, or none at all, names nothing either.
            for id in [json!(encode(NodeKind::AuditEvent, Uuid::now_v7())), json!("nobody")] {
                let answer = scene.ask("mutation", &field, &path, &id).await;
                assert!(
                    is_not_found(&answer.body),
                    "{} {path:?} {id} {:#}",
                    field.name,
                    answer.body
                );
            }
            walked += 1;
        }
    }
    assert!(walked > 40, "{walked}");
}

#[tokio::test]
async fn in_no_argument_of_a_query_an_id_of_another_organisation_differs_from_one_of_nobody() {
    let scene = Scene::create().await;
    let mut walked = 0;
    for field in scene.schema.fields("Query") {
        for path in scene.schema.paths(&field, "ID") {
            for kind in NodeKind::ALL {
                let of_nobody = json!(encode(kind, Uuid::now_v7()));
                let of_nobody = scene.ask("query", &field, &path, &of_nobody).await;
                let foreign = scene.ask("query", &field, &path, &id_of(&scene.foreign, kind)).await;
                assert_eq!(foreign.body, of_nobody.body, "{} {path:?} {kind:?}", field.name);
                let data = &of_nobody.body["data"][&field.name];
                let is_empty = data.is_null() || *data == json!([null]) || data["totalCount"] == 0;
                assert!(is_empty, "{} {path:?} {kind:?} {data}", field.name);
            }
            walked += 1;
        }
    }
    assert!(walked > 20, "{walked}");
}

#[tokio::test]
async fn in_no_argument_of_a_subscription_an_id_of_another_organisation_differs_from_one_of_nobody() {
    let scene = Scene::create().await;
    let mut walked = 0;
    for field in scene.schema.fields("Subscription") {
        for path in scene.schema.paths(&field, "ID") {
            let document = scene.schema.document("subscription", &field);
            for kind in NodeKind::ALL {
                let mut answers = Vec::new();
                for id in [id_of(&scene.foreign, kind), json!(encode(kind, Uuid::now_v7()))] {
                    let example = |name: &str, kind: &str| scene.example(&field.output, name, kind);
                    let variables = scene.schema.variables(&field, &path, &id, &example);
                    let mut socket = scene.app.socket(&scene.app.world.admin).await;
                    socket.subscribe("1", &document, variables).await;
                    answers.push(socket.next().await);
                }
                assert_eq!(answers[0], answers[1], "{} {kind:?}", field.name);
                assert!(is_not_found(&answers[0]), "{} {kind:?} {:#}", field.name, answers[0]);
            }
            walked += 1;
        }
    }
    assert!(walked > 0);
}
