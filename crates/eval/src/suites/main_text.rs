//! `main-text`: the article's own words out of a page.
//!
//! Data: WCXB, article pages with their text. Metric: the overlap of gold and extracted text as
//! bags of words (lower case, runs of letters, digits and underscores), precision, recall and F1
//! for each page, `f1` the mean of the pages' F1. This is the word F1 of WCXB. A page that gives
//! no article, or whose file is missing, scores 0.
//!
//! Beside it: `precision` and `recall` (means over pages); `shingle_f1` with `shingle_precision` and
//! `shingle_recall`, the measure of the article-extraction benchmark of Scrapinghub (bags of four
//! consecutive words, runs of letters, digits and underscores as written; precision averaged over
//! the pages of which a text is given, recall over those whose gold has one, then their harmonic
//! mean); `with`, the share of must-have snippets found, and `without`, the share of must-not-have
//! snippets let in.
//!
//! Half of the pages, by the hash of their number, are kept aside: `f1_aside` and
//! `shingle_f1_aside` are measured there, `…_developed` on the others, and mistakes are told of the
//! others alone, so that rules are written without having seen what they are tried on.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use sha2::{Digest, Sha256};
use tidings_types::{BlockKind, Document, MediaType, Report};

use crate::data::{self, Layout, Row};
use crate::metrics::{Counts, harmonic_mean, ratio, shingle_counts, word_counts, words};
use crate::stages::in_parallel;
use crate::{EvalError, EvalOptions, Mistake, Score};

const LAYOUT: Layout = Layout { folder: "main-text", stems: &["wcxb"] };

/// A page scoring below this is listed among the mistakes.
const POOR: f64 = 0.9;

#[derive(Deserialize)]
struct Page {
    id: String,
    #[serde(default)]
    url: Option<String>,
    text: String,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
}

#[derive(Default)]
struct Outcome {
    found: bool,
    read: bool,
    words: Counts,
    shingles: Counts,
    with: usize,
    without: usize,
    head: String,
}

pub fn run(path: &Path, options: &EvalOptions) -> Result<Score, EvalError> {
    let pages = data::sample(data::rows::<Page>(path, LAYOUT)?, options.every);
    let outcomes = in_parallel(&pages, judge);
    Ok(score(&pages, &outcomes))
}

fn judge(row: &Row<Page>) -> Outcome {
    let Some(bytes) = find(row).and_then(|path| data::page(&path)) else {
        return Outcome { words: word_counts(&row.value.text, ""), ..Outcome::default() };
    };
    let mut document = Document::new(bytes, MediaType::Html, row.value.id.clone());
    document.url = row.value.url.clone();
    let report = tidings_text::read(&document).0;
    let got = report.as_ref().map(body).unwrap_or_default();
    let got = got.as_str();
    let spoken = format!(" {} ", words(got).join(" "));
    let held = |snippets: &[String]| {
        snippets
            .iter()
            .filter(|snippet| spoken.contains(&format!(" {} ", words(snippet).join(" "))))
            .count()
    };
    Outcome {
        found: true,
        read: report.is_some(),
        words: word_counts(&row.value.text, got),
        shingles: shingle_counts(&row.value.text, got),
        with: held(&row.value.with),
        without: held(&row.value.without),
        head: got.chars().take(120).collect(),
    }
}

/// The report's text without its headline and captions, which the gold text does not hold either.
fn body(report: &Report) -> String {
    let is_body = |kind: BlockKind| !matches!(kind, BlockKind::Title | BlockKind::Caption);
    let blocks = report.blocks.iter().filter(|block| is_body(block.kind));
    blocks.map(|block| report.words(block.span)).collect::<Vec<_>>().join("\n\n")
}

/// The page's file: in the folder named as the gold file, or beside it.
fn find(row: &Row<Page>) -> Option<PathBuf> {
    let folder = row.file.parent()?;
    let name = data::file_name(&row.file);
    let stem = name.split('.').next()?;
    let names: Vec<String> =
        ["html.gz", "html"].iter().map(|end| format!("{}.{end}", row.value.id)).collect();
    data::find_page(&[folder.join(stem), folder.to_owned()], &names)
}

