//! The API as a browser meets it: over HTTP, on a real loopback port.

#![expect(clippy::unwrap_used, clippy::panic, reason = "these are tests")]

mod common;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use serde_json::Value;
use tidings_server::Workbench;
use tokio::sync::oneshot;

/// An answer: status line, headers in lower case, body.
struct Answer {
    status: u16,
    headers: String,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

/// Sends a request as written, with nothing between the test and the socket.
fn send(address: SocketAddr, method: &str, path: &str, host: &str) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    let request = format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, headers: head.to_ascii_lowercase(), body: body.to_owned() }
}

fn get(address: SocketAddr, path: &str) -> Answer {
    send(address, "GET", path, &address.to_string())
}

/// Runs `test` against a workbench that serves the invented situation.
fn with_workbench(test: impl FnOnce(SocketAddr) + Send + 'static) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("situation.db");
    common::write(&file);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let loopback = SocketAddr::from(([127, 0, 0, 1], 0));
        let bound = Workbench::new(&file).unwrap().bind(loopback, Vec::new()).await.unwrap();
        let address = bound.address();
        let (stop, stopped) = oneshot::channel::<()>();
        let server = tokio::spawn(bound.run_until(async move {
            let _ended = stopped.await;
        }));
        tokio::task::spawn_blocking(move || test(address)).await.unwrap();
        stop.send(()).unwrap();
        server.await.unwrap().unwrap();
    });
}

#[test]
fn the_summary_counts_what_the_file_holds() {
    with_workbench(|address| {
        let summary = get(address, "/api/summary").json();
        assert_eq!(summary["file"], "situation.db");
        assert_eq!(summary["reports"], 8);
        assert_eq!(
            summary["events"],
            get(address, "/api/events").json()["events"].as_array().unwrap().len()
        );
    });
}

#[test]
fn the_ontology_tells_families_and_definitions() {
    with_workbench(|address| {
        let ontology = get(address, "/api/ontology").json();
        let families = ontology["families"].as_array().unwrap();
        assert_eq!(families.len(), 8);
        for happening in ontology["happenings"].as_array().unwrap() {
            assert!(families.contains(&happening["family"]), "{happening}");
            assert!(!happening["definition"].as_str().unwrap().is_empty());
        }
    });
}

#[track_caller]
fn check_events(address: SocketAddr, query: &str, expected: &[&str]) {
    let answer = get(address, &format!("/api/events?{query}"));
    assert_eq!(answer.status, 200, "{query}: {}", answer.body);
    let page = answer.json();
    let mut found: Vec<&str> = page["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["id"].as_str().unwrap())
        .collect();
    found.sort_unstable();
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(found, expected, "{query}");
}

#[test]
fn events_are_filtered() {
    with_workbench(|address| {
        check_events(address, "happening=surrender", &["e-surrender"]);
        check_events(address, "happening=surrender,return", &["e-surrender", "e-return"]);
        check_events(address, "assertion=denied", &["e-denial"]);
        check_events(address, "place=kupiansk", &["e-ordered"]);
        check_events(address, "place=Abu%20Hassan", &["e-clearance", "e-return"]);
        check_events(address, "since=2024-06-01", &["e-ordered", "e-drones"]);
        check_events(address, "until=2018-12-31", &["e-shelled"]);
        check_events(address, "since=2024-02-01&until=2024-02-28", &["e-clash"]);
        check_events(address, "within=36,48,39,51&assertion=planned", &["e-ordered"]);
        check_events(address, "certainty=0.9", &["e-surrender"]);
        check_events(address, "happening=protest&assertion=planned", &[]);
    });
}

#[test]
fn a_limit_is_told() {
    with_workbench(|address| {
        let page = get(address, "/api/events?limit=3").json();
        assert_eq!(page["events"].as_array().unwrap().len(), 3);
        assert_eq!(page["more"], true);
        assert_eq!(get(address, "/api/events").json()["more"], false);
    });
}

/// The words of a mark, by UTF-16 offsets as a browser counts.
fn words(text: &str, mark: &Value) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let at = |name: &str| usize::try_from(mark[name].as_u64().unwrap()).unwrap();
    String::from_utf16(&units[at("start")..at("end")]).unwrap()
}

