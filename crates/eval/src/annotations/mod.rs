//! Claims annotated by hand: the files of `examples/annotations` and `examples/passages.toml`.
//!
//! The format and the rules of annotation are in `docs/annotations.md`. Words are given as they
//! stand in the text and turned into spans by [`words`], so that a typing error is found by
//! [`Annotated::resolve`] and never scored.

mod resolve;
mod words;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Deserialize;
use tidings_types::{Assertion, Document, MediaType, Point, TimePrecision, Unit};

use crate::EvalError;

pub use resolve::{Gold, GoldMeans, GoldParticipant, GoldPlace, GoldQuantity, GoldTime};
pub use words::{Pointer, occurrences};

/// Kilometres within which a place counts as found, unless its entry says otherwise.
const NEAR_ENOUGH_KM: f64 = 5.0;

/// One annotated text: a report's file or a passage.
#[derive(Clone, Debug)]
pub struct Annotated {
    /// Name for messages: the file's stem, with a passage's id.
    pub name: String,
    /// The text as a document to be read.
    pub document: Document,
    /// Its claims as written in the file.
    pub claims: Vec<ClaimEntry>,
    /// Kinds of values that must be right for a trap to be passed, as [`crate::Mistake`] names them.
    pub asks: Vec<String>,
    /// Places by key.
    places: BTreeMap<String, PlaceEntry>,
}

/// A file of annotations.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AnnotationFile {
    /// Report beside the folder of annotations.
    report: Option<PathBuf>,
    /// Report in the shared data beside the repository, which may be absent.
    shared: Option<PathBuf>,
    /// Which line of a JSON-lines file, from 1.
    line: Option<usize>,
    /// Publication day, where the report does not tell it or for checking that it does.
    published: Option<Date>,
    /// Kinds of values that a trap of this file asks for beside claims and assertions.
    #[serde(default)]
    asks: Vec<String>,
    #[serde(default, rename = "claim")]
    claims: Vec<ClaimEntry>,
    #[serde(default, rename = "passage")]
    passages: Vec<PassageEntry>,
}

/// A short text with its claims.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PassageEntry {
    id: String,
    published: Date,
    #[serde(default)]
    title: Option<String>,
    text: String,
    #[serde(default, rename = "claim")]
    claims: Vec<ClaimEntry>,
}

/// One claim as written by the annotator.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimEntry {
    /// The words that tell of it.
    pub trigger: String,
    /// Id of the happening.
    pub happening: String,
    /// Other happenings that could be defended.
    #[serde(default)]
    pub also: Vec<String>,
    /// How it is told.
    pub assertion: Assertion,
    /// Other assertions that could be defended.
    #[serde(default)]
    pub assertion_also: Vec<Assertion>,
    /// Other words that tell of it again.
    #[serde(default)]
    pub repeats: Vec<String>,
    /// Words for its consequences, which are no claims of their own.
    #[serde(default)]
    pub results: Vec<String>,
    /// Who did it.
    #[serde(default)]
    pub actors: Vec<ParticipantEntry>,
    /// To whom or what.
    #[serde(default)]
    pub targets: Vec<ParticipantEntry>,
    /// Where.
    #[serde(default)]
    pub places: Vec<ClaimPlaceEntry>,
    /// When.
    pub time: Option<TimeEntry>,
    /// How many.
    #[serde(default)]
    pub quantities: Vec<QuantityEntry>,
    /// With what.
    #[serde(default)]
    pub means: Vec<MeansEntry>,
    /// Who says so.
    pub attribution: Option<AttributionEntry>,
    /// Whether it may be found or not.
    #[serde(default)]
    pub optional: bool,
}

/// Someone who takes part.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParticipantEntry {
    /// The words that name or describe them.
    pub words: Option<String>,
    /// Id in the actor dictionary; `|` parts alternatives.
    pub actor: Option<String>,
    /// Kinds that could be defended, parted by `|`.
    pub kind: Option<String>,
    /// Country, three letters.
    pub country: Option<String>,
    /// Whether it may be found or not.
    #[serde(default)]
    pub optional: bool,
}

