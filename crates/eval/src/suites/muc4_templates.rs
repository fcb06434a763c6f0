//! What sentences tell of incidents, put together as MUC-4 templates.
//!
//! A sentence that tells the type of an incident opens a template. A later one joins the template
//! opened last where it tells of the same kind of incident within thirty sentences, or of parts
//! without a type, and of no other place. MUC-4 asks for acts against people and property by
//! someone: a template of which neither who did it nor against whom is told is dropped. Day, place,
//! numbers and effects are those of the claims of its sentences; a template without a place is
//! placed in the country that the report tells of most, one without a day before the dateline's.

use std::collections::BTreeMap;

use jiff::civil::Date;
use tidings_types::{Claim, FeatureClass, Place, Report, TimeBasis};

use super::muc4_slots::{Filled, plain};
use super::muc4_tellings::{Kinds, Part, PartKind, Telling, is_told, kind_of};
use crate::metrics::Template;

const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/// How many sentences apart two tellings of one incident may stand.
const SAME_INCIDENT: usize = 30;
/// How many sentences apart from it parts without a type may stand.
const SAME_PARTS: usize = 2;

/// The day in the dateline: the first "3 JAN 90" of the text.
pub fn dateline(text: &str) -> Option<Date> {
    let head = text.get(..text.len().min(300)).unwrap_or(text);
    let words: Vec<&str> = head.split_whitespace().collect();
    words.windows(3).find_map(|three| {
        let [day, month, year] = three else { return None };
        let month = MONTHS.iter().position(|name| month.starts_with(name))?;
        let year: i16 = year.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
        let day = day.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
        Date::new(1900 + year % 100, i8::try_from(month).ok()? + 1, day).ok()
    })
}

/// The templates that these tellings fill, in the order of the text: those of incidents that the
/// reader holds for at least so likely. `claims` are all of the report.
pub fn templates(
    report: &Report,
    kinds: &Kinds,
    claims: &[Claim],
    tellings: &[Telling],
    least: f32,
) -> Vec<Template> {
    let told: Vec<&Claim> =
        claims.iter().filter(|claim| is_told(claim) && kind_of(claim).is_some()).collect();
    let scene = Scene { report, kinds, country: main_country(&told) };
    let mut incidents: Vec<Incident<'_>> = Vec::new();
    let mut tellings: Vec<&Telling> = tellings.iter().collect();
    tellings.sort_by_key(|telling| telling.sentence);
    for telling in tellings {
        let here: Vec<&Claim> = told
            .iter()
            .filter(|claim| scene.sentence(claim) == telling.sentence)
            .copied()
            .collect();
        match incidents.last_mut().filter(|last| last.takes(telling, &here)) {
            Some(last) => last.add(telling, here),
            None => incidents.extend(Incident::of(telling, here)),
        }
    }
    incidents.retain(|incident| incident.likely >= least);
    incidents.iter().map(|incident| incident.template(&scene)).filter(has_somebody).collect()
}

/// A report as templates look at it.
struct Scene<'a> {
    report: &'a Report,
    kinds: &'a Kinds,
    /// The country that most claims are placed in.
    country: Option<String>,
}

impl Scene<'_> {
    fn sentence(&self, claim: &Claim) -> usize {
        self.report.sentence_at(claim.trigger.span.start).unwrap_or_default()
    }
}

/// The country that most claims are placed in, as the keys name it; the first of several.
fn main_country(claims: &[&Claim]) -> Option<String> {
    let codes = claims.iter().filter_map(|claim| place_of(claim)?.country.as_ref());
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for code in codes {
        match counts.iter_mut().find(|(known, _)| *known == code.as_str()) {
            Some((_, count)) => *count += 1,
            None => counts.push((code.as_str(), 1)),
        }
    }
    let most = counts.iter().rev().max_by_key(|(_, count)| *count)?;
    Some(country_name(most.0).to_owned())
}

/// Whether a perpetrator or a target is told.
fn has_somebody(template: &Template) -> bool {
    template.slots.keys().any(|slot| {
        slot.starts_with("PERP: IND") || slot.starts_with("PERP: ORG") || slot.contains(" TGT: ")
    })
}

struct Incident<'a> {
    kind: &'static str,
    last: usize,
    parts: Vec<&'a Part>,
    claims: Vec<&'a Claim>,
    /// How likely the most telling of its sentences is.
    likely: f32,
}

impl<'a> Incident<'a> {
    /// `None` for parts without a type.
    fn of(telling: &'a Telling, claims: Vec<&'a Claim>) -> Option<Self> {
        let (kind, parts) = (telling.kind?, telling.parts.iter().collect());
        Some(Self { kind, last: telling.sentence, parts, claims, likely: telling.likely })
    }

    fn takes(&self, telling: &Telling, claims: &[&Claim]) -> bool {
        let apart = telling.sentence.saturating_sub(self.last);
        let near = match telling.kind {
            Some(kind) if kind == self.kind => apart <= SAME_INCIDENT,
            // A bombing told after its victims is still a bombing.
            Some("ATTACK" | "BOMBING") => {
                matches!(self.kind, "ATTACK" | "BOMBING") && apart <= SAME_PARTS
            }
            Some(_) => false,
            None if telling.parts.is_empty() => apart == 0,
            None => apart <= SAME_PARTS,
        };
        near && !self.is_elsewhere(claims)
    }

