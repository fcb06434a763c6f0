//! What of a page is not the article: menus, comments, forms, related links, hidden parts.

use html5ever::local_name;

use crate::article::SHORTEST_ARTICLE;
use crate::boilerplate::{Part, is_furniture_element, is_hidden};
use crate::lines::{alike, folded};
use crate::page::Page;
use crate::pieces::{Piece, is_unread};
use crate::tree::{NodeId, Tree};
use crate::weights::Weights;

/// Share of the page's prose above which an element is never dropped: page wrappers are called
/// "has-sidebar", "menu-open" and the like, and some pages are one form.
const TOO_MUCH_TO_DROP: f64 = 0.4;

/// Share of the prose beside the comments that must be left. Menus and sidebars rarely outweigh an
/// article by more; a template that names its paragraphs "widget" or "teaser" does at once.
const LEAVES: f64 = 0.3;

/// Marks every node that is furniture or inside it, or another article than that under the headline
/// `title`: comments and other articles first, then by all that is known of
/// the rest; if that would leave too little, without what is known of single paragraphs, then by
/// element names alone, then not at all.
pub fn furniture(page: &Page<'_>, pieces: &[Piece], title: Option<&str>) -> Vec<bool> {
    let tree = &page.tree;
    let mut comments = comments(page, &Weights::of(tree, pieces));
    for other in title.map(|title| other_articles(tree, title)).unwrap_or_default() {
        drop_all(tree, other, &mut comments);
    }
    let beside = pieces.iter().filter(|piece| !comments[piece.node as usize]);
    let weights = Weights::of(tree, beside);
    let judges: [fn(&Page<'_>, NodeId) -> bool; 3] = [
        is_furniture,
        // Some templates name every paragraph for the wall it stands behind.
        |page, id| *page.tree.name(id) != local_name!("p") && is_furniture(page, id),
        |page, id| is_furniture_element(&page.tree, id),
    ];
    for judge in judges {
        let mut dropped = comments.clone();
        let lost = drop_by(page, &weights, judge, &mut dropped);
        if lost as f64 <= (1.0 - LEAVES) * weights.total() as f64 {
            return dropped;
        }
    }
    comments
}

fn is_furniture(page: &Page<'_>, id: NodeId) -> bool {
    let tree = &page.tree;
    is_furniture_element(tree, id)
        || is_hidden(tree, id)
        || (matches!(page.parts[id as usize], Part::Furniture | Part::Label) && !is_whole(tree, id))
}

/// Marks every node of which nothing speaks of this article: comments, other articles, menus. What
/// labels the article, its byline and date line, is not among them.
pub fn elsewhere(page: &Page<'_>) -> Vec<bool> {
    let tree = &page.tree;
    let mut marked = vec![false; tree.len()];
    let mut walk = tree.descend(tree.root());
    while let Some(id) = walk.next() {
        let named = matches!(page.parts[id as usize], Part::Furniture | Part::Comments);
        let is_footer = *tree.name(id) == local_name!("footer");
        let condemned = named || (is_furniture_element(tree, id) && !is_footer);
        if condemned && !is_whole(tree, id) {
            drop_all(tree, id, &mut marked);
            walk.step_over(id);
        }
    }
    marked
}

/// The `article` elements with a first heading of their own beside the one that holds the headline
/// `title`: pages that go on and on put the next story under the one that was asked for.
fn other_articles(tree: &Tree, title: &str) -> Vec<NodeId> {
    /// Stories measured are a dozen at most.
    const MOST: usize = 50;
    let holder =
        |id: NodeId| tree.ancestors(id).find(|&id| *tree.name(id) == local_name!("article"));
    let headings = tree.descend(tree.root()).filter(|&id| *tree.name(id) == local_name!("h1"));
    let headings: Vec<NodeId> = headings.take(MOST).collect();
    if headings.len() < 2 {
        return Vec::new();
    }
    let title = folded(title);
    let own = headings.iter().find(|&&id| alike(&folded(&tree.text(id)), &title));
    let Some(own) = own.and_then(|&id| holder(id)) else { return Vec::new() };
    let around: Vec<NodeId> = tree.ancestors(own).collect();
    let others = headings.iter().filter_map(|&id| holder(id));
    others
        .filter(|&other| other != own && !around.contains(&other))
        .filter(|&other| !tree.ancestors(other).any(|id| id == own))
        .collect()
}

/// Elements that hold the page or its main part, whatever their class names say.
fn is_whole(tree: &Tree, id: NodeId) -> bool {
    matches!(*tree.name(id), local_name!("html") | local_name!("body") | local_name!("main"))
}

/// Marks what holds readers' comments, however heavy, if an article is left without them.
fn comments(page: &Page<'_>, weights: &Weights) -> Vec<bool> {
    let tree = &page.tree;
    let mut dropped = vec![false; tree.len()];
    let mut lost = 0;
    let mut walk = tree.descend(tree.root());
    while let Some(id) = walk.next() {
        if page.parts[id as usize] == Part::Comments && !is_whole(tree, id) {
            lost += weights.mass(id);
            drop_all(tree, id, &mut dropped);
            walk.step_over(id);
        }
    }
    if weights.total() - lost >= SHORTEST_ARTICLE { dropped } else { vec![false; tree.len()] }
}

/// Marks what `judge` condemns and is not too heavy to drop; gives its prose.
fn drop_by(
    page: &Page<'_>,
    weights: &Weights,
    judge: fn(&Page<'_>, NodeId) -> bool,
    dropped: &mut [bool],
) -> usize {
    let tree = &page.tree;
    let mut lost = 0;
    let mut walk = tree.descend(tree.root());
    while let Some(id) = walk.next() {
        if is_unread(tree.name(id)) || dropped[id as usize] {
            walk.step_over(id);
        } else if weights.share(id) < TOO_MUCH_TO_DROP && judge(page, id) {
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
