//! What lists addresses: feeds (RSS 0.9 to 2.0, Atom, JSON Feed), lists of feeds (OPML) and
//! sitemaps with their indexes and news extension.
//!
//! One small reader for all: their vocabularies are a dozen names, and strangers' lists need a
//! limit on items while they are read. Entities of a document's own are never expanded. What is
//! broken ends the reading; the items before it stand.

mod json;
mod xml;

use jiff::civil::Date;

/// Most items of one list that are read; the largest sitemaps hold 50,000 by their standard.
pub const MAX_ITEMS: usize = 50_000;

/// What kind of list it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListingKind {
    /// RSS 0.9 to 2.0.
    Rss,
    /// Atom (RFC 4287).
    Atom,
    /// JSON Feed 1.0 and 1.1.
    JsonFeed,
    /// A sitemap, with or without the news extension.
    Sitemap,
    /// A list of sitemaps.
    SitemapIndex,
    /// A list of feeds.
    Opml,
}

impl ListingKind {
    /// In words, for messages.
    pub fn words(self) -> &'static str {
        match self {
            Self::Rss | Self::Atom | Self::JsonFeed => "a feed",
            Self::Sitemap => "a sitemap",
            Self::SitemapIndex => "a list of sitemaps",
            Self::Opml => "a list of feeds",
        }
    }
}

/// A list of addresses, items in the order of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// What kind of list it is.
    pub kind: ListingKind,
    /// Its own title, if it has one.
    pub title: Option<String>,
    /// What it lists.
    pub items: Vec<Item>,
    /// What kept the rest of the list from being read, in words.
    pub cut: Option<String>,
}

/// One entry of a list. What is missing was not stated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Address of the article, feed or sitemap, as written: it may be relative.
    pub link: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Day of publication, or of the last change where only that is stated, in the list's own
    /// time zone.
    pub published: Option<Date>,
    /// The article's text as HTML, where the list carries it.
    pub content: Option<String>,
    /// A summary as HTML.
    pub summary: Option<String>,
}

impl Item {
    /// The text of the article, where the list carries it: its content, or a summary that is as
    /// long as an article.
    pub fn article(&self) -> Option<&str> {
        let long = |html: &&String, least| visible_bytes(html) >= least;
        let content = self.content.as_ref().filter(|html| long(html, CONTENT_BYTES));
        content
            .or(self.summary.as_ref().filter(|html| long(html, SUMMARY_BYTES)))
            .map(String::as_str)
    }
}

/// Least visible text of a content element that is taken for the article: many feeds put a teaser
/// of two or three sentences there.
const CONTENT_BYTES: usize = 500;
/// The same for a description, which is a teaser unless it is long.
const SUMMARY_BYTES: usize = 1500;

fn visible_bytes(html: &str) -> usize {
    let (mut inside, mut count) = (false, 0);
    for byte in html.bytes() {
        match byte {
            b'<' => inside = true,
            b'>' => inside = false,
            _ => count += usize::from(!inside),
        }
    }
    count
}

/// Reads a list.
///
/// # Errors
/// Where the bytes are no list of a known kind: what they are instead, in words.
pub fn parse(bytes: &[u8]) -> Result<Listing, String> {
    let text = text(bytes);
    let start = text.trim_start_matches('\u{FEFF}').trim_start();
    if start.starts_with('{') { json::parse(start) } else { xml::parse(start) }
}

/// The text of the bytes: by BOM, by XML declaration, else UTF-8.
fn text(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    let declared = || {
        let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(200))?);
        let (_, rest) = head.split_once("<?xml")?.1.split_once("encoding")?;
        let quoted = rest.trim_start_matches([' ', '=']);
        let quote = quoted.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        encoding_rs::Encoding::for_label(quoted.split(quote).nth(1)?.as_bytes())
    };
    let encoding = declared().unwrap_or(encoding_rs::UTF_8);
    encoding.decode(bytes).0
}

/// The day of a date as feeds write it: RFC 3339 or ISO 8601, or RFC 2822.
fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let iso = || text.get(..10)?.parse().ok();
    let mail = || {
        let parser = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true);
        Some(parser.parse_zoned(text).ok()?.date())
    };
    iso().or_else(mail)
}

#[cfg(test)]
mod tests;
