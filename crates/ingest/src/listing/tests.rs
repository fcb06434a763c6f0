//! Lists as data.

use proptest::prelude::*;

use super::*;

/// Reads `list` and writes each item as `link | title | day | article`.
fn check(list: &[u8], kind: ListingKind, expected: &[&str]) {
    let listing = parse(list).unwrap();
    let shown: Vec<String> = listing.items.iter().map(shown).collect();
    assert_eq!(listing.kind, kind);
    assert_eq!(listing.cut, None);
    assert_eq!(shown, expected);
}

fn shown(item: &Item) -> String {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let day = item.published.map(|day| day.to_string()).unwrap_or_default();
    let body = if item.content.is_some() { &item.content } else { &item.summary };
    format!("{} | {} | {day} | {}", text(&item.link), text(&item.title), text(body))
}

#[test]
fn rss() {
    let feed = br#"<?xml version="1.0"?><rss version="2.0" xmlns:media="m"><channel>
        <title>Wire &amp; co</title><link>https://a.example/</link>
        <item><title><![CDATA[A <b>town</b> falls]]></title><link> https://a.example/1?a=1&amp;b=2 </link>
          <pubDate>Tue, 05 Mar 2024 23:10:00 -0500</pubDate><media:title>no</media:title>
          <media:group><title>nor this</title></media:group>
          <description>&lt;p&gt;Short&nbsp;&#8211; &unknown;.&lt;/p&gt;</description></item>
        <item><guid>https://a.example/2</guid><dc:date>2024-03-06</dc:date></item>
        <item><guid isPermaLink="false">https://a.example/no</guid><title>Fish & chips</title></item>
        <item><content:encoded>Long</content:encoded><link>/4</link><pubDate>soon</pubDate></item>
        </channel></rss>"#;
    check(
        feed,
        ListingKind::Rss,
        &[
            "https://a.example/1?a=1&b=2 | A <b>town</b> falls | 2024-03-05 | <p>Short\u{A0}–  .</p>",
            "https://a.example/2 |  | 2024-03-06 | ",
            " | Fish & chips |  | ",
            "/4 |  |  | Long",
        ],
    );
    assert_eq!(parse(feed).unwrap().title.as_deref(), Some("Wire & co"));
    let rdf = b"<rdf:RDF xmlns='http://purl.org/rss/1.0/'><channel><title>t</title></channel>\
        <item rdf:about='x'><link>https://a.example/9</link><dc:date>2020-01-02T03:04:05Z</dc:date></item></rdf:RDF>";
    check(rdf, ListingKind::Rss, &["https://a.example/9 |  | 2020-01-02 | "]);
}

#[test]
fn atom() {
    let feed = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry>
        <link rel="edit" href="https://a.example/no"/><link href="https://a.example/1"/>
        <title type="html">Київ</title><updated>2024-03-06T10:00:00+02:00</updated>
        <author><title>no</title></author>
        <content type="xhtml"><div><p>One &amp; two</p></div></content></entry>
        <entry><link rel="alternate" href="/2"></link><published>2024-01-01T00:00:00Z</published>
        <updated>2024-02-01T00:00:00Z</updated></entry></feed>"#;
    let items = [
        "https://a.example/1 | Київ | 2024-03-06 | <div><p>One &amp; two</p></div>",
        "/2 |  | 2024-01-01 | ",
    ];
    check(feed.as_bytes(), ListingKind::Atom, &items);
    let prefixed =
        b"<a:feed xmlns:a='x'><a:entry><a:link href='/1'/><a:title>T</a:title></a:entry></a:feed>";
    check(prefixed, ListingKind::Atom, &["/1 | T |  | "]);
}

#[test]
fn json_feed() {
    let feed = br#"{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[
        {"id":"1","url":"https://a.example/1","title":"T","date_published":"2024-03-06T01:00:00Z",
         "content_html":"<p>x","summary":"s","tags":["a"]},
        {"id":2,"external_url":"https://b.example/","date_modified":"2024-03-07T00:00:00Z"}]}"#;
    check(
        feed,
        ListingKind::JsonFeed,
        &["https://a.example/1 | T | 2024-03-06 | <p>x", "https://b.example/ |  | 2024-03-07 | "],
    );
}

