//! Fills of MUC-4 slots: how they are written in the keys and how two of them are compared.

/// One fill of a slot: the values that the key accepts for it, and the strings it refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fill {
    /// Values, any of which is right.
    pub values: Vec<String>,
    /// Strings of another slot that the fill belongs to (`ENERGY: "SUBSTATION"`), any of which is
    /// right.
    pub tags: Vec<String>,
    /// An optional fill (`?` in the key) may be missed without loss.
    pub optional: bool,
}

/// Reads a fill as the keys write it: `? VALUE / OTHER VALUE: "TAG" / "OTHER TAG"`. `None` where
/// nothing is written.
pub fn parse_fill(slot: &str, written: &str) -> Option<Fill> {
    let trimmed = written.trim();
    let (optional, rest) = match trimmed.strip_prefix('?') {
        Some(rest) => (true, rest),
        None => (false, trimmed),
    };
    // The parts of a place are parted by colons too: they are kept in the value.
    let (value, tag) = if slot == LOCATION { (rest, "") } else { split_once_outside(rest, ':') };
    let values = alternatives(value);
    let tags = alternatives(tag).into_iter().filter(|tag| tag != "-").collect();
    (!values.is_empty()).then_some(Fill { values, tags, optional })
}

const LOCATION: &str = "INCIDENT: LOCATION";
const DATE: &str = "INCIDENT: DATE";
const TYPE: &str = "INCIDENT: TYPE";

/// The incident type of which all others are kinds.
const GENERAL_TYPE: &str = "ATTACK";

/// Slots whose values are words of the text rather than of a list.
const STRING_SLOTS: [&str; 6] = [
    "INCIDENT: INSTRUMENT ID",
    "PERP: INDIVIDUAL ID",
    "PERP: ORGANIZATION ID",
    "PHYS TGT: ID",
    "HUM TGT: NAME",
    "HUM TGT: DESCRIPTION",
];

/// Credit of a response fill against a key fill: 1 correct, 0.5 partial, 0 incorrect.
///
/// With a reference to another string, a right value with a wrong reference is half right, as the
/// guidelines say for set fills.
pub fn credit(slot: &str, key: &Fill, response: &Fill) -> f64 {
    let value = best(&key.values, &response.values, |key, got| value_credit(slot, key, got));
    let refers = key.tags.is_empty() || best(&key.tags, &response.tags, string_credit) >= 1.0;
    if value >= 1.0 && !refers { 0.5 } else { value }
}

fn best(key: &[String], response: &[String], credit: impl Fn(&str, &str) -> f64) -> f64 {
    let pairs = key.iter().flat_map(|key| response.iter().map(move |got| (key, got)));
    pairs.map(|(key, got)| credit(key, got)).fold(0.0, f64::max)
}

fn value_credit(slot: &str, key: &str, got: &str) -> f64 {
    match slot {
        LOCATION => location_credit(key, got),
        DATE => date_credit(key, got),
        TYPE if key != got && got == GENERAL_TYPE => 0.5,
        slot if STRING_SLOTS.contains(&slot) => string_credit(key, got),
        _ => f64::from(u8::from(key.eq_ignore_ascii_case(got))),
    }
}

/// The same words without articles are right; words that share the head, which is the last word
/// before a preposition, or that hold each other, are half right. The half is the machine's
/// stand-in for the judgement that the guidelines leave to a person.
fn string_credit(key: &str, got: &str) -> f64 {
    let (key, got) = (content_words(key), content_words(got));
    if key.is_empty() || got.is_empty() {
        return 0.0;
    }
    if key == got {
        return 1.0;
    }
    let holds =
        |long: &[String], short: &[String]| long.windows(short.len()).any(|part| part == short);
    let related = head(&key) == head(&got) || holds(&key, &got) || holds(&got, &key);
    if related { 0.5 } else { 0.0 }
}

fn content_words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .map(str::to_uppercase)
        .filter(|word| !matches!(word.as_str(), "" | "A" | "AN" | "THE"))
        .collect()
}

fn head(words: &[String]) -> Option<&String> {
    let preposition = |word: &String| {
        matches!(word.as_str(), "OF" | "IN" | "FROM" | "AT" | "ON" | "FOR" | "BY" | "WITH" | "TO")
    };
    let end = words.iter().position(preposition).filter(|end| *end > 0).unwrap_or(words.len());
    words.get(end - 1)
}

/// The same parts are right; the same country with other or fewer parts is half right.
fn location_credit(key: &str, got: &str) -> f64 {
    let parts = |place: &str| -> Vec<String> {
        place.split([':', '-']).map(bare_name).filter(|part| !part.is_empty()).collect()
    };
    let (key, got) = (parts(key), parts(got));
    match (key.first(), got.first()) {
        _ if key == got => 1.0,
        (Some(key), Some(got)) if key == got => 0.5,
        _ => 0.0,
    }
}

/// A part of a place without the kind that follows in brackets.
fn bare_name(part: &str) -> String {
    part.split('(').next().unwrap_or_default().trim().to_uppercase()
}

/// The same day or range is right; ranges that overlap are half right. "- 4 MAR 90" is a range
/// without beginning.
fn date_credit(key: &str, got: &str) -> f64 {
    match (date_range(key), date_range(got)) {
        (Some(key), Some(got)) if key == got => 1.0,
        (Some(key), Some(got)) if key.0 <= got.1 && got.0 <= key.1 => 0.5,
        _ => 0.0,
    }
}

type Day = (u16, u16, u16);

fn date_range(text: &str) -> Option<(Day, Day)> {
    match text.split_once('-') {
        Some((start, end)) if start.trim().is_empty() => Some(((0, 0, 0), day(end)?)),
        Some((start, end)) => {
            let end = day(end)?;
            // "14 - 16 NOV 89" leaves month and year to the second day.
            let start = day(start).or_else(|| Some((end.0, end.1, start.trim().parse().ok()?)))?;
            Some((start, end))
        }
        None => day(text).map(|day| (day, day)),
    }
}

