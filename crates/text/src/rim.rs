//! What copying a whole page brings along with its text: menus, labels, date lines, the lists of
//! other stories at the end.

use jiff::civil::Date;

use crate::dates::{Order, first_date};
use crate::lines::folded;

/// Whether a line is a menu or a path through a site: three short parts or more, set apart by
/// bars, arrows, bullets or wide gaps, none of them a sentence.
pub fn is_menu(line: &str) -> bool {
    /// Names of sections are short; four words hold "Middle East and Africa".
    const LONGEST_PART: usize = 4;
    const FEWEST_PARTS: usize = 3;
    let line = line.trim();
    let split = |marks: &[&str]| -> Vec<String> {
        let mut parts = vec![line.to_owned()];
        for mark in marks {
            parts = parts.iter().flat_map(|part| part.split(mark)).map(str::to_owned).collect();
        }
        parts.iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    };
    [&["|"][..], &[" > ", " » ", " › "], &[" · ", " • "], &["\t", "  "]].iter().any(|marks| {
        let parts = split(marks);
        parts.len() >= FEWEST_PARTS
            && parts.iter().all(|part| {
                part.split_whitespace().count() <= LONGEST_PART && !part.ends_with(['.', '?', '!'])
            })
    }) || is_letters(line)
}

/// "A A A": the buttons for the size of the letters.
fn is_letters(line: &str) -> bool {
    line.split_whitespace().count() > 1
        && line.split_whitespace().all(|word| word.chars().count() == 1)
        && line.chars().all(|c| c.is_alphabetic() || c.is_whitespace())
}

/// Drops the lists of other stories and invitations that follow the last prose: from the first
/// line there that opens such a list.
pub fn drop_tail(paragraphs: &mut Vec<String>) {
    let Some(last) = paragraphs.iter().rposition(|paragraph| is_prose(paragraph)) else { return };
    let tail = paragraphs.get(last + 1..).unwrap_or_default();
    let Some(at) = tail.iter().position(|line| opens_tail(line)) else { return };
    paragraphs.truncate(last + 1 + at);
}

/// How folded lines begin that open the end of a page.
const TAILS: &[&str] = &[
    "backtotop",
    "goup",
    "latestnews",
    "latestposts",
    "leaveacomment",
    "moreonthis",
    "morestories",
    "mostpopular",
    "mostread",
    "newsletter",
    "print",
    "readmore",
    "readalso",
    "related",
    "shareon",
    "sharethis",
    "topofpage",
    "youmayalso",
];

fn opens_tail(line: &str) -> bool {
    let folded = folded(line);
    is_menu(line) || TAILS.iter().any(|opening| folded.starts_with(opening))
}

/// Shortest paragraph, in characters, that is taken for running text whatever stands around it:
/// headlines of other stories are shorter.
const PROSE: usize = 100;

/// Whether a paragraph is running text.
pub fn is_prose(paragraph: &str) -> bool {
    paragraph.chars().count() >= PROSE
}

/// The day in a short line above the running text, such as "Aden, 13 June 2023" or "Published 9
/// October 2024, 14:32".
pub fn line_date(paragraphs: &[String], order: Order) -> Option<Date> {
    /// A line with a day that says more than this is a sentence of the report.
    const LONGEST: usize = 80;
    /// Byline, day and standfirst stand among the first few lines.
    const REACH: usize = 5;
    paragraphs
        .iter()
        .take(REACH)
        .take_while(|line| !is_prose(line))
        .filter(|line| line.chars().count() <= LONGEST)
        .find_map(|line| first_date(line, order))
}

/// Drops labels above the headline ("REGION", "Print this page"): lines of one or two words, or
/// calls to a reader, before a longer line that can be one.
pub fn drop_labels(paragraphs: &mut Vec<String>) {
    /// A headline has a verb or a name beside its noun.
    const FEWEST_WORDS: usize = 3;
    const REACH: usize = 4;
    let words = |line: &String| line.split_whitespace().count();
    let fits = |line: &String| words(line) >= FEWEST_WORDS && !opens_tail(line);
    let head = paragraphs.iter().take(REACH).take_while(|line| !ends(line)).position(fits);
    let Some(head) = head else { return };
    let label = |line: &String| opens_tail(line) || (words(line) < FEWEST_WORDS && !ends(line));
    if !paragraphs.get(head).is_some_and(|line| is_prose(line))
        && paragraphs.get(..head).is_some_and(|lines| lines.iter().all(label))
    {
        paragraphs.drain(..head);
    }
}

fn ends(line: &str) -> bool {
    line.ends_with(['.', '?', '!', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn menus_are_told_from_sentences() {
        let menus = [
            "Home | World | Business | Sport",
            "Home > Statements > Operations",
            "Judicial   Region   Sports   E-paper",
            "A A A",
            "Print | Email | Top of page",
        ];
        assert!(menus.iter().all(|line| is_menu(line)));
        let prose = [
            "Rebels take two towns",
            "The town fell | nobody knows why it fell so soon | more to follow.",
            "The town  fell.",
            "I am",
        ];
        assert!(!prose.iter().any(|line| is_menu(line)));
    }

    fn lines(text: &str) -> Vec<String> {
        text.split('/').map(str::to_owned).collect()
    }

    #[test]
    fn labels_go_where_a_headline_follows() {
        let check = |text: &str, expected: &str| {
            let mut lines = lines(text);
            drop_labels(&mut lines);
            assert_eq!(lines.join("/"), expected);
        };
        let prose = "word ".repeat(40);
        check("REGION/Farmers march on the town/Text", "Farmers march on the town/Text");
        check("Print this page/Statement on the talks/Text", "Statement on the talks/Text");
        check(&format!("Town falls/{prose}"), &format!("Town falls/{prose}"));
        check("It is over./Nobody has come back/Text", "It is over./Nobody has come back/Text");
    }

    #[test]
    fn what_follows_the_last_prose_goes_from_its_first_mark_on() {
        let prose = "word ".repeat(40);
        let check = |tail: &str, expected: &str| {
            let mut lines = lines(&format!("{prose}/{tail}"));
            drop_tail(&mut lines);
            assert_eq!(lines[1..].join("/"), expected);
        };
        check("It is calm./Related stories/Tennis: second seed out", "It is calm.");
        check("It is calm./It will last.", "It is calm./It will last.");
        check("Print | Email | Top", "");
    }

    #[test]
    fn the_day_is_read_above_the_text_alone() {
        let day = |text: &str| line_date(&lines(text), Order::DayFirst).map(|day| day.to_string());
        assert_eq!(day("By the desk, 22 August 2024/Text").unwrap(), "2024-08-22");
        let prose = "word ".repeat(40);
        assert_eq!(day(&format!("{prose}/3 March 2020")), None);
    }
}
