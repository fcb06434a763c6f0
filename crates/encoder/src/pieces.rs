//! A text cut into word pieces.

/// One word or one punctuation mark of a text, and where its pieces are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Byte offset of the word's first character in the text given.
    pub start: u32,
    /// Byte offset just past the word's last character, accents that were stripped included.
    pub end: u32,
    /// Index of the word's first piece in [`Pieces::ids`].
    pub first: u32,
    /// Number of pieces, at least one.
    pub count: u32,
}

/// A text as a model takes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pieces {
    /// Ids in the vocabulary, `[CLS]` first and `[SEP]` last.
    pub ids: Vec<u32>,
    /// One shape for each id: [`crate::shape`] of its word, 0 for `[CLS]` and `[SEP]`.
    pub shapes: Vec<u8>,
    /// The words, in the order of the text.
    pub words: Vec<Word>,
    /// Whether the text was longer than the limit: then the words end before the text does.
    pub truncated: bool,
}

impl Pieces {
    /// Number of pieces, `[CLS]` and `[SEP]` counted.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no piece at all, not even `[CLS]`.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}
