//! Datelines and editors' marks of wire copy.

use jiff::civil::Date;

use crate::months::month;
use crate::tree::collapse;

/// The opening of a wire report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// Place, day and source, without the dash: "SAN SALVADOR, 3 JAN 90 (AFP)".
    pub head: String,
    /// The rest of the paragraph.
    pub body: String,
    /// The day.
    pub date: Date,
}

/// Furthest, in bytes, that the dash of a dateline stands: place, country, day and agency fit.
const REACH: usize = 120;

/// Reads the dateline that opens `paragraph`: a place in capitals, a day with its year, perhaps a
/// source in brackets, a dash.
pub fn dateline(paragraph: &str) -> Option<Dateline> {
    let (head, body) = ["-- ", " — ", " – ", " - "]
        .iter()
        .filter_map(|dash| paragraph.split_once(dash))
        .min_by_key(|(head, _)| head.len())?;
    let opens = head.len() <= REACH && head.starts_with(|c: char| c.is_uppercase());
    let place = head.split([',', '(']).next()?;
    if !opens || place.chars().any(char::is_lowercase) {
        return None;
    }
    let date = day(head)?;
    Some(Dateline { head: collapse(head), body: collapse(body), date })
}

/// A day whose year may have two digits. Years from 50 on are of the last century: wires have
/// dated their copy so since the fifties and gave it up before the twenties.
fn day(head: &str) -> Option<Date> {
    let words: Vec<&str> =
        head.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(3).find_map(|three| {
        let [first, second, third] = three else { return None };
        let (name, number) =
            if month(&second.to_lowercase()).is_some() { (second, first) } else { (first, second) };
        let month = month(&name.to_lowercase())?;
        let day: i8 = number.parse().ok()?;
        let year: i16 = third.parse().ok()?;
        let year = match third.len() {
            4 => year,
            2 if year >= 50 => 1900 + year,
            2 => 2000 + year,
            _ => return None,
        };
        Date::new(year, i8::try_from(month).ok()?, day).ok()
    })
}

/// News agencies, as they sign their copy.
const AGENCIES: &[&str] = &[
    "AA",
    "AFP",
    "AGI",
    "Anadolu",
    "Anadolu Agency",
    "ANI",
    "ANSA",
    "AP",
    "Associated Press",
    "Belga",
    "Bernama",
    "CNA",
    "CP",
    "dpa",
    "EFE",
    "Interfax",
    "Interfax-Ukraine",
    "IRNA",
    "Kyodo",
    "Lusa",
    "MAP",
    "PA",
    "PTI",
    "Reuters",
    "RIA Novosti",
    "SANA",
    "TASS",
    "UNI",
    "UPI",
    "Ukrinform",
    "WAFA",
    "Xinhua",
];

/// The agency that signs a report: in brackets before the dash of the dateline that opens `first`,
/// or in brackets at the end of `last`.
pub fn agency(first: &str, last: &str) -> Option<&'static str> {
    let known = |name: &str| AGENCIES.iter().find(|agency| **agency == name.trim()).copied();
    let opening = first
        .split_once(") ")
        .filter(|(head, rest)| head.len() <= REACH && rest.starts_with(['-', '–', '—']));
    let signed = opening.and_then(|(head, _)| known(head.rsplit_once('(')?.1));
    let end = || last.trim_end().strip_suffix(')').and_then(|text| text.rsplit_once('('));
    signed.or_else(|| known(end()?.1))
}

/// Marks that editors of monitoring services set in brackets around the words of a report.
const MARKS: &[&str] = &[
    "TEXT",
    "REPORT",
    "EXCERPT",
    "EXCERPTS",
    "EDITORIAL",
    "COMMENTARY",
    "COMMUNIQUE",
    "SUMMARY",
    "CONTINUED",
    "WORDS INDISTINCT",
    "WORD INDISTINCT",
    "PASSAGE OMITTED",
    "PASSAGE INDISTINCT",
    "FROM PRESS REVIEW",
    "NO DATELINE AS RECEIVED",
    "DATELINE AS RECEIVED",
    "SENTENCE AS RECEIVED",
    "AS PUBLISHED",
    "AS RECEIVED",
    "RECORDING",
    "BEGIN RECORDING",
    "END RECORDING",
    "ARTICLE",
    "INTERVIEW",
    "SPEECH",
    "STATEMENT",
    "UNDATED",
    "DIALOGUE",
    "ANNOUNCER",
    "MORE",
];

/// `paragraph` without such marks.
pub fn without_marks(paragraph: &str) -> String {
    if !paragraph.contains('[') {
        return paragraph.to_owned();
    }
    let mut text = paragraph.to_owned();
    for mark in MARKS {
        let bracketed = format!("[{mark}]");
        if text.contains(&bracketed) {
            text = text.replace(&bracketed, " ");
        }
    }
    collapse(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paragraph: &str, expected: Option<(&str, &str)>) {
        let found = dateline(paragraph);
        let shown = found.as_ref().map(|found| (found.date.to_string(), found.body.as_str()));
        assert_eq!(shown, expected.map(|(day, body)| (day.to_owned(), body)), "{paragraph}");
    }

    #[test]
    fn datelines() {
        check("BEIRUT, March 12, 2019 (AP) — Troops left.", Some(("2019-03-12", "Troops left.")));
        check(
            "LIMA, 25 OCT 89 (EFE) -- [TEXT] POLICE SAID",
            Some(("1989-10-25", "[TEXT] POLICE SAID")),
        );
        check("CLANDESTINE, 8 JAN 90 (RADIO)-- A BULLETIN", Some(("1990-01-08", "A BULLETIN")));
        check("GENEVA, 1 Feb 2020 - The agency said", Some(("2020-02-01", "The agency said")));
        check("BEIRUT (AP) — Troops left.", None);
        check("The town – taken on 3 March 2020 – fell.", None);
        check("no dash", None);
    }

    #[test]
    fn agencies_sign_at_either_end() {
        let check = |first: &str, last: &str, expected: Option<&str>| {
            assert_eq!(agency(first, last), expected, "{first} … {last}");
        };
        check("BEIRUT (Reuters) - Troops left.", "It is calm.", Some("Reuters"));
        check("RAFAH, Gaza Strip (AP) — More than 20 died.", "It is calm.", Some("AP"));
        check("Troops left.", "It is calm. (AFP)", Some("AFP"));
        check("BEIRUT (The Daily) - Troops left.", "It is calm.", None);
        check("Troops (AP) left.", "It is calm (so far).", None);
    }

    #[test]
    fn marks_go_and_other_brackets_stay() {
        assert_eq!(without_marks("[REPORT] [TEXT] THE FMLN [FRONT] SAID"), "THE FMLN [FRONT] SAID");
    }
}
