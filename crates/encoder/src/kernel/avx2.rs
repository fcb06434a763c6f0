//! The kernel for AVX2: pairs of 16-bit numbers, multiplied and added at once (`vpmaddwd`).

use std::arch::x86_64::{
    __m256i, _mm256_add_epi32, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_set1_epi32,
    _mm256_setzero_si256, _mm256_storeu_si256,
};

use super::{BLOCK, Buffers, Cells, Tile, Tiles};

/// Tiles of 6 rows and 16 outputs: twelve registers of sums, two of weights, one of inputs and
/// one of products are the sixteen there are. Weights are widened when the model is opened.
pub(super) struct Avx2;

impl Tiles for Avx2 {
    type Input = i16;
    type Weight = i16;
    const ROWS: usize = 6;
    const COLUMNS: usize = 16;
    const GROUP: usize = 2;
    const OFFSET: i32 = 0;

    #[inline(always)]
    fn input(byte: i8) -> i16 {
        i16::from(byte)
    }

    fn weight(byte: i8) -> i16 {
        i16::from(byte)
    }

    #[inline(always)]
    fn cells(cells: &Cells) -> &[i16] {
        match cells {
            Cells::Words(cells) => cells,
            Cells::Bytes(_) => &[],
        }
    }

    fn wrap(cells: Vec<i16>) -> Cells {
        Cells::Words(cells)
    }

    fn buffer(buffers: &mut Buffers) -> &mut Vec<i16> {
        &mut buffers.words
    }

    #[inline(always)]
    unsafe fn tile(rows: &[i16], panel: &[i16], tile: &mut Tile) {
        // SAFETY: what this asks for was asked of the caller.
        unsafe { tile_of_pairs(rows, panel, tile) }
    }
}

/// # Safety
///
/// As for [`Tiles::tile`].
#[inline]
#[target_feature(enable = "avx2")]
unsafe fn tile_of_pairs(rows: &[i16], panel: &[i16], tile: &mut Tile) {
    const ROWS: usize = Avx2::ROWS;
    let mut sums = [[_mm256_setzero_si256(); 2]; ROWS];
    let blocks = rows.as_chunks::<{ ROWS * BLOCK }>().0.iter();
    for (rows, panel) in blocks.zip(panel.as_chunks::<{ Avx2::COLUMNS * BLOCK }>().0) {
        let (rows, panel) = (rows.as_ptr().cast::<i32>(), panel.as_ptr().cast::<__m256i>());
        for pair in 0..BLOCK / 2 {
            // SAFETY: each pair of inputs has two registers of weights.
            let (left, right) = unsafe {
                (
                    _mm256_loadu_si256(panel.add(2 * pair)),
                    _mm256_loadu_si256(panel.add(2 * pair + 1)),
                )
            };
            for (row, sums) in sums.iter_mut().enumerate() {
                // SAFETY: each row has `BLOCK / 2` pairs; any alignment does.
                let both = unsafe { rows.add(row * BLOCK / 2 + pair).read_unaligned() };
                let both = _mm256_set1_epi32(both);
                sums[0] = _mm256_add_epi32(sums[0], _mm256_madd_epi16(both, left));
                sums[1] = _mm256_add_epi32(sums[1], _mm256_madd_epi16(both, right));
            }
        }
    }
    let (tile, _) = tile.as_chunks_mut::<8>();
    for (lanes, sum) in tile.iter_mut().zip(sums.as_flattened()) {
        // SAFETY: `lanes` has the 32 bytes that are stored.
        unsafe { _mm256_storeu_si256(lanes.as_mut_ptr().cast(), *sum) };
    }
}
