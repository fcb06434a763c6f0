//! The nouns of Tidings: what one stage hands to the next, and nothing else.
//!
//! Data flows forward only: [`Document`] → [`Report`] → [`Marks`] → [`Claim`]s → [`Event`]s →
//! [`PlaceStatus`]. Every type here is a value: it is built once and never changed afterwards.
//! Positions in text are always **byte** offsets into [`Report::text`], held as [`Span`]s.

mod actor;
mod claim;
mod decision;
mod diagnostic;
mod document;
mod event;
mod marks;
mod notice;
mod place;
mod reading;
mod report;
mod span;
mod status;

pub use actor::{ActorId, ActorKind, CountryCode, Participant};
pub use claim::{
    Attribution, Claim, ClaimId, ClaimPlace, ClaimTime, Counting, Means, PlaceRole, Qualifier,
    Quantity, Shape, TimeBasis, TimePrecision, Unit, Valued,
};
pub use decision::{Decision, DecisionKind};
pub use diagnostic::{Diagnostic, Severity, Stage};
pub use document::{Document, DocumentId, MediaType};
pub use event::{Event, EventActor, EventId, EventPlace, EventQuantity};
pub use marks::{
    Assertion, Entity, EntityKind, HappeningId, Link, Marks, Role, SentenceMarks, Trigger, Voice,
};
pub use notice::{Notice, NoticeKind};
pub use place::{Candidate, FeatureClass, Place, PlaceId, PlacePrecision, Point, Toponym};
pub use reading::Reading;
pub use report::{Block, BlockKind, DateBasis, Language, Published, Report, ReportId, Sentence};
pub use span::{Evidence, Span};
pub use status::{Facet, PlaceStatus};
