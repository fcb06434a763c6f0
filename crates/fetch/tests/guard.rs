//! What the fetcher refuses, against a real server and names of our own.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod support;

use std::collections::HashMap;
use std::io::Write;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use support::{Request, Server, respond, respond_as_told, wait_for_end};
use tidings_fetch::{Answer, FetchError, Fetcher, Limits, Names, Options, Stop, Validators, Want};

/// Names as the test says: each look-up of a name takes its next answer, the last one for good.
#[derive(Debug, Default)]
struct Table(Mutex<HashMap<String, Vec<Vec<IpAddr>>>>);

impl Table {
    fn of(names: &[(&str, &[&str])]) -> Arc<Self> {
        let table = Self::default();
        for (name, answers) in names {
            let answers = answers
                .iter()
                .map(|answer| answer.split(' ').map(|address| address.parse().unwrap()).collect());
            table.0.lock().unwrap().insert((*name).to_owned(), answers.collect());
        }
        Arc::new(table)
    }
}

impl Names for Table {
    fn look_up(&self, host: &str) -> std::io::Result<Vec<IpAddr>> {
        let bare = host.trim_matches(['[', ']']);
        if let Ok(address) = bare.parse() {
            return Ok(vec![address]);
        }
        let mut table = self.0.lock().unwrap();
        let answers = table.get_mut(host).ok_or(std::io::ErrorKind::NotFound)?;
        Ok(if answers.len() > 1 { answers.remove(0) } else { answers[0].clone() })
    }
}

fn options(allow: &[&str]) -> Options {
    let mut options = Options { delay: Duration::ZERO, ..Options::default() };
    options.limits = Limits {
        body_bytes: 1 << 20,
        time: Duration::from_secs(20),
        stall: Duration::from_secs(10),
        redirects: 5,
    };
    for name in allow {
        options.allow.add(name).unwrap();
    }
    options
}

fn fetcher(allow: &[&str]) -> Fetcher {
    Fetcher::new(options(allow), Stop::new())
}

fn visit(fetcher: &mut Fetcher, url: &str) -> Result<Answer, FetchError> {
    fetcher.visit(url, Want::Page, &Validators::default()).map(Option::unwrap)
}

/// A server without rules for robots whose other paths are answered so.
fn server(answer: impl Fn(&Request, &mut std::net::TcpStream) + Send + Sync + 'static) -> Server {
    Server::start(move |request, stream| {
        if request.path == "/robots.txt" {
            respond(stream, "404 Not Found", &[], b"");
        } else {
            answer(request, stream);
        }
    })
}

fn page_server() -> Server {
    server(|_, stream| respond(stream, "200 OK", &["Content-Type: text/html"], b"<p>hello"))
}

#[test]
fn a_page_is_fetched_with_what_was_said_of_it() {
    let server = server(|request, stream| {
        assert!(request.head.contains("user-agent: tidings/"), "{}", request.head);
        assert!(request.head.contains("accept-encoding: gzip"), "{}", request.head);
        for word in ["cookie:", "authorization:", "referer:"] {
            assert!(!request.head.contains(word), "{}", request.head);
        }
        let lines = ["Content-Type: text/html; charset=koi8-u", "ETag: \"x\"", "Set-Cookie: a=b"];
        respond(stream, "200 OK", &lines, b"<p>hello");
    });
    let mut fetcher = fetcher(&["127.0.0.1"]);
    for _ in 0..2 {
        let answer = visit(&mut fetcher, &server.url("/a?b=c#d")).unwrap();
        assert_eq!(answer.url, server.url("/a?b=c"));
        assert_eq!(answer.body, b"<p>hello");
        assert_eq!(answer.validators.etag.as_deref(), Some("\"x\""));
        let today = "2024-03-05".parse().unwrap();
        let document = tidings_fetch::document(answer, "here", today).unwrap();
        assert_eq!(document.charset.as_deref(), Some("koi8-u"));
        assert_eq!((document.fetched, document.origin.as_str()), (Some(today), "here"));
    }
    assert_eq!(server.seen(), ["/robots.txt", "/a?b=c", "/a?b=c"], "the rules are asked for once");
}

