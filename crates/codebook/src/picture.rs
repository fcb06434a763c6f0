//! What is exported.

use std::collections::BTreeMap;

use tidings_ontology::Ontology;
use tidings_types::{Claim, ClaimId, Event, Report, ReportId};

/// Events with all that their rows need: their claims, the ontology, and a way to look up the
/// reports, which are read one event at a time.
pub struct Picture<'a> {
    pub(crate) events: &'a [Event],
    pub(crate) claims: BTreeMap<&'a ClaimId, &'a Claim>,
    pub(crate) ontology: &'a Ontology,
    pub(crate) report: &'a dyn Fn(&ReportId) -> Option<Report>,
}

impl<'a> Picture<'a> {
    /// A picture of these events, in this order. Claims that no event holds are not exported; a
    /// report that cannot be looked up leaves its columns empty.
    pub fn new(
        events: &'a [Event],
        claims: &'a [Claim],
        ontology: &'a Ontology,
        report: &'a dyn Fn(&ReportId) -> Option<Report>,
    ) -> Self {
        let claims = claims.iter().map(|claim| (&claim.id, claim)).collect();
        Self { events, claims, ontology, report }
    }
}
