//! Floating-point work on rows, the same bits on every processor.
//!
//! Each function here is written once, in plain arithmetic whose order the source fixes, and
//! compiled twice on x86-64: for any processor and for those with AVX2. A compiler may neither
//! reorder such sums nor fuse a product into a sum, so both give the same bits; sums over a row
//! go through a fixed number of lanes for that reason. No function of the system's mathematics
//! library is called, as these differ.

use crate::kernel::Kernel;

/// Numbers that are worked on side by side.
pub(crate) const LANES: usize = 8;
/// Numbers that a sum over a row takes in one step: four groups of lanes hide the latency.
const STRIDE: usize = 4 * LANES;

/// Makes of a function a pair, for any processor and for AVX2, and of the name a choice.
macro_rules! compiled_twice {
    ($(#[$note:meta])* fn $name:ident($($argument:ident: $kind:ty),*) $body:block) => {
        $(#[$note])*
        pub(crate) fn $name(kernel: Kernel, $($argument: $kind),*) {
            #[inline(always)]
            fn plain($($argument: $kind),*) $body
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx2")]
                fn wide($($argument: $kind),*) {
                    plain($($argument),*);
                }
                if kernel.has_avx2() {
                    // SAFETY: such a kernel is only ever made where the processor has AVX2.
                    return unsafe { wide($($argument),*) };
                }
            }
            let _ = kernel;
            plain($($argument),*);
        }
    };
}

#[inline(always)]
fn larger(one: f32, other: f32) -> f32 {
    if one > other { one } else { other }
}

#[inline(always)]
fn smaller(one: f32, other: f32) -> f32 {
    if one < other { one } else { other }
}

/// Added to and taken from a small number, it rounds that to the nearest integer, ties to even;
/// its lowest bits then are the integer's.
const ROUNDER: f32 = 12_582_912.0;

/// `e` to the power of `x`, cut to powers from −87 to 88; relative error at most 1.2e-7 (two
/// units in the last place). The polynomial is that of Cephes, S. L. Moshier.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    let x = smaller(larger(x, -87.0), 88.0);
    let rounded = x * std::f32::consts::LOG2_E + ROUNDER;
    let power = rounded - ROUNDER;
    let rest = x - power * 0.693_359_4 - power * -2.121_944_4e-4;
    let mut sum = 1.987_569_1e-4;
    for coefficient in [1.398_199_9e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 0.5] {
        sum = sum * rest + coefficient;
    }
    let fraction = sum * (rest * rest) + rest + 1.0;
    let scale = f32::from_bits((rounded.to_bits() << 23).wrapping_add(0x3f80_0000));
    fraction * scale
}

/// The error function; absolute error at most 5e-7. The rational approximation is that of Eigen
/// and XLA, whose denominator has no root.
#[inline(always)]
pub(crate) fn erf(x: f32) -> f32 {
    let x = smaller(larger(x, -4.0), 4.0);
    let square = x * x;
    let mut above = -2.726_142_3e-10;
    for coefficient in [
        2.770_681_4e-8,
        -2.101_024e-6,
        -5.692_506_4e-5,
        -7.349_906_3e-4,
        -2.954_6e-3,
        -1.609_603_3e-2,
    ] {
        above = above * square + coefficient;
    }
    let mut below = -1.456_607_2e-5;
    for coefficient in [-2.133_740_5e-4, -1.682_827e-3, -7.373_329_3e-3, -1.426_473_9e-2] {
        below = below * square + coefficient;
    }
    x * above / below
}

#[inline(always)]
fn gelu(x: f32) -> f32 {
    0.5 * x * (1.0 + erf(x * std::f32::consts::FRAC_1_SQRT_2))
}

/// Sums what `of` makes of each number of a row whose length is a multiple of [`STRIDE`].
#[inline(always)]
fn sum_of(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut sums = [0.0; STRIDE];
    for chunk in row.as_chunks::<STRIDE>().0 {
        for (sum, value) in sums.iter_mut().zip(chunk) {
            *sum += of(*value);
        }
    }
    fold(sums, |one, other| one + other)
}

/// Folds the halves onto each other until one number is left.
#[inline(always)]
fn fold<const N: usize>(mut values: [f32; N], with: impl Fn(f32, f32) -> f32) -> f32 {
    let mut half = N / 2;
    while half > 0 {
        for lane in 0..half {
            values[lane] = with(values[lane], values[lane + half]);
        }
        half /= 2;
    }
    values[0]
}

/// Folds a row whose length is a multiple of [`LANES`]: each lane from `first` on, then the lanes.
#[inline(always)]
fn fold_lanes(row: &[f32], first: f32, with: impl Fn(f32, f32) -> f32) -> f32 {
    let mut lanes = [first; LANES];
    for chunk in row.as_chunks::<LANES>().0 {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane = with(*lane, *value);
        }
    }
    fold(lanes, with)
}

/// Weight and bias of a layer normalisation.
#[derive(Debug)]
pub(crate) struct Norm {
    pub(crate) weight: Vec<f32>,
    pub(crate) bias: Vec<f32>,
    pub(crate) epsilon: f32,
}

