//! POLECAT's columns of PLOVER events.

use tidings_types::{EventActor, FeatureClass};

use crate::{
    actors::{names, sector},
    cell::{Cell, Column, column},
    scheme::{LeftOut, must_have_happened},
    view::View,
};

/// The 40 columns.
pub(crate) const COLUMNS: &[Column] = &[
    column("Event ID", "#event+code"),
    column("Event Date", "#date+occurred"),
    column("Event Type", "#event+type"),
    column("Event Mode", "#event+mode"),
    column("Intensity", ""),
    column("Quad Code", ""),
    column("Contexts", ""),
    column("Actor Name", "#group+name+first"),
    column("Actor Country", ""),
    column("Actor COW", ""),
    column("Primary Actor Sector", ""),
    column("Actor Sectors", ""),
    column("Actor Title", ""),
    column("Actor Name Raw", ""),
    column("Wikipedia Actor ID", ""),
    column("Recipient Name", "#group+name+second"),
    column("Recipient Country", ""),
    column("Recipient COW", ""),
    column("Primary Recipient Sector", ""),
    column("Recipient Sectors", ""),
    column("Recipient Title", ""),
    column("Recipient Name Raw", ""),
    column("Wikipedia Recipient ID", ""),
    column("Placename", "#loc+name"),
    column("City", ""),
    column("District", "#adm2+name"),
    column("Province", "#adm1+name"),
    column("Country", "#country+code"),
    column("Latitude", "#geo+lat"),
    column("Longitude", "#geo+lon"),
    column("GeoNames ID", "#loc+code"),
    column("Raw Placename", ""),
    column("Feature Type", ""),
    column("Source", "#meta+source"),
    column("Publication Date", "#date+reported"),
    column("Story People", ""),
    column("Story Organizations", ""),
    column("Story Locations", ""),
    column("Language", ""),
    column("Version", ""),
];

/// Modes with their intensity.
type Modes = &'static [(&'static str, f64)];

/// Intensity of a type and of its modes that differ from it, after the PLOVER manual's scores.
/// Where a mode is not listed, the type's own score holds. The manual prints ACCUSE as positive
/// though all its modes are negative: the modes are followed.
const INTENSITIES: &[(&str, f64, Modes)] = &[
    ("AID", 10.0, &[]),
    ("COOPERATE", 9.5, &[]),
    ("RETREAT", 6.5, &[("disarm", 10.0), ("withdraw", 8.0), ("ceasefire", 7.5), ("resign", 4.5)]),
    ("SUPPORT", 5.0, &[]),
    ("CONCEDE", 4.5, &[]),
    ("AGREE", 2.5, &[]),
    (
        "CONSULT",
        2.5,
        &[("visit", 4.0), ("third-party", 1.0), ("multilateral", 4.0), ("phone", 1.5)],
    ),
    ("REQUEST", 0.0, &[("assist", 0.5), ("change", -1.0), ("yield", -1.0)]),
    ("REJECT", -2.0, &[("assist", -1.5)]),
    ("ACCUSE", -3.0, &[("disapprove", -2.0), ("investigate", -3.5), ("allege", -3.5)]),
    ("THREATEN", -3.5, &[("restrict", -3.0), ("territory", -4.0)]),
    ("PROTEST", -5.0, &[("riot", -7.0), ("hunger", -4.5), ("boycott", -4.5), ("obstruct", -4.5)]),
    ("SANCTION", -6.0, &[("expel", -5.5)]),
    ("MOBILIZE", -5.5, &[("troops", -6.5), ("weapons", -6.5), ("militia", -6.0)]),
    (
        "COERCE",
        -7.0,
        &[("censor", -6.5), ("curfew", -6.5), ("misinformation", -6.5), ("martial-law", -7.5)],
    ),
    (
        "ASSAULT",
        -9.0,
        &[
            ("beat", -7.5),
            ("crowd-control", -7.5),
            ("primitive", -8.0),
            ("abduct", -8.5),
            ("torture", -8.5),
            ("sexual", -8.5),
            ("destroy", -8.5),
            ("targeted", -9.5),
            ("suicide-attack", -9.5),
            ("aerial", -9.5),
            ("drone", -9.5),
            ("heavy-weapons", -9.5),
            ("unconventional", -10.0),
        ],
    ),
];

