//! Places and the names that may mean them.

use serde::{Deserialize, Serialize};

use crate::{CountryCode, Evidence};

/// Gazetteer id with its source: `gn:163342`, `wof:101752471`, `own:…`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlaceId(pub String);

/// WGS 84 degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Latitude, −90 to 90.
    pub lat: f64,
    /// Longitude, −180 to 180.
    pub lon: f64,
}

impl Point {
    /// Great-circle distance in kilometres on a sphere of 6,371.0088 km.
    pub fn distance_km(self, other: Point) -> f64 {
        let (lat_a, lat_b) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = (lat_b - lat_a) / 2.0;
        let half_lon = (other.lon - self.lon).to_radians() / 2.0;
        let h = half_lat.sin().powi(2) + lat_a.cos() * lat_b.cos() * half_lon.sin().powi(2);
        2.0 * 6371.0088 * h.clamp(0.0, 1.0).sqrt().asin()
    }
}

/// What kind of thing a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeatureClass {
    /// A country or dependent territory.
    Country,
    /// First-level division of a country.
    Admin1,
    /// Second-level division of a country.
    Admin2,
    /// City, town, village or part of one.
    Settlement,
    /// River, lake, sea.
    Water,
    /// A region without an administration: Donbas, Sahel.
    Region,
    /// Continent.
    Continent,
    /// Camp, airport, crossing, base, field, bridge.
    Site,
    /// Mountain, island, desert, valley.
    Terrain,
}

/// A gazetteer entry as far as later stages need it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Gazetteer id.
    pub id: PlaceId,
    /// Preferred name.
    pub name: String,
    /// Where it is; for an area, a point inside it.
    pub point: Point,
    /// What it is.
    pub class: FeatureClass,
    /// Country, where it belongs to one.
    pub country: Option<CountryCode>,
    /// Name of the first-level division it lies in.
    pub admin1: Option<String>,
    /// Name of the second-level division it lies in.
    pub admin2: Option<String>,
    /// Inhabitants, 0 when not known.
    pub population: u64,
}

/// A place that a name may mean, with the reasons for its rank.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// The place.
    pub place: Place,
    /// How likely it is meant, 0 to 1; candidates of a name sum to at most 1.
    pub probability: f32,
    /// Why it ranks here, in words: "exact name", "12 km from Hajin", "Syria is named".
    pub reasons: Vec<String>,
}

/// A place name in a report with what it may mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Toponym {
    /// The name as written.
    pub mention: Evidence,
    /// Candidates, best first; empty when no gazetteer holds the name.
    pub candidates: Vec<Candidate>,
    /// Whether the best candidate is good enough to be used. `false` is an abstention.
    pub chosen: bool,
}

impl Toponym {
    /// The place meant, or `None` for an abstention.
    pub fn place(&self) -> Option<&Place> {
        let best = self.candidates.first()?;
        self.chosen.then_some(&best.place)
    }
}

/// How exactly a happening is placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlacePrecision {
    /// At the named settlement or site.
    Exact,
    /// Near it, or along a stretch between two.
    Near,
    /// Within the second-level division.
    Admin2,
    /// Within the first-level division or a named region.
    Admin1,
    /// Within the country.
    Country,
    /// Not told.
    Unknown,
}

impl PlacePrecision {
    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Near => "near",
            Self::Admin2 => "admin2",
            Self::Admin1 => "admin1",
            Self::Country => "country",
            Self::Unknown => "unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_follows_the_great_circle() {
        let hajin = Point { lat: 34.69, lon: 40.83 };
        let baghuz = Point { lat: 34.45, lon: 40.95 };
        assert!((hajin.distance_km(baghuz) - 28.9).abs() < 0.5);
        assert_eq!(hajin.distance_km(hajin), 0.0);
    }
}
