//! Files of every kind, as users have them.

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
