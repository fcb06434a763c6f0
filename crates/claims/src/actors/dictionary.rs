//! The actor dictionary: names, aliases and acronyms of armed groups and organisations, as data.

use std::{collections::HashMap, sync::LazyLock};

use serde::Deserialize;
use tidings_types::{ActorId, ActorKind, CountryCode, Span};

use crate::tokens::{Token, TokenKind};

/// An entry of the dictionary.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// Identity: `islamic-state`.
    pub id: ActorId,
    /// Canonical name.
    pub name: String,
    /// What kind.
    pub kind: ActorKind,
    /// Home country, if it has one.
    pub country: Option<CountryCode>,
    /// First year in which it existed, if known.
    pub valid_from: Option<i16>,
    /// Last year in which it existed, if it ended.
    pub valid_to: Option<i16>,
    /// The actor it belongs to.
    pub parent: Option<ActorId>,
}

/// A row of `actors.csv`; lists are parted by `|`.
#[derive(Deserialize)]
struct Row {
    id: String,
    name: String,
    aliases: String,
    acronyms: String,
    kind: String,
    country: String,
    valid_from: Option<i16>,
    valid_to: Option<i16>,
    parent: String,
}

/// What is wrong with a table of actors.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DictionaryError {
    /// A row that is no row: wrong number of fields, a year that is no number.
    #[error("actors: {0}")]
    Row(#[from] csv::Error),
    /// A kind that is none of the known ones.
    #[error("actors: line {line}: unknown kind {kind:?} of {id:?}")]
    Kind {
        /// Line in the file, from 1.
        line: u64,
        /// The row's id.
        id: String,
        /// What stands there.
        kind: String,
    },
    /// A country that is not three letters.
    #[error("actors: line {line}: country {country:?} of {id:?} is not three letters")]
    Country {
        /// Line in the file, from 1.
        line: u64,
        /// The row's id.
        id: String,
        /// What stands there.
        country: String,
    },
}

/// How a name was written in the dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Writing {
    /// A name: any case, but with a capital somewhere.
    Name,
    /// An acronym: capitals as given.
    Acronym,
}

#[derive(Clone, Debug)]
struct Entry {
    words: Vec<String>,
    writing: Writing,
    /// The acronym as it must be written.
    letters: String,
    actor: usize,
}

/// Names and acronyms, searchable in tokens.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    actors: Vec<Actor>,
    by_first_word: HashMap<String, Vec<Entry>>,
    by_id: HashMap<String, usize>,
}

/// A dictionary name found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<'d> {
    /// The name as it stands, without article.
    pub span: Span,
    /// Actors it may mean; more than one for a shared acronym.
    pub actors: Vec<&'d Actor>,
    /// Index of the first token.
    pub first: usize,
    /// Index just past the last token.
    pub next: usize,
}

const EMBEDDED: &str = include_str!("../../data/actors.csv");

static AMBIGUOUS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/ambiguous-acronyms.txt").lines();
    lines.filter(|line| !line.starts_with('#') && !line.is_empty()).collect()
});

