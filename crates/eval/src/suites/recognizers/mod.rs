//! `recognizers`: date and number expressions and their values.
//!
//! Data: the specification cases of Microsoft's Recognizers-Text. A case passes where our
//! expressions are the expected ones, no more and no fewer, with the same bounds and the same
//! value; where the case lists several readings (the last and the next 2 October), any will do.
//! `pass_rate` is the share of passed cases.
//!
//! Kept are the kinds that news tells of, in English, the one language whose grammar is written:
//! dates, date ranges, durations, whole numbers, number ranges, and cases that expect nothing of
//! those models. A case with any other kind is left out whole and counted under its kind
//! (`left_out_…`): [`kept`] has them. Our expressions are written in the conventions of the set
//! by [`render`].

mod kept;
mod render;

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;
use tidings_claims::dates::{Expression, find};
use tidings_claims::quantities::{self, Amount};
use tidings_types::{Qualifier, Span};

use crate::data::{self, Layout, Row};
use crate::metrics::ratio;
use crate::text::Characters;
use crate::{EvalError, EvalOptions, Mistake, Score};

const LAYOUT: Layout = Layout { folder: "dates/recognizers", stems: &["DateTime-", "Number-"] };

#[derive(Deserialize)]
struct Case {
    #[serde(rename = "Input")]
    input: String,
    #[serde(rename = "Context", default)]
    context: Value,
    #[serde(rename = "Results", default)]
    results: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    #[serde(rename = "Text", default)]
    text: String,
    #[serde(rename = "Start", default)]
    start: i64,
    /// The last character, not the one after it.
    #[serde(rename = "End", default)]
    end: i64,
    #[serde(rename = "TypeName", default)]
    kind: String,
    #[serde(rename = "Resolution", default)]
    resolution: Value,
}

/// Which grammar a file is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Model {
    Dates,
    Numbers,
    NumberRanges,
}

/// One of our expressions, in the forms that a case may ask for.
#[derive(Debug, Default)]
struct Found {
    spans: Vec<Span>,
    /// First day and the day after the last, in every reading.
    days: Vec<render::Days>,
    /// A number, a range of numbers, or a length in seconds.
    value: String,
}

pub fn run(path: &Path, options: &EvalOptions) -> Result<Score, EvalError> {
    let cases = data::sample(data::rows::<Case>(path, LAYOUT)?, options.every);
    let mut score = Score::new("recognizers");
    let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_kind: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for row in &cases {
        let (model, kind) = match kept::kept(row) {
            Ok(kept) => kept,
            Err(kind) => {
                *left_out.entry(kind).or_default() += 1;
                continue;
            }
        };
        let got = answer(model, &row.value);
        let passed = passes(model, &row.value, &got);
        let entry = by_kind.entry(kind).or_default();
        *entry = (entry.0 + usize::from(passed), entry.1 + 1);
        if !passed {
            score.mistakes.push(mistake(row, &got));
        }
    }
    finish(&mut score, &by_kind, &left_out);
    Ok(score)
}

fn finish(
    score: &mut Score,
    by_kind: &BTreeMap<String, (usize, usize)>,
    left_out: &BTreeMap<String, usize>,
) {
    let (passed, all) = by_kind.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    score.documents = all as u64;
    score.figure("pass_rate", ratio(passed, all));
    for (kind, (passed, all)) in by_kind {
        score.figure(&format!("pass_rate_{kind}"), ratio(*passed, *all));
        score.count(&format!("cases_{kind}"), *all);
    }
    for (kind, count) in left_out {
        score.count(&format!("left_out_{kind}"), *count);
    }
}

fn answer(model: Model, case: &Case) -> Vec<Found> {
    match model {
        Model::Dates => dates(case),
        Model::Numbers => numbers(&case.input),
        Model::NumberRanges => ranges(&case.input),
    }
}

fn dates(case: &Case) -> Vec<Found> {
    let reference = case.context.get("ReferenceDateTime").and_then(Value::as_str);
    let published = reference.and_then(|time| time.get(..10)?.parse().ok());
    let found = |expression: &Expression| Found {
        spans: vec![expression.span, expression.core],
        days: render::readings(expression, published),
        value: render::seconds(&expression.form)
            .map(|seconds| seconds.to_string())
            .unwrap_or_default(),
    };
    find(&case.input, 0).iter().map(found).collect()
}

