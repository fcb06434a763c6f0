//! Which part of a page is the article.
//!
//! The page is read once as pieces. Prose pieces have mass; the article is the smallest part of
//! the page that holds nearly all of it once furniture is out. Templates that name their body
//! element are believed when that element holds a fair share of the prose.

use html5ever::local_name;
use tidings_types::BlockKind;

use crate::boilerplate::{Part, is_furniture_element, is_hidden, part};
use crate::lines;
use crate::pieces::{Piece, is_unread, pieces};
use crate::tree::{NodeId, Tree};

/// Share of the page's prose above which an element is never dropped for its class name: page
/// wrappers are called "has-sidebar", "menu-open" and the like.
const TOO_MUCH_TO_DROP: f64 = 0.4;

/// Share of the prose that the way down to the article must keep at every step.
const KEEPS: f64 = 0.75;

/// Share of the prose that a body element named by the template must hold to be believed.
const NAMED_BODY: f64 = 0.5;

/// Less prose than this, in characters, is no article.
pub const SHORTEST_ARTICLE: usize = 140;

/// One block of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextBlock {
    /// What it is.
    pub kind: BlockKind,
    /// Its text: white space collapsed, never empty.
    pub text: String,
}

/// The pieces of the article in `tree`, in order; `None` where there is none.
pub fn article(tree: &Tree, title: Option<&str>) -> Option<Vec<TextBlock>> {
    let all = pieces(tree, tree.root(), |id| is_left_out(tree, id));
    let mut weights = Weights::of(tree, &all);
    let dropped = furniture(tree, &weights);
    let kept: Vec<&Piece> = all
        .iter()
        .filter(|piece| !is_inside(tree, piece.node, |id| dropped[id as usize]))
        .collect();
    weights = Weights::of(tree, kept.iter().copied());
    let root = named_body(tree, &weights).unwrap_or_else(|| heaviest(tree, &weights));
    let inside: Vec<&Piece> =
        kept.into_iter().filter(|piece| is_inside(tree, piece.node, |id| id == root)).collect();
    let chosen = lines::keep(&inside, title);
    let prose: usize = chosen.iter().map(|piece| piece.mass()).sum();
    (prose >= SHORTEST_ARTICLE).then(|| {
        chosen
            .iter()
            .map(|piece| TextBlock { kind: piece.kind, text: piece.text.clone() })
            .collect()
    })
}

fn is_left_out(tree: &Tree, id: NodeId) -> bool {
    is_unread(tree.name(id)) || is_hidden(tree, id)
}

/// Whether `id` or an ancestor satisfies `test`.
fn is_inside(tree: &Tree, id: NodeId, test: impl Fn(NodeId) -> bool) -> bool {
    test(id) || tree.ancestors(id).any(test)
}

/// Prose mass of every element.
struct Weights {
    mass: Vec<usize>,
    total: usize,
}

impl Weights {
    fn of<'a>(tree: &Tree, pieces: impl IntoIterator<Item = &'a Piece>) -> Self {
        let mut mass = vec![0; tree.len()];
        let mut total = 0;
        for piece in pieces {
            let weight = piece.mass();
            total += weight;
            if weight > 0 {
                mass[piece.node as usize] += weight;
                for holder in tree.ancestors(piece.node) {
                    mass[holder as usize] += weight;
                }
            }
        }
        Self { mass, total }
    }

    fn share(&self, id: NodeId) -> f64 {
        self.mass[id as usize] as f64 / self.total.max(1) as f64
    }
}

/// Marks the elements that are furniture.
fn furniture(tree: &Tree, weights: &Weights) -> Vec<bool> {
    let mut dropped = vec![false; tree.len()];
    let mut walk = tree.descend(tree.root());
    while let Some(id) = walk.next() {
        if is_left_out(tree, id) {
            walk.step_over(id);
            continue;
        }
        let named = is_furniture_element(tree, id) || part(tree, id) == Part::Furniture;
        if named && weights.share(id) < TOO_MUCH_TO_DROP {
            dropped[id as usize] = true;
            walk.step_over(id);
        }
    }
    dropped
}

/// The body element that the template names, if it holds enough: the heaviest, the innermost of
/// equals.
fn named_body(tree: &Tree, weights: &Weights) -> Option<NodeId> {
    tree.descend(tree.root())
        .filter(|&id| weights.share(id) >= NAMED_BODY)
        .filter(|&id| {
            let name = tree.name(id);
            part(tree, id) == Part::Body
                || *name == local_name!("article")
                || *name == local_name!("main")
        })
        .last()
}

/// The smallest element on the way down that still keeps [`KEEPS`] of the prose.
fn heaviest(tree: &Tree, weights: &Weights) -> NodeId {
    let mut root = tree.root();
    loop {
        let next = tree.children(root).max_by_key(|&child| weights.mass[child as usize]);
        match next {
            Some(child) if weights.share(child) >= KEEPS => root = child,
            _ => return root,
        }
    }
}
