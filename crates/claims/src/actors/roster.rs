//! From the words of a report to actors: one roster per report.

use std::{cmp::Reverse, collections::BTreeMap};

use tidings_types::{
    ActorKind, CountryCode, Entity, EntityKind, Evidence, Participant, Report, Span, Voice,
};

use crate::tokens::{Token, tokens};

use super::{
    acronyms::{acronyms, learn},
    countries::country_at,
    dictionary::Dictionary,
    identity::{Identity, Named, of_national, settle},
    national::national_at,
};

/// The actors that a report names, with the acronyms it introduces.
pub struct Roster<'r> {
    pub(super) text: &'r str,
    pub(super) tokens: Vec<Token>,
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
        named.sort_by_key(|name| (name.span.start, Reverse(name.span.end)));
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
    let mut counts: BTreeMap<CountryCode, (usize, Reverse<usize>)> = BTreeMap::new();
    for at in 0..tokens.len() {
        if let Some((country, _)) = country_at(tokens, at) {
            counts.entry(country.code).or_insert((0, Reverse(at))).0 += 1;
        }
    }
    counts.into_iter().max_by_key(|(_, rank)| *rank).map(|(code, _)| code)
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
            let span = without_genitive(span, text);
            named.push(Named { span, identity: of_national(national) });
        }
        at = next;
    }
    named
}

/// `span` without a genitive ending: "the Iraqi army's".
fn without_genitive(span: Span, text: &str) -> Span {
    let cut = span.of(text).unwrap_or_default();
    let owner = if cut.ends_with("'s") || cut.ends_with("’s") {
        cut.len() - cut.trim_end_matches("'s").trim_end_matches("’s").len()
    } else {
        0
    };
    Span { start: span.start, end: span.end - u32::try_from(owner).unwrap_or_default() }
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