/// Every number of the text that is told exactly.
fn numbers(text: &str) -> Vec<Found> {
    let exact = |amount: &Amount| {
        let value = amount.best.filter(|_| amount.qualifier != Qualifier::Vague)?.to_string();
        Some(Found { spans: vec![amount.span, amount.number], value, ..Found::default() })
    };
    quantities::find(text, 0).iter().filter_map(exact).collect()
}

/// Every amount of the text that leaves a range open, as "lowest..highest".
fn ranges(text: &str) -> Vec<Found> {
    let bound = |number: Option<u64>| number.map_or_else(String::new, |number| number.to_string());
    let open = |amount: &&Amount| {
        amount.low != amount.high
            && !matches!(amount.qualifier, Qualifier::Vague | Qualifier::About)
    };
    let found = |amount: &Amount| Found {
        spans: vec![amount.span, Span { start: amount.number.start, end: amount.span.end }],
        value: format!("{}..{}", bound(amount.low), bound(amount.high)),
        ..Found::default()
    };
    quantities::find(text, 0).iter().filter(open).map(found).collect()
}

/// Whether a range written as "[20,30)" is ours. We do not part "more than 30" from "at least 30": an
/// open bound is taken as closed, or as the next whole number.
fn same_range(expected: &str, got: &str) -> bool {
    let bare = expected.trim_matches(['[', '(', ']', ')']);
    let (Some((low, high)), Some((our_low, our_high))) =
        (bare.split_once(','), got.split_once(".."))
    else {
        return false;
    };
    let agrees = |bound: &str, ours: &str, inward: i64| match bound.parse::<i64>() {
        Err(_) => ours.is_empty(),
        Ok(bound) => ours.parse().is_ok_and(|ours: i64| ours == bound || ours == bound + inward),
    };
    let above = i64::from(expected.starts_with('('));
    let below = -i64::from(expected.ends_with(')'));
    agrees(low, our_low, above) && agrees(high, our_high, below)
}

fn passes(model: Model, case: &Case, got: &[Found]) -> bool {
    let characters = Characters::of(&case.input);
    let bare = |span: Span| {
        let cut = span.of(&case.input).map_or(0, render::small_words);
        (span.start as usize + cut, span.end)
    };
    let met = |(expected, got): (&Expected, &Found)| {
        let span = expected.start.try_into().ok().zip((expected.end + 1).try_into().ok());
        let span = span.and_then(|(start, end)| characters.span(start, end));
        let same = |span: Span| got.spans.iter().any(|own| bare(*own) == bare(span));
        span.is_some_and(same) && same_value(model, expected, got)
    };
    case.results.len() == got.len() && case.results.iter().zip(got).all(met)
}

fn same_value(model: Model, expected: &Expected, got: &Found) -> bool {
    if model != Model::Dates {
        let value = expected.resolution.get("value").and_then(Value::as_str).unwrap_or_default();
        return match model {
            Model::NumberRanges => same_range(value, &got.value),
            _ => value == got.value,
        };
    }
    let readings = expected.resolution.get("values").and_then(Value::as_array);
    readings.is_some_and(|readings| readings.iter().any(|reading| same_reading(reading, got)))
}

fn same_reading(reading: &Value, got: &Found) -> bool {
    let field = |name: &str| reading.get(name).and_then(Value::as_str);
    let day = |name: &str| field(name).and_then(|day| day.parse::<Date>().ok());
    match field("type") {
        Some("duration") => field("value") == Some(got.value.as_str()),
        Some("date") => {
            let told = day("value");
            let next = told.and_then(|day| day.tomorrow().ok());
            told.is_some() && got.days.contains(&(told, next))
        }
        _ => {
            // A reading that is open on one side asks nothing of that side.
            let agrees =
                |name: &str, ours: Option<Date>| day(name).is_none_or(|day| Some(day) == ours);
            let told = day("start").or(day("end")).is_some();
            told && got
                .days
                .iter()
                .any(|(start, end)| agrees("start", *start) && agrees("end", *end))
        }
    }
}

