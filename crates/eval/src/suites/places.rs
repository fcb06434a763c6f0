//! `places`: place names and the points they mean.
//!
//! Data: LGL (Lieberman et al. 2010) and GeoWebNews (Gritta et al. 2020), whose toponyms take in
//! adjectives of nationality and named facilities. Three figures:
//!
//! - `recognition_f1`: strict spans, all toponyms of the gold data, with or without coordinates.
//!   Ours are places, nationalities, and facilities whose words begin with a capital.
//! - `resolution_accuracy_161km`: the gold toponyms that have coordinates are handed to the
//!   gazetteer; right is a place within 161 km (100 miles, the field's custom) of the gold point.
//!   An abstention is wrong.
//! - `end_to_end_f1_161km`: text, hints, reader, resolution. Right is a strict span with a chosen
//!   place within 161 km; another chosen place is a false positive, save on a gold toponym
//!   without coordinates, which can be neither right nor wrong; a gold toponym with coordinates
//!   that is not found right is a false negative (CamCoder's way of counting).
//!
//! A gold toponym whose offsets lie outside the text is left out and counted. Every text is read
//! to the letter, so that the gold offsets hold; it is neither cut nor given a
//! headline. Where the gold data names the site that a report was on, the report has its address, as
//! a page would. A word of nationality stands for the place that it belongs to.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;
use tidings_types::{Entity, EntityKind, Marks, Place, Point, Report, Span, Toponym, Voice};

use crate::data::{self, Layout, Row};
use crate::metrics::{Counts, match_spans, ratio};
use crate::stages::{Stages, in_parallel, marks_of};
use crate::text::{Characters, around, verbatim};
use crate::{EvalError, EvalOptions, Mistake, Score};

const LAYOUT: Layout = Layout { folder: "places", stems: &["lgl", "geowebnews"] };

/// 100 miles, within which a resolution counts as right (Leidner 2007, and all since).
const RIGHT_WITHIN_KM: f64 = 161.0;

#[derive(Deserialize)]
struct Document {
    doc: String,
    /// Host of the site that the report was on.
    #[serde(default)]
    source: Option<String>,
    text: String,
    toponyms: Vec<GoldRow>,
}

#[derive(Deserialize)]
struct GoldRow {
    start: i64,
    end: i64,
    lat: Option<f64>,
    lon: Option<f64>,
}

/// A gold toponym in bytes.
#[derive(Clone, Copy)]
struct Gold {
    span: Span,
    point: Option<Point>,
}

/// A system toponym: its span and the place chosen, if any.
#[derive(Clone, Debug)]
struct Answer {
    span: Span,
    place: Option<(Point, String)>,
}

#[derive(Default)]
struct Outcome {
    recognition: Counts,
    resolved: Counts,
    end_to_end: Counts,
    abstained: usize,
    misfits: usize,
    mistakes: Vec<Mistake>,
}

pub fn run(path: &Path, options: &EvalOptions) -> Result<Score, EvalError> {
    let documents = data::sample(data::rows::<Document>(path, LAYOUT)?, options.every);
    let stages = Stages::load("places")?.reading_all();
    let outcomes = in_parallel(&documents, |row: &Row<Document>| judge(&stages, &row.value));
    Ok(score(&outcomes))
}

fn judge(stages: &Stages, document: &Document) -> Outcome {
    let mut report = verbatim(&document.text, None);
    report.url = document.source.as_ref().map(|host| format!("https://{host}/"));
    let gold = gold_of(document);
    let given: Vec<Entity> =
        gold.iter().map(|gold| given_entity(stages, &report, gold.span)).collect();
    let found = named_places(&report, &stages.marks(&report));
    let spans: Vec<Span> = found.iter().map(|entity| entity.span).collect();
    let given = answers(stages, &report, &given);
    let found = answers(stages, &report, &found);
    let mut outcome = compare(&document.doc, &document.text, &gold, &given, &spans, &found);
    outcome.misfits = document.toponyms.len() - gold.len();
    outcome
}

fn gold_of(document: &Document) -> Vec<Gold> {
    let characters = Characters::of(&document.text);
    let to_gold = |row: &GoldRow| {
        let span = characters.span(row.start.try_into().ok()?, row.end.try_into().ok()?)?;
        let point = row.lat.zip(row.lon).map(|(lat, lon)| Point { lat, lon });
        Some(Gold { span, point })
    };
    let mut gold: Vec<Gold> = document.toponyms.iter().filter_map(to_gold).collect();
    gold.sort_by_key(|gold| gold.span);
    gold
}

