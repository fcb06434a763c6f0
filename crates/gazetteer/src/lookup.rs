//! A name's matches in all packs, tier by tier.

use std::collections::{BTreeMap, HashSet};

use tidings_types::{CountryCode, FeatureClass};

use crate::{
    fold::{LOOSE_NAME_LENGTH, bare, fold, likeness, skeleton},
    gazetteer::{Gazetteer, PlaceRef},
    generic::is_generic,
    pack::Pack,
    sound::{alike, asked},
    tokens::tokens,
};

/// How a name was found, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Tier {
    /// The place's preferred name.
    Preferred,
    /// Another of its names.
    Alias,
    /// Its name after a word for the kind of place was taken away ("Homs governorate").
    Designated,
    /// Its name without the article.
    Bare,
    /// Another transliteration.
    Sound,
    /// A name that is part of the words: "Aleppo University Hospital".
    Inside,
    /// The town in which a facility lies by the words around it.
    Host,
}

/// A place that a name may mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Match {
    /// The place.
    pub at: PlaceRef,
    /// How the name was found.
    pub tier: Tier,
    /// How alike the spelling and the preferred name are, 0 to 1.
    pub likeness: f32,
    /// The kind of place that a word beside the name tells, if any.
    pub kind: Option<Kind>,
}

/// What a designator tells about a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// City, town, village, camp.
    Settlement,
    /// Province, governorate, oblast, state.
    Admin1,
    /// District, county, parish, raion.
    Admin2,
    /// River, lake, sea, mountains.
    Nature,
}

impl Kind {
    /// Whether a class of places is of this kind.
    pub fn fits(self, class: FeatureClass) -> bool {
        use FeatureClass as C;
        match self {
            Self::Settlement => matches!(class, C::Settlement | C::Site),
            Self::Admin1 => matches!(class, C::Admin1 | C::Region),
            Self::Admin2 => matches!(class, C::Admin2 | C::Admin1 | C::Region),
            Self::Nature => matches!(class, C::Water | C::Terrain),
        }
    }
}

/// Least likeness of two transliterations to be taken for one name. At .72 the spellings of one
/// village in different reports pass ("Mayadeen", "Mayādīn") and most neighbours do not.
const LEAST_LIKENESS: f32 = 0.72;

/// Least likeness of a name found by the sounds of an imported pack; its country is spoken of.
const LEAST_SOUND_LIKENESS: f32 = 0.66;

/// Letters of a key by sound, its mark with them, beyond which its agreement is no chance.
const LONG_KEY: usize = 5;

/// What the likeness of a name is taken for whose long key agrees with an alias alone.
const ALIAS_LIKENESS: f32 = 0.67;

/// Names that are less like by this much than the likest one are not meant.
const AS_LIKE: f32 = 0.18;

const DESIGNATORS: &[(&str, Kind)] = &[
    ("city", Kind::Settlement),
    ("town", Kind::Settlement),
    ("village", Kind::Settlement),
    ("camp", Kind::Settlement),
    ("province", Kind::Admin1),
    ("governorate", Kind::Admin1),
    ("oblast", Kind::Admin1),
    ("region", Kind::Admin1),
    ("state", Kind::Admin1),
    ("department", Kind::Admin1),
    ("prefecture", Kind::Admin1),
    ("district", Kind::Admin2),
    ("county", Kind::Admin2),
    ("parish", Kind::Admin2),
    ("raion", Kind::Admin2),
    ("municipality", Kind::Admin2),
    ("subdistrict", Kind::Admin2),
    ("local government area", Kind::Admin2),
    ("lga", Kind::Admin2),
    ("tehsil", Kind::Admin2),
    ("upazila", Kind::Admin2),
    ("regency", Kind::Admin2),
    ("commune", Kind::Admin2),
    ("woreda", Kind::Admin2),
    ("borough", Kind::Admin2),
    ("co", Kind::Admin2),
    ("township", Kind::Settlement),
    ("twp", Kind::Settlement),
    ("neighborhood", Kind::Settlement),
    ("neighbourhood", Kind::Settlement),
    ("territory", Kind::Admin2),
    ("river", Kind::Nature),
    ("lake", Kind::Nature),
    ("sea", Kind::Nature),
    ("mountains", Kind::Nature),
    ("valley", Kind::Nature),
    ("desert", Kind::Nature),
];

/// The kind that a word tells, if it is a designator.
pub(crate) fn kind_of_word(folded: &str) -> Option<Kind> {
    DESIGNATORS.iter().find(|(word, _)| *word == folded).map(|(_, kind)| *kind)
}

