//! Positions in a report's text.

use serde::{Deserialize, Serialize};

/// A half-open byte range `start..end` in a report's text, on character boundaries.
///
/// It is the only way to point at words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset just past the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end`. Offsets beyond `u32::MAX` are cut to it: a report's text is
    /// limited to far less when it is made.
    pub fn new(start: usize, end: usize) -> Self {
        let cut = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: cut(start), end: cut(end) }
    }

    /// The range as `usize` bounds, for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words at this span, or `None` where the span does not fit the text.
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A span together with the words it held when a value was taken from it.
///
/// Keeping the words lets anyone re-check later that the value still points at them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// Where the words stand in the report's text.
    pub span: Span,
    /// The words themselves.
    pub words: String,
}

impl Evidence {
    /// Quotes `span` from `text`; `None` where the span does not fit the text.
    pub fn quote(text: &str, span: Span) -> Option<Self> {
        span.of(text).map(|words| Self { span, words: words.to_owned() })
    }

    /// Whether `text` still holds these words at this place.
    pub fn holds_in(&self, text: &str) -> bool {
        self.span.of(text) == Some(self.words.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_checked_against_its_text() {
        let text = "Сини́ fell on Tuesday";
        let start = text.find("fell").unwrap();
        let evidence = Evidence::quote(text, Span::new(start, start + 4)).unwrap();
        assert_eq!(evidence.words, "fell");
        assert!(evidence.holds_in(text));
        assert!(!evidence.holds_in("something else entirely"));
        assert_eq!(Evidence::quote(text, Span::new(1, 3)), None, "inside a character");
        assert_eq!(Evidence::quote(text, Span::new(0, 999)), None, "past the end");
    }
}
