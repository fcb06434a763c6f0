//! Scorers over public gold data, and the floors under what they measure.
//!
//! A suite reads a gold file, runs the stages of Tidings on its texts and compares. Every suite is
//! a thin adapter in [`suites`] over a pure metric in [`metrics`]: the metric takes gold and system
//! answers and knows nothing of files or stages, so that it is tested on cases computed by hand.
//!
//! What a figure means, and where its definition comes from, is said in the module of its suite
//! and in `docs/evaluation.md`. A figure is always between 0 and 1.

pub mod annotations;
mod data;
mod error;
pub mod floors;
pub mod metrics;
mod score;
mod stages;
pub mod suites;
mod text;

pub use error::EvalError;
pub use score::{EvalOptions, Mistake, Score};
pub use suites::{SUITES, Suite, run};
