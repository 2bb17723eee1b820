//! What a client sees when something goes wrong.
//!
//! - A service answers with [`Error`]. What a user can mend is [`Error::Invalid`], which mutations put into the
//!   `userErrors` of their payload; everything else becomes an entry of `errors` with `extensions.code`.
//! - [`present`] is the only place where errors are written into a response: it gives every entry a code, and hides
//!   everything that is not ours behind the id under which it was logged.

use std::sync::Arc;

use async_graphql::{Enum, ErrorExtensionValues, Response, ServerError, SimpleObject};
use sea_orm::DbErr;
use uuid::Uuid;

/// The answer of a service.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a service did not do what it was asked to.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The input is wrong in ways that the user can mend.
    #[error("输入有误")]
    Invalid(Vec<Violation>),
    /// Nobody is logged in, or the token is not valid any more.
    #[error("未登录或登录已过期，请登录后重试")]
    Unauthenticated,
    /// The user's role does not include this.
    #[error("当前角色无权执行此操作")]
    Forbidden,
    /// There is no such row among those that the user may see.
    #[error("找不到该对象，或者无权查看")]
    NotFound,
    /// A cursor that this list did not give out in this order.
    #[error("游标无效：请使用同一列表、同一排序返回的游标")]
    BadCursor,
    /// The request itself is malformed.
    #[error("{0}")]
    BadRequest(String),
    /// A body is larger than allowed.
    #[error("{0}")]
    TooLarge(String),
    /// The database is away or busy; the same request may succeed later.
    #[error("服务暂时不可用，请稍后重试")]
    Unavailable(Arc<DbErr>),
    /// Our own mistake.
    #[error("服务器内部错误")]
    Fault(Arc<str>),
}

impl Error {
    /// An error at one field of the input.
    pub fn invalid(field: impl Into<FieldPath>, code: UserErrorCode, message: impl Into<String>) -> Self {
        Self::Invalid(vec![Violation::new(field, code, message)])
    }

    /// A fault with its cause, which goes to the log and to nobody else.
    pub fn fault(cause: impl ToString) -> Self {
        Self::Fault(cause.to_string().into())
    }

    /// The same violations for an input that stands at `field` of a larger one.
    #[must_use]
    pub fn under(self, field: &str) -> Self {
        match self {
            Self::Invalid(mut violations) => {
                for violation in &mut violations {
                    violation.field.insert(0, field.to_owned());
                }
                Self::Invalid(violations)
            }
            other => other,
        }
    }

    /// A row that was not found, as a violation of the field that names it.
    #[must_use]
    pub fn at(self, field: impl Into<FieldPath>) -> Self {
        match self {
            Self::NotFound => Self::invalid(field, UserErrorCode::NotFound, Self::NotFound.to_string()),
            other => other,
        }
    }

    fn code(&self) -> ErrorCode {
        match self {
            Self::Invalid(_) | Self::BadRequest(_) => ErrorCode::BadRequest,
            Self::Unauthenticated => ErrorCode::Unauthenticated,
            Self::Forbidden => ErrorCode::Forbidden,
            Self::NotFound => ErrorCode::NotFound,
            Self::BadCursor => ErrorCode::BadCursor,
            Self::TooLarge(_) => ErrorCode::TooLarge,
            Self::Unavailable(_) => ErrorCode::Unavailable,
            Self::Fault(_) => ErrorCode::Internal,
        }
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match error {
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => Self::Unavailable(Arc::new(error)),
            other => Self::fault(other),
        }
    }
}

/// The codes of `extensions.code`. They never change their meaning.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorCode {
    /// The document, its variables or an argument is malformed.
    BadRequest,
    /// Nobody is logged in, or the token is not valid any more: log in or refresh.
    Unauthenticated,
    /// The user's role does not include this.
    Forbidden,
    /// There is no such object among those that the user may see.
    NotFound,
    /// The cursor does not belong to this list in this order.
    BadCursor,
    /// The body of the request, or a file in it, is larger than the server takes.
    TooLarge,
    /// The server cannot answer now; the same request may succeed later.
    Unavailable,
    /// A fault of the server; its id is in the message and in the server's log.
    Internal,
}

impl ErrorCode {
    /// The code as clients read it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BadRequest => "BAD_REQUEST",
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Forbidden => "FORBIDDEN",
            Self::NotFound => "NOT_FOUND",
            Self::BadCursor => "BAD_CURSOR",
            Self::TooLarge => "TOO_LARGE",
            Self::Unavailable => "UNAVAILABLE",
            Self::Internal => "INTERNAL",
        }
    }
}

