//! WARC 1.0 and 1.1 archives (ISO 28500): the pages among their records.

mod digest;
mod header;
mod http;

use std::collections::VecDeque;
use std::io::{BufRead, Read};

use jiff::civil::Date;
use tidings_types::{Diagnostic, Document, MediaType, Severity, Stage};

use crate::file::too_large;
use crate::{Documents, Found, Limits, skipped};
use digest::Verdict;
use header::Header;

/// The pages of an archive, each named `origin#record`, in order.
///
/// A page is a `response` of status 2xx or a `resource` of HTML or plain text. Other records are
/// passed over without being held. A digest that a record states and that does not hold is told,
/// and the page kept. Broken records are told; after a break in the framing the rest of the
/// archive cannot be read.
pub fn documents<R: BufRead + Send + 'static>(
    input: R,
    origin: String,
    limits: Limits,
) -> Documents {
    Box::new(Archive { input, origin, limits, record: 0, ended: false, found: VecDeque::new() })
}

struct Archive<R> {
    input: R,
    origin: String,
    limits: Limits,
    record: u64,
    ended: bool,
    /// What the last record gave and was not handed out yet: at most a warning and a page.
    found: VecDeque<Found>,
}

impl<R: BufRead> Iterator for Archive<R> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        while self.found.is_empty() && !self.ended {
            if let Err(message) = self.read_record() {
                self.ended = true;
                self.found.push_back(Err(skipped("broken-archive", &self.name(), message)));
            }
        }
        self.found.pop_front()
    }
}

impl<R: BufRead> Archive<R> {
    fn name(&self) -> String {
        format!("{}#{}", self.origin, self.record)
    }

    fn read_record(&mut self) -> Result<(), String> {
        let Some(version) = header::first_line(&mut self.input)? else {
            self.ended = true;
            return Ok(());
        };
        self.record += 1;
        if !version.starts_with("WARC/") {
            return Err("a WARC record was expected here".to_owned());
        }
        let header = header::read(&mut self.input)?;
        let length = header.length().ok_or("the record states no length")?;
        if !may_hold_a_page(&header) {
            return self.pass_over(length);
        }
        if length > self.limits.document_bytes {
            self.found.push_back(Err(too_large(&self.name(), self.limits)));
            return self.pass_over(length);
        }
        let mut block = Vec::new();
        let read = (&mut self.input).take(length).read_to_end(&mut block);
        read.map_err(|error| format!("the archive cannot be read: {error}"))?;
        if (block.len() as u64) < length {
            return Err("the archive ends inside this record".to_owned());
        }
        let found = self.page(&header, &block);
        if found.is_some() && digest::check(&header, &block) == Verdict::Differs {
            self.found.push_back(Err(self.altered()));
        }
        self.found.extend(found);
        Ok(())
    }

    /// Reads to the end of a block without holding it.
    fn pass_over(&mut self, length: u64) -> Result<(), String> {
        let passed = std::io::copy(&mut (&mut self.input).take(length), &mut std::io::sink());
        match passed {
            Ok(passed) if passed == length => Ok(()),
            Ok(_) => Err("the archive ends inside this record".to_owned()),
            Err(error) => Err(format!("the archive cannot be read: {error}")),
        }
    }

    fn altered(&self) -> Diagnostic {
        let message = "its bytes are not those of the digest that the archive states; kept";
        let (stage, severity) = (Stage::Ingest, Severity::Warning);
        Diagnostic::new(stage, severity, "digest-differs", &self.name(), message)
    }

    fn page(&self, header: &Header, block: &[u8]) -> Option<Found> {
        let (media_type, body) = if header.get("warc-type") == Some("resource") {
            (header.get("content-type")?.to_lowercase(), Some(block.to_vec()))
        } else {
            let response = http::Response::of(block)?;
            if !response.is_success() {
                return None;
            }
            (response.media_type(), response.body(self.limits))
        };
        let kind = kind_of(&media_type)?;
        let Some(bytes) = body else {
            return Some(Err(skipped("broken-record", &self.name(), "its body cannot be decoded")));
        };
        let mut document = Document::new(bytes, kind, self.name());
        let target = header.get("warc-target-uri");
        document.url = target.map(|url| url.trim_matches(['<', '>']).to_owned());
        document.fetched = header.get("warc-date").and_then(day);
        document.charset = charset(&media_type);
        Some(Ok(document))
    }
}

fn may_hold_a_page(header: &Header) -> bool {
    match header.get("warc-type") {
        Some("response") => true,
        Some("resource") => {
            header.get("content-type").is_some_and(|it| kind_of(&it.to_lowercase()).is_some())
        }
        _ => false,
    }
}

fn kind_of(media_type: &str) -> Option<MediaType> {
    if media_type.contains("html") {
        return Some(MediaType::Html);
    }
    media_type.starts_with("text/plain").then_some(MediaType::Plain)
}

fn day(timestamp: &str) -> Option<Date> {
    timestamp.get(..10)?.parse().ok()
}

fn charset(media_type: &str) -> Option<String> {
    let (_, charset) = media_type.split_once("charset=")?;
    Some(charset.trim_matches(['"', ' ', ';']).to_owned())
}

#[cfg(test)]
mod tests;
