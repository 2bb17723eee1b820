//! Scoring an organisation against a hand-written statement for PostgreSQL that comes to the same scores.
//!
//! `ZHIYAN_TEST_DATABASE_URL=postgres://… cargo bench -p tests --bench scoring -- 100000` fills a database of its own with that
//! many leads, ten activities and three orders for each, and removes it behind.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark stops at the first surprise and prints its figures"
)]

use std::time::{Duration, Instant};

use api::{auth::token::TokenKeys, clock::Clock, state::State, tier::service::recompute};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};
use tests::{
    World,
    app::{files, now},
    database::TestDatabase,
};

const LEADS: u64 = 100_000;
const ROUNDS: usize = 3;

#[derive(FromQueryResult)]
struct Count {
    count: i64,
}

#[tokio::main]
async fn main() {
    let leads = std::env::args()
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(LEADS);
    let home = TestDatabase::create().await;
    let state = State::new(home.open().await, Clock::fixed(now()), TokenKeys::random(), files());
    let writer = state.database.writer();
    if writer.get_database_backend() == DbBackend::Sqlite {
        println!("set ZHIYAN_TEST_DATABASE_URL: the rival is written for PostgreSQL");
        return;
    }
    let world = World::create(&state).await;
    let run = async |sql: String| {
        let started = Instant::now();
        writer.execute_unprepared(&sql).await.unwrap();
        started.elapsed()
    };
    for sql in fill(&world, leads) {
        run(sql).await;
    }
    println!("{leads} leads, {} activities, {} orders", leads * 10, leads * 3);
    for round in 1..=ROUNDS {
        // Both start from nothing, then from what they have written.
        for sql in [
            "DELETE FROM tier_change",
            "DELETE FROM lead_score",
            "UPDATE lead SET tier = 'COOL', score = 0",
            "VACUUM",
        ] {
            run(sql.to_owned()).await;
        }
        let (first, again) = (ours(&state, &world).await, ours(&state, &world).await);
        for sql in [
            "DROP TABLE IF EXISTS rival, rival_change",
            "CREATE TABLE rival (LIKE lead_score INCLUDING ALL)",
            "CREATE TABLE rival_change (LIKE tier_change INCLUDING ALL)",
        ] {
            run(sql.to_owned()).await;
        }
        run("UPDATE lead SET tier = 'COOL', score = 0".to_owned()).await;
        run("VACUUM".to_owned()).await;
        let by_hand = async || {
            let mut spent = Duration::ZERO;
            for sql in [rival(&world), RIVAL_NOTES.to_owned(), RIVAL_APPLIES.to_owned()] {
                spent += run(sql).await;
            }
            spent
        };
        let (rival, rival_again) = (by_hand().await, by_hand().await);
        println!("round {round}: ours {first:.2?}, again {again:.2?}; by hand {rival:.2?}, again {rival_again:.2?}");
    }
    let differ = "SELECT COUNT(*) AS count FROM rival FULL JOIN lead_score USING (lead_id)
        WHERE rival.score IS DISTINCT FROM lead_score.score OR rival.tier IS DISTINCT FROM lead_score.tier";
    let statement = Statement::from_string(DbBackend::Postgres, differ);
    let row = writer.query_one_raw(statement).await.unwrap().unwrap();
    let Count { count } = Count::from_query_result(&row, "").unwrap();
    assert_eq!(count, 0, "both come to the same scores");
    state.database.close().await.unwrap();
}

async fn ours(state: &State, world: &World) -> Duration {
    let started = Instant::now();
    let transaction = state.database.begin().await.unwrap();
    recompute(&transaction, world.organization_id, None, now())
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    started.elapsed()
}

