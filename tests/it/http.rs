//! GraphQL over HTTP: what is malformed is refused with a status and a code, and never with a fault.

use api::{
    http::MAX_BODY,
    id::{NodeKind, encode},
};
use chrono::TimeDelta;
use reqwest::{StatusCode, header};
use tests::{Answer, Client, TestApp, Value, json};

/// Asserts that the server refused, with a code at every error and no word of what goes on inside.
fn refused(answer: &Answer, what: &str) {
    assert!(
        !answer.status.is_server_error(),
        "{what}: {} {:#}",
        answer.status,
        answer.body
    );
    let errors = answer.body["errors"].as_array().map_or(&[][..], Vec::as_slice);
    assert!(!errors.is_empty(), "{what}: {:#}", answer.body);
    for error in errors {
        let code = error["extensions"]["code"].as_str();
        assert!(code.is_some_and(|code| code != "INTERNAL"), "{what}: {error:#}");
        let message = error["message"].as_str().unwrap();
        assert!(
            !message.contains("panicked") && !message.contains("src/"),
            "{what}: {message}"
        );
    }
}

async fn post(client: &Client, body: impl Into<String>) -> Answer {
    let request = client.post().header(header::CONTENT_TYPE, "application/json");
    client.send(request.body(body.into())).await
}

#[tokio::test]
async fn a_body_that_is_no_request_is_refused_with_400() {
    let app = TestApp::start().await;
    let client = app.client(&app.world.rep);
    for body in [
        "",
        "{",
        "null",
        "[]",
        "\"{ viewer { name } }\"",
        "{}",
        r#"{"query": 1}"#,
        r#"{"query": ""}"#,
        r#"{"query": "{"}"#,
        r#"{"query": "{ viewer { } }"}"#,
        r#"{"query": "query ($a: ) { viewer { name } }"}"#,
        r#"{"query": "{ viewer { name } }", "variables": []}"#,
        r#"{"query": "{ viewer { name } }", "variables": "x"}"#,
    ] {
        let answer = post(&client, body).await;
        refused(&answer, body);
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
        assert_eq!(answer.error_code(), "BAD_REQUEST", "{body}");
        assert!(answer.body.get("data").is_none(), "{body}");
    }
}

#[tokio::test]
async fn a_document_that_does_not_fit_the_schema_is_refused_with_422_and_without_data() {
    let app = TestApp::start().await;
    let client = app.client(&app.world.rep);
    for (document, variables) in [
        ("{ nothing }", json!({})),
        ("{ viewer }", json!({})),
        ("{ viewer { name { x } } }", json!({})),
        ("query($id: ID!) { lead(id: $id) { id } }", json!({"id": {"a": 1}})),
        (
            "query($n: Int) { leads(first: $n) { nodes { id } } }",
            json!({"n": "many"}),
        ),
        ("{ leads(first: 1e3) { nodes { id } } }", json!({})),
        ("{ leads(filter: {phases: [OLD]}) { nodes { id } } }", json!({})),
        ("{ leads(filter: {colour: RED}) { nodes { id } } }", json!({})),
        ("query A { viewer { name } } query B { viewer { name } }", json!({})),
        ("query($id: ID!) { lead(id: $id) { id } }", json!({})),
        ("query($id: ID!) { lead(id: $id) { id } }", json!({"id": null})),
    ] {
        let answer = client.query(document, variables).await;
        refused(&answer, document);
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{document}");
        assert!(answer.body.get("data").is_none(), "{document}");
    }
}