#[test]
fn an_event_comes_with_its_claims_and_their_evidence() {
    with_workbench(|address| {
        let view = get(address, "/api/events/e-surrender").json();
        assert_eq!(view["event"]["quantities"][0]["low"], 40);
        let claims = view["claims"].as_array().unwrap();
        assert_eq!(claims.len(), 2);
        let excerpt = &claims[0]["excerpt"];
        let text = excerpt["text"].as_str().unwrap();
        let marked = excerpt["marks"].as_array().unwrap().iter();
        let marked: Vec<(String, String)> = marked
            .map(|mark| (mark["kind"].as_str().unwrap().to_owned(), words(text, mark)))
            .collect();
        for expected in [
            ("trigger", "surrendered"),
            ("actor", "Islamic State fighters"),
            ("place", "Baghuz Fawqani"),
            ("quantity", "At least 40"),
            ("attribution", "said"),
        ] {
            let expected = (expected.0.to_owned(), expected.1.to_owned());
            assert!(marked.contains(&expected), "{expected:?} in {marked:?}");
        }
    });
}

#[test]
fn offsets_hold_in_arabic() {
    with_workbench(|address| {
        let view = get(address, "/api/events/e-strike").json();
        let excerpt = &view["claims"][0]["excerpt"];
        let text = excerpt["text"].as_str().unwrap();
        let trigger =
            excerpt["marks"].as_array().unwrap().iter().find(|mark| mark["kind"] == "trigger");
        assert_eq!(words(text, trigger.unwrap()), "غارة جوية");
        let report = view["claims"][0]["report"]["id"].as_str().unwrap();
        let report = get(address, &format!("/api/reports/{report}")).json();
        let text = report["text"].as_str().unwrap();
        let claim = &report["claims"][0];
        assert_eq!(claim["event"], "e-strike");
        assert!(words(text, &claim["sentence"]).starts_with("قتل خمسة"));
    });
}

#[test]
fn a_report_names_no_person() {
    with_workbench(|address| {
        let view = get(address, "/api/events/e-surrender").json();
        let id = view["claims"][0]["report"]["id"].as_str().unwrap();
        let report = get(address, &format!("/api/reports/{id}")).json();
        assert!(report.get("byline").is_none(), "bylines are persons");
        assert_eq!(report["published"]["basis"], "structured_data");
        assert_eq!(report["blocks"][0]["kind"], "title");
        assert_eq!(report["copies"], Value::Array(Vec::new()));
        assert_eq!(report["set_aside"], Value::Null);
    });
}

#[test]
fn unknown_facets_are_told_as_unknown() {
    with_workbench(|address| {
        let place = get(address, "/api/places/own:as-susah/status").json();
        let facets = place["facets"].as_array().unwrap();
        assert_eq!(facets.len(), 5);
        assert_eq!(facets[0]["facet"], "control");
        assert_eq!(facets[0]["status"], Value::Null);
        let hazard = &facets[1]["status"];
        assert_eq!(hazard["value"], "mines reported");
        assert_eq!(hazard["stale_after"], "2019-06-11");
        assert_eq!(hazard["evidence"][0]["event"], "e-blast");
        assert_eq!(hazard["contradicted_by"][0]["event"], "e-cleared");
        let nowhere = get(address, "/api/places/own:nowhere/status").json();
        assert!(
            nowhere["facets"].as_array().unwrap().iter().all(|facet| facet["status"].is_null())
        );
    });
}

#[test]
fn reports_are_searched() {
    with_workbench(|address| {
        let found = get(address, "/api/search?q=surrendered").json();
        assert_eq!(found["hits"][0]["report"]["site"], "riverside-wire");
        let events = found["hits"][0]["events"].as_array().unwrap();
        assert!(events.contains(&Value::from("e-surrender")));
        for query in ["", "%22", "AND%20OR%20(", "nosuchword"] {
            let answer = get(address, &format!("/api/search?q={query}"));
            assert_eq!(answer.status, 200, "{query}");
            assert_eq!(answer.json()["hits"].as_array().unwrap().len(), 0, "{query}");
        }
    });
}

