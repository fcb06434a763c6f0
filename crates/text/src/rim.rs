//! What copying a whole page brings along with its text: menus, labels, date lines, the lists of
//! other stories at the end.

use jiff::civil::Date;

use crate::appeals::is_appeal;
use crate::dates::{Order, first_date};
use crate::lines::{folded, is_boilerplate};

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

/// Drops what follows the text: from the first line on that opens a list of other stories or the
/// readers' comments, where no prose or sentence comes after it; and from comments on in any case,
/// if most of the text stands before them.
pub fn drop_tail(paragraphs: &mut Vec<String>) {
    let length = |lines: &[String]| lines.iter().map(String::len).sum::<usize>();
    let whole = length(paragraphs);
    let comments = paragraphs.iter().position(|line| opens_comments(line));
    if let Some(at) = comments
        && length(paragraphs.get(..at).unwrap_or_default()) * 2 > whole
    {
        paragraphs.truncate(at);
    }
    let is_text = |line: &String| is_prose(line) || is_sentence(line);
    let Some(last) = paragraphs.iter().rposition(is_text) else { return };
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
    "morefrom",
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

/// "Comments (3)", "12 comments", "Log in to comment", "Leave a reply".
fn opens_comments(line: &str) -> bool {
    let folded = folded(line);
    let bare = folded.trim_matches(|c: char| c.is_ascii_digit());
    matches!(bare, "comments" | "comment" | "commentaires" | "comentarios" | "kommentare")
        || ["logintocomment", "leaveacomment", "leaveareply", "postacomment", "jointheconversation"]
            .iter()
            .any(|opening| folded.starts_with(opening))
}

/// Whether a line is a sentence of the text, and no pointer to another story.
fn is_sentence(line: &str) -> bool {
    /// Shorter ones are as often remarks of readers.
    const SHORTEST: usize = 40;
    ends(line.trim_end_matches(['"', '”', '»', ')', '’']))
        && line.chars().count() >= SHORTEST
        && !opens_tail(line)
        && !is_boilerplate(line)
        && !is_appeal(line)
}

/// Drops notices of a site's cookies and other wishes for consent before the text.
pub fn drop_consent(paragraphs: &mut Vec<String>) {
    /// They stand above all else.
    const REACH: usize = 4;
    let asks = |line: &String| {
        let lower = line.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        (has(&["cookie"]) && has(&["accept", "consent", "partners", "privacy", "agree"]))
            || has(&["we value your privacy", "we care about your privacy", "your privacy choices"])
    };
    let mut at = 0;
    paragraphs.retain(|line| {
        at += 1;
        at > REACH || !asks(line)
    });
}

/// Takes labels off the lines between the headline and the text: the day, the section, the agency's
/// name; gives the byline, if one is among them.
pub fn take_labels(paragraphs: &mut Vec<String>, order: Order) -> Option<String> {
    /// "Staff Reporter | November 10, 2024 | Updated about 3 hours ago".
    const LONG: usize = 14;
    const REACH: usize = 8;
    const BYLINES: &[&str] = &["By ", "Par ", "Por ", "Von "];
    let is_text = |line: &String| is_prose(line) || is_sentence(line);
    let text = paragraphs.iter().take(REACH).position(is_text)?;
    let words = |line: &str| line.split_whitespace().count();
    let name = |line: &str| {
        let rest = BYLINES.iter().find_map(|by| line.strip_prefix(by))?;
        (words(rest) <= 8 && first_date(rest, order).is_none()).then(|| rest.trim().to_owned())
    };
    let is_label = |line: &str| {
        !ends(line)
            && (words(line) <= 2 || (words(line) <= LONG && first_date(line, order).is_some()))
    };
    let byline = paragraphs.iter().take(text).find_map(|line| name(line));
    let mut at = 0;
    paragraphs.retain(|line| {
        at += 1;
        at > text || !(is_label(line) || name(line).is_some())
    });
    byline
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
        check(
            "Related: Other town holds/Nobody has come home since then, they said.",
            "Related: Other town holds/Nobody has come home since then, they said.",
        );
        check(
            "It is calm./Comments (3)/This is the worst that I have ever read here.",
            "It is calm.",
        );
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
