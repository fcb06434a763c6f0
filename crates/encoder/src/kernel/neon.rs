//! The kernel for 64-bit Arm: sixteen bytes at a time, products of 16 bits added to 32-bit sums.

use std::arch::aarch64::{
    vaddvq_s32, vdupq_n_s32, vget_high_s8, vget_low_s8, vld1q_s8, vmlal_s8, vmull_s8, vpadalq_s16,
};

use super::{BLOCK, Buffers, Cells, Tile, Tiles};

/// Tiles of 4 rows and 4 outputs, each sum in a register of four partial sums.
pub(super) struct Neon;

impl Tiles for Neon {
    type Input = i8;
    type Weight = i8;
    const ROWS: usize = 4;
    const COLUMNS: usize = 4;
    const GROUP: usize = 16;

    #[inline(always)]
    fn input(byte: i8) -> i8 {
        byte
    }

    fn weight(byte: i8) -> i8 {
        byte
    }

    #[inline(always)]
    fn cells(cells: &Cells) -> &[i8] {
        let Cells::Bytes(cells) = cells;
        cells
    }

    fn wrap(cells: Vec<i8>) -> Cells {
        Cells::Bytes(cells)
    }

    fn buffer(buffers: &mut Buffers) -> &mut Vec<i8> {
        &mut buffers.bytes
    }

    #[inline(always)]
    unsafe fn tile(rows: &[i8], panel: &[i8], tile: &mut Tile) {
        // SAFETY: what this asks for was asked of the caller.
        unsafe { tile_of_sixteens(rows, panel, tile) }
    }
}

/// # Safety
///
/// As for [`Tiles::tile`].
#[inline]
#[target_feature(enable = "neon")]
unsafe fn tile_of_sixteens(rows: &[i8], panel: &[i8], tile: &mut Tile) {
    const ROWS: usize = Neon::ROWS;
    const COLUMNS: usize = Neon::COLUMNS;
    let mut sums = [[vdupq_n_s32(0); COLUMNS]; ROWS];
    let blocks = rows.as_chunks::<{ ROWS * BLOCK }>().0.iter();
    for (rows, panel) in blocks.zip(panel.as_chunks::<{ COLUMNS * BLOCK }>().0) {
        let (rows, panel) = (rows.as_ptr(), panel.as_ptr());
        for group in 0..BLOCK / 16 {
            for (row, sums) in sums.iter_mut().enumerate() {
                // SAFETY: each row has `BLOCK / 16` groups of sixteen inputs.
                let input = unsafe { vld1q_s8(rows.add(row * BLOCK + 16 * group)) };
                for (column, sum) in sums.iter_mut().enumerate() {
                    // SAFETY: each group has sixteen weights for each of the outputs.
                    let weight = unsafe { vld1q_s8(panel.add(16 * (COLUMNS * group + column))) };
                    // Two products are at most 2 × 127 × 128 in magnitude, which fits 16 bits:
                    // inputs are never −128.
                    let low = vmull_s8(vget_low_s8(input), vget_low_s8(weight));
                    let both = vmlal_s8(low, vget_high_s8(input), vget_high_s8(weight));
                    *sum = vpadalq_s16(*sum, both);
                }
            }
        }
    }
    for (cell, sum) in tile.iter_mut().zip(sums.as_flattened()) {
        *cell = vaddvq_s32(*sum);
    }
}
