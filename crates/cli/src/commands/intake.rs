//! Documents on their way in: read on many threads, kept, printed and counted in order.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::Path;

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use serde::Serialize;
use tidings_ingest::Found;
use tidings_ontology::Ontology;
use tidings_pipeline::{Pipeline, map_in_order};
use tidings_store::{ClaimFilter, Relation, Store};
use tidings_types::{Claim, Diagnostic, Document, Reading, Report, Severity};

use super::copies;
use crate::args::{ClaimFormat, IntakeArguments};
use crate::table::{Table, shorten};
use crate::{Outcome, describe, say};

/// Reads all documents and keeps or prints what they claim.
pub fn run(
    arguments: &IntakeArguments,
    documents: impl Iterator<Item = Found> + Send,
    progress: ProgressBar,
) -> anyhow::Result<Outcome> {
    let store = arguments.into.as_deref().map(Store::create_or_open).transpose()?;
    let pipeline = Pipeline::with_gazetteer(super::gazetteer::open(&arguments.packs)?)?;
    let format = arguments.format.or(if store.is_none() { Some(ClaimFormat::Table) } else { None });
    let mut session = Session { store, format, tally: Tally::default(), progress };
    let known = arguments.into.as_deref().map(Store::open_read_only).transpose()?;
    let published = arguments.published;
    let documents = documents.map(move |found| given(found, published, known.as_ref()));
    let jobs = jobs(arguments.jobs);
    map_in_order(documents, jobs, |step| read(&pipeline, step), |done| session.take(done))?;
    session.finish(arguments.into.as_deref())
}

/// A bar over so many files or addresses on a terminal, nothing elsewhere.
pub fn progress(length: impl FnOnce() -> u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}");
    ProgressBar::new(length()).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Number of threads.
pub fn jobs(asked: Option<u16>) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    asked.map_or_else(cores, usize::from)
}

/// A document on its way in.
enum Step {
    /// To be read.
    New(Box<Document>),
    /// In the situation file already.
    Known,
    /// Not to be had.
    Missing(Diagnostic),
}

/// What came of a step.
enum Done {
    Read(Box<Document>, Box<Reading>),
    Known,
    Missing(Diagnostic),
}

fn given(found: Found, published: Option<Date>, known: Option<&Store>) -> Step {
    match found {
        Err(diagnostic) => Step::Missing(diagnostic),
        // A file that cannot be asked is asked again when the document is added.
        Ok(document)
            if known.is_some_and(|known| known.contains(&document.id).unwrap_or(false)) =>
        {
            Step::Known
        }
        Ok(mut document) => {
            document.published = published.or(document.published);
            Step::New(Box::new(document))
        }
    }
}

fn read(pipeline: &Pipeline, step: Step) -> Done {
    match step {
        Step::Known => Done::Known,
        Step::Missing(diagnostic) => Done::Missing(diagnostic),
        Step::New(document) => {
            let reading = Box::new(pipeline.read(&document));
            Done::Read(document, reading)
        }
    }
}

/// Counts for the summary.
#[derive(Default)]
pub struct Tally {
    /// Reports read.
    pub read: u64,
    known: u64,
    copies: u64,
    skipped: BTreeMap<String, u64>,
    claims: BTreeMap<String, u64>,
}

/// What is kept, printed and counted while documents come in.
pub struct Session {
    /// The situation file, if there is one.
    pub store: Option<Store>,
    /// How claims are printed, if they are.
    pub format: Option<ClaimFormat>,
    /// Counts.
    pub tally: Tally,
    /// The bar, hidden where there is no terminal.
    pub progress: ProgressBar,
}

impl Session {
    fn take(&mut self, done: Done) -> anyhow::Result<()> {
        match done {
            Done::Known => self.tally.known += 1,
            Done::Missing(diagnostic) => self.note(&diagnostic)?,
            Done::Read(document, reading) => self.keep(&document, &reading, None)?,
        }
        // Archives and JSON lines hold many documents in one file: the bar grows with them.
        self.progress.inc(1);
        if self.progress.length().is_some_and(|length| self.progress.position() > length) {
            self.progress.inc_length(1);
        }
        Ok(())
    }

    /// Keeps a diagnostic that belongs to no document, counts and tells it.
    pub fn note(&mut self, diagnostic: &Diagnostic) -> anyhow::Result<()> {
        if let Some(store) = &mut self.store {
            store.note(std::slice::from_ref(diagnostic))?;
        }
        self.tell(diagnostic);
        Ok(())
    }

    /// Keeps a document and what came of it; `visit` is the key of the article that it is.
    pub fn keep(
        &mut self,
        document: &Document,
        reading: &Reading,
        visit: Option<&str>,
    ) -> anyhow::Result<()> {
        if let Some(store) = &mut self.store {
            let (bands, relation) = match &reading.report {
                Some(report) => copies::relation(store, report)?,
                None => (Vec::new(), Relation::New),
            };
            let added = match visit {
                Some(key) => store.add_visited(key, document, reading, &bands, relation)?,
                None => store.add_related(document, reading, &bands, relation)?,
            };
            if !added {
                self.tally.known += 1;
                return Ok(());
            }
            if matches!(relation, Relation::CopyOf(_)) {
                self.tally.copies += 1;
                return Ok(());
            }
        }
        reading.diagnostics.iter().for_each(|diagnostic| self.tell(diagnostic));
        if let Some(report) = &reading.report {
            self.tally.read += 1;
            for claim in &reading.claims {
                *self.tally.claims.entry(claim.happening.to_string()).or_default() += 1;
            }
            self.progress.suspend(|| print(self.format, report, reading))?;
        }
        Ok(())
    }

