//! `ucdp`: deaths and place out of headlines.
//!
//! Data: UCDP georeferenced events of Ukraine, each with the headlines that the coders had. No
//! measure is published; ours, on the headlines alone:
//!
//! - `deaths_exact`: the share of events whose best estimate of deaths is met exactly. Our figure
//!   is the number of killed that most headlines tell, the lowest among equals (headlines tell the
//!   day's toll, events its parts), read by the grammar of quantities; no such number is no answer, which is wrong (gold zero is met by no answer).
//! - `place_25km`: the share of events coded at or near a place (precision 1 and 2) whose point
//!   lies within 25 km of ours: the place of the first claim that has one, or, where no claim has,
//!   the first place resolved in the headlines. A country, a province or a region is an area and no
//!   answer: nothing is pinned to its middle.
//!
//! The coders read whole articles: many headlines are the bare name of a place or of a dead
//! soldier, and neither figure can come near 1. `deaths_exact_where_answered` and
//! `place_25km_where_answered` tell how often an answer is right.

use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;
use tidings_claims::quantities::figures;
use tidings_types::{Claim, FeatureClass, Place, Point, Report, Sentence, Toponym};

use crate::data::{self, Layout, Row};
use crate::metrics::ratio;
use crate::stages::{Stages, in_parallel};
use crate::text::verbatim;
use crate::{EvalError, EvalOptions, Mistake, Score};

const LAYOUT: Layout = Layout { folder: "figures", stems: &["ucdp"] };

/// The distance within which a village is the right one.
const RIGHT_WITHIN_KM: f64 = 25.0;

#[derive(Deserialize)]
struct Event {
    id: String,
    source_headline: String,
    #[serde(default)]
    source_date: String,
    where_prec: String,
    where_coordinates: String,
    latitude: String,
    longitude: String,
    best: String,
}

impl Event {
    fn deaths(&self) -> Option<u64> {
        self.best.parse().ok()
    }

    /// The point, where it stands for a place and not for an area.
    fn point(&self) -> Option<Point> {
        matches!(self.where_prec.as_str(), "1" | "2").then_some(())?;
        Some(Point { lat: self.latitude.parse().ok()?, lon: self.longitude.parse().ok()? })
    }

    /// Headlines, each once, as paragraphs.
    fn text(&self) -> String {
        let mut headlines: Vec<&str> = Vec::new();
        for headline in self.source_headline.split(';').map(str::trim) {
            if !headline.is_empty() && !headlines.contains(&headline) {
                headlines.push(headline);
            }
        }
        headlines.join("\n\n")
    }

    fn published(&self) -> Option<Date> {
        self.source_date.split(';').next()?.get(..10)?.parse().ok()
    }
}

#[derive(Default)]
struct Answer {
    deaths: Option<u64>,
    place: Option<(Point, String)>,
}

pub fn run(path: &Path, options: &EvalOptions) -> Result<Score, EvalError> {
    let events = data::sample(data::rows::<Event>(path, LAYOUT)?, options.every);
    let stages = Stages::load("ucdp")?;
    let answers = in_parallel(&events, |row: &Row<Event>| answer(&stages, &row.value));
    Ok(score(&events, &answers))
}

fn answer(stages: &Stages, event: &Event) -> Answer {
    let report = verbatim(&event.text(), event.published());
    let claims = stages.claims(&report);
    let toponyms = || stages.toponyms(&report, &stages.marks(&report));
    let place = place_of(&claims).or_else(|| first_place(&toponyms()));
    Answer { deaths: deaths_of(&report), place }
}

fn deaths_of(report: &Report) -> Option<u64> {
    let read = |sentence: &Sentence| figures(report.words(sentence.span), 0);
    let killed = report.sentences.iter().flat_map(read).filter(|f| f.kind == "killed" && !f.part);
    let numbers: Vec<u64> = killed.filter_map(|figure| figure.best).collect();
    let often = |number: &u64| numbers.iter().filter(|other| *other == number).count();
    numbers.iter().copied().max_by_key(|number| (often(number), std::cmp::Reverse(*number)))
}

fn place_of(claims: &[Claim]) -> Option<(Point, String)> {
    let mut places = claims.iter().filter_map(|claim| claim.main_place()?.place.as_ref());
    places.find(|place| is_point(place)).map(pin)
}

fn first_place(toponyms: &[Toponym]) -> Option<(Point, String)> {
    toponyms.iter().filter_map(Toponym::place).find(|place| is_point(place)).map(pin)
}

