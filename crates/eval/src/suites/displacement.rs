//! `displacement`: how many were displaced, in what term and unit.
//!
//! Data: excerpts of IDMC's IDETECT challenge with figure, reporting term and reporting unit. No
//! measure is published; each field is right where it agrees exactly, over all excerpts:
//! `quantity_exact`, `term_accuracy`, `unit_accuracy`.
//!
//! Our answer is one figure per excerpt: the first number, in the order of the text, that counts
//! people on the move or homes lost; where none is found there is no answer. Its kind and the
//! trigger decide the term, by IDMC's words; the unit is households where households or homes are
//! counted (the data count destroyed homes as households), otherwise people. Gold figures that
//! are sums over several sentences cannot be met, nor can excerpts in other languages.

use std::path::Path;

use serde::Deserialize;
use tidings_types::{Claim, Quantity, Unit};

use crate::data::{self, Layout, Row};
use crate::metrics::ratio;
use crate::stages::{Stages, in_parallel};
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
    let stages = Stages::load("displacement")?;
    let answers = in_parallel(&excerpts, |row: &Row<Excerpt>| {
        answer(&stages.claims_of(&row.value.text, None))
    });
    Ok(score(&excerpts, &answers))
}

fn answer(claims: &[Claim]) -> Option<Answer> {
    let all = claims
        .iter()
        .flat_map(|claim| claim.quantities.iter().map(move |quantity| (claim, quantity)));
    let figures = all.filter_map(|(claim, quantity)| {
        let figure = quantity.best.or(quantity.low)?;
        let (term, unit) = (term_of(claim, quantity)?, unit_of(quantity));
        Some((quantity.part, quantity.mention.span.start, Answer { figure, term, unit }))
    });
    figures.min_by_key(|(part, start, _)| (*part, *start)).map(|(_, _, answer)| answer)
}

/// IDMC's term; `None` for what does not count people on the move or homes lost.
fn term_of(claim: &Claim, quantity: &Quantity) -> Option<&'static str> {
    let trigger = claim.trigger.words.to_lowercase();
    let says = |start: &str| trigger.split_whitespace().any(|word| word.starts_with(start));
    Some(match quantity.kind.as_str() {
        "evacuated" => "Evacuated",
        "displaced" if says("homeless") => "Homeless",
        "displaced" if says("relocat") => "Relocated",
        "displaced" if says("shelter") => "Sheltered",
        "displaced" if says("fle") => "Forced to Flee",
        "displaced" => "Displaced",
        "homes" if says("damag") => "Partially Destroyed Housing",
        "homes" if says("uninhabit") => "Uninhabitable Housing",
        "homes" => "Destroyed Housing",
        _ => return None,
    })
}

fn unit_of(quantity: &Quantity) -> &'static str {
    match quantity.unit {
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
