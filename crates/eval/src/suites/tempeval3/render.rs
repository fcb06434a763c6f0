//! Our expressions as TimeML marks them: both ends of a range apart, and told ahead or back.

use tidings_claims::dates::{Direction, Expression, Form, Frame, find, timex};
use tidings_types::Span;

use super::super::timeml::Timex;

/// Words between the ends of a range.
const JOINS: [&str; 5] = [" to ", " and ", " until ", " till ", " through "];

/// Words that tell of what is to come; the reader has them among its cues of assertion.
const AHEAD: &[&str] = &[
    "will",
    "shall",
    "would",
    "scheduled",
    "expected",
    "due",
    "planned",
    "plans",
    "plan",
    "planning",
    "expects",
    "effective",
    "expires",
    "upcoming",
    "until",
    "by",
];

/// Words that tell of what was.
const BACK: &[&str] = &["was", "were", "had", "did", "said", "has", "have", "came", "took", "went"];

/// How many words before and after an expression are looked at.
const REACH: usize = 12;

/// The expressions of `words`, which begin at `offset` of the text, and the frame after them.
pub fn timexes(words: &str, offset: usize, mut frame: Frame) -> (Vec<Timex>, Frame) {
    let mut found = Vec::new();
    for expression in find(words, 0) {
        let direction = direction(words, expression.span);
        let told = Frame { direction, ..frame };
        let ends = ends(words, &expression).unwrap_or_else(|| vec![expression.clone()]);
        for end in ends {
            let value = timex(&end.form, &told);
            let (kind, value) = value.map_or(("DATE", String::new()), |one| (one.kind, one.value));
            let span = Span::new(offset + end.core.range().start, offset + end.core.range().end);
            found.push(Timex { span, kind: kind.to_owned(), value });
        }
        frame = Frame { direction: frame.direction, ..told.after(&expression.form) };
    }
    (found, frame)
}

/// The two ends of a range that are joined by a word, each an expression of its own.
fn ends(words: &str, expression: &Expression) -> Option<Vec<Expression>> {
    let Form::Range(..) = expression.form else { return None };
    let own = expression.core.of(words)?;
    let start = expression.core.range().start;
    let (at, join) = JOINS.iter().find_map(|join| Some((own.find(join)?, join)))?;
    let (left, right) = (own.get(..at)?, own.get(at + join.len()..)?);
    let lone = |part: &str, offset: usize| match find(part, offset).as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    };
    Some(vec![lone(left, start)?, lone(right, start + at + join.len())?])
}

/// Which way an expression looks, by the tense of its sentence: the nearest word before it that
/// tells, else the nearest after it. The grammar stands alone here; in a user's run the reader's
/// assertion tells.
fn direction(words: &str, span: Span) -> Direction {
    let range = span.range();
    let before = words.get(..range.start).unwrap_or_default();
    let before = before.rsplit(['.', ';', '"']).next().unwrap_or_default();
    let after = words.get(range.end..).unwrap_or_default();
    let after = after.split(['.', ';', '"']).next().unwrap_or_default();
    let told = before.split_whitespace().rev().take(REACH).find_map(tense);
    told.or_else(|| after.split_whitespace().take(REACH).find_map(tense)).unwrap_or_default()
}

fn tense(word: &str) -> Option<Direction> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if AHEAD.contains(&word.as_str()) {
        return Some(Direction::Future);
    }
    let past = BACK.contains(&word.as_str()) || word.len() > 4 && word.ends_with("ed");
    past.then_some(Direction::Past)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: &str) {
        let frame = Frame { published: "1998-08-19".parse().ok(), ..Frame::default() };
        let (found, _) = timexes(words, 0, frame);
        let told: Vec<String> = found.into_iter().map(|one| one.value).collect();
        assert_eq!(told.join(" "), expected, "{words:?}");
    }

    #[test]
    fn tense_and_ends_of_ranges() {
        check("He said on Friday that", "1998-08-14");
        check("Talks will be held on Friday", "1998-08-21");
        check("On Friday talks will be held", "1998-08-21");
        check("between 1994 and 1997", "1994 1997");
        check("from Monday to Wednesday", "1998-08-17 1998-08-19");
        check("1998-99", "1999");
    }
}
