//! The day a page was published, and how that is known.

use html5ever::local_name;
use jiff::civil::Date;
use serde_json::Value;
use tidings_types::{DateBasis, Published};

use crate::article::TextBlock;
use crate::boilerplate::is_hidden;
use crate::dates::{EARLIEST, Found, Order, dates};
use crate::page::Page;
use crate::pieces::is_unread;
use crate::tree::{Data, NodeId};

/// What bounds a publication day.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// No later than this, where known: the day of the fetch.
    pub latest: Option<Date>,
    /// How to read 3/4/2020.
    pub order: Order,
}

impl Bounds {
    fn hold(self, date: Date) -> bool {
        // A page fetched west of where it was published may carry tomorrow's date.
        let latest = self.latest.and_then(|day| day.tomorrow().ok());
        date >= EARLIEST && latest.is_none_or(|latest| date <= latest)
    }

    /// `date` if the bounds hold it; the day of the fetch where zones alone make it later.
    fn clamp(self, date: Date) -> Option<Date> {
        self.hold(date).then(|| self.latest.map_or(date, |latest| date.min(latest)))
    }

    fn read(self, text: &str) -> Option<Date> {
        dates(text, self.order).into_iter().find_map(|found| self.clamp(found.date))
    }
}

/// The publication day of `page` whose article is `blocks`: the first of structured data, `meta`
/// elements, the address, `time` elements, the dateline and the visible text that tells one.
pub fn published(page: &Page, blocks: &[TextBlock], bounds: Bounds) -> Option<Published> {
    let tell = |basis, date: Option<Date>| date.map(|date| Published { date, basis });
    tell(DateBasis::StructuredData, structured(page, "datePublished", bounds))
        .or_else(|| tell(DateBasis::Meta, meta(page, PUBLISHED_METAS, bounds)))
        .or_else(|| tell(DateBasis::TimeTag, marked(page, bounds)))
        .or_else(|| tell(DateBasis::Url, address(page, bounds)))
        .or_else(|| tell(DateBasis::Dateline, dateline(blocks, bounds)))
        .or_else(|| tell(DateBasis::VisibleText, visible(page, bounds)))
        .or_else(|| tell(DateBasis::StructuredData, structured(page, "dateCreated", bounds)))
        .or_else(|| tell(DateBasis::StructuredData, structured(page, "dateModified", bounds)))
        .or_else(|| tell(DateBasis::Meta, meta(page, MODIFIED_METAS, bounds)))
}

/// Names of `meta` elements that give the day of publication, in lower case.
const PUBLISHED_METAS: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "date_published",
    "date.published",
    "publishdate",
    "publish_date",
    "publish-date",
    "publisheddate",
    "published",
    "published_date",
    "pubdate",
    "pub_date",
    "publication_date",
    "publicationdate",
    "originalpublicationdate",
    "rnews:datepublished",
    "article.published",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "dc:date",
    "date",
    "timestamp",
    "article_date_original",
    "bt:pubdate",
    "ptime",
    "displaydate",
    "shareaholic:article_published_time",
    "doc_date",
    "pub-date",
    "created",
    "datecreated",
    "dc:created",
    "cre_date",
];

/// Names of `meta` elements that give the day of the last change: not before publication.
const MODIFIED_METAS: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "dc.date.modified",
    "modified",
    "revised",
];

/// A field of the page's article objects.
fn structured(page: &Page, field: &str, bounds: Bounds) -> Option<Date> {
    let read = |object: &Value| object.get(field)?.as_str().and_then(|text| bounds.read(text));
    page.article_objects()
        .find_map(read)
        .or_else(|| page.objects.iter().filter(|object| is_page(object)).find_map(read))
}

/// Objects that are the page itself and not its publisher, picture or video.
fn is_page(object: &Value) -> bool {
    let kind = object.get("@type").and_then(Value::as_str);
    kind.is_some_and(|kind| kind.ends_with("Page") || kind == "CreativeWork" || kind == "Review")
}

fn meta(page: &Page, names: &[&str], bounds: Bounds) -> Option<Date> {
    names.iter().find_map(|name| page.meta(name).and_then(|content| bounds.read(content)))
}

/// Elements that the template marks as holding the day: `time`, `abbr.published`, class names.
fn marked(page: &Page, bounds: Bounds) -> Option<Date> {
    let candidates: Vec<(Mark, Date)> = page
        .tree
        .descend(page.tree.root())
        .filter_map(|id| Some((mark(page, id)?, id)))
        .filter_map(|(mark, id)| Some((mark, date_of(page, id, mark, bounds)?)))
        .collect();
    let best = candidates.iter().map(|(mark, _)| *mark).min()?;
    candidates.iter().find(|(mark, _)| *mark == best).map(|(_, date)| *date)
}

