//! Floors under the figures: a quality gate.
//!
//! `eval/floors.toml` holds, for each suite and gold file, the digest of the file and the floor of
//! every figure. A run that falls below a floor, or meets other data than the floors were measured
//! on, fails; data that are absent are skipped and told. Everything is deterministic, so a floor
//! stands only [`MARGIN`] below what was measured. Raising floors is free; lowering one needs to
//! be asked for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tidings_types::DocumentId;

use crate::suites::{SUITES, run};
use crate::{EvalError, EvalOptions};

/// How far below the measured figure a floor is set: room for a change that moves a handful of
/// items and is wanted for other reasons.
pub const MARGIN: f64 = 0.002;

/// What is measured: suite, gold file below the root, and which documents (every n-th), chosen so
/// that all together run in a few minutes on two cores. What the reader was trained on is left out:
/// of the event places and the relations every fifth was kept aside, of MUC-4's development part
/// every tenth, which is what is measured.
pub const PLAN: [(&str, &str, usize); 26] = [
    ("main-text", "main-text/wcxb.jsonl.gz", 1),
    ("page-date", "page-date.jsonl.gz", 1),
    ("language", "examples/language", 1),
    ("duplicates", "examples/duplicates.toml", 1),
    ("names", "names/worldwide-dev.jsonl.gz", 2),
    ("names", "names/re3d.jsonl.gz", 1),
    ("places", "places/lgl.jsonl.gz", 3),
    ("places", "places/geowebnews-a.jsonl.gz", 1),
    ("villages", "examples/villages.toml", 1),
    ("reader", "training/written", 2),
    ("event-place", "event-place/train.jsonl.gz", 5),
    ("muc4", "templates/muc4-dev.jsonl.gz", 10),
    ("muc4", "templates/muc4-tst1.jsonl.gz", 1),
    ("muc4", "templates/muc4-tst2.jsonl.gz", 1),
    ("wikievents", "events/wikievents-dev.jsonl.gz", 1),
    ("plover-relations", "events/plover-relations-train.jsonl.gz", 5),
    ("plover-gsr", "events/plover-gsr.jsonl.gz", 1),
    ("india-police", "events/india-police-dev.jsonl.gz", 2),
    ("ucdp", "figures/ucdp-ukraine.jsonl.gz", 2),
    ("displacement", "figures/displacement-a.jsonl.gz", 1),
    ("tempeval3", "dates/tempeval3-training.jsonl.gz", 3),
    ("recognizers", "dates/recognizers/DateTime-English-DateTimeModel.jsonl.gz", 1),
    ("recognizers", "dates/recognizers/Number-English-NumberModel.jsonl.gz", 1),
    ("recognizers", "dates/recognizers/Number-English-NumberRangeModel.jsonl.gz", 1),
    ("ecbplus", "same-event/ecbplus-train.jsonl.gz", 5),
    ("ecbplus", "same-event/ecbplus-dev.jsonl.gz", 1),
];

/// The file of floors.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floors {
    /// One entry per suite and gold file.
    #[serde(default)]
    pub floor: Vec<Floor>,
}

/// The floors of one suite on one gold file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floor {
    /// Name of the suite.
    pub suite: String,
    /// The gold file, below the root of the gold data.
    pub file: String,
    /// Every n-th document is measured.
    pub every: usize,
    /// SHA-256 of the gold file.
    pub digest: String,
    /// The least that each figure may be.
    pub figures: BTreeMap<String, f64>,
}

/// What came of one entry.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// All figures stand at or above their floors.
    Held,
    /// These figures fell: key, floor, measured.
    Fell(Vec<(String, f64, f64)>),
    /// The gold file is not there.
    Absent,
    /// The gold file is another than the floors were measured on.
    OtherData,
    /// The suite gives no score.
    Unscored(String),
}

/// An entry and its verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// Name of the suite.
    pub suite: String,
    /// The gold file.
    pub file: String,
    /// What came of it.
    pub verdict: Verdict,
}

impl Checked {
    /// Whether the gate must fail.
    pub fn fails(&self) -> bool {
        !matches!(self.verdict, Verdict::Held | Verdict::Absent)
    }
}

impl std::fmt::Display for Checked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} on {}: ", self.suite, self.file)?;
        match &self.verdict {
            Verdict::Held => write!(f, "held"),
            Verdict::Absent => write!(f, "skipped, the data are absent"),
            Verdict::OtherData => write!(f, "the data are not those the floors were measured on"),
            Verdict::Unscored(why) => write!(f, "{why}"),
            Verdict::Fell(falls) => {
                let told = |(key, floor, got): &(String, f64, f64)| {
                    format!("{key} fell to {got:.4}, floor {floor:.4}")
                };
                write!(f, "{}", falls.iter().map(told).collect::<Vec<_>>().join("; "))
            }
        }
    }
}

