//! Which pieces inside the article's element belong to the article.

use tidings_types::BlockKind;

use crate::pieces::Piece;

/// Share of links above which a piece points elsewhere.
const LINKED: f64 = 0.5;

/// The pieces of `inside` that are the article's own.
pub fn keep<'a>(inside: &[&'a Piece], title: Option<&str>) -> Vec<&'a Piece> {
    let start = after_title(inside, title);
    let body = inside.get(start..).unwrap_or_default();
    body.iter()
        .copied()
        .filter(|piece| piece.link_density() < LINKED)
        .filter(|piece| !is_boilerplate(&piece.text))
        .collect()
}

/// The index just past the headline, if the headline stands among the first pieces.
fn after_title(inside: &[&Piece], title: Option<&str>) -> usize {
    let Some(title) = title else { return 0 };
    let headline = folded(title);
    inside
        .iter()
        .take(12)
        .position(|piece| {
            let text = folded(&piece.text);
            !text.is_empty()
                && (text == headline
                    || piece.kind == BlockKind::Heading
                        && (headline.contains(&text) || text.contains(&headline)))
        })
        .map_or(0, |at| at + 1)
}

/// Letters and digits only, in lower case.
pub fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a short line is one of the phrases that pages carry and articles do not.
pub fn is_boilerplate(text: &str) -> bool {
    /// Longer lines are sentences of their own.
    const LONGEST: usize = 100;
    if text.len() > LONGEST {
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
];

/// How folded lines begin.
const OPENINGS: &[&str] = &[
    "allrightsreserved",
    "alsoread",
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
];
