//! JSON Feed (jsonfeed.org, versions 1.0 and 1.1).

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, SeqAccess, Visitor};

use super::{Item, Listing, ListingKind, MAX_ITEMS, day};

/// Reads a JSON Feed.
pub fn parse(text: &str) -> Result<Listing, String> {
    let feed: Feed =
        serde_json::from_str(text).map_err(|error| format!("not a JSON Feed: {error}"))?;
    if !feed.version.contains("jsonfeed.org/version/") {
        return Err("not a JSON Feed: its version names another format".to_owned());
    }
    let items = feed.items.kept.into_iter().map(item).collect();
    let cut = feed.items.more.then(super::xml::too_many);
    Ok(Listing { kind: ListingKind::JsonFeed, title: feed.title, items, cut })
}

fn item(entry: Entry) -> Item {
    let published = entry.date_published.or(entry.date_modified);
    Item {
        link: entry.url.or(entry.external_url),
        title: entry.title,
        published: published.as_deref().and_then(day),
        content: entry.content_html.or(entry.content_text),
        summary: entry.summary,
    }
}

#[derive(serde::Deserialize)]
struct Feed {
    version: String,
    title: Option<String>,
    items: Entries,
}

#[derive(serde::Deserialize)]
struct Entry {
    url: Option<String>,
    external_url: Option<String>,
    title: Option<String>,
    date_published: Option<String>,
    date_modified: Option<String>,
    content_html: Option<String>,
    content_text: Option<String>,
    summary: Option<String>,
}

/// The first items; the rest is passed over without being held.
struct Entries {
    kept: Vec<Entry>,
    more: bool,
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List;
        impl<'de> Visitor<'de> for List {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of items")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Entries, A::Error> {
                let mut kept = Vec::new();
                while kept.len() < MAX_ITEMS {
                    match list.next_element()? {
                        Some(entry) => kept.push(entry),
                        None => return Ok(Entries { kept, more: false }),
                    }
                }
                let mut more = false;
                while list.next_element::<IgnoredAny>()?.is_some() {
                    more = true;
                }
                Ok(Entries { kept, more })
            }
        }
        deserializer.deserialize_seq(List)
    }
}
