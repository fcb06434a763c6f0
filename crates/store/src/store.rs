//! The doors of a situation file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tidings_types::{
    Claim, ClaimId, Decision, DecisionKind, Diagnostic, Document, DocumentId, Event, EventId,
    PlaceStatus, Reading, Report, ReportId, Severity, Stage,
};

use crate::{
    ClaimFilter, EventFilter, Fault, Feed, Hit, Relation, ReportHead, SetAside, Source, StoreError,
    StoredDocument, Summary, Verification, Visit, VisitCounts, VisitTrouble, claims, copies,
    decisions, diagnostics, documents, error::Cause, events, feeds, open, reports, search,
    statuses, summary, verify, visits,
};

/// An open situation file. All errors are [`StoreError`]s that name the file.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    keep_originals: bool,
}

impl Store {
    /// Opens the situation file at `path` for reading and writing, making it if there is none.
    pub fn create_or_open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        Ok(Self::of(open::for_writing(path, true)?, path))
    }

    /// Opens an existing situation file for reading and writing.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        Ok(Self::of(open::for_writing(path, false)?, path))
    }

    /// Opens an existing situation file for reading alone; a read-only medium will do.
    pub fn open_read_only(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        Ok(Self::of(open::for_reading(path)?, path))
    }

    /// Whether the bytes of documents added from now on are kept as evidence. They are, unless
    /// this is called with `false`.
    pub fn keep_originals(&mut self, keep: bool) {
        self.keep_originals = keep;
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether this document was added before.
    pub fn contains(&self, id: &DocumentId) -> Result<bool, StoreError> {
        self.read(|connection| Ok(documents::row_of(connection, id)?.is_some()))
    }

    /// Adds a document and what came of it, in one transaction: after a kill or a power cut it is
    /// there as a whole or not at all. `false` where the same document was added before; then
    /// nothing changes.
    pub fn add(&mut self, document: &Document, reading: &Reading) -> Result<bool, StoreError> {
        self.add_related(document, reading, &[], Relation::New)
    }

    /// As [`Store::add`], with what the report is to those that are held and the bands of its
    /// signature, by which later copies find it. Refused where the other report is not held.
    pub fn add_related(
        &mut self,
        document: &Document,
        reading: &Reading,
        bands: &[u64],
        relation: Relation,
    ) -> Result<bool, StoreError> {
        let keep_originals = self.keep_originals;
        self.write(|transaction| {
            add(transaction, document, reading, (bands, relation), keep_originals)
        })
    }

    /// Reports that may be near copies of one with these bands or this address, the likeliest
    /// first, at most `limit`.
    pub fn near(
        &self,
        bands: &[u64],
        url: Option<&str>,
        limit: usize,
    ) -> Result<Vec<ReportId>, StoreError> {
        self.read(|connection| copies::near(connection, bands, url, limit))
    }

    /// The sources of a report: its own document, then those of its near copies.
    pub fn sources(&self, id: &ReportId) -> Result<Vec<Source>, StoreError> {
        self.read(|connection| copies::sources(connection, id))
    }

    /// Why the claims of a report do not count, if so.
    pub fn set_aside(&self, id: &ReportId) -> Result<Option<SetAside>, StoreError> {
        self.read(|connection| copies::why_aside(connection, id))
    }

    /// Adds the document that an article's address gave, as [`Store::add_related`] does, and marks
    /// the article as held, in the same transaction.
    pub fn add_visited(
        &mut self,
        key: &str,
        document: &Document,
        reading: &Reading,
        bands: &[u64],
        relation: Relation,
    ) -> Result<bool, StoreError> {
        let keep_originals = self.keep_originals;
        self.write(|transaction| {
            let added = add(transaction, document, reading, (bands, relation), keep_originals)?;
            visits::hold(transaction, key, &document.id)?;
            Ok(added)
        })
    }

    /// What is known of a feed, if it was followed before.
    pub fn feed(&self, url: &str) -> Result<Option<Feed>, StoreError> {
        self.read(|connection| feeds::get(connection, url))
    }

    /// All feeds that were ever followed, in the order in which they came.
    pub fn feeds(&self) -> Result<Vec<Feed>, StoreError> {
        self.read(feeds::list)
    }

    /// Keeps what is now known of a feed and the articles that it points at, in one transaction.
    /// Gives the number of articles that were not known before. `at` is the caller's clock.
    pub fn keep_feed(
        &mut self,
        feed: &Feed,
        articles: &[Visit],
        at: jiff::Timestamp,
    ) -> Result<u64, StoreError> {
        self.write(|transaction| {
            feeds::keep(transaction, feed)?;
            let mut new = 0;
            for article in articles {
                new += u64::from(visits::list(transaction, article, at)?);
            }
            Ok(new)
        })
    }

    /// The articles that wait to be fetched, those longest due first.
    pub fn waiting(&self) -> Result<Vec<Visit>, StoreError> {
        self.read(visits::waiting)
    }

    /// Keeps what went wrong with an article, and whether it is tried again.
    pub fn trouble(&mut self, key: &str, trouble: &VisitTrouble) -> Result<(), StoreError> {
        self.write(|transaction| visits::trouble(transaction, key, trouble))
    }

    /// How many articles of feeds are held, wait, or were given up.
    pub fn visit_counts(&self) -> Result<VisitCounts, StoreError> {
        self.read(visits::count)
    }

    /// Keeps diagnostics that belong to no document, such as a broken line of a list. The same
    /// message again adds nothing.
    pub fn note(&mut self, diagnostics: &[Diagnostic]) -> Result<(), StoreError> {
        self.write(|transaction| {
            diagnostics.iter().try_for_each(|each| diagnostics::insert(transaction, None, each))
        })
    }

    /// A document with its bytes, if it is held.
    pub fn document(&self, id: &DocumentId) -> Result<Option<StoredDocument>, StoreError> {
        self.read(|connection| documents::get(connection, id))
    }

    /// The diagnostics of one document, or all of them for `None`, in the order of arrival.
    pub fn diagnostics(&self, of: Option<&DocumentId>) -> Result<Vec<Diagnostic>, StoreError> {
        self.read(|connection| diagnostics::list(connection, of))
    }

    /// Heads of all reports, newest publication first.
    pub fn reports(&self) -> Result<Vec<ReportHead>, StoreError> {
        self.read(reports::heads)
    }

    /// One report with its text, if it is held.
    pub fn report(&self, id: &ReportId) -> Result<Option<Report>, StoreError> {
        self.read(|connection| {
            let row = reports::row_of(connection, id)?;
            row.map(|row| reports::at_row(connection, row)).transpose()
        })
    }

    /// The claims that a filter lets through, by report in the order of arrival.
    pub fn claims(&self, filter: &ClaimFilter) -> Result<Vec<Claim>, StoreError> {
        self.read(|connection| claims::list(connection, filter))
    }

    /// One claim, if it is held.
    pub fn claim(&self, id: &ClaimId) -> Result<Option<Claim>, StoreError> {
        self.read(|connection| claims::get(connection, id))
    }

    /// Replaces all events and all place status, in one transaction: a reader sees the old view
    /// or the new one. Refused where an event rests on a claim that is not held.
    pub fn replace_events(
        &mut self,
        events: &[Event],
        statuses: &[PlaceStatus],
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            events::clear(transaction)?;
            statuses::clear(transaction)?;
            events.iter().try_for_each(|event| events::insert(transaction, event))?;
            statuses.iter().try_for_each(|status| statuses::insert(transaction, status))
        })
    }

    /// The events that a filter lets through: newest first, those without a date last.
    pub fn events(&self, filter: &EventFilter) -> Result<Vec<Event>, StoreError> {
        self.read(|connection| events::list(connection, filter))
    }

    /// One event, if it is held.
    pub fn event(&self, id: &EventId) -> Result<Option<Event>, StoreError> {
        self.read(|connection| events::get(connection, id))
    }

    /// The events that rest on these claims, by claim; a claim that no event rests on is left out.
    pub fn events_of(&self, claims: &[ClaimId]) -> Result<BTreeMap<ClaimId, EventId>, StoreError> {
        self.read(|connection| events::of_claims(connection, claims))
    }

    /// The status of the place of this id, or of the places whose name holds this text; of all
    /// places for `None`. A facet that is missing is unknown, never safe.
    pub fn statuses(&self, place: Option<&str>) -> Result<Vec<PlaceStatus>, StoreError> {
        self.read(|connection| statuses::list(connection, place))
    }

    /// Appends a reviewer's decision to the log. `at` is the caller's clock: the store has none.
    pub fn decide(
        &mut self,
        kind: DecisionKind,
        reviewer: &str,
        why: &str,
        at: jiff::Timestamp,
    ) -> Result<Decision, StoreError> {
        self.write(|transaction| decisions::append(transaction, kind, reviewer, why, at))
    }

    /// The whole log of decisions, in order.
    pub fn decisions(&self) -> Result<Vec<Decision>, StoreError> {
        self.read(decisions::list)
    }

    /// What the file holds, in numbers.
    pub fn summary(&self) -> Result<Summary, StoreError> {
        self.read(summary::count)
    }

    /// The reports that hold all words of `text`, best first. `"…"` is a phrase, `word*` finds
    /// beginnings; no text is an error.
    pub fn search(&self, text: &str) -> Result<Vec<Hit>, StoreError> {
        self.read(|connection| search::search(connection, text))
    }

    /// Re-checks the file's pages, the documents' bytes against their ids, every piece of
    /// evidence against its report, and the events against their claims; calls `on_fault` for
    /// everything that does not hold.
    pub fn verify(&self, on_fault: impl FnMut(Fault)) -> Result<Verification, StoreError> {
        self.read(|connection| verify::verify(connection, on_fault))
    }

    fn of(connection: Connection, path: &Path) -> Self {
        Self { connection, path: path.to_owned(), keep_originals: true }
    }

    fn read<T>(&self, act: impl FnOnce(&Connection) -> Result<T, Cause>) -> Result<T, StoreError> {
        act(&self.connection).map_err(|cause| cause.of(&self.path))
    }

    /// Runs `act` in one transaction, which is undone where it fails. The lock is taken at the
    /// start, so that two writers wait for each other and never meet half-way.
    fn write<T>(
        &mut self,
        act: impl FnOnce(&Transaction<'_>) -> Result<T, Cause>,
    ) -> Result<T, StoreError> {
        let begin = self.connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let done = begin.map_err(Cause::from).and_then(|transaction| {
            let value = act(&transaction)?;
            transaction.commit()?;
            Ok(value)
        });
        done.map_err(|cause| cause.of(&self.path))
    }
}

