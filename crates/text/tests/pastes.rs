//! Pasted pages and mail: `tests/pastes/NAME.txt` as it was copied, `NAME.read` as it must be read.
//! The texts are invented, their furniture is not.

use std::fmt::Write as _;
use std::path::Path;

use tidings_text::read;
use tidings_types::{Document, MediaType};

#[test]
fn pastes_are_read_as_written_beside_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pastes");
    let mut names: Vec<_> = std::fs::read_dir(&folder)
        .expect("the folder of pastes")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    names.sort();
    assert!(names.len() >= 10);
    let mut wrong = String::new();
    for path in names {
        let bytes = std::fs::read(&path).expect("a paste");
        let expected = std::fs::read_to_string(path.with_extension("read")).unwrap_or_default();
        let (report, told) = read(&Document::new(bytes, MediaType::Plain, "paste"));
        let report = report.unwrap_or_else(|| panic!("{}: {told:?}", path.display()));
        let day =
            report.published.as_ref().map_or_else(|| "none".to_owned(), |p| p.date.to_string());
        let byline = report.byline.as_deref().unwrap_or("none");
        let mut got = format!("Day: {day}\nByline: {byline}\n");
        for block in &report.blocks {
            let _ = writeln!(got, "{:?}: {}", block.kind, report.words(block.span));
        }
        if got != expected {
            let _ = writeln!(wrong, "=== {} is read as\n{got}", path.display());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
