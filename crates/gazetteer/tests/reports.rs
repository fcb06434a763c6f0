//! Finding and resolving in whole reports.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed step fails the test")]

use tidings_gazetteer::Gazetteer;
use tidings_types::{
    Block, BlockKind, DocumentId, Entity, EntityKind, Language, Marks, Place, Report, ReportId,
    Sentence, SentenceMarks, Span, Toponym,
};

fn report(text: &str) -> Report {
    let whole = Span::new(0, text.len());
    Report {
        id: ReportId { document: DocumentId::of(text.as_bytes()), extractor: 1 },
        text: text.to_owned(),
        blocks: vec![Block { kind: BlockKind::Paragraph, span: whole }],
        sentences: vec![Sentence { span: whole, block: 0 }],
        title: None,
        published: None,
        language: Language { code: "en".to_owned(), confidence: 1.0 },
        url: None,
        site: None,
        byline: None,
        notices: Vec::new(),
    }
}

fn found(text: &str, kind: EntityKind) -> Vec<String> {
    let report = report(text);
    let entities = Gazetteer::embedded().unwrap().find(&report);
    let likely = entities.iter().filter(|one| one.kind == kind && one.confidence >= 0.5);
    likely.map(|one| report.words(one.span).to_owned()).collect()
}

fn check_places(text: &str, expected: &[&str]) {
    assert_eq!(found(text, EntityKind::Place), expected, "{text}");
}

#[test]
fn names_stand_between_word_boundaries() {
    check_places("The ambassador met the Assad family.", &[]);
    check_places(
        "In Syria, fighting went on from Hajin to Sha'Fah.",
        &["Syria", "Hajin", "Sha'Fah"],
    );
    check_places("Shelling hit Deir ez-Zor and Al-Mayadin.", &["Deir ez-Zor", "Al-Mayadin"]);
    check_places("معارك في هجين", &["هجين"]);
    check_places("бої під Бахмутом тривають у місті Харків", &["Харків"]);
}

#[test]
fn words_that_are_also_names_of_places_are_left_alone() {
    check_places("Reading the report, they found it nice of them.", &[]);
    check_places("Mr. Houston said that he would mobile the crowd.", &[]);
    check_places("Paris Hilton wrote a book.", &[]);
    check_places("of in at to the", &[]);
}

#[test]
fn nationalities_are_not_places() {
    let text = "Syrian and Iraqi troops met Kurds near Hasakah.";
    assert_eq!(found(text, EntityKind::Nationality), ["Syrian", "Iraqi", "Kurds"]);
    check_places(text, &["Hasakah"]);
}

#[test]
fn a_text_in_capitals_is_read_too() {
    let text = "GUERRILLAS ATTACKED A PATROL NEAR THE TOWN OF SUCHITOTO IN EL SALVADOR YESTERDAY AND \
                THE ARMY SAID THAT TWO SOLDIERS WERE KILLED IN THE ATTACK WHICH LASTED AN HOUR";
    let places = found(text, EntityKind::Place);
    assert!(places.contains(&"SUCHITOTO".to_owned()), "{places:?}");
    assert!(places.contains(&"EL SALVADOR".to_owned()), "{places:?}");
}

/// Resolves the names, each marked where it first stands in the text.
fn resolved(text: &str, names: &[(&str, EntityKind)]) -> Vec<Toponym> {
    let mark = |(name, kind): &(&str, EntityKind)| {
        let start = text.find(name).unwrap_or_else(|| panic!("{name} is not in the text"));
        let span = Span::new(start, start + name.len());
        Entity { span, kind: *kind, confidence: 1.0, voice: tidings_types::Voice::Structure }
    };
    let mut entities: Vec<Entity> = names.iter().map(mark).collect();
    entities.sort_by_key(|entity| entity.span);
    let marks = Marks { sentences: vec![SentenceMarks { entities, ..SentenceMarks::default() }] };
    Gazetteer::embedded().unwrap().resolve(&report(text), &marks)
}

