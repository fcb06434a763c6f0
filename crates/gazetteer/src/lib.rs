//! Names to ranked places: index, packs, import.
//!
//! Knows neither reader nor store. See `docs/gazetteer.md`.

mod between;
mod demonyms;
mod explain;
mod find;
mod fold;
mod gazetteer;
mod generic;
mod import;
mod lookup;
mod pack;
mod resolve;
mod sound;
mod tokens;
mod weights;

pub use explain::{Features, Judged, Weighed};
pub use fold::{LOOSE_NAME_LENGTH, bare, fold, likeness, skeleton};
pub use gazetteer::{EMBEDDED_BUILT, Gazetteer, GazetteerError};
pub use import::{ImportError, ImportSummary, Problem, import, import_bytes};
pub use pack::{NameHit, Pack, PackBuilder, PackError, Row, Source};
