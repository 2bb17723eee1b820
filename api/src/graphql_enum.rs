//! Enums of the schema that mirror those of the database.

/// Declares a GraphQL enum with the values of an enum of `entity::types`, and the conversions in both directions. The
/// compiler checks that none is missing.
macro_rules! mirror_enum {
    ($($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident,)+ })+) => {$(
        #[derive(async_graphql::Enum, Clone, Copy, Debug, PartialEq, Eq, Hash)]
        $(#[$meta])*
        pub enum $name { $($(#[$variant_meta])* $variant,)+ }

        impl From<entity::types::$name> for $name {
            fn from(value: entity::types::$name) -> Self {
                match value { $(entity::types::$name::$variant => Self::$variant,)+ }
            }
        }

        impl From<$name> for entity::types::$name {
            fn from(value: $name) -> Self {
                match value { $($name::$variant => Self::$variant,)+ }
            }
        }
    )+};
}

pub(crate) use mirror_enum;
