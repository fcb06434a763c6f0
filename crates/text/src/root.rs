//! The element that holds the article's body.

use html5ever::local_name;

use crate::boilerplate::Part;
use crate::page::Page;
use crate::tree::{NodeId, Tree};
use crate::weights::Weights;

/// Share of the prose that the way down to the article must keep at every step. What is lost on the
/// way is teasers and boxes that no rule named.
const KEEPS: f64 = 0.75;

/// Share of the prose that an element named by the template must hold to be believed. On the
/// development pages .5 to .85 differ by less than .003 in F1; .6 was best.
const NAMED_BODY: f64 = 0.6;

/// Share of what is gained by widening to elements of the same class that must be theirs.
const TWINS: f64 = 0.5;

/// Most such elements that are looked at; bodies measured are cut in at most thirty.
const MOST_TWINS: usize = 100;

/// The element that holds the body.
pub fn root(page: &Page<'_>, weights: &Weights) -> NodeId {
    let tree = &page.tree;
    match named_body(page, weights) {
        Some(body) => with_twins(tree, weights, body).unwrap_or(body),
        None => heaviest(tree, weights),
    }
}

/// The body element that the template names, if it holds enough: the innermost.
fn named_body(page: &Page<'_>, weights: &Weights) -> Option<NodeId> {
    let tree = &page.tree;
    tree.descend(tree.root())
        .filter(|&id| weights.share(id) >= NAMED_BODY)
        .filter(|&id| is_holder(tree, id) || page.parts[id as usize] == Part::Body)
        .last()
}

fn is_holder(tree: &Tree, id: NodeId) -> bool {
    matches!(*tree.name(id), local_name!("article") | local_name!("main"))
}

/// The element that holds `body` and the others of its very class in the same `article` or `main`:
/// templates cut long bodies in pieces around pictures and advertisements.
fn with_twins(tree: &Tree, weights: &Weights, body: NodeId) -> Option<NodeId> {
    let class = tree.attribute(body, "class").filter(|class| !class.trim().is_empty())?;
    let bound = tree.ancestors(body).find(|&id| is_holder(tree, id)).unwrap_or(tree.root());
    let is_twin = |id: NodeId| {
        id != body
            && weights.mass(id) > 0
            && tree.name(id) == tree.name(body)
            && tree.attribute(id, "class") == Some(class)
    };
    let holders: Vec<NodeId> = tree.ancestors(body).collect();
    let inside = tree.mark_inside(body);
    let twins = tree.descend(bound).filter(|&id| is_twin(id) && !inside[id as usize]);
    // The outermost of the lowest holders that the body shares with each twin.
    let mut shared: Option<usize> = None;
    let mut theirs = 0;
    for twin in twins.take(MOST_TWINS) {
        let meeting = tree.ancestors(twin).find_map(|id| holders.iter().position(|&h| h == id))?;
        shared = shared.max(Some(meeting));
        theirs += weights.mass(twin);
    }
    let holder = *holders.get(shared?)?;
    let gained = weights.mass(holder).saturating_sub(weights.mass(body));
    (theirs as f64 >= TWINS * gained as f64).then_some(holder)
}

/// The smallest element on the way down that still keeps [`KEEPS`] of the prose.
fn heaviest(tree: &Tree, weights: &Weights) -> NodeId {
    let mut root = tree.root();
    loop {
        match tree.children(root).max_by_key(|&child| weights.mass(child)) {
            Some(child) if weights.share(child) >= KEEPS => root = child,
            _ => return root,
        }
    }
}
