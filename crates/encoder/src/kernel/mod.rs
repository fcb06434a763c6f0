//! Products of bytes: the work that nearly all time goes to.
//!
//! A kernel computes tiles of exact `i32` sums of products of signed bytes; all kernels give the
//! same numbers, so a result does not depend on the processor. What differs is how weights are
//! laid out, which is done once, when the model is opened.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "aarch64")]
mod neon;
mod plain;
#[cfg(test)]
mod tests;
#[cfg(target_arch = "x86_64")]
mod vnni;

/// One way to multiply bytes. A value other than [`Kernel::plain`] is only ever made where the
/// processor has what it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kernel(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Plain,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    AvxVnni,
    #[cfg(target_arch = "x86_64")]
    Avx512Vnni,
    #[cfg(target_arch = "aarch64")]
    Neon,
}

impl Kernel {
    /// The one that runs everywhere.
    pub fn plain() -> Self {
        Self(Kind::Plain)
    }

    /// All that this processor can run, the fastest first.
    pub fn available() -> Vec<Self> {
        let mut kinds = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            use std::arch::is_x86_feature_detected as has;
            let avx2 = has!("avx2");
            let avx512 = has!("avx512f") && has!("avx512vnni");
            let found =
                [(avx2 && avx512, Kind::Avx512Vnni), (avx2 && has!("avxvnni"), Kind::AvxVnni)];
            kinds.extend(found.into_iter().chain([(avx2, Kind::Avx2)]));
        }
        #[cfg(target_arch = "aarch64")]
        kinds.push((std::arch::is_aarch64_feature_detected!("neon"), Kind::Neon));
        kinds.push((true, Kind::Plain));
        kinds.into_iter().filter(|(found, _)| *found).map(|(_, kind)| Self(kind)).collect()
    }

    /// The fastest that this processor can run.
    pub fn best() -> Self {
        Self::available().first().copied().unwrap_or(Self::plain())
    }

    /// Rows that are computed together: numbers of rows must be multiples.
    pub(crate) fn rows(self) -> usize {
        match self.0 {
            Kind::Plain => plain::Plain::ROWS,
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => avx2::Avx2::ROWS,
            #[cfg(target_arch = "x86_64")]
            Kind::AvxVnni => vnni::Vnni256::ROWS,
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512Vnni => vnni::Vnni512::ROWS,
            #[cfg(target_arch = "aarch64")]
            Kind::Neon => neon::Neon::ROWS,
        }
    }

    /// Whether the processor was found to have AVX2.
    #[cfg(target_arch = "x86_64")]
    pub(crate) fn has_avx2(self) -> bool {
        self.0 != Kind::Plain
    }
}

/// How a kernel works.
trait Tiles {
    /// What an activation is turned into before the product.
    type Input: Copy + Default;
    /// What a weight is turned into when the model is opened.
    type Weight: Copy + Default;
    /// Rows of a tile.
    const ROWS: usize;
    /// Outputs of a tile; divides 32.
    const COLUMNS: usize;
    /// Neighbouring inputs of one output that lie side by side; divides 32.
    const GROUP: usize;

    fn input(byte: i8) -> Self::Input;
    fn weight(byte: i8) -> Self::Weight;
    /// What every sum of a row of inputs holds too much.
    #[inline(always)]
    fn excess_of_row(_: &[i8]) -> i32 {
        0
    }
    /// What every sum of an output's weights holds too much.
    fn excess_of_output(_: &[i8]) -> i32 {
        0
    }
    fn cells(cells: &Cells) -> &[Self::Weight];
    fn wrap(cells: Vec<Self::Weight>) -> Cells;
    fn buffer(buffers: &mut Buffers) -> &mut Vec<Self::Input>;

    /// The tile of a strip of [`Self::ROWS`] rows and a panel of weights, row by row.
    ///
    /// # Safety
    ///
    /// The processor must have what the kernel needs.
    unsafe fn tile(strip: &[Self::Input], panel: &[Self::Weight], tile: &mut Tile);
}

