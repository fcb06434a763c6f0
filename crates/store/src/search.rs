//! Full-text search over the reports.

use rusqlite::Connection;
use tidings_types::{Report, ReportId};

use crate::{error::Cause, reports};

/// At most so many hits are given: more than anyone reads, and the list stays small in memory.
const MOST_HITS: u32 = 500;

/// Words of a snippet.
const SNIPPET_WORDS: u32 = 24;

/// Characters that FTS5 puts around what it found; they are taken out again before anyone sees
/// them. Private use, so that no report's own text is mistaken for them by accident.
const FOUND: char = '\u{f0001}';
const END: char = '\u{f0002}';

/// A report that holds the words looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The report.
    pub report: ReportId,
    /// Its headline, if it has one.
    pub title: Option<String>,
    /// A few words around what was found.
    pub snippet: Vec<SnippetPart>,
}

/// A run of words of a snippet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnippetPart {
    /// The words.
    pub words: String,
    /// Whether they are what was looked for.
    pub found: bool,
}

/// The reports that hold all words of `text`, best first.
pub(crate) fn search(connection: &Connection, text: &str) -> Result<Vec<Hit>, Cause> {
    let Some(words) = query_of(text) else { return Ok(Vec::new()) };
    let mut query = connection.prepare_cached(&format!(
        "SELECT rowid, snippet(report_words, 0, '{FOUND}', '{END}', '…', {SNIPPET_WORDS})
         FROM report_words WHERE report_words MATCH ?1 ORDER BY rank, rowid LIMIT {MOST_HITS}"
    ))?;
    let mut rows = query.query([words])?;
    let mut hits = Vec::new();
    while let Some(row) = rows.next()? {
        let Report { id, title, .. } = reports::at_row(connection, row.get(0)?)?;
        hits.push(Hit { report: id, title, snippet: parts(&row.get::<_, String>(1)?) });
    }
    Ok(hits)
}

/// Writes what a person typed as an FTS5 query: every word must stand in the report, `"…"` is a
/// phrase, a `*` at the end of a word finds all words that begin so. Anything else that has a
/// meaning in FTS5 is taken as text, so that no query is an error. `None` where no word is left.
pub(crate) fn query_of(text: &str) -> Option<String> {
    let phrases = text.split('"').enumerate().flat_map(|(index, part)| {
        let quoted = index % 2 == 1;
        let pieces: Vec<&str> = if quoted { vec![part] } else { part.split_whitespace().collect() };
        pieces.into_iter().map(move |piece| (piece, !quoted && piece.ends_with('*')))
    });
    let words: Vec<String> = phrases
        .filter(|(piece, _)| piece.chars().any(char::is_alphanumeric))
        .map(|(piece, open)| {
            let clean: String = piece.chars().filter(|letter| *letter != '\0').collect();
            format!("\"{clean}\"{}", if open { "*" } else { "" })
        })
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn parts(marked: &str) -> Vec<SnippetPart> {
    let mut parts = Vec::new();
    for (index, piece) in marked.split(FOUND).enumerate() {
        let (inside, outside) = match piece.split_once(END) {
            Some((inside, outside)) if index > 0 => (inside, outside),
            _ => ("", piece),
        };
        for (words, found) in [(inside, true), (outside, false)] {
            if !words.is_empty() {
                parts.push(SnippetPart { words: words.to_owned(), found });
            }
        }
    }
    parts
}
