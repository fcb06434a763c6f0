//! Scores recognition and resolution on annotated reports, or writes features for training.
//!
//! Usage: `places score|features|errors FILE.jsonl.gz…`, in the form of `shared/gold/places`. With
//! `FOLD=0` to `4` in the environment only the reports of that fold are read, as
//! `tools/gazetteer/train.py` cuts them.
#![expect(clippy::print_stdout, reason = "a tool whose result is what it prints")]

use std::{error::Error, fs::File, io::BufRead, io::BufReader};

use flate2::read::GzDecoder;
use serde::Deserialize;
use serde_json::json;
use tidings_gazetteer::Gazetteer;
use tidings_types::{
    Block, BlockKind, DocumentId, Entity, EntityKind, FeatureClass, Language, Marks, Place, Point,
    Report, ReportId, Sentence, SentenceMarks, Span, Voice,
};

/// The distance within which a resolution counts as right: 100 miles, by custom.
const RIGHT_KM: f64 = 161.0;

/// Confidence from which a hint counts as found.
const FOUND: f32 = 0.5;

#[derive(Deserialize)]
struct Gold {
    doc: String,
    /// Host of the site that the report was on.
    source: Option<String>,
    text: String,
    toponyms: Vec<GoldToponym>,
}

#[derive(Deserialize)]
struct GoldToponym {
    start: i64,
    end: i64,
    phrase: String,
    lat: Option<f64>,
    lon: Option<f64>,
    geonameid: Option<serde_json::Value>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((mode, paths)) = arguments.split_first() else {
        return Err("usage: places score|features|errors FILE.jsonl.gz…".into());
    };
    let gazetteer = weighed(Gazetteer::embedded()?)?;
    let fold: Option<u8> = std::env::var("FOLD").ok().map(|text| text.parse()).transpose()?;
    for path in paths {
        let mut tally = Tally::default();
        for line in BufReader::new(GzDecoder::new(File::open(path)?)).lines() {
            let mut gold: Gold = serde_json::from_str(&line?)?;
            // A few offsets of the sets are broken.
            gold.toponyms.retain(|one| 0 <= one.start && one.start < one.end);
            if fold.is_some_and(|fold| fold != fold_of(&gold.doc)) {
                continue;
            }
            match mode.as_str() {
                "features" => print_features(&gazetteer, &gold),
                _ => tally.add(&gazetteer, &gold, mode == "errors"),
            }
        }
        if mode != "features" {
            println!("{path}\n{}", tally.summary());
        }
    }
    Ok(())
}

/// The gazetteer with the weights in the folder `WEIGHTS`, if the environment names one.
fn weighed(gazetteer: Gazetteer) -> Result<Gazetteer, Box<dyn Error>> {
    let Some(folder) = std::env::var_os("WEIGHTS").map(std::path::PathBuf::from) else {
        return Ok(gazetteer);
    };
    let read = |name: &str| std::fs::read_to_string(folder.join(name));
    Ok(gazetteer.weighed_by(&read("find.weights")?, &read("rank.weights")?))
}

/// The first byte of the SHA-256 of the document's name, modulo 5.
fn fold_of(doc: &str) -> u8 {
    let digest = DocumentId::of(doc.as_bytes()).to_string();
    digest.get(..2).and_then(|byte| u8::from_str_radix(byte, 16).ok()).unwrap_or(0) % 5
}

fn report(gold: &Gold) -> Report {
    let text = gold.text.clone();
    let mut blocks = Vec::new();
    let mut sentences = Vec::new();
    let mut at = 0;
    for paragraph in text.split('\n') {
        let block = Span::new(at, at + paragraph.len());
        if !paragraph.trim().is_empty() {
            blocks.push(Block { kind: BlockKind::Paragraph, span: block });
            for span in split_sentences(paragraph, at) {
                sentences.push(Sentence { span, block: blocks.len() as u32 - 1 });
            }
        }
        at += paragraph.len() + 1;
    }
    Report {
        id: ReportId { document: DocumentId::of(gold.doc.as_bytes()), extractor: 0 },
        text,
        blocks,
        sentences,
        title: None,
        published: None,
        language: Language { code: "en".into(), confidence: 1.0 },
        url: gold.source.as_ref().map(|host| format!("https://{host}/")),
        site: None,
        byline: None,
        notices: Vec::new(),
    }
}

