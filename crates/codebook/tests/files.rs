//! Files are opened again and compared with what was to stand in them.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

#[path = "../../events/tests/common/mod.rs"]
mod common;

use std::collections::BTreeMap;

use common::{Told, abu_hasan, baghuz, claims, hajin, shafah, syria, told};
use serde_json::Value;
use tidings_codebook::{Codebook, Format, Options, Picture, Written, codes, write};
use tidings_ontology::Ontology;
use tidings_types::{
    ActorKind, Assertion, Block, BlockKind, Claim, Counting, DateBasis, Event, Language, Published,
    Qualifier, Report, ReportId, Sentence, Span, Unit,
};

const SENTENCE: &str = "=cmd A mine, as told, killed three \"farmers\" near Hajin.";

fn report(id: &ReportId) -> Option<Report> {
    let all = Span::new(0, SENTENCE.len());
    Some(Report {
        id: *id,
        text: SENTENCE.to_owned(),
        blocks: vec![Block { kind: BlockKind::Paragraph, span: all }],
        sentences: vec![Sentence { span: all, block: 0 }],
        title: Some("Mine near Hajin; three dead".to_owned()),
        published: Some(Published { date: jiff::civil::date(2019, 2, 6), basis: DateBasis::Given }),
        language: Language { code: "en".to_owned(), confidence: 1.0 },
        url: Some("https://www.example.org/news/1?x=y".to_owned()),
        site: None,
        byline: Some("Jane Doe".to_owned()),
        notices: Vec::new(),
    })
}

fn merged(told: Vec<Told>) -> (Vec<Event>, Vec<Claim>) {
    let mut claims = claims(told);
    for claim in &mut claims {
        claim.sentence = Span::new(0, SENTENCE.len());
    }
    (tidings_events::merge(&claims, &[], Ontology::embedded()), claims)
}

fn export_bytes(told: Vec<Told>, options: Options) -> (Vec<u8>, Written) {
    let (events, claims) = merged(told);
    let picture = Picture::new(&events, &claims, Ontology::embedded(), &report);
    let mut bytes = Vec::new();
    let written = write(&picture, options, &mut bytes).unwrap();
    (bytes, written)
}

fn export(told: Vec<Told>, options: Options) -> (String, Written) {
    let (bytes, written) = export_bytes(told, options);
    (String::from_utf8(bytes).unwrap(), written)
}

/// The rows of a delimited file, by column.
fn rows(told: Vec<Told>, codebook: Codebook) -> (Vec<BTreeMap<String, String>>, Written) {
    let options = Options { codebook, ..Options::default() };
    let (text, written) = export(told, options);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    (reader.deserialize().map(|row| row.unwrap()).collect(), written)
}

fn mine() -> Told {
    told("a", 1, "explosion")
        .at(hajin())
        .on("2019-02-05")
        .by("islamic-state", ActorKind::RebelGroup)
        .upon("", ActorKind::Civilians)
        .with("mine")
        .count("killed", 3)
        .count("injured", 2)
}

/// Checks some columns of the one row that an event makes.
fn check(told: Told, codebook: Codebook, expected: &[(&str, &str)]) {
    let (rows, written) = rows(vec![told], codebook);
    assert_eq!((rows.len(), written.rows), (1, 1), "{written:?}");
    for (column, value) in expected {
        assert_eq!(rows[0].get(*column).map(String::as_str), Some(*value), "{column}");
    }
}

#[test]
fn every_event_has_a_row_of_our_own() {
    check(
        mine(),
        Codebook::Events,
        &[
            ("happening", "explosion"),
            ("assertion", "realized"),
            ("date_start", "2019-02-05"),
            ("date_end", "2019-02-05"),
            ("date_precision", "day"),
            ("place", "Hajin"),
            ("place_precision", "exact"),
            ("shape", "point"),
            ("country", "SYR"),
            ("latitude", "34.69"),
            ("longitude", "40.83"),
            ("actors", "islamic-state"),
            ("target_kinds", "civilians"),
            ("means", "mine"),
            ("killed", "3"),
            ("injured", "2"),
            ("quantities", "injured 2 (2 to 2, only); killed 3 (3 to 3, only)"),
            ("reports", "1"),
            ("summary", "3 civilians reported killed by a mine in Hajin (actor: islamic-state)"),
            ("sources", "example.org"),
            ("urls", "https://www.example.org/news/1?x=y"),
            ("evidence", "'=cmd A mine, as told, killed three \"farmers\" near Hajin."),
        ],
    );
    let planned = told("a", 1, "return").at(syria()).asserted(Assertion::Planned);
    let expected = [("assertion", "planned"), ("latitude", ""), ("date_start", "")];
    check(planned, Codebook::Events, &expected);
    let stretch = told("a", 1, "clearance").between(hajin(), vec![abu_hasan()], shafah());
    check(stretch, Codebook::Events, &[("stretch", "Hajin; Abu Hasan; Sha'Fah")]);
}

