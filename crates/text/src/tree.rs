//! The parsed page: html5ever's events kept in one flat arena.
//!
//! Nodes are numbers, links are numbers, and every walk is a loop: no depth of nesting can exhaust
//! the stack, and dropping a tree is dropping one vector.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, ParseOpts, QualName, local_name, parse_document};

/// A node of a [`Tree`].
pub type NodeId = u32;

const NONE: NodeId = u32::MAX;

/// Deepest nesting that is parsed. Browsers stop near 512; real article pages measured stay under
/// 80. The parser's own work per tag grows with depth, so this bounds its time as well.
pub const MAX_DEPTH: u32 = 1024;

/// Most nodes that are kept. The largest real page measured has 60,000; beyond half a million
/// there is no article but a machine's output.
pub const MAX_NODES: usize = 500_000;

/// Bytes of a label: headlines, bylines and dates are a tenth of it.
const LABEL_BYTES: usize = 4096;

/// Nodes of a label: a headline of many inline elements has dozens.
const LABEL_NODES: usize = 500;

/// Bytes handed to the parser between two looks at the limits above. A tag of three bytes can make it
/// open a thousand elements anew, so that a chunk may hold a million nodes at worst.
const CHUNK: usize = 4 * 1024;

/// What a node is.
#[derive(Debug)]
pub enum Data {
    /// An element with its attributes.
    Element(QualName, Vec<Attribute>),
    /// Characters.
    Text(StrTendril),
    /// The document itself, a comment or a processing instruction.
    Other,
}

#[derive(Debug)]
struct Node {
    parent: NodeId,
    previous: NodeId,
    next: NodeId,
    first: NodeId,
    last: NodeId,
    depth: u32,
    data: Data,
}

/// A parsed page.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
    truncated: bool,
}

impl Tree {
    /// Parses a page as browsers do. Stops at [`MAX_DEPTH`] or [`MAX_NODES`] with what it has.
    pub fn parse(html: &str) -> Self {
        let mut parser = parse_document(Sink::default(), ParseOpts::default());
        let mut rest = html;
        while !rest.is_empty() {
            let cut = (CHUNK.min(rest.len())..=rest.len())
                .find(|&at| rest.is_char_boundary(at))
                .unwrap_or(rest.len());
            let (chunk, tail) = rest.split_at(cut);
            parser.process(StrTendril::from_slice(chunk));
            rest = tail;
            let sink = &parser.tokenizer.sink.sink;
            if sink.exceeds_limits() {
                sink.truncated.set(true);
                break;
            }
        }
        parser.finish()
    }

    /// Whether parsing stopped at a limit.
    pub fn truncated(&self) -> bool {
        self.truncated
    }

    /// Number of nodes; ids are `0..len`.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The document node.
    pub fn root(&self) -> NodeId {
        0
    }

    /// The node that holds `id`.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        some(self.nodes[id as usize].parent)
    }

    /// The sibling after `id`.
    pub fn next(&self, id: NodeId) -> Option<NodeId> {
        some(self.nodes[id as usize].next)
    }

    /// The nodes directly inside `id`, in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(some(self.nodes[id as usize].first), |&child| self.next(child))
    }

    /// The nodes that hold `id`, innermost first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.parent(id), |&node| self.parent(node))
    }

    /// `id` and all inside it, in document order.
    pub fn descend(&self, id: NodeId) -> Descend<'_> {
        Descend { tree: self, top: id, next: Some(id) }
    }

    /// For every node whether it is `id` or inside it.
    pub fn mark_inside(&self, id: NodeId) -> Vec<bool> {
        let mut inside = vec![false; self.len()];
        for node in self.descend(id) {
            inside[node as usize] = true;
        }
        inside
    }

    /// What `id` is.
    pub fn data(&self, id: NodeId) -> &Data {
        &self.nodes[id as usize].data
    }

    /// Name of the element `id`; the empty name for anything else.
    pub fn name(&self, id: NodeId) -> &LocalName {
        const NAMELESS: LocalName = local_name!("");
        match self.data(id) {
            Data::Element(name, _) => &name.local,
            _ => const { &NAMELESS },
        }
    }

    /// Value of an attribute of the element `id`.
    pub fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        let Data::Element(_, attributes) = self.data(id) else { return None };
        attributes.iter().find(|a| &*a.name.local == name).map(|a| &*a.value)
    }

    /// The characters inside `id`, white space collapsed: what a label holds. Stops after
    /// [`LABEL_BYTES`] or [`LABEL_NODES`], so that asking every element of a deep page stays cheap.
    pub fn text(&self, id: NodeId) -> String {
        let mut text = String::new();
        for node in self.descend(id).take(LABEL_NODES) {
            if let Data::Text(characters) = self.data(node) {
                text.push_str(characters);
                text.push(' ');
            }
            if text.len() > LABEL_BYTES {
                break;
            }
        }
        collapse(&text)
    }
}

