//! A web archive to its pages.
#![no_main]

use std::io::{BufReader, Cursor};

use libfuzzer_sys::fuzz_target;
use tidings_ingest::{Limits, archive};

fuzz_target!(|data: &[u8]| {
    let limits = Limits { document_bytes: 1 << 20 };
    let input = BufReader::new(Cursor::new(data.to_vec()));
    for document in archive(input, "fuzz".to_owned(), limits).flatten() {
        assert!(document.bytes.len() as u64 <= limits.document_bytes);
    }
});
