//! Words of a text as the scan for names needs them.

use unicode_normalization::char::is_combining_mark;

/// A word: its byte range and its letters' case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Byte offset of its first letter.
    pub start: usize,
    /// Byte offset past its last letter.
    pub end: usize,
    /// How it is written.
    pub case: Case,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// Small first letter.
    Small,
    /// Capital first letter.
    Capital,
    /// Two or more letters, all capital.
    Upper,
    /// A script without case.
    Caseless,
    /// A number.
    Number,
}

impl Case {
    /// Whether a name may begin or end with a word written so.
    pub fn is_name(self) -> bool {
        matches!(self, Self::Capital | Self::Upper | Self::Caseless)
    }
}

impl Token {
    /// Its words in the text it was made from.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// Abbreviations whose period belongs to the name: states in the press's style, saints, forts.
const ABBREVIATIONS: &str = " Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Kans Ky La Mass \
    Md Mich Minn Miss Mo Mont Neb Nebr Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo Ont Que \
    Sask Alta ";

/// Words of a text in order. Apostrophes within a word belong to it, a possessive `'s` does not;
/// initials with periods ("U.S.") are one word; letters of scripts without spaces are a word each.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if !letter.is_alphanumeric() {
            at += letter.len_utf8();
            continue;
        }
        let end = word_end(text, at);
        out.push(Token { start: at, end, case: case_of(text.get(at..end).unwrap_or_default()) });
        at = end;
    }
    out
}

fn word_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    if let Some(length) = initials(rest) {
        return start + length;
    }
    let mut letters = rest.char_indices().peekable();
    let mut end = 0;
    while let Some((at, letter)) = letters.next() {
        if is_ideograph(letter) {
            return start + if at == 0 { letter.len_utf8() } else { at };
        }
        if letter.is_alphanumeric() || is_combining_mark(letter) {
            end = at + letter.len_utf8();
        } else if !(is_apostrophe(letter)
            && letters.peek().is_some_and(|(_, next)| next.is_alphanumeric())
            && !is_possessive(rest.get(at..).unwrap_or_default()))
        {
            break;
        }
    }
    let word = rest.get(..end).unwrap_or_default();
    let abbreviated = rest[end..].starts_with('.') && ABBREVIATIONS.contains(&format!(" {word} "));
    start + end + usize::from(abbreviated)
}

/// Length of initials with periods at the start of a text: "U.S.", "W.Va.", "D.C".
fn initials(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut at = 0;
    let mut parts = 0;
    loop {
        let letters = match bytes.get(at..) {
            Some([a, b'.', ..]) if a.is_ascii_uppercase() => 1,
            Some([a, b, b'.', ..])
                if parts > 0 && a.is_ascii_uppercase() && b.is_ascii_lowercase() =>
            {
                2
            }
            _ => break,
        };
        at += letters + 1;
        parts += 1;
    }
    (parts >= 2).then_some(at)
}

fn is_possessive(rest: &str) -> bool {
    let mut letters = rest.chars().skip(1);
    matches!(letters.next(), Some('s' | 'S')) && !letters.next().is_some_and(char::is_alphanumeric)
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ' | 'ʿ' | 'ʾ' | '`' | 'ـ')
}

fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{0E00}'..='\u{0E7F}')
}

fn case_of(word: &str) -> Case {
    let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
    let Some(first) = letters.next() else {
        return Case::Number;
    };
    if first.is_lowercase() {
        Case::Small
    } else if !first.is_uppercase() {
        Case::Caseless
    } else if letters.clone().next().is_some() && letters.all(|letter| !letter.is_lowercase()) {
        Case::Upper
    } else {
        Case::Capital
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let words: Vec<&str> = tokens(text).iter().map(|token| token.of(text)).collect();
        assert_eq!(words, expected, "{text}");
    }

    #[test]
    fn words_are_cut_where_names_need_it() {
        check("From Hajin to Sha'Fah,", &["From", "Hajin", "to", "Sha'Fah"]);
        check("Syria's north", &["Syria", "s", "north"]);
        check("the U.S. Army", &["the", "U.S.", "Army"]);
        check("Paris, Ky. (AP)", &["Paris", "Ky.", "AP"]);
        check("W.Va.", &["W.Va."]);
        check("Deir ez-Zor", &["Deir", "ez", "Zor"]);
        check("在北京", &["在", "北", "京"]);
        check("في الشعفة", &["في", "الشعفة"]);
        check("", &[]);
    }

    #[test]
    fn case_is_told() {
        let case = |word: &str| tokens(word)[0].case;
        assert_eq!(case("Hajin"), Case::Capital);
        assert_eq!(case("HAJIN"), Case::Upper);
        assert_eq!(case("هجين"), Case::Caseless);
        assert_eq!(case("12"), Case::Number);
    }
}
