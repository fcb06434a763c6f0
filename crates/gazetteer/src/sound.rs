//! Keys by sound for the names of imported packs: the same village in the spellings of many
//! reports.
//!
//! The embedded pack is keyed by [`crate::skeleton`]. Imported packs, whose villages reach
//! reports in many more spellings, are keyed by two kinds of keys:
//! - `=`: consonants, for Arabic, Kurdish, Persian and African names;
//! - `~`: consonants where *h* and *g* are one letter and *v* stays, for Russian and Ukrainian
//!   spellings of one name ("Yahidne", "Yagodnoye").
//!
//! Whoever looks up by them must still compare the spellings, see [`alike`].

use tidings_types::CountryCode;

use crate::fold::{bare, is_article, likeness};

/// Countries whose names reach reports both in Russian and in their own language's spelling.
const SLAVIC: &str = "BLR KAZ KGZ MDA RUS UKR";

/// Fewest letters of a name, articles aside, that is looked up by sound: shorter ones fall
/// together with too many others.
const SHORTEST: usize = 4;

/// Keys asked for one name at most.
const MOST_KEYS: usize = 12;

/// Digraphs and letters that stand for one sound; the longest first. An empty sound is dropped.
const SOUNDS: &[(&str, &str)] = &[
    ("shch", "x"),
    ("sch", "x"),
    ("tsh", "x"),
    ("tch", "x"),
    ("sh", "x"),
    ("ch", "x"),
    ("kh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("zh", "j"),
    ("dj", "j"),
    ("ph", "f"),
    ("ts", "s"),
    ("q", "k"),
    ("c", "k"),
    ("h", ""),
    ("v", ""),
];

/// Other sounds that transliterations write with the same letters: "Theeban" for Dhiban.
const CONFUSED: &[(&str, &[&str])] = &[
    ("th", &["dh", "s"]),
    ("dh", &["z", "th"]),
    ("z", &["dh"]),
    ("ch", &["k"]),
    ("g", &["q", "j"]),
    ("j", &["g"]),
    ("gh", &["q"]),
    ("q", &["g"]),
    ("k", &["kh"]),
];

/// The keys under which a name of a place in `country` is filed; none for other scripts.
pub(crate) fn filed(folded: &str, country: Option<CountryCode>) -> Option<String> {
    let slavic = country.is_some_and(|code| SLAVIC.contains(code.as_str()));
    key(folded, slavic)
}

/// The keys by which a name that a report writes is looked up, the likeliest first.
pub(crate) fn asked(folded: &str) -> Vec<String> {
    let mut keys: Vec<String> = [false, true].iter().filter_map(|one| key(folded, *one)).collect();
    for (written, meant) in CONFUSED {
        for other in meant.iter().filter(|_| folded.contains(written)) {
            keys.extend(key(&folded.replace(written, other), false));
        }
    }
    let mut seen = std::collections::HashSet::new();
    keys.retain(|key| seen.insert(key.clone()));
    keys.truncate(MOST_KEYS);
    keys
}

fn key(folded: &str, slavic: bool) -> Option<String> {
    if !folded.is_ascii() {
        return None;
    }
    let name = joined(folded);
    if name.len() < SHORTEST {
        return None;
    }
    let mut key = String::from(if slavic { "~" } else { "=" });
    let mut last = "";
    let mut rest = name.as_str();
    while let Some(letter) = rest.get(..1) {
        let known = SOUNDS.iter().find(|(written, _)| rest.starts_with(written));
        let (width, sound) = match known {
            Some((written @ "h", _)) if slavic => (written.len(), "g"),
            Some((written @ "v", _)) if slavic => (written.len(), "v"),
            Some((written, sound)) => (written.len(), *sound),
            None if is_vowel(letter) => (1, ""),
            None => (1, letter),
        };
        // A letter told twice is one sound, with a vowel between them two.
        if !(sound.is_empty() || sound == last) {
            key.push_str(sound);
        }
        last = if is_vowel(letter) { "" } else { sound };
        rest = rest.get(width..).unwrap_or_default();
    }
    (key.len() > 1).then_some(key)
}

fn is_vowel(letter: &str) -> bool {
    matches!(letter, "a" | "e" | "i" | "o" | "u" | "w" | "y")
}

/// A name's words in one, without articles.
fn joined(folded: &str) -> String {
    let words: Vec<&str> = folded.split(' ').collect();
    let last = words.len() - 1;
    let kept = words.iter().enumerate().filter(|(at, word)| *at == last || !is_article(word));
    kept.map(|(_, word)| *word).collect()
}

/// How alike two spellings are whose keys agree, 0 to 1: vowels weigh little, Russian and
/// Ukrainian endings nothing.
pub(crate) fn alike(one: &str, other: &str, key: &str) -> f32 {
    if key.starts_with('~') {
        return likeness(&stem(one), &stem(other));
    }
    likeness(&levelled(one), &levelled(other))
}

/// Arabic letters that transliterations write in several ways, in one of them.
fn levelled(folded: &str) -> String {
    let name = bare(folded).unwrap_or_else(|| folded.to_owned());
    let mut name = name.replace("ou", "u").replace("ee", "i").replace("oo", "u");
    for (written, sound) in SOUNDS.iter().take_while(|(written, _)| written.len() > 1) {
        name = name.replace(written, sound);
    }
    name.replace(['q', 'c'], "k")
}

/// A Slavic name without its ending, *h* as *g*.
fn stem(folded: &str) -> String {
    const ENDINGS: [&str; 12] =
        ["oye", "aya", "oe", "ye", "yi", "iy", "yy", "ii", "ia", "e", "a", "y"];
    let mut name = folded.replace("iiv", "iv").replace("iyiv", "iv").replace("yiv", "iv");
    for (written, sound) in SOUNDS.iter().take_while(|(written, _)| written.len() > 1) {
        name = name.replace(written, sound);
    }
    let words = name.split(' ').map(|word| {
        let short = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending));
        short.filter(|rest| rest.len() >= 3).unwrap_or(word).replace('h', "g")
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use tidings_types::CountryCode;

    use super::*;
    use crate::fold::fold;

    #[track_caller]
    fn check(written: &str, held: &str, country: &str) {
        let (written, held) = (fold(written), fold(held));
        let filed = filed(&held, CountryCode::new(country)).unwrap_or_default();
        assert!(
            asked(&written).contains(&filed),
            "{written}: {:?}; {held}: {filed}",
            asked(&written)
        );
        let alike = alike(&written, &held, &filed);
        assert!(alike >= 0.7, "{written} / {held}: {alike}");
    }

    #[test]
    fn spellings_of_reports_find_the_name() {
        check("Theeban", "Dhiban", "SYR");
        check("Sousseh", "As Susah", "SYR");
        check("Hajeen", "Hajin", "SYR");
        check("Kichanga", "Kitshanga", "COD");
        check("Mambassa", "Mambasa", "COD");
        check("Qeshen", "Qishn", "YEM");
        check("Yagodnoye", "Yahidne", "UKR");
        check("Bilohorivka", "Belogorovka", "UKR");
        check("Klishchiivka", "Klyshchiyivka", "UKR");
        check("Stanitsa Luganskaya", "Stanytsya Luhanska", "UKR");
    }

    #[test]
    fn short_names_and_other_scripts_have_no_key() {
        assert!(asked("ain").is_empty());
        assert!(asked("al hol").is_empty());
        assert!(asked(&fold("الشعفة")).is_empty());
        assert!(asked("").is_empty());
    }
}
