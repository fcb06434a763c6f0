//! Who is meant: an entry of the dictionary, a national force, a state, a described group.

use tidings_types::{ActorId, ActorKind, CountryCode, Span};

use crate::tokens::Token;

use super::{
    countries::{country_at, country_name},
    dictionary::{Actor, Found},
    national::National,
};

/// Confidence of a name that the dictionary holds under one actor.
const SURE: f32 = 0.95;

/// Of an acronym that several actors share, settled by the report's country.
const SHARED: f32 = 0.7;

/// Of a national force built from its words.
const BUILT: f32 = 0.9;

/// Of a described group.
pub(super) const DESCRIBED: f32 = 0.75;

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

/// Which of the actors under one name is meant: those alive in the year, then the report's country.
pub(super) fn settle(
    found: &Found<'_>,
    year: Option<i16>,
    country: Option<CountryCode>,
) -> Option<Identity> {
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

/// The identity of a national force built from its words.
pub(super) fn of_national(national: National) -> Identity {
    Identity {
        actor: Some(national.id),
        name: national.name,
        kind: national.kind,
        country: Some(national.country),
        confidence: BUILT,
    }
}

/// A country's name alone: "Israel struck", "Turkey said".
pub(super) fn state_alone(words: &[Token]) -> Option<Identity> {
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

fn of_actor(actor: &Actor, confidence: f32) -> Identity {
    Identity {
        actor: Some(actor.id.clone()),
        name: actor.name.clone(),
        kind: actor.kind,
        country: actor.country,
        confidence,
    }
}
