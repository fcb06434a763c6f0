//! The int8 model against the float one that it was made from.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::collections::BTreeSet;

use serde::Deserialize;
use tidings_reader::EncodedReader;
use tidings_types::{Block, BlockKind, DocumentId, Language, Report, ReportId, Sentence, Span};

/// What the float model said of a sentence; offsets are of characters. Written by
/// `training/parity.py`.
#[derive(Deserialize)]
struct Row {
    text: String,
    said: std::collections::BTreeMap<String, Vec<(usize, usize, String)>>,
}

/// Share of all spans of either that must be the same (measured: 0.887). Rounding to bytes flips
/// labels that were in doubt, and here the likeliest sequence of tags is taken, there each word's
/// best: on the worldwide names the float model has F1 .734 and this one .728.
const AGREED: f64 = 0.88;

fn report(text: &str) -> Report {
    let span = Span::new(0, text.len());
    Report {
        id: ReportId { document: DocumentId::of(text.as_bytes()), extractor: 0 },
        text: text.to_owned(),
        blocks: vec![Block { kind: BlockKind::Paragraph, span }],
        sentences: vec![Sentence { span, block: 0 }],
        title: None,
        published: None,
        language: Language { code: "en".to_owned(), confidence: 1.0 },
        url: None,
        site: None,
        byline: None,
        notices: Vec::new(),
    }
}

fn in_bytes(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(at, _)| at)
}

#[test]
fn bytes_say_what_floats_said() {
    let reader = EncodedReader::embedded().unwrap();
    let (mut same, mut all) = (0, 0);
    for line in include_str!("parity.json").lines() {
        let row: Row = serde_json::from_str(line).unwrap();
        let report = report(&row.text);
        for (head, said) in &row.said {
            let floats: BTreeSet<(Span, String)> = said
                .iter()
                .map(|(start, end, kind)| {
                    let at = |character| in_bytes(&row.text, character);
                    (Span::new(at(*start), at(*end)), kind.clone())
                })
                .collect();
            let bytes: BTreeSet<(Span, String)> =
                reader.tagged(&report, head).unwrap().into_iter().collect();
            same += floats.intersection(&bytes).count();
            all += floats.union(&bytes).count();
        }
    }
    assert!(all > 500, "{all} spans");
    let agreed = f64::from(same as u32) / f64::from(all as u32);
    assert!(agreed >= AGREED, "{same} of {all} spans are the same: {agreed:.3}");
}
