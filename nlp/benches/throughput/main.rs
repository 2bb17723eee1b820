//! How fast reports are linted, with rivals in the same run: `cargo bench -p nlp --bench throughput [-- MEGABYTES]`.
//!
//! Throughput counts the time on the processor, so that other processes do not count; a keystroke and a cold report are
//! measured by the clock on the wall. Ratios are what carries over to another machine.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "a benchmark prints, and stops at the first surprise"
)]

mod corpus;
mod rivals;

use std::{
    fs,
    hint::black_box,
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use corpus::Maker;
use jieba_rs::Jieba;
use nlp::{Draft, Linter, RulePack};

/// Size of the corpus where none is asked for.
const MEGABYTES: usize = 20;
/// How often each is measured; the best run counts.
const RUNS: usize = 3;
/// The shortest run: the system counts time in ticks of a few milliseconds.
const SHORTEST: Duration = Duration::from_millis(400);
/// The length of a draft that is typed, and of a report that is linted cold.
const DRAFT: usize = 2_000;
const REPORT: usize = 500;

fn main() {
    let megabytes = std::env::args()
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(MEGABYTES);
    let mut maker = Maker::new();
    let before = memory();
    let started = Instant::now();
    let linter = Linter::new(RulePack::default()).unwrap();
    linter.lint(&maker.draft(REPORT), date());
    let load = started.elapsed();
    println!(
        "engine: {:.0} ms to load, {} MiB resident after the first report",
        load.as_secs_f64() * 1e3,
        (memory() - before) / 1_024
    );

    let corpora = [
        ("varied reports", maker.reports(megabytes * 1_000_000)),
        ("reports without a finding", maker.clean_reports(megabytes * 500_000)),
        ("text without a candidate", maker.prose(megabytes * 500_000)),
    ];
    let jieba = Jieba::new();
    let (automaton, straightforward) = (rivals::automaton(), rivals::Straightforward::new());
    let filter = rivals::sensitive_rs();
    for (name, texts) in &corpora {
        describe(name, texts, &linter);
        let bare = throughput(texts, |text| jieba.cut(text, false).len());
        let row = |what: &str, speed: f64| println!("  {what:<34} {speed:>7.1} MB/s   {:>5.2} × jieba", speed / bare);
        row("jieba-rs cut, no HMM", bare);
        row(
            "daachorse, words of the lexicon",
            throughput(texts, |text| automaton.find_overlapping_iter(text).count()),
        );
        row(
            "cut everything and look words up",
            throughput(texts, |text| straightforward.lint(text).len()),
        );
        let few = &texts[..texts.len() / 20];
        row(
            "sensitive-rs find_all",
            throughput(few, |text| {
                filter.clear_cache();
                filter.find_all(text).len()
            }),
        );
        row(
            "nlp full lint",
            throughput(texts, |text| linter.lint(text, date()).findings.len()),
        );
    }
    println!("peak of this process: {} MiB", peak() / 1_024);

    let other = vec![1_u8; 64 << 20];
    let reports: Vec<String> = (0..400).map(|_| maker.draft(REPORT)).collect();
    percentiles(
        "lint of 500 characters, cold caches",
        reports.iter().map(|text| {
            evict(&other);
            timed(|| linter.lint(text, date()))
        }),
    );
    let draft = maker.draft(DRAFT);
    let typed: Vec<String> = keystrokes(&draft).collect();
    percentiles(
        "keystroke in 2,000 characters, full lint",
        typed.iter().map(|text| timed(|| linter.lint(text, date()))),
    );
    let mut drafted = Draft::new(Arc::new(linter), date());
    percentiles(
        "keystroke in 2,000 characters, as a draft",
        typed.iter().map(|text| timed(|| drafted.lint(text))),
    );
}

fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 25).unwrap()
}

/// Says how much of a corpus the linter reports.
fn describe(name: &str, texts: &[String], linter: &Linter) {
    let (mut chars, mut findings, mut sentences, mut clean) = (0, 0, 0, 0);
    for text in &texts[..texts.len() / 20] {
        let found = linter.lint(text, date()).findings;
        chars += text.chars().count();
        findings += found.len();
        for sentence in nlp::text::sentences(text) {
            let holds =
                |range: &std::ops::Range<usize>| found.iter().any(|found| range.contains(&found.span.byte_start));
            sentences += 1;
            clean += usize::from(!holds(&sentence.range));
        }
    }
    println!(
        "{name}: {:.1} MB, {} texts, {:.1} findings in 1,000 characters, {} % of sentences without one",
        texts.iter().map(String::len).sum::<usize>() as f64 / 1e6,
        texts.len(),
        findings as f64 * 1e3 / chars as f64,
        clean * 100 / sentences
    );
}

/// Megabytes a second of the best run.
fn throughput(texts: &[String], mut work: impl FnMut(&str) -> usize) -> f64 {
    let bytes: usize = texts.iter().map(String::len).sum();
    let run = |_| {
        let started = on_processor();
        let (mut read, mut spent) = (0, Duration::ZERO);
        while spent < SHORTEST {
            black_box(texts.iter().map(|text| work(black_box(text))).sum::<usize>());
            read += bytes;
            spent = on_processor().saturating_sub(started);
        }
        read as f64 / 1e6 / spent.as_secs_f64()
    };
    (0..RUNS).map(run).fold(0.0, f64::max)
}

fn percentiles(what: &str, times: impl Iterator<Item = Duration>) {
    let mut times: Vec<Duration> = times.collect();
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e6;
    println!("{what}: p50 {:.0} µs, p99 {:.0} µs", at(50), at(99));
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let started = Instant::now();
    black_box(work());
    started.elapsed()
}

/// The texts of a draft while somebody types in it, deletes and goes on elsewhere.
fn keystrokes(draft: &str) -> impl Iterator<Item = String> {
    let chars: Vec<char> = draft.chars().collect();
    let typed: Vec<char> = "，客户有意向近期再沟通。下周三前打款30万".chars().collect();
    (0..1_000).map(move |stroke| {
        let place = stroke / typed.len() * 97 % chars.len();
        let (before, behind) = chars.split_at(place);
        before
            .iter()
            .chain(&typed[..stroke % typed.len()])
            .chain(behind)
            .collect()
    })
}

/// Reads memory of another so that the caches hold nothing else.
fn evict(other: &[u8]) {
    black_box(other.iter().step_by(64).map(|&byte| u64::from(byte)).sum::<u64>());
}

/// Time of this thread on a processor; the time of the clock where the system does not tell.
fn on_processor() -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    let fallback = || std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap();
    nanoseconds.map_or_else(fallback, Duration::from_nanos)
}

/// Resident memory of the process in KiB, 0 where the system does not tell.
fn memory() -> u64 {
    status("VmRSS:")
}

/// The most memory that was resident.
fn peak() -> u64 {
    status("VmHWM:")
}

fn status(field: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}
