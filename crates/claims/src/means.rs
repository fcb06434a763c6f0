//! Means: classes of weapons and vehicles by the words for them, as data.

use std::{collections::HashMap, sync::LazyLock};

use tidings_types::{Evidence, Means, Span};

use crate::tokens::{Token, tokens};

/// Phrases with their class, longest first.
static CLASSES: LazyLock<Vec<(Vec<String>, String)>> = LazyLock::new(|| {
    let tables: HashMap<String, Vec<String>> =
        toml::from_str(include_str!("../data/means.toml")).unwrap_or_default();
    let words =
        |phrase: &String| tokens(phrase, 0).into_iter().map(|t| t.lower).collect::<Vec<_>>();
    let mut classes: Vec<(Vec<String>, String)> = tables
        .iter()
        .flat_map(|(class, phrases)| {
            phrases.iter().map(move |phrase| (words(phrase), class.clone()))
        })
        .collect();
    classes.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
    classes
});

/// The class of a weapon or vehicle described by `tokens`, if any.
pub fn class_of(tokens: &[Token]) -> Option<&'static str> {
    CLASSES
        .iter()
        .find(|(words, _)| {
            tokens
                .windows(words.len())
                .any(|window| window.iter().zip(words).all(|(token, word)| token.lower == *word))
        })
        .map(|(_, class)| class.as_str())
}

/// The means that the words at `span` name.
pub(crate) fn means(text: &str, span: Span, tokens: &[Token], confidence: f32) -> Option<Means> {
    let class = class_of(tokens)?.to_owned();
    Some(Means { class, mention: Evidence::quote(text, span)?, confidence })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_follow_the_longest_phrase() {
        for (words, expected) in [
            ("a roadside bomb", Some("ied")),
            ("a bomb", Some("bomb")),
            ("a car bomb", Some("car-bomb")),
            ("anti-tank mines", Some("mine")),
            ("green buses", Some("bus")),
            ("rocket-propelled grenades", Some("rocket")),
            ("Mortar shells", Some("mortar")),
            ("tear gas", Some("tear-gas")),
            ("IEDs", Some("ied")),
            ("a table", None),
        ] {
            assert_eq!(class_of(&tokens(words, 0)), expected, "{words}");
        }
    }
}
