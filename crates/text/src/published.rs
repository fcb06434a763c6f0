//! The day a page was published, and how that is known.

use jiff::civil::Date;
use serde_json::Value;
use tidings_types::{DateBasis, Published};

use crate::article::TextBlock;
use crate::dates::{EARLIEST, Found, Order, dates};
use crate::page::Page;
use crate::shown::{marked, shown};
use crate::wire;

/// What bounds a publication day.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// No later than this, where known: the day of the fetch.
    pub latest: Option<Date>,
    /// How to read 3/4/2020.
    pub order: Order,
}

impl Bounds {
    /// `date`, if it is not before the web nor after the fetch. A page fetched west of where it
    /// was published may carry tomorrow's date: that is the day of the fetch.
    pub fn clamp(self, date: Date) -> Option<Date> {
        let tomorrow = self.latest.and_then(|day| day.tomorrow().ok());
        let held = date >= EARLIEST && tomorrow.is_none_or(|tomorrow| date <= tomorrow);
        held.then(|| self.latest.map_or(date, |latest| date.min(latest)))
    }

    /// The first day in `text` that the bounds hold.
    pub fn read(self, text: &str) -> Option<Date> {
        dates(text, self.order).into_iter().find_map(|found| self.clamp(found.date))
    }
}

/// The publication day of `page` whose article is `blocks`: the first of structured data, `meta`
/// elements, elements marked as dates, the address, the dateline and the visible text that tells
/// one; then what scripts and dates of change say.
pub fn published(page: &Page<'_>, blocks: &[TextBlock], bounds: Bounds) -> Option<Published> {
    let tell = |basis, date: Option<Date>| date.map(|date| Published { date, basis });
    if let Some((stamp, basis)) = stated(page, bounds) {
        return Some(in_local_days(page, stamp, basis, bounds));
    }
    let address = tell(DateBasis::Url, address(page, bounds));
    let shown = shown(page, bounds);
    let marked = tell(DateBasis::TimeTag, shown.marked);
    marked
        .or(address)
        .or_else(|| tell(DateBasis::Dateline, dateline(blocks, bounds)))
        .or_else(|| tell(DateBasis::VisibleText, shown.line))
        .or_else(|| scripted(page, bounds))
        .or_else(|| tell(DateBasis::TimeTag, shown.marked_aside))
        .or_else(|| tell(DateBasis::VisibleText, shown.line_aside))
        .or_else(|| changed(page, bounds))
        .or_else(|| tell(DateBasis::VisibleText, described(page, bounds)))
        .or_else(|| tell(DateBasis::Url, pictured(page, bounds)))
}

/// A day in what the page calls itself: "Bear census (news of 14 January 2020)".
fn described(page: &Page<'_>, bounds: Bounds) -> Option<Date> {
    ["og:title", "og:description", "description"]
        .into_iter()
        .filter_map(|name| page.meta(name))
        .find_map(|content| bounds.read(content))
}

/// What the page says of its making or last change, where it says nothing of its publication.
fn changed(page: &Page<'_>, bounds: Bounds) -> Option<Published> {
    let tell =
        |basis, stamp: Option<Stamp>| stamp.map(|stamp| Published { date: stamp.date, basis });
    tell(DateBasis::StructuredData, structured(page, &["dateCreated", "dateModified"], bounds))
        .or_else(|| tell(DateBasis::Meta, meta(page, MODIFIED_METAS, bounds)))
}

/// A day with whether it was written as universal time.
#[derive(Clone, Copy, Debug)]
struct Stamp {
    date: Date,
    universal: bool,
}

/// The day that structured data or `meta` elements state.
fn stated(page: &Page<'_>, bounds: Bounds) -> Option<(Stamp, DateBasis)> {
    structured(page, &["datePublished"], bounds)
        .or_else(|| page.loose_days.iter().find_map(|text| stamp(text, bounds)))
        .map(|stamp| (stamp, DateBasis::StructuredData))
        .or_else(|| meta(page, PUBLISHED_METAS, bounds).map(|stamp| (stamp, DateBasis::Meta)))
}

