//! GraphQL multipart requests: an operation with files. The files go to the disk as they come.
//!
//! A page of another site may send `multipart/form-data` without asking first, so that a request must carry a header for
//! which a browser asks first. See <https://github.com/jaydenseric/graphql-multipart-request-spec>.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use actix_web::{
    HttpRequest, HttpResponse,
    guard::GuardContext,
    http::{StatusCode, header},
    web,
};
use async_graphql::Request;
use multer::{Constraints, Field, Multipart, SizeLimit};
use serde_json::Value;

use crate::{
    attachment::{files::NotReceived, upload::Uploads},
    error::Error,
    http::{MAX_BODY, Service, body, graphql, response},
};

/// How many files a request may bring.
const MAX_FILES: usize = 5;
/// The headers of which one must be there.
const PREFLIGHT: [&str; 3] = [
    "graphql-preflight",
    "apollo-require-preflight",
    "x-apollo-operation-name",
];

/// Whether the request says that it is one.
pub(super) fn is_multipart(context: &GuardContext<'_>) -> bool {
    let kind = context.head().headers().get(header::CONTENT_TYPE);
    kind.and_then(|kind| kind.to_str().ok()).is_some_and(|kind| {
        kind.trim_start()
            .to_ascii_lowercase()
            .starts_with("multipart/form-data")
    })
}

/// `POST /graphql` with files.
pub(super) async fn post(request: HttpRequest, payload: web::Payload, service: web::Data<Service>) -> HttpResponse {
    let has = |name: &&str| request.headers().get(*name).is_some_and(|value| !value.is_empty());
    if !PREFLIGHT.iter().any(has) {
        let message =
            "multipart 请求须带请求头 GraphQL-Preflight: 1 或 Apollo-Require-Preflight: true，以防跨站请求伪造";
        return response::refuse(&request, StatusCode::BAD_REQUEST, &Error::BadRequest(message.into()));
    }
    // Strangers fill no disk.
    if let Err((status, error)) = graphql::require_user(&request, &service).await {
        return response::refuse(&request, status, &error);
    }
    match read(&request, payload, &service).await {
        Ok((operation, uploads)) => graphql::execute(&request, operation.data(uploads), &service, true).await,
        Err((status, error)) => response::refuse(&request, status, &error),
    }
}

type Refused = (StatusCode, Error);

fn malformed(message: impl Into<String>) -> Refused {
    (StatusCode::BAD_REQUEST, Error::BadRequest(message.into()))
}

async fn read(request: &HttpRequest, payload: web::Payload, service: &Service) -> Result<(Request, Uploads), Refused> {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let boundary = kind
        .and_then(|kind| kind.to_str().ok())
        .and_then(|kind| multer::parse_boundary(kind).ok())
        .ok_or_else(|| malformed("multipart 请求缺少 boundary"))?;
    let limit = u64::try_from(MAX_BODY).unwrap_or(u64::MAX);
    let limits = SizeLimit::new().for_field("operations", limit).for_field("map", limit);
    let constraints = Constraints::new().size_limit(limits);
    let mut parts = Multipart::with_constraints(body::stream(payload), boundary, constraints);

    let mut operations: Value = json(&mut parts, "operations").await?;
    let map: BTreeMap<String, Vec<String>> = json(&mut parts, "map").await?;
    if map.len() > MAX_FILES {
        return Err(malformed(format!("一次请求最多上传 {MAX_FILES} 个文件")));
    }
    let mut files = HashMap::new();
    while let Some(part) = next(&mut parts).await? {
        let key = part.name().unwrap_or_default().to_owned();
        if !map.contains_key(&key) || files.contains_key(&key) {
            return Err(malformed(format!(
                "map 没有声明名为 {key:?} 的文件，或它出现了不止一次"
            )));
        }
        let name = part.file_name().unwrap_or_default().to_owned();
        let store = &service.state.files;
        let received = store.receive(&name, store.max_size, part).await;
        let file = received.map_err(|why| not_received(why, store.max_size))?;
        files.insert(key, Arc::new(file));
    }
    for (key, places) in &map {
        if !files.contains_key(key) {
            return Err(malformed(format!("缺少名为 {key:?} 的文件")));
        }
        for place in places {
            let pointer = format!("/{}", place.replace('.', "/"));
            match operations.pointer_mut(&pointer) {
                Some(null @ Value::Null) if place.starts_with("variables.") => *null = Value::from(key.as_str()),
                _ => return Err(malformed(format!("operations 的 {place} 处应为 null"))),
            }
        }
    }
    let operation = serde_json::from_value(operations)
        .map_err(|failed| malformed(format!("operations 不是有效的 GraphQL 请求 JSON：{failed}")))?;
    Ok((operation, Uploads(files)))
}

pub(super) fn not_received(why: NotReceived, max_size: u64) -> Refused {
    match why {
        NotReceived::TooLarge => {
            let message = format!("文件最大 {max_size} 字节");
            (StatusCode::PAYLOAD_TOO_LARGE, Error::TooLarge(message))
        }
        NotReceived::Broken => malformed("请求体不完整或无法读取"),
        NotReceived::Failed(error) => (StatusCode::INTERNAL_SERVER_ERROR, error),
    }
}

async fn next<'a>(parts: &mut Multipart<'a>) -> Result<Option<Field<'a>>, Refused> {
    parts.next_field().await.map_err(|error| multipart_error(&error))
}

/// The part that must come next, as JSON.
async fn json<T: serde::de::DeserializeOwned>(parts: &mut Multipart<'_>, name: &str) -> Result<T, Refused> {
    let part = next(parts).await?.filter(|part| part.name() == Some(name));
    let part =
        part.ok_or_else(|| malformed(format!("multipart 请求应依次含有 operations、map 和文件，缺少 {name}")))?;
    let bytes = part.bytes().await.map_err(|error| multipart_error(&error))?;
    serde_json::from_slice(&bytes).map_err(|failed| malformed(format!("{name} 不是有效的 JSON：{failed}")))
}

fn multipart_error(error: &multer::Error) -> Refused {
    match error {
        multer::Error::FieldSizeExceeded { limit, .. } => {
            let message = format!("operations 和 map 各自最大 {limit} 字节");
            (StatusCode::PAYLOAD_TOO_LARGE, Error::TooLarge(message))
        }
        _ => malformed("请求体不是有效的 multipart/form-data"),
    }
}
