//! What the words around a name tell about it.

use std::collections::HashSet;

use tidings_types::{CountryCode, EntityKind, FeatureClass, Report};

use super::scan::Found;
use crate::{
    fold::fold,
    gazetteer::Gazetteer,
    lookup::{Match, Tier},
    tokens::{Case, Token, tokens},
};

/// A readable feature and its value.
pub(crate) type Feature = (&'static str, f32);

/// What is known of a report before its names are judged.
pub(crate) struct Context<'a> {
    gazetteer: &'a Gazetteer,
    text: &'a str,
    words: Vec<Token>,
    /// Token indices where sentences and blocks begin.
    starts: HashSet<usize>,
    /// Tokens that belong to found names.
    places: HashSet<usize>,
    /// Tokens of headlines and texts in which every word has a capital, so that capitals tell
    /// nothing.
    shouted: HashSet<usize>,
    /// Words that the text also writes small.
    small: HashSet<String>,
    /// Countries named in the report.
    countries: HashSet<CountryCode>,
}

const IN: &str = " in at near from inside outside around throughout toward towards across via \
    outskirts en dans في من إلى في на в во из у біля під до ";
const TITLES: &str = " mr mrs ms miss dr judge justice president minister sen rep gov governor \
    mayor sgt lt capt captain col colonel gen general maj major officer deputy detective coach \
    sheriff chief king queen prince princess sir lord lady pope senator rep representative \
    congressman congresswoman chairman director professor prof rev reverend pastor father sister \
    brother saint attorney secretary commissioner ambassador ";
const SAYS: &str = " said says told added asked replied explained testified wrote noted scored \
    pleaded laughed smiled hit threw pitched ran played who whose ";
const STREETS: &str = " street st road rd avenue ave drive dr lane boulevard blvd highway court \
    way place parkway pike trail circle terrace bridge hall house tower creek ";
const ORGANISATIONS: &str = " police department sheriff university college school high hospital \
    church council commission board court district county fire bank airport museum chamber \
    center centre society foundation club ";
const PRESS: &str = " times post herald journal tribune gazette news press daily chronicle sun \
    star mail telegraph observer guardian examiner inquirer ";
const TEAMS: &str = " bulldogs tigers eagles bears lions panthers wildcats hawks rams cowboys \
    raiders braves giants rangers united fc city ";
const FIRMS: &str = " inc corp co ltd llc group company brothers sons ";
const DIRECTIONS: &str = " north south east west northern southern eastern western central upper \
    lower downtown ";
const COUNTRYSIDE: &str = " village town city province governorate district region county parish \
    state area suburb neighborhood neighbourhood camp settlement countryside місто місті село селі \
    селищі город городе селе деревне пгт ville village ciudad pueblo مدينه قريه بلده ";
const MONTHS_AND_DAYS: &str = " january february march april may june july august september \
    october november december monday tuesday wednesday thursday friday saturday sunday christmas \
    easter internet congress senate house republican democrat bible god ";

fn listed(list: &str, word: &str) -> bool {
    !word.is_empty() && list.contains(&format!(" {word} "))
}

impl<'a> Context<'a> {
    pub fn new(gazetteer: &'a Gazetteer, report: &'a Report, found: &[Found]) -> Self {
        let text = report.text.as_str();
        let words = tokens(text);
        let starts = sentence_starts(report, &words);
        let places = found.iter().flat_map(|one| one.tokens.0..one.tokens.1).collect();
        let small = words
            .iter()
            .filter(|word| word.case == Case::Small)
            .map(|word| word.of(text).to_owned())
            .collect();
        let mut context = Self {
            shouted: shouted(report, &words),
            gazetteer,
            text,
            words,
            starts,
            places,
            small,
            countries: HashSet::new(),
        };
        context.countries = context.countries_named(found);
        context
    }

    fn countries_named(&self, found: &[Found]) -> HashSet<CountryCode> {
        let peoples = found.iter().filter(|one| one.kind == EntityKind::Nationality);
        let peoples = peoples.filter_map(|one| self.gazetteer.demonyms.country(&one.key));
        let names = found.iter().filter(|one| one.kind == EntityKind::Place);
        names
            .flat_map(|one| self.gazetteer.exact(&one.key, None))
            .filter_map(|found| {
                let pack = self.gazetteer.pack_of(found.at)?;
                (pack.class(found.at.place)? == FeatureClass::Country)
                    .then(|| pack.country(found.at.place))?
            })
            .chain(peoples)
            .collect()
    }

