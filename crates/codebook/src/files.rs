//! The formats that rows are written in.

use std::{collections::BTreeMap, io::Write};

use serde_json::{Map, Value, json};

use crate::{
    ExportError,
    cell::{Cell, Column},
    extras,
    geometry::Geometry,
    parquet,
    picture::Picture,
    scheme::Codebook,
    view::View,
};

/// A file format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated, UTF-8, one header row.
    #[default]
    Csv,
    /// Tab-separated, else the same.
    Tsv,
    /// RFC 7946: a feature for every event, its columns as properties; null geometry where no
    /// point may stand for the place.
    GeoJson,
    /// One JSON object a line. For [`Codebook::Events`] the event as it is kept, with its claims
    /// and their evidence; else the columns.
    JsonLines,
    /// Apache Parquet: the columns, with types.
    Parquet,
    /// GeoParquet 1.1: the same, with a geometry.
    GeoParquet,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 6] =
        [Self::Csv, Self::Tsv, Self::GeoJson, Self::JsonLines, Self::Parquet, Self::GeoParquet];

    /// Whether it is no text.
    pub fn is_binary(self) -> bool {
        matches!(self, Self::Parquet | Self::GeoParquet)
    }

    /// The word used on the command line: `csv`, `geojson`, ….
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::GeoJson => "geojson",
            Self::JsonLines => "jsonl",
            Self::Parquet => "parquet",
            Self::GeoParquet => "geoparquet",
        }
    }

    /// The format of that word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == word)
    }
}

/// What is written, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whose columns.
    pub codebook: Codebook,
    /// The file format.
    pub format: Format,
    /// Adds columns that say how well the code fits and why it is believed.
    pub grades: bool,
    /// Adds a row of HXL tags under the header of delimited files.
    pub hxl: bool,
    /// Leaves out the header of delimited files, as GDELT does.
    pub headless: bool,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Events that made a row.
    pub rows: u64,
    /// Events that made none, by the reason.
    pub left_out: BTreeMap<&'static str, u64>,
}

/// Writes the events of `picture` to `out`, in their order, one at a time.
///
/// # Errors
/// When `out` cannot be written; what was written before stays there.
pub fn write(
    picture: &Picture<'_>,
    options: Options,
    out: impl Write,
) -> Result<Written, ExportError> {
    match options.format {
        Format::Csv => delimited(picture, options, b',', out),
        Format::Tsv => delimited(picture, options, b'\t', out),
        Format::GeoJson => geojson(picture, options, out),
        Format::JsonLines => json_lines(picture, options, out),
        Format::Parquet => parquet::write(picture, options, false, out),
        Format::GeoParquet => parquet::write(picture, options, true, out),
    }
}

fn delimited(
    picture: &Picture<'_>,
    options: Options,
    delimiter: u8,
    out: impl Write,
) -> Result<Written, ExportError> {
    let mut rows = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
    if !options.headless {
        rows.write_record(columns(options).map(|column| column.name))?;
    }
    if options.hxl {
        rows.write_record(columns(options).map(|column| column.hxl))?;
    }
    let written = each_row(picture, options, |_, cells| {
        Ok(rows.write_record(cells.iter().map(Cell::to_field))?)
    })?;
    rows.flush()?;
    Ok(written)
}

fn geojson(
    picture: &Picture<'_>,
    options: Options,
    mut out: impl Write,
) -> Result<Written, ExportError> {
    write!(out, "{{\"type\":\"FeatureCollection\",\"features\":[")?;
    let mut first = true;
    let written = each_row(picture, options, |view, cells| {
        let feature = json!({
            "type": "Feature",
            "id": view.event.id,
            "geometry": Geometry::of(view.event).map(|shape| shape.geojson()),
            "properties": object(options, cells)?,
        });
        writeln!(out, "{}", if std::mem::take(&mut first) { "" } else { "," })?;
        Ok(serde_json::to_writer(&mut out, &feature)?)
    })?;
    writeln!(out, "\n]}}")?;
    out.flush()?;
    Ok(written)
}

fn json_lines(
    picture: &Picture<'_>,
    options: Options,
    mut out: impl Write,
) -> Result<Written, ExportError> {
    let written = each_row(picture, options, |view, cells| {
        let line = match options.codebook {
            Codebook::Events => record(view)?,
            _ => Value::Object(object(options, cells)?),
        };
        serde_json::to_writer(&mut out, &line)?;
        Ok(writeln!(out)?)
    })?;
    out.flush()?;
    Ok(written)
}

/// Calls `act` for every event that makes a row, and counts.
pub(crate) fn each_row(
    picture: &Picture<'_>,
    options: Options,
    mut act: impl FnMut(&View<'_>, &[Cell]) -> Result<(), ExportError>,
) -> Result<Written, ExportError> {
    let mut written = Written::default();
    for event in picture.events {
        let view = View::of(event, picture);
        match options.codebook.row(&view) {
            Ok(mut cells) => {
                if options.grades {
                    cells.extend(extras::row(options.codebook, &view));
                }
                act(&view, &cells)?;
                written.rows += 1;
            }
            Err(reason) => *written.left_out.entry(reason).or_default() += 1,
        }
    }
    Ok(written)
}

/// The columns of a file, those added on request last.
pub(crate) fn columns(options: Options) -> impl Iterator<Item = &'static Column> {
    let extra = options.grades.then(|| extras::columns(options.codebook));
    options.codebook.columns().iter().chain(extra.into_iter().flatten())
}

fn object(options: Options, cells: &[Cell]) -> Result<Map<String, Value>, ExportError> {
    let mut object = Map::new();
    for (column, cell) in columns(options).zip(cells) {
        object.insert(column.name.to_owned(), serde_json::to_value(cell)?);
    }
    Ok(object)
}

/// The event as it is kept, with its claims and the sentences that tell of it.
fn record(view: &View<'_>) -> Result<Value, ExportError> {
    let sources: Vec<Value> = view
        .sources
        .iter()
        .map(|source| {
            json!({
                "name": source.name,
                "url": source.url,
                "title": source.title,
                "published": source.published.map(|day| day.to_string()),
                "evidence": source.snippet,
            })
        })
        .collect();
    let mut record = serde_json::to_value(view.event)?;
    if let Value::Object(fields) = &mut record {
        // The event names its claims by id; here they stand in full.
        fields.insert("claims".to_owned(), serde_json::to_value(&view.claims)?);
        fields.insert("sources".to_owned(), Value::Array(sources));
    }
    Ok(record)
}
