//! The encoder against a floating-point reference, and against itself: other neighbours, other
//! kernels, other threads. `reference/tiny.py` made the model and what it must give.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use proptest::prelude::*;
use serde::Deserialize;
use std::collections::HashMap;
use std::ops::Range;
use std::slice::from_ref;

use tidings_encoder::{About, Encoder, Kernel, Logits, Marker, Pieces, States};

const MODEL: &[u8] = include_bytes!("reference/tiny.safetensors");

/// How far a number, most of them about 1 in magnitude, may be from the reference's that rounds
/// inputs to bytes too. It computes in 64 bits, so that now and then one rounds to the next byte.
const TOLERANCE: f32 = 0.001;
/// The same for the reference that rounds no inputs, on average.
const TOLERANCE_OF_ROUNDING: f32 = 0.03;

/// One sentence and what the reference made of it.
#[derive(Deserialize)]
struct Expected {
    text: String,
    ids: Vec<u32>,
    shapes: Vec<u8>,
    first: Vec<u32>,
    exact: Vec<Vec<f32>>,
    states: Vec<Vec<f32>>,
    tags: HashMap<String, Vec<Vec<f32>>>,
    about: Vec<ExpectedAbout>,
    relevance: f32,
}

#[derive(Deserialize)]
struct ExpectedAbout {
    words: (usize, usize),
    #[serde(flatten)]
    heads: HashMap<String, Vec<Vec<f32>>>,
}

fn expected() -> Vec<Expected> {
    serde_json::from_str(include_str!("reference/tiny.json")).unwrap()
}

fn encoder() -> Encoder {
    Encoder::open(MODEL).unwrap()
}

fn check<'a>(
    found: impl ExactSizeIterator<Item = &'a [f32]>,
    expected: &[Vec<f32>],
    what: &str,
) -> f32 {
    assert_eq!(found.len(), expected.len(), "{what}");
    let mut worst = 0.0_f32;
    for (found, expected) in found.zip(expected) {
        assert_eq!(found.len(), expected.len(), "{what}");
        for (found, expected) in found.iter().zip(expected) {
            worst = worst.max((found - expected).abs());
        }
    }
    assert!(worst < TOLERANCE, "{what}: {worst}");
    worst
}

#[test]
fn pieces_and_gate_are_the_references() {
    let encoder = encoder();
    for expected in expected() {
        let pieces = encoder.pieces(&expected.text);
        assert_eq!(pieces.ids, expected.ids, "{}", expected.text);
        assert_eq!(pieces.shapes, expected.shapes, "{}", expected.text);
        let first: Vec<u32> = pieces.words.iter().map(|word| word.first).collect();
        assert_eq!(first, expected.first, "{}", expected.text);
        assert!((encoder.relevance(&pieces) - expected.relevance).abs() < 2e-6);
    }
}

#[test]
fn states_and_heads_are_near_the_references() {
    let encoder = encoder();
    let expected = expected();
    let pieces: Vec<Pieces> = expected.iter().map(|row| encoder.pieces(&row.text)).collect();
    let mut worst = 0.0_f32;
    for (states, expected) in encoder.encode(&pieces).iter().zip(&expected) {
        let mut compare = |found: &Logits, expected: &[Vec<f32>], what: &str| {
            worst = worst.max(check(found.rows(), expected, what));
        };
        check(states.pieces(), &expected.states, &expected.text);
        let pairs = states.pieces().flatten().zip(expected.exact.iter().flatten());
        let mean = pairs.map(|(found, exact)| (found - exact).abs()).sum::<f32>()
            / (32 * expected.ids.len()) as f32;
        assert!(mean < TOLERANCE_OF_ROUNDING, "{}: {mean}", expected.text);
        for (name, tags) in &expected.tags {
            compare(&encoder.tags(encoder.tag_head(name).unwrap(), states), tags, name);
        }
        let triggers: Vec<Range<usize>> =
            expected.about.iter().map(|about| about.words.0..about.words.1).collect();
        for (found, about) in encoder.about(states, &marked(&triggers)).iter().zip(&expected.about)
        {
            for (name, logits) in &about.heads {
                compare(found.logits(encoder.about_head(name).unwrap()), logits, name);
            }
        }
    }
    println!("largest difference of a logit: {worst}");
}

