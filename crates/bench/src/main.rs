//! Speed and memory of each stage and of the whole pipeline over an archive of news pages.
//!
//! `tidings-bench ARCHIVE [ROUNDS]` reads the documents into memory, runs the text stage and a peer
//! over all of them in turn, each other stage on one thread, then the whole pipeline on one and on all threads, and prints the median of
//! the rounds. Times are wall-clock seconds; memory is the peak resident set of this process,
//! which holds all documents of the archive at once.

mod text;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::Context;
use tidings_claims::Assembler;
use tidings_gazetteer::Gazetteer;
use tidings_ingest::Limits;
use tidings_ontology::Ontology;
use tidings_pipeline::{Pipeline, hints, map_in_order};
use tidings_reader::{EncodedReader, Reader};
use tidings_types::{Document, Report};

#[expect(clippy::print_stdout, reason = "the figures are what this program is for")]
fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let archive = arguments.next().context("usage: tidings-bench ARCHIVE [ROUNDS]")?;
    let rounds = arguments.next().map_or(Ok(3), |rounds| rounds.parse())?;
    let documents: Vec<Document> =
        tidings_ingest::documents(&[PathBuf::from(archive)], Limits::default())
            .filter_map(Result::ok)
            .collect();
    anyhow::ensure!(!documents.is_empty(), "no document in this archive");
    let bytes: usize = documents.iter().map(|document| document.bytes.len()).sum();
    println!("{} documents, {:.1} MB", documents.len(), bytes as f64 / 1e6);
    for line in text::beside_peer(&documents, rounds) {
        println!("{line}");
    }
    for line in stages(&documents, rounds)?.iter().chain(&whole(&documents, rounds)?) {
        println!("{line}");
    }
    println!("peak memory {} MB", peak_memory_kilobytes().unwrap_or(0) / 1024);
    Ok(())
}

/// Each stage by itself, on one thread.
fn stages(documents: &[Document], rounds: u32) -> anyhow::Result<Vec<String>> {
    let started = Instant::now();
    let gazetteer = Gazetteer::embedded()?;
    let opened = started.elapsed();
    let reader = EncodedReader::embedded()?;
    let assembler = Assembler::new(Ontology::embedded());
    let loaded = started.elapsed();
    let mut lines = vec![format!(
        "gazetteer opened in {:.1} ms, all stages in {:.1} ms",
        opened.as_secs_f64() * 1e3,
        loaded.as_secs_f64() * 1e3
    )];
    let (reports, _) = each(documents, |document| tidings_text::read(document).0);
    let reports: Vec<Report> = reports.into_iter().flatten().collect();
    let sentences: usize = reports.iter().map(|report| report.sentences.len()).sum();
    lines.push(format!("{} reports, {sentences} sentences", reports.len()));
    let mut times = [const { Vec::new() }; 4];
    for _ in 0..rounds {
        let (hints, time) = each(&reports, |report| hints(&gazetteer, &assembler, report));
        times[0].push(time);
        let pairs: Vec<_> = reports.iter().zip(&hints).collect();
        let (marks, time) = each(&pairs, |(report, hints)| reader.read(report, hints));
        times[1].push(time);
        let pairs: Vec<_> = reports.iter().zip(&marks).collect();
        let (toponyms, time) = each(&pairs, |(report, marks)| gazetteer.resolve(report, marks));
        times[2].push(time);
        let triples: Vec<_> = pairs.iter().zip(&toponyms).collect();
        let (_, time) = each(&triples, |((report, marks), toponyms)| {
            assembler.assemble(report, marks, toponyms, &gazetteer)
        });
        times[3].push(time);
    }
    let names = ["hints", "reader", "places", "claims"];
    for (name, times) in names.iter().zip(&times) {
        let median = median(times);
        let per_second = sentences as f64 / total(&median).as_secs_f64();
        lines.push(format!("{}, {per_second:.0} sentences/s", timing(name, reports.len(), times)));
    }
    Ok(lines)
}

/// All stages together, on one thread and on all.
fn whole(documents: &[Document], rounds: u32) -> anyhow::Result<Vec<String>> {
    let pipeline = Pipeline::embedded()?;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut lines = Vec::new();
    for jobs in [1, cores] {
        let mut seconds: Vec<f64> = Vec::new();
        for _ in 0..rounds.max(1) {
            let started = Instant::now();
            map_in_order(
                documents.iter(),
                jobs,
                |document| pipeline.read(document),
                |reading| {
                    std::hint::black_box(reading);
                    anyhow::Ok(())
                },
            )?;
            seconds.push(started.elapsed().as_secs_f64());
        }
        seconds.sort_by(f64::total_cmp);
        let rate = documents.len() as f64 / seconds[seconds.len() / 2];
        let per_core = rate / jobs as f64;
        lines.push(format!("whole, {jobs} threads: {rate:.0} documents/s, {per_core:.0} a core"));
    }
    Ok(lines)
}

/// Results and time of each item.
fn each<I, T>(items: &[I], work: impl Fn(&I) -> T) -> (Vec<T>, Vec<Duration>) {
    let timed = items.iter().map(|item| {
        let started = Instant::now();
        let result = work(item);
        (result, started.elapsed())
    });
    timed.unzip()
}

/// The round of the median total.
fn median(rounds: &[Vec<Duration>]) -> Vec<Duration> {
    let mut sorted: Vec<&Vec<Duration>> = rounds.iter().collect();
    sorted.sort_by_key(|round| total(round));
    sorted.get(sorted.len() / 2).map(|round| (*round).clone()).unwrap_or_default()
}

fn total(times: &[Duration]) -> Duration {
    times.iter().sum()
}

fn timing(name: &str, items: usize, rounds: &[Vec<Duration>]) -> String {
    let mut times = median(rounds);
    let rate = items as f64 / total(&times).as_secs_f64();
    times.sort();
    let at = |share: usize| times.get(times.len() * share / 100).map_or(0.0, Duration::as_secs_f64);
    let (half, most) = (at(50) * 1e3, at(95) * 1e3);
    format!("{name}: {rate:.0} documents/s/core, p50 {half:.2} ms, p95 {most:.2} ms")
}

/// Peak resident set from the kernel's account of this process; `None` where there is none.
fn peak_memory_kilobytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
