//! Prints the marks of sentences given one per line on standard input; hints may stand in braces.

#[path = "../tests/common/mod.rs"]
mod common;

use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        writeln!(out, "{line}")?;
        if std::env::args().any(|argument| argument == "--entities") {
            writeln!(out, "    {}", common::entities(&line).join(" | "))?;
        }
        for mark in common::compact(&line) {
            writeln!(out, "  → {mark}")?;
        }
    }
    Ok(())
}
