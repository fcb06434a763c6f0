//! Cells and columns.

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
        }
    }
}

/// A column of a scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// Its name.
    pub name: &'static str,
    /// Its HXL tag; empty where HXL has none for it.
    pub hxl: &'static str,
}

/// A column with its HXL tag.
pub(crate) const fn column(name: &'static str, hxl: &'static str) -> Column {
    Column { name, hxl }
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