#[test]
fn acled_has_its_columns() {
    let (text, _) =
        export(vec![mine()], Options { codebook: Codebook::Acled, ..Options::default() });
    let header = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,\
                  sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,\
                  interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,\
                  latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp";
    assert_eq!(text.lines().next().unwrap(), header);
    check(
        mine(),
        Codebook::Acled,
        &[
            ("event_date", "2019-02-05"),
            ("year", "2019"),
            ("time_precision", "1"),
            ("disorder_type", "Political violence"),
            ("event_type", "Explosions/Remote violence"),
            ("sub_event_type", "Remote explosive/landmine/IED"),
            ("actor1", "islamic-state"),
            ("actor2", "Civilians (Syria)"),
            ("inter1", "2"),
            ("inter2", "7"),
            ("interaction", "27"),
            ("civilian_targeting", "Civilian targeting"),
            ("iso", "760"),
            ("region", "Middle East"),
            ("country", "Syria"),
            ("admin1", "Deir ez-Zor"),
            ("location", "Hajin"),
            ("geo_precision", "1"),
            ("fatalities", "3"),
        ],
    );
}

#[test]
fn acled_names_the_unnamed_its_own_way() {
    let clash = told("a", 1, "armed-clash").at(hajin()).on("2019-02-05");
    let clash = clash.by("", ActorKind::RebelGroup).upon("", ActorKind::Other);
    let expected = [
        ("actor1", "Unidentified Armed Group (Syria)"),
        ("inter1", "3"),
        ("actor2", ""),
        ("inter2", "0"),
        ("interaction", "30"),
        ("civilian_targeting", ""),
    ];
    check(clash, Codebook::Acled, &expected);
}

#[test]
fn ucdp_has_its_columns() {
    assert_eq!(Codebook::Ucdp.column_names().count(), 49);
    check(
        mine(),
        Codebook::Ucdp,
        &[
            ("type_of_violence", "3"),
            ("side_a", "islamic-state"),
            ("side_b", "Civilians"),
            ("dyad_name", "islamic-state - Civilians"),
            ("code_status", "Clear"),
            ("where_prec", "1"),
            ("date_prec", "1"),
            ("event_clarity", "1"),
            ("date_start", "2019-02-05"),
            ("geom_wkt", "POINT (40.83 34.69)"),
            ("priogrid_gid", "179722"),
            ("deaths_civilians", "3"),
            ("deaths_unknown", "0"),
            ("best", "3"),
            ("source_headline", "Mine near Hajin; three dead"),
        ],
    );
}

#[test]
fn plover_has_its_columns() {
    assert_eq!(Codebook::Plover.column_names().count(), 40);
    check(
        mine(),
        Codebook::Plover,
        &[
            ("Event Date", "2019-02-05"),
            ("Event Type", "ASSAULT"),
            ("Event Mode", "explosives"),
            ("Contexts", "military"),
            ("Intensity", "-9"),
            ("Quad Code", "4"),
            ("Primary Actor Sector", "REB"),
            ("Primary Recipient Sector", "CVL"),
            ("City", "Hajin"),
            ("Country", "SYR"),
            ("Publication Date", "2019-02-06"),
            ("Story People", ""),
        ],
    );
}

#[test]
fn gdelt_has_its_columns() {
    assert_eq!(Codebook::Gdelt.column_names().count(), 61);
    let army = told("a", 1, "territory-taken").at(hajin()).on("2019-02-18");
    let army = army.by("syrian-army", ActorKind::StateForces);
    check(
        army.upon("islamic-state", ActorKind::RebelGroup),
        Codebook::Gdelt,
        &[
            ("SQLDATE", "20190218"),
            ("MonthYear", "201902"),
            ("FractionDate", "2019.1315"),
            ("Actor1Name", "SYRIAN-ARMY"),
            ("Actor1Type1Code", "MIL"),
            ("Actor2Type1Code", "REB"),
            ("IsRootEvent", "1"),
            ("EventCode", "192"),
            ("EventBaseCode", "192"),
            ("EventRootCode", "19"),
            ("QuadClass", "4"),
            ("GoldsteinScale", "-9.5"),
            ("NumMentions", "1"),
            ("NumArticles", "1"),
            ("Actor1Geo_Type", "0"),
            ("ActionGeo_Type", "4"),
            ("ActionGeo_FullName", "Hajin, Deir ez-Zor, Syria"),
            ("ActionGeo_CountryCode", "SY"),
            ("ActionGeo_Lat", "34.69"),
            ("SOURCEURL", "https://www.example.org/news/1?x=y"),
        ],
    );
    let truce = told("a", 1, "surrender").at(syria()).on("2019-02-18");
    let expected = [
        ("EventCode", "0874"),
        ("EventBaseCode", "087"),
        ("QuadClass", "2"),
        ("ActionGeo_Type", "1"),
        ("ActionGeo_Lat", ""),
        ("ActionGeo_FullName", "Syria"),
    ];
    check(truce, Codebook::Gdelt, &expected);
}

