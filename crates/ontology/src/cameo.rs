//! CAMEO's list of codes.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Codes with their scores and names, one a line, parted by tabs; see the file's first line.
const LIST: &str = include_str!("../../../ontology/cameo.tsv");

/// A code of CAMEO (version 1.1b3, as GDELT and ICEWS use it).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cameo {
    /// Two to four digits: the root, the base, the code below it.
    pub code: &'static str,
    /// Goldstein's score as GDELT prints it, -10 (most conflict) to 10 (most cooperation).
    pub goldstein: f64,
    /// Short name.
    pub name: &'static str,
}

/// CAMEO's 20 root codes, each with its quad class: 1 verbal cooperation, 2 material cooperation,
/// 3 verbal conflict, 4 material conflict.
pub const CAMEO_ROOTS: [(&str, u8); 20] = [
    ("01", 1),
    ("02", 1),
    ("03", 1),
    ("04", 1),
    ("05", 1),
    ("06", 2),
    ("07", 2),
    ("08", 2),
    ("09", 3),
    ("10", 3),
    ("11", 3),
    ("12", 3),
    ("13", 3),
    ("14", 4),
    ("15", 4),
    ("16", 4),
    ("17", 4),
    ("18", 4),
    ("19", 4),
    ("20", 4),
];

/// The entry of a code; `None` for one that CAMEO does not hold.
pub fn cameo(code: &str) -> Option<&'static Cameo> {
    static CODES: LazyLock<BTreeMap<&str, Cameo>> =
        LazyLock::new(|| LIST.lines().filter_map(entry).map(|it| (it.code, it)).collect());
    CODES.get(code)
}

/// Quad class of a CAMEO code, by its root.
pub fn cameo_quad(code: &str) -> Option<u8> {
    let root = code.get(..2)?;
    CAMEO_ROOTS.iter().find(|(known, _)| *known == root).map(|(_, quad)| *quad)
}

/// A line of the list; none for a remark.
fn entry(line: &'static str) -> Option<Cameo> {
    let mut fields = line.split('\t');
    let (code, score, name) = (fields.next()?, fields.next()?, fields.next()?);
    Some(Cameo { code, goldstein: score.parse().ok()?, name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_code_under_its_root() {
        let lines = LIST.lines().filter(|line| !line.starts_with('#'));
        let mut count = 0;
        for line in lines {
            let told = entry(line).unwrap();
            assert_eq!(cameo(told.code), Some(&told), "given twice");
            assert!((2..=4).contains(&told.code.len()) && told.goldstein.abs() <= 10.0, "{line}");
            assert!(cameo_quad(told.code).is_some() && !told.name.is_empty(), "{line}");
            assert!(told.code.len() == 2 || cameo(&told.code[..told.code.len() - 1]).is_some());
            count += 1;
        }
        assert!(count > 300, "{count}");
        assert!(CAMEO_ROOTS.iter().all(|(root, _)| cameo(root).is_some()));
    }

    #[test]
    fn codes_are_looked_up() {
        let check = |code: &str, expected: Option<(f64, u8)>| {
            let found = cameo(code).map(|it| (it.goldstein, cameo_quad(it.code).unwrap()));
            assert_eq!(found, expected, "{code}");
        };
        check("0874", Some((10.0, 2)));
        check("190", Some((-10.0, 4)));
        check("042", Some((1.9, 1)));
        check("112", Some((-2.0, 3)));
        check("0875", None);
        check("99", None);
    }
}
