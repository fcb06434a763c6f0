//! One layer of the encoder, for a block of sentences packed one after the other.

use std::ops::Range;

use crate::EncoderError;
use crate::attention::{AttentionRoom, attend};
use crate::file::File;
use crate::kernel::{Buffers, Kernel, Matrix, Quantised};
use crate::lanes::{Norm, activate, add_and_normalise, quantise};

/// The weights of one layer.
#[derive(Debug)]
pub(crate) struct Layer {
    kernel: Kernel,
    width: usize,
    heads: usize,
    joined: Matrix,
    out: Matrix,
    norm1: Norm,
    up: Matrix,
    down: Matrix,
    norm2: Norm,
}

/// Room for the numbers of a layer's steps, used again and again.
#[derive(Debug, Default)]
pub(crate) struct Room {
    bytes: Vec<i8>,
    scales: Vec<f32>,
    buffers: Buffers,
    attention: AttentionRoom,
    joined: Vec<f32>,
    context: Vec<f32>,
    inner: Vec<f32>,
    output: Vec<f32>,
}

impl Layer {
    /// Reads the layer whose tensors' names begin with `name`.
    pub(crate) fn read(file: &File, name: &str, kernel: Kernel) -> Result<Self, EncoderError> {
        let (width, inner) = (file.config.width, file.config.inner);
        let matrix = |part, outputs, inputs| {
            read_matrix(file, &format!("{name}.{part}"), outputs, inputs, kernel)
        };
        let norm = |part| read_norm(file, &format!("{name}.{part}"));
        Ok(Self {
            kernel,
            width,
            heads: file.config.heads,
            joined: matrix("qkv", 3 * width, width)?,
            out: matrix("out", width, width)?,
            norm1: norm("norm1")?,
            up: matrix("up", inner, width)?,
            down: matrix("down", width, inner)?,
            norm2: norm("norm2")?,
        })
    }

    /// Runs the layer over `states`, rows of the model's width: those of `sentences`, and rows
    /// that pad them to a multiple of [`Kernel::rows`].
    pub(crate) fn run(&self, states: &mut [f32], sentences: &[Range<usize>], room: &mut Room) {
        let width = self.width;
        let rows = states.len() / width;
        room.joined.resize(rows * 3 * width, 0.0);
        room.context.resize(rows * width, 0.0);
        room.output.resize(rows * width, 0.0);
        self.round_and_apply(&self.joined, states, room, |room| &mut room.joined);
        for sentence in sentences {
            attend(
                self.kernel,
                &room.joined[sentence.start * 3 * width..sentence.end * 3 * width],
                width,
                self.heads,
                &mut room.attention,
                &mut room.context[sentence.start * width..sentence.end * width],
            );
        }
        let context = std::mem::take(&mut room.context);
        self.round_and_apply(&self.out, &context, room, |room| &mut room.output);
        room.context = context;
        add_and_normalise(self.kernel, states, &room.output, &self.norm1);
        self.feed_forward(states, room);
    }

    fn feed_forward(&self, states: &mut [f32], room: &mut Room) {
        let rows = states.len() / self.width;
        room.inner.resize(rows * self.up.outputs(), 0.0);
        self.round_and_apply(&self.up, states, room, |room| &mut room.inner);
        activate(self.kernel, &mut room.inner);
        let inner = std::mem::take(&mut room.inner);
        self.round_and_apply(&self.down, &inner, room, |room| &mut room.output);
        room.inner = inner;
        add_and_normalise(self.kernel, states, &room.output, &self.norm2);
    }

    /// Rounds `rows` to bytes and multiplies them by `matrix`, into the room's part `to`.
    fn round_and_apply(
        &self,
        matrix: &Matrix,
        rows: &[f32],
        room: &mut Room,
        to: fn(&mut Room) -> &mut Vec<f32>,
    ) {
        room.bytes.resize(rows.len(), 0);
        room.scales.resize(rows.len() / matrix.inputs(), 0.0);
        quantise(self.kernel, rows, matrix.inputs(), &mut room.bytes, &mut room.scales);
        let mut output = std::mem::take(to(room));
        let rows = Quantised { bytes: &room.bytes, scales: &room.scales };
        matrix.apply(rows, &mut room.buffers, &mut output);
        *to(room) = output;
    }
}

/// Reads the layer normalisation whose tensors' names begin with `name`.
pub(crate) fn read_norm(file: &File, name: &str) -> Result<Norm, EncoderError> {
    let width = [file.config.width];
    Ok(Norm {
        weight: file.floats(&format!("{name}.weight"), &width)?,
        bias: file.floats(&format!("{name}.bias"), &width)?,
        epsilon: file.config.epsilon,
    })
}

fn read_matrix(
    file: &File,
    name: &str,
    outputs: usize,
    inputs: usize,
    kernel: Kernel,
) -> Result<Matrix, EncoderError> {
    let weights = file.bytes(&format!("{name}.weight"), &[outputs, inputs])?;
    let scales = file.floats(&format!("{name}.scale"), &[outputs])?;
    let bias = file.floats(&format!("{name}.bias"), &[outputs])?;
    Ok(Matrix::new(kernel, &weights, scales, bias))
}
