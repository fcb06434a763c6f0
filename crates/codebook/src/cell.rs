//! Cells and columns.

use jiff::civil::Date;
use serde::Serialize;

/// One value of a row.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum Cell {
    /// Not known, or not told.
    Empty,
    /// Words, a code, a date.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A measured number.
    Real(f64),
    /// A day, `2019-02-05` where it is text.
    Day(Date),
}

impl Cell {
    /// Words, or nothing where there are none.
    pub(crate) fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { Self::Empty } else { Self::Text(words) }
    }

    /// A count; empty where it is not known.
    pub(crate) fn count(number: Option<u64>) -> Self {
        number.map_or(Self::Empty, |number| Self::Whole(i64::try_from(number).unwrap_or(i64::MAX)))
    }

    /// A day, if it is known.
    pub(crate) fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    /// A measured number, if it is known.
    pub(crate) fn real(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, Self::Real)
    }

    /// Words, if there are any.
    pub(crate) fn words(words: Option<&str>) -> Self {
        Self::text(words.unwrap_or_default())
    }

    /// A list in one cell, parted as ACLED parts them.
    pub(crate) fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        Self::text(words.into_iter().collect::<Vec<_>>().join("; "))
    }

    /// The cell as it stands in delimited text. Words that a spreadsheet would run as a formula
    /// get an apostrophe in front: the words come from strangers.
    pub(crate) fn to_field(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(words) if words.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
                format!("'{words}")
            }
            Self::Text(words) => words.clone(),
            Self::Whole(number) => number.to_string(),
            Self::Real(number) => number.to_string(),
            Self::Day(day) => day.to_string(),
        }
    }
}

/// What stands in a column. Files with types have it so; in text all are words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Words and codes.
    Text,
    /// Whole numbers.
    Whole,
    /// Measured numbers.
    Real,
    /// Days.
    Day,
}

/// A column of a scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// Its name.
    pub name: &'static str,
    /// Its HXL tag; empty where HXL has none for it.
    pub hxl: &'static str,
    /// What stands in it.
    pub kind: Kind,
}

impl Column {
    /// The same, of whole numbers.
    pub(crate) const fn whole(self) -> Self {
        Self { kind: Kind::Whole, ..self }
    }

    /// The same, of measured numbers.
    pub(crate) const fn real(self) -> Self {
        Self { kind: Kind::Real, ..self }
    }

    /// The same, of days.
    pub(crate) const fn day(self) -> Self {
        Self { kind: Kind::Day, ..self }
    }
}

/// A column of words, with its HXL tag.
pub(crate) const fn column(name: &'static str, hxl: &'static str) -> Column {
    Column { name, hxl, kind: Kind::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_words_are_no_formula() {
        let check = |cell: Cell, expected: &str| assert_eq!(cell.to_field(), expected);
        check(Cell::text("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        check(Cell::text("@cmd"), "'@cmd");
        check(Cell::text("Hajin"), "Hajin");
        check(Cell::Real(-10.25), "-10.25");
        check(Cell::count(None), "");
    }
}