fn places(text: &str, names: &[&str]) -> Vec<Option<Place>> {
    let names: Vec<_> = names.iter().map(|name| (*name, EntityKind::Place)).collect();
    resolved(text, &names).iter().map(|toponym| toponym.place().cloned()).collect()
}

fn check_resolved(text: &str, expected: &[(&str, &str)]) {
    let names: Vec<&str> = expected.iter().map(|(name, _)| *name).collect();
    let ids = places(text, &names);
    for ((name, id), place) in expected.iter().zip(ids) {
        let got = place.as_ref().map(|place| place.id.0.as_str());
        assert_eq!(got, Some(*id), "{name}: {place:?}");
    }
}

#[test]
fn the_report_as_a_whole_decides() {
    check_resolved(
        "In Baghuz only a handful remain. From Hajin to Sha'Fah, in Syria, mines are cleared.",
        &[
            ("Baghuz", "gn:171943"),
            ("Hajin", "gn:174506"),
            ("Sha'Fah", "gn:172834"),
            ("Syria", "gn:163843"),
        ],
    );
    check_resolved(
        "He was born in Paris, Texas.",
        &[("Paris", "gn:4717560"), ("Texas", "gn:4736286")],
    );
    check_resolved(
        "Talks in Paris, France ended.",
        &[("Paris", "gn:2988507"), ("France", "gn:3017382")],
    );
    check_resolved(
        "Israel said that rockets were fired from Gaza and fell near Ashkelon.",
        &[("Israel", "gn:294640"), ("Gaza", "gn:281133"), ("Ashkelon", "gn:295620")],
    );
    check_resolved(
        "Russian forces shelled Tbilisi as Georgia called for a ceasefire.",
        &[("Tbilisi", "gn:611717"), ("Georgia", "gn:614540")],
    );
    check_resolved(
        "Police in Atlanta, Savannah and elsewhere in Georgia were on alert.",
        &[("Atlanta", "gn:4180439"), ("Savannah", "gn:4221552"), ("Georgia", "gn:4197000")],
    );
}

#[test]
fn what_no_gazetteer_holds_is_not_pinned() {
    let toponyms = resolved(
        "Clashes broke out in Qxanderville near Damascus.",
        &[("Qxanderville", EntityKind::Place), ("Damascus", EntityKind::Place)],
    );
    assert_eq!(toponyms.len(), 2, "every entity has its entry");
    assert!(toponyms[0].place().is_none(), "{:?}", toponyms[0]);
    assert!(toponyms[1].place().is_some());
}

#[test]
fn a_word_for_a_kind_of_place_is_no_place() {
    let check = |text: &str, name: &str| {
        let toponyms = resolved(text, &[(name, EntityKind::Place), ("Syria", EntityKind::Place)]);
        assert!(toponyms[0].place().is_none(), "{text}: {:?}", toponyms[0]);
    };
    check("Planes bombed Jabal Zumarqan in Syria.", "Jabal Zumarqan");
    check("Planes bombed Tell Zumarqan in Syria.", "Tell");
}

#[test]
fn probabilities_and_reasons_are_sound() {
    for toponym in resolved(
        "Fighting in Hama and Homs, in Syria.",
        &[("Hama", EntityKind::Place), ("Homs", EntityKind::Place), ("Syria", EntityKind::Place)],
    ) {
        let sum: f32 = toponym.candidates.iter().map(|one| one.probability).sum();
        assert!(sum <= 1.001, "{sum}");
        assert!(toponym.candidates.is_sorted_by(|a, b| a.probability >= b.probability));
        assert!(!toponym.candidates[0].reasons.is_empty(), "{toponym:?}");
        assert_eq!(toponym.candidates[0].place.country.unwrap().as_str(), "SYR");
    }
}

#[test]
fn a_facility_lies_where_its_name_says() {
    let toponyms = resolved(
        "They bombed Aleppo University Hospital.",
        &[("Aleppo University Hospital", EntityKind::Facility)],
    );
    let best = &toponyms[0].candidates[0];
    assert_eq!(best.place.country.unwrap().as_str(), "SYR", "{best:?}");
}
