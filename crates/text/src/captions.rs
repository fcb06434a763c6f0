//! Credits of pictures, by which captions are known that nothing else marks.

/// Whether a line is the credit of a picture or ends in one.
pub fn is_credit(text: &str, chars: usize) -> bool {
    const LONGEST_CREDIT: usize = 100;
    const LONGEST_CAPTION: usize = 500;
    let starts = |opening: &&str| {
        text.get(..opening.len()).is_some_and(|head| head.eq_ignore_ascii_case(opening))
    };
    let ends = |ending: &&str| {
        let at = text.len().checked_sub(ending.len());
        at.and_then(|at| text.get(at..)).is_some_and(|tail| tail.eq_ignore_ascii_case(ending))
    };
    (chars <= LONGEST_CREDIT && CREDIT_OPENINGS.iter().any(starts))
        || (chars <= LONGEST_CAPTION && CREDIT_ENDINGS.iter().any(ends))
}

const CREDIT_OPENINGS: &[&str] = &[
    "photo:",
    "photos:",
    "photo by ",
    "photos by ",
    "photo credit",
    "photo courtesy",
    "photograph:",
    "photograph by ",
    "photographs by ",
    "photography by ",
    "image:",
    "images:",
    "image credit",
    "image courtesy",
    "image by ",
    "picture:",
    "picture by ",
    "illustration:",
    "illustration by ",
    "credit:",
    "graphic:",
    "foto:",
    "fotos:",
    "bild:",
    "crédit photo",
];

const CREDIT_ENDINGS: &[&str] = &[
    "getty images)",
    "getty images",
    "getty images.)",
    "getty images]",
    "/getty)",
    "/afp)",
    "/ap)",
    "/epa)",
    "/reuters)",
    "via ap)",
    "via reuters)",
    "(ap photo)",
    "shutterstock)",
    "/shutterstock",
    "file photo)",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_open_or_end_a_line() {
        let check = |text: &str, expected: bool| {
            assert_eq!(is_credit(text, text.chars().count()), expected, "{text}");
        };
        check("Photo: Ann Author", true);
        check("Illustration by Ann Author", true);
        check("A man looks at his house. (Ann Author / AFP / Getty Images)", true);
        check("Soldiers at a post near the town (AP Photo)", true);
        check("Photo evidence was shown in court on Tuesday.", false);
        check("The picture was taken by a resident.", false);
        check("The town fell on Tuesday. (Reuters)", false);
    }
}
