//! From a text to normalised words: clean text, spaces around Chinese characters, accents
//! stripped, lower case, punctuation apart. One pass, with the offsets of what was read.

use unicode_categories::UnicodeCategories;
use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

use crate::pieces::{Pieces, Word};
use crate::shape::shape;
use crate::vocabulary::Vocabulary;

/// What an ASCII byte is to the splitter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ascii {
    /// A control character: as if it were not there.
    Removed,
    Space,
    Punctuation,
    /// A letter or a digit.
    Inner,
}

const ASCII: [Ascii; 128] = {
    let mut classes = [Ascii::Removed; 128];
    let mut byte = 0;
    while byte < 128 {
        let character = byte as u8;
        if matches!(character, b' ' | b'\t' | b'\n' | b'\r') {
            classes[byte] = Ascii::Space;
        } else if character.is_ascii_alphanumeric() {
            classes[byte] = Ascii::Inner;
        } else if character.is_ascii_punctuation() {
            classes[byte] = Ascii::Punctuation;
        }
        byte += 1;
    }
    classes
};

/// A mark that waits for its place in canonical order.
struct Mark {
    class: u8,
    character: char,
    start: usize,
    end: usize,
}

/// Cuts one text.
pub(crate) struct Splitter<'a> {
    vocabulary: &'a Vocabulary,
    text: &'a str,
    limit: usize,
    /// The word being gathered, normalised, and its bytes in `text`.
    word: String,
    start: usize,
    end: usize,
    marks: Vec<Mark>,
    pieces: Pieces,
}

impl<'a> Splitter<'a> {
    pub(crate) fn new(vocabulary: &'a Vocabulary, text: &'a str, limit: usize) -> Self {
        let expected = limit.min(text.len() / 3 + 8);
        let pieces = Pieces {
            ids: Vec::with_capacity(expected),
            shapes: Vec::with_capacity(expected),
            words: Vec::with_capacity(expected),
            truncated: false,
        };
        let (word, marks) = (String::with_capacity(64), Vec::new());
        Self { vocabulary, text, limit, word, start: 0, end: 0, marks, pieces }
    }

    pub(crate) fn run(mut self) -> Pieces {
        self.pieces.ids.push(self.vocabulary.opening);
        self.pieces.shapes.push(0);
        let text = self.text;
        for (start, character) in text.char_indices() {
            if self.pieces.truncated {
                break;
            }
            if character.is_ascii() {
                self.take_ascii(character, start);
            } else {
                self.take_any(character, start);
            }
        }
        self.settle_marks();
        self.finish_word();
        self.pieces.ids.push(self.vocabulary.closing);
        self.pieces.shapes.push(0);
        self.pieces
    }

    fn take_ascii(&mut self, character: char, start: usize) {
        match ASCII[character as usize] {
            Ascii::Removed => {}
            Ascii::Space => {
                self.settle_marks();
                self.finish_word();
            }
            Ascii::Punctuation => {
                self.settle_marks();
                self.push_alone(character, start, start + 1);
            }
            Ascii::Inner => {
                self.settle_marks();
                self.push(character.to_ascii_lowercase(), start, start + 1);
            }
        }
    }

    fn take_any(&mut self, character: char, start: usize) {
        let end = start + character.len_utf8();
        if character == '\u{fffd}' || character.is_other() {
            return;
        }
        let is_chinese = is_chinese(character);
        if is_chinese || character.is_whitespace() {
            self.settle_marks();
            self.finish_word();
        }
        if character.is_whitespace() {
            return;
        }
        decompose_canonical(character, |part| self.take_part(part, start, end));
        if is_chinese {
            self.settle_marks();
            self.finish_word();
        }
    }

    /// Takes one character of a canonical decomposition, in the order of the text.
    fn take_part(&mut self, character: char, start: usize, end: usize) {
        let class = canonical_combining_class(character);
        if class == 0 {
            self.settle_marks();
            self.take_normal(character, start, end);
        } else {
            self.marks.push(Mark { class, character, start, end });
        }
    }

    /// Takes the marks that wait, in canonical order.
    fn settle_marks(&mut self) {
        if self.marks.is_empty() {
            return;
        }
        let mut marks = std::mem::take(&mut self.marks);
        marks.sort_by_key(|mark| mark.class);
        for mark in marks.drain(..) {
            self.take_normal(mark.character, mark.start, mark.end);
        }
        self.marks = marks;
    }

    /// Takes one character in canonical order: strips accents, lowers, parts punctuation.
    fn take_normal(&mut self, character: char, start: usize, end: usize) {
        if character.is_mark_nonspacing() {
            if !self.word.is_empty() {
                self.end = self.end.max(end);
            }
            return;
        }
        for lower in character.to_lowercase() {
            if lower.is_ascii_punctuation() || lower.is_punctuation() {
                self.push_alone(lower, start, end);
            } else {
                self.push(lower, start, end);
            }
        }
    }

    fn push(&mut self, character: char, start: usize, end: usize) {
        if self.word.is_empty() {
            self.start = start;
            self.end = end;
        }
        self.end = self.end.max(end);
        self.word.push(character);
    }

    fn push_alone(&mut self, character: char, start: usize, end: usize) {
        self.finish_word();
        self.push(character, start, end);
        self.finish_word();
    }

    /// Appends the gathered word's pieces, or notes that they do not fit.
    fn finish_word(&mut self) {
        if self.word.is_empty() || self.pieces.truncated {
            return;
        }
        let first = self.pieces.ids.len();
        self.vocabulary.append(&self.word, &mut self.pieces.ids);
        self.word.clear();
        let (Ok(start), Ok(end)) = (u32::try_from(self.start), u32::try_from(self.end)) else {
            return self.leave_out(first);
        };
        if self.pieces.ids.len() + 1 > self.limit {
            return self.leave_out(first);
        }
        let count = self.pieces.ids.len() - first;
        let shape = shape(&self.text[self.start..self.end]);
        self.pieces.shapes.resize(first + count, shape);
        self.pieces.words.push(Word { start, end, first: first as u32, count: count as u32 });
    }

    fn leave_out(&mut self, first: usize) {
        self.pieces.ids.truncate(first);
        self.pieces.truncated = true;
    }
}

/// The characters that the reference sets apart as words of their own.
fn is_chinese(character: char) -> bool {
    matches!(
        u32::from(character),
        0x4E00..=0x9FFF
            | 0x3400..=0x4DBF
            | 0x2_0000..=0x2_A6DF
            | 0x2_A700..=0x2_B73F
            | 0x2_B740..=0x2_B81F
            | 0x2_B920..=0x2_CEAF
            | 0xF900..=0xFAFF
            | 0x2_F800..=0x2_FA1F
    )
}
