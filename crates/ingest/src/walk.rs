//! Folders to files, in the order of their names.

use std::path::{Path, PathBuf};

use tidings_types::Diagnostic;

use crate::skipped;

/// A file, or why a path could not be looked into.
pub type Entry = Result<PathBuf, Diagnostic>;

/// All files at or under `path`, folders in the order of their names.
pub fn files(path: &Path) -> Box<dyn Iterator<Item = Entry> + Send> {
    if path.is_dir() { folder(path) } else { Box::new(std::iter::once(Ok(path.to_owned()))) }
}

fn folder(path: &Path) -> Box<dyn Iterator<Item = Entry> + Send> {
    match children(path) {
        Ok(children) => Box::new(children.into_iter().flat_map(|child| files(&child))),
        Err(error) => {
            let message = format!("the folder cannot be read: {error}");
            let diagnostic = skipped("unreadable", &path.display().to_string(), message);
            Box::new(std::iter::once(Err(diagnostic)))
        }
    }
}

/// Visible children by name; links to folders are left out, so that no walk runs in a circle.
fn children(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut children = Vec::new();
    for entry in std::fs::read_dir(path)? {
        let child = entry?.path();
        let hidden =
            child.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if !(hidden || child.is_symlink() && child.is_dir()) {
            children.push(child);
        }
    }
    children.sort();
    Ok(children)
}
