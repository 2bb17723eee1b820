//! Between the enums of the linter and those of the database.

/// Declares the conversions between an enum of `entity::types` and its counterpart of `nlp`.
macro_rules! convert {
    ($to_nlp:ident, $to_entity:ident, $entity:ident, $nlp:ident: $($variant:ident)+) => {
        /// The linter's counterpart of a stored value.
        pub fn $to_nlp(value: entity::types::$entity) -> nlp::$nlp {
            match value { $(entity::types::$entity::$variant => nlp::$nlp::$variant,)+ }
        }

        /// The stored counterpart of a linter's value.
        pub fn $to_entity(value: nlp::$nlp) -> entity::types::$entity {
            match value { $(nlp::$nlp::$variant => entity::types::$entity::$variant,)+ }
        }
    };
}

convert!(category_to_nlp, category_to_entity, FindingCategory, Category:
    Intent FollowUp Time Degree Result Responsibility
    Medical EfficacyClaim AbsoluteClaim OverPromise Pii Bribery);
convert!(severity_to_nlp, severity_to_entity, FindingSeverity, Severity: Info Warning Error);
convert!(kind_to_nlp, kind_to_entity, FindingKind, Kind: Vague Sensitive);
