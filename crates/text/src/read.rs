//! The door: a document to its report.

use jiff::civil::Date;
use serde_json::Value;
use tidings_types::{
    BlockKind, DateBasis, Diagnostic, Document, MediaType, Published, Report, Severity, Stage,
};

use crate::article::{TextBlock, article};
use crate::dates::{Order, first_date};
use crate::decode::decode;
use crate::media::{is_binary, sniff};
use crate::metadata::Metadata;
use crate::page::Page;
use crate::paste::pasted;
use crate::published::{Bounds, dateline, published};
use crate::report::{Parts, assemble, dated};
use crate::wire::agency;

/// Most bytes of a document that are read. The largest real article page measured has 5 MB; what
/// comes after 16 MB of one document is not its article.
pub const MAX_DOCUMENT_BYTES: usize = 16 * 1024 * 1024;

/// Reads a document: its article, or the reason why there is none.
///
/// Codes of the diagnostics: `empty`, `binary`, `not-json`, `no-text`, `no-article` (skipped);
/// `truncated`, `too-deep` (warnings); `broken-characters` (a note).
pub fn read(document: &Document) -> (Option<Report>, Vec<Diagnostic>) {
    let mut told = Teller { origin: &document.origin, diagnostics: Vec::new() };
    let report = characters(document, &mut told)
        .and_then(|text| parts(document, &text, &mut told))
        .and_then(|parts| finish(document, parts, &mut told));
    (report, told.diagnostics)
}

/// Collects diagnostics of one document.
struct Teller<'a> {
    origin: &'a str,
    diagnostics: Vec<Diagnostic>,
}

impl Teller<'_> {
    fn tell(&mut self, severity: Severity, code: &str, message: &str) {
        self.diagnostics.push(Diagnostic::new(Stage::Text, severity, code, self.origin, message));
    }

    fn skip<T>(&mut self, code: &str, message: &str) -> Option<T> {
        self.tell(Severity::Skipped, code, message);
        None
    }
}

/// The document's characters.
fn characters(document: &Document, told: &mut Teller<'_>) -> Option<String> {
    let bytes = document.bytes.get(..MAX_DOCUMENT_BYTES).unwrap_or(&document.bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return told.skip("empty", "the document is empty");
    }
    if is_binary(bytes) {
        return told.skip("binary", "the document is not text");
    }
    if bytes.len() < document.bytes.len() {
        told.tell(Severity::Warning, "truncated", "only the first 16 MiB were read");
    }
    let decoded = decode(bytes, document.charset.as_deref());
    if decoded.broken {
        let message = format!("some bytes are not {} and were replaced", decoded.charset);
        told.tell(Severity::Note, "broken-characters", &message);
    }
    Some(decoded.text)
}

/// What the document holds, by its media type.
fn parts(document: &Document, text: &str, told: &mut Teller<'_>) -> Option<Parts> {
    let media_type = match document.media_type {
        MediaType::Unknown => sniff(text),
        stated => stated,
    };
    match media_type {
        MediaType::Html => html(document, text, told),
        MediaType::Story => story(document, text, told),
        MediaType::Plain | MediaType::Unknown => Some(plain(document, text)),
    }
}

fn html(document: &Document, text: &str, told: &mut Teller<'_>) -> Option<Parts> {
    let page = Page::parse(text, document.url.as_deref());
    if page.tree.truncated() {
        told.tell(
            Severity::Warning,
            "too-deep",
            "markup is nested too deeply; the rest was not read",
        );
    }
    let mut metadata = Metadata::of(&page);
    let blocks = article(&page, &metadata);
    metadata.byline = metadata.byline.or_else(|| signed(&blocks));
    let bounds = Bounds { latest: document.fetched, order: order(metadata.language.as_deref()) };
    let published = published(&page, &blocks, bounds);
    Some(Parts { metadata, published, blocks })
}

fn plain(document: &Document, text: &str) -> Parts {
    let found = pasted(text, Order::DayFirst);
    let metadata = Metadata {
        title: found.title,
        byline: found.byline.or_else(|| signed(&found.blocks)),
        url: document.url.clone(),
        ..Metadata::default()
    };
    let bounds = Bounds { latest: document.fetched, order: Order::DayFirst };
    let published = found
        .date
        .or_else(|| dateline(&found.blocks, bounds))
        .filter(|date| document.fetched.is_none_or(|fetched| *date <= fetched))
        .map(|date| Published { date, basis: DateBasis::Dateline });
    Parts { metadata, published, blocks: found.blocks }
}

