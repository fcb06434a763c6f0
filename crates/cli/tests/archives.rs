//! Archives are read to the end whatever happens in between.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use std::process::Stdio;
use std::time::Duration;

use support::Bench;
use tidings_store::{ClaimFilter, Store};

/// Pages in the archive.
const PAGES: u64 = 120;
/// How often the run is killed.
const KILLS: u64 = 20;

/// An archive with a page that stands there twice, one whose digest does not hold, one that holds
/// no article and records that are no pages.
fn archive() -> Vec<u8> {
    let mut archive = record("warcinfo", "", "software: none");
    for number in 0..PAGES {
        let page = format!(
            "<html><head><title>Day {number}</title></head><body><article><h1>Day {number}</h1><p>\
             Shelling killed {number} people in Bakhmut, Ukraine, on 3 May 2024, officials said. Some \
             {number} homes burned down that night, and the road to the town was closed.</p><p>Nobody \
             claimed the attack, and residents said that they had heard {number} blasts before dawn.\
             </p></article></body></html>"
        );
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
        let wrong = "WARC-Payload-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n";
        let fields = if number % 40 == 7 { wrong } else { "" };
        archive.extend(record("response", fields, &http));
        if number % 30 == 3 {
            archive.extend(record("response", "", &http));
            archive.extend(record("response", "", "HTTP/1.1 200 OK\r\n\r\n<nav>Home</nav>"));
            archive.extend(record("request", "", "GET / HTTP/1.1\r\n\r\n"));
        }
    }
    archive
}

fn record(kind: &str, fields: &str, block: &str) -> Vec<u8> {
    let length = block.len();
    format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-05-04T00:00:00Z\r\n{fields}\
         WARC-Target-URI: https://a.example/x\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n"
    )
    .into_bytes()
}

/// Everything that the store holds of documents, in the order of arrival.
fn contents(bench: &Bench, name: &str) -> String {
    let store = Store::open(bench.path(name)).unwrap();
    let claims = store.claims(&ClaimFilter::default()).unwrap();
    let mut lines = vec![format!("{:?}", store.summary().unwrap())];
    lines.extend(store.reports().unwrap().iter().map(|head| format!("{head:?}")));
    lines.extend(claims.iter().map(|claim| serde_json::to_string(claim).unwrap()));
    lines.extend(store.diagnostics(None).unwrap().iter().map(|it| format!("{it:?}")));
    lines.join("\n")
}

fn documents(bench: &Bench, name: &str) -> u64 {
    let store = Store::open_read_only(bench.path(name));
    store.and_then(|store| store.summary()).map_or(0, |summary| summary.documents)
}

#[test]
fn killed_twenty_times_and_resumed_it_holds_each_report_once() {
    let bench = Bench::new();
    bench.write("pages.warc", archive());
    let run = bench.run("read pages.warc --into whole.db");
    assert_eq!(run.code, 0, "{}", run.err);
    for kill in 0..KILLS {
        let mut child = bench
            .command("read pages.warc --into killed.db")
            .stderr(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        // Killed (SIGKILL) somewhere after so many documents, a little later each time.
        while documents(&bench, "killed.db") < kill * PAGES / KILLS
            && child.try_wait().unwrap().is_none()
        {
            std::thread::sleep(Duration::from_millis(5));
        }
        std::thread::sleep(Duration::from_millis(kill * 7 % 40));
        let _ = child.kill();
        child.wait().unwrap();
    }
    let run = bench.run("read pages.warc --into killed.db");
    assert_eq!(run.code, 0, "{}", run.err);
    let (whole, killed) = (contents(&bench, "whole.db"), contents(&bench, "killed.db"));
    assert!(whole.contains(&format!("reports: {PAGES}")), "{whole}");
    for (one, other) in whole.lines().zip(killed.lines()) {
        assert_eq!(one, other);
    }
    assert_eq!(whole.len(), killed.len());
    assert_eq!(bench.run("verify killed.db").code, 0);
}