    /// Counts what was left out and says why; notes that cost nothing are only stored.
    fn tell(&mut self, diagnostic: &Diagnostic) {
        match diagnostic.severity {
            Severity::Note => return,
            Severity::Warning => {}
            Severity::Skipped => {
                *self.tally.skipped.entry(diagnostic.code.clone()).or_default() += 1;
            }
        }
        self.progress.suspend(|| say(&format!("tidings: {diagnostic}")));
    }

    /// Makes the events anew, tells the counts, and whether anything could be read.
    pub fn finish(mut self, path: Option<&Path>) -> anyhow::Result<Outcome> {
        self.progress.finish_and_clear();
        let events = self.merge()?;
        for line in self.tally.lines() {
            say(&line);
        }
        if let (Some(path), Some(events)) = (path, events) {
            say(&format!("{events} events in {}", path.display()));
        }
        let nothing = self.tally.read + self.tally.known + self.tally.copies == 0;
        Ok(if nothing { Outcome::FoundWrong } else { Outcome::Done })
    }

    /// Makes the events anew; gives how many there are, where there is a situation file.
    pub fn merge(&mut self) -> anyhow::Result<Option<usize>> {
        self.store.as_mut().map(merge).transpose()
    }
}

impl Tally {
    fn lines(&self) -> Vec<String> {
        let skipped: u64 = self.skipped.values().sum();
        let all = self.read + self.known + self.copies + skipped;
        let known =
            if self.known > 0 { format!(", {} already there", self.known) } else { String::new() };
        let copies = match self.copies {
            0 => String::new(),
            copies => format!(", {copies} near copies of known reports"),
        };
        let mut lines =
            vec![format!("{all} documents: {} read{known}{copies}, {skipped} skipped", self.read)];
        lines.extend(listed("skipped", &self.skipped));
        lines.extend(listed("claims", &self.claims));
        lines
    }
}

/// `name: 3 of one, 2 of another`, most frequent first.
fn listed(name: &str, counts: &BTreeMap<String, u64>) -> Option<String> {
    let mut sorted: Vec<_> = counts.iter().collect();
    sorted.sort_by(|left, right| right.1.cmp(left.1).then(left.0.cmp(right.0)));
    let parts: Vec<String> = sorted.iter().map(|(what, count)| format!("{count} {what}")).collect();
    (!parts.is_empty()).then(|| format!("{name}: {}", parts.join(", ")))
}

/// Makes events and place status anew from all claims and decisions; returns how many events.
pub fn merge(store: &mut Store) -> anyhow::Result<usize> {
    let claims = store.claims(&ClaimFilter { counted: true, ..ClaimFilter::default() })?;
    let decisions = store.decisions()?;
    let events = tidings_events::merge(&claims, &decisions, Ontology::embedded());
    let statuses = tidings_events::status(&events, &claims, Ontology::embedded());
    store.replace_events(&events, &statuses)?;
    Ok(events.len())
}

fn print(format: Option<ClaimFormat>, report: &Report, reading: &Reading) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match format {
        None => Ok(()),
        Some(ClaimFormat::Jsonl) => print_lines(&mut out, report, reading),
        Some(ClaimFormat::Table) => print_table(&mut out, report, reading),
        Some(ClaimFormat::Codes) => super::codes::print(&mut out, &reading.claims),
    }
}

/// One claim with the report it stands in.
#[derive(Serialize)]
struct ClaimLine<'a> {
    origin: &'a str,
    title: Option<&'a str>,
    url: Option<&'a str>,
    published: Option<Date>,
    #[serde(flatten)]
    claim: &'a Claim,
}

fn print_lines(out: &mut impl Write, report: &Report, reading: &Reading) -> anyhow::Result<()> {
    for claim in &reading.claims {
        let line = ClaimLine {
            origin: &reading.origin,
            title: report.title.as_deref(),
            url: report.url.as_deref(),
            published: report.published.as_ref().map(|published| published.date),
            claim,
        };
        serde_json::to_writer(&mut *out, &line).context("claims cannot be written")?;
        writeln!(out)?;
    }
    Ok(())
}

/// Longest piece of a sentence shown in a table, in characters.
const SENTENCE_WIDTH: usize = 60;
/// Longest list of names shown in a table, in characters.
const NAMES_WIDTH: usize = 44;

fn print_table(out: &mut impl Write, report: &Report, reading: &Reading) -> anyhow::Result<()> {
    let title = report.title.as_deref().unwrap_or("(no headline)");
    let published = report.published.as_ref().map(|published| published.date.to_string());
    let published = published.as_deref().unwrap_or("date not known");
    writeln!(out, "{}\n{}, {published}", reading.origin, shorten(title, 100))?;
    let mut table =
        Table::new(&["happening", "assertion", "where", "when", "who", "details", "words"]);
    for claim in &reading.claims {
        table.row(vec![
            claim.happening.to_string(),
            claim.assertion.value.as_str().to_owned(),
            shorten(&describe::places(claim), NAMES_WIDTH),
            describe::days(claim.time.start, claim.time.end),
            shorten(&describe::participants(claim), NAMES_WIDTH),
            shorten(&describe::details(claim), NAMES_WIDTH),
            shorten(report.words(claim.sentence), SENTENCE_WIDTH),
        ]);
    }
    if table.is_empty() {
        writeln!(out, "no claims\n")?;
    } else {
        table.write(out)?;
        writeln!(out)?;
    }
    Ok(())
}
