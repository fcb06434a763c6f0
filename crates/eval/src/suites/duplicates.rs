//! `duplicates`: near copies of wire stories told from newer versions and from other stories.
//!
//! Data: `examples/duplicates.toml`, stories of our own with altered copies and with other stories of
//! the same event. Every text is paired with every story. A pair is found where the two signatures
//! share a band and the comparison says anything but "different". Figures:
//!
//! - `precision`, `recall`: pairs of one story, over all pairs;
//! - `version_accuracy`: of the pairs of one story, those with the right kind (copy, revised,
//!   continued): a copy adds a source, the others are read.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use tidings_text::{Likeness, likeness, signature};
use tidings_types::{Document, MediaType, Report};

use crate::metrics::ratio;
use crate::{EvalError, EvalOptions, Mistake, Score};

#[derive(Deserialize)]
struct Stories {
    story: Vec<Story>,
}

#[derive(Deserialize)]
struct Story {
    headline: String,
    paragraphs: Vec<String>,
    copies: Vec<Altered>,
    other: Vec<String>,
}

#[derive(Deserialize)]
struct Altered {
    kind: String,
    headline: String,
    cut: Vec<usize>,
    before: Vec<String>,
    after: Vec<String>,
    #[serde(default)]
    change: Vec<[String; 2]>,
}

/// A text, the story it tells, and what it is to it.
struct Text {
    report: Report,
    story: usize,
    kind: Likeness,
}

pub fn run(path: &Path, options: &EvalOptions) -> Result<Score, EvalError> {
    let stories = read(&file(path))?.story;
    let known: Vec<Report> = stories
        .iter()
        .map(|story| report(&story.headline, &story.paragraphs))
        .collect::<Option<_>>()
        .ok_or_else(|| EvalError::Stage("duplicates: a story gives no report".to_owned()))?;
    let mut score = Score::new("duplicates");
    let (mut found, mut right, mut gold, mut kinds) = (0, 0, 0, 0);
    for text in texts(&stories).iter().step_by(options.every.max(1)) {
        score.documents += 1;
        for (number, story) in known.iter().enumerate() {
            let same = number == text.story && text.kind != Likeness::Different;
            let expected = if same { text.kind } else { Likeness::Different };
            let got = relation(story, &text.report);
            gold += usize::from(same);
            found += usize::from(got != Likeness::Different);
            right += usize::from(same && got != Likeness::Different);
            kinds += usize::from(same && got == expected);
            if got != expected && options.mistakes {
                let title = text.report.title.clone().unwrap_or_default();
                let (gold, got) = (format!("{expected:?}"), format!("{got:?}"));
                score.mistakes.push(Mistake::new(&title, "wrong", gold, got, &text.report.text));
            }
        }
    }
    score.figure("precision", ratio(right, found));
    score.figure("recall", ratio(right, gold));
    score.figure("version_accuracy", ratio(kinds, gold));
    score.count("pairs_of_one_story", gold);
    score.count("pairs_of_others", score.documents as usize * known.len() - gold);
    Ok(score)
}

/// As the situation file tells it: by the bands, then by the texts.
fn relation(known: &Report, report: &Report) -> Likeness {
    let shares = signature(known)
        .zip(signature(report))
        .is_some_and(|(one, other)| one.bands.iter().any(|band| other.bands.contains(band)));
    if shares { likeness(known, report) } else { Likeness::Different }
}

fn texts(stories: &[Story]) -> Vec<Text> {
    let mut texts = Vec::new();
    for (story, held) in stories.iter().enumerate() {
        for copy in &held.copies {
            let kind = match copy.kind.as_str() {
                "revised" => Likeness::Revised,
                "continued" => Likeness::Continued,
                _ => Likeness::Copy,
            };
            let report = report(&copy.headline, &altered(held, copy));
            texts.extend(report.map(|report| Text { report, story, kind }));
        }
        for other in &held.other {
            let report = report("Another story of it", std::slice::from_ref(other));
            texts.extend(report.map(|report| Text { report, story, kind: Likeness::Different }));
        }
    }
    texts
}

fn altered(story: &Story, copy: &Altered) -> Vec<String> {
    let kept = story.paragraphs.iter().enumerate().filter(|(at, _)| !copy.cut.contains(at));
    let changed = kept.map(|(_, text)| {
        copy.change.iter().fold(text.clone(), |text, [from, to]| text.replace(from, to))
    });
    copy.before.iter().cloned().chain(changed).chain(copy.after.iter().cloned()).collect()
}

/// A page with this headline and these paragraphs, as a report.
fn report(headline: &str, paragraphs: &[String]) -> Option<Report> {
    let body: String = paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect();
    let page = format!(
        "<html><head><title>{headline}</title></head><body><article><h1>{headline}</h1>{body}</article></body></html>"
    );
    tidings_text::read(&Document::new(page.into(), MediaType::Html, "duplicates")).0
}

fn file(path: &Path) -> PathBuf {
    let candidates = [path.to_owned(), path.join("duplicates.toml")];
    let own = || Path::new("examples").join("duplicates.toml");
    candidates.into_iter().find(|path| path.is_file()).unwrap_or_else(own)
}

fn read(file: &Path) -> Result<Stories, EvalError> {
    let text = std::fs::read_to_string(file)
        .map_err(|source| EvalError::Io { path: file.to_owned(), source })?;
    toml::from_str(&text).map_err(|error| EvalError::NoData {
        path: file.to_owned(),
        expected: format!("stories with copies: {error}"),
    })
}
