//! Countries as the codebooks name them.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;
use tidings_types::CountryCode;

/// ISO 3166-1 codes and names, with the region that ACLED and UCDP put the country into.
const TABLE: &str = include_str!("../data/countries.csv");

/// A country or dependent territory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Country {
    /// ISO 3166-1 alpha-3.
    pub iso3: String,
    /// ISO 3166-1 numeric; none for a few that ISO does not list.
    pub numeric: Option<u16>,
    /// English name.
    pub name: String,
    /// Region of ACLED.
    pub acled_region: String,
    /// Region of UCDP.
    pub ucdp_region: String,
    /// FIPS 10-4, as GDELT codes places.
    pub fips: String,
    /// Gleditsch and Ward's number of the state, as UCDP uses it; none for a territory.
    pub gw: Option<u16>,
}

/// The country of a code, if it is known.
pub(crate) fn country(code: CountryCode) -> Option<&'static Country> {
    static COUNTRIES: LazyLock<BTreeMap<String, Country>> = LazyLock::new(|| {
        let mut rows = csv::Reader::from_reader(TABLE.as_bytes());
        let countries = rows.deserialize::<Country>().filter_map(Result::ok);
        countries.map(|country| (country.iso3.clone(), country)).collect()
    });
    COUNTRIES.get(code.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_their_codes_and_regions() {
        let check = |code: &str, numeric: Option<u16>, name: &str, acled: &str, ucdp: &str| {
            let found = country(CountryCode::new(code).unwrap()).unwrap();
            assert_eq!((found.numeric, found.name.as_str()), (numeric, name));
            assert_eq!((found.acled_region.as_str(), found.ucdp_region.as_str()), (acled, ucdp));
        };
        check("SYR", Some(760), "Syria", "Middle East", "Middle East");
        check("UKR", Some(804), "Ukraine", "Europe", "Europe");
        check("SDN", Some(729), "Sudan", "Northern Africa", "Africa");
        check("HTI", Some(332), "Haiti", "Caribbean", "Americas");
        check("MMR", Some(104), "Myanmar", "Southeast Asia", "Asia");
        check("XKX", None, "Kosovo", "Europe", "Europe");
        assert_eq!(country(CountryCode::new("ZZZ").unwrap()), None);
        let rows = csv::Reader::from_reader(TABLE.as_bytes()).into_deserialize::<Country>();
        assert!(rows.map(|row| row.unwrap()).all(|row| row.iso3.len() == 3));
    }
}
