//! Calendar days written in text: numbers, month names, either order, many languages.

use jiff::civil::Date;

use crate::months::month;
use crate::solar;

/// Earliest day believed of a publication: pages older than the web are scans with their own
/// dates in the text.
pub const EARLIEST: Date = jiff::civil::date(1990, 1, 1);

/// Which of two small numbers is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// 3/4/2020 is the third of April.
    DayFirst,
    /// 3/4/2020 is the fourth of March.
    MonthFirst,
}

/// A day found in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Byte offset where it begins.
    pub start: usize,
    /// Byte offset just past it.
    pub end: usize,
    /// The day.
    pub date: Date,
}

/// The first day written in `text`.
pub fn first_date(text: &str, order: Order) -> Option<Date> {
    dates(text, order).first().map(|found| found.date)
}

/// All full days written in `text`, in order. Years alone and months alone are not days.
pub fn dates(text: &str, order: Order) -> Vec<Found> {
    // Every day has a number in it, and most lines of a page have none.
    if !text.chars().any(|c| c.is_ascii_digit() || eastern_digit(c).is_some()) {
        return Vec::new();
    }
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match read(text, &tokens[at..], order) {
            Some((date, used)) => {
                let (start, end) = (tokens[at].start, tokens[at + used - 1].end);
                found.push(Found { start, end, date });
                at += used;
            }
            None => at += 1,
        }
    }
    found
}

/// A number or a word of a text.
#[derive(Clone, Copy, Debug)]
struct Token {
    start: usize,
    end: usize,
    value: Value,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Value {
    /// A number and how many digits it was written with.
    Number(u32, usize),
    /// A month's name.
    Month(u8),
    /// The name of a month of the solar calendar of Iran and Afghanistan.
    Solar(u8),
    /// A word that may stand inside a date: "of", "de", "th".
    Filler,
    /// Any other word.
    Word,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        let class = class(c);
        if class == Class::Other {
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) = rest.peek() {
            if self::class(next) != class {
                break;
            }
            end = at + next.len_utf8();
            rest.next();
        }
        let Some(word) = text.get(start..end) else { continue };
        let value = match class {
            Class::Digit => number(word),
            _ => name(word),
        };
        join_arabic_month(text, &mut tokens, start, end);
        if tokens.last().is_none_or(|last| last.end < end) {
            tokens.push(Token { start, end, value });
        }
    }
    tokens
}

