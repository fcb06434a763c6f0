//! The kernels for processors that multiply and add four bytes at once (`vpdpbusd`), in the
//! 256-bit form of AVX-VNNI and the 512-bit form of AVX-512 VNNI.
//!
//! The instruction wants one factor without sign: 128 is added to every input, and what that adds
//! to a sum is taken off afterwards. No intermediate sum saturates, so the result is exact.

use std::arch::x86_64::{
    __m256i, __m512i, _mm256_dpbusd_avx_epi32, _mm256_loadu_si256, _mm256_set1_epi32,
    _mm256_setzero_si256, _mm256_storeu_si256, _mm512_dpbusd_epi32, _mm512_loadu_si512,
    _mm512_set1_epi32, _mm512_setzero_si512, _mm512_storeu_si512,
};

use super::{BLOCK, Buffers, Cells, Tile, Tiles};

/// What both kernels have in common.
macro_rules! raised_bytes {
    () => {
        type Input = u8;
        type Weight = i8;
        const GROUP: usize = 4;

        #[inline(always)]
        fn input(byte: i8) -> u8 {
            byte.cast_unsigned() ^ 0x80
        }

        fn weight(byte: i8) -> i8 {
            byte
        }

        fn excess_of_output(weights: &[i8]) -> i32 {
            weights.iter().map(|weight| 128 * i32::from(*weight)).sum()
        }

        #[inline(always)]
        fn cells(cells: &Cells) -> &[i8] {
            match cells {
                Cells::Bytes(cells) => cells,
                Cells::Words(_) => &[],
            }
        }

        fn wrap(cells: Vec<i8>) -> Cells {
            Cells::Bytes(cells)
        }

        fn buffer(buffers: &mut Buffers) -> &mut Vec<u8> {
            &mut buffers.raised
        }
    };
}

/// Tiles of 6 rows and 16 outputs in sixteen registers of 256 bits.
pub(super) struct Vnni256;

impl Tiles for Vnni256 {
    raised_bytes!();
    const ROWS: usize = 6;
    const COLUMNS: usize = 16;

    #[inline(always)]
    unsafe fn tile(rows: &[u8], panel: &[i8], tile: &mut Tile) {
        // SAFETY: what this asks for was asked of the caller.
        unsafe { tile_of_256_bits(rows, panel, tile) }
    }
}

/// # Safety
///
/// As for [`Tiles::tile`].
#[inline]
#[target_feature(enable = "avx2,avxvnni")]
unsafe fn tile_of_256_bits(rows: &[u8], panel: &[i8], tile: &mut Tile) {
    const ROWS: usize = Vnni256::ROWS;
    let mut sums = [[_mm256_setzero_si256(); 2]; ROWS];
    let blocks = rows.as_chunks::<{ ROWS * BLOCK }>().0.iter();
    for (rows, panel) in blocks.zip(panel.as_chunks::<{ Vnni256::COLUMNS * BLOCK }>().0) {
        let (rows, panel) = (rows.as_ptr().cast::<i32>(), panel.as_ptr().cast::<__m256i>());
        for four in 0..BLOCK / 4 {
            // SAFETY: each four inputs have two registers of weights.
            let (left, right) = unsafe {
                (
                    _mm256_loadu_si256(panel.add(2 * four)),
                    _mm256_loadu_si256(panel.add(2 * four + 1)),
                )
            };
            for (row, sums) in sums.iter_mut().enumerate() {
                // SAFETY: each row has `BLOCK / 4` fours; any alignment does.
                let all = unsafe { rows.add(row * BLOCK / 4 + four).read_unaligned() };
                let all = _mm256_set1_epi32(all);
                sums[0] = _mm256_dpbusd_avx_epi32(sums[0], all, left);
                sums[1] = _mm256_dpbusd_avx_epi32(sums[1], all, right);
            }
        }
    }
    let (tile, _) = tile.as_chunks_mut::<8>();
    for (lanes, sum) in tile.iter_mut().zip(sums.as_flattened()) {
        // SAFETY: `lanes` has the 32 bytes that are stored.
        unsafe { _mm256_storeu_si256(lanes.as_mut_ptr().cast(), *sum) };
    }
}

/// Tiles of 8 rows and 32 outputs in nineteen of the thirty-two registers of 512 bits.
pub(super) struct Vnni512;

impl Tiles for Vnni512 {
    raised_bytes!();
    const ROWS: usize = 8;
    const COLUMNS: usize = 32;

    #[inline(always)]
    unsafe fn tile(rows: &[u8], panel: &[i8], tile: &mut Tile) {
        // SAFETY: what this asks for was asked of the caller.
        unsafe { tile_of_512_bits(rows, panel, tile) }
    }
}

/// # Safety
///
/// As for [`Tiles::tile`].
#[inline]
#[target_feature(enable = "avx2,avx512f,avx512vnni")]
unsafe fn tile_of_512_bits(rows: &[u8], panel: &[i8], tile: &mut Tile) {
    const ROWS: usize = Vnni512::ROWS;
    let mut sums = [[_mm512_setzero_si512(); 2]; ROWS];
    let blocks = rows.as_chunks::<{ ROWS * BLOCK }>().0.iter();
    for (rows, panel) in blocks.zip(panel.as_chunks::<{ Vnni512::COLUMNS * BLOCK }>().0) {
        let (rows, panel) = (rows.as_ptr().cast::<i32>(), panel.as_ptr().cast::<__m512i>());
        for four in 0..BLOCK / 4 {
            // SAFETY: each four inputs have two registers of weights.
            let (left, right) = unsafe {
                (
                    _mm512_loadu_si512(panel.add(2 * four)),
                    _mm512_loadu_si512(panel.add(2 * four + 1)),
                )
            };
            for (row, sums) in sums.iter_mut().enumerate() {
                // SAFETY: each row has `BLOCK / 4` fours; any alignment does.
                let all = unsafe { rows.add(row * BLOCK / 4 + four).read_unaligned() };
                let all = _mm512_set1_epi32(all);
                sums[0] = _mm512_dpbusd_epi32(sums[0], all, left);
                sums[1] = _mm512_dpbusd_epi32(sums[1], all, right);
            }
        }
    }
    let (tile, _) = tile.as_chunks_mut::<16>();
    for (lanes, sum) in tile.iter_mut().zip(sums.as_flattened()) {
        // SAFETY: `lanes` has the 64 bytes that are stored.
        unsafe { _mm512_storeu_si512(lanes.as_mut_ptr().cast(), *sum) };
    }
}
