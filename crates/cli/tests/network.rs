//! `fetch` and `watch` against a real server on loopback.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

#[path = "../../fetch/tests/support/mod.rs"]
mod network;
mod support;

use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use network::{Server, respond, wait_for_end};
use support::Bench;

/// How loopback is allowed, and no time lost.
const HERE: &str = "--allow 127.0.0.1 --delay 0";

fn article(number: usize) -> String {
    format!(
        "<html><head><title>Day {number}</title></head><body><article><h1>Day {number}</h1><p>\
         Shelling killed {number} people in Bakhmut, Ukraine, on 3 May 2024, officials said. Some \
         {number} homes burned down that night, and the road to the town was closed.</p><p>Nobody \
         claimed the attack, and residents said that they had heard {number} blasts before dawn.\
         </p></article></body></html>"
    )
}

fn rss(links: &[String]) -> String {
    let items = links.iter().map(|link| format!("<item><link>{link}</link></item>"));
    format!("<rss><channel><title>Wire</title>{}</channel></rss>", items.collect::<String>())
}

/// A site whose feed lists `/1` to `/n`, newest last, and says when it has not changed.
fn site(items: Arc<AtomicUsize>) -> Server {
    Server::start(move |request, stream| {
        let now = items.load(Ordering::SeqCst);
        match request.path.as_str() {
            "/robots.txt" => respond(stream, "200 OK", &[], b"User-agent: *\nDisallow: /3"),
            "/feed" if request.head.contains(&format!("if-none-match: \"{now}\"")) => {
                respond(stream, "304 Not Modified", &[], b"");
            }
            "/feed" => {
                let links: Vec<String> =
                    (1..=now).map(|number| format!("/{number}?utm_source=rss")).collect();
                let tag = format!("ETag: \"{now}\"");
                respond(stream, "200 OK", &[&tag], rss(&links).as_bytes());
            }
            path => {
                let number = path.trim_start_matches('/').split('?').next().unwrap().parse();
                let page = article(number.unwrap_or(0));
                respond(stream, "200 OK", &["Content-Type: text/html"], page.as_bytes());
            }
        }
    })
}

fn opml(urls: &[String]) -> String {
    let outlines = urls.iter().map(|url| format!("<outline xmlUrl=\"{url}\"/>"));
    format!("<opml><body>{}</body></opml>", outlines.collect::<String>())
}

#[test]
fn pages_are_fetched_when_asked_for() {
    let server = site(Arc::new(AtomicUsize::new(0)));
    let bench = Bench::new();
    let (page, closed) = (server.url("/7"), server.url("/3"));
    let run = bench.run(&format!("fetch {page} {closed} {HERE} --format jsonl"));
    assert_eq!(run.code, 0, "{}", run.err);
    let claim: serde_json::Value = serde_json::from_str(run.out.lines().next().unwrap()).unwrap();
    assert_eq!((&claim["url"], &claim["origin"]), (&page.clone().into(), &page.clone().into()));
    assert!(run.err.contains("/3: the site asks robots to stay away"), "{}", run.err);
    assert!(run.err.contains("skipped: 1 not-fetched"), "{}", run.err);
    assert_eq!(server.times("/3"), 0);
    // Without leave nothing of this machine is asked, and read never asks.
    let run = bench.run(&format!("fetch {page}"));
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("--allow 127.0.0.1 permits it"), "{}", run.err);
    let run = bench.run(&format!("read {page}"));
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("use tidings fetch"), "{}", run.err);
    assert_eq!(server.times("/7"), 1);
    let run = bench.run("fetch http://a.example/ --allow 10.0.0.0/99");
    assert_eq!((run.code, run.err.contains("not a length from 0 to 32")), (2, true), "{}", run.err);
}

#[test]
fn no_article_is_fetched_twice() {
    let items = Arc::new(AtomicUsize::new(2));
    let server = site(Arc::clone(&items));
    let bench = Bench::new();
    bench.write("feeds.opml", opml(&[server.url("/feed")]));
    let watch = format!("watch feeds.opml --into a.db --once {HERE}");
    let round = |told: &str| {
        let run = bench.run(&watch);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.err.contains(told), "{told}: {}", run.err);
        assert!(!run.err.contains("panicked"), "{}", run.err);
    };
    round("1 feeds asked, 1 answered; 2 new articles, 2 read");
    round("1 feeds asked, 1 answered; 0 new articles, 0 read");
    items.store(4, Ordering::SeqCst);
    round("1 feeds asked, 1 answered; 2 new articles, 1 read");
    round("1 feeds asked, 1 answered; 0 new articles, 0 read");
    for (path, times) in [("/1", 1), ("/2", 1), ("/3", 0), ("/4", 1)] {
        assert_eq!(server.times(&format!("{path}?utm_source=rss")), times, "{path}");
    }
    assert_eq!(server.times("/feed"), 4);
    let lines = bench.run("export a.db --format jsonl");
    assert!(lines.out.lines().count() >= 2, "{}", lines.out);
    assert_eq!(bench.run("verify a.db").code, 0);
}

