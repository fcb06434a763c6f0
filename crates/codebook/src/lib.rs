//! Events as rows of other people's schemes, in their file formats.
//!
//! A [`Codebook`] says which columns there are and what an event puts into them, a [`Format`] how
//! rows are written. [`write`] brings the two together and tells what was left out and why: an
//! event that a codebook has no code for, or must not count, makes no row.

mod acled;
mod actors;
mod cell;
mod codes;
mod countries;
mod error;
mod events;
mod extras;
mod files;
mod gdelt;
mod geometry;
mod idmc;
mod mine_action;
mod parquet;
mod picture;
mod plover;
mod scheme;
mod snippet;
mod ucdp;
mod view;

pub use codes::{ClaimCode, codes};
pub use error::ExportError;
pub use files::{Format, Options, Written, write};
pub use picture::Picture;
pub use scheme::Codebook;