#[test]
fn gdelts_own_form_has_no_header() {
    let options = Options {
        codebook: Codebook::Gdelt,
        format: Format::Tsv,
        headless: true,
        ..Options::default()
    };
    let (text, _) = export(vec![mine()], options);
    assert_eq!((text.lines().count(), text.trim_end_matches('\n').split('\t').count()), (1, 61));
}

fn fled(count: u64) -> Told {
    told("a", 1, "displacement").at(hajin()).on("2019-02-05").count("displaced", count)
}

#[test]
fn idmc_has_its_columns() {
    assert_eq!(Codebook::Idmc.column_names().count(), 25);
    let shelled = told("b", 1, "shelling").at(hajin()).on("2019-02-04");
    let options = Options { codebook: Codebook::Idmc, grades: true, ..Options::default() };
    let mut about = fled(600);
    about.0.quantities[0].qualifier = Qualifier::About;
    let (text, written) = export(vec![about, shelled], options);
    assert_eq!((written.rows, written.left_out.get("no code")), (1, Some(&1)));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let row: BTreeMap<String, String> = reader.deserialize().next().unwrap().unwrap();
    let expected = [
        ("country", "Syria"),
        ("iso3", "SYR"),
        ("centroid", "[34.69, 40.83]"),
        ("displacement_type", "Conflict"),
        ("qualifier", "approximately"),
        ("figure", "600"),
        ("displacement_start_date", "2019-02-05"),
        ("year", "2019"),
        ("event_name", "Syria: Conflict - Deir ez-Zor - 05/02/2019"),
        ("category", ""),
        ("combined_type", "Conflict"),
        ("helix_category", "Internal Displacements"),
        ("helix_term", "Displaced"),
        ("helix_unit", "Person"),
        ("helix_reported", "600"),
        ("tidings_grade", "exact"),
    ];
    for (column, value) in expected {
        assert_eq!(row[column], value, "{column}");
    }
}

#[test]
fn idmc_counts_movements_of_people_alone() {
    let mut households = fled(40);
    households.0.quantities[0].unit = Unit::Household;
    check(households, Codebook::Idmc, &[("figure", ""), ("qualifier", "")]);
    check(told("a", 1, "evacuation").on("2019-02-05"), Codebook::Idmc, &[("figure", "")]);
    let check = |told: Told, reason: &str| {
        let (rows, written) = rows(vec![told], Codebook::Idmc);
        assert!(rows.is_empty());
        assert_eq!(written.left_out.keys().collect::<Vec<_>>(), [&reason]);
    };
    let mut stock = fled(9_000);
    stock.0.quantities[0].counting = Counting::Stock;
    check(stock, "a return or a stock, no displacement");
    check(told("a", 1, "return").on("2019-02-05"), "a return or a stock, no displacement");
    check(told("a", 1, "destruction").on("2019-02-05"), "no homes told as destroyed");
    check(fled(3).asserted(Assertion::Conditional), "not told as happened");
    let homes = told("a", 1, "destruction").on("2019-02-05").count("homes", 60);
    let (rows, _) = rows(vec![homes], Codebook::Idmc);
    assert_eq!((rows.len(), rows[0]["figure"].as_str()), (1, ""));
}

