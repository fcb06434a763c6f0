//! Gold texts: offsets, joined tokens, and reports that keep a text to the letter.

use jiff::civil::Date;
use tidings_types::{
    Block, BlockKind, DateBasis, DocumentId, Language, Published, Report, ReportId, Sentence, Span,
};

/// Byte offsets of the characters of a text, for gold data that count in characters.
pub struct Characters {
    offsets: Vec<usize>,
}

impl Characters {
    /// Indexes a text.
    pub fn of(text: &str) -> Self {
        let offsets = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { offsets }
    }

    /// The byte span of the characters `start..end`; `None` where they do not fit the text.
    pub fn span(&self, start: usize, end: usize) -> Option<Span> {
        (start < end).then_some(())?;
        Some(Span::new(*self.offsets.get(start)?, *self.offsets.get(end)?))
    }
}

/// A report whose text is `text` to the letter, so that gold offsets hold in it: blocks are the
/// parts between blank lines, sentences those of the text stage. No headline, no boilerplate cut.
pub fn verbatim(text: &str, published: Option<Date>) -> Report {
    let (mut blocks, mut sentences) = (Vec::new(), Vec::new());
    for span in paragraphs(text) {
        let block = u32::try_from(blocks.len()).unwrap_or(u32::MAX);
        let words = span.of(text).unwrap_or_default();
        let inside = tidings_text::sentences(words).into_iter();
        let start = span.start as usize;
        sentences.extend(inside.map(|sentence| {
            let range = sentence.range();
            Sentence { span: Span::new(start + range.start, start + range.end), block }
        }));
        blocks.push(Block { kind: BlockKind::Paragraph, span });
    }
    Report {
        id: ReportId { document: DocumentId::of(text.as_bytes()), extractor: 0 },
        text: text.to_owned(),
        blocks,
        sentences,
        title: None,
        published: published.map(|date| Published { date, basis: DateBasis::Given }),
        language: Language { code: "en".to_owned(), confidence: 1.0 },
        url: None,
        site: None,
        byline: None,
        notices: Vec::new(),
    }
}

fn paragraphs(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for part in text.split("\n\n") {
        let lead = part.len() - part.trim_start().len();
        let trimmed = part.trim();
        if !trimmed.is_empty() {
            spans.push(Span::new(start + lead, start + lead + trimmed.len()));
        }
        start += part.len() + 2;
    }
    spans
}

/// Text put together from tokens, with the span of each.
#[derive(Default)]
pub struct Joined {
    /// The text.
    pub text: String,
    /// Where each token stands.
    pub tokens: Vec<Span>,
}

impl Joined {
    /// Appends a token after a space, or without one where print would set none.
    pub fn push(&mut self, token: &str) {
        let open = self.text.ends_with(['(', '[', '$', '“', '‘', '\n']) || self.text.is_empty();
        if !open && !closes(token) {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(token);
        self.tokens.push(Span::new(start, self.text.len()));
    }

    /// Begins a new paragraph.
    pub fn break_paragraph(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
    }

    /// The span from token `first` up to but not including token `end`.
    pub fn span(&self, first: usize, end: usize) -> Option<Span> {
        Some(self.tokens.get(first)?.cover(*self.tokens.get(end.checked_sub(1)?)?))
    }
}

/// Whether a token hangs on the one before it.
fn closes(token: &str) -> bool {
    const CLOSING: [&str; 16] =
        [",", ".", ";", ":", "!", "?", ")", "]", "%", "'s", "’s", "n't", "’", "”", "'", "..."];
    CLOSING.contains(&token)
}

/// The tokens of a text: runs of letters and digits, and single other marks; white space parts.
pub fn tokens(text: &str) -> Vec<Span> {
    let mut tokens: Vec<Span> = Vec::new();
    let mut run: Option<usize> = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphanumeric() {
            run.get_or_insert(at);
            continue;
        }
        if let Some(start) = run.take() {
            tokens.push(Span::new(start, at));
        }
        if !c.is_whitespace() {
            tokens.push(Span::new(at, at + c.len_utf8()));
        }
    }
    tokens
}

/// Up to `reach` bytes either side of a span, on one line, for the list of mistakes.
pub fn around(text: &str, span: Span, reach: usize) -> String {
    let floor = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = floor((span.start as usize).saturating_sub(reach));
    let end = floor((span.end as usize + reach).min(text.len()));
    text.get(start..end).unwrap_or_default().replace(['\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_not_bytes() {
        let characters = Characters::of("Añá b");
        assert_eq!(characters.span(1, 3), Some(Span::new(1, 5)));
        assert_eq!(characters.span(4, 5), Some(Span::new(6, 7)));
        assert_eq!(characters.span(4, 9), None);
        assert_eq!(characters.span(2, 2), None);
    }

    #[test]
    fn a_verbatim_report_keeps_the_text() {
        let text = " One. Two.\n\n\nThree";
        let report = verbatim(text, None);
        assert_eq!(report.text, text);
        let words: Vec<&str> = report.blocks.iter().map(|block| report.words(block.span)).collect();
        assert_eq!(words, ["One. Two.", "Three"]);
        let last = report.sentences.last().unwrap();
        assert_eq!((report.words(last.span), last.block), ("Three", 1));
    }

    #[test]
    fn joined_tokens_read_like_print() {
        let mut joined = Joined::default();
        for token in ["Rebels", "(", "FARC", ")", "left", "."] {
            joined.push(token);
        }
        joined.break_paragraph();
        joined.push("Then");
        assert_eq!(joined.text, "Rebels (FARC) left.\n\nThen");
        assert_eq!(joined.span(2, 3).and_then(|span| span.of(&joined.text)), Some("FARC"));
        assert_eq!(joined.span(2, 2), joined.tokens[2].cover(joined.tokens[1]).into());
    }

    #[test]
    fn tokens_part_letters_and_marks() {
        let text = "U.S.-led, 3";
        let words: Vec<_> = tokens(text).into_iter().filter_map(|span| span.of(text)).collect();
        assert_eq!(words, ["U", ".", "S", ".", "-", "led", ",", "3"]);
    }

    #[test]
    fn context_stays_on_character_boundaries() {
        assert_eq!(around("ééé\nb ééé", Span::new(7, 8), 3), "é b é");
    }
}
