//! From the words of a report to actors: one roster per report.

use std::collections::BTreeMap;

use tidings_types::{
    ActorId, ActorKind, CountryCode, Entity, EntityKind, Evidence, Participant, Report, Span, Voice,
};

use crate::tokens::{Token, TokenKind, tokens};

use super::{
    countries::{country_at, country_name, first_country},
    dictionary::{Actor, Dictionary, Found},
    kind::{kind_of_group, office_at},
    learned::introduced,
    national::{National, national_at},
};

/// Confidence of a name that the dictionary holds under one actor.
const SURE: f32 = 0.95;
/// Of an acronym that several actors share, settled by the report's country.
const SHARED: f32 = 0.7;
/// Of a national force built from its words.
const BUILT: f32 = 0.9;
/// Of a described group.
const DESCRIBED: f32 = 0.75;

/// What stands for an actor in a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Identity {
    /// Entry of the dictionary or systematic id, if any.
    pub actor: Option<ActorId>,
    /// Canonical name or description.
    pub name: String,
    /// Kind.
    pub kind: ActorKind,
    /// Country.
    pub country: Option<CountryCode>,
    /// 0 to 1.
    pub confidence: f32,
}

/// An actor's name found in the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// Where.
    pub span: Span,
    /// Who.
    pub identity: Identity,
}

/// Name, kind and country of an office.
type Office = (String, ActorKind, Option<CountryCode>);

/// The actors that a report names, with the acronyms it introduces.
pub struct Roster<'r> {
    text: &'r str,
    tokens: Vec<Token>,
    named: Vec<Named>,
}

impl<'r> Roster<'r> {
    /// Reads `report` with `dictionary`.
    pub fn new(dictionary: &Dictionary, report: &'r Report) -> Self {
        Self::of_text(dictionary, &report.text, year_of(report))
    }

    /// Reads a text; `year` tells which of several actors with one acronym lived.
    pub fn of_text(dictionary: &Dictionary, text: &'r str, year: Option<i16>) -> Self {
        let tokens = tokens(text, 0);
        let shouted = is_shouted(text);
        let found = dictionary.find(&tokens, text, shouted);
        let country = main_country(&tokens);
        let mut named: Vec<Named> = found
            .iter()
            .filter_map(|found| {
                Some(Named { span: found.span, identity: settle(found, year, country)? })
            })
            .collect();
        named.extend(national_forces(&tokens, text));
        let learned = learn(dictionary, &tokens, text, &named);
        named.extend(acronyms(&tokens, text, &learned));
        named.sort_by_key(|name| (name.span.start, std::cmp::Reverse(name.span.end)));
        drop_overlaps(&mut named);
        Self { text, tokens, named }
    }

    /// Named actors, by rising start, without overlaps.
    pub fn named(&self) -> &[Named] {
        &self.named
    }

    /// The named actors as hints for the reader.
    pub fn hints(&self) -> Vec<Entity> {
        let hint = |named: &Named| Entity {
            span: named.span,
            kind: entity_kind(named.identity.kind),
            confidence: named.identity.confidence,
            voice: Voice::Dictionary,
        };
        self.named.iter().map(hint).collect()
    }

    /// The participant that an entity means.
    pub fn participant(&self, entity: &Entity) -> Option<Participant> {
        let mention = Evidence::quote(self.text, entity.span)?;
        let identity = self.identity(entity);
        Some(Participant {
            mention,
            actor: identity.actor,
            name: identity.name,
            kind: identity.kind,
            country: identity.country,
            confidence: identity.confidence.min(entity.confidence.max(0.1)),
        })
    }

    /// Who an entity is.
    pub fn identity(&self, entity: &Entity) -> Identity {
        if entity.kind == EntityKind::Person {
            return self.person(entity.span);
        }
        let inside: Vec<&Named> =
            self.named.iter().filter(|named| entity.span.contains(named.span)).collect();
        let covering = self.named.iter().find(|named| named.span.contains(entity.span));
        let words = self.tokens_of(entity.span);
        match (covering, inside.as_slice()) {
            (Some(named), _) => named.identity.clone(),
            (None, [named, ..]) => self.described_member(named, words, entity.span),
            (None, []) => self.described(words, entity),
        }
    }

    fn tokens_of(&self, span: Span) -> &[Token] {
        let from = self.tokens.partition_point(|token| token.span.start < span.start);
        let to = self.tokens.partition_point(|token| token.span.end <= span.end);
        self.tokens.get(from..to.max(from)).unwrap_or_default()
    }

