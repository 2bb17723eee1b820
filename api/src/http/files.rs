//! Files over signed addresses: `PUT` takes one in, `GET` gives one out.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web,
};
use async_graphql::{ID, InputType};
use entity::attachment;
use serde_json::json;

use crate::{
    attachment::{
        service::{NewAttachment, add, find_of_address},
        ticket::{Announced, Errand, redeem},
    },
    error::{Error, Result, mend},
    http::{Service, body, multipart::not_received, response},
    id::{self, NodeKind},
    policy::{Actor, find},
};

/// `PUT /uploads/{ticket}`: the file that was announced.
pub(super) async fn put(
    request: HttpRequest,
    token: web::Path<String>,
    payload: web::Payload,
    service: web::Data<Service>,
) -> HttpResponse {
    let state = &service.state;
    let (actor, announced) = match redeem(state, &token).await {
        Ok((actor, Errand::Upload(announced))) => (actor, announced),
        Ok(_) | Err(Error::Unauthenticated) => return expired(&request),
        Err(error) => return failed(&request, &error),
    };
    match find_of_address(state, &actor, announced.id).await {
        Ok(None) => {}
        // A phone that sends it again; what it sends goes nowhere.
        Ok(Some(kept)) => return answer(&request, Ok(kept)),
        Err(error) => return failed(&request, &error),
    }
    let stated = request.headers().get(header::CONTENT_LENGTH);
    let stated = stated.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if stated.is_some_and(|stated| stated > announced.size) {
        return too_large(&request, announced.size);
    }
    let chunks = body::stream(payload);
    let received = state.files.receive(&announced.name, announced.size, chunks).await;
    let file = match received {
        Ok(file) => file,
        Err(why) => {
            let (status, error) = not_received(why, announced.size);
            return response::refuse(&request, status, &error);
        }
    };
    if file.size != announced.size {
        let message = format!("收到 {} 字节，申请上传时为 {} 字节", file.size, announced.size);
        return response::refuse(&request, StatusCode::BAD_REQUEST, &Error::BadRequest(message));
    }
    let Announced {
        id,
        customer,
        watermark_on,
        ..
    } = announced;
    let new = NewAttachment {
        id,
        customer_id: customer,
        watermark_on,
        name: None,
        file: Some(file.into()),
    };
    answer(&request, add(state, &actor, new).await)
}

/// The attachment, or why it was not kept.
fn answer(request: &HttpRequest, kept: Result<attachment::Model>) -> HttpResponse {
    let (status, kept, user_errors) = match mend(kept) {
        Ok((Some(kept), none)) => (StatusCode::CREATED, Some(kept), none),
        Ok((None, errors)) => (StatusCode::UNPROCESSABLE_ENTITY, None, errors),
        Err(error) => return failed(request, &error),
    };
    let ID(id) = id::encode(
        NodeKind::Attachment,
        kept.as_ref().map(|kept| kept.id).unwrap_or_default(),
    );
    let attachment = kept.map(|kept| {
        let warnings = kept.warnings.0.iter();
        let warnings = warnings.map(|warning| json!({"code": warning.code, "message": warning.message}));
        json!({
            "id": id,
            "name": kept.name,
            "mediaType": kept.media_type,
            "size": kept.size,
            "sha256": kept.sha256,
            "createdOn": kept.created_on,
            "createdOnVerified": kept.created_on_verified,
            "reading": kept.reading,
            "warnings": warnings.collect::<Vec<_>>(),
        })
    });
    let errors = user_errors.into_iter();
    let errors = errors.map(|error| {
        let code = InputType::to_value(&error.code);
        json!({"field": error.field, "code": code, "message": error.message})
    });
    HttpResponse::build(status).json(json!({"attachment": attachment, "userErrors": errors.collect::<Vec<_>>()}))
}

/// `GET /files/{ticket}`: the content of an attachment, to be saved and never to be shown as a page of this server.
pub(super) async fn get(request: HttpRequest, token: web::Path<String>, service: web::Data<Service>) -> HttpResponse {
    let state = &service.state;
    let (actor, id) = match redeem(state, &token).await {
        Ok((actor, Errand::Download { id })) => (actor, id),
        Ok(_) | Err(Error::Unauthenticated) => return expired(&request),
        Err(error) => return failed(&request, &error),
    };
    match found(&service, &actor, id).await {
        Ok(answer) => answer,
        Err(error) => failed(&request, &error),
    }
}

async fn found(service: &Service, actor: &Actor, id: uuid::Uuid) -> Result<HttpResponse> {
    let state = &service.state;
    let kept = find::<attachment::Entity>(state.database.read(), actor, id).await?;
    let content = state.files.storage.get(kept.organization_id, &kept.sha256).await?;
    let size = u64::try_from(kept.size).map_err(Error::fault)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, kept.media_type.as_str()))
        .insert_header((header::CONTENT_DISPOSITION, disposition(&kept.name)))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .insert_header(("Cross-Origin-Resource-Policy", "same-origin"))
        .insert_header((header::ETAG, format!("\"{}\"", kept.sha256)))
        .no_chunking(size)
        .streaming(content))
}

/// As RFC 6266 says, with the name in UTF-8 and one that every client can read.
fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') {
                c
            } else {
                '_'
            }
        })
        .collect();
    let mut header = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            header.push(char::from(byte));
        } else {
            let digit = |half: u8| {
                char::from_digit(u32::from(half), 16)
                    .unwrap_or_default()
                    .to_ascii_uppercase()
            };
            header.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    header
}

fn expired(request: &HttpRequest) -> HttpResponse {
    let error = Error::BadRequest("地址无效或已过期，请重新获取".into());
    response::refuse(request, StatusCode::FORBIDDEN, &error)
}

fn too_large(request: &HttpRequest, max_size: u64) -> HttpResponse {
    let error = Error::TooLarge(format!("文件最大 {max_size} 字节"));
    response::refuse(request, StatusCode::PAYLOAD_TOO_LARGE, &error)
}

fn failed(request: &HttpRequest, error: &Error) -> HttpResponse {
    let status = match error {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Forbidden => StatusCode::FORBIDDEN,
        Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    response::refuse(request, status, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_for_old_clients_and_new() {
        assert_eq!(
            disposition("报价 1.pdf"),
            "attachment; filename=\"___1.pdf\"; filename*=UTF-8''%E6%8A%A5%E4%BB%B7%201.pdf"
        );
    }
}
