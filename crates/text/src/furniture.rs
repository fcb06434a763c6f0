//! What of a page is not the article: menus, comments, forms, related links, hidden parts.

use html5ever::local_name;

use crate::article::SHORTEST_ARTICLE;
use crate::boilerplate::{Part, is_furniture_element, is_hidden, part};
use crate::pieces::{Piece, is_unread};
use crate::tree::{NodeId, Tree};
use crate::weights::Weights;

/// Share of the page's prose above which an element is never dropped: page wrappers are called
/// "has-sidebar", "menu-open" and the like, and some pages are one form.
const TOO_MUCH_TO_DROP: f64 = 0.4;

/// Share of the prose beside the comments that must be left. Menus and sidebars rarely outweigh an
/// article by more; a template that names its paragraphs "widget" or "teaser" does at once.
const LEAVES: f64 = 0.3;

/// Marks every node that is furniture or inside it: comments first, then by all that is known of
/// the rest; if that would leave too little, by element names alone, then not at all.
pub fn furniture(tree: &Tree, pieces: &[Piece]) -> Vec<bool> {
    let comments = comments(tree, &Weights::of(tree, pieces));
    let beside = pieces.iter().filter(|piece| !comments[piece.node as usize]);
    let weights = Weights::of(tree, beside);
    let judges: [fn(&Tree, NodeId) -> bool; 2] = [is_furniture, is_furniture_element];
    for judge in judges {
        let mut dropped = comments.clone();
        let lost = drop_by(tree, &weights, judge, &mut dropped);
        if lost as f64 <= (1.0 - LEAVES) * weights.total() as f64 {
            return dropped;
        }
    }
    comments
}

fn is_furniture(tree: &Tree, id: NodeId) -> bool {
    is_furniture_element(tree, id)
        || is_hidden(tree, id)
        || (matches!(part(tree, id), Part::Furniture | Part::Label) && !is_whole(tree, id))
}

/// Marks every node of which nothing speaks of this article: comments, other articles, menus. What
/// labels the article, its byline and date line, is not among them.
pub fn elsewhere(tree: &Tree) -> Vec<bool> {
    let mut marked = vec![false; tree.len()];
    let mut walk = tree.descend(tree.root());
    while let Some(id) = walk.next() {
        let named = matches!(part(tree, id), Part::Furniture | Part::Comments);
        let is_footer = *tree.name(id) == local_name!("footer");
        let condemned = named || (is_furniture_element(tree, id) && !is_footer);
        if condemned && !is_whole(tree, id) {
            drop_all(tree, id, &mut marked);
            walk.step_over(id);
        }
    }
    marked
}

/// Elements that hold the page or its main part, whatever their class names say.
fn is_whole(tree: &Tree, id: NodeId) -> bool {
    matches!(*tree.name(id), local_name!("html") | local_name!("body") | local_name!("main"))
}

/// Marks what holds readers' comments, however heavy, if an article is left without them.
fn comments(tree: &Tree, weights: &Weights) -> Vec<bool> {
    let mut dropped = vec![false; tree.len()];
    let mut lost = 0;
    let mut walk = tree.descend(tree.root());
    while let Some(id) = walk.next() {
        if part(tree, id) == Part::Comments && !is_whole(tree, id) {
            lost += weights.mass(id);
            drop_all(tree, id, &mut dropped);
            walk.step_over(id);
        }
    }
    if weights.total() - lost >= SHORTEST_ARTICLE { dropped } else { vec![false; tree.len()] }
}

/// Marks what `judge` condemns and is not too heavy to drop; gives its prose.
fn drop_by(
    tree: &Tree,
    weights: &Weights,
    judge: fn(&Tree, NodeId) -> bool,
    dropped: &mut [bool],
) -> usize {
    let mut lost = 0;
    let mut walk = tree.descend(tree.root());
    while let Some(id) = walk.next() {
        if is_unread(tree.name(id)) || dropped[id as usize] {
            walk.step_over(id);
        } else if weights.share(id) < TOO_MUCH_TO_DROP && judge(tree, id) {
            lost += weights.mass(id);
            drop_all(tree, id, dropped);
            walk.step_over(id);
        }
    }
    lost
}

fn drop_all(tree: &Tree, id: NodeId, dropped: &mut [bool]) {
    for inner in tree.descend(id) {
        dropped[inner as usize] = true;
    }
}