    /// "Isis militiamen", "SDF fighters", "the last militiamen of the Islamic State": the fighters
    /// of an actor are that actor; its victims and families are not.
    fn described_member(&self, named: &Named, words: &[Token], span: Span) -> Identity {
        let kind = kind_of_group(words);
        let fights = |kind: ActorKind| {
            matches!(
                kind,
                ActorKind::RebelGroup
                    | ActorKind::StateForces
                    | ActorKind::PoliticalMilitia
                    | ActorKind::IdentityMilitia
                    | ActorKind::ExternalForces
            )
        };
        let official = matches!(
            kind,
            Some(
                ActorKind::Government
                    | ActorKind::InternationalOrganisation
                    | ActorKind::AidWorkers
            )
        );
        let same = kind.is_none_or(fights)
            || kind == Some(named.identity.kind)
            || official
            || named.identity.kind == ActorKind::AidWorkers;
        if same {
            return named.identity.clone();
        }
        Identity {
            actor: None,
            name: self.description(words, span),
            kind: kind.unwrap_or(ActorKind::Other),
            country: named.identity.country,
            confidence: DESCRIBED,
        }
    }

    fn described(&self, words: &[Token], entity: &Entity) -> Identity {
        if let Some(state) = state_alone(words) {
            return state;
        }
        let kind = kind_of_group(words).unwrap_or(match entity.kind {
            EntityKind::ArmedGroup => ActorKind::RebelGroup,
            EntityKind::Nationality => ActorKind::Civilians,
            _ => ActorKind::Other,
        });
        let country = first_country(words).map(|country| country.code);
        let name = self.description(words, entity.span);
        Identity { actor: None, name, kind, country, confidence: DESCRIBED }
    }

