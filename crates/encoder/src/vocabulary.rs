//! WordPiece over BERT's vocabulary: greedy, longest piece first.

use std::collections::HashMap;

use crate::EncoderError;
use crate::pieces::Pieces;
use crate::split::Splitter;

/// Characters of a word beyond which it is unknown, as in the reference.
const LONGEST_WORD: usize = 100;

/// BERT's word pieces and their ids.
#[derive(Debug)]
pub struct Vocabulary {
    /// Pieces that begin a word.
    heads: HashMap<Box<str>, u32>,
    /// Pieces that continue one, without their `##`.
    continuations: HashMap<Box<str>, u32>,
    /// Bytes of the longest piece.
    longest: usize,
    size: usize,
    pub(crate) unknown: u32,
    pub(crate) opening: u32,
    pub(crate) closing: u32,
}

impl Vocabulary {
    /// Reads a vocabulary: one piece a line, its id the line's number from 0.
    ///
    /// # Errors
    ///
    /// When `[UNK]`, `[CLS]` or `[SEP]` is not among the lines.
    pub fn parse(lines: &str) -> Result<Self, EncoderError> {
        let mut heads = HashMap::new();
        let mut continuations = HashMap::new();
        let (mut longest, mut size) = (0, 0);
        for (id, line) in (0..).zip(lines.strip_suffix('\n').unwrap_or(lines).split('\n')) {
            let piece = line.strip_suffix('\r').unwrap_or(line);
            longest = longest.max(piece.len());
            size += 1;
            if let Some(continuation) = piece.strip_prefix("##") {
                continuations.insert(continuation.into(), id);
            }
            heads.insert(piece.into(), id);
        }
        let special = |piece: &'static str| {
            heads.get(piece).copied().ok_or(EncoderError::NoSpecialPiece { piece })
        };
        let (unknown, opening, closing) = (special("[UNK]")?, special("[CLS]")?, special("[SEP]")?);
        Ok(Self { heads, continuations, longest, size, unknown, opening, closing })
    }

    /// Number of pieces.
    pub fn len(&self) -> usize {
        self.size
    }

    /// Whether there is no piece. Never so: a vocabulary has at least its special pieces.
    pub fn is_empty(&self) -> bool {
        self.size == 0
    }

    /// Cuts `text` into words and these into at most `limit` pieces, `[CLS]` and `[SEP]`
    /// counted, exactly as the reference does (`BertNormalizer`, `BertPreTokenizer`, `WordPiece`
    /// of the library `tokenizers`, uncased). A word that does not fit whole, and all after it,
    /// are left out. Special pieces written in the text are read as any other words.
    ///
    /// Offsets are bytes of `text`; of a text beyond 4 GiB only what lies before is read.
    pub fn pieces(&self, text: &str, limit: usize) -> Pieces {
        Splitter::new(self, text, limit).run()
    }

    /// Appends the pieces of one normalised word to `ids`.
    pub(crate) fn append(&self, word: &str, ids: &mut Vec<u32>) {
        if word.len() > LONGEST_WORD && word.chars().count() > LONGEST_WORD {
            ids.push(self.unknown);
            return;
        }
        let before = ids.len();
        let mut start = 0;
        while start < word.len() {
            let pieces = if start == 0 { &self.heads } else { &self.continuations };
            let Some((length, id)) = self.longest_of(pieces, &word[start..]) else {
                ids.truncate(before);
                ids.push(self.unknown);
                return;
            };
            ids.push(id);
            start += length;
        }
    }

    /// The longest of `pieces` that `rest` begins with: its length in bytes and its id.
    fn longest_of(&self, pieces: &HashMap<Box<str>, u32>, rest: &str) -> Option<(usize, u32)> {
        let mut end = rest.len().min(self.longest);
        while end > 0 {
            if let Some(id) = rest.get(..end).and_then(|piece| pieces.get(piece)) {
                return Some((end, *id));
            }
            end -= 1;
        }
        None
    }
}
