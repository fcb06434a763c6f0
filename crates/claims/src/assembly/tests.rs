//! Short paragraphs with the claims they must give, in one line each.
//!
//! The stages before are the real ones; a case is about what assembly makes of them. Notation:
//! `happening assertion actor>target @place #figures +means`, claims parted by ` | `, in order of
//! text; only what stands is shown.

use std::sync::LazyLock;

use tidings_gazetteer::Gazetteer;
use tidings_ontology::Ontology;
use tidings_reader::{PatternReader, Reader};
use tidings_types::{Claim, Document, MediaType, Participant, PlaceRole};

use crate::Assembler;

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::embedded().unwrap());
static ASSEMBLER: LazyLock<Assembler> = LazyLock::new(|| Assembler::new(Ontology::embedded()));

fn claims(text: &str, published: &str) -> Vec<Claim> {
    let mut document = Document::new(text.as_bytes().to_vec(), MediaType::Plain, "test");
    document.published = published.parse().ok();
    let report = tidings_text::read(&document).0.unwrap();
    let mut hints = ASSEMBLER.hints(&report);
    hints.extend(GAZETTEER.find(&report));
    hints.sort_by_key(|hint| (hint.span.start, hint.span.end));
    let marks = PatternReader::embedded().read(&report, &hints);
    let toponyms = GAZETTEER.resolve(&report, &marks);
    let claims = ASSEMBLER.assemble(&report, &marks, &toponyms, &GAZETTEER).0;
    for claim in &claims {
        for evidence in claim.evidence() {
            assert!(evidence.holds_in(&report.text), "{evidence:?} is not in the report");
        }
    }
    claims
}

fn who(participants: &[Participant]) -> String {
    let name =
        |one: &Participant| one.actor.as_ref().map_or_else(|| one.name.clone(), |id| id.0.clone());
    participants.iter().map(name).collect::<Vec<_>>().join("+")
}

fn show(claim: &Claim) -> String {
    let mut line = format!("{} {}", claim.happening, claim.assertion.value.as_str());
    let (actors, targets) = (who(&claim.actors), who(&claim.targets));
    if !actors.is_empty() || !targets.is_empty() {
        line.push_str(&format!(" {actors}>{targets}"));
    }
    for place in &claim.places {
        let role = match place.role {
            PlaceRole::At => "@",
            PlaceRole::From => "@from:",
            PlaceRole::To => "@to:",
            PlaceRole::Between => "@between:",
            PlaceRole::Near => "@near:",
        };
        // The report's own words, since a gazetteer may learn to spell a place otherwise.
        let name = place.place.as_ref().map_or("?", |_| place.mention.words.as_str());
        line.push_str(&format!(" {role}{name}"));
    }
    for quantity in &claim.quantities {
        let best = quantity.best.map_or_else(|| "?".to_owned(), |best| best.to_string());
        line.push_str(&format!(
            " #{}={best}{}",
            quantity.kind,
            if quantity.part { "p" } else { "" }
        ));
    }
    for means in &claim.means {
        line.push_str(&format!(" +{}", means.class));
    }
    line
}

