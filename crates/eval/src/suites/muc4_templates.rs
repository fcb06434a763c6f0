//! Claims as MUC-4 templates.
//!
//! A claim of an attack, bombing, kidnapping, arson or robbery that is told as done opens a
//! template. A later claim joins the template opened last where it tells of the same kind of
//! incident within a few sentences, or where it tells of people hurt (killing, assault), which in
//! MUC is an effect of the incident and no incident of its own, within one sentence; neither may
//! have another place.
//!
//! MUC-4 asks for acts against people and property by someone; so what is denied, only planned
//! or placed no closer than within a year opens no template, nor does an act against fighters
//! alone, nor one of which neither who did it nor against whom is told. A template without a place
//! is placed in the country that the report tells of most.

use jiff::civil::Date;
use tidings_types::{
    ActorKind, Assertion, Claim, EntityKind, FeatureClass, Marks, Participant, Place, Quantity,
    Report, Span, TimePrecision,
};

use super::muc4_types::{human, physical, uncounted};
use crate::metrics::{Fill, Template};

const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/// How many sentences apart two claims of one incident may stand.
const SAME_INCIDENT: usize = 6;
/// How many sentences apart the people hurt may be told.
const SAME_EFFECT: usize = 1;

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

/// The templates that the claims of a report fill.
pub fn templates(report: &Report, marks: &Marks, claims: &[Claim]) -> Vec<Template> {
    let kinds = Kinds::of(marks);
    let mut incidents: Vec<Incident<'_>> = Vec::new();
    let mut claims: Vec<&Claim> = claims.iter().filter(|claim| is_told(claim)).collect();
    claims.sort_by_key(|claim| claim.trigger.span);
    for claim in claims {
        let Some(kind) = kind_of(claim) else { continue };
        let sentence = report.sentence_at(claim.trigger.span.start).unwrap_or_default();
        match incidents.last_mut().filter(|last| last.takes(claim, kind, sentence)) {
            Some(last) => last.add(claim, kind, sentence),
            None => incidents.push(Incident { kind, claims: vec![claim], sentence }),
        }
    }
    let country = main_country(&claims_of(&incidents));
    let templates = incidents.iter().map(|incident| incident.template(&kinds, country.as_deref()));
    templates.filter(has_somebody).collect()
}

fn claims_of<'a>(incidents: &[Incident<'a>]) -> Vec<&'a Claim> {
    incidents.iter().flat_map(|incident| incident.claims.iter().copied()).collect()
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

/// Told as done, at a time that is known closer than the year, and not against fighters alone.
fn is_told(claim: &Claim) -> bool {
    let done = matches!(
        claim.assertion.value,
        Assertion::Realized | Assertion::Ongoing | Assertion::Alleged
    );
    let near = !matches!(claim.time.precision, TimePrecision::Year | TimePrecision::Longer);
    let fights = |target: &Participant| {
        target.kind == ActorKind::RebelGroup || human(&target.mention.words) == "ACTIVE MILITARY"
    };
    done && near && (claim.targets.is_empty() || !claim.targets.iter().all(fights))
}

/// Whether a perpetrator or a target is told.
fn has_somebody(template: &Template) -> bool {
    template.slots.keys().any(|slot| {
        slot.starts_with("PERP: IND") || slot.starts_with("PERP: ORG") || slot.contains(" TGT: ")
    })
}

/// What the reader took each participant for.
struct Kinds(Vec<(Span, EntityKind)>);

impl Kinds {
    fn of(marks: &Marks) -> Self {
        let entities = marks.sentences.iter().flat_map(|sentence| &sentence.entities);
        Self(entities.map(|entity| (entity.span, entity.kind)).collect())
    }

    fn at(&self, span: Span) -> Option<EntityKind> {
        let exact = self.0.iter().find(|(known, _)| *known == span);
        exact
            .or_else(|| self.0.iter().find(|(known, _)| known.overlaps(span)))
            .map(|(_, kind)| *kind)
    }
}

/// The incident type of a claim; `None` for what MUC-4 has no template for.
fn kind_of(claim: &Claim) -> Option<&'static str> {
    let trigger = claim.trigger.words.to_uppercase();
    Some(match claim.happening.as_str() {
        "explosion" | "suicide-attack" => "BOMBING",
        "destruction" if ["BURN", "FIRE", "TORCH"].iter().any(|word| trigger.contains(word)) => {
            "ARSON"
        }
        "armed-clash" | "air-strike" | "shelling" | "killing" | "assault" | "destruction" => {
            "ATTACK"
        }
        "abduction" => "KIDNAPPING",
        "looting" => "ROBBERY",
        _ => return None,
    })
}

