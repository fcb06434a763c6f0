//! Prints what names may mean. Usage: `lookup NAME…`
#![expect(clippy::print_stdout, reason = "a tool whose result is what it prints")]

use tidings_gazetteer::{Gazetteer, GazetteerError};

fn main() -> Result<(), GazetteerError> {
    let gazetteer = Gazetteer::embedded()?;
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
