//! A small invented situation: real places, no named persons, every kind of thing the page shows.

pub mod draft;
pub mod events;
pub mod situation;

use std::path::Path;

use tidings_store::Store;

/// Writes the situation into a new file.
pub fn write(path: &Path) {
    let mut store = Store::create_or_open(path).unwrap();
    let situation = situation::all();
    for (document, reading) in &situation.readings {
        store.add(document, reading).unwrap();
    }
    store.replace_events(&situation.events, &situation.statuses).unwrap();
}
