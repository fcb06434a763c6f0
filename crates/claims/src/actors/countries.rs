//! Countries by name and demonym, for national forces and for the home of described groups.

use std::{collections::HashMap, sync::LazyLock};

use serde::Deserialize;
use tidings_types::CountryCode;

use crate::tokens::{Token, tokens};

use super::dictionary::bare;

#[derive(Deserialize)]
struct Row {
    code: String,
    name: String,
    aliases: String,
    demonyms: String,
}

struct Countries {
    /// Words of a name or demonym, with what it is.
    phrases: HashMap<String, Vec<(Vec<String>, Country)>>,
    names: HashMap<CountryCode, String>,
}

/// A country's mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country {
    /// Which country.
    pub code: CountryCode,
    /// Whether it is an adjective or noun of nationality and not the country's name.
    pub demonym: bool,
}

static COUNTRIES: LazyLock<Countries> = LazyLock::new(|| {
    let mut countries = Countries { phrases: HashMap::new(), names: HashMap::new() };
    let mut reader = csv::Reader::from_reader(include_str!("../../data/countries.csv").as_bytes());
    for row in reader.deserialize::<Row>().flatten() {
        let Some(code) = CountryCode::new(&row.code) else { continue };
        let names = std::iter::once(row.name.as_str()).chain(row.aliases.split('|'));
        for name in names {
            countries.enter(name, Country { code, demonym: false });
        }
        for demonym in row.demonyms.split('|') {
            countries.enter(demonym, Country { code, demonym: true });
        }
        countries.names.insert(code, row.name);
    }
    for phrases in countries.phrases.values_mut() {
        phrases.sort_by_key(|(words, country)| (std::cmp::Reverse(words.len()), country.demonym));
    }
    countries
});

impl Countries {
    fn enter(&mut self, phrase: &str, country: Country) {
        let words: Vec<String> = tokens(phrase, 0).iter().map(|token| bare(&token.lower)).collect();
        let Some(first) = words.first().cloned() else { return };
        self.phrases.entry(first).or_default().push((words, country));
    }
}

/// The country named or implied at token `at`, with the index past it. The words need a capital.
pub fn country_at(tokens: &[Token], at: usize) -> Option<(Country, usize)> {
    let first = tokens.get(at)?;
    if !first.capital {
        return None;
    }
    let phrases = COUNTRIES.phrases.get(owner_bare(first).as_str())?;
    phrases.iter().find_map(|(words, country)| {
        let here = tokens.get(at..at + words.len())?;
        let same = here.iter().zip(words).all(|(token, word)| owner_bare(token) == *word);
        same.then_some((*country, at + words.len()))
    })
}

fn owner_bare(token: &Token) -> String {
    bare(token.lower.strip_suffix("'s").unwrap_or(&token.lower))
}

/// Whether the words from `at` to `next` are a word of nationality, perhaps a name as well ("US").
pub(super) fn is_demonym(tokens: &[Token], at: usize, next: usize) -> bool {
    let Some(here) = tokens.get(at..next) else { return false };
    let words: Vec<String> = here.iter().map(owner_bare).collect();
    let phrases = words.first().and_then(|first| COUNTRIES.phrases.get(first));
    phrases
        .is_some_and(|all| all.iter().any(|(phrase, country)| country.demonym && *phrase == words))
}

/// The usual English name of a country.
pub fn country_name(code: CountryCode) -> Option<&'static str> {
    COUNTRIES.names.get(&code).map(String::as_str)
}

/// The first country named or implied in `tokens`.
pub fn first_country(tokens: &[Token]) -> Option<Country> {
    (0..tokens.len()).find_map(|at| country_at(tokens, at)).map(|(country, _)| country)
}
