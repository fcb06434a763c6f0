//! Sentences to tokens with exact byte offsets.

use tidings_types::Span;

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Lower case: "village".
    Lower,
    /// First letter upper case: "Hajin", "Sha'Fah", "O'Brien".
    Capital,
    /// Two or more letters, all upper case: "SDF", "U.S.".
    Upper,
    /// Begins with a digit: "23", "1,500", "30-year-old".
    Number,
    /// Anything else, one character each.
    Mark,
}

/// A word, number or punctuation mark.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    /// Where it stands in the report's text.
    pub(crate) span: Span,
    /// Lower-case form with plain apostrophes.
    pub(crate) lower: String,
    /// How it is written.
    pub(crate) shape: Shape,
}

impl Token {
    fn new(text: &str, base: usize, start: usize, end: usize) -> Option<Self> {
        let word = text.get(start..end)?;
        let lower = word.to_lowercase().replace(['’', 'ʼ', '`'], "'");
        Some(Self { span: Span::new(base + start, base + end), lower, shape: shape(word) })
    }

    /// Whether it begins with a capital.
    pub(crate) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper)
    }
}

fn shape(word: &str) -> Shape {
    let Some(first) = word.chars().next() else { return Shape::Mark };
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    if first.is_numeric() {
        Shape::Number
    } else if letters == 0 {
        Shape::Mark
    } else if capitals == letters && letters > 1 {
        Shape::Upper
    } else if first.is_uppercase() || (capitals > 0 && !word.contains('-')) {
        Shape::Capital
    } else if capitals > 0 && word.split('-').any(|part| part.starts_with(char::is_uppercase)) {
        // "al-Qaeda" is a name, "pro-Iranian" is an adjective; both are capitalised words.
        Shape::Capital
    } else {
        Shape::Lower
    }
}

/// Splits the sentence at `span` of `text`. A span that does not fit gives no tokens.
pub(crate) fn tokenize(text: &str, span: Span) -> Vec<Token> {
    let Some(sentence) = span.of(text) else { return Vec::new() };
    let chars: Vec<(usize, char)> = sentence.char_indices().collect();
    let mut tokens = Vec::with_capacity(chars.len() / 5 + 1);
    let mut at = 0;
    while at < chars.len() {
        if chars[at].1.is_whitespace() {
            at += 1;
            continue;
        }
        let end = token_end(&chars, at);
        let end_byte = chars.get(end).map_or(sentence.len(), |(byte, _)| *byte);
        tokens.extend(Token::new(sentence, span.start as usize, chars[at].0, end_byte));
        at = end;
    }
    tokens
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&letter)
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ')
}

/// Index just past the token that starts at `start`.
fn token_end(chars: &[(usize, char)], start: usize) -> usize {
    let at = |index: usize| chars.get(index).map(|(_, letter)| *letter);
    if at(start).is_some_and(is_apostrophe)
        && let Some(length) = clitic_length(chars, start)
    {
        return start + length;
    }
    if !at(start).is_some_and(is_word) {
        return start + 1;
    }
    let mut end = start + 1;
    while let Some(letter) = at(end) {
        let joins = is_word(letter) || joins_words(chars, start, end, letter);
        if !joins {
            break;
        }
        if clitic_begins(chars, start, end) {
            break;
        }
        end += 1;
    }
    // The last point of "U.S." belongs to it.
    let dotted = chars[start..end].iter().any(|(_, letter)| *letter == '.');
    if dotted && at(end) == Some('.') && at(start).is_some_and(char::is_alphabetic) {
        end + 1
    } else {
        end
    }
}

/// Whether the mark at `index` joins the word before it to the one after.
fn joins_words(chars: &[(usize, char)], start: usize, index: usize, mark: char) -> bool {
    let before = chars.get(index - 1).map_or(' ', |(_, letter)| *letter);
    let after = chars.get(index + 1).map_or(' ', |(_, letter)| *letter);
    match mark {
        '-' | '‑' => is_word(before) && is_word(after),
        '.' if before.is_alphabetic() => {
            let single = index == start + 1 || chars[index - 2].1 == '.';
            single && after.is_alphabetic()
        }
        ',' | '.' | ':' => before.is_numeric() && after.is_numeric(),
        _ if is_apostrophe(mark) => is_word(before) && is_word(after),
        _ => false,
    }
}

/// Length of "'s", "'re", … at `start`, which must be an apostrophe.
fn clitic_length(chars: &[(usize, char)], start: usize) -> Option<usize> {
    let tail: String = chars[start + 1..]
        .iter()
        .take_while(|(_, c)| is_word(*c))
        .map(|(_, c)| *c)
        .take(3)
        .collect();
    let known = ["s", "re", "ve", "ll", "d", "m"].contains(&tail.to_lowercase().as_str());
    known.then(|| tail.chars().count() + 1)
}

/// Whether a clitic ("'s", "n't") begins at `index`, so that the word before it ends there.
fn clitic_begins(chars: &[(usize, char)], start: usize, index: usize) -> bool {
    let letter = |at: usize| chars.get(at).map(|(_, letter)| letter.to_ascii_lowercase());
    if chars.get(index).is_some_and(|(_, mark)| is_apostrophe(*mark)) {
        return clitic_length(chars, index).is_some();
    }
    let not = letter(index) == Some('n')
        && chars.get(index + 1).is_some_and(|(_, mark)| is_apostrophe(*mark))
        && letter(index + 2) == Some('t')
        && !chars.get(index + 3).is_some_and(|(_, next)| is_word(*next));
    not && index > start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &str) {
        let span = Span::new(0, text.len());
        let words: Vec<_> =
            tokenize(text, span).iter().map(|t| t.span.of(text).unwrap().to_owned()).collect();
        assert_eq!(words.join("|"), wanted);
    }

    #[test]
    fn words_and_marks() {
        check("The SDF's men didn't go.", "The|SDF|'s|men|did|n't|go|.");
        check("From Hajin to Sha’Fah, 1,500 left", "From|Hajin|to|Sha’Fah|,|1,500|left");
        check("U.S. forces, O'Brien and al-Qaeda", "U.S.|forces|,|O'Brien|and|al-Qaeda");
        check("“They’re here”—he said", "“|They|’re|here|”|—|he|said");
        check("won't can't 30-year-old 3.5km", "wo|n't|ca|n't|30-year-old|3.5km");
        check("rebels' camp", "rebels|'|camp");
        check("сёла Донбасса…", "сёла|Донбасса|…");
        check("", "");
    }

    #[test]
    fn a_span_that_does_not_fit_gives_nothing() {
        assert!(tokenize("é", Span::new(1, 2)).is_empty());
        assert!(tokenize("abc", Span::new(1, 9)).is_empty());
    }
}