/// Levantine month names of two words: the second completes the first.
fn join_arabic_month(text: &str, tokens: &mut [Token], start: usize, end: usize) {
    let Some(last) = tokens.last_mut() else { return };
    if last.value != Value::Word || text.get(last.end..start) != Some(" ") {
        return;
    }
    if let Some(number) = text.get(last.start..end).and_then(month) {
        (last.end, last.value) = (end, Value::Month(number));
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    Letter,
    Other,
}

fn class(c: char) -> Class {
    match c {
        '年' | '月' | '日' | '년' | '월' | '일' => Class::Other,
        _ if c.is_ascii_digit() || eastern_digit(c).is_some() => Class::Digit,
        '\u{064B}'..='\u{065F}' | '\u{0300}'..='\u{036F}' => Class::Letter,
        _ if c.is_alphabetic() => Class::Letter,
        _ => Class::Other,
    }
}

/// Value of an Arabic-Indic or Persian digit.
fn eastern_digit(c: char) -> Option<u32> {
    match c {
        '\u{0660}'..='\u{0669}' => Some(c as u32 - 0x0660),
        '\u{06F0}'..='\u{06F9}' => Some(c as u32 - 0x06F0),
        _ => None,
    }
}

fn number(word: &str) -> Value {
    let digits = word.chars().count();
    if digits > 8 {
        return Value::Word;
    }
    let value = word
        .chars()
        .filter_map(|c| c.to_digit(10).or_else(|| eastern_digit(c)))
        .fold(0, |value, digit| value * 10 + digit);
    Value::Number(value, digits)
}

fn name(word: &str) -> Value {
    /// The longest month name of the table has 20 bytes.
    const LONGEST: usize = 40;
    if word.len() > LONGEST {
        return Value::Word;
    }
    let lower = word.to_lowercase();
    match &*lower {
        "st" | "nd" | "rd" | "th" | "er" | "of" | "de" | "del" | "di" | "the" | "den" | "го"
        | "d" | "em" | "a" | "do" => Value::Filler,
        "may" if word == "may" => Value::Word,
        "march" if word == "march" => Value::Word,
        _ if let Some(number) = month(&lower) => Value::Month(number),
        _ => solar::month(&lower).map_or(Value::Word, Value::Solar),
    }
}

/// Reads a date that begins with the first token: the day and how many tokens it took.
fn read(text: &str, tokens: &[Token], order: Order) -> Option<(Date, usize)> {
    let first = tokens.first()?;
    if let Value::Number(value, 8) = first.value {
        return day(value / 10_000, value / 100 % 100, value % 100).map(|date| (date, 1));
    }
    if let Some(found) = unix_style(text, tokens) {
        return Some(found);
    }
    // The three parts, stepping over fillers between them.
    let mut parts = [(first.value, 0, first); 3];
    let mut filled = 1;
    for (at, token) in tokens.iter().enumerate().skip(1).take(5) {
        if filled == 3 || !is_gap(text.get(tokens[at - 1].end..token.start)?) {
            break;
        }
        if token.value == Value::Filler {
            continue;
        }
        if token.value == Value::Word {
            break;
        }
        // "24 نيسان / أبريل 2020": the month in both sets of names.
        if matches!(token.value, Value::Month(_)) && token.value == parts[filled - 1].0 {
            parts[filled - 1] = (token.value, at, token);
            continue;
        }
        parts[filled] = (token.value, at, token);
        filled += 1;
    }
    if filled < 3 {
        return None;
    }
    let gaps =
        [text.get(parts[0].2.end..parts[1].2.start)?, text.get(parts[1].2.end..parts[2].2.start)?];
    let date = combine([parts[0].0, parts[1].0, parts[2].0], gaps, order)?;
    Some((date, parts[2].1 + 1))
}

/// "Oct 11 14:57:21 CEST 2021": the year stands behind the time of day.
fn unix_style(text: &str, tokens: &[Token]) -> Option<(Date, usize)> {
    let [month, date, hour, minute, rest @ ..] = tokens else { return None };
    let (Value::Month(month), Value::Number(date_number, 1..=2)) = (month.value, date.value) else {
        return None;
    };
    let colon = text.get(hour.end..minute.start) == Some(":");
    let is_clock =
        matches!((hour.value, minute.value), (Value::Number(_, 1..=2), Value::Number(_, 2)));
    if !colon || !is_clock {
        return None;
    }
    // Seconds and the zone may come before the year.
    let at = rest.iter().take(3).position(|token| matches!(token.value, Value::Number(_, 4)))?;
    let Value::Number(year, _) = rest.get(at)?.value else { return None };
    day(year, month.into(), date_number).map(|date| (date, at + 5))
}

/// What may stand between the parts of a date.
fn is_gap(gap: &str) -> bool {
    gap.chars().count() <= 3
        && gap.chars().all(|c| {
            c.is_whitespace()
                || matches!(c, '-' | '/' | '.' | ',' | '،' | '–' | '|')
                || matches!(c, '\'' | '’' | 'º' | '°' | 'ª')
                || class(c) == Class::Other && c.is_alphabetic()
        })
}

fn combine(parts: [Value; 3], gaps: [&str; 2], order: Order) -> Option<Date> {
    use Value::{Month, Number, Solar};
    match parts {
        [Number(d, 1..=2), Solar(m), Number(y, 4)] => solar::day(y, m.into(), d),
        [Number(y, 4), Number(m, 1..=2), Number(d, 1..=2)]
            if joined(gaps) && solar::YEARS.contains(&y) =>
        {
            solar::day(y, m, d)
        }
        [Number(d, 1..=2), Month(m), Number(y, 4)] => day(y, m.into(), d),
        [Month(m), Number(d, 1..=2), Number(y, 4)] => day(y, m.into(), d),
        [Number(y, 4), Month(m), Number(d, 1..=2)] => day(y, m.into(), d),
        [Number(d, 1..=2), Month(m), Number(y, 2)] if tight(gaps) => day(2000 + y, m.into(), d),
        [Number(y, 4), Number(m, 1..=2), Number(d, 1..=2)] if joined(gaps) => day(y, m, d),
        [Number(a, 1..=2), Number(b, 1..=2), Number(y, 4)] if joined(gaps) => {
            small(a, b, y, gaps, order)
        }
        [Number(a, 1..=2), Number(b, 1..=2), Number(y, 2)] if joined(gaps) && y > 0 => {
            small(a, b, 2000 + y, gaps, order)
        }
        _ => None,
    }
}

/// Numbers of a numeric date are parted by the same mark, not by spaces alone.
fn joined(gaps: [&str; 2]) -> bool {
    let mark = |gap: &str| gap.trim().chars().next();
    let chinese = gaps.iter().all(|gap| gap.contains(['年', '月', '년', '월']));
    chinese || (mark(gaps[0]).is_some() && mark(gaps[0]) == mark(gaps[1]) && !gaps[0].contains(','))
}

/// "12-Mar-19": marks without spaces, so that the last number can only be a year.
fn tight(gaps: [&str; 2]) -> bool {
    gaps.iter().all(|gap| gap.len() == 1 && !gap.starts_with(char::is_whitespace))
}

/// A day of two small numbers and a year.
fn small(a: u32, b: u32, year: u32, gaps: [&str; 2], order: Order) -> Option<Date> {
    let dotted = gaps[0].trim().starts_with('.');
    let day_first = if a > 12 {
        true
    } else if b > 12 {
        false
    } else {
        dotted || order == Order::DayFirst
    };
    if day_first { day(year, b, a) } else { day(year, a, b) }
}

/// The day, if it is one and not before [`EARLIEST`].
fn day(year: u32, month: u32, day: u32) -> Option<Date> {
    let date =
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    date.ok().filter(|date| *date >= EARLIEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found: Vec<String> =
            dates(text, Order::DayFirst).iter().map(|found| found.date.to_string()).collect();
        assert_eq!(found.join(" "), expected, "{text}");
    }

    #[test]
    fn days_are_read_in_many_forms() {
        check("2019-03-12T10:00:00Z", "2019-03-12");
        check("20190312", "2019-03-12");
        check("March 12, 2019", "2019-03-12");
        check("Tue, 12 Mar 2019 08:00", "2019-03-12");
        check("12th of March, 2019", "2019-03-12");
        check("on 12 March, 2019 and 1.2.2020", "2019-03-12 2020-02-01");
        check("3/4/2020", "2020-04-03");
        check("3/14/2020", "2020-03-14");
        check("12-Mar-19", "2019-03-12");
        check("Mon Oct 11 14:57:21 CEST 2021", "2021-10-11");
        check("2019. március 12.", "2019-03-12");
        check("03.12.19", "2019-12-03");
        check("26 | 01 | 2022", "2022-01-26");
    }

    #[test]
    fn month_names_of_many_languages() {
        check("12 de março de 2019", "2019-03-12");
        check("le 1er août 2018", "2018-08-01");
        check("3. Oktober 2018", "2018-10-03");
        check("12 березня 2022", "2022-03-12");
        check("12 марта 2022 г.", "2022-03-12");
        check("12 Ağustos 2020", "2020-08-12");
        check("17 Agustus 2020", "2020-08-17");
        check("24 نيسان / أبريل 2020", "2020-04-24");
        check("دوشنبه ۲ تير ۱۳۹۹", "2020-06-22");
        check("۱۳۹۹/۰۴/۰۲", "2020-06-22");
        check("2019年3月12日", "2019-03-12");
        check("12 مارس 2019", "2019-03-12");
        check("١٢ آذار ٢٠١٩", "2019-03-12");
        check("5 كانون الثاني 2020", "2020-01-05");
    }

    #[test]
    fn other_numbers_are_no_days() {
        check("© 2019", "");
        check("March 2019", "");
        check("32 March 2019", "");
        check("1.2.3.4 and 555-1234 and 10,000,000", "");
        check("may 5 men, 2019 of them", "");
        check("30 February 2019", "");
    }

    #[test]
    fn order_decides_only_what_is_open() {
        assert_eq!(first_date("3/4/2020", Order::MonthFirst).unwrap().to_string(), "2020-03-04");
        assert_eq!(first_date("3.4.2020", Order::MonthFirst).unwrap().to_string(), "2020-04-03");
        assert_eq!(first_date("13/4/2020", Order::MonthFirst).unwrap().to_string(), "2020-04-13");
    }
}
