//! Prints what names may mean. Usage: `lookup NAME…`, with
//! packs in `PACKS`, parted by `:`.
#![expect(clippy::print_stdout, reason = "a tool whose result is what it prints")]

use tidings_gazetteer::{Gazetteer, GazetteerError};

fn main() -> Result<(), GazetteerError> {
    let gazetteer = Gazetteer::with_packs(&packs())?;
    for name in std::env::args().skip(1) {
        println!("{name}");
        for place in gazetteer.lookup(&name).iter().take(8) {
            let (lat, lon) = (place.point.lat, place.point.lon);
            println!(
                "  {} {} {:?} {:?} {:?} {:?} {} {lat:.4},{lon:.4}",
                place.id.0,
                place.name,
                place.class,
                place.country,
                place.admin1,
                place.admin2,
                place.population
            );
        }
    }
    Ok(())
}

/// Packs named in the environment.
fn packs() -> Vec<std::path::PathBuf> {
    std::env::var_os("PACKS")
        .map(|paths| std::env::split_paths(&paths).collect())
        .unwrap_or_default()
}
