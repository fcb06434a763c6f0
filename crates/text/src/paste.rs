//! Text that was pasted, mailed or sent by wire: paragraphs mended, furniture dropped, headline
//! and dateline recognised.

use std::collections::HashSet;

use jiff::civil::Date;
use tidings_types::BlockKind;

use crate::appeals::is_appeal;
use crate::article::TextBlock;
use crate::captions::is_credit;
use crate::dates::{Order, first_date};
use crate::lines::{folded, is_boilerplate};
use crate::mail::{is_mail_furniture, mail_header};
use crate::rim;
use crate::tree::collapse;
use crate::wire;

/// What was found in a plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// Headline.
    pub title: Option<String>,
    /// Byline, without "By".
    pub byline: Option<String>,
    /// Blocks without the headline.
    pub blocks: Vec<TextBlock>,
    /// Day in a mail header or dateline.
    pub date: Option<Date>,
}

/// Longest headline, in characters: what is longer is a paragraph that lost its full stop.
const LONGEST_HEADLINE: usize = 180;

/// Reads a plain text.
pub fn pasted(text: &str, order: Order) -> Pasted {
    let text = without_edges(text.trim_start_matches('\u{FEFF}'));
    let mut lines = unquoted(text);
    lines.retain(|line| !rim::is_menu(line));
    // Furniture goes before lines are joined; where it stood, a paragraph ends.
    for line in &mut lines {
        if is_mail_furniture(line) || is_page_number(line) {
            *line = "";
        }
    }
    let (header, lines) = mail_header(&lines);
    let mut paragraphs = paragraphs(lines);
    rim::drop_consent(&mut paragraphs);
    rim::drop_tail(&mut paragraphs);
    paragraphs.retain(|paragraph| !is_boilerplate(paragraph) && !is_appeal(paragraph));
    rim::drop_labels(&mut paragraphs);
    let title = header.subject.or_else(|| headline(&mut paragraphs));
    if let Some(title) = &title {
        drop_repeats(&mut paragraphs, title);
    }
    let dateline = wire::dateline(paragraphs.first().map_or("", String::as_str));
    let date = header.date.as_deref().and_then(|line| first_date(line, order));
    let mut date = date.or_else(|| rim::line_date(&paragraphs, order));
    let byline = title.as_ref().and_then(|_| rim::take_labels(&mut paragraphs, order));
    if let Some(dateline) = dateline {
        date = date.or(Some(dateline.date));
        paragraphs
            .splice(..1, [dateline.head, dateline.body].into_iter().filter(|p| !p.is_empty()));
    }
    let blocks = paragraphs.iter().map(|p| wire::without_marks(p)).filter(|p| !p.is_empty());
    Pasted { title, byline, blocks: blocks.map(|text| block(&text)).collect(), date }
}

/// Phrases that stand glued to the first or last words of a copied page.
const EDGES: &[&str] = &[
    "skip to main content",
    "skip to content",
    "skip to navigation",
    "skip to main navigation",
    "skip to footer",
    "jump to content",
    "back to top",
    "return to top",
    "scroll to top",
    "go to top",
    "share this article",
    "print this article",
    "read more",
    "load more comments",
];

/// `text` without such phrases at its ends.
fn without_edges(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(shorter) = EDGES.iter().find_map(|phrase| without_edge(text, phrase)) {
        text = shorter.trim();
    }
    text
}

fn without_edge<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    let head = text.get(..phrase.len()).filter(|head| head.eq_ignore_ascii_case(phrase));
    if head.is_some() {
        let rest = text.get(phrase.len()..)?;
        // What follows begins anew: "skip to Main ContentSyria, …".
        let anew = rest.chars().next().is_none_or(|c| !c.is_lowercase() && c != '-');
        return anew.then_some(rest);
    }
    let at = text.len().checked_sub(phrase.len())?;
    text.get(at..).filter(|tail| tail.eq_ignore_ascii_case(phrase))?;
    let rest = text.get(..at)?;
    // What precedes has ended: a mark, a line end, or a small letter before the capital.
    let last = rest.trim_end().chars().next_back()?;
    let new_line = rest.get(rest.trim_end().len()..)?.contains('\n');
    let capital = text.get(at..)?.starts_with(char::is_uppercase);
    (new_line || !last.is_alphanumeric() || (capital && !last.is_uppercase())).then_some(rest)
}

/// Lines without the marks of quoted mail, where most lines carry them.
fn unquoted(text: &str) -> Vec<&str> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let quoted = lines.iter().filter(|line| line.trim_start().starts_with('>')).count();
    let filled = lines.iter().filter(|line| !line.trim().is_empty()).count();
    if quoted * 2 <= filled {
        return lines;
    }
    let strip = |line: &'_ str| -> usize { line.len() - line.trim_start_matches(['>', ' ']).len() };
    lines.iter().map(|line| line.get(strip(line)..).unwrap_or_default()).collect()
}