/// Sentences end at ". " after a small letter or a bracket; good enough for scoring.
fn split_sentences(paragraph: &str, offset: usize) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for (at, _) in paragraph.match_indices(['.', '!', '?', '”', '"']) {
        let end = at + paragraph[at..].chars().next().map_or(1, char::len_utf8);
        let after = paragraph[end..].starts_with(' ');
        let before = paragraph[..at].chars().rev().take_while(|c| c.is_alphanumeric()).count();
        if after && before > 2 {
            spans.push(Span::new(offset + start, offset + end));
            start = end + 1;
        }
    }
    if start < paragraph.len() {
        spans.push(Span::new(offset + start, offset + paragraph.len()));
    }
    spans
}

fn byte_span(text: &str, start: i64, end: i64) -> Span {
    let byte = |at: i64| {
        text.char_indices()
            .nth(usize::try_from(at).unwrap_or(0))
            .map_or(text.len(), |(byte, _)| byte)
    };
    Span::new(byte(start), byte(end))
}

fn marks(entities: Vec<Entity>) -> Marks {
    let marks = SentenceMarks { entities, ..SentenceMarks::default() };
    Marks { sentences: vec![marks] }
}

fn entity(gazetteer: &Gazetteer, words: &str, span: Span) -> Entity {
    let nationality = is_nationality(gazetteer, words);
    let kind = if nationality { EntityKind::Nationality } else { EntityKind::Place };
    Entity { span, kind, confidence: 1.0, voice: Voice::Gazetteer }
}

fn is_nationality(gazetteer: &Gazetteer, words: &str) -> bool {
    gazetteer.place_of_demonym(words).is_some()
}

fn gold_entities(gazetteer: &Gazetteer, gold: &Gold) -> Vec<Entity> {
    gold.toponyms
        .iter()
        .map(|one| entity(gazetteer, &one.phrase, byte_span(&gold.text, one.start, one.end)))
        .collect()
}

/// Spans with the place that each was resolved to.
fn resolved(
    gazetteer: &Gazetteer,
    report: &Report,
    entities: Vec<Entity>,
) -> Vec<(Span, Option<Place>)> {
    let nationalities: Vec<Span> = entities
        .iter()
        .filter(|entity| entity.kind == EntityKind::Nationality)
        .map(|entity| entity.span)
        .collect();
    let toponyms = gazetteer.resolve(report, &marks(entities));
    let places = toponyms.iter().map(|one| (one.mention.span, one.place().cloned()));
    let peoples =
        nationalities.iter().map(|span| (*span, gazetteer.place_of_demonym(report.words(*span))));
    let mut all: Vec<(Span, Option<Place>)> = places.chain(peoples).collect();
    all.sort_by_key(|(span, _)| *span);
    all
}

#[derive(Default)]
struct Tally {
    given: usize,
    given_right: usize,
    given_answered: usize,
    found: usize,
    gold: usize,
    both: usize,
    found_placed: usize,
    gold_placed: usize,
    both_right: usize,
}

impl Tally {
    fn add(&mut self, gazetteer: &Gazetteer, gold: &Gold, errors: bool) {
        let report = report(gold);
        self.add_given(gazetteer, gold, &report, errors);
        let hints: Vec<Entity> = gazetteer
            .find(&report)
            .into_iter()
            .filter(|hint| {
                // Peoples and faiths without a country are no toponyms to these sets.
                hint.confidence >= FOUND
                    && (hint.kind != EntityKind::Nationality
                        || is_nationality(gazetteer, report.words(hint.span)))
            })
            .collect();
        let truth: Vec<(Span, &GoldToponym)> = gold
            .toponyms
            .iter()
            .map(|one| (byte_span(&gold.text, one.start, one.end), one))
            .collect();
        let found = resolved(gazetteer, &report, hints);
        let answers = |span: Span| found.iter().find(|(other, _)| *other == span);
        self.gold += truth.len();
        self.found += found.len();
        self.gold_placed += truth.iter().filter(|(_, one)| one.lat.is_some()).count();
        for (span, one) in &truth {
            let Some((_, place)) = answers(*span) else {
                if errors {
                    println!("missed\t{}\t{}", one.phrase, around(&gold.text, *span));
                }
                continue;
            };
            self.both += 1;
            if place.as_ref().is_some_and(|place| right(place, one)) {
                self.both_right += 1;
            }
        }
        for (span, place) in &found {
            let known = truth.iter().find(|(other, _)| other == span);
            // A name that the gold set places nowhere is not asked for.
            if place.is_some() && known.is_none_or(|(_, one)| one.lat.is_some()) {
                self.found_placed += 1;
            }
            if errors && known.is_none() {
                println!("invented\t{}\t{}", report.words(*span), around(&gold.text, *span));
            }
        }
    }

