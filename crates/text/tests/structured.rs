//! Generated pages, charsets and dates: what strangers may send, shaped like the real thing.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use tidings_text::{decode, main_text, page_date, read};
use tidings_types::{Document, MediaType};

/// A name of an element, from those that parsers and this crate treat in ways of their own.
fn element() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "div",
        "p",
        "span",
        "a",
        "b",
        "i",
        "article",
        "main",
        "section",
        "nav",
        "footer",
        "aside",
        "table",
        "tr",
        "td",
        "th",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "figure",
        "figcaption",
        "blockquote",
        "form",
        "button",
        "select",
        "option",
        "textarea",
        "script",
        "style",
        "svg",
        "math",
        "template",
        "noscript",
        "iframe",
        "time",
        "title",
        "meta",
        "body",
        "html",
        "head",
        "br",
        "img",
        "font",
        "pre",
    ])
}

fn attribute() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "class", "id", "role", "itemprop", "hidden", "style", "href", "rel", "name", "property",
        "content", "datetime", "type", "onclick", "srcset", "=", "\"", "x",
    ]);
    let value = prop::sample::select(vec![
        "related",
        "article-body",
        "comments",
        "caption",
        "display:none",
        "author",
        "datePublished",
        "application/ld+json",
        "2020-03-04",
        "#top",
        "a>b",
        "<p>",
        "",
        "'",
        "\u{0}",
        "ж",
    ]);
    let quote = prop::sample::select(vec!["\"", "'", "", " "]);
    (name, value, quote).prop_map(|(name, value, quote)| format!(" {name}={quote}{value}{quote}"))
}

/// Markup: text, elements closed, left open or closed twice, comments, parts of tags.
fn markup() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        "[A-Z][a-z ,]{0,60}[.?!]",
        "\\PC{0,20}",
        Just(
            "The town fell to rebels on Tuesday, residents said, and nobody has come home. "
                .repeat(2)
        ),
        Just("12 March 2020 &amp; &#x41; &nbsp;".to_owned()),
        Just(
            "{\"@type\":\"NewsArticle\",\"datePublished\":\"2020-03-04\",\"articleBody\":\"x\"}"
                .to_owned()
        ),
    ];
    let broken = prop::sample::select(vec![
        "<",
        "</",
        "<!--",
        "-->",
        "<!",
        "<p",
        "</p x=1>",
        "<a href='",
        "\"",
        ">",
        "&#",
        "<![CDATA[",
        "\u{0}",
        "<br/>",
    ]);
    let leaf = prop_oneof![4 => text, 1 => broken.prop_map(str::to_owned)];
    leaf.prop_recursive(6, 80, 6, |inner| {
        let attributes = prop::collection::vec(attribute(), 0..4).prop_map(|all| all.concat());
        (element(), attributes, prop::collection::vec(inner, 0..6), 0..10_u8).prop_map(
            |(name, attributes, inside, closing)| {
                let inside = inside.concat();
                match closing {
                    0 => format!("<{name}{attributes}>{inside}"),
                    1 => format!("{inside}</{name}>"),
                    2 => format!("<{name}{attributes}/>{inside}"),
                    _ => format!("<{name}{attributes}>{inside}</{name}>"),
                }
            },
        )
    })
}

fn day() -> impl Strategy<Value = Date> {
    (1995..2024_i16, 1..=12_i8, 1..=28_i8)
        .prop_map(|(year, month, number)| date(year, month, number))
}

/// A day as pages write it, in forms that can be read in one way only.
fn written(day: Date, form: u8) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (year, number) = (day.year(), day.day());
    let month = MONTHS[usize::from(day.month().unsigned_abs()) - 1];
    match form {
        0 => day.to_string(),
        1 => format!("{day}T10:20:30+02:00"),
        2 => format!("{number} {month} {year}"),
        3 => format!("{month} {number}, {year}"),
        4 => format!("{number}.{}.{year}", day.month()),
        5 => format!("{year}{:02}{number:02}", day.month()),
        6 => format!("{year}年{}月{number}日", day.month()),
        7 => format!("Tue, {number:02} {} {year} 08:00:00 +0100", &month[..3]),
        _ => format!("{year}/{:02}/{number:02} 10:20", day.month()),
    }
}

