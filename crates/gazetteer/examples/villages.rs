//! Scores the village test without the reader, for tuning: `villages dev|test FILE.toml PACK…`.
//! Prints each mistake; the suite `villages` of `tidings eval` scores the whole flow.
#![expect(clippy::print_stdout, reason = "a tool whose result is what it prints")]

use std::{error::Error, fs, path::PathBuf};

use serde::Deserialize;
use tidings_gazetteer::Gazetteer;
use tidings_types::{
    Block, BlockKind, DocumentId, Entity, Language, Marks, Point, Report, ReportId, Sentence,
    SentenceMarks, Span, Toponym,
};

/// Confidence from which a hint counts as found.
const FOUND: f32 = 0.5;

#[derive(Deserialize)]
struct File {
    village: Vec<Village>,
    nowhere: Vec<String>,
}

#[derive(Deserialize)]
struct Village {
    text: String,
    country: String,
    name: String,
    lat: f64,
    lon: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let part = arguments.next().ok_or("usage: villages dev|test FILE.toml PACK…")?;
    let file = arguments.next().ok_or("usage: villages dev|test FILE.toml PACK…")?;
    let packs: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    let gazetteer = Gazetteer::with_packs(&packs)?;
    let file: File = toml::from_str(&fs::read_to_string(file)?)?;
    let inside = |text: &str| {
        (DocumentId::of(text.as_bytes()).to_string().as_bytes()[0].is_multiple_of(2))
            == (part == "dev")
    };
    let (mut all, mut answered, mut right, mut abroad) = (0, 0, 0, 0);
    for village in file.village.iter().filter(|one| inside(&one.text)) {
        all += 1;
        let (found, span, toponyms) = answers(&gazetteer, &village.text);
        let point = Point { lat: village.lat, lon: village.lon };
        let answer = toponyms.iter().find(|one| overlap(one.mention.span, span));
        let place = answer.and_then(Toponym::place);
        answered += usize::from(place.is_some());
        let near = place.is_some_and(|place| place.point.distance_km(point) <= 5.0);
        right += usize::from(near);
        let country =
            |code: &str| place.is_some_and(|p| p.country.is_some_and(|c| c.as_str() == code));
        abroad += usize::from(place.is_some() && !country(&village.country));
        if !near {
            let hint = found.iter().find(|one| overlap(one.span, span)).map(|one| one.confidence);
            let told: Vec<String> = answer.map_or(Vec::new(), |one| {
                one.candidates
                    .iter()
                    .take(3)
                    .map(|c| {
                        format!(
                            "{} {:.2} {:?} {:.0}km {:?}",
                            c.place.name,
                            c.probability,
                            c.place.country,
                            c.place.point.distance_km(point),
                            c.reasons
                        )
                    })
                    .collect()
            });
            println!("WRONG {} | {} | hint {hint:?} | {told:?}", village.text, village.name);
        }
    }
    let (mut none, mut pinned) = (0, 0);
    for text in file.nowhere.iter().filter(|one| inside(one)) {
        none += 1;
        let (_, span, toponyms) = answers(&gazetteer, text);
        let wrong = toponyms
            .iter()
            .find(|one| one.chosen && (!text.contains('[') || overlap(one.mention.span, span)));
        if let Some(wrong) = wrong {
            pinned += 1;
            println!(
                "PINNED {text} | {:?}",
                wrong.candidates.first().map(|c| (
                    &c.place.name,
                    c.probability,
                    c.place.country,
                    &c.reasons
                ))
            );
        }
    }
    println!(
        "{part}: {all} villages, answered {answered}, within 5 km {right} ({:.3} of those answered), abroad {abroad}; {none} nowhere, pinned {pinned}",
        right as f64 / answered.max(1) as f64
    );
    Ok(())
}

fn overlap(one: Span, other: Span) -> bool {
    one.start < other.end && other.start < one.end
}

fn answers(gazetteer: &Gazetteer, text: &str) -> (Vec<Entity>, Span, Vec<Toponym>) {
    let (start, end) = (text.find('[').unwrap_or(0), text.find(']').unwrap_or(1));
    let report = report(text.replace(['[', ']'], ""));
    let span = Span::new(start, end - 1);
    let found = gazetteer.find(&report);
    let entities = found.iter().copied().filter(|one| one.confidence >= FOUND).collect();
    let marks = Marks { sentences: vec![SentenceMarks { entities, ..SentenceMarks::default() }] };
    let toponyms = gazetteer.resolve(&report, &marks);
    (found, span, toponyms)
}

fn report(text: String) -> Report {
    let span = Span::new(0, text.len());
    Report {
        id: ReportId { document: DocumentId::of(text.as_bytes()), extractor: 0 },
        text,
        blocks: vec![Block { kind: BlockKind::Paragraph, span }],
        sentences: vec![Sentence { span, block: 0 }],
        title: None,
        published: None,
        language: Language { code: "en".into(), confidence: 1.0 },
        url: None,
        site: None,
        byline: None,
        notices: Vec::new(),
    }
}
