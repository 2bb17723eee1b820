//! How a dry run over stored reports scales with the cores: `cargo bench -p nlp --bench dry_run [-- REPORTS]`.
//!
//! Each report is linted twice, by the pack in force and by the changed one, as the dry run of the server does. Time is that
//! of the clock on the wall, so that the figures want a machine with nothing else to do.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "a benchmark prints, and stops at the first surprise"
)]

#[path = "../throughput/corpus.rs"]
#[expect(dead_code, reason = "the other benchmark uses the rest")]
mod corpus;

use std::{num::NonZeroUsize, time::Instant};

use chrono::NaiveDate;
use corpus::Maker;
use nlp::{Category, Linter, RulePack, pack::Term, parallel};

/// How many reports are linted where no number is asked for.
const REPORTS: usize = 100_000;
/// More bytes than a report has on average.
const LONG: usize = 1_800;
/// How often each is measured; the best run counts.
const RUNS: usize = 2;
/// How many reports are in memory at a time, as in the server.
const PAGE: usize = 500;

fn main() {
    let count = std::env::args()
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(REPORTS);
    let mut maker = Maker::new();
    let mut texts = maker.reports(count * LONG);
    texts.truncate(count);
    assert_eq!(texts.len(), count, "reports are shorter than {LONG} bytes");
    let megabytes = texts.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    println!("{count} reports, {megabytes:.1} MB");

    let before = Linter::new(RulePack::default()).unwrap();
    let changed = RulePack {
        terms: vec![Term::new("new/0", Category::FollowUp, "走个流程")],
        ..RulePack::default()
    };
    let after = Linter::new(changed).unwrap();
    let date = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
    let run = |threads: NonZeroUsize| {
        let seconds = (0..RUNS).map(|_| {
            let started = Instant::now();
            let mut changes = 0;
            for page in texts.chunks(PAGE) {
                let differences = parallel::map(page, threads, |text| {
                    let (before, after) = (before.lint(text, date), after.lint(text, date));
                    before.findings.len().abs_diff(after.findings.len())
                });
                changes += differences.into_iter().sum::<usize>();
            }
            let seconds = started.elapsed().as_secs_f64();
            println!("  {threads} threads: {seconds:.2} s, {changes} changes");
            seconds
        });
        seconds.fold(f64::INFINITY, f64::min)
    };
    let one = run(NonZeroUsize::MIN);
    let all = run(parallel::cores());
    println!(
        "one core {:.1} MB/s, {} cores {:.1} MB/s: {:.2} times as fast",
        2.0 * megabytes / one,
        parallel::cores(),
        2.0 * megabytes / all,
        one / all
    );
}
