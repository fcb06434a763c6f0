//! Runs one suite: `cargo run -p tidings-eval --example eval -- SUITE --data PATH
//! [--json] [--mistakes FILE] [--every N]`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command for the terminal")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tidings_eval::{EvalOptions, Mistake, SUITES, Score};

struct Arguments {
    suite: String,
    data: PathBuf,
    json: bool,
    mistakes: Option<PathBuf>,
    every: usize,
}

fn main() -> ExitCode {
    let Some(arguments) = arguments() else {
        eprintln!("usage: eval SUITE --data PATH [--json] [--mistakes FILE] [--every N]");
        SUITES.iter().for_each(|suite| eprintln!("  {:<18} {}", suite.name, suite.what));
        return ExitCode::from(2);
    };
    let options = EvalOptions { every: arguments.every, mistakes: arguments.mistakes.is_some() };
    match tidings_eval::run(&arguments.suite, &arguments.data, &options) {
        Ok(score) => report(&arguments, &score),
        Err(error) => {
            eprintln!("eval: {error}");
            ExitCode::from(if error.is_not_yet_scored() { 2 } else { 1 })
        }
    }
}

fn arguments() -> Option<Arguments> {
    let mut words = std::env::args().skip(1);
    let mut parsed = Arguments {
        suite: words.next()?,
        data: PathBuf::new(),
        json: false,
        mistakes: None,
        every: 1,
    };
    while let Some(word) = words.next() {
        match word.as_str() {
            "--data" => parsed.data = words.next()?.into(),
            "--json" => parsed.json = true,
            "--mistakes" => parsed.mistakes = Some(words.next()?.into()),
            "--every" => parsed.every = words.next()?.parse().ok()?,
            _ => return None,
        }
    }
    (!parsed.data.as_os_str().is_empty()).then_some(parsed)
}

fn report(arguments: &Arguments, score: &Score) -> ExitCode {
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(score).unwrap_or_default());
    } else {
        println!("{}", score.to_table());
    }
    let written = arguments.mistakes.as_ref().map(|path| write(path, &score.mistakes));
    match written {
        Some(Err(error)) => {
            eprintln!("eval: {error}");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

fn write(path: &Path, mistakes: &[Mistake]) -> std::io::Result<()> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    for mistake in mistakes {
        writeln!(file, "{}", serde_json::to_string(mistake)?)?;
    }
    file.flush()
}
