//! The word tables of counting, read once from `lexicon/en/counting.toml`.

use std::{collections::HashMap, sync::LazyLock};

use serde::Deserialize;

use crate::tokens::{Token, tokens};

/// Which nouns a number may stand with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Person,
    Household,
    Home,
    Device,
    Weapon,
    /// Nothing told: "12 wounded".
    Bare,
}

/// How a cue stands to its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// After what is counted, or before it as a verb.
    Done,
    /// Only before.
    Doing,
    /// What is counted itself.
    Noun,
}

/// Kinds of quantity, in the order in which they are asked.
pub(super) const KINDS: [&str; 15] = [
    "killed",
    "injured",
    "missing",
    "detained",
    "abducted",
    "released",
    "surrendered",
    "evacuated",
    "displaced",
    "returned",
    "trapped",
    "homes",
    "devices",
    "weapons",
    "affected",
];

#[derive(Default, Deserialize)]
struct Cues {
    done: Vec<String>,
    doing: Vec<String>,
    nouns: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Units {
    households: Vec<String>,
    homes: Vec<String>,
    devices: Vec<String>,
    weapons: Vec<String>,
    measures: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Marks {
    part: Vec<String>,
    stock: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Tables {
    #[serde(flatten)]
    kinds: HashMap<String, Entry>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Entry {
    Cues(Cues),
    Units(Units),
    Marks(Marks),
}

/// A cue phrase.
#[derive(Debug)]
struct Cue {
    words: Vec<String>,
    kind: &'static str,
    side: Side,
}

pub(super) struct Words {
    by_first: HashMap<String, Vec<Cue>>,
    units: Units,
    marks: [Vec<Vec<String>>; 2],
}

/// A set of marks.
#[derive(Clone, Copy)]
pub(super) enum Mark {
    Part,
    Stock,
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let text = include_str!("../../../../lexicon/en/counting.toml");
    Words::new(toml::from_str(text).unwrap_or_default())
});

fn phrase(text: &str) -> Vec<String> {
    tokens(text, 0).into_iter().map(|token| token.lower).collect()
}

impl Words {
    fn new(tables: Tables) -> Self {
        let mut words =
            Self { by_first: HashMap::new(), units: Units::default(), marks: Default::default() };
        let all = KINDS.into_iter().chain(["reached", "protesters", "fighters"]);
        let mut kinds = tables.kinds;
        for kind in all {
            if let Some(Entry::Cues(cues)) = kinds.remove(kind) {
                words.enter(kind, Side::Done, &cues.done);
                words.enter(kind, Side::Doing, &cues.doing);
                words.enter(kind, Side::Noun, &cues.nouns);
            }
        }
        if let Some(Entry::Units(units)) = kinds.remove("units") {
            words.units = units;
        }
        if let Some(Entry::Marks(marks)) = kinds.remove("marks") {
            let list = |phrases: Vec<String>| phrases.iter().map(|text| phrase(text)).collect();
            words.marks = [list(marks.part), list(marks.stock)];
        }
        for cues in words.by_first.values_mut() {
            cues.sort_by_key(|cue| std::cmp::Reverse(cue.words.len()));
        }
        words
    }

    fn enter(&mut self, kind: &'static str, side: Side, phrases: &[String]) {
        for text in phrases {
            let words = phrase(text);
            let Some(first) = words.first().cloned() else { continue };
            self.by_first.entry(first).or_default().push(Cue { words, kind, side });
        }
    }

    /// Cues that begin at `at`: kind, side and the index past them; the longest first.
    pub(super) fn cues<'w>(
        &'w self,
        tokens: &'w [Token],
        at: usize,
    ) -> impl Iterator<Item = (&'static str, Side, usize)> + 'w {
        let cues = tokens.get(at).and_then(|token| self.by_first.get(&token.lower));
        cues.into_iter().flatten().filter_map(move |cue| {
            let here = tokens.get(at..at + cue.words.len())?;
            let same = here.iter().zip(&cue.words).all(|(token, word)| token.lower == *word);
            same.then_some((cue.kind, cue.side, at + cue.words.len()))
        })
    }

    /// Whether a word is a measure, so that its number counts nothing.
    pub(super) fn is_measure(&self, word: &str) -> bool {
        self.units.measures.iter().any(|measure| measure == word)
    }

    /// The class of a noun.
    pub(super) fn class(&self, word: &str) -> Option<Class> {
        let has = |list: &[String]| list.iter().any(|known| known == word);
        if has(&self.units.households) {
            Some(Class::Household)
        } else if has(&self.units.homes) {
            Some(Class::Home)
        } else if has(&self.units.devices) {
            Some(Class::Device)
        } else if has(&self.units.weapons) {
            Some(Class::Weapon)
        } else if crate::actors::is_head(word) || matches!(word, "others" | "other") {
            Some(Class::Person)
        } else {
            None
        }
    }

    /// Whether a phrase of `mark` stands at `at`.
    pub(super) fn marks(&self, mark: Mark, tokens: &[Token], at: usize) -> Option<usize> {
        let [part, stock] = &self.marks;
        let list = match mark {
            Mark::Part => part,
            Mark::Stock => stock,
        };
        list.iter().find_map(|words| {
            let here = tokens.get(at..at + words.len())?;
            let same = here.iter().zip(words).all(|(token, word)| token.lower == *word);
            same.then_some(at + words.len())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_tables_parse() {
        assert!(WORDS.by_first.len() > 150);
        assert!(WORDS.units.measures.len() > 50);
        assert!(WORDS.marks.iter().all(|list| list.len() > 5));
    }
}
