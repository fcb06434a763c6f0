//! Names of a report by spelling, with what the text around them says of their parents.

use std::collections::{BTreeMap, HashSet};

use tidings_types::{CountryCode, EntityKind, FeatureClass, Point, Span};

use super::{
    Mention,
    hosts::{Hosted, add_hosts, is_facility},
};
use crate::{
    fold::fold,
    gazetteer::{Gazetteer, PlaceRef},
    generic::is_cut_short,
    lookup::{Match, Tier, kind_of_word},
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
    /// Folded names that follow after "in" or "of" ("Guma in Benue").
    pub within: Vec<String>,
    /// How many mentions stand after "the".
    pub with_the: usize,
    /// Whether a mention opens a report as the place where it was written.
    pub dateline: bool,
    /// How many mentions are part of a newspaper's name.
    pub paper: usize,
    /// Whether it is named as a facility is.
    pub facility: bool,
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
    /// Whether packs were imported and its country is one that the report speaks of.
    pub at_home: bool,
    /// How its town is told, for a facility that lies in it.
    pub host: Option<Hosted>,
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
            group.within.extend(within(text, mention.span, mentions.get(at + 1)));
            group.with_the += usize::from(follows_the(text, mention.span));
            group.paper += usize::from(names_paper(text, mention.span));
            group.dateline |= is_dateline(text, mention.span);
        }
    }
    for group in &mut order {
        if !group.spans.is_empty() && group.spans.iter().all(|span| is_cut_short(text, *span)) {
            group.candidates.clear();
        }
    }
    add_hosts(text, &mut order);
    if gazetteer.has_imports() {
        add_sounding(gazetteer, text, &mut order);
    }
    order
}

/// The countries that the names tell, but for those of one group.
fn spoken_of(gazetteer: &Gazetteer, groups: &[Group], but: usize) -> HashSet<CountryCode> {
    let mut countries = HashSet::new();
    for (_, group) in groups.iter().enumerate().filter(|(at, _)| *at != but) {
        countries.extend(group.nationality);
        let plain = group.candidates.iter().map(|one| one.found);
        let plain: Vec<Match> = plain.filter(|found| found.tier <= Tier::Bare).collect();
        countries.extend(gazetteer.told_by(&plain));
    }
    countries
}

/// Adds places that sound like a name where none of its candidates lies in a country that the
/// report speaks of.
fn add_sounding(gazetteer: &Gazetteer, text: &str, groups: &mut [Group]) {
    for at in 0..groups.len() {
        let countries = spoken_of(gazetteer, groups, at);
        let group = &groups[at];
        let Some(written) = group.spans.first().and_then(|span| span.of(text)) else { continue };
        let at_home = |one: &Sense| one.country.is_some_and(|code| countries.contains(&code));
        let near = |one: &Sense| {
            at_home(one) && one.found.tier <= Tier::Bare && one.class != FeatureClass::Admin2
        };
        let known_there = group.candidates.iter().any(near);
        let cut_short = group.spans.iter().all(|span| is_cut_short(text, *span));
        let settled: Vec<bool> = group.candidates.iter().map(at_home).collect();
        for (one, home) in groups[at].candidates.iter_mut().zip(settled) {
            one.at_home = home;
        }
        if countries.is_empty() || known_there || cut_short {
            continue;
        }
        let group = &groups[at];
        let found = gazetteer.sounding_in(written, &countries);
        let known: Vec<PlaceRef> = group.candidates.iter().map(|one| one.found.at).collect();
        let new = found.into_iter().filter(|one| !known.contains(&one.at));
        let new: Vec<Sense> = new.filter_map(|found| option(gazetteer, found)).collect();
        let new = new.into_iter().map(|one| Sense { at_home: true, ..one });
        groups[at].candidates.extend(new);
    }
}

fn group(gazetteer: &Gazetteer, written: &str, key: String, nationality: bool) -> Group {
    let country = nationality.then(|| gazetteer.country_of_demonym(written)).flatten();
    let candidates = if nationality { Vec::new() } else { options(gazetteer, written) };
    Group {
        facility: !nationality && is_facility(&key),
        key,
        spans: Vec::new(),
        count: 0,
        nationality: country,
        candidates,
        parents: Vec::new(),
        within: Vec::new(),
        with_the: 0,
        dateline: false,
        paper: 0,
    }
}

/// The group of the source's home: context, without mentions of its own.
pub(crate) fn home_group(gazetteer: &Gazetteer, name: &str) -> Group {
    let mut home = group(gazetteer, name, name.to_owned(), false);
    home.candidates.retain(|one| one.class == FeatureClass::Settlement);
    home
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
        options.retain(|one| {
            let metropolis = one.log_population >= METROPOLIS && fold(&one.name) != fold(written);
            one.class != FeatureClass::Settlement || is_acronym(&one.name) || metropolis
        });
    }
    options.truncate(MOST_CANDIDATES);
    options
}

/// Inhabitants, as log₁₀, of a city that may have a short name of its own: "L.A.".
const METROPOLIS: f32 = 6.0;

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
        at_home: false,
        host: None,
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

/// The next mention, where only "in" or "of" stands between.
fn within(text: &str, span: Span, next: Option<&Mention>) -> Option<String> {
    let next = next?;
    let between = text.get(span.end as usize..next.span.start as usize)?;
    let joined = matches!(
        between,
        " in " | " of " | " in the " | ", in " | " village in " | " village of " | " town in "
    );
    joined.then(|| fold(next.span.of(text).unwrap_or_default()))
}

fn follows_the(text: &str, span: Span) -> bool {
    let before = text.get(..span.start as usize).unwrap_or_default().trim_end();
    let words: Vec<&str> = before.rsplit([' ', '\n']).take(2).collect();
    let article = |word: &str| word.eq_ignore_ascii_case("the");
    match words.as_slice() {
        [last, ..] if article(last) => true,
        // "the north Atlantic", "the tropical Atlantic"
        [last, before] => article(before) && last.chars().all(char::is_lowercase),
        _ => false,
    }
}

/// Words for newspapers that follow a town's name in theirs.
const PAPERS: [&str; 13] = [
    "Times",
    "Post",
    "Herald",
    "Journal",
    "Tribune",
    "News",
    "Daily",
    "Globe",
    "Gazette",
    "Star",
    "Chronicle",
    "Examiner",
    "Sun",
];

fn names_paper(text: &str, span: Span) -> bool {
    let rest = text.get(span.end as usize..).unwrap_or_default();
    let word = rest.strip_prefix(' ').map(|rest| rest.split(|c: char| !c.is_alphabetic()).next());
    word.flatten().is_some_and(|word| PAPERS.contains(&word))
}

/// Bytes from the start of a report within which its dateline stands, and after the name to the
/// dash.
const DATELINE: (u32, usize) = (400, 40);

fn is_dateline(text: &str, span: Span) -> bool {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let opens = before.is_empty() || before.ends_with(['\n', '\t']) || before.ends_with("  ");
    let rest = text.get(span.end as usize..).unwrap_or_default();
    let window = rest.get(..rest.floor_char_boundary(DATELINE.1)).unwrap_or_default();
    let dash = window.find(['—', '–']).or_else(|| window.find(" - ")).or_else(|| window.find("--"));
    let plain = |at: usize| !window.get(..at).is_some_and(|words| words.contains(['\n', ';']));
    span.start <= DATELINE.0 && opens && dash.is_some_and(plain)
}