/// Where, by words and by key.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimPlaceEntry {
    /// The words.
    pub words: String,
    /// Key in `places.toml`.
    pub place: String,
    /// Roles that could be defended, parted by `|`; `at` unless told.
    pub role: Option<String>,
    /// Tolerance in km, if other than the place's.
    pub km: Option<f64>,
    /// Whether it may be found or not.
    #[serde(default)]
    pub optional: bool,
}

/// When.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeEntry {
    /// The words, if any.
    pub words: Option<String>,
    /// First day.
    pub start: Date,
    /// Last day; the first one unless told.
    pub end: Option<Date>,
    /// Grain; one day unless told.
    pub precision: Option<TimePrecision>,
    /// How it is known; relative unless told. `|` parts alternatives.
    pub basis: Option<String>,
    /// Whether "not known" is as good an answer.
    #[serde(default)]
    pub also_unknown: bool,
    /// Whether it may be found or not.
    #[serde(default)]
    pub optional: bool,
}

/// How many.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuantityEntry {
    /// The words that give the number.
    pub words: String,
    /// What is counted; `|` parts alternatives.
    pub kind: String,
    /// Lowest number; `best` unless told.
    pub low: Option<u64>,
    /// The number to use.
    pub best: Option<u64>,
    /// Highest number.
    pub high: Option<u64>,
    /// Hedge; `|` parts alternatives, `exact` unless told.
    pub qualifier: Option<String>,
    /// Persons unless told.
    pub unit: Option<Unit>,
    /// Of whom.
    pub of: Option<String>,
    /// New unless told; `|` parts alternatives.
    pub counting: Option<String>,
    /// Whether it is part of another quantity.
    #[serde(default)]
    pub part: bool,
    /// Whether it may be found or not.
    #[serde(default)]
    pub optional: bool,
}

/// With what.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeansEntry {
    /// The words.
    pub words: String,
    /// Class of weapon or vehicle; `|` parts alternatives.
    pub class: String,
    /// Whether it may be found or not.
    #[serde(default)]
    pub optional: bool,
}

/// Who says so.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttributionEntry {
    /// The words for the source.
    pub words: String,
    /// The word of saying.
    pub verb: Option<String>,
    /// Id in the actor dictionary.
    pub actor: Option<String>,
    /// Who passes it on.
    pub through: Option<String>,
    /// Whether it may be found or not.
    #[serde(default)]
    pub optional: bool,
}

/// A place of `places.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceEntry {
    /// Gazetteer id, if any.
    id: Option<String>,
    lat: f64,
    lon: f64,
    /// Tolerance in km.
    km: Option<f64>,
}

/// All annotated texts at `path`: one file of annotations, their folder, or the folder that holds
/// them and the reports. Reports that are absent are left out and named in the second list.
///
/// # Errors
/// When nothing is there or a file is not in the form.
pub fn load(path: &Path) -> Result<(Vec<Annotated>, Vec<String>), EvalError> {
    let files = annotation_files(path)?;
    let (mut all, mut absent) = (Vec::new(), Vec::new());
    for file in files {
        let folder = folder_of(&file);
        let places = read_places(&folder)?;
        let content: AnnotationFile = read_toml(&file)?;
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        all.extend(passages(&stem, content.passages, &content.asks, &places));
        let Some(report) = find_report(&folder, content.report, content.shared) else { continue };
        match report_document(&report, content.line, content.published) {
            Some(document) => {
                let (claims, asks) = (content.claims, content.asks);
                all.push(Annotated { name: stem, document, claims, asks, places });
            }
            None => absent.push(format!("{}: {} is absent", stem, report.display())),
        }
    }
    Ok((all, absent))
}

