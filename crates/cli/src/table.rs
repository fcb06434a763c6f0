//! Plain tables that read well without colour.

use std::io::{self, Write};

/// Rows of cells under a header, columns parted by two spaces.
pub struct Table {
    header: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these column names.
    pub fn new(header: &[&'static str]) -> Self {
        Self { header: header.to_vec(), rows: Vec::new() }
    }

    /// Adds a row, one cell for each column.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes the table; each column but the last is padded to its widest cell.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let header: Vec<String> = self.header.iter().map(|name| (*name).to_owned()).collect();
        let widths = self.widths();
        for row in std::iter::once(&header).chain(&self.rows) {
            let last = row.len().saturating_sub(1);
            for (column, cell) in row.iter().enumerate() {
                let gap = if column == last { 0 } else { widths[column] - width(cell) + 2 };
                write!(out, "{cell}{:gap$}", "")?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn widths(&self) -> Vec<usize> {
        let cells = |column: usize| self.rows.iter().map(move |row| width(&row[column])).max();
        let names = self.header.iter().enumerate();
        names.map(|(column, name)| cells(column).unwrap_or(0).max(width(name))).collect()
    }
}

/// Width in characters: near enough for names in most scripts.
fn width(cell: &str) -> usize {
    cell.chars().count()
}

/// Cuts `text` to at most `limit` characters, with an ellipsis where something was left out, and
/// joins its lines.
pub fn shorten(text: &str, limit: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if width(&line) <= limit {
        return line;
    }
    let mut cut: String = line.chars().take(limit.saturating_sub(1)).collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up() {
        let mut table = Table::new(&["what", "where"]);
        table.row(vec!["surrender".into(), "Baghuz".into()]);
        table.row(vec!["é".into(), "x".into()]);
        let mut out = Vec::new();
        table.write(&mut out).unwrap();
        let expected = "what       where\nsurrender  Baghuz\né          x\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn long_text_is_cut_by_characters() {
        assert_eq!(shorten("a\n b  c", 10), "a b c");
        assert_eq!(shorten("الشعفة وهجين", 4), "الش…");
    }
}
