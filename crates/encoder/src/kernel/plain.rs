//! The kernel for any processor.

use super::{Buffers, Cells, Tile, Tiles};

/// One sum at a time.
pub(super) struct Plain;

impl Tiles for Plain {
    type Input = i8;
    type Weight = i8;
    const ROWS: usize = 1;
    const COLUMNS: usize = 1;
    const GROUP: usize = 1;

    #[inline(always)]
    fn input(byte: i8) -> i8 {
        byte
    }

    fn weight(byte: i8) -> i8 {
        byte
    }

    #[inline(always)]
    fn cells(cells: &Cells) -> &[i8] {
        match cells {
            Cells::Bytes(cells) => cells,
            #[cfg(target_arch = "x86_64")]
            Cells::Words(_) => &[],
        }
    }

    fn wrap(cells: Vec<i8>) -> Cells {
        Cells::Bytes(cells)
    }

    fn buffer(buffers: &mut Buffers) -> &mut Vec<i8> {
        &mut buffers.bytes
    }

    #[inline(always)]
    unsafe fn tile(rows: &[i8], panel: &[i8], tile: &mut Tile) {
        tile[0] = rows
            .iter()
            .zip(panel)
            .map(|(input, weight)| i32::from(i16::from(*input) * i16::from(*weight)))
            .sum();
    }
}
