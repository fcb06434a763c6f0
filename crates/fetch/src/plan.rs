//! What a list asks us to fetch, and when to come back. No clock and no network here.

use std::time::Duration;

use jiff::civil::Date;
use tidings_ingest::listing::{Item, Listing};

use crate::{absolute, identity};

/// Longest time until a feed that fails is asked again.
const LONGEST_REST: Duration = Duration::from_secs(24 * 3600);
/// Time until an article that could not be had is tried again; four times as long each time.
const FIRST_RETRY: Duration = Duration::from_secs(15 * 60);
/// Tries of one article: the last comes a good two days after the first.
const MOST_TRIES: u32 = 5;

/// An article that a list points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The same for all addresses of one article.
    pub key: String,
    /// The address to fetch.
    pub url: String,
}

/// The newest `most` items of a list found at `base`, as addresses to fetch; items that the list
/// dates before `since` are left out. Undated items count as newer than dated ones, and otherwise
/// the order of the list stands.
pub fn articles(listing: &Listing, base: &str, since: Option<Date>, most: usize) -> Vec<Article> {
    let fresh =
        |item: &&Item| since.is_none_or(|since| item.published.is_none_or(|it| it >= since));
    let mut items: Vec<&Item> = listing.items.iter().filter(fresh).collect();
    items.sort_by_key(|item| std::cmp::Reverse(item.published.unwrap_or(Date::MAX)));
    let links = items.into_iter().filter_map(|item| absolute(base, item.link.as_deref()?));
    links.take(most).map(|url| Article { key: identity(&url), url }).collect()
}

/// How long to leave a feed alone that failed so many times in a row, 1 for the first: twice as
/// long each time, a day at most, and never shorter than it asked for.
pub fn rest_of_feed(interval: Duration, failures: u32, asked: Option<Duration>) -> Duration {
    let doubled = interval.saturating_mul(1 << failures.min(16));
    doubled.max(asked.unwrap_or_default()).min(LONGEST_REST.max(interval))
}

/// How long to wait before an article is tried again that failed so many times before, or `None`
/// to give it up.
pub fn retry_of_article(failures_before: u32, asked: Option<Duration>) -> Option<Duration> {
    let grown = FIRST_RETRY.saturating_mul(4_u32.saturating_pow(failures_before));
    let wait = grown.max(asked.unwrap_or_default().min(LONGEST_REST));
    (failures_before + 1 < MOST_TRIES).then_some(wait)
}

#[cfg(test)]
mod tests {
    use tidings_ingest::listing::parse;

    use super::*;

    #[test]
    fn the_newest_are_fetched() {
        let feed = b"<rss><item><link>/old</link><dc:date>2024-01-01</dc:date></item>\
            <item><link>/new?utm_medium=x</link><dc:date>2024-03-01</dc:date></item>\
            <item><link>/undated</link></item><item><title>no link</title></item>\
            <item><link>mailto:x@y</link></item><item><link>/last</link><dc:date>2024-02-01</dc:date></item></rss>";
        let listing = parse(feed).unwrap();
        let check = |since: Option<&str>, most, expected: &[&str]| {
            let since = since.map(|day| day.parse().unwrap());
            let found = articles(&listing, "https://a.example/feed/", since, most);
            let keys: Vec<&str> = found.iter().map(|article| article.key.as_str()).collect();
            assert_eq!(keys, expected);
        };
        let all = ["a.example/undated", "a.example/new", "a.example/last", "a.example/old"];
        check(None, 9, &all);
        check(None, 2, &all[..2]);
        check(Some("2024-02-01"), 9, &all[..3]);
    }

    #[test]
    fn who_fails_is_asked_less_often() {
        let minutes = |minutes: u64| Duration::from_secs(minutes * 60);
        assert_eq!(rest_of_feed(minutes(30), 1, None), minutes(60));
        assert_eq!(rest_of_feed(minutes(30), 2, None), minutes(120));
        assert_eq!(rest_of_feed(minutes(30), 99, None), minutes(24 * 60));
        assert_eq!(rest_of_feed(minutes(30), 1, Some(minutes(600))), minutes(600));
        assert_eq!(rest_of_feed(minutes(30), 1, Some(minutes(60_000))), minutes(24 * 60));
        assert_eq!(retry_of_article(0, None), Some(minutes(15)));
        assert_eq!(retry_of_article(1, None), Some(minutes(60)));
        assert_eq!(retry_of_article(0, Some(minutes(90))), Some(minutes(90)));
        assert_eq!(retry_of_article(4, None), None);
    }
}