    /// The description as told, without article and number before it.
    fn description(&self, words: &[Token], span: Span) -> String {
        let skip = words.iter().take_while(|token| {
            matches!(
                token.lower.as_str(),
                "the"
                    | "a"
                    | "an"
                    | "some"
                    | "several"
                    | "at"
                    | "least"
                    | "about"
                    | "his"
                    | "her"
                    | "their"
                    | "its"
                    | "these"
                    | "those"
                    | "that"
                    | "this"
                    | "all"
                    | "more"
                    | "than"
                    | "over"
                    | "nearly"
                    | "dozens"
                    | "hundreds"
                    | "thousands"
                    | "scores"
                    | "of"
                    | "many"
                    | "last"
            ) || token.kind == TokenKind::Digits
                || token.is(",")
                || token.is("-")
                || crate::numerals::cardinal_word(&token.lower).is_some()
                || crate::numerals::scale_word(&token.lower).is_some()
        });
        let skip = skip.count().min(words.len().saturating_sub(1));
        let start = words.get(skip).map_or(span.start, |token| token.span.start);
        let plain = Span { start, end: span.end }.of(self.text).unwrap_or_default();
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A person stands by office, role or as somebody unnamed; never by name.
    fn person(&self, span: Span) -> Identity {
        let at = self.tokens.partition_point(|token| token.span.start < span.start);
        let end = self.tokens.partition_point(|token| token.span.end <= span.end);
        let office = self
            .office_inside(at, end)
            .or_else(|| self.office_before(at))
            .or_else(|| self.role_after(end));
        let (name, kind, country) =
            office.unwrap_or_else(|| ("a named person".to_owned(), ActorKind::Other, None));
        Identity { actor: None, name, kind, country, confidence: DESCRIBED }
    }

    fn office_inside(&self, at: usize, end: usize) -> Option<Office> {
        (at..end)
            .find_map(|start| self.office(start).filter(|(_, next)| *next < end))
            .map(|(office, _)| office)
    }

    /// "Iraqi Defence Minister" before the name: the office, at most six words back.
    fn office_before(&self, at: usize) -> Option<Office> {
        (at.saturating_sub(6)..at)
            .find_map(|start| self.office(start).filter(|(_, next)| *next == at))
            .map(|(office, _)| office)
    }

    /// ", a resident of the town," after the name.
    fn role_after(&self, at: usize) -> Option<Office> {
        self.tokens.get(at).filter(|token| token.is(","))?;
        let article = at + 1;
        let start = article
            + usize::from(
                self.tokens
                    .get(article)
                    .is_some_and(|t| matches!(t.lower.as_str(), "a" | "an" | "the")),
            );
        for next in start..(start + 4).min(self.tokens.len()) {
            if let Some((office, _)) = self.office(next) {
                return Some(office);
            }
            let token = self.tokens.get(next)?;
            if token.is(",") {
                return None;
            }
            if super::kind::is_head(&token.lower) {
                let words = self.tokens.get(start..=next)?;
                let span = words.first()?.span.cover(token.span);
                let told = span.of(self.text)?.to_owned();
                let lower = words.iter().all(|word| !word.capital);
                return lower.then(|| {
                    (
                        format!("a {told}"),
                        kind_of_group(words).unwrap_or(ActorKind::Civilians),
                        None,
                    )
                });
            }
        }
        None
    }

    fn office(&self, at: usize) -> Option<(Office, usize)> {
        let next = office_at(&self.tokens, at)?;
        let words = self.tokens.get(at..next)?;
        let office = words.iter().map(|token| token.lower.as_str()).collect::<Vec<_>>().join(" ");
        let country = self.nation_beside(at, next);
        let kind = kind_of_group(words).unwrap_or(ActorKind::Government);
        let land = country.and_then(country_name);
        let name = land.map_or_else(|| office.clone(), |land| format!("{office} of {land}"));
        Some(((name, kind, country), next))
    }

    fn nation_beside(&self, at: usize, next: usize) -> Option<CountryCode> {
        let before = (at.saturating_sub(2)..at)
            .find_map(|start| country_at(&self.tokens, start).filter(|(_, end)| *end == at));
        let of = self.tokens.get(next).filter(|token| token.is("of"));
        let after = of.and_then(|_| country_at(&self.tokens, next + 1));
        before.or(after).map(|(country, _)| country.code)
    }
}

fn year_of(report: &Report) -> Option<i16> {
    report.published.as_ref().map(|published| published.date.year())
}

/// Whether a text is printed in capitals.
fn is_shouted(text: &str) -> bool {
    let (mut upper, mut lower) = (0usize, 0usize);
    for character in text.chars().take(4000) {
        upper += usize::from(character.is_uppercase());
        lower += usize::from(character.is_lowercase());
    }
    upper > 2 * lower && upper > 20
}

/// The country whose name or demonym stands most often; ties go to the first named.
fn main_country(tokens: &[Token]) -> Option<CountryCode> {
    let mut counts: BTreeMap<CountryCode, (usize, std::cmp::Reverse<usize>)> = BTreeMap::new();
    for at in 0..tokens.len() {
        if let Some((country, _)) = country_at(tokens, at) {
            counts.entry(country.code).or_insert((0, std::cmp::Reverse(at))).0 += 1;
        }
    }
    counts.into_iter().max_by_key(|(_, rank)| *rank).map(|(code, _)| code)
}

/// Which of the actors under one name is meant: those alive in the year, then the report's country.
fn settle(found: &Found<'_>, year: Option<i16>, country: Option<CountryCode>) -> Option<Identity> {
    let lived = |actor: &&&Actor| {
        year.is_none_or(|year| {
            actor.valid_from.is_none_or(|from| from <= year)
                && actor.valid_to.is_none_or(|to| year <= to)
        })
    };
    let alive: Vec<&&Actor> = found.actors.iter().filter(lived).collect();
    let pool = if alive.is_empty() { found.actors.iter().collect() } else { alive };
    let chosen = match pool.as_slice() {
        [] => return None,
        [only] => **only,
        several => several
            .iter()
            .copied()
            .copied()
            .find(|actor| country.is_some() && actor.country == country)?,
    };
    let confidence = if found.actors.len() > 1 { SHARED } else { SURE };
    Some(of_actor(chosen, confidence))
}

fn of_actor(actor: &Actor, confidence: f32) -> Identity {
    Identity {
        actor: Some(actor.id.clone()),
        name: actor.name.clone(),
        kind: actor.kind,
        country: actor.country,
        confidence,
    }
}

fn of_national(national: National) -> Identity {
    Identity {
        actor: Some(national.id),
        name: national.name,
        kind: national.kind,
        country: Some(national.country),
        confidence: BUILT,
    }
}

fn national_forces(tokens: &[Token], text: &str) -> Vec<Named> {
    let mut named = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((national, next)) = national_at(tokens, at) else {
            at += 1;
            continue;
        };
        if let (Some(first), Some(last)) = (tokens.get(at), tokens.get(next - 1)) {
            let span = first.span.cover(last.span);
            let cut = span.of(text).unwrap_or_default();
            let owner = if cut.ends_with("'s") || cut.ends_with("’s") {
                cut.len() - cut.trim_end_matches("'s").trim_end_matches("’s").len()
            } else {
                0
            };
            let span = Span {
                start: span.start,
                end: span.end - u32::try_from(owner).unwrap_or_default(),
            };
            named.push(Named { span, identity: of_national(national) });
        }
        at = next;
    }
    named
}

