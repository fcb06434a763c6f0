//! Sentences of a block of text, as exact byte ranges.
//!
//! A rule reader rather than a learned one: it must give the same ranges in every script, explain
//! itself, and never lose a byte. It looks at each mark that can end a sentence, at the word before
//! it and at the word after it.

use tidings_types::Span;

use crate::abbreviations::{Abbreviation, begins_sentences, lookup};

/// Longest sentence given, in bytes. Newswire sentences measured stay under 1,200; what is longer
/// is a table or a list that lost its marks, and later stages read a sentence at a time.
pub const MAX_SENTENCE_BYTES: usize = 4000;

/// Splits `text` into sentences: byte ranges in order, disjoint, without white space at their
/// ends, that together hold every character of `text` that is not white space.
///
/// `text` is one block: a paragraph, a headline, a list item. A blank line in it ends a sentence.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    let mut offset = 0;
    while let Some((end, next)) = next_boundary(text, start, offset) {
        push(text, start, end, &mut spans);
        start = end;
        offset = next;
    }
    push(text, start, text.len(), &mut spans);
    spans
}

/// The first end of a sentence at or after `offset`, and where to look on.
fn next_boundary(text: &str, start: usize, offset: usize) -> Option<(usize, usize)> {
    let rest = text.get(offset..)?;
    for (at, c) in rest.char_indices() {
        let at = offset + at;
        if c == '\n' && text.get(at + 1..)?.starts_with(['\n', '\r']) {
            return Some((at, at + 1));
        }
        if !is_terminator(c) {
            continue;
        }
        let end = end_of_marks(text, at);
        if ends_sentence(text, start, at, end) {
            return Some((end, end));
        }
    }
    None
}

/// Adds `start..end` without its white space, cut where it is too long.
fn push(text: &str, start: usize, end: usize, spans: &mut Vec<Span>) {
    let Some(mut rest) = text.get(start..end) else { return };
    let mut start = start + (rest.len() - rest.trim_start().len());
    rest = rest.trim();
    while rest.len() > MAX_SENTENCE_BYTES {
        let cut = cut_point(rest);
        let (head, tail) = rest.split_at(cut);
        let head = head.trim_end();
        spans.push(Span::new(start, start + head.len()));
        start += cut + (tail.len() - tail.trim_start().len());
        rest = tail.trim_start();
    }
    if !rest.is_empty() {
        spans.push(Span::new(start, start + rest.len()));
    }
}

/// Where to cut an overlong stretch: behind its last space within bounds, else at a character.
fn cut_point(rest: &str) -> usize {
    let bound = (0..=MAX_SENTENCE_BYTES).rev().find(|&at| rest.is_char_boundary(at)).unwrap_or(0);
    let head = rest.get(..bound).unwrap_or_default();
    head.rfind(char::is_whitespace).filter(|&at| at > 0).unwrap_or(bound)
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '。' | '！' | '？' | '।' | '።' | '။')
}

/// Marks of scripts that put no space between sentences.
fn needs_no_space(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '။')
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '」' | '』' | '）' | '*')
}

fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '‹' | '„' | '(' | '[' | '¿' | '¡' | '「' | '『')
        || matches!(c, '-' | '–' | '—' | '•' | '*')
}

/// The end of the run of marks and closing quotes that begins at `at`.
fn end_of_marks(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let marks = rest.trim_start_matches(is_terminator);
    // What opens a quotation in English closes it in German and Ukrainian: „…“.
    let low = text.get(..at).is_some_and(|before| before.contains('„'));
    let after = marks.trim_start_matches(|c| is_closer(c) || (low && c == '“'));
    // A stop may follow its quote: "…", and then another mark ("?". or ".").
    let after = after.strip_prefix('.').filter(|_| after.len() < marks.len()).unwrap_or(after);
    text.len() - after.len()
}

/// Whether the marks `at..end` end the sentence that began at `start`.
fn ends_sentence(text: &str, start: usize, at: usize, end: usize) -> bool {
    let before = text.get(start..at).unwrap_or_default();
    let marks = text.get(at..end).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    let last_mark = marks.trim_end_matches(is_closer).chars().next_back();
    if after.trim().is_empty() {
        return true;
    }
    // Spaced dots (". . .") and strewn marks are no sentence of their own.
    if !before.contains(char::is_alphanumeric) {
        return false;
    }
    if !after.starts_with(char::is_whitespace) {
        return last_mark.is_some_and(needs_no_space) || is_glued(before, marks, after);
    }
    let next = after.trim_start().trim_start_matches(is_opener).trim_start();
    if next.starts_with(|c: char| c.is_lowercase() || is_terminator(c)) {
        return false;
    }
    marks != "." || stop_ends(before, next)
}

