//! Names of a report by spelling, with what the text around them says of their parents.

use std::collections::BTreeMap;

use tidings_types::{CountryCode, EntityKind, FeatureClass, Point, Span};

use super::Mention;
use crate::{
    fold::fold,
    gazetteer::{Gazetteer, PlaceRef},
    lookup::{Match, kind_of_word},
    tokens::tokens,
};

/// Candidates weighed for one name: the best known ones. "San José" has hundreds, and the rest
/// are hamlets.
const MOST_CANDIDATES: usize = 60;

/// All mentions of one spelling.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// The folded name.
    pub key: String,
    /// Its mentions, in order; none for a nationality, which is not resolved.
    pub spans: Vec<Span>,
    /// How often it is mentioned.
    pub count: usize,
    /// The country of a nationality.
    pub nationality: Option<CountryCode>,
    /// What it may mean.
    pub candidates: Vec<Sense>,
    /// Folded names that follow directly after a comma ("Paris, Texas"), or stand in brackets.
    pub parents: Vec<String>,
}

/// A candidate with the facts that features need.
#[derive(Clone, Debug)]
pub(crate) struct Sense {
    /// How the name led here.
    pub found: Match,
    /// Position.
    pub point: Point,
    /// Class.
    pub class: FeatureClass,
    /// Country.
    pub country: Option<CountryCode>,
    /// First-level division.
    pub admin1: Option<PlaceRef>,
    /// Second-level division.
    pub admin2: Option<PlaceRef>,
    /// log₁₀ of inhabitants + 1.
    pub log_population: f32,
    /// Whether it is a country's capital.
    pub capital: bool,
    /// Preferred name.
    pub name: String,
}

/// Groups in order of first mention.
pub(crate) fn groups(gazetteer: &Gazetteer, text: &str, mentions: &[Mention]) -> Vec<Group> {
    let mut order: Vec<Group> = Vec::new();
    let mut positions: BTreeMap<(String, bool), usize> = BTreeMap::new();
    for (at, mention) in mentions.iter().enumerate() {
        let written = mention.span.of(text).unwrap_or_default();
        let key = fold(written);
        let nationality = mention.kind == EntityKind::Nationality;
        let position = *positions.entry((key.clone(), nationality)).or_insert_with(|| {
            order.push(group(gazetteer, written, key, nationality));
            order.len() - 1
        });
        let group = &mut order[position];
        group.count += 1;
        if !nationality {
            group.spans.push(mention.span);
            group.parents.extend(parent_after(text, mention.span, mentions.get(at + 1)));
        }
    }
    order
}

fn group(gazetteer: &Gazetteer, written: &str, key: String, nationality: bool) -> Group {
    let country = nationality.then(|| gazetteer.country_of_demonym(written)).flatten();
    let candidates = if nationality { Vec::new() } else { options(gazetteer, written) };
    Group {
        key,
        spans: Vec::new(),
        count: 0,
        nationality: country,
        candidates,
        parents: Vec::new(),
    }
}

fn options(gazetteer: &Gazetteer, written: &str) -> Vec<Sense> {
    let found = gazetteer.matches(written);
    let mut options: Vec<Sense> =
        found.into_iter().filter_map(|found| option(gazetteer, found)).collect();
    options.sort_by(|a, b| {
        let rank = |one: &Sense| (one.class > FeatureClass::Admin2, one.found.tier);
        b.log_population
            .total_cmp(&a.log_population)
            .then_with(|| rank(a).cmp(&rank(b)))
            .then_with(|| a.found.at.cmp(&b.found.at))
    });
    if is_acronym(written) {
        options.retain(|one| one.class != FeatureClass::Settlement || is_acronym(&one.name));
    }
    options.truncate(MOST_CANDIDATES);
    options
}

/// Two or three capitals are the short name of a country or state and never the town of Eu.
fn is_acronym(written: &str) -> bool {
    let letters = written.chars().filter(|letter| *letter != '.');
    (2..=3).contains(&letters.clone().count()) && letters.clone().all(char::is_uppercase)
}

fn option(gazetteer: &Gazetteer, found: Match) -> Option<Sense> {
    let pack = gazetteer.pack_of(found.at)?;
    let place = found.at.place;
    let sibling = |place: Option<u32>| place.map(|place| PlaceRef { place, ..found.at });
    Some(Sense {
        found,
        point: pack.point(place)?,
        class: pack.class(place)?,
        country: pack.country(place),
        admin1: sibling(pack.admin1(place)),
        admin2: sibling(pack.admin2(place)),
        log_population: pack.log_population(place),
        capital: pack.is_capital(place),
        name: pack.name(place)?.to_owned(),
    })
}

/// The name that says in what the mention lies: directly after a comma or in brackets, as the
/// next mention or as plain words.
fn parent_after(text: &str, span: Span, next: Option<&Mention>) -> Option<String> {
    let rest = text.get(span.end as usize..)?;
    let after = [", ", " ("].iter().find_map(|gap| rest.strip_prefix(gap))?;
    let start = text.len() - after.len();
    if let Some(next) = next.filter(|next| next.span.start as usize == start) {
        return Some(fold(next.span.of(text)?));
    }
    let window = after.get(..after.floor_char_boundary(40))?;
    let words = tokens(window);
    let end = words.iter().take(3).take_while(|word| word.case.is_name()).last()?.end;
    let name = fold(window.get(..end)?);
    (kind_of_word(&name).is_none()).then_some(name)
}
