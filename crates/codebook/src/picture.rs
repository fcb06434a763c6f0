//! What is exported.

use std::collections::{BTreeMap, BTreeSet};

use tidings_ontology::Ontology;
use tidings_types::{Claim, ClaimId, Event, Report, ReportId};

/// Events with all that their rows need: their claims, the ontology, and a way to look up the
/// reports, which are read one event at a time.
pub struct Picture<'a> {
    pub(crate) events: &'a [Event],
    pub(crate) claims: BTreeMap<&'a ClaimId, &'a Claim>,
    pub(crate) ontology: &'a Ontology,
    pub(crate) report: &'a dyn Fn(&ReportId) -> Option<Report>,
    /// Reports that tell of fighting or of violence against people as having happened.
    pub(crate) violent: BTreeSet<ReportId>,
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
        let violent = claims.iter().filter(|claim| is_violent(claim, ontology));
        Self {
            events,
            ontology,
            report,
            violent: violent.map(|claim| claim.report).collect(),
            claims: claims.iter().map(|claim| (&claim.id, claim)).collect(),
        }
    }
}

fn is_violent(claim: &Claim, ontology: &Ontology) -> bool {
    let known = ontology.get(&claim.happening);
    claim.assertion.value.happened()
        && known.is_some_and(|known| {
            matches!(known.family.as_str(), "fighting" | "violence against people")
        })
}