#[test]
fn addresses_that_are_not_public_are_never_connected_to() {
    let server = page_server();
    let names = Table::of(&[
        ("metadata.example", &["169.254.169.254"]),
        ("home.example", &["127.0.0.1"]),
        ("mapped.example", &["::ffff:127.0.0.1"]),
        ("six.example", &["::1"]),
        ("private.example", &["10.0.0.1 192.168.0.1 fd00::1"]),
    ]);
    let mut fetcher = Fetcher::with_names(options(&[]), Stop::new(), names);
    let mut check = |url: &str| {
        let error = visit(&mut fetcher, url).unwrap_err();
        assert!(matches!(error, FetchError::NotPublic { .. }), "{url}: {error}");
        assert!(error.to_string().contains("not on the public internet"), "{error}");
        assert!(!error.may_pass());
    };
    for host in ["metadata", "home", "mapped", "six", "private"] {
        check(&server.url_of(&format!("{host}.example"), "/"));
    }
    for host in [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.1",
        "017700000001",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0",
    ] {
        check(&server.url_of(host, "/"));
    }
    check("http://169.254.169.254/latest/meta-data/");
    assert_eq!(server.seen(), [""; 0]);
}

#[test]
fn a_name_that_changes_between_two_looks_is_caught() {
    let server = page_server();
    let names = Table::of(&[
        ("good.example", &["127.0.0.1", "127.0.0.1", "169.254.169.254"]),
        ("mixed.example", &["10.0.0.1 127.0.0.1"]),
    ]);
    let mut fetcher = Fetcher::with_names(options(&["127.0.0.1"]), Stop::new(), names);
    let good = server.url_of("good.example", "/");
    visit(&mut fetcher, &good).unwrap();
    let error = visit(&mut fetcher, &good).unwrap_err();
    assert!(matches!(error, FetchError::NotPublic { .. }), "{error}");
    // Of several addresses only those that were let through are tried.
    visit(&mut fetcher, &server.url_of("mixed.example", "/")).unwrap();
}

#[test]
fn every_redirect_is_checked() {
    let target = page_server();
    let inside = target.url_of("127.0.0.2", "/secret");
    let server = server(move |request, stream| {
        let to = match request.path.as_str() {
            "/metadata" => "Location: http://169.254.169.254/latest/",
            "/inside" => &format!("Location: {inside}"),
            "/file" => "Location: file:///etc/passwd",
            "/user" => "Location: http://a:b@example.org/",
            "/nowhere" => "Content-Type: text/html",
            "/relative" => "Location: page?x=київ",
            "/endless" => "Location: /endless",
            _ => return respond(stream, "200 OK", &["Content-Type: text/html"], b"<p>hello"),
        };
        respond(stream, "302 Found", &[to], b"");
    });
    let mut fetcher = fetcher(&["127.0.0.1"]);
    let mut check = |path: &str, words: &str| {
        let error = visit(&mut fetcher, &server.url(path)).unwrap_err().to_string();
        assert!(error.contains(words), "{path}: {error}");
    };
    check("/metadata", "refused: 169.254.169.254");
    check("/inside", "refused: 127.0.0.2");
    check("/file", "neither http nor https");
    check("/user", "user name or password");
    check("/nowhere", "answered 302");
    check("/endless", "more than 5 redirects");
    assert_eq!(server.times("/endless"), 6);
    assert_eq!(target.seen(), [""; 0]);
    let answer = visit(&mut fetcher, &server.url("/relative")).unwrap();
    assert_eq!(answer.url, server.url("/page?x=%D0%BA%D0%B8%D1%97%D0%B2"));
}

