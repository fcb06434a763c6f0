//! The features behind judgements, for training and for those who ask why.

use tidings_types::{EntityKind, Marks, Place, Report, Span};

use crate::{find::Finder, gazetteer::Gazetteer, resolve::Resolver};

/// Features by name, with their values.
pub type Features = Vec<(&'static str, f32)>;

/// A name that the scan found, and what it is judged by.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Where it stands.
    pub span: Span,
    /// Place or nationality.
    pub kind: EntityKind,
    /// Features and their values.
    pub features: Features,
}

/// A name's candidates with what each is ranked by.
#[derive(Clone, Debug)]
pub struct Weighed {
    /// All mentions of the name.
    pub spans: Vec<Span>,
    /// Candidates, best first: the place, its probability, its features.
    pub candidates: Vec<(Place, f32, Features)>,
}

impl Gazetteer {
    /// Names that [`Gazetteer::find`] considers, with the features that decide.
    pub fn explain_find(&self, report: &Report) -> Vec<Judged> {
        let judged = Finder::new(self).judged(report).into_iter();
        judged
            .map(|(found, features)| Judged {
                span: Span::new(found.start, found.end),
                kind: found.kind,
                features,
            })
            .collect()
    }

    /// Candidates that [`Gazetteer::resolve`] considers, with the features that decide.
    pub fn explain_resolve(&self, report: &Report, marks: &Marks) -> Vec<Weighed> {
        let (groups, ranked) = Resolver::new(self).ranked(report, marks);
        let pairs = groups.into_iter().zip(ranked);
        pairs
            .map(|(group, ranked)| Weighed {
                spans: group.spans,
                candidates: ranked
                    .into_iter()
                    .filter_map(|one| Some((self.place(one.at)?, one.probability, one.features)))
                    .collect(),
            })
            .collect()
    }
}