#[track_caller]
fn check_refusal(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.status, status, "{}", answer.body);
    let error = &answer.json()["error"];
    assert_eq!(error["code"], code);
    assert!(!error["message"].as_str().unwrap().is_empty());
}

#[test]
fn what_cannot_be_answered_is_told() {
    with_workbench(|address| {
        check_refusal(&get(address, "/api/nothing"), 404, "no-such-address");
        check_refusal(&get(address, "/api/events/none"), 404, "not-found");
        check_refusal(&get(address, "/api/reports/none"), 404, "not-found");
        check_refusal(&get(address, "/api/events?assertion=sure"), 400, "bad-parameter");
        check_refusal(&get(address, "/api/events?since=today"), 400, "bad-parameter");
        check_refusal(&get(address, "/api/events?limit=many"), 400, "bad-parameter");
        check_refusal(&get(address, "/api/events?colour=red"), 400, "bad-parameter");
        check_refusal(&get(address, "/api/search"), 400, "bad-parameter");
        check_refusal(&get(address, "/no-such-file.js"), 404, "no-such-file");
        for outside in ["/../package.json", "/assets/../../package.json", "/%2e%2e/package.json"] {
            check_refusal(&get(address, outside), 404, "no-such-file");
        }
        let long = format!("/api/search?q={}", "x".repeat(5000));
        check_refusal(&get(address, &long), 414, "too-long");
    });
}

#[test]
fn only_the_machine_itself_is_answered_and_only_for_reading() {
    with_workbench(|address| {
        for host in ["evil.example", "evil.example:80", "127.0.0.1.evil.example"] {
            check_refusal(&send(address, "GET", "/api/summary", host), 421, "unknown-host");
            check_refusal(&send(address, "GET", "/", host), 421, "unknown-host");
        }
        assert_eq!(send(address, "GET", "/api/summary", "localhost:1").status, 200);
        for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
            let answer = send(address, method, "/api/events", &address.to_string());
            check_refusal(&answer, 405, "read-only");
        }
    });
}

#[test]
fn every_answer_carries_the_guards_headers() {
    with_workbench(|address| {
        let refused = send(address, "GET", "/", "evil.example");
        for answer in
            [get(address, "/"), get(address, "/api/summary"), get(address, "/api/x"), refused]
        {
            for header in [
                "content-security-policy: default-src 'none'",
                "frame-ancestors 'none'",
                "x-content-type-options: nosniff",
                "referrer-policy: no-referrer",
                "cross-origin-resource-policy: same-origin",
            ] {
                assert!(answer.headers.contains(header), "{header} in {}", answer.headers);
            }
            let data = answer.body.starts_with('{');
            let kept = answer.headers.contains("cache-control: no-store");
            assert!(kept || !data || answer.status == 421, "{}", answer.headers);
            assert!(!answer.headers.contains("unsafe"), "{}", answer.headers);
            assert!(!answer.headers.contains("access-control"), "{}", answer.headers);
        }
    });
}

#[test]
fn the_page_or_how_to_build_it_is_served() {
    with_workbench(|address| {
        let page = get(address, "/");
        assert_eq!(page.status, 200);
        assert!(page.headers.contains("content-type: text/html"));
        let expected =
            if tidings_server::page_is_built() { "<div id=\"app\">" } else { "npm run build" };
        assert!(page.body.contains(expected), "{}", page.body);
    });
}

#[test]
fn what_is_no_situation_file_is_not_served() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = folder.path().join("notes.txt");
    std::fs::write(&wrong, "not a situation file").unwrap();
    for path in [wrong, folder.path().join("missing.db")] {
        let error = Workbench::new(&path).err().unwrap().to_string();
        assert!(error.contains(&path.display().to_string()), "{error}");
    }
}

#[test]
fn an_address_in_use_is_told() {
    with_workbench(|taken| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("other.db");
        common::write(&file);
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let result = runtime.block_on(Workbench::new(&file).unwrap().bind(taken, Vec::new()));
        let error = result.err().unwrap().to_string();
        assert!(error.contains(&taken.to_string()), "{error}");
    });
}
