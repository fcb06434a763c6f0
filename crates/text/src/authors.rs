//! What stands at the end of an article about its authors.

use crate::lines::folded;
use crate::pieces::Piece;

/// Most pieces at the end in which authors are presented.
const REACH: usize = 6;

/// Share of the prose that their presentation takes at most.
const LIGHT: f64 = 0.15;

/// `body` without the presentation of its authors at the end: from the first of its last pieces
/// that presents one on. `byline` holds their names.
pub fn without_authors<'a, 'b>(body: &'b [&'a Piece], byline: Option<&str>) -> &'b [&'a Piece] {
    let names = byline.map(names).unwrap_or_default();
    let total: usize = body.iter().map(|piece| piece.mass()).sum();
    let first = body.len().saturating_sub(REACH).max(1);
    let mut rest: usize = body.get(first..).unwrap_or_default().iter().map(|p| p.mass()).sum();
    for at in first..body.len() {
        let Some(piece) = body.get(at) else { break };
        if rest as f64 <= LIGHT * total as f64 && presents(piece, &names) {
            return body.get(..at - labels_before(body, at)).unwrap_or_default();
        }
        rest -= piece.mass();
    }
    body
}

/// The names in a byline: of two words or more.
fn names(byline: &str) -> Vec<String> {
    byline
        .split([',', ';', '&', '|'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|name| name.split_whitespace().count() >= 2 && name.len() <= 60)
        .map(str::to_lowercase)
        .collect()
}

/// Whether a piece presents an author: it opens with the name, whole or the first part of it, and
/// what they are or do; or it tells how to reach them.
fn presents(piece: &Piece, names: &[String]) -> bool {
    /// A presentation of more characters is a story of its own.
    const LONGEST: usize = 900;
    if piece.chars > LONGEST || !piece.is_prose() {
        return false;
    }
    let text = piece.text.to_lowercase();
    names.iter().any(|name| {
        let first = name.split_whitespace().next().unwrap_or_default();
        let opens = |head: &str, verbs: &[&str]| {
            let rest = text.strip_prefix(head);
            rest.is_some_and(|rest| verbs.iter().any(|verb| rest.starts_with(verb)))
        };
        opens(name, FULL_NAME)
            || (first.len() >= 3 && opens(first, FIRST_NAME))
            || (text.starts_with("follow ") && text.contains(name.as_str()))
            || (text.starts_with("contact ") && text.contains(name.as_str()))
    })
}

/// What follows a whole name that is presented.
const FULL_NAME: &[&str] = &[
    " is ",
    " was ",
    " has ",
    " writes ",
    " covers ",
    " reports ",
    " works ",
    " serves ",
    " joined ",
    " leads ",
    " edits ",
    " teaches ",
    " lives ",
    ", a ",
    ", an ",
    ", the ",
    " (she/",
    " (he/",
    " (they/",
];

/// What follows a first name that is presented: a story of a woman called as its author goes on
/// otherwise.
const FIRST_NAME: &[&str] = &[
    " is a ",
    " is an ",
    " is the ",
    " is our ",
    " has been ",
    " writes ",
    " covers ",
    " (she/",
    " (he/",
    " (they/",
];

/// How many of the pieces right before `at` are labels of the presentation: a name, an office.
fn labels_before(body: &[&Piece], at: usize) -> usize {
    /// "Associate Editor", "About the author".
    const WORDS: usize = 5;
    let before = body.get(..at).unwrap_or_default();
    let is_label = |piece: &&&Piece| {
        !piece.is_prose()
            && piece.text.split_whitespace().count() <= WORDS
            && !folded(&piece.text).is_empty()
            && !piece.text.ends_with(['.', '!', '?', '"', '”', ':'])
    };
    before.iter().rev().take(2).take_while(is_label).count()
}
