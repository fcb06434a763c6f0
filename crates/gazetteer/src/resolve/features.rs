//! Features of a candidate: what speaks for this place and not for its namesakes.

use std::collections::BTreeMap;

use tidings_types::{CountryCode, FeatureClass, Point};

use super::{
    groups::{Group, Sense},
    hosts::Host,
    kin::Kin,
};
use crate::{
    gazetteer::{Gazetteer, PlaceRef},
    lookup::Tier,
};

/// A readable feature and its value.
pub(crate) type Feature = (&'static str, f32);

/// Distances, km, at which other places of the report count as near.
const NEAR_KM: [(f64, &str); 3] =
    [(30.0, "near_30km"), (100.0, "near_100km"), (300.0, "near_300km")];

/// A country with less than this share of the other names' meanings is out of the report's way.
const ALONE: f32 = 0.02;

/// What a report's names say together, given what each probably means so far.
pub(crate) struct Evidence<'a> {
    gazetteer: &'a Gazetteer,
    groups: &'a [Group],
    /// Probable places of each group, with their probability.
    beliefs: Vec<Vec<Belief>>,
    /// Weight of each country over all groups, with the group that gave it.
    countries: BTreeMap<CountryCode, Vec<(usize, f32)>>,
    /// Countries named outright, by name or nationality, and how often.
    named: BTreeMap<CountryCode, f32>,
    /// What lies beside each candidate, see [`super::kin`].
    kin: &'a [Vec<Kin>],
    /// The country of the source's address.
    home: Option<CountryCode>,
}

/// A place that a group probably means.
#[derive(Clone, Debug)]
pub(crate) struct Belief {
    /// Index among the group's candidates.
    pub option: usize,
    /// 0 to 1.
    pub probability: f32,
}

impl<'a> Evidence<'a> {
    pub fn new(
        gazetteer: &'a Gazetteer,
        groups: &'a [Group],
        kin: &'a [Vec<Kin>],
        home: Option<CountryCode>,
        beliefs: Vec<Vec<Belief>>,
    ) -> Self {
        let (countries, named) = (BTreeMap::new(), BTreeMap::new());
        let mut evidence = Self { gazetteer, groups, beliefs, countries, named, kin, home };
        for at in (0..groups.len()).filter(|at| !is_context(&groups[*at])) {
            evidence.count_countries(at);
        }
        evidence
    }

    fn count_countries(&mut self, at: usize) {
        let group = &self.groups[at];
        if let Some(country) = group.nationality {
            *self.named.entry(country).or_default() += group.count as f32;
            self.countries.entry(country).or_default().push((at, 1.0));
        }
        for belief in &self.beliefs[at] {
            let option = &group.candidates[belief.option];
            let Some(country) = option.country else { continue };
            self.countries.entry(country).or_default().push((at, belief.probability));
            if option.class == FeatureClass::Country {
                *self.named.entry(country).or_default() += belief.probability * group.count as f32;
            }
        }
    }

    /// Features of one candidate of a group.
    pub fn features(&self, at: usize, number: usize) -> Vec<Feature> {
        let mut out = Vec::with_capacity(40);
        let option = &self.groups[at].candidates[number];
        own(&self.groups[at], option, &mut out);
        written(&self.groups[at], option, &mut out);
        self.together(at, number, &mut out);
        self.source(at, option, &mut out);
        self.hosting(option, &mut out);
        self.parents(at, option, &mut out);
        self.neighbours(at, option, &mut out);
        self.country(at, option, &mut out);
        out
    }

    /// How likely a facility's town means this place, and how much the report speaks of it.
    fn hosting(&self, option: &Sense, out: &mut Vec<Feature>) {
        let Some(host) = option.host else { return };
        let beliefs = self.beliefs.get(host.group).into_iter().flatten();
        let belief = beliefs.filter(|one| one.option == host.option).map(|one| one.probability);
        out.push(("host_likely", belief.sum()));
        if host.how == Host::Report {
            out.push(("host_share", host.share));
        }
    }

