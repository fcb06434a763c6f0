//! Tables of one's own: CSV with a header. `docs/recipes/add-places.md` tells the columns.

use std::io::{self, Read};

use tidings_types::FeatureClass;

use super::{Lines, Sink, bare_row, country_code, short};
use crate::{fold::fold, pack::Source};

/// Columns that are understood, each with the headers that are taken for it.
const COLUMNS: [(&str, &[&str]); 10] = [
    ("name", &["name"]),
    ("lat", &["lat", "latitude", "y"]),
    ("lon", &["lon", "lng", "long", "longitude", "x"]),
    ("country", &["country", "country_code", "iso"]),
    ("admin1", &["admin1", "province", "governorate", "region", "state"]),
    ("alt_names", &["alt_names", "alternate_names", "aliases", "names"]),
    ("class", &["class", "type", "kind"]),
    ("population", &["population", "pop"]),
    ("id", &["id", "place_id"]),
    ("pcode", &["pcode", "p-code", "p_code"]),
];

/// Whether a first line names the columns that are needed.
pub(crate) fn is_header(first: &str) -> bool {
    let columns = positions(&header(first));
    [0, 1, 2].iter().all(|at| columns[*at].is_some())
}

fn header(first: &str) -> Vec<String> {
    let separator = separator(first);
    first
        .split(char::from(separator))
        .map(|name| name.trim().trim_matches('"').to_lowercase())
        .collect()
}

fn separator(first: &str) -> u8 {
    let count = |separator: char| first.matches(separator).count();
    [b';', b'\t'].into_iter().find(|one| count(char::from(*one)) > count(',')).unwrap_or(b',')
}

fn positions(header: &[String]) -> Vec<Option<usize>> {
    COLUMNS
        .iter()
        .map(|(_, names)| header.iter().position(|one| names.contains(&one.as_str())))
        .collect()
}

/// Reads a table.
pub(crate) fn read(first: &str, lines: Lines, sink: &mut Sink) -> io::Result<()> {
    let columns = positions(&header(first));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(first))
        .from_reader(lines.into_rest().take(u64::MAX));
    sink.row = 1;
    for record in reader.byte_records() {
        sink.row += 1;
        match record {
            Ok(record) => read_row(&Fields { record: &record, columns: &columns }, sink),
            Err(error) => match error.into_kind() {
                csv::ErrorKind::Io(error) => return Err(error),
                kind => sink.problem("line", csv_problem(&kind)),
            },
        }
    }
    Ok(())
}

fn csv_problem(kind: &csv::ErrorKind) -> String {
    match kind {
        csv::ErrorKind::Utf8 { .. } => "is no UTF-8".to_owned(),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("has {len} fields, not {expected_len}")
        }
        _ => "is no CSV".to_owned(),
    }
}

/// The fields of a row by the names of columns.
struct Fields<'a> {
    record: &'a csv::ByteRecord,
    columns: &'a [Option<usize>],
}

impl Fields<'_> {
    fn get(&self, column: &str) -> String {
        let at = COLUMNS.iter().position(|(name, _)| *name == column);
        let at = at.and_then(|at| self.columns.get(at).copied().flatten());
        let bytes = at.and_then(|at| self.record.get(at)).unwrap_or_default();
        String::from_utf8_lossy(bytes).trim().to_owned()
    }
}

fn read_row(fields: &Fields<'_>, sink: &mut Sink) {
    sink.summary.rows += 1;
    let Some(name) = sink.name("name", &fields.get("name")) else { return };
    let Some(point) = sink.point(&fields.get("lat"), &fields.get("lon")) else { return };
    let Some(class) = class(&fields.get("class"), sink) else { return };
    let mut row = bare_row(id(fields, &name), name, point, class);
    let country = fields.get("country");
    row.country = country_code(&country);
    if row.country.is_none() && !country.is_empty() {
        sink.problem("country", format!("{:?} is no ISO 3166 code", short(&country)));
    }
    row.aliases = sink.aliases("alt_names", fields.get("alt_names").split(['|', ';']));
    row.population = population(&fields.get("population"), sink);
    row.pcode = Some(fields.get("pcode")).filter(|code| !code.is_empty());
    let admin1 = fields.get("admin1");
    row.admin1 = (!admin1.is_empty()).then(|| division(&country, &admin1));
    if class == FeatureClass::Admin1 {
        sink.codes.insert(division(&country, &row.name), row.id.clone());
        row.admin1 = None;
    }
    sink.places.push(row);
}

fn division(country: &str, name: &str) -> Source {
    let country = country_code(country).map(|code| code.to_string()).unwrap_or_default();
    Source::Own(format!("name:{country}.{}", fold(name)))
}

/// The id as given, else one made of name and position, so that it is the same at each import.
fn id(fields: &Fields<'_>, name: &str) -> Source {
    let told = fields.get("id");
    Source::parse(&told).unwrap_or_else(|| {
        let own = if told.is_empty() {
            format!("{}@{},{}", fold(name).replace(' ', "-"), fields.get("lat"), fields.get("lon"))
        } else {
            told
        };
        Source::Own(own.chars().take(80).collect())
    })
}

fn class(word: &str, sink: &mut Sink) -> Option<FeatureClass> {
    Some(match word.to_lowercase().as_str() {
        "" | "settlement" | "village" | "town" | "city" | "neighbourhood" => {
            FeatureClass::Settlement
        }
        "admin1" | "province" | "governorate" => FeatureClass::Admin1,
        "admin2" | "district" => FeatureClass::Admin2,
        "water" | "river" | "lake" => FeatureClass::Water,
        "region" => FeatureClass::Region,
        "site" | "camp" | "airport" | "crossing" | "base" | "bridge" => FeatureClass::Site,
        "terrain" | "mountain" | "island" | "valley" => FeatureClass::Terrain,
        _ => {
            sink.problem("class", format!("{:?} is no class of places", short(word)));
            return None;
        }
    })
}

fn population(text: &str, sink: &mut Sink) -> u32 {
    if text.is_empty() {
        return 0;
    }
    text.replace(['\u{a0}', ' ', ','], "").parse().unwrap_or_else(|_| {
        sink.problem("population", format!("{:?} is not a number", short(text)));
        0
    })
}
