//! `tidings verify`: does every value still point at the words it came from?

use std::io::Write;
use std::path::Path;

use tidings_store::Store;

use crate::Outcome;

/// Runs the command.
pub fn run(path: &Path) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(path)?;
    let mut faults = Vec::new();
    let checked = store.verify(|fault| faults.push(fault))?;
    let mut out = std::io::stdout().lock();
    for fault in &faults {
        writeln!(out, "{}: {}", fault.record, fault.message)?;
    }
    writeln!(
        out,
        "{} documents, {} reports, {} claims, {} pieces of evidence, {} events: {} faults",
        checked.documents,
        checked.reports,
        checked.claims,
        checked.evidence,
        checked.events,
        checked.faults
    )?;
    Ok(if checked.faults == 0 { Outcome::Done } else { Outcome::FoundWrong })
}
