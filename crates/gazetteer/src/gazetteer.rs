//! The gazetteer: the embedded pack, the packs beside it, and what words mean to them.

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
};

use tidings_types::{CountryCode, Entity, FeatureClass, Marks, Place, PlaceId, Report, Toponym};

use crate::{
    between::between,
    demonyms::Demonyms,
    find::Finder,
    lookup::Match,
    pack::{Pack, PackError},
    resolve::Resolver,
    weights::Weights,
};

/// The embedded pack, unpacked by the build script.
static WORLD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/world.pack"));

/// The day on which the embedded pack was built from the packages that `ATTRIBUTION.md` names.
pub const EMBEDDED_BUILT: &str = "2026-11-25";

/// Why a gazetteer cannot be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GazetteerError {
    /// The program was built without its pack, or with a broken one.
    #[error("the built-in gazetteer cannot be opened: {0}")]
    Embedded(#[source] PackError),
    /// A pack named by the user cannot be opened.
    #[error("{path}: {source}", path = path.display())]
    Pack {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: PackError,
    },
}

/// A place in one of the open packs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PlaceRef {
    /// Which pack; the embedded one is 0.
    pub pack: u32,
    /// Index in the pack.
    pub place: u32,
}

/// Names to places: the embedded world, and packs that users imported.
///
/// It is immutable and can be shared between threads.
#[derive(Debug)]
pub struct Gazetteer {
    packs: Vec<Pack>,
    pub(crate) demonyms: Demonyms,
    pub(crate) words: WordLists,
    pub(crate) find_weights: Weights,
    pub(crate) rank_weights: Weights,
}

impl Gazetteer {
    /// The gazetteer that is part of the program.
    ///
    /// # Errors
    /// When the program was built without its pack.
    pub fn embedded() -> Result<Self, GazetteerError> {
        let world = Pack::from_static(WORLD).map_err(GazetteerError::Embedded)?;
        Ok(Self::of(vec![world]))
    }

    /// The embedded gazetteer with imported packs beside it. A place that two packs hold under
    /// one id is one place; the later pack's record is used.
    ///
    /// # Errors
    /// When one of the files is no pack, or a damaged one.
    pub fn with_packs(paths: &[PathBuf]) -> Result<Self, GazetteerError> {
        let mut gazetteer = Self::embedded()?;
        for path in paths {
            gazetteer.packs.push(open(path)?);
        }
        Ok(gazetteer)
    }

    /// A gazetteer of packs alone, for tests and tools.
    pub fn of(packs: Vec<Pack>) -> Self {
        Self {
            packs,
            demonyms: Demonyms::embedded(),
            words: WordLists::embedded(),
            find_weights: Weights::read(include_str!("../data/find.weights")),
            rank_weights: Weights::read(include_str!("../data/rank.weights")),
        }
    }

    /// The gazetteer with other weights, for training: lines of a feature's name and a number.
    #[must_use]
    pub fn weighed_by(self, find: &str, rank: &str) -> Self {
        Self { find_weights: Weights::read(find), rank_weights: Weights::read(rank), ..self }
    }

    /// Names in the report that the gazetteer holds, by rising start: places and nationalities,
    /// with the confidence that the words name one at all. Nothing is resolved here.
    pub fn find(&self, report: &Report) -> Vec<Entity> {
        Finder::new(self).find(report)
    }

    /// What each Place and Facility entity of the marks means, in order of span. Every one has an
    /// entry; one that is not known has no candidates.
    pub fn resolve(&self, report: &Report, marks: &Marks) -> Vec<Toponym> {
        Resolver::new(self).resolve(report, marks)
    }

    /// Settlements on the way from one place to another, in that order, without the two ends.
    ///
    /// Where both lie on a known chain (a bank of a river), the chain is followed; else
    /// settlements within a corridor about the straight line are taken.
    pub fn between(&self, from: &Place, to: &Place) -> Vec<Place> {
        between(self, from, to)
    }

    /// Every place of this name, best known first: exact and folded names, then names without
    /// article, then other transliterations.
    pub fn lookup(&self, name: &str) -> Vec<Place> {
        self.lookup_best(name, usize::MAX)
    }

    /// The best known places of this name, `most` of them at most, in the order of
    /// [`Gazetteer::lookup`]. Only those are built: a name may have hundreds.
    pub fn lookup_best(&self, name: &str, most: usize) -> Vec<Place> {
        let known = |found: &Match| Known::of(self, found);
        let mut found: Vec<Known> = self.matches(name).iter().filter_map(known).collect();
        let order = |a: &Known, b: &Known| {
            a.rank.cmp(&b.rank).then_with(|| self.id(a.at).cmp(&self.id(b.at)))
        };
        if most < found.len() && most > 0 {
            found.select_nth_unstable_by(most - 1, order);
        }
        found.truncate(most);
        found.sort_by(order);
        found.into_iter().filter_map(|one| self.place(one.at)).collect()
    }

    /// The place of an id, by the latest pack that holds it. Looks through all places.
    pub fn by_id(&self, id: &PlaceId) -> Option<Place> {
        self.packs.iter().rev().find_map(|pack| {
            let at = (0..pack.len() as u32).find(|at| pack.id(*at).as_ref() == Some(id))?;
            pack.place(at)
        })
    }

