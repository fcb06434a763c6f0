//! A parsed page with the facts that several readers of it need.

use html5ever::{LocalName, local_name};
use serde_json::Value;

use crate::boilerplate::{Part, parts};
use crate::slim::slim;
use crate::tree::{NodeId, Tree};

/// Most objects of structured data that are looked at. Pages measured hold under 200; sites that
/// list their whole catalogue hold no more facts about the article for it.
const MAX_OBJECTS: usize = 2000;

/// A parsed page.
pub struct Page<'a> {
    /// Its elements and text.
    pub tree: Tree,
    /// What class, id and role of every node say.
    pub parts: Vec<Part>,
    /// Its JSON-LD, one value a script.
    structured: Vec<Value>,
    /// The day of publication in JSON-LD that is no valid JSON, as written.
    pub loose_days: Vec<String>,
    /// Names and contents of its `meta` elements, in order.
    metas: Vec<(String, String)>,
    /// The page as it was given, scripts included.
    pub source: &'a str,
    /// Address it came from, if known.
    pub url: Option<String>,
}

impl<'a> Page<'a> {
    /// Parses `html` that came from `url`.
    pub fn parse(html: &'a str, url: Option<&str>) -> Self {
        let slim = slim(html);
        let (mut structured, mut loose_days) = (Vec::new(), Vec::new());
        for script in &slim.json_ld {
            match parse_json(script) {
                Some(value) => structured.push(value),
                None => loose_days.extend(value_after(script, "datePublished").map(str::to_owned)),
            }
        }
        let tree = Tree::parse(&slim.html);
        Self {
            metas: metas(&tree),
            parts: parts(&tree),
            tree,
            structured,
            loose_days,
            source: html,
            url: url.map(str::to_owned),
        }
    }

    /// Elements of this name, in order.
    pub fn elements(&self, name: LocalName) -> impl Iterator<Item = NodeId> {
        self.tree.descend(self.tree.root()).filter(move |&id| *self.tree.name(id) == name)
    }

    /// Content of the first `meta` element whose `name`, `property` or `itemprop` is `key`, in any
    /// case; never empty.
    pub fn meta(&self, key: &str) -> Option<&str> {
        let found = self.metas.iter().find(|(name, _)| name.eq_ignore_ascii_case(key));
        found.map(|(_, content)| content.as_str())
    }

    /// The page's own idea of its address, as written.
    pub fn canonical(&self) -> Option<&str> {
        let is_canonical = |id: &NodeId| {
            let rel = self.tree.attribute(*id, "rel");
            rel.is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
        };
        let link = self.elements(local_name!("link")).find(is_canonical)?;
        self.tree.attribute(link, "href").map(str::trim)
    }

    /// Days that scripts state as published, as written: what JSON-LD says that is not valid JSON,
    /// and other data of the template.
    pub fn scripted_days(&self) -> impl Iterator<Item = &str> {
        SCRIPTED.iter().filter_map(|name| value_after(self.source, name))
    }

    /// Every object of structured data, outermost first.
    pub fn objects(&self) -> impl Iterator<Item = &Value> {
        self.structured.iter().flat_map(|script| Objects { waiting: vec![script], given: 0 })
    }

    /// The objects of structured data that describe an article.
    pub fn article_objects(&self) -> impl Iterator<Item = &Value> {
        self.objects().filter(|object| is_article(object))
    }
}

/// Names and contents of all `meta` elements that have both.
fn metas(tree: &Tree) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for id in tree.descend(tree.root()).filter(|&id| *tree.name(id) == local_name!("meta")) {
        let content = tree.attribute(id, "content").map(str::trim).unwrap_or_default();
        let names = ["name", "property", "itemprop", "http-equiv"];
        for name in names.into_iter().filter_map(|key| tree.attribute(id, key)) {
            if !content.is_empty() {
                found.push((name.trim().to_owned(), content.to_owned()));
            }
        }
    }
    found
}

