//! Overlap of two texts in words and in shingles of four words.

use std::collections::HashMap;
use std::hash::Hash;

use super::Counts;

/// Words in a shingle, as in the article-extraction benchmark of Scrapinghub.
const SHINGLE: usize = 4;

/// The words of a text in lower case: longest runs of letters, digits and underscores.
pub fn words(text: &str) -> Vec<String> {
    runs(text).map(str::to_lowercase).collect()
}

fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty())
}

/// Overlap of two texts as bags of words: a word counts as often as both texts hold it.
pub fn word_counts(gold: &str, got: &str) -> Counts {
    overlap(&bag(words(gold)), &bag(words(got)))
}

/// Overlap of two texts as bags of four-word shingles, as written: capitals count. A text of fewer
/// words is one shingle.
pub fn shingle_counts(gold: &str, got: &str) -> Counts {
    let (gold, got): (Vec<_>, Vec<_>) = (runs(gold).collect(), runs(got).collect());
    overlap(&bag(shingles(&gold)), &bag(shingles(&got)))
}

fn shingles<'a, 't>(words: &'a [&'t str]) -> Vec<&'a [&'t str]> {
    match words.len() {
        0 => Vec::new(),
        length if length < SHINGLE => vec![words],
        _ => words.windows(SHINGLE).collect(),
    }
}

fn bag<T: Hash + Eq>(items: Vec<T>) -> HashMap<T, usize> {
    let mut bag = HashMap::new();
    for item in items {
        *bag.entry(item).or_insert(0) += 1;
    }
    bag
}

fn overlap<T: Hash + Eq>(gold: &HashMap<T, usize>, got: &HashMap<T, usize>) -> Counts {
    let shared: usize =
        gold.iter().map(|(item, count)| got.get(item).map_or(0, |other| *count.min(other))).sum();
    let total = |bag: &HashMap<T, usize>| bag.values().sum::<usize>();
    Counts::new(shared, total(got) - shared, total(gold) - shared)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_lower_case_runs() {
        assert_eq!(words("Don't stop—Deir ez-Zor!"), ["don", "t", "stop", "deir", "ez", "zor"]);
        assert!(words(" … ").is_empty());
    }

    #[test]
    fn a_word_counts_as_often_as_both_hold_it() {
        assert_eq!(word_counts("a b b c", "b b b d"), Counts::new(2, 2, 2));
        assert_eq!(word_counts("", "a"), Counts::new(0, 1, 0));
        assert_eq!(word_counts("", "").f1(), 0.0);
    }

    #[test]
    fn shingles_mind_the_order() {
        assert_eq!(shingle_counts("a b c d e", "a b c d"), Counts::new(1, 0, 1));
        assert_eq!(shingle_counts("a b c d", "d c b a"), Counts::new(0, 1, 1));
        assert_eq!(shingle_counts("a b", "a b"), Counts::new(1, 0, 0));
        assert_eq!(shingle_counts("A b c d", "a b c d"), Counts::new(0, 1, 1));
        assert_eq!(shingle_counts("a b c d a b c d", "a b c d"), Counts::new(1, 0, 4));
    }
}
