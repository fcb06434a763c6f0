//! Every kernel against sums taken one by one.
#![allow(clippy::print_stderr, reason = "a skipped test says so")]

use proptest::prelude::*;

use super::{BLOCK, Buffers, Kernel, Matrix, Quantised, Tiles, lay_out, pack};

/// Bytes that look random, from 127 down to `least`.
fn bytes(count: usize, seed: u64, least: i8) -> Vec<i8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32).to_le_bytes()[0].cast_signed()
    };
    (0..count).map(|_| next().max(least)).collect()
}

fn sum(row: &[i8], weights: &[i8]) -> i32 {
    row.iter().zip(weights).map(|(one, other)| i32::from(*one) * i32::from(*other)).sum()
}

/// What must come out, written down as simply as can be.
fn expected(
    rows: Quantised,
    weights: &[i8],
    inputs: usize,
    scales: &[f32],
    bias: &[f32],
) -> Vec<f32> {
    let mut output = Vec::new();
    for (row, row_scale) in rows.bytes.chunks_exact(inputs).zip(rows.scales) {
        for ((weights, scale), bias) in weights.chunks_exact(inputs).zip(scales).zip(bias) {
            output.push(sum(row, weights) as f32 * (row_scale * scale) + bias);
        }
    }
    output
}

fn check(inputs: usize, outputs: usize, strips: usize, seed: u64, extreme: bool) {
    let mut weights = bytes(inputs * outputs, seed, i8::MIN);
    let scales: Vec<f32> = (0..outputs).map(|output| 0.001 + output as f32 * 1e-5).collect();
    let bias: Vec<f32> = (0..outputs).map(|output| output as f32 * 0.01 - 0.3).collect();
    for kernel in Kernel::available() {
        let rows = strips * kernel.rows();
        let mut cells = bytes(rows * inputs, seed + 1, -127);
        if extreme {
            weights.fill(i8::MIN);
            cells.fill(-127);
        }
        let row_scales: Vec<f32> = (0..rows).map(|row| 0.01 + row as f32 * 1e-3).collect();
        let rows = Quantised { bytes: &cells, scales: &row_scales };
        let matrix = Matrix::new(kernel, &weights, scales.clone(), bias.clone());
        let mut output = vec![0.0; row_scales.len() * outputs];
        matrix.apply(rows, &mut Buffers::default(), &mut output);
        let expected = expected(rows, &weights, inputs, &scales, &bias);
        assert_eq!(output, expected, "{kernel:?} {inputs} to {outputs}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn kernels_are_exact(
        shape in prop::sample::select(vec![(32, 32), (32, 96), (64, 32), (384, 384), (1536, 32)]),
        strips in 0_usize..4,
        seed in 0_u64..1_000_000,
    ) {
        check(shape.0, shape.1, strips, seed, false);
    }
}

#[test]
fn kernels_are_exact_at_the_extremes() {
    check(1536, 384, 1, 1, true);
    check(384, 1152, 1, 1, true);
    check(384, 1536, 2, 7, false);
}

#[test]
fn kernels_that_this_processor_lacks_are_told() {
    eprintln!("tested here: {:?}; others are skipped", Kernel::available());
}

/// A kernel's layout and excess, without its instructions: sums of the laid out numbers, less
/// what they hold too much, are the sums asked for.
fn check_layout<K: Tiles>(number: fn(K::Input) -> i32, weight: fn(K::Weight) -> i32) {
    let inputs = 3 * BLOCK;
    let (rows, weights) =
        (bytes(K::ROWS * inputs, 5, -127), bytes(K::COLUMNS * inputs, 6, i8::MIN));
    let mut strip = Vec::new();
    lay_out::<K>(&rows, inputs, &mut strip);
    let (cells, excess) = pack::<K>(&weights, inputs);
    let panel = K::cells(&cells);
    for (row_number, row) in rows.chunks_exact(inputs).enumerate() {
        for (output, weights) in weights.chunks_exact(inputs).enumerate() {
            let products = (0..inputs).map(|input| {
                let (block, within) = (input / BLOCK, input % BLOCK);
                let of_row = strip[(block * K::ROWS + row_number) * BLOCK + within];
                let (group, within) = (input / K::GROUP, input % K::GROUP);
                let of_output = panel[(group * K::COLUMNS + output) * K::GROUP + within];
                number(of_row) * weight(of_output)
            });
            assert_eq!(products.sum::<i32>() - excess[output], sum(row, weights));
        }
    }
}

#[test]
#[cfg(target_arch = "x86_64")]
fn layouts_for_any_processor() {
    check_layout::<super::vnni::Vnni256>(i32::from, i32::from);
    check_layout::<super::vnni::Vnni512>(i32::from, i32::from);
}
