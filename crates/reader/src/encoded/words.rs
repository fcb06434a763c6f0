//! A sentence as the encoder sees it, with where its words stand in the report.

use std::ops::Range;

use tidings_encoder::Pieces;
use tidings_types::Span;

/// Words of a sentence as spans of the report's text.
#[derive(Clone, Debug)]
pub(super) struct Line {
    words: Vec<Span>,
}

impl Line {
    /// The words of `pieces`, which were cut from the report's text at `sentence`.
    pub(super) fn new(sentence: Span, pieces: &Pieces) -> Self {
        let at = |offset: u32| sentence.start + offset;
        let words =
            pieces.words.iter().map(|word| Span { start: at(word.start), end: at(word.end) });
        Self { words: words.collect() }
    }

    /// From the first to the last of these words.
    pub(super) fn span(&self, words: Range<usize>) -> Option<Span> {
        let words = self.words.get(words)?;
        Some(words.first()?.cover(*words.last()?))
    }

    /// The words that a span touches.
    pub(super) fn words_of(&self, span: Span) -> Option<Range<usize>> {
        let first = self.words.partition_point(|word| word.end <= span.start);
        let after = self.words.partition_point(|word| word.start < span.end);
        (first < after).then_some(first..after)
    }
}
