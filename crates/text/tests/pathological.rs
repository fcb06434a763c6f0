//! Pages that nobody would write and somebody will send: each ends with a report or with a reason,
//! within the limits that `docs/text.md` lists.

use tidings_text::read;
use tidings_types::{Document, MediaType};

/// Bytes of the larger pages. The work that is bounded here would take minutes or gigabytes at this
/// size if it grew with the square.
const LARGE: usize = 2_000_000;

const STORY: &str = "<article><h1>Town falls</h1><p>The town fell to rebels on Tuesday after a week of \
    heavy fighting, residents said.</p><p>Thousands of people fled to the north, and nobody has come \
    home so far, aid workers said.</p></article>";

/// What a page must end with: a report whose text holds the story, or these codes and no report.
enum End {
    Story,
    Told(&'static [&'static str]),
    /// Either is right.
    Any,
}

fn check(name: &str, bytes: Vec<u8>, end: &End) {
    let (report, told) = read(&Document::new(bytes, MediaType::Html, name));
    let codes: Vec<&str> = told.iter().map(|told| told.code.as_str()).collect();
    assert!(report.is_some() || !codes.is_empty(), "{name}: neither a report nor a reason");
    match end {
        End::Story => {
            let text = report.map(|report| report.text).unwrap_or_default();
            assert!(text.contains("nobody has come home"), "{name}: {codes:?}");
        }
        End::Told(expected) => {
            assert!(report.is_none(), "{name}");
            assert_eq!(&codes, expected, "{name}");
        }
        End::Any => {}
    }
}

/// `part` over and over up to [`LARGE`] bytes.
fn many(part: &str) -> String {
    part.repeat(LARGE / part.len())
}

/// `count` things that differ by their number.
fn numbered(count: usize, thing: impl Fn(usize) -> String) -> String {
    (0..count).map(thing).collect()
}

#[test]
fn nesting_without_end() {
    for tag in
        ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<svg>", "<p><b>", "<select>", "<a href=x>"]
    {
        let page = format!("{}x", tag.repeat(100_000));
        check(tag, page.into_bytes(), &End::Any);
    }
    let deep = format!("{STORY}{}", "<div>".repeat(100_000));
    let (report, told) = read(&Document::new(deep.into_bytes(), MediaType::Html, "deep"));
    assert!(report.is_some(), "what stands before the depth is read");
    assert_eq!(told[0].code, "too-deep");
}

#[test]
fn formatting_that_is_opened_anew_in_every_paragraph() {
    // Each paragraph makes the parser open all of them again.
    let fonts = numbered(900, |n| format!("<font size={n}>"));
    check("reopened", format!("{fonts}{}", many("<p>")).into_bytes(), &End::Any);
    check("misnested", many("<a><b></a></b><i></b>").into_bytes(), &End::Any);
    check("foster parents", many("<table>x<tr>y<b>").into_bytes(), &End::Any);
}

#[test]
fn attributes_without_end() {
    let long = format!("<p title='{}'>{STORY}", "x".repeat(1_000_000));
    check("a megabyte attribute", long.into_bytes(), &End::Story);
    let many_names = numbered(200_000, |n| format!(" a{n}=1"));
    check("many attributes", format!("<p{many_names}>{STORY}").into_bytes(), &End::Story);
    let quoted = numbered(100_000, |n| format!(" a{n}='<b>'"));
    check("many quoted attributes", format!("<p{quoted}>{STORY}").into_bytes(), &End::Story);
    check(
        "never closed quote",
        format!("{STORY}<p title='{}", many("x ")).into_bytes(),
        &End::Story,
    );
    check("never closed tag", format!("{STORY}<p {}", many("<a b ")).into_bytes(), &End::Story);
}

