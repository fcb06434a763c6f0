//! Numbers in digits and words, read from tokens.
//!
//! Grammar of English number words: units and tens add, scales multiply ("two hundred and six
//! thousand four"); digits may stand before a scale ("1.5 million", "3 hundred and 21").

use std::{collections::HashMap, sync::LazyLock};

use serde::Deserialize;

use crate::tokens::{Token, TokenKind};

#[derive(Default, Deserialize)]
struct Words {
    cardinals: HashMap<String, u64>,
    scales: HashMap<String, u64>,
    ordinals: HashMap<String, u64>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../lexicon/en/numbers.toml")).unwrap_or_default()
});

/// A number read from tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// The value.
    pub value: f64,
    /// Index just past its last token.
    pub next: usize,
    /// Whether it is made of digits alone, without scale or separator.
    pub bare: bool,
}

/// The value of a cardinal word ("seven"), if it is one.
pub fn cardinal_word(word: &str) -> Option<u64> {
    WORDS.cardinals.get(word).copied()
}

/// The value of a scale word ("million"), if it is one.
pub fn scale_word(word: &str) -> Option<u64> {
    WORDS.scales.get(word).copied()
}

/// Reads a cardinal number at `at`.
pub fn cardinal(tokens: &[Token], at: usize) -> Option<Numeral> {
    let first = tokens.get(at)?;
    let start = match first.kind {
        TokenKind::Digits => digits(tokens, at)?,
        TokenKind::Word => word_group(tokens, at)?,
        TokenKind::Sign => return None,
    };
    Some(scaled(tokens, start))
}

/// Reads an ordinal at `at`: "3rd", "third", "twenty-first". The value and the next index.
pub fn ordinal(tokens: &[Token], at: usize) -> Option<(u64, usize)> {
    let first = tokens.get(at)?;
    if first.kind == TokenKind::Digits {
        let suffix = tokens.get(at + 1)?;
        let fits = matches!(suffix.lower.as_str(), "st" | "nd" | "rd" | "th") && !suffix.spaced;
        return Some((first.lower.parse().ok()?, at + 2)).filter(|_| fits);
    }
    if let Some(&value) = WORDS.ordinals.get(&first.lower) {
        return Some((value, at + 1));
    }
    let tens = cardinal_word(&first.lower).filter(|value| (20..100).contains(value))?;
    let at = at + 1 + usize::from(tokens.get(at + 1).is_some_and(|token| token.is("-")));
    let &unit = WORDS.ordinals.get(&tokens.get(at)?.lower)?;
    (unit < 10).then_some((tens + unit, at + 1))
}

/// Digits with thousands separators (comma, thin or plain space before exactly three digits) and a
/// decimal part.
fn digits(tokens: &[Token], at: usize) -> Option<Numeral> {
    let first = tokens.get(at)?;
    let mut value: f64 = first.lower.parse().ok()?;
    let (mut next, mut bare) = (at + 1, true);
    let short = first.lower.len() <= 3 && !first.lower.starts_with('0');
    while let Some((group, after)) = thousands(tokens, next, bare).filter(|_| short) {
        value = value * 1000.0 + group;
        (next, bare) = (after, false);
    }
    if let Some((fraction, after)) = decimals(tokens, next) {
        value += fraction;
        (next, bare) = (after, false);
    }
    Some(Numeral { value, next, bare })
}

fn thousands(tokens: &[Token], at: usize, first: bool) -> Option<(f64, usize)> {
    let sign = tokens.get(at)?;
    let three = |token: &Token| token.kind == TokenKind::Digits && token.lower.len() == 3;
    if three(sign) && sign.spaced {
        // "14 000": a group parted by a space; a following group must look the same.
        return Some((sign.lower.parse().ok()?, at + 1));
    }
    let group = tokens.get(at + 1)?;
    let comma = sign.is(",") && !sign.spaced && three(group);
    // "61, 000" is a slip seen in agency copy: the group is all noughts.
    let slip = first && group.spaced && group.is("000");
    (comma && (!group.spaced || slip)).then_some((group.lower.parse().ok()?, at + 2))
}

fn decimals(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let (point, digits) = (tokens.get(at)?, tokens.get(at + 1)?);
    let fits = point.is(".") && !point.spaced && !digits.spaced && digits.kind == TokenKind::Digits;
    let value: f64 = format!("0.{}", digits.lower).parse().ok().filter(|_| fits)?;
    Some((value, at + 2))
}

/// A group of number words below a scale: "twenty-one", "six".
fn word_group(tokens: &[Token], at: usize) -> Option<Numeral> {
    let word = &tokens.get(at)?.lower;
    if let Some(value) = cardinal_word(word) {
        let mut numeral = Numeral { value: value as f64, next: at + 1, bare: false };
        if (20..100).contains(&value)
            && let Some((unit, next)) = unit_after(tokens, at + 1)
        {
            numeral.value += unit as f64;
            numeral.next = next;
        }
        return Some(numeral);
    }
    // "a hundred", "a million"
    let scale = tokens.get(at + 1).and_then(|token| scale_word(&token.lower));
    let plural = tokens.get(at + 1).is_some_and(|token| token.lower.ends_with('s'));
    (word == "a" && scale.is_some() && !plural).then_some(Numeral {
        value: 1.0,
        next: at + 1,
        bare: false,
    })
}

