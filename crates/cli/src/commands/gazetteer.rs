//! `tidings gazetteer`: look names up, import more places.

use std::path::{Path, PathBuf};

use tidings_gazetteer::{Gazetteer, ImportSummary};

use crate::args::{GazetteerCommand, PackArguments};
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
    }
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
