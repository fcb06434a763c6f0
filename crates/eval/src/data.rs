//! Reading gold files: gzip or plain JSON lines, one file or all of a folder.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use serde::de::DeserializeOwned;

use crate::EvalError;

/// A row of a gold file with where it stands.
pub struct Row<T> {
    /// The row.
    pub value: T,
    /// The file.
    pub file: PathBuf,
    /// Line number, from 1.
    pub line: usize,
}

/// Which files a suite reads when it is given a folder.
#[derive(Clone, Copy)]
pub struct Layout {
    /// Folder under the root of the gold data, `""` for the root itself.
    pub folder: &'static str,
    /// How the names of the suite's files begin; empty takes all.
    pub stems: &'static [&'static str],
}

/// All rows of the files that `path` stands for, in order of file name and line. A line that is
/// not a row is an error with file and line.
pub fn rows<T: DeserializeOwned>(path: &Path, layout: Layout) -> Result<Vec<Row<T>>, EvalError> {
    let mut rows = Vec::new();
    for file in files(path, layout)? {
        read_rows(&file, &mut rows)?;
    }
    Ok(rows)
}

/// The gold files that `path` stands for: itself; or, for a folder, its JSON-lines files with the
/// suite's names; or those of the suite's own folder inside it; or, for a folder of pages without
/// JSON lines, the JSON-lines file beside it with the folder's name.
pub fn files(path: &Path, layout: Layout) -> Result<Vec<PathBuf>, EvalError> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let candidates = [
        matching(path, layout.stems)?,
        matching(&path.join(layout.folder), layout.stems)?,
        matching(&path.join(layout.folder.rsplit('/').next().unwrap_or_default()), layout.stems)?,
        beside(path),
        // A folder of held-out data may carry names of its own.
        if is_root(path) { Vec::new() } else { matching(path, &[])? },
    ];
    candidates
        .into_iter()
        .find(|files| !files.is_empty())
        .ok_or_else(|| EvalError::NoData { path: path.to_owned(), expected: expectation(layout) })
}

/// Whether a folder is the root of the gold data, which holds the files of many suites.
fn is_root(path: &Path) -> bool {
    ["main-text", "names", "places", "events", "dates"]
        .iter()
        .any(|folder| path.join(folder).is_dir())
}

fn expectation(layout: Layout) -> String {
    match layout.stems {
        [] => "*.jsonl.gz or *.jsonl".to_owned(),
        stems => format!("{}*.jsonl.gz or .jsonl", stems.join("*, ")),
    }
}

fn matching(folder: &Path, stems: &[&str]) -> Result<Vec<PathBuf>, EvalError> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let io = |source| EvalError::Io { path: folder.to_owned(), source };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let path = entry.map_err(io)?.path();
        if is_json_lines(&path) && has_stem(&path, stems) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn beside(folder: &Path) -> Vec<PathBuf> {
    let with = |suffix: &str| {
        let mut name = folder.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    };
    [".jsonl.gz", ".jsonl"]
        .iter()
        .map(|suffix| with(suffix))
        .filter(|path| path.is_file())
        .collect()
}

fn is_json_lines(path: &Path) -> bool {
    let name = file_name(path);
    path.is_file() && (name.ends_with(".jsonl") || name.ends_with(".jsonl.gz"))
}

fn has_stem(path: &Path, stems: &[&str]) -> bool {
    stems.is_empty() || stems.iter().any(|stem| file_name(path).starts_with(stem))
}

/// The last part of a path as text.
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn read_rows<T: DeserializeOwned>(path: &Path, rows: &mut Vec<Row<T>>) -> Result<(), EvalError> {
    let io = |source| EvalError::Io { path: path.to_owned(), source };
    let reader = BufReader::new(open(path).map_err(io)?);
    // Only a line feed ends a line: texts hold other separators, such as U+2028.
    for (index, line) in reader.split(b'\n').enumerate() {
        let line = line.map_err(io)?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let value = parse(&line).map_err(|error| EvalError::BadLine {
            path: path.to_owned(),
            line: index + 1,
            message: error.to_string(),
        })?;
        rows.push(Row { value, file: path.to_owned(), line: index + 1 });
    }
    Ok(())
}

