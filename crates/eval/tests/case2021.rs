//! `case2021` scores a file in the task's form. The sentences are invented, one for each label, and plain:
//! they show that every label can be reached, not how well news is read.

use std::path::Path;

use tidings_eval::{EvalOptions, run};
use tidings_ontology::ACLED_SUB_EVENTS;

#[test]
fn a_file_of_labelled_sentences_is_scored() {
    let data = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/case2021.jsonl"));
    let options = EvalOptions { mistakes: true, ..EvalOptions::default() };
    let score = run("case2021", data, &options).unwrap();
    assert_eq!(score.documents as usize, ACLED_SUB_EVENTS.len());
    assert!(
        score.notes.iter().any(|note| note.starts_with("1 texts left out")),
        "{:?}",
        score.notes
    );
    let right = score.figures["accuracy"];
    let wrong: Vec<String> = score
        .mistakes
        .iter()
        .map(|it| format!("{}: {} for {}", it.context, it.got, it.gold))
        .collect();
    assert!(right >= 0.75, "{right}\n{}", wrong.join("\n"));
}
