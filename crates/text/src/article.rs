//! Which part of a page is the article.
//!
//! The page is read once as pieces. Prose pieces have mass; the article is the smallest part of
//! the page that holds nearly all of it once furniture is out. Templates that name their body
//! element are believed when that element holds a fair share of the prose.

use tidings_types::BlockKind;

use crate::furniture::furniture;
use crate::lines;
use crate::page::Page;
use crate::pieces::{Piece, pieces};
use crate::root::root;
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

/// The blocks of the article in `page` under the headline `title`, in order, without the headline;
/// empty where there is no article.
pub fn article(page: &Page<'_>, title: Option<&str>) -> Vec<TextBlock> {
    let tree = &page.tree;
    let all = pieces(tree, &page.parts);
    let dropped = furniture(page, &all);
    let kept: Vec<&Piece> = all.iter().filter(|piece| !dropped[piece.node as usize]).collect();
    let weights = Weights::of(tree, kept.iter().copied());
    let root = root(page, &weights);
    let inside = tree.mark_inside(root);
    let in_body: Vec<&Piece> =
        kept.into_iter().filter(|piece| inside[piece.node as usize]).collect();
    let body = lines::body(&in_body, title);
    let prose: usize = body.iter().map(|piece| piece.mass()).sum();
    let block = |piece: &&Piece| TextBlock { kind: piece.kind, text: piece.text.clone() };
    if prose >= SHORTEST_ARTICLE { body.iter().map(block).collect() } else { Vec::new() }
}