/// A stamp in universal time is the publisher's day or one beside it: where the page's own address
/// or shown date names that neighbour, and none of them the stamp's own day, it is the publisher's.
fn in_local_days(page: &Page<'_>, stamp: Stamp, basis: DateBasis, bounds: Bounds) -> Published {
    let told = Published { date: stamp.date, basis };
    if !stamp.universal {
        return told;
    }
    let is_near = |day: Date| (day - stamp.date).get_days().abs() <= 1;
    let local = address(page, bounds).filter(|day| is_near(*day));
    if local == Some(stamp.date) {
        return told;
    }
    let marked = marked(page, bounds).filter(|day| is_near(*day));
    match (local, marked) {
        (_, Some(day)) if day == stamp.date => told,
        (Some(date), _) => Published { date, basis: DateBasis::Url },
        (None, Some(date)) => Published { date, basis: DateBasis::TimeTag },
        (None, None) => told,
    }
}

fn stamp(text: &str, bounds: Bounds) -> Option<Stamp> {
    let tail = text.trim().to_ascii_lowercase();
    let universal = tail.contains(':')
        && ["z", "+00:00", "+0000", "gmt", "utc"].iter().any(|zone| tail.ends_with(zone));
    bounds.read(text).map(|date| Stamp { date, universal })
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
    "doc_date",
    "pub-date",
    "shareaholic:article_published_time",
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

fn meta(page: &Page<'_>, names: &[&str], bounds: Bounds) -> Option<Stamp> {
    names.iter().find_map(|name| page.meta(name).and_then(|content| stamp(content, bounds)))
}

/// The first of `fields` that the page's structured data hold: its article objects first, then
/// any other that is the page's matter.
fn structured(page: &Page<'_>, fields: &[&str], bounds: Bounds) -> Option<Stamp> {
    fields.iter().find_map(|field| {
        let read = |object: &Value| stamp(object.get(field)?.as_str()?, bounds);
        let others = || page.objects().filter(|object| is_matter(object)).find_map(read);
        page.article_objects().find_map(read).or_else(others)
    })
}

/// Whether an object may be what the page is about, and not a comment on it, a picture in it or the
/// site around it.
fn is_matter(object: &Value) -> bool {
    const ASIDE: &[&str] = &[
        "Review",
        "Comment",
        "Answer",
        "ImageObject",
        "VideoObject",
        "AudioObject",
        "WebSite",
        "Organization",
        "NewsMediaOrganization",
        "Person",
        "UserComments",
        "Offer",
        "Event",
    ];
    let kind = object.get("@type").and_then(Value::as_str);
    kind.is_none_or(|kind| !ASIDE.contains(&kind))
}

fn scripted(page: &Page<'_>, bounds: Bounds) -> Option<Published> {
    let found = page.scripted_days().find_map(|text| bounds.read(text));
    found.map(|date| Published { date, basis: DateBasis::StructuredData })
}

/// A day in the path of the address: `/2019/03/12/`, `/20190312/`, `-2019-03-12`, `/12-03-2019`.
fn address(page: &Page<'_>, bounds: Bounds) -> Option<Date> {
    let canonical = page.canonical();
    [page.url.as_deref(), canonical, page.meta("og:url")]
        .into_iter()
        .flatten()
        .find_map(|url| date_in_address(url, bounds))
}

fn date_in_address(url: &str, bounds: Bounds) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split_once('/').map_or("", |(_, path)| path);
    // Two digits of a year are as often a number of something else.
    let long_year = |found: &Found| {
        let written = path.get(found.start..found.end).unwrap_or_default();
        let mut runs = written.split(|c: char| !c.is_ascii_digit());
        runs.any(|digits| matches!(digits.len(), 4 | 8))
    };
    dates(path, Order::DayFirst)
        .into_iter()
        .filter(long_year)
        .find_map(|found| bounds.clamp(found.date))
}

/// The day of the dateline that opens the article, "BEIRUT, March 12, 2019 (AP) —", or with which
/// a block among the first begins. A day inside a sentence is that of what it tells.
pub fn dateline(blocks: &[TextBlock], bounds: Bounds) -> Option<Date> {
    /// A standfirst or two may come before.
    const BLOCKS: usize = 3;
    blocks.iter().take(BLOCKS).find_map(|block| {
        let opening = dates(&block.text, bounds.order).into_iter().next();
        let opening = opening.filter(|found| opens(&block.text, found)).map(|found| found.date);
        let wired = || wire::dateline(&block.text).map(|dateline| dateline.date);
        opening.or_else(wired).and_then(|date| bounds.clamp(date))
    })
}

