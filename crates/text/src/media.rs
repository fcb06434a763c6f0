//! What kind of text a document holds, told from its first bytes where nobody says.

use serde_json::Value;
use tidings_types::MediaType;

/// Bytes that are looked at to tell text from binary.
const WINDOW: usize = 4096;

/// Share of control characters above which bytes are not text. Text of any charset has next to
/// none; compressed and executable formats have one in nine.
const BINARY: f64 = 0.02;

/// Openings of formats that hold no text to read here, as they are.
const SIGNATURES: &[&[u8]] = &[
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1F\x8B",
    b"\x89PNG",
    b"\xFF\xD8\xFF",
    b"GIF8",
    b"RIFF",
    b"\x7FELF",
    b"MZ\x90",
    b"\x28\xB5\x2F\xFD",
    b"BZh",
    b"7z\xBC\xAF",
    b"\xFD7zXZ",
    b"SQLite format",
    b"\xD0\xCF\x11\xE0",
    b"OggS",
    b"ID3",
    b"\x00\x00\x00\x18ftyp",
    b"\x00\x00\x00\x20ftyp",
];

/// Whether `bytes` are no text in any charset.
pub fn is_binary(bytes: &[u8]) -> bool {
    if SIGNATURES.iter().any(|signature| bytes.starts_with(signature)) {
        return true;
    }
    let window = &bytes[..bytes.len().min(WINDOW)];
    if encoding_rs::Encoding::for_bom(window).is_some() || looks_like_utf16(window) {
        return false;
    }
    let controls =
        window.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t'..=b'\r' | 0x1B)).count();
    controls as f64 > BINARY * window.len() as f64
}

/// A zero at every other byte: UTF-16 without its mark.
fn looks_like_utf16(window: &[u8]) -> bool {
    let zeros = |parity: usize| window.iter().skip(parity).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    even.min(odd) == 0 && even.max(odd) * 8 > window.len() * 3
}

/// The media type of a text of which none was stated.
pub fn sniff(text: &str) -> MediaType {
    /// Markup stands within the first kilobytes of a page.
    const HEAD: usize = 2048;
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    if text.starts_with('{') && serde_json::from_str::<Value>(text).is_ok_and(|v| v.is_object()) {
        return MediaType::Story;
    }
    let end = (0..=HEAD.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let head = text.get(..end).unwrap_or_default().to_ascii_lowercase();
    let tags = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<div",
        "<p>",
        "<p ",
        "<article",
        "<h1",
        "<meta",
        "<script",
        "<br",
        "<table",
        "<span",
        "<title",
    ];
    let opens = head.starts_with('<') && tags.iter().any(|tag| head.contains(tag));
    if opens || head.contains("<!doctype html") || head.contains("<html") {
        MediaType::Html
    } else {
        MediaType::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_their_kind() {
        let check = |text: &str, kind: MediaType| assert_eq!(sniff(text), kind, "{text}");
        check("<!DOCTYPE html><p>a", MediaType::Html);
        check("\n <div class=x>a</div>", MediaType::Html);
        check("{\"text\": \"a\"}", MediaType::Story);
        check("{not json}", MediaType::Plain);
        check("The town fell. 3 < 4.", MediaType::Plain);
        check("<3 to all of you", MediaType::Plain);
    }

    #[test]
    fn binary_is_told_from_text() {
        let check = |bytes: &[u8], binary: bool| assert_eq!(is_binary(bytes), binary, "{bytes:?}");
        check(b"%PDF-1.4 text", true);
        check(&[0, 1, 2, 3, 4, 5, 6, 7, 200, 0, 17], true);
        check("Київ".as_bytes(), false);
        check(b"h\0e\0l\0l\0o\0", false);
        check(b"\xFF\xFEh\0", false);
        check(b"\xCA\xE8\xE5\xE2\r\n", false);
    }
}
