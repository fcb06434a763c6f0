//! Word pieces against the reference's ids, and where the words are.
//!
//! `reference/cases.txt` was written by hand; its ids are those of the library `tokenizers`
//! (`reference/pieces.py cases`), which also compared a million lines.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use proptest::prelude::*;
use tidings_encoder::{Vocabulary, shape};

const VOCABULARY: &str = include_str!("reference/vocabulary.txt");

fn vocabulary() -> Vocabulary {
    Vocabulary::parse(VOCABULARY).unwrap()
}

#[test]
fn ids_are_the_references() {
    let vocabulary = vocabulary();
    let cases = include_str!("reference/cases.txt").lines();
    for (text, ids) in cases.map(|case| case.split_once('\t').unwrap()) {
        let text: String = serde_json::from_str(text).unwrap();
        let expected: Vec<u32> = ids.split(' ').map(|id| id.parse().unwrap()).collect();
        assert_eq!(vocabulary.pieces(&text, 256).ids, expected, "{text:?}");
    }
}

/// The words of `text`, each with its shape and number of pieces.
fn check(text: &str, expected: &[(&str, u8, u32)]) {
    let pieces = vocabulary().pieces(text, 256);
    let found: Vec<(&str, u8, u32)> = pieces
        .words
        .iter()
        .map(|word| {
            let words = &text[word.start as usize..word.end as usize];
            (words, pieces.shapes[word.first as usize], word.count)
        })
        .collect();
    assert_eq!(found, expected, "{text:?}");
}

#[test]
fn words_are_where_they_were_written() {
    check("The UN said:", &[("The", 2, 1), ("UN", 3, 1), ("said", 1, 1), (":", 7, 1)]);
    check("Élysée", &[("Élysée", 2, 5)]);
    check("e\u{301}le\u{300}!", &[("e\u{301}le\u{300}", 1, 3), ("!", 7, 1)]);
    check("a\u{200b}b  c", &[("a\u{200b}b", 1, 2), ("c", 1, 1)]);
    check("a中B", &[("a", 1, 1), ("中", 1, 1), ("B", 4, 1)]);
    check("a≠b", &[("a", 1, 1), ("≠", 7, 1), ("b", 1, 1)]);
    check("19 returning", &[("19", 6, 2), ("returning", 1, 2)]);
    check("", &[]);
}

#[test]
fn a_word_that_does_not_fit_is_left_out_whole() {
    let vocabulary = vocabulary();
    let pieces = |limit| vocabulary.pieces("the returning village", limit);
    assert!(!pieces(6).truncated);
    assert_eq!(pieces(6).ids.len(), 6);
    assert_eq!((pieces(5).words.len(), pieces(5).truncated), (2, true));
    assert_eq!((pieces(4).words.len(), pieces(4).ids.len()), (1, 3));
    assert_eq!((pieces(2).words.len(), pieces(0).ids.len()), (0, 2));
}

#[test]
fn a_vocabulary_needs_its_special_pieces() {
    let error = Vocabulary::parse("[UNK]\n[CLS]\na").unwrap_err().to_string();
    assert_eq!(error, "the model's vocabulary has no piece `[SEP]`");
}

proptest! {
    #[test]
    fn any_text_gives_words_in_order(text in "\\PC{0,40}|[a-c \u{301}é中.\u{200b}]{0,40}", limit in 0_usize..40) {
        let pieces = vocabulary().pieces(&text, limit);
        prop_assert!(pieces.len() <= limit.max(2));
        prop_assert_eq!(pieces.ids.len(), pieces.shapes.len());
        let (mut next, mut end) = (1, 0);
        for word in &pieces.words {
            prop_assert_eq!(word.first, next);
            prop_assert!(word.count > 0 && end <= word.start && word.start < word.end);
            next += word.count;
            end = word.end;
            let written = &text[word.start as usize..word.end as usize];
            for piece in word.first..word.first + word.count {
                prop_assert_eq!(pieces.shapes[piece as usize], shape(written));
            }
        }
        prop_assert_eq!(next as usize + 1, pieces.len());
    }
}
