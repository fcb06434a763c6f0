//! Title, byline, site and address of a page.

use html5ever::local_name;
use serde_json::Value;

use crate::lines::{alike, folded};
use crate::page::{Page, text_of};
use crate::tree::collapse;

/// What a page says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Headline.
    pub title: Option<String>,
    /// Byline as printed.
    pub byline: Option<String>,
    /// Name of the site or publisher.
    pub site: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
    /// Language that the page declares, as written.
    pub language: Option<String>,
}

/// Longest headline or byline believed, in bytes; what is longer is a summary in the wrong field.
const LONGEST_LINE: usize = 400;

impl Metadata {
    /// Reads what `page` says of itself.
    pub fn of(page: &Page<'_>) -> Self {
        let site = site(page);
        Self {
            title: title(page, site.as_deref()),
            byline: byline(page),
            url: canonical(page).or_else(|| page.url.clone()),
            language: language(page),
            site,
        }
    }
}

/// The headline: the page's own visible one where metadata agrees with it, else metadata.
fn title(page: &Page<'_>, site: Option<&str>) -> Option<String> {
    let declared = page
        .article_objects()
        .find_map(|object| text_of(object.get("headline")?))
        .or_else(|| page.meta("og:title"))
        .or_else(|| page.meta("twitter:title"))
        .or_else(|| page.meta("headline"))
        .map(|title| without_site(&plain(title), site));
    let in_head = page.elements(local_name!("title")).next().map(|id| page.tree.text(id));
    let in_head = in_head.filter(|t| !t.is_empty()).map(|title| without_site(&plain(&title), site));
    let declared = declared.filter(|title| !title.is_empty());
    let visible = visible_title(page, declared.as_deref().or(in_head.as_deref()));
    visible.or(declared).or(in_head).filter(|title| title.len() <= LONGEST_LINE)
}

/// The first `h1` that says what the declared title says; the only `h1` where none is declared.
fn visible_title(page: &Page<'_>, declared: Option<&str>) -> Option<String> {
    let headings: Vec<String> = page
        .elements(local_name!("h1"))
        .map(|id| plain(&page.tree.text(id)))
        .filter(|text| !text.is_empty() && text.len() <= LONGEST_LINE)
        .collect();
    match declared {
        Some(declared) => {
            let declared = folded(declared);
            headings.into_iter().find(|heading| alike(&folded(heading), &declared))
        }
        None => (headings.len() == 1).then(|| headings.into_iter().next()).flatten(),
    }
}

/// `title` without the name of its site behind a dash or bar.
fn without_site(title: &str, site: Option<&str>) -> String {
    let title = title.trim();
    for separator in [" | ", " – ", " — ", " - ", " » ", " :: ", " · ", " • "] {
        let Some((head, tail)) = title.rsplit_once(separator) else { continue };
        let is_site = site.is_some_and(|site| alike(&folded(site), &folded(tail)));
        let strong = matches!(separator, " | " | " :: " | " » ");
        // Without a known site, a tail much shorter than the head behind a bar is one.
        if is_site || (strong && tail.len() * 2 < head.len()) {
            return without_site(head, site);
        }
    }
    title.to_owned()
}

/// Text of a metadata field: entities that were escaped twice are undone, white space collapsed.
fn plain(text: &str) -> String {
    let once = unescaped(text);
    if once.contains("&#") { collapse(&unescaped(&once)) } else { collapse(&once) }
}

/// `text` with the commonest entities made characters.
fn unescaped(text: &str) -> String {
    /// The longest entity undone is `&hellip;`; numbers have up to eight characters.
    const LONGEST: usize = 10;
    let mut undone = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        undone.push_str(before);
        let end = after.bytes().take(LONGEST).position(|byte| byte == b';');
        let name = end.and_then(|end| after.get(..end));
        match name.and_then(|name| Some((name, entity(name)?))) {
            Some((name, character)) => {
                undone.push(character);
                rest = after.get(name.len() + 1..).unwrap_or_default();
            }
            None => {
                undone.push('&');
                rest = after;
            }
        }
    }
    undone.push_str(rest);
    undone
}

/// The character of an entity's name.
fn entity(name: &str) -> Option<char> {
    let numeric = name.strip_prefix('#').and_then(|digits| {
        let hexadecimal = digits.strip_prefix(['x', 'X']);
        let code = hexadecimal
            .map_or_else(|| digits.parse().ok(), |digits| u32::from_str_radix(digits, 16).ok())?;
        char::from_u32(code).filter(|c| !c.is_control())
    });
    numeric.or(match name {
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "nbsp" => Some(' '),
        "lsquo" => Some('‘'),
        "rsquo" => Some('’'),
        "ldquo" => Some('“'),
        "rdquo" => Some('”'),
        "laquo" => Some('«'),
        "raquo" => Some('»'),
        "ndash" => Some('–'),
        "mdash" => Some('—'),
        "hellip" => Some('…'),
        _ => None,
    })
}

