//! Bytes to characters: which charset, and what was broken.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into a page its `meta` charset is looked for. The HTML standard asks authors for the
/// first 1,024 bytes; real pages stray, and 4 KiB costs nothing.
const META_WINDOW: usize = 4096;

/// How many bytes the detector sees. Its guess settles within a few kilobytes of text, but pages
/// begin with kilobytes of ASCII markup; 256 KiB reaches the text of nearly all.
const DETECTION_WINDOW: usize = 256 * 1024;

/// Characters and how they were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// WHATWG name of the charset used, such as `UTF-8` or `windows-1251`.
    pub charset: &'static str,
    /// Whether bytes were found that the charset does not allow; each became U+FFFD.
    pub broken: bool,
}

/// Decodes `bytes`. In this order: byte order mark, `given` charset (an HTTP header), `meta`
/// element, valid UTF-8, detection. Never fails: broken bytes become U+FFFD.
pub fn decode(bytes: &[u8], given: Option<&str>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes.get(mark..).unwrap_or_default());
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return decode_as(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        // A declared UTF-16 or legacy charset of pure UTF-8 bytes is nearly always a lie, and
        // legacy text that happens to be valid UTF-8 beyond ASCII hardly exists; stateful
        // charsets that hide in ASCII bytes are the exception.
        if !declared(bytes, given).is_some_and(is_stateful) {
            return Decoded { text: text.to_owned(), charset: UTF_8.name(), broken: false };
        }
    }
    match declared(bytes, given) {
        Some(encoding) if encoding != UTF_8 => decode_as(encoding, bytes),
        _ => decode_broken_utf8(bytes),
    }
}

/// The charset that header or `meta` name, if it is a known one.
fn declared(bytes: &[u8], given: Option<&str>) -> Option<&'static Encoding> {
    given
        .and_then(|label| Encoding::for_label(label.trim().trim_matches(['"', '\'']).as_bytes()))
        .or_else(|| meta_charset(bytes))
}

fn is_stateful(encoding: &'static Encoding) -> bool {
    encoding == encoding_rs::ISO_2022_JP
}

/// Bytes that should be UTF-8 and are not: a few slips are mended as UTF-8, a text that is
/// something else altogether is detected.
fn decode_broken_utf8(bytes: &[u8]) -> Decoded {
    /// Share of broken characters among those beyond ASCII above which the claim is disbelieved.
    /// A truncated or spliced UTF-8 text breaks a handful of characters, a legacy text nearly all.
    const DISBELIEF: f64 = 0.5;
    let decoded = decode_as(UTF_8, bytes);
    let broken = decoded.text.chars().filter(|&c| c == '\u{FFFD}').count();
    let beyond_ascii = decoded.text.chars().filter(|c| !c.is_ascii()).count();
    if broken as f64 <= DISBELIEF * beyond_ascii as f64 {
        return decoded;
    }
    decode_as(detect(bytes), bytes)
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), charset: encoding.name(), broken }
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let window = &bytes[..bytes.len().min(DETECTION_WINDOW)];
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(window, window.len() == bytes.len());
    let guess = detector.guess(None, chardetng::Utf8Detection::Allow);
    if guess == UTF_8 && std::str::from_utf8(bytes).is_err() { WINDOWS_1252 } else { guess }
}

/// UTF-16 text of mostly Latin letters shows a zero at every other byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let window = &bytes[..bytes.len().min(1024)];
    let zeros = |parity: usize| window.iter().skip(parity).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), window.len() / 2);
    match () {
        () if half < 4 => None,
        () if even == 0 && odd * 4 > half * 3 => Some(UTF_16LE),
        () if odd == 0 && even * 4 > half * 3 => Some(UTF_16BE),
        () => None,
    }
}

/// The charset that a `meta` element or an XML declaration near the top names.
fn meta_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(META_WINDOW)]).to_ascii_lowercase();
    let marks = ["charset", "encoding"];
    let label = head.match_indices('<').find_map(|(at, _)| {
        let tag = head.get(at..)?;
        let tag = tag.split('>').next()?;
        (tag.starts_with("<meta") || tag.starts_with("<?xml")).then_some(())?;
        marks.iter().find_map(|mark| label_after(tag, mark))
    })?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // The standard's own rule: a page that can be read so far is not UTF-16.
    let is_utf16 = encoding == UTF_16LE || encoding == UTF_16BE;
    Some(if is_utf16 { UTF_8 } else { encoding })
}

fn label_after(tag: &str, mark: &str) -> Option<String> {
    let rest = tag.split_once(mark)?.1.trim_start().strip_prefix('=')?;
    let rest = rest.trim_start_matches([' ', '"', '\'']);
    let label: String = rest
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], given: Option<&str>, text: &str, charset: &str, broken: bool) {
        let decoded = decode(bytes, given);
        assert_eq!((decoded.charset, decoded.broken), (charset, broken), "{text}");
        assert!(decoded.text.contains(text), "{:?} lacks {text:?}", decoded.text);
    }

    #[test]
    fn charset_is_told_by_mark_header_meta_and_content() {
        check(b"\xEF\xBB\xBFcaf\xC3\xA9", Some("latin1"), "café", "UTF-8", false);
        check(b"\xFF\xFEh\0i\0", None, "hi", "UTF-16LE", false);
        check(b"h\0e\0l\0l\0o\0", None, "hello", "UTF-16LE", false);
        check(b"caf\xE9", Some("ISO-8859-1"), "café", "windows-1252", false);
        check(b"caf\xE9", Some("\"iso-8859-1\""), "café", "windows-1252", false);
        check("café".as_bytes(), Some("iso-8859-1"), "café", "UTF-8", false);
        check(
            b"<meta charset='windows-1251'>\xCA\xE8\xE5\xE2",
            None,
            "Киев",
            "windows-1251",
            false,
        );
        check(
            b"<META http-equiv=Content-Type content='text/html; charset=windows-1256'>\xC7\xE1",
            None,
            "ال",
            "windows-1256",
            false,
        );
        check(b"<?xml version='1.0' encoding='iso-8859-2'?>\xB1", None, "ą", "ISO-8859-2", false);
        check("мир".as_bytes(), None, "мир", "UTF-8", false);
        check(b"", None, "", "UTF-8", false);
    }

    #[test]
    fn undeclared_legacy_text_is_detected() {
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(
            "Вооружённые силы сообщили, что ночью был обстрел города, есть погибшие и раненые.",
        );
        check(&bytes, None, "обстрел города", "windows-1251", false);
    }

    #[test]
    fn broken_utf8_is_mended_and_told() {
        check(b"na\xC3\xAFve caf\xC3\xA9 \xE2\x82", Some("utf-8"), "naïve café", "UTF-8", true);
        check(b"<meta charset=utf-8>caf\xE9 cr\xE8me", None, "café crème", "windows-1252", false);
    }
}
