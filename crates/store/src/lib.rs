//! The situation file: documents, reports, claims, events, place status and decisions in one
//! SQLite file. All SQL of Tidings lives in this crate, one module to a table.
//!
//! Documents, reports, claims, decisions and the articles that feeds pointed at are kept for good; events and place status are views
//! of them, replaced as a whole by [`Store::replace_events`]. Every write is one transaction: a
//! killed program loses at most the document in hand.
//!
//! A [`Store`] holds one connection. Writers take `&mut self`; several stores may be open on one
//! file at a time, in one program or in several, and readers never wait for a writer.

mod claims;
mod copies;
mod decisions;
mod diagnostics;
mod documents;
mod error;
mod events;
mod feeds;
mod filter;
mod json;
mod key;
mod open;
mod reports;
#[cfg(test)]
#[path = "../tests/common/mod.rs"]
mod samples;
mod schema;
mod search;
mod statuses;
mod store;
mod summary;
mod verify;
mod visits;

pub use claims::ClaimFilter;
pub use copies::{Relation, SetAside, Source};
pub use documents::StoredDocument;
pub use error::{StoreError, StoreErrorKind};
pub use events::{BoundingBox, EventFilter};
pub use feeds::Feed;
pub use reports::ReportHead;
pub use search::{Hit, SnippetPart};
pub use store::Store;
pub use summary::Summary;
pub use verify::{Fault, Verification};
pub use visits::{Visit, VisitCounts, VisitTrouble};
