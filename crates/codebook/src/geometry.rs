//! Where events lie, as GeoJSON, WKT and WKB, and grid cells.

use std::fmt::Write;

use serde_json::{Value, json};
use tidings_types::{Event, Place, Point, Shape};

use crate::view::is_pinned;

/// The geometry of an event, WGS 84.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Geometry {
    /// A place.
    Point(Point),
    /// A line through the settlements of a stretch: two points or more.
    Line(Vec<Point>),
}

impl Geometry {
    /// Where an event lies; `None` where no point may stand for the place.
    pub(crate) fn of(event: &Event) -> Option<Self> {
        let placed = event.place.as_ref()?;
        if let Shape::Stretch { from, to, covers } = &placed.shape {
            let way: Vec<&Place> =
                std::iter::once(from.as_ref()).chain(covers).chain([to.as_ref()]).collect();
            return line(&way);
        }
        is_pinned(&placed.place).then_some(Self::Point(placed.place.point))
    }

    /// By RFC 7946, longitude first.
    pub(crate) fn geojson(&self) -> Value {
        match self {
            Self::Point(point) => json!({ "type": "Point", "coordinates": position(*point) }),
            Self::Line(points) => {
                let positions: Vec<[f64; 2]> = points.iter().copied().map(position).collect();
                json!({ "type": "LineString", "coordinates": positions })
            }
        }
    }

    /// Well-known text, longitude first.
    pub(crate) fn wkt(&self) -> String {
        match self {
            Self::Point(point) => format!("POINT ({} {})", point.lon, point.lat),
            Self::Line(points) => {
                let mut text = "LINESTRING (".to_owned();
                for (index, point) in points.iter().enumerate() {
                    let comma = if index == 0 { "" } else { ", " };
                    let _ = write!(text, "{comma}{} {}", point.lon, point.lat);
                }
                text.push(')');
                text
            }
        }
    }

    /// Well-known binary (ISO), little-endian, longitude first.
    pub(crate) fn wkb(&self) -> Vec<u8> {
        let mut bytes = vec![1];
        match self {
            Self::Point(_) => bytes.extend(1_u32.to_le_bytes()),
            Self::Line(points) => {
                bytes.extend(2_u32.to_le_bytes());
                bytes.extend(u32::try_from(points.len()).unwrap_or_default().to_le_bytes());
            }
        }
        for point in self.points() {
            bytes.extend(point.lon.to_le_bytes());
            bytes.extend(point.lat.to_le_bytes());
        }
        bytes
    }

    /// Its name in GeoJSON and GeoParquet.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Point(_) => "Point",
            Self::Line(_) => "LineString",
        }
    }

    /// Its points, in order.
    pub(crate) fn points(&self) -> &[Point] {
        match self {
            Self::Point(point) => std::slice::from_ref(point),
            Self::Line(points) => points,
        }
    }
}

/// Cell of the PRIO grid: half a degree wide, numbered eastwards from the south-western corner of
/// the world, 720 to a row.
pub(crate) fn prio_grid(point: Point) -> i64 {
    let row = ((point.lat.clamp(-90.0, 89.999_999) + 90.0) * 2.0).floor() as i64;
    let column = ((point.lon.clamp(-180.0, 179.999_999) + 180.0) * 2.0).floor() as i64;
    row * 720 + column + 1
}

fn line(way: &[&Place]) -> Option<Geometry> {
    let mut points: Vec<Point> = way.iter().map(|place| place.point).collect();
    points.dedup();
    match points.as_slice() {
        [] => None,
        [only] => Some(Geometry::Point(*only)),
        _ => Some(Geometry::Line(points)),
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

    #[test]
    fn geometries_have_their_text_and_bytes() {
        let (hajin, shafah) = (Point { lat: 34.69, lon: 40.83 }, Point { lat: 34.5, lon: 41.0 });
        let point = Geometry::Point(hajin);
        assert_eq!(point.wkt(), "POINT (40.83 34.69)");
        let bytes = point.wkb();
        assert_eq!((bytes.len(), &bytes[..5]), (21, &[1, 1, 0, 0, 0][..]));
        assert_eq!(bytes[5..13], 40.83_f64.to_le_bytes());
        let line = Geometry::Line(vec![hajin, shafah]);
        assert_eq!(line.wkt(), "LINESTRING (40.83 34.69, 41 34.5)");
        let bytes = line.wkb();
        assert_eq!((bytes.len(), &bytes[..9]), (41, &[1, 2, 0, 0, 0, 2, 0, 0, 0][..]));
    }
}
