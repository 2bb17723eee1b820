//! The funnel in the schema.

use async_graphql::{Context, Object};
use chrono::Days;

use crate::{
    context::ContextExt,
    error::{Result, alone},
    funnel::{
        service::Scope,
        stages::{self, StageCount},
        weeks::{self, WeekCount},
    },
    lead::stage::is_open,
    scalar::Date,
    stage::Stage,
};

/// Milliseconds of a day.
const DAY: f64 = 86_400_000.0;

/// 漏斗: what became of the leads of the last weeks. Each part is counted only when asked for.
#[derive(Clone, Debug)]
pub struct Funnel(pub Scope);

/// 漏斗: what became of the leads of the last weeks. Each part is counted only when asked for.
#[Object]
impl Funnel {
    /// The weeks, the oldest first; the last one is the present one, up to now.
    async fn weeks(&self, context: &Context<'_>) -> Option<Result<Vec<FunnelWeek>>> {
        alone(async {
            let (state, actor) = (context.state()?, context.actor()?);
            let counted = weeks::count(state, actor, &self.0).await?;
            Ok(counted.into_iter().map(FunnelWeek).collect())
        })
        .await
    }

    /// The stages in their order, with what became of the leads that entered them in these weeks.
    async fn stages(&self, context: &Context<'_>) -> Option<Result<Vec<FunnelStage>>> {
        alone(async {
            let (state, actor) = (context.state()?, context.actor()?);
            let counted = stages::count(state, actor, &self.0).await?;
            Ok(counted.into_iter().map(FunnelStage).collect())
        })
        .await
    }
}

/// What happened in one week.
#[derive(Clone, Debug)]
pub struct FunnelWeek(WeekCount);

/// What happened in one week.
#[Object]
impl FunnelWeek {
    /// Its Monday.
    async fn starts_on(&self) -> Date {
        Date(self.0.week.starts_on)
    }

    /// Its Sunday.
    async fn ends_on(&self) -> Date {
        Date(self.0.week.starts_on + Days::new(6))
    }

    /// Leads that were created in it.
    async fn created(&self) -> i64 {
        self.0.created
    }

    /// Those of them that nothing has happened with until now.
    async fn untouched(&self) -> i64 {
        self.0.untouched
    }

    /// Leads of any age that something happened with in it.
    async fn touched(&self) -> i64 {
        self.0.touched
    }

    /// Leads that were open at its end, or are now, and that nothing had happened with for seven days.
    async fn stale(&self) -> i64 {
        self.0.stale
    }

    /// Leads that were won in it.
    async fn won(&self) -> i64 {
        self.0.won
    }

    /// Leads that were lost in it.
    async fn lost(&self) -> i64 {
        self.0.lost
    }

    /// The week in a line that hides nothing, in Chinese: 新增 156 条，其中 61 条无人触达；….
    async fn headline(&self) -> String {
        let count = &self.0;
        format!(
            "新增 {} 条，其中 {} 条无人触达；触达 {} 条，停滞 {} 条，赢单 {} 条，丢单 {} 条",
            count.created, count.untouched, count.touched, count.stale, count.won, count.lost
        )
    }
}

/// What became of the leads that entered one stage.
#[derive(Clone, Debug)]
pub struct FunnelStage(StageCount);

/// What became of the leads that entered one stage.
#[Object]
impl FunnelStage {
    /// The stage.
    async fn stage(&self) -> Stage {
        Stage(self.0.stage.clone())
    }

    /// How many entered it.
    async fn entered(&self) -> i64 {
        self.0.entered
    }

    /// How many of them went on to another stage that is not lost.
    async fn advanced(&self) -> i64 {
        self.0.advanced
    }

    /// How many of them were lost from it.
    async fn lost(&self) -> i64 {
        self.0.lost
    }

    /// How many of them are in it still.
    async fn waiting(&self) -> i64 {
        self.0.waiting
    }

    /// The share of those that entered it that went on, 0 to 1; null where nobody entered it, and for ends.
    async fn conversion(&self) -> Option<f64> {
        let counts = self.0.entered > 0 && is_open(self.0.stage.phase);
        counts.then(|| ratio(self.0.advanced, self.0.entered))
    }

    /// How many days those that left it had been in it on average; null where nobody has left it.
    async fn days_to_leave(&self) -> Option<f64> {
        days(self.0.stayed_ms, self.0.advanced + self.0.lost)
    }

    /// How many days those that are in it have been in it on average; null where nobody is, and for ends.
    async fn days_waiting(&self) -> Option<f64> {
        days(self.0.waiting_ms, self.0.waiting).filter(|_| is_open(self.0.stage.phase))
    }
}

fn days(milliseconds: i64, count: i64) -> Option<f64> {
    (count > 0).then(|| ratio(milliseconds, count) / DAY)
}

/// A quotient to be shown; a count of more than 2^53 is none of ours.
#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "there is no other way from an integer of 64 bits to a float"
)]
fn ratio(part: i64, whole: i64) -> f64 {
    part as f64 / whole as f64
}