/// Names under which scripts hold the day of publication.
const SCRIPTED: &[&str] = &[
    "datePublished",
    "published_at",
    "publishedAt",
    "publishDate",
    "publicationDate",
    "publication_date",
    "date_published",
    "published_time",
];

/// The value behind the first `"name":` in `text`, however its quotes are escaped; what follows
/// the value may be part of it.
fn value_after<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    /// A timestamp with zone and milliseconds has under 40 bytes.
    const LONGEST: usize = 40;
    let mut rest = text.split_once(name)?.1;
    loop {
        let shorter = rest.trim_start_matches(['"', '\\', ':', ' ', '=', '\'']);
        let shorter = shorter.strip_prefix("&quot;").unwrap_or(shorter);
        if shorter.len() == rest.len() {
            break;
        }
        rest = shorter;
    }
    let end = (0..=LONGEST.min(rest.len())).rev().find(|&at| rest.is_char_boundary(at))?;
    // An empty value is followed by the next field.
    rest.get(..end)?.split('"').next().filter(|value| value.starts_with(char::is_alphanumeric))
}

/// A walk through the objects inside a JSON-LD script, at most [`MAX_OBJECTS`].
struct Objects<'a> {
    waiting: Vec<&'a Value>,
    given: usize,
}

impl<'a> Iterator for Objects<'a> {
    type Item = &'a Value;

    fn next(&mut self) -> Option<&'a Value> {
        while let Some(value) = self.waiting.pop() {
            match value {
                Value::Array(values) => self.waiting.extend(values.iter().rev()),
                Value::Object(fields) if self.given < MAX_OBJECTS => {
                    self.given += 1;
                    self.waiting.extend(fields.values().filter(|v| v.is_array() || v.is_object()));
                    return Some(value);
                }
                _ => {}
            }
        }
        None
    }
}

/// The value of a JSON-LD script: strict JSON first; then with raw line breaks inside strings, the
/// commonest fault, mended.
fn parse_json(script: &str) -> Option<Value> {
    let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let script = script.trim_start_matches("//<![CDATA[").trim_end_matches("//]]>");
    serde_json::from_str(script).ok().or_else(|| {
        let mended: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(mended.trim().trim_end_matches(';')).ok()
    })
}

fn is_article(object: &Value) -> bool {
    let named = |value: &Value| {
        value.as_str().is_some_and(|kind| {
            let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
            kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
        })
    };
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(named),
        Some(kind) => named(kind),
        None => false,
    }
}

/// The text of a field: a string, or the `name` of an object, or the first of a list of such.
pub fn text_of(value: &Value) -> Option<&str> {
    let text = match value {
        Value::String(text) => Some(text.as_str()),
        Value::Object(fields) => fields.get("name").and_then(Value::as_str),
        Value::Array(values) => values.first().and_then(|first| match first {
            Value::String(text) => Some(text.as_str()),
            Value::Object(fields) => fields.get("name").and_then(Value::as_str),
            _ => None,
        }),
        _ => None,
    };
    text.map(str::trim).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structured_data_is_found_in_all_its_forms() {
        let check = |script: &str, headline: Option<&str>| {
            let html = format!("<script type=application/ld+json>{script}</script>");
            let page = Page::parse(&html, None);
            let found = page.article_objects().find_map(|object| text_of(object.get("headline")?));
            assert_eq!(found, headline, "{script}");
        };
        check(r#"{"@type":"NewsArticle","headline":"a"}"#, Some("a"));
        check(
            r#"{"@graph":[{"@type":["Thing","http://schema.org/BlogPosting"],"headline":"b"}]}"#,
            Some("b"),
        );
        check("{\"@type\":\"Article\",\"headline\":\"c\nd\"}", Some("c d"));
        check(r#"{"@type":"WebSite","headline":"e"}"#, None);
        check("not json", None);
    }

    #[test]
    fn metas_are_found_by_any_name() {
        let page =
            Page::parse("<meta property='OG:title' content=' a '><meta name=b content=''>", None);
        assert_eq!(page.meta("og:title"), Some("a"));
        assert_eq!(page.meta("b"), None);
    }
}