/// Measures every entry of the file `floors` on the gold data below `root`; `tell` hears each
/// verdict as it comes.
///
/// # Errors
/// When the file of floors cannot be read. A fall is no error: see [`Checked::fails`].
pub fn check_floors(
    floors: &Path,
    root: &Path,
    mut tell: impl FnMut(&Checked),
) -> Result<Vec<Checked>, EvalError> {
    let mut verdicts = Vec::new();
    for floor in read(floors)?.floor {
        let verdict = check(&floor, root);
        let checked = Checked { suite: floor.suite, file: floor.file, verdict };
        tell(&checked);
        verdicts.push(checked);
    }
    Ok(verdicts)
}

fn check(floor: &Floor, root: &Path) -> Verdict {
    let path = locate(root, &floor.file);
    match digest(&path) {
        None => return Verdict::Absent,
        Some(digest) if digest != floor.digest => return Verdict::OtherData,
        Some(_) => {}
    }
    match measure(&floor.suite, &path, floor.every) {
        Ok(figures) => judge(&floor.figures, &figures),
        Err(error) if error.is_not_yet_scored() => Verdict::Absent,
        Err(error) => Verdict::Unscored(error.to_string()),
    }
}

/// A figure that is not measured any more counts as fallen to 0.
fn judge(floors: &BTreeMap<String, f64>, figures: &BTreeMap<String, f64>) -> Verdict {
    let falls: Vec<(String, f64, f64)> = floors
        .iter()
        .map(|(key, floor)| (key.clone(), *floor, figures.get(key).copied().unwrap_or(0.0)))
        .filter(|(_, floor, got)| got < floor)
        .collect();
    if falls.is_empty() { Verdict::Held } else { Verdict::Fell(falls) }
}

/// Measures the whole [`PLAN`] and rewrites the file of floors. Entries whose data are absent, or
/// whose suite is not scored, stay as they are.
///
/// # Errors
/// When a floor would be lowered and `may_lower` is false: then nothing is written. When a file
/// cannot be read or written.
pub fn update_floors(floors: &Path, root: &Path, may_lower: bool) -> Result<Floors, EvalError> {
    let old = if floors.is_file() { read(floors)? } else { Floors::default() };
    let mut new = Floors::default();
    for (suite, file, every) in PLAN {
        let known = old.floor.iter().find(|floor| floor.suite == suite && floor.file == file);
        new.floor.extend(measured(suite, file, every, root)?.or_else(|| known.cloned()));
    }
    let lowered = lowered(&old, &new);
    if !may_lower && !lowered.is_empty() {
        let message = format!("these floors would be lowered: {}", lowered.join("; "));
        return Err(EvalError::Floors { path: floors.to_owned(), message });
    }
    write(floors, &new)?;
    Ok(new)
}

fn measured(
    suite: &str,
    file: &str,
    every: usize,
    root: &Path,
) -> Result<Option<Floor>, EvalError> {
    let path = locate(root, file);
    let Some(digest) = digest(&path) else { return Ok(None) };
    let figures = match measure(suite, &path, every) {
        Ok(figures) => figures,
        Err(error) if error.is_not_yet_scored() => return Ok(None),
        Err(error) => return Err(error),
    };
    let below = |value: f64| ((value - MARGIN).max(0.0) * 10_000.0).floor() / 10_000.0;
    let figures = figures.into_iter().map(|(key, value)| (key, below(value))).collect();
    Ok(Some(Floor { suite: suite.to_owned(), file: file.to_owned(), every, digest, figures }))
}

/// The figures that a suite promises, no others.
fn measure(suite: &str, path: &Path, every: usize) -> Result<BTreeMap<String, f64>, EvalError> {
    let score = run(suite, path, &EvalOptions { every, mistakes: false })?;
    let keys = SUITES.iter().find(|one| one.name == suite).map_or(&[][..], |one| one.keys);
    Ok(score.figures.into_iter().filter(|(key, _)| keys.contains(&key.as_str())).collect())
}

