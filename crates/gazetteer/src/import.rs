//! Other people's tables of places to a pack: GeoNames dumps, Who's On First extracts, P-codes and
//! tables of one's own.
//!
//! Rows are read one by one; what is wrong with a row is told by row and column and the row is
//! left out, the rest imported. Rows of one place are joined, modern names preferred.

mod geonames;
mod lines;
mod own;
mod parents;
mod pcodes;
mod twins;
mod wof;

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use tidings_types::{CountryCode, FeatureClass, Point};

use crate::{
    gazetteer::Gazetteer,
    pack::{PackBuilder, Row, Source},
};
use lines::{Lines, open};

/// Problems kept with their words; the rest are only counted.
const KEPT_PROBLEMS: usize = 200;

/// Longest name, in bytes. The longest real one, of Bangkok, has 168 letters.
const LONGEST_NAME: usize = 255;

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// File name.
    pub file: String,
    /// Row in the file, from 1.
    pub row: u64,
    /// Name of the column.
    pub column: String,
    /// What is wrong; lower case, no full stop.
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}: {}", self.file, self.row, self.column, self.message)
    }
}

/// What an import read, kept and left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// Rows read, headers not counted.
    pub rows: u64,
    /// Places in the pack.
    pub places: usize,
    /// Rows of kinds that are no places here (schools, hotels, postcodes).
    pub other_kinds: u64,
    /// Rows that their source calls superseded, deprecated or no longer current.
    pub superseded: u64,
    /// Rows joined with another of the same place.
    pub joined: u64,
    /// Rows left out, or in part, because something was wrong with them.
    pub broken: u64,
    /// Parents left out because they are no divisions of the import, or of another level.
    pub lost_parents: u64,
    /// The first of what was wrong, in order.
    pub problems: Vec<Problem>,
}

/// Why an import cannot be done at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// A file cannot be read or the pack not written.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is in none of the known forms.
    #[error("{path}: {message}", path = path.display())]
    Unknown {
        /// The file.
        path: PathBuf,
        /// What was looked for, what was found.
        message: String,
    },
    /// No place was found.
    #[error("the files hold no place that can be imported ({0} rows were wrong)")]
    Nothing(u64),
    /// The pack's name index cannot be built.
    #[error("the pack cannot be built: {0}")]
    Index(#[from] fst::Error),
}

/// Reads tables of places, plain or gzip, and writes them as one pack.
///
/// The form of each file is told from its first line: a GeoNames dump (19 columns parted by tabs)
/// or its alternate names (`alternateNamesV2`), a Who's On First extract (JSON lines), OCHA's table
/// of P-codes, or a CSV with at least the columns `name`, `lat` and `lon`. Where GeoNames and
/// alternate names are given together, their order does not matter.
///
/// # Errors
/// When a file cannot be read or is in no known form, when no place is found, or when the pack
/// cannot be written. An existing pack at `out` is then left as it was.
pub fn import(paths: &[PathBuf], out: &Path) -> Result<ImportSummary, ImportError> {
    let (bytes, summary) = import_bytes(paths)?;
    let beside = out.with_extension("part");
    let failed = |source| ImportError::Io { path: out.to_owned(), source };
    fs::write(&beside, bytes).map_err(failed)?;
    fs::rename(&beside, out).map_err(failed)?;
    Ok(summary)
}

/// As [`import`], the pack's bytes in memory.
///
/// # Errors
/// As [`import`], but for writing.
pub fn import_bytes(paths: &[PathBuf]) -> Result<(Vec<u8>, ImportSummary), ImportError> {
    let mut sink = Sink::default();
    for path in paths {
        read_file(path, &mut sink)?;
    }
    sink.finish()
}

fn read_file(path: &Path, sink: &mut Sink) -> Result<(), ImportError> {
    let failed = |source| ImportError::Io { path: path.to_owned(), source };
    let mut lines = Lines::new(open(path).map_err(failed)?);
    sink.file =
        path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let first = lines.next_line().map_err(failed)?.unwrap_or_default().to_owned();
    let read = match form(&first) {
        Some(Form::GeoNames) => geonames::read(&first, lines, sink),
        Some(Form::AlternateNames) => geonames::read_alternates(&first, lines, sink),
        Some(Form::WhosOnFirst) => wof::read(&first, lines, sink),
        Some(Form::Pcodes) => pcodes::read(lines, sink),
        Some(Form::Own) => own::read(&first, lines, sink),
        None => return Err(ImportError::Unknown { path: path.to_owned(), message: guess(&first) }),
    };
    match read {
        // A file cut short or damaged on its way: what stands before is imported.
        Err(error) if is_damage(&error) => {
            sink.row += 1;
            sink.problem("file", format!("is damaged from here on, the rest is lost: {error}"));
            Ok(())
        }
        read => read.map_err(failed),
    }
}

fn is_damage(error: &io::Error) -> bool {
    use io::ErrorKind as K;
    matches!(error.kind(), K::UnexpectedEof | K::InvalidData | K::InvalidInput)
}

/// The forms that tables of places come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    GeoNames,
    AlternateNames,
    WhosOnFirst,
    Pcodes,
    Own,
}

fn form(first: &str) -> Option<Form> {
    let columns: Vec<&str> = first.split('\t').collect();
    let number = |at: usize| columns.get(at).is_some_and(|text| text.parse::<u32>().is_ok());
    let lower = first.to_lowercase();
    match columns.len() {
        19 if number(0) => Some(Form::GeoNames),
        8 | 10 if number(0) && number(1) => Some(Form::AlternateNames),
        _ if first.starts_with('{') && first.contains("\"pt\"") => Some(Form::WhosOnFirst),
        _ if lower.contains("p-code") && lower.contains("admin level") => Some(Form::Pcodes),
        _ if own::is_header(first) => Some(Form::Own),
        _ => None,
    }
}