/// A gold toponym as the reader would mark it.
fn given_entity(stages: &Stages, report: &Report, span: Span) -> Entity {
    let kind = match stages.place_of_nationality(report.words(span)) {
        Some(_) => EntityKind::Nationality,
        None => EntityKind::Place,
    };
    Entity { span, kind, confidence: 1.0, voice: Voice::Dictionary }
}

/// The marks that are toponyms in the gold data's sense.
fn named_places(report: &Report, marks: &Marks) -> Vec<Entity> {
    let counts = |entity: &&Entity| match entity.kind {
        EntityKind::Place | EntityKind::Nationality => true,
        EntityKind::Facility => report.words(entity.span).starts_with(char::is_uppercase),
        _ => false,
    };
    let entities = marks.sentences.iter().flat_map(|sentence| &sentence.entities);
    entities.filter(counts).copied().collect()
}

fn answers(stages: &Stages, report: &Report, entities: &[Entity]) -> Vec<Answer> {
    let told = |place: &Place| (place.point, format!("{} {}", place.id.0, place.name));
    let toponyms = stages.toponyms(report, &marks_of(report, entities));
    let of_name =
        |toponym: &Toponym| Answer { span: toponym.mention.span, place: toponym.place().map(told) };
    let of_nationality = |entity: &Entity| Answer {
        span: entity.span,
        place: stages.place_of_nationality(report.words(entity.span)).as_ref().map(told),
    };
    let nationalities = entities.iter().filter(|entity| entity.kind == EntityKind::Nationality);
    toponyms.iter().map(of_name).chain(nationalities.map(of_nationality)).collect()
}

fn compare(
    doc: &str,
    text: &str,
    gold: &[Gold],
    given: &[Answer],
    spans: &[Span],
    found: &[Answer],
) -> Outcome {
    let mut outcome = Outcome::default();
    recognise(doc, text, gold, spans, &mut outcome);
    resolve(doc, text, gold, given, &mut outcome);
    outcome.end_to_end = end_to_end(gold, found);
    outcome
}

fn recognise(doc: &str, text: &str, gold: &[Gold], spans: &[Span], outcome: &mut Outcome) {
    let gold: Vec<(Span, ())> = gold.iter().map(|gold| (gold.span, ())).collect();
    let got: Vec<(Span, ())> = spans.iter().map(|span| (*span, ())).collect();
    let matched = match_spans(&gold, &got);
    outcome.recognition = matched.counts();
    let words = |span: Span| span.of(text).unwrap_or_default();
    let missed = matched.missed.iter().map(|(span, ())| {
        Mistake::new(doc, "missed name", words(*span), "", around(text, *span, 50))
    });
    let spurious = matched.spurious.iter().map(|(span, ())| {
        Mistake::new(doc, "spurious name", "", words(*span), around(text, *span, 50))
    });
    outcome.mistakes.extend(missed.chain(spurious));
}

/// Counts each gold toponym with coordinates as right (true positive) or wrong (false negative).
fn resolve(doc: &str, text: &str, gold: &[Gold], given: &[Answer], outcome: &mut Outcome) {
    let by_span: HashMap<Span, &Answer> =
        given.iter().map(|answer| (answer.span, answer)).collect();
    for (gold, point) in gold.iter().filter_map(|gold| gold.point.map(|point| (gold, point))) {
        let place = by_span.get(&gold.span).and_then(|answer| answer.place.as_ref());
        outcome.abstained += usize::from(place.is_none());
        let distance = place.map(|(got, _)| got.distance_km(point));
        if distance.is_some_and(|distance| distance <= RIGHT_WITHIN_KM) {
            outcome.resolved.true_positives += 1;
            continue;
        }
        outcome.resolved.false_negatives += 1;
        let kind = if place.is_some() { "wrong place" } else { "abstained" };
        let got = place.map_or_else(String::new, |(_, name)| {
            format!("{name}, {:.0} km off", distance.unwrap_or_default())
        });
        let wanted = format!(
            "{} ({:.3}, {:.3})",
            gold.span.of(text).unwrap_or_default(),
            point.lat,
            point.lon
        );
        outcome.mistakes.push(Mistake::new(doc, kind, wanted, got, around(text, gold.span, 50)));
    }
}

