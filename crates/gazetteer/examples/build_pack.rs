//! Compiles the table of places that `tools/gazetteer/build.py` writes into a pack.
//!
//! Usage: `build_pack PLACES.tsv EUPHRATES.csv OUT.pack`
#![expect(clippy::print_stderr, reason = "a tool that tells its user what it did")]

use std::{error::Error, fs};

use tidings_gazetteer::{PackBuilder, Row, Source};
use tidings_types::{CountryCode, FeatureClass, Point};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [places, euphrates, out] = arguments.as_slice() else {
        return Err("usage: build_pack PLACES.tsv EUPHRATES.csv OUT.pack".into());
    };
    let mut builder = PackBuilder::default();
    for (number, line) in fs::read_to_string(places)?.lines().enumerate() {
        let row = read_row(line).ok_or_else(|| format!("{places}:{}: bad row", number + 1))?;
        builder.add(row);
    }
    for bank in ["left", "right"] {
        builder.add_chain(read_bank(euphrates, bank)?);
    }
    let rows = builder.len();
    let bytes = builder.finish()?;
    eprintln!("{rows} rows, {} bytes", bytes.len());
    fs::write(out, bytes)?;
    Ok(())
}

fn read_row(line: &str) -> Option<Row> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [id, name, aliases, lat, lon, class, country, admin1, admin2, population, capital, pcode] =
        fields.as_slice()
    else {
        return None;
    };
    Some(Row {
        id: Source::parse(id)?,
        name: (*name).to_owned(),
        aliases: aliases.split('|').filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        point: Point { lat: lat.parse().ok()?, lon: lon.parse().ok()? },
        class: class_of(class)?,
        country: CountryCode::new(country),
        admin1: Source::parse(admin1),
        admin2: Source::parse(admin2),
        population: population.parse().ok()?,
        capital: *capital == "1",
        pcode: (!pcode.is_empty()).then(|| (*pcode).to_owned()),
    })
}

fn class_of(word: &str) -> Option<FeatureClass> {
    Some(match word {
        "country" => FeatureClass::Country,
        "admin1" => FeatureClass::Admin1,
        "admin2" => FeatureClass::Admin2,
        "settlement" => FeatureClass::Settlement,
        "water" => FeatureClass::Water,
        "region" => FeatureClass::Region,
        "continent" => FeatureClass::Continent,
        "site" => FeatureClass::Site,
        "terrain" => FeatureClass::Terrain,
        _ => return None,
    })
}

/// Ids of the settlements of one bank, downstream.
fn read_bank(path: &str, bank: &str) -> Result<Vec<Source>, Box<dyn Error>> {
    let mut chain = Vec::new();
    for record in csv::Reader::from_path(path)?.records() {
        let record = record?;
        let (id, name) = (record.get(0).unwrap_or(""), record.get(1).unwrap_or(""));
        if record.get(6) == Some(bank) {
            chain.push(match id.parse() {
                Ok(number) => Source::GeoNames(number),
                Err(_) => Source::Own(format!("sy-{}", name.to_lowercase().replace(' ', "-"))),
            });
        }
    }
    Ok(chain)
}
