//! Feeds, lists of feeds and sitemaps to their items, and the articles that they carry.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tidings_ingest::listing;

fuzz_target!(|data: &[u8]| {
    let Ok(listing) = listing::parse(data) else { return };
    assert!(listing.items.len() <= listing::MAX_ITEMS);
    for item in &listing.items {
        if let Some(document) = tidings_ingest::story(item, "fuzz#1") {
            tidings_text::read(&document);
        }
    }
});
