//! Speed of telling languages: `cargo run --release -p tidings-text --example languages -- FOLDER`
//! reads the passages of `examples/language` and prints documents a second on one core, for
//! passages alone and for documents of two thousand characters made of them.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench run by hand")]

use std::time::Instant;

fn main() {
    let folder = std::env::args().nth(1).unwrap();
    let mut passages: Vec<Vec<String>> = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        for line in text.lines() {
            if line.starts_with('[') {
                passages.push(Vec::new());
            } else if let Some(words) = line.strip_prefix('"') {
                passages.last_mut().unwrap().push(words.trim_end_matches("\",").to_owned());
            }
        }
    }
    let documents: Vec<String> = passages
        .iter()
        .map(|texts| texts.join(" ").repeat(4).chars().take(2000).collect())
        .collect();
    let short: Vec<String> = passages.into_iter().flatten().collect();
    tidings_text::language("the table is read on first use, which is not counted here", None);
    for (what, texts) in [("passages", &short), ("documents of 2,000 characters", &documents)] {
        let start = Instant::now();
        let mut read = 0;
        while start.elapsed().as_secs_f64() < 2.0 {
            for text in texts {
                std::hint::black_box(tidings_text::language(text, None));
            }
            read += texts.len();
        }
        println!("{:.0} {what} a second", read as f64 / start.elapsed().as_secs_f64());
    }
}
