//! `tidings read`: documents to claims, told or kept.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::Path;

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use serde::Serialize;
use tidings_ingest::{Found, Limits};
use tidings_ontology::Ontology;
use tidings_pipeline::{Pipeline, map_in_order};
use tidings_store::{ClaimFilter, Store};
use tidings_types::{Claim, Diagnostic, Document, Reading, Report, Severity};

use crate::args::{ClaimFormat, ReadArguments};
use crate::table::{Table, shorten};
use crate::{Outcome, describe, say};

/// Runs the command.
pub fn run(arguments: &ReadArguments) -> anyhow::Result<Outcome> {
    let store = arguments.into.as_deref().map(Store::create_or_open).transpose()?;
    let pipeline = Pipeline::with_gazetteer(super::gazetteer::open(&arguments.packs)?)?;
    let format = arguments.format.or(if store.is_none() { Some(ClaimFormat::Table) } else { None });
    let mut session =
        Session { store, format, tally: Tally::default(), progress: progress(arguments) };
    let known = arguments.into.as_deref().map(Store::open_read_only).transpose()?;
    let published = arguments.published;
    let documents = tidings_ingest::documents(&arguments.paths, Limits::default())
        .map(move |found| given(found, published, known.as_ref()));
    let jobs = arguments.jobs.map_or_else(cores, usize::from);
    map_in_order(documents, jobs, |step| read(&pipeline, step), |done| session.take(done))?;
    session.finish(arguments.into.as_deref())
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

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// A bar over the files on a terminal, nothing elsewhere.
fn progress(arguments: &ReadArguments) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(tidings_ingest::count_files(&arguments.paths));
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Counts for the summary.
#[derive(Default)]
struct Tally {
    read: u64,
    known: u64,
    skipped: BTreeMap<String, u64>,
    claims: BTreeMap<String, u64>,
}

/// What is kept, printed and counted while documents come in.
struct Session {
    store: Option<Store>,
    format: Option<ClaimFormat>,
    tally: Tally,
    progress: ProgressBar,
}

impl Session {
    fn take(&mut self, done: Done) -> anyhow::Result<()> {
        match done {
            Done::Known => self.tally.known += 1,
            Done::Missing(diagnostic) => {
                if let Some(store) = &mut self.store {
                    store.note(std::slice::from_ref(&diagnostic))?;
                }
                self.tell(&diagnostic);
            }
            Done::Read(document, reading) => self.keep(&document, &reading)?,
        }
        // Archives and JSON lines hold many documents in one file: the bar grows with them.
        self.progress.inc(1);
        if self.progress.length().is_some_and(|length| self.progress.position() > length) {
            self.progress.inc_length(1);
        }
        Ok(())
    }

    fn keep(&mut self, document: &Document, reading: &Reading) -> anyhow::Result<()> {
        if let Some(store) = &mut self.store
            && !store.add(document, reading)?
        {
            self.tally.known += 1;
            return Ok(());
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

    fn finish(mut self, path: Option<&Path>) -> anyhow::Result<Outcome> {
        self.progress.finish_and_clear();
        let events = self.store.as_mut().map(merge).transpose()?;
        for line in self.tally.lines() {
            say(&line);
        }
        if let (Some(path), Some(events)) = (path, events) {
            say(&format!("{events} events in {}", path.display()));
        }
        let nothing = self.tally.read == 0 && self.tally.known == 0;
        Ok(if nothing { Outcome::FoundWrong } else { Outcome::Done })
    }
}

impl Tally {
    fn lines(&self) -> Vec<String> {
        let skipped: u64 = self.skipped.values().sum();
        let all = self.read + self.known + skipped;
        let known =
            if self.known > 0 { format!(", {} already there", self.known) } else { String::new() };
        let mut lines =
            vec![format!("{all} documents: {} read{known}, {skipped} skipped", self.read)];
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
    let claims = store.claims(&ClaimFilter::default())?;
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