/// The traps of the folder at `path`: its `traps.toml` and the files of its folder `traps`.
///
/// # Errors
/// When none is there or a file is not in the form.
pub fn load_traps(path: &Path) -> Result<Vec<Annotated>, EvalError> {
    let mut files = toml_files(&path.join("traps"));
    files.extend(Some(path.join("traps.toml")).filter(|file| file.is_file()));
    if files.is_empty() {
        let expected = "traps.toml or traps/*.toml".to_owned();
        return Err(EvalError::NoData { path: path.to_owned(), expected });
    }
    let mut all = Vec::new();
    for file in files {
        let places = read_places(&folder_of(&file))?;
        let content: AnnotationFile = read_toml(&file)?;
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        all.extend(passages(&stem, content.passages, &content.asks, &places));
    }
    Ok(all)
}

fn folder_of(file: &Path) -> PathBuf {
    let folder = file.parent().unwrap_or(Path::new("."));
    let is_inner = folder.ends_with("annotations") || folder.ends_with("traps");
    if is_inner { folder.parent().unwrap_or(folder).to_owned() } else { folder.to_owned() }
}

fn annotation_files(path: &Path) -> Result<Vec<PathBuf>, EvalError> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let folders = [path.to_owned(), path.join("annotations")];
    let mut files: Vec<PathBuf> = folders.iter().flat_map(|folder| toml_files(folder)).collect();
    files.sort();
    if files.is_empty() {
        let expected = "annotations/*.toml or passages.toml".to_owned();
        return Err(EvalError::NoData { path: path.to_owned(), expected });
    }
    Ok(files)
}

/// Files of the examples that hold no claims.
const OTHER_FILES: [&str; 3] = ["places.toml", "villages.toml", "duplicates.toml"];

/// The files of annotations in `folder`, sorted; none where there is no such folder.
fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|file| file.extension().is_some_and(|end| end == "toml"))
        .filter(|file| !OTHER_FILES.iter().any(|name| file.ends_with(name)))
        .collect();
    files.sort();
    files
}

fn read_places(folder: &Path) -> Result<BTreeMap<String, PlaceEntry>, EvalError> {
    read_toml(&folder.join("annotations").join("places.toml"))
}

fn read_toml<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, EvalError> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| EvalError::Io { path: path.to_owned(), source })?;
    toml::from_str(&text).map_err(|error| EvalError::BadLine {
        path: path.to_owned(),
        line: error.span().map_or(0, |span| 1 + count_lines(&text, span.start)),
        message: error.message().to_owned(),
    })
}

fn count_lines(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

fn find_report(folder: &Path, own: Option<PathBuf>, shared: Option<PathBuf>) -> Option<PathBuf> {
    own.map(|path| folder.join(path))
        .or_else(|| shared.map(|path| folder.join("../../shared").join(path)))
}

fn report_document(path: &Path, line: Option<usize>, published: Option<Date>) -> Option<Document> {
    let bytes = std::fs::read(path).ok()?;
    let (bytes, media_type) = match (line, path.extension()?.to_str()?) {
        (Some(line), _) => {
            let line = bytes.split(|byte| *byte == b'\n').nth(line.checked_sub(1)?)?;
            (line.to_vec(), MediaType::Story)
        }
        (None, "html") => (bytes, MediaType::Html),
        _ => (bytes, MediaType::Plain),
    };
    let mut document = Document::new(bytes, media_type, path.display().to_string());
    document.published = published;
    Some(document)
}

/// The passages of the file `stem`, which asks for `asks`.
fn passages(
    stem: &str,
    entries: Vec<PassageEntry>,
    asks: &[String],
    places: &BTreeMap<String, PlaceEntry>,
) -> Vec<Annotated> {
    let passage = |entry: PassageEntry| {
        let story = serde_json::json!({
            "title": entry.title,
            "published": entry.published.to_string(),
            "text": entry.text.trim(),
        });
        let name = format!("{stem}/{}", entry.id);
        Annotated {
            document: Document::new(story.to_string().into_bytes(), MediaType::Story, name.clone()),
            name,
            claims: entry.claims,
            asks: asks.to_vec(),
            places: places.clone(),
        }
    };
    entries.into_iter().map(passage).collect()
}

impl PlaceEntry {
    fn point(&self) -> Point {
        Point { lat: self.lat, lon: self.lon }
    }
}
