//! Rows of one place under two ids.

use std::collections::BTreeMap;

use tidings_types::FeatureClass;

use crate::{
    fold::{bare, fold},
    pack::{Row, Source, absorb},
};

/// Two rows of one name and class within this distance are one place: villages of one name lie
/// further apart, and sources place one village up to a mile apart.
const TWINS_KM: f64 = 2.0;

/// Joins rows of one id, and rows of one name, class and place. Of twins the one with a GeoNames
/// id stays, else the one with more inhabitants, else the one with the lower id.
pub(crate) fn join(rows: Vec<Row>) -> Vec<Row> {
    let mut by_id: BTreeMap<Source, Row> = BTreeMap::new();
    for row in rows {
        match by_id.get_mut(&row.id) {
            Some(first) => absorb(first, row),
            None => {
                by_id.insert(row.id.clone(), row);
            }
        }
    }
    let mut by_name: BTreeMap<(String, FeatureClass), Vec<Row>> = BTreeMap::new();
    let mut rows: Vec<Row> = by_id.into_values().collect();
    // The order of ids puts GeoNames first; the sort keeps it among rows of as many inhabitants.
    rows.sort_by_key(|row| (!matches!(row.id, Source::GeoNames(_)), u32::MAX - row.population));
    for row in rows {
        let namesakes = by_name.entry((key(&row.name), row.class)).or_default();
        let near = |other: &&mut Row| other.point.distance_km(row.point) <= TWINS_KM;
        match namesakes.iter_mut().find(near) {
            Some(twin) => absorb(twin, row),
            None => namesakes.push(row),
        }
    }
    by_name.into_values().flatten().collect()
}

fn key(name: &str) -> String {
    let folded = fold(name);
    bare(&folded).unwrap_or(folded)
}