    /// Whether namesakes of the other names lie beside it.
    fn together(&self, at: usize, number: usize, out: &mut Vec<Feature>) {
        let Some(kin) = self.kin.get(at).and_then(|kin| kin.get(number)) else { return };
        if kin.near > 0.0 {
            out.push(("kin_near", kin.near.ln_1p()));
            out.push(("kin_near_share", kin.near_share));
        }
        if kin.division > 0.0 {
            out.push(("kin_division", kin.division.ln_1p()));
            out.push(("kin_division_share", kin.division_share));
        }
    }

    /// What the source's home says; the home itself is judged without it.
    fn source(&self, at: usize, option: &Sense, out: &mut Vec<Feature>) {
        if is_context(&self.groups[at]) {
            return;
        }
        if let Some(home) = self.home {
            if option.country == Some(home) {
                out.push(("country_of_source", 1.0));
            } else if option.country.is_some() {
                out.push(("not_country_of_source", 1.0));
            }
        }
        let Some(home) = self.groups.iter().position(is_context) else { return };
        if self.groups[home].key == self.groups[at].key {
            out.push(("name_of_source", option.log_population));
            return;
        }
        let local = matches!(option.class, FeatureClass::Admin2 | FeatureClass::Settlement);
        let mut far = [1.0f32; 2];
        for belief in self.beliefs.get(home).into_iter().flatten() {
            let town = &self.groups[home].candidates[belief.option];
            let free = 1.0 - belief.probability;
            if local && planar_km(town.point, option.point) < SOURCE_KM {
                far[0] *= free;
            }
            if town.admin1.is_some() && town.admin1 == option.admin1 {
                far[1] *= free;
            }
        }
        out.push(("near_source", 1.0 - far[0]));
        out.push(("division_of_source", 1.0 - far[1]));
    }

    fn parents(&self, at: usize, option: &Sense, out: &mut Vec<Feature>) {
        let group = &self.groups[at];
        if group.within.iter().any(|name| self.is_parent(name, option)) {
            out.push(("within_told", 1.0));
        }
        if group.parents.is_empty() {
            return;
        }
        let told = group.parents.iter().any(|name| self.is_parent(name, option));
        out.push((if told { "parent_told" } else { "parent_not_told" }, 1.0));
    }

    /// Whether the candidate lies in some division or country of this name.
    fn is_parent(&self, name: &str, option: &Sense) -> bool {
        self.gazetteer.exact(name, None).iter().any(|parent| {
            let class = self.gazetteer.pack_of(parent.at).and_then(|p| p.class(parent.at.place));
            class.is_some_and(|class| class <= FeatureClass::Admin2)
                && parent.at != option.found.at
                && self.gazetteer.contains(parent.at, option.found.at)
        })
    }

    /// How the other names' probable places lie about this one.
    fn neighbours(&self, at: usize, option: &Sense, out: &mut Vec<Feature>) {
        let mut far = [1.0f32; NEAR_KM.len()];
        let (mut same_admin1, mut same_admin2, mut holds, mut held) =
            (1.0f32, 1.0f32, 1.0f32, 1.0f32);
        let mut near_count = 0.0f32;
        for (other, belief) in self.others(at) {
            let free = 1.0 - belief.probability;
            let distance = planar_km(option.point, other.point);
            let settled = other.class >= FeatureClass::Admin2;
            if settled {
                for (far, (km, _)) in far.iter_mut().zip(NEAR_KM) {
                    *far *= if distance < km { free } else { 1.0 };
                }
                near_count += if distance < 100.0 { belief.probability } else { 0.0 };
            }
            let same = |a: Option<PlaceRef>, b: Option<PlaceRef>| a.is_some() && a == b;
            if same(option.admin1, other.admin1) {
                same_admin1 *= free;
            }
            if same(option.admin2, other.admin2) {
                same_admin2 *= free;
            }
            if option.admin1 == Some(other.found.at) || option.admin2 == Some(other.found.at) {
                held *= free;
            }
            if other.admin1 == Some(option.found.at) || other.admin2 == Some(option.found.at) {
                holds *= free;
            }
        }
        // The middle of a country or province says nothing of what it is near to.
        if matches!(
            option.class,
            FeatureClass::Admin2 | FeatureClass::Settlement | FeatureClass::Site
        ) {
            for (far, (_, name)) in far.iter().zip(NEAR_KM) {
                out.push((name, 1.0 - far));
            }
            out.push(("near_count", (1.0 + near_count).ln()));
        }
        out.push(("same_admin1", 1.0 - same_admin1));
        out.push(("same_admin2", 1.0 - same_admin2));
        out.push(("division_named", 1.0 - held));
        // That a province holds the town of its own name and its neighbours says little for it.
        if !has_town_of_its_name(&self.groups[at], option) {
            out.push(("holds_named", 1.0 - holds));
        }
    }