/// Most sums that a tile of any kernel has.
const LARGEST_TILE: usize = 256;
type Tile = [i32; LARGEST_TILE];
/// Inputs of a row that lie side by side in a strip. Every number of inputs is a multiple.
const BLOCK: usize = 32;

/// Weights as a kernel wants them: panel after panel of `COLUMNS` outputs, in these group after
/// group of inputs, in these output after output.
#[derive(Debug)]
enum Cells {
    Bytes(Vec<i8>),
    #[cfg(target_arch = "x86_64")]
    Words(Vec<i16>),
}

/// Room for activations as a kernel wants them: strip after strip of `ROWS` rows, in these block
/// after block of [`BLOCK`] inputs, in these row after row.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    /// What each row's sums hold too much.
    excess: Vec<i32>,
    bytes: Vec<i8>,
    #[cfg(target_arch = "x86_64")]
    raised: Vec<u8>,
    #[cfg(target_arch = "x86_64")]
    words: Vec<i16>,
}

/// Rows of activations rounded to bytes, and each row's scale.
#[derive(Clone, Copy)]
pub(crate) struct Quantised<'a> {
    pub(crate) bytes: &'a [i8],
    pub(crate) scales: &'a [f32],
}

/// A matrix of weights: bytes, a scale and a bias for each output.
#[derive(Debug)]
pub(crate) struct Matrix {
    kernel: Kernel,
    inputs: usize,
    cells: Cells,
    scales: Vec<f32>,
    bias: Vec<f32>,
    /// What each output's sums hold too much.
    excess: Vec<i32>,
}

impl Matrix {
    /// Lays `weights`, one row of inputs for each output, out for `kernel`. Outputs (as many as
    /// scales and biases) and inputs are multiples of 32.
    pub(crate) fn new(kernel: Kernel, weights: &[i8], scales: Vec<f32>, bias: Vec<f32>) -> Self {
        let inputs = weights.len() / scales.len().max(1);
        let (cells, excess) = match kernel.0 {
            Kind::Plain => pack::<plain::Plain>(weights, inputs),
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => pack::<avx2::Avx2>(weights, inputs),
            #[cfg(target_arch = "x86_64")]
            Kind::AvxVnni => pack::<vnni::Vnni256>(weights, inputs),
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512Vnni => pack::<vnni::Vnni512>(weights, inputs),
            #[cfg(target_arch = "aarch64")]
            Kind::Neon => pack::<neon::Neon>(weights, inputs),
        };
        Self { kernel, inputs, cells, scales, bias, excess }
    }

    /// Number of outputs.
    pub(crate) fn outputs(&self) -> usize {
        self.scales.len()
    }

    /// Number of inputs.
    pub(crate) fn inputs(&self) -> usize {
        self.inputs
    }

    /// Writes `rows × weights × scales + bias` to `output`, row by row. The number of rows is a
    /// multiple of [`Kernel::rows`].
    pub(crate) fn apply(&self, rows: Quantised, buffers: &mut Buffers, output: &mut [f32]) {
        match self.kernel.0 {
            Kind::Plain => apply::<plain::Plain>(self, rows, buffers, output),
            #[cfg(target_arch = "x86_64")]
            // SAFETY: such a kernel is only ever made where the processor has AVX2.
            Kind::Avx2 => unsafe { apply_with_avx2::<avx2::Avx2>(self, rows, buffers, output) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: as above.
            Kind::AvxVnni => unsafe {
                apply_with_avx2::<vnni::Vnni256>(self, rows, buffers, output);
            },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: as above.
            Kind::Avx512Vnni => unsafe {
                apply_with_avx2::<vnni::Vnni512>(self, rows, buffers, output);
            },
            #[cfg(target_arch = "aarch64")]
            Kind::Neon => apply::<neon::Neon>(self, rows, buffers, output),
        }
    }
}

/// Weights in the kernel's layout, and for each output its excess.
fn pack<K: Tiles>(weights: &[i8], inputs: usize) -> (Cells, Vec<i32>) {
    let mut cells = Vec::with_capacity(weights.len());
    for panel in weights.chunks_exact(K::COLUMNS * inputs) {
        for group in (0..inputs).step_by(K::GROUP) {
            for output in panel.chunks_exact(inputs) {
                cells.extend(output[group..group + K::GROUP].iter().map(|byte| K::weight(*byte)));
            }
        }
    }
    let excess = weights.chunks_exact(inputs).map(K::excess_of_output).collect();
    (K::wrap(cells), excess)
}

/// [`apply`] compiled for AVX2.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn apply_with_avx2<K: Tiles>(
    matrix: &Matrix,
    rows: Quantised,
    buffers: &mut Buffers,
    output: &mut [f32],
) {
    apply::<K>(matrix, rows, buffers, output);
}

