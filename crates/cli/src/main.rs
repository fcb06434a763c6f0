//! The `tidings` command: flags, messages and exit codes; everything else is in the libraries.

mod args;
mod commands;
mod describe;
mod table;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match arguments.command {
        Command::Read(read) => commands::read::run(&read),
        Command::Fetch(fetch) => commands::fetch::run(&fetch),
        Command::Watch(watch) => commands::watch::run(&watch),
        Command::Show(show) => commands::show::run(&show),
        Command::Export(export) => commands::export::run(&export),
        Command::Verify(verify) => commands::verify::run(&verify.file),
        Command::Serve(serve) => commands::serve::run(&serve),
        Command::Eval(eval) => commands::eval::run(&eval),
        Command::Happenings(happenings) => commands::happenings::run(&happenings),
        Command::Gazetteer(gazetteer) => commands::gazetteer::run(&gazetteer),
    };
    match done {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::FoundWrong) => ExitCode::from(1),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("tidings: {error:#}"));
            ExitCode::from(2)
        }
    }
}

/// How a command ended that could be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Done,
    /// Carried out, and what it looked at is not as it should be.
    FoundWrong,
}

/// Writes a line for people to standard error.
#[expect(clippy::print_stderr, reason = "messages are this program's business")]
pub fn say(line: &str) {
    eprintln!("{line}");
}

/// Whether the reader of our output went away, as `head` does: nobody is left to be told.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<std::io::Error>();
        io.is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