#[inline(always)]
fn normalise_row(row: &mut [f32], norm: &Norm) {
    let width = row.len() as f32;
    let mean = sum_of(row, |value| value) / width;
    let variance = sum_of(row, |value| (value - mean) * (value - mean)) / width;
    let scale = 1.0 / (variance + norm.epsilon).sqrt();
    for ((value, weight), bias) in row.iter_mut().zip(&norm.weight).zip(&norm.bias) {
        *value = (*value - mean) * scale * weight + bias;
    }
}

compiled_twice! {
    /// Layer normalisation of each row.
    fn normalise(rows: &mut [f32], norm: &Norm) {
        for row in rows.chunks_exact_mut(norm.weight.len()) {
            normalise_row(row, norm);
        }
    }
}

compiled_twice! {
    /// Adds `added` to `rows`, then normalises each row.
    fn add_and_normalise(rows: &mut [f32], added: &[f32], norm: &Norm) {
        let width = norm.weight.len();
        for (row, added) in rows.chunks_exact_mut(width).zip(added.chunks_exact(width)) {
            for (value, added) in row.iter_mut().zip(added) {
                *value += added;
            }
            normalise_row(row, norm);
        }
    }
}

compiled_twice! {
    /// GELU, the exact one (by the error function), of each number.
    fn activate(values: &mut [f32]) {
        for value in values {
            *value = gelu(*value);
        }
    }
}

compiled_twice! {
    /// Rounds each row of `width` numbers to signed bytes, the largest magnitude of a row being
    /// 127, and tells each row's scale: number = byte × scale, about.
    fn quantise(rows: &[f32], width: usize, bytes: &mut [i8], scales: &mut [f32]) {
        let rows = rows.chunks_exact(width).zip(bytes.chunks_exact_mut(width));
        for ((row, bytes), scale) in rows.zip(scales) {
            let mut peaks = [0.0; STRIDE];
            for chunk in row.as_chunks::<STRIDE>().0 {
                for (peak, value) in peaks.iter_mut().zip(chunk) {
                    *peak = larger(value.abs(), *peak);
                }
            }
            let peak = fold(peaks, larger);
            let inverse = if peak > FAINTEST { 127.0 / peak } else { 0.0 };
            *scale = peak / 127.0;
            for (byte, value) in bytes.iter_mut().zip(row) {
                *byte = (value * inverse + ROUNDER).to_bits() as i8;
            }
        }
    }
}

compiled_twice! {
    /// Softmax over the first `length` numbers of each row of `width`; the rest become 0.
    fn softmax(rows: &mut [f32], width: usize, length: usize) {
        for row in rows.chunks_exact_mut(width) {
            row[length..].fill(f32::MIN);
            let peak = fold_lanes(row, f32::MIN, larger);
            for value in row.iter_mut() {
                *value = exp(*value - peak);
            }
            row[length..].fill(0.0);
            let inverse = 1.0 / fold_lanes(row, 0.0, |one, other| one + other);
            for value in row.iter_mut() {
                *value *= inverse;
            }
        }
    }
}

/// A row whose largest magnitude is no more counts as zero: its inverse would overflow.
const FAINTEST: f32 = 1e-30;

/// Rows of the left factor that [`multiply`] takes at a time.
pub(crate) const ROWS: usize = 4;

compiled_twice! {
    /// The product of `left` (rows of `depth`, a multiple of [`ROWS`] of them) and `right`
    /// (`depth` rows of `columns`, a multiple of [`LANES`]), each sum in the order of `depth`.
    fn multiply(left: &[f32], right: &[f32], depth: usize, columns: usize, output: &mut [f32]) {
        let strips = left.chunks_exact(ROWS * depth);
        for (strip, output) in strips.zip(output.chunks_exact_mut(ROWS * columns)) {
            let pairs = columns / (2 * LANES) * (2 * LANES);
            for column in (0..pairs).step_by(2 * LANES) {
                multiply_tile::<{ 2 * LANES }>(strip, right, column, columns, output);
            }
            if pairs < columns {
                multiply_tile::<LANES>(strip, right, pairs, columns, output);
            }
        }
    }
}

/// [`multiply`] for one strip of rows and `N` columns.
#[inline(always)]
fn multiply_tile<const N: usize>(
    strip: &[f32],
    right: &[f32],
    column: usize,
    columns: usize,
    output: &mut [f32],
) {
    let depth = strip.len() / ROWS;
    let (a, rest) = strip.split_at(depth);
    let (b, rest) = rest.split_at(depth);
    let (c, d) = rest.split_at(depth);
    let mut sums = [[0.0; N]; ROWS];
    let factors = a.iter().zip(b).zip(c).zip(d);
    for ((((a, b), c), d), row) in factors.zip(right.chunks_exact(columns)) {
        let mut lanes = [0.0; N];
        lanes.copy_from_slice(&row[column..column + N]);
        for (sums, factor) in sums.iter_mut().zip([a, b, c, d]) {
            for (sum, lane) in sums.iter_mut().zip(lanes) {
                *sum += factor * lane;
            }
        }
    }
    for (row, sums) in sums.iter().enumerate() {
        output[row * columns + column..][..N].copy_from_slice(sums);
    }
}

#[cfg(test)]
#[path = "lanes_tests.rs"]
mod tests;
