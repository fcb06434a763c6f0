//! A page or a pasted text to its report. The first byte chooses the media type.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tidings_types::{Document, MediaType, Report};

fuzz_target!(|data: &[u8]| {
    let Some((choice, bytes)) = data.split_first() else { return };
    let media_type = match choice % 4 {
        0 | 1 => MediaType::Html,
        2 => MediaType::Plain,
        _ => MediaType::Unknown,
    };
    let mut document = Document::new(bytes.to_vec(), media_type, "fuzz");
    document.url = Some("https://news.example/2024/05/03/town-falls".to_owned());
    if let (Some(report), _) = tidings_text::read(&document) {
        hold(&report);
    }
});

/// What every report keeps: spans on borders of characters, sentences in order and inside the text.
fn hold(report: &Report) {
    for block in &report.blocks {
        assert!(!report.words(block.span).is_empty());
    }
    let mut end = 0;
    for sentence in &report.sentences {
        let (from, to) = (sentence.span.start, sentence.span.end);
        assert!(from >= end && from < to, "sentences overlap");
        assert!(!report.words(sentence.span).trim().is_empty());
        end = to;
    }
    tidings_text::signature(report);
}
