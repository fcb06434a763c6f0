//! Acronyms that a report introduces: "the Front for Example (FFE)", then "FFE" alone.

use std::collections::BTreeMap;

use tidings_types::{ActorKind, Span};

use crate::tokens::{Token, tokens as cut};

use super::{
    countries::first_country,
    dictionary::Dictionary,
    identity::{DESCRIBED, Identity, Named},
    kind::kind_of_group,
    learned::introduced,
};

/// Acronyms of the report: those whose long name is known mean that actor, others mean the name.
pub(super) fn learn(
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
                let known_otherwise = dictionary.find(&cut(&acronym, 0), &acronym, false);
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

/// Where the learned acronyms stand in the text.
pub(super) fn acronyms(
    tokens: &[Token],
    text: &str,
    learned: &BTreeMap<String, Identity>,
) -> Vec<Named> {
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
