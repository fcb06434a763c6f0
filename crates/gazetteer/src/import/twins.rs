//! Rows of one place under two ids.

use std::collections::HashMap;

use tidings_types::FeatureClass;

use crate::{
    fold::{bare, fold},
    pack::{Row, Source, absorb, join_same_ids},
};

/// Two rows of one name and class within this distance are one place: villages of one name lie
/// further apart, and sources place one village up to a mile apart.
const TWINS_KM: f64 = 2.0;

/// Joins rows of one id, and rows of one name, class and place. Of twins the one with a GeoNames
/// id stays, else the one with more inhabitants, else the one with the lower id.
pub(crate) fn join(mut rows: Vec<Row>) -> Vec<Row> {
    join_same_ids(&mut rows);
    // The order of ids puts GeoNames first; the sort keeps it among rows of as many inhabitants.
    rows.sort_by_key(|row| (!matches!(row.id, Source::GeoNames(_)), u32::MAX - row.population));
    let mut kept: Vec<Row> = Vec::with_capacity(rows.len());
    let mut strips: HashMap<(String, FeatureClass, i32), Vec<usize>> = HashMap::new();
    for mut row in rows {
        let (name, strip) = (key(&row.name), strip(row.point.lat));
        let of = |strip: i32| strips.get(&(name.clone(), row.class, strip));
        let namesakes = [strip - 1, strip, strip + 1].into_iter().filter_map(of).flatten();
        let near = namesakes.filter(|at| kept[**at].point.distance_km(row.point) <= TWINS_KM);
        match near.min().copied() {
            Some(twin) => absorb(&mut kept[twin], &mut row),
            None => {
                strips.entry((name, row.class, strip)).or_default().push(kept.len());
                kept.push(row);
            }
        }
    }
    kept
}

/// Which strip of latitude a place lies in; twins lie in one or in neighbours. Without strips
/// a name of thousands of places would be compared with itself millions of times.
fn strip(lat: f64) -> i32 {
    (lat / STRIP_DEGREES).floor() as i32
}

/// Height of a strip: 2.2 km, more than [`TWINS_KM`].
const STRIP_DEGREES: f64 = 0.02;

fn key(name: &str) -> String {
    let folded = fold(name);
    bare(&folded).unwrap_or(folded)
}
