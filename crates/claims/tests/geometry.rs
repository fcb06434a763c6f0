//! The words around a place's name with the role, precision and shape they must give.
//!
//! Each case ends the sentence "Gunmen killed two farmers …" or stands as a sentence of its own.
//! Notation: `role precision shape [words]`, places parted by `; `.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up its stages has failed")]

use std::sync::LazyLock;

use tidings_claims::Assembler;
use tidings_gazetteer::Gazetteer;
use tidings_ontology::Ontology;
use tidings_reader::{PatternReader, Reader};
use tidings_types::{ClaimPlace, Document, MediaType, PlaceRole, Shape};

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::embedded().unwrap());
static ASSEMBLER: LazyLock<Assembler> = LazyLock::new(|| Assembler::new(Ontology::embedded()));

/// The sentence that most cases end.
const FRAME: &str = "Gunmen killed two farmers {}.";

/// The places of the first claim of `text`.
fn places(text: &str) -> Vec<ClaimPlace> {
    let document = Document::new(text.as_bytes().to_vec(), MediaType::Plain, "test");
    let report = tidings_text::read(&document).0.unwrap();
    let mut hints = ASSEMBLER.hints(&report);
    hints.extend(GAZETTEER.find(&report));
    hints.sort_by_key(|hint| (hint.span.start, hint.span.end));
    let marks = PatternReader::embedded().read(&report, &hints);
    let toponyms = GAZETTEER.resolve(&report, &marks);
    let (claims, _) = ASSEMBLER.assemble(&report, &marks, &toponyms, &GAZETTEER);
    claims.into_iter().next().map(|claim| claim.places).unwrap_or_default()
}

fn show(place: &ClaimPlace) -> String {
    let role = match place.role {
        PlaceRole::At => "at",
        PlaceRole::From => "from",
        PlaceRole::To => "to",
        PlaceRole::Between => "between",
        PlaceRole::Near => "near",
    };
    let shape = match &place.shape {
        Shape::Point => "point".to_owned(),
        Shape::Around { radius_km } => format!("{radius_km:.1}km"),
        Shape::Stretch { .. } => "stretch".to_owned(),
        Shape::Area => "area".to_owned(),
    };
    format!("{role} {} {shape} [{}]", place.precision.as_str(), place.mention.words)
}

/// Asserts that each sentence gives its places; all that differ are told at once.
#[track_caller]
fn check_all(frame: &str, cases: &[(&str, &str)]) {
    let differs = |(words, expected): &(&str, &str)| {
        let text = frame.replace("{}", words);
        let shown = places(&text).iter().map(show).collect::<Vec<_>>().join("; ");
        (shown != *expected).then(|| format!("{text}\n  expected {expected}\n  got      {shown}"))
    };
    let wrong: Vec<String> = cases.iter().filter_map(differs).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_name_alone_is_the_place_itself() {
    check_all(
        FRAME,
        &[
            ("in Mosul", "at exact point [Mosul]"),
            ("at Hajin", "at exact point [Hajin]"),
            ("in the city of Kirkuk", "at exact point [Kirkuk]"),
            ("in the town of Goma", "at exact point [Goma]"),
            ("in the village of Djibo", "at exact point [Djibo]"),
            ("in Maiduguri", "at exact point [Maiduguri]"),
        ],
    );
}

#[test]
fn near_is_a_circle_of_ten_kilometres() {
    check_all(
        FRAME,
        &[
            ("near Mosul", "near near 10.0km [near Mosul]"),
            ("near the city of Mosul", "near near 10.0km [near the city of Mosul]"),
            ("near the town of Goma", "near near 10.0km [near the town of Goma]"),
            ("outside Kirkuk", "near near 10.0km [outside Kirkuk]"),
            ("outside the town of Djibo", "near near 10.0km [outside the town of Djibo]"),
            ("around Maiduguri", "near near 10.0km [around Maiduguri]"),
            ("close to Mosul", "near near 10.0km [close to Mosul]"),
        ],
    );
}

#[test]
fn a_bearing_alone_is_near() {
    check_all(
        FRAME,
        &[
            ("in a village north of Mosul", "near near 10.0km [north of Mosul]"),
            ("in a village east of Kirkuk", "near near 10.0km [east of Kirkuk]"),
            ("at a checkpoint southwest of Maiduguri", "near near 10.0km [southwest of Maiduguri]"),
            ("in an area south-east of Goma", "near near 10.0km [south-east of Goma]"),
            (
                "in a village west of the city of Mosul",
                "near near 10.0km [west of the city of Mosul]",
            ),
        ],
    );
}

#[test]
fn a_distance_is_the_radius() {
    check_all(
        FRAME,
        &[
            ("20 km east of Mosul", "near near 20.0km [20 km east of Mosul]"),
            ("in a village 20km south of Mosul", "near near 20.0km [20km south of Mosul]"),
            ("15 kilometres from Kirkuk", "near near 15.0km [15 kilometres from Kirkuk]"),
            ("10 miles north of Goma", "near near 16.1km [10 miles north of Goma]"),
            ("five kilometers west of Djibo", "near near 5.0km [five kilometers west of Djibo]"),
            ("500 metres from Hajin", "near near 0.5km [500 metres from Hajin]"),
        ],
    );
}

#[test]
fn suburbs_lie_on_the_place() {
    check_all(
        FRAME,
        &[
            ("in the southern suburbs of Mosul", "at near 5.0km [the southern suburbs of Mosul]"),
            ("on the outskirts of Kirkuk", "at near 5.0km [the outskirts of Kirkuk]"),
            (
                "on the eastern outskirts of Maiduguri",
                "at near 5.0km [the eastern outskirts of Maiduguri]",
            ),
            ("in the vicinity of Goma", "at near 5.0km [the vicinity of Goma]"),
            ("in a suburb of Mosul", "at near 5.0km [suburb of Mosul]"),
        ],
    );
}

#[test]
fn two_names_make_a_stretch() {
    check_all(
        FRAME,
        &[
            (
                "between Mosul and Kirkuk",
                "between near stretch [between Mosul and Kirkuk]; \
                 between near stretch [between Mosul and Kirkuk]",
            ),
            (
                "between the towns of Goma and Bukavu",
                "between near stretch [between the towns of Goma and Bukavu]; \
                 between near stretch [between the towns of Goma and Bukavu]",
            ),
        ],
    );
}

#[test]
fn what_moves_leads_from_place_to_place() {
    check_all(
        "{}.",
        &[
            (
                "The army evacuated 300 civilians from Mosul to Kirkuk",
                "from exact point [Mosul]; to exact point [Kirkuk]",
            ),
            ("The army evacuated 300 civilians from Hajin", "from exact point [Hajin]"),
            (
                "Villagers fled from Goma to Bukavu",
                "from exact point [Goma]; to exact point [Bukavu]",
            ),
        ],
    );
}

#[test]
fn provinces_and_countries_are_areas() {
    check_all(
        FRAME,
        &[
            ("in Borno State", "at admin1 area [Borno State]"),
            ("across the Sahel region", "at admin1 area [Sahel]"),
            ("in Iraq", "at country area [Iraq]"),
            ("across Mali", "at country area [Mali]"),
            ("in the Donbas region", "at admin1 area [Donbas]"),
            ("near Iraq", "at country area [near Iraq]"),
        ],
    );
}