struct Incident<'a> {
    kind: &'static str,
    claims: Vec<&'a Claim>,
    sentence: usize,
}

impl<'a> Incident<'a> {
    fn takes(&self, claim: &Claim, kind: &str, sentence: usize) -> bool {
        let apart = sentence.saturating_sub(self.sentence);
        let hurt = matches!(claim.happening.as_str(), "killing" | "assault");
        let near = (kind == self.kind && apart <= SAME_INCIDENT) || (hurt && apart <= SAME_EFFECT);
        near && !self.is_elsewhere(claim)
    }

    fn is_elsewhere(&self, claim: &Claim) -> bool {
        let known = self.claims.iter().find_map(|claim| place_of(claim));
        known.zip(place_of(claim)).is_some_and(|(known, other)| known.id != other.id)
    }

    fn add(&mut self, claim: &'a Claim, kind: &'static str, sentence: usize) {
        // A bombing told after its victims is still a bombing.
        if self.kind == "ATTACK" {
            self.kind = kind;
        }
        self.claims.push(claim);
        self.sentence = sentence;
    }

    fn template(&self, kinds: &Kinds, country: Option<&str>) -> Template {
        let mut filled = Filled::default();
        filled.add("INCIDENT: TYPE", plain(self.kind));
        filled.add("INCIDENT: STAGE OF EXECUTION", plain("ACCOMPLISHED"));
        if let Some(date) = self.claims.iter().find_map(|claim| date_of(claim)) {
            filled.add("INCIDENT: DATE", plain(&date));
        }
        let place = self.claims.iter().find_map(|claim| place_of(claim));
        if let Some(place) = place.map(location).or_else(|| country.map(str::to_owned)) {
            filled.add("INCIDENT: LOCATION", plain(&place));
        }
        for claim in &self.claims {
            claim
                .means
                .iter()
                .for_each(|means| filled.instrument(&means.class, &means.mention.words));
            claim.actors.iter().for_each(|actor| filled.perpetrator(actor, claim));
            claim.targets.iter().for_each(|target| filled.target(target, claim, kinds));
        }
        filled
            .slots
            .entry("PERP: INCIDENT CATEGORY".to_owned())
            .or_insert_with(|| vec![plain("TERRORIST ACT")]);
        Template { slots: filled.slots, optional: false }
    }
}

fn place_of(claim: &Claim) -> Option<&Place> {
    claim.main_place()?.place.as_ref()
}

fn date_of(claim: &Claim) -> Option<String> {
    let (start, end) = (claim.time.start?, claim.time.end?);
    let day = |date: Date| {
        let month = MONTHS.get(usize::try_from(date.month()).ok()?.checked_sub(1)?)?;
        Some(format!("{:02} {month} {:02}", date.day(), date.year() % 100))
    };
    match claim.time.basis {
        tidings_types::TimeBasis::Publication => Some(format!("- {}", day(end)?)),
        _ if start == end => day(start),
        _ => Some(format!("{} - {}", day(start)?, day(end)?)),
    }
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
#[derive(Default)]
struct Filled {
    slots: std::collections::BTreeMap<String, Vec<Fill>>,
}

impl Filled {
    fn add(&mut self, slot: &str, fill: Fill) {
        let fills = self.slots.entry(slot.to_owned()).or_default();
        if !fills.contains(&fill) {
            fills.push(fill);
        }
    }

    fn instrument(&mut self, class: &str, words: &str) {
        self.add("INCIDENT: INSTRUMENT ID", plain(words));
        if let Some(kind) = instrument_type(class) {
            self.add("INCIDENT: INSTRUMENT TYPE", tagged(kind, words));
        }
    }

    fn perpetrator(&mut self, actor: &Participant, claim: &Claim) {
        let words = &actor.mention.words;
        if PRONOUNS.contains(&words.to_uppercase().as_str()) {
            return;
        }
        let category = match actor.kind {
            ActorKind::StateForces | ActorKind::Government => "STATE-SPONSORED VIOLENCE",
            _ => "TERRORIST ACT",
        };
        self.slots
            .entry("PERP: INCIDENT CATEGORY".to_owned())
            .or_insert_with(|| vec![plain(category)]);
        if actor.actor.is_none() {
            self.add("PERP: INDIVIDUAL ID", plain(words));
            return;
        }
        let confidence = match claim.assertion.value {
            Assertion::Alleged => "SUSPECTED OR ACCUSED",
            _ => "REPORTED AS FACT",
        };
        self.add("PERP: ORGANIZATION ID", plain(words));
        self.add("PERP: ORGANIZATION CONFIDENCE", tagged(confidence, words));
    }

    fn target(&mut self, target: &Participant, claim: &Claim, kinds: &Kinds) {
        let words = uncounted(&target.mention.words);
        let kind = kinds.at(target.mention.span);
        if let Some(kind) = thing(&words, kind) {
            self.thing(&words, kind, target, claim);
        } else if is_human(kind) && !PRONOUNS.contains(&words.as_str()) {
            self.person(&words, kind == Some(EntityKind::Person), target, claim);
        }
    }

    fn thing(&mut self, words: &str, kind: &str, target: &Participant, claim: &Claim) {
        self.add("PHYS TGT: ID", plain(words));
        self.add("PHYS TGT: TYPE", tagged(kind, words));
        let count = number(claim, target);
        self.add("PHYS TGT: NUMBER", tagged(count.as_deref().unwrap_or("1"), words));
        if let Some(damage) = damage(claim) {
            self.add("PHYS TGT: EFFECT OF INCIDENT", tagged(damage, words));
        }
    }

    fn person(&mut self, words: &str, named: bool, target: &Participant, claim: &Claim) {
        let office = named.then(|| office(target)).flatten();
        if named {
            self.add("HUM TGT: NAME", plain(words));
        }
        match &office {
            Some(office) => self.add("HUM TGT: DESCRIPTION", tagged(office, words)),
            None if !named => self.add("HUM TGT: DESCRIPTION", plain(words)),
            None => {}
        }
        let kind = human(office.as_deref().unwrap_or(words));
        self.add("HUM TGT: TYPE", tagged(kind, words));
        let count = number(claim, target).unwrap_or_else(|| {
            if words.ends_with(['S', 's']) && !named { "PLURAL" } else { "1" }.to_owned()
        });
        self.add("HUM TGT: NUMBER", tagged(&count, words));
        if let Some(effect) = effect(claim, target) {
            self.add("HUM TGT: EFFECT OF INCIDENT", tagged(effect, words));
        }
    }
}

/// The kind of a thing by its words, or by what the reader took it for.
fn thing(words: &str, kind: Option<EntityKind>) -> Option<&'static str> {
    physical(words).or(match kind {
        Some(EntityKind::Facility) => Some("OTHER"),
        Some(EntityKind::Vehicle) => Some("TRANSPORT VEHICLE"),
        _ => None,
    })
}

