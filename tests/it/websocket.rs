//! The protocol `graphql-transport-ws`, message by message.

use chrono::TimeDelta;
use tests::{Socket, TestApp, json};

const VIEWER: &str = "{ viewer { name } }";

#[tokio::test]
async fn queries_and_mutations_run_over_the_socket_and_complete() {
    let app = TestApp::start().await;
    let mut socket = app.socket(&app.world.admin).await;
    socket.subscribe("q", VIEWER, json!({})).await;
    assert_eq!(socket.data("q").await["viewer"]["name"], "郑管理");
    assert_eq!(socket.next().await, json!({"type": "complete", "id": "q"}));

    let document = "mutation($input: AddTermInput!) { addTerm(input: $input) { term { text } userErrors { code } } }";
    let variables = json!({"input": {"category": "TIME", "text": "猴年马月"}});
    socket.subscribe("q", document, variables).await;
    assert_eq!(socket.data("q").await["addTerm"]["term"]["text"], "猴年马月");
    assert_eq!(socket.next().await, json!({"type": "complete", "id": "q"}));
}

#[tokio::test]
async fn an_operation_that_cannot_run_is_answered_by_error() {
    let app = TestApp::start().await;
    let mut socket = app.socket(&app.world.rep).await;
    for document in [
        "{ viewer {",
        "{ nothing }",
        "",
        "subscription { nothing }",
        "subscription { draftLint { version } }",
    ] {
        socket.subscribe("1", document, json!({})).await;
        let answer = socket.next().await;
        assert_eq!(
            (&answer["type"], &answer["id"]),
            (&json!("error"), &json!("1")),
            "{document}"
        );
        assert_eq!(answer["payload"][0]["extensions"]["code"], "BAD_REQUEST", "{document}");
    }
    socket.subscribe("1", VIEWER, json!({})).await;
    assert_eq!(
        socket.data("1").await["viewer"]["name"],
        "李销售",
        "the id is free again"
    );
}

#[tokio::test]
async fn a_ping_is_answered_with_its_payload_by_whoever_sends_it() {
    let app = TestApp::start().await;
    let mut socket = Socket::open(app.address()).await;
    socket.send(json!({"type": "ping", "payload": {"at": 1}})).await;
    assert_eq!(socket.next().await, json!({"type": "pong", "payload": {"at": 1}}));
    socket.send(json!({"type": "ping"})).await;
    assert_eq!(socket.next().await, json!({"type": "pong"}));
    socket.send(json!({"type": "pong", "payload": {"at": 1}})).await;
    assert!(socket.is_silent().await);
}

#[tokio::test]
async fn complete_ends_a_subscription_and_frees_its_id() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let saved = rep
        .mutate("saveDraft", json!({"text": "客户有意向"}), "report { id }")
        .await;
    let id = saved.done("saveDraft")["report"]["id"].clone();
    let mut socket = app.socket(&app.world.rep).await;
    let document = "subscription($id: ID!) { draftLint(reportId: $id) { version } }";
    socket.subscribe("1", document, json!({"id": id})).await;
    assert_eq!(socket.data("1").await["draftLint"]["version"], 1);
    socket.send(json!({"type": "complete", "id": "1"})).await;
    // Messages are taken in order, so its answer says that the one before was heard.
    socket.send(json!({"type": "ping"})).await;
    assert_eq!(socket.next().await, json!({"type": "pong"}));
    let change = json!({"id": id, "version": 1, "text": "客户没有意向"});
    rep.mutate("saveDraft", change, "report { id }").await.done("saveDraft");
    assert!(socket.is_silent().await);

    socket.subscribe("1", document, json!({"id": id})).await;
    assert_eq!(socket.data("1").await["draftLint"]["version"], 2);
    socket.send(json!({"type": "complete", "id": "unknown"})).await;
    assert!(socket.is_silent().await);
}

