//! Metrics: pure functions over gold and system answers.

mod assignment;
mod classes;
mod coreference;
mod counts;
mod muc;
mod muc_fill;
mod spans;
mod words;

pub use assignment::best_assignment;
pub use classes::{ClassReport, class_report, multi_label_report};
pub use coreference::{ConllScore, conll};
pub use counts::{Counts, harmonic_mean, ratio};
pub use muc::{MucTally, Template, five_role, full_template};
pub use muc_fill::{Fill, parse_fill};
pub use spans::{SpanMatch, match_spans, token_overlap};
pub use words::{shingle_counts, word_counts, words};
