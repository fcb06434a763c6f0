//! Days in every place where a page shows one. The first byte chooses the place.
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use tidings_text::page_date;

const BODY: &str = "<p>The town fell to rebels on Tuesday after a week of fighting, residents said. \
                    Thousands of people fled to the north.</p><p>Nobody has come home so far, and aid \
                    has not reached the town since March.</p>";

fuzz_target!(|data: &[u8]| {
    let Some((choice, bytes)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let latest = date(2024, 5, 3);
    let (head, body, url) = match choice % 8 {
        0 => (
            format!("<meta property='article:published_time' content='{text}'>"),
            String::new(),
            None,
        ),
        1 => (
            format!(
                "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"datePublished\":\
                 \"{text}\"}}</script>"
            ),
            String::new(),
            None,
        ),
        2 => (String::new(), format!("<time datetime='{text}'>{text}</time>"), None),
        3 => (String::new(), format!("<p class=date>{text}</p>"), None),
        4 => (String::new(), format!("<p>{text}</p>"), None),
        5 => (
            String::new(),
            format!("<p>KABUL, {text} (Reuters) - The town fell to rebels.</p>"),
            None,
        ),
        6 => (String::new(), String::new(), Some(format!("https://news.example/{text}/town"))),
        _ => (format!("<script type='application/ld+json'>{text}</script>"), String::new(), None),
    };
    let page = format!(
        "<html lang=en><head>{head}</head><body><article><h1>Town falls</h1>{body}{BODY}</article>"
    );
    if let Some(found) = page_date(&page, url.as_deref(), Some(latest)) {
        assert!(found.date <= latest && found.date.year() >= 1990, "{found:?}");
    }
});
