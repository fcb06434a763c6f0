//! Files of every kind, as users have them.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::io::Write;
use std::path::Path;

use tidings_ingest::{Limits, count_files, documents};

/// Lists what is found under `path`: kind, bytes and name of each document, or the message.
fn list(path: &Path, limits: Limits) -> Vec<String> {
    documents(&[path.to_owned()], limits)
        .map(|found| {
            let line = match found {
                Ok(document) => {
                    let bytes = String::from_utf8_lossy(&document.bytes).into_owned();
                    format!("{:?} {bytes:?} {}", document.media_type, document.origin)
                }
                Err(diagnostic) => diagnostic.to_string(),
            };
            line.replace(&format!("{}/", path.display()), "")
        })
        .collect()
}

#[test]
fn a_folder_is_read_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    };
    write("b/page.HTM", b"<p>x");
    write("a.txt", b"plain");
    write("c.jsonl", b"{\"a\":1}\n\n not json\n");
    write("d.json", b"{}");
    write("e.bin", b"\0\x01");
    write(".hidden", b"no");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(b"squeezed").unwrap();
    write("f.txt.gz", &gzip.finish().unwrap());
    write("g.txt.gz", b"not a gzip file, whatever its name");
    write("h.txt", &[b'x'; 101]);
    write("i.jsonl", &[&[b'x'; 150][..], b"\n{}"].concat());
    let expected = [
        "Plain \"plain\" a.txt",
        "Html \"<p>x\" b/page.HTM",
        "Story \"{\\\"a\\\":1}\" c.jsonl:1",
        "Story \"not json\" c.jsonl:3",
        "Story \"{}\" d.json",
        "Unknown \"\\0\\u{1}\" e.bin",
        "Plain \"squeezed\" f.txt.gz",
        "g.txt.gz: cannot be read: invalid gzip header",
        "h.txt: larger than 0 MiB, the limit for one document",
        "i.jsonl:1: larger than 0 MiB, the limit for one document",
        "Story \"{}\" i.jsonl:2",
    ];
    assert_eq!(list(folder.path(), Limits { document_bytes: 100 }), expected);
    assert_eq!(count_files(&[folder.path().to_owned()]), 9);
}

#[test]
fn a_path_that_is_not_there_is_told() {
    let found = list(Path::new("/nowhere/at/all"), Limits::default());
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("/nowhere/at/all: cannot be read: No such file"), "{found:?}");
}

/// A record of one page.
fn record(number: usize) -> Vec<u8> {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>page {number}");
    let length = http.len();
    let head = "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\n";
    format!("{head}Content-Length: {length}\r\n\r\n{http}\r\n\r\n").into_bytes()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

/// A zip of these files: name, bytes, whether packed.
fn zip(files: &[(&str, &[u8], bool)]) -> Vec<u8> {
    let mut archive = rawzip::ZipArchiveWriter::new(Vec::new());
    for (name, bytes, packed) in files {
        let method = if *packed {
            rawzip::CompressionMethod::DEFLATE
        } else {
            rawzip::CompressionMethod::STORE
        };
        let (mut entry, config) =
            archive.new_file(*name).compression_method(method).start().unwrap();
        let descriptor = if *packed {
            let mut writer = config
                .wrap(flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::fast()));
            writer.write_all(bytes).unwrap();
            let (encoder, descriptor) = writer.finish().unwrap();
            encoder.finish().unwrap();
            descriptor
        } else {
            let mut writer = config.wrap(&mut entry);
            writer.write_all(bytes).unwrap();
            writer.finish().unwrap().1
        };
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap()
}

#[test]
fn the_archives_of_a_wacz_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("crawl.wacz");
    let members = [gzip(&record(1)), gzip(&record(2))].concat();
    let bytes = zip(&[
        ("datapackage.json", b"{}", true),
        ("archive/a.warc.gz", &members, false),
        ("indexes/index.cdx.gz", b"x", false),
        ("archive/b.warc", &record(3), true),
        ("archive/c.warc.gz", b"no gzip, whatever its name", false),
    ]);
    std::fs::write(&path, &bytes).unwrap();
    let expected = [
        "Html \"<p>page 1\" crawl.wacz!archive/a.warc.gz#1",
        "Html \"<p>page 2\" crawl.wacz!archive/a.warc.gz#2",
        "Html \"<p>page 3\" crawl.wacz!archive/b.warc#1",
        "crawl.wacz!archive/c.warc.gz#0: the archive cannot be read: invalid gzip header",
    ];
    assert_eq!(list(folder.path(), Limits::default()), expected);
    let check = |bytes: &[u8], words: &str| {
        std::fs::write(&path, bytes).unwrap();
        let found = list(folder.path(), Limits::default());
        assert!(found.len() == 1 && found[0].contains(words), "{found:?}");
    };
    check(&bytes[..bytes.len() - 40], "not a whole zip");
    check(b"PK", "not a whole zip");
    check(&zip(&[("a.txt", b"x", false)]), "no WARC under archive/");
}

#[test]
fn feeds_give_the_articles_they_carry() {
    let folder = tempfile::tempdir().unwrap();
    let long = "word ".repeat(200);
    let feed = format!(
        "<rss xmlns:content='c'><channel><item><link>https://a.example/1</link><title>T</title>\
         <pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate><content:encoded>{long}</content:encoded>\
         </item><item><link>https://a.example/2</link></item></channel></rss>"
    );
    std::fs::write(folder.path().join("a.rss"), &feed).unwrap();
    std::fs::write(folder.path().join("b.opml"), "<opml><outline xmlUrl='https://a/'/></opml>")
        .unwrap();
    std::fs::write(folder.path().join("c.xml"), "<html><p>A page after all").unwrap();
    let found = list(folder.path(), Limits::default());
    let story = format!(
        "{{\"html\":\"{}\",\"published\":\"2024-03-05\",\"title\":\"T\",\"url\":\"https://a.example/1\"}}",
        long.trim()
    );
    let expected = [
        format!("Story {story:?} a.rss#1"),
        "a.rss: a feed; 1 of its items only link; tidings watch follows them".to_owned(),
        "b.opml: a list of feeds (1); tidings watch follows them".to_owned(),
        "Unknown \"<html><p>A page after all\" c.xml".to_owned(),
    ];
    assert_eq!(found, expected);
}
