//! Actors: who is meant by a name, an acronym, a description.
//!
//! The [`Dictionary`] is data (`data/actors.csv`); users extend it with a CSV of the same columns.
//! A [`Roster`] reads one report: dictionary names, acronyms that the report introduces, national
//! forces. Persons stand by their office or role and never by name.

mod acronyms;
mod countries;
mod describe;
mod dictionary;
mod home;
mod identity;
mod kind;
mod learned;
mod national;
mod person;
mod roster;

pub use countries::{Country, country_at, country_name, first_country};
pub use dictionary::{Actor, Dictionary, DictionaryError, Found};
pub use identity::{Identity, Named};
pub use kind::{is_head, kind_of_group};
pub use learned::introduced;
pub use national::{National, national_at};
pub use roster::Roster;

#[cfg(test)]
mod tests;
