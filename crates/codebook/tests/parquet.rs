//! Parquet files are read again and compared with the same columns in GeoJSON.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

#[path = "../../events/tests/common/mod.rs"]
mod common;

use common::{Told, abu_hasan, claims, hajin, shafah, syria, told};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use serde_json::{Value, json};
use tidings_codebook::{Codebook, Format, Options, Picture, write};
use tidings_ontology::Ontology;
use tidings_types::ActorKind;

fn stories() -> Vec<Told> {
    vec![
        told("a", 1, "explosion")
            .at(hajin())
            .on("2019-02-05")
            .by("islamic-state", ActorKind::RebelGroup)
            .upon("", ActorKind::Civilians)
            .with("mine")
            .count("killed", 3),
        told("b", 2, "clearance").between(hajin(), vec![abu_hasan()], shafah()).on("2019-02-07"),
        told("c", 3, "protest").at(syria()).on("1969-12-31"),
        told("d", 4, "displacement").at(hajin()).on("2019-02-05").count("displaced", 40),
        told("e", 5, "negotiation").on("2019-02-05"),
    ]
}

fn export(told: Vec<Told>, options: Options) -> Vec<u8> {
    let claims = claims(told);
    let events = tidings_events::merge(&claims, &[], Ontology::embedded());
    let picture = Picture::new(&events, &claims, Ontology::embedded(), &|_| None);
    let mut bytes = Vec::new();
    write(&picture, options, &mut bytes).unwrap();
    bytes
}

/// Reads a file: its rows as columns of JSON, the geometries apart, and its `geo` metadata.
fn read(bytes: &[u8]) -> (Vec<Value>, Vec<Option<Vec<u8>>>, Option<Value>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.parquet");
    std::fs::write(&path, bytes).unwrap();
    let reader = SerializedFileReader::new(std::fs::File::open(path).unwrap()).unwrap();
    let metadata = reader.metadata().file_metadata().key_value_metadata().cloned();
    let geo = metadata.into_iter().flatten().find(|entry| entry.key == "geo");
    let geo = geo.map(|entry| serde_json::from_str(&entry.value.unwrap()).unwrap());
    let (mut rows, mut geometries) = (Vec::new(), Vec::new());
    for row in reader.get_row_iter(None).unwrap() {
        let mut object = serde_json::Map::new();
        for (name, field) in row.unwrap().get_column_iter() {
            let value = match field {
                Field::Null => Value::Null,
                Field::Str(words) => json!(words),
                Field::Long(number) => json!(number),
                Field::Double(number) => json!(number),
                Field::Date(days) => {
                    let day = jiff::civil::date(1970, 1, 1) + jiff::Span::new().days(*days);
                    json!(day.to_string())
                }
                Field::Bytes(bytes) => {
                    geometries.push(Some(bytes.data().to_vec()));
                    continue;
                }
                other => panic!("{name}: {other:?}"),
            };
            if name == "geometry" {
                geometries.push(None);
            } else {
                object.insert(name.clone(), value);
            }
        }
        rows.push(Value::Object(object));
    }
    (rows, geometries, geo)
}

fn properties(codebook: Codebook) -> Vec<Value> {
    let options = Options { codebook, format: Format::GeoJson, grades: true, ..Options::default() };
    let file: Value = serde_json::from_slice(&export(stories(), options)).unwrap();
    let features = file["features"].as_array().unwrap();
    features.iter().map(|feature| feature["properties"].clone()).collect()
}

#[test]
fn parquet_holds_what_geojson_holds() {
    for codebook in Codebook::ALL {
        for format in [Format::Parquet, Format::GeoParquet] {
            let options = Options { codebook, format, grades: true, ..Options::default() };
            let (rows, geometries, geo) = read(&export(stories(), options));
            assert_eq!(rows, properties(codebook), "{codebook:?} {format:?}");
            assert_eq!(geo.is_some(), format == Format::GeoParquet);
            assert_eq!(geometries.len(), if geo.is_some() { rows.len() } else { 0 });
        }
    }
}

#[test]
fn geoparquet_tells_its_geometries() {
    let options = Options { format: Format::GeoParquet, ..Options::default() };
    let (_, geometries, geo) = read(&export(stories(), options));
    let geo = geo.unwrap();
    assert_eq!((&geo["version"], &geo["primary_column"]), (&json!("1.1.0"), &json!("geometry")));
    let column = &geo["columns"]["geometry"];
    assert_eq!(column["encoding"], "WKB");
    assert_eq!(column["geometry_types"], json!(["LineString", "Point"]));
    let bounds: Vec<f64> =
        column["bbox"].as_array().unwrap().iter().map(|edge| edge.as_f64().unwrap()).collect();
    assert!(bounds[0] <= hajin().point.lon && hajin().point.lon <= bounds[2], "{bounds:?}");
    assert!(bounds[1] <= shafah().point.lat && shafah().point.lat <= bounds[3], "{bounds:?}");
    let sizes: Vec<usize> = geometries.iter().map(|it| it.as_ref().map_or(0, Vec::len)).collect();
    let count = |size: usize| sizes.iter().filter(|it| **it == size).count();
    assert_eq!((count(0), count(21), count(9 + 3 * 16)), (2, 2, 1), "{sizes:?}");
}

#[test]
fn a_file_without_rows_has_its_columns() {
    let (bytes, columns) = (
        export(Vec::new(), Options { format: Format::GeoParquet, ..Options::default() }),
        Codebook::Events.column_names().count(),
    );
    let (rows, _, geo) = read(&bytes);
    assert!(rows.is_empty());
    assert_eq!(geo.unwrap()["columns"]["geometry"]["geometry_types"], json!([]));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.parquet");
    std::fs::write(&path, bytes).unwrap();
    let reader = SerializedFileReader::new(std::fs::File::open(path).unwrap()).unwrap();
    let fields = reader.metadata().file_metadata().schema().get_fields().len();
    assert_eq!(fields, columns + 1);
}

#[test]
fn the_same_events_make_the_same_bytes() {
    for format in [Format::Parquet, Format::GeoParquet] {
        let options = Options { format, ..Options::default() };
        assert_eq!(export(stories(), options), export(stories(), options));
    }
}
