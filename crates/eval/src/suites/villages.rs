//! `villages`: villages in the spellings of reports, with the packs of seven countries imported.
//!
//! Data: `examples/villages.toml`, sentences of our own. The seven Who's On First extracts beside
//! the repository are imported into a temporary folder; where they are absent the suite is not
//! scored. Every sentence is read alone, by the whole flow: hints, reader, resolution. Figures:
//!
//! - `within_5km`: of the villages that are answered, those placed within 5 km of the point;
//! - `answered`: of all villages, those whose words are marked as a place that is chosen;
//! - `right_country`: of those answered, those placed in their country;
//! - `not_pinned`: of the sentences without a place that any pack holds, those where nothing is
//!   chosen: nothing at all where none is named, nothing for the name in brackets else.
//!
//! The four are also told for the part that nothing was tuned on (`test_…`): sentences whose
//! SHA-256 begins with a character of odd code (1, 3, 5, 7, 9, a, c, e).

use std::path::{Path, PathBuf};

use serde::Deserialize;
use tidings_gazetteer::{Gazetteer, import};
use tidings_types::{DocumentId, Point, Span, Toponym};

use crate::metrics::ratio;
use crate::stages::{Stages, in_parallel};
use crate::text::verbatim;
use crate::{EvalError, EvalOptions, Mistake, Score};

/// Within which a village counts as found.
const RIGHT_WITHIN_KM: f64 = 5.0;

/// The extracts: Syria, Iraq, Yemen, Sudan, Ukraine, Palestine, DR Congo.
const EXTRACTS: [&str; 7] = ["sy", "iq", "ye", "sd", "ua", "ps", "cd"];

#[derive(Deserialize)]
struct Sentences {
    village: Vec<Village>,
    nowhere: Vec<String>,
}

#[derive(Deserialize)]
struct Village {
    text: String,
    country: String,
    id: String,
    name: String,
    lat: f64,
    lon: f64,
}

/// What came of a sentence.
#[derive(Clone, Copy, Default)]
struct Outcome {
    test: bool,
    village: bool,
    answered: bool,
    near: bool,
    at_home: bool,
}

pub fn run(path: &Path, options: &EvalOptions) -> Result<Score, EvalError> {
    let file = file(path);
    let text = std::fs::read_to_string(&file)
        .map_err(|source| EvalError::Io { path: file.clone(), source })?;
    let sentences: Sentences = toml::from_str(&text).map_err(|error| EvalError::NoData {
        path: file.clone(),
        expected: format!("sentences with villages: {error}"),
    })?;
    let stages = Stages::with(gazetteer(path, &file)?)
        .map_err(|error| EvalError::Stage(format!("villages: {error}")))?
        .reading_all();
    let every = options.every.max(1);
    let villages: Vec<&Village> = sentences.village.iter().step_by(every).collect();
    let nowhere: Vec<&String> = sentences.nowhere.iter().step_by(every).collect();
    let mut outcomes = in_parallel(&villages, |village| of_village(&stages, village));
    outcomes.extend(in_parallel(&nowhere, |text| of_nowhere(&stages, text)));
    Ok(score(outcomes))
}

/// The sentences: the file given, or that of the folder given or of the repository.
fn file(path: &Path) -> PathBuf {
    let candidates = [path.to_owned(), path.join("villages.toml")];
    let own = || Path::new("examples").join("villages.toml");
    candidates.into_iter().find(|path| path.is_file()).unwrap_or_else(own)
}

