//! WARC 1.0 and 1.1 archives: the HTML pages among their records.

use std::io::{BufRead, Read};

use flate2::read::{MultiGzDecoder, ZlibDecoder};
use jiff::civil::Date;
use tidings_types::{Document, MediaType};

use crate::file::too_large;
use crate::{Documents, Found, Limits, skipped};

/// Longest header line or header block in bytes: far above what crawlers write, and a bound on
/// what a broken archive can make us hold.
const HEADER_BYTES: u64 = 256 << 10;

/// The HTML responses and plain-text records of an archive, each named `origin#record`. Broken
/// records are told; after a break in the framing the rest of the archive cannot be read.
pub fn documents<R: BufRead + Send + 'static>(
    input: R,
    origin: String,
    limits: Limits,
) -> Documents {
    Box::new(Archive { input, origin, limits, record: 0, ended: false })
}

struct Archive<R> {
    input: R,
    origin: String,
    limits: Limits,
    record: u64,
    ended: bool,
}

/// Header fields, names in lower case.
struct Header(Vec<(String, String)>);

impl Header {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn length(&self) -> Option<u64> {
        self.get("content-length")?.parse().ok()
    }
}

impl<R: BufRead> Iterator for Archive<R> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        while !self.ended {
            let found = self.next_record().unwrap_or_else(|message| {
                self.ended = true;
                Some(Err(skipped("broken-archive", &self.name(), message)))
            });
            if found.is_some() {
                return found;
            }
        }
        None
    }
}

impl<R: BufRead> Archive<R> {
    fn name(&self) -> String {
        format!("{}#{}", self.origin, self.record)
    }

    /// The next record: a document, a diagnostic, or nothing of interest.
    fn next_record(&mut self) -> Result<Option<Found>, String> {
        let Some(version) = first_line(&mut self.input)? else {
            self.ended = true;
            return Ok(None);
        };
        self.record += 1;
        if !version.starts_with("WARC/") {
            return Err("a WARC record was expected here".to_owned());
        }
        let header = header(&mut self.input)?;
        let length = header.length().ok_or("the record states no length")?;
        if length > self.limits.document_bytes {
            pass_over(&mut self.input, length)?;
            return Ok(Some(Err(too_large(&self.name(), self.limits))));
        }
        let mut block = Vec::new();
        let read = (&mut self.input).take(length).read_to_end(&mut block);
        read.map_err(|error| format!("the archive cannot be read: {error}"))?;
        if (block.len() as u64) < length {
            return Err("the archive ends inside this record".to_owned());
        }
        Ok(self.document(&header, &block))
    }

    fn document(&self, header: &Header, block: &[u8]) -> Option<Found> {
        if header.get("warc-type") != Some("response") {
            return None;
        }
        let (http, body) = split_http(block)?;
        let media_type = http.get("content-type").unwrap_or("text/html").to_lowercase();
        let is_page = media_type.contains("html");
        if !is_page && !media_type.starts_with("text/plain") {
            return None;
        }
        let Some(bytes) = decode(&http, body, self.limits) else {
            return Some(Err(skipped("broken-record", &self.name(), "its body cannot be decoded")));
        };
        let kind = if is_page { MediaType::Html } else { MediaType::Plain };
        let mut document = Document::new(bytes, kind, self.name());
        document.url =
            header.get("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
        document.fetched = header.get("warc-date").and_then(day);
        document.charset = charset(&media_type);
        Some(Ok(document))
    }
}

/// The next line that is not blank; `None` at the end of the archive.
fn first_line<R: BufRead>(input: &mut R) -> Result<Option<String>, String> {
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

fn header<R: BufRead>(input: &mut R) -> Result<Header, String> {
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

fn line<R: BufRead>(input: &mut R) -> Result<Vec<u8>, String> {
    let mut line = Vec::new();
    let read = input.take(HEADER_BYTES).read_until(b'\n', &mut line);
    read.map_err(|error| format!("the archive cannot be read: {error}"))?;
    Ok(line)
}

fn pass_over<R: BufRead>(input: &mut R, length: u64) -> Result<(), String> {
    let passed = std::io::copy(&mut input.take(length), &mut std::io::sink());
    passed.map(|_| ()).map_err(|error| format!("the archive cannot be read: {error}"))
}

/// Header fields and body of an HTTP response.
fn split_http(block: &[u8]) -> Option<(Header, &[u8])> {
    let end = block.windows(4).position(|window| window == b"\r\n\r\n")?;
    let mut head = block.get(..end + 4)?;
    line(&mut head).ok()?;
    Some((header(&mut head).ok()?, block.get(end + 4..)?))
}

fn decode(http: &Header, body: &[u8], limits: Limits) -> Option<Vec<u8>> {
    let chunked = http.get("transfer-encoding").is_some_and(|value| value.contains("chunked"));
    // Many archives keep the header but store the body already joined.
    let joined =
        if chunked { unchunk(body).unwrap_or_else(|| body.to_vec()) } else { body.to_vec() };
    match http.get("content-encoding") {
        Some("gzip" | "x-gzip") if joined.starts_with(&[0x1f, 0x8b]) => {
            inflate(MultiGzDecoder::new(joined.as_slice()), limits)
        }
        Some("deflate") => inflate(ZlibDecoder::new(joined.as_slice()), limits),
        _ => Some(joined),
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

fn day(timestamp: &str) -> Option<Date> {
    timestamp.get(..10)?.parse().ok()
}

fn charset(media_type: &str) -> Option<String> {
    let (_, charset) = media_type.split_once("charset=")?;
    Some(charset.trim_matches(['"', ' ', ';']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(archive: &[u8], expected: &[&str]) {
        let found: Vec<String> = documents(
            std::io::Cursor::new(archive.to_vec()),
            "a".into(),
            Limits { document_bytes: 200 },
        )
        .map(|found| match found {
            Ok(document) => format!(
                "{} {}",
                document.url.unwrap_or_default(),
                String::from_utf8_lossy(&document.bytes)
            ),
            Err(diagnostic) => format!("{diagnostic}"),
        })
        .collect();
        assert_eq!(found, expected);
    }

    fn record(kind: &str, http: &str) -> Vec<u8> {
        let length = http.len();
        format!(
            "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Date: 2023-12-22T00:00:00Z\r\n\
             WARC-Target-URI: https://a.example/x\r\nContent-Length: {length}\r\n\r\n{http}\r\n\r\n"
        )
        .into_bytes()
    }

    #[test]
    fn pages_are_found_among_records() {
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>hello";
        let image = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nxyz";
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x\r\nde\r\n0\r\n\r\n";
        let archive = [
            record("warcinfo", "x"),
            record("response", page),
            record("response", image),
            record("response", chunked),
        ];
        check(&archive.concat(), &["https://a.example/x <p>hello", "https://a.example/x abcde"]);
        check(b"", &[]);
    }

    #[test]
    fn broken_archives_are_told() {
        let page = "HTTP/1.1 200 OK\r\n\r\n<p>hello";
        let whole = record("response", page);
        let cut = &whole[..whole.len() - 8];
        check(cut, &["a#1: the archive ends inside this record"]);
        check(b"<html>", &["a#1: a WARC record was expected here"]);
        check(b"WARC/1.0\r\nA: b\r\n\r\n", &["a#1: the record states no length"]);
        check(b"WARC/1.0\r\nA: b", &["a#1: the header of this record does not end"]);
        let large = record("response", &"x".repeat(300));
        let told = "a#1: larger than 0 MiB, the limit for one document";
        check(&[large, whole.clone()].concat(), &[told, "https://a.example/x <p>hello"]);
    }
}