    /// Country of a nationality word: "Syrian", "Syrians". `None` for peoples without a state
    /// ("Kurds") and for other words.
    pub fn country_of_demonym(&self, word: &str) -> Option<CountryCode> {
        self.demonyms.country(word)
    }

    /// The place that a nationality word belongs to: a country, a continent, or a state
    /// ("Texans").
    pub fn place_of_demonym(&self, word: &str) -> Option<Place> {
        if let Some((country, name)) = self.demonyms.division(word) {
            return self.lookup(name).into_iter().find(|place| {
                place.country == Some(country) && place.class == FeatureClass::Admin1
            });
        }
        if let Some(id) = self.demonyms.place_id(word) {
            let name = self.demonyms.place_name(id)?;
            return self.lookup(name).into_iter().find(|place| place.id.0 == id);
        }
        self.country(self.country_of_demonym(word)?)
    }

    /// The country of a code, as a place.
    pub fn country(&self, code: CountryCode) -> Option<Place> {
        let pack = self.packs.first()?;
        let index = (0..pack.len() as u32).find(|index| {
            pack.country(*index) == Some(code) && pack.class(*index) == Some(FeatureClass::Country)
        })?;
        pack.place(index)
    }

    /// Preferred names of the embedded pack's places that have GeoNames ids.
    pub(crate) fn names_by_geonames_id(&self) -> HashMap<u32, &str> {
        let Some(pack) = self.packs.first() else { return HashMap::new() };
        let places = 0..pack.len() as u32;
        places.filter_map(|at| Some((pack.geonames_id(at)?, pack.name(at)?))).collect()
    }

    /// The open packs, the embedded one first.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// Whether packs were imported: then names are also looked for by sound.
    pub(crate) fn has_imports(&self) -> bool {
        self.packs.len() > 1
    }

    /// The countries that names told by an imported pack or the embedded one speak of: those of
    /// its provinces, districts and larger towns. Only countries with an imported pack count.
    pub(crate) fn told_by(&self, found: &[Match]) -> HashSet<CountryCode> {
        let imported: HashSet<CountryCode> =
            self.packs.iter().skip(1).flat_map(Pack::countries).collect();
        let tells = |one: &&Match| {
            self.pack_of(one.at).is_some_and(|pack| {
                let class = pack.class(one.at.place);
                class.is_some_and(|class| class <= FeatureClass::Admin2)
                    || pack.log_population(one.at.place) >= TELLS_COUNTRY
            })
        };
        let told = found.iter().filter(tells);
        told.filter_map(|one| self.pack_of(one.at)?.country(one.at.place))
            .filter(|country| imported.contains(country))
            .collect()
    }

    pub(crate) fn pack_of(&self, at: PlaceRef) -> Option<&Pack> {
        self.packs.get(at.pack as usize)
    }

    pub(crate) fn place(&self, at: PlaceRef) -> Option<Place> {
        self.pack_of(at)?.place(at.place)
    }

    fn id(&self, at: PlaceRef) -> Option<PlaceId> {
        self.pack_of(at)?.id(at.place)
    }
}

/// A place that a name found, with what its order hangs on.
struct Known {
    at: PlaceRef,
    /// Whether its name is unlike, then how little known it is.
    rank: (bool, Reverse<u64>),
}

impl Known {
    fn of(gazetteer: &Gazetteer, found: &Match) -> Option<Self> {
        let pack = gazetteer.pack_of(found.at)?;
        let class = pack.class(found.at.place)?;
        let renown = renown(class, u64::from(pack.population(found.at.place)));
        Some(Self { at: found.at, rank: (found.likeness < UNLIKE, Reverse(renown)) })
    }
}

/// Names less like the preferred one than this are former or foreign ones ("Slavyansk" was once a
/// name of Nikopol): such places come after those of the name itself.
const UNLIKE: f32 = 0.5;

/// Inhabitants, as log₁₀, from which a town's name alone tells the country that is spoken of.
const TELLS_COUNTRY: f32 = 4.0;

/// How well known a place is: divisions are less so than a town of as many inhabitants.
fn renown(class: FeatureClass, population: u64) -> u64 {
    match class {
        FeatureClass::Admin1 => population / 3,
        FeatureClass::Admin2 => population / 10,
        _ => population,
    }
}

fn open(path: &Path) -> Result<Pack, GazetteerError> {
    Pack::open(path).map_err(|source| GazetteerError::Pack { path: path.to_owned(), source })
}

/// Words and names by which places are told from other things; all lower case.
#[derive(Debug)]
pub(crate) struct WordLists {
    /// Common English words that are also names of places.
    pub english: HashSet<&'static str>,
    /// Given names.
    pub given: HashSet<&'static str>,
    /// Surnames that are also names of places.
    pub surnames: HashSet<&'static str>,
}

impl WordLists {
    fn embedded() -> Self {
        let set = |text: &'static str| text.lines().collect();
        Self {
            english: set(include_str!("../data/english-words.txt")),
            given: set(include_str!("../data/given-names.txt")),
            surnames: set(include_str!("../data/surnames.txt")),
        }
    }
}
