//! Measures publication dates against `gold/page-date.jsonl.gz`.
//!
//! `cargo run -p tidings-text --example page_date -- GOLD_FOLDER [with-url|no-url] [OUT.jsonl]`
//!
//! Counted as htmldate's own evaluation does: right tp, wrong fp, no answer fn (where the gold has
//! no date either: one tn and one fn). F1 = 2tp / (2tp + fp + fn), accuracy = (tp + tn) / all.

use std::io::{BufRead, BufReader, Read, Write};
use std::time::{Duration, Instant};

#[expect(clippy::print_stderr, reason = "a tool that tells its figures")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("give the folder gold")?;
    let with_url = std::env::args().nth(2).is_none_or(|word| word != "no-url");
    let mut out = match std::env::args().nth(3) {
        Some(path) => Some(std::fs::File::create(path)?),
        None => None,
    };
    let rows =
        flate2::read::GzDecoder::new(std::fs::File::open(format!("{folder}/page-date.jsonl.gz"))?);
    let (mut tp, mut fp, mut tn, mut fnn) = (0, 0, 0, 0);
    let mut time = Duration::ZERO;
    for line in BufReader::new(rows).lines() {
        let row: serde_json::Value = serde_json::from_str(&line?.replace("NaN", "null"))?;
        let file = row["file"].as_str().unwrap_or_default();
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(std::fs::File::open(format!("{folder}/page-date/{file}"))?)
            .read_to_end(&mut bytes)?;
        let start = Instant::now();
        let html = tidings_text::decode(&bytes, None).text;
        let url = row["url"].as_str().filter(|_| with_url);
        let found = tidings_text::page_date(&html, url, None);
        time += start.elapsed();
        let day = found.as_ref().map(|found| found.date.to_string());
        let gold = row["date"].as_str();
        match (&day, gold) {
            (None, None) => (tn, fnn) = (tn + 1, fnn + 1),
            (None, Some(_)) => fnn += 1,
            (Some(day), Some(gold)) if day == gold => tp += 1,
            _ => fp += 1,
        }
        if let Some(out) = &mut out
            && day.as_deref() != gold
        {
            let basis = found.map(|found| found.basis);
            let record = serde_json::json!({"file": file, "url": row["url"], "gold": gold, "found": day, "basis": basis});
            writeln!(out, "{record}")?;
        }
    }
    let f1 = f64::from(2 * tp) / f64::from(2 * tp + fp + fnn);
    let accuracy = f64::from(tp + tn) / f64::from(tp + tn + fp + fnn);
    eprintln!(
        "f1 {f1:.4} accuracy {accuracy:.4} tp {tp} fp {fp} tn {tn} fn {fnn} seconds {:.2}",
        time.as_secs_f64()
    );
    Ok(())
}
