//! Claims as MUC-4 templates.
//!
//! A claim of an attack, bombing, kidnapping, arson or robbery that is told as done opens a
//! template. A later claim joins the template opened last where it tells of the same kind of
//! incident within a few sentences, or where it tells of people hurt (killing, assault), which in
//! MUC is an effect of the incident and no incident of its own, within one sentence; neither may
//! have another place.
//!
//! MUC-4 asks for acts against people and property by someone; so what is denied, only planned
//! or placed no closer than within a year opens no template, nor does an act against insurgents
//! alone, nor one of which neither who did it nor against whom is told.

use jiff::civil::Date;
use tidings_types::{
    ActorKind, Assertion, Claim, EntityKind, FeatureClass, Marks, Participant, Place, Quantity,
    Report, Span, TimePrecision,
};

use crate::metrics::{Fill, Template};
use crate::text::tokens;

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
    let templates = incidents.iter().map(|incident| incident.template(&kinds));
    templates.filter(has_somebody).collect()
}

/// Told as done, at a time that is known closer than the year, and not against insurgents alone.
fn is_told(claim: &Claim) -> bool {
    let done = matches!(
        claim.assertion.value,
        Assertion::Realized | Assertion::Ongoing | Assertion::Alleged
    );
    let near = !matches!(claim.time.precision, TimePrecision::Year | TimePrecision::Longer);
    let of_rebels = |target: &Participant| target.kind == ActorKind::RebelGroup;
    done && near && (claim.targets.is_empty() || !claim.targets.iter().all(of_rebels))
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

    fn template(&self, kinds: &Kinds) -> Template {
        let mut filled = Filled::default();
        filled.add("INCIDENT: TYPE", plain(self.kind));
        filled.add("INCIDENT: STAGE OF EXECUTION", plain("ACCOMPLISHED"));
        if let Some(date) = self.claims.iter().find_map(|claim| date_of(claim)) {
            filled.add("INCIDENT: DATE", plain(&date));
        }
        if let Some(place) = self.claims.iter().find_map(|claim| place_of(claim)) {
            filled.add("INCIDENT: LOCATION", plain(&location(place)));
        }
        for claim in &self.claims {
            claim
                .means
                .iter()
                .for_each(|means| filled.instrument(&means.class, &means.mention.words));
            claim.actors.iter().for_each(|actor| filled.perpetrator(actor, claim));
            claim.targets.iter().for_each(|target| filled.target(target, claim, kinds));
        }
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
        let words = &target.mention.words;
        let kind = kinds.at(target.mention.span);
        if let Some(kind) = physical_type(words, kind) {
            self.add("PHYS TGT: ID", plain(words));
            self.add("PHYS TGT: TYPE", tagged(kind, words));
            self.add(
                "PHYS TGT: NUMBER",
                tagged(number(claim, target).as_deref().unwrap_or("1"), words),
            );
            return;
        }
        let is_human = !matches!(
            kind,
            Some(
                EntityKind::Thing | EntityKind::Place | EntityKind::ArmedGroup | EntityKind::Weapon
            )
        );
        if !is_human || PRONOUNS.contains(&words.to_uppercase().as_str()) {
            return;
        }
        let named = kind == Some(EntityKind::Person);
        let slot = if named { "HUM TGT: NAME" } else { "HUM TGT: DESCRIPTION" };
        self.add(slot, plain(words));
        self.add("HUM TGT: TYPE", tagged(human_type(target.kind), words));
        let count = number(claim, target).unwrap_or_else(|| {
            if words.ends_with(['S', 's']) && !named { "PLURAL" } else { "1" }.to_owned()
        });
        self.add("HUM TGT: NUMBER", tagged(&count, words));
        if let Some(effect) = effect(claim) {
            self.add("HUM TGT: EFFECT OF INCIDENT", tagged(effect, words));
        }
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

fn effect(claim: &Claim) -> Option<&'static str> {
    match claim.happening.as_str() {
        "killing" => Some("DEATH"),
        "assault" => Some("INJURY"),
        _ => None,
    }
}

fn human_type(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::StateForces | ActorKind::ExternalForces => "ACTIVE MILITARY",
        ActorKind::Government => "GOVERNMENT OFFICIAL",
        _ => "CIVILIAN",
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

/// The kind of a physical target by its words, or by what the reader took it for; `None` for what
/// is no thing.
fn physical_type(words: &str, kind: Option<EntityKind>) -> Option<&'static str> {
    const TYPES: [(&str, &[&str]); 10] = [
        (
            "TRANSPORT VEHICLE",
            &[
                "BUS",
                "BUSES",
                "CAR",
                "CARS",
                "VEHICLE",
                "VEHICLES",
                "TRUCK",
                "TRUCKS",
                "HELICOPTER",
                "PLANE",
                "AIRCRAFT",
                "TRAIN",
            ],
        ),
        ("TRANSPORTATION ROUTE", &["BRIDGE", "BRIDGES", "HIGHWAY", "ROAD", "RAILROAD"]),
        (
            "ENERGY",
            &[
                "SUBSTATION",
                "SUBSTATIONS",
                "POWERLINE",
                "PYLON",
                "PYLONS",
                "TOWERS",
                "PIPELINE",
                "PIPELINES",
                "POLES",
                "PLANT",
            ],
        ),
        ("COMMUNICATIONS", &["TELEPHONE", "RADIO", "ANTENNA", "TELEVISION"]),
        ("DIPLOMAT OFFICE OR RESIDENCE", &["EMBASSY", "EMBASSIES", "CONSULATE"]),
        ("GOVERNMENT OFFICE OR RESIDENCE", &["PALACE", "MINISTRY", "MAYORALTY", "COURTHOUSE"]),
        ("FINANCIAL", &["BANK", "BANKS"]),
        (
            "COMMERCIAL",
            &[
                "RESTAURANT",
                "RESTAURANTS",
                "STORE",
                "STORES",
                "HOTEL",
                "HOTELS",
                "SHOP",
                "SHOPS",
                "SUPERMARKET",
            ],
        ),
        ("CIVILIAN RESIDENCE", &["HOUSE", "HOUSES", "HOME", "HOMES", "RESIDENCE", "APARTMENT"]),
        (
            "OTHER",
            &[
                "BUILDING",
                "BUILDINGS",
                "SCHOOL",
                "SCHOOLS",
                "CHURCH",
                "OFFICE",
                "OFFICES",
                "HEADQUARTERS",
                "FACILITY",
                "FACILITIES",
                "INSTALLATIONS",
                "UNIVERSITY",
                "BARRACKS",
                "STATION",
            ],
        ),
    ];
    let upper = words.to_uppercase();
    let spans = tokens(&upper);
    let last = spans
        .iter()
        .rev()
        .filter_map(|span| span.of(&upper))
        .find(|word| word.starts_with(char::is_alphabetic))?;
    let by_head = TYPES.iter().find(|(_, heads)| heads.contains(&last)).map(|(kind, _)| *kind);
    by_head.or(match kind {
        Some(EntityKind::Facility) => Some("OTHER"),
        Some(EntityKind::Vehicle) => Some("TRANSPORT VEHICLE"),
        _ => None,
    })
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

    #[test]
    fn things_are_told_from_people_by_their_head() {
        assert_eq!(physical_type("the electric power substation", None), Some("ENERGY"));
        assert_eq!(physical_type("BUS DRIVERS", Some(EntityKind::Group)), None);
        assert_eq!(physical_type("", None), None);
        assert_eq!(physical_type("CAPITOL", Some(EntityKind::Facility)), Some("OTHER"));
    }
}