#[test]
fn what_is_no_address_is_told() {
    let mut fetcher = fetcher(&[]);
    let mut check = |url: &str, words: &str| {
        let error = visit(&mut fetcher, url).unwrap_err().to_string();
        assert!(error.contains(words), "{url}: {error}");
    };
    check("ftp://a.example/", "neither http nor https");
    check("a.example", "not an address");
    check("http://user@a.example/", "user name");
    check("http://a b/", "not an address");
    check("http://name.invalid/", "no such host");
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

#[test]
fn bodies_are_bounded() {
    // Two gigabytes of zeros in as many members as it takes.
    let bomb = gzip(&vec![0; 16 << 20]).repeat(128);
    let nothing = gzip(b"").repeat(100_000);
    let page = gzip(b"<p>hello");
    let server = server(move |request, stream| {
        let packed = "Content-Encoding: gzip";
        let html = "Content-Type: text/html";
        match request.path.as_str() {
            "/bomb" => respond(stream, "200 OK", &[html, packed], &bomb),
            "/nothing" => respond(stream, "200 OK", &[html, packed], &nothing),
            "/packed" => respond(stream, "200 OK", &[html, packed], &page),
            "/cut" => respond(stream, "200 OK", &[html, packed], &page[..page.len() - 9]),
            "/brotli" => respond(stream, "200 OK", &[html, "Content-Encoding: br"], b"x"),
            "/stated" => {
                respond_as_told(
                    stream,
                    "200 OK",
                    &["Content-Length: 99999999999".to_owned()],
                    b"x",
                );
            }
            "/short" => {
                respond_as_told(stream, "200 OK", &["Content-Length: 100".to_owned()], b"x");
            }
            "/long" => {
                respond_as_told(stream, "200 OK", &["Content-Length: 5".to_owned()], b"<p>hello");
            }
            "/odd" => {
                respond_as_told(stream, "200 OK", &["Content-Length: five".to_owned()], b"<p>");
            }
            "/endless" => {
                respond_as_told(stream, "200 OK", &[html.to_owned()], b"");
                while stream.write_all(&[b'x'; 4096]).is_ok() {}
            }
            "/headers" => {
                let lines: Vec<String> =
                    (0..10_000).map(|it| format!("X-{it}: {}", "y".repeat(99))).collect();
                respond_as_told(stream, "200 OK", &lines, b"x");
            }
            _ => {}
        }
    });
    let mut fetcher = fetcher(&["127.0.0.1"]);
    assert_eq!(visit(&mut fetcher, &server.url("/packed")).unwrap().body, b"<p>hello");
    assert_eq!(visit(&mut fetcher, &server.url("/long")).unwrap().body, b"<p>he");
    let mut check = |path: &str, words: &str| {
        let error = visit(&mut fetcher, &server.url(path)).unwrap_err().to_string();
        assert!(error.contains(words), "{path}: {error}");
    };
    check("/bomb", "larger than 1048576 bytes");
    check("/endless", "larger than 1048576 bytes");
    check("/stated", "larger than 1048576 bytes");
    check("/brotli", "packed as \"br\"");
    for path in ["/nothing", "/cut", "/short", "/odd", "/headers", "/closed"] {
        check(path, "");
    }
}

#[test]
fn who_is_slow_is_left() {
    let server = server(|request, stream| {
        if request.path == "/silent" {
            respond_as_told(stream, "200 OK", &["Content-Length: 9".to_owned()], b"x");
            return wait_for_end(stream);
        }
        respond_as_told(stream, "200 OK", &["Content-Type: text/html".to_owned()], b"");
        while stream.write_all(b"x").is_ok() {
            std::thread::sleep(Duration::from_millis(20));
        }
    });
    let mut options = options(&["127.0.0.1"]);
    options.limits.time = Duration::from_millis(700);
    let mut fetcher = Fetcher::new(options.clone(), Stop::new());
    let error = visit(&mut fetcher, &server.url("/drip")).unwrap_err();
    assert_eq!(error.to_string(), "not done within 0.7 seconds, the limit for one address");
    assert!(error.may_pass());
    options.limits.time = Duration::from_secs(30);
    options.limits.stall = Duration::from_millis(200);
    let mut fetcher = Fetcher::new(options, Stop::new());
    let error = visit(&mut fetcher, &server.url("/silent")).unwrap_err();
    assert_eq!(error.to_string(), "nothing came for 0.2 seconds");
}

#[test]
fn who_cannot_prove_its_name_is_not_trusted() {
    // This server speaks no TLS at all.
    let server = page_server();
    let mut fetcher = fetcher(&["127.0.0.1"]);
    let url = server.url("/").replace("http:", "https:");
    let error = visit(&mut fetcher, &url).unwrap_err().to_string();
    assert!(error.contains("no safe connection"), "{error}");
    assert_eq!(server.seen(), [""; 0]);
}

#[test]
fn kinds_that_are_not_read_are_told() {
    let server = server(|request, stream| {
        let kind = format!("Content-Type: {}", request.path.trim_start_matches('/'));
        respond(stream, "200 OK", &[&kind], b"x");
    });
    let mut fetcher = fetcher(&["127.0.0.1"]);
    let mut check = |kind: &str, read: bool| {
        let answer = visit(&mut fetcher, &server.url(&format!("/{kind}"))).unwrap();
        let document = tidings_fetch::document(answer, "x", "2024-03-05".parse().unwrap());
        assert_eq!(document.is_ok(), read, "{kind}");
    };
    for kind in ["text/html", "TEXT/HTML;charset=utf-8", "application/xhtml+xml", "text/plain"] {
        check(kind, true);
    }
    for kind in ["application/pdf", "image/png", "application/octet-stream"] {
        check(kind, false);
    }
}
