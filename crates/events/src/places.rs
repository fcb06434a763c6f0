//! Where claims happened, and whether two of them may have happened at the same place.

use tidings_types::{
    ClaimPlace, CountryCode, FeatureClass, Place, PlaceId, PlacePrecision, PlaceRole, Point, Shape,
};

/// Two named settlements are taken for one place up to this distance: neighbouring hamlets and
/// the several points that gazetteers have for one town.
const SAME_SPOT_KM: f64 = 3.0;

/// "Near" a place, where no distance is told.
const NEAR_KM: f64 = 15.0;

/// Regions, waters and terrain have no parents to compare; they reach so far from their point.
const WIDE_KM: f64 = 150.0;

/// How much a place narrows things down, narrowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Level {
    /// Settlement, site, or near one.
    Spot,
    /// Second-level division.
    District,
    /// First-level division, region, water.
    Province,
    /// Country.
    Country,
    /// Continent.
    World,
}

/// A chosen place of a claim, ready to be compared.
#[derive(Clone, Debug)]
pub(crate) struct Spot<'a> {
    /// The chosen place.
    pub place: &'a Place,
    /// What it is to the claim.
    pub role: PlaceRole,
    /// How much it narrows things down.
    pub level: Level,
    /// How far it reaches from its point, kilometres.
    pub reach_km: f64,
    /// The settlements of a stretch, its ends among them.
    pub along: Vec<&'a Place>,
}

/// How well the places of two claims go together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum PlaceMatch {
    /// The same entry of the gazetteer.
    Same(Level),
    /// One lies on the stretch of the other.
    Along,
    /// So many kilometres apart, within reach of each other.
    Close(f64),
    /// One contains the other; the level is that of the wider.
    Within(Level),
    /// One is not known.
    Unknown,
    /// Too far from each other.
    Apart,
}

impl<'a> Spot<'a> {
    /// A claim's place, if one is chosen.
    pub(crate) fn of(place: &'a ClaimPlace) -> Option<Self> {
        let chosen = place.place.as_ref()?;
        let level = level(chosen, place.precision);
        Some(Self {
            place: chosen,
            role: place.role,
            level,
            reach_km: reach_km(chosen, level, place),
            along: along(&place.shape),
        })
    }

    /// The points of the place and of the settlements along it.
    pub(crate) fn points(&self) -> impl Iterator<Item = Point> {
        std::iter::once(self.place.point).chain(self.along.iter().map(|place| place.point))
    }

    fn holds(&self, id: &PlaceId) -> bool {
        self.along.iter().any(|place| place.id == *id)
    }

    fn matches(&self, other: &Self) -> PlaceMatch {
        if self.place.id == other.place.id {
            return PlaceMatch::Same(self.level.max(other.level));
        }
        let shared = |place: &&Place| other.place.id == place.id || other.holds(&place.id);
        if self.along.iter().any(shared) || other.holds(&self.place.id) {
            return PlaceMatch::Along;
        }
        if contains(self.place, other.place) || contains(other.place, self.place) {
            return PlaceMatch::Within(self.level.max(other.level));
        }
        let distance = self.place.point.distance_km(other.place.point);
        // Divisions that do not contain each other are apart however near their midpoints lie.
        let comparable = self.level == Level::Spot && other.level == Level::Spot
            || self.is_unbounded()
            || other.is_unbounded();
        if comparable && distance <= self.reach_km.max(other.reach_km) {
            return PlaceMatch::Close(distance);
        }
        PlaceMatch::Apart
    }

    fn is_unbounded(&self) -> bool {
        matches!(
            self.place.class,
            FeatureClass::Region | FeatureClass::Water | FeatureClass::Terrain
        )
    }
}

impl PlaceMatch {
    /// The best match of two claims' places: their main places, or two of the same role.
    pub(crate) fn of(left: &[Spot<'_>], right: &[Spot<'_>]) -> Self {
        if left.is_empty() || right.is_empty() {
            return Self::Unknown;
        }
        let mut best = Self::Apart;
        for (index, one) in left.iter().enumerate() {
            for (other_index, other) in right.iter().enumerate() {
                if index + other_index > 0 && one.role != other.role {
                    continue;
                }
                let found = one.matches(other);
                if found.points() > best.points() {
                    best = found;
                }
            }
        }
        best
    }