/// Everything that the encoder says of each sentence, encoded together.
fn all(encoder: &Encoder, sentences: &[Pieces]) -> Vec<(States, Vec<Logits>, Vec<About>)> {
    let heads = ["names", "triggers"].map(|name| encoder.tag_head(name).unwrap());
    let one = |states: States| {
        let tags = heads.iter().map(|head| encoder.tags(*head, &states)).collect();
        let about = encoder.about(&states, &marked(&[0..1, 1..3, 0..0]));
        (states, tags, about)
    };
    encoder.encode(sentences).into_iter().map(one).collect()
}

fn many(encoder: &Encoder) -> Vec<Pieces> {
    let expected = expected();
    let joined = |number: usize| {
        let texts = (0..=number % 3).map(|more| expected[(number + more) % 5].text.as_str());
        texts.collect::<Vec<_>>().join(" ")
    };
    (0..40).map(|number| encoder.pieces(&joined(number))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn neighbours_change_no_bit(order in Just((0..40_usize).collect::<Vec<_>>()).prop_shuffle(), count in 1_usize..40) {
        let encoder = encoder();
        let sentences = many(&encoder);
        let alone: Vec<_> =
            sentences.iter().flat_map(|sentence| all(&encoder, from_ref(sentence))).collect();
        let chosen: Vec<Pieces> = order[..count].iter().map(|number| sentences[*number].clone()).collect();
        for (found, number) in all(&encoder, &chosen).iter().zip(&order) {
            prop_assert!(*found == alone[*number]);
        }
    }
}

#[test]
fn kernels_and_threads_change_no_bit() {
    let plain = Encoder::open_with(MODEL, Kernel::plain()).unwrap();
    let sentences = many(&plain);
    let expected = all(&plain, &sentences);
    for kernel in Kernel::available() {
        let encoder = Encoder::open_with(MODEL, kernel).unwrap();
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| assert!(all(&encoder, &sentences) == expected, "{kernel:?}"));
            }
        });
    }
}

/// A sum over all bits that the tiny model gives: the same on every processor. It changes only
/// with the model or the arithmetic, and then must be written anew from a run with `plain`.
#[test]
fn bits_are_those_of_every_other_machine() {
    let encoder = encoder();
    let mut sum = 0_u64;
    for (states, tags, about) in all(&encoder, &many(&encoder)) {
        let roles = encoder.about_head("roles").unwrap();
        let rows = states.pieces().chain(tags[1].rows()).chain(about[1].logits(roles).rows());
        for value in rows.flatten() {
            sum = sum.rotate_left(5).wrapping_mul(0x0100_0000_01b3) ^ u64::from(value.to_bits());
        }
    }
    assert_eq!(sum, BITS, "{sum:#x}");
}

const BITS: u64 = 0xf207_80f2_c4a7_74d5;

#[test]
fn heads_have_names_and_labels() {
    let encoder = encoder();
    let names = encoder.tag_head("names").unwrap();
    assert_eq!(encoder.tag_labels(names), ["O", "B-place", "I-place"]);
    assert_eq!(encoder.about_labels(encoder.about_head("assertion").unwrap()), ["real", "planned"]);
    assert!(encoder.tag_head("roles").is_none() && encoder.about_head("names").is_none());
}

#[test]
fn pieces_that_are_not_the_models_are_no_fault() {
    let encoder = encoder();
    let mut pieces = encoder.pieces("The village of Hajin");
    pieces.ids.fill(u32::MAX);
    pieces.shapes.fill(200);
    let long = Pieces {
        ids: vec![7; 300],
        shapes: vec![1; 300],
        words: pieces.words.clone(),
        truncated: false,
    };
    let states = encoder.encode(&[pieces, Pieces::default(), long]);
    assert_eq!(states.iter().map(|states| states.pieces().len()).collect::<Vec<_>>(), [6, 0, 64]);
    assert_eq!(encoder.about(&states[0], &marked(&[3..9, 9..12])).len(), 2);
    assert_eq!(encoder.about(&states[1], &[vec![(Marker(0), 0..0)]]).len(), 1);
    assert!(encoder.encode(&[]).is_empty());
}

/// Each trigger as a question of its own.
fn marked(triggers: &[Range<usize>]) -> Vec<Vec<(Marker, Range<usize>)>> {
    triggers.iter().map(|words| vec![(Marker(0), words.clone())]).collect()
}
