//! The stages in order, in parallel, deterministic: documents to readings.

mod ordered;

pub use ordered::map_in_order;
