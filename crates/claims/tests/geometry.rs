//! The words around a place's name with the role, precision and shape they must give.
//!
//! Each line of `geometry.tsv` ends the sentence "Gunmen killed two farmers …"; a circle's middle is
//! the place named. Notation: `role precision shape [words]`, places parted by `; `.

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
fn the_words_around_a_name_give_its_shape() {
    let table = include_str!("geometry.tsv").lines().filter(|line| !line.starts_with('#'));
    let cases: Vec<(&str, &str)> = table.filter_map(|line| line.split_once('\t')).collect();
    assert!(cases.len() >= 150, "{} cases", cases.len());
    check_all(FRAME, &cases);
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
