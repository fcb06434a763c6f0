//! What sentences tell of incidents, put together as MUC-4 templates.
//!
//! A sentence that tells the type of an incident opens a template. A later one joins the template
//! opened last where it tells of the same kind of incident within a few sentences, or of parts
//! without a type, and of no other place. MUC-4 asks for acts against people and property by
//! someone: a template of which neither who did it nor against whom is told is dropped. Day, place,
//! numbers and effects are those of the claims of its sentences; a template without a place is
//! placed in the country that the report tells of most, one without a day before the dateline's.

use std::collections::BTreeMap;

use jiff::civil::Date;
use tidings_types::{
    ActorKind, Assertion, Claim, EntityKind, FeatureClass, Participant, Place, Quantity, Report,
    Span, TimeBasis,
};

use super::muc4_tellings::{Kinds, Part, PartKind, Telling, is_told, kind_of, thing};
use super::muc4_types::{human, uncounted};
use crate::metrics::{Fill, Template};

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
        let place = |claims: &[&'a Claim]| claims.iter().find_map(|claim| place_of(claim)).cloned();
        let other = claims.iter().find_map(|claim| place_of(claim));
        place(&self.claims).zip(other).is_some_and(|(known, other)| known.id != other.id)
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
        let mut filled = Filled { slots: BTreeMap::new(), scene, claims: &self.claims };
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

fn plain(value: &str) -> Fill {
    Fill { values: vec![value.to_uppercase()], ..Fill::default() }
}

fn tagged(value: &str, tag: &str) -> Fill {
    Fill { tags: vec![tag.to_uppercase()], ..plain(value) }
}

/// Slots as they fill up; a fill told twice stands once.
struct Filled<'a> {
    slots: BTreeMap<String, Vec<Fill>>,
    scene: &'a Scene<'a>,
    /// The claims of the incident.
    claims: &'a [&'a Claim],
}

impl Filled<'_> {
    fn add(&mut self, slot: &str, fill: Fill) {
        let fills = self.slots.entry(slot.to_owned()).or_default();
        if !fills.contains(&fill) {
            fills.push(fill);
        }
    }

    fn part(&mut self, part: &Part, all: &[&Part]) {
        match part.kind {
            PartKind::Weapon => self.weapon(part),
            PartKind::Perpetrator | PartKind::Body => self.perpetrator(part),
            PartKind::Property => self.thing(part),
            PartKind::Victim => self.person(part, all),
        }
    }

    fn weapon(&mut self, part: &Part) {
        self.add("INCIDENT: INSTRUMENT ID", plain(&part.words));
        if let Some(kind) = instrument(&part.words) {
            self.add("INCIDENT: INSTRUMENT TYPE", tagged(kind, &part.words));
        }
    }

    fn perpetrator(&mut self, part: &Part) {
        let told = self.participant(part.mention, |claim| &claim.actors);
        let alleged = told.is_some_and(|(claim, _)| claim.assertion.value == Assertion::Alleged);
        let of_state = told.is_some_and(|(_, actor)| {
            matches!(actor.kind, ActorKind::StateForces | ActorKind::Government)
        });
        let category = match of_state || is_of_state(&part.words) {
            true => "STATE-SPONSORED VIOLENCE",
            false => "TERRORIST ACT",
        };
        self.slots
            .entry("PERP: INCIDENT CATEGORY".to_owned())
            .or_insert_with(|| vec![plain(category)]);
        if part.kind == PartKind::Perpetrator {
            self.add("PERP: INDIVIDUAL ID", plain(&part.words));
            return;
        }
        let confidence = if alleged { "SUSPECTED OR ACCUSED" } else { "REPORTED AS FACT" };
        self.add("PERP: ORGANIZATION ID", plain(&part.words));
        self.add("PERP: ORGANIZATION CONFIDENCE", tagged(confidence, &part.words));
    }

    fn thing(&mut self, part: &Part) {
        let words = uncounted(&part.words);
        let kind = thing(&words, self.scene.kinds.at(part.mention)).unwrap_or("OTHER");
        self.add("PHYS TGT: ID", plain(&words));
        self.add("PHYS TGT: TYPE", tagged(kind, &words));
        let count = self.number(part.mention).unwrap_or_else(|| plural(&words).to_owned());
        self.add("PHYS TGT: NUMBER", tagged(&count, &words));
        if let Some(damage) = self.claims.iter().find_map(|claim| damage(claim)) {
            self.add("PHYS TGT: EFFECT OF INCIDENT", tagged(damage, &words));
        }
    }

    fn person(&mut self, part: &Part, all: &[&Part]) {
        let words = uncounted(&part.words);
        let named = self.scene.kinds.at(part.mention) == Some(EntityKind::Person);
        // "MAYOR OF ACHI RICARDO CASTELLAR": the office is told by the name it stands before.
        if !named && all.iter().any(|name| self.is_named_by(part, name)) {
            return;
        }
        let target = self.participant(part.mention, |claim| &claim.targets);
        let before = all.iter().find(|office| named && self.is_named_by(office, part));
        let office = before
            .map(|office| office.words.clone())
            .or_else(|| target.filter(|_| named).and_then(|(_, target)| office(target)));
        if named {
            self.add("HUM TGT: NAME", plain(&words));
        }
        match &office {
            Some(office) => self.add("HUM TGT: DESCRIPTION", tagged(office, &words)),
            None if !named => self.add("HUM TGT: DESCRIPTION", plain(&words)),
            None => {}
        }
        let kind = human(office.as_deref().unwrap_or(&words));
        self.add("HUM TGT: TYPE", tagged(kind, &words));
        let one = if named { "1" } else { plural(&words) };
        let count = self.number(part.mention).unwrap_or_else(|| one.to_owned());
        self.add("HUM TGT: NUMBER", tagged(&count, &words));
        if let Some(effect) = self.effect(part.mention) {
            self.add("HUM TGT: EFFECT OF INCIDENT", tagged(effect, &words));
        }
    }

    /// Whether the name stands right behind the description.
    fn is_named_by(&self, description: &Part, name: &Part) -> bool {
        let range = description.mention.end as usize..name.mention.start as usize;
        let gap = self.scene.report.text.get(range).map(str::trim);
        name.kind == PartKind::Victim
            && self.scene.kinds.at(name.mention) == Some(EntityKind::Person)
            && gap.is_some_and(|gap| matches!(gap, "" | ","))
    }

    /// The claim in which these words take part, and the participant.
    fn participant(
        &self,
        mention: Span,
        of: fn(&Claim) -> &Vec<Participant>,
    ) -> Option<(&Claim, &Participant)> {
        self.claims.iter().find_map(|claim| {
            let found = of(claim).iter().find(|one| one.mention.span.overlaps(mention))?;
            Some((*claim, found))
        })
    }

    /// The number that a claim gives for these words, or that stands before them.
    fn number(&self, mention: Span) -> Option<String> {
        let quantity = self.claims.iter().find_map(|claim| counted(claim, mention))?;
        quantity.best.map(|best| best.to_string())
    }

    /// What became of somebody: by what is counted of them, the happening they suffered, or the
    /// only such happening of the incident.
    fn effect(&self, mention: Span) -> Option<&'static str> {
        let counted = self.claims.iter().find_map(|claim| counted(claim, mention));
        let own = self.participant(mention, |claim| &claim.targets);
        let by = |kind: &str| match kind {
            "killed" | "killing" => Some("DEATH"),
            "injured" | "assault" => Some("INJURY"),
            _ => None,
        };
        let of_claim = |claim: &Claim| by(claim.happening.as_str());
        counted
            .and_then(|quantity| by(&quantity.kind))
            .or_else(|| own.and_then(|(claim, _)| of_claim(claim)))
            .or_else(|| self.claims.iter().find_map(|claim| of_claim(claim)))
    }
}

