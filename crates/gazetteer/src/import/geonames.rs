//! GeoNames: country dumps and the table of alternate names.
//! <https://download.geonames.org/export/dump/readme.txt> tells the columns.

use std::io;

use tidings_types::FeatureClass;

use super::{Lines, Sink, bare_row, country_code, parents};
use crate::pack::Source;

/// Languages of alternate names that are no names: links, codes of airports and posts.
const NO_LANGUAGES: &str = " link wkdt post iata icao faac abbr unlc phon piny tcid fr_1793 uicn ";

/// What the table of alternate names says of a place.
#[derive(Debug, Default)]
pub(crate) struct MoreNames {
    /// All its names.
    names: Vec<String>,
    /// The preferred English one, if marked.
    english: Option<String>,
}

/// Reads a country dump.
pub(crate) fn read(first: &str, mut lines: Lines, sink: &mut Sink) -> io::Result<()> {
    sink.row = 1;
    read_row(first, sink);
    while let Some(line) = lines.next_line()? {
        sink.row += 1;
        if !line.is_empty() {
            read_row(line, sink);
        }
    }
    Ok(())
}

fn read_row(line: &str, sink: &mut Sink) {
    sink.summary.rows += 1;
    let columns: Vec<&str> = line.split('\t').collect();
    let [
        id,
        name,
        _,
        alternates,
        lat,
        lon,
        class,
        code,
        country,
        _,
        admin1,
        admin2,
        _,
        _,
        people,
        ..,
    ] = columns.as_slice()
    else {
        return sink.problem("line", format!("has {} columns of 19", columns.len()));
    };
    let Some(class) = class_of(class, code) else {
        sink.summary.other_kinds += 1;
        return;
    };
    let Ok(number) = id.parse::<u32>() else {
        return sink.problem("geonameid", format!("{:?} is not a number", super::short(id)));
    };
    let Some(name) = sink.name("name", name) else { return };
    let Some(point) = sink.point(lat, lon) else { return };
    let mut row = bare_row(Source::GeoNames(number), name, point, class);
    row.aliases =
        sink.aliases("alternatenames", alternates.split(',').filter(|name| is_name(name)));
    row.country = country_code(country);
    if row.country.is_none() && !country.is_empty() {
        sink.problem("country code", format!("{:?} is no ISO 3166 code", super::short(country)));
    }
    row.capital = *code == "PPLC";
    row.population = population(people, sink);
    row.admin1 =
        parents::division_key(country, &[admin1]).filter(|_| class != FeatureClass::Admin1);
    row.admin2 =
        parents::division_key(country, &[admin1, admin2]).filter(|_| class > FeatureClass::Admin2);
    match class {
        FeatureClass::Admin1 => sink.divisions_key(country, &[admin1], &row.id),
        FeatureClass::Admin2 => sink.divisions_key(country, &[admin1, admin2], &row.id),
        _ => {}
    }
    sink.places.push(row);
}

fn population(text: &str, sink: &mut Sink) -> u32 {
    if text.is_empty() {
        return 0;
    }
    text.parse::<u64>().map_or_else(
        |_| {
            sink.problem("population", format!("{:?} is not a number", super::short(text)));
            0
        },
        |people| u32::try_from(people).unwrap_or(u32::MAX),
    )
}

/// Machine transliterations begin with a small Latin letter, codes are three capitals or fewer.
fn is_name(name: &str) -> bool {
    let code = name.len() <= 3 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    name.len() > 1 && !name.starts_with(char::is_lowercase) && !code
}

/// Feature classes and codes of <https://www.geonames.org/export/codes.html>.
fn class_of(class: &str, code: &str) -> Option<FeatureClass> {
    Some(match (class, code) {
        ("P", "PPLH" | "PPLCH") => return None,
        ("P", _) => FeatureClass::Settlement,
        ("A", "ADM1") => FeatureClass::Admin1,
        ("A", "ADM2") => FeatureClass::Admin2,
        ("H", _) => FeatureClass::Water,
        ("L", "RGN" | "RGNE" | "AREA" | "TERR") => FeatureClass::Region,
        (
            "S" | "L",
            "CMP" | "CMPRF" | "CMPQ" | "AIRP" | "AIRF" | "AIRB" | "MILB" | "INSM" | "PSTB" | "PSTC"
            | "BDG" | "DAM" | "OILF" | "OILR" | "GASF" | "PS" | "PRT",
        ) => FeatureClass::Site,
        ("T", "MT" | "MTS" | "ISL" | "ISLS" | "DSRT" | "VAL" | "PASS" | "PLN" | "PEN" | "PLAT") => {
            FeatureClass::Terrain
        }
        _ => return None,
    })
}

/// Reads the table of alternate names.
pub(crate) fn read_alternates(first: &str, mut lines: Lines, sink: &mut Sink) -> io::Result<()> {
    sink.row = 1;
    read_alternate(first, sink);
    while let Some(line) = lines.next_line()? {
        sink.row += 1;
        read_alternate(line, sink);
    }
    Ok(())
}

fn read_alternate(line: &str, sink: &mut Sink) {
    sink.summary.rows += 1;
    let columns: Vec<&str> = line.split('\t').collect();
    let [_, id, language, name, preferred, _, _, historic, ..] = columns.as_slice() else {
        return sink.problem("line", format!("has {} columns of 8 or 10", columns.len()));
    };
    let Ok(number) = id.parse::<u32>() else {
        return sink.problem("geonameid", format!("{:?} is not a number", super::short(id)));
    };
    if NO_LANGUAGES.contains(&format!(" {language} ")) {
        sink.summary.other_kinds += 1;
        return;
    }
    let Some(name) = sink.name("alternate name", name) else { return };
    let names = sink.more_names.entry(number).or_default();
    if *language == "en" && *preferred == "1" && *historic != "1" {
        names.english = Some(name.clone());
    }
    names.names.push(name);
}

/// Gives the alternate names to their places; the preferred English name comes first.
pub(crate) fn add_names(sink: &mut Sink) {
    let mut more = std::mem::take(&mut sink.more_names);
    for row in &mut sink.places {
        let Source::GeoNames(number) = row.id else { continue };
        let Some(names) = more.remove(&number) else { continue };
        row.aliases.extend(names.names);
        if let Some(english) = names.english {
            let old = std::mem::replace(&mut row.name, english);
            row.aliases.push(old);
        }
    }
}