fn score(pages: &[Row<Page>], outcomes: &[Outcome]) -> Score {
    let mut score = Score::new("main-text");
    let mean = |of: &dyn Fn(&Outcome) -> f64| average(outcomes.iter().map(of));
    score.documents = pages.len() as u64;
    score.figure("f1", mean(&|outcome| outcome.words.f1()));
    score.figure("precision", mean(&|outcome| outcome.words.precision()));
    score.figure("recall", mean(&|outcome| outcome.words.recall()));
    let every: Vec<&Outcome> = outcomes.iter().collect();
    let (precision, recall) = shingles(&every);
    score.figure("shingle_precision", precision);
    score.figure("shingle_recall", recall);
    score.figure("shingle_f1", harmonic_mean(precision, recall));
    for (part, aside) in [("developed", false), ("aside", true)] {
        let some = pages.iter().zip(outcomes).filter(|(row, _)| is_aside(&row.value.id) == aside);
        let some: Vec<&Outcome> = some.map(|(_, outcome)| outcome).collect();
        let f1 = average(some.iter().map(|outcome| outcome.words.f1()));
        let (precision, recall) = shingles(&some);
        score.figure(&format!("f1_{part}"), f1);
        score.figure(&format!("shingle_f1_{part}"), harmonic_mean(precision, recall));
    }
    let total = |of: &dyn Fn(&Page) -> usize| pages.iter().map(|row| of(&row.value)).sum::<usize>();
    let sum = |of: &dyn Fn(&Outcome) -> usize| outcomes.iter().map(of).sum::<usize>();
    score.figure("with", ratio(sum(&|outcome| outcome.with), total(&|page| page.with.len())));
    score.figure(
        "without",
        ratio(sum(&|outcome| outcome.without), total(&|page| page.without.len())),
    );
    score.count("missing_pages", outcomes.iter().filter(|outcome| !outcome.found).count());
    score.count(
        "pages_without_article",
        outcomes.iter().filter(|outcome| outcome.found && !outcome.read).count(),
    );
    score.mistakes = pages.iter().zip(outcomes).filter_map(mistake).collect();
    score
}

/// Precision and recall of shingles over the pages where each is defined.
fn shingles(outcomes: &[&Outcome]) -> (f64, f64) {
    let counts = || outcomes.iter().map(|outcome| outcome.shingles);
    let given = counts().filter(|counts| counts.true_positives + counts.false_positives > 0);
    let asked = counts().filter(|counts| counts.true_positives + counts.false_negatives > 0);
    (average(given.map(Counts::precision)), average(asked.map(Counts::recall)))
}

/// The mean; 0 of nothing.
fn average(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, number) = values.fold((0.0, 0_u32), |(sum, n), value| (sum + value, n + 1));
    sum / f64::from(number.max(1))
}

/// Whether a page is one of those that no rule was written after: the first hexadecimal digit of
/// the SHA-256 of its number is odd.
fn is_aside(id: &str) -> bool {
    Sha256::digest(id.as_bytes()).first().is_some_and(|byte| (byte >> 4) & 1 == 1)
}

fn mistake((row, outcome): (&Row<Page>, &Outcome)) -> Option<Mistake> {
    let f1 = outcome.words.f1();
    let kind = match outcome.words {
        _ if !outcome.read => "no article",
        counts if counts.precision() < counts.recall() => "too much",
        _ => "too little",
    };
    let figures =
        format!("precision {:.3}, recall {:.3}", outcome.words.precision(), outcome.words.recall());
    let gold: String = row.value.text.chars().take(120).collect();
    (f1 < POOR && !is_aside(&row.value.id))
        .then(|| Mistake::new(&row.value.id, kind, gold, &outcome.head, figures))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(gold: &str, got: &str) -> Outcome {
        Outcome {
            found: true,
            read: !got.is_empty(),
            words: word_counts(gold, got),
            shingles: shingle_counts(gold, got),
            ..Outcome::default()
        }
    }

    #[test]
    fn pages_weigh_the_same() {
        let row = |id: &str| Row {
            value: Page {
                id: id.into(),
                url: None,
                text: String::new(),
                with: vec![],
                without: vec![],
            },
            file: PathBuf::new(),
            line: 1,
        };
        let outcomes =
            [outcome("a b c d", "a b c d"), outcome("a b c d e f g h", ""), outcome("a b", "a c")];
        let score = score(&[row("1"), row("2"), row("3")], &outcomes);
        assert_eq!(score.figures["f1"], 0.5);
        assert_eq!(score.counts["pages_without_article"], 1);
        let told = ["2", "3"].into_iter().filter(|id| !is_aside(id)).count();
        assert_eq!(score.mistakes.len(), told);
        // Shingles: precision of the two answered pages 1/2, recall of all three 1/3.
        assert!((score.figures["shingle_precision"] - 0.5).abs() < 1e-12);
        assert!((score.figures["shingle_f1"] - 0.4).abs() < 1e-12);
    }
}
