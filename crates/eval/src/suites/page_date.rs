//! `page-date`: the day a page was published.
//!
//! Data: the evaluation pages of htmldate. Metric, as its evaluation script has it: a page is a
//! true positive where the day agrees exactly, a false positive where another day is given, a
//! false negative where none is given; precision, recall and F1 follow, and `accuracy` is the
//! share of true positives among all pages (every page here has a date). The page alone is
//! handed over, without its address, as htmldate is run in its evaluation; `accuracy_with_url`
//! tells what knowing the address adds. A missing page file counts as a page without answer.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use tidings_types::{Document, MediaType};

use crate::data::{self, Layout, Row};
use crate::metrics::{Counts, ratio};
use crate::stages::in_parallel;
use crate::{EvalError, EvalOptions, Mistake, Score};

const LAYOUT: Layout = Layout { folder: "", stems: &["page-date"] };

#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    url: Option<String>,
    file: String,
    date: String,
}

/// What was found for one page.
#[derive(Default)]
struct Answer {
    missing: bool,
    alone: Option<(String, String)>,
    with_url: Option<(String, String)>,
}

pub fn run(path: &Path, options: &EvalOptions) -> Result<Score, EvalError> {
    let pages = data::sample(data::rows::<Page>(path, LAYOUT)?, options.every);
    let answers = in_parallel(&pages, answer);
    Ok(score(&pages, &answers))
}

fn answer(row: &Row<Page>) -> Answer {
    let Some(bytes) = find(row).and_then(|path| data::page(&path)) else {
        return Answer { missing: true, ..Answer::default() };
    };
    let mut document = Document::new(bytes, MediaType::Html, row.value.file.clone());
    let alone = published(&document);
    document.url = row.value.url.clone();
    Answer { missing: false, alone, with_url: published(&document) }
}

/// The day and its basis. Metadata stand whether or not the page holds an article.
fn published(document: &Document) -> Option<(String, String)> {
    let published = tidings_text::read(document).0?.published?;
    Some((published.date.to_string(), format!("{:?}", published.basis)))
}

fn find(row: &Row<Page>) -> Option<PathBuf> {
    let folder = row.file.parent()?;
    let name = data::file_name(&row.file);
    let stem = name.split('.').next()?;
    let bare = row.value.file.trim_end_matches(".gz");
    let names = [row.value.file.clone(), bare.to_owned(), format!("{bare}.gz")];
    data::find_page(&[folder.join(stem), folder.join("page-date"), folder.to_owned()], &names)
}

fn counts(gold: &str, got: Option<&str>) -> Counts {
    match got {
        Some(got) if got == gold => Counts::new(1, 0, 0),
        Some(_) => Counts::new(0, 1, 0),
        None => Counts::new(0, 0, 1),
    }
}

fn day(answer: &Option<(String, String)>) -> Option<&str> {
    answer.as_ref().map(|(day, _)| day.as_str())
}

fn score(pages: &[Row<Page>], answers: &[Answer]) -> Score {
    let mut score = Score::new("page-date");
    let total = |of: &dyn Fn(&Answer) -> Option<String>| -> Counts {
        let each = pages.iter().zip(answers);
        each.map(|(page, answer)| counts(&page.value.date, of(answer).as_deref())).sum()
    };
    let alone = total(&|answer| day(&answer.alone).map(str::to_owned));
    let with_url = total(&|answer| day(&answer.with_url).map(str::to_owned));
    score.documents = pages.len() as u64;
    score.figure("f1", alone.f1());
    score.figure("accuracy", ratio(alone.true_positives, pages.len()));
    score.figure("precision", alone.precision());
    score.figure("recall", alone.recall());
    score.figure("f1_with_url", with_url.f1());
    score.figure("accuracy_with_url", ratio(with_url.true_positives, pages.len()));
    score.counts_of("", alone);
    score.count("missing_pages", answers.iter().filter(|answer| answer.missing).count());
    score.mistakes = pages.iter().zip(answers).filter_map(mistake).collect();
    score
}

fn mistake((row, answer): (&Row<Page>, &Answer)) -> Option<Mistake> {
    let page = &row.value;
    let kind = match day(&answer.alone) {
        Some(day) if day == page.date => return None,
        Some(_) => "wrong",
        None => "missed",
    };
    let (day, basis) = answer.alone.clone().unwrap_or_default();
    let context = format!("{basis} {}", page.url.as_deref().unwrap_or_default());
    Some(Mistake::new(&page.file, kind, &page.date, day, context))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_day_is_a_false_positive_and_no_day_a_false_negative() {
        let row = |date: &str| Row {
            value: Page { url: None, file: "x.html.gz".into(), date: date.into() },
            file: PathBuf::new(),
            line: 1,
        };
        let answer = |day: Option<&str>| Answer {
            alone: day.map(|day| (day.to_owned(), "Meta".to_owned())),
            ..Answer::default()
        };
        let rows = [row("2020-01-02"), row("2020-01-02"), row("2020-01-02"), row("2020-01-02")];
        let answers = [
            answer(Some("2020-01-02")),
            answer(Some("2020-01-03")),
            answer(None),
            answer(Some("2020-01-02")),
        ];
        let score = score(&rows, &answers);
        assert_eq!(score.figures["accuracy"], 0.5);
        assert!((score.figures["f1"] - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(score.mistakes.len(), 2);
    }
}
