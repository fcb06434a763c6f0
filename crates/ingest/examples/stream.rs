//! Streams archives through reading and text, one document after another, and tells counts, time
//! and peak memory: `cargo run --release -p tidings-ingest --example stream ARCHIVE…`.

use std::path::PathBuf;
use std::time::Instant;

use tidings_ingest::{Limits, documents};

#[expect(clippy::print_stdout, reason = "the figures are what this program is for")]
fn main() {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let started = Instant::now();
    let (mut read, mut reports, mut bytes, mut told) = (0_u64, 0_u64, 0_u64, 0_u64);
    for found in documents(&paths, Limits::default()) {
        match found {
            Ok(document) => {
                read += 1;
                bytes += document.bytes.len() as u64;
                reports += u64::from(tidings_text::read(&document).0.is_some());
            }
            Err(diagnostic) => {
                told += 1;
                println!("{diagnostic}");
            }
        }
    }
    let (seconds, megabytes) = (started.elapsed().as_secs_f64(), bytes as f64 / 1e6);
    println!("{read} documents, {megabytes:.1} MB, {reports} reports, {told} told; {seconds:.1} s");
    println!("peak memory {} MB", peak_memory_kilobytes().unwrap_or(0) / 1024);
}

/// The peak resident set of this process, as Linux tells it.
fn peak_memory_kilobytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
