//! Attention among the pieces of one sentence.

use crate::kernel::Kernel;
use crate::lanes::{LANES, ROWS, multiply, softmax};

/// Room for the attention of one head.
#[derive(Debug, Default)]
pub(crate) struct AttentionRoom {
    queries: Vec<f32>,
    keys: Vec<f32>,
    values: Vec<f32>,
    scores: Vec<f32>,
    output: Vec<f32>,
}

/// Attention among the pieces of one sentence: `joined` holds for each piece its queries, keys
/// and values of all heads (3 × `width` numbers); `context` gets `width` numbers for each.
pub(crate) fn attend(
    kernel: Kernel,
    joined: &[f32],
    width: usize,
    heads: usize,
    room: &mut AttentionRoom,
    context: &mut [f32],
) {
    let size = width / heads;
    let length = context.len() / width;
    let (rows, columns) = (length.next_multiple_of(ROWS), length.next_multiple_of(LANES));
    let heads = if length == 0 { 0..0 } else { 0..heads };
    for head in heads {
        room.gather(joined, width, head * size, size);
        resize(&mut room.scores, rows * columns);
        multiply(kernel, &room.queries, &room.keys, size, columns, &mut room.scores);
        softmax(kernel, &mut room.scores, columns, length);
        resize(&mut room.output, rows * size);
        multiply(kernel, &room.scores, &room.values, columns, size, &mut room.output);
        let rows = context.chunks_exact_mut(width).zip(room.output.chunks_exact(size));
        for (context, output) in rows {
            context[head * size..][..size].copy_from_slice(output);
        }
    }
}

impl AttentionRoom {
    /// Gathers one head's queries (scaled), keys (turned, so that pieces lie side by side) and
    /// values, with zeros for the pieces that pad them.
    fn gather(&mut self, joined: &[f32], width: usize, from: usize, size: usize) {
        let length = joined.len() / (3 * width);
        let (rows, columns) = (length.next_multiple_of(ROWS), length.next_multiple_of(LANES));
        let scale = 1.0 / (size as f32).sqrt();
        resize(&mut self.queries, rows * size);
        resize(&mut self.keys, size * columns);
        resize(&mut self.values, columns * size);
        self.queries[length * size..].fill(0.0);
        self.values[length * size..].fill(0.0);
        for key in self.keys.chunks_exact_mut(columns) {
            key[length..].fill(0.0);
        }
        for (number, piece) in joined.chunks_exact(3 * width).enumerate() {
            let query = &piece[from..][..size];
            for (to, value) in self.queries[number * size..].iter_mut().zip(query) {
                *to = value * scale;
            }
            for (to, value) in
                self.keys[number..].iter_mut().step_by(columns).zip(&piece[width + from..][..size])
            {
                *to = *value;
            }
            self.values[number * size..][..size]
                .copy_from_slice(&piece[2 * width + from..][..size]);
        }
    }
}

fn resize(values: &mut Vec<f32>, length: usize) {
    values.resize(length, 0.0);
}
