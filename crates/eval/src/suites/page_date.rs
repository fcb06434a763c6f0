//! `page-date`: the day a page was published.
//!
//! Data: the evaluation pages of htmldate. Metric, as its evaluation script has it: a page is a
//! true positive where the day agrees exactly, a false positive where another day is given, a
//! false negative where none is given; where gold has no date either, no answer counts as a true
//! and a false negative at once, as it does there. Precision, recall and F1 follow; `accuracy` is
//! the share of true positives and true negatives among all counts. The page alone is
//! handed over, without its address, as htmldate is run in its evaluation; `accuracy_with_url`
//! tells what knowing the address adds. A missing page file counts as a page without answer.

use std::path::{Path, PathBuf};

use serde::Deserialize;

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
    date: Option<String>,
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
    let html = tidings_text::decode(&bytes, None).text;
    Answer {
        missing: false,
        alone: published(&html, None),
        with_url: published(&html, row.value.url.as_deref()),
    }
}

/// The day and its basis. They stand whether or not the page holds an article.
fn published(html: &str, url: Option<&str>) -> Option<(String, String)> {
    let published = tidings_text::page_date(html, url, None)?;
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

/// Counts of one page, and whether it is a true negative.
fn counts(gold: Option<&str>, got: Option<&str>) -> (Counts, bool) {
    match (gold, got) {
        (Some(gold), Some(got)) if gold == got => (Counts::new(1, 0, 0), false),
        (_, Some(_)) => (Counts::new(0, 1, 0), false),
        (Some(_), None) => (Counts::new(0, 0, 1), false),
        (None, None) => (Counts::new(0, 0, 1), true),
    }
}

/// Counts of all pages, and the accuracy.
fn total<'a>(pairs: impl Iterator<Item = (Option<&'a str>, Option<&'a str>)>) -> (Counts, f64) {
    let (mut sum, mut true_negatives) = (Counts::default(), 0);
    for (gold, got) in pairs {
        let (counts, true_negative) = counts(gold, got);
        sum += counts;
        true_negatives += usize::from(true_negative);
    }
    let right = sum.true_positives + true_negatives;
    (sum, ratio(right, right + sum.false_positives + sum.false_negatives))
}

fn day(answer: Option<&(String, String)>) -> Option<&str> {
    answer.map(|(day, _)| day.as_str())
}

fn score(pages: &[Row<Page>], answers: &[Answer]) -> Score {
    let mut score = Score::new("page-date");
    let pairs = || pages.iter().map(|row| row.value.date.as_deref()).zip(answers);
    let (alone, accuracy) = total(pairs().map(|(gold, got)| (gold, day(got.alone.as_ref()))));
    let (with_url, accuracy_with_url) =
        total(pairs().map(|(gold, got)| (gold, day(got.with_url.as_ref()))));
    score.documents = pages.len() as u64;
    score.figure("f1", alone.f1());
    score.figure("accuracy", accuracy);
    score.figure("precision", alone.precision());
    score.figure("recall", alone.recall());
    score.figure("f1_with_url", with_url.f1());
    score.figure("accuracy_with_url", accuracy_with_url);
    score.counts_of("", alone);
    score.count("missing_pages", answers.iter().filter(|answer| answer.missing).count());
    score.mistakes = pages.iter().zip(answers).filter_map(mistake).collect();
    score
}

fn mistake((row, answer): (&Row<Page>, &Answer)) -> Option<Mistake> {
    let page = &row.value;
    let kind = match day(answer.alone.as_ref()) {
        got if got == page.date.as_deref() => return None,
        Some(_) => "wrong",
        None => "missed",
    };
    let (day, basis) = answer.alone.clone().unwrap_or_default();
    let context = format!("{basis} {}", page.url.as_deref().unwrap_or_default());
    Some(Mistake::new(&page.file, kind, page.date.as_deref().unwrap_or_default(), day, context))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_day_is_a_false_positive_and_no_day_a_false_negative() {
        let row = |date: &str| Row {
            value: Page { url: None, file: "x.html.gz".into(), date: Some(date.into()) },
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

    #[test]
    fn no_day_for_a_page_without_one_counts_as_the_source_counts_it() {
        let (counts, accuracy) =
            total([(None, None), (Some("a"), Some("a")), (None, Some("b"))].into_iter());
        assert_eq!(counts, Counts::new(1, 1, 1));
        assert_eq!(accuracy, 0.5);
    }
}
