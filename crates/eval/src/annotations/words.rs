//! Words of a text to spans.

use tidings_types::{Report, Span};

/// Words that point into a text: alternatives, each with an occurrence number if it needs one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer {
    alternatives: Vec<(String, Option<usize>)>,
}

impl Pointer {
    /// Reads `words`, `words#2`, `these|those#2`.
    pub fn parse(text: &str) -> Self {
        let alternative = |part: &str| match part.rsplit_once('#') {
            Some((words, number)) if number.parse::<usize>().is_ok() => {
                (words.to_owned(), number.parse().ok())
            }
            _ => (part.to_owned(), None),
        };
        Self { alternatives: text.split('|').map(alternative).collect() }
    }

    /// Spans of a trigger: every alternative must occur, and only once unless it has a number.
    ///
    /// # Errors
    /// The words that do not occur, or occur more than once.
    pub fn trigger(&self, report: &Report) -> Result<Vec<Span>, String> {
        let find = |(words, number): &(String, Option<usize>)| {
            let found = occurrences(&report.text, words);
            match number {
                None if found.len() > 1 => {
                    Err(format!("{words:?} occurs {} times: which one?", found.len()))
                }
                number => nth(&found, words, *number),
            }
        };
        self.alternatives.iter().map(find).collect()
    }

    /// Spans of a value of the claim told at `trigger`: in its sentence if the words are there,
    /// else the occurrence nearest before it, else the nearest after it.
    ///
    /// # Errors
    /// The words that do not occur.
    pub fn value(&self, report: &Report, trigger: Span) -> Result<Vec<Span>, String> {
        let find = |(words, number): &(String, Option<usize>)| {
            let found = occurrences(&report.text, words);
            match number {
                Some(_) => nth(&found, words, *number),
                None => nearest(report, &found, trigger)
                    .ok_or_else(|| format!("{words:?} does not occur")),
            }
        };
        self.alternatives.iter().map(find).collect()
    }
}

fn nth(found: &[Span], words: &str, number: Option<usize>) -> Result<Span, String> {
    let index = number.unwrap_or(1).saturating_sub(1);
    let times = found.len();
    found
        .get(index)
        .copied()
        .ok_or_else(|| format!("{words:?} occurs {times} times, not {}", index + 1))
}

fn nearest(report: &Report, found: &[Span], trigger: Span) -> Option<Span> {
    let sentence = report.sentence_at(trigger.start).map(|index| report.sentences[index].span);
    let inside = |span: &&Span| sentence.is_some_and(|sentence| sentence.contains(**span));
    let before = |span: &&Span| span.start <= trigger.start;
    found
        .iter()
        .find(inside)
        .or_else(|| found.iter().rfind(before))
        .or_else(|| found.first())
        .copied()
}

/// All places where `words` stand in `text`, not inside a longer word. Straight and curly
/// apostrophes are the same.
pub fn occurrences(text: &str, words: &str) -> Vec<Span> {
    if words.is_empty() {
        return Vec::new();
    }
    let plain = |character: char| if character == '’' { '\'' } else { character };
    let wanted: Vec<char> = words.chars().map(plain).collect();
    text.char_indices()
        .filter_map(|(start, _)| {
            let rest = text.get(start..)?;
            let end = start + prefix(rest, &wanted, plain)?;
            let before = text.get(..start)?.chars().next_back();
            let after = text.get(end..)?.chars().next();
            let inner = |edge: Option<char>, own: Option<&char>| {
                edge.is_some_and(char::is_alphanumeric)
                    && own.is_some_and(|own| own.is_alphanumeric())
            };
            let whole = !inner(before, wanted.first()) && !inner(after, wanted.last());
            whole.then(|| Span::new(start, end))
        })
        .collect()
}

/// Bytes of `text` that the wanted characters take, if it begins with them.
fn prefix(text: &str, wanted: &[char], plain: impl Fn(char) -> char) -> Option<usize> {
    let mut characters = text.char_indices();
    for expected in wanted {
        let (_, character) = characters.next()?;
        if plain(character) != *expected {
            return None;
        }
    }
    Some(characters.next().map_or(text.len(), |(offset, _)| offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_alone_are_found() {
        let found = occurrences("struck, unstruck; Sha’Fah struck", "struck");
        assert_eq!(found, [Span::new(0, 6), Span::new(28, 34)]);
        assert_eq!(occurrences("to Sha’Fah.", "Sha'Fah").len(), 1);
        assert!(occurrences("abc", "").is_empty());
        assert_eq!(occurrences("“Go,” he", "“Go,”").len(), 1);
    }

    #[test]
    fn pointers_have_alternatives_and_numbers() {
        let pointer = Pointer::parse("the group|Isis#2");
        let expected = [("the group".to_owned(), None), ("Isis".to_owned(), Some(2))];
        assert_eq!(pointer.alternatives, expected);
    }
}
