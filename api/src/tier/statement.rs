//! The statements that score leads, for SQLite and PostgreSQL.
//!
//! They differ in three expressions ([`Dialect`]): the number of a day, the day of a number, and a new id. A number that
//! stands in a statement comes from the policy or the calendar; every text and id is a parameter.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use entity::{
    tier_policy,
    types::{ActivityKind, ContactDepth},
};
use sea_orm::{ActiveEnum, DbBackend, Iterable, Statement, Value};
use uuid::Uuid;

use crate::{lead::stage, tier::service::level};

/// Whose leads are scored, by what, and when.
#[derive(Clone, Debug)]
pub struct Scoring<'a> {
    /// The policy, which names the organisation.
    pub policy: &'a tier_policy::Model,
    /// Only the leads of this customer.
    pub customer_id: Option<Uuid>,
    /// The moment as of which leads are scored; what happened later counts for nothing.
    pub at: DateTime<Utc>,
    /// The day it is then in the organisation.
    pub today: NaiveDate,
}

/// The columns of `lead_score` that a scoring computes.
const COMPUTED: [&str; 15] = [
    "cycle_days",
    "cycle_estimated",
    "last_ordered_on",
    "window_starts_on",
    "window_ends_on",
    "missed_windows",
    "depth",
    "purchase_points",
    "depth_points",
    "budget_points",
    "purchase_part",
    "depth_part",
    "budget_part",
    "score",
    "tier",
];

/// What the databases write differently.
struct Dialect {
    backend: DbBackend,
}

impl Dialect {
    /// The number of the day in `column`, counted from 1970-01-01.
    fn number(&self, column: &str) -> String {
        match self.backend {
            DbBackend::Sqlite => format!("CAST(julianday({column}) - 2440587.5 AS INTEGER)"),
            _ => format!("({column} - DATE '1970-01-01')"),
        }
    }

    /// The day of a number.
    fn day(&self, number: &str) -> String {
        match self.backend {
            DbBackend::Sqlite => format!("date('1970-01-01', ({number}) || ' days')"),
            _ => format!("(DATE '1970-01-01' + CAST({number} AS INTEGER))"),
        }
    }

    /// A version 7 UUID made at `at`, another one in each row.
    fn id(&self, at: i64) -> String {
        match self.backend {
            DbBackend::Sqlite => format!(
                "unhex(printf('%012x', {at}) || '7' || substr(hex(randomblob(2)), 2) ||
                 substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(8)), 2))"
            ),
            _ => format!(
                "CAST(encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
                 PLACING substring(int8send({at}) FROM 3) FROM 1 FOR 6), 52, 1), 53, 1), 'hex') AS uuid)"
            ),
        }
    }
}

