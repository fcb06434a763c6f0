//! Keys under which names are found, however they are typed.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Signs that reports put into names or leave out: "Sha'Fah", "Shaʿfah", "Shafah".
const LEFT_OUT: &str = "'’‘ʼʻʿʾ`´ʹ";

/// Folds a name: lower case, no marks on letters, no apostrophes, hyphens as spaces.
pub(crate) fn fold(name: &str) -> String {
    name.nfkd()
        .filter(|letter| !is_combining_mark(*letter) && !LEFT_OUT.contains(*letter))
        .map(|letter| if is_hyphen(letter) { ' ' } else { letter })
        .flat_map(char::to_lowercase)
        .collect()
}

/// The folded names, one to a line, each once, in order of first appearance.
pub(crate) fn fold_all<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut lines: Vec<String> = Vec::new();
    for name in names {
        let key = fold(name);
        if !key.is_empty() && !lines.contains(&key) {
            lines.push(key);
        }
    }
    lines.join("\n")
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_they_are_typed() {
        let check = |name: &str, expected: &str| assert_eq!(fold(name), expected, "{name}");
        check("Sha'Fah", "shafah");
        check("Al-Bāghūz Fawqānī", "al baghuz fawqani");
        check("DEIR EZ–ZOR", "deir ez zor");
        check("الشعفة", "الشعفة");
        check("Київ", "киів");
        check("Йосипівка", "иосипівка");
        check("", "");
    }

    #[test]
    fn a_name_stands_once() {
        assert_eq!(fold_all(["Hajin", "HAJIN", "", "Syria"]), "hajin\nsyria");
    }
}