#[test]
fn mine_action_records_are_areas_activities_and_accidents() {
    check(
        told("a", 1, "clearance")
            .between(hajin(), vec![abu_hasan()], shafah())
            .asserted(Assertion::Ongoing)
            .by("syrian-democratic-forces", ActorKind::RebelGroup)
            .with("mine")
            .with("bus"),
        Codebook::MineAction,
        &[
            ("record_type", "Activity"),
            ("activity", "Clearance"),
            ("status", "ongoing"),
            ("device_categories", "mine"),
            ("implementing_organisation", "syrian-democratic-forces"),
            ("location", "Hajin"),
            ("iso3", "SYR"),
            ("start_date", ""),
            ("information_basis", "reported by media, no survey"),
            ("information_date", "2019-02-06"),
        ],
    );
    check(
        mine(),
        Codebook::MineAction,
        &[
            ("record_type", "Accident"),
            ("activity", ""),
            ("killed", "3"),
            ("injured", "2"),
            ("victim_kinds", "civilians"),
            ("implementing_organisation", ""),
            ("line_wkt", ""),
        ],
    );
    let found = told("a", 1, "hazard-found").at(hajin()).count("devices", 17);
    let expected =
        [("record_type", "Contaminated area"), ("status", "open"), ("devices_found", "17")];
    check(found, Codebook::MineAction, &expected);
    let bombed = told("a", 1, "explosion").at(hajin()).with("car-bomb");
    let (rows, written) = rows(vec![bombed], Codebook::MineAction);
    assert_eq!((rows.len(), written.left_out.get("no code")), (0, Some(&1)));
}

#[test]
fn other_peoples_codebooks_count_only_what_happened() {
    for codebook in
        Codebook::ALL.into_iter().filter(|it| !matches!(it, Codebook::Events | Codebook::Idmc))
    {
        for assertion in Assertion::ALL {
            let (rows, written) = rows(vec![mine().asserted(assertion)], codebook);
            assert_eq!(rows.len(), usize::from(assertion.happened()), "{codebook:?} {assertion:?}");
            let refused = written.left_out.get("not told as happened");
            assert_eq!(refused.is_none(), assertion.happened());
        }
    }
}

#[test]
fn what_a_codebook_cannot_hold_is_left_out_and_told() {
    let check = |told: Told, codebook, reason: &str| {
        let (rows, written) = rows(vec![told], codebook);
        assert!(rows.is_empty());
        assert_eq!(written.left_out.keys().collect::<Vec<_>>(), [&reason], "{codebook:?}");
    };
    check(told("a", 1, "explosion").at(hajin()), Codebook::Acled, "no day");
    check(told("a", 1, "explosion").on("2019-02-05"), Codebook::Acled, "no place");
    check(told("a", 1, "explosion").on("2019-02-05"), Codebook::Ucdp, "no two known sides");
    check(told("a", 1, "human-shielding").on("2019-02-05"), Codebook::Ucdp, "no code");
    let mut bloodless = mine();
    bloodless.0.quantities.clear();
    check(bloodless, Codebook::Ucdp, "nobody told as killed");
}

#[test]
fn grades_and_tags_come_on_request() {
    let options = Options {
        codebook: Codebook::Acled,
        grades: true,
        hxl: true,
        format: Format::Tsv,
        headless: false,
    };
    let (text, _) = export(vec![mine()], options);
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
    assert_eq!((header.len(), rows.len()), (38, 2));
    let column = |name: &str| header.iter().position(|known| known == name).unwrap();
    assert_eq!(&rows[0][column("fatalities")], "#affected+killed");
    assert_eq!(&rows[1][column("tidings_grade")], "exact");
    assert_eq!(&rows[1][column("tidings_assertion")], "realized");
}

#[test]
fn geojson_holds_points_lines_and_nothing() {
    let told = vec![
        mine(),
        told("b", 2, "clearance").between(hajin(), vec![abu_hasan()], shafah()),
        told("c", 3, "protest").at(syria()).on("2019-02-05"),
        told("d", 4, "negotiation").on("2019-02-05"),
        told("e", 5, "clearance").between(baghuz(), Vec::new(), baghuz()),
    ];
    let (text, written) = export(told, Options { format: Format::GeoJson, ..Options::default() });
    let file: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(file["type"], "FeatureCollection");
    let features = file["features"].as_array().unwrap();
    assert_eq!((features.len() as u64, written.rows), (5, 5));
    let of = |happening: &str, place: &str| {
        let same = |feature: &&Value| {
            feature["properties"]["happening"] == happening
                && feature["properties"]["place"].as_str().unwrap_or_default() == place
        };
        features.iter().find(same).unwrap()["geometry"].clone()
    };
    assert_eq!(of("explosion", "Hajin")["type"], "Point");
    assert_eq!(of("explosion", "Hajin")["coordinates"], serde_json::json!([40.83, 34.69]));
    assert_eq!(of("clearance", "Hajin")["type"], "LineString");
    assert_eq!(of("clearance", "Hajin")["coordinates"].as_array().unwrap().len(), 3);
    assert_eq!(of("clearance", "Baghuz Fawqani")["type"], "Point");
    assert_eq!(of("protest", "Syria"), Value::Null, "nothing is pinned to a country's middle");
    assert_eq!(of("negotiation", ""), Value::Null);
    assert_eq!(
        features[0]["properties"]["killed"].is_number(),
        features[0]["properties"]["happening"] == "explosion"
    );
}