#[tokio::test]
async fn the_socket_is_closed_on_what_is_no_message() {
    let app = TestApp::start().await;
    for text in [
        "",
        "{}",
        "[]",
        "hello",
        r#"{"type":"unknown"}"#,
        r#"{"type":"subscribe","id":"1"}"#,
    ] {
        let mut socket = app.socket(&app.world.rep).await;
        socket.send_text(text.into()).await;
        assert_eq!(socket.close_code().await, 4400, "{text}");
    }
    let mut socket = app.socket(&app.world.rep).await;
    socket.send_binary(br#"{"type":"ping"}"#).await;
    assert_eq!(socket.close_code().await, 4400);
}

#[tokio::test]
async fn nothing_runs_before_the_client_has_said_who_it_is() {
    let app = TestApp::start().await;
    let mut socket = Socket::open(app.address()).await;
    socket.subscribe("1", VIEWER, json!({})).await;
    assert_eq!(socket.close_code().await, 4401);
}

#[tokio::test]
async fn a_client_that_says_nothing_is_let_go() {
    let app = TestApp::start().await;
    let mut socket = Socket::open(app.address()).await;
    assert_eq!(socket.close_code().await, 4408);
}

#[tokio::test]
async fn a_token_that_is_not_good_opens_nothing() {
    let app = TestApp::start().await;
    let world = &app.world;
    let lifetime = TimeDelta::minutes(15);
    let expired = app
        .state
        .keys
        .sign(world.rep.id(), app.state.clock.now() - lifetime, lifetime)
        .unwrap()
        .0;
    for token in [expired, format!("{}x", world.rep.token), "forged".into()] {
        let mut socket = Socket::open(app.address()).await;
        let payload = json!({"Authorization": format!("Bearer {token}")});
        socket
            .send(json!({"type": "connection_init", "payload": payload}))
            .await;
        assert_eq!(socket.close_code().await, 4403);
    }
}

#[tokio::test]
async fn the_socket_is_closed_when_the_token_ends() {
    let app = TestApp::start().await;
    let lifetime = TimeDelta::seconds(1);
    let (token, _) = app
        .state
        .keys
        .sign(app.world.rep.id(), app.state.clock.now(), lifetime)
        .unwrap();
    let mut socket = Socket::connect(app.address(), Some(&token)).await;
    assert_eq!(socket.close_code().await, 4403);
}

#[tokio::test]
async fn a_client_of_another_protocol_is_told_so() {
    let app = TestApp::start().await;
    let mut socket = Socket::open_with(app.address(), None).await;
    assert_eq!(socket.close_code().await, 4406);
}

#[tokio::test]
async fn an_id_in_use_is_not_given_twice() {
    let app = TestApp::start().await;
    let mut socket = app.socket(&app.world.supervisor).await;
    let document = "subscription { teamFindings { report { id } } }";
    socket.subscribe("1", document, json!({})).await;
    socket.subscribe("1", document, json!({})).await;
    assert_eq!(socket.close_code().await, 4409);
}

#[tokio::test]
async fn a_client_says_once_who_it_is() {
    let app = TestApp::start().await;
    let mut socket = app.socket(&app.world.rep).await;
    socket.send(json!({"type": "connection_init"})).await;
    assert_eq!(socket.close_code().await, 4429);
}

#[tokio::test]
async fn one_socket_runs_a_hundred_operations_and_no_more() {
    let app = TestApp::start().await;
    let mut socket = app.socket(&app.world.supervisor).await;
    for number in 0..=100 {
        let document = "subscription { teamFindings { report { id } } }";
        socket.subscribe(&number.to_string(), document, json!({})).await;
    }
    let refused = socket.next().await;
    assert_eq!((&refused["type"], &refused["id"]), (&json!("error"), &json!("100")));
    socket.send(json!({"type": "complete", "id": "7"})).await;
    socket.subscribe("again", VIEWER, json!({})).await;
    assert_eq!(socket.data("again").await["viewer"]["name"], "王主管");
}
