//! Expressions of amount: the number, its hedge and the range they allow.

use tidings_types::{Qualifier, Span};

use crate::{
    dates, numerals,
    tokens::{Token, TokenKind, tokens},
};

/// An expression of amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// The whole expression with its hedge: "at least 12".
    pub span: Span,
    /// The number's own words: "12".
    pub number: Span,
    /// Lowest the words allow.
    pub low: Option<u64>,
    /// The number to use if one must be used.
    pub best: Option<u64>,
    /// Highest the words allow.
    pub high: Option<u64>,
    /// How it is hedged.
    pub qualifier: Qualifier,
    /// Index of the first token of the expression.
    pub first: usize,
    /// Index just past its last token.
    pub next: usize,
}

/// Lowest, best and highest value of the bare number.
struct Core {
    low: Option<u64>,
    best: Option<u64>,
    high: Option<u64>,
    vague: bool,
    next: usize,
}

impl Core {
    fn exact(value: u64, next: usize) -> Self {
        Self { low: Some(value), best: Some(value), high: Some(value), vague: false, next }
    }

    fn vague(next: usize) -> Self {
        Self { low: None, best: None, high: None, vague: true, next }
    }
}

/// All amounts of `text` that are no dates, in order; `offset` is added to the spans.
pub fn find(text: &str, offset: usize) -> Vec<Amount> {
    let cut = tokens(text, offset);
    let dates: Vec<Span> = dates::find(text, offset).into_iter().map(|date| date.core).collect();
    amounts(&cut, &dates)
}

/// Amounts in `tokens` outside `dates`.
pub(super) fn amounts(tokens: &[Token], dates: &[Span]) -> Vec<Amount> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match amount(tokens, at) {
            Some(amount) if !dates.iter().any(|date| date.overlaps(amount.number)) => {
                at = amount.next.max(at + 1);
                found.push(amount);
            }
            _ => at += 1,
        }
    }
    found
}

fn word(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| token.lower.as_str())
}

fn amount(tokens: &[Token], at: usize) -> Option<Amount> {
    let first = one_amount(tokens, at)?;
    both_bounds(tokens, &first).or(Some(first))
}

/// "At least 20 and at most 100", "more than 100 but fewer than 300": both ends of one number.
fn both_bounds(tokens: &[Token], first: &Amount) -> Option<Amount> {
    let joined = matches!(word(tokens, first.next), "and" | "but");
    let second = one_amount(tokens, first.next + 1).filter(|_| joined)?;
    let (lower, upper) = match (first.qualifier, second.qualifier) {
        (Qualifier::AtLeast, Qualifier::AtMost) => (first, &second),
        (Qualifier::AtMost, Qualifier::AtLeast) => (&second, first),
        _ => return None,
    };
    let (low, high) = (lower.low?, upper.high?);
    (low < high).then(|| Amount {
        span: first.span.cover(second.span),
        number: first.number.cover(second.number),
        low: Some(low),
        best: Some(low.midpoint(high)),
        high: Some(high),
        qualifier: Qualifier::Exact,
        first: first.first,
        next: second.next,
    })
}

fn one_amount(tokens: &[Token], at: usize) -> Option<Amount> {
    let (hedge, start) = hedge(tokens, at);
    let core = core(tokens, start)?;
    if excluded(tokens, start, core.next) {
        return None;
    }
    let (trailing, next) = trailing_hedge(tokens, core.next);
    // "About five hundred or more"
    let bounds = trailing.filter(|_| hedge == Some(Qualifier::About));
    let qualifier = match bounds.or(hedge).or(trailing) {
        Some(hedge) => hedge,
        None if core.vague => Qualifier::Vague,
        None => Qualifier::Exact,
    };
    let span =
        |from: usize, to: usize| Some(tokens.get(from)?.span.cover(tokens.get(to - 1)?.span));
    let (low, high) = match qualifier {
        Qualifier::AtLeast => (core.low, None),
        Qualifier::AtMost => (None, core.high),
        _ => (core.low, core.high),
    };
    let number = span(start, core.next)?;
    Some(Amount {
        span: span(at, next)?,
        number,
        low,
        best: core.best,
        high,
        qualifier,
        first: at,
        next,
    })
}

