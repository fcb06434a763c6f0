//! How fast the encoder is on one thread: `speed MODEL SENTENCES [KERNEL]`.
//!
//! `SENTENCES` is a text file, one sentence a line. `KERNEL` is part of a kernel's name, such as
//! `avx2` or `plain`; without it, the fastest is taken. Times are the process's own.
#![allow(clippy::print_stdout, reason = "a program that tells what it measured")]

use std::error::Error;
use std::fs::read_to_string;
use std::time::Instant;

use tidings_encoder::{Encoder, Kernel, Marker, Pieces};

/// Seconds of processor time that this process has used, to the hundredth.
fn processor_seconds() -> Option<f64> {
    let stat = read_to_string("/proc/self/stat").ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_ascii_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<f64>().ok();
    Some((ticks()? + ticks()?) / 100.0)
}

/// A line of `/proc/self/status` in MB, such as `VmHWM`, the most memory that was ever used.
fn memory(line: &str) -> Option<f64> {
    let status = read_to_string("/proc/self/status").ok()?;
    let found = status.lines().find_map(|other| other.strip_prefix(line)?.strip_prefix(':'))?;
    Some(found.split_ascii_whitespace().next()?.parse::<f64>().ok()? / 1000.0)
}

/// Runs `work` and tells how many seconds it took: of the processor, else of the clock.
fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let (clock, before) = (Instant::now(), processor_seconds());
    let result = work();
    let elapsed = clock.elapsed().as_secs_f64();
    let spent = processor_seconds().zip(before).map(|(after, before)| after - before);
    (result, spent.filter(|_| elapsed > 0.5).unwrap_or(elapsed))
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [model, sentences, wanted @ ..] = arguments.as_slice() else {
        return Err("speed MODEL SENTENCES [KERNEL]".into());
    };
    let wanted = wanted.first().map_or("", String::as_str);
    let fits = |kernel: &Kernel| format!("{kernel:?}").to_lowercase().contains(wanted);
    let kernel = Kernel::available().into_iter().find(fits).ok_or("no such kernel here")?;
    let text = read_to_string(sentences)?;
    let lines: Vec<&str> = text.lines().collect();
    let bytes = std::fs::read(model)?;
    let (encoder, load) = timed(|| Encoder::open_with(&bytes, kernel));
    let encoder = encoder?;
    drop(bytes);
    println!("{kernel:?}: opened in {:.0} ms", load * 1000.0);
    measure(&encoder, &lines);
    println!("memory: now {:?} MB, at most {:?} MB", memory("VmRSS"), memory("VmHWM"));
    Ok(())
}

fn measure(encoder: &Encoder, lines: &[&str]) {
    let cut = || lines.iter().map(|line| encoder.pieces(line)).collect::<Vec<Pieces>>();
    let sentences = cut();
    let (_, tokenising) = timed(|| (0..20).map(|_| cut().len()).sum::<usize>());
    let tokenising = tokenising / 20.0;
    let pieces: usize = sentences.iter().map(Pieces::len).sum();
    let count = sentences.len() as f64;
    println!("{count} sentences of {:.1} pieces", pieces as f64 / count);
    let (relevant, gating) =
        timed(|| sentences.iter().filter(|pieces| encoder.relevance(pieces) > 0.5).count());
    println!("gate: {:.1} µs a sentence, {relevant} relevant", gating / count * 1e6);
    let (states, encoding) = timed(|| {
        let encoded = sentences.chunks(64).flat_map(|chunk| encoder.encode(chunk));
        encoded.collect::<Vec<_>>()
    });
    let heads = ["names", "triggers"].map(|name| encoder.tag_head(name));
    let (tagged, tagging) = timed(|| {
        let pairs = states.iter().flat_map(|states| heads.map(|head| (states, head)));
        pairs.filter_map(|(states, head)| Some(encoder.tags(head?, states).words())).sum::<usize>()
    });
    let all = tokenising + encoding + tagging;
    println!(
        "{:.0} sentences/s, {:.0} pieces/s: tokenising {:.2} %, layers {:.1} %, tag heads {:.2} % ({tagged} words)",
        count / all,
        pieces as f64 / all,
        tokenising / all * 100.0,
        encoding / all * 100.0,
        tagging / all * 100.0
    );
    let (single, alone) = timed(|| {
        sentences
            .iter()
            .map(|pieces| encoder.encode(std::slice::from_ref(pieces)).len())
            .sum::<usize>()
    });
    println!("one sentence a call: {:.0} sentences/s", single as f64 / alone);
    let (answers, about) = timed(|| {
        let asked = states.iter().filter(|states| states.pieces().len() > 4);
        asked
            .map(|states| {
                encoder.about(states, &[vec![(Marker(0), 0..1)], vec![(Marker(0), 1..2)]]).len()
            })
            .sum::<usize>()
    });
    println!("about: {:.0} triggers/s, two a sentence", answers as f64 / about);
}