#[test]
fn sitemaps_and_their_indexes_are_followed() {
    let server = Server::start(|request, stream| {
        let host = request.head.split("host: ").nth(1).unwrap().lines().next().unwrap();
        let body = match request.path.as_str() {
            "/robots.txt" => return respond(stream, "404 Not Found", &[], b""),
            "/index.xml" => format!(
                "<sitemapindex><sitemap><loc>http://{host}/old.xml</loc><lastmod>2020-01-01</lastmod>\
                 </sitemap><sitemap><loc>http://{host}/news.xml</loc></sitemap></sitemapindex>"
            ),
            "/news.xml" => format!(
                "<urlset><url><loc>http://{host}/1</loc><news:news><news:publication_date>2024-05-04\
                 </news:publication_date></news:news></url></urlset>"
            ),
            "/old.xml" => format!(
                "<urlset><url><loc>http://{host}/2</loc><lastmod>2020-01-01</lastmod></url></urlset>"
            ),
            _ => article(1),
        };
        respond(stream, "200 OK", &["Content-Type: text/html"], body.as_bytes());
    });
    let bench = Bench::new();
    bench.write("feeds.opml", opml(&[server.url("/index.xml")]));
    let run = bench.run(&format!("watch feeds.opml --into a.db --once --since 2024-01-01 {HERE}"));
    assert!(run.err.contains("1 new articles, 1 read"), "{}", run.err);
    assert_eq!((server.times("/1"), server.times("/2")), (1, 0));
}

#[test]
fn feeds_that_fail_are_told_and_stop_nothing() {
    let items = Arc::new(AtomicUsize::new(1));
    let good = site(items);
    let bad = Server::start(|request, stream| match request.path.as_str() {
        "/robots.txt" => respond(stream, "404 Not Found", &[], b""),
        "/page" => respond(stream, "200 OK", &[], b"<html><p>Not a feed"),
        "/gone" => respond(stream, "410 Gone", &[], b""),
        "/million" => {
            let item = "<item><link>/gone</link></item>";
            respond(stream, "200 OK", &[], format!("<rss>{}", item.repeat(1_000_000)).as_bytes());
        }
        "/long" => {
            let item = "<item><link>/gone</link></item>";
            respond(stream, "200 OK", &[], format!("<rss>{}", item.repeat(60_000)).as_bytes());
        }
        "/broken" => respond(stream, "200 OK", &[], b"<rss><item><link>/gone</link></item><"),
        "/slow" => wait_for_end(stream),
        _ => {}
    });
    let bench = Bench::new();
    let paths = ["/page", "/gone", "/million", "/long", "/broken", "/slow"];
    let mut urls: Vec<String> = paths.iter().map(|path| bad.url(path)).collect();
    urls.push("http://169.254.169.254/latest/".to_owned());
    urls.push("file:///etc/passwd".to_owned());
    urls.push(good.url("/feed"));
    bench.write("feeds.opml", opml(&urls));
    let watch =
        format!("watch feeds.opml --into a.db --once --time-limit 3 {HERE} --size-limit 9000000");
    let run = bench.run(&watch);
    assert_eq!(run.code, 0, "{}", run.err);
    for told in [
        "/page: not a feed",
        "/gone: the site answered 410",
        "/million: larger than 9000000 bytes",
        "/long: more than 50000 items; the rest is left out",
        "/broken: broken at byte",
        "/slow: not done within 3 seconds",
        "169.254.169.254/latest/: refused",
        "neither http nor https",
        "9 feeds asked, 3 answered; 2 new articles, 1 read",
    ] {
        assert!(run.err.contains(told), "{told}: {}", run.err);
    }
    // Those that failed rest until their time has come, whoever starts the next round.
    let asked = bad.times("/page");
    let run = bench.run(&watch);
    assert!(run.err.contains("3 feeds asked"), "{}", run.err);
    assert_eq!(bad.times("/page"), asked);
    let nothing = bench.run(&format!("watch none.opml --into a.db --once {HERE}"));
    assert_eq!((nothing.code, nothing.err.contains("none.opml")), (2, true), "{}", nothing.err);
    bench.write("feed.rss", rss(&[]));
    let no_list = bench.run(&format!("watch feed.rss --into a.db --once {HERE}"));
    assert!(no_list.err.contains("a feed, not OPML"), "{}", no_list.err);
}

#[cfg(unix)]
#[test]
fn it_stops_when_asked_and_goes_on_later() {
    let items = Arc::new(AtomicUsize::new(2));
    let server = site(items);
    let bench = Bench::new();
    bench.write("feeds.opml", opml(&[server.url("/feed")]));
    // The delay holds it between the feed and the articles.
    let child = bench
        .command("watch feeds.opml --into a.db --allow 127.0.0.1 --delay 3600")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    while server.times("/feed") == 0 {
        std::thread::sleep(Duration::from_millis(20));
    }
    let pid = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("stopping"), "{told}");
    let run = bench.run(&format!("watch feeds.opml --into a.db --once {HERE}"));
    assert!(run.err.contains("2 read"), "{}", run.err);
    assert_eq!(bench.run("verify a.db").code, 0);
}
