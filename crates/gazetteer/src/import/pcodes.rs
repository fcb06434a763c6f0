//! OCHA's table of P-codes: codes of divisions, given to the divisions of the same import.

use std::{collections::BTreeMap, io};

use tidings_types::{CountryCode, FeatureClass};

use super::{Lines, Sink};
use crate::fold::{bare, fold};

/// P-codes by country, level and folded name; `None` where two divisions share the name.
pub(crate) type Pcodes = BTreeMap<(CountryCode, u8, String), Option<String>>;

/// Reads the table, whose header was read already.
pub(crate) fn read(lines: Lines, sink: &mut Sink) -> io::Result<()> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(lines.into_rest());
    sink.row = 1;
    for record in reader.records() {
        sink.row += 1;
        match record {
            Ok(record) => read_row(&record, sink),
            Err(error) if error.is_io_error() => return Err(error.into()),
            Err(error) => sink.problem("line", error.to_string()),
        }
    }
    Ok(())
}

fn read_row(record: &csv::StringRecord, sink: &mut Sink) {
    let field = |at: usize| record.get(at).unwrap_or_default().trim();
    if field(0).starts_with('#') {
        return; // the row of HXL tags
    }
    sink.summary.rows += 1;
    let Some(country) = CountryCode::new(field(0)) else {
        return sink
            .problem("Location", format!("{:?} is no ISO 3166 code", super::short(field(0))));
    };
    let Ok(level @ 1..=4) = field(1).parse::<u8>() else {
        return sink.problem("Admin Level", format!("{:?} is no level", super::short(field(1))));
    };
    let (code, name) = (field(2).to_owned(), key(field(3)));
    sink.pcodes
        .entry((country, level, name))
        .and_modify(|other| *other = other.take().filter(|other| *other == code))
        .or_insert(Some(code));
}

fn key(name: &str) -> String {
    let folded = fold(name);
    bare(&folded).unwrap_or(folded).replace(' ', "")
}

/// Gives the codes to divisions of their names.
pub(crate) fn add(sink: &mut Sink) {
    for row in &mut sink.places {
        let level = match row.class {
            FeatureClass::Admin1 => 1,
            FeatureClass::Admin2 => 2,
            _ => continue,
        };
        let Some(country) = row.country else { continue };
        let names = std::iter::once(&row.name).chain(&row.aliases);
        let mut codes =
            names.filter_map(|name| sink.pcodes.get(&(country, level, key(name)))?.clone());
        row.pcode = row.pcode.take().or_else(|| codes.next());
    }
}