    fn add_given(&mut self, gazetteer: &Gazetteer, gold: &Gold, report: &Report, errors: bool) {
        let answers = resolved(gazetteer, report, gold_entities(gazetteer, gold));
        for one in gold.toponyms.iter().filter(|one| one.lat.is_some()) {
            let span = byte_span(&gold.text, one.start, one.end);
            let place =
                answers.iter().find(|(other, _)| *other == span).and_then(|(_, p)| p.clone());
            self.given += 1;
            self.given_answered += usize::from(place.is_some());
            let holds = place.as_ref().is_some_and(|place| right(place, one));
            self.given_right += usize::from(holds);
            if errors && !holds {
                let known = gazetteer.lookup(&one.phrase).iter().any(|place| right(place, one));
                let (lat, lon) = (one.lat.unwrap_or(0.0), one.lon.unwrap_or(0.0));
                let told = place.map_or("-".to_owned(), |p| {
                    format!("{} {:?} {:?} {:?}", p.name, p.class, p.admin1, p.country)
                });
                println!(
                    "wrong\t{known}\t{}\t{lat:.1},{lon:.1}\t{told}\t{}\t{}",
                    one.phrase,
                    gold.doc,
                    around(&gold.text, span)
                );
            }
        }
    }

    fn summary(&self) -> String {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let f1 = |both, found, gold| {
            let (p, r) = (share(both, found), share(both, gold));
            (p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 })
        };
        let (p, r, f) = f1(self.both, self.found, self.gold);
        let (ep, er, ef) = f1(self.both_right, self.found_placed, self.gold_placed);
        if std::env::var_os("FOLD").is_some() {
            let counts = [
                self.given_right,
                self.given,
                self.both,
                self.found,
                self.gold,
                self.both_right,
                self.found_placed,
                self.gold_placed,
            ];
            return format!("{counts:?}");
        }
        format!(
            "  resolution_accuracy_161km {:.3} (of {}, answered {:.3})\n  recognition p {p:.3} r {r:.3} f1 {f:.3}\n  end to end p {ep:.3} r {er:.3} f1 {ef:.3}",
            share(self.given_right, self.given),
            self.given,
            share(self.given_answered, self.given),
        )
    }
}

fn right(place: &Place, gold: &GoldToponym) -> bool {
    let (Some(lat), Some(lon)) = (gold.lat, gold.lon) else { return false };
    place.point.distance_km(Point { lat, lon }) <= RIGHT_KM
}

fn around(text: &str, span: Span) -> String {
    let start = text.floor_char_boundary((span.start as usize).saturating_sub(40));
    let end = text.ceil_char_boundary((span.end as usize + 40).min(text.len()));
    text[start..end].replace(['\n', '\t'], " ")
}

fn print_features(gazetteer: &Gazetteer, gold: &Gold) {
    let report = report(gold);
    let truth: Vec<Span> =
        gold.toponyms.iter().map(|one| byte_span(&gold.text, one.start, one.end)).collect();
    for judged in gazetteer.explain_find(&report) {
        if judged.kind == EntityKind::Place {
            let label = truth.contains(&judged.span);
            println!("{}", json!({"doc": gold.doc, "find": label, "features": judged.features}));
        }
    }
    let weighed = gazetteer.explain_resolve(&report, &marks(gold_entities(gazetteer, gold)));
    for one in weighed.iter().filter(|one| !one.candidates.is_empty()) {
        let placed = one.spans.iter().filter_map(|span| {
            let at = truth.iter().position(|other| other == span)?;
            Some(&gold.toponyms[at]).filter(|one| one.lat.is_some())
        });
        let placed: Vec<&GoldToponym> = placed.collect();
        let Some(first) = placed.first() else { continue };
        let id = first.geonameid.as_ref().map(ToString::to_string).unwrap_or_default();
        let id = format!("gn:{}", id.trim_matches('"'));
        let named = one.candidates.iter().any(|(place, _, _)| place.id.0 == id);
        let close = |place: &Place| if named { place.id.0 == id } else { close(place, first) };
        let candidates: Vec<_> = one
            .candidates
            .iter()
            .map(|(place, _, features)| json!({"right": close(place), "features": features}))
            .collect();
        println!(
            "{}",
            json!({"doc": gold.doc, "phrase": first.phrase, "count": placed.len(), "candidates": candidates})
        );
    }
}

/// What training takes as right: nearer than scoring asks for settlements.
fn close(place: &Place, gold: &GoldToponym) -> bool {
    let (Some(lat), Some(lon)) = (gold.lat, gold.lon) else { return false };
    let km = if place.class == FeatureClass::Settlement { 40.0 } else { RIGHT_KM };
    place.point.distance_km(Point { lat, lon }) <= km
}