impl Dictionary {
    /// The dictionary compiled in.
    pub fn embedded() -> &'static Self {
        static DICTIONARY: LazyLock<Dictionary> =
            LazyLock::new(|| Dictionary::default().extended(EMBEDDED).unwrap_or_default());
        &DICTIONARY
    }

    /// This dictionary with the rows of a CSV text added; a row with a known id replaces it.
    ///
    /// # Errors
    /// The row and what is wrong with it.
    pub fn extended(mut self, rows: &str) -> Result<Self, DictionaryError> {
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(rows.as_bytes());
        for (index, row) in reader.deserialize().enumerate() {
            // The header is line 1.
            let line = index as u64 + 2;
            self.add(&row?, line)?;
        }
        for entries in self.by_first_word.values_mut() {
            entries.sort_by(|a, b| b.words.len().cmp(&a.words.len()).then(a.actor.cmp(&b.actor)));
        }
        Ok(self)
    }

    /// All actors, in file order.
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// The actor with this id.
    pub fn get(&self, id: &ActorId) -> Option<&Actor> {
        self.by_id.get(&id.0).and_then(|&index| self.actors.get(index))
    }

    /// Whether `actor` is `other` or belongs to it, over any number of parents.
    pub fn belongs_to(&self, actor: &ActorId, other: &ActorId) -> bool {
        let mut current = Some(actor);
        // A chain longer than this is a circle in the data.
        for _ in 0..8 {
            match current {
                Some(id) if id == other => return true,
                Some(id) => current = self.get(id).and_then(|actor| actor.parent.as_ref()),
                None => return false,
            }
        }
        false
    }

    /// Dictionary names in `tokens`, longest first where they begin together, without overlaps.
    /// `shouted` says that the text is all in capitals, where short acronyms that are words are
    /// not believed.
    pub fn find(&self, tokens: &[Token], text: &str, shouted: bool) -> Vec<Found<'_>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match self.at(tokens, at, text, shouted) {
                Some(name) => {
                    at = name.next.max(at + 1);
                    found.push(name);
                }
                None => at += 1,
            }
        }
        found
    }

    fn at(&self, tokens: &[Token], at: usize, text: &str, shouted: bool) -> Option<Found<'_>> {
        let first = tokens.get(at)?;
        let owner = first.lower.strip_suffix("'s").unwrap_or(&first.lower);
        let entries =
            [bare(&first.lower), bare(owner)].iter().find_map(|key| self.by_first_word.get(key))?;
        let best = entries.iter().find_map(|entry| {
            let next = matches(entry, tokens, at, text, shouted)?;
            Some((entry, next))
        });
        let (entry, next) = best?;
        let stop = entry.letters.ends_with('.')
            && tokens.get(next).is_some_and(|t| t.is(".") && !t.spaced);
        let next = next + usize::from(stop);
        let last = tokens.get(next - 1)?;
        let span = trimmed(first.span.cover(last.span), text);
        let same = |other: &&Entry| other.words == entry.words && other.writing == entry.writing;
        let actors = entries.iter().filter(same).filter_map(|e| self.actors.get(e.actor)).collect();
        Some(Found { span, actors, first: at, next })
    }

    fn add(&mut self, row: &Row, line: u64) -> Result<(), DictionaryError> {
        let id = row.id.trim().to_owned();
        let kind = kind(row.kind.trim()).ok_or_else(|| DictionaryError::Kind {
            line,
            id: id.clone(),
            kind: row.kind.clone(),
        })?;
        let country = match row.country.trim() {
            "" => None,
            code => Some(CountryCode::new(code).ok_or_else(|| DictionaryError::Country {
                line,
                id: id.clone(),
                country: code.to_owned(),
            })?),
        };
        let parent =
            Some(row.parent.trim()).filter(|p| !p.is_empty()).map(|p| ActorId(p.to_owned()));
        let actor = Actor {
            id: ActorId(id.clone()),
            name: row.name.clone(),
            kind,
            country,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            parent,
        };
        let index = self.place(id, actor);
        let names = std::iter::once(row.name.as_str()).chain(row.aliases.split('|'));
        for name in names {
            self.enter(name, Writing::Name, index);
        }
        for acronym in row.acronyms.split('|') {
            self.enter(acronym, Writing::Acronym, index);
        }
        Ok(())
    }

    /// Puts `actor` under its id, in the place of an older one with all its names.
    fn place(&mut self, id: String, actor: Actor) -> usize {
        if let Some(&index) = self.by_id.get(&id) {
            for entries in self.by_first_word.values_mut() {
                entries.retain(|entry| entry.actor != index);
            }
            if let Some(old) = self.actors.get_mut(index) {
                *old = actor;
            }
            return index;
        }
        self.actors.push(actor);
        self.by_id.insert(id, self.actors.len() - 1);
        self.actors.len() - 1
    }

    fn enter(&mut self, name: &str, writing: Writing, actor: usize) {
        // The article is no part of a name: spans leave it out.
        let name = name.trim().strip_prefix("the ").unwrap_or(name.trim());
        let words: Vec<String> =
            crate::tokens::tokens(name, 0).iter().map(|token| bare(&token.lower)).collect();
        let words: Vec<String> = words.into_iter().filter(|word| !is_joint(word)).collect();
        let Some(first) = words.first().cloned() else { return };
        let letters = name.to_owned();
        let entries = self.by_first_word.entry(first).or_default();
        if !entries.iter().any(|e| e.words == words && e.actor == actor && e.writing == writing) {
            entries.push(Entry { words, writing, letters, actor });
        }
    }
}

