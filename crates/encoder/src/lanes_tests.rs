//! Accuracy against 64-bit arithmetic, and equal bits with and without AVX2.

use proptest::prelude::*;

use super::{
    LANES, Norm, ROWS, activate, add_and_normalise, erf, exp, gelu, multiply, quantise, softmax,
};
use crate::kernel::Kernel;

/// The error function by its series, good to 1e-12 up to 4.
fn exact_erf(x: f64) -> f64 {
    let (mut term, mut sum) = (x, x);
    for number in 1..120 {
        let number = f64::from(number);
        term *= -x * x / number;
        sum += term / (2.0 * number + 1.0);
    }
    sum * std::f64::consts::FRAC_2_SQRT_PI
}

#[test]
fn exp_is_as_exact_as_it_says() {
    let worst = (-870..=880_i16).flat_map(|tenth| (0..97_i16).map(move |part| (tenth, part)));
    let errors = worst.map(|(tenth, part)| {
        let x = (f32::from(tenth) / 10.0 + f32::from(part) / 1000.0).clamp(-87.0, 88.0);
        let exact = f64::from(x).exp();
        (f64::from(exp(x)) / exact - 1.0).abs()
    });
    let worst = errors.fold(0.0, f64::max);
    assert!(worst < 1.2e-7, "{worst}");
    assert_eq!(exp(0.0), 1.0);
    assert_eq!(exp(-1e9), exp(-87.0));
}

#[test]
fn erf_and_gelu_are_as_exact_as_they_say() {
    let points = (-40_000..=40_000_i32).map(|step| step as f32 / 10_000.0);
    let worst = points.clone().map(|x| (f64::from(erf(x)) - exact_erf(f64::from(x))).abs());
    let worst = worst.fold(0.0, f64::max);
    assert!(worst < 5e-7, "{worst}");
    let exact = |x: f64| 0.5 * x * (1.0 + exact_erf(x * std::f64::consts::FRAC_1_SQRT_2));
    let worst = points.map(|x| (f64::from(gelu(x)) - exact(f64::from(x))).abs());
    let worst = worst.fold(0.0, f64::max);
    assert!(worst < 1e-6, "{worst}");
    assert!((gelu(50.0) - 50.0).abs() < 1e-5);
    assert!(gelu(-50.0).abs() < 1e-5);
}

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|value| value.to_bits()).collect()
}

/// What `work` makes of `values` with every kernel must have the same bits.
fn check(values: &[f32], work: impl Fn(Kernel, &mut Vec<f32>)) {
    let mut plain = values.to_vec();
    work(Kernel::plain(), &mut plain);
    for kernel in Kernel::available() {
        let mut other = values.to_vec();
        work(kernel, &mut other);
        assert_eq!(bits(&plain), bits(&other), "{kernel:?}");
    }
}

fn numbers(count: usize) -> impl Strategy<Value = Vec<f32>> {
    prop::collection::vec(prop_oneof![9 => -4.0_f32..4.0, 1 => -300.0_f32..300.0], count)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn same_bits_on_every_processor(values in numbers(3 * 384), added in numbers(3 * 384)) {
        let norm = Norm {
            weight: added[..384].to_vec(),
            bias: added[384..768].to_vec(),
            epsilon: 1e-12,
        };
        check(&values, |kernel, values| add_and_normalise(kernel, values, &added, &norm));
        check(&values, |kernel, values| activate(kernel, values));
        check(&values, |kernel, values| softmax(kernel, values, 48, 41));
        check(&values, |kernel, values| {
            let (mut bytes, mut scales) = (vec![0; values.len()], vec![0.0; 3]);
            quantise(kernel, values, 384, &mut bytes, &mut scales);
            values.truncate(3);
            values.copy_from_slice(&scales);
            values.extend(bytes.into_iter().map(f32::from));
        });
        check(&values, |kernel, values| {
            let mut output = vec![0.0; ROWS * 2 * LANES];
            multiply(kernel, &values[..ROWS * 40], &added, 40, 2 * LANES, &mut output);
            *values = output;
        });
    }
}

#[test]
fn rounding_to_bytes() {
    let (mut bytes, mut scales) = (vec![1; 64], vec![1.0; 2]);
    let mut rows = vec![0.0; 64];
    rows[..4].copy_from_slice(&[2.54, -2.54, 0.03, -0.01]);
    quantise(Kernel::best(), &rows, 32, &mut bytes, &mut scales);
    assert_eq!(bytes[..5], [127, -127, 2, 0, 0]);
    assert_eq!((scales[0], scales[1]), (2.54 / 127.0, 0.0));
    assert!(bytes[32..].iter().all(|byte| *byte == 0));
}
