//! Resolved times, in the schema.

use async_graphql::{Enum, InputObject, SimpleObject};
use chrono::{DateTime, Utc};
use nlp::time::TimePoint;

use crate::{
    report::{evidence_types::TextSpan, lint::stretch},
    scalar::{Date, FourDigitYear},
};

/// A text whose times are to be resolved.
#[derive(InputObject)]
pub struct ResolveTimesInput {
    /// The text, at most 100,000 characters.
    pub text: String,
    /// The moment against which its times resolve; now where it is left out. It is taken in the organisation's time zone.
    #[graphql(validator(custom = "FourDigitYear"))]
    pub at: Option<DateTime<Utc>>,
}

/// A time expression with the days or minutes that it stands for.
#[derive(SimpleObject, Clone, Debug)]
pub struct ResolvedTime {
    /// The characters of the text that it covers.
    pub text: String,
    /// Where it stands.
    pub span: TextSpan,
    /// The first day.
    pub first_day: Date,
    /// The last day, inclusive; for 周五前 the deadline.
    pub last_day: Date,
    /// The first minute in local time, as 09:30; null where the text names no time of day.
    pub start_time: Option<String>,
    /// The last minute in local time; null where the text names no time of day.
    pub end_time: Option<String>,
    /// Whether it is what is left until then: 周五前, 3天内.
    pub is_deadline: bool,
    /// What it leaves open; the days are those of the usual reading.
    pub ambiguities: Vec<TimeAmbiguity>,
}

/// What a time expression leaves open.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "nlp::time::Ambiguity")]
pub enum TimeAmbiguity {
    /// 周三 once it is over: this week's is given, next week's may be meant.
    Week,
    /// 5号 once it is over, where the sentence looks neither ahead nor back: this month's is given.
    Month,
    /// 3月5日 far from now, where the sentence looks neither ahead nor back: this year's is given.
    Year,
    /// 9点 without a part of the day: 1 to 5 are given as the afternoon, 6 to 11 as the morning.
    HalfOfDay,
    /// 25号左右: the day itself is given.
    Approximate,
    /// It counts on days off that have not been announced, only projected.
    ProjectedHoliday,
}

impl From<nlp::time::ResolvedTime> for ResolvedTime {
    fn from(time: nlp::time::ResolvedTime) -> Self {
        Self {
            text: time.text,
            span: stretch(&time.span).into(),
            first_day: Date(time.from.date()),
            last_day: Date(time.to.date()),
            start_time: clock(time.from),
            end_time: clock(time.to),
            is_deadline: time.is_deadline,
            ambiguities: time.ambiguities.into_iter().map(TimeAmbiguity::from).collect(),
        }
    }
}

fn clock(point: TimePoint) -> Option<String> {
    match point {
        TimePoint::Date(_) => None,
        TimePoint::DateTime(time) => Some(time.format("%H:%M").to_string()),
    }
}