/// Figures that are lower than they were on the same data. Another draw of a file, or another state
/// of it, is another measure.
fn lowered(old: &Floors, new: &Floors) -> Vec<String> {
    let mut lowered = Vec::new();
    for before in &old.floor {
        let after =
            new.floor.iter().find(|one| one.suite == before.suite && one.file == before.file);
        let same = |after: &Floor| after.every == before.every && after.digest == before.digest;
        if after.is_some_and(|after| !same(after)) {
            continue;
        }
        for (key, floor) in &before.figures {
            let now = after.and_then(|after| after.figures.get(key)).copied().unwrap_or(0.0);
            if now < *floor {
                lowered
                    .push(format!("{} {} {key} {floor:.4} to {now:.4}", before.suite, before.file));
            }
        }
    }
    lowered
}

/// A gold file below the root, or one of the repository's own, which is the working folder.
fn locate(root: &Path, file: &str) -> PathBuf {
    Some(root.join(file)).filter(|path| path.exists()).unwrap_or_else(|| PathBuf::from(file))
}

/// The digest of a file, or of all files of a folder one after the other, by name.
fn digest(path: &Path) -> Option<String> {
    let mut files = match std::fs::read_dir(path) {
        Ok(entries) => entries.map(|entry| Some(entry.ok()?.path())).collect::<Option<Vec<_>>>()?,
        Err(_) => vec![path.to_owned()],
    };
    files.sort();
    let mut bytes = Vec::new();
    for file in files {
        bytes.extend(std::fs::read(file).ok()?);
    }
    Some(DocumentId::of(&bytes).to_string())
}

fn read(path: &Path) -> Result<Floors, EvalError> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| EvalError::Io { path: path.to_owned(), source })?;
    toml::from_str(&text).map_err(|error| fault(path, &error))
}

fn write(path: &Path, floors: &Floors) -> Result<(), EvalError> {
    let body = toml::to_string(floors).map_err(|error| fault(path, &error))?;
    let head = "# The least that each figure may be: written and checked by\n\
                # `tidings eval --floors eval/floors.toml`. See docs/evaluation.md.\n\n";
    std::fs::write(path, format!("{head}{body}"))
        .map_err(|source| EvalError::Io { path: path.to_owned(), source })
}

fn fault(path: &Path, error: &dyn std::error::Error) -> EvalError {
    EvalError::Floors { path: PathBuf::from(path), message: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn floors(suite: &str, f1: f64) -> Floors {
        let floor = Floor {
            suite: suite.into(),
            file: "x.jsonl.gz".into(),
            every: 1,
            digest: "d".into(),
            figures: BTreeMap::from([("f1".to_owned(), f1)]),
        };
        Floors { floor: vec![floor] }
    }

    #[test]
    fn a_figure_below_its_floor_fell() {
        let figures = |f1| BTreeMap::from([("f1".to_owned(), f1)]);
        assert_eq!(judge(&figures(0.5), &figures(0.5)), Verdict::Held);
        let fell = judge(&figures(0.5), &figures(0.4999));
        assert_eq!(fell, Verdict::Fell(vec![("f1".into(), 0.5, 0.4999)]));
        assert!(matches!(judge(&figures(0.5), &BTreeMap::new()), Verdict::Fell(_)));
    }

    #[test]
    fn lowering_is_told() {
        assert!(lowered(&floors("names", 0.5), &floors("names", 0.6)).is_empty());
        assert_eq!(lowered(&floors("names", 0.5), &floors("names", 0.4)).len(), 1);
        assert_eq!(lowered(&floors("names", 0.5), &Floors::default()).len(), 1);
        let mut drawn_otherwise = floors("names", 0.4);
        drawn_otherwise.floor[0].every = 2;
        assert!(lowered(&floors("names", 0.5), &drawn_otherwise).is_empty());
    }

    #[test]
    fn absent_data_are_skipped_and_other_data_fail() {
        let folder = std::env::temp_dir().join(format!("tidings-floors-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("floors.toml");
        write(&file, &floors("names", 0.5)).unwrap();
        let checked = check_floors(&file, &folder, |_| {}).unwrap();
        assert_eq!(checked[0].verdict, Verdict::Absent);
        assert!(!checked[0].fails());
        std::fs::write(folder.join("x.jsonl.gz"), "other").unwrap();
        let checked = check_floors(&file, &folder, |_| {}).unwrap();
        assert_eq!(checked[0].verdict, Verdict::OtherData);
        assert!(checked[0].fails());
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_plan_names_suites_that_exist() {
        for (suite, file, every) in PLAN {
            assert!(SUITES.iter().any(|one| one.name == suite), "{suite}");
            let known = file.ends_with(".jsonl.gz") || file.starts_with("examples/");
            let known = known || file.starts_with("training/");
            assert!(known && every > 0);
        }
    }
}