impl Scoring<'_> {
    /// Computes the scores into `lead_score`; rows that say the same already are left alone.
    pub fn score(&self, backend: DbBackend) -> Statement {
        let dialect = Dialect { backend };
        let now = self.now();
        let columns = COMPUTED.join(", ");
        let update: Vec<_> = COMPUTED
            .iter()
            .map(|name| format!("{name} = excluded.{name}"))
            .collect();
        let differs: Vec<_> = COMPUTED
            .iter()
            .map(|name| format!("lead_score.{name} IS DISTINCT FROM excluded.{name}"))
            .collect();
        let mut values = self.values();
        let with = self.dimensions(&dialect, &mut values);
        let sql = format!(
            "{with}
            INSERT INTO lead_score (id, organization_id, lead_id, {columns}, scored_at, created_at)
            SELECT {id}, $1, lead_id, cycle, estimated, {last}, {starts}, {ends},
                CASE WHEN turn > 1 THEN turn - 1 ELSE 0 END, {depth},
                purchase_points, depth_points, budget_points, purchase_part, depth_part, budget_part, score, {tier},
                {now}, {now}
            FROM scores WHERE true
            ON CONFLICT (organization_id, lead_id) DO UPDATE SET {update}, scored_at = excluded.scored_at
            WHERE {differs}",
            id = dialect.id(now),
            last = dialect.day("last_day"),
            starts = dialect.day("last_day + turn * cycle - margin"),
            ends = dialect.day("last_day + turn * cycle + margin"),
            depth = depths(),
            tier = self.tier(),
            update = update.join(", "),
            differs = differs.join(" OR "),
        );
        Statement::from_sql_and_values(backend, sql, values)
    }

    /// Adds to the history the leads whose new tier is another one, and those that have none yet.
    pub fn note_changes(&self, backend: DbBackend) -> Statement {
        let dialect = Dialect { backend };
        let now = self.now();
        let of_customer = match self.customer_id {
            Some(_) => "AND lead_id IN (SELECT id FROM lead WHERE organization_id = $1 AND customer_id = $2)",
            None => "",
        };
        // What a scoring of the same moment has noted is read once. A question for each lead would scan a table that grows
        // meanwhile: PostgreSQL takes a new table for an empty one.
        let first = format!(
            "lead_score.created_at = {now} AND lead.id NOT IN (SELECT lead_id FROM tier_change
             WHERE organization_id = $1 AND created_at = {now} {of_customer})"
        );
        let sql = format!(
            "INSERT INTO tier_change (id, organization_id, lead_id, from_tier, to_tier, score, created_at)
            SELECT {id}, $1, lead.id, CASE WHEN {first} THEN NULL ELSE lead.tier END, lead_score.tier, lead_score.score, {now}
            FROM lead_score JOIN lead ON lead.id = lead_score.lead_id
            WHERE lead_score.organization_id = $1 AND (lead.tier <> lead_score.tier OR ({first})) AND {leads}",
            id = dialect.id(now),
            leads = self.leads(),
        );
        Statement::from_sql_and_values(backend, sql, self.values())
    }

    /// Puts tier and score on the leads. Their versions stay: nobody edits this, so nobody's edit is in the way.
    pub fn apply(&self, backend: DbBackend) -> Statement {
        let sql = format!(
            "UPDATE lead SET tier = lead_score.tier, score = lead_score.score FROM lead_score
            WHERE lead_score.organization_id = $1 AND lead_score.lead_id = lead.id
                AND (lead.tier <> lead_score.tier OR lead.score <> lead_score.score) AND {}",
            self.leads()
        );
        Statement::from_sql_and_values(backend, sql, self.values())
    }

    /// What is known of each customer and lead, and what follows from it, as `WITH` parts that end in `scores`.
    fn dimensions(&self, dialect: &Dialect, values: &mut Vec<Value>) -> String {
        format!("WITH {}, {}", self.knowledge(dialect, values), self.conclusions())
    }

    /// The rhythm of each customer's orders, its budget signals, and the deepest activity of each lead.
    fn knowledge(&self, dialect: &Dialect, values: &mut Vec<Value>) -> String {
        let today = self.today.to_epoch_days();
        let (year, month, day) = (self.today.year(), self.today.month(), self.today.day());
        let decay = self.policy.decay_days;
        let seen = dialect.number("seen_on");
        let of_customer = if self.customer_id.is_some() {
            "AND customer_id = $2"
        } else {
            ""
        };
        let middle = "place IN ((gaps + 1) / 2, (gaps + 2) / 2)";
        format!(
            "days AS (
                SELECT DISTINCT customer_id, {ordered} AS day FROM sales_order
                WHERE organization_id = $1 AND ordered_on <= '{year:04}-{month:02}-{day:02}' {of_customer}
            ), gaps AS (
                SELECT customer_id, day, day - LAG(day) OVER (PARTITION BY customer_id ORDER BY day) AS gap FROM days
            ), places AS (
                SELECT customer_id, day, gap,
                    ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY gap NULLS LAST) AS place,
                    COUNT(gap) OVER (PARTITION BY customer_id) AS gaps
                FROM gaps
            ), rhythms AS (
                SELECT customer_id, MAX(day) AS last_day,
                    SUM(CASE WHEN {middle} THEN gap END) / SUM(CASE WHEN {middle} THEN 1 END) AS gap
                FROM places GROUP BY customer_id
            ), signals AS (
                SELECT customer_id,
                    SUM(CAST({weight} * (100 - 100 * ({today} - {seen}) / {decay}) * {fit} / 10000 AS INTEGER)) AS points
                FROM budget_signal
                WHERE organization_id = $1 AND seen_on <= '{year:04}-{month:02}-{day:02}' {of_customer}
                    AND {seen} > {today} - {decay}
                GROUP BY customer_id
            ), depths AS (
                SELECT lead_id, MAX({level}) AS level FROM activity
                WHERE organization_id = $1 AND lead_id IS NOT NULL AND occurred_at <= {now} {of_customer}
                GROUP BY lead_id
            )",
            ordered = dialect.number("ordered_on"),
            weight = self.signal_weight(values),
            fit = self.fit(),
            level = levels(),
            now = self.now(),
        )
    }

    /// Cycle, window, points, parts and score of each lead, step by step.
    fn conclusions(&self) -> String {
        let policy = self.policy;
        let today = self.today.to_epoch_days();
        format!(
            "facts AS (
                SELECT lead.id AS lead_id, rhythms.gap IS NULL AS estimated, rhythms.last_day,
                    COALESCE(rhythms.gap, industry.cycle_days, {cycle})
                        * COALESCE(CAST(industry.season ->> {month} AS INTEGER), 100) / 100 AS cycle,
                    {today} - rhythms.last_day AS idle,
                    COALESCE(depths.level, 0) AS level,
                    CASE WHEN signals.points > 100 THEN 100 ELSE COALESCE(signals.points, 0) END AS budget_points
                FROM lead
                JOIN customer ON customer.id = lead.customer_id
                LEFT JOIN industry ON industry.organization_id = $1 AND industry.name = customer.industry
                LEFT JOIN rhythms ON rhythms.customer_id = lead.customer_id
                LEFT JOIN signals ON signals.customer_id = lead.customer_id
                LEFT JOIN depths ON depths.lead_id = lead.id
                WHERE lead.created_at <= {now} AND {leads}
            ), cycles AS (
                SELECT lead_id, estimated, last_day, idle, level, budget_points,
                    CASE WHEN cycle < 1 THEN 1 ELSE cycle END AS cycle
                FROM facts
            ), margins AS (
                SELECT *, CASE WHEN cycle * {window} / 100 < 3 THEN 3 ELSE cycle * {window} / 100 END AS margin
                FROM cycles
            ), turns AS MATERIALIZED (
                SELECT *, CASE WHEN idle <= cycle + margin THEN 1 ELSE (idle - margin + cycle - 1) / cycle END AS turn
                FROM margins
            ), distances AS (
                SELECT *,
                    CASE WHEN idle >= turn * cycle - margin THEN 0 ELSE turn * cycle - margin - idle END AS distance
                FROM turns
            ), points AS (
                SELECT *, level * 20 AS depth_points,
                    CASE WHEN distance < cycle THEN (100 - 100 * distance / cycle) / turn ELSE 0 END AS purchase_points
                FROM distances
            ), parts AS (
                SELECT *, {purchase} * purchase_points / 100 AS purchase_part, {depth} * depth_points / 100 AS depth_part,
                    {budget} * budget_points / 100 AS budget_part
                FROM points
            ), scores AS (
                SELECT *, purchase_part + depth_part + budget_part AS score FROM parts
            )",
            now = self.now(),
            cycle = policy.default_cycle_days,
            month = self.today.month0(),
            leads = self.leads(),
            window = policy.window_percent,
            purchase = policy.purchase_weight,
            depth = policy.depth_weight,
            budget = policy.budget_weight,
        )
    }

    /// The parameters that every statement starts with.
    fn values(&self) -> Vec<Value> {
        let organization = Value::from(self.policy.organization_id);
        [organization]
            .into_iter()
            .chain(self.customer_id.map(Value::from))
            .collect()
    }

    /// The leads that are scored.
    fn leads(&self) -> String {
        let open: Vec<_> = stage::OPEN
            .iter()
            .map(|stage| format!("'{}'", stage.to_value()))
            .collect();
        let of_customer = if self.customer_id.is_some() {
            " AND lead.customer_id = $2"
        } else {
            ""
        };
        format!(
            "lead.organization_id = $1 AND lead.stage IN ({}){of_customer}",
            open.join(", ")
        )
    }

    /// What a signal weighs by its kind, 0 to 100.
    fn signal_weight(&self, values: &mut Vec<Value>) -> String {
        let other = self.policy.other_signal_weight;
        let mut cases = Vec::new();
        for signal in &self.policy.signal_weights.0 {
            values.push(signal.kind.as_str().into());
            cases.push(format!("WHEN ${} THEN {}", values.len(), signal.weight));
        }
        if cases.is_empty() {
            return other.to_string();
        }
        format!("(CASE kind {} ELSE {other} END)", cases.join(" "))
    }

    /// How well the amount of a signal fits, 0 to 100. One without an amount counts half.
    fn fit(&self) -> String {
        match self.policy.budget_target_fen {
            None => "100".to_owned(),
            Some(target) => format!(
                "(CASE WHEN amount_fen IS NULL THEN 50 WHEN amount_fen >= {target} THEN 100
                  ELSE amount_fen * 100 / {target} END)"
            ),
        }
    }

    fn tier(&self) -> String {
        let policy = self.policy;
        format!(
            "CASE WHEN score >= {} THEN 'HOT' WHEN score >= {} THEN 'WARM' WHEN score >= {} THEN 'COOL'
             ELSE 'SLEEPING' END",
            policy.hot_from, policy.warm_from, policy.cool_from
        )
    }

    fn now(&self) -> i64 {
        self.at.timestamp_millis()
    }
}

/// The number of the depth that an activity shows.
fn levels() -> String {
    let cases: Vec<_> = ActivityKind::iter()
        .map(|kind| format!("WHEN '{}' THEN {}", kind.to_value(), level(kind)))
        .collect();
    format!("CASE kind {} END", cases.join(" "))
}

/// The depth of a number.
fn depths() -> String {
    let cases: Vec<_> = ContactDepth::iter()
        .enumerate()
        .map(|(level, depth)| format!("WHEN {level} THEN '{}'", depth.to_value()))
        .collect();
    format!("CASE level {} END", cases.join(" "))
}