    fn others(&self, at: usize) -> impl Iterator<Item = (&'a Sense, &Belief)> {
        let groups = self.groups;
        let told = move |other: usize| other != at && !is_context(&groups[other]);
        let beliefs = self.beliefs.iter().enumerate().filter(move |(other, _)| told(*other));
        beliefs.flat_map(move |(other, beliefs)| {
            beliefs.iter().map(move |belief| (&groups[other].candidates[belief.option], belief))
        })
    }

    fn country(&self, at: usize, option: &Sense, out: &mut Vec<Feature>) {
        let Some(country) = option.country else { return };
        let of = |country: &CountryCode| -> f32 {
            let weights = self.countries.get(country).into_iter().flatten();
            weights.filter(|(group, _)| *group != at).map(|(_, weight)| weight).sum()
        };
        let total: f32 = self.countries.keys().map(of).sum();
        if total > 0.0 {
            let share = of(&country) / total;
            out.push(("country_share", share));
            if share < ALONE {
                out.push(("country_alone", 1.0));
            }
            let most = self.countries.keys().map(of).fold(0.0, f32::max);
            if share * total >= most {
                out.push(("country_first", 1.0));
            }
        }
        if option.capital && self.named.keys().any(|other| *other != country) {
            out.push(("capital_beside_countries", 1.0));
        }
        let own_name = option.class == FeatureClass::Country;
        let named = self.named.get(&country).copied().unwrap_or(0.0);
        if named > 0.0 && !own_name {
            out.push(("country_named", 1.0));
        }
        if !self.named.is_empty() && named == 0.0 && !own_name {
            out.push(("other_country_named", 1.0));
        }
    }
}

/// Whether a division has its name of a town inside it ("Aleppo"), which is then meant more often.
fn has_town_of_its_name(group: &Group, option: &Sense) -> bool {
    let at = Some(option.found.at);
    let towns = group.candidates.iter().filter(|one| one.class == FeatureClass::Settlement);
    option.class <= FeatureClass::Admin2
        && towns
            .filter(|town| {
                town.found.tier == option.found.tier || town.found.tier == Tier::Preferred
            })
            .any(|town| town.admin1 == at || town.admin2 == at)
}

/// Whether a division is little more than the town of its name ("Tbilisi"): the town is meant.
fn is_its_town(group: &Group, option: &Sense) -> bool {
    let at = Some(option.found.at);
    let most = |town: &Sense| town.log_population >= option.log_population + TOWN_SHARE_LOG;
    option.class <= FeatureClass::Admin2
        && group.candidates.iter().any(|one| {
            one.class == FeatureClass::Settlement
                && (one.admin1 == at || one.admin2 == at)
                && most(one)
        })
}

/// log₁₀ of the share of a division's inhabitants from which on it is the town: 60 %.
const TOWN_SHARE_LOG: f32 = -0.22;

/// Whether, in a country with an imported pack, a district shares its name with a village within
/// it, which is then meant.
fn is_district_of_village(group: &Group, option: &Sense) -> bool {
    let district = option.at_home
        && option.class == FeatureClass::Admin2
        && option.found.kind.is_none_or(|kind| !kind.fits(FeatureClass::Admin2));
    let village = |one: &Sense| {
        one.class == FeatureClass::Settlement
            && one.country == option.country
            && planar_km(one.point, option.point) < DISTRICT_KM
    };
    district && group.candidates.iter().any(village)
}

/// Distance, km, from a district's middle to the village of its name.
const DISTRICT_KM: f64 = 60.0;

/// Kilometres within which a place is near the source's home.
const SOURCE_KM: f64 = 100.0;

/// Whether a group is not named in the report: the source's home.
fn is_context(group: &Group) -> bool {
    group.spans.is_empty() && group.nationality.is_none() && !group.candidates.is_empty()
}

