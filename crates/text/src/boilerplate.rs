//! Words in class names, ids and roles that tell what part of a page an element is.
//!
//! Page templates name their parts for their own authors, in a small common vocabulary. No host
//! names here: only words that many templates share.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};
use html5ever::{Attribute, local_name};

use crate::lines::{folded, names_tail};
use crate::pieces::is_heading;
use crate::tree::{Data, NodeId, Tree};

/// What an element's names say of it, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Holds the article's body.
    Body,
    /// Holds readers' comments.
    Comments,
    /// Is furniture: menus, related links, sharing, …
    Furniture,
    /// Labels the article: its date, author, section.
    Label,
    /// Is a caption or a picture credit.
    Caption,
    /// Nothing told.
    Unknown,
}

/// Words of furniture. Each must stand as a whole word of the name, where words are parted by
/// hyphens, underscores, spaces, digits or a capital.
const FURNITURE: &[&str] = &[
    "ad",
    "addthis",
    "ads",
    "adslot",
    "advert",
    "advertisement",
    "advertising",
    "aside",
    "author-bio",
    "author-box",
    "author-card",
    "author-profile",
    "authorbio",
    "authorbox",
    "about-author",
    "about-the-author",
    "banner",
    "bio",
    "biobox",
    "bottom-bar",
    "breadcrumb",
    "breadcrumbs",
    "carousel",
    "closed-captions",
    "closed-captions-box",
    "category-list",
    "cc-banner",
    "consent",
    "contributors",
    "cookie",
    "cookies",
    "copyright",
    "cta",
    "dialog",
    "disclaimer",
    "donate",
    "donation",
    "email-signup",
    "etn",
    "feedback",
    "footer",
    "footnav",
    "gdpr",
    "global-nav",
    "gpt",
    "header-nav",
    "in-this-article",
    "jp-relatedposts",
    "jump-to",
    "latest-posts",
    "lightbox",
    "links-list",
    "login",
    "mailchimp",
    "masthead",
    "megamenu",
    "menu",
    "modal",
    "more-from",
    "more-news",
    "more-stories",
    "most-popular",
    "most-read",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "next-post",
    "nextpost",
    "notification",
    "outbrain",
    "overlay",
    "pager",
    "pagination",
    "paywall",
    "popular",
    "popup",
    "post-author",
    "post-nav",
    "post-navigation",
    "prev-next",
    "print-only",
    "privacy",
    "promo",
    "promotion",
    "rating",
    "ratings",
    "read-more",
    "read-next",
    "readmore",
    "recent",
    "recent-posts",
    "recirc",
    "recirculation",
    "recommend",
    "recommendation",
    "recommendations",
    "recommended",
    "related",
    "relatedposts",
    "reply",
    "sharebar",
    "share",
    "sharedaddy",
    "sharing",
    "shop",
    "shopping",
    "sidebar",
    "sidenav",
    "signup",
    "sign-up",
    "similar",
    "sitemap",
    "skip-link",
    "skip-to-content",
    "skyscraper",
    "social",
    "socials",
    "sponsor",
    "sponsored",
    "subnav",
    "subscribe",
    "subscription",
    "suggested",
    "summary-item",
    "supplement",
    "taboola",
    "tag-list",
    "tagcloud",
    "taglist",
    "tags",
    "teaser",
    "teasers",
    "toc",
    "toolbar",
    "top-bar",
    "topbar",
    "trending",
    "tweet-button",
    "upsell",
    "utility",
    "video-js",
    "video-player",
    "videoplayer",
    "jwplayer",
    "whatsapp",
    "widget-area",
    "widget-title",
    "widgettitle",
    "sidebar-widget",
    "you-may",
    "you-might",
    "yarpp",
];

/// Words of labels: date, author, section of the article itself, and what is read out alone.
const LABELS: &[&str] = &[
    "author",
    "author-info",
    "authors",
    "byline",
    "entry-footer",
    "entry-meta",
    "metadata",
    "post-footer",
    "post-info",
    "post-meta",
    "post-tags",
    "posted-on",
    "postmeta",
    "screen-reader-text",
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
];

