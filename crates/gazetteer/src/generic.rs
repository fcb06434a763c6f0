//! Words that name a kind of place and only with what follows a place: "Tell", "Beit", "Velyki".

use tidings_types::Span;

use crate::{
    fold::{fold, is_article},
    tokens::tokens,
};

/// Words with which names of villages begin and which are no names without what follows: hill,
/// spring, monastery, house, river, father, mother.
const GENERIC: &str = " tal tall tell tel deir dayr der beit bayt bir ayn ain ein wadi jabal jebel \
    umm um abu abou bani beni khirbet khirbat kharab kafr kufr nahr hisn husn ras qasr khan sheikh \
    shaykh shaqq wad hillat hay arab mazraat qaryat jisr dar albu kani sur velyka velyki mala malyi \
    nova novyi stara staryi ";

/// Bytes after a name within which its next word is looked for.
const REACH: usize = 48;

/// Whether a word is no name by itself.
pub(crate) fn is_generic(word: &str) -> bool {
    GENERIC.contains(&format!(" {} ", fold(word)))
}

/// Whether a mention is such a word and the name goes on after it: "Arab" in "Arab al-Zuwaytat".
pub(crate) fn is_cut_short(text: &str, span: Span) -> bool {
    if !span.of(text).is_some_and(is_generic) {
        return false;
    }
    let rest = text.get(span.end as usize..).unwrap_or_default();
    let window = rest.get(..rest.floor_char_boundary(REACH)).unwrap_or_default();
    let words = tokens(window);
    let joined = |from: usize, to: usize| matches!(window.get(from..to), Some(" " | "-"));
    let Some(next) = words.first().filter(|next| joined(0, next.start)) else { return false };
    let after = words.get(1).filter(|after| joined(next.end, after.start));
    next.case.is_name() || is_article(next.of(window)) && after.is_some_and(|a| a.case.is_name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_for_a_kind_of_place_is_no_name_without_the_next() {
        let check = |text: &str, word: &str, expected: bool| {
            let start = text.find(word).unwrap();
            let span = Span::new(start, start + word.len());
            assert_eq!(is_cut_short(text, span), expected, "{word}: {text}");
        };
        check("Bulldozers entered Arab al-Zuwaytat today", "Arab", true);
        check("Shelling hit Velyki Trymbaly.", "Velyki", true);
        check("They fled to Sur, and to Jisr.", "Sur", false);
        check("They fled to Sur and to Jisr.", "Jisr", false);
        check("They fled to Sur in Lebanon.", "Sur", false);
        check("They fled Hajin Tuesday.", "Hajin", false);
    }
}
