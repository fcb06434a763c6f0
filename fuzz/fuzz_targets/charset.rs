//! Bytes to characters. The first byte chooses what charset is stated outside the bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;

const STATED: [Option<&str>; 8] = [
    None,
    Some("utf-8"),
    Some("windows-1256"),
    Some("utf-16le"),
    Some("iso-2022-jp"),
    Some("gb18030"),
    Some("big5"),
    Some("no-such-charset"),
];

fuzz_target!(|data: &[u8]| {
    let Some((choice, bytes)) = data.split_first() else { return };
    let decoded = tidings_text::decode(bytes, STATED[usize::from(choice % 8)]);
    assert!(encoding_rs::Encoding::for_label(decoded.charset.as_bytes()).is_some());
    tidings_text::language(&decoded.text, None);
});
