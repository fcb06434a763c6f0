//! The door: documents of all kinds, good and bad.

use jiff::civil::date;
use proptest::prelude::*;
use tidings_text::read;
use tidings_types::{BlockKind, DateBasis, Document, MediaType, Report};

fn document(bytes: &[u8], media_type: MediaType) -> Document {
    Document::new(bytes.to_vec(), media_type, "here")
}

/// Everything that must hold of any report.
fn assert_sound(report: &Report) {
    let mut at = 0;
    for block in &report.blocks {
        let words = block.span.of(&report.text).unwrap_or(" ");
        assert_eq!(words, words.trim());
        let gap = &report.text[at..block.span.start as usize];
        assert_eq!(gap, if at == 0 { "" } else { "\n\n" });
        at = block.span.end as usize;
    }
    assert_eq!(at, report.text.len());
    let mut last = 0;
    for sentence in &report.sentences {
        let block = report.blocks[sentence.block as usize];
        assert!(block.span.contains(sentence.span) && sentence.span.start >= last);
        assert!(report.text[last as usize..sentence.span.start as usize].trim().is_empty());
        last = sentence.span.end;
    }
    assert!(report.text[last as usize..].trim().is_empty());
}

fn code_of(bytes: &[u8], media_type: MediaType) -> Option<String> {
    let (report, diagnostics) = read(&document(bytes, media_type));
    assert!(report.is_none());
    diagnostics.first().map(|diagnostic| diagnostic.code.clone())
}

#[test]
fn bad_documents_are_told_plainly() {
    let check = |bytes: &[u8], media_type: MediaType, code: &str| {
        assert_eq!(code_of(bytes, media_type).as_deref(), Some(code));
    };
    check(b"", MediaType::Html, "empty");
    check(b" \n ", MediaType::Unknown, "empty");
    check(b"%PDF-1.7 \x00\x01", MediaType::Unknown, "binary");
    check(&[0, 159, 146, 150, 7, 0, 3], MediaType::Plain, "binary");
    check(b"{\"text\": ", MediaType::Story, "not-json");
    check(b"[1, 2]", MediaType::Story, "not-json");
    check(b"{\"title\": \"a\"}", MediaType::Story, "no-text");
    check(b"<html><nav><a href=x>Home</a></nav></html>", MediaType::Html, "no-article");
}

#[test]
fn a_story_states_its_title_and_date() {
    let story = br#"{"url": "https://a.org/b", "title": "Town falls", "published": "2020-03-04",
        "text": "Town falls\n\nThe town fell to rebels on Tuesday.\n\nNobody has come home."}"#;
    let (report, diagnostics) = read(&document(story, MediaType::Unknown));
    let report = report.expect("a report");
    assert_eq!(diagnostics, []);
    assert_eq!(
        report.text,
        "Town falls\n\nThe town fell to rebels on Tuesday.\n\nNobody has come home."
    );
    assert_eq!(report.blocks[0].kind, BlockKind::Title);
    let published = report.published.as_ref().expect("a date");
    assert_eq!((published.date, published.basis), (date(2020, 3, 4), DateBasis::Given));
    assert_eq!(report.url.as_deref(), Some("https://a.org/b"));
    assert_sound(&report);
}

#[test]
fn broken_characters_are_noted_and_the_rest_is_read() {
    let (report, diagnostics) =
        read(&document("The town of Š\u{161}ice fell.".as_bytes(), MediaType::Plain));
    assert!(report.is_some() && diagnostics.is_empty());
    let (report, diagnostics) = read(&document(
        b"Caf\xC3\xA9 \xE2\x82 fell to rebels. It is \xC3\xA0 sad day.",
        MediaType::Plain,
    ));
    assert!(report.is_some());
    assert_eq!(diagnostics[0].code, "broken-characters");
}

#[test]
fn the_pasted_example_page_is_read() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/examples/report-baghuz.txt");
    let Ok(bytes) = std::fs::read(path) else {
        println!("skipped: {path} is not there");
        return;
    };
    let (report, _) = read(&document(&bytes, MediaType::Unknown));
    let report = report.expect("a report");
    assert!(
        report.title.as_deref().is_some_and(|title| title.starts_with("Syria, last Isis group"))
    );
    assert!(!report.text.to_lowercase().contains("skip to main"));
    assert!(!report.text.to_lowercase().contains("back to top"));
    assert_eq!(report.blocks.len(), 5);
    assert_eq!(report.language.code, "en");
    assert_sound(&report);
}

#[test]
fn megabyte_long_lines_are_read() {
    let line = "The town fell to rebels on Tuesday and nobody has come home. ".repeat(40_000);
    let (report, _) = read(&document(line.as_bytes(), MediaType::Plain));
    assert_sound(&report.expect("a report"));
    let word = "x".repeat(2_000_000);
    let (report, _) = read(&document(format!("<p>{word}").as_bytes(), MediaType::Html));
    assert_sound(&report.expect("a report"));
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for media_type in [MediaType::Html, MediaType::Plain, MediaType::Story, MediaType::Unknown] {
            if let (Some(report), _) = read(&document(&bytes, media_type)) {
                assert_sound(&report);
            }
        }
    }

    #[test]
    fn any_markup_is_read_without_panic(text in "(<(div|p|b|a|li|h1|table|td|svg|script|!--|/p|/b|/div|time datetime=)[ >]|\\PC|[ \\n.\"]|2019-03-1|[A-Z][a-z]{2,9} ){0,120}") {
        for media_type in [MediaType::Html, MediaType::Plain] {
            if let (Some(report), _) = read(&document(text.as_bytes(), media_type)) {
                assert_sound(&report);
            }
        }
    }
}
