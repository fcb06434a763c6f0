//! Places as GeoJSON geometries and grid cells.

use serde_json::{Value, json};
use tidings_types::{Event, Place, Point, Shape};

use crate::view::is_pinned;

/// The geometry of an event by RFC 7946: a point, a line through the settlements of a stretch, or
/// null where no point may stand for the place.
pub(crate) fn geometry(event: &Event) -> Value {
    let Some(placed) = &event.place else { return Value::Null };
    if let Shape::Stretch { from, to, covers } = &placed.shape {
        let way: Vec<&Place> =
            std::iter::once(from.as_ref()).chain(covers).chain([to.as_ref()]).collect();
        return line(&way);
    }
    if !is_pinned(&placed.place) {
        return Value::Null;
    }
    json!({ "type": "Point", "coordinates": position(placed.place.point) })
}

/// Cell of the PRIO grid: half a degree wide, numbered eastwards from the south-western corner of
/// the world, 720 to a row.
pub(crate) fn prio_grid(point: Point) -> i64 {
    let row = ((point.lat.clamp(-90.0, 89.999_999) + 90.0) * 2.0).floor() as i64;
    let column = ((point.lon.clamp(-180.0, 179.999_999) + 180.0) * 2.0).floor() as i64;
    row * 720 + column + 1
}

fn line(way: &[&Place]) -> Value {
    let mut positions: Vec<[f64; 2]> = way.iter().map(|place| position(place.point)).collect();
    positions.dedup();
    match positions.as_slice() {
        [] => Value::Null,
        [only] => json!({ "type": "Point", "coordinates": only }),
        several => json!({ "type": "LineString", "coordinates": several }),
    }
}

/// Longitude first.
fn position(point: Point) -> [f64; 2] {
    [point.lon, point.lat]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grid_cells_are_numbered_from_the_south_west() {
        let check = |lat, lon, expected| assert_eq!(prio_grid(Point { lat, lon }), expected);
        check(-90.0, -180.0, 1);
        check(-90.0, -179.5, 2);
        check(-89.5, -180.0, 721);
        check(90.0, 180.0, 259_200);
        check(34.69, 40.83, 179_722);
    }
}
