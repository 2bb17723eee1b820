//! GraphQL over HTTP: `POST` with JSON, `GET` for queries.

use actix_web::{
    HttpMessage, HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web,
};
use async_graphql::{
    Request, Variables,
    parser::types::{DocumentOperations, ExecutableDocument, OperationType},
};
use serde::Deserialize;

use crate::{
    error::{self, Error},
    http::{MAX_BODY, Service, required, response, unset},
    policy::Actor,
};

/// `POST /graphql`.
pub(super) async fn post(
    request: HttpRequest,
    body: Result<web::Bytes, actix_web::Error>,
    service: web::Data<Service>,
) -> HttpResponse {
    if request.content_type() != "application/json" {
        let error = Error::BadRequest("Content-Type 应为 application/json".into());
        return response::refuse(&request, StatusCode::UNSUPPORTED_MEDIA_TYPE, &error);
    }
    let body = match body {
        Ok(body) => body,
        Err(failed) => {
            let status = failed.as_response_error().status_code();
            let error = Error::BadRequest(if status == StatusCode::PAYLOAD_TOO_LARGE {
                format!("请求体最大 {MAX_BODY} 字节")
            } else {
                "请求体无法读取".into()
            });
            return response::refuse(&request, status, &error);
        }
    };
    match serde_json::from_slice::<Request>(&body) {
        Ok(operation) => execute(&request, operation, &service, true).await,
        Err(failed) => {
            let error = Error::BadRequest(format!("请求体不是有效的 GraphQL 请求 JSON：{failed}"));
            response::refuse(&request, StatusCode::BAD_REQUEST, &error)
        }
    }
}

/// The parameters of a `GET`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parameters {
    #[serde(default)]
    query: String,
    operation_name: Option<String>,
    variables: Option<String>,
}

/// `GET /graphql?query=…`.
pub(super) async fn get(request: HttpRequest, service: web::Data<Service>) -> HttpResponse {
    let parameters = web::Query::<Parameters>::from_query(request.query_string());
    let operation = parameters.ok().and_then(|parameters| {
        let mut operation = Request::new(parameters.query.clone());
        operation.operation_name.clone_from(&parameters.operation_name);
        if let Some(variables) = &parameters.variables {
            operation.variables = Variables::from_json(serde_json::from_str(variables).ok()?);
        }
        Some(operation)
    });
    match operation {
        Some(operation) => execute(&request, operation, &service, false).await,
        None => {
            let error = Error::BadRequest("query、operationName、variables 应为 URL 参数，variables 为 JSON".into());
            response::refuse(&request, StatusCode::BAD_REQUEST, &error)
        }
    }
}

/// Fails unless somebody is logged in.
pub(super) async fn require_user(request: &HttpRequest, service: &Service) -> Result<(), (StatusCode, Error)> {
    match actor(request, service).await? {
        Some(_) => Ok(()),
        None => Err((StatusCode::UNAUTHORIZED, Error::Unauthenticated)),
    }
}

/// Who asks.
async fn actor(request: &HttpRequest, service: &Service) -> Result<Option<Actor>, (StatusCode, Error)> {
    let authorization = request
        .headers()
        .get(header::AUTHORIZATION)
        // What is not even text is no token; it must not pass for a request without one.
        .map(|value| value.to_str().unwrap_or_default());
    match service.authenticate(authorization).await {
        Ok(authenticated) => Ok(authenticated.map(|authenticated| authenticated.actor)),
        Err(error @ Error::Unauthenticated) => Err((StatusCode::UNAUTHORIZED, error)),
        Err(error) => Err((StatusCode::SERVICE_UNAVAILABLE, error)),
    }
}

