//! RSS, Atom, OPML and sitemaps: one walk over the elements.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::{Item, Listing, ListingKind, MAX_ITEMS, day};

/// Deepest nesting of elements that is followed; real lists have six levels.
const MAX_DEPTH: usize = 64;

/// Reads a list in XML.
pub fn parse(text: &str) -> Result<Listing, String> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    let mut walk = Walk::default();
    let cut = walk.run(&mut reader).err();
    match (walk.kind, cut) {
        (Some(kind), cut) => Ok(Listing { kind, title: walk.title, items: walk.items, cut }),
        (None, Some(message)) => Err(message),
        (None, None) => Err("not a feed, a sitemap or a list of feeds: it is empty".to_owned()),
    }
}

/// Why the rest of a long list is left out.
pub fn too_many() -> String {
    format!("more than {MAX_ITEMS} items; the rest is left out")
}

/// A piece of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Title,
    Link,
    /// An identifier that may be an address.
    Guid,
    Published,
    /// Less telling than `Published`.
    Updated,
    Content,
    Summary,
}

#[derive(Default)]
struct Walk {
    kind: Option<ListingKind>,
    /// Prefix of the root's name: items bear it too.
    prefix: String,
    title: Option<String>,
    items: Vec<Item>,
    depth: usize,
    /// The item being read and the depth at which it opened.
    item: Option<(Item, usize)>,
    guid: Option<String>,
    updated: Option<String>,
    /// The field being read, the depth at which it opened and its text so far.
    field: Option<(Field, usize, String)>,
}

