//! A page as a line of pieces: each run of text that a reader sees as one paragraph, heading, list
//! item, quotation or caption, with where it came from.

use html5ever::{LocalName, local_name};
use tidings_types::BlockKind;

use crate::boilerplate::Part;
use crate::captions::is_credit;
use crate::tree::{Data, NodeId, Tree, collapse};

/// A run of text with one function, as it stands in the page.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, white space collapsed.
    pub text: String,
    /// Innermost block-level element that holds it.
    pub node: NodeId,
    /// Characters of `text`.
    pub chars: usize,
    /// Characters of `text` that are links.
    pub link_chars: usize,
    /// Letters and digits of `text`.
    pub letters: usize,
}

impl Piece {
    /// Share of the text that is links, 0 to 1.
    pub fn link_density(&self) -> f64 {
        self.link_chars as f64 / self.chars.max(1) as f64
    }

    /// Whether it reads as running text: it is long enough, or a whole sentence.
    pub fn is_prose(&self) -> bool {
        /// Two lines of a column: shorter runs are as often labels as sentences.
        const LONG: usize = 80;
        /// "He left the town." and the like.
        const SENTENCE: usize = 25;
        let closed = self.text.trim_end_matches(['"', '”', '’', '»', ')', '\'']);
        let ends = closed.ends_with(['.', '!', '?', '…', ':', '؟', '。', '！', '？', '।', '۔']);
        // Rows of dashes and strewn brackets are long and say nothing.
        let worded = self.letters * 2 > self.chars;
        worded && (self.chars >= LONG || (ends && self.chars >= SENTENCE))
    }

    /// Characters that count for an article: those of prose outside links.
    pub fn mass(&self) -> usize {
        /// A paragraph of mostly links points elsewhere.
        const LINKED: f64 = 0.5;
        let counts = self.kind != BlockKind::Heading && self.is_prose();
        if counts && self.link_density() < LINKED { self.chars - self.link_chars } else { 0 }
    }
}

/// Elements whose content is never shown as text of the page.
pub fn is_unread(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("script")
            | local_name!("style")
            | local_name!("noscript")
            | local_name!("template")
            | local_name!("svg")
            | local_name!("math")
            | local_name!("iframe")
            | local_name!("object")
            | local_name!("canvas")
            | local_name!("video")
            | local_name!("audio")
            | local_name!("select")
            | local_name!("datalist")
            | local_name!("textarea")
            | local_name!("button")
            | local_name!("head")
            | local_name!("map")
    )
}

/// Elements that run on within a line.
pub fn is_inline(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("abbr")
            | local_name!("acronym")
            | local_name!("b")
            | local_name!("bdi")
            | local_name!("bdo")
            | local_name!("big")
            | local_name!("cite")
            | local_name!("code")
            | local_name!("data")
            | local_name!("del")
            | local_name!("dfn")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("img")
            | local_name!("ins")
            | local_name!("kbd")
            | local_name!("label")
            | local_name!("mark")
            | local_name!("nobr")
            | local_name!("q")
            | local_name!("ruby")
            | local_name!("s")
            | local_name!("samp")
            | local_name!("small")
            | local_name!("span")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("sub")
            | local_name!("sup")
            | local_name!("time")
            | local_name!("tt")
            | local_name!("u")
            | local_name!("var")
            | local_name!("wbr")
            | local_name!("input")
            | local_name!("picture")
            | local_name!("source")
    ) || name.contains('-')
}

/// Reads the pieces of `tree`, in order; `parts` tells what the names of every node say.
pub fn pieces(tree: &Tree, parts: &[Part]) -> Vec<Piece> {
    let top = tree.root();
    let mut writer = Writer::new(tree, parts);
    let mut node = top;
    loop {
        let skipped = is_unread(tree.name(node));
        if !skipped {
            writer.enter(node);
        }
        let inner = if skipped { None } else { tree.children(node).next() };
        if let Some(child) = inner {
            node = child;
            continue;
        }
        if !skipped {
            writer.leave(node);
        }
        // Climb until there is a way on.
        loop {
            if node == top {
                writer.flush();
                return writer.pieces;
            }
            if let Some(next) = tree.next(node) {
                node = next;
                break;
            }
            let Some(parent) = tree.parent(node) else { return writer.pieces };
            node = parent;
            writer.leave(node);
        }
    }
}

/// Gathers text until a block ends.
struct Writer<'a> {
    tree: &'a Tree,
    parts: &'a [Part],
    pieces: Vec<Piece>,
    text: String,
    link_text: usize,
    /// How many links are open.
    links: usize,
    /// Open block-level elements, innermost last.
    blocks: Vec<NodeId>,
    breaks: usize,
}

impl<'a> Writer<'a> {
    fn new(tree: &'a Tree, parts: &'a [Part]) -> Self {
        Self {
            tree,
            parts,
            pieces: Vec::new(),
            text: String::new(),
            link_text: 0,
            links: 0,
            blocks: vec![tree.root()],
            breaks: 0,
        }
    }

    fn enter(&mut self, id: NodeId) {
        match self.tree.data(id) {
            Data::Text(characters) => self.write(characters),
            Data::Element(name, _) => self.open(id, &name.local),
            Data::Other => {}
        }
    }

    fn write(&mut self, characters: &str) {
        let visible = characters.chars().filter(|c| !c.is_whitespace()).count();
        if visible > 0 {
            self.breaks = 0;
        }
        self.text.push_str(characters);
        let chars = if visible == 0 { 0 } else { visible + characters.trim().matches(' ').count() };
        self.link_text += if self.links > 0 { chars } else { 0 };
    }