/// "Page 1 of 2", "- 3 -".
fn is_page_number(line: &str) -> bool {
    let folded = folded(line);
    let rest = folded.strip_prefix("page").unwrap_or(&folded);
    let numbers = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let of = rest.split_once("of").is_some_and(|(a, b)| numbers(a) && numbers(b));
    (rest.len() < folded.len() && (numbers(rest) || of))
        || (numbers(&folded) && line.trim().starts_with('-') && line.trim().ends_with('-'))
}

/// The words of a text, in lower case.
fn vocabulary(lines: &[&str]) -> HashSet<String> {
    let words = lines.iter().flat_map(|line| line.split(|c: char| !c.is_alphanumeric()));
    words.map(str::to_lowercase).collect()
}

/// Lines joined to paragraphs.
fn paragraphs(lines: &[&str]) -> Vec<String> {
    let wrap = Wrap::of(lines);
    let broken = lines.iter().any(|line| line.ends_with('-'));
    let known = if broken { vocabulary(lines) } else { HashSet::new() };
    let mut paragraphs: Vec<String> = Vec::new();
    let mut previous: Option<&str> = None;
    for &line in lines {
        let words = collapse(line);
        if words.is_empty() {
            previous = None;
            continue;
        }
        match (previous, paragraphs.last_mut()) {
            (Some(before), Some(paragraph)) if wrap.goes_on(before, line) => {
                join(paragraph, &words, &known);
            }
            _ => paragraphs.push(words),
        }
        previous = Some(line);
    }
    paragraphs
}

/// Adds a wrapped line. A word broken at a hyphen is made whole where the text has it whole
/// elsewhere; else it keeps its hyphen, "Arab-\nKurdish" and "evacu-\nation" being alike to a program,
/// but gets no space.
fn join(paragraph: &mut String, words: &str, known: &HashSet<String>) {
    let letter = |c: char| c.is_alphanumeric();
    let Some(bare) = paragraph.strip_suffix('-').filter(|bare| bare.ends_with(char::is_alphabetic))
    else {
        paragraph.push(' ');
        paragraph.push_str(words);
        return;
    };
    let start = bare
        .rfind(|c| !letter(c))
        .map_or(0, |at| at + bare[at..].chars().next().map_or(1, char::len_utf8));
    let end = words.find(|c| !letter(c)).unwrap_or(words.len());
    let whole = format!("{}{}", &bare[start..], &words[..end]).to_lowercase();
    if known.contains(&whole) {
        paragraph.pop();
    }
    paragraph.push_str(words);
}

/// How the lines of a text are wrapped.
struct Wrap {
    /// Characters of a full line; 0 where lines are not wrapped.
    width: usize,
}

impl Wrap {
    /// Lines are wrapped where many are of nearly the same greatest length and end in the middle
    /// of a sentence.
    fn of(lines: &[&str]) -> Self {
        /// Mail and wire wrap at 60 to 80; a longer line is a paragraph of its own.
        const WIDEST: usize = 120;
        let filled: Vec<&str> = lines.iter().map(|l| l.trim()).filter(|l| !l.is_empty()).collect();
        let longest = filled.iter().map(|line| line.chars().count()).max().unwrap_or(0);
        let near = filled.iter().filter(|line| line.chars().count() * 10 >= longest * 7).count();
        let broken = filled.iter().filter(|line| !ends_sentence(line)).count();
        let wrapped = longest <= WIDEST
            && filled.len() >= 3
            && near * 3 >= filled.len()
            && broken * 3 >= near;
        Self { width: if wrapped { longest } else { 0 } }
    }

    /// Whether `line` goes on where `before` stopped.
    fn goes_on(&self, before: &str, line: &str) -> bool {
        /// Share of a full line below which a line that ends a sentence ends its paragraph too.
        const SHORT: usize = 6;
        let indent = |line: &str| line.len() - line.trim_start().len();
        if self.width == 0 || is_list_item(line.trim()) {
            return false;
        }
        let length = before.trim().chars().count();
        let full = length * 10 >= self.width * SHORT;
        let indented = indent(line) >= 2 && indent(before) < indent(line);
        let small = line.trim_start().starts_with(char::is_lowercase);
        small || (full && !indented)
    }
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '»', ')', '\'', ']'])
        .ends_with(['.', '!', '?', '…', '؟', '。', ':'])
}

/// Takes the headline off the front: a first short line without a final stop, with text after it.
fn headline(paragraphs: &mut Vec<String>) -> Option<String> {
    let (first, rest) = paragraphs.split_first()?;
    let short = first.chars().count() <= LONGEST_HEADLINE;
    let longer_follows = rest.iter().any(|p| p.chars().count() > first.chars().count());
    let open = !first.ends_with(['.', ':', ';', ',']) || first.ends_with("...");
    let is_headline = short
        && open
        && longer_follows
        && !is_list_item(first)
        && wire::dateline(first).is_none()
        && first.split_whitespace().count() > 1;
    is_headline.then(|| paragraphs.remove(0))
}