/// Whether a place is small enough to be pinned.
fn is_point(place: &Place) -> bool {
    use FeatureClass::{Admin2, Settlement, Site};
    matches!(place.class, Settlement | Site | Admin2)
}

fn pin(place: &Place) -> (Point, String) {
    (place.point, place.name.clone())
}

fn deaths_right(event: &Event, answer: &Answer) -> bool {
    event.deaths().is_some_and(|deaths| deaths == answer.deaths.unwrap_or(0))
}

fn place_right(event: &Event, answer: &Answer) -> bool {
    let near = |(gold, got): (Point, &(Point, String))| gold.distance_km(got.0) <= RIGHT_WITHIN_KM;
    event.point().zip(answer.place.as_ref()).is_some_and(near)
}

fn score(events: &[Row<Event>], answers: &[Answer]) -> Score {
    let mut score = Score::new("ucdp");
    let pairs = || events.iter().map(|row| &row.value).zip(answers);
    let count = |of: &dyn Fn(&Event, &Answer) -> bool| {
        pairs().filter(|(event, answer)| of(event, answer)).count()
    };
    let placed = count(&|event, _| event.point().is_some());
    let answered = count(&|_, answer| answer.deaths.is_some());
    let answered_right =
        count(&|event, answer| answer.deaths.is_some() && deaths_right(event, answer));
    let found = count(&|event, answer| event.point().is_some() && answer.place.is_some());
    score.documents = events.len() as u64;
    score.figure("deaths_exact", ratio(count(&deaths_right), events.len()));
    score.figure("deaths_exact_where_answered", ratio(answered_right, answered));
    score.figure("place_25km", ratio(count(&place_right), placed));
    score.figure("place_25km_where_answered", ratio(count(&place_right), found));
    score.count("deaths_answered", answered);
    score.count("places_coded_exactly", placed);
    score.count("places_answered", found);
    score.mistakes = pairs().flat_map(|(event, answer)| mistakes(event, answer)).collect();
    score
}

fn mistakes(event: &Event, answer: &Answer) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    if !deaths_right(event, answer) {
        let got = answer.deaths.map_or_else(String::new, |deaths| deaths.to_string());
        let kind = if answer.deaths.is_some() { "wrong deaths" } else { "no deaths" };
        mistakes.push(Mistake::new(&event.id, kind, &event.best, got, &event.source_headline));
    }
    if event.point().is_some() && !place_right(event, answer) {
        let got = answer.place.as_ref().map_or("", |(_, name)| name.as_str());
        let kind = if answer.place.is_some() { "wrong place" } else { "no place" };
        mistakes.push(Mistake::new(
            &event.id,
            kind,
            &event.where_coordinates,
            got,
            &event.source_headline,
        ));
    }
    mistakes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(best: &str, precision: &str) -> Row<Event> {
        let value = Event {
            id: "1".into(),
            source_headline: "A;A; B".into(),
            source_date: "2014-01-22;2014-01-23".into(),
            where_prec: precision.into(),
            where_coordinates: "Kiev".into(),
            latitude: "50.45".into(),
            longitude: "30.52".into(),
            best: best.into(),
        };
        Row { value, file: std::path::PathBuf::new(), line: 1 }
    }

    #[test]
    fn headlines_are_paragraphs_each_once() {
        let event = event("1", "1").value;
        assert_eq!(event.text(), "A\n\nB");
        assert_eq!(event.published().map(|date| date.to_string()).as_deref(), Some("2014-01-22"));
    }

    #[test]
    fn no_answer_is_wrong_unless_nobody_died() {
        let near = Some((Point { lat: 50.5, lon: 30.5 }, "Kyiv".to_owned()));
        let far = Some((Point { lat: 48.0, lon: 37.8 }, "Donetsk".to_owned()));
        let events = [event("5", "1"), event("0", "2"), event("2", "4"), event("3", "1")];
        let answers = [
            Answer { deaths: Some(5), place: near },
            Answer { deaths: None, place: far },
            Answer::default(),
            Answer { deaths: Some(4), place: None },
        ];
        let score = score(&events, &answers);
        assert_eq!(score.figures["deaths_exact"], 0.5);
        assert_eq!(score.figures["deaths_exact_where_answered"], 0.5);
        assert!((score.figures["place_25km"] - 1.0 / 3.0).abs() < 1e-12);
        assert_eq!(score.figures["place_25km_where_answered"], 0.5);
        assert_eq!(score.mistakes.len(), 4);
    }
}