/// Words of captions and picture credits.
const CAPTIONS: &[&str] =
    &["caption", "captions", "credit", "credits", "imagecaption", "photocredit", "wp-caption-text"];

/// Words of readers' comments.
const COMMENTS: &[&str] = &[
    "comment",
    "comments",
    "comment-body",
    "commentlist",
    "commentlisting",
    "comment-list",
    "comments-area",
    "commentsection",
    "disqus",
    "disqus_thread",
    "fb-comments",
    "respond",
    "reader-interactions",
    "usercomments",
];

/// Words of bodies.
const BODY: &[&str] = &[
    "article-body",
    "article-content",
    "article-text",
    "article__body",
    "article__content",
    "article_body",
    "article_content",
    "articlebody",
    "articlecontent",
    "articletext",
    "blog-content",
    "blog-post-body",
    "body-content",
    "body-copy",
    "bodycopy",
    "bodytext",
    "content-body",
    "content__article-body",
    "content-article",
    "entry-content",
    "entry_content",
    "entry__content",
    "entrycontent",
    "entrytext",
    "field-name-body",
    "field--name-body",
    "main-content",
    "news-body",
    "news-content",
    "newstext",
    "node-content",
    "page-content",
    "pf-content",
    "post-body",
    "post-content",
    "post__content",
    "post_content",
    "post-entry",
    "post-text",
    "postbody",
    "postcontent",
    "posttext",
    "rich-text",
    "richtext",
    "single-content",
    "single-post-content",
    "story-body",
    "story-content",
    "story-text",
    "story__body",
    "storybody",
    "storytext",
    "td-post-content",
    "text-content",
    "the-content",
    "the_content",
    "thecontent",
    "wysiwyg",
];

/// The words of all tables, and what each says.
struct Vocabulary {
    words: AhoCorasick,
    parts: Vec<Part>,
}

/// The tables are constants that build; were they ever too large, nothing would match.
static VOCABULARY: LazyLock<Option<Vocabulary>> = LazyLock::new(|| {
    let tables = [
        (BODY, Part::Body),
        (COMMENTS, Part::Comments),
        (FURNITURE, Part::Furniture),
        (LABELS, Part::Label),
        (CAPTIONS, Part::Caption),
    ];
    let words = tables.iter().flat_map(|(words, _)| words.iter());
    let parts = tables.iter().flat_map(|(words, part)| words.iter().map(|_| *part)).collect();
    let words = AhoCorasickBuilder::new()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::Standard)
        .kind(Some(AhoCorasickKind::DFA))
        .build(words);
    words.ok().map(|words| Vocabulary { words, parts })
});

/// What class, id and role of every node say.
pub fn parts(tree: &Tree) -> Vec<Part> {
    (0..tree.len()).filter_map(|id| NodeId::try_from(id).ok()).map(|id| part(tree, id)).collect()
}

/// What class, id and role of `id` say.
fn part(tree: &Tree, id: NodeId) -> Part {
    let Data::Element(_, attributes) = tree.data(id) else { return Part::Unknown };
    attributes
        .iter()
        .filter(|attribute| {
            matches!(
                &*attribute.name.local,
                "class" | "id" | "role" | "data-component" | "data-testid" | "itemprop"
            )
        })
        .map(|attribute| match told_by(&attribute.value) {
            Part::Furniture if is_anchor(tree, id, attribute) => Part::Unknown,
            told => told,
        })
        .min()
        .unwrap_or(Part::Unknown)
}