    /// Countries named, and those of provinces and larger towns named.
    pub fn spoken_of(&self, found: &[Found]) -> HashSet<CountryCode> {
        let places = found.iter().filter(|one| one.kind == EntityKind::Place);
        let told =
            places.flat_map(|one| self.gazetteer.told_by(&self.gazetteer.exact(&one.key, None)));
        told.chain(self.countries.iter().copied()).collect()
    }

    /// With these countries as those that the report speaks of.
    pub fn speaking_of(mut self, countries: HashSet<CountryCode>) -> Self {
        self.countries = countries;
        self
    }

    /// The features of one name.
    pub fn features(&self, found: &Found) -> Vec<Feature> {
        let mut out = vec![("bias", 1.0)];
        if found.kind != EntityKind::Place {
            return out;
        }
        self.name_features(found, &mut out);
        self.before(found, &mut out);
        self.after(found, &mut out);
        out
    }

    fn name_features(&self, found: &Found, out: &mut Vec<Feature>) {
        let matches = if found.sounds {
            self.gazetteer.sounding_in(&found.key, &self.countries)
        } else {
            self.gazetteer.exact(&found.key, None)
        };
        let facts = Facts::of(self.gazetteer, &matches);
        out.push(("log_population", facts.log_population));
        out.push(("settlement_small", f32::from(u8::from(facts.log_population < 4.0))));
        push(out, "country", facts.has(FeatureClass::Country));
        push(out, "admin1", facts.has(FeatureClass::Admin1));
        push(out, "admin2", facts.has(FeatureClass::Admin2));
        push(out, "region", facts.region());
        // Preferred names are in Latin letters; in others every name is an alias.
        let latin = found.key.chars().all(|letter| letter < '\u{0370}');
        // A transliteration is as good as the preferred name where its country is spoken of.
        let at_home = facts.in_countries(&self.countries);
        push(out, "alias_only", !facts.preferred && latin && !at_home);
        push(out, "bare", facts.bare && !at_home);
        push(out, "designated", found.designated);
        let folded = fold(self.text.get(found.start..found.end).unwrap_or_default());
        let words = found.tokens.1 - found.tokens.0;
        push(out, "several_words", words > 1);
        push(out, "short", folded.chars().count() <= 3);
        push(out, "upper", self.words[found.tokens.0].case == Case::Upper);
        push(out, "country_named", at_home);
        push(out, "imported_at_home", at_home && self.gazetteer.has_imports());
        if words == 1 {
            let lists = &self.gazetteer.words;
            let word = folded.as_str();
            push(out, "english", lists.english.contains(word));
            push(out, "written_small", self.small.contains(word));
            push(out, "given", lists.given.contains(word));
            push(out, "surname", lists.surnames.contains(word));
            push(out, "calendar", listed(MONTHS_AND_DAYS, word));
            let first = self.starts.contains(&found.tokens.0);
            push(out, "first_english", first && lists.english.contains(word));
            push(out, "first", first);
        } else {
            let words = folded.split(' ');
            push(
                out,
                "all_english",
                words.clone().all(|w| self.gazetteer.words.english.contains(w)),
            );
            let first = folded.split(' ').next().unwrap_or_default();
            push(out, "given_inside", self.gazetteer.words.given.contains(first));
        }
    }