fn byline(page: &Page<'_>) -> Option<String> {
    let structured = page.article_objects().find_map(|object| authors(object.get("author")?));
    let declared =
        ["author", "article:author", "byl", "dc.creator", "sailthru.author", "parsely-author"]
            .into_iter()
            .find_map(|key| page.meta(key))
            .map(str::to_owned);
    structured
        .or(declared)
        .or_else(|| visible_byline(page))
        .map(|byline| plain(&byline))
        .map(|byline| byline.strip_prefix("By ").map_or(byline.clone(), str::to_owned))
        .filter(|byline| !byline.is_empty() && byline.len() <= LONGEST_LINE)
        .filter(|byline| !byline.contains("://"))
}

/// Names of a JSON-LD author field, joined by commas.
fn authors(value: &Value) -> Option<String> {
    let names: Vec<&str> = match value {
        Value::Array(values) => values.iter().filter_map(text_of).collect(),
        other => text_of(other).into_iter().collect(),
    };
    (!names.is_empty()).then(|| names.join(", "))
}

/// The first element that the template marks as the author's.
fn visible_byline(page: &Page<'_>) -> Option<String> {
    let tree = &page.tree;
    tree.descend(tree.root())
        .filter(|&id| {
            tree.attribute(id, "rel").is_some_and(|rel| rel.contains("author"))
                || tree.attribute(id, "itemprop") == Some("author")
                || tree.attribute(id, "class").is_some_and(|class| {
                    class.split_whitespace().any(|word| matches!(word, "byline" | "author-name"))
                })
        })
        .map(|id| tree.text(id))
        .find(|text| !text.is_empty() && text.len() < 120)
        // The day often stands behind the name on the same line.
        .and_then(|text| text.split([',', '·', '|', '•']).next().map(|name| name.trim().to_owned()))
}

fn site(page: &Page<'_>) -> Option<String> {
    let publisher = page.article_objects().find_map(|object| text_of(object.get("publisher")?));
    page.meta("og:site_name")
        .or(publisher)
        .or_else(|| page.meta("application-name"))
        .map(plain)
        .filter(|site| !site.is_empty() && site.len() <= LONGEST_LINE)
}

fn canonical(page: &Page<'_>) -> Option<String> {
    [page.canonical(), page.meta("og:url")]
        .into_iter()
        .flatten()
        .find(|url| url.starts_with("http://") || url.starts_with("https://"))
        .map(str::to_owned)
}

fn language(page: &Page<'_>) -> Option<String> {
    let html = page.elements(local_name!("html")).next();
    html.and_then(|id| {
        page.tree.attribute(id, "lang").or_else(|| page.tree.attribute(id, "xml:lang"))
    })
    .or_else(|| page.meta("content-language"))
    .or_else(|| page.meta("og:locale"))
    .map(|language| language.trim().to_owned())
    .filter(|language| !language.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let found = Metadata::of(&Page::parse(html, None));
        let show = |value: &Option<String>| value.clone().unwrap_or_default();
        let shown = format!("{}/{}/{}", show(&found.title), show(&found.byline), show(&found.site));
        assert_eq!(shown, expected, "{html}");
    }

    #[test]
    fn a_page_names_title_byline_and_site() {
        check("<title>Town falls after a week | The Daily</title>", "Town falls after a week//");
        check(
            "<title>Town falls - The Daily</title><meta property=og:site_name content='The Daily'>",
            "Town falls//The Daily",
        );
        check("<title>War - and peace</title>", "War - and peace//");
        check(
            "<meta property=og:title content='Town falls to rebels'><h1>Menu</h1><h1>Town falls to <i>rebels</i></h1>",
            "Town falls to rebels//",
        );
        check("<h1>Only one</h1>", "Only one//");
        check("<meta name=author content='By Ann Author'>", "/Ann Author/");
        check(
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"A &amp; B\",\
             \"author\":[{\"name\":\"X\"},{\"name\":\"Y\"}],\"publisher\":{\"name\":\"Z\"}}</script>",
            "A & B/X, Y/Z",
        );
        check("<title>A &amp;#x27;delay&amp;#x27; &amp;amp;c</title>", "A 'delay' &c//");
        check(
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":{\"@type\":\
             \"Organization\",\"name\":\"Agence France-Presse\"}}</script>",
            "/Agence France-Presse/",
        );
        check("<p>nothing</p>", "//");
    }
}
