//! Which pieces inside the article's element belong to the article.

use std::collections::HashSet;

use tidings_types::BlockKind;

use crate::appeals::is_appeal;
use crate::dates::{Order, dates};
use crate::pieces::Piece;

/// Share of links above which a piece points elsewhere. Inside the body, a paragraph or list item
/// of half to four fifths links is oftener the article's own (on the development pages, by words,
/// three to one) than not; above, it is not.
const LINKED: f64 = 0.8;

/// The article's own pieces among those of the body element: without the headline, labels, links
/// elsewhere, repeats and furniture phrases.
pub fn body<'a>(inside: &[&'a Piece], title: Option<&str>) -> Vec<&'a Piece> {
    let headline = headline_at(inside, title);
    let first_prose = inside.iter().position(|piece| piece.mass() > 0).unwrap_or(0);
    let all: Vec<&Piece> = inside
        .iter()
        .enumerate()
        // What stands above the headline is furniture, unless it is prose.
        .filter(|&(at, piece)| headline.is_none_or(|h| at > h || (at < h && piece.mass() > 0)))
        .filter(|&(at, piece)| at >= first_prose || !is_label(piece))
        .filter(|&(at, piece)| at >= first_prose + HEAD || !is_told_label(piece))
        .map(|(_, piece)| *piece)
        .collect();
    let mut body: Vec<&Piece> = before_tail(&without_repeats(&all))
        .iter()
        .copied()
        .filter(|piece| !points_elsewhere(piece))
        .filter(|piece| !is_boilerplate(&piece.text) && !is_appeal(&piece.text))
        .collect();
    body.truncate(body.len() - announced(&body));
    body
}

/// How many pieces at the end only say what came under them and was something else's: headings, and
/// a label or two ("BEST OF THE GAZETTE"). More short lines than that are a table or a list.
fn announced(body: &[&Piece]) -> usize {
    const LABELS: usize = 2;
    let is_heading = |piece: &&&Piece| piece.kind == BlockKind::Heading;
    let run = body.iter().rev().take_while(|piece| is_heading(piece) || is_end_label(piece));
    let labels = run.clone().filter(|piece| !is_heading(piece)).count();
    if labels <= LABELS {
        return run.count();
    }
    body.iter().rev().take_while(is_heading).count()
}

/// Whether a piece is a few words that are no sentence and no sign-off ("—Agency").
fn is_end_label(piece: &Piece) -> bool {
    /// Flat from three to eight on the development pages.
    const WORDS: usize = 5;
    let is_mark = |c: char| c.is_ascii_punctuation() || MARKS.contains(&c);
    piece.kind == BlockKind::Paragraph
        && piece.text.split_whitespace().count() <= WORDS
        && !piece.is_prose()
        && !piece.text.starts_with(is_mark)
        && !piece.text.ends_with(is_mark)
}

/// Marks that open or end sentences, quotations and sign-offs, beside ASCII.
const MARKS: [char; 15] =
    ['…', '။', '።', '“', '”', '‘', '’', '«', '»', '—', '–', '؟', '。', '।', '۔'];

/// How many pieces from the first prose on may be the head of the article: a standfirst, and under it
/// the day and the author.
const HEAD: usize = 5;

/// `body` without what stands in it twice: pages for several screen widths, sliders and pull quotes
/// repeat whole paragraphs. Short pieces go only on the heels of a longer repeat.
fn without_repeats<'a>(body: &[&'a Piece]) -> Vec<&'a Piece> {
    /// Shorter runs ("Pros", "Learn more about it") repeat rightly.
    const LONG: usize = 60;
    let mut seen: HashSet<&str> = HashSet::new();
    let mut after_repeat = false;
    let mut kept = Vec::with_capacity(body.len());
    for &piece in body {
        let known = !seen.insert(&piece.text);
        after_repeat = known && (piece.chars >= LONG || after_repeat);
        if !after_repeat {
            kept.push(piece);
        }
    }
    kept
}

/// Whether a piece is there for its links. A linked subheading with more words than its link, or of
/// a few words, is one of the article's.
fn points_elsewhere(piece: &Piece) -> bool {
    /// A linked heading of more words is a headline of another article.
    const WORDS: usize = 3;
    let few = || piece.text.split_whitespace().count() <= WORDS;
    let whole = piece.link_chars >= piece.chars;
    match piece.kind {
        BlockKind::Heading => whole && !few(),
        _ => piece.link_density() >= LINKED,
    }
}

/// The date, the author or the reading time, as they stand above an article.
fn is_label(piece: &Piece) -> bool {
    /// Sections, days, names: three words say no more than that.
    const SHORT: usize = 3;
    let words = piece.text.split_whitespace().count();
    piece.kind != BlockKind::Heading && (words <= SHORT || is_told_label(piece))
}

/// Whether a line says by its words that it is a label: "By", "Published", a day, "3 min read".
fn is_told_label(piece: &Piece) -> bool {
    /// "Published on Tuesday, March 12, 2019 at 10:15 by Ann Author and Bob Writer".
    const LONG: usize = 14;
    /// How such lines begin, folded.
    const OPENINGS: &[&str] =
        &["by", "published", "posted", "updated", "lastupdated", "written", "edited", "reviewed"];
    let told = || {
        let folded = folded(&piece.text);
        OPENINGS.iter().any(|opening| folded.starts_with(opening))
            || folded.ends_with("minread")
            || folded.ends_with("minuteread")
            || !dates(&piece.text, Order::DayFirst).is_empty()
    };
    piece.kind == BlockKind::Paragraph
        && !piece.text.ends_with(['.', '!', '?', '"', '”'])
        && piece.text.split_whitespace().count() <= LONG
        && told()
}

