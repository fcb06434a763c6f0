//! Evidence as far as an export may carry it.

use tidings_types::{Claim, Report};

/// Characters of a snippet: enough for a sentence of a wire report, short enough to be a
/// quotation and not a copy.
const LONGEST: usize = 240;

/// Characters of an event's summary line.
pub(crate) const LONGEST_SUMMARY: usize = 280;

/// The sentence that tells of the claim, in one line, cut to [`LONGEST`] characters.
pub(crate) fn snippet(claim: &Claim, report: &Report) -> String {
    let sentence = report.words(claim.sentence);
    let words = if sentence.is_empty() { claim.trigger.words.as_str() } else { sentence };
    cut(words, LONGEST)
}

/// `words` in one line, cut at a word so that it holds at most `longest` characters.
pub(crate) fn cut(words: &str, longest: usize) -> String {
    let mut short = String::new();
    let mut length = 0;
    for word in words.split_whitespace() {
        let more = word.chars().count() + usize::from(length > 0);
        if length + more > longest.saturating_sub(1) {
            if short.is_empty() {
                short.extend(word.chars().take(longest.saturating_sub(1)));
            }
            short.push('…');
            return short;
        }
        if length > 0 {
            short.push(' ');
        }
        short.push_str(word);
        length += more;
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_cut_at_a_word() {
        let check = |words: &str, longest: usize, expected: &str| {
            let short = cut(words, longest);
            assert_eq!(short, expected);
            assert!(short.chars().count() <= longest);
        };
        check("a mine\n  killed three", 40, "a mine killed three");
        check("a mine killed three", 10, "a mine…");
        check("ааааааааааааааа", 10, "ааааааааа…");
        check("", 10, "");
        check("12345 7890", 11, "12345 7890");
    }
}