/// Hedges with their number of words, longest first where they begin alike.
const HEDGES: &[(&[&str], Qualifier)] = &[
    (&["at", "least"], Qualifier::AtLeast),
    (&["at", "the", "very", "least"], Qualifier::AtLeast),
    (&["no", "fewer", "than"], Qualifier::AtLeast),
    (&["no", "less", "than"], Qualifier::AtLeast),
    (&["not", "less", "than"], Qualifier::AtLeast),
    (&["a", "minimum", "of"], Qualifier::AtLeast),
    (&["more", "than"], Qualifier::AtLeast),
    (&["over"], Qualifier::AtLeast),
    (&["above"], Qualifier::AtLeast),
    (&["exceeding"], Qualifier::AtLeast),
    (&["greater", "than"], Qualifier::AtLeast),
    (&["larger", "than"], Qualifier::AtLeast),
    (&["higher", "than"], Qualifier::AtLeast),
    (&["upwards", "of"], Qualifier::AtLeast),
    (&["in", "excess", "of"], Qualifier::AtLeast),
    (&["up", "to"], Qualifier::AtMost),
    (&["as", "many", "as"], Qualifier::AtMost),
    (&["no", "more", "than"], Qualifier::AtMost),
    (&["fewer", "than"], Qualifier::AtMost),
    (&["less", "than"], Qualifier::AtMost),
    (&["under"], Qualifier::AtMost),
    (&["below"], Qualifier::AtMost),
    (&["smaller", "than"], Qualifier::AtMost),
    (&["lower", "than"], Qualifier::AtMost),
    (&["at", "most"], Qualifier::AtMost),
    (&["a", "maximum", "of"], Qualifier::AtMost),
    (&["about"], Qualifier::About),
    (&["around"], Qualifier::About),
    (&["some"], Qualifier::About),
    (&["approximately"], Qualifier::About),
    (&["roughly"], Qualifier::About),
    (&["nearly"], Qualifier::About),
    (&["almost"], Qualifier::About),
    (&["close", "to"], Qualifier::About),
    (&["an", "estimated"], Qualifier::About),
    (&["estimated"], Qualifier::About),
    (&["an", "additional"], Qualifier::Exact),
    (&["another"], Qualifier::Exact),
    (&["a", "total", "of"], Qualifier::Exact),
];

fn hedge(tokens: &[Token], at: usize) -> (Option<Qualifier>, usize) {
    let (mut qualifier, mut next) = (None, at);
    // "Another at least 12" has two.
    for _ in 0..2 {
        let found = HEDGES.iter().find(|(words, _)| {
            words.iter().enumerate().all(|(i, expected)| word(tokens, next + i) == *expected)
        });
        let Some((words, hedge)) = found else { break };
        next += words.len();
        qualifier = qualifier.or(Some(*hedge)).filter(|q| *q != Qualifier::Exact).or(Some(*hedge));
    }
    (qualifier.filter(|q| *q != Qualifier::Exact), next)
}

fn trailing_hedge(tokens: &[Token], at: usize) -> (Option<Qualifier>, usize) {
    match (word(tokens, at), word(tokens, at + 1)) {
        ("or" | "and", "more" | "above") if word(tokens, at + 2) != "than" => {
            (Some(Qualifier::AtLeast), at + 2)
        }
        ("or", "fewer" | "less") => (Some(Qualifier::AtMost), at + 2),
        ("or", "so") => (Some(Qualifier::About), at + 2),
        ("-", "plus") => (Some(Qualifier::AtLeast), at + 2),
        ("+", _) => (Some(Qualifier::AtLeast), at + 1),
        _ => (None, at),
    }
}

fn core(tokens: &[Token], at: usize) -> Option<Core> {
    vague(tokens, at).or_else(|| range(tokens, at)).or_else(|| single(tokens, at))
}

/// "Dozens", "scores of", "tens of thousands", "several hundred", "a handful of", "many".
fn vague(tokens: &[Token], at: usize) -> Option<Core> {
    let first = word(tokens, at);
    let of = |next: usize| next + usize::from(word(tokens, next) == "of");
    match first {
        "dozens" | "scores" | "hundreds" | "thousands" | "tens" | "millions" => {
            let mut next = of(at + 1);
            while matches!(word(tokens, next), "hundreds" | "thousands" | "millions") {
                next = of(next + 1);
            }
            Some(Core::vague(trim_of(tokens, next)))
        }
        "several" | "numerous" | "many" | "countless" | "multiple" => {
            let scaled =
                matches!(word(tokens, at + 1), "hundred" | "thousand" | "million" | "dozen");
            Some(Core::vague(at + 1 + usize::from(scaled)))
        }
        "a" => match (word(tokens, at + 1), word(tokens, at + 2)) {
            ("handful" | "number" | "score" | "couple", "of") => {
                if word(tokens, at + 1) == "couple" {
                    return Some(Core::exact(2, at + 2));
                }
                Some(Core::vague(at + 2))
            }
            ("few", "hundred" | "thousand" | "dozen") => Some(Core::vague(at + 3)),
            ("few", _) => Some(Core::vague(at + 2)),
            _ => None,
        },
        "few" => (word(tokens, at + 1) == "hundred").then(|| Core::vague(at + 2)),
        _ => None,
    }
}

/// The "of" of "dozens of" belongs to what is counted.
fn trim_of(tokens: &[Token], next: usize) -> usize {
    if word(tokens, next - 1) == "of" { next - 1 } else { next }
}

/// "10-15", "10 to 15", "between 10 and 15", "from 10 to 15", "five or six".
fn range(tokens: &[Token], at: usize) -> Option<Core> {
    let framed = matches!(word(tokens, at), "between" | "from");
    let start = at + usize::from(framed);
    let low = number(tokens, start)?;
    let join = word(tokens, low.1);
    let joined = match join {
        "-" | "to" | "or" | "through" => true,
        "and" => word(tokens, at) == "between",
        _ => false,
    };
    let (high, next) = number(tokens, low.1 + 1).filter(|_| joined)?;
    let (mut low, high) = (low.0, high);
    // "Two to three thousand" means thousands at both ends.
    if low < 100 && high >= 1000 && high % 1000 == 0 && join != "and" {
        low *= 1000;
    }
    let spread = low < high && (framed || high <= low.saturating_mul(20));
    spread.then_some(Core {
        low: Some(low),
        best: Some(low.midpoint(high)),
        high: Some(high),
        vague: false,
        next,
    })
}