/// The cells of an event. Contexts, titles, Correlates-of-War numbers and Wikipedia links are not
/// known here and stay empty; people of a story are never listed.
pub(crate) fn row(view: &View<'_>) -> Result<Vec<Cell>, LeftOut> {
    must_have_happened(view.event.assertion)?;
    let known = view.happening.ok_or("no code")?;
    let code = known.codes.plover.as_ref().ok_or("no code")?;
    let circumstance = view.circumstance();
    let (event_type, mode) = code.choose(&circumstance);
    let day = view.day().ok_or("no day")?;
    let mut cells = vec![
        Cell::text(view.event.id.0.as_str()),
        Cell::text(day.to_string()),
        Cell::text(event_type),
        Cell::text(mode.unwrap_or_default()),
        intensity(event_type, mode).map_or(Cell::Empty, Cell::Real),
        quad(event_type).map_or(Cell::Empty, Cell::Whole),
        Cell::Empty,
    ];
    cells.extend(party(&view.event.actors));
    cells.extend(party(&view.event.targets));
    cells.extend(whereabouts(view));
    cells.extend(story(view));
    Ok(cells)
}

fn party(side: &[EventActor]) -> [Cell; 8] {
    let country = side.first().and_then(|one| one.country);
    let mut sectors: Vec<&str> = side.iter().map(|one| sector(one.kind)).collect();
    let primary = sectors.first().copied().unwrap_or_default();
    sectors.dedup();
    [
        Cell::text(names(side).next().unwrap_or_default()),
        country.map_or(Cell::Empty, |code| Cell::text(code.to_string())),
        Cell::Empty,
        Cell::text(primary),
        Cell::list(sectors),
        Cell::Empty,
        Cell::list(names(side)),
        Cell::Empty,
    ]
}

fn whereabouts(view: &View<'_>) -> [Cell; 10] {
    let place = view.place();
    let pinned = view.pinned();
    let text = |words: Option<&str>| Cell::text(words.unwrap_or_default());
    let degrees = |degrees: Option<f64>| degrees.map_or(Cell::Empty, Cell::Real);
    let city = place.filter(|place| place.class == FeatureClass::Settlement);
    let mention = view.claims.iter().find_map(|claim| claim.main_place());
    [
        text(place.map(|place| place.name.as_str())),
        text(city.map(|place| place.name.as_str())),
        text(place.and_then(|place| place.admin2.as_deref())),
        text(place.and_then(|place| place.admin1.as_deref())),
        view.country_code().map_or(Cell::Empty, |code| Cell::text(code.to_string())),
        degrees(pinned.map(|place| place.point.lat)),
        degrees(pinned.map(|place| place.point.lon)),
        text(place.and_then(|place| place.id.0.strip_prefix("gn:"))),
        text(mention.map(|place| place.mention.words.as_str())),
        text(place.map(|place| feature_type(place.class))),
    ]
}

fn story(view: &View<'_>) -> [Cell; 7] {
    let first = view.sources.first();
    let published = first.and_then(|source| source.published);
    [
        Cell::list(view.source_names()),
        published.map_or(Cell::Empty, |day| Cell::text(day.to_string())),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::text(first.map_or("", |source| source.language.as_str())),
        Cell::text(concat!("tidings ", env!("CARGO_PKG_VERSION"))),
    ]
}

/// Intensity of a type and mode.
fn intensity(event_type: &str, mode: Option<&str>) -> Option<f64> {
    let (_, own, modes) = INTENSITIES.iter().find(|(name, ..)| *name == event_type)?;
    let special = modes.iter().find(|(name, _)| Some(*name) == mode);
    Some(special.map_or(*own, |(_, score)| *score))
}

fn quad(event_type: &str) -> Option<i64> {
    tidings_ontology::Ontology::embedded().plover_quad(event_type).map(i64::from)
}

/// GeoNames' class of a feature.
fn feature_type(class: FeatureClass) -> &'static str {
    match class {
        FeatureClass::Country | FeatureClass::Admin1 | FeatureClass::Admin2 => "A",
        FeatureClass::Settlement => "P",
        FeatureClass::Water => "H",
        FeatureClass::Region | FeatureClass::Continent => "L",
        FeatureClass::Site => "S",
        FeatureClass::Terrain => "T",
    }
}

#[cfg(test)]
mod tests {
    use tidings_ontology::PLOVER_TYPES;

    use super::*;

    #[test]
    fn every_type_has_an_intensity_on_its_side_of_zero() {
        for (event_type, modes) in PLOVER_TYPES {
            let cooperative = quad(event_type).unwrap() <= 2;
            let all = std::iter::once(None).chain(modes.iter().map(|mode| Some(*mode)));
            for mode in all {
                let score = intensity(event_type, mode).unwrap();
                let neutral = event_type == "REQUEST";
                assert!(neutral || (score > 0.0) == cooperative, "{event_type} {mode:?} {score}");
            }
        }
        let named = INTENSITIES
            .iter()
            .flat_map(|(name, _, modes)| modes.iter().map(move |(mode, _)| (*name, *mode)));
        for (event_type, mode) in named {
            let known = PLOVER_TYPES.iter().find(|(name, _)| *name == event_type).unwrap().1;
            assert!(known.contains(&mode), "{event_type} {mode}");
        }
    }
}
