//! Measures main text against `gold/main-text/wcxb.jsonl.gz`: words as WCXB does, and shingles of four
//! words as the article benchmark does (each page's hits, extras and misses as shares, summed).
//!
//! `cargo run -p tidings-text --example main_text -- GOLD_FOLDER [OUT.jsonl]`

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::time::{Duration, Instant};

fn words(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    let lower = text.to_lowercase();
    for word in lower.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty())
    {
        *counts.entry(word.to_owned()).or_insert(0) += 1;
    }
    counts
}

fn score(gold: &str, found: &str) -> (f64, f64, f64) {
    let (gold, found) = (words(gold), words(found));
    let hits: usize = found.iter().map(|(w, n)| *n.min(gold.get(w).unwrap_or(&0))).sum();
    let total = |counts: &HashMap<String, usize>| counts.values().sum::<usize>() as f64;
    if hits == 0 {
        return (0.0, 0.0, 0.0);
    }
    let (p, r) = (hits as f64 / total(&found), hits as f64 / total(&gold));
    (p, r, 2.0 * p * r / (p + r))
}

/// Runs of four words as they are written, counted; a shorter text is one run.
fn shingles(text: &str) -> HashMap<String, usize> {
    const LENGTH: usize = 4;
    let parted = |c: char| !(c.is_alphanumeric() || c == '_');
    let words: Vec<&str> = text.split(parted).filter(|word| !word.is_empty()).collect();
    let mut counts = HashMap::new();
    if words.is_empty() {
        return counts;
    }
    for run in words.windows(LENGTH.min(words.len())) {
        *counts.entry(run.join(" ")).or_insert(0) += 1;
    }
    counts
}

/// Shares of a page's shingles that are in both texts, in the found one alone, in the gold alone.
fn shares(gold: &str, found: &str) -> [f64; 3] {
    let (gold, found) = (shingles(gold), shingles(found));
    let hits: usize = found.iter().map(|(run, n)| *n.min(gold.get(run).unwrap_or(&0))).sum();
    let total = |counts: &HashMap<String, usize>| counts.values().sum::<usize>();
    let all = [hits, total(&found) - hits, total(&gold) - hits];
    let sum = all.iter().sum::<usize>().max(1) as f64;
    all.map(|part| part as f64 / sum)
}

#[expect(clippy::print_stderr, reason = "a tool that tells its figures")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("give the folder main-text")?;
    let mut out = match std::env::args().nth(2) {
        Some(path) => Some(std::fs::File::create(path)?),
        None => None,
    };
    let rows =
        flate2::read::GzDecoder::new(std::fs::File::open(format!("{folder}/wcxb.jsonl.gz"))?);
    let mut sums = [0.0; 3];
    let mut runs = [0.0; 3];
    let (mut pages, mut time) = (0, Duration::ZERO);
    for line in BufReader::new(rows).lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let id = row["id"].as_str().unwrap_or_default();
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(std::fs::File::open(format!("{folder}/wcxb/{id}.html.gz"))?)
            .read_to_end(&mut bytes)?;
        let start = Instant::now();
        let html = tidings_text::decode(&bytes, None).text;
        let main = tidings_text::main_text(&html, row["url"].as_str());
        time += start.elapsed();
        let found = main.as_ref().map(tidings_text::MainText::text).unwrap_or_default();
        let (p, r, f) = score(row["text"].as_str().unwrap_or_default(), &found);
        for (sum, value) in sums.iter_mut().zip([p, r, f]) {
            *sum += value;
        }
        for (sum, share) in
            runs.iter_mut().zip(shares(row["text"].as_str().unwrap_or_default(), &found))
        {
            *sum += share;
        }
        pages += 1;
        if let Some(out) = &mut out {
            let record = serde_json::json!({"id": id, "p": p, "r": r, "f": f, "text": found,
                "title": main.as_ref().and_then(|m| m.title.clone()),
                "kinds": main.map(|m| m.blocks.into_iter().map(|b| format!("{:?}", b.kind)).collect::<Vec<_>>())});
            writeln!(out, "{record}")?;
        }
    }
    let n = f64::from(pages);
    eprintln!(
        "precision {:.4} recall {:.4} f1 {:.4} pages {pages} pages/s {:.0}",
        sums[0] / n,
        sums[1] / n,
        sums[2] / n,
        n / time.as_secs_f64()
    );
    let [hits, extras, misses] = runs;
    eprintln!(
        "shingles: precision {:.4} recall {:.4} f1 {:.4}",
        hits / (hits + extras),
        hits / (hits + misses),
        2.0 * hits / (2.0 * hits + extras + misses)
    );
    Ok(())
}
