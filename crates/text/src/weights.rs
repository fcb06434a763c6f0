//! How much prose each element holds.

use crate::pieces::Piece;
use crate::tree::{NodeId, Tree};

/// Prose mass of every element, in characters, all that it holds included.
pub struct Weights {
    mass: Vec<usize>,
    total: usize,
}

impl Weights {
    /// Weighs the elements of `tree` by these pieces.
    pub fn of<'a>(tree: &Tree, pieces: impl IntoIterator<Item = &'a Piece>) -> Self {
        let mut mass = vec![0; tree.len()];
        let mut total = 0;
        for piece in pieces {
            let weight = piece.mass();
            if weight == 0 {
                continue;
            }
            total += weight;
            mass[piece.node as usize] += weight;
            for holder in tree.ancestors(piece.node) {
                mass[holder as usize] += weight;
            }
        }
        Self { mass, total }
    }

    /// Prose of the whole page.
    pub fn total(&self) -> usize {
        self.total
    }

    /// Prose inside `id`.
    pub fn mass(&self, id: NodeId) -> usize {
        self.mass[id as usize]
    }

    /// Share of the page's prose inside `id`, 0 to 1.
    pub fn share(&self, id: NodeId) -> f64 {
        self.mass(id) as f64 / self.total.max(1) as f64
    }
}