/// Acronyms of the report: those whose long name is known mean that actor, others mean the name.
fn learn(
    dictionary: &Dictionary,
    tokens: &[Token],
    text: &str,
    named: &[Named],
) -> BTreeMap<String, Identity> {
    let introduced = introduced(tokens, text);
    introduced
        .into_iter()
        .filter_map(|(acronym, name)| {
            let known = named
                .iter()
                .find(|named| named.span.overlaps(name))
                .map(|named| named.identity.clone());
            let identity = known.or_else(|| {
                let words: Vec<Token> =
                    tokens.iter().filter(|token| name.contains(token.span)).cloned().collect();
                let told = name.of(text)?.to_owned();
                let known_otherwise =
                    dictionary.find(&crate::tokens::tokens(&acronym, 0), &acronym, false);
                if !known_otherwise.is_empty() {
                    return None;
                }
                let kind = kind_of_long_name(&words);
                let country = first_country(&words).map(|country| country.code);
                Some(Identity { actor: None, name: told, kind, country, confidence: DESCRIBED })
            })?;
            Some((acronym, identity))
        })
        .collect()
}

/// Fronts, armies and brigades fight; ministries govern; the rest is other.
fn kind_of_long_name(words: &[Token]) -> ActorKind {
    let has = |list: &[&str]| words.iter().any(|token| list.contains(&token.lower.as_str()));
    if has(&[
        "front",
        "army",
        "liberation",
        "brigade",
        "brigades",
        "guerrilla",
        "guerrillas",
        "militia",
        "resistance",
        "battalion",
        "revolutionary",
        "insurgent",
    ]) {
        return ActorKind::RebelGroup;
    }
    if has(&["ministry", "department", "directorate", "commission", "council", "government"]) {
        return ActorKind::Government;
    }
    if has(&["relief", "refugee", "humanitarian", "aid", "demining", "refugees"]) {
        return ActorKind::AidWorkers;
    }
    kind_of_group(words).unwrap_or(ActorKind::Other)
}

fn acronyms(tokens: &[Token], text: &str, learned: &BTreeMap<String, Identity>) -> Vec<Named> {
    let mut named = Vec::new();
    for (acronym, identity) in learned {
        let Some(first) = acronym.chars().next() else { continue };
        for token in
            tokens.iter().filter(|token| token.lower.starts_with(first.to_ascii_lowercase()))
        {
            let end = token.span.start as usize + acronym.len();
            let here = text.get(token.span.start as usize..end);
            let closed =
                text.get(end..).is_none_or(|rest| !rest.starts_with(char::is_alphanumeric));
            if here == Some(acronym.as_str()) && closed {
                let span = Span::new(token.span.start as usize, end);
                named.push(Named { span, identity: identity.clone() });
            }
        }
    }
    named
}

fn drop_overlaps(named: &mut Vec<Named>) {
    let mut end = 0;
    named.retain(|name| {
        let free = name.span.start >= end;
        if free {
            end = name.span.end;
        }
        free
    });
}

/// A country's name alone: "Israel struck", "Turkey said".
fn state_alone(words: &[Token]) -> Option<Identity> {
    let start = usize::from(words.first()?.is("the"));
    let (country, next) = country_at(words, start)?;
    if country.demonym || next != words.len() {
        return None;
    }
    let name = country_name(country.code)?.to_owned();
    Some(Identity {
        actor: Some(ActorId(format!("{}-government", country.code.as_str().to_ascii_lowercase()))),
        name: format!("Government of {name}"),
        kind: ActorKind::Government,
        country: Some(country.code),
        confidence: BUILT,
    })
}

fn entity_kind(kind: ActorKind) -> EntityKind {
    match kind {
        ActorKind::StateForces
        | ActorKind::ExternalForces
        | ActorKind::RebelGroup
        | ActorKind::PoliticalMilitia
        | ActorKind::IdentityMilitia => EntityKind::ArmedGroup,
        _ => EntityKind::Organisation,
    }
}
