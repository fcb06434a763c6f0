//! Days that a page shows its readers: in elements marked as dates, and in its visible lines.

use html5ever::local_name;
use jiff::civil::Date;

use crate::dates::dates;
use crate::furniture::elsewhere;
use crate::page::Page;
use crate::pieces::is_unread;
use crate::published::Bounds;
use crate::tree::{Data, NodeId};

/// The days that a page shows, by how they are marked and where they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// In an element marked as a date, in the page's main part.
    pub marked: Option<Date>,
    /// In a short line of the page's main part.
    pub line: Option<Date>,
    /// In an element marked as a date among comments, menus and related links.
    pub marked_aside: Option<Date>,
    /// In a short line there.
    pub line_aside: Option<Date>,
}

/// How an element is marked, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    /// `itemprop=datePublished`, `time pubdate`, a class that says published.
    Published,
    /// Any other `time` element.
    Time,
    /// A class that says date.
    Dated,
    /// A short line of text.
    Line,
}

/// A day with what speaks for it: less is more.
type Candidate = ((bool, Mark, usize), Date);

/// The days that `page` shows. Of equally marked ones, the nearest to the headline is taken, below
/// it before above it.
pub fn shown(page: &Page<'_>, bounds: Bounds) -> Shown {
    let candidates = candidates(page, bounds, true);
    Shown {
        marked: best(&candidates, false, true),
        line: best(&candidates, false, false),
        marked_aside: best(&candidates, true, true),
        line_aside: best(&candidates, true, false),
    }
}

/// The day in an element marked as a date in the main part of `page`: [`Shown::marked`] alone,
/// without reading the page's lines.
pub fn marked(page: &Page<'_>, bounds: Bounds) -> Option<Date> {
    best(&candidates(page, bounds, false), false, true)
}

fn best(candidates: &[Candidate], aside: bool, marked: bool) -> Option<Date> {
    candidates
        .iter()
        .filter(|((place, mark, _), _)| *place == aside && (*mark != Mark::Line) == marked)
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, date)| *date)
}

fn candidates(page: &Page<'_>, bounds: Bounds, lines: bool) -> Vec<Candidate> {
    let tree = &page.tree;
    let elsewhere = elsewhere(page);
    let headline = page.elements(local_name!("h1")).next().unwrap_or(tree.root());
    let mut found: Vec<(bool, Mark, usize, Date)> = Vec::new();
    let (mut line, mut headline_line) = (0, 0);
    let mut walk = tree.descend(tree.root());
    while let Some(id) = walk.next() {
        if is_unread(tree.name(id)) {
            walk.step_over(id);
            continue;
        }
        if id == headline {
            headline_line = line;
        }
        let is_text = matches!(tree.data(id), Data::Text(_));
        line += usize::from(is_text);
        if is_text && !lines {
            continue;
        }
        if let Some((mark, date)) = date_at(page, id, bounds) {
            found.push((elsewhere[id as usize], mark, line, date));
        }
    }
    // A line above the headline is taken for twice as far as it is.
    let distance = |line: usize| {
        if line >= headline_line { line - headline_line } else { (headline_line - line) * 2 }
    };
    found.into_iter().map(|(aside, mark, at, date)| ((aside, mark, distance(at)), date)).collect()
}

/// The day at `id`: a marked element's, or a short line's.
fn date_at(page: &Page<'_>, id: NodeId, bounds: Bounds) -> Option<(Mark, Date)> {
    /// Longer runs are sentences, whose days are those of the events they tell.
    const LONGEST: usize = 120;
    if let Data::Text(text) = page.tree.data(id) {
        let head = text.trim_start();
        let end = head.char_indices().nth(LONGEST).map_or(head.len(), |(end, _)| end);
        let found = dates(head.get(..end).unwrap_or_default(), bounds.order).into_iter().next();
        let found = found.filter(|found| text.len() <= LONGEST || found.start == 0);
        return found.and_then(|found| bounds.clamp(found.date)).map(|date| (Mark::Line, date));
    }
    let mark = mark(page, id)?;
    Some((mark, date_of(page, id, mark, bounds)?))
}

fn mark(page: &Page<'_>, id: NodeId) -> Option<Mark> {
    let tree = &page.tree;
    let Data::Element(name, _) = tree.data(id) else { return None };
    if name.local == local_name!("meta") || name.local == local_name!("body") {
        return None;
    }
    let is_time = name.local == local_name!("time");
    let words = || {
        ["class", "id"]
            .into_iter()
            .filter_map(|attribute| tree.attribute(id, attribute))
            .flat_map(|names| names.split(|c: char| !c.is_alphanumeric()))
    };
    let says = |all: &[&str]| words().any(|word| all.iter().any(|w| w.eq_ignore_ascii_case(word)));
    let stated = tree.attribute(id, "itemprop");
    if stated.is_some_and(|name| matches!(name, "datePublished" | "dateCreated"))
        || (is_time && tree.attribute(id, "pubdate").is_some())
        || says(&["published", "publication", "pubdate", "publish", "publishdate", "dateline"])
    {
        Some(Mark::Published)
    } else if is_time && !says(&["updated", "modified"]) {
        Some(Mark::Time)
    } else {
        let dated = [
            "date",
            "datetime",
            "postdate",
            "timestamp",
            "time",
            "posted",
            "entrydate",
            "datum",
            "fecha",
        ];
        (is_time || says(&dated)).then_some(Mark::Dated)
    }
}

/// The day that a marked element gives: its attributes first, then its words.
fn date_of(page: &Page<'_>, id: NodeId, mark: Mark, bounds: Bounds) -> Option<Date> {
    /// A marked element with more text than this holds more than a date.
    const LONGEST: usize = 150;
    let tree = &page.tree;
    let attributes = ["datetime", "content", "title", "data-time", "data-date"];
    let stated =
        attributes.iter().filter_map(|name| tree.attribute(id, name)).find_map(|v| bounds.read(v));
    stated.or_else(|| {
        let text = tree.text(id);
        let limit = if mark == Mark::Dated { LONGEST } else { LONGEST * 2 };
        (text.len() <= limit).then(|| bounds.read(&text)).flatten()
    })
}
