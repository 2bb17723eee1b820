//! Enums are stored as the words that JSON has.

use std::fmt::Debug;

use sea_orm::Iterable;
use serde::de::DeserializeOwned;

use super::*;

/// Every value reads back, and is the same word in a column and in JSON.
fn round_trips<T: ActiveEnum<Value = String> + Iterable + Serialize + DeserializeOwned + PartialEq + Debug>() {
    for value in T::iter() {
        let stored = value.to_value();
        assert_eq!(serde_json::to_value(&value).unwrap(), Json::from(stored.as_str()));
        assert_eq!(T::try_from_value(&stored).unwrap(), value);
        assert_eq!(serde_json::from_value::<T>(stored.into()).unwrap(), value);
    }
}

#[test]
fn enums_are_the_same_words_in_columns_and_json() {
    round_trips::<TeamKind>();
    round_trips::<Role>();
    round_trips::<LeadStage>();
    round_trips::<StageRequirement>();
    round_trips::<Tier>();
    round_trips::<ContactDepth>();
    round_trips::<ActivityKind>();
    round_trips::<OpportunityStage>();
    round_trips::<FieldKind>();
    round_trips::<DocumentReading>();
    round_trips::<AttachmentWarningCode>();
    round_trips::<CommitmentStatus>();
    round_trips::<CommitmentEventKind>();
    round_trips::<TaskSource>();
    round_trips::<TaskStatus>();
    round_trips::<RuleOperator>();
    round_trips::<RuleAssignee>();
    round_trips::<ReportStatus>();
    round_trips::<FindingCategory>();
    round_trips::<FindingKind>();
    round_trips::<FindingSeverity>();
    round_trips::<ActionKind>();
    round_trips::<QuestionSource>();
    round_trips::<QuestionStatus>();
    round_trips::<JobStatus>();
}

#[test]
fn a_compound_name_is_in_screaming_snake_case() {
    assert_eq!(FindingCategory::EfficacyClaim.to_value(), "EFFICACY_CLAIM");
    assert_eq!(QuestionStatus::AwaitingDisclosure.to_value(), "AWAITING_DISCLOSURE");
}