#[test]
fn what_is_opened_and_never_closed() {
    for opened in [
        "<!--",
        "<script>",
        "<style>",
        "<svg>",
        "<template>",
        "<script ",
        "<!-- <style> ",
        "<![CDATA[",
    ] {
        check(opened, format!("{STORY}{}", many(opened)).into_bytes(), &End::Any);
    }
    check("closed at last", format!("{}-->{STORY}", many("<!--")).into_bytes(), &End::Story);
    check("title", format!("<title>{}", many("a &amp; b ")).into_bytes(), &End::Any);
    check("plaintext", format!("{STORY}<plaintext>{}", many("a < b ")).into_bytes(), &End::Any);
}

#[test]
fn tables_and_lists_without_end() {
    let cells = numbered(120_000, |n| format!("<td>{n}"));
    check("a wide table", format!("{STORY}<table><tr>{cells}</table>").into_bytes(), &End::Any);
    let rows = numbered(60_000, |n| format!("<tr><td>{n}<td>x"));
    check("a long table", format!("{STORY}<table>{rows}</table>").into_bytes(), &End::Any);
    check("breaks", format!("{STORY}{}", many("x<br>")).into_bytes(), &End::Any);
    check("twins", many("<article><div class=article-body><p>One and the same sentence here.</p></div></article>").into_bytes(), &End::Any);
    check("headings", many("<h1>Town falls</h1>").into_bytes(), &End::Told(&["no-article"]));
    check("times", many("<time datetime=2020-01-01>1 January 2020</time>").into_bytes(), &End::Any);
}

#[test]
fn structured_data_without_end() {
    let deep = format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
    let script = |json: &str| format!("<script type='application/ld+json'>{json}</script>{STORY}");
    check("nested objects", script(&deep).into_bytes(), &End::Story);
    let body = "x".repeat(1_000_000);
    let wrapped = format!("{}\"{body}\"{}", "{\"a\":".repeat(100), "}".repeat(100));
    check("a wrapped megabyte", script(&wrapped).into_bytes(), &End::Story);
    let list = numbered(100_000, |n| format!("{{\"@type\":\"Thing\",\"name\":\"{n}\"}},"));
    check("a catalogue", script(&format!("[{list}{{}}]")).into_bytes(), &End::Story);
    let escaped = format!("<meta property=og:title content='{}'>{STORY}", many("&amp;amp;"));
    check("entities in entities", escaped.into_bytes(), &End::Story);
}

#[test]
fn characters_that_should_not_be_there() {
    let with = |bytes: &[u8]| [STORY.as_bytes(), &bytes.repeat(50_000)].concat();
    check("zeros", with(b"\0"), &End::Any);
    check("zeros in text", STORY.replace(' ', " \0").into_bytes(), &End::Any);
    check("half a character", with(b"\xE2\x82"), &End::Any);
    check("a lone continuation", with(b"\x80"), &End::Any);
    check("marks that reverse", with("\u{202E}x".as_bytes()), &End::Any);
    check("marks upon marks", with("e\u{301}\u{302}\u{303}".as_bytes()), &End::Any);
    check("tags of other planes", with("\u{E0041}\u{1F9D1}\u{200D}".as_bytes()), &End::Any);
    let lying = |charset: &str| format!("<meta charset={charset}>{STORY}").into_bytes();
    for charset in
        ["utf-16", "utf-7", "iso-2022-jp", "x-user-defined", "replacement", "big5", "none"]
    {
        check(charset, lying(charset), &End::Any);
    }
    check("half of UTF-16", [&b"\xFF\xFE"[..], STORY.as_bytes(), b"<"].concat(), &End::Any);
    check(
        "escapes of a stateful charset",
        [&lying("iso-2022-jp")[..], &b"\x1B$B!".repeat(9999)].concat(),
        &End::Any,
    );
}

#[test]
fn what_is_beyond_the_limits_is_told() {
    let padding = "<p>x</p>".repeat(3_000_000);
    let (report, told) =
        read(&Document::new(format!("{STORY}{padding}").into_bytes(), MediaType::Html, "long"));
    let codes: Vec<&str> = told.iter().map(|told| told.code.as_str()).collect();
    assert_eq!(codes, ["truncated", "too-deep"]);
    assert!(report.is_some_and(|report| report.text.contains("nobody has come home")));
}
