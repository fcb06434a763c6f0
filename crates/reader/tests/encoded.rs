//! The encoder's reader: sound marks for any text, and the same for a sentence wherever it stands.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod common;

use std::sync::LazyLock;

use proptest::prelude::*;
use tidings_reader::{Depth, EncodedReader, Reader};
use tidings_types::{Entity, Marks, Report, Span};

static READER: LazyLock<EncodedReader> =
    LazyLock::new(|| EncodedReader::embedded().unwrap().with_depth(Depth::All));

fn sound(report: &Report, marks: &Marks) {
    for sentence in &marks.sentences {
        let whole = report.sentences[sentence.sentence as usize].span;
        assert!((0.0..=1.0).contains(&sentence.relevance));
        for entity in &sentence.entities {
            assert!(whole.contains(entity.span) && entity.span.of(&report.text).is_some());
            assert!((0.0..=1.0).contains(&entity.confidence));
        }
        for trigger in &sentence.triggers {
            assert!(whole.contains(trigger.span) && trigger.span.of(&report.text).is_some());
            assert!((0.0..=1.0).contains(&trigger.confidence));
        }
        for link in &sentence.links {
            assert!((link.trigger as usize) < sentence.triggers.len());
            assert!((link.entity as usize) < sentence.entities.len());
        }
        assert!(sentence.entities.is_sorted_by_key(|entity| entity.span.start));
        assert!(sentence.triggers.is_sorted_by_key(|trigger| trigger.span.start));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn any_text(words in prop::collection::vec("\\PC{0,10}|[a-z]{1,9}|killed|Hajin|four|,", 0..20)) {
        let report = common::report(&[words.join(" ")]);
        let marks = READER.read(&report, &[]);
        sound(&report, &marks);
        prop_assert_eq!(&marks, &READER.read(&report, &[]));
    }
}

/// The marks of a sentence with offsets counted from its start.
fn moved(marks: &Marks, sentence: usize, report: &Report) -> Vec<(Span, String)> {
    let start = report.sentences[sentence].span.start;
    let back = |span: Span| Span { start: span.start - start, end: span.end - start };
    let of = marks.sentences.iter().filter(|marks| marks.sentence as usize == sentence);
    of.flat_map(|marks| {
        let entities = marks
            .entities
            .iter()
            .map(|e: &Entity| (back(e.span), format!("{:?} {}", e.kind, e.confidence)));
        let triggers = marks
            .triggers
            .iter()
            .map(|t| (back(t.span), format!("{} {:?} {}", t.happening, t.assertion, t.confidence)));
        entities.chain(triggers).collect::<Vec<_>>()
    })
    .collect()
}

#[test]
fn neighbours_change_nothing() {
    let texts = [
        "Shells fell on two villages near Hish before dawn.",
        "The deminers had found nothing by noon, and went home.",
        "Some 400 families may return once the road has been cleared of mines, the governor said.",
        "It rained.",
        "Gunmen abducted four aid workers on the road from Bunia to Komanda and released one of them.",
    ];
    let all = common::report(&texts.map(str::to_owned));
    let together = READER.read(&all, &[]);
    for (index, text) in texts.iter().enumerate() {
        let alone = common::report(&[(*text).to_owned()]);
        let marks = READER.read(&alone, &[]);
        assert_eq!(moved(&marks, 0, &alone), moved(&together, index, &all), "{text}");
    }
}
