//! Archives as data.

use super::*;

fn check(archive: &[u8], expected: &[&str]) {
    let found: Vec<String> = documents(
        std::io::Cursor::new(archive.to_vec()),
        "a".into(),
        Limits { document_bytes: 200 },
    )
    .map(|found| match found {
        Ok(document) => format!(
            "{} {}",
            document.url.unwrap_or_default(),
            String::from_utf8_lossy(&document.bytes)
        ),
        Err(diagnostic) => format!("{diagnostic}"),
    })
    .collect();
    assert_eq!(found, expected);
}

fn record(kind: &str, http: &str) -> Vec<u8> {
    let length = http.len();
    format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Date: 2023-12-22T00:00:00Z\r\n\
         WARC-Target-URI: https://a.example/x\r\nContent-Length: {length}\r\n\r\n{http}\r\n\r\n"
    )
    .into_bytes()
}

#[test]
fn pages_are_found_among_records() {
    let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>hello";
    let image = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nxyz";
    let chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x\r\nde\r\n0\r\n\r\n";
    let archive = [
        record("warcinfo", "x"),
        record("response", page),
        record("response", image),
        record("response", chunked),
    ];
    check(&archive.concat(), &["https://a.example/x <p>hello", "https://a.example/x abcde"]);
    check(b"", &[]);
}

#[test]
fn broken_archives_are_told() {
    let page = "HTTP/1.1 200 OK\r\n\r\n<p>hello";
    let whole = record("response", page);
    let cut = &whole[..whole.len() - 8];
    check(cut, &["a#1: the archive ends inside this record"]);
    check(b"<html>", &["a#1: a WARC record was expected here"]);
    check(b"WARC/1.0\r\nA: b\r\n\r\n", &["a#1: the record states no length"]);
    check(b"WARC/1.0\r\nA: b", &["a#1: the header of this record does not end"]);
    let large = record("response", &"x".repeat(300));
    let told = "a#1: larger than 0 MiB, the limit for one document";
    check(&[large, whole.clone()].concat(), &[told, "https://a.example/x <p>hello"]);
}

/// A record with these further header lines.
fn record_with(kind: &str, fields: &str, block: &str) -> Vec<u8> {
    let record = String::from_utf8(record(kind, block)).unwrap();
    record.replacen("WARC-Date", &format!("{fields}\r\nWARC-Date"), 1).into_bytes()
}

#[test]
fn refusals_and_other_records_are_passed_over() {
    let page = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone";
    let odd = "HTTP/1.1\r\nContent-Type: text/html\r\n\r\n<p>kept";
    let resource = record_with("resource", "Content-Type: text/plain", "plain words");
    let picture = record_with("resource", "Content-Type: image/png", &"x".repeat(300));
    let request = record("request", &"x".repeat(300));
    let archive =
        [record("response", page), request, record("response", odd), picture, resource].concat();
    check(&archive, &["https://a.example/x <p>kept", "https://a.example/x plain words"]);
    let cut = record("request", "GET / HTTP/1.1");
    check(&cut[..cut.len() - 9], &["a#1: the archive ends inside this record"]);
}

#[test]
fn digests_are_compared() {
    // Not the digest of these bytes.
    let hex = "sha1:e62b6e3d1dc5cf5e7a6f2ad1ba6e4d2ac5ff0a8c";
    let body = "<p>hello";
    let page = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}");
    let (sha1, sha256) = (digest_of::<sha1::Sha1>(body), digest_of::<sha2::Sha256>(body));
    let found = "https://a.example/x <p>hello";
    let told = "a#1: its bytes are not those of the digest that the archive states; kept";
    let stated = |field: &str| record_with("response", field, &page);
    let base32 = data_encoding::BASE32.encode(&sha1);
    let upper = data_encoding::HEXUPPER.encode(&sha1);
    check(&stated(&format!("WARC-Payload-Digest: sha1:{base32}")), &[found]);
    check(&stated(&format!("WARC-Payload-Digest: SHA-1:{upper}")), &[found]);
    let long = data_encoding::BASE32.encode(&sha256);
    check(&stated(&format!("WARC-Payload-Digest: sha256:{long}")), &[found]);
    let long = data_encoding::BASE32_NOPAD.encode(&sha256).to_lowercase();
    check(&stated(&format!("WARC-Payload-Digest: sha256:{long}")), &[found]);
    check(&stated(&format!("WARC-Payload-Digest: {hex}")), &[told, found]);
    check(&stated(&format!("WARC-Block-Digest: sha1:{base32}")), &[told, found]);
    check(&stated("WARC-Payload-Digest: md5:0"), &[found]);
    check(&stated("WARC-Payload-Digest: sha1:nonsense"), &[found]);
    let block = data_encoding::BASE32.encode(&digest_of::<sha1::Sha1>(&page));
    check(&stated(&format!("WARC-Block-Digest: sha1:{block}")), &[found]);
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n<p>hello\r\n0\r\n\r\n";
    let joined = format!("WARC-Payload-Digest: sha1:{base32}");
    check(&record_with("response", &joined, chunked), &[found]);
}

fn digest_of<D: sha2::Digest>(text: &str) -> Vec<u8> {
    D::digest(text.as_bytes()).to_vec()
}

proptest::proptest! {
    #[test]
    fn no_bytes_upset_the_reader(mut bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300), lead in 0usize..3) {
        let head: &[u8] = [b"".as_slice(), b"WARC/1.1\r\n", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 40\r\n\r\nHTTP/1.1 200 OK\r\n"][lead];
        bytes.splice(0..0, head.iter().copied());
        let limits = Limits { document_bytes: 200 };
        documents(std::io::Cursor::new(bytes), "a".into(), limits).for_each(drop);
    }
}
