//! Runs one suite, or the gate of floors:
//!
//! ```text
//! cargo run -p tidings-eval --example eval -- SUITE --data PATH [--json] [--mistakes FILE] [--every N]
//! cargo run -p tidings-eval --example eval -- --check-floors --data ROOT [--floors FILE]
//! cargo run -p tidings-eval --example eval -- --update-floors [--allow-lower] --data ROOT
//! ```
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command for the terminal")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tidings_eval::floors::{Checked, check_floors, update_floors};
use tidings_eval::{EvalError, EvalOptions, Mistake, SUITES, Score};

#[derive(Default)]
struct Arguments {
    suite: Option<String>,
    data: PathBuf,
    json: bool,
    mistakes: Option<PathBuf>,
    every: usize,
    floors: Option<PathBuf>,
    check_floors: bool,
    update_floors: bool,
    allow_lower: bool,
}

fn main() -> ExitCode {
    let Some(arguments) = arguments() else {
        eprintln!("usage: eval SUITE --data PATH [--json] [--mistakes FILE] [--every N]");
        eprintln!(
            "       eval --check-floors | --update-floors [--allow-lower] --data ROOT [--floors FILE]"
        );
        SUITES.iter().for_each(|suite| eprintln!("  {:<18} {}", suite.name, suite.what));
        return ExitCode::from(2);
    };
    let done = match &arguments.suite {
        Some(suite) => score(suite, &arguments),
        None => gate(&arguments),
    };
    done.unwrap_or_else(|error| {
        eprintln!("eval: {error}");
        ExitCode::from(if error.is_not_yet_scored() { 2 } else { 1 })
    })
}

fn arguments() -> Option<Arguments> {
    let mut words = std::env::args().skip(1);
    let mut parsed = Arguments { every: 1, ..Arguments::default() };
    while let Some(word) = words.next() {
        match word.as_str() {
            "--data" => parsed.data = words.next()?.into(),
            "--json" => parsed.json = true,
            "--mistakes" => parsed.mistakes = Some(words.next()?.into()),
            "--every" => parsed.every = words.next()?.parse().ok()?,
            "--floors" => parsed.floors = Some(words.next()?.into()),
            "--check-floors" => parsed.check_floors = true,
            "--update-floors" => parsed.update_floors = true,
            "--allow-lower" => parsed.allow_lower = true,
            name if !name.starts_with('-') && parsed.suite.is_none() => parsed.suite = Some(word),
            _ => return None,
        }
    }
    let told = parsed.suite.is_some() || parsed.check_floors || parsed.update_floors;
    (told && !parsed.data.as_os_str().is_empty()).then_some(parsed)
}

fn gate(arguments: &Arguments) -> Result<ExitCode, EvalError> {
    let floors = arguments.floors.clone().unwrap_or_else(|| PathBuf::from("eval/floors.toml"));
    if arguments.update_floors {
        let floors = update_floors(&floors, &arguments.data, arguments.allow_lower)?;
        println!("{} floors written", floors.floor.len());
        return Ok(ExitCode::SUCCESS);
    }
    let checked = check_floors(&floors, &arguments.data, |checked| println!("{checked}"))?;
    Ok(ExitCode::from(u8::from(checked.iter().any(Checked::fails))))
}

fn score(suite: &str, arguments: &Arguments) -> Result<ExitCode, EvalError> {
    let options = EvalOptions { every: arguments.every, mistakes: arguments.mistakes.is_some() };
    let score = tidings_eval::run(suite, &arguments.data, &options)?;
    report(arguments, &score);
    match arguments.mistakes.as_ref().map(|path| (path, write(path, &score.mistakes))) {
        Some((path, Err(source))) => Err(EvalError::Io { path: path.clone(), source }),
        _ => Ok(ExitCode::SUCCESS),
    }
}

fn report(arguments: &Arguments, score: &Score) {
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(score).unwrap_or_default());
    } else {
        println!("{}", score.to_table());
    }
}

fn write(path: &Path, mistakes: &[Mistake]) -> std::io::Result<()> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    for mistake in mistakes {
        writeln!(file, "{}", serde_json::to_string(mistake)?)?;
    }
    file.flush()
}