/// Runs an operation.
pub(super) async fn execute(
    request: &HttpRequest,
    operation: Request,
    service: &Service,
    may_change: bool,
) -> HttpResponse {
    let refuse = |status, error: &Error| response::refuse(request, status, error);
    let document = match parse(&operation) {
        Ok(document) => document,
        Err(refusal) => return refuse(refusal.status, &refusal.error),
    };
    if !may_change && operation_type(&document, operation.operation_name.as_deref()) != Some(OperationType::Query) {
        let error = Error::BadRequest("GET 只能执行 query，请用 POST".into());
        let mut answer = refuse(StatusCode::METHOD_NOT_ALLOWED, &error);
        answer
            .headers_mut()
            .insert(header::ALLOW, header::HeaderValue::from_static("POST"));
        return answer;
    }
    let actor = match actor(request, service).await {
        Ok(actor) => actor,
        Err((status, error)) => return refuse(status, &error),
    };
    let mut operation = service.prepare(operation, actor);
    operation.set_parsed_query(document);
    let mut answer = service.schema.execute(operation).await;
    error::present(&mut answer);
    response::of(request, &answer)
}

/// Why a request does not become an operation.
pub(super) struct Refusal {
    /// The status of the response over HTTP.
    status: StatusCode,
    /// What is wrong.
    pub(super) error: Error,
}

/// A request that cannot be read.
impl From<String> for Refusal {
    fn from(message: String) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            error: Error::BadRequest(message),
        }
    }
}

/// Parses the document without what the request leaves unset, and refuses what no text column can hold.
pub(super) fn parse(operation: &Request) -> Result<ExecutableDocument, Refusal> {
    if operation.query.trim().is_empty() {
        return Err("缺少 query".to_owned().into());
    }
    let variables = serde_json::to_string(&operation.variables).map_err(|error| error.to_string())?;
    if has_nul(&variables) || has_nul(&operation.query) {
        return Err("文本中不能含有 NUL（U+0000）字符".to_owned().into());
    }
    let mut document = async_graphql::parser::parse_query(&operation.query)
        .map_err(|failed| format!("GraphQL 语法错误：{}", shortened(&failed.to_string())))?;
    required::check(&document, operation.operation_name.as_deref(), &operation.variables).map_err(|error| Refusal {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        error,
    })?;
    unset::remove(&mut document, &operation.variables);
    Ok(document)
}

/// Whether JSON or a document holds the character NUL, as itself or escaped; an escaped backslash before `u0000` is none.
fn has_nul(text: &str) -> bool {
    text.contains('\0')
        || text.match_indices("\\u0000").any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default();
            (before.len() - before.trim_end_matches('\\').len()).is_multiple_of(2)
        })
}

/// The start of a message that may repeat a whole document.
fn shortened(message: &str) -> String {
    const LONGEST: usize = 400;
    match message.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", message.get(..at).unwrap_or_default()),
        None => message.to_owned(),
    }
}

fn operation_type(document: &ExecutableDocument, name: Option<&str>) -> Option<OperationType> {
    match (&document.operations, name) {
        (DocumentOperations::Single(operation), _) => Some(operation.node.ty),
        (DocumentOperations::Multiple(operations), Some(name)) => {
            operations.get(name).map(|operation| operation.node.ty)
        }
        // Which one is meant is for the executor to refuse; it is a query only if all of them are.
        (DocumentOperations::Multiple(operations), None) => operations
            .values()
            .map(|operation| operation.node.ty)
            .find(|ty| *ty != OperationType::Query)
            .or(Some(OperationType::Query)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nul_is_found_however_it_is_written_and_a_backslash_is_none() {
        for text in ["\0", r#""\u0000""#, r#""\\\u0000""#] {
            assert!(has_nul(text), "{text:?}");
        }
        for text in ["", r#""\\u0000""#, r#""\\\\u0000""#, "u0000"] {
            assert!(!has_nul(text), "{text:?}");
        }
    }

    #[test]
    fn a_message_that_repeats_a_document_is_cut() {
        assert_eq!(shortened("短"), "短");
        assert_eq!(shortened(&"长".repeat(1_000)).chars().count(), 401);
    }
}