proptest! {
    #[test]
    fn any_page_is_read(page in markup(), url in proptest::option::of("https?://[a-z.]{1,9}/[0-9/-]{0,12}")) {
        let mut document = Document::new(page.clone().into_bytes(), MediaType::Html, "page");
        document.url = url.clone();
        document.fetched = Some(date(2021, 1, 1));
        let (report, told) = read(&document);
        prop_assert!(report.is_some() || !told.is_empty());
        if let Some(report) = report {
            prop_assert!(report.published.is_none_or(|published| published.date <= date(2021, 1, 1)));
            for block in &report.blocks {
                prop_assert!(block.span.of(&report.text).is_some_and(|words| !words.trim().is_empty()));
            }
        }
        let _ = main_text(&page, url.as_deref());
    }

    #[test]
    fn any_charset_is_decoded(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        label in prop::sample::select(vec!["utf-8", "utf-16le", "windows-1251", "windows-1256", "gb18030",
            "big5", "euc-kr", "shift_jis", "iso-2022-jp", "koi8-u", "iso-8859-6", "nonsense", ""]),
        in_page in any::<bool>(),
    ) {
        let page = if in_page {
            [format!("<meta charset={label}>").as_bytes(), &bytes].concat()
        } else {
            bytes
        };
        let given = (!in_page).then_some(label);
        let decoded = decode(&page, given);
        let replaced = decoded.text.contains(char::REPLACEMENT_CHARACTER);
        prop_assert!(!decoded.broken || replaced);
        prop_assert!(!decoded.charset.is_empty());
    }

    #[test]
    fn a_legacy_text_comes_back_where_its_charset_is_named(text in "[а-яА-Я .,]{4,80}") {
        for charset in [encoding_rs::WINDOWS_1251, encoding_rs::KOI8_U, encoding_rs::ISO_8859_5] {
            let (bytes, _, unmappable) = charset.encode(&text);
            prop_assert!(!unmappable);
            // Bytes that happen to be UTF-8 are read as such, whatever is named.
            prop_assume!(std::str::from_utf8(&bytes).is_err());
            let decoded = decode(&bytes, Some(charset.name()));
            prop_assert_eq!(&decoded.text, &text);
            prop_assert!(!decoded.broken);
        }
    }

    #[test]
    fn a_day_is_read_in_any_of_its_forms(day in day(), form in 0..9_u8, place in 0..4_u8) {
        let written = written(day, form);
        let page = match place {
            0 => format!("<meta property='article:published_time' content='{written}'>"),
            1 => format!("<time datetime='{written}'>then</time>"),
            2 => format!("<h1>Town falls</h1><span class=date>{written}</span>"),
            _ => format!("<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"datePublished\":\"{written}\"}}</script>"),
        };
        prop_assert_eq!(page_date(&page, None, None).map(|found| found.date), Some(day), "{}", page);
        // Nothing after the fetch, beyond the day that the zones may differ by.
        let before = day.checked_sub(jiff::ToSpan::days(5)).unwrap_or(day);
        prop_assert_eq!(page_date(&page, None, Some(before)), None);
    }

    #[test]
    fn any_words_are_searched_for_days(words in "(20[0-9]{2}|1[34][0-9]{2}|[0-9]{1,9}|[۰-۹]{1,4}|[-/.,| ]|March|نيسان|تیر|de|年|月|\\PC){0,30}") {
        let page = format!("<time>{words}</time><meta name=date content='{}'>", words.replace('\'', ""));
        let found = page_date(&page, None, Some(date(2020, 6, 1)));
        prop_assert!(found.is_none_or(|found| found.date >= date(1990, 1, 1) && found.date <= date(2020, 6, 1)));
    }
}
