//! Which cases concern news: the kinds that are kept, and those left out by name.

use serde_json::Value;

use super::{Case, Expected, Model};
use crate::data::{self, Row};

/// Words of commands to an assistant, a shop or a spreadsheet.
const COMMANDS: &[&str] = &[
    "cortana", "please", "schedule", "book", "meeting", "skype", "show", "sales", "find",
    "records", "ooo", "dinner", "coffee", "loan", "bought",
];

/// Words of mathematics: "is equal to or less than 30".
const EQUALITY: &[&str] = &["equal", "equals"];

/// Words of business calendars: fiscal, school and calendar years, working days, shopping days.
const BUSINESS: &[&str] = &[
    "fiscal",
    "calendar",
    "cy",
    "sy",
    "eoy",
    "business",
    "workweek",
    "labor",
    "thanksgiving",
    "otd",
    "h2",
    "black",
];

/// The model and the kind of a case that is kept, or the kind it is left out for.
pub fn kept(row: &Row<Case>) -> Result<(Model, String), String> {
    let name = data::file_name(&row.file);
    let in_english = name.contains("-English-");
    let model = match () {
        () if !in_english => return Err("other_languages".to_owned()),
        () if name.starts_with("DateTime-") => Model::Dates,
        () if name.contains("NumberRangeModel") => Model::NumberRanges,
        () if name.contains("NumberModel") => Model::Numbers,
        () if name.contains("Ordinal") => return Err("ordinal".to_owned()),
        () => return Err("percentage".to_owned()),
    };
    let mut kind = "nothing".to_owned();
    for expected in &row.value.results {
        kind = kept_kind(model, expected)?;
    }
    match foreign(model, &row.value) {
        Some(kind) => Err(kind.to_owned()),
        None => Ok((model, kind)),
    }
}

fn kept_kind(model: Model, expected: &Expected) -> Result<String, String> {
    let kind = expected.kind.trim_start_matches("datetimeV2.").to_owned();
    let subtype = expected.resolution.get("subtype").and_then(Value::as_str);
    match (model, kind.as_str(), subtype) {
        (Model::Dates, "date" | "daterange" | "duration", _) | (Model::NumberRanges, _, _) => {
            Ok(kind)
        }
        (Model::Numbers, _, None | Some("integer")) => Ok(kind),
        (Model::Numbers, _, Some(subtype)) => Err(subtype.to_owned()),
        _ => Err(kind),
    }
}

/// What makes a case one that news does not have, if anything does.
fn foreign(model: Model, case: &Case) -> Option<&'static str> {
    let words = words(&case.input);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let values = case.results.iter().map(|one| &one.resolution);
    if model == Model::Dates && values.clone().any(is_unresolved) {
        return Some("not_resolved");
    }
    if has(COMMANDS) {
        return Some("command");
    }
    if case.input.contains(['<', '>', '=']) || has(EQUALITY) {
        return Some("mathematics_or_markup");
    }
    if model == Model::Dates {
        return has(BUSINESS).then_some("business_calendar");
    }
    let text = case.input.as_str();
    let negative = values.clone().any(is_negative);
    match () {
        () if negative => Some("negative_number"),
        () if text.contains(['$', '¥']) => Some("money"),
        () if is_identifier(text) => Some("identifier"),
        () if words.iter().any(|word| word.ends_with("enth")) => Some("ordinal"),
        () => None,
    }
}

/// The words of a case in small letters, without digits that stand on them.
fn words(input: &str) -> Vec<String> {
    let letters = |c: char| !c.is_alphanumeric();
    let plain = |word: &str| {
        let word = word.to_lowercase();
        match word.as_str() {
            "h2" => word,
            _ => word.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned(),
        }
    };
    input.split(letters).map(plain).filter(|word| !word.is_empty()).collect()
}

/// Whether the set itself gives no value.
fn is_unresolved(resolution: &Value) -> bool {
    let values = resolution.get("values").and_then(Value::as_array);
    values.is_some_and(|values| {
        values.iter().all(|one| one.get("value").and_then(Value::as_str) == Some("not resolved"))
    })
}

fn is_negative(resolution: &Value) -> bool {
    resolution.get("value").and_then(Value::as_str).is_some_and(|value| value.starts_with('-'))
}

/// Addresses and telephone numbers: three numbers or more joined by full stops or hyphens.
fn is_identifier(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let parts: Vec<&str> = word.split(['.', '-']).collect();
        let digits = |part: &&str| part.contains(|c: char| c.is_ascii_digit());
        parts.len() >= 3 && parts.iter().filter(|part| digits(part)).count() >= 3
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(model: Model, input: &str, value: &str, expected: Option<&str>) {
        let case = serde_json::json!({ "Input": input, "Results": [
            { "Text": "", "Start": 0, "End": 0, "TypeName": "x", "Resolution": { "value": value } }] });
        let case: Case = serde_json::from_value(case).unwrap();
        assert_eq!(foreign(model, &case), expected, "{input}");
    }

    #[test]
    fn what_news_does_not_have_is_named() {
        check(Model::Dates, "I'll go back on Friday", "", None);
        check(Model::Dates, "Cortana, set something up on the 18th", "", Some("command"));
        check(Model::Dates, "Show sales in the year 2008", "", Some("command"));
        check(Model::Dates, "this calendar year", "", Some("business_calendar"));
        check(Model::Dates, "sales in the cy18", "", Some("command"));
        check(Model::Dates, "the first quarter of 2013", "", None);
        check(Model::Numbers, "minus one", "-1", Some("negative_number"));
        check(Model::Numbers, "192.168.1.2", "192", Some("identifier"));
        check(Model::Numbers, "I pay $20", "20", Some("money"));
        check(Model::Numbers, "one hundred and six", "106", None);
        check(Model::NumberRanges, "x>10", "(10,)", Some("mathematics_or_markup"));
        check(Model::NumberRanges, "between the tenth and the fifteenth", "", Some("ordinal"));
        check(Model::NumberRanges, "up to 700 contract workers", "(,700]", None);
    }
}