/// A folded name without the designator before or after it, and what that told.
pub(crate) fn without_designator(folded: &str) -> Option<(&str, Kind)> {
    DESIGNATORS.iter().find_map(|(word, kind)| {
        let before = folded.strip_prefix(word).and_then(|rest| rest.strip_prefix(' '));
        let rest = before.map(|rest| rest.strip_prefix("of ").unwrap_or(rest));
        let after = || folded.strip_suffix(word).and_then(|rest| rest.strip_suffix(' '));
        rest.or_else(after).filter(|rest| !rest.is_empty()).map(|rest| (rest, *kind))
    })
}

impl Gazetteer {
    /// Whether a folded name is known as it stands.
    pub(crate) fn has_name(&self, folded: &str) -> bool {
        self.packs().iter().any(|pack| pack.has_name(folded))
    }

    /// Matches of a name: of the first tier that gives any.
    pub(crate) fn matches(&self, name: &str) -> Vec<Match> {
        let folded = fold(name);
        let key = folded.strip_prefix("the ").unwrap_or(&folded);
        let kind = without_designator(key).map(|(_, kind)| kind);
        let mut found = self.exact(&folded, kind);
        if found.is_empty() {
            found = self.exact(key, kind);
        }
        if let Some(long) = written_out(key) {
            let known: Vec<PlaceRef> = found.iter().map(|one| one.at).collect();
            let more = self.exact(&long, kind).into_iter();
            found.extend(more.filter(|one| !known.contains(&one.at)));
        }
        if found.is_empty() {
            found = self.designated(key);
        }
        if found.is_empty() {
            found = self.without_article(key);
        }
        if found.is_empty() {
            found = self.sounding(key);
        }
        if found.is_empty() {
            found = self.inside(name);
        }
        found
    }