#[tokio::test]
async fn only_json_is_taken() {
    let app = TestApp::start().await;
    let client = app.client(&app.world.rep);
    let body = json!({"query": "{ viewer { name } }"}).to_string();
    for kind in ["text/plain", "application/x-www-form-urlencoded", "application/graphql"] {
        let request = client.post().header(header::CONTENT_TYPE, kind).body(body.clone());
        let answer = client.send(request).await;
        refused(&answer, kind);
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{kind}");
    }
    let bare = client.send(client.post().body(body.clone())).await;
    assert_eq!(bare.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let request = client
        .post()
        .header(header::CONTENT_TYPE, "application/json; charset=utf-8")
        .body(body);
    client.send(request).await.data();
}

#[tokio::test]
async fn a_get_asks_and_never_changes() {
    let app = TestApp::start().await;
    let get = async |document: &str| {
        let url = format!("http://{}/graphql?query={document}", app.address());
        let request = reqwest::Client::new().get(url).bearer_auth(&app.world.rep.token);
        request.send().await.unwrap()
    };
    let asked = get("%7B%20viewer%20%7B%20name%20%7D%20%7D").await;
    assert_eq!(asked.status(), StatusCode::OK);
    assert_eq!(asked.json::<Value>().await.unwrap()["data"]["viewer"]["name"], "李销售");

    let changed = get("mutation%7BlogOut(input:%7BrefreshToken:%22x%22%7D)%7BloggedOut%7D%7D").await;
    assert_eq!(changed.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(changed.headers()[header::ALLOW], "POST");
    let body = changed.json::<Value>().await.unwrap();
    assert_eq!(body["errors"][0]["extensions"]["code"], "BAD_REQUEST");
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_with_413() {
    let app = TestApp::start().await;
    let client = app.client(&app.world.rep);
    let padding = "长".repeat(MAX_BODY / 3);
    let answer = client.query("{ viewer { name } }", json!({"padding": padding})).await;
    refused(&answer, "a large body");
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn characters_that_no_text_may_hold_are_refused() {
    let app = TestApp::start().await;
    let client = app.client(&app.world.rep);
    let mutation = r"mutation($input: CreateCustomerInput!) { createCustomer(input: $input) { userErrors { code } } }";
    for text in [r"\u0000", r"\ud800", r"\udc00\ud800", r"a\u0000b"] {
        let body =
            format!(r#"{{"query": "{mutation}", "variables": {{"input": {{"name": "{text}", "industry": "业"}}}}}}"#);
        let answer = post(&client, body).await;
        refused(&answer, text);
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{text}");
        // The same in the document itself.
        let body = format!(r#"{{"query": "{{ lead(id: \"{text}\") {{ id }} }}"}}"#);
        let answer = post(&client, body).await;
        refused(&answer, text);
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{text}");
    }
    // An escape of the document's own.
    for text in [r"\\u0000", r"\\ud800"] {
        let body = format!(r#"{{"query": "{{ lead(id: \"{text}\") {{ id }} }}"}}"#);
        refused(&post(&client, body).await, text);
    }
    let invalid = client.post().header(header::CONTENT_TYPE, "application/json");
    let invalid = client.send(invalid.body(b"{\"query\": \"\xff\xfe\"}".to_vec())).await;
    refused(&invalid, "bytes that are no UTF-8");
    assert_eq!(invalid.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn an_id_that_names_nothing_is_not_found() {
    let app = TestApp::start().await;
    let client = app.client(&app.world.admin);
    let unknown = encode(NodeKind::Lead, app.world.organization_id);
    let another_kind = encode(NodeKind::User, app.world.rep.id());
    let ids = [
        json!(""),
        json!("nonsense"),
        json!("1"),
        json!(7),
        json!("长"),
        json!(unknown),
        json!(another_kind),
    ];
    for id in ids {
        for field in ["lead", "customer"] {
            let document = format!("query($id: ID!) {{ {field}(id: $id) {{ id }} }}");
            let answer = client.query(&document, json!({"id": id})).await;
            assert_eq!(
                (answer.status, answer.error_code()),
                (StatusCode::OK, "NOT_FOUND"),
                "{field} {id}"
            );
            assert_eq!(answer.body["data"], json!({ (field): null }));
        }
        let input = json!({"id": id, "version": 1});
        for mutation in ["updateLead", "changeCustomer", "changeContact", "changeOpportunity"] {
            let answer = client.mutate(mutation, input.clone(), "").await;
            assert_eq!(answer.error_code(), "NOT_FOUND", "{mutation} {id}");
        }
    }
}

#[tokio::test]
async fn numbers_and_times_at_the_edge_are_answered() {
    let app = TestApp::start().await;
    let client = app.client(&app.world.admin);
    for document in [
        "{ leads(first: 2147483648) { nodes { id } } }",
        "{ leads(first: -1) { nodes { id } } }",
        "{ leads(last: -2147483648) { nodes { id } } }",
        "{ leads(first: 1, last: 1) { nodes { id } } }",
        "{ leads(after: \"\") { nodes { id } } }",
        "{ leads(filter: {staleDays: -2147483648}) { nodes { id } } }",
        "{ leads(filter: {createdAfter: \"2026-02-30T00:00:00Z\"}) { nodes { id } } }",
        "{ leads(filter: {createdAfter: \"yesterday\"}) { nodes { id } } }",
    ] {
        refused(&client.query(document, json!({})).await, document);
    }
    let document = "query($at: DateTime!) { leads(filter: {createdAfter: $at}) { nodes { id } } }";
    for time in ["+262142-12-31T23:59:59Z", "-262143-01-01T00:00:00Z"] {
        refused(&client.query(document, json!({"at": time})).await, time);
    }
    let last = json!({"at": "9999-12-31T23:59:59.999999999+00:00"});
    client.query(document, last).await.data();
}

#[tokio::test]
async fn a_token_that_is_expired_or_forged_is_refused_with_401() {
    let app = TestApp::start().await;
    let now = app.state.clock.now();
    let sign = |user, at| app.state.keys.sign(user, at, TimeDelta::minutes(15)).unwrap().0;
    let valid = sign(app.world.rep.id(), now);
    let expired = sign(app.world.rep.id(), now - TimeDelta::minutes(15));
    let of_nobody = sign(app.world.organization_id, now);
    let (head, signature) = valid.rsplit_once('.').unwrap();
    let (_, claims) = head.split_once('.').unwrap();
    let tokens = [
        String::new(),
        "x".to_owned(),
        "a.b.c".to_owned(),
        "长".to_owned(),
        head.to_owned(),
        format!("{head}."),
        format!("{head}.{}", signature.to_lowercase()),
        format!("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{claims}."),
        expired,
        of_nobody,
        "x".repeat(5000),
    ];
    for token in &tokens {
        let client = app.guest();
        let request = client.post().json(&json!({"query": "{ __typename }"}));
        let answer = client
            .send(request.header(header::AUTHORIZATION, format!("Bearer {token}").into_bytes()))
            .await;
        refused(&answer, token);
        assert_eq!(
            (answer.status, answer.error_code()),
            (StatusCode::UNAUTHORIZED, "UNAUTHENTICATED"),
            "{token}"
        );
    }
    let client = app.guest();
    let basic = client
        .post()
        .json(&json!({"query": "{ __typename }"}))
        .basic_auth("李销售", Some("x"));
    assert_eq!(client.send(basic).await.status, StatusCode::UNAUTHORIZED);
    Client::new(app.address(), Some(&valid))
        .query("{ viewer { name } }", json!({}))
        .await
        .data();
}

#[tokio::test]
async fn a_document_that_asks_for_too_much_is_refused() {
    let app = TestApp::start().await;
    let client = app.client(&app.world.rep);
    let deep = format!(
        "{{ leads {{ nodes {{ {} title {} }} }} }}",
        "customer { leads { ".repeat(9),
        "} } ".repeat(9)
    );
    refused(&client.query(&deep, json!({})).await, "a deep document");
    let wide: Vec<_> = (0..1_001)
        .map(|number| format!("a{number}: viewer {{ name }}"))
        .collect();
    refused(
        &client.query(&format!("{{ {} }}", wide.join(" ")), json!({})).await,
        "a wide document",
    );
    let nested = format!(
        "{{ leads(filter: {}1{}) {{ nodes {{ id }} }} }}",
        "[".repeat(5_000),
        "]".repeat(5_000)
    );
    refused(&client.query(&nested, json!({})).await, "a list in lists");
}

#[tokio::test]
async fn one_field_that_fails_leaves_the_others_alone() {
    let app = TestApp::start().await;
    let document = "{ viewer { name } leads(first: 1000) { nodes { id } } auditEvents { nodes { id } } }";
    let answer = app.client(&app.world.rep).query(document, json!({})).await;
    assert_eq!(
        answer.body["data"],
        json!({"viewer": {"name": "李销售"}, "leads": null, "auditEvents": null})
    );
    let codes: Vec<_> = answer.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| json!([error["path"], error["extensions"]["code"]]))
        .collect();
    assert_eq!(
        codes,
        [json!([["leads"], "BAD_REQUEST"]), json!([["auditEvents"], "FORBIDDEN"])]
    );
}
