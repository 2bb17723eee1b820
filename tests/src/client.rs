//! A GraphQL client over HTTP.

use std::net::SocketAddr;

use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Value, json};

/// A client, logged in or not.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    url: String,
    token: Option<String>,
}

/// What the server answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The body, as JSON.
    pub body: Value,
}

impl Client {
    /// A client of the server at `address`.
    pub fn new(address: SocketAddr, token: Option<&str>) -> Self {
        Self {
            http: reqwest::Client::new(),
            url: format!("http://{address}/graphql"),
            token: token.map(str::to_owned),
        }
    }

    /// Runs a document with variables.
    pub async fn query(&self, document: &str, variables: Value) -> Answer {
        let body = json!({"query": document, "variables": variables});
        self.send(self.post().json(&body)).await
    }

    /// Runs a mutation with one `input`: `fields` is what its payload is asked for.
    pub async fn mutate(&self, name: &str, input: Value, fields: &str) -> Answer {
        let mut letters = name.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let type_name: String = first.chain(letters).collect();
        let document = format!(
            "mutation($input: {type_name}Input!) {{ {name}(input: $input) {{ {fields} userErrors {{ field code message }} }} }}"
        );
        self.query(&document, json!({"input": input})).await
    }

    /// A `POST` to be filled by hand.
    pub fn post(&self) -> RequestBuilder {
        self.authorize(self.http.post(&self.url))
    }

    /// A `GET` to be filled by hand.
    pub fn get(&self) -> RequestBuilder {
        self.authorize(self.http.get(&self.url))
    }

    /// Sends a request made by hand.
    pub async fn send(&self, request: RequestBuilder) -> Answer {
        let response = request.send().await.expect("the server answers");
        let status = response.status();
        let text = response.text().await.expect("the answer is text");
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        Answer { status, body }
    }

    fn authorize(&self, request: RequestBuilder) -> RequestBuilder {
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }
}

impl Answer {
    /// The data of an answer without errors.
    pub fn data(&self) -> &Value {
        assert!(
            self.status == StatusCode::OK && self.body.get("errors").is_none(),
            "{} {:#}",
            self.status,
            self.body
        );
        &self.body["data"]
    }

    /// The payload of the mutation `name`, which refused nothing.
    pub fn done(&self, name: &str) -> &Value {
        let payload = &self.data()[name];
        assert_eq!(payload["userErrors"], json!([]), "{name} was refused");
        payload
    }

    /// What the mutation `name` refused: `field.path CODE`, in order.
    pub fn refusals(&self, name: &str) -> Vec<String> {
        let errors = self.data()[name]["userErrors"]
            .as_array()
            .expect("the payload has userErrors");
        errors
            .iter()
            .map(|error| {
                let field: Vec<_> = error["field"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter_map(Value::as_str)
                    .collect();
                format!("{} {}", field.join("."), error["code"].as_str().unwrap())
            })
            .collect()
    }

    /// The `extensions.code` of the first error.
    pub fn error_code(&self) -> &str {
        self.body["errors"][0]["extensions"]["code"]
            .as_str()
            .unwrap_or_else(|| panic!("no error in {:#}", self.body))
    }
}
