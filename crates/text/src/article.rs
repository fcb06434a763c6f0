//! Which part of a page is the article.
//!
//! The page is read once as pieces. Prose pieces have mass; the article is the smallest part of
//! the page that holds nearly all of it once furniture is out. Templates that name their body
//! element are believed when that element holds a fair share of the prose.

use html5ever::local_name;
use tidings_types::BlockKind;

use crate::authors::without_authors;
use crate::furniture::furniture;
use crate::lines;
use crate::metadata::Metadata;
use crate::page::Page;
use crate::pieces::{Piece, pieces};
use crate::root::root;
use crate::tree::{NodeId, Tree, collapse};
use crate::weights::Weights;

/// Less prose than this, in characters, is no article: two sentences.
pub const SHORTEST_ARTICLE: usize = 140;

/// One block of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextBlock {
    /// What it is.
    pub kind: BlockKind,
    /// Its text: white space collapsed, never empty.
    pub text: String,
}

/// The blocks of the article in `page` under its headline, in order, without the headline; empty
/// where there is no article.
pub fn article(page: &Page<'_>, metadata: &Metadata) -> Vec<TextBlock> {
    let title = metadata.title.as_deref();
    let tree = &page.tree;
    let all = pieces(tree, &page.parts);
    let dropped = furniture(page, &all, title);
    let kept: Vec<&Piece> = all.iter().filter(|piece| !dropped[piece.node as usize]).collect();
    let weights = Weights::of(tree, kept.iter().copied());
    let root = root(page, &weights);
    let inside = tree.mark_inside(root);
    let in_body: Vec<&Piece> =
        kept.into_iter().filter(|p| inside[p.node as usize] && !is_counter(tree, p)).collect();
    let body = lines::body(&in_body, title);
    let body = without_authors(&body, metadata.byline.as_deref());
    let prose: usize = body.iter().map(|piece| piece.mass()).sum();
    let block = |piece: &&Piece| TextBlock { kind: piece.kind, text: piece.text.clone() };
    match stated_body(page, prose * STATED) {
        Some(stated) => paragraphs(&stated),
        _ if prose >= SHORTEST_ARTICLE => body.iter().map(block).collect(),
        _ => Vec::new(),
    }
}

/// Whether a piece is a bare number outside tables and lists: the count of a gallery, the length of
/// a film, the number of comments.
fn is_counter(tree: &Tree, piece: &Piece) -> bool {
    /// How deep inside a cell its words stand.
    const NEAR: usize = 6;
    let is_cell = |id: NodeId| {
        matches!(*tree.name(id), local_name!("td") | local_name!("th") | local_name!("dl"))
    };
    let in_table = || is_cell(piece.node) || tree.ancestors(piece.node).take(NEAR).any(is_cell);
    let words = piece.text.split_whitespace().filter(|word| !matches!(*word, "of" | "von" | "de"));
    let worded = words.flat_map(str::chars).any(char::is_alphabetic);
    piece.kind == BlockKind::Paragraph && !worded && !in_table()
}

/// How many times longer than what is shown the text in the structured data must be to be taken
/// instead: pages that build themselves in the browser show a line or nothing.
const STATED: usize = 4;

/// The article's text in the page's structured data, if it is long enough for one and has more than
/// `least` bytes.
fn stated_body(page: &Page<'_>, least: usize) -> Option<String> {
    let stated = page.article_objects().find_map(|object| object.get("articleBody")?.as_str())?;
    // Markup has more bytes than its words, so that what is too short needs no parsing.
    let longer = |text: &str| text.len() > least && text.len() >= SHORTEST_ARTICLE;
    if !longer(stated) {
        return None;
    }
    let text = if stated.contains("</") { plain(stated) } else { stated.to_owned() };
    longer(&text).then_some(text)
}

/// The words of markup inside a string.
fn plain(markup: &str) -> String {
    let tree = Tree::parse(markup);
    let texts: Vec<String> = pieces(&tree, &[]).into_iter().map(|piece| piece.text).collect();
    texts.join("\n")
}

