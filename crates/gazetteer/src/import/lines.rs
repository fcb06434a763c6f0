//! Lines of a file that may be compressed, broken or endless.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::Path,
};

use flate2::read::MultiGzDecoder;

/// Longest line kept, in bytes; of a longer one the rest is passed over. A Who's On First row with
/// all its names has 30 kB.
const LONGEST_LINE: u64 = 4 << 20;

/// Opens a file, through gzip where it begins as gzip does.
pub(crate) fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    let mut file = BufReader::new(File::open(path)?);
    if file.fill_buf()?.starts_with(&[0x1f, 0x8b]) {
        return Ok(Box::new(BufReader::new(MultiGzDecoder::new(file))));
    }
    Ok(Box::new(file))
}

/// Reads lines as text; bytes that are no UTF-8 become U+FFFD.
pub(crate) struct Lines {
    input: Box<dyn BufRead>,
    bytes: Vec<u8>,
    text: String,
}

impl Lines {
    pub fn new(input: Box<dyn BufRead>) -> Self {
        Self { input, bytes: Vec::new(), text: String::new() }
    }

    /// The next line without its end, or `None` at the end of the file.
    pub fn next_line(&mut self) -> io::Result<Option<&str>> {
        self.bytes.clear();
        let read = (&mut self.input).take(LONGEST_LINE).read_until(b'\n', &mut self.bytes)?;
        if read == 0 {
            return Ok(None);
        }
        if !self.bytes.ends_with(b"\n") {
            pass_over_line(&mut self.input)?;
        }
        let line = String::from_utf8_lossy(&self.bytes);
        self.text.clear();
        self.text.push_str(line.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']));
        Ok(Some(&self.text))
    }

    /// What is left of the file, for readers of other kinds.
    pub fn into_rest(self) -> Box<dyn BufRead> {
        self.input
    }
}

fn pass_over_line(input: &mut Box<dyn BufRead>) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(buffer.len(), |at| at + 1);
        input.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}