/// What is wrong with a field of the input, so that a form can show it in place.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserErrorCode {
    /// The field must be filled.
    Required,
    /// The value is not of the form that the field asks for.
    Invalid,
    /// The value is longer or larger than allowed.
    TooLong,
    /// The value names an object that does not exist among those that the user may see.
    NotFound,
    /// Another object has this value already.
    Taken,
    /// Somebody else has changed the object since the version that was sent; load it again.
    Conflict,
    /// The object is in a state that does not allow this.
    WrongState,
    /// A disclosure must be given before the record is accepted.
    DisclosureRequired,
    /// The organisation asks for a report without findings of severity ERROR, or for a better score.
    ReportNotReady,
    /// The document is older, counted back from the customer's latest interaction, than the organisation allows.
    OutdatedDocument,
    /// The file is of a kind that is not taken, or hostile.
    UnsupportedFile,
    /// The login name or the password is wrong.
    WrongCredentials,
}

/// Something that the user can mend.
#[derive(SimpleObject, Clone, Debug, PartialEq, Eq)]
#[graphql(name = "UserError")]
pub struct Violation {
    /// The path of the field in the input, such as `["fields", "contactEmail"]`; empty when no single field is at fault.
    pub field: Vec<String>,
    /// What is wrong.
    pub code: UserErrorCode,
    /// What is wrong and how to mend it, in Chinese, fit to be shown.
    pub message: String,
}

impl Violation {
    /// A violation at `field`.
    pub fn new(field: impl Into<FieldPath>, code: UserErrorCode, message: impl Into<String>) -> Self {
        Self {
            field: field.into().0,
            code,
            message: message.into(),
        }
    }
}

/// The path of a field in an input.
#[derive(Clone, Debug, Default)]
pub struct FieldPath(Vec<String>);

impl From<&str> for FieldPath {
    fn from(field: &str) -> Self {
        Self(vec![field.to_owned()])
    }
}

impl From<&[&str]> for FieldPath {
    fn from(path: &[&str]) -> Self {
        Self(path.iter().map(|&part| part.to_owned()).collect())
    }
}

impl<const N: usize> From<[&str; N]> for FieldPath {
    fn from(path: [&str; N]) -> Self {
        path.as_slice().into()
    }
}

impl From<()> for FieldPath {
    fn from((): ()) -> Self {
        Self::default()
    }
}

/// Fails unless the version that the user saw is the one that the row has.
pub fn same_version(found: i32, seen: i32) -> Result<()> {
    if found == seen {
        Ok(())
    } else {
        Err(Error::invalid(
            "version",
            UserErrorCode::Conflict,
            format!("已被他人修改（当前版本 {found}，您看到的是 {seen}），请重新加载后再改"),
        ))
    }
}

/// Splits the answer of a service into the two parts of a payload.
pub fn mend<T>(answer: Result<T>) -> Result<(Option<T>, Vec<Violation>)> {
    match answer {
        Ok(value) => Ok((Some(value), Vec::new())),
        Err(Error::Invalid(violations)) => Ok((None, violations)),
        Err(other) => Err(other),
    }
}

/// The value of a nullable field that fails by itself.
///
/// Its error stands at the field, which is null, and the fields beside it keep their values. A resolver that answers with
/// `Err` takes its parent with it, whether or not its type is nullable.
pub async fn alone<T>(work: impl Future<Output = Result<T>>) -> Option<Result<T>> {
    Some(work.await)
}

/// Gives every error of a response its code, and hides what is not ours.
pub fn present(response: &mut Response) {
    for error in &mut response.errors {
        let (code, message) = describe(error);
        error.message = message;
        error
            .extensions
            .get_or_insert_with(ErrorExtensionValues::default)
            .set("code", code.as_str());
    }
}

fn describe(error: &ServerError) -> (ErrorCode, String) {
    if let Some(ours) = error.source::<Error>() {
        return match ours {
            Error::Fault(cause) => fault(cause, error),
            Error::Unavailable(cause) => {
                tracing::warn!(error = %cause, path = ?error.path, "the database is not available");
                (ours.code(), ours.to_string())
            }
            Error::Invalid(violations) => {
                let messages: Vec<_> = violations.iter().map(|violation| violation.message.as_str()).collect();
                (ours.code(), messages.join("；"))
            }
            _ => (ours.code(), ours.to_string()),
        };
    }
    if error.source.is_some() {
        return fault(&error.message, error);
    }
    // The document, a variable or an argument: the library's own words, which name what is wrong.
    (ErrorCode::BadRequest, error.message.clone())
}

fn fault(cause: &str, error: &ServerError) -> (ErrorCode, String) {
    let id = Uuid::now_v7();
    tracing::error!(%id, %cause, path = ?error.path, "a request failed");
    (ErrorCode::Internal, format!("服务器内部错误，编号 {id}"))
}

/// The error as the response to a request that never became an operation.
pub fn response(error: &Error) -> Response {
    let mut failed = ServerError::new(error.to_string(), None);
    failed.source = Some(Arc::new(error.clone()));
    let mut response = Response::from_errors(vec![failed]);
    present(&mut response);
    response
}