fn unit_after(tokens: &[Token], at: usize) -> Option<(u64, usize)> {
    let hyphen = tokens.get(at).is_some_and(|token| token.is("-"));
    let at = at + usize::from(hyphen);
    let unit = cardinal_word(&tokens.get(at)?.lower).filter(|unit| (1..10).contains(unit))?;
    Some((unit, at + 1))
}

/// Multiplies and adds on from a first group: "two | hundred and six thousand | and forty".
fn scaled(tokens: &[Token], first: Numeral) -> Numeral {
    let (mut total, mut group, mut numeral) = (0.0, first.value, first);
    let mut last_scale = f64::INFINITY;
    while let Some(token) = tokens.get(numeral.next) {
        let singular = !token.lower.ends_with('s') || token.is("lakhs") || token.is("crores");
        if let Some(scale) = scale_word(&token.lower).filter(|_| singular) {
            let scale = scale as f64;
            if scale >= last_scale && scale > 100.0 {
                break;
            }
            if scale == 100.0 {
                group *= scale;
            } else {
                total += group * scale;
                group = 0.0;
                last_scale = scale;
            }
            numeral.next += 1;
            numeral.bare = false;
            continue;
        }
        let Some(addend) = addend(tokens, numeral.next, group, last_scale) else { break };
        group += addend.value;
        numeral.next = addend.next;
    }
    numeral.value = total + group;
    numeral
}

/// What may be added after a scale: "(and) forty-two"; only below the scale just read.
fn addend(tokens: &[Token], at: usize, group: f64, last_scale: f64) -> Option<Numeral> {
    let open = (group == 0.0 && last_scale.is_finite()) || (group >= 100.0 && group % 100.0 == 0.0);
    if !open {
        return None;
    }
    let and = tokens.get(at).is_some_and(|token| token.is("and"));
    let at = at + usize::from(and);
    let token = tokens.get(at)?;
    // Bare digits only follow "and" after a scale word: "3 hundred and 21".
    let numeral = match token.kind {
        TokenKind::Word if !token.is("a") => word_group(tokens, at)?,
        TokenKind::Digits if !and && !scaled_next(tokens, at) => return None,
        TokenKind::Digits => digits(tokens, at)?,
        _ => return None,
    };
    // "3 hundred and 2 hundred" are two numbers.
    if group >= 100.0 && tokens.get(numeral.next).is_some_and(|token| token.is("hundred")) {
        return None;
    }
    let scale_before = |token: &Token| scale_word(&token.lower).is_some();
    let after_scale = at.checked_sub(1 + usize::from(and)).and_then(|i| tokens.get(i));
    // "killed one hundred and two were wounded" is ambiguous; news style has no such clause.
    (after_scale.is_some_and(scale_before) && numeral.value > 0.0).then_some(numeral)
}

/// Whether digits are followed by a hundred: "4 thousand 3 hundred".
fn scaled_next(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|token| token.is("hundred"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokens;

    #[track_caller]
    fn check(text: &str, expected: f64) {
        let cut = tokens(text, 0);
        let found = cardinal(&cut, 0).unwrap();
        assert_eq!((found.value, found.next), (expected, cut.len()), "{text}");
    }

    #[test]
    fn cardinals_are_read() {
        check("12", 12.0);
        check("1,200", 1200.0);
        check("1 500", 1500.0);
        check("61, 000", 61000.0);
        check("9 300", 9300.0);
        check("1.5 million", 1_500_000.0);
        check("12,345,678", 12_345_678.0);
        check("a hundred", 100.0);
        check("one hundred and six", 106.0);
        check("one hundred and sixty-one", 161.0);
        check("two hundred and two thousand", 202_000.0);
        check("two thousand five hundred", 2500.0);
        check("twenty-one trillion three hundred", 21_000_000_000_300.0);
        check("fifty two", 52.0);
        check("3 million", 3e6);
        check("2.14 lakh", 214_000.0);
        check("322 hundred", 32200.0);
        check("4 thousand 3 hundred", 4300.0);
    }

    #[test]
    fn ordinals_are_read() {
        for (text, expected) in
            [("3rd", 3), ("first", 1), ("twenty-first", 21), ("twentieth", 20), ("31st", 31)]
        {
            let cut = tokens(text, 0);
            assert_eq!(ordinal(&cut, 0), Some((expected, cut.len())), "{text}");
        }
        assert_eq!(ordinal(&tokens("three", 0), 0), None);
    }

    #[test]
    fn word_tables_parse() {
        assert!(toml::from_str::<Words>(include_str!("../../../lexicon/en/numbers.toml")).is_ok());
    }
}
