//! Words in class names, ids and roles that tell what part of a page an element is.
//!
//! Page templates name their parts for their own authors, in a small common vocabulary. No host
//! names here: only words that many templates share.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use html5ever::local_name;

use crate::tree::{NodeId, Tree};

/// What an element's names say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Holds the article's body.
    Body,
    /// Is furniture: menus, related links, sharing, …
    Furniture,
    /// Labels the article: its date, author, section.
    Label,
    /// Holds readers' comments.
    Comments,
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
    "whatsapp",
    "widget-area",
    "widget-title",
    "widgettitle",
    "sidebar-widget",
    "you-may",
    "you-might",
    "yarpp",
];

/// Words of labels: date, author, section of the article itself.
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

static FURNITURE_WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| automaton(FURNITURE));
static COMMENT_WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| automaton(COMMENTS));
static LABEL_WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| automaton(LABELS));
static CAPTION_WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| automaton(CAPTIONS));
static BODY_WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| automaton(BODY));

/// The tables are constants that build; were one ever too large, nothing would match.
fn automaton(words: &[&str]) -> Option<AhoCorasick> {
    AhoCorasickBuilder::new()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::Standard)
        .build(words)
        .ok()
}

/// What class, id and role of `id` say.
pub fn part(tree: &Tree, id: NodeId) -> Part {
    let names = ["class", "id", "role", "data-component", "data-testid", "itemprop"];
    let mut part = Part::Unknown;
    for value in names.iter().filter_map(|name| tree.attribute(id, name)) {
        if holds(&BODY_WORDS, value) {
            return Part::Body;
        }
        if holds(&COMMENT_WORDS, value) {
            return Part::Comments;
        }
        if holds(&FURNITURE_WORDS, value) {
            part = Part::Furniture;
        } else if part == Part::Unknown && holds(&LABEL_WORDS, value) {
            part = Part::Label;
        }
    }
    part
}

/// Whether class or id of `id` say that it is a caption or a credit.
pub fn is_caption(tree: &Tree, id: NodeId) -> bool {
    let mut names = ["class", "id"].iter().filter_map(|name| tree.attribute(id, name));
    names.any(|value| holds(&CAPTION_WORDS, value))
}

fn holds(words: &LazyLock<Option<AhoCorasick>>, value: &str) -> bool {
    let Some(words) = words.as_ref() else { return false };
    words.find_overlapping_iter(value).any(|found| {
        let bytes = value.as_bytes();
        let before = found.start().checked_sub(1).and_then(|at| bytes.get(at));
        let first = bytes.get(found.start());
        let last = bytes.get(found.end().wrapping_sub(1));
        let after = bytes.get(found.end());
        starts_word(before, first) && ends_word(last, after)
    })
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
        check("<div itemprop=articleBody>", Part::Body);
        check("<div>", Part::Unknown);
    }
}
