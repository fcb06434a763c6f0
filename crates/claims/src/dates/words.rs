//! The word tables of date expressions, read once from `lexicon/en/dates.toml`.

use std::{collections::HashMap, sync::LazyLock};

use serde::Deserialize;

use crate::tokens::{Token, TokenKind, tokens};

use super::form::{DayPart, Part, Season, Unit, Which};

/// The tables.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let tables: Tables =
        toml::from_str(include_str!("../../../../lexicon/en/dates.toml")).unwrap_or_default();
    Words::new(tables)
});

#[derive(Default, Deserialize)]
struct List {
    words: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Tables {
    months: HashMap<String, i8>,
    doubtful_months: List,
    weekdays: HashMap<String, i8>,
    doubtful_weekdays: List,
    seasons: HashMap<String, String>,
    units: HashMap<String, String>,
    days: HashMap<String, i32>,
    dayparts: HashMap<String, String>,
    which: HashMap<String, String>,
    parts: HashMap<String, String>,
    present: List,
    past: List,
    future: List,
    sets: HashMap<String, String>,
    holidays: HashMap<String, [i8; 2]>,
}

/// Phrases by their first word, longest first.
struct Phrases<T>(HashMap<String, Vec<(Vec<String>, T)>>);

impl<T: Copy> Phrases<T> {
    fn new(entries: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut map: HashMap<String, Vec<(Vec<String>, T)>> = HashMap::new();
        for (phrase, value) in entries {
            let words: Vec<String> = tokens(&phrase, 0).into_iter().map(|t| t.lower).collect();
            let Some(first) = words.first().cloned() else { continue };
            map.entry(first).or_default().push((words, value));
        }
        for phrases in map.values_mut() {
            phrases.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        }
        Self(map)
    }

    fn at(&self, tokens: &[Token], at: usize) -> Option<(T, usize)> {
        let phrases = self.0.get(&tokens.get(at)?.lower)?;
        phrases.iter().find_map(|(words, value)| {
            let here = tokens.get(at..at + words.len())?;
            let same = here.iter().zip(words).all(|(token, word)| token.lower == *word);
            same.then_some((*value, at + words.len()))
        })
    }
}

/// A moment without a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    Past,
    Present,
    Future,
}

/// Lookups over the word tables.
pub(super) struct Words {
    tables: Tables,
    days: Phrases<i32>,
    dayparts: Phrases<DayPart>,
    moments: Phrases<Moment>,
    holidays: Phrases<(i8, i8)>,
}

impl Words {
    fn new(tables: Tables) -> Self {
        let days = Phrases::new(tables.days.iter().map(|(phrase, &shift)| (phrase.clone(), shift)));
        let dayparts = Phrases::new(
            tables
                .dayparts
                .iter()
                .filter_map(|(word, code)| Some((word.clone(), DayPart::new(code)?))),
        );
        let moment = |list: &List, moment| {
            list.words.iter().map(move |word| (word.clone(), moment)).collect::<Vec<_>>()
        };
        let moments = moment(&tables.past, Moment::Past)
            .into_iter()
            .chain(moment(&tables.present, Moment::Present))
            .chain(moment(&tables.future, Moment::Future));
        let moments = Phrases::new(moments);
        let holidays = Phrases::new(
            tables.holidays.iter().map(|(name, &[month, day])| (name.clone(), (month, day))),
        );
        Self { tables, days, dayparts, moments, holidays }
    }

    /// Month 1 to 12. What may be a verb ("may", "march", "mar") needs its capital.
    pub(super) fn month(&self, token: &Token) -> Option<i8> {
        if matches!(token.lower.as_str(), "may" | "march" | "mar") && !token.capital {
            return None;
        }
        self.tables.months.get(&token.lower).copied()
    }

    /// Month 1 to 12, whatever its capitals: for places where only a month can stand.
    pub(super) fn any_month(&self, token: &Token) -> Option<i8> {
        self.tables.months.get(&token.lower).copied()
    }

    /// Whether a month's word may be another word.
    pub(super) fn is_doubtful_month(&self, token: &Token) -> bool {
        self.tables.doubtful_months.words.contains(&token.lower)
    }

    /// Weekday 1 (Monday) to 7; a possessive ending is allowed.
    pub(super) fn weekday(&self, token: &Token) -> Option<i8> {
        let word = token.lower.strip_suffix("'s").unwrap_or(&token.lower);
        let doubtful = self.tables.doubtful_weekdays.words.iter().any(|doubt| doubt == word);
        if doubtful && !token.capital {
            return None;
        }
        self.tables.weekdays.get(word).copied()
    }

    /// Whether a weekday's short form may be another word.
    pub(super) fn is_doubtful_weekday(&self, token: &Token) -> bool {
        let word = token.lower.strip_suffix("'s").unwrap_or(&token.lower);
        self.tables.doubtful_weekdays.words.iter().any(|doubt| doubt == word)
    }

    /// Plural weekdays: "Sundays".
    pub(super) fn weekday_plural(&self, token: &Token) -> Option<i8> {
        let word = token.lower.strip_suffix('s').filter(|word| word.ends_with("day"))?;
        self.tables.weekdays.get(word).copied()
    }

    pub(super) fn season(&self, token: &Token) -> Option<Season> {
        let word = token.lower.strip_suffix("'s").unwrap_or(&token.lower);
        Season::new(self.tables.seasons.get(word)?)
    }

    pub(super) fn unit(&self, token: &Token) -> Option<Unit> {
        let word = token.lower.strip_suffix("'s").unwrap_or(&token.lower);
        let word = word.strip_suffix('\'').unwrap_or(word);
        Unit::new(self.tables.units.get(word)?)
    }

    pub(super) fn which(&self, token: &Token) -> Option<Which> {
        Which::new(self.tables.which.get(&token.lower)?)
    }

    pub(super) fn part(&self, token: &Token) -> Option<Part> {
        Part::new(self.tables.parts.get(&token.lower)?)
    }

    pub(super) fn set(&self, token: &Token) -> Option<&str> {
        self.tables.sets.get(&token.lower).map(String::as_str)
    }

    pub(super) fn day_shift(&self, tokens: &[Token], at: usize) -> Option<(i32, usize)> {
        self.days.at(tokens, at).or_else(|| {
            // "yesterday's"
            let token = tokens.get(at)?;
            let word = token.lower.strip_suffix("'s")?;
            Some((*self.tables.days.get(word)?, at + 1))
        })
    }

    pub(super) fn daypart(&self, tokens: &[Token], at: usize) -> Option<(DayPart, usize)> {
        self.dayparts.at(tokens, at)
    }

    pub(super) fn moment(&self, tokens: &[Token], at: usize) -> Option<(Moment, usize)> {
        self.moments.at(tokens, at)
    }

    pub(super) fn holiday(&self, tokens: &[Token], at: usize) -> Option<((i8, i8), usize)> {
        let sure = tokens.get(at)?.is("christmas") || tokens.get(at)?.is("new");
        if !tokens.get(at)?.capital && !sure {
            return None;
        }
        self.holidays.at(tokens, at)
    }
}

/// A calendar year of four digits, 1000 to 2199.
pub(super) fn year(token: &Token) -> Option<i16> {
    if token.kind != TokenKind::Digits || token.lower.len() != 4 {
        return None;
    }
    token.lower.parse().ok().filter(|year| (1000..2200).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_tables_parse() {
        let text = include_str!("../../../../lexicon/en/dates.toml");
        assert!(toml::from_str::<Tables>(text).is_ok());
        assert!(WORDS.tables.months.len() > 20);
    }
}
