//! The HTTP response inside a record.

use std::io::Read;

use flate2::read::{MultiGzDecoder, ZlibDecoder};

use super::header::{self, Header};
use crate::Limits;

/// A response as it was archived.
pub struct Response<'a> {
    status: String,
    header: Header,
    raw: &'a [u8],
}

impl<'a> Response<'a> {
    /// The response in a record's block.
    pub fn of(block: &'a [u8]) -> Option<Self> {
        let end = block.windows(4).position(|window| window == b"\r\n\r\n")?;
        let mut head = block.get(..end + 4)?;
        let status = String::from_utf8_lossy(&header::line(&mut head).ok()?).into_owned();
        let header = header::read(&mut head).ok()?;
        Some(Self { status, header, raw: block.get(end + 4..)? })
    }

    /// Whether the server had what was asked for; a status that cannot be read is no refusal.
    pub fn is_success(&self) -> bool {
        let code = self.status.split_ascii_whitespace().nth(1);
        code.and_then(|code| code.parse().ok()).is_none_or(|code: u16| (200..300).contains(&code))
    }

    /// Media type with its parameters, in lower case; pages where none is stated.
    pub fn media_type(&self) -> String {
        self.header.get("content-type").unwrap_or("text/html").to_lowercase()
    }

    /// The body as it was archived: the payload of the record's digest.
    pub fn raw(&self) -> &'a [u8] {
        self.raw
    }

    /// The body without transfer coding, if it has one that can be undone. Many archives keep the
    /// header but store the body already joined.
    pub fn joined(&self) -> Option<Vec<u8>> {
        let coding = self.header.get("transfer-encoding");
        if coding.is_some_and(|value| value.contains("chunked")) { unchunk(self.raw) } else { None }
    }

    /// The body without transfer and content coding; `None` where it cannot be decoded within
    /// the limit.
    pub fn body(&self, limits: Limits) -> Option<Vec<u8>> {
        let joined = self.joined().unwrap_or_else(|| self.raw.to_vec());
        match self.header.get("content-encoding") {
            Some("gzip" | "x-gzip") if joined.starts_with(&[0x1f, 0x8b]) => {
                inflate(MultiGzDecoder::new(joined.as_slice()), limits)
            }
            Some("deflate") => inflate(ZlibDecoder::new(joined.as_slice()), limits),
            _ => Some(joined),
        }
    }
}

fn inflate<R: Read>(decoder: R, limits: Limits) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    decoder.take(limits.document_bytes + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= limits.document_bytes).then_some(bytes)
}

fn unchunk(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    loop {
        let end = body.windows(2).position(|window| window == b"\r\n")?;
        let size = std::str::from_utf8(body.get(..end)?).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        body = body.get(end + 2..)?;
        if size == 0 {
            return Some(joined);
        }
        joined.extend_from_slice(body.get(..size)?);
        body = body.get(size.checked_add(2)?..)?;
    }
}
