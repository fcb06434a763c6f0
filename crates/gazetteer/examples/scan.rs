//! Prints the names that the scan finds in a text file, and what they are resolved to.
//! Usage: `scan FILE`, with packs in `PACKS`, parted by `:`
#![expect(clippy::print_stdout, reason = "a tool whose result is what it prints")]

use std::{error::Error, fs};

use tidings_gazetteer::Gazetteer;
use tidings_types::{
    Block, BlockKind, DocumentId, Language, Marks, Report, ReportId, Sentence, SentenceMarks, Span,
};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: scan FILE")?;
    let report = report(fs::read_to_string(path)?);
    let gazetteer = Gazetteer::with_packs(&packs())?;
    let entities = gazetteer.find(&report);
    for entity in &entities {
        println!("{:.2} {:?} {}", entity.confidence, entity.kind, report.words(entity.span));
    }
    let likely = entities.into_iter().filter(|one| one.confidence >= 0.5).collect();
    let marks =
        Marks { sentences: vec![SentenceMarks { entities: likely, ..SentenceMarks::default() }] };
    if std::env::var_os("EXPLAIN").is_some() {
        for weighed in gazetteer.explain_resolve(&report, &marks) {
            for (place, probability, features) in weighed.candidates.iter().take(2) {
                println!("{probability:.2} {} {:?} {features:?}", place.name, place.class);
            }
        }
    }
    for toponym in gazetteer.resolve(&report, &marks) {
        println!("{} {}", toponym.mention.words, if toponym.chosen { "is" } else { "perhaps" });
        for one in toponym.candidates.iter().take(3) {
            let place = &one.place;
            println!(
                "  {:.2} {} {} {:?} {:?}",
                one.probability, place.id.0, place.name, place.class, one.reasons
            );
        }
    }
    Ok(())
}

fn report(text: String) -> Report {
    let mut sentences = Vec::new();
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len());
        if !line.trim().is_empty() {
            blocks.push(Block { kind: BlockKind::Paragraph, span });
            sentences.push(Sentence { span, block: blocks.len() as u32 - 1 });
        }
        at += line.len() + 1;
    }
    Report {
        id: ReportId { document: DocumentId::of(text.as_bytes()), extractor: 0 },
        text,
        blocks,
        sentences,
        title: None,
        published: None,
        language: Language { code: "en".into(), confidence: 1.0 },
        url: None,
        site: None,
        byline: None,
        notices: Vec::new(),
    }
}

/// Packs named in the environment.
fn packs() -> Vec<std::path::PathBuf> {
    std::env::var_os("PACKS")
        .map(|paths| std::env::split_paths(&paths).collect())
        .unwrap_or_default()
}
