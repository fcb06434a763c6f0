//! Which stretches of a text are names that the gazetteer holds.

use std::collections::HashSet;

use tidings_types::{CountryCode, EntityKind};

use crate::{
    fold::{bare, fold, is_article},
    gazetteer::Gazetteer,
    generic::is_generic,
    lookup::{Kind, kind_of_word},
    tokens::{Case, Token, tokens},
};

/// Words in the longest name looked for.
const LONGEST_NAME: usize = 6;

/// A name found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// Byte offset of its start.
    pub start: usize,
    /// Byte offset past its end.
    pub end: usize,
    /// Place or nationality.
    pub kind: EntityKind,
    /// Index of its first token, and past its last.
    pub tokens: (usize, usize),
    /// The key under which the gazetteer holds it.
    pub key: String,
    /// Whether a word for a kind of place belongs to it ("Anderson County").
    pub designated: bool,
    /// Whether it only sounds like a name of an imported pack, in a country spoken of.
    pub sounds: bool,
}

/// Names in a text, by rising start, without overlaps: at each word the longest name that begins
/// there.
///
/// Where countries are given, names that sound like one of theirs are found too.
pub(crate) fn scan(
    gazetteer: &Gazetteer,
    text: &str,
    countries: &HashSet<CountryCode>,
) -> Vec<Found> {
    let words = tokens(text);
    let all_upper = is_upper_case(&words);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match longest_at(gazetteer, text, &words, at, (all_upper, countries)) {
            Some(one) => {
                at = one.tokens.1;
                found.push(one);
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a whole text is upper case, so that capitals tell nothing.
pub(crate) fn is_upper_case(words: &[Token]) -> bool {
    let cased = |case| words.iter().filter(|word| word.case == case).count();
    cased(Case::Upper) > 20 && cased(Case::Upper) > 4 * (cased(Case::Small) + cased(Case::Capital))
}

fn longest_at(
    gazetteer: &Gazetteer,
    text: &str,
    words: &[Token],
    at: usize,
    (all_upper, countries): (bool, &HashSet<CountryCode>),
) -> Option<Found> {
    if !may_begin(text, words, at) {
        return None;
    }
    let limit = (at + 1..words.len().min(at + LONGEST_NAME))
        .find(|next| !joins(text, words[next - 1], words[*next]))
        .unwrap_or(words.len().min(at + LONGEST_NAME));
    let whole = whole_name(text, words, at, limit);
    (at + 1..=limit).rev().find_map(|end| {
        let last = words[end - 1];
        if !last.case.is_name() && last.case != Case::Number {
            return None;
        }
        if end < whole && end == at + 1 && !countries.is_empty() && is_generic(last.of(text)) {
            return None;
        }
        named(gazetteer, text, words, (at, end), all_upper).or_else(|| {
            let sounds = sounding(gazetteer, text, words, (at, end), countries);
            sounds.filter(|_| end == whole && !all_upper)
        })
    })
}

/// Where the name ends that begins at a word, with all its capitals and articles.
fn whole_name(text: &str, words: &[Token], at: usize, limit: usize) -> usize {
    let mut end = at + 1;
    while end < limit {
        let joined = end + 1 < limit && words[end + 1].case.is_name();
        match words[end].case {
            Case::Small if joined && links(text, words[end], words[end + 1]) => end += 2,
            Case::Small => break,
            _ => end += 1,
        }
    }
    end
}

/// Whether a small word belongs to the name about it: "al-", "bin".
fn links(text: &str, word: Token, next: Token) -> bool {
    let hyphen = text.get(word.end..next.start) == Some("-");
    let small = word.of(text);
    matches!(small, "al" | "el" | "bin" | "ibn") || hyphen && is_article(small)
}

/// A name that only sounds like one of an imported pack.
fn sounding(
    gazetteer: &Gazetteer,
    text: &str,
    words: &[Token],
    (first, past): (usize, usize),
    countries: &HashSet<CountryCode>,
) -> Option<Found> {
    if countries.is_empty() || words[first..past].iter().any(|word| word.case == Case::Number) {
        return None;
    }
    let (start, end) = (words[first].start, words[past - 1].end);
    let key = fold(text.get(start..end)?);
    let lists = &gazetteer.words;
    let plain = key.split(' ').all(|word| lists.english.contains(word));
    if plain || gazetteer.sounding_in(&key, countries).is_empty() {
        return None;
    }
    let kind = EntityKind::Place;
    Some(Found { start, end, kind, tokens: (first, past), key, designated: false, sounds: true })
}

/// A name begins with a capital, or with an Arabic article joined to one.
fn may_begin(text: &str, words: &[Token], at: usize) -> bool {
    let word = words[at];
    if word.case.is_name() {
        return true;
    }
    let article =
        matches!(word.of(text), "al" | "el" | "as" | "ash" | "ad" | "az" | "ar" | "an" | "at");
    let joined = |next: &Token| text.get(word.end..next.start) == Some("-");
    article && words.get(at + 1).is_some_and(|next| next.case.is_name() && joined(next))
}

/// Whether two neighbouring words may belong to one name.
fn joins(text: &str, one: Token, next: Token) -> bool {
    match text.get(one.end..next.start).unwrap_or_default() {
        "" => one.case == Case::Caseless,
        " " | "-" | "\u{a0}" | "‑" | " & " => true,
        ". " => matches!(one.of(text), "St" | "Mt" | "Ft" | "Ste" | "Pt"),
        _ => false,
    }
}

fn named(
    gazetteer: &Gazetteer,
    text: &str,
    words: &[Token],
    (first, past): (usize, usize),
    all_upper: bool,
) -> Option<Found> {
    let (start, end) = (words[first].start, words[past - 1].end);
    let written = text.get(start..end)?;
    let key = fold(written);
    let found = |kind, key: String, designated| {
        Some(Found { start, end, kind, tokens: (first, past), key, designated, sounds: false })
    };
    if gazetteer.demonyms.holds(&key) {
        return found(EntityKind::Nationality, key, false);
    }
    if too_short(written, &key, all_upper) {
        return None;
    }
    if gazetteer.has_name(&key) {
        return found(EntityKind::Place, key, false);
    }
    // "Anderson County", where the gazetteer holds the county as "Anderson".
    if past - first >= 2 && words[past - 1].case.is_name() {
        let stem = fold(text.get(start..words[past - 2].end)?);
        let division = matches!(kind_of_word(&fold(words[past - 1].of(text))), Some(Kind::Admin2));
        if division && gazetteer.has_name(&stem) && stem.len() > 2 {
            return found(EntityKind::Place, stem, true);
        }
    }
    let key = bare(&key).filter(|key| gazetteer.has_name(key))?;
    found(EntityKind::Place, key, false)
}

/// Names of one or two letters are taken only as written capitals ("US", "UK"); a single word of
/// a caseless script needs three letters.
fn too_short(written: &str, key: &str, all_upper: bool) -> bool {
    let letters = key.chars().count();
    let upper = written.chars().all(|letter| letter.is_uppercase() || letter == '.');
    let ideographs = key.chars().any(|letter| letter > '\u{2E80}');
    match letters {
        0 | 1 => true,
        2 => !ideographs && (all_upper || !upper),
        3 => written.chars().next().is_some_and(char::is_lowercase),
        _ => false,
    }
}
