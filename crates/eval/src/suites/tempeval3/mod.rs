//! `tempeval3`: dates in running text and their values.
//!
//! Data: TimeML files of TempEval-3 (UzZaman et al. 2013), the training part. Metric, as in its
//! scorer: gold and system expressions match where they overlap (relaxed), each at most once;
//! `value_f1` counts a match as right where the values are equal, over all expressions of either
//! side. Beside it `relaxed_f1` and `strict_f1` (bounds alone), `value_accuracy` (equal values
//! among relaxed matches) and `type_f1`. Only expressions in the text proper count, not the
//! creation time, which is handed to the grammar as the day of the report.
//!
//! Every fifth document is kept aside: `value_f1_aside` is measured there, `value_f1_developed` on
//! the others, and mistakes are told of the others alone, so that nobody writes rules for the fifth.

mod render;

use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;
use tidings_claims::dates::Frame;
use tidings_types::Span;

use super::timeml::{self, Timex};
use crate::data::{self, Layout, Row};
use crate::metrics::{Counts, ratio};
use crate::stages::in_parallel;
use crate::text::around;
use crate::{EvalError, EvalOptions, Mistake, Score};

const LAYOUT: Layout = Layout { folder: "dates", stems: &["tempeval3"] };

/// One document of so many is kept aside.
const ASIDE_OF: usize = 5;

#[derive(Deserialize)]
struct File {
    file: String,
    tml: String,
}

#[derive(Default)]
struct Outcome {
    value: Counts,
    kind: Counts,
    relaxed: Counts,
    strict: Counts,
    mistakes: Vec<Mistake>,
}

pub fn run(path: &Path, options: &EvalOptions) -> Result<Score, EvalError> {
    let files = data::sample(data::rows::<File>(path, LAYOUT)?, options.every);
    let outcomes = in_parallel(&files, |row: &Row<File>| {
        let gold = timeml::parse(&row.value.tml);
        let got = expressions(&gold.text, gold.created);
        compare(&row.value.file, &gold.text, &gold.expressions, &got)
    });
    Ok(score(&outcomes))
}

/// The grammar's expressions, paragraph by paragraph, each resolved against the day last spoken
/// of before it.
fn expressions(text: &str, published: Option<Date>) -> Vec<Timex> {
    let mut frame = Frame { published, ..Frame::default() };
    let mut found = Vec::new();
    for block in crate::text::verbatim(text, published).blocks {
        let words = block.span.of(text).unwrap_or_default();
        let (timexes, after) = render::timexes(words, block.span.start as usize, frame);
        found.extend(timexes);
        frame = after;
    }
    found
}

fn compare(file: &str, text: &str, gold: &[Timex], got: &[Timex]) -> Outcome {
    let pairs = overlaps(gold, got);
    let counts = |right: usize| Counts::new(right, got.len() - right, gold.len() - right);
    let count = |same: &dyn Fn(&Timex, &Timex) -> bool| {
        counts(
            pairs.iter().filter(|(gold_at, got_at)| same(&gold[*gold_at], &got[*got_at])).count(),
        )
    };
    let mut outcome = Outcome {
        value: count(&|gold, got| gold.value == got.value),
        kind: count(&|gold, got| gold.kind == got.kind),
        relaxed: counts(pairs.len()),
        strict: count(&|gold, got| gold.span == got.span),
        mistakes: Vec::new(),
    };
    let told = |one: &Timex| {
        format!("{} {} {}", one.span.of(text).unwrap_or_default(), one.kind, one.value)
    };
    let at = |one: &Timex| around(text, one.span, 60);
    for (index, one) in gold.iter().enumerate() {
        match pairs.iter().find(|(gold_at, _)| *gold_at == index) {
            None => outcome.mistakes.push(Mistake::new(file, "missed", told(one), "", at(one))),
            Some((_, got_at)) if got[*got_at].value != one.value => {
                outcome.mistakes.push(Mistake::new(
                    file,
                    "wrong value",
                    told(one),
                    told(&got[*got_at]),
                    at(one),
                ));
            }
            Some(_) => {}
        }
    }
    let unmatched = got
        .iter()
        .enumerate()
        .filter(|(index, _)| !pairs.iter().any(|(_, got_at)| got_at == index));
    outcome
        .mistakes
        .extend(unmatched.map(|(_, one)| Mistake::new(file, "spurious", "", told(one), at(one))));
    outcome
}

