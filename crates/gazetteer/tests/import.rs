//! Imports: what is wrong is told by row and column, the rest comes in.
#![expect(clippy::unwrap_used, reason = "a failed step fails the test")]

use std::{fs, io::Write, path::PathBuf};

use flate2::{Compression, write::GzEncoder};
use tempfile::TempDir;
use tidings_gazetteer::{Gazetteer, ImportError, ImportSummary, Pack, import, import_bytes};

fn file(folder: &TempDir, name: &str, content: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    path
}

/// Imports one file's content; the pack and what was said.
fn imported(content: &str) -> (Gazetteer, ImportSummary) {
    let folder = TempDir::new().unwrap();
    let (bytes, summary) = import_bytes(&[file(&folder, "input", content.as_bytes())]).unwrap();
    (Gazetteer::of(vec![Pack::from_bytes(bytes).unwrap()]), summary)
}

fn refused(content: &[u8]) -> ImportError {
    let folder = TempDir::new().unwrap();
    import_bytes(&[file(&folder, "input", content)]).err().unwrap()
}

/// Each problem as `row column`.
fn told(summary: &ImportSummary) -> Vec<String> {
    summary.problems.iter().map(|one| format!("{} {}", one.row, one.column)).collect()
}

fn geonames(id: u32, name: &str, lat: &str, lon: &str, class: &str, code: &str) -> String {
    format!(
        "{id}\t{name}\t{name}\tOther {name},shkagw\t{lat}\t{lon}\t{class}\t{code}\tSY\t\t07\t\t\t\t10\t\t\tAsia/Damascus\t2020-01-01\n"
    )
}

#[test]
fn a_geonames_dump_comes_in_with_its_divisions() {
    let dump = geonames(9_000_001, "Deir Test", "35.1", "40.2", "A", "ADM1")
        + &geonames(9_000_002, "Qaryat Test", "35.0", "40.1", "P", "PPL")
        + &geonames(9_000_003, "A School", "35.0", "40.1", "S", "SCH");
    let (gazetteer, summary) = imported(&dump);
    assert_eq!((summary.places, summary.other_kinds, summary.broken), (2, 1, 0));
    let village = &gazetteer.lookup("Qaryat Test")[0];
    assert_eq!(village.admin1.as_deref(), Some("Deir Test"));
    assert_eq!(village.country.unwrap().as_str(), "SYR");
    assert_eq!(gazetteer.lookup("Other Qaryat Test").len(), 1);
    assert!(gazetteer.lookup("shkagw").is_empty(), "machine transliterations are no names");
}

#[test]
fn broken_rows_are_told_and_the_rest_comes_in() {
    let long = "x".repeat(10_000);
    let dump = geonames(1, "Good", "35.0", "40.0", "P", "PPL")
        + &geonames(2, "North of the pole", "95.0", "40.0", "P", "PPL")
        + &geonames(3, "Nowhere", "abc", "40.0", "P", "PPL")
        + &geonames(4, &long, "35.0", "40.0", "P", "PPL")
        + "5\tshort row\n"
        + &geonames(6, "East of the east", "35.0", "181", "P", "PPL")
        + &geonames(7, "Also good", "34.0", "40.0", "P", "PPL");
    let (gazetteer, summary) = imported(&dump);
    assert_eq!(told(&summary), ["2 lat", "3 lat", "4 name", "5 line", "6 lon"]);
    assert_eq!((summary.places, summary.broken), (2, 5));
    assert_eq!(gazetteer.lookup("Also good").len(), 1);
}

#[test]
fn what_is_wrong_beside_the_place_costs_that_alone() {
    let good = geonames(1, "Good", "35.0", "40.0", "P", "PPL");
    let long = "Y".repeat(10_000);
    let dump = good.replace("Other Good", &format!("Other Good,{long}"))
        + &good.replace("1\tGood", "2\tFair").replace("\tSY\t", "\tZQ\t")
        + &good.replace("1\tGood", "3\tBetter").replace("\t10\t", "\tmany\t");
    let (gazetteer, summary) = imported(&dump);
    assert_eq!(told(&summary), ["1 alternatenames", "2 country code", "3 population"]);
    assert_eq!((summary.places, gazetteer.lookup("Other Good").len()), (3, 3));
    let table = format!("name,lat,lon,alt_names\nGood,35,40,Better|{long}\n");
    let (gazetteer, summary) = imported(&table);
    assert_eq!((told(&summary), summary.places), (vec!["2 alt_names".to_owned()], 1));
    assert_eq!(gazetteer.lookup("Better").len(), 1);
}