/// The pieces before the line that opens the end matter: other stories, the author, invitations.
fn before_tail<'a, 'b>(all: &'b [&'a Piece]) -> &'b [&'a Piece] {
    /// Share of the prose that end matter holds at most; a line that would cut off more is a
    /// subheading of the article.
    const LIGHT: f64 = 0.15;
    let total: usize = all.iter().map(|piece| piece.mass()).sum();
    let mut before = 0;
    for (at, piece) in all.iter().enumerate() {
        let rest = (total - before) as f64;
        if rest <= LIGHT * total as f64 && opens_tail(piece) {
            return all.get(..at).unwrap_or_default();
        }
        before += piece.mass();
    }
    all
}

/// Whether a short line opens end matter.
fn opens_tail(piece: &Piece) -> bool {
    /// "You might also be interested in these stories" has eight words.
    const WORDS: usize = 8;
    !piece.is_prose() && piece.text.split_whitespace().count() <= WORDS && {
        names_tail(&folded(&piece.text))
    }
}

/// Whether a folded line begins as those that open end matter.
pub fn names_tail(folded: &str) -> bool {
    TAILS.iter().any(|opening| folded.starts_with(opening))
}

/// How folded lines begin that open end matter.
const TAILS: &[&str] = &[
    "abouttheauthor",
    "aboutauthor",
    "authorbio",
    "jointheconversation",
    "keepreading",
    "latestnews",
    "latestposts",
    "latestarticles",
    "latestin",
    "latestfrom",
    "leaveacomment",
    "leaveareply",
    "morefrom",
    "morestories",
    "morenews",
    "morelikethis",
    "mostpopular",
    "mostread",
    "popularposts",
    "readnext",
    "recentposts",
    "recommendedfor",
    "recommendedarticles",
    "recommendedreading",
    "related",
    "shareth",
    "similarposts",
    "similararticles",
    "subscribeto",
    "signupfor",
    "trendingnow",
    "upnext",
    "whattoreadnext",
    "youmayalso",
    "youmightalso",
    "youmightlike",
    "youmaylike",
];

/// The index of the headline, if it stands among the first pieces.
fn headline_at(inside: &[&Piece], title: Option<&str>) -> Option<usize> {
    /// Breadcrumbs, section and date stand before a headline; more than this does not.
    const REACH: usize = 12;
    let headline = folded(title?);
    inside.iter().take(REACH).position(|piece| {
        let text = folded(&piece.text);
        text == headline || (piece.kind == BlockKind::Heading && alike(&text, &headline))
    })
}

/// Whether one folded line holds the other and is at most twice as long.
pub fn alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && short.len() * 2 >= long.len() && long.contains(short)
}

/// Letters and digits only, in lower case.
pub fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a short line is one of the phrases that pages carry and articles do not.
pub fn is_boilerplate(text: &str) -> bool {
    /// Longer lines are sentences of their own, in characters.
    const LONGEST: usize = 100;
    if text.chars().nth(LONGEST).is_some() {
        return false;
    }
    let folded = folded(text);
    folded.is_empty()
        || PHRASES.contains(&folded.as_str())
        || OPENINGS.iter().any(|opening| folded.starts_with(opening))
}

/// Whole lines, folded.
const PHRASES: &[&str] = &[
    "advertisement",
    "advertising",
    "backtotop",
    "comments",
    "contact",
    "copylink",
    "facebook",
    "home",
    "instagram",
    "leaveacomment",
    "leaveareply",
    "linkedin",
    "loadmore",
    "loading",
    "login",
    "logout",
    "menu",
    "next",
    "pinterest",
    "previous",
    "print",
    "register",
    "reply",
    "reset",
    "save",
    "search",
    "share",
    "signin",
    "signup",
    "skip",
    "subscribe",
    "tags",
    "toggle",
    "top",
    "tweet",
    "twitter",
    "whatsapp",
    "email",
    "acceptall",
    "acceptcookies",
    "rejectall",
    "manageoptions",
    "managecookies",
    "partager",
    "réagir",
    "imprimer",
    "compartir",
    "imprimir",
    "compartilhar",
    "condividi",
    "teilen",
    "drucken",
    "paylaş",
    "поділитися",
    "поделиться",
    "شارك",
    "مشاركة",
    "طباعة",
];

/// How folded lines begin.
const OPENINGS: &[&str] = &[
    "allrightsreserved",
    "alsoread",
    "advertisement",
    "articlecontinues",
    "swipetoscroll",
    "scrolltocontinue",
    "storycontinues",
    "mostpopular",
    "mostread",
    "trendingvideos",
    "watchthis",
    "clickhere",
    "continuereading",
    "copyright",
    "followuson",
    "readalso",
    "readmore",
    "readnext",
    "related",
    "sharethis",
    "shareon",
    "signupfor",
    "skipto",
    "subscribeto",
    "recommended",
    "youmayalso",
    "youmightalso",
    "photocredit",
    "imagecredit",
    "newsletter",
    "joinour",
    "forwardedfrom",
    "lireaussi",
    "àlireaussi",
    "lireégalement",
    "tempsdelecture",
    "leatambién",
    "leiatambém",
    "leiamais",
    "leggianche",
    "lesensieauch",
    "читайтетакож",
    "читайтетакже",
    "читатьтакже",
    "підписуйтесьна",
    "подписывайтесьна",
    "اقرأأيض",
    "إقرأأيض",
    "اقرأالمزيد",
    "شاهدأيض",
];