    /// Matches of the longest name within a longer one: "Aleppo University Hospital" is at
    /// Aleppo. Only words written as names are tried, and single common words are not.
    fn inside(&self, name: &str) -> Vec<Match> {
        let words = tokens(name);
        let names = (1..words.len()).rev().flat_map(|length| {
            words.windows(length).filter(move |part| {
                part.iter().all(|word| word.case.is_name()) || part[0].case.is_name() && length > 2
            })
        });
        for part in names {
            let (start, end) = (part[0].start, part[part.len() - 1].end);
            let key = fold(name.get(start..end).unwrap_or_default());
            let alone = part.len() == 1;
            let common = alone && (self.words.english.contains(key.as_str()) || is_generic(&key));
            if common || key.chars().count() < LOOSE_NAME_LENGTH || kind_of_word(&key).is_some() {
                continue;
            }
            let mut found = self.exact(&key, None);
            found.iter_mut().for_each(|one| one.tier = Tier::Inside);
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// Matches of a folded name as it stands.
    pub(crate) fn exact(&self, key: &str, kind: Option<Kind>) -> Vec<Match> {
        self.gather(
            |pack| {
                let hits = pack.names(key).into_iter();
                hits.map(|hit| {
                    let tier = match (hit.bare, hit.preferred) {
                        (true, _) => Tier::Bare,
                        (false, true) => Tier::Preferred,
                        (false, false) => Tier::Alias,
                    };
                    let likeness = match tier {
                        Tier::Alias => {
                            pack.name(hit.place).map_or(0.0, |n| likeness(key, &fold(n)))
                        }
                        _ => 1.0,
                    };
                    (hit.place, tier, likeness)
                })
                .collect()
            },
            kind,
        )
    }

    fn designated(&self, key: &str) -> Vec<Match> {
        let Some((name, kind)) = without_designator(key) else {
            return Vec::new();
        };
        let mut found = self.exact(name, Some(kind));
        if found.is_empty() {
            found = self.without_article(name);
        }
        for one in &mut found {
            one.tier = one.tier.max(Tier::Designated);
            one.kind = Some(kind);
        }
        found
    }

    fn without_article(&self, key: &str) -> Vec<Match> {
        let mut found = Vec::new();
        for name in [bare(key), without_particle(key)].into_iter().flatten() {
            found = self.exact(&name, None);
            if found.is_empty() {
                found = bare(&name).map(|name| self.exact(&name, None)).unwrap_or_default();
            }
            if !found.is_empty() {
                break;
            }
        }
        for one in &mut found {
            one.tier = Tier::Bare;
        }
        found
    }

    /// Places of imported packs whose names sound like this one, in one of these countries.
    pub(crate) fn sounding_in(&self, name: &str, countries: &HashSet<CountryCode>) -> Vec<Match> {
        let folded = fold(name);
        let key = folded.strip_prefix("the ").unwrap_or(&folded);
        let (name, kind) =
            without_designator(key).map_or((key, None), |(name, kind)| (name, Some(kind)));
        let keys = asked(name);
        let mut found = self.gather(|pack| sounds_in(pack, name, &keys, countries), kind);
        let best = found.iter().map(|one| one.likeness).fold(0.0, f32::max);
        found.retain(|one| one.likeness >= best - AS_LIKE);
        found
    }

    /// Places whose transliteration differs in vowels and doublings alone. Never for short names.
    fn sounding(&self, key: &str) -> Vec<Match> {
        let Some(sounds) = skeleton(key) else {
            return Vec::new();
        };
        debug_assert!(key.len() >= LOOSE_NAME_LENGTH);
        self.gather(
            |pack| {
                let hits = pack.skeletons(&sounds).into_iter();
                hits.filter_map(|hit| {
                    let likeness = likeness(key, &fold(pack.name(hit.place)?));
                    (likeness >= LEAST_LIKENESS).then_some((hit.place, Tier::Sound, likeness))
                })
                .collect()
            },
            None,
        )
    }

    /// Matches of all packs, each place once: a later pack's record replaces an earlier one.
    fn gather(
        &self,
        hits: impl Fn(&Pack) -> Vec<(u32, Tier, f32)>,
        kind: Option<Kind>,
    ) -> Vec<Match> {
        let mut found = Vec::new();
        let mut seen = HashSet::new();
        for (number, pack) in self.packs().iter().enumerate().rev() {
            for (place, tier, likeness) in hits(pack) {
                if self.packs().len() == 1 || pack.id(place).is_some_and(|id| seen.insert(id)) {
                    let at = PlaceRef { pack: number as u32, place };
                    found.push(Match { at, tier, likeness, kind });
                }
            }
        }
        found
    }
}

/// Matches of one pack by sound, each place once with its best likeness.
fn sounds_in(
    pack: &Pack,
    name: &str,
    keys: &[String],
    countries: &HashSet<CountryCode>,
) -> Vec<(u32, Tier, f32)> {
    let mut best: BTreeMap<u32, f32> = BTreeMap::new();
    for key in keys {
        for hit in pack.skeletons(key) {
            if !pack.country(hit.place).is_some_and(|country| countries.contains(&country)) {
                continue;
            }
            let preferred = fold(pack.name(hit.place).unwrap_or_default());
            // A long key that agrees with an alias is enough: the preferred name is another one.
            let least = if key.len() > LONG_KEY { ALIAS_LIKENESS } else { 0.0 };
            let likeness = alike(name, &preferred, key).max(least);
            let entry = best.entry(hit.place).or_default();
            *entry = entry.max(likeness);
        }
    }
    let alike = best.into_iter().filter(|(_, likeness)| *likeness >= LEAST_SOUND_LIKENESS);
    alike.map(|(place, likeness)| (place, Tier::Sound, likeness)).collect()
}

/// A name whose first word is shortened, in full: "Mt. Pleasant", "Ft. Worth", "St. Cloud".
fn written_out(key: &str) -> Option<String> {
    let (first, rest) = key.split_once(' ')?;
    let long = match first {
        "mt" => "mount",
        "ft" => "fort",
        "st" => "saint",
        "pt" => "point",
        _ => return None,
    };
    Some(format!("{long} {rest}"))
}

/// An Arabic word without the particle written onto it: "and", "in", "to", "so".
fn without_particle(key: &str) -> Option<String> {
    let rest = key.strip_prefix(['و', 'ب', 'ل', 'ف'])?;
    (rest.chars().count() >= 4).then(|| rest.to_owned())
}

impl Gazetteer {
    /// Whether a country or division contains another place, by the parents in their records.
    pub(crate) fn contains(&self, outer: PlaceRef, inner: PlaceRef) -> bool {
        let (Some(outer_pack), Some(inner_pack)) = (self.pack_of(outer), self.pack_of(inner))
        else {
            return false;
        };
        if outer_pack.class(outer.place) == Some(FeatureClass::Country) {
            let country = outer_pack.country(outer.place);
            return country.is_some() && country == inner_pack.country(inner.place);
        }
        let parents = [inner_pack.admin1(inner.place), inner_pack.admin2(inner.place)];
        if outer.pack == inner.pack {
            return parents.contains(&Some(outer.place));
        }
        let id = outer_pack.id(outer.place);
        parents.into_iter().flatten().any(|parent| inner_pack.id(parent) == id)
    }
}
