//! Which claim found is which claim annotated.

use tidings_types::{Claim, Span};

use crate::annotations::Gold;
use crate::metrics::best_assignment;

/// What became of one claim that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is the annotated claim with this index.
    Right(usize),
    /// It tells again what another claim found already tells: it should have been a repeat.
    Twice(usize),
    /// It stands at words for the consequences of the annotated claim.
    Consequence(usize),
    /// It stands at the words of the annotated claim and takes them for another happening.
    OtherHappening(usize),
    /// Nothing is annotated there.
    Spurious,
}

/// A verdict for each claim found.
///
/// Claims are paired one to one so that the total worth is greatest: the same words and a right
/// happening are worth most, words of a repeat less, words of a consequence ("killed", told as an
/// explosion) less again; optional claims least.
pub fn judge(golds: &[Gold], found: &[Claim]) -> Vec<Verdict> {
    let worth: Vec<Vec<f64>> =
        found.iter().map(|claim| golds.iter().map(|gold| worth(gold, claim)).collect()).collect();
    let assigned = best_assignment(&worth);
    let rest = |claim: &Claim| leftover(golds, claim);
    found
        .iter()
        .zip(assigned)
        .map(|(claim, index)| index.map_or_else(|| rest(claim), Verdict::Right))
        .collect()
}

fn worth(gold: &Gold, claim: &Claim) -> f64 {
    let right = gold.happenings.iter().position(|id| id == claim.happening.as_str());
    let Some(rank) = right else { return 0.0 };
    let trigger = claim.trigger.span;
    let place = if touches(&gold.triggers, trigger) {
        4.0
    } else if touches(&gold.repeats, trigger)
        || claim.repeats.iter().any(|repeat| touches(&gold.triggers, repeat.span))
    {
        2.0
    } else if touches(&gold.results, trigger) {
        1.5
    } else {
        return 0.0;
    };
    let optional = if gold.optional { 1.0 } else { 0.0 };
    place - optional - if rank > 0 { 0.5 } else { 0.0 }
}

fn leftover(golds: &[Gold], claim: &Claim) -> Verdict {
    let trigger = claim.trigger.span;
    let told = |gold: &Gold| touches(&gold.triggers, trigger) || touches(&gold.repeats, trigger);
    let same = |gold: &Gold| gold.happenings.iter().any(|id| id == claim.happening.as_str());
    let position = |test: &dyn Fn(&Gold) -> bool| golds.iter().position(test);
    let wrong = |gold: &Gold| touches(&gold.results, trigger);
    position(&|gold| told(gold) && same(gold))
        .map(Verdict::Twice)
        .or_else(|| position(&wrong).map(Verdict::Consequence))
        .or_else(|| position(&told).map(Verdict::OtherHappening))
        .unwrap_or(Verdict::Spurious)
}

/// Whether one of `spans` shares a byte with `span`.
pub fn touches(spans: &[Span], span: Span) -> bool {
    spans.iter().any(|own| own.overlaps(span))
}

#[cfg(test)]
mod tests {
    use tidings_types::{
        Assertion, ClaimId, ClaimTime, DocumentId, Evidence, HappeningId, ReportId, Valued,
    };

    use super::*;

    pub fn claim(happening: &str, start: usize, end: usize) -> Claim {
        let evidence = Evidence { span: Span::new(start, end), words: String::new() };
        Claim {
            id: ClaimId(format!("{happening}-{start}")),
            report: ReportId { document: DocumentId::of(b""), extractor: 1 },
            happening: HappeningId::from(happening),
            trigger: evidence.clone(),
            repeats: Vec::new(),
            sentence: Span::new(0, 100),
            assertion: Valued { value: Assertion::Realized, evidence, confidence: 1.0 },
            attribution: None,
            actors: Vec::new(),
            targets: Vec::new(),
            places: Vec::new(),
            time: ClaimTime::UNKNOWN,
            quantities: Vec::new(),
            means: Vec::new(),
            confidence: 1.0,
        }
    }

    fn gold(happenings: &[&str], start: usize, end: usize) -> Gold {
        Gold {
            triggers: vec![Span::new(start, end)],
            repeats: vec![Span::new(80, 85)],
            results: vec![Span::new(40, 45)],
            happenings: happenings.iter().map(|id| (*id).to_owned()).collect(),
            assertions: vec![Assertion::Realized],
            actors: Vec::new(),
            targets: Vec::new(),
            places: Vec::new(),
            time: None,
            quantities: Vec::new(),
            means: Vec::new(),
            attribution: None,
            optional: false,
        }
    }

    fn check(found: &[Claim], expected: &[Verdict]) {
        let golds = [gold(&["explosion", "killing"], 10, 15), gold(&["clearance"], 20, 25)];
        assert_eq!(judge(&golds, found), expected);
    }

    #[test]
    fn words_and_happening_both_count() {
        check(&[claim("explosion", 12, 20)], &[Verdict::Right(0)]);
        check(&[claim("clearance", 12, 18)], &[Verdict::OtherHappening(0)]);
        check(&[claim("explosion", 60, 65)], &[Verdict::Spurious]);
        check(&[claim("assault", 41, 44)], &[Verdict::Consequence(0)]);
        check(&[claim("explosion", 41, 44)], &[Verdict::Right(0)]);
    }

    #[test]
    fn a_happening_told_twice_is_right_once() {
        let found = [claim("explosion", 80, 84), claim("explosion", 10, 15)];
        check(&found, &[Verdict::Twice(0), Verdict::Right(0)]);
        check(&found[..1], &[Verdict::Right(0)]);
    }
}
