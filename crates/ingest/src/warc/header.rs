//! Header fields, of records and of the HTTP responses in them.

use std::io::{BufRead, Read};

/// Longest header line or header block in bytes: far above what crawlers write, and a bound on
/// what a broken archive can make us hold.
const HEADER_BYTES: u64 = 256 << 10;

/// Header fields in order, names in lower case.
pub struct Header(Vec<(String, String)>);

impl Header {
    /// Value of the first field of this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The length of what follows, in bytes.
    pub fn length(&self) -> Option<u64> {
        self.get("content-length")?.parse().ok()
    }
}

/// The next line that is not blank; `None` at the end of the archive.
pub fn first_line<R: BufRead>(input: &mut R) -> Result<Option<String>, String> {
    loop {
        let line = line(input)?;
        if line.is_empty() {
            return Ok(None);
        }
        let trimmed = line.trim_ascii();
        if !trimmed.is_empty() {
            return Ok(Some(String::from_utf8_lossy(trimmed).into_owned()));
        }
    }
}

/// The fields up to the blank line that ends them.
pub fn read<R: BufRead>(input: &mut R) -> Result<Header, String> {
    let (mut fields, mut size) = (Vec::new(), 0);
    loop {
        let line = line(input)?;
        size += line.len() as u64;
        if line.is_empty() || size > HEADER_BYTES {
            return Err("the header of this record does not end".to_owned());
        }
        let text = String::from_utf8_lossy(line.trim_ascii()).into_owned();
        if text.is_empty() {
            return Ok(Header(fields));
        }
        if let Some((name, value)) = text.split_once(':') {
            fields.push((name.trim().to_lowercase(), value.trim().to_owned()));
        }
    }
}

/// The next line with its end, cut at the limit; empty at the end.
pub fn line<R: BufRead>(input: &mut R) -> Result<Vec<u8>, String> {
    let mut line = Vec::new();
    let read = input.take(HEADER_BYTES).read_until(b'\n', &mut line);
    read.map_err(|error| format!("the archive cannot be read: {error}"))?;
    Ok(line)
}
