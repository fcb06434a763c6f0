//! What lies on the way from one place to another.

use tidings_types::{FeatureClass, Place, PlaceId, Point};

use crate::{gazetteer::Gazetteer, pack::Pack};

/// Half the corridor's width as a share of the distance between its ends: roads and rivers bend.
const CORRIDOR_SHARE: f64 = 0.2;

/// Bounds of half the corridor's width, km.
const CORRIDOR_KM: (f64, f64) = (1.5, 8.0);

/// Ends further apart than this, km, give no corridor: too much would lie between them to be meant.
const LONGEST_KM: f64 = 150.0;

/// Settlements between two places, in order from the first to the second.
pub(crate) fn between(gazetteer: &Gazetteer, from: &Place, to: &Place) -> Vec<Place> {
    let along = gazetteer.packs().iter().find_map(|pack| along_chain(pack, &from.id, &to.id));
    along.unwrap_or_else(|| within_corridor(gazetteer, from, to))
}

fn along_chain(pack: &Pack, from: &PlaceId, to: &PlaceId) -> Option<Vec<Place>> {
    pack.chains().iter().find_map(|chain| {
        let position = |id: &PlaceId| {
            chain.iter().position(|place| pack.id(*place).is_some_and(|other| other == *id))
        };
        let (start, end) = (position(from)?, position(to)?);
        let (low, high) = (start.min(end), start.max(end));
        let inner = chain.get(low + 1..high).unwrap_or_default();
        let mut places: Vec<Place> = inner.iter().filter_map(|at| pack.place(*at)).collect();
        if start > end {
            places.reverse();
        }
        Some(places)
    })
}

fn within_corridor(gazetteer: &Gazetteer, from: &Place, to: &Place) -> Vec<Place> {
    let corridor = Corridor::new(from.point, to.point);
    if corridor.length > LONGEST_KM {
        return Vec::new();
    }
    let mut found: Vec<(f64, Place)> = Vec::new();
    for pack in gazetteer.packs().iter().rev() {
        for index in 0..pack.len() as u32 {
            let Some(along) = pack.point(index).and_then(|point| corridor.along(point)) else {
                continue;
            };
            if pack.class(index) != Some(FeatureClass::Settlement) {
                continue;
            }
            found.extend(pack.place(index).map(|place| (along, place)));
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)));
    found.dedup_by(|a, b| a.1.id == b.1.id);
    let inner = found.into_iter().map(|(_, place)| place);
    inner.filter(|place| place.id != from.id && place.id != to.id).collect()
}

/// A band about the straight line between two points, on a plane that touches the globe there.
struct Corridor {
    from: Point,
    east: f64,
    north: f64,
    length: f64,
    half_width: f64,
    scale: f64,
}

/// Kilometres of a degree of latitude.
const DEGREE_KM: f64 = 111.195;

impl Corridor {
    fn new(from: Point, to: Point) -> Self {
        let scale = ((from.lat + to.lat) / 2.0).to_radians().cos() * DEGREE_KM;
        let (east, north) = ((to.lon - from.lon) * scale, (to.lat - from.lat) * DEGREE_KM);
        let length = east.hypot(north);
        let half_width = (length * CORRIDOR_SHARE).clamp(CORRIDOR_KM.0, CORRIDOR_KM.1);
        Self { from, east, north, length, half_width, scale }
    }

    /// Kilometres along the line where a point within the band stands beside it.
    fn along(&self, point: Point) -> Option<f64> {
        let north = (point.lat - self.from.lat) * DEGREE_KM;
        if self.length == 0.0 || north.abs() > self.length + self.half_width {
            return None;
        }
        let east = (point.lon - self.from.lon) * self.scale;
        let along = (east * self.east + north * self.north) / self.length;
        let aside = (east * self.north - north * self.east) / self.length;
        let inside = (0.0..=self.length).contains(&along) && aside.abs() <= self.half_width;
        inside.then_some(along)
    }
}
