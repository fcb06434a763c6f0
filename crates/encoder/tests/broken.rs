//! Broken models are told, and none is a fault.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::slice::from_ref;

use proptest::prelude::*;
use tidings_encoder::Encoder;

const MODEL: &[u8] = include_bytes!("reference/tiny.safetensors");

/// The tiny model with `from` in its header replaced by `to`, which must be as long.
fn with(from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let at = MODEL.windows(from.len()).position(|bytes| bytes == from.as_bytes()).unwrap();
    let mut model = MODEL.to_vec();
    model[at..at + to.len()].copy_from_slice(to.as_bytes());
    model
}

fn check(from: &str, to: &str, expected: &str) {
    let error = Encoder::open(&with(from, to)).unwrap_err().to_string();
    assert_eq!(error, expected);
}

#[test]
fn what_is_wrong_is_said() {
    check("\"config\"", "\"konfig\"", "the model's metadata has no `config`");
    check("\\\"layers\\\"", "\\\"lagers\\\"", "the model's `config` cannot be read");
    check(
        "\"layer.1.up.bias\"",
        "\"layer.9.up.bias\"",
        "the model has no tensor `layer.1.up.bias`",
    );
    check(
        "\\\"inner\\\": 64",
        "\\\"inner\\\": 65",
        "the model's `config` says inner is 65, but it must be a multiple of 32 and at most 16384",
    );
    check(
        "\\\"inner\\\": 64",
        "\\\"inner\\\": 96",
        "the tensor `layer.0.up.weight` has the shape [64, 32], but it must have [96, 32]",
    );
    check(
        "\\\"heads\\\": 2",
        "\\\"heads\\\": 0",
        "the model's `config` says heads is 0, but it must be such that a head's width is a multiple of 8",
    );
    let error = Encoder::open(b"no model").unwrap_err().to_string();
    assert_eq!(error, "the model is no safetensors file");
    assert!(Encoder::open(&[]).is_err());
}

#[test]
fn a_number_that_is_none_is_told() {
    let mut model = MODEL.to_vec();
    let end = model.len();
    let header = u64::from_le_bytes(MODEL[..8].try_into().unwrap()) as usize;
    // The floats stand before the bytes: the first of all is one of theirs.
    assert!(header + 12 < end);
    model[8 + header..12 + header].copy_from_slice(&f32::NAN.to_le_bytes());
    let error = Encoder::open(&model).unwrap_err().to_string();
    assert!(error.ends_with("holds a value that is not finite"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_bytes_are_a_fault(at in 0_usize..5000, byte in any::<u8>(), length in 0_usize..400_000) {
        let mut model = MODEL.to_vec();
        model[at] = byte;
        model.truncate(length);
        if let Ok(encoder) = Encoder::open(&model) {
            let states = encoder.encode(&[encoder.pieces("The village of Hajin")]);
            prop_assert_eq!(encoder.about(&states[0], from_ref(&(0..1))).len().min(1), 1);
        }
    }
}