/// Index just past the name if `entry` stands at `at`. Hyphens and dots between words count for
/// nothing; the last word may carry an "'s".
fn matches(entry: &Entry, tokens: &[Token], at: usize, text: &str, shouted: bool) -> Option<usize> {
    let mut next = at;
    let last = entry.words.len() - 1;
    for (index, word) in entry.words.iter().enumerate() {
        while index > 0
            && tokens.get(next).is_some_and(|token| is_joint(&token.lower) && !token.spaced)
        {
            next += 1;
        }
        let token = tokens.get(next)?;
        let here = bare(&token.lower);
        let owned = index == last
            && here.strip_suffix('s').is_some_and(|stem| stem == word.as_str())
            && token.lower.ends_with("'s");
        let gap = index > 0 && entry.writing == Writing::Acronym && token.spaced;
        if (here != *word && !owned) || gap {
            return None;
        }
        next += 1;
    }
    let written = tokens.get(at)?.span.cover(tokens.get(next - 1)?.span).of(text)?;
    let fits = match entry.writing {
        Writing::Name => written.chars().any(char::is_uppercase),
        Writing::Acronym => acronym_fits(entry, written, tokens, at, next, shouted),
    };
    fits.then_some(next)
}

/// An acronym stands in its own capitals; one that is a word is not believed among capitals.
fn acronym_fits(
    entry: &Entry,
    written: &str,
    tokens: &[Token],
    at: usize,
    next: usize,
    shouted: bool,
) -> bool {
    let plain =
        written.strip_suffix("'s").or_else(|| written.strip_suffix("’s")).unwrap_or(written);
    let plain = plain.trim_end_matches(['\'', '’']);
    let same = plain == entry.letters || plain == format!("{}s", entry.letters);
    let doubtful = AMBIGUOUS.contains(&entry.letters.as_str());
    let joined = |token: Option<&Token>| token.is_some_and(|token| token.is("-") && !token.spaced);
    let inside = at > 0 && joined(tokens.get(at - 1)) && tokens.get(at).is_some_and(|t| !t.spaced);
    same && !(doubtful && shouted)
        && !(doubtful && inside)
        && !(entry.letters.chars().count() <= 2
            && tokens.get(next).is_some_and(|t| t.kind == TokenKind::Digits && !t.spaced))
}

/// Signs inside names that count for nothing.
fn is_joint(word: &str) -> bool {
    matches!(word, "-" | "." | "/" | "(" | ")" | "&")
}

/// A word without marks over letters and without apostrophes.
pub(super) fn bare(lower: &str) -> String {
    use crate::tokens::is_apostrophe;
    lower
        .chars()
        .filter(|&character| !is_apostrophe(character))
        .map(|character| match character {
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' => 'a',
            'é' | 'è' | 'ê' | 'ë' | 'ē' => 'e',
            'í' | 'ì' | 'î' | 'ï' | 'ī' => 'i',
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ō' => 'o',
            'ú' | 'ù' | 'û' | 'ü' | 'ū' => 'u',
            'ñ' => 'n',
            'ç' => 'c',
            'ş' | 'ṣ' | 'š' => 's',
            'ḥ' => 'h',
            'ṭ' => 't',
            'ğ' => 'g',
            other => other,
        })
        .collect()
}

/// The span without a possessive ending.
fn trimmed(span: Span, text: &str) -> Span {
    let words = span.of(text).unwrap_or_default();
    let cut = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s")).unwrap_or(words);
    Span { start: span.start, end: span.start + u32::try_from(cut.len()).unwrap_or_default() }
}

fn kind(word: &str) -> Option<ActorKind> {
    use ActorKind as K;
    let all = [
        K::StateForces,
        K::ExternalForces,
        K::Government,
        K::RebelGroup,
        K::PoliticalMilitia,
        K::IdentityMilitia,
        K::Protesters,
        K::Rioters,
        K::Civilians,
        K::AidWorkers,
        K::Journalists,
        K::HealthWorkers,
        K::InternationalOrganisation,
        K::Other,
    ];
    all.into_iter().find(|kind| kind.as_str() == word)
}
