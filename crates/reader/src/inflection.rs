//! Forms of verbs and nouns.

/// Which form of a verb a word may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Form {
    /// "attack".
    Base,
    /// "attacks".
    Third,
    /// "attacked" as a finite verb.
    Past,
    /// "attacked" as a participle.
    Participle,
    /// "attacking".
    Gerund,
}

/// All forms of a verb. `parts` are past and participle where they are irregular; `doubling` says
/// that a verb of several syllables doubles its last consonant.
pub(crate) fn verb_forms(
    base: &str,
    parts: Option<(&str, &str)>,
    doubling: bool,
) -> Vec<(String, Form)> {
    let stem = if doubling || doubles(base) { doubled(base) } else { base.to_owned() };
    let (past, participle) = match parts {
        Some((past, participle)) => (past.to_owned(), participle.to_owned()),
        None => (past(base, &stem), past(base, &stem)),
    };
    let mut forms = vec![
        (base.to_owned(), Form::Base),
        (third(base), Form::Third),
        (gerund(base, &stem), Form::Gerund),
        (past, Form::Past),
        (participle, Form::Participle),
    ];
    if base.ends_with('l') && stem == base && parts.is_none() {
        // Both spellings are in use: "shelled", "travelled", "traveled".
        forms.push((format!("{base}led"), Form::Past));
        forms.push((format!("{base}led"), Form::Participle));
        forms.push((format!("{base}ling"), Form::Gerund));
    }
    forms
}

fn is_vowel(letter: char) -> bool {
    "aeiou".contains(letter)
}

/// Whether a verb of one syllable ends in consonant, vowel, consonant: "stab", "plan".
fn doubles(base: &str) -> bool {
    let letters: Vec<char> = base.chars().collect();
    let groups =
        letters.split(|letter| !is_vowel(*letter)).filter(|group| !group.is_empty()).count();
    let [.., a, b, c] = letters[..] else { return false };
    groups == 1 && !is_vowel(a) && is_vowel(b) && !is_vowel(c) && !"wxy".contains(c)
        || groups == 1 && letters.len() == 4 && base.starts_with("qu") && !is_vowel(c)
}

fn doubled(base: &str) -> String {
    let last = base.chars().next_back();
    base.chars().chain(last).collect()
}

fn ends_in_consonant_y(base: &str) -> bool {
    let mut letters = base.chars().rev();
    letters.next() == Some('y') && letters.next().is_some_and(|before| !is_vowel(before))
}

fn third(base: &str) -> String {
    let sibilant = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| base.ends_with(end));
    if ends_in_consonant_y(base) {
        format!("{}ies", &base[..base.len() - 1])
    } else if sibilant {
        format!("{base}es")
    } else {
        format!("{base}s")
    }
}

fn past(base: &str, stem: &str) -> String {
    if base.ends_with('e') {
        format!("{base}d")
    } else if ends_in_consonant_y(base) {
        format!("{}ied", &base[..base.len() - 1])
    } else {
        format!("{stem}ed")
    }
}

fn gerund(base: &str, stem: &str) -> String {
    if let Some(short) = base.strip_suffix("ie") {
        format!("{short}ying")
    } else if base.ends_with('e') && !base.ends_with("ee") && base.len() > 2 {
        format!("{}ing", &base[..base.len() - 1])
    } else {
        format!("{stem}ing")
    }
}

/// Singular of a regular plural noun; the word itself where it is no plural.
pub(crate) fn singular(word: &str) -> String {
    let cut = |count: usize, end: &str| {
        let kept = word.len().saturating_sub(count);
        word.get(..kept).map_or_else(|| word.to_owned(), |stem| format!("{stem}{end}"))
    };
    if word.len() < 4 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        word.to_owned()
    } else if word.ends_with("ies") && word.len() > 4 {
        cut(3, "y")
    } else if ["sses", "xes", "ches", "shes", "zes", "oes"].iter().any(|end| word.ends_with(end)) {
        cut(2, "")
    } else if word.ends_with('s') && !word.ends_with("'s") {
        cut(1, "")
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_verbs() {
        let check = |base: &str, wanted: &str| {
            let forms = verb_forms(base, None, base == "kidnap");
            let words: Vec<_> = forms.iter().take(4).map(|(word, _)| word.as_str()).collect();
            assert_eq!(words.join(" "), wanted);
        };
        check("attack", "attack attacks attacking attacked");
        check("seize", "seize seizes seizing seized");
        check("stab", "stab stabs stabbing stabbed");
        check("kidnap", "kidnap kidnaps kidnapping kidnapped");
        check("bury", "bury buries burying buried");
        check("clash", "clash clashes clashing clashed");
        check("die", "die dies dying died");
        check("deploy", "deploy deploys deploying deployed");
        check("rain", "rain rains raining rained");
        check("free", "free frees freeing freed");
    }

    #[test]
    fn irregular_verbs() {
        let forms = verb_forms("shoot", Some(("shot", "shot")), false);
        assert!(forms.contains(&("shot".to_owned(), Form::Past)));
        assert!(forms.contains(&("shot".to_owned(), Form::Participle)));
        assert!(forms.contains(&("shooting".to_owned(), Form::Gerund)));
    }

    #[test]
    fn singulars() {
        let check = |plural: &str, wanted: &str| assert_eq!(singular(plural), wanted);
        check("villages", "village");
        check("armies", "army");
        check("clashes", "clash");
        check("boxes", "box");
        check("siege", "siege");
        check("crisis", "crisis");
        check("press", "press");
        check("été", "été");
    }
}