#[test]
fn an_empty_picture_is_a_whole_file() {
    for format in Format::ALL {
        let (bytes, written) = export_bytes(Vec::new(), Options { format, ..Options::default() });
        assert_eq!(written, Written::default());
        let text = String::from_utf8_lossy(&bytes);
        match format {
            Format::Parquet | Format::GeoParquet => assert!(bytes.ends_with(b"PAR1")),
            Format::GeoJson => assert!(serde_json::from_str::<Value>(&text).is_ok()),
            Format::JsonLines => assert_eq!(text, ""),
            Format::Csv | Format::Tsv => assert_eq!(text.lines().count(), 1),
        }
    }
}

#[test]
fn json_lines_hold_events_with_claims_and_evidence() {
    let (events, claims) = merged(vec![mine()]);
    let (text, _) =
        export(vec![mine()], Options { format: Format::JsonLines, ..Options::default() });
    let line: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!(line["id"], events[0].id.0.as_str());
    let back: Vec<Claim> = serde_json::from_value(line["claims"].clone()).unwrap();
    assert_eq!(back, claims);
    assert_eq!(line["sources"][0]["evidence"], SENTENCE);
    let acled =
        Options { format: Format::JsonLines, codebook: Codebook::Acled, ..Options::default() };
    let (text, _) = export(vec![mine()], acled);
    let row: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(row["fatalities"], 3);
}

#[test]
fn no_byline_is_exported() {
    for codebook in Codebook::ALL {
        for format in Format::ALL {
            let options = Options { codebook, format, grades: true, hxl: true, headless: false };
            let bytes = export_bytes(vec![mine()], options).0;
            assert!(!String::from_utf8_lossy(&bytes).contains("Jane Doe"), "{options:?}");
        }
    }
}

#[test]
fn words_on_the_command_line_come_back() {
    for codebook in Codebook::ALL {
        assert_eq!(Codebook::named(codebook.as_str()), Some(codebook));
    }
    for format in Format::ALL {
        assert_eq!(Format::named(format.as_str()), Some(format));
    }
    assert_eq!((Codebook::named("x"), Format::named("x")), (None, None));
}

#[test]
fn codes_hang_on_classes_that_claims_have() {
    let classes = include_str!("../../claims/data/means.toml");
    let is_class =
        |class: &str| classes.lines().any(|line| line.starts_with(&format!("{class} = [")));
    let mut checked = 0;
    for happening in Ontology::embedded().happenings() {
        let acled =
            happening.codes.acled.iter().flat_map(|code| &code.cases).map(|case| &case.when);
        let plover =
            happening.codes.plover.iter().flat_map(|code| &code.cases).map(|case| &case.when);
        let cameo =
            happening.codes.cameo.iter().flat_map(|code| &code.cases).map(|case| &case.when);
        let of_cases = acled.chain(plover).chain(cameo).filter_map(|when| when.means.as_deref());
        let needed = happening.codes.mine_action.iter().flat_map(|code| &code.means);
        for class in of_cases.chain(needed.map(String::as_str)) {
            assert!(is_class(class), "{}: {class}", happening.id);
            checked += 1;
        }
    }
    assert!(checked > 0);
}

#[test]
fn claims_have_codes_of_their_own() {
    let check = |told: Told, expected: &[(Codebook, &str, bool)]| {
        let codes = codes(&told.0, Ontology::embedded());
        let found: Vec<(Codebook, &str, bool)> =
            codes.iter().map(|code| (code.codebook, code.code.as_str(), code.counts)).collect();
        assert_eq!(found, expected);
    };
    check(
        mine(),
        &[
            (Codebook::Acled, "Explosions/Remote violence / Remote explosive/landmine/IED", true),
            (Codebook::Ucdp, "3", true),
            (Codebook::Plover, "ASSAULT / explosives / military", true),
            (Codebook::Gdelt, "183 Conduct suicide, car or other non-military bombing", true),
            (Codebook::MineAction, "Accident", true),
        ],
    );
    check(
        told("a", 1, "return").asserted(Assertion::Conditional),
        &[
            (Codebook::Plover, "RETREAT / migration", false),
            (Codebook::Gdelt, "084 Return, release", false),
            (Codebook::Idmc, "Return / Returns", false),
        ],
    );
}
