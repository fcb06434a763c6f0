//! Puts a report together from its parts.

use jiff::civil::Date;
use tidings_types::{Block, BlockKind, Document, Published, Report, ReportId, Sentence, Span};

use crate::article::TextBlock;
use crate::language::language;
use crate::metadata::Metadata;
use crate::notices::notices;
use crate::sentences::sentences;
use crate::tree::collapse;

/// Longest text of a report, in bytes. The longest news reports run to 200 kB; spans are 32 bits
/// wide, and what is longer is a book or a fault.
pub const MAX_TEXT_BYTES: usize = 4 * 1024 * 1024;

/// What a report is made of.
pub struct Parts {
    /// What the document says of itself.
    pub metadata: Metadata,
    /// Publication day and how it is known.
    pub published: Option<Published>,
    /// Blocks without the headline.
    pub blocks: Vec<TextBlock>,
}

/// The report of `document`: headline first, blocks parted by blank lines, sentences found.
/// Gives whether blocks were left out for length, too.
pub fn assemble(document: &Document, parts: Parts) -> (Report, bool) {
    let Parts { metadata, published, blocks } = parts;
    let title = metadata.title.as_deref().map(collapse).filter(|title| !title.is_empty());
    let headline =
        title.iter().map(|text| TextBlock { kind: BlockKind::Title, text: text.clone() });
    let mut writer = Writer::default();
    let whole = headline.chain(blocks).all(|block| writer.write(&block));
    let notices = notices(&writer.text, &writer.blocks, &writer.sentences);
    let report = Report {
        id: ReportId { document: document.id, extractor: crate::EXTRACTOR },
        language: language(&writer.text, metadata.language.as_deref()),
        text: writer.text,
        blocks: writer.blocks,
        sentences: writer.sentences,
        title,
        published,
        url: metadata.url.or_else(|| document.url.clone()),
        site: metadata.site,
        byline: metadata.byline,
        notices,
    };
    (report, !whole)
}

#[derive(Default)]
struct Writer {
    text: String,
    blocks: Vec<Block>,
    sentences: Vec<Sentence>,
}

impl Writer {
    /// Adds a block, cut where the text grows too long; `false` where it was.
    fn write(&mut self, block: &TextBlock) -> bool {
        let gap = if self.text.is_empty() { "" } else { "\n\n" };
        let room = MAX_TEXT_BYTES.saturating_sub(self.text.len() + gap.len());
        let end =
            (0..=room.min(block.text.len())).rev().find(|&at| block.text.is_char_boundary(at));
        let words = end.and_then(|end| block.text.get(..end)).unwrap_or_default().trim_end();
        if words.is_empty() {
            return false;
        }
        self.text.push_str(gap);
        let start = self.text.len();
        self.text.push_str(words);
        let index = u32::try_from(self.blocks.len()).unwrap_or(u32::MAX);
        self.blocks.push(Block { kind: block.kind, span: Span::new(start, self.text.len()) });
        self.sentences.extend(sentences(words).into_iter().map(|span| Sentence {
            span: Span::new(start + span.start as usize, start + span.end as usize),
            block: index,
        }));
        words.len() == block.text.len()
    }
}

/// The day given by the user, else what was found, else the day of the fetch as an upper bound.
pub fn dated(document: &Document, found: Option<Published>) -> Option<Published> {
    let tell = |date: Date, basis| Published { date, basis };
    document
        .published
        .map(|date| tell(date, tidings_types::DateBasis::Given))
        .or(found)
        .or_else(|| document.fetched.map(|date| tell(date, tidings_types::DateBasis::Archive)))
}