/// The embedded gazetteer with one imported pack a country.
fn gazetteer(path: &Path, file: &Path) -> Result<Gazetteer, EvalError> {
    let stage = |error: &dyn std::fmt::Display| EvalError::Stage(format!("villages: {error}"));
    let root = file.parent().and_then(Path::parent).unwrap_or(Path::new(""));
    let folders = [root.join("../shared/gazetteer"), path.join("../gazetteer")];
    let inputs: Vec<PathBuf> = folders
        .iter()
        .map(|folder| EXTRACTS.map(|code| folder.join(format!("wof_{code}.jsonl.gz"))))
        .find(|files| files.iter().all(|file| file.is_file()))
        .ok_or_else(|| EvalError::NotYetScored {
            suite: "villages",
            reason: "the extracts of ../shared/gazetteer are absent".to_owned(),
        })?
        .to_vec();
    let folder = std::env::temp_dir().join(format!("tidings-villages-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|error| stage(&error))?;
    let packed = in_parallel(&inputs, |input| {
        let out = folder.join(input.file_name().unwrap_or_default()).with_extension("pack");
        import(std::slice::from_ref(input), &out).map(|_| out)
    });
    let packs: Result<Vec<PathBuf>, _> = packed.into_iter().collect();
    let opened = packs
        .map_err(|error| stage(&error))
        .and_then(|packs| Gazetteer::with_packs(&packs).map_err(|error| stage(&error)));
    // The packs are mapped; their files may go.
    std::fs::remove_dir_all(&folder).map_err(|error| stage(&error))?;
    opened
}

/// The text without its brackets, and the span that they held.
fn unbracketed(text: &str) -> (String, Option<Span>) {
    let open = text.find('[');
    let close = text.find(']').map(|at| at - 1);
    (text.replace(['[', ']'], ""), open.zip(close).map(|(open, close)| Span::new(open, close)))
}

fn toponyms(stages: &Stages, text: &str) -> Vec<Toponym> {
    let report = verbatim(text, None);
    stages.toponyms(&report, &stages.marks(&report))
}

fn overlaps(one: Span, other: Span) -> bool {
    one.start < other.end && other.start < one.end
}

fn is_test(text: &str) -> bool {
    let digest = DocumentId::of(text.as_bytes()).to_string();
    digest.bytes().next().is_some_and(|first| first % 2 == 1)
}

fn of_village(stages: &Stages, village: &Village) -> (Outcome, Option<Mistake>) {
    let (text, span) = unbracketed(&village.text);
    let toponyms = toponyms(stages, &text);
    let ours = toponyms.iter().filter(|one| span.is_some_and(|s| overlaps(one.mention.span, s)));
    let place = ours.clone().find_map(Toponym::place);
    let point = Point { lat: village.lat, lon: village.lon };
    let km = place.map(|place| place.point.distance_km(point));
    let outcome = Outcome {
        test: is_test(&village.text),
        village: true,
        answered: place.is_some(),
        near: km.is_some_and(|km| km <= RIGHT_WITHIN_KM),
        at_home: place
            .and_then(|place| place.country)
            .is_some_and(|code| code.as_str() == village.country),
    };
    let candidates: Vec<String> = ours
        .flat_map(|one| one.candidates.iter().take(2))
        .map(|one| format!("{} {} {:.2}", one.place.id.0, one.place.name, one.probability))
        .collect();
    let kind = match (outcome.answered, outcome.at_home) {
        (false, _) => "abstained",
        (true, false) => "wrong country",
        (true, true) => "wrong place",
    };
    let got = format!("{} km off; {}", km.unwrap_or(0.0).round(), candidates.join(", "));
    let gold = format!("{} {}", village.id, village.name);
    let part = if outcome.test { "test" } else { "dev" };
    let mistake = Mistake::new(part, kind, gold, got, &village.text);
    (outcome, (!outcome.near).then_some(mistake))
}

fn of_nowhere(stages: &Stages, marked: &str) -> (Outcome, Option<Mistake>) {
    let (text, span) = unbracketed(marked);
    let toponyms = toponyms(stages, &text);
    let asked = |one: &&Toponym| span.is_none_or(|span| overlaps(one.mention.span, span));
    let pinned = toponyms.iter().filter(asked).find_map(|one| one.place().map(|p| (one, p)));
    let outcome =
        Outcome { test: is_test(marked), answered: pinned.is_some(), ..Outcome::default() };
    let part = if outcome.test { "test" } else { "dev" };
    let mistake = pinned.map(|(toponym, place)| {
        let got = format!("{}: {} {}", toponym.mention.words, place.id.0, place.name);
        Mistake::new(part, "pinned", "", got, marked)
    });
    (outcome, mistake)
}

fn score(outcomes: Vec<(Outcome, Option<Mistake>)>) -> Score {
    let mut score = Score::new("villages");
    let (outcomes, mistakes): (Vec<Outcome>, Vec<Option<Mistake>>) = outcomes.into_iter().unzip();
    score.documents = outcomes.len() as u64;
    figures(&mut score, "", outcomes.iter());
    figures(&mut score, "test_", outcomes.iter().filter(|one| one.test));
    let villages = outcomes.iter().filter(|one| one.village).count();
    score.count("villages", villages);
    score.count("nowhere", outcomes.len() - villages);
    score.mistakes = mistakes.into_iter().flatten().collect();
    score
}

fn figures<'a>(score: &mut Score, prefix: &str, outcomes: impl Iterator<Item = &'a Outcome>) {
    let (villages, nowhere): (Vec<Outcome>, Vec<Outcome>) =
        outcomes.copied().partition(|one| one.village);
    let count = |holds: fn(&Outcome) -> bool| villages.iter().filter(|one| holds(one)).count();
    let answered = count(|one| one.answered);
    let silent = nowhere.iter().filter(|one| !one.answered).count();
    score.figure(&format!("{prefix}within_5km"), ratio(count(|one| one.near), answered));
    score.figure(&format!("{prefix}answered"), ratio(answered, villages.len()));
    score.figure(&format!("{prefix}right_country"), ratio(count(|one| one.at_home), answered));
    score.figure(&format!("{prefix}not_pinned"), ratio(silent, nowhere.len()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_taken_away_and_their_span_kept() {
        let (text, span) = unbracketed("Shells hit [Hajeen] today.");
        assert_eq!(text, "Shells hit Hajeen today.");
        assert_eq!(span.and_then(|span| span.of(&text)), Some("Hajeen"));
        assert_eq!(unbracketed("Nobody came."), ("Nobody came.".to_owned(), None));
    }

    #[test]
    fn an_abstention_is_no_mistake_of_place() {
        let one = |answered, near| Outcome {
            village: true,
            answered,
            near,
            at_home: answered,
            ..Outcome::default()
        };
        let outcomes = [one(true, true), one(true, false), one(false, false), one(true, true)];
        let score = score(outcomes.into_iter().map(|one| (one, None)).collect());
        assert!((score.figures["within_5km"] - 2.0 / 3.0).abs() < 1e-9);
        assert!((score.figures["answered"] - 0.75).abs() < 1e-9);
    }

    #[test]
    fn the_sentences_of_the_repository_can_be_read() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/villages.toml");
        let text = std::fs::read_to_string(file).unwrap();
        let sentences: Sentences = toml::from_str(&text).unwrap();
        assert!(sentences.village.len() >= 600 && sentences.nowhere.len() >= 200);
        assert!(sentences.village.iter().all(|one| unbracketed(&one.text).1.is_some()));
    }
}
