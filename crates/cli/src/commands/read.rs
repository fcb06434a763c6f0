//! `tidings read`: documents to claims, told or kept.

use tidings_ingest::Limits;

use super::intake;
use crate::Outcome;
use crate::args::ReadArguments;

/// Runs the command.
pub fn run(arguments: &ReadArguments) -> anyhow::Result<Outcome> {
    for path in &arguments.paths {
        let text = path.to_string_lossy();
        let is_address = text.starts_with("http://") || text.starts_with("https://");
        anyhow::ensure!(!is_address, "{text}: read opens no connection; use tidings fetch {text}");
    }
    let progress = intake::progress(|| tidings_ingest::count_files(&arguments.paths));
    let documents = tidings_ingest::documents(&arguments.paths, Limits::default());
    intake::run(&arguments.intake, documents, progress)
}
