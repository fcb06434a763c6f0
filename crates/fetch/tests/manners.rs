//! How the fetcher behaves as a guest.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod support;

use std::time::Duration;

use support::{Server, respond};
use tidings_fetch::{FetchError, Fetcher, Options, Stop, Validators, Want};

fn fetcher(stop: &Stop) -> Fetcher {
    let mut options = Options { delay: Duration::ZERO, ..Options::default() };
    options.allow.add("127.0.0.1").unwrap();
    Fetcher::new(options, stop.clone())
}

/// Answers `robots.txt` so and everything else with a page.
fn site(status: &'static str, robots: &'static str) -> Server {
    Server::start(move |request, stream| {
        if request.path == "/robots.txt" {
            respond(stream, status, &[], robots.as_bytes());
        } else {
            respond(stream, "200 OK", &["Content-Type: text/html"], b"<p>hello");
        }
    })
}

/// Visits `path`; what came of it in words, empty for a page.
fn visit(server: &Server, path: &str) -> String {
    let visited =
        fetcher(&Stop::new()).visit(&server.url(path), Want::Page, &Validators::default());
    visited.map_or_else(|error| error.to_string(), |_| String::new())
}

#[test]
fn rules_of_robots_are_obeyed() {
    let check = |status, robots, path, words: &str| {
        let server = site(status, robots);
        let told = visit(&server, path);
        assert!(told.contains(words) && told.is_empty() == words.is_empty(), "{path}: {told}");
        assert_eq!(server.times(path), usize::from(words.is_empty()), "{path} by {robots}");
    };
    check("200 OK", "User-agent: *\nDisallow: /private", "/private/x", "asks robots to stay away");
    check("200 OK", "User-agent: *\nDisallow: /private", "/public", "");
    check(
        "200 OK",
        "User-agent: tidings\nDisallow: /\n\nUser-agent: *\nAllow: /",
        "/x",
        "stay away",
    );
    check("200 OK", "User-agent: *\nDisallow: /*?print=", "/x?print=1", "stay away");
    check("404 Not Found", "User-agent: *\nDisallow: /", "/x", "");
    check("403 Forbidden", "", "/x", "");
    check("500 Oops", "", "/x", "robots.txt cannot be had (the site answered 500)");
    check("503 Later", "", "/x", "robots.txt cannot be had");
}

#[test]
fn rules_hold_for_where_a_redirect_leads() {
    let server = Server::start(|request, stream| match request.path.as_str() {
        "/robots.txt" => respond(stream, "301 Moved", &["Location: /rules"], b""),
        "/rules" => respond(stream, "200 OK", &[], b"User-agent: *\nDisallow: /private"),
        "/open" => respond(stream, "302 Found", &["Location: /private"], b""),
        _ => respond(stream, "200 OK", &[], b"secret"),
    });
    assert!(visit(&server, "/open").contains("stay away"));
    assert_eq!(server.seen(), ["/robots.txt", "/rules", "/open"]);
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let server = Server::start(|request, stream| {
        if request.path == "/robots.txt" {
            return respond(stream, "404 Not Found", &[], b"");
        }
        let lines = ["ETag: \"7\"", "Last-Modified: Tue, 05 Mar 2024 10:00:00 GMT"];
        let asked = request.head.contains("if-none-match: \"7\"\r\n")
            && request.head.contains("if-modified-since: tue, 05 mar 2024 10:00:00 gmt\r\n");
        if asked {
            respond(stream, "304 Not Modified", &lines, b"");
        } else {
            respond(stream, "200 OK", &lines, b"<rss/>");
        }
    });
    let mut fetcher = fetcher(&Stop::new());
    let url = server.url("/feed");
    let first = fetcher.visit(&url, Want::List, &Validators::default()).unwrap().unwrap();
    assert_eq!(fetcher.visit(&url, Want::List, &first.validators).unwrap(), None);
}

#[test]
fn who_asks_for_rest_gets_it() {
    let server = Server::start(|request, stream| match request.path.as_str() {
        "/robots.txt" => respond(stream, "404 Not Found", &[], b""),
        "/busy" => respond(stream, "429 Too Many", &["Retry-After: 7200"], b""),
        "/date" => {
            let line = "Retry-After: Fri, 31 Dec 2100 23:59:59 GMT";
            respond(stream, "503 Later", &[line], b"");
        }
        _ => respond(stream, "200 OK", &[], b"x"),
    });
    let check = |path: &str, status, seconds: std::ops::Range<u64>| {
        let mut fetcher = fetcher(&Stop::new());
        let mut ask = |path: &str| {
            fetcher.visit(&server.url(path), Want::Page, &Validators::default()).unwrap_err()
        };
        let error = ask(path);
        assert!(matches!(error, FetchError::Status { status: told, .. } if told == status));
        assert!(error.may_pass());
        // Nothing is asked of this host until its time has come.
        let error = ask("/x");
        let FetchError::LeftAlone(left) = error else { panic!("{error}") };
        assert!(seconds.contains(&left.as_secs()), "{left:?}");
    };
    check("/busy", 429, 7000..7201);
    check("/date", 503, 86_000..86_401);
    assert_eq!(server.times("/x"), 0);
}

#[test]
fn hosts_are_not_hurried() {
    let server = site("200 OK", "User-agent: *\nCrawl-delay: 30");
    let stop = Stop::new();
    let mut fetcher = fetcher(&stop);
    let url = server.url("/x");
    assert_eq!(fetcher.wait(&url), Duration::ZERO);
    fetcher.visit(&url, Want::Page, &Validators::default()).unwrap();
    assert!(fetcher.wait(&url) > Duration::from_secs(20), "{:?}", fetcher.wait(&url));
    assert_eq!(fetcher.wait(&server.url_of("other.example", "/")), Duration::ZERO);
    // Whoever is asked to stop does not wait for its turn.
    stop.ask();
    let stopped = fetcher.visit(&url, Want::Page, &Validators::default());
    assert_eq!(stopped, Err(FetchError::Stopped));
}