/// Adds a document with its reading; `false` where it was held before.
fn add(
    transaction: &Transaction<'_>,
    document: &Document,
    reading: &Reading,
    (bands, relation): (&[u64], Relation),
    keep_originals: bool,
) -> Result<bool, Cause> {
    let Some(row) = add_document(transaction, document, reading, keep_originals)? else {
        return Ok(false);
    };
    add_reading(transaction, row, reading, bands, relation)?;
    Ok(true)
}

/// Row of the document, or `None` where it was held before.
fn add_document(
    transaction: &Transaction<'_>,
    document: &Document,
    reading: &Reading,
    keep_originals: bool,
) -> Result<Option<i64>, Cause> {
    if reading.document != document.id {
        return Err(Cause::Refused("the reading is of another document".to_owned()));
    }
    if documents::row_of(transaction, &document.id)?.is_some() {
        return Ok(None);
    }
    documents::insert(transaction, document, keep_originals).map(Some)
}

fn add_reading(
    transaction: &Transaction<'_>,
    document: i64,
    reading: &Reading,
    bands: &[u64],
    relation: Relation,
) -> Result<(), Cause> {
    match (&reading.report, relation) {
        (None, _) => {}
        (Some(report), Relation::CopyOf(known)) => {
            copies::add_source(transaction, document, &known, report)?;
        }
        (Some(report), relation) => {
            let row = reports::insert(transaction, document, report)?;
            add_claims(transaction, document, row, reading)?;
            copies::add_bands(transaction, row, bands)?;
            copies::relate(transaction, row, relation)?;
            if report.is_withdrawn() {
                copies::set_aside(transaction, row, SetAside::Withdrawn)?;
            }
        }
    }
    for diagnostic in &reading.diagnostics {
        diagnostics::insert(transaction, Some(document), diagnostic)?;
    }
    Ok(())
}