impl Walk {
    fn run(&mut self, reader: &mut Reader<&[u8]>) -> Result<(), String> {
        loop {
            let event = reader
                .read_event()
                .map_err(|error| format!("broken at byte {}: {error}", reader.error_position()))?;
            match event {
                Event::Start(start) => {
                    self.open(&start)?;
                    if self.is_markup(&start) {
                        let inner = reader.read_text(start.name());
                        let inner = inner.map_err(|error| format!("broken: {error}"))?;
                        self.take_text(&inner.into_inner());
                        self.close();
                    }
                }
                Event::Empty(start) => {
                    self.open(&start)?;
                    self.close();
                }
                Event::End(_) => self.close(),
                Event::Text(text) => self.take_text(&text.xml10_content()),
                Event::CData(text) => self.take_text(&text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let known = reference.resolve_char_ref().ok().flatten();
                    match known.or_else(|| entity(&reference.xml10_content())) {
                        Some(character) => self.take_text(character.encode_utf8(&mut [0; 4])),
                        None => self.take_text(" "),
                    }
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
            if self.items.len() >= MAX_ITEMS && self.item.is_some() {
                return Err(too_many());
            }
        }
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(format!("nested more than {MAX_DEPTH} levels deep"));
        }
        let whole = start.name();
        let whole: &str = whole.as_ref();
        if self.kind.is_none() {
            let (prefix, name) = whole.rsplit_once(':').unwrap_or(("", whole));
            self.kind = Some(kind(name)?);
            self.prefix = if prefix.is_empty() || name == "RDF" {
                String::new()
            } else {
                format!("{prefix}:")
            };
            return Ok(());
        }
        let name = whole.strip_prefix(self.prefix.as_str()).unwrap_or(whole);
        if self.opens_item(name) {
            if self.kind == Some(ListingKind::Opml) {
                self.items.extend(outline(start));
            } else {
                self.item = Some((Item::default(), self.depth));
            }
        } else if self.field.is_none() {
            self.open_field(name, start);
        }
        Ok(())
    }

    fn opens_item(&self, name: &str) -> bool {
        let wanted = match self.kind {
            Some(ListingKind::Rss) => "item",
            Some(ListingKind::Atom) => "entry",
            Some(ListingKind::Sitemap) => "url",
            Some(ListingKind::SitemapIndex) => "sitemap",
            Some(ListingKind::Opml) => "outline",
            Some(ListingKind::JsonFeed) | None => return false,
        };
        name == wanted && self.item.is_none()
    }

    fn open_field(&mut self, name: &str, start: &BytesStart<'_>) {
        let Some((item, opened)) = &mut self.item else {
            if name == "title" && self.title.is_none() && self.depth <= 3 {
                self.field = Some((Field::Title, self.depth, String::new()));
            }
            return;
        };
        // The news extension of sitemaps stands one level deeper, under names of its own.
        if self.depth != *opened + 1 && !name.starts_with("news:") {
            return;
        }
        if name == "link" && self.kind == Some(ListingKind::Atom) {
            let is_article = attribute(start, "rel").is_none_or(|rel| rel == "alternate");
            if is_article && item.link.is_none() {
                item.link = attribute(start, "href");
            }
            return;
        }
        let is_address = attribute(start, "isPermaLink").is_none_or(|value| value != "false");
        let field = match name {
            "title" | "news:title" => Field::Title,
            "link" | "loc" => Field::Link,
            "guid" if is_address => Field::Guid,
            "pubDate" | "published" | "dc:date" | "news:publication_date" | "issued" => {
                Field::Published
            }
            "updated" | "lastmod" | "modified" => Field::Updated,
            "content:encoded" | "content" => Field::Content,
            "description" | "summary" => Field::Summary,
            _ => return,
        };
        self.field = Some((field, self.depth, String::new()));
    }

    /// Whether the field just opened holds markup of its own instead of text: Atom's XHTML.
    fn is_markup(&self, start: &BytesStart<'_>) -> bool {
        let opened_here = self.field.as_ref().is_some_and(|(_, depth, _)| *depth == self.depth);
        opened_here && attribute(start, "type").as_deref() == Some("xhtml")
    }

    fn take_text(&mut self, text: &str) {
        if let Some((_, _, so_far)) = &mut self.field {
            so_far.push_str(text);
        }
    }

    fn close(&mut self) {
        if self.field.as_ref().is_some_and(|(_, depth, _)| *depth >= self.depth) {
            self.close_field();
        }
        if self.item.as_ref().is_some_and(|(_, depth)| *depth >= self.depth) {
            self.close_item();
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn close_field(&mut self) {
        let Some((field, _, text)) = self.field.take() else { return };
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let text = text.to_owned();
        let Some((item, _)) = &mut self.item else {
            self.title = Some(text);
            return;
        };
        match field {
            Field::Title => set(&mut item.title, text),
            Field::Link => set(&mut item.link, text),
            Field::Guid => set(&mut self.guid, text),
            Field::Published => item.published = item.published.or_else(|| day(&text)),
            Field::Updated => set(&mut self.updated, text),
            Field::Content => set(&mut item.content, text),
            Field::Summary => set(&mut item.summary, text),
        }
    }

    fn close_item(&mut self) {
        let Some((mut item, _)) = self.item.take() else { return };
        let (guid, updated) = (self.guid.take(), self.updated.take());
        item.link = item.link.or(guid.filter(|guid| guid.starts_with("http")));
        item.published = item.published.or_else(|| day(&updated?));
        self.items.push(item);
    }
}

fn set(field: &mut Option<String>, text: String) {
    field.get_or_insert(text);
}

fn kind(root: &str) -> Result<ListingKind, String> {
    match root {
        "rss" | "RDF" => Ok(ListingKind::Rss),
        "feed" => Ok(ListingKind::Atom),
        "urlset" => Ok(ListingKind::Sitemap),
        "sitemapindex" => Ok(ListingKind::SitemapIndex),
        "opml" => Ok(ListingKind::Opml),
        other => {
            let other: String = other.chars().take(40).collect();
            Err(format!("not a feed, a sitemap or a list of feeds: it opens with <{other}>"))
        }
    }
}

/// A feed of an OPML list; headings without an address are none.
fn outline(start: &BytesStart<'_>) -> Option<Item> {
    let link = attribute(start, "xmlUrl").or_else(|| attribute(start, "xmlurl"))?;
    let title = attribute(start, "title").or_else(|| attribute(start, "text"));
    Some(Item { link: Some(link), title, ..Item::default() })
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().with_checks(false).flatten().find(|it| {
        let key: &str = it.key.as_ref();
        key == name
    })?;
    let raw = found.value.clone();
    let value = found.normalized_value(XmlVersion::Implicit1_0).unwrap_or(raw);
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// The entities of XML, and the few of HTML that feeds use without declaring them.
fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" | "rsquo" | "lsquo" => '\'',
        "nbsp" => '\u{A0}',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "ldquo" => '“',
        "rdquo" => '”',
        _ => return None,
    })
}
