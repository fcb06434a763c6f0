//! Who's On First extracts: JSON lines with id, placetype, point, concordances and names.

use std::{collections::BTreeMap, io};

use serde::Deserialize;
use serde_json::Value;
use tidings_types::{CountryCode, FeatureClass};

use super::{Lines, Sink, bare_row, country_code};
use crate::pack::Source;

#[derive(Deserialize)]
struct Record {
    id: i64,
    pt: String,
    name: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    pop: Option<f64>,
    #[serde(default)]
    conc: BTreeMap<String, Value>,
    #[serde(default)]
    names: BTreeMap<String, Vec<String>>,
    cur: Option<i64>,
    dep: Option<Value>,
    #[serde(default)]
    sup: Vec<Value>,
    #[serde(default)]
    hier: Vec<BTreeMap<String, i64>>,
}

/// Reads an extract. Country rows tell the codes of countries and become no places: the embedded
/// gazetteer holds them.
pub(crate) fn read(first: &str, mut lines: Lines, sink: &mut Sink) -> io::Result<()> {
    let start = sink.places.len();
    let mut countries = Countries::default();
    sink.row = 1;
    read_row(first, &mut countries, sink);
    while let Some(line) = lines.next_line()? {
        sink.row += 1;
        if !line.is_empty() {
            read_row(line, &mut countries, sink);
        }
    }
    countries.give(sink.places.get_mut(start..).unwrap_or_default());
    Ok(())
}

/// Countries by their id in the extract, and the ids that rows name.
#[derive(Default)]
struct Countries {
    codes: BTreeMap<i64, CountryCode>,
    named: Vec<Vec<i64>>,
}

impl Countries {
    /// Sets the country of each row: one that its hierarchy names and the extract knows, else the
    /// one country of the extract.
    fn give(&self, places: &mut [crate::pack::Row]) {
        let only = self.codes.values().next().copied();
        for (row, named) in places.iter_mut().zip(&self.named) {
            row.country = named.iter().find_map(|id| self.codes.get(id).copied()).or(only);
        }
    }
}

fn read_row(line: &str, countries: &mut Countries, sink: &mut Sink) {
    sink.summary.rows += 1;
    let record: Record = match serde_json::from_str(line) {
        Ok(record) => record,
        Err(error) => return sink.problem("line", format!("cannot be read: {error}")),
    };
    if record.pt == "country" {
        countries.codes.extend(code_of(&record).map(|code| (record.id, code)));
        return;
    }
    let Some(class) = class_of(&record.pt) else {
        sink.summary.other_kinds += 1;
        return;
    };
    if record.cur == Some(0)
        || record.dep.as_ref().is_some_and(|d| !d.is_null())
        || !record.sup.is_empty()
    {
        sink.summary.superseded += 1;
        return;
    }
    add_place(&record, class, countries, sink);
}

fn add_place(record: &Record, class: FeatureClass, countries: &mut Countries, sink: &mut Sink) {
    let Ok(number) = u32::try_from(record.id) else {
        return sink.problem("id", format!("{} is out of range", record.id));
    };
    let Some(name) = sink.name("name", preferred_name(record)) else { return };
    let text = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let Some(point) = sink.point(&text(record.lat), &text(record.lon)) else { return };
    let id = geonames_id(record).map_or(Source::WhosOnFirst(number), Source::GeoNames);
    if id != Source::WhosOnFirst(number) {
        sink.same.insert(number, id.clone());
    }
    let mut row = bare_row(id, name, point, class);
    row.aliases = names(record);
    row.population = record.pop.unwrap_or(0.0).clamp(0.0, f64::from(u32::MAX)) as u32;
    let parent = |key: &str| {
        let id = record.hier.iter().find_map(|parents| parents.get(key)).copied()?;
        u32::try_from(id).ok().filter(|id| *id != number).map(Source::WhosOnFirst)
    };
    row.admin1 = parent("region_id");
    row.admin2 = parent("county_id").filter(|_| class != FeatureClass::Admin1);
    countries.named.push(record.hier.iter().filter_map(|h| h.get("country_id").copied()).collect());
    sink.places.push(row);
}

/// The English name where there is one; extracts call many places in their own script alone.
fn preferred_name(record: &Record) -> &str {
    let english = record.names.get("eng_x_preferred").and_then(|names| names.first());
    english.or(record.name.as_ref()).map(String::as_str).unwrap_or_default()
}

fn names(record: &Record) -> Vec<String> {
    let of_names = record.names.values().flatten().cloned();
    let names = record.name.iter().cloned().chain(of_names);
    names.filter(|name| (2..=255).contains(&name.len())).collect()
}

fn geonames_id(record: &Record) -> Option<u32> {
    match record.conc.get("gn:id")? {
        Value::Number(number) => number.as_u64()?.try_into().ok(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

fn code_of(record: &Record) -> Option<CountryCode> {
    record.conc.get("iso:code").and_then(Value::as_str).and_then(country_code)
}

fn class_of(placetype: &str) -> Option<FeatureClass> {
    Some(match placetype {
        "region" => FeatureClass::Admin1,
        "county" => FeatureClass::Admin2,
        "locality" | "localadmin" | "borough" | "neighbourhood" | "macrohood" | "microhood" => {
            FeatureClass::Settlement
        }
        "campus" => FeatureClass::Site,
        _ => return None,
    })
}