fn end_to_end(gold: &[Gold], found: &[Answer]) -> Counts {
    let by_span: HashMap<Span, Option<Point>> =
        gold.iter().map(|gold| (gold.span, gold.point)).collect();
    let mut counts = Counts::default();
    for (span, got) in
        found.iter().filter_map(|answer| answer.place.as_ref().map(|place| (answer.span, place.0)))
    {
        match by_span.get(&span) {
            Some(Some(point)) if point.distance_km(got) <= RIGHT_WITHIN_KM => {
                counts.true_positives += 1;
            }
            Some(None) => {}
            _ => counts.false_positives += 1,
        }
    }
    let wanted = gold.iter().filter(|gold| gold.point.is_some()).count();
    counts.false_negatives = wanted.saturating_sub(counts.true_positives);
    counts
}

fn score(outcomes: &[Outcome]) -> Score {
    let mut score = Score::new("places");
    let recognition: Counts = outcomes.iter().map(|outcome| outcome.recognition).sum();
    let resolved: Counts = outcomes.iter().map(|outcome| outcome.resolved).sum();
    let end_to_end: Counts = outcomes.iter().map(|outcome| outcome.end_to_end).sum();
    let given = resolved.true_positives + resolved.false_negatives;
    let abstained = outcomes.iter().map(|outcome| outcome.abstained).sum::<usize>();
    score.documents = outcomes.len() as u64;
    score.figure("recognition_f1", recognition.f1());
    score.figure("recognition_precision", recognition.precision());
    score.figure("recognition_recall", recognition.recall());
    score.figure("resolution_accuracy_161km", resolved.recall());
    score.figure(
        "resolution_accuracy_where_answered",
        ratio(resolved.true_positives, given - abstained),
    );
    score.figure("end_to_end_f1_161km", end_to_end.f1());
    score.figure("end_to_end_precision", end_to_end.precision());
    score.figure("end_to_end_recall", end_to_end.recall());
    score.count("toponyms", recognition.true_positives + recognition.false_negatives);
    score.count("toponyms_with_coordinates", given);
    score.count("abstentions", abstained);
    score.count("gold_spans_outside_text", outcomes.iter().map(|outcome| outcome.misfits).sum());
    score.mistakes = outcomes.iter().flat_map(|outcome| outcome.mistakes.iter().cloned()).collect();
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARIS: Point = Point { lat: 48.86, lon: 2.35 };
    const VERSAILLES: Point = Point { lat: 48.80, lon: 2.13 };
    const TEXAS: Point = Point { lat: 33.66, lon: -95.56 };

    fn answer(start: u32, end: u32, point: Option<Point>) -> Answer {
        Answer { span: Span { start, end }, place: point.map(|point| (point, "gn:1 X".to_owned())) }
    }

    fn gold() -> Vec<Gold> {
        let gold = |start, end, point| Gold { span: Span { start, end }, point };
        vec![
            gold(0, 5, Some(PARIS)),
            gold(10, 15, Some(PARIS)),
            gold(20, 25, None),
            gold(30, 35, Some(TEXAS)),
        ]
    }

    #[test]
    fn resolution_counts_an_abstention_as_wrong() {
        let given =
            [answer(0, 5, Some(VERSAILLES)), answer(10, 15, Some(TEXAS)), answer(30, 35, None)];
        let mut outcome = Outcome::default();
        resolve("d", &"x".repeat(40), &gold(), &given, &mut outcome);
        assert_eq!((outcome.resolved.true_positives, outcome.resolved.false_negatives), (1, 2));
        assert_eq!(outcome.abstained, 1);
        assert_eq!(outcome.mistakes.len(), 2);
    }

    #[test]
    fn end_to_end_leaves_gold_without_coordinates_out() {
        let found = [
            answer(0, 5, Some(VERSAILLES)),
            answer(10, 15, Some(TEXAS)),
            answer(20, 25, Some(TEXAS)),
            answer(36, 38, Some(TEXAS)),
            answer(30, 35, None),
        ];
        assert_eq!(end_to_end(&gold(), &found), Counts::new(1, 2, 2));
        assert_eq!(end_to_end(&[], &[]), Counts::default());
    }
}
