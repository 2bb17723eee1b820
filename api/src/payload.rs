//! Payloads of mutations: the changed object and what the user can mend.

/// Declares the payload types of mutations, each made from the answer of a service by `from`.
macro_rules! payloads {
    ($($(#[$meta:meta])* $name:ident { $(#[$field_meta:meta])* $field:ident: $object:ty })+) => {$(
        $(#[$meta])*
        #[derive(async_graphql::SimpleObject, Debug)]
        pub struct $name {
            $(#[$field_meta])*
            pub $field: Option<$object>,
            /// What the user can mend; when it is not empty, nothing was changed.
            pub user_errors: Vec<$crate::error::Violation>,
        }

        impl $name {
            pub(crate) fn from<T>(answer: $crate::error::Result<T>) -> $crate::error::Result<Self>
            where
                $object: From<T>,
            {
                let (object, user_errors) = $crate::error::mend(answer)?;
                Ok(Self {
                    $field: object.map(<$object>::from),
                    user_errors,
                })
            }
        }
    )+};
}

pub(crate) use payloads;