/// The agency that signs a report which names no author.
fn signed(blocks: &[TextBlock]) -> Option<String> {
    /// A standfirst and a picture may come before the dateline.
    const HEAD: usize = 3;
    /// Longest dateline that stands alone.
    const LONGEST: usize = 120;
    let last = blocks.last().map_or("", |block| block.text.as_str());
    let mut first = blocks.iter().take(HEAD).map(|block| block.text.as_str());
    first
        .find_map(|text| agency(text, if text.len() <= LONGEST { text } else { "" }))
        .or_else(|| agency("", last))
        .map(str::to_owned)
}

/// One JSON object: what it states goes before what its text says.
fn story(document: &Document, text: &str, told: &mut Teller<'_>) -> Option<Parts> {
    let Ok(Value::Object(fields)) = serde_json::from_str(text.trim_start_matches('\u{FEFF}'))
    else {
        return told.skip("not-json", "the line is not a JSON object");
    };
    let field = |name: &str| {
        fields.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
    };
    let mut inner = document.clone();
    inner.url = field("url").map(str::to_owned).or(inner.url);
    let mut parts = match (field("text"), field("html")) {
        (Some(text), _) => plain(&inner, text),
        (None, Some(markup)) => html(&inner, markup, told)?,
        (None, None) => return told.skip("no-text", "the object has neither `text` nor `html`"),
    };
    if let Some(title) = field("title") {
        parts = titled(parts, title);
    }
    let stated = field("published").and_then(|published| first_date(published, Order::DayFirst));
    let given = stated.map(|date| Published { date, basis: DateBasis::Given });
    parts.published = given.or(parts.published);
    parts.metadata.url = inner.url.or(parts.metadata.url);
    Some(parts)
}

/// Parts whose title is stated: what was taken for the headline goes back into the text, unless
/// it says the same.
fn titled(mut parts: Parts, title: &str) -> Parts {
    let taken = parts.metadata.title.replace(title.to_owned());
    let same = |text: &str| crate::lines::folded(text) == crate::lines::folded(title);
    if let Some(taken) = taken.filter(|taken| !same(taken)) {
        let kind = BlockKind::Paragraph;
        parts.blocks.insert(0, TextBlock { kind, text: taken });
    }
    parts
}

fn finish(document: &Document, parts: Parts, told: &mut Teller<'_>) -> Option<Report> {
    if parts.blocks.is_empty() {
        return told.skip("no-article", "no article was found");
    }
    let published = dated(document, parts.published.clone());
    let (report, cut) = assemble(document, Parts { published, ..parts });
    if cut {
        told.tell(Severity::Warning, "truncated", "the text was cut at 4 MiB");
    }
    Some(report)
}

/// Whether 3/4/2020 is a day in March or April, by the language that the page declares: the month
/// stands first in the United States and the Philippines alone.
fn order(language: Option<&str>) -> Order {
    let language = language.unwrap_or("en").to_ascii_lowercase();
    match language.as_str() {
        "en" | "en-us" | "en_us" | "en-ph" | "fil" => Order::MonthFirst,
        _ => Order::DayFirst,
    }
}

/// The article of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MainText {
    /// Headline, if one was found. It is not repeated in `blocks`.
    pub title: Option<String>,
    /// The article's blocks, in order.
    pub blocks: Vec<TextBlock>,
}

impl MainText {
    /// The body: all blocks but captions, parted by blank lines.
    pub fn text(&self) -> String {
        let body = self.blocks.iter().filter(|block| block.kind != BlockKind::Caption);
        let texts: Vec<_> = body.map(|block| block.text.as_str()).collect();
        texts.join("\n\n")
    }
}

/// Cuts the article out of the page `html` that came from `url`; `None` where there is none.
pub fn main_text(html: &str, url: Option<&str>) -> Option<MainText> {
    let page = Page::parse(html, url);
    let metadata = Metadata::of(&page);
    let blocks = article(&page, &metadata);
    (!blocks.is_empty()).then_some(MainText { title: metadata.title, blocks })
}

/// The publication day of the page `html` that came from `url`, no later than `latest`.
pub fn page_date(html: &str, url: Option<&str>, latest: Option<Date>) -> Option<Published> {
    let page = Page::parse(html, url);
    let metadata = Metadata::of(&page);
    let blocks = article(&page, &metadata);
    published(&page, &blocks, Bounds { latest, order: order(metadata.language.as_deref()) })
}
