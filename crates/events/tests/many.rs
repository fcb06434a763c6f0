//! A hundred thousand claims are merged in seconds.

mod common;

use common::{Told, claims, place, told};
use tidings_events::merge;
use tidings_ontology::Ontology;
use tidings_types::{ActorKind, FeatureClass};

const HAPPENINGS: [&str; 8] = [
    "shelling",
    "armed-clash",
    "air-strike",
    "explosion",
    "killing",
    "evacuation",
    "aid-delivery",
    "clearance",
];

/// A small generator with a fixed seed (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

/// A war of one year over 400 villages of one country: most claims know place and day, some only
/// the province, the country, the week, or nothing.
fn war(number: u64) -> Vec<Told> {
    let mut dice = Dice(0x5eed);
    (0..number)
        .map(|claim| {
            // Few villages are in the news much more than the rest.
            let village = dice.roll(20) * dice.roll(20);
            let (lat, lon) =
                (34.0 + (village / 20) as f64 * 0.15, 36.0 + (village % 20) as f64 * 0.2);
            let happening = HAPPENINGS[dice.roll(8) as usize];
            let claim = told(&format!("c{claim:06}"), (claim / 4) as u32, happening);
            let day = format!("2019-{:02}-{:02}", 1 + dice.roll(12), 1 + dice.roll(28));
            let claim = match dice.roll(10) {
                0 => claim,
                1 | 2 => claim.published(&day),
                _ => claim.on(&day),
            };
            let claim = match dice.roll(10) {
                0 => claim,
                1 => claim.at(common::syria()),
                2 => claim.at(common::province()),
                _ => {
                    let name = format!("v{village}");
                    claim.at(place(&name, &name, FeatureClass::Settlement, lat, lon))
                }
            };
            match dice.roll(4) {
                0 => claim.by("army", ActorKind::StateForces).count("killed", 1 + dice.roll(30)),
                1 => claim.by("rebels", ActorKind::RebelGroup),
                _ => claim,
            }
        })
        .collect()
}

#[test]
#[ignore = "takes seconds; run by hand: cargo test -p tidings-events --test many -- --ignored --nocapture"]
fn a_hundred_thousand_claims_take_seconds() {
    let number = std::env::var("CLAIMS").ok().and_then(|number| number.parse().ok());
    let claims = claims(war(number.unwrap_or(100_000)));
    let start = std::time::Instant::now();
    let events = merge(&claims, &[], Ontology::embedded());
    let merged = start.elapsed();
    let statuses = tidings_events::status(&events, &claims, Ontology::embedded());
    println!(
        "{} claims, {} events in {merged:?}; {} statuses in {:?}",
        claims.len(),
        events.len(),
        statuses.len(),
        start.elapsed() - merged
    );
    // Ten seconds of one processor; the machine may be busy with other things.
    assert!(merged.as_secs() < 120);
    assert!(events.len() < claims.len());
}
