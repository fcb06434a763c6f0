//! Digests that records state of their bytes.
//!
//! The standard leaves the notation open; archives in use write `sha1:` or `sha256:` and base 32,
//! some hexadecimal digits. The payload of a response is its body; crawlers differ in whether
//! they hash it with its transfer coding, so either may hold.

use data_encoding::{BASE32, BASE32_NOPAD, HEXLOWER_PERMISSIVE};
use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::header::Header;
use super::http::Response;

/// What the digests of a record say of its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All that are stated and understood hold.
    Holds,
    /// None is stated, or none in a notation that we know.
    Unknown,
    /// One does not hold.
    Differs,
}

/// Compares the block and the payload of a record with the digests in its header.
pub fn check(header: &Header, block: &[u8]) -> Verdict {
    let stated = |name| header.get(name).and_then(Stated::parse);
    let of_block = stated("warc-block-digest").map(|digest| digest.is_of(block));
    let of_payload = stated("warc-payload-digest").map(|digest| {
        if header.get("warc-type") == Some("resource") {
            return digest.is_of(block);
        }
        Response::of(block).is_some_and(|response| {
            digest.is_of(response.raw())
                || response.joined().is_some_and(|joined| digest.is_of(&joined))
        })
    });
    match (of_block, of_payload) {
        (None, None) => Verdict::Unknown,
        (Some(false), _) | (_, Some(false)) => Verdict::Differs,
        _ => Verdict::Holds,
    }
}

/// A digest as stated.
enum Stated {
    Sha1(Vec<u8>),
    Sha256(Vec<u8>),
}

impl Stated {
    fn parse(text: &str) -> Option<Self> {
        let (algorithm, value) = text.split_once(':')?;
        match algorithm.trim().to_lowercase().as_str() {
            "sha1" | "sha-1" => decode(value.trim(), 20).map(Self::Sha1),
            "sha256" | "sha-256" => decode(value.trim(), 32).map(Self::Sha256),
            _ => None,
        }
    }

    fn is_of(&self, bytes: &[u8]) -> bool {
        match self {
            Self::Sha1(digest) => Sha1::digest(bytes).as_slice() == digest,
            Self::Sha256(digest) => Sha256::digest(bytes).as_slice() == digest,
        }
    }
}

/// Hexadecimal digits or base 32, told apart by length.
fn decode(value: &str, size: usize) -> Option<Vec<u8>> {
    let decoded = if value.len() == size * 2 {
        HEXLOWER_PERMISSIVE.decode(value.as_bytes())
    } else if value.ends_with('=') {
        BASE32.decode(value.to_uppercase().as_bytes())
    } else {
        BASE32_NOPAD.decode(value.to_uppercase().as_bytes())
    };
    decoded.ok().filter(|bytes| bytes.len() == size)
}
