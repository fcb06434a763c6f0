//! `tidings export`: events in other formats and under other people's codebooks.

use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};

use anyhow::{Context, ensure};
use tidings_codebook::{Codebook, Format, Options, Picture, Written};
use tidings_ontology::Ontology;
use tidings_store::{ClaimFilter, EventFilter, Store};
use tidings_types::{Report, ReportId};

use crate::args::{EventFormat, ExportArguments, Scheme};
use crate::{Outcome, say};

/// Runs the command.
pub fn run(arguments: &ExportArguments) -> anyhow::Result<Outcome> {
    let to_screen = arguments.output.is_none() && std::io::stdout().is_terminal();
    ensure!(
        !(format(arguments.format).is_binary() && to_screen),
        "{} is no text for a screen: give --output PATH or send it into a file",
        format(arguments.format).as_str()
    );
    let store = Store::open_read_only(&arguments.file)?;
    let written = match &arguments.output {
        None => write(&store, arguments, &mut std::io::stdout().lock())?,
        Some(path) => {
            let file = File::create(path).with_context(|| path.display().to_string())?;
            let mut out = BufWriter::new(file);
            let written = write(&store, arguments, &mut out)?;
            out.flush().with_context(|| path.display().to_string())?;
            written
        }
    };
    if arguments.output.is_some() || !written.left_out.is_empty() {
        say(&summary(&written));
    }
    Ok(Outcome::Done)
}

fn write(
    store: &Store,
    arguments: &ExportArguments,
    out: &mut impl Write,
) -> anyhow::Result<Written> {
    let events = store.events(&EventFilter::default())?;
    let claims = store.claims(&ClaimFilter::default())?;
    // A report that cannot be read leaves its columns empty; `verify` tells why.
    let report = |id: &ReportId| -> Option<Report> { store.report(id).ok().flatten() };
    let picture = Picture::new(&events, &claims, Ontology::embedded(), &report);
    let options = Options {
        codebook: codebook(arguments.codebook),
        format: format(arguments.format),
        grades: arguments.grades,
        hxl: arguments.hxl,
        headless: arguments.no_header,
    };
    let written = tidings_codebook::write(&picture, options, &mut *out)?;
    out.flush().context("the output cannot be written")?;
    Ok(written)
}

fn codebook(scheme: Scheme) -> Codebook {
    match scheme {
        Scheme::Events => Codebook::Events,
        Scheme::Acled => Codebook::Acled,
        Scheme::Ucdp => Codebook::Ucdp,
        Scheme::Plover => Codebook::Plover,
        Scheme::Gdelt => Codebook::Gdelt,
        Scheme::Idmc => Codebook::Idmc,
        Scheme::MineAction => Codebook::MineAction,
    }
}

fn format(format: EventFormat) -> Format {
    match format {
        EventFormat::Csv => Format::Csv,
        EventFormat::Tsv => Format::Tsv,
        EventFormat::Geojson => Format::GeoJson,
        EventFormat::Jsonl => Format::JsonLines,
        EventFormat::Parquet => Format::Parquet,
        EventFormat::Geoparquet => Format::GeoParquet,
    }
}

fn summary(written: &Written) -> String {
    let left_out = written.left_out.iter().map(|(why, count)| format!(", {count} left out: {why}"));
    format!("{} rows{}", written.rows, left_out.collect::<String>())
}