/// `text` with every run of white space made one space, none at the ends, and without characters
/// that are not seen: soft hyphens, zero-width spaces, byte order marks.
pub fn collapse(text: &str) -> String {
    const UNSEEN: [char; 3] = ['\u{AD}', '\u{200B}', '\u{FEFF}'];
    let mut collapsed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !collapsed.is_empty() && !collapsed.ends_with(' ') {
            collapsed.push(' ');
        }
        if word.is_ascii() {
            collapsed.push_str(word);
        } else {
            collapsed.extend(word.chars().filter(|c| !UNSEEN.contains(c)));
        }
    }
    collapsed.truncate(collapsed.trim_end().len());
    collapsed
}

fn some(id: NodeId) -> Option<NodeId> {
    (id != NONE).then_some(id)
}

/// A walk in document order that can step over what a node holds.
pub struct Descend<'a> {
    tree: &'a Tree,
    top: NodeId,
    next: Option<NodeId>,
}

impl Descend<'_> {
    /// Leaves out what is inside `id`, the node that was just given.
    pub fn step_over(&mut self, id: NodeId) {
        self.next = self.after(id);
    }

    fn after(&self, id: NodeId) -> Option<NodeId> {
        let mut node = id;
        while node != self.top {
            if let Some(next) = self.tree.next(node) {
                return Some(next);
            }
            node = self.tree.parent(node)?;
        }
        None
    }
}

impl Iterator for Descend<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        let id = self.next?;
        self.next = some(self.tree.nodes[id as usize].first).or_else(|| self.after(id));
        Some(id)
    }
}

/// Takes the parser's events.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    deepest: Cell<u32>,
    truncated: Cell<bool>,
}

impl Default for Sink {
    fn default() -> Self {
        let sink = Self {
            nodes: RefCell::new(Vec::with_capacity(4096)),
            deepest: Cell::new(0),
            truncated: Cell::new(false),
        };
        sink.create(Data::Other);
        sink
    }
}

impl Sink {
    fn exceeds_limits(&self) -> bool {
        self.deepest.get() > MAX_DEPTH || self.nodes.borrow().len() > MAX_NODES
    }

