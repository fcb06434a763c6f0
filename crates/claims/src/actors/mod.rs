//! Actors: who is meant by a name, an acronym, a description.
//!
//! The [`Dictionary`] is data (`data/actors.csv`); users extend it with a CSV of the same columns.
//! A [`Roster`] reads one report: dictionary names, acronyms that the report introduces, national
//! forces. Persons stand by their office or role and never by name.

mod countries;
mod dictionary;
mod kind;
mod learned;
mod national;
mod resolve;

pub use countries::{Country, country_at, country_name, first_country};
pub use dictionary::{Actor, Dictionary, DictionaryError, Found};
pub use kind::{is_head, kind_of_group};
pub use learned::introduced;
pub use national::{National, national_at};
pub use resolve::{Identity, Named, Roster};

#[cfg(test)]
mod tests;
