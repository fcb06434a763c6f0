//! Imports tables of places into a pack. Usage: `import OUT.pack FILE…`
#![expect(clippy::print_stdout, reason = "a tool whose result is what it prints")]

use std::{error::Error, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    if paths.len() < 2 {
        return Err("usage: import OUT.pack FILE…".into());
    }
    let out = paths.remove(0);
    let summary = tidings_gazetteer::import(&paths, &out)?;
    summary.problems.iter().take(10).for_each(|problem| println!("{problem}"));
    println!(
        "rows {} places {} other kinds {} superseded {} joined {} broken {} lost parents {}",
        summary.rows,
        summary.places,
        summary.other_kinds,
        summary.superseded,
        summary.joined,
        summary.broken,
        summary.lost_parents
    );
    Ok(())
}