fn paragraphs(text: &str) -> Vec<TextBlock> {
    text.lines()
        .map(collapse)
        .filter(|line| !line.is_empty())
        .map(|text| TextBlock { kind: BlockKind::Paragraph, text })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows the blocks of a page as "block | block".
    fn check(html: &str, expected: &str) {
        let page = Page::parse(html, None);
        let metadata = Metadata {
            title: Some("Town falls to rebels".to_owned()),
            byline: Some("Ann Author".to_owned()),
            ..Metadata::default()
        };
        let blocks = article(&page, &metadata);
        let texts: Vec<String> = blocks.into_iter().map(|block| block.text).collect();
        assert_eq!(texts.join(" | "), expected, "{html}");
    }

    const FIRST: &str =
        "The town fell to rebels on Tuesday after a week of heavy fighting, residents said.";
    const SECOND: &str =
        "Thousands of people fled to the north, and nobody has come home so far, aid workers said.";

    #[test]
    fn furniture_goes_and_the_body_stays() {
        let body = format!("<h1>Town falls to rebels</h1><p>{FIRST}</p><p>{SECOND}</p>");
        let both = format!("{FIRST} | {SECOND}");
        check(&body, &both);
        check(&format!("<nav><p>{SECOND}</p></nav>{body}"), &both);
        check(
            &format!(
                "<article>{body}<div class=related-posts><p>Another long story about something else altogether.</p></div></article>"
            ),
            &both,
        );
        check(
            &format!(
                "<div class=has-sidebar>{body}</div><div class=sidebar><p>Short note here, not ours.</p></div>"
            ),
            &both,
        );
        check(
            &format!(
                "{body}<div class=comments>{}</div>",
                "<p>I do not agree with this at all, my friend.</p>".repeat(40)
            ),
            &both,
        );
        check(
            &format!("<article>{body}<h3>Related stories</h3><p>Other town holds.</p></article>"),
            &both,
        );
        check(
            &format!(
                "<article><p>By Ann Author</p><p>12 March 2020</p>{body}<p>{FIRST}</p></article>"
            ),
            &both,
        );
        check(&format!("<form>{body}</form>"), &both);
    }

    #[test]
    fn the_next_story_under_this_one_is_left_out() {
        let story = |title: &str, first: &str| {
            format!("<article><h1>{title}</h1><p>{first}</p><p>{SECOND}</p></article>")
        };
        let html = format!(
            "<main>{}{}{}</main>",
            story("Town falls to rebels", FIRST),
            story(
                "Other town holds",
                "The other town held on Tuesday, a week after it was shelled, they said."
            ),
            story(
                "Third town burns",
                "The third town burnt on Tuesday, a week after it was shelled, they said."
            ),
        );
        check(&html, &format!("{FIRST} | {SECOND}"));
    }

    #[test]
    fn what_the_page_says_for_itself_goes() {
        let body = format!("<p>{FIRST}</p><p>{SECOND}</p>");
        let both = format!("{FIRST} | {SECOND}");
        let checked = |html: String| check(&format!("<article>{html}</article>"), &both);
        checked(format!("{body}<h3>More of this</h3>"));
        checked(format!("{body}<p>BEST OF THE GAZETTE</p>"));
        let signed = format!("<article>{body}<p>—Field Agency</p></article>");
        check(&signed, &format!("{both} | —Field Agency"));
        let table = "<table><tr><td>Hama<td>12<tr><td>Homs<td>9</table>";
        let counted = format!("<article>{body}{table}</article>");
        check(&counted, &format!("{both} | Hama | 12 | Homs | 9"));
        checked(format!("{body}<p>Sign up for our newsletter here.</p>"));
        checked(format!("{body}<p>Senior Editor</p><p>Ann Author is a reporter.</p>"));
        checked(format!("<p>{FIRST}</p><div><span>1 of 57</span></div><p>{SECOND}</p>"));
        let captions = [
            "<figure><img><div><span>A man looks at his house.</span></div></figure>",
            "<div class=media><img><div class=caption><p>A man looks at his house.</p></div></div>",
            "<p>A man looks at his house (Ann Author/AFP)</p>",
            "<p>Photo: Ann Author</p>",
        ];
        for caption in captions {
            let html = format!("<article><p>{FIRST}</p>{caption}<p>{SECOND}</p></article>");
            let page = Page::parse(&html, None);
            let kinds: Vec<BlockKind> =
                article(&page, &Metadata::default()).iter().map(|block| block.kind).collect();
            let expected = [BlockKind::Paragraph, BlockKind::Caption, BlockKind::Paragraph];
            assert_eq!(kinds, expected, "{caption}");
        }
        let quote = format!(
            "<article><p>{FIRST}</p><figure><blockquote>{SECOND}</blockquote></figure></article>"
        );
        let blocks = article(&Page::parse(&quote, None), &Metadata::default());
        assert_eq!(blocks[1].kind, BlockKind::Quote);
    }

    #[test]
    fn a_paragraph_named_for_its_wall_stays() {
        let html =
            format!("<article><p class=paywall>{FIRST}</p><p class=paywall>{SECOND}</p></article>");
        check(&html, &format!("{FIRST} | {SECOND}"));
    }

    #[test]
    fn a_body_cut_in_pieces_is_whole() {
        let third = "A third paragraph tells what the army says of it, which is not much at all.";
        let html = format!(
            "<article><div class='txt article-body'><p>{FIRST}</p><p>{SECOND}</p></div><div class=ad>Buy</div>\
             <div class='txt article-body'><p>{third}</p></div></article>"
        );
        check(&html, &format!("{FIRST} | {SECOND} | {third}"));
    }

    #[test]
    fn a_page_built_in_the_browser_is_read_from_its_structured_data() {
        let html = format!(
            "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"articleBody\":\"{FIRST}\\n\\n{SECOND}\"}}</script>\
             <div id=app>Loading…</div>"
        );
        check(&html, &format!("{FIRST} | {SECOND}"));
    }
}
