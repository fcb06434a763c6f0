//! The home of a report's source, read from the address of its site.
//!
//! It is context and never an answer: "dallasnews.com" makes the Arlington of Texas likelier.

use tidings_types::{CountryCode, FeatureClass};

use crate::{fold::fold, gazetteer::Gazetteer, import::country_code};

/// Words by which papers and stations name themselves; between them stands the place.
const PAPERS: &[&str] = &[
    "the",
    "my",
    "go",
    "online",
    "live",
    "local",
    "daily",
    "weekly",
    "evening",
    "morning",
    "sunday",
    "news",
    "newspaper",
    "newspapers",
    "times",
    "post",
    "herald",
    "tribune",
    "gazette",
    "journal",
    "press",
    "dispatch",
    "star",
    "sun",
    "mail",
    "echo",
    "chronicle",
    "observer",
    "guardian",
    "independent",
    "courier",
    "examiner",
    "enquirer",
    "inquirer",
    "sentinel",
    "record",
    "republic",
    "review",
    "register",
    "reporter",
    "reader",
    "leader",
    "ledger",
    "bulletin",
    "beacon",
    "citizen",
    "telegraph",
    "telegram",
    "standard",
    "advertiser",
    "advocate",
    "monitor",
    "mirror",
    "today",
    "voice",
    "world",
    "free",
    "pi",
    "tv",
    "fm",
    "radio",
    "report",
    "argus",
    "and",
];

/// Endings of addresses that are two letters of no country, or of many.
const NO_COUNTRY: &[&str] = &["tv", "fm", "io", "me", "co", "eu", "ly", "ai", "cc", "ws"];

/// Fewest letters of a place's name within an address.
const SHORTEST: usize = 5;

/// What an address says of its home.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Home {
    /// A name that the gazetteer holds.
    pub name: Option<String>,
    /// The country of its ending.
    pub country: Option<CountryCode>,
}

/// Reads the home from a report's address.
pub(crate) fn home(gazetteer: &Gazetteer, url: Option<&str>) -> Home {
    let host = url.and_then(host).unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let (site, ending) = host.rsplit_once('.').unwrap_or((host, ""));
    let country = country(ending);
    let parts = site.split('.').filter(|part| !matches!(*part, "co" | "com" | "org" | "net"));
    let name = parts.flat_map(|part| named(gazetteer, part)).next();
    Home { name, country }
}

/// The host of an address, in small letters.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?;
    host.contains('.').then(|| host.to_lowercase())
}

fn country(ending: &str) -> Option<CountryCode> {
    if ending.len() != 2 || NO_COUNTRY.contains(&ending) {
        return None;
    }
    let code = if ending == "uk" { "gb" } else { ending };
    country_code(code)
}

/// The place in a label of an address: what is left between words for papers.
fn named(gazetteer: &Gazetteer, label: &str) -> Option<String> {
    let label: String = label.chars().filter(|letter| letter.is_alphanumeric()).collect();
    let mut rest = label.as_str();
    while let Some(shorter) = without_paper(rest) {
        rest = shorter;
    }
    let first = rest.split_once("and").map(|(first, _)| first).unwrap_or_default();
    [rest, first].into_iter().find_map(|name| {
        let known = name.len() >= SHORTEST && rest.len() < label.len();
        (known && is_settlement(gazetteer, name)).then(|| fold(name))
    })
}

fn without_paper(label: &str) -> Option<&str> {
    PAPERS.iter().find_map(|word| {
        let front = label.strip_prefix(word).filter(|_| matches!(*word, "the" | "my" | "go"));
        front.or_else(|| label.strip_suffix(word)).filter(|rest| rest.len() >= SHORTEST)
    })
}

fn is_settlement(gazetteer: &Gazetteer, name: &str) -> bool {
    gazetteer.exact(&fold(name), None).iter().any(|one| {
        let class = gazetteer.pack_of(one.at).and_then(|pack| pack.class(one.at.place));
        class == Some(FeatureClass::Settlement)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_stands_between_words_for_papers() {
        let gazetteer = Gazetteer::embedded().unwrap();
        let check = |url: &str, name: Option<&str>, country: Option<&str>| {
            let home = home(&gazetteer, Some(url));
            assert_eq!(home.name.as_deref(), name, "{url}");
            assert_eq!(home.country.map(|code| code.to_string()).as_deref(), country, "{url}");
        };
        check("https://www.dallasnews.com/a/b", Some("dallas"), None);
        check("columbuslocalnews.com", Some("columbus"), None);
        check("http://www.richmondandtwickenhamtimes.co.uk", Some("richmond"), Some("GBR"));
        check("https://civil.ge/x", None, Some("GEO"));
        check("https://www.theguardian.com", None, None);
        check("", None, None);
        check("no address", None, None);
    }
}