fn add_claims(
    transaction: &Transaction<'_>,
    document: i64,
    report: i64,
    reading: &Reading,
) -> Result<(), Cause> {
    for claim in &reading.claims {
        if !claims::insert(transaction, report, claim)? {
            let message =
                format!("claim {} stands there twice; the second is left out", claim.id.0);
            let doubled = Diagnostic::new(
                Stage::Claims,
                Severity::Warning,
                "doubled-claim",
                &reading.origin,
                message,
            );
            diagnostics::insert(transaction, Some(document), &doubled)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::{
        Store, StoreErrorKind,
        samples::{TEXT, document, noise, whole},
    };

    #[test]
    fn a_full_disk_is_told_and_leaves_whole_documents() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s.db");
        let mut store = Store::create_or_open(&path).unwrap();
        // SQLite answers the same to a limit of its own as to a disk that is full.
        store.connection.pragma_update(None, "max_page_count", 120).unwrap();
        let mut added = 0;
        let error = loop {
            let (document, reading) = document(&format!("{TEXT} Number {added}. {}", noise(added)));
            match store.add(&document, &reading) {
                Ok(_) => added += 1,
                Err(error) => break error,
            }
            assert!(added < 1000, "the limit does not bite");
        };
        assert_eq!(error.kind(), StoreErrorKind::DiskFull, "{error}");
        assert!(error.to_string().contains("no space left"), "{error}");
        drop(store);
        whole(&path, added);
    }
}