/// The quantity of a claim that counts these words.
fn counted(claim: &Claim, mention: Span) -> Option<&Quantity> {
    claim.quantities.iter().find(|quantity| {
        quantity.of.as_ref().is_some_and(|of| of.span.overlaps(mention))
            || quantity.mention.span.overlaps(mention)
            || quantity.mention.span.end + 1 == mention.start
    })
}

fn plural(words: &str) -> &'static str {
    if words.ends_with('S') { "PLURAL" } else { "1" }
}

/// Whether these are words for an army, police or government.
fn is_of_state(words: &str) -> bool {
    const STATE: [&str; 9] = [
        "ARMY",
        "ARMED FORCES",
        "SOLDIER",
        "MILITARY",
        "POLICE",
        "AIR FORCE",
        "BATTALION",
        "GOVERNMENT",
        "OFFICER",
    ];
    STATE.iter().any(|state| words.contains(state))
}

/// What a named person is: the office that stands for them, without its country.
fn office(target: &Participant) -> Option<String> {
    let name = target.name.split(" of ").next().unwrap_or_default();
    let name = name.strip_prefix("a ").unwrap_or(name);
    (name != "named person" && !name.is_empty()).then(|| name.to_uppercase())
}

/// What became of a thing.
fn damage(claim: &Claim) -> Option<&'static str> {
    let trigger = claim.trigger.words.to_uppercase();
    let gone = ["DESTR", "LEVEL", "DEMOLISH", "BURN", "RAZE"].iter().any(|w| trigger.contains(w));
    match claim.happening.as_str() {
        "destruction" if gone => Some("DESTROYED"),
        "destruction" | "explosion" | "suicide-attack" => Some("SOME DAMAGE"),
        _ => None,
    }
}

/// The keys' name of a weapon, by its words.
fn instrument(words: &str) -> Option<&'static str> {
    const BY_WORD: [(&str, &str); 20] = [
        ("CAR BOMB", "VEHICLE BOMB"),
        ("TRUCK BOMB", "VEHICLE BOMB"),
        ("CAR-BOMB", "VEHICLE BOMB"),
        ("BOMB", "BOMB"),
        ("DYNAMITE", "DYNAMITE"),
        ("TNT", "DYNAMITE"),
        ("EXPLOSIVE", "EXPLOSIVE"),
        ("CHARGE", "EXPLOSIVE"),
        ("MINE", "MINE"),
        ("GRENADE", "GRENADE"),
        ("MORTAR", "MORTAR"),
        ("ROCKET", "ROCKET"),
        ("MISSILE", "MISSILE"),
        ("MACHINE", "MACHINE GUN"),
        ("SUBMACHINE", "MACHINE GUN"),
        ("RIFLE", "RIFLE"),
        ("GUN", "GUN"),
        ("PISTOL", "HANDGUN"),
        ("MACHETE", "CUTTING DEVICE"),
        ("KNI", "CUTTING DEVICE"),
    ];
    BY_WORD.iter().find(|(word, _)| words.contains(word)).map(|(_, kind)| *kind)
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