#[inline(always)]
fn apply<K: Tiles>(matrix: &Matrix, rows: Quantised, buffers: &mut Buffers, output: &mut [f32]) {
    let (inputs, outputs) = (matrix.inputs, matrix.scales.len());
    let mut buffer = std::mem::take(K::buffer(buffers));
    lay_out::<K>(rows.bytes, inputs, &mut buffer);
    buffers.excess.clear();
    buffers.excess.extend(rows.bytes.chunks_exact(inputs).map(K::excess_of_row));
    let mut tile = [0; LARGEST_TILE];
    for (number, panel) in K::cells(&matrix.cells).chunks_exact(K::COLUMNS * inputs).enumerate() {
        let column = number * K::COLUMNS;
        let strips = buffer.chunks_exact(K::ROWS * inputs).zip(rows.scales.chunks_exact(K::ROWS));
        let strips = strips.zip(buffers.excess.chunks_exact(K::ROWS));
        for (((strip, scales), excess), output) in
            strips.zip(output.chunks_exact_mut(K::ROWS * outputs))
        {
            // SAFETY: `matrix` was laid out for this kernel, so the processor has what it needs.
            unsafe { K::tile(strip, panel, &mut tile) };
            let sums = tile.chunks_exact(K::COLUMNS).zip(scales.iter().zip(excess));
            for ((sums, of_row), row) in sums.zip(output.chunks_exact_mut(outputs)) {
                matrix.scale::<K>(column, sums, of_row, &mut row[column..column + K::COLUMNS]);
            }
        }
    }
    *K::buffer(buffers) = buffer;
}

/// Lays the rows' `bytes` out in strips.
#[inline(always)]
fn lay_out<K: Tiles>(bytes: &[i8], inputs: usize, buffer: &mut Vec<K::Input>) {
    buffer.resize(bytes.len(), K::Input::default());
    let strips = buffer.chunks_exact_mut(K::ROWS * inputs);
    for (strip, rows) in strips.zip(bytes.chunks_exact(K::ROWS * inputs)) {
        for (number, block) in strip.as_chunks_mut::<BLOCK>().0.iter_mut().enumerate() {
            let (row, block_of_row) = (number % K::ROWS, number / K::ROWS);
            let bytes = &rows[row * inputs + block_of_row * BLOCK..][..BLOCK];
            for (input, byte) in block.iter_mut().zip(bytes) {
                *input = K::input(*byte);
            }
        }
    }
}

impl Matrix {
    /// Turns the sums of one row, for the outputs from `column` on, into numbers.
    #[inline(always)]
    fn scale<K: Tiles>(
        &self,
        column: usize,
        sums: &[i32],
        (row_scale, row_excess): (&f32, &i32),
        output: &mut [f32],
    ) {
        let outputs = column..column + K::COLUMNS;
        let of_outputs = self.scales[outputs.clone()].iter().zip(&self.bias[outputs.clone()]);
        let of_sums = sums.iter().zip(&self.excess[outputs]);
        for ((value, (sum, excess)), (scale, bias)) in
            output.iter_mut().zip(of_sums).zip(of_outputs)
        {
            *value = (sum - row_excess - excess) as f32 * (row_scale * scale) + bias;
        }
    }
}