/// How an element is marked, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    /// `itemprop=datePublished`, `time pubdate`, a class that says published.
    Published,
    /// Any other `time` element.
    Time,
    /// A class that says date.
    Dated,
}

fn mark(page: &Page, id: NodeId) -> Option<Mark> {
    let tree = &page.tree;
    let Data::Element(name, _) = tree.data(id) else { return None };
    let is_time = name.local == local_name!("time");
    if name.local == local_name!("meta") || name.local == local_name!("body") {
        return None;
    }
    let class = tree.attribute(id, "class").unwrap_or_default();
    let words = || {
        [class, tree.attribute(id, "id").unwrap_or_default()]
            .into_iter()
            .flat_map(|names| names.split(|c: char| !c.is_alphanumeric()))
    };
    if tree.attribute(id, "itemprop").is_some_and(|p| p == "datePublished" || p == "dateCreated")
        || (is_time && tree.attribute(id, "pubdate").is_some())
        || words().any(|word| {
            matches!(word, "published" | "pubdate" | "publish" | "publishdate" | "dateline")
        })
    {
        return Some(Mark::Published);
    }
    if is_time {
        let updated = words().any(|word| matches!(word, "updated" | "modified"));
        return Some(if updated { Mark::Dated } else { Mark::Time });
    }
    words()
        .any(|word| {
            matches!(
                word.to_ascii_lowercase().as_str(),
                "date"
                    | "datetime"
                    | "postdate"
                    | "timestamp"
                    | "time"
                    | "posted"
                    | "entrydate"
                    | "datum"
                    | "fecha"
            )
        })
        .then_some(Mark::Dated)
}

/// The day that a marked element gives: its attributes first, then its words.
fn date_of(page: &Page, id: NodeId, mark: Mark, bounds: Bounds) -> Option<Date> {
    /// A marked element with more text than this holds more than a date.
    const LONGEST: usize = 150;
    let tree = &page.tree;
    let attributes = ["datetime", "content", "title", "data-time", "data-date"];
    let from_attribute =
        attributes.iter().filter_map(|name| tree.attribute(id, name)).find_map(|v| bounds.read(v));
    from_attribute.or_else(|| {
        let text = tree.text(id);
        let limit = if mark == Mark::Dated { LONGEST } else { LONGEST * 2 };
        (text.len() <= limit).then(|| bounds.read(&text)).flatten()
    })
}

/// A day in the path of the address: `/2019/03/12/`, `/20190312/`, `-2019-03-12`.
fn address(page: &Page, bounds: Bounds) -> Option<Date> {
    let canonical = page
        .elements(local_name!("link"))
        .find(|&id| page.tree.attribute(id, "rel") == Some("canonical"))
        .and_then(|id| page.tree.attribute(id, "href"));
    [page.url.as_deref(), canonical, page.meta("og:url")]
        .into_iter()
        .flatten()
        .find_map(|url| date_in_address(url, bounds))
}

fn date_in_address(url: &str, bounds: Bounds) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split_once('/').map_or("", |(_, path)| path);
    let year_first = |found: &Found| {
        path.get(found.start..found.start + 4)
            .is_some_and(|y| y.bytes().all(|b| b.is_ascii_digit()))
    };
    dates(path, Order::DayFirst)
        .into_iter()
        .find(|found| year_first(found) && bounds.hold(found.date))
        .and_then(|found| bounds.clamp(found.date))
}

/// A day in the first words of the article: "BEIRUT, March 12, 2019 (AP) —".
fn dateline(blocks: &[TextBlock], bounds: Bounds) -> Option<Date> {
    /// Datelines measured end within 60 characters.
    const REACH: usize = 80;
    blocks.iter().take(2).find_map(|block| {
        let head: String = block.text.chars().take(REACH).collect();
        bounds.read(&head)
    })
}

/// The first full day among the short visible lines of the page.
fn visible(page: &Page, bounds: Bounds) -> Option<Date> {
    /// Longer runs are sentences, whose days are those of the events they tell.
    const LONGEST: usize = 120;
    let tree = &page.tree;
    let mut walk = tree.descend(tree.root());
    while let Some(id) = walk.next() {
        if is_unread(tree.name(id)) || is_hidden(tree, id) {
            walk.step_over(id);
            continue;
        }
        let Data::Text(text) = tree.data(id) else { continue };
        if text.len() <= LONGEST
            && let Some(date) = bounds.read(text)
        {
            return Some(date);
        }
    }
    None
}