    fn open(&mut self, id: NodeId, name: &LocalName) {
        match *name {
            local_name!("a") => self.links += usize::from(self.points_away(id)),
            local_name!("br") => self.break_line(),
            _ if is_inline(name) => {}
            _ => {
                self.flush();
                self.blocks.push(id);
            }
        }
    }

    /// Whether a link leads elsewhere: a heading's link to its own place on the page does not.
    fn points_away(&self, id: NodeId) -> bool {
        let in_heading = self.blocks.last().is_some_and(|&block| is_heading(self.tree.name(block)));
        !in_heading || self.tree.attribute(id, "href").is_none_or(|href| !href.starts_with('#'))
    }

    /// One break is a space in a paragraph; two part paragraphs.
    fn break_line(&mut self) {
        self.breaks += 1;
        if self.breaks > 1 { self.flush() } else { self.text.push('\n') }
    }

    fn leave(&mut self, id: NodeId) {
        let Data::Element(name, _) = self.tree.data(id) else { return };
        match name.local {
            local_name!("a") => {
                self.links = self.links.saturating_sub(usize::from(self.points_away(id)));
            }
            local_name!("br") => {}
            ref name if is_inline(name) => {}
            _ => {
                self.flush();
                self.blocks.pop();
            }
        }
    }

    fn flush(&mut self) {
        let text = collapse(&self.text);
        self.text.clear();
        let link_text = self.link_text;
        (self.link_text, self.breaks) = (0, 0);
        let Some(&node) = self.blocks.last() else { return };
        if text.is_empty() {
            return;
        }
        let chars = text.chars().count();
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.pieces.push(Piece {
            kind: self.kind(&text, chars),
            text,
            node,
            chars,
            link_chars: link_text.min(chars),
            letters,
        });
    }
}

/// What the innermost telling element says; captions are told by an element further out as well, or
/// by what they say.
impl Writer<'_> {
    fn kind(&self, text: &str, chars: usize) -> BlockKind {
        /// Longer pieces are the article's own, whatever they stand in.
        const LONGEST: usize = 700;
        /// How far out an element named as a caption still speaks of a piece.
        const CAPTION_REACH: usize = 3;
        let short = chars <= LONGEST;
        let is_named = |block: &NodeId| self.parts.get(*block as usize) == Some(&Part::Caption);
        if self.blocks.last().is_some_and(is_named)
            || (short && self.blocks.iter().rev().take(CAPTION_REACH).any(is_named))
        {
            return BlockKind::Caption;
        }
        match self.element_kind(short) {
            BlockKind::Paragraph if is_credit(text, chars) => BlockKind::Caption,
            kind => kind,
        }
    }

    fn element_kind(&self, short: bool) -> BlockKind {
        for &block in self.blocks.iter().rev() {
            match *self.tree.name(block) {
                ref name if is_heading(name) => return BlockKind::Heading,
                local_name!("li") | local_name!("dd") => return BlockKind::ListItem,
                local_name!("blockquote") => return BlockKind::Quote,
                local_name!("figcaption") => return BlockKind::Caption,
                local_name!("figure") if short && self.holds_picture(block) => {
                    return BlockKind::Caption;
                }
                // A table in a figure is the article's own words, and so is what stands beside it.
                local_name!("table") | local_name!("article") | local_name!("section") => break,
                _ => {}
            }
        }
        BlockKind::Paragraph
    }
}

impl Writer<'_> {
    /// Whether a figure is of a picture or film, and not of a quotation or a table.
    fn holds_picture(&self, figure: NodeId) -> bool {
        /// Nodes that are looked at: a picture stands before its caption.
        const NEAR: usize = 60;
        let is_picture = |id: NodeId| {
            matches!(
                *self.tree.name(id),
                local_name!("img")
                    | local_name!("picture")
                    | local_name!("video")
                    | local_name!("iframe")
            )
        };
        self.tree.descend(figure).take(NEAR).any(is_picture)
    }
}

/// Headings of all six ranks.
pub fn is_heading(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("h1")
            | local_name!("h2")
            | local_name!("h3")
            | local_name!("h4")
            | local_name!("h5")
            | local_name!("h6")
            | local_name!("dt")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &[(BlockKind, &str)]) {
        let tree = Tree::parse(html);
        let found = pieces(&tree, &[]);
        let found: Vec<_> = found.iter().map(|piece| (piece.kind, piece.text.as_str())).collect();
        assert_eq!(found, expected, "{html}");
    }

    #[test]
    fn blocks_part_text_and_inline_elements_do_not() {
        use BlockKind::{Caption, Heading, ListItem, Paragraph, Quote};
        check("<p>a <b>b</b><i>c</i>\n d<p>e", &[(Paragraph, "a bc d"), (Paragraph, "e")]);
        check("<div>a<div>b</div>c</div>", &[(Paragraph, "a"), (Paragraph, "b"), (Paragraph, "c")]);
        check("a<br>b<br> <br>c", &[(Paragraph, "a b"), (Paragraph, "c")]);
        check(
            "<h2>a</h2><ul><li>b<li><p>c</ul>",
            &[(Heading, "a"), (ListItem, "b"), (ListItem, "c")],
        );
        check("<blockquote><p>a</blockquote>", &[(Quote, "a")]);
        check("<figure><img><figcaption>a</figcaption></figure>", &[(Caption, "a")]);
        check("<button>a</button><select><option>b</select>c", &[(Paragraph, "c")]);
    }

    #[test]
    fn links_are_weighed() {
        let tree = Tree::parse("<p>ab <a href=x>cd</a> ef");
        let found = pieces(&tree, &[]);
        assert_eq!((found[0].chars, found[0].link_chars), (8, 2));
    }
}
