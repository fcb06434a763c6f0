//! Which clusters a claim has to be compared with: those of a happening that may be the same, in
//! the same weeks, in the same parts of the world.
//!
//! A claim is filed under all keys of {cell, country, anywhere} × {week, any time} and looks under
//! the keys where a match may stand, so that 100,000 claims are merged without comparing all
//! pairs. The index only leaves out what a full comparison would refuse: places and times that
//! do not meet, and claims that know neither well enough to be tied to anything, which are filed
//! nowhere and look nowhere.

use std::collections::HashMap;

use tidings_types::CountryCode;

use crate::{
    compatible::{Class, partners},
    places::{Level, Spot},
    sketch::Sketch,
    times::Window,
};

/// Width of a time bucket, days: of the order of the usual window of a claim.
const BUCKET_DAYS: i32 = 8;

/// Longer windows are filed as "any time". A month with its slack still fits.
const MOST_BUCKETS: i32 = 7;

/// Cells to a degree: a cell holds a few villages.
const CELLS_TO_A_DEGREE: f64 = 4.0;

/// Kilometres of a degree of latitude.
const DEGREE_KM: f64 = 111.2;

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Where {
    /// A quarter of a degree by a quarter of a degree.
    Cell(i16, i16),
    /// Anything with a place in this country.
    Inside(CountryCode),
    /// A division of this country, or the country.
    Broad(CountryCode),
    /// A second-level division of this country.
    District(CountryCode),
    /// A region of no one country.
    BroadWorld,
    /// No place is known.
    Nowhere,
    /// Everything.
    Anywhere,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum When {
    Bucket(i32),
    /// A long window, or none.
    Wide,
    /// Everything.
    AnyTime,
}

/// Clusters by the keys of their claims.
#[derive(Default)]
pub(crate) struct Index<'a> {
    clusters: HashMap<(&'a str, Class, Where, When), Vec<usize>>,
}

impl<'a> Index<'a> {
    /// Files a cluster under the keys of one of its claims.
    pub(crate) fn file(&mut self, sketch: &Sketch<'a>, cluster: usize) {
        if !can_be_tied(sketch) {
            return;
        }
        let happening = sketch.claim.happening.as_str();
        let times = times_to_file(sketch.window);
        for place in places_to_file(&sketch.spots) {
            for time in &times {
                let filed =
                    self.clusters.entry((happening, sketch.class, place, *time)).or_default();
                // A cluster's claims are mostly filed one after the other.
                if filed.last() != Some(&cluster) {
                    filed.push(cluster);
                }
            }
        }
    }

    /// Clusters of `class` that may tell of the same as this claim, by rising number.
    pub(crate) fn near(&self, sketch: &Sketch<'_>, class: Class) -> Vec<usize> {
        if !can_be_tied(sketch) {
            return Vec::new();
        }
        let times = times_to_look_in(sketch.window);
        let places = places_to_look_in(&sketch.spots, buckets(sketch.window).is_some());
        let mut found = Vec::new();
        for happening in partners(sketch.claim.happening.as_str()) {
            for place in &places {
                for time in &times {
                    let key = (happening, class, *place, *time);
                    found.extend(self.clusters.get(&key).into_iter().flatten().copied());
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Whether the claim knows its weeks, or its place to the district.
fn can_be_tied(sketch: &Sketch<'_>) -> bool {
    buckets(sketch.window).is_some()
        || sketch.spots.iter().any(|spot| spot.level <= Level::District)
}

fn times_to_file(window: Option<Window>) -> Vec<When> {
    let mut times = buckets(window).unwrap_or_else(|| vec![When::Wide]);
    times.push(When::AnyTime);
    times
}

fn times_to_look_in(window: Option<Window>) -> Vec<When> {
    match buckets(window) {
        Some(mut times) => {
            times.push(When::Wide);
            times
        }
        None => vec![When::AnyTime],
    }
}

fn buckets(window: Option<Window>) -> Option<Vec<When>> {
    let window = window?;
    let first = (window.first - window.slack).div_euclid(BUCKET_DAYS);
    let last = (window.last + window.slack).div_euclid(BUCKET_DAYS);
    (last - first < MOST_BUCKETS).then(|| (first..=last).map(When::Bucket).collect())
}

fn places_to_file(spots: &[Spot<'_>]) -> Vec<Where> {
    if spots.is_empty() {
        return vec![Where::Nowhere, Where::Anywhere];
    }
    let mut places = vec![Where::Anywhere];
    for spot in spots {
        places.extend(spot.place.country.map(Where::Inside));
        if spot.level == Level::Spot {
            places.extend(cells(spot));
        } else {
            places.push(spot.place.country.map_or(Where::BroadWorld, Where::Broad));
        }
        if spot.level == Level::District {
            places.extend(spot.place.country.map(Where::District));
        }
    }
    unique(places)
}

/// Where a match may stand. A claim that does not know its weeks is tied by its place alone, and
/// then only by one as narrow as a district.
fn places_to_look_in(spots: &[Spot<'_>], knows_weeks: bool) -> Vec<Where> {
    let mut places = Vec::new();
    for spot in spots {
        match (spot.level, spot.place.country) {
            (Level::Spot, country) => {
                places.extend(cells(spot));
                let broad = if knows_weeks { Where::Broad } else { Where::District };
                places.extend(country.map(broad));
            }
            (Level::District, Some(country)) => places.push(Where::Inside(country)),
            (_, Some(country)) if knows_weeks => places.push(Where::Inside(country)),
            (_, None) if knows_weeks => return vec![Where::Anywhere],
            _ => {}
        }
    }
    if knows_weeks {
        if spots.is_empty() {
            return vec![Where::Anywhere];
        }
        places.extend([Where::BroadWorld, Where::Nowhere]);
    }
    unique(places)
}

/// The cells that a place reaches into.
fn cells(spot: &Spot<'_>) -> Vec<Where> {
    let mut cells = Vec::new();
    for point in spot.points() {
        let north = spot.reach_km / DEGREE_KM;
        let east = north / point.lat.to_radians().cos().max(0.05);
        let (south_cell, north_cell) = (cell(point.lat - north), cell(point.lat + north));
        for lat in south_cell..=north_cell {
            for lon in cell(point.lon - east)..=cell(point.lon + east) {
                cells.push(Where::Cell(lat, lon));
            }
        }
    }
    cells
}

fn cell(degrees: f64) -> i16 {
    (degrees * CELLS_TO_A_DEGREE).floor().clamp(-2000.0, 2000.0) as i16
}

fn unique(mut places: Vec<Where>) -> Vec<Where> {
    places.sort_unstable();
    places.dedup();
    places
}
