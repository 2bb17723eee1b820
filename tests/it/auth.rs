//! Logging in, staying logged in, logging out.

use api::user::service::{NewUser, add_user};
use chrono::TimeDelta;
use entity::types::Role;
use reqwest::StatusCode;
use tests::{Answer, Client, Socket, TestApp, Value, json};

const TOKENS: &str = "tokens { accessToken refreshToken user { name role } }";

async fn with_user(login: &str) -> TestApp {
    let app = TestApp::start().await;
    let new = NewUser {
        organization: "直言科技".into(),
        login: login.into(),
        name: "钱新人".into(),
        role: Role::Rep,
        team: Some("一组".into()),
        store: None,
        password: "correct horse".into(),
    };
    add_user(&app.state, new).await.unwrap();
    app
}

async fn log_in(app: &TestApp, login: &str, password: &str) -> Answer {
    app.guest()
        .mutate("logIn", json!({"login": login, "password": password}), TOKENS)
        .await
}

async fn viewer(app: &TestApp, token: &Value) -> Answer {
    Client::new(app.address(), token.as_str())
        .query("{ viewer { name } }", json!({}))
        .await
}

#[tokio::test]
async fn a_password_becomes_tokens_that_work() {
    let app = with_user("qian").await;
    let answer = log_in(&app, "qian", "correct horse").await;
    let tokens = &answer.done("logIn")["tokens"];
    assert_eq!(tokens["user"], json!({"name": "钱新人", "role": "REP"}));
    assert_eq!(
        viewer(&app, &tokens["accessToken"]).await.data()["viewer"]["name"],
        "钱新人"
    );
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_answer_alike() {
    let app = with_user("qian").await;
    let wrong = log_in(&app, "qian", "wrong").await;
    let unknown = log_in(&app, "nobody", "wrong").await;
    assert_eq!(wrong.refusals("logIn"), [" WRONG_CREDENTIALS"]);
    assert_eq!(wrong.body, unknown.body);
}

#[tokio::test]
async fn an_access_token_ends_and_a_refresh_token_is_good_once() {
    let app = with_user("qian").await;
    let tokens = log_in(&app, "qian", "correct horse").await.done("logIn")["tokens"].clone();
    app.state.clock.advance(TimeDelta::minutes(16));
    let expired = viewer(&app, &tokens["accessToken"]).await;
    assert_eq!(
        (expired.status, expired.error_code()),
        (StatusCode::UNAUTHORIZED, "UNAUTHENTICATED")
    );

    let refresh = async |token: &Value| {
        app.guest()
            .mutate("refreshTokens", json!({"refreshToken": token}), TOKENS)
            .await
    };
    let renewed = refresh(&tokens["refreshToken"]).await.done("refreshTokens")["tokens"].clone();
    viewer(&app, &renewed["accessToken"]).await.data();

    // Whoever comes back with the old one has stolen it: the whole login ends.
    assert_eq!(refresh(&tokens["refreshToken"]).await.error_code(), "UNAUTHENTICATED");
    assert_eq!(refresh(&renewed["refreshToken"]).await.error_code(), "UNAUTHENTICATED");
}

#[tokio::test]
async fn logging_out_ends_both_tokens() {
    let app = with_user("qian").await;
    let tokens = log_in(&app, "qian", "correct horse").await.done("logIn")["tokens"].clone();
    app.state.clock.advance(TimeDelta::seconds(1));
    let input = json!({"refreshToken": tokens["refreshToken"]});
    app.guest()
        .mutate("logOut", input.clone(), "loggedOut")
        .await
        .done("logOut");
    assert_eq!(
        viewer(&app, &tokens["accessToken"]).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        app.guest().mutate("refreshTokens", input, TOKENS).await.error_code(),
        "UNAUTHENTICATED"
    );
}

#[tokio::test]
async fn a_forged_token_is_refused_over_http_and_websocket() {
    let app = TestApp::start().await;
    let forged = json!("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIwIn0.AAAA");
    let answer = viewer(&app, &forged).await;
    assert_eq!(
        (answer.status, answer.error_code()),
        (StatusCode::UNAUTHORIZED, "UNAUTHENTICATED")
    );

    let mut socket = Socket::open(app.address()).await;
    let payload = json!({"Authorization": "Bearer forged"});
    socket
        .send(json!({"type": "connection_init", "payload": payload}))
        .await;
    assert_eq!(socket.close_code().await, 4403);
}