/// Two leads a customer, with everything else spread by chance.
fn fill(world: &World, leads: u64) -> Vec<String> {
    let (organization, owner, team) = (world.organization_id, world.rep.id(), world.rep.team_id());
    let customers = leads.div_ceil(2);
    let at = now().timestamp_millis();
    let customer =
        format!("('00000000-0000-7000-8000-' || lpad(to_hex(floor(random() * {customers})::int), 12, '0'))::uuid");
    let kinds = "(ARRAY['CALL','VISIT','PROPOSAL_SENT','PROPOSAL_OPENED','REPLY','TECHNICAL_EXCHANGE','QUOTE','NOTE'])";
    vec![
        format!(
            "INSERT INTO customer (id, organization_id, owner_id, team_id, name, normalized_name, industry, created_at, updated_at, version)
             SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, '{organization}', '{owner}', '{team}',
                'c' || n, 'c' || n, '机电', 0, 0, 1 FROM generate_series(0, {customers} - 1) AS n"
        ),
        format!(
            "INSERT INTO lead (id, organization_id, customer_id, owner_id, team_id, title, stage, fields, tier, score,
                stage_changed_at, created_at, updated_at, version)
             SELECT ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid, '{organization}',
                ('00000000-0000-7000-8000-' || lpad(to_hex(n / 2), 12, '0'))::uuid, '{owner}', '{team}', 'l', 'NEW', '[]',
                'COOL', 0, 0, 0, 0, 1 FROM generate_series(0, {leads} - 1) AS n"
        ),
        format!(
            "INSERT INTO sales_order (id, organization_id, customer_id, amount_fen, ordered_on, number, created_at)
             SELECT gen_random_uuid(), '{organization}', {customer}, 1, DATE '2026-11-24' - floor(random() * 700)::int, n::text, 0
             FROM generate_series(1, {leads} * 3) AS n"
        ),
        format!(
            "INSERT INTO budget_signal (id, organization_id, customer_id, kind, seen_on, created_at)
             SELECT gen_random_uuid(), '{organization}', {customer}, (ARRAY['招标','招聘','扩产'])[1 + floor(random() * 3)::int],
                DATE '2026-11-24' - floor(random() * 300)::int, 0 FROM generate_series(1, {leads} / 2) AS n"
        ),
        format!(
            "INSERT INTO activity (id, organization_id, customer_id, lead_id, user_id, kind, occurred_at, note, created_at)
             SELECT gen_random_uuid(), '{organization}', ('00000000-0000-7000-8000-' || lpad(to_hex(lead / 2), 12, '0'))::uuid,
                ('00000000-0000-7000-9000-' || lpad(to_hex(lead), 12, '0'))::uuid, '{owner}',
                {kinds}[1 + floor(random() * random() * 8)::int], {at} - floor(random() * 1e10)::bigint, '', 0
             FROM (SELECT floor(random() * {leads})::int AS lead FROM generate_series(1, {leads} * 10)) AS n"
        ),
        "ANALYZE".to_owned(),
    ]
}