/// Asserts that each text gives its claims; all that differ are told at once.
#[track_caller]
fn check_all(cases: &[(&str, &str)]) {
    let differs = |(text, expected): &(&str, &str)| {
        let shown: Vec<String> = claims(text, "2019-03-20").iter().map(show).collect();
        let shown = shown.join(" | ");
        (shown != *expected).then(|| format!("{text}\n  expected {expected}\n  got      {shown}"))
    };
    let wrong: Vec<String> = cases.iter().filter_map(differs).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The days of the first claim.
#[track_caller]
fn check_days(text: &str, published: &str, expected: &str) {
    let claims = claims(text, published);
    let time = &claims.first().unwrap_or_else(|| panic!("no claim in {text:?}")).time;
    let day =
        |day: Option<jiff::civil::Date>| day.map_or_else(|| "?".to_owned(), |day| day.to_string());
    assert_eq!(format!("{}..{}", day(time.start), day(time.end)), expected, "{text}");
}

#[test]
fn one_claim_for_each_happening() {
    check_all(&[
        (
            "Isis fighters surrendered to the SDF in Hajin on Tuesday.",
            "surrender realized islamic-state>syrian-democratic-forces @Hajin",
        ),
        (
            "The SDF evacuated 300 civilians from Hajin by bus.",
            "evacuation realized syrian-democratic-forces>civilians @from:Hajin #evacuated=300 +bus",
        ),
        (
            "A roadside bomb killed three soldiers near Mosul on Monday.",
            "explosion realized >soldiers @near:near Mosul #killed=3 +ied",
        ),
        (
            "Gunmen killed 11 farmers near Maiduguri on Sunday.",
            "killing realized Gunmen>farmers @near:near Maiduguri #killed=11",
        ),
        (
            "An air strike on Idlib killed 16 people, including seven children.",
            "air-strike realized >people @Idlib #killed=16 #killed=7p",
        ),
        (
            "Russian warplanes bombed Idlib on Tuesday, killing 12 people and wounding 30.",
            "air-strike realized russian-air-force>people @Idlib #killed=12 #injured=30 +aircraft",
        ),
        (
            "Al-Shabaab attacked an army base in Kismayo.",
            "armed-clash realized al-shabaab>army base @Kismayo",
        ),
        (
            "Al-Shabaab fighters attacked Kismayo on Monday. They killed four policemen.",
            "armed-clash realized al-shabaab> @Kismayo | killing realized al-shabaab>policemen @Kismayo #killed=4",
        ),
        (
            "The M23 rebels captured Goma on Sunday. The group also took Bukavu.",
            "territory-taken realized m23> @Goma | territory-taken realized m23> @Bukavu",
        ),
        ("Rwandan troops entered Goma.", "territory-taken realized rwanda-defence-force> @Goma"),
        ("The army denied that it had shelled Idlib.", "shelling denied @Idlib"),
        ("Residents may return to Hajin next month.", "return conditional >Residents @to:Hajin"),
        ("Residents returned to Mosul.", "return realized >Residents @to:Mosul"),
        (
            "Around 2,000 families returned to Raqqa last week.",
            "return realized >families @to:Raqqa #returned=2000",
        ),
        (
            "Deminers cleared 40 mines in Mosul.",
            "clearance realized Deminers> @Mosul #devices=40 +mine",
        ),
        ("Aid workers delivered food to Yarmouk.", "aid-delivery realized Aid workers> @Yarmouk"),
        (
            "The UN refugee agency said 5,000 people fled Goma.",
            "displacement realized >people @from:Goma #displaced=5000",
        ),
        (
            "Thousands of people fled Goma on Monday.",
            "displacement realized >people @from:Goma #displaced=?",
        ),
        (
            "Police arrested 14 protesters in Khartoum.",
            "detention realized Police>protesters @Khartoum #detained=14",
        ),
        (
            "Hundreds of people protested in Baghdad.",
            "protest realized people> @Baghdad #protesters=?",
        ),
        (
            "Police fired tear gas at protesters in Baghdad, injuring nine.",
            "force-against-protesters realized Police>protesters @Baghdad #injured=9 +tear-gas",
        ),
        ("Israel bombed Gaza City overnight.", "explosion realized isr-government> @Gaza City"),
        ("The Houthis fired a missile at Riyadh.", "shelling realized houthis> @Riyadh +missile"),
        (
            "Shelling killed five civilians in Donetsk.",
            "shelling realized >civilians @Donetsk #killed=5",
        ),
        (
            "Ukrainian forces shelled Donetsk. The attack killed two people.",
            "shelling realized ukrainian-forces>people @Donetsk #killed=2",
        ),
        (
            "Turkish forces withdrew from Afrin in northern Syria.",
            "withdrawal realized turkish-forces> @from:Afrin",
        ),
        (
            "The government and the rebels signed a ceasefire in Khartoum.",
            "agreement realized government+rebels> @Khartoum",
        ),
        (
            "Rebels destroyed 60 homes in Bunia.",
            "destruction realized Rebels>homes @Bunia #homes=60",
        ),
        (
            "Looters looted shops in Port-au-Prince.",
            "looting realized Looters>shops @Port-au-Prince",
        ),
        (
            "A suicide bomber killed nine people in Kabul on Friday.",
            "suicide-attack realized suicide bomber>people @Kabul #killed=9",
        ),
        (
            "Four people were killed by a mine near Raqqa.",
            "explosion realized >people @near:near Raqqa #killed=4 +mine",
        ),
        (
            "Iraqi forces searched villages near Kirkuk.",
            "search-operation realized irq-army> @near:near Kirkuk",
        ),
        (
            "Boko Haram killed 12 people in Maiduguri, the army said.",
            "killing realized boko-haram>people @Maiduguri #killed=12",
        ),
        ("The RSF besieged El Fasher.", "siege realized rapid-support-forces> @El Fasher"),
        ("A curfew was imposed in Monywa.", "restriction realized @Monywa"),
        ("Water was restored in Aleppo.", "restoration realized >Water @Aleppo"),
        (
            "The United States imposed sanctions on Viv Ansanm.",
            "sanction realized usa-government>viv-ansanm",
        ),
        (
            "Soldiers seized 20 rifles in Kirkuk.",
            "weapons-seized realized Soldiers> @Kirkuk #weapons=20",
        ),
        (
            "Gunmen ambushed an army convoy near Gao, killing two soldiers.",
            "armed-clash realized Gunmen>soldiers @near Gao #killed=2",
        ),
        (
            "Two soldiers were killed and five wounded in a clash with the ELN in Arauca.",
            "armed-clash realized >eln @Arauca #killed=2 #injured=5",
        ),
        (
            "ELN guerrillas kidnapped eight villagers in Arauca.",
            "abduction realized eln>villagers @Arauca #abducted=8",
        ),
        (
            "The explosion wounded three children in Misrata.",
            "explosion realized >children @Misrata #injured=3",
        ),
        ("Ansar Allah (the Houthis) attacked Marib.", "armed-clash realized houthis> @Marib"),
        (
            "Fighters from Isis killed a man in Mosul.",
            "killing realized islamic-state>man @Mosul #killed=1",
        ),
        (
            "If the rebels attack Goma, people will flee.",
            "armed-clash conditional rebels> @Goma | displacement planned >people @Goma",
        ),
        ("The army will withdraw from Tigray on 1 April.", "withdrawal planned army> @from:Tigray"),
        ("Militants blew up a bridge in Mosul.", "destruction realized Militants>bridge @Mosul"),
        (
            "Kigali rejected the accusation.",
            "rejection realized rwa-government> | accusation denied",
        ),
        ("Drones hit Odessa on Tuesday night.", "air-strike realized @Odessa +drone"),
        (
            "JNIM fighters burned 30 homes in Djibo on Saturday.",
            "destruction realized jnim>homes @Djibo #homes=30",
        ),
    ]);
}

#[test]
fn days_of_claims() {
    check_days(
        "Gunmen killed two farmers in Mosul on Monday.",
        "2019-03-18",
        "2019-03-18..2019-03-18",
    );
    check_days(
        "Gunmen killed two farmers in Mosul on Monday.",
        "2019-03-19",
        "2019-03-18..2019-03-18",
    );
    check_days(
        "Gunmen killed two farmers in Mosul on Friday.",
        "2019-03-01",
        "2019-03-01..2019-03-01",
    );
    check_days(
        "Gunmen killed two farmers in Mosul yesterday.",
        "2019-03-01",
        "2019-02-28..2019-02-28",
    );
    check_days(
        "Gunmen killed two farmers in Mosul last week.",
        "2019-03-20",
        "2019-03-11..2019-03-17",
    );
    check_days(
        "Gunmen killed two farmers in Mosul in May 2018.",
        "2019-03-20",
        "2018-05-01..2018-05-31",
    );
    check_days("Gunmen killed two farmers in Mosul.", "2019-03-20", "2019-03-20..2019-03-20");
}

#[test]
fn background_is_history() {
    let claims = claims("Gunmen killed two farmers in Mosul in May 2014.", "2019-03-20");
    assert_eq!(claims[0].assertion.value.as_str(), "historical");
}

#[test]
fn the_same_words_give_the_same_id() {
    let text = "Gunmen killed two farmers in Mosul.";
    let (one, other) = (claims(text, "2019-03-20"), claims(text, "2019-03-20"));
    assert_eq!(one, other);
    assert_eq!(one[0].id.0.len(), 32);
}
