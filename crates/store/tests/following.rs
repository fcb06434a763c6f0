//! What is followed on the network.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod common;

use common::{TEXT, document};
use jiff::Timestamp;
use tidings_store::{Feed, Relation, Store, Visit, VisitCounts, VisitTrouble};

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap()
}

fn article(name: &str, due: i64) -> Visit {
    Visit {
        key: format!("a.example/{name}"),
        url: format!("https://a.example/{name}?utm_source=rss"),
        feed: "https://a.example/feed".to_owned(),
        due: at(due),
        failures: 0,
    }
}

fn counts(waiting: u64, held: u64, given_up: u64) -> VisitCounts {
    VisitCounts { waiting, held, given_up }
}

#[test]
fn feeds_are_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    let mut store = Store::create_or_open(&path).unwrap();
    assert_eq!(store.feed("https://a.example/feed").unwrap(), None);
    let mut feed = Feed { url: "https://a.example/feed".to_owned(), ..Feed::default() };
    store.keep_feed(&feed, &[], at(5)).unwrap();
    assert_eq!(store.feed(&feed.url).unwrap(), Some(feed.clone()));
    feed.etag = Some("\"x\"".to_owned());
    feed.modified = Some("Tue".to_owned());
    (feed.polled, feed.due, feed.failures) = (Some(at(7)), Some(at(9)), 3);
    feed.trouble = Some("the site answered 503".to_owned());
    store.keep_feed(&feed, &[], at(8)).unwrap();
    drop(store);
    assert_eq!(Store::open(&path).unwrap().feeds().unwrap(), [feed]);
}

#[test]
fn articles_are_listed_once_and_end_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    let mut store = Store::create_or_open(&path).unwrap();
    let feed = Feed { url: "https://a.example/feed".to_owned(), ..Feed::default() };
    let listed = [article("1", 50), article("2", 10), article("3", 20), article("1", 5)];
    assert_eq!(store.keep_feed(&feed, &listed, at(5)).unwrap(), 3);
    assert_eq!(store.keep_feed(&feed, &listed, at(6)).unwrap(), 0);
    assert_eq!(store.waiting().unwrap(), [article("2", 10), article("3", 20), article("1", 50)]);

    let (page, reading) = document(TEXT);
    assert!(store.add_visited("a.example/2", &page, &reading, &[], Relation::New).unwrap());
    assert!(
        !store.add_visited("a.example/3", &page, &reading, &[], Relation::New).unwrap(),
        "the same bytes again"
    );
    assert_eq!(store.visit_counts().unwrap(), counts(1, 2, 0));

    let later = VisitTrouble::Later { due: at(90), trouble: "slow".to_owned() };
    store.trouble("a.example/1", &later).unwrap();
    store.trouble("a.example/1", &VisitTrouble::Postponed { due: at(95) }).unwrap();
    // What is held stays held.
    store.trouble("a.example/2", &later).unwrap();
    let waiting = store.waiting().unwrap();
    assert_eq!(waiting, [Visit { failures: 1, ..article("1", 95) }]);
    store.trouble("a.example/1", &VisitTrouble::GivenUp { trouble: "gone".to_owned() }).unwrap();
    assert_eq!(store.visit_counts().unwrap(), counts(0, 2, 1));
    assert_eq!(store.keep_feed(&feed, &listed, at(100)).unwrap(), 0, "given up for good");
    assert_eq!(store.verify(|fault| panic!("{fault:?}")).unwrap().faults, 0);
}
