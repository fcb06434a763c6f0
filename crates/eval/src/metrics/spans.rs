//! Matching of labelled spans.

use std::collections::BTreeSet;

use tidings_types::Span;

use super::Counts;

/// Which gold and system spans match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpanMatch<L> {
    /// Spans that both hold, with the same label.
    pub matched: Vec<(Span, L)>,
    /// Gold alone.
    pub missed: Vec<(Span, L)>,
    /// System alone.
    pub spurious: Vec<(Span, L)>,
}

impl<L> SpanMatch<L> {
    /// How many of each.
    pub fn counts(&self) -> Counts {
        Counts::new(self.matched.len(), self.spurious.len(), self.missed.len())
    }
}

/// Strict matching: the same bounds and the same label. Either side is taken as a set, so a span
/// told twice counts once.
pub fn match_spans<L: Ord + Clone>(gold: &[(Span, L)], got: &[(Span, L)]) -> SpanMatch<L> {
    let gold: BTreeSet<&(Span, L)> = gold.iter().collect();
    let got: BTreeSet<&(Span, L)> = got.iter().collect();
    let owned = |items: Vec<&&(Span, L)>| items.into_iter().map(|item| (**item).clone()).collect();
    SpanMatch {
        matched: owned(gold.intersection(&got).collect()),
        missed: owned(gold.difference(&got).collect()),
        spurious: owned(got.difference(&gold).collect()),
    }
}

/// Overlap counted in tokens: each token is gold, answered, both or neither, by whether a span of
/// that side covers any of it.
pub fn token_overlap(tokens: &[Span], gold: &[Span], got: &[Span]) -> Counts {
    let covered = |token: &Span, spans: &[Span]| spans.iter().any(|span| span.overlaps(*token));
    let mut counts = Counts::default();
    for token in tokens {
        match (covered(token, gold), covered(token, got)) {
            (true, true) => counts.true_positives += 1,
            (false, true) => counts.false_positives += 1,
            (true, false) => counts.false_negatives += 1,
            (false, false) => {}
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    #[test]
    fn bounds_and_label_must_agree() {
        let gold = [(span(0, 4), 'p'), (span(5, 9), 'o'), (span(10, 12), 'p')];
        let got = [(span(0, 4), 'p'), (span(5, 9), 'p'), (span(10, 11), 'p')];
        let matched = match_spans(&gold, &got);
        assert_eq!(matched.counts(), Counts::new(1, 2, 2));
        assert_eq!(matched.missed, [(span(5, 9), 'o'), (span(10, 12), 'p')]);
    }

    #[test]
    fn a_span_told_twice_counts_once() {
        let gold = [(span(0, 4), ())];
        let got = [(span(0, 4), ()), (span(0, 4), ())];
        assert_eq!(match_spans(&gold, &got).counts(), Counts::new(1, 0, 0));
        assert_eq!(match_spans::<()>(&[], &[]).counts(), Counts::default());
    }

    #[test]
    fn tokens_are_counted_by_cover() {
        let tokens = [span(0, 4), span(5, 7), span(8, 12), span(13, 15)];
        let counts = token_overlap(&tokens, &[span(0, 7)], &[span(5, 12)]);
        assert_eq!(counts, Counts::new(1, 1, 1));
        assert_eq!(token_overlap(&tokens, &[], &[]), Counts::default());
    }
}
