//! What a pack of 65,000 terms costs: `cargo bench -p nlp --bench large_pack`.
//!
//! It compiles in less than 200 ms, the engine stays below 96 MiB, and reports are linted within a fifth of the speed
//! without it. Times are those on the processor.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a benchmark prints, and stops at the first surprise"
)]

use std::{
    collections::{BTreeSet, HashSet},
    fs,
    hint::black_box,
    process::Command,
    time::Duration,
};

use chrono::NaiveDate;
use nlp::{Linter, RulePack, norm::Normalized};

/// The argument that asks for the pack itself.
const MAKE: &str = "make-pack";
const TERMS: usize = 65_000;
const RUNS: usize = 3;
/// How often the texts are linted in a run.
const REPEATED: usize = 50;
/// A page of reports, and of the prose whose characters terms are made of.
const REPORTS: &str = include_str!("throughput/templates.txt");
const PROSE: &str = include_str!("throughput/prose.txt");

fn main() {
    if std::env::args().any(|argument| argument == MAKE) {
        print!("{}", pack());
        return;
    }
    let date = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
    let small = Linter::new(RulePack::default()).unwrap();
    small.lint(REPORTS, date);
    println!("engine with the shipped rules: {} MiB", resident());

    // Made by another process, so that only what the engine keeps is counted.
    let made = Command::new(std::env::current_exe().unwrap())
        .arg(MAKE)
        .output()
        .unwrap();
    let json = String::from_utf8(made.stdout).unwrap();
    let (pack, read) = timed(|| serde_json::from_str::<RulePack>(&json).unwrap());
    drop(json);
    let (large, compile) = timed(|| Linter::new(pack).unwrap());
    println!("{TERMS} terms: read in {read:.0?}, compiled in {compile:.0?}");
    println!("engine with them: {} MiB", resident());

    let texts: Vec<&str> = [REPORTS, PROSE]
        .iter()
        .flat_map(|text| text.lines())
        .filter(|line| !line.is_empty())
        .collect();
    let bytes: usize = texts.iter().map(|text| text.len()).sum();
    let speed = |linter: &Linter| {
        let lint = || {
            for text in texts.iter().cycle().take(texts.len() * REPEATED) {
                black_box(linter.lint(text, date));
            }
        };
        let best = (0..RUNS).map(|_| timed(lint).1).min().unwrap();
        (bytes * REPEATED) as f64 / best.as_secs_f64() / 1e6
    };
    let (without, with) = (speed(&small), speed(&large));
    println!(
        "lint: {without:.1} MB/s with the shipped rules, {with:.1} MB/s with the pack, {:.2} ×",
        with / without
    );
}

/// The JSON of a pack: terms of three to six characters, each another one when normalised.
fn pack() -> String {
    let chars: BTreeSet<char> = PROSE
        .chars()
        .filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c))
        .collect();
    let chars: Vec<char> = chars.into_iter().collect();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let mut seen = HashSet::new();
    let mut terms = Vec::new();
    while terms.len() < TERMS {
        let length = 3 + random(4);
        let text: String = (0..length)
            .map(|_| match random(2) {
                0 => chars[random(chars.len())],
                _ => char::from_u32(0x4e00 + random(6_000) as u32).unwrap(),
            })
            .collect();
        if seen.insert(Normalized::new(&text).text().to_owned()) {
            let category = ["BRIBERY", "MEDICAL", "ABSOLUTE_CLAIM", "INTENT"][terms.len() % 4];
            terms.push(serde_json::json!({"id": format!("own/{}", terms.len()), "category": category, "text": text}));
        }
    }
    serde_json::json!({"terms": terms}).to_string()
}

/// Runs `work` and counts its time on the processor.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let before = on_processor();
    let done = work();
    (done, on_processor().saturating_sub(before))
}

/// The time that this thread has spent on a processor.
fn on_processor() -> Duration {
    let times = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(times.split_whitespace().next().unwrap().parse().unwrap())
}

/// The MiB of the process that are in memory.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1_024
}
