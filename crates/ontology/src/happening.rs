//! One kind of happening, as data.

use serde::Deserialize;
use tidings_types::{Facet, HappeningId, Role};

use crate::Codes;

/// A kind of happening: what it means and how it is told elsewhere.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Happening {
    /// Lower-case words joined by hyphens: `armed-clash`.
    pub id: HappeningId,
    /// The family it is shown under: `fighting`.
    pub family: String,
    /// Short name for people.
    pub label: String,
    /// What counts as one, in a sentence or two.
    pub definition: String,
    /// Sentences that tell of one.
    pub examples: Vec<String>,
    /// Facets of a place's status that it touches.
    pub facets: Vec<Facet>,
    /// Kinds of things its numbers may count (`killed`, `devices`); the first is meant when a
    /// number says nothing else.
    pub quantities: Vec<String>,
    /// Whose number a bare number gives: `actor` or `target` (where left out).
    counts_of: Option<Role>,
    /// What the parts mean here.
    pub roles: Roles,
    /// What it is called in other people's codebooks.
    #[serde(default)]
    pub codes: Codes,
}

impl Happening {
    /// The kind of quantity that a bare number of this happening counts, if any.
    pub fn default_quantity(&self) -> Option<&str> {
        self.quantities.first().map(String::as_str)
    }

    /// Whose number a bare number gives: of a protest the actor's, of a killing the target's.
    pub fn counted(&self) -> Role {
        self.counts_of.unwrap_or(Role::Target)
    }

    /// Whether its numbers may count `kind`.
    pub fn counts(&self, kind: &str) -> bool {
        self.quantities.iter().any(|known| known == kind)
    }

    /// Whether it touches `facet` of a place's status.
    pub fn touches(&self, facet: Facet) -> bool {
        self.facets.contains(&facet)
    }
}

/// What actor, target and places mean for a happening, in words for people.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roles {
    /// Who does it.
    pub actor: String,
    /// To whom or what.
    pub target: String,
    /// Where.
    pub place: String,
    /// Where from, if the happening goes from one place to another.
    pub from: Option<String>,
    /// Where to, likewise.
    pub to: Option<String>,
}