/// Pairs of overlapping expressions, in order, each used once; equal bounds come first.
fn overlaps(gold: &[Timex], got: &[Timex]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut pair = |fits: &dyn Fn(Span, Span) -> bool| {
        for (gold_at, one) in gold.iter().enumerate() {
            let free =
                |pairs: &[(usize, usize)], at: usize| !pairs.iter().any(|(_, used)| *used == at);
            if pairs.iter().any(|(used, _)| *used == gold_at) {
                continue;
            }
            let other = got
                .iter()
                .enumerate()
                .find(|(at, other)| free(&pairs, *at) && fits(one.span, other.span));
            pairs.extend(other.map(|(at, _)| (gold_at, at)));
        }
    };
    pair(&|one, other| one == other);
    pair(&Span::overlaps);
    pairs
}

fn score(outcomes: &[Outcome]) -> Score {
    let mut score = Score::new("tempeval3");
    let sum = |of: &dyn Fn(&Outcome) -> Counts| -> Counts { outcomes.iter().map(of).sum() };
    let (value, relaxed) = (sum(&|outcome| outcome.value), sum(&|outcome| outcome.relaxed));
    let part = |aside: bool| -> Counts {
        let rows = outcomes.iter().enumerate();
        rows.filter(|(index, _)| is_aside(*index) == aside).map(|(_, outcome)| outcome.value).sum()
    };
    score.documents = outcomes.len() as u64;
    score.figure("value_f1", value.f1());
    score.figure("value_f1_aside", part(true).f1());
    score.figure("value_f1_developed", part(false).f1());
    score.figure("value_precision", value.precision());
    score.figure("value_recall", value.recall());
    score.figure("type_f1", sum(&|outcome| outcome.kind).f1());
    score.figure("relaxed_f1", relaxed.f1());
    score.figure("strict_f1", sum(&|outcome| outcome.strict).f1());
    score.figure("value_accuracy", ratio(value.true_positives, relaxed.true_positives));
    score.count("gold", value.true_positives + value.false_negatives);
    score.count("answered", value.true_positives + value.false_positives);
    let developed = outcomes.iter().enumerate().filter(|(index, _)| !is_aside(*index));
    score.mistakes = developed.flat_map(|(_, outcome)| outcome.mistakes.iter().cloned()).collect();
    score
}

/// Whether the document with this index, in the order of the data, is kept aside.
fn is_aside(index: usize) -> bool {
    index % ASIDE_OF == ASIDE_OF - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timex(start: u32, end: u32, value: &str) -> Timex {
        Timex { span: Span { start, end }, kind: "DATE".into(), value: value.into() }
    }

    #[test]
    fn overlap_matches_and_equal_bounds_come_first() {
        let gold = [timex(0, 10, "1998-08-07"), timex(5, 20, "1998-08"), timex(30, 35, "P1D")];
        let got = [timex(5, 20, "1998-08"), timex(8, 12, "1998-08-08"), timex(40, 45, "1999")];
        let outcome = compare("f", &"x".repeat(50), &gold, &got);
        assert_eq!(outcome.relaxed, Counts::new(2, 1, 1));
        assert_eq!(outcome.strict, Counts::new(1, 2, 2));
        assert_eq!(outcome.value, Counts::new(1, 2, 2));
        let kinds: Vec<&str> =
            outcome.mistakes.iter().map(|mistake| mistake.kind.as_str()).collect();
        assert_eq!(kinds, ["wrong value", "missed", "spurious"]);
    }

    #[test]
    fn an_expression_is_used_once() {
        let outcome = compare("f", "", &[timex(0, 3, "a"), timex(3, 6, "b")], &[timex(0, 6, "a")]);
        assert_eq!(outcome.relaxed, Counts::new(1, 0, 1));
    }
}