/// Drops lines among the first few that only repeat the headline.
fn drop_repeats(paragraphs: &mut Vec<String>, title: &str) {
    /// Copies repeat the headline above the text, not inside it.
    const REACH: usize = 4;
    let headline = folded(title);
    let mut at = 0;
    paragraphs.retain(|paragraph| {
        at += 1;
        at > REACH || folded(paragraph) != headline
    });
}

const BULLETS: [char; 8] = ['•', '*', '·', '‣', '▪', '●', '-', '–'];

fn is_list_item(line: &str) -> bool {
    let after_bullet = line.strip_prefix(BULLETS);
    after_bullet.is_some_and(|rest| rest.starts_with([' ', '\t']))
        || line.split_once(['.', ')']).is_some_and(|(number, rest)| {
            matches!(number.len(), 1..=2)
                && number.bytes().all(|b| b.is_ascii_digit())
                && rest.starts_with(' ')
        })
}

/// A block of a pasted text: a list item without its bullet, but with its number.
fn block(text: &str) -> TextBlock {
    if !is_list_item(text) {
        let credited = is_credit(text, text.chars().count());
        let kind = if credited { BlockKind::Caption } else { BlockKind::Paragraph };
        return TextBlock { kind, text: text.to_owned() };
    }
    let bare = text.trim_start_matches(BULLETS).trim_start();
    TextBlock { kind: BlockKind::ListItem, text: bare.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows a reading as "title | block | block".
    fn check(text: &str, expected: &str) {
        let found = pasted(text, Order::DayFirst);
        let mut parts = vec![found.title.unwrap_or_else(|| "-".to_owned())];
        parts.extend(found.blocks.into_iter().map(|block| block.text));
        assert_eq!(parts.join(" | "), expected, "{text}");
    }

    #[test]
    fn furniture_of_copied_pages_goes() {
        check(
            "skip to Main Content\n\nTown falls\n\nThe town fell. It is over.\n\nBack To Top",
            "Town falls | The town fell. It is over.",
        );
        check(
            "Skip to contentTown falls\nThe town fell after a week.Back To Top",
            "Town falls | The town fell after a week.",
        );
        check(
            "Town falls to rebels\n\nTown falls to rebels\n\nShare\n\nThe town fell after a long week.",
            "Town falls to rebels | The town fell after a long week.",
        );
        check("They went back to top", "- | They went back to top");
    }

    #[test]
    fn wrapped_lines_are_rejoined() {
        check(
            "The army took the town on Tuesday after\na week of heavy fighting in which many\npeople fled to the north. It is quiet.\n\nA second paragraph says that nobody at\nall has come home so far.",
            "- | The army took the town on Tuesday after a week of heavy fighting in which many people fled to the north. It is quiet. | A second paragraph says that nobody at all has come home so far.",
        );
        check(
            "One paragraph a line, which is long enough to be one.\nAnother paragraph, which is as long as the first.",
            "- | One paragraph a line, which is long enough to be one. | Another paragraph, which is as long as the first.",
        );
    }

    #[test]
    fn mail_headers_and_quotes_are_read() {
        check(
            "From: a@b.org\nSubject: Fwd: Town falls\nDate: 3 March 2020\n\nThe town fell on Tuesday.",
            "Town falls | The town fell on Tuesday.",
        );
        check("> The town fell.\n>\n> Nobody knows why.", "- | The town fell. | Nobody knows why.");
    }

    #[test]
    fn wire_copy_keeps_its_dateline_and_loses_its_marks() {
        check(
            "SAN JUAN, 3 JAN 90 (ACME) -- [TEXT] THE ARMY REPORTED THAT 50 MEN WERE\nSEEN IN THE HILLS NEAR THE TOWN.  NO ONE WAS HURT IN THE CLASH THERE.\n\n   ANOTHER PARAGRAPH SAYS THAT THE MEN LEFT ON THE SAME DAY.",
            "- | SAN JUAN, 3 JAN 90 (ACME) | THE ARMY REPORTED THAT 50 MEN WERE SEEN IN THE HILLS NEAR THE TOWN. NO ONE WAS HURT IN THE CLASH THERE. | ANOTHER PARAGRAPH SAYS THAT THE MEN LEFT ON THE SAME DAY.",
        );
        let found = pasted("LIMA, 14 FEB 89 -- [REPORT] TEXT FOLLOWS HERE.", Order::DayFirst);
        assert_eq!(found.date.unwrap().to_string(), "1989-02-14");
    }
}
