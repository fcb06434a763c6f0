//! Nationality words: "Syrian", "Kurds". They name people, never a place to pin.

use std::collections::HashMap;

use tidings_types::CountryCode;

use crate::fold::fold;

/// Nationality words, peoples and faiths with the country or continent they belong to.
#[derive(Debug)]
pub(crate) struct Demonyms {
    words: HashMap<String, &'static str>,
}

impl Demonyms {
    /// Reads the table that is part of the program.
    pub fn embedded() -> Self {
        let mut words = HashMap::new();
        for line in include_str!("../data/demonyms.csv").lines().skip(1) {
            let (of, names) = line.split_once(',').unwrap_or(("", line));
            for name in names.split('|') {
                words.entry(fold(name)).or_insert(of);
            }
        }
        Self { words }
    }

    /// Whether the folded words are a nationality, people or faith.
    pub fn holds(&self, folded: &str) -> bool {
        self.words.contains_key(folded)
    }

    /// The country of a nationality word.
    pub fn country(&self, word: &str) -> Option<CountryCode> {
        self.words.get(&fold(word))?.split([' ', '/']).find_map(CountryCode::new)
    }

    /// Country and name of the first-level division that a word belongs to: "Texan".
    pub fn division(&self, word: &str) -> Option<(CountryCode, &'static str)> {
        let of = self.words.get(&fold(word))?;
        let (country, name) = of.split_once('/')?;
        Some((CountryCode::new(country)?, name))
    }

    /// Id of the continent or region that a word belongs to.
    pub fn place_id(&self, word: &str) -> Option<&'static str> {
        self.words.get(&fold(word))?.split(' ').find(|of| of.contains(':'))
    }

    /// Name under which such a continent or region is found.
    pub fn place_name(&self, id: &str) -> Option<&'static str> {
        Some(match id {
            "gn:6255146" => "Africa",
            "gn:6255147" => "Asia",
            "gn:6255148" => "Europe",
            "gn:6255149" => "North America",
            "gn:6255150" => "South America",
            "own:abkhazia" => "Abkhazia",
            "own:central-america" => "Central America",
            "own:chechnya" => "Chechnya",
            "own:england" => "England",
            "own:northern-ireland" => "Northern Ireland",
            "own:scotland" => "Scotland",
            "own:south-ossetia" => "South Ossetia",
            "own:wales" => "Wales",
            "own:latin-america" => "Latin America",
            "own:middle-east" => "Middle East",
            "own:scandinavia" => "Scandinavia",
            _ => return None,
        })
    }
}