/// Whether a single stop with white space after it ends the sentence.
fn stop_ends(before: &str, next: &str) -> bool {
    let word = last_word(before);
    let follower = first_word(next);
    if word.is_empty() {
        return true;
    }
    let numbers_item = before.trim() == word && word.len() <= 3;
    if word.chars().all(|c| c.is_ascii_digit()) {
        // "3. Oktober" goes on, and so does the number that opens a list item.
        return !numbers_item && !is_month(follower);
    }
    // Of "Chilean-U.S" the abbreviation is what stands last.
    let word = word.rsplit('-').next().filter(|part| part.contains('.')).unwrap_or(word);
    let lower = word.to_lowercase();
    let abbreviation = if is_initial(word) && !lower.starts_with('i') {
        Some(initial_kind(word))
    } else {
        lookup(&lower).or_else(|| has_inner_stops(word).then_some(Abbreviation::Anywhere))
    };
    match abbreviation {
        None => true,
        Some(Abbreviation::Title) => false,
        Some(Abbreviation::BeforeNumber) => {
            !next.starts_with(|c: char| c.is_numeric()) && !reads_on(word, &lower)
        }
        Some(Abbreviation::Anywhere) if matches!(&*lower, "a.m" | "p.m") => {
            let local =
                next.split_whitespace().nth(1).is_some_and(|word| first_word(word) == "time");
            !local && !follows_time(follower)
        }
        Some(Abbreviation::Anywhere) => begins_sentences(follower),
    }
}

/// "no" and its like are words of their own: only a capital makes them the abbreviation.
fn reads_on(word: &str, lower: &str) -> bool {
    matches!(lower, "fig" | "vol" | "art") && word != lower
}

/// A single letter is an initial ("J. Doe", "د. حسن", "В. Зеленський").
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
        && letters.next().is_none()
}

fn initial_kind(word: &str) -> Abbreviation {
    // Scripts without case use single letters before names, as titles.
    let has_case = word.chars().any(char::is_uppercase);
    if has_case { Abbreviation::Anywhere } else { Abbreviation::Title }
}

/// "U.S", "e.g", "J.P": letters parted by stops.
fn has_inner_stops(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2)
}

/// Lower-case word, stop, capitalised word, with no space between: two sentences run together.
fn is_glued(before: &str, marks: &str, after: &str) -> bool {
    /// A word this long before the stop is no abbreviation and no first part of a file name.
    const SHORTEST_WORD: usize = 3;
    let word = last_word(before);
    let plain = |c: char| c.is_lowercase();
    let mut next = after.chars();
    let capital = next.next().is_some_and(char::is_uppercase);
    let goes_on = next.next().is_some_and(|c| c.is_lowercase() || c == ' ');
    let quoted = marks.len() > 1 && !marks.ends_with(is_terminator);
    let ends_low =
        word.chars().rev().take(SHORTEST_WORD).all(plain) && word.chars().count() >= SHORTEST_WORD;
    let address = matches!(first_word(after), "Com" | "Net" | "Org");
    capital && goes_on && (ends_low || quoted) && !word.contains(['.', '/', '@']) && !address
}

fn follows_time(word: &str) -> bool {
    const ZONES: &[&str] = &["et", "est", "edt", "gmt", "utc", "local", "pt", "ct", "bst", "cet"];
    let lower = word.to_lowercase();
    ZONES.contains(&&*lower) || is_month(word) || is_weekday(&lower)
}

fn is_weekday(lower: &str) -> bool {
    const DAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    DAYS.iter().any(|day| lower.starts_with(day)) && (lower.len() <= 4 || lower.ends_with("day"))
}

fn is_month(word: &str) -> bool {
    crate::months::month(&word.to_lowercase()).is_some()
}

/// The word that ends `text`: letters, digits, inner stops and hyphens.
fn last_word(text: &str) -> &str {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '/' | '@') || is_sign(c);
    let start = text.char_indices().rev().take_while(|&(_, c)| is_part(c)).last();
    start.and_then(|(at, _)| text.get(at..)).unwrap_or_default()
}