/// What the way in which the name is written says of its kind.
fn written(group: &Group, option: &Sense, out: &mut Vec<Feature>) {
    use FeatureClass as C;
    let share = |count: usize| count as f32 / group.count.max(1) as f32;
    let the = share(group.with_the);
    let (the_name, paper) = match option.class {
        C::Settlement => ("the_settlement", "paper_settlement"),
        C::Country | C::Admin1 | C::Admin2 => ("the_division", "paper_division"),
        _ => ("the_nature", "paper_nature"),
    };
    out.extend((the > 0.0).then_some((the_name, the)));
    out.extend((group.paper > 0).then_some((paper, share(group.paper))));
    if group.dateline && option.class == C::Settlement {
        out.push(("dateline_settlement", 1.0));
    }
    if (group.dateline || group.paper > 0)
        && matches!(option.class, C::Admin1 | C::Admin2)
        && group.candidates.iter().any(is_city)
    {
        out.push(("division_for_city", 1.0));
    }
}

/// A city large enough to have newspapers and correspondents whom the country reads.
fn is_city(one: &Sense) -> bool {
    one.class == FeatureClass::Settlement && one.log_population >= CITY
}

/// log₁₀ of 400,000 inhabitants.
const CITY: f32 = 5.6;

/// What a candidate is by itself.
fn own(group: &Group, option: &Sense, out: &mut Vec<Feature>) {
    use FeatureClass as C;
    let largest = group.candidates.iter().map(|one| one.log_population).fold(0.0, f32::max);
    out.push(("log_population", option.log_population));
    out.push(match option.class {
        C::Country => ("population_country", option.log_population),
        C::Admin1 | C::Admin2 => ("population_division", option.log_population),
        _ => ("population_settlement", option.log_population),
    });
    let people = |one: &Sense| 10f32.powf(one.log_population);
    let all: f32 = group.candidates.iter().map(people).sum();
    out.push(("population_share", people(option) / all.max(1.0)));
    out.push(("unlike_preferred", 1.0 - option.found.likeness));
    out.push(("below_largest", largest - option.log_population));
    if option.found.kind.is_none() && has_town_of_its_name(group, option) {
        out.push(("town_of_its_name", 1.0));
    }
    if option.found.kind.is_none() && is_its_town(group, option) {
        out.push(("division_is_town", 1.0));
    }
    if option.capital {
        out.push(("capital", 1.0));
    }
    if option.at_home {
        out.push(("at_home", 1.0));
    }
    if option.at_home && option.found.tier == Tier::Sound {
        out.push(("sounds_unlike", 1.0 - option.found.likeness));
    }
    if is_district_of_village(group, option) {
        out.push(("district_of_village", 1.0));
    }
    out.push(match option.class {
        C::Country => ("country", 1.0),
        C::Admin1 => ("admin1", 1.0),
        C::Admin2 => ("admin2", 1.0),
        C::Settlement => ("settlement", 1.0),
        C::Continent | C::Region => ("region", 1.0),
        _ => ("nature_or_site", 1.0),
    });
    out.push(match option.found.tier {
        Tier::Preferred => ("preferred_name", 1.0),
        Tier::Alias => ("alias", 1.0),
        Tier::Designated => ("designated", 1.0),
        Tier::Bare => ("bare_name", 1.0),
        Tier::Sound => ("sounds_alike", 1.0),
        Tier::Inside => ("inside", 1.0),
        Tier::Host => match option.host.map(|host| host.how) {
            Some(Host::Told) => ("host_told", 1.0),
            Some(Host::Sentence) => ("host_in_sentence", 1.0),
            _ => ("host_of_report", 1.0),
        },
    });
    if let Some(kind) = option.found.kind {
        out.push((if kind.fits(option.class) { "kind_fits" } else { "kind_differs" }, 1.0));
    }
}

/// Distance on a plane, exact enough to tell near from far.
pub(crate) fn planar_km(a: Point, b: Point) -> f64 {
    let north = (a.lat - b.lat) * 111.195;
    let mut degrees = (a.lon - b.lon).abs();
    if degrees > 180.0 {
        degrees = 360.0 - degrees;
    }
    let east = degrees * 111.195 * ((a.lat + b.lat) / 2.0).to_radians().cos();
    north.hypot(east)
}