/// What somebody would write by hand for the default policy, and for PostgreSQL alone.
fn rival(world: &World) -> String {
    let organization = world.organization_id;
    format!(
        "INSERT INTO rival
         WITH days AS (
            SELECT DISTINCT customer_id, ordered_on FROM sales_order WHERE organization_id = '{organization}'
         ), gaps AS (
            SELECT customer_id, ordered_on, ordered_on - lag(ordered_on) OVER (PARTITION BY customer_id ORDER BY ordered_on) AS gap
            FROM days
         ), rhythm AS (
            SELECT customer_id, max(ordered_on) AS last, floor(percentile_cont(0.5) WITHIN GROUP (ORDER BY gap))::int AS gap
            FROM gaps GROUP BY customer_id
         ), signal AS (
            SELECT customer_id, least(100, sum(CASE kind WHEN '招标' THEN 100 WHEN '招聘' THEN 40 ELSE 60 END
                * (100 - 100 * (DATE '2026-11-24' - seen_on) / 180) / 100))::int AS points
            FROM budget_signal WHERE organization_id = '{organization}' AND seen_on > DATE '2026-11-24' - 180
            GROUP BY customer_id
         ), depth AS (
            SELECT lead_id, max(CASE WHEN kind IN ('CALL', 'VISIT', 'REPLY') THEN 1 WHEN kind = 'PROPOSAL_SENT' THEN 2
                WHEN kind IN ('PROPOSAL_OPENED', 'ATTACHMENT_OPENED', 'DOWNLOAD') THEN 3 WHEN kind = 'TECHNICAL_EXCHANGE' THEN 4
                WHEN kind IN ('QUOTE', 'ORDER') THEN 5 ELSE 0 END) AS level
            FROM activity WHERE organization_id = '{organization}' GROUP BY lead_id
         )
         SELECT gen_random_uuid(), '{organization}', 0, lead.id, cycle, rhythm.gap IS NULL, rhythm.last,
            rhythm.last + turn * cycle - margin, rhythm.last + turn * cycle + margin, turn - 1,
            (ARRAY['NONE','CONTACTED','PROPOSAL_SENT','PROPOSAL_VIEWED','TECHNICAL_EXCHANGE','QUOTED'])[steps + 1],
            purchase, steps * 20, fit, purchase * 40 / 100, steps * 20 * 35 / 100, fit * 25 / 100, total,
            CASE WHEN total >= 70 THEN 'HOT' WHEN total >= 45 THEN 'WARM' WHEN total >= 20 THEN 'COOL' ELSE 'SLEEPING' END, 0
         FROM lead
         JOIN customer ON customer.id = lead.customer_id
         LEFT JOIN rhythm ON rhythm.customer_id = lead.customer_id
         LEFT JOIN signal ON signal.customer_id = lead.customer_id
         LEFT JOIN depth ON depth.lead_id = lead.id
         CROSS JOIN LATERAL (SELECT greatest(coalesce(rhythm.gap, 90), 1) AS cycle, coalesce(depth.level, 0) AS steps,
            coalesce(signal.points, 0) AS fit, DATE '2026-11-24' - rhythm.last AS idle) AS a
         CROSS JOIN LATERAL (SELECT greatest(cycle * 20 / 100, 3) AS margin) AS b
         CROSS JOIN LATERAL (SELECT CASE WHEN idle > cycle + margin THEN (idle - margin + cycle - 1) / cycle ELSE 1 END AS turn) AS c
         CROSS JOIN LATERAL (SELECT CASE WHEN idle IS NULL THEN 0 ELSE
            greatest(100 - 100 * greatest(turn * cycle - margin - idle, 0) / cycle, 0) / turn END AS purchase) AS d
         CROSS JOIN LATERAL (SELECT purchase * 40 / 100 + steps * 20 * 35 / 100 + fit * 25 / 100 AS total) AS e
         WHERE lead.organization_id = '{organization}' AND lead.stage IN ('NEW', 'CONTACTED', 'PROPOSAL', 'NEGOTIATION')
         ON CONFLICT (organization_id, lead_id) DO UPDATE SET score = excluded.score, tier = excluded.tier
         WHERE (rival.score, rival.tier) IS DISTINCT FROM (excluded.score, excluded.tier)"
    )
}

/// The history: the first tier of each lead, then its changes.
const RIVAL_NOTES: &str =
    "INSERT INTO rival_change (id, organization_id, lead_id, from_tier, to_tier, score, created_at)
    SELECT gen_random_uuid(), lead.organization_id, lead.id, told.to_tier, rival.tier, rival.score, 0
    FROM rival JOIN lead ON lead.id = rival.lead_id
    LEFT JOIN (SELECT DISTINCT ON (lead_id) lead_id, to_tier FROM rival_change ORDER BY lead_id, id DESC) AS told
        ON told.lead_id = lead.id
    WHERE told.to_tier IS DISTINCT FROM rival.tier";

const RIVAL_APPLIES: &str = "UPDATE lead SET tier = rival.tier, score = rival.score FROM rival
    WHERE rival.lead_id = lead.id AND (lead.tier, lead.score) IS DISTINCT FROM (rival.tier, rival.score)";
