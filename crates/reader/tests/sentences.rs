//! What single sentences say: happenings, assertion, roles, and what tells of nothing.
//!
//! Each file under `sentences/` holds sentences, each followed by one line per trigger that begins
//! with `  → `; a sentence without such lines tells of nothing. After a deliberate change,
//! `cargo run --example marks < sentences.txt` prints the same form; read every difference before
//! taking it over.

mod common;

/// Checks every sentence of a file and shows all that differ.
fn check(file: &str, at_least: usize) {
    let (mut count, mut wrong) = (0, Vec::new());
    let mut lines = file.lines().peekable();
    while let Some(sentence) = lines.next() {
        let mut wanted = Vec::new();
        while let Some(mark) = lines.peek().and_then(|line| line.strip_prefix("  → ")) {
            wanted.push(mark.to_owned());
            lines.next();
        }
        count += 1;
        let found = common::compact(sentence);
        if found != wanted {
            wrong.push(format!("{sentence}\n  wanted {wanted:#?}\n  found  {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= at_least, "only {count} sentences");
}

#[test]
fn happenings() {
    check(include_str!("sentences/happenings.txt"), 110);
}

#[test]
fn assertion() {
    check(include_str!("sentences/assertion.txt"), 55);
}

#[test]
fn traps() {
    check(include_str!("sentences/traps.txt"), 40);
}

#[test]
fn roles() {
    check(include_str!("sentences/roles.txt"), 45);
}

/// Short pages on the end of fighting; lines that begin with `#` name them.
#[test]
fn pages() {
    check(include_str!("sentences/pages.txt"), 30);
}

#[test]
fn wire_copy() {
    check(include_str!("sentences/wire_copy.txt"), 70);
}
