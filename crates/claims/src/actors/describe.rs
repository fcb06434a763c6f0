//! Groups that are described rather than named: "SDF fighters", "dozens of villagers".

use tidings_types::{ActorKind, Entity, EntityKind, Span};

use crate::{
    numerals,
    tokens::{Token, TokenKind},
};

use super::{
    countries::first_country,
    identity::{DESCRIBED, Identity, Named, state_alone},
    kind::kind_of_group,
    roster::Roster,
};

/// Words before a description that tell number or reference, not who is meant.
const DETERMINERS: &[&str] = &[
    "the",
    "a",
    "an",
    "some",
    "several",
    "at",
    "least",
    "about",
    "his",
    "her",
    "their",
    "its",
    "these",
    "those",
    "that",
    "this",
    "all",
    "more",
    "than",
    "over",
    "nearly",
    "dozens",
    "hundreds",
    "thousands",
    "scores",
    "of",
    "many",
    "last",
];

impl Roster<'_> {
    /// "Isis militiamen", "SDF fighters", "the last militiamen of the Islamic State": the fighters
    /// of an actor are that actor; its victims and families are not.
    pub(super) fn described_member(&self, named: &Named, words: &[Token], span: Span) -> Identity {
        let kind = kind_of_group(words);
        let same = kind.is_none_or(fights)
            || kind == Some(named.identity.kind)
            || kind.is_some_and(serves)
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

    /// A group that holds no known name.
    pub(super) fn described(&self, words: &[Token], entity: &Entity) -> Identity {
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
            DETERMINERS.contains(&token.lower.as_str())
                || token.kind == TokenKind::Digits
                || token.is(",")
                || token.is("-")
                || numerals::cardinal_word(&token.lower).is_some()
                || numerals::scale_word(&token.lower).is_some()
        });
        let skip = skip.count().min(words.len().saturating_sub(1));
        let start = words.get(skip).map_or(span.start, |token| token.span.start);
        let plain = Span { start, end: span.end }.of(self.text).unwrap_or_default();
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Whether a kind bears arms for an actor.
fn fights(kind: ActorKind) -> bool {
    matches!(
        kind,
        ActorKind::RebelGroup
            | ActorKind::StateForces
            | ActorKind::PoliticalMilitia
            | ActorKind::IdentityMilitia
            | ActorKind::ExternalForces
    )
}

/// Whether a kind speaks and works in the name of an actor.
fn serves(kind: ActorKind) -> bool {
    matches!(
        kind,
        ActorKind::Government | ActorKind::InternationalOrganisation | ActorKind::AidWorkers
    )
}