/// Whether a day opens its block, alone or behind a place: "12.11.2021", "Karlsruhe (12.11.2021)".
fn opens(text: &str, found: &Found) -> bool {
    let before = text.get(..found.start).unwrap_or_default().trim_end_matches(['(', ' ']);
    let place = before.trim_end_matches(',');
    let parted =
        place.len() < before.len() || text.get(..found.start).is_some_and(|t| t.ends_with('('));
    let is_place = place.split_whitespace().count() <= 3
        && place.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    before.is_empty() || (parted && is_place)
}

/// A day in the address of the page's lead picture, which is uploaded with the article.
fn pictured(page: &Page<'_>, bounds: Bounds) -> Option<Date> {
    page.meta("og:image").and_then(|url| date_in_address(url, bounds))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::article::article;
    use crate::metadata::Metadata;

    /// Shows what was found as "day basis".
    fn check(html: &str, url: Option<&str>, expected: &str) {
        let page = Page::parse(html, url);
        let bounds = Bounds { latest: Some(date(2021, 6, 1)), order: Order::DayFirst };
        let found = published(&page, &article(&page, &Metadata::default()), bounds);
        let shown = found.map(|found| format!("{} {:?}", found.date, found.basis));
        assert_eq!(shown.as_deref().unwrap_or("none"), expected, "{html}");
    }

    fn json_ld(object: &str) -> String {
        format!("<script type='application/ld+json'>{object}</script>")
    }

    #[test]
    fn the_most_trusted_basis_wins() {
        let article =
            json_ld(r#"{"@type":"NewsArticle","datePublished":"2020-03-04T10:00:00+02:00"}"#);
        let meta = "<meta property='article:published_time' content='2020-03-08'>";
        let time = "<time datetime=2020-03-12>12 March</time>";
        check(&format!("{article}{meta}{time}"), None, "2020-03-04 StructuredData");
        check(&format!("{meta}{time}"), None, "2020-03-08 Meta");
        check(time, Some("https://a.org/2020/03/20/x"), "2020-03-12 TimeTag");
        check("<p>x", Some("https://a.org/2020/03/20/x"), "2020-03-20 Url");
        check("<p>x", Some("https://a.org/news/20-03-2020"), "2020-03-20 Url");
        check("<span>Posted on 5 May 2020</span>", None, "2020-05-05 VisibleText");
        check(
            &json_ld("{broken, \"datePublished\": \"2020-03-04\"}"),
            None,
            "2020-03-04 StructuredData",
        );
        let escaped = "<div data-x='{&quot;datePublished&quot;:&quot;2020-03-04T09:00&quot;}'>";
        check(escaped, None, "2020-03-04 StructuredData");
        check("<p>© 2020 The Daily", None, "none");
    }

    #[test]
    fn universal_time_yields_to_the_publishers_own_day() {
        let stamp = json_ld(r#"{"@type":"NewsArticle","datePublished":"2020-03-05T02:00:00Z"}"#);
        check(&stamp, Some("https://a.org/2020/03/04/x"), "2020-03-04 Url");
        check(&stamp, Some("https://a.org/2020/03/02/x"), "2020-03-05 StructuredData");
        let local =
            json_ld(r#"{"@type":"NewsArticle","datePublished":"2020-03-05T02:00:00+01:00"}"#);
        check(&local, Some("https://a.org/2020/03/04/x"), "2020-03-05 StructuredData");
    }

    #[test]
    fn no_day_after_the_fetch_is_believed() {
        check(
            "<meta name=date content=2021-08-01><time datetime=2021-05-30>x</time>",
            None,
            "2021-05-30 TimeTag",
        );
        check("<meta name=date content=2021-06-02>", None, "2021-06-01 Meta");
    }

    #[test]
    fn comments_and_related_links_do_not_date_an_article() {
        let body = "The town fell to rebels on Tuesday after a week of fighting, residents said. "
            .repeat(4);
        check(
            &format!(
                "<article><h1>Town falls</h1><p class=category>3 May 2020 | News</p><p>{body}</p></article>\
                      <div class=comments><time datetime=2021-01-01>x</time></div>"
            ),
            None,
            "2020-05-03 VisibleText",
        );
    }
}