#[test]
fn lists_of_feeds_and_sitemaps() {
    let opml = br#"<opml version="2.0"><head><title>Mine</title></head><body>
        <outline text="Region"><outline type="rss" text="A" xmlUrl="https://a.example/feed?x=1&amp;y=2"/>
        <outline title="B" text="b" xmlUrl="https://b.example/rss"></outline></outline>
        <outline text="only a heading"/></body></opml>"#;
    check(
        opml,
        ListingKind::Opml,
        &["https://a.example/feed?x=1&y=2 | A |  | ", "https://b.example/rss | B |  | "],
    );
    let sitemap = br#"<urlset xmlns:news="n" xmlns:image="i"><url><loc>https://a.example/1</loc>
        <lastmod>2024-03-09</lastmod><image:image><image:loc>https://a.example/p.jpg</image:loc></image:image>
        <news:news><news:publication><news:name>A</news:name></news:publication>
        <news:publication_date>2024-03-08T20:00:00-05:00</news:publication_date>
        <news:title>T</news:title></news:news></url>
        <url><loc>https://a.example/2</loc><lastmod>2024-03-09T00:00Z</lastmod></url></urlset>"#;
    check(
        sitemap,
        ListingKind::Sitemap,
        &["https://a.example/1 | T | 2024-03-08 | ", "https://a.example/2 |  | 2024-03-09 | "],
    );
    let index =
        b"<sitemapindex><sitemap><loc>https://a.example/s.xml</loc></sitemap></sitemapindex>";
    check(index, ListingKind::SitemapIndex, &["https://a.example/s.xml |  |  | "]);
}

#[test]
fn charsets() {
    let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(
        "<?xml version='1.0' encoding='windows-1251'?><rss><item><title>Київ</title></item></rss>",
    );
    check(&cyrillic, ListingKind::Rss, &[" | Київ |  | "]);
    let marked = "\u{FEFF}<rss><item><title>حمص</title></item></rss>";
    check(marked.as_bytes(), ListingKind::Rss, &[" | حمص |  | "]);
    let utf16: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&utf16, ListingKind::Rss, &[" | حمص |  | "]);
}

#[test]
fn what_is_no_list() {
    let check = |bytes: &str, words: &str| {
        let error = parse(bytes.as_bytes()).unwrap_err();
        assert!(error.contains(words), "{error}");
    };
    check("<html><body>", "opens with <html>");
    check("", "empty");
    check("plain text", "empty");
    check("{\"a\": 1}", "not a JSON Feed");
    check("{\"version\": \"1\", \"items\": []}", "another format");
}

#[test]
fn broken_lists_keep_what_came_before() {
    let check = |list: &str, items: usize, words: &str| {
        let listing = parse(list.as_bytes()).unwrap();
        assert_eq!(listing.items.len(), items, "{list}");
        assert!(listing.cut.clone().unwrap_or_default().contains(words), "{:?}", listing.cut);
    };
    check("<rss><item><link>https://a/</link></item><item><link", 1, "broken at byte");
    check("<rss><item><link>https://a/</link></item>", 1, "");
    check(&format!("<rss><item/>{}", "<a>".repeat(100_000)), 1, "nested");
    let bomb = "<!DOCTYPE rss [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><rss><item><title>&b;x</title></item></rss>";
    assert_eq!(parse(bomb.as_bytes()).unwrap().items[0].title.as_deref(), Some("x"));
}

#[test]
fn a_million_items_are_cut() {
    let feed =
        format!("<rss><channel>{}", "<item><link>https://a/1</link></item>".repeat(1_000_000));
    let listing = parse(feed.as_bytes()).unwrap();
    assert_eq!(listing.items.len(), MAX_ITEMS);
    assert_eq!(listing.cut.as_deref(), Some("more than 50000 items; the rest is left out"));
    let feed = format!(
        "{{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{{}}{}]}}",
        ",{\"url\":\"https://a/1\"}".repeat(1_000_000)
    );
    let listing = parse(feed.as_bytes()).unwrap();
    assert_eq!((listing.items.len(), listing.cut.is_some()), (MAX_ITEMS, true));
}

#[test]
fn long_items_carry_the_article() {
    let item = |content: usize, summary: usize| Item {
        content: Some("x".repeat(content)),
        summary: Some(format!("<p class=\"{}\">{}", "y".repeat(2000), "x".repeat(summary))),
        ..Item::default()
    };
    let check = |content, summary, has| {
        assert_eq!(item(content, summary).article().is_some(), has, "{content} {summary}");
    };
    check(500, 0, true);
    check(499, 100, false);
    check(100, 1500, true);
}

proptest! {
    #[test]
    fn no_bytes_upset_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = parse(&bytes);
    }

    #[test]
    fn no_tags_upset_the_reader(parts in proptest::collection::vec(
        prop_oneof![
            Just("<rss>"), Just("<feed>"), Just("<item>"), Just("</item>"), Just("<entry>"),
            Just("<link href='x'/>"), Just("<title>"), Just("</title>"), Just("<![CDATA["),
            Just("]]>"), Just("&amp;"), Just("&#x110000;"), Just("&"), Just("</"), Just("<content type='xhtml'>"),
            Just("</content>"), Just("<urlset>"), Just("<url>"), Just("<loc>"), Just("é"), Just("<?xml"),
        ],
        0..40,
    )) {
        let _ = parse(parts.concat().as_bytes());
    }
}