fn guess(first: &str) -> String {
    let start: String = first.chars().take(60).collect();
    if first.is_empty() {
        return "the file is empty".to_owned();
    }
    format!(
        "neither a GeoNames dump, its alternate names, a Who's On First extract, a table of \
         P-codes nor a CSV with the columns name, lat and lon; it begins {start:?}"
    )
}

/// Where importers put rows and what is wrong with them.
#[derive(Default)]
pub(crate) struct Sink {
    file: String,
    /// Row number in the file at hand.
    pub row: u64,
    pub summary: ImportSummary,
    /// Places, in order.
    pub places: Vec<Row>,
    /// Names that another table gives to GeoNames ids.
    pub more_names: BTreeMap<u32, geonames::MoreNames>,
    /// Ids of Who's On First that stand for places of other ids.
    pub same: BTreeMap<u32, Source>,
    /// Divisions by their codes or names in a table.
    pub codes: BTreeMap<Source, Source>,
    /// P-codes by country and folded name.
    pub pcodes: pcodes::Pcodes,
}

impl Sink {
    /// Tells what is wrong with the row at hand.
    pub fn problem(&mut self, column: &str, message: impl Into<String>) {
        self.summary.broken += 1;
        if self.summary.problems.len() < KEPT_PROBLEMS {
            self.summary.problems.push(Problem {
                file: self.file.clone(),
                row: self.row,
                column: column.to_owned(),
                message: message.into(),
            });
        }
    }

    /// A number within bounds, or a problem told.
    pub fn coordinate(&mut self, column: &str, text: &str, bound: f64) -> Option<f64> {
        let Ok(value) = text.trim().parse::<f64>() else {
            self.problem(column, format!("{:?} is not a number", short(text)));
            return None;
        };
        if !value.is_finite() || value.abs() > bound {
            self.problem(column, format!("{value} is not between -{bound} and {bound}"));
            return None;
        }
        Some(value)
    }

    /// A point from two texts, or a problem told.
    pub fn point(&mut self, lat: &str, lon: &str) -> Option<Point> {
        let lat = self.coordinate("lat", lat, 90.0)?;
        let lon = self.coordinate("lon", lon, 180.0)?;
        Some(Point { lat, lon })
    }

    /// A name of reasonable length, or a problem told.
    pub fn name(&mut self, column: &str, name: &str) -> Option<String> {
        let name = name.trim();
        if name.is_empty() {
            self.problem(column, "is empty");
            return None;
        }
        if name.len() > LONGEST_NAME {
            self.problem(column, format!("has {} bytes, more than {LONGEST_NAME}", name.len()));
            return None;
        }
        Some(name.to_owned())
    }

    /// Other names, those of reasonable length; a problem is told for each of the rest.
    pub fn aliases<'a>(
        &mut self,
        column: &str,
        names: impl Iterator<Item = &'a str>,
    ) -> Vec<String> {
        let told = names.map(str::trim).filter(|name| !name.is_empty());
        told.filter_map(|name| self.name(column, name)).collect()
    }

    /// Joins, corrects and compiles what was read.
    fn finish(mut self) -> Result<(Vec<u8>, ImportSummary), ImportError> {
        geonames::add_names(&mut self);
        prefer_modern_names(&mut self.places);
        parents::settle(&mut self);
        pcodes::add(&mut self);
        let before = self.places.len();
        let places = twins::join(self.places);
        if places.is_empty() {
            return Err(ImportError::Nothing(self.summary.broken));
        }
        self.summary.joined += (before - places.len()) as u64;
        self.summary.places = places.len();
        let mut builder = PackBuilder::default().by_sound();
        places.into_iter().for_each(|row| builder.add(row));
        Ok((builder.finish()?, self.summary))
    }
}

/// Places that the embedded gazetteer knows under the same GeoNames id take its name, which is of
/// a later day than most extracts (Bakhmut was Artemivsk); their own stays as an alias.
fn prefer_modern_names(places: &mut [Row]) {
    let Ok(gazetteer) = Gazetteer::embedded() else { return };
    let modern = gazetteer.names_by_geonames_id();
    for row in places {
        let Source::GeoNames(number) = row.id else { continue };
        if let Some(name) = modern.get(&number).filter(|name| **name != row.name) {
            let old = std::mem::replace(&mut row.name, (*name).to_owned());
            row.aliases.push(old);
        }
    }
}

/// The code of a country from two or three letters.
pub(crate) fn country_code(text: &str) -> Option<CountryCode> {
    let text = text.trim().to_uppercase();
    if text.len() == 3 {
        return CountryCode::new(&text);
    }
    include_str!("../data/iso-codes.csv")
        .lines()
        .filter_map(|line| line.split_once(','))
        .find(|(two, _)| *two == text)
        .and_then(|(_, three)| CountryCode::new(three))
}

/// A text shortened for a message.
pub(crate) fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// A place with nothing known but the least.
pub(crate) fn bare_row(id: Source, name: String, point: Point, class: FeatureClass) -> Row {
    Row {
        id,
        name,
        aliases: Vec::new(),
        point,
        class,
        country: None,
        admin1: None,
        admin2: None,
        population: 0,
        capital: false,
        pcode: None,
    }
}