    fn before(&self, found: &Found, out: &mut Vec<Feature>) {
        let first = found.tokens.0;
        let (gap, word) = self.neighbour_before(first);
        let folded = fold(word.map(|word| word.of(self.text)).unwrap_or_default());
        if self.starts.contains(&first) {
            return;
        }
        let close = matches!(gap, " " | ". " | " the " | "\u{a0}");
        push(out, "after_in", close && listed(IN, &folded));
        push(out, "after_of", close && matches!(folded.as_str(), "of" | "to" | "for" | "de"));
        push(out, "after_the", close && folded == "the");
        push(out, "after_direction", close && listed(DIRECTIONS, &folded));
        push(out, "after_kind", close && (listed(COUNTRYSIDE, &folded)));
        push(out, "after_title", close && listed(TITLES, &folded));
        push(out, "after_comma", gap == ", ");
        push(out, "after_and", close && matches!(folded.as_str(), "and" | "or"));
        push(out, "after_by", close && matches!(folded.as_str(), "by" | "with" | "says" | "said"));
        self.before_that(first, &folded, close, out);
        let Some(word) = word.filter(|word| word.case.is_name() && gap == " ") else {
            return;
        };
        let given = self.gazetteer.words.given.contains(folded.as_str());
        push(out, "after_given", given);
        let initial = word.of(self.text).chars().count() == 1;
        push(out, "after_initial", initial);
        let known = self.places.contains(&(first - 1));
        let start = self.starts.contains(&(first - 1));
        let plain = !given && !initial && !listed(TITLES, &folded) && !listed(DIRECTIONS, &folded);
        let shouted = self.shouted.contains(&first);
        push(out, "after_capital", plain && !known && !start && !shouted);
        push(out, "after_place", known);
    }

    /// What stands two words before: "the town of X", "from X to Y", "X and Y".
    fn before_that(&self, first: usize, before: &str, close: bool, out: &mut Vec<Feature>) {
        let Some(at) = first.checked_sub(2) else { return };
        let kind = fold(self.words[at].of(self.text));
        push(out, "after_kind_of", close && before == "of" && listed(COUNTRYSIDE, &kind));
        let joint = close && matches!(before, "and" | "or" | "to" | "و");
        push(out, "listed_after_place", joint && self.places.contains(&at));
    }

    fn after(&self, found: &Found, out: &mut Vec<Feature>) {
        let past = found.tokens.1;
        let gap = self.gap_after(found);
        let Some(next) = self.words.get(past) else {
            return;
        };
        let folded = fold(next.of(self.text));
        let possessive = gap.starts_with(['\'', '’']) && folded == "s";
        push(out, "possessive", possessive);
        push(
            out,
            "before_dateline",
            gap.starts_with(" (") || gap.starts_with(" —") || gap.starts_with(" -"),
        );
        push(out, "before_hyphen", gap == "-");
        if gap == ", " && self.places.contains(&past) {
            out.push(("before_place", 1.0));
            if self.contains_next(found, past) {
                out.push(("before_container", 1.0));
            }
        }
        if self.contained_in_previous(found) {
            out.push(("in_container", 1.0));
        }
        if gap != " " {
            return;
        }
        push(out, "before_says", listed(SAYS, &folded));
        let joint = matches!(folded.as_str(), "and" | "or" | "to");
        push(out, "listed_before_place", joint && self.places.contains(&(past + 1)));
        if !next.case.is_name() {
            return;
        }
        let cases: [(&'static str, &str); 6] = [
            ("before_street", STREETS),
            ("before_organisation", ORGANISATIONS),
            ("before_press", PRESS),
            ("before_team", TEAMS),
            ("before_firm", FIRMS),
            ("before_title", TITLES),
        ];
        let mut known = false;
        for (name, list) in cases {
            let holds = listed(list, &folded);
            push(out, name, holds);
            known |= holds;
        }
        if self.shouted.contains(&past) {
            return;
        }
        let surname = self.gazetteer.words.surnames.contains(folded.as_str());
        let place = self.places.contains(&past);
        push(out, "before_surname", !known && surname);
        push(out, "before_capital", !known && !surname && !place);
        push(out, "next_is_place", !known && !surname && place);
        let given = self.gazetteer.words.given.contains(fold(self.word(found)).as_str());
        push(out, "given_before_capital", !known && given);
    }

    fn word(&self, found: &Found) -> &'a str {
        self.text.get(found.start..found.end).unwrap_or_default()
    }

    fn neighbour_before(&self, first: usize) -> (&'a str, Option<Token>) {
        let Some(word) = first.checked_sub(1).and_then(|at| self.words.get(at)) else {
            return ("", None);
        };
        let gap = self.text.get(word.end..self.words[first].start).unwrap_or_default();
        (gap, Some(*word))
    }

