//! Re-checking that everything still points at the words it came from.

use rusqlite::Connection;
use tidings_types::{Claim, DocumentId, Event};

use crate::{claims, documents, error::Cause, events, reports};

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What it is found in: `document …`, `claim …`, `event …` or `file`.
    pub record: String,
    /// What does not hold; lower case, no full stop.
    pub message: String,
}

/// What was checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// Documents whose kept bytes were hashed again.
    pub documents: u64,
    /// Reports whose text was read.
    pub reports: u64,
    /// Claims.
    pub claims: u64,
    /// Pieces of evidence compared with the text.
    pub evidence: u64,
    /// Events compared with their claims.
    pub events: u64,
    /// Faults found.
    pub faults: u64,
}

/// Checks the file page by page, every document's bytes against its id, every claim's evidence
/// against its report, every event against its claims. One report is in memory at a time.
pub(crate) fn verify(
    connection: &Connection,
    mut on_fault: impl FnMut(Fault),
) -> Result<Verification, Cause> {
    let mut checked = Verification::default();
    let mut faults = 0;
    let mut fault = |record: String, message: String| {
        faults += 1;
        on_fault(Fault { record, message });
    };
    check_pages(connection, &mut fault)?;
    for id in documents::ids(connection)? {
        checked.documents += u64::from(check_bytes(connection, &id, &mut fault)?);
    }
    for row in reports::rows(connection)? {
        let report = reports::at_row(connection, row)?;
        checked.reports += 1;
        for claim in claims::of_report(connection, row)? {
            checked.claims += 1;
            checked.evidence += check_evidence(&claim, &report.text, &mut fault);
        }
    }
    for event in events::list(connection, &events::EventFilter::default())? {
        checked.events += 1;
        check_event(connection, &event, &mut fault)?;
    }
    checked.faults = faults;
    Ok(checked)
}

fn check_pages(
    connection: &Connection,
    fault: &mut impl FnMut(String, String),
) -> Result<(), Cause> {
    let mut query = connection.prepare("PRAGMA integrity_check")?;
    let lines = query.query_map([], |row| row.get::<_, String>(0))?;
    for line in lines {
        let line = line?;
        if line != "ok" {
            fault("file".to_owned(), line);
        }
    }
    Ok(())
}

/// Whether bytes were kept and so could be checked.
fn check_bytes(
    connection: &Connection,
    id: &DocumentId,
    fault: &mut impl FnMut(String, String),
) -> Result<bool, Cause> {
    let record = format!("document {id}");
    match documents::get(connection, id) {
        Ok(document) => {
            let Some(bytes) = document.and_then(|document| document.bytes) else {
                return Ok(false);
            };
            if DocumentId::of(&bytes) != *id {
                fault(record, "the bytes are not those of its id".to_owned());
            }
        }
        Err(Cause::Record(message)) => fault(record, message),
        Err(other) => return Err(other),
    }
    Ok(true)
}

/// Number of pieces of evidence.
fn check_evidence(claim: &Claim, text: &str, fault: &mut impl FnMut(String, String)) -> u64 {
    let record = || format!("claim {}", claim.id.0);
    let all = claim.evidence();
    for evidence in all.iter().filter(|evidence| !evidence.holds_in(text)) {
        let (start, end) = (evidence.span.start, evidence.span.end);
        let message = format!("bytes {start} to {end} do not hold \"{}\"", evidence.words);
        fault(record(), message);
    }
    if claim.sentence.of(text).is_none() {
        fault(record(), "its sentence lies outside the text".to_owned());
    }
    all.len() as u64
}

fn check_event(
    connection: &Connection,
    event: &Event,
    fault: &mut impl FnMut(String, String),
) -> Result<(), Cause> {
    let record = || format!("event {}", event.id.0);
    if event.claims.is_empty() {
        fault(record(), "rests on no claim".to_owned());
    }
    for id in &event.claims {
        if claims::row_of(connection, id)?.is_none() {
            fault(record(), format!("rests on an unknown claim {}", id.0));
        }
    }
    Ok(())
}
