//! `displacement`: how many were displaced, in what term and unit.
//!
//! Data: excerpts of IDMC's IDETECT challenge with figure, reporting term and reporting unit. No
//! measure is published; each field is right where it agrees exactly, over all excerpts:
//! `quantity_exact`, `term_accuracy`, `unit_accuracy`.
//!
//! Our answer is read by the grammar of quantities alone, since an excerpt has no report around it:
//! people on the move before homes, destroyed homes before damaged ones, totals before their parts,
//! then the order of the text. Figures told by the same word in one excerpt ("31 houses in A and 36
//! in B") are summed, as the data does. The unit is households where households or homes are
//! counted. Excerpts in other languages cannot be met.

use std::path::Path;

use serde::Deserialize;
use tidings_claims::quantities::{Figure, displacement_term, figures};
use tidings_types::Unit;

use crate::data::{self, Layout, Row};
use crate::metrics::ratio;
use crate::stages::in_parallel;
use crate::{EvalError, EvalOptions, Mistake, Score};

const LAYOUT: Layout = Layout { folder: "figures", stems: &["displacement"] };

#[derive(Deserialize)]
struct Excerpt {
    #[serde(rename = "Excerpt")]
    text: String,
    #[serde(rename = "Displacement figure")]
    figure: serde_json::Value,
    #[serde(rename = "Reporting term")]
    term: String,
    #[serde(rename = "Reporting unit")]
    unit: String,
}

impl Excerpt {
    fn figure(&self) -> String {
        self.figure.as_str().map_or_else(|| self.figure.to_string(), str::to_owned)
    }
}

/// Figure, term and unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Answer {
    figure: u64,
    term: &'static str,
    unit: &'static str,
}

pub fn run(path: &Path, options: &EvalOptions) -> Result<Score, EvalError> {
    let excerpts = data::sample(data::rows::<Excerpt>(path, LAYOUT)?, options.every);
    let answers = in_parallel(&excerpts, |row: &Row<Excerpt>| answer(&row.value.text));
    Ok(score(&excerpts, &answers))
}

/// A figure with its term and the word that decided its kind.
struct Told {
    figure: Figure,
    best: u64,
    term: &'static str,
    word: String,
}

fn answer(text: &str) -> Option<Answer> {
    let report = crate::text::verbatim(text, None);
    let mut told: Vec<Told> =
        report.sentences.iter().flat_map(|sentence| told(report.words(sentence.span))).collect();
    told.sort_by_key(|one| (one.figure.part, rank(one)));
    let first = told.first()?;
    let same = told.iter().filter(|one| {
        !one.figure.part
            && one.term == first.term
            && one.word == first.word
            && one.figure.unit == first.figure.unit
    });
    let mut numbers: Vec<u64> = same.map(|one| one.best).collect();
    numbers.dedup();
    let figure = if first.figure.part { first.best } else { numbers.iter().sum() };
    Some(Answer { figure, term: first.term, unit: unit_of(first.figure.unit) })
}

fn told(sentence: &str) -> Vec<Told> {
    let read = |figure: Figure| {
        if is_possible(&figure, sentence) {
            return None;
        }
        let term = displacement_term(&figure, sentence)?;
        let word = figure.cue.of(sentence)?.to_lowercase();
        Some(Told { best: figure.best.or(figure.low)?, term, word, figure })
    };
    figures(sentence, 0).into_iter().filter_map(read).collect()
}

/// "Another 10,000 might have to be evacuated": nobody has moved yet.
fn is_possible(figure: &Figure, sentence: &str) -> bool {
    let between = sentence.get(figure.mention.end as usize..figure.cue.start as usize);
    between.is_some_and(|words| {
        words.split_whitespace().any(|word| matches!(word, "might" | "may" | "could" | "would"))
    })
}

/// People before homes, destroyed before damaged.
fn rank(told: &Told) -> u8 {
    match told.term {
        "Destroyed Housing" => 1,
        "Partially Destroyed Housing" => 2,
        _ => 0,
    }
}

fn unit_of(unit: Unit) -> &'static str {
    match unit {
        Unit::Person => "People",
        Unit::Household | Unit::Item => "Households",
    }
}

fn score(excerpts: &[Row<Excerpt>], answers: &[Option<Answer>]) -> Score {
    let mut score = Score::new("displacement");
    let pairs = || excerpts.iter().map(|row| &row.value).zip(answers);
    let share = |right: &dyn Fn(&Excerpt, &Answer) -> bool| {
        let right = pairs().filter(|(gold, got)| got.as_ref().is_some_and(|got| right(gold, got)));
        ratio(right.count(), excerpts.len())
    };
    score.documents = excerpts.len() as u64;
    score.figure("quantity_exact", share(&|gold, got| gold.figure() == got.figure.to_string()));
    score.figure("term_accuracy", share(&|gold, got| gold.term == got.term));
    score.figure("unit_accuracy", share(&|gold, got| gold.unit == got.unit));
    score.count("answered", answers.iter().flatten().count());
    score.mistakes = excerpts.iter().zip(answers).filter_map(mistake).collect();
    score
}

fn mistake((row, got): (&Row<Excerpt>, &Option<Answer>)) -> Option<Mistake> {
    let told = |figure: &str, term: &str, unit: &str| format!("{figure} {term} {unit}");
    let gold = told(&row.value.figure(), &row.value.term, &row.value.unit);
    let answer = got
        .as_ref()
        .map_or_else(String::new, |got| told(&got.figure.to_string(), got.term, got.unit));
    let kind = if got.is_some() { "wrong" } else { "no figure" };
    let place = format!("line {}", row.line);
    (gold != answer).then(|| Mistake::new(&place, kind, gold, answer, &row.value.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_is_right_alone() {
        let excerpt = |figure: u64, term: &str, unit: &str| Row {
            value: Excerpt {
                text: String::new(),
                figure: figure.into(),
                term: term.into(),
                unit: unit.into(),
            },
            file: std::path::PathBuf::new(),
            line: 1,
        };
        let rows = [
            excerpt(60, "Destroyed Housing", "Households"),
            excerpt(82000, "Displaced", "People"),
            excerpt(5, "Evacuated", "People"),
            excerpt(7, "Displaced", "People"),
        ];
        let answer = |figure, term, unit| Some(Answer { figure, term, unit });
        let answers = [
            answer(60, "Destroyed Housing", "Households"),
            answer(82000, "Evacuated", "People"),
            answer(6, "Evacuated", "Households"),
            None,
        ];
        let score = score(&rows, &answers);
        let figures: Vec<f64> = ["quantity_exact", "term_accuracy", "unit_accuracy"]
            .iter()
            .map(|key| score.figures[*key])
            .collect();
        assert_eq!(figures, [0.5, 0.5, 0.5]);
        assert_eq!(score.mistakes.len(), 3);
    }
}
