//! Kinds of described groups by their head nouns, and words of office, as data.

use std::{collections::HashMap, sync::LazyLock};

use serde::Deserialize;
use tidings_types::ActorKind;

use crate::tokens::Token;

#[derive(Default, Deserialize)]
struct Tables {
    heads: HashMap<String, Vec<String>>,
    modifiers: HashMap<String, Vec<String>>,
    offices: Offices,
}

#[derive(Default, Deserialize)]
struct Offices {
    words: Vec<String>,
}

struct Groups {
    heads: HashMap<String, Head>,
    modifiers: HashMap<String, ActorKind>,
    offices: Vec<Vec<String>>,
}

/// What a head noun says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Head {
    Kind(ActorKind),
    /// A body of fighters whose side a word before it tells: "forces" are a state's unless told.
    StateBody,
    /// "Group", "cell": rebels unless told.
    RebelBody,
}

static GROUPS: LazyLock<Groups> = LazyLock::new(|| {
    let tables: Tables = toml::from_str(include_str!("../../data/groups.toml")).unwrap_or_default();
    let mut heads = HashMap::new();
    for (table, words) in &tables.heads {
        let head = match table.as_str() {
            "state_body" => Head::StateBody,
            "rebel_body" => Head::RebelBody,
            other => Head::Kind(kind(other)),
        };
        heads.extend(words.iter().map(|word| (word.clone(), head)));
    }
    let modifiers = tables
        .modifiers
        .iter()
        .flat_map(|(table, words)| words.iter().map(move |word| (word.clone(), kind(table))));
    let modifiers = modifiers.collect();
    let mut offices: Vec<Vec<String>> = tables.offices.words.iter().map(|o| words_of(o)).collect();
    offices.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    Groups { heads, modifiers, offices }
});

fn words_of(phrase: &str) -> Vec<String> {
    crate::tokens::tokens(phrase, 0).into_iter().map(|token| token.lower).collect()
}

fn kind(table: &str) -> ActorKind {
    match table {
        "state_forces" => ActorKind::StateForces,
        "external_forces" => ActorKind::ExternalForces,
        "rebel_group" => ActorKind::RebelGroup,
        "political_militia" => ActorKind::PoliticalMilitia,
        "identity_militia" => ActorKind::IdentityMilitia,
        "protesters" => ActorKind::Protesters,
        "rioters" => ActorKind::Rioters,
        "civilians" => ActorKind::Civilians,
        "aid_workers" => ActorKind::AidWorkers,
        "journalists" => ActorKind::Journalists,
        "health_workers" => ActorKind::HealthWorkers,
        "government" => ActorKind::Government,
        "international_organisation" => ActorKind::InternationalOrganisation,
        _ => ActorKind::Other,
    }
}

/// The kind of a described group by its last head noun and the words before it. A prepositional
/// phrase ("residents of the town") is left aside: the head is the last known noun before "of".
pub fn kind_of_group(tokens: &[Token]) -> Option<ActorKind> {
    let end = tokens.iter().position(|t| {
        matches!(t.lower.as_str(), "of" | "from" | "in" | "near" | "with" | "at" | "who")
    });
    let phrase = match end {
        // "A group of hooded youths" are youths.
        Some(end) if end > 0 && is_collective(tokens, end) => tokens.get(end + 1..)?,
        Some(end) if end > 0 => tokens.get(..end)?,
        _ => tokens,
    };
    let (at, head) = phrase.iter().enumerate().rev().find_map(|(at, token)| {
        GROUPS.heads.get(singular_owner(&token.lower)).map(|head| (at, *head))
    })?;
    let modifier = phrase.get(..at)?.iter().rev().find_map(|token| modifier(&token.lower));
    Some(match (head, modifier) {
        (Head::Kind(ActorKind::Civilians), Some(kind)) if takes_modifier(phrase, at) => kind,
        (Head::Kind(kind), _) => kind,
        (Head::StateBody | Head::RebelBody, Some(kind)) => kind,
        (Head::StateBody, None) => ActorKind::StateForces,
        (Head::RebelBody, None) => ActorKind::RebelGroup,
    })
}

fn is_collective(tokens: &[Token], of: usize) -> bool {
    tokens.get(of).is_some_and(|token| token.is("of"))
        && tokens.get(of - 1).is_some_and(|token| {
            matches!(
                token.lower.as_str(),
                "group"
                    | "groups"
                    | "crowd"
                    | "number"
                    | "dozens"
                    | "hundreds"
                    | "thousands"
                    | "band"
                    | "handful"
                    | "scores"
            )
        })
        && tokens.get(of + 1).is_some_and(|token| !token.capital)
}

/// Whether a word can be the head noun of a described group.
pub fn is_head(word: &str) -> bool {
    GROUPS.heads.contains_key(singular_owner(word))
}

fn singular_owner(word: &str) -> &str {
    word.strip_suffix("'s").unwrap_or(word)
}

fn modifier(word: &str) -> Option<ActorKind> {
    GROUPS.modifiers.get(word).copied()
}

/// "Aid workers", "media workers", "opposition leader": general nouns that a modifier decides.
fn takes_modifier(phrase: &[Token], at: usize) -> bool {
    phrase.get(at).is_some_and(|token| {
        matches!(
            token.lower.as_str(),
            "worker"
                | "workers"
                | "employee"
                | "employees"
                | "leader"
                | "driver"
                | "drivers"
                | "members"
                | "member"
                | "men"
                | "man"
                | "youths"
                | "body"
                | "bodies"
                | "corpses"
                | "dead"
                | "casualties"
                | "suspects"
                | "prisoners"
        )
    })
}

/// Words of office in `tokens` from `at`: the index past them.
pub fn office_at(tokens: &[Token], at: usize) -> Option<usize> {
    GROUPS.offices.iter().find_map(|office| {
        let here = tokens.get(at..at + office.len())?;
        let same = here.iter().zip(office).all(|(token, word)| token.lower == *word);
        same.then_some(at + office.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokens;

    #[test]
    fn group_tables_parse() {
        let text = include_str!("../../data/groups.toml");
        assert!(toml::from_str::<Tables>(text).is_ok());
        assert!(GROUPS.heads.len() > 200);
    }

    #[test]
    fn kinds_follow_the_head_noun() {
        for (words, expected) in [
            ("civilians", ActorKind::Civilians),
            ("local residents", ActorKind::Civilians),
            ("humanitarian workers", ActorKind::AidWorkers),
            ("aid workers", ActorKind::AidWorkers),
            ("factory workers", ActorKind::Civilians),
            ("rebel forces", ActorKind::RebelGroup),
            ("government forces", ActorKind::StateForces),
            ("the group", ActorKind::RebelGroup),
            ("coalition forces", ActorKind::ExternalForces),
            ("extremist bodies", ActorKind::RebelGroup),
            ("armed men", ActorKind::RebelGroup),
            ("a group of hooded youths", ActorKind::RebelGroup),
            ("three journalists", ActorKind::Journalists),
            ("riot police", ActorKind::StateForces),
            ("residents of the army town", ActorKind::Civilians),
            ("rescue teams", ActorKind::AidWorkers),
            ("tribal fighters", ActorKind::RebelGroup),
            ("militia", ActorKind::PoliticalMilitia),
            ("masked gunmen", ActorKind::RebelGroup),
            ("protesters", ActorKind::Protesters),
            ("doctors", ActorKind::HealthWorkers),
        ] {
            assert_eq!(kind_of_group(&tokens(words, 0)), Some(expected), "{words}");
        }
        assert_eq!(kind_of_group(&tokens("trees", 0)), None);
    }
}