    fn gap_after(&self, found: &Found) -> &'a str {
        let next = self.words.get(found.tokens.1).map_or(self.text.len(), |word| word.start);
        self.text.get(found.end..next).unwrap_or_default()
    }

    /// "Paris, Texas": a place that the next name contains.
    fn contains_next(&self, found: &Found, past: usize) -> bool {
        let longest = (past + 1..=(past + 4).min(self.words.len())).rev();
        longest
            .filter_map(|end| self.text.get(self.words[past].start..self.words[end - 1].end))
            .any(|name| self.lies_in(&found.key, &fold(name)))
    }

    fn contained_in_previous(&self, found: &Found) -> bool {
        let (gap, Some(word)) = self.neighbour_before(found.tokens.0) else {
            return false;
        };
        gap == ", "
            && self.places.contains(&(found.tokens.0 - 1))
            && self.lies_in(&fold(word.of(self.text)), &found.key)
    }

    /// Whether some place called `inner` lies in a country or division called `outer`.
    fn lies_in(&self, inner: &str, outer: &str) -> bool {
        let outer = self.gazetteer.exact(outer, None);
        let outer: Vec<Match> = outer
            .into_iter()
            .filter(|found| {
                let class = self.gazetteer.pack_of(found.at).and_then(|p| p.class(found.at.place));
                matches!(class, Some(FeatureClass::Country | FeatureClass::Admin1))
            })
            .collect();
        !outer.is_empty()
            && self
                .gazetteer
                .exact(inner, None)
                .iter()
                .any(|inner| outer.iter().any(|outer| self.gazetteer.contains(outer.at, inner.at)))
    }
}

fn push(out: &mut Vec<Feature>, name: &'static str, holds: bool) {
    if holds {
        out.push((name, 1.0));
    }
}

/// Tokens of sentences that write hardly any longer word small.
fn shouted(report: &Report, words: &[Token]) -> HashSet<usize> {
    let mut out = HashSet::new();
    for sentence in &report.sentences {
        let from = words.partition_point(|word| word.start < sentence.span.start as usize);
        let to = words.partition_point(|word| word.start < sentence.span.end as usize);
        let inside = words.get(from..to).unwrap_or_default();
        let long = inside.iter().filter(|word| word.end - word.start > 3);
        let capital = long.clone().filter(|word| word.case.is_name()).count();
        if long.count() * SHOUTED_SHARE.0 < capital * SHOUTED_SHARE.1 {
            out.extend(from..to);
        }
    }
    out
}

/// From three capitals in four longer words on, a sentence is a headline.
const SHOUTED_SHARE: (usize, usize) = (3, 4);

/// Tokens with which sentences begin.
fn sentence_starts(report: &Report, words: &[Token]) -> HashSet<usize> {
    let starts = report.sentences.iter().map(|sentence| sentence.span.start as usize);
    starts
        .chain(report.blocks.iter().map(|block| block.span.start as usize))
        .map(|start| words.partition_point(|word| word.start < start))
        .collect()
}

/// What the places of one name have in common.
struct Facts {
    log_population: f32,
    classes: Vec<FeatureClass>,
    countries: Vec<CountryCode>,
    preferred: bool,
    bare: bool,
}

impl Facts {
    fn of(gazetteer: &Gazetteer, matches: &[Match]) -> Self {
        let mut facts = Self {
            log_population: 0.0,
            classes: Vec::new(),
            countries: Vec::new(),
            preferred: matches.iter().any(|found| found.tier == Tier::Preferred),
            bare: !matches.is_empty() && matches.iter().all(|found| found.tier == Tier::Bare),
        };
        for found in matches {
            let Some(pack) = gazetteer.pack_of(found.at) else { continue };
            facts.log_population = facts.log_population.max(pack.log_population(found.at.place));
            facts.classes.extend(pack.class(found.at.place));
            facts.countries.extend(pack.country(found.at.place));
        }
        facts
    }

    fn has(&self, class: FeatureClass) -> bool {
        self.classes.contains(&class)
    }

    fn region(&self) -> bool {
        use FeatureClass as C;
        self.classes.iter().any(|class| {
            matches!(class, C::Region | C::Continent | C::Water | C::Terrain | C::Site)
        })
    }

    fn in_countries(&self, named: &HashSet<CountryCode>) -> bool {
        self.countries.iter().any(|country| named.contains(country))
    }
}