/// Whether an id is the words of the heading under it, made for links to the section
/// ("menu-ideas-that-sell"), and names nothing. Shorter ids and those of end matter
/// ("you-may-also-like") name their part, heading or not.
fn is_anchor(tree: &Tree, id: NodeId, attribute: &Attribute) -> bool {
    const WORDS: usize = 4;
    /// Nodes that are looked at: the heading of a section stands first in it.
    const NEAR: usize = 20;
    let words = attribute.value.split(['-', '_']).filter(|word| !word.is_empty());
    if &*attribute.name.local != "id" || words.count() < WORDS {
        return false;
    }
    let slug = folded(&attribute.value);
    let mut near = tree.descend(id).take(NEAR);
    let heading = near.find(|&inner| is_heading(tree.name(inner)));
    !names_tail(&slug) && heading.is_some_and(|heading| folded(&tree.text(heading)) == slug)
}

/// The most telling whole word in the value of an attribute.
fn told_by(value: &str) -> Part {
    let Some(vocabulary) = VOCABULARY.as_ref() else { return Part::Unknown };
    let bytes = value.as_bytes();
    let is_whole = |found: &aho_corasick::Match| {
        let before = found.start().checked_sub(1).and_then(|at| bytes.get(at));
        let last = bytes.get(found.end().wrapping_sub(1));
        starts_word(before, bytes.get(found.start())) && ends_word(last, bytes.get(found.end()))
    };
    vocabulary
        .words
        .find_overlapping_iter(value)
        .filter(is_whole)
        .filter_map(|found| vocabulary.parts.get(found.pattern().as_usize()).copied())
        .min()
        .unwrap_or(Part::Unknown)
}

fn starts_word(before: Option<&u8>, first: Option<&u8>) -> bool {
    let Some(before) = before else { return true };
    let capital = first.is_some_and(u8::is_ascii_uppercase);
    !before.is_ascii_alphabetic() || (capital && before.is_ascii_lowercase())
}

fn ends_word(last: Option<&u8>, after: Option<&u8>) -> bool {
    let Some(after) = after else { return true };
    let low = last.is_some_and(u8::is_ascii_lowercase);
    !after.is_ascii_alphabetic() || (after.is_ascii_uppercase() && low)
}

/// Whether the element is furniture by its very name.
pub fn is_furniture_element(tree: &Tree, id: NodeId) -> bool {
    matches!(*tree.name(id), local_name!("nav") | local_name!("footer") | local_name!("aside"))
        || matches!(*tree.name(id), local_name!("dialog") | local_name!("menu"))
        || *tree.name(id) == local_name!("form")
        || tree.attribute(id, "role").is_some_and(|role| {
            matches!(
                role,
                "navigation"
                    | "complementary"
                    | "contentinfo"
                    | "dialog"
                    | "alertdialog"
                    | "search"
                    | "banner"
                    | "menu"
                    | "menubar"
                    | "toolbar"
            )
        })
}

/// Whether the page itself hides the element.
pub fn is_hidden(tree: &Tree, id: NodeId) -> bool {
    tree.attribute(id, "hidden").is_some()
        || tree.attribute(id, "aria-hidden") == Some("true")
        || tree.attribute(id, "style").is_some_and(hides)
}

fn hides(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let style = style.to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tag: &str, expected: Part) {
        let tree = Tree::parse(&format!("{tag}x"));
        let id = tree.descend(tree.root()).find(|&id| *tree.name(id) == local_name!("div"));
        assert_eq!(part(&tree, id.unwrap()), expected, "{tag}");
    }

    #[test]
    fn whole_words_of_names_tell() {
        check("<div class='related-posts'>", Part::Furniture);
        check("<div id=RelatedLinks>", Part::Furniture);
        check("<div class=socialShare2>", Part::Furniture);
        check("<div class='unrelated shadow'>", Part::Unknown);
        check("<div class='entry-content share'>", Part::Body);
        check("<div id=menu-ideas-that-sell><h2>Menu ideas that sell</h2>", Part::Unknown);
        check("<div id=menu-ideas-that-sell><h2>Others</h2>", Part::Furniture);
        check("<div id=popular-posts><h2>Popular posts</h2>", Part::Furniture);
        check("<div id=you-may-also-like><h2>You may also like</h2>", Part::Furniture);
        check("<div itemprop=articleBody>", Part::Body);
        check("<div>", Part::Unknown);
    }
}
