//! The embedded gazetteer: lookups, the way between two places, nationalities.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed step fails the test")]

use tidings_gazetteer::Gazetteer;
use tidings_types::{CountryCode, Place};

fn gazetteer() -> Gazetteer {
    Gazetteer::embedded().unwrap()
}

fn first(gazetteer: &Gazetteer, name: &str) -> Place {
    let places = gazetteer.lookup(name);
    places.into_iter().next().unwrap_or_else(|| panic!("{name} is not known"))
}

fn check_same(spellings: &[&str], id: &str) {
    let gazetteer = gazetteer();
    for spelling in spellings {
        let places = gazetteer.lookup(spelling);
        let ids: Vec<&str> = places.iter().map(|place| place.id.0.as_str()).collect();
        assert!(ids.contains(&id), "{spelling}: {ids:?}");
    }
}

#[test]
fn spellings_that_reports_use_lead_to_one_place() {
    check_same(&["Sha'Fah", "Sha’fah", "Shafa", "As Sha'fah", "Al-Shaafah", "الشعفة"], "gn:172834");
    check_same(&["Baghuz", "Baghouz", "Al-Bāghūz", "Baghuz Fawqani", "الباغوز"], "gn:171943");
    check_same(
        &["Deir Ezzor", "Deir ez-Zor", "Dayr az Zawr", "Deir al-Zour", "دير الزور"],
        "gn:170794",
    );
    check_same(&["Hajin", "Hajeen", "HAJIN", "هجين"], "gn:174506");
    check_same(&["Kharkiv", "Kharkov", "Харків", "Харьков"], "gn:706483");
    check_same(&["Kyiv", "Kiev", "Київ"], "gn:703448");
}

#[test]
fn countries_have_their_many_names() {
    check_same(
        &["US", "U.S.", "USA", "America", "United States", "the United States"],
        "gn:6252001",
    );
    check_same(&["UK", "Britain", "United Kingdom"], "gn:2635167");
    check_same(&["DRC", "DR Congo", "Democratic Republic of Congo"], "gn:203312");
    check_same(&["Syria", "سوريا", "Сирия", "Syrie"], "gn:163843");
}

#[test]
fn regions_and_waters_are_places() {
    for name in [
        "Donbas",
        "Sahel",
        "Euphrates valley",
        "Kurdistan",
        "Darfur",
        "Tigray",
        "West Bank",
        "Gaza Strip",
        "Red Sea",
        "Black Sea",
        "Khabur",
        "Africa",
        "Middle East",
    ] {
        first(&gazetteer(), name);
    }
}

#[test]
fn a_stretch_of_the_river_covers_its_villages() {
    let gazetteer = gazetteer();
    let (hajin, shafah) = (first(&gazetteer, "Hajin"), first(&gazetteer, "Sha'Fah"));
    let names = |from: &Place, to: &Place| -> Vec<String> {
        gazetteer.between(from, to).into_iter().map(|place| place.name).collect()
    };
    let down = names(&hajin, &shafah);
    assert!(down.contains(&"Abu al-Hasan".to_owned()), "{down:?}");
    assert!(!down.contains(&"Al-Susah".to_owned()), "beyond the stretch: {down:?}");
    let mut up = names(&shafah, &hajin);
    up.reverse();
    assert_eq!(down, up);
}

#[test]
fn places_off_any_chain_have_a_corridor() {
    let gazetteer = gazetteer();
    let (one, other) = (first(&gazetteer, "Bakhmut"), first(&gazetteer, "Sloviansk"));
    let between = gazetteer.between(&one, &other);
    assert!(!between.is_empty());
    let whole = one.point.distance_km(other.point);
    for place in between {
        let detour = one.point.distance_km(place.point) + place.point.distance_km(other.point);
        assert!(detour < whole * 1.3, "{place:?}");
    }
}

#[test]
fn nationalities_lead_to_countries_and_peoples_do_not() {
    let gazetteer = gazetteer();
    let country = |word| gazetteer.country_of_demonym(word);
    assert_eq!(country("Syrian"), CountryCode::new("SYR"));
    assert_eq!(country("syrians"), CountryCode::new("SYR"));
    assert_eq!(country("Kurds"), None);
    assert_eq!(country("Hajin"), None);
    assert_eq!(gazetteer.place_of_demonym("African").unwrap().name, "Africa");
}

#[test]
fn short_names_and_parts_of_words_do_not_match_loosely() {
    let gazetteer = gazetteer();
    assert!(gazetteer.lookup("Xq").is_empty());
    assert!(gazetteer.lookup("").is_empty());
    assert!(gazetteer.lookup("Zzzqqkx").is_empty());
}

#[test]
fn the_best_known_places_are_the_first_of_all() {
    let gazetteer = gazetteer();
    for name in ["Springfield", "San Jose", "Hajin", "Київ", "Zzzqqkx"] {
        let all = gazetteer.lookup(name);
        for most in [0, 1, 3, 1000] {
            let best = gazetteer.lookup_best(name, most);
            assert_eq!(best, all[..most.min(all.len())], "{name}: {most}");
        }
    }
}
