//! Responses in the media type that the client asked for, with the status that the specification gives them.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
};
use async_graphql::{Response, Value};
use serde_json::{Map, json};

use crate::error::{self, Error};

/// The media type of the GraphQL-over-HTTP specification.
const GRAPHQL_RESPONSE: &str = "application/graphql-response+json";
const JSON: &str = "application/json";

/// A response to an operation, or to a document that never became one.
pub(super) fn of(request: &HttpRequest, response: &Response) -> HttpResponse {
    let status = if is_request_error(response) {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    write(request, status, response)
}

/// A response that refuses a request before it becomes an operation.
pub(super) fn refuse(request: &HttpRequest, status: StatusCode, error: &Error) -> HttpResponse {
    write(request, status, &error::response(error))
}

fn is_request_error(response: &Response) -> bool {
    response.data == Value::Null
        && !response.errors.is_empty()
        && response.errors.iter().all(|error| error.path.is_empty())
}

fn write(request: &HttpRequest, status: StatusCode, response: &Response) -> HttpResponse {
    let mut body = Map::new();
    if !response.errors.is_empty() {
        body.insert("errors".into(), json!(response.errors));
    }
    if !is_request_error(response) {
        body.insert("data".into(), json!(response.data));
    }
    let mut answer = HttpResponse::build(status);
    for (name, value) in &response.http_headers {
        answer.append_header((name.as_str(), value.as_bytes()));
    }
    if status == StatusCode::UNAUTHORIZED {
        answer.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
    }
    answer.content_type(media_type(request)).json(body)
}

fn media_type(request: &HttpRequest) -> &'static str {
    let accept = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok());
    match accept {
        Some(accept) if accept.contains(GRAPHQL_RESPONSE) => GRAPHQL_RESPONSE,
        _ => JSON,
    }
}
