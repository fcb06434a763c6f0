//! Packs: places and their names in one file that is opened without being read.
//!
//! A pack is a header, a table of sections and the sections. All numbers are little-endian. Places
//! are columns of fixed width, names are two `fst` maps from folded names to postings.
//! `docs/gazetteer.md` describes the layout.

mod format;
mod read;
mod write;

pub use read::{NameHit, Pack, PackError};
pub use write::{PackBuilder, Row, Source};
pub(crate) use write::{absorb, join_same_ids};