    fn create(&self, data: Data) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        let id = NodeId::try_from(nodes.len()).unwrap_or(NONE);
        nodes.push(Node {
            parent: NONE,
            previous: NONE,
            next: NONE,
            first: NONE,
            last: NONE,
            depth: 0,
            data,
        });
        id
    }

    fn detach(&self, id: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let Node { parent, previous, next, .. } = nodes[id as usize];
        if previous != NONE {
            nodes[previous as usize].next = next;
        } else if parent != NONE {
            nodes[parent as usize].first = next;
        }
        if next != NONE {
            nodes[next as usize].previous = previous;
        } else if parent != NONE {
            nodes[parent as usize].last = previous;
        }
        let node = &mut nodes[id as usize];
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }

    /// Puts the free node `id` into `parent` before `next`, or last.
    fn attach(&self, parent: NodeId, id: NodeId, next: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let holder = &nodes[parent as usize];
        let previous = if next == NONE { holder.last } else { nodes[next as usize].previous };
        let depth = nodes[parent as usize].depth + 1;
        let node = &mut nodes[id as usize];
        (node.parent, node.previous, node.next, node.depth) = (parent, previous, next, depth);
        match previous {
            NONE => nodes[parent as usize].first = id,
            _ => nodes[previous as usize].next = id,
        }
        match next {
            NONE => nodes[parent as usize].last = id,
            _ => nodes[next as usize].previous = id,
        }
        self.deepest.set(self.deepest.get().max(depth));
    }

    /// Adds characters to the text node `id`; `false` where it is none.
    fn extend(&self, id: NodeId, characters: &StrTendril) -> bool {
        if id == NONE {
            return false;
        }
        match &mut self.nodes.borrow_mut()[id as usize].data {
            Data::Text(text) => {
                text.push_tendril(characters);
                true
            }
            _ => false,
        }
    }

    fn insert(&self, parent: NodeId, child: NodeOrText<NodeId>, next: NodeId) {
        match child {
            NodeOrText::AppendNode(id) => {
                self.detach(id);
                self.attach(parent, id, next);
            }
            NodeOrText::AppendText(characters) => {
                let before = {
                    let nodes = self.nodes.borrow();
                    if next == NONE {
                        nodes[parent as usize].last
                    } else {
                        nodes[next as usize].previous
                    }
                };
                if !self.extend(before, &characters) {
                    let id = self.create(Data::Text(characters));
                    self.attach(parent, id, next);
                }
            }
        }
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        Tree { nodes: self.nodes.into_inner(), truncated: self.truncated.get() }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        const NAMELESS: QualName =
            QualName { prefix: None, ns: html5ever::ns!(), local: local_name!("") };
        Ref::map(self.nodes.borrow(), |nodes| match &nodes[*target as usize].data {
            Data::Element(name, _) => name,
            _ => const { &NAMELESS },
        })
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> NodeId {
        self.create(Data::Element(name, attrs))
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.create(Data::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.create(Data::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.insert(*parent, child, NONE);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        prev_element: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let has_parent = self.nodes.borrow()[*element as usize].parent != NONE;
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(prev_element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, new_node: NodeOrText<NodeId>) {
        let parent = self.nodes.borrow()[*sibling as usize].parent;
        if parent != NONE {
            self.insert(parent, new_node, *sibling);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        if let Data::Element(_, held) = &mut self.nodes.borrow_mut()[*target as usize].data {
            for attribute in attrs {
                if held.iter().all(|known| known.name != attribute.name) {
                    held.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let mut child = self.nodes.borrow()[*node as usize].first;
        while child != NONE {
            let next = self.nodes.borrow()[child as usize].next;
            self.detach(child);
            self.attach(*new_parent, child, NONE);
            child = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(html: &str) -> String {
        let tree = Tree::parse(html);
        let mut words = Vec::new();
        for id in tree.descend(tree.root()) {
            match tree.data(id) {
                Data::Element(name, _) => words.push(format!("<{}>", &*name.local)),
                Data::Text(text) => words.push(text.to_string()),
                Data::Other => {}
            }
        }
        words.join("")
    }

    #[test]
    fn the_tree_is_the_browsers_tree() {
        let check = |html: &str, expected: &str| {
            assert_eq!(outline(html), format!("<html><head><body>{expected}"), "{html}");
        };
        check("a<p>b<p>c", "a<p>b<p>c");
        check("<b>a<p>b</b>c", "<b>a<p><b>bc");
        check("<table>a<tr><td>b", "a<table><tbody><tr><td>b");
        check("a &amp; <i>ж</i>", "a & <i>ж");
    }

    #[test]
    fn white_space_collapses_and_unseen_characters_go() {
        assert_eq!(collapse(" a\n\tb\u{a0} c "), "a b c");
        assert_eq!(
            collapse("evacu\u{ad}ation \u{200b} of \u{feff}all \u{feff}"),
            "evacuation of all"
        );
    }

    #[test]
    fn endless_nesting_is_cut_short() {
        let tree = Tree::parse(&"<div>".repeat(100_000));
        assert!(tree.truncated());
        assert!(tree.len() < 20_000, "{}", tree.len());
        assert!(!Tree::parse(&"<div></div>".repeat(1000)).truncated());
    }

    #[test]
    fn walks_can_step_over_a_subtree() {
        let tree = Tree::parse("<ul><li>a</li></ul><p>b</p>");
        let mut walk = tree.descend(tree.root());
        let mut seen = String::new();
        while let Some(id) = walk.next() {
            if *tree.name(id) == local_name!("ul") {
                walk.step_over(id);
            } else if let Data::Text(text) = tree.data(id) {
                seen.push_str(text);
            }
        }
        assert_eq!(seen, "b");
    }
}