    /// More points than a match of these can give, by the levels alone.
    pub(crate) fn most_points(left: &[Spot<'_>], right: &[Spot<'_>]) -> f32 {
        let narrowest = |spots: &[Spot<'_>]| spots.iter().map(|spot| spot.level).min();
        match (narrowest(left), narrowest(right)) {
            (Some(one), Some(other)) => match one.max(other) {
                Level::Spot => Self::Same(Level::Spot).points(),
                // A region may be the neighbour of anything.
                _ if left.iter().chain(right).any(Spot::is_unbounded) => {
                    Self::Close(NEAR_KM).points()
                }
                wide => Self::Within(wide).points(),
            },
            _ => 0.0,
        }
    }

    /// Evidence for one event; see [`crate::score`] for the scale.
    pub(crate) fn points(self) -> f32 {
        match self {
            Self::Same(Level::Spot) => 2.5,
            Self::Along => 1.8,
            Self::Close(km) if km <= SAME_SPOT_KM => 2.0,
            Self::Close(_) => 1.2,
            Self::Same(Level::District) | Self::Within(Level::District) => 1.3,
            Self::Same(Level::Province) | Self::Within(Level::Province) => 0.7,
            Self::Same(_) | Self::Within(_) => 0.2,
            Self::Unknown => 0.0,
            Self::Apart => f32::NEG_INFINITY,
        }
    }

    /// The reason in words, if it speaks for one event.
    pub(crate) fn words(self, left: &[Spot<'_>]) -> Option<String> {
        let name = left.first().map_or("", |spot| spot.place.name.as_str());
        match self {
            Self::Same(_) => Some(format!("same place ({name})")),
            Self::Along => Some(format!("on the same stretch ({name})")),
            Self::Close(km) => Some(format!("{km:.0} km from {name}")),
            Self::Within(_) => Some(format!("one place within the other ({name})")),
            Self::Unknown | Self::Apart => None,
        }
    }
}

/// How much a place narrows things down, by what it is and how exactly it is meant.
fn level(place: &Place, precision: PlacePrecision) -> Level {
    let by_class = match place.class {
        FeatureClass::Settlement | FeatureClass::Site => Level::Spot,
        FeatureClass::Admin2 => Level::District,
        FeatureClass::Admin1
        | FeatureClass::Region
        | FeatureClass::Water
        | FeatureClass::Terrain => Level::Province,
        FeatureClass::Country => Level::Country,
        FeatureClass::Continent => Level::World,
    };
    let by_precision = match precision {
        PlacePrecision::Exact | PlacePrecision::Near | PlacePrecision::Unknown => Level::Spot,
        PlacePrecision::Admin2 => Level::District,
        PlacePrecision::Admin1 => Level::Province,
        PlacePrecision::Country => Level::Country,
    };
    by_class.max(by_precision)
}

fn reach_km(place: &Place, level: Level, claimed: &ClaimPlace) -> f64 {
    let told = match &claimed.shape {
        Shape::Around { radius_km } => *radius_km,
        _ if claimed.precision == PlacePrecision::Near => NEAR_KM,
        _ => 0.0,
    };
    let own = if level == Level::Spot { settlement_km(place.population) } else { WIDE_KM };
    told.max(own)
}

/// Radius of a settlement, guessed from its inhabitants at 4,000 to the square kilometre, a
/// usual density of towns; never less than what parts neighbouring hamlets.
fn settlement_km(population: u64) -> f64 {
    let area = population as f64 / 4_000.0;
    (area / std::f64::consts::PI).sqrt().clamp(SAME_SPOT_KM, 25.0)
}

fn along(shape: &Shape) -> Vec<&Place> {
    match shape {
        Shape::Stretch { from, to, covers } => {
            std::iter::once(from.as_ref()).chain(covers).chain([to.as_ref()]).collect()
        }
        Shape::Point | Shape::Around { .. } | Shape::Area => Vec::new(),
    }
}

/// Whether `inner` lies in `outer`, by country and by names of divisions.
fn contains(outer: &Place, inner: &Place) -> bool {
    let same = |country: Option<CountryCode>| country.is_some() && country == inner.country;
    let named = |division: &Option<String>| division.as_deref() == Some(outer.name.as_str());
    match outer.class {
        FeatureClass::Country => same(outer.country),
        FeatureClass::Admin1 => same(outer.country) && named(&inner.admin1),
        FeatureClass::Admin2 => {
            same(outer.country) && named(&inner.admin2) && outer.admin1 == inner.admin1
        }
        _ => false,
    }
}
