//! Happenings, their roles and their mappings to other people's codebooks, read from data files.
//!
//! The first edition lies in `ontology/happenings.toml` at the repository root and is compiled in.
//! A user adds happenings, or changes one, with a second file of the same form:
//!
//! ```
//! use tidings_ontology::Ontology;
//!
//! let extended = Ontology::embedded().merged_with(r#"
//!     [[happening]]
//!     id = "market-closure"
//!     family = "civic"
//!     label = "Market closed"
//!     definition = "A market is shut by order or for fear."
//!     examples = ["The cattle market stayed shut for a week."]
//!     facets = ["services"]
//!     quantities = []
//!     [happening.roles]
//!     actor = "who shuts it"
//!     target = "what is shut"
//!     place = "where"
//! "#)?;
//! assert_eq!(extended.happenings().len(), Ontology::embedded().happenings().len() + 1);
//! # Ok::<(), tidings_ontology::OntologyError>(())
//! ```

mod cameo;
mod check;
mod codebooks;
mod codes;
mod error;
mod happening;
mod page;
mod plover;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use tidings_types::HappeningId;

pub use cameo::{CAMEO_ROOTS, Cameo, cameo, cameo_quad};
pub use codebooks::{
    ACLED_SUB_EVENTS, IDMC_CATEGORIES, IDMC_TERMS, MINE_ACTIONS, PLOVER_CONTEXTS, PLOVER_TYPES,
    acled_event_type,
};
pub use codes::{
    AcledCase, AcledCode, CameoCase, CameoCode, Circumstance, Codes, Grade, IdmcCase, IdmcCode,
    MineActionCode, PloverCase, PloverCode, UcdpCode, UcdpRule, When,
};
pub use error::{ErrorKind, OntologyError};
pub use happening::{Happening, Roles};
pub use page::{index, page};
pub use plover::plover_intensity;

const EMBEDDED: &str = include_str!("../../../ontology/happenings.toml");

/// Happenings in file order, with the table of PLOVER quads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ontology {
    happenings: Vec<Happening>,
    plover_quads: BTreeMap<String, u8>,
}

/// What is written in a file, before it is checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    plover_quads: BTreeMap<String, u8>,
    #[serde(default)]
    happening: Vec<toml::Spanned<Happening>>,
}

impl Ontology {
    /// The first edition, compiled in.
    pub fn embedded() -> &'static Ontology {
        static EDITION: LazyLock<Ontology> =
            LazyLock::new(|| Ontology::parse(EMBEDDED).unwrap_or_default());
        &EDITION
    }

    /// Reads the text of an ontology file.
    ///
    /// # Errors
    /// What is wrong and on which line and column: not TOML, an unknown or missing key, an id
    /// given twice or ill-formed, a code that its codebook does not hold.
    pub fn parse(text: &str) -> Result<Ontology, OntologyError> {
        let file: File =
            toml::from_str(text).map_err(|error| OntologyError::syntax(text, &error))?;
        let mut ontology = Ontology { happenings: Vec::new(), plover_quads: file.plover_quads };
        for happening in file.happening {
            let at = happening.span().start;
            let happening = happening.into_inner();
            check::happening(&happening).map_err(|kind| OntologyError::at(text, at, kind))?;
            if ontology.get(&happening.id).is_some() {
                let kind = ErrorKind::Duplicate(happening.id.0);
                return Err(OntologyError::at(text, at, kind));
            }
            ontology.happenings.push(happening);
        }
        Ok(ontology)
    }

    /// This ontology with the happenings of a second file: a new id is appended, a known id is
    /// replaced whole.
    ///
    /// # Errors
    /// As [`Ontology::parse`], for the second file.
    pub fn merged_with(&self, text: &str) -> Result<Ontology, OntologyError> {
        let mut merged = self.clone();
        let second = Ontology::parse(text)?;
        merged.plover_quads.extend(second.plover_quads);
        for happening in second.happenings {
            match merged.happenings.iter_mut().find(|known| known.id == happening.id) {
                Some(known) => *known = happening,
                None => merged.happenings.push(happening),
            }
        }
        Ok(merged)
    }

    /// The happening with this id.
    pub fn get(&self, id: &HappeningId) -> Option<&Happening> {
        self.happenings.iter().find(|happening| happening.id == *id)
    }

    /// All happenings, in file order.
    pub fn happenings(&self) -> &[Happening] {
        &self.happenings
    }

    /// Quad class of a PLOVER event type: 1 verbal cooperation, 2 material cooperation, 3 verbal
    /// conflict, 4 material conflict.
    pub fn plover_quad(&self, event_type: &str) -> Option<u8> {
        self.plover_quads.get(event_type).copied()
    }
}

#[cfg(test)]
mod tests;