fn single(tokens: &[Token], at: usize) -> Option<Core> {
    let (value, next) = number(tokens, at)?;
    Some(Core::exact(value, next))
}

/// A whole number: digits, words, dozens.
fn number(tokens: &[Token], at: usize) -> Option<(u64, usize)> {
    if word(tokens, at) == "a" && word(tokens, at + 1) == "dozen" {
        return Some((12, at + 2));
    }
    if word(tokens, at) == "half" && matches!(word(tokens, at + 1), "a") {
        return half(tokens, at);
    }
    let numeral = numerals::cardinal(tokens, at)?;
    let value = numeral.value;
    // "10k homes"
    if numeral.bare && tokens.get(numeral.next).is_some_and(|t| t.is("k") && !t.spaced) {
        return Some((value as u64 * 1000, numeral.next + 1));
    }
    if word(tokens, numeral.next) == "dozen" {
        return Some((value as u64 * 12, numeral.next + 1));
    }
    (value >= 0.0 && value.fract() == 0.0 && value < 1e15).then_some((value as u64, numeral.next))
}

fn half(tokens: &[Token], at: usize) -> Option<(u64, usize)> {
    match word(tokens, at + 2) {
        "dozen" => Some((6, at + 3)),
        "million" => Some((500_000, at + 3)),
        _ => None,
    }
}

/// Numbers that count nothing: ordinals, shares, money, ages, calibres, names of units, clock
/// times, "one" as a pronoun.
fn excluded(tokens: &[Token], at: usize, next: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let adjoined = tokens.get(at).is_some_and(|token| !token.spaced);
    let sign_before = before.is_some_and(|t| {
        matches!(t.lower.as_str(), "$" | "€" | "£" | "#" | "¥")
            || (adjoined && matches!(t.lower.as_str(), "." | "/" | ":" | "-"))
            || (adjoined && t.kind == TokenKind::Word)
            || matches!(
                t.lower.as_str(),
                "aged"
                    | "age"
                    | "no"
                    | "number"
                    | "article"
                    | "resolution"
                    | "highway"
                    | "route"
                    | "chapter"
                    | "phase"
                    | "us$"
                    | "page"
                    | "day"
            )
    });
    let after = tokens.get(next);
    let glued = after.is_some_and(|t| {
        !t.spaced && (t.kind == TokenKind::Word || matches!(t.lower.as_str(), "%" | "/" | "°"))
    });
    let clock = word(tokens, next) == ":"
        && tokens.get(next + 1).is_some_and(|t| !t.spaced && t.kind == TokenKind::Digits);
    let glued_dot = after.is_some_and(|t| t.is(".") && !t.spaced)
        && tokens.get(next + 1).is_some_and(|t| !t.spaced && t.kind == TokenKind::Digits);
    let age = word(tokens, next) == "-" && word(tokens, next + 1).starts_with("year")
        || word(tokens, next) == "year" && word(tokens, next + 1) == "old";
    let aged = before.is_some_and(|t| t.is(","))
        && word(tokens, next) == ","
        && !is_list(tokens, at, next);
    let compound = word(tokens, next) == "-"
        && tokens.get(next).is_some_and(|t| !t.spaced)
        && tokens.get(next + 1).is_some_and(|t| !t.spaced && t.kind == TokenKind::Word);
    let pronoun = word(tokens, at) == "one"
        && (matches!(
            word(tokens, next),
            "of" | "another"
                | "by"
                | "or"
                | "side"
                | "day"
                | "hand"
                | "point"
                | "thing"
                | "that"
                | "who"
                | "can"
                | "such"
                | "more"
                | "could"
                | "should"
        ) || before.is_some_and(|t| {
            matches!(
                t.lower.as_str(),
                "no" | "the"
                    | "this"
                    | "that"
                    | "any"
                    | "every"
                    | "each"
                    | "only"
                    | "last"
                    | "first"
                    | "second"
            )
        }))
        && !matches!(word(tokens, next), "dead");
    sign_before
        || glued
        || clock
        || glued_dot
        || age
        || compound
        || pronoun
        || aged && is_aged(tokens, at)
}

/// ", 34," after a capitalised name is an age.
fn is_aged(tokens: &[Token], at: usize) -> bool {
    at >= 2
        && tokens.get(at - 2).is_some_and(|t| t.capital)
        && tokens.get(at).is_some_and(|t| t.kind == TokenKind::Digits && t.lower.len() <= 2)
}

fn is_list(tokens: &[Token], at: usize, next: usize) -> bool {
    tokens.get(next + 1).is_some_and(|t| t.kind == TokenKind::Digits) || at < 2
}
