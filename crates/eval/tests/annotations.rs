//! Every annotation points at words that its report holds, and the examples cover what they must.
#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a failed step fails the test")]

use std::collections::BTreeSet;
use std::path::PathBuf;

use tidings_eval::annotations::{self, Annotated};
use tidings_ontology::Ontology;
use tidings_types::Assertion;

fn texts() -> Vec<Annotated> {
    let examples = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples"));
    let (mut texts, absent) = annotations::load(&examples).unwrap();
    texts.extend(annotations::load_traps(&examples).unwrap());
    texts.extend(annotations::load(&examples.join("apart")).unwrap().0);
    for name in absent {
        eprintln!("left out: {name}");
    }
    texts
}

fn reports() -> Vec<Annotated> {
    texts().into_iter().filter(|text| !text.name.contains('/')).collect()
}

#[test]
fn every_annotated_word_stands_in_the_extracted_text() {
    let mut faults = Vec::new();
    for text in texts() {
        match tidings_text::read(&text.document) {
            (Some(report), _) => faults.extend(text.resolve(&report).1),
            (None, why) => faults.push(format!("{}: no report: {why:?}", text.name)),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_happening_of_an_annotation_is_in_the_ontology() {
    let known: BTreeSet<&str> =
        Ontology::embedded().happenings().iter().map(|happening| happening.id.as_str()).collect();
    for text in texts() {
        for claim in &text.claims {
            for id in std::iter::once(&claim.happening).chain(&claim.also) {
                assert!(known.contains(id.as_str()), "{}: {id:?}", text.name);
            }
        }
    }
}

#[test]
fn the_reports_cover_all_happenings_and_assertions() {
    let reports = reports();
    let claims = || reports.iter().flat_map(|text| &text.claims).filter(|claim| !claim.optional);
    let told: BTreeSet<&str> = claims().map(|claim| claim.happening.as_str()).collect();
    for happening in Ontology::embedded().happenings() {
        let id = happening.id.as_str();
        assert!(told.contains(id), "no example report tells of {id}");
    }
    let assertions: BTreeSet<Assertion> = claims().map(|claim| claim.assertion).collect();
    assert_eq!(assertions, Assertion::ALL.into_iter().collect());
}

#[test]
fn the_extracted_text_is_the_article_alone() {
    const RIM: [&str; 11] = [
        "Tennis",
        "Obituaries",
        "Top of page",
        "cookies",
        "Skip to",
        "Subscribe",
        "Back to top",
        "Most popular",
        "Related stories",
        "reader_77",
        "Gem traders",
    ];
    for text in reports() {
        let report = tidings_text::read(&text.document).0.unwrap();
        for words in RIM {
            assert!(!report.text.contains(words), "{}: {words:?} is not of the article", text.name);
        }
    }
}

#[test]
fn the_reports_tell_their_own_date() {
    for mut text in reports() {
        let Some(annotated) = text.document.published.take() else { continue };
        let report = tidings_text::read(&text.document).0.unwrap();
        let told = report.published.map(|published| published.date);
        assert_eq!(told, Some(annotated), "{}", text.name);
    }
}
