//! Records as JSON.

use serde::{Serialize, de::DeserializeOwned};

use crate::error::Cause;

/// Writes a record.
pub(crate) fn write<T: Serialize>(record: &T) -> Result<String, Cause> {
    serde_json::to_string(record).map_err(|error| Cause::Record(error.to_string()))
}

/// Reads a record back; `name` says which one, for the message.
pub(crate) fn read<T: DeserializeOwned>(text: &str, name: &str) -> Result<T, Cause> {
    serde_json::from_str(text)
        .map_err(|error| Cause::Record(format!("{name} cannot be read: {error}")))
}

/// The word that a unit-like enum is written as: `html`, `skipped`.
pub(crate) fn word<T: Serialize>(value: &T) -> Result<String, Cause> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        Ok(other) => Err(Cause::Record(format!("{other} is not a word"))),
        Err(error) => Err(Cause::Record(error.to_string())),
    }
}

/// Reads such a word back.
pub(crate) fn from_word<T: DeserializeOwned>(word: String, name: &str) -> Result<T, Cause> {
    serde_json::from_value(serde_json::Value::String(word))
        .map_err(|error| Cause::Record(format!("{name} cannot be read: {error}")))
}