/// Vowel signs and other marks that belong to the letter before them.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{064B}'..='\u{065F}')
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && !is_sign(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `marked` holds `|` where a sentence ends inside the block.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let found: Vec<_> = sentences(&text).iter().map(|span| span.of(&text).unwrap()).collect();
        let expected: Vec<_> = marked.split('|').map(str::trim).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_cases_of_the_file() {
        let lines = include_str!("../tests/data/sentences.txt").lines();
        let cases = lines.filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        let mut failed = Vec::new();
        for marked in cases {
            let text = marked.replace('|', " ");
            let found: Vec<_> =
                sentences(&text).iter().map(|span| span.of(&text).unwrap()).collect();
            let found = found.join("|");
            if found != marked {
                failed.push(format!("{marked}\n      got {found}"));
            }
        }
        assert!(failed.is_empty(), "{}", failed.join("\n"));
    }

    #[test]
    fn plain_sentences() {
        check("The town fell.| Fighters left.| It is quiet.");
        check("Who did it?| Nobody knows!| More follows…");
        check("He waited... and left.| Then he came back...| Later he slept.");
        check("Really?!| Yes.");
        check("no mark at the end");
        check("Prices rose 3.5 percent to $1.2 million.| Fuel cost 4.00.");
        check("Read example.com/a.html or mail a.b@c.org now.| Done.");
    }

    #[test]
    fn ranks_titles_and_initials() {
        check("Lt. Gen. H.R. McMaster and Maj. Gen. Qassem met Dr. J. Smith.| They left.");
        check("The body of Sgt. 1st Class Doe came home.| It was cold.");
        check("Mr. and Mrs. Haddad fled St. Mary's.| Nobody stayed.");
        check("Col. Ahmed al-Mismari v. Gen. Haftar.| End.");
        check("George W. Bush spoke.| Samuel L. Jackson did not.");
    }

    #[test]
    fn abbreviations() {
        check(
            "The U.S. Army left the U.S. The end came.".replace(" The end", "| The end").as_str(),
        );
        check("At 4 p.m. Tuesday and 5 a.m. GMT shells fell.| At 6 p.m.| Police came.");
        check("On Jan. 3 No. 5 Company moved.| On Sept. 11, 2001 it began.");
        check(
            "Acme Inc. said so.| Acme Corp. Chairman Doe agreed.| He works for Acme Inc.| The firm is big.",
        );
        check("See pp. 4 and vol. 2, e.g. Fig. 3, etc. for more.| End.");
        check("I said no.| Then I left.");
        check(
            "They marched in.| Police left the EU.| Warner Bros. Pictures paid BP.| Nobody cared.",
        );
        check("A Chilean-U.S. Treaty was signed.| It ended . . . at last.| Yes.");
    }

    #[test]
    fn quotes_and_brackets() {
        check("\"We won.\" He left.".replace("\" He", "\"| He").as_str());
        check("“We won.” he said.| “Did you?” asked the clerk.| ‘No.’| (They lost.)| End.");
        check("«Стій!» – крикнув він.| Усі стали.");
        check("He said: \"Stop!\"| \"Why?\"| She left.");
    }

    #[test]
    fn other_scripts_and_languages() {
        check("قال العقيد أ. حسن إن القوات وصلت.| هل انسحبوا؟| نعم.");
        check(
            "12 берез. загинуло троє.| У м. Харків, вул. Сумська, 5 осіб поранено.| Це вже 3-й обстріл.",
        );
        check("В. Зеленський прибув о 10 год. ранку.| Він виступив.");
        check("Am 3. Oktober kam Dr. Weiß.| Er blieb z.B. lange.");
        check("空袭造成三人死亡。|五人受伤。");
        check("El Sr. Gómez habló.| ¿Quién fue?| ¡Nadie!");
        check("یہ شہر ہے۔| وہ گیا۔");
    }

    #[test]
    fn upper_case_wire_text_and_run_together_sentences() {
        check("GEN. VARGAS SAID THE U.S. EMBASSY WAS HIT.| NO ONE WAS HURT.");
        check("They lay on the ground.|Killed by their companions.| It ended.");
        check("1. The first item stays whole.");
        check("First line\n\n| Second line");
    }

    #[test]
    fn an_overlong_sentence_is_cut_at_spaces() {
        let text = "word ".repeat(3000);
        let spans = sentences(&text);
        assert!(spans.len() > 3 && spans.iter().all(|span| span.len() <= MAX_SENTENCE_BYTES));
        assert!(spans.iter().all(|span| span.of(&text).unwrap().ends_with("word")));
        assert_eq!(sentences(&"ж".repeat(5000)).len(), 3);
    }

    proptest! {
        #[test]
        fn every_visible_byte_lies_in_one_trimmed_sentence(text in "(\\PC|[ \\n.!?\"A-Za-z]|[؟۔。ЄІа-я]){0,200}") {
            let spans = sentences(&text);
            let mut at = 0;
            for span in &spans {
                let words = span.of(&text).unwrap();
                prop_assert!(!words.is_empty() && words.trim() == words);
                prop_assert!(text[at..span.start as usize].trim().is_empty());
                at = span.end as usize;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
