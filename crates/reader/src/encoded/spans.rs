//! Labels of words to spans: the likeliest sequence of begin, inside and outside tags.

use std::ops::Range;

use tidings_encoder::Logits;

/// A stretch of words that a head gave a kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tagged {
    pub(crate) words: Range<usize>,
    /// Index of the kind among the head's kinds.
    pub(crate) kind: usize,
    /// Mean probability of its words' labels.
    pub(crate) confidence: f32,
}

/// What each label of a head does: its kind, and whether it begins a span or goes on with one.
#[derive(Clone, Debug)]
pub(crate) struct Scheme {
    pub(crate) kinds: Vec<String>,
    labels: Vec<Step>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Outside,
    Begin(usize),
    Inside(usize),
    /// Goes on with a span of whatever kind.
    On,
}

impl Scheme {
    /// The scheme of labels such as `O`, `B-place`, `I-place`; a bare `I` goes on with any kind.
    pub(crate) fn of(labels: &[String]) -> Self {
        let mut kinds: Vec<String> = Vec::new();
        let steps = labels
            .iter()
            .map(|label| {
                let Some((mark, kind)) = label.split_once('-') else {
                    return if label == "I" { Step::On } else { Step::Outside };
                };
                let known = kinds.iter().position(|known| known == kind).unwrap_or_else(|| {
                    kinds.push(kind.to_owned());
                    kinds.len() - 1
                });
                match mark {
                    "B" => Step::Begin(known),
                    "I" => Step::Inside(known),
                    _ => Step::Outside,
                }
            })
            .collect();
        Self { kinds, labels: steps }
    }

    /// The spans of the likeliest sequence in which nothing goes on that has not begun.
    /// `probabilities` holds one row for each word.
    pub(crate) fn spans(&self, probabilities: &[Vec<f32>]) -> Vec<Tagged> {
        let path = self.likeliest(probabilities);
        let mut found: Vec<Tagged> = Vec::new();
        for (word, label) in path.into_iter().enumerate() {
            let share = probabilities[word][label];
            match (self.labels[label], found.last_mut()) {
                (Step::Begin(kind), _) => {
                    found.push(Tagged { words: word..word + 1, kind, confidence: share });
                }
                (Step::Inside(_) | Step::On, Some(last)) => {
                    last.words.end = word + 1;
                    last.confidence += share;
                }
                _ => {}
            }
        }
        for span in &mut found {
            span.confidence /= span.words.len() as f32;
        }
        found
    }

    fn likeliest(&self, probabilities: &[Vec<f32>]) -> Vec<usize> {
        let Some(first) = probabilities.first() else { return Vec::new() };
        let cost = |share: f32| share.max(1e-9).ln();
        let begins = |label: usize| !matches!(self.labels[label], Step::Inside(_) | Step::On);
        let mut best: Vec<f32> = (0..first.len())
            .map(|label| if begins(label) { cost(first[label]) } else { f32::NEG_INFINITY })
            .collect();
        let mut from: Vec<Vec<usize>> = Vec::with_capacity(probabilities.len());
        for row in &probabilities[1..] {
            let (mut next, mut back) =
                (Vec::with_capacity(row.len()), Vec::with_capacity(row.len()));
            for (label, share) in row.iter().enumerate() {
                let (before, value) = self.best_before(label, &best);
                next.push(value + cost(*share));
                back.push(before);
            }
            best = next;
            from.push(back);
        }
        let mut label = first_of_greatest(&best);
        let mut path = vec![label];
        for back in from.iter().rev() {
            label = back[label];
            path.push(label);
        }
        path.reverse();
        path
    }

    /// The best label that may stand before `label`, and its value.
    fn best_before(&self, label: usize, best: &[f32]) -> (usize, f32) {
        let mut found = (0, f32::NEG_INFINITY);
        for (before, value) in best.iter().enumerate() {
            let fits = match (self.labels[label], self.labels[before]) {
                (Step::Inside(kind), Step::Begin(other) | Step::Inside(other)) => kind == other,
                (Step::Inside(_), _) | (Step::On, Step::Outside) => false,
                _ => true,
            };
            if fits && *value > found.1 {
                found = (before, *value);
            }
        }
        found
    }
}

/// Probabilities of each word's labels, flattened or sharpened by `temperature`.
pub(crate) fn probabilities(logits: &Logits, temperature: f32) -> Vec<Vec<f32>> {
    logits.rows().map(|row| softmax(row, temperature)).collect()
}

/// The probabilities of one row of logits.
pub(crate) fn softmax(row: &[f32], temperature: f32) -> Vec<f32> {
    let greatest = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut shares: Vec<f32> =
        row.iter().map(|value| ((value - greatest) / temperature).exp()).collect();
    let sum: f32 = shares.iter().sum();
    shares.iter_mut().for_each(|share| *share /= sum);
    shares
}

/// Index of the greatest value, the first of equals.
pub(crate) fn first_of_greatest(values: &[f32]) -> usize {
    let mut best = 0;
    for (at, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = at;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scheme(labels: &[&str]) -> Scheme {
        Scheme::of(&labels.iter().map(|label| (*label).to_owned()).collect::<Vec<_>>())
    }

    fn check(labels: &[&str], rows: &[&[f32]], expected: &[(Range<usize>, &str)]) {
        let scheme = scheme(labels);
        let rows: Vec<Vec<f32>> = rows.iter().map(|row| row.to_vec()).collect();
        let found = scheme.spans(&rows);
        let told: Vec<(Range<usize>, &str)> = found
            .iter()
            .map(|span| (span.words.clone(), scheme.kinds[span.kind].as_str()))
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn spans_follow_the_likeliest_tags() {
        let labels = ["O", "B-place", "I-place", "B-person", "I-person"];
        check(&labels, &[], &[]);
        check(&labels, &[&[0.9, 0.1, 0.0, 0.0, 0.0]], &[]);
        check(
            &labels,
            &[&[0.1, 0.9, 0.0, 0.0, 0.0], &[0.1, 0.1, 0.8, 0.0, 0.0], &[0.0, 0.9, 0.1, 0.0, 0.0]],
            &[(0..2, "place"), (2..3, "place")],
        );
        // An inside that nothing begins cannot stand first; the next best begins.
        check(&labels, &[&[0.1, 0.3, 0.6, 0.0, 0.0]], &[(0..1, "place")]);
        // Kinds do not change inside a span.
        check(
            &labels,
            &[&[0.0, 0.9, 0.0, 0.1, 0.0], &[0.05, 0.0, 0.4, 0.0, 0.55]],
            &[(0..2, "place")],
        );
    }

    #[test]
    fn a_bare_inside_goes_on_with_any_kind() {
        let labels = ["O", "I", "B-killing"];
        check(&labels, &[&[0.1, 0.1, 0.8], &[0.2, 0.7, 0.1]], &[(0..2, "killing")]);
        check(&labels, &[&[0.3, 0.6, 0.1], &[0.2, 0.1, 0.7]], &[(1..2, "killing")]);
    }
}