#[test]
fn of_a_damaged_file_what_stands_before_the_damage_comes_in() {
    let folder = TempDir::new().unwrap();
    let mut gzip = GzEncoder::new(Vec::new(), Compression::none());
    for n in 1..2_000u32 {
        let row = geonames(n, &format!("Place {n}"), "35.0", "40.0", "P", "PPL");
        gzip.write_all(row.as_bytes()).unwrap();
    }
    let whole = gzip.finish().unwrap();
    let input = file(&folder, "SY.txt.gz", &whole[..whole.len() / 2]);
    let (_, summary) = import_bytes(&[input]).unwrap();
    assert!(summary.rows > 500 && summary.places > 0, "{summary:?}");
    let last = summary.problems.last().unwrap();
    assert_eq!((last.column.as_str(), last.row), ("file", summary.rows + 1), "{last}");
}

#[test]
fn extremes_of_the_globe_come_in() {
    let dump = geonames(1, "Pole", "90", "180", "P", "PPL")
        + &geonames(2, "Other pole", "-90.0", "-180.0", "P", "PPL")
        + &geonames(3, "Infinite", "inf", "0", "P", "PPL")
        + &geonames(4, "No number", "NaN", "0", "P", "PPL")
        + &geonames(5, "Beyond", "90.0000001", "0", "P", "PPL");
    let (_, summary) = imported(&dump);
    assert_eq!(told(&summary), ["3 lat", "4 lat", "5 lat"]);
    assert_eq!(summary.places, 2);
}

#[test]
fn alternate_names_may_come_before_or_after_the_dump() {
    let folder = TempDir::new().unwrap();
    let dump = geonames(2_000_001, "Staryi", "35.0", "40.0", "P", "PPL");
    let names =
        "1\t2000001\ten\tNewtown\t1\t\t\t\t\t\n2\t2000001\tlink\thttps://example.org\t\t\t\t\t\t\n";
    let (dump, names) = (
        file(&folder, "SY.txt", dump.as_bytes()),
        file(&folder, "alternate.txt", names.as_bytes()),
    );
    for order in [[dump.clone(), names.clone()], [names, dump]] {
        let (bytes, summary) = import_bytes(&order).unwrap();
        let gazetteer = Gazetteer::of(vec![Pack::from_bytes(bytes).unwrap()]);
        assert_eq!(gazetteer.lookup("Staryi")[0].name, "Newtown");
        assert_eq!(summary.other_kinds, 1, "a link is no name");
    }
}

#[test]
fn superseded_rows_are_dropped_and_twins_joined() {
    let row = |id: u32, name: &str, lat: f64, more: &str| {
        format!(
            "{{\"id\": {id}, \"pt\": \"locality\", \"name\": \"{name}\", \"lat\": {lat}, \"lon\": 40.0, \
             \"pop\": null, \"names\": {{}}, \"hier\": []{more}}}\n"
        )
    };
    let extract = row(1, "Old", 35.0, ", \"cur\": 0, \"sup\": [2]")
        + &row(2, "Al Qarya", 35.0, ", \"conc\": {\"gn:id\": 9000777}")
        + &row(3, "Qarya", 35.01, "")
        + &row(4, "Qarya", 36.0, "")
        + "{\"pt\": broken\n";
    let (gazetteer, summary) = imported(&extract);
    assert_eq!((summary.superseded, summary.joined, summary.places), (1, 1, 2));
    assert_eq!(told(&summary), ["5 line"]);
    let ids: Vec<String> = gazetteer.lookup("Qarya").into_iter().map(|place| place.id.0).collect();
    assert!(ids.contains(&"gn:9000777".to_owned()), "{ids:?}");
    assert!(ids.contains(&"wof:4".to_owned()), "a village of the same name elsewhere: {ids:?}");
}

/// GeoNames ids that the embedded gazetteer does not hold, and so does not rename.
const OWN_IDS: u32 = 2_000_000_000;

#[test]
fn namesakes_are_joined_where_they_lie_together() {
    // Two thousand places of one name, each twice, a mile apart over the border of two strips.
    let row = |n: u32, lat: f64| {
        let (lat, lon) = (lat.to_string(), (n % 100).to_string());
        geonames(n, "Church", &lat, &lon, "P", "PPL")
    };
    let degrees = |n: u32| f64::from((n - OWN_IDS) / 100) * 3.0 + 0.019;
    let dump: String = (OWN_IDS..OWN_IDS + 2000)
        .map(|n| row(n, degrees(n)) + &row(n + 10_000, degrees(n) + 0.015))
        .collect();
    let (gazetteer, summary) = imported(&dump);
    assert_eq!((summary.places, summary.joined), (2000, 2000));
    assert_eq!(gazetteer.lookup("Church").len(), 2000);
}

