//! Words, digit runs and single signs of a text with their byte offsets.

use tidings_types::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with apostrophes between letters.
    Word,
    /// Digits.
    Digits,
    /// One other sign.
    Sign,
}

/// A token of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Its characters in lower case, with typographic apostrophes and dashes made plain.
    pub lower: String,
    /// What it is made of.
    pub kind: TokenKind,
    /// Whether white space or the start of the text stands before it.
    pub spaced: bool,
    /// Whether its first letter is a capital.
    pub capital: bool,
}

impl Token {
    /// Whether this is the word or sign `lower`.
    pub fn is(&self, lower: &str) -> bool {
        self.lower == lower
    }
}

/// Cuts `text` into tokens; `offset` is added to all spans, so that a sentence can be cut with the
/// offsets of its report.
pub fn tokens(text: &str, offset: usize) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut characters = text.char_indices().peekable();
    let mut spaced = true;
    while let Some((start, character)) = characters.next() {
        if character.is_whitespace() {
            spaced = true;
            continue;
        }
        let kind = kind_of(character);
        let mut end = start + character.len_utf8();
        let mut lower = String::new();
        push_plain(&mut lower, character);
        while let Some(&(at, next)) = characters.peek() {
            if !continues(kind, next, text.get(at + next.len_utf8()..)) {
                break;
            }
            push_plain(&mut lower, next);
            end = at + next.len_utf8();
            characters.next();
        }
        let span = Span::new(offset + start, offset + end);
        found.push(Token { span, lower, kind, spaced, capital: character.is_uppercase() });
        spaced = false;
    }
    found
}

fn kind_of(character: char) -> TokenKind {
    if character.is_alphabetic() {
        TokenKind::Word
    } else if character.is_ascii_digit() {
        TokenKind::Digits
    } else {
        TokenKind::Sign
    }
}

fn continues(kind: TokenKind, next: char, after: Option<&str>) -> bool {
    match kind {
        TokenKind::Word if is_apostrophe(next) => {
            after.and_then(|rest| rest.chars().next()).is_some_and(char::is_alphabetic)
        }
        TokenKind::Word => next.is_alphabetic() || is_combining(next),
        TokenKind::Digits => next.is_ascii_digit(),
        TokenKind::Sign => false,
    }
}

/// Whether `character` is one of the apostrophes in use.
pub fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | 'ʼ' | 'ʿ' | 'ʾ' | '`' | '´')
}

fn is_combining(character: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&character)
}

fn push_plain(lower: &mut String, character: char) {
    match character {
        '–' | '—' | '‑' | '‒' | '−' => lower.push('-'),
        _ if is_apostrophe(character) => lower.push('\''),
        _ => lower.extend(character.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let cut: Vec<String> = tokens(text, 0).into_iter().map(|token| token.lower).collect();
        assert_eq!(cut.join(" "), expected, "{text}");
    }

    #[test]
    fn words_digits_and_signs_part() {
        check("On 3rd May, 1990", "on 3 rd may , 1990");
        check("Sha’Fah's 10–15 men", "sha'fah's 10 - 15 men");
        check("1990s at 5p.m.", "1990 s at 5 p . m .");
        check("", "");
        check("«Сини́»", "« сини́ »");
    }
}
