//! Acronyms that a report introduces in brackets: "Farabundo Marti National Liberation Front
//! [FMLN]", "Syrian Democratic Forces (SDF)".

use std::collections::BTreeMap;

use tidings_types::Span;

use crate::tokens::{Token, TokenKind};

/// Longest name, in words, that an acronym is looked for in.
const LONGEST_NAME: usize = 12;

/// Acronyms with the long name that stands before their first bracket.
pub fn introduced(tokens: &[Token], text: &str) -> BTreeMap<String, Span> {
    let mut learned = BTreeMap::new();
    for at in 1..tokens.len() {
        if let Some((acronym, name)) = bracket(tokens, at, text) {
            learned.entry(acronym).or_insert(name);
        }
    }
    learned
}

fn bracket(tokens: &[Token], at: usize, text: &str) -> Option<(String, Span)> {
    let open = tokens.get(at)?;
    if !open.is("(") && !open.is("[") {
        return None;
    }
    let close = (at + 1..tokens.len().min(at + 8)).find(|&i| {
        tokens
            .get(i)
            .is_some_and(|token| token.is(")") || token.is("]") || token.is(",") || token.is(";"))
    })?;
    let inside = tokens.get(at + 1)?.span.cover(tokens.get(close.checked_sub(1)?)?.span);
    let acronym = inside.of(text)?;
    if !is_acronym(acronym) {
        return None;
    }
    let name = name_before(tokens, at, acronym)?;
    Some((acronym.to_owned(), name))
}

/// Two to ten signs without space, at least two of them capitals and no more small than capital.
fn is_acronym(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let small = word.chars().filter(|c| c.is_lowercase()).count();
    let plain = word.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '/');
    (2..=10).contains(&word.chars().count()) && capitals >= 2 && small <= capitals && plain
}

/// The words before the bracket whose initials spell the acronym; small joining words and
/// unmatched words inside are passed over, but the first letter must be the first word's.
fn name_before(tokens: &[Token], bracket: usize, acronym: &str) -> Option<Span> {
    let letters: Vec<char> =
        acronym.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let last = tokens.get(bracket.checked_sub(1)?)?;
    let mut rest = letters.len();
    let mut start = bracket;
    for at in (bracket.saturating_sub(LONGEST_NAME)..bracket).rev() {
        let token = tokens.get(at)?;
        if token.is(".") || token.is(",") || token.is("(") || token.is(")") {
            break;
        }
        if token.kind != TokenKind::Word {
            continue;
        }
        let initial = token.lower.chars().next()?;
        if rest > 0 && letters.get(rest - 1) == Some(&initial) && token.capital {
            rest -= 1;
            start = at;
        }
        if rest == 0 {
            break;
        }
    }
    // At most one letter may stand for no word ("Hay'at Tahrir al-Sham [HTS]" stands in full).
    (rest == 0 && start < bracket).then_some(())?;
    Some(tokens.get(start)?.span.cover(last.span))
}
