//! `tidings gazetteer`: look names up, import more places, decide what names mean.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use tidings_gazetteer::{EMBEDDED_BUILT, Gazetteer, ImportSummary, Pack};
use tidings_store::Store;
use tidings_types::{DecisionKind, Place, PlaceId};

use crate::args::{AliasArguments, GazetteerCommand, PackArguments};
use crate::table::Table;
use crate::{Outcome, say};

/// The embedded gazetteer with the packs that were named.
pub fn open(packs: &PackArguments) -> anyhow::Result<Gazetteer> {
    Ok(Gazetteer::with_packs(&packs.packs)?)
}

/// Runs the command.
pub fn run(command: &GazetteerCommand) -> anyhow::Result<Outcome> {
    match command {
        GazetteerCommand::Search { name, packs } => search(name, packs),
        GazetteerCommand::Import { paths, into } => import(paths, into),
        GazetteerCommand::AddAlias(arguments) => add_alias(arguments),
        GazetteerCommand::Packs { packs } => list(packs),
    }
}

/// Most places told where a name has several.
const TOLD_PLACES: usize = 5;

fn add_alias(arguments: &AliasArguments) -> anyhow::Result<Outcome> {
    if !arguments.name.contains(char::is_alphanumeric) {
        bail!("{:?} is no name: it has neither letter nor digit", arguments.name);
    }
    let place = the_place(&open(&arguments.packs)?, &arguments.place)?;
    let told = format!("{:?} means {} ({})", arguments.name, place.name, place.id.0);
    let mut store = Store::open(&arguments.into)?;
    let kind = DecisionKind::Alias { name: arguments.name.clone(), place: Box::new(place) };
    let decision =
        store.decide(kind, &arguments.reviewer, &arguments.why, jiff::Timestamp::now())?;
    let events = super::intake::merge(&mut store)?;
    say(&format!("decision {}: {told}", decision.sequence));
    say(&format!("{events} events in {}", arguments.into.display()));
    Ok(Outcome::Done)
}

/// The one place of an id or a name.
fn the_place(gazetteer: &Gazetteer, written: &str) -> anyhow::Result<Place> {
    if written.split_once(':').is_some_and(|(source, _)| matches!(source, "gn" | "wof" | "own")) {
        let place = gazetteer.by_id(&PlaceId(written.to_owned()));
        return place.with_context(|| format!("no pack holds a place of the id {written:?}"));
    }
    let mut places = gazetteer.lookup(written).into_iter();
    match (places.next(), places.next()) {
        (None, _) => bail!("no place is named {written:?}"),
        (Some(only), None) => Ok(only),
        (Some(first), Some(second)) => {
            let some = [first, second].into_iter().chain(places).take(TOLD_PLACES);
            let ids: Vec<String> = some.map(|place| described(&place)).collect();
            bail!("{written:?} names several places, give the id of one: {}", ids.join("; "))
        }
    }
}

fn described(place: &Place) -> String {
    let country = place.country.map(|code| code.to_string()).unwrap_or_default();
    let within = place.admin1.as_deref().unwrap_or_default();
    format!("{} {} {within} {country}", place.id.0, place.name)
}

fn list(packs: &PackArguments) -> anyhow::Result<Outcome> {
    let gazetteer = open(packs)?;
    let mut table = Table::new(&[
        "pack",
        "places",
        "names",
        "countries",
        "sources",
        "licence",
        "bytes",
        "date",
    ]);
    for (number, pack) in gazetteer.packs().iter().enumerate() {
        let path = number.checked_sub(1).and_then(|at| packs.packs.get(at));
        let name = path.map_or("built in".to_owned(), |path| path.display().to_string());
        let date = path.map_or(Ok(EMBEDDED_BUILT.to_owned()), |path| day_written(path))?;
        table.row(vec![
            name,
            pack.len().to_string(),
            pack.name_count().to_string(),
            pack.countries().len().to_string(),
            sources(pack),
            licences(pack, path.is_none()),
            pack.size().to_string(),
            date,
        ]);
    }
    table.write(&mut std::io::stdout().lock())?;
    Ok(Outcome::Done)
}

/// The day on which a file was last written, UTC.
fn day_written(path: &Path) -> anyhow::Result<String> {
    let modified = std::fs::metadata(path)
        .and_then(|file| file.modified())
        .with_context(|| format!("{}: its date cannot be read", path.display()))?;
    let at = jiff::Timestamp::try_from(modified)
        .with_context(|| format!("{}: its date is out of range", path.display()))?;
    Ok(at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string())
}

/// Whose ids the places have.
const ORIGINS: [&str; 3] = ["GeoNames", "Who's On First", "own"];

/// Under what their data may be used.
const LICENCES: [&str; 3] =
    ["CC BY 4.0", "CC BY 4.0 and others, see whosonfirst.org/docs/licenses", "the importer's own"];

fn sources(pack: &Pack) -> String {
    let counted = ORIGINS.iter().zip(pack.origins()).filter(|(_, count)| *count > 0);
    counted.map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
}

fn licences(pack: &Pack, embedded: bool) -> String {
    if embedded {
        return "CC BY 4.0 and others, see ATTRIBUTION.md".to_owned();
    }
    let present = LICENCES.iter().zip(pack.origins()).filter(|(_, count)| *count > 0);
    present.map(|(licence, _)| *licence).collect::<Vec<_>>().join("; ")
}

fn search(name: &str, packs: &PackArguments) -> anyhow::Result<Outcome> {
    let places = open(packs)?.lookup(name);
    if places.is_empty() {
        say(&format!("no place is named {name:?}"));
        return Ok(Outcome::FoundWrong);
    }
    let mut table = Table::new(&["id", "name", "kind", "country", "in", "people", "point"]);
    for place in places {
        let within = [&place.admin2, &place.admin1].into_iter().flatten();
        table.row(vec![
            place.id.0,
            place.name,
            format!("{:?}", place.class).to_lowercase(),
            place.country.map(|country| country.to_string()).unwrap_or_default(),
            within.cloned().collect::<Vec<_>>().join(", "),
            place.population.to_string(),
            format!("{:.4} {:.4}", place.point.lat, place.point.lon),
        ]);
    }
    table.write(&mut std::io::stdout().lock())?;
    Ok(Outcome::Done)
}

/// Most rows told one by one; the rest is only counted.
const TOLD_ROWS: usize = 20;

fn import(paths: &[PathBuf], into: &Path) -> anyhow::Result<Outcome> {
    let summary = tidings_gazetteer::import(paths, into)?;
    for problem in summary.problems.iter().take(TOLD_ROWS) {
        say(&format!("tidings: {problem}"));
    }
    for line in told(&summary) {
        say(&line);
    }
    say(&format!("{} places in {}", summary.places, into.display()));
    Ok(Outcome::Done)
}

/// What was read and what became of it, one line for each count that is not zero.
fn told(summary: &ImportSummary) -> Vec<String> {
    let lines = [
        (summary.rows, "rows read"),
        (summary.other_kinds, "rows of kinds that are no places here"),
        (summary.superseded, "rows superseded or no longer current"),
        (summary.joined, "rows joined with another of the same place"),
        (summary.broken, "rows left out, or in part, because something is wrong with them"),
        (summary.lost_parents, "parents left out"),
    ];
    let known = lines.into_iter().filter(|(count, _)| *count > 0);
    known.map(|(count, what)| format!("{count} {what}")).collect()
}
