//! Claims to events and place status: which claims tell of the same happening, which values an
//! event takes from them, and what the events say of a place. Pure functions; the method is told
//! in `docs/events.md`.

mod certainty;
mod cluster;
mod compatible;
mod counts;
mod decided;
mod denials;
mod index;
mod mention;
mod merge;
mod parties;
mod places;
mod quantities;
mod score;
mod sketch;
mod status;
mod summary;
mod times;
mod values;

pub use mention::{ALIKE, Mention, cluster_mentions, mention_score};
pub use merge::{event_id, merge};
pub use score::{Sameness, same_event};
pub use status::status;