    fn is_elsewhere(&self, claims: &[&Claim]) -> bool {
        let known = self.claims.iter().find_map(|claim| place_of(claim));
        let other = claims.iter().find_map(|claim| place_of(claim));
        known.zip(other).is_some_and(|(known, other)| known.id != other.id)
    }

    fn add(&mut self, telling: &'a Telling, claims: Vec<&'a Claim>) {
        if let Some(kind) = telling.kind.filter(|_| self.kind == "ATTACK") {
            self.kind = kind;
        }
        self.likely = self.likely.max(telling.likely);
        if telling.kind.is_none() && telling.parts.is_empty() {
            return;
        }
        self.last = telling.sentence;
        self.parts.extend(&telling.parts);
        self.claims.extend(claims);
    }

    fn template(&self, scene: &Scene<'_>) -> Template {
        let (report, kinds) = (scene.report, scene.kinds);
        let mut filled = Filled { slots: BTreeMap::new(), report, kinds, claims: &self.claims };
        filled.add("INCIDENT: TYPE", plain(self.kind));
        filled.add("INCIDENT: STAGE OF EXECUTION", plain("ACCOMPLISHED"));
        let day = self.claims.iter().find_map(|claim| date_of(claim));
        let before =
            || scene.report.published.as_ref().map(|day| format!("- {}", written(day.date)));
        if let Some(date) = day.or_else(before) {
            filled.add("INCIDENT: DATE", plain(&date));
        }
        let place = self.claims.iter().find_map(|claim| place_of(claim));
        if let Some(place) = place.map(location).or_else(|| scene.country.clone()) {
            filled.add("INCIDENT: LOCATION", plain(&place));
        }
        for part in distinct(scene.report, &self.parts) {
            filled.part(part, &self.parts);
        }
        filled
            .slots
            .entry("PERP: INCIDENT CATEGORY".to_owned())
            .or_insert_with(|| vec![plain("TERRORIST ACT")]);
        Template { slots: filled.slots, optional: false }
    }
}

/// Parts without those that only name another one again: the same words, the end of a longer name,
/// or the letters in brackets after it.
fn distinct<'a>(report: &Report, parts: &[&'a Part]) -> Vec<&'a Part> {
    let short = |part: &Part, long: &Part| {
        let between = report.text.get(long.mention.end as usize..part.mention.start as usize);
        let bracketed = between.is_some_and(|gap| matches!(gap.trim(), "[" | "("));
        let ends = long.words.len() > part.words.len()
            && long.words.ends_with(&part.words)
            && long.words.as_bytes()[long.words.len() - part.words.len() - 1] == b' ';
        part.kind == long.kind && (bracketed || ends)
    };
    let again = |words: &str, kind: PartKind| {
        parts.iter().any(|part| {
            part.kind == kind && part.words == words && parts.iter().any(|long| short(part, long))
        })
    };
    let mut found: Vec<&Part> = Vec::new();
    for part in parts {
        let known = found.iter().any(|known| known.kind == part.kind && known.words == part.words);
        if !known && !again(&part.words, part.kind) {
            found.push(part);
        }
    }
    found
}

fn place_of(claim: &Claim) -> Option<&Place> {
    claim.main_place()?.place.as_ref()
}

fn date_of(claim: &Claim) -> Option<String> {
    let (start, end) = (claim.time.start?, claim.time.end?);
    Some(match claim.time.basis {
        TimeBasis::Publication => format!("- {}", written(end)),
        _ if start == end => written(start),
        _ => format!("{} - {}", written(start), written(end)),
    })
}

/// "03 JAN 90".
fn written(day: Date) -> String {
    let month = usize::try_from(day.month() - 1).ok().and_then(|month| MONTHS.get(month));
    format!("{:02} {} {:02}", day.day(), month.unwrap_or(&""), day.year() % 100)
}

/// "EL SALVADOR: SAN SALVADOR (CITY)".
fn location(place: &Place) -> String {
    let country = place.country.as_ref().map_or("", |country| country_name(country.as_str()));
    // The keys are in plain letters: MEDELLIN, not MEDELLÍN.
    let name = tidings_gazetteer::fold(&place.name).to_uppercase();
    match place.class {
        FeatureClass::Country => name,
        FeatureClass::Admin1 => format!("{country}: {name} (DEPARTMENT)"),
        _ => format!("{country}: {name} (CITY)"),
    }
}

/// The keys' names of the countries that the texts tell of.
fn country_name(code: &str) -> &str {
    match code {
        "SLV" => "EL SALVADOR",
        "COL" => "COLOMBIA",
        "GTM" => "GUATEMALA",
        "PER" => "PERU",
        "CHL" => "CHILE",
        "BOL" => "BOLIVIA",
        "HND" => "HONDURAS",
        "NIC" => "NICARAGUA",
        "ECU" => "ECUADOR",
        "ARG" => "ARGENTINA",
        "PAN" => "PANAMA",
        "CRI" => "COSTA RICA",
        "VEN" => "VENEZUELA",
        "BRA" => "BRAZIL",
        "MEX" => "MEXICO",
        "USA" => "UNITED STATES",
        "ESP" => "SPAIN",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines() {
        let check = |text, expected: Option<&str>| {
            assert_eq!(dateline(text).map(|date| date.to_string()).as_deref(), expected);
        };
        check("SAN SALVADOR, 3 JAN 90 -- [REPORT]", Some("1990-01-03"));
        check("CLANDESTINE, 20 NOV 89 (RADIO) --", Some("1989-11-20"));
        check("NO DATE HERE", None);
    }
}
