//! The scalar of a file in a multipart request.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

use crate::attachment::files::Received;

/// A file of a multipart request. The transport puts a name in its place that holds within the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload(pub String);

/// A file that comes with the request, as the GraphQL multipart request specification says: the variable is null in
/// `operations`, and `map` names it. At most 5 files a request; how large each may be the server's configuration says.
#[Scalar]
impl ScalarType for Upload {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(name) => Ok(Self(name)),
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.clone())
    }
}

/// The files of a request, by the names that stand in their places.
#[derive(Clone, Debug, Default)]
pub struct Uploads(pub HashMap<String, Arc<Received>>);

impl Uploads {
    /// The file in whose place `upload` stands.
    pub fn file(&self, upload: &Upload) -> Option<Arc<Received>> {
        self.0.get(&upload.0).cloned()
    }
}
