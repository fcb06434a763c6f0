//! A list found as a file: the articles that it carries, and what it only points at.

use tidings_types::{Document, MediaType};

use crate::listing::{self, Item, Listing, ListingKind};
use crate::{Documents, Found, skipped};

/// The articles of a feed, each a story named `origin#item`. One message tells how many items
/// are only links. `None` where the bytes are no list of a known kind.
pub fn documents(bytes: &[u8], origin: &str) -> Option<Documents> {
    let listing = listing::parse(bytes).ok()?;
    let mut found: Vec<Found> = Vec::new();
    for (number, item) in (1..).zip(&listing.items) {
        found.extend(story(item, &format!("{origin}#{number}")).map(Ok));
    }
    let links = listing.items.len() - found.len();
    if links > 0 || found.is_empty() {
        found.push(Err(skipped("only-links", origin, only_links(&listing, links))));
    }
    if let Some(cut) = listing.cut {
        found.push(Err(skipped("broken-list", origin, cut)));
    }
    Some(Box::new(found.into_iter()))
}

fn only_links(listing: &Listing, links: usize) -> String {
    let kind = listing.kind.words();
    match listing.kind {
        ListingKind::Opml => format!("{kind} ({links}); tidings watch follows them"),
        _ => format!("{kind}; {links} of its items only link; tidings watch follows them"),
    }
}

/// The article that an item carries, as a story.
pub fn story(item: &Item, origin: &str) -> Option<Document> {
    let story = serde_json::json!({
        "url": item.link,
        "title": item.title,
        "published": item.published,
        "html": item.article()?,
    });
    let mut document = Document::new(story.to_string().into_bytes(), MediaType::Story, origin);
    document.url.clone_from(&item.link);
    Some(document)
}
