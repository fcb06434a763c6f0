//! Bytes as received.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use sha2::{Digest, Sha256};

/// SHA-256 of a document's bytes: its identity.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId([u8; 32]);

impl DocumentId {
    /// The identity of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Reads 64 hexadecimal digits.
    pub fn from_hex(hex: &str) -> Option<Self> {
        let digits = hex.as_bytes();
        let mut bytes = [0; 32];
        if digits.len() != 64 {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
            let pair = std::str::from_utf8(pair).ok()?;
            *byte = u8::from_str_radix(pair, 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl std::fmt::Display for DocumentId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl std::fmt::Debug for DocumentId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DocumentId({self})")
    }
}

impl Serialize for DocumentId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DocumentId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let hex = String::deserialize(deserializer)?;
        Self::from_hex(&hex).ok_or_else(|| D::Error::custom("not 64 hexadecimal digits"))
    }
}

/// What kind of bytes a document claims to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaType {
    /// An HTML page.
    Html,
    /// Plain or pasted text.
    Plain,
    /// One JSON object with `url`, `title`, `published`, and `text` or `html`.
    Story,
    /// Not stated: to be told from the bytes.
    Unknown,
}

/// Bytes as received, and what the one who handed them over said of them.
#[derive(Clone, Debug)]
pub struct Document {
    /// SHA-256 of `bytes`.
    pub id: DocumentId,
    /// The bytes, unchanged.
    pub bytes: Vec<u8>,
    /// What the bytes are said to be.
    pub media_type: MediaType,
    /// Charset named outside the bytes (an HTTP header), if any.
    pub charset: Option<String>,
    /// Address it came from, if known.
    pub url: Option<String>,
    /// Day it was fetched or archived, if known.
    pub fetched: Option<jiff::civil::Date>,
    /// Publication day given by the user, which overrides what the page says.
    pub published: Option<jiff::civil::Date>,
    /// Where it was found, in words for messages: a path, `path:line` or `archive#record`.
    pub origin: String,
}

impl Document {
    /// A document of these bytes with nothing else known of it.
    pub fn new(bytes: Vec<u8>, media_type: MediaType, origin: impl Into<String>) -> Self {
        Self {
            id: DocumentId::of(&bytes),
            bytes,
            media_type,
            charset: None,
            url: None,
            fetched: None,
            published: None,
            origin: origin.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_survives_its_own_text() {
        let id = DocumentId::of(b"abc");
        assert_eq!(DocumentId::from_hex(&id.to_string()), Some(id));
        assert_eq!(DocumentId::from_hex("abc"), None);
        assert!(id.to_string().starts_with("ba7816bf8f01cfea"));
    }
}