fn is_human(kind: Option<EntityKind>) -> bool {
    use EntityKind::{ArmedGroup, Place, Thing, Weapon};
    !matches!(kind, Some(Thing | Place | ArmedGroup | Weapon))
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

/// The number that the claim gives for this target: one counted next to its words.
fn number(claim: &Claim, target: &Participant) -> Option<String> {
    let beside = |quantity: &&Quantity| {
        quantity.of.as_ref().is_some_and(|of| of.span.overlaps(target.mention.span))
            || quantity.mention.span.overlaps(target.mention.span)
            || quantity.mention.span.end + 1 == target.mention.span.start
    };
    claim.quantities.iter().find(beside)?.best.map(|best| best.to_string())
}

/// What became of a person: by the happening, or by what is counted of them.
fn effect(claim: &Claim, target: &Participant) -> Option<&'static str> {
    let counted = |quantity: &&Quantity| {
        quantity.of.as_ref().is_some_and(|of| of.span.overlaps(target.mention.span))
            || quantity.mention.span.overlaps(target.mention.span)
    };
    let kind = claim.quantities.iter().find(counted).map(|quantity| quantity.kind.as_str());
    match (claim.happening.as_str(), kind) {
        ("killing", _) | (_, Some("killed")) => Some("DEATH"),
        ("assault", _) | (_, Some("injured")) => Some("INJURY"),
        _ => None,
    }
}

fn instrument_type(class: &str) -> Option<&'static str> {
    Some(match class {
        "bomb" => "BOMB",
        "car_bomb" | "car-bomb" | "vehicle_bomb" => "VEHICLE BOMB",
        "explosive" | "ied" => "EXPLOSIVE",
        "dynamite" => "DYNAMITE",
        "mine" | "landmine" => "MINE",
        "grenade" => "GRENADE",
        "mortar" => "MORTAR",
        "rocket" => "ROCKET",
        "missile" => "MISSILE",
        "rifle" => "RIFLE",
        "machine_gun" | "machine-gun" => "MACHINE GUN",
        "firearm" | "gun" => "GUN",
        "fire" => "FIRE",
        "knife" => "CUTTING DEVICE",
        _ => return None,
    })
}

/// Words that only point at somebody told elsewhere.
const PRONOUNS: [&str; 12] =
    ["HE", "SHE", "IT", "THEY", "WHO", "WHICH", "THAT", "WE", "THEM", "HIM", "HER", "I"];

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
