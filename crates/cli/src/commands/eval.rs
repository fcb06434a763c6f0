//! `tidings eval`: a score, or all scores against their floors.

use std::io::Write;
use std::path::Path;

use anyhow::Context;
use tidings_eval::{EvalOptions, Mistake, SUITES, Score};

use crate::args::EvalArguments;
use crate::table::Table;
use crate::{Outcome, say};

/// Runs the command.
pub fn run(arguments: &EvalArguments) -> anyhow::Result<Outcome> {
    match (&arguments.suite, &arguments.floors) {
        (None, None) => list(),
        (_, Some(floors)) => check_floors(floors, arguments),
        (Some(suite), None) => score(suite, arguments),
    }
}

fn list() -> anyhow::Result<Outcome> {
    let mut table = Table::new(&["suite", "figures", "what it measures"]);
    for suite in SUITES {
        table.row(vec![suite.name.to_owned(), suite.keys.join(", "), suite.what.to_owned()]);
    }
    table.write(&mut std::io::stdout().lock())?;
    Ok(Outcome::Done)
}

fn data(arguments: &EvalArguments) -> anyhow::Result<&Path> {
    arguments.data.as_deref().context("--data PATH is missing: the gold file or folder")
}

fn score(suite: &str, arguments: &EvalArguments) -> anyhow::Result<Outcome> {
    let options = EvalOptions { mistakes: arguments.mistakes.is_some(), every: arguments.every };
    let score = tidings_eval::run(suite, data(arguments)?, &options)?;
    print(&score, arguments.json)?;
    if let Some(path) = &arguments.mistakes {
        write(path, &score.mistakes).with_context(|| format!("{}", path.display()))?;
    }
    Ok(Outcome::Done)
}

fn print(score: &Score, json: bool) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    if json {
        serde_json::to_writer_pretty(&mut out, score)?;
        writeln!(out)?;
    } else {
        writeln!(out, "{}", score.to_table())?;
    }
    Ok(())
}

fn write(path: &Path, mistakes: &[Mistake]) -> anyhow::Result<()> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    for mistake in mistakes {
        serde_json::to_writer(&mut file, mistake)?;
        writeln!(file)?;
    }
    Ok(file.flush()?)
}

/// Measures every suite and compares with its floors, or raises them.
fn check_floors(floors: &Path, arguments: &EvalArguments) -> anyhow::Result<Outcome> {
    let root = data(arguments)?;
    if arguments.update {
        let floors = tidings_eval::floors::update_floors(floors, root, arguments.lower)?;
        say(&format!("{} floors written", floors.floor.len()));
        return Ok(Outcome::Done);
    }
    let checked = tidings_eval::floors::check_floors(floors, root, |one| say(&one.to_string()))?;
    let failed = checked.iter().filter(|one| one.fails()).count();
    say(&format!("{} passed, {failed} failed", checked.len() - failed));
    Ok(if failed == 0 { Outcome::Done } else { Outcome::FoundWrong })
}