#[test]
fn parents_that_go_round_in_circles_are_left_out() {
    let region = |id: u32, parent: u32| {
        format!(
            "{{\"id\": {id}, \"pt\": \"region\", \"name\": \"R{id}\", \"lat\": 1, \"lon\": {id}, \
             \"hier\": [{{\"region_id\": {parent}, \"county_id\": {parent}}}]}}\n"
        )
    };
    let (gazetteer, summary) = imported(&(region(1, 2) + &region(2, 1)));
    assert_eq!(summary.places, 2);
    let place = &gazetteer.lookup("R1")[0];
    assert_ne!(place.admin1.as_deref(), Some("R1"));
    assert_eq!(place.admin2, None);
}

#[test]
fn a_table_of_ones_own_names_its_columns() {
    let table = "name,lat,lon,country,admin1,alt_names,class,population\n\
        Testshire,35.2,40.2,SY,,,province,\n\
        Tall Test,35.1,40.1,SYR,Testshire,Tell Test|تل تست,village,\"1,200\"\n\
        Bad Country,35.1,41.1,Atlantis,,,,\n\
        Bad Class,35.1,41.1,SY,,,castle,\n\
        Bad People,35.1,42.1,SY,,,,many\n\
        ,35.1,42.1,SY,,,,\n\
        Bad Place,35.1,,SY,,,,\n";
    let (gazetteer, summary) = imported(table);
    assert_eq!(
        told(&summary),
        ["4 country", "5 class", "6 population", "7 name", "8 lon"],
        "{:?}",
        summary.problems
    );
    let place = &gazetteer.lookup("تل تست")[0];
    assert_eq!((place.name.as_str(), place.population), ("Tall Test", 1200));
    assert_eq!(place.admin1.as_deref(), Some("Testshire"));
}

#[test]
fn files_of_other_kinds_are_refused_with_what_was_looked_for() {
    for content in [&b""[..], b"hello world\n", b"\x7fELF\x00\x01\x02", b"a,b,c\n1,2,3\n", b"{}\n"]
    {
        let message = refused(content).to_string();
        assert!(message.contains("GeoNames") || message.contains("empty"), "{message}");
    }
    let none = refused(geonames(1, "X", "99", "99", "P", "PPL").as_bytes());
    assert!(matches!(none, ImportError::Nothing(1)), "{none}");
}

#[test]
fn compressed_files_are_read_and_packs_stand_beside_the_world() {
    let folder = TempDir::new().unwrap();
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    let rows = geonames(9_000_009, "Zzyzxabad", "35.0", "40.0", "P", "PPL")
        + &geonames(713_174, "Artemivsk", "48.6", "38.0", "P", "PPL");
    gzip.write_all(rows.as_bytes()).unwrap();
    let input = file(&folder, "SY.txt.gz", &gzip.finish().unwrap());
    let out = folder.path().join("sy.pack");
    import(&[input], &out).unwrap();
    let gazetteer = Gazetteer::with_packs(&[out]).unwrap();
    assert_eq!(gazetteer.lookup("Zzyzxabad")[0].id.0, "gn:9000009");
    let bakhmut = gazetteer.lookup("Bakhmut");
    assert_eq!(bakhmut.iter().filter(|place| place.id.0 == "gn:713174").count(), 1, "one place");
    let old_name = gazetteer.lookup("Artemivsk");
    assert!(old_name.iter().any(|place| place.name == "Bakhmut"), "the modern name: {old_name:?}");
    assert!(!old_name.iter().any(|place| place.name == "Artemivsk"), "{old_name:?}");
}

#[test]
fn the_same_files_give_the_same_pack() {
    let folder = TempDir::new().unwrap();
    let dump: String = (0..200u32)
        .map(|n| {
            geonames(
                n + 1,
                &format!("Place {}", n % 50),
                &format!("{}", n % 80),
                "40.0",
                "P",
                "PPL",
            )
        })
        .collect();
    let input = file(&folder, "SY.txt", dump.as_bytes());
    let bytes = || import_bytes(std::slice::from_ref(&input)).unwrap().0;
    assert_eq!(bytes(), bytes());
}

#[test]
fn real_extracts_come_in() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/gazetteer"));
    let input = folder.join("wof_sy.jsonl.gz");
    if !input.exists() {
        eprintln!("skipped: {} is absent", input.display());
        return;
    }
    let (bytes, summary) = import_bytes(&[input, folder.join("pcodes-adm1-2.csv.gz")]).unwrap();
    assert!(summary.places > 9_000, "{summary:?}");
    assert!(summary.superseded > 200, "{summary:?}");
    let gazetteer = Gazetteer::of(vec![Pack::from_bytes(bytes).unwrap()]);
    let hajin = gazetteer.lookup("Hajin");
    assert!(hajin.iter().any(|place| place.id.0 == "gn:174506"), "{hajin:?}");
    assert_eq!(hajin[0].country.unwrap().as_str(), "SYR");
}