fn mistake(row: &Row<Case>, got: &[Found]) -> Mistake {
    let text = &row.value.input;
    let expected =
        row.value.results.iter().map(|one| format!("{} = {}", one.text, brief(&one.resolution)));
    let ours = got.iter().map(|one| {
        let words = one.spans.first().and_then(|span| span.of(text)).unwrap_or_default();
        let day = |day: Option<Date>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
        let days = one.days.iter().map(|(start, end)| format!("[{}, {})", day(*start), day(*end)));
        format!("{words} = {} {}", one.value, days.collect::<Vec<_>>().join(" "))
    });
    let kind = match (row.value.results.len(), got.len()) {
        (expected, got) if expected > got => "missed",
        (expected, got) if expected < got => "spurious",
        _ => "wrong",
    };
    let place = format!("{}:{}", data::file_name(&row.file), row.line);
    Mistake::new(
        &place,
        kind,
        expected.collect::<Vec<_>>().join("; "),
        ours.collect::<Vec<_>>().join("; "),
        text,
    )
}

fn brief(resolution: &Value) -> String {
    let one = |value: &Value| {
        let field =
            |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        format!(
            "{} {} {}",
            field("timex"),
            field("value"),
            [field("start"), field("end")].join("..")
        )
    };
    match resolution.get("values").and_then(Value::as_array) {
        Some(readings) => readings.iter().map(one).collect::<Vec<_>>().join(" | "),
        None => resolution.get("value").and_then(Value::as_str).unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(json: &str) -> Case {
        serde_json::from_str(json).unwrap()
    }

    const DAY: &str = r#"{"Input":"back 22 April","Results":[{"Text":"22 april","Start":5,"End":12,
        "TypeName":"datetimeV2.date","Resolution":{"values":[
        {"timex":"XXXX-04-22","type":"date","value":"2016-04-22"},
        {"timex":"XXXX-04-22","type":"date","value":"2017-04-22"}]}}]}"#;

    fn found(start: &str, end: &str) -> Found {
        Found {
            spans: vec![Span { start: 5, end: 13 }],
            days: vec![(start.parse().ok(), end.parse().ok())],
            value: String::new(),
        }
    }

    #[test]
    fn any_reading_will_do() {
        let case = case(DAY);
        assert!(passes(Model::Dates, &case, &[found("2016-04-22", "2016-04-23")]));
        assert!(passes(Model::Dates, &case, &[found("2017-04-22", "2017-04-23")]));
        assert!(!passes(Model::Dates, &case, &[found("2018-04-22", "2018-04-23")]));
        assert!(!passes(Model::Dates, &case, &[found("2016-04-22", "2016-04-29")]));
        assert!(!passes(Model::Dates, &case, &[]));
        let twice = [found("2016-04-22", "2016-04-23"), found("2016-04-22", "2016-04-23")];
        assert!(!passes(Model::Dates, &case, &twice));
    }

    #[test]
    fn ranges_are_compared_as_whole_numbers() {
        assert!(same_range("[20,30)", "20..30"));
        assert!(same_range("(30,)", "31.."));
        assert!(same_range("(30,)", "30.."));
        assert!(same_range("(,170)", "..169"));
        assert!(same_range("[30,)", "30.."));
        assert!(!same_range("(,170]", "..169"));
        assert!(!same_range("nonsense", ""));
    }

    #[test]
    fn other_kinds_and_languages_are_left_out_by_name() {
        let row = |file: &str, kind: &str| Row {
            value: case(&DAY.replace("datetimeV2.date", kind)),
            file: file.into(),
            line: 1,
        };
        let english = "DateTime-English-DateTimeModel.jsonl.gz";
        assert!(kept::kept(&row(english, "datetimeV2.date")).is_ok());
        assert_eq!(
            kept::kept(&row(english, "datetimeV2.timerange")).err().as_deref(),
            Some("timerange")
        );
        let french = "DateTime-French-DateTimeModel.jsonl.gz";
        assert_eq!(
            kept::kept(&row(french, "datetimeV2.date")).err().as_deref(),
            Some("other_languages")
        );
        let ordinal = "Number-English-OrdinalModel.jsonl.gz";
        assert_eq!(kept::kept(&row(ordinal, "ordinal")).err().as_deref(), Some("ordinal"));
    }
}
