//! JSON lines: one story a line.

use std::io::{BufRead, Read};

use tidings_types::{Document, MediaType};

use crate::file::too_large;
use crate::{Documents, Found, Limits, skipped};

/// The stories of `input`, each named `origin:line`. Blank lines are passed over. Whether a line
/// is JSON at all is for the text stage to say.
pub fn documents<R: BufRead + Send + 'static>(
    input: R,
    origin: String,
    limits: Limits,
) -> Documents {
    Box::new(Lines { input, origin, limits, line: 0, ended: false })
}

struct Lines<R> {
    input: R,
    origin: String,
    limits: Limits,
    line: u64,
    ended: bool,
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        while !self.ended {
            match self.read_line() {
                Ok(line) if line.is_empty() => self.ended = true,
                Ok(line) if line.trim_ascii().is_empty() => {}
                Ok(line) => return Some(self.story(&line)),
                Err(error) => {
                    self.ended = true;
                    let message = format!("cannot be read beyond line {}: {error}", self.line);
                    return Some(Err(skipped("unreadable", &self.origin, message)));
                }
            }
        }
        None
    }
}

impl<R: BufRead> Lines<R> {
    /// The next line with its newline, cut one byte past the limit; empty at the end.
    fn read_line(&mut self) -> std::io::Result<Vec<u8>> {
        let mut line = Vec::new();
        self.line += 1;
        (&mut self.input).take(self.limits.document_bytes + 1).read_until(b'\n', &mut line)?;
        Ok(line)
    }

    fn story(&mut self, line: &[u8]) -> Found {
        let origin = format!("{}:{}", self.origin, self.line);
        if line.len() as u64 > self.limits.document_bytes {
            self.skip_rest_of_line();
            return Err(too_large(&origin, self.limits));
        }
        Ok(Document::new(line.trim_ascii().to_vec(), MediaType::Story, origin))
    }

    fn skip_rest_of_line(&mut self) {
        loop {
            let (used, done) = match self.input.fill_buf() {
                Ok([]) | Err(_) => return,
                Ok(buffer) => match buffer.iter().position(|byte| *byte == b'\n') {
                    Some(newline) => (newline + 1, true),
                    None => (buffer.len(), false),
                },
            };
            self.input.consume(used);
            if done {
                return;
            }
        }
    }
}