fn day(text: &str) -> Option<Day> {
    const MONTHS: [&str; 12] =
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    let mut words = text.split_whitespace();
    let day = words.next()?.parse().ok()?;
    let month = words.next()?.to_uppercase();
    let month = MONTHS.iter().position(|name| month.starts_with(name))?;
    let year: u16 = words.next()?.parse().ok()?;
    Some((year % 100, u16::try_from(month).ok()? + 1, day))
}

/// Parts around the first `mark` that stands outside quotation marks.
fn split_once_outside(text: &str, mark: char) -> (&str, &str) {
    match positions_outside(text, mark).first() {
        Some(at) => (text.get(..*at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default()),
        None => (text, ""),
    }
}

/// Alternatives parted by slashes outside quotation marks, bare of quotation marks and brackets.
fn alternatives(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut start = 0;
    for at in positions_outside(text, '/').into_iter().chain([text.len()]) {
        parts.push(bare(text.get(start..at).unwrap_or_default()));
        start = at + 1;
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn bare(part: &str) -> String {
    let outside = |c: char| c.is_whitespace();
    let part = part.trim_matches(outside);
    let part = part.strip_prefix('(').unwrap_or(part);
    let unquoted = part.trim_matches(|c: char| c.is_whitespace() || c == '"');
    // A closing bracket belongs to the value only where an opening one does.
    let open = unquoted.matches('(').count();
    let closed = unquoted.matches(')').count();
    let unquoted =
        if closed > open { unquoted.strip_suffix(')').unwrap_or(unquoted) } else { unquoted };
    unquoted.trim_matches(|c: char| c.is_whitespace() || c == '"').replace("\\\"", "\"")
}

/// Byte offsets of `mark` outside quotation marks; a quotation mark after a backslash is inside.
fn positions_outside(text: &str, mark: char) -> Vec<usize> {
    let (mut inside, mut escaped) = (false, false);
    let mut positions = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '"' if !escaped => inside = !inside,
            c if c == mark && !inside => positions.push(at),
            _ => {}
        }
        escaped = c == '\\';
    }
    positions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(slot: &str, key: &str, got: &str, expected: f64) {
        let fill = |written| parse_fill(slot, written).unwrap();
        assert_eq!(credit(slot, &fill(key), &fill(got)), expected, "{key} against {got}");
    }

    #[test]
    fn fills_are_read_as_the_keys_write_them() {
        let fill =
            parse_fill("PHYS TGT: TYPE", r#"? ENERGY / OTHER: "PLANT" / "POWER PLANT""#).unwrap();
        assert_eq!(fill.values, ["ENERGY", "OTHER"]);
        assert_eq!(fill.tags, ["PLANT", "POWER PLANT"]);
        assert!(fill.optional);
        let fill = parse_fill(LOCATION, "(PERU: LIMA (CITY)) / (PERU: ICA (DEPARTMENT))").unwrap();
        assert_eq!(fill.values, ["PERU: LIMA (CITY)", "PERU: ICA (DEPARTMENT)"]);
        let fill = parse_fill("PERP: ORGANIZATION ID", r#""\"9 MAY\" GROUP / X""#).unwrap();
        assert_eq!(fill.values, [r#""9 MAY" GROUP / X"#]);
        assert_eq!(parse_fill(TYPE, "  "), None);
    }

    #[test]
    fn strings() {
        check(
            "PHYS TGT: ID",
            r#""ELECTRIC POWER SUBSTATION""#,
            r#""THE ELECTRIC POWER SUBSTATION""#,
            1.0,
        );
        check("PHYS TGT: ID", r#""ELECTRIC POWER SUBSTATION""#, r#""SUBSTATION""#, 0.5);
        check("HUM TGT: DESCRIPTION", r#""SIX JESUITS""#, r#""MEMBERS OF THE JESUITS""#, 0.0);
        check("PERP: INDIVIDUAL ID", r#""MEMBERS OF THE FMLN""#, r#""MEMBERS""#, 0.5);
    }

    #[test]
    fn sets_and_references() {
        check("PHYS TGT: TYPE", r#"ENERGY: "PLANT""#, r#"ENERGY: "PLANT""#, 1.0);
        check("PHYS TGT: TYPE", r#"ENERGY: "PLANT""#, r#"ENERGY: "BUS""#, 0.5);
        check("PHYS TGT: TYPE", r#"ENERGY: "PLANT""#, r#"OTHER: "PLANT""#, 0.0);
        check("INCIDENT: INSTRUMENT TYPE", r#"GUN: "-""#, r#"GUN: "RIFLE""#, 1.0);
        check(TYPE, "BOMBING", "ATTACK", 0.5);
        check(TYPE, "ATTACK", "BOMBING", 0.0);
        check(TYPE, "BOMBING / ATTACK", "ATTACK", 1.0);
    }

    #[test]
    fn places_and_dates() {
        check(LOCATION, "PERU: LIMA (CITY)", "PERU: LIMA", 1.0);
        check(LOCATION, "PERU: LIMA (CITY)", "PERU", 0.5);
        check(LOCATION, "PERU: LIMA (CITY)", "CHILE", 0.0);
        check(DATE, "17 FEB 90 - 18 FEB 90", "17 FEB 90 - 18 FEB 90", 1.0);
        check(DATE, "17 FEB 90 - 18 FEB 90", "18 FEB 90", 0.5);
        check(DATE, "- 04 MAR 90", "04 MAR 90", 0.5);
        check(DATE, "04 MAR 90", "05 MAR 90", 0.0);
    }
}