/// Reads a line; the word NaN, which some writers of JSON use for "nothing", is taken as null.
fn parse<T: DeserializeOwned>(line: &[u8]) -> serde_json::Result<T> {
    serde_json::from_slice(line).or_else(|error| match nan_to_null(line) {
        Some(line) => serde_json::from_slice(&line),
        None => Err(error),
    })
}

/// The line with every NaN outside strings as null; `None` where it holds none.
fn nan_to_null(line: &[u8]) -> Option<Vec<u8>> {
    let (mut inside, mut escaped, mut at) = (false, false, 0);
    let mut clean = Vec::with_capacity(line.len() + 1);
    while let Some(byte) = line.get(at) {
        if !inside && line.get(at..at + 3) == Some(b"NaN") {
            clean.extend_from_slice(b"null");
            at += 3;
            continue;
        }
        inside ^= *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        clean.push(*byte);
        at += 1;
    }
    (clean.len() > line.len()).then_some(clean)
}

fn open(path: &Path) -> std::io::Result<Box<dyn Read>> {
    let file = File::open(path)?;
    let zipped = path.extension().is_some_and(|extension| extension == "gz");
    Ok(if zipped { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) })
}

/// The bytes of a page file, unzipped if its name ends in `.gz`; `None` where it is missing or
/// broken, which the suite counts.
pub fn page(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path).ok()?.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// The first of `names` that is a file in one of `folders`.
pub fn find_page(folders: &[PathBuf], names: &[String]) -> Option<PathBuf> {
    let paths = folders.iter().flat_map(|folder| names.iter().map(move |name| folder.join(name)));
    paths.into_iter().find(|path| path.is_file())
}

/// Every n-th of `rows`, from the first; all where `every` is 0 or 1.
pub fn sample<T>(rows: Vec<T>, every: usize) -> Vec<T> {
    rows.into_iter().step_by(every.max(1)).collect()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const LAYOUT: Layout = Layout { folder: "places", stems: &["lgl"] };

    fn scratch(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("tidings-eval-{name}-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("places")).unwrap();
        folder
    }

    #[test]
    fn a_root_a_folder_and_a_file_give_the_same_rows() {
        let root = scratch("rows");
        let file = root.join("places/lgl.jsonl");
        std::fs::write(&file, "{\"a\":1}\n\n{\"a\":2}\n").unwrap();
        std::fs::write(root.join("places/other.jsonl"), "{\"a\":3}\n").unwrap();
        for path in [&root, &root.join("places"), &file] {
            let rows: Vec<Row<serde_json::Value>> = rows(path, LAYOUT).unwrap();
            assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 3]);
        }
        std::fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_folder_of_pages_finds_the_lines_beside_it() {
        let root = scratch("beside");
        std::fs::write(root.join("places.jsonl"), "{}\n").unwrap();
        let found = files(&root.join("places"), LAYOUT).unwrap();
        assert_eq!(found, [root.join("places.jsonl")]);
        std::fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_bad_line_is_told_with_its_number() {
        let root = scratch("bad");
        let file = root.join("x.jsonl.gz");
        let mut writer = flate2::write::GzEncoder::new(
            File::create(&file).unwrap(),
            flate2::Compression::fast(),
        );
        writer.write_all(b"{}\nnot json\n").unwrap();
        writer.finish().unwrap();
        let error = rows::<serde_json::Value>(&file, LAYOUT).err().unwrap();
        assert!(error.to_string().contains("x.jsonl.gz, line 2:"), "{error}");
        std::fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn nan_is_nothing() {
        let row: (Option<f64>, String) = parse(br#"[NaN,"NaN \" NaN"]"#).unwrap();
        assert_eq!(row, (None, "NaN \" NaN".to_owned()));
        assert!(parse::<Option<f64>>(b"nan").is_err());
    }

    #[test]
    fn a_folder_without_data_says_what_was_expected() {
        let error = files(Path::new("/nowhere/at/all"), LAYOUT).unwrap_err();
        assert!(error.to_string().contains("lgl"), "{error}");
    }

    #[test]
    fn sampling_depends_on_order_alone() {
        assert_eq!(sample((0..7).collect(), 3), [0, 3, 6]);
        assert_eq!(sample(vec![1, 2], 0), [1, 2]);
    }
}
