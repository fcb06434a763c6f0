//! The reader never panics and never marks what is not there.

mod common;

use proptest::prelude::*;
use tidings_reader::{PatternReader, Reader};
use tidings_types::{Entity, EntityKind, Span, Voice};

const KINDS: [EntityKind; 6] = [
    EntityKind::Place,
    EntityKind::Person,
    EntityKind::ArmedGroup,
    EntityKind::Date,
    EntityKind::Number,
    EntityKind::Nationality,
];

/// Pieces that make likely trouble when strung together.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,12}",
        "[A-Za-z' ,.;’“”-]{0,20}",
        prop::sample::select(vec![
            "The army",
            "killed",
            "by",
            "who",
            "to",
            "of",
            "and",
            "'s",
            "surrendered",
            "KILLED",
            "that",
            "not",
            "were",
            "having",
            "may",
            "used as human shields",
            ",",
            ".",
            "Sha’Fah",
            "n't",
            "from",
            "é",
        ])
        .prop_map(str::to_owned),
    ]
}

fn check(text: &str, cuts: &[(usize, usize, usize)]) {
    let report = common::report(&[text.to_owned()]);
    let mut hints: Vec<Entity> = cuts
        .iter()
        .map(|(start, length, kind)| Entity {
            span: Span::new(*start, start + length),
            kind: KINDS[kind % KINDS.len()],
            confidence: 0.5,
            voice: Voice::Gazetteer,
        })
        .collect();
    hints.sort_by_key(|hint| hint.span.start);
    let marks = PatternReader::embedded().read(&report, &hints);
    for sentence in &marks.sentences {
        let whole = report.sentences[sentence.sentence as usize].span;
        assert!((0.0..=1.0).contains(&sentence.relevance));
        for trigger in &sentence.triggers {
            assert!(whole.contains(trigger.span) && trigger.span.of(&report.text).is_some());
            assert!(trigger.cue.is_none_or(|cue| cue.of(&report.text).is_some()));
        }
        for link in &sentence.links {
            assert!((link.trigger as usize) < sentence.triggers.len());
            assert!((link.entity as usize) < sentence.entities.len());
        }
        assert!(sentence.entities.is_sorted_by_key(|entity| entity.span.start));
    }
    assert_eq!(marks, PatternReader::embedded().read(&report, &hints), "the same twice");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_and_any_hints(
        pieces in prop::collection::vec(piece(), 0..14),
        cuts in prop::collection::vec((0_usize..120, 0_usize..20, 0_usize..6), 0..5),
    ) {
        check(&pieces.join(" "), &cuts);
    }
}
