//! Figures and mistakes of one text, and their sum.

use std::ops::AddAssign;

use tidings_types::{Assertion, Claim, Report, Span};

use super::matching::{Verdict, judge};
use super::values::{self, Compared};
use crate::annotations::Gold;
use crate::metrics::{Counts, ratio};
use crate::{Mistake, Score};

/// Right answers of how many.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    right: usize,
    of: usize,
}

impl Share {
    fn add(&mut self, (right, of): (usize, usize)) {
        self.right += right;
        self.of += of;
    }
}

/// Figures of one text or many.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    claims: Counts,
    values: [Counts; VALUES.len()],
    shares: [Share; SHARES.len()],
    unhappened_as_happened: usize,
}

/// Kinds of values with precision and recall, in the order of [`Tally::values`].
const VALUES: [&str; 7] = ["actor", "target", "place", "time", "quantity", "means", "attribution"];

/// Accuracies on pairs, in the order of [`Tally::shares`].
const SHARES: [&str; 6] = ["assertion", "actor_id", "actor_kind", "place_role", "unit", "counting"];

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.claims += other.claims;
        for (own, other) in self.values.iter_mut().zip(other.values) {
            *own += other;
        }
        for (own, other) in self.shares.iter_mut().zip(other.shares) {
            own.add((other.right, other.of));
        }
        self.unhappened_as_happened += other.unhappened_as_happened;
    }
}

impl Tally {
    /// A text that could not be read: all its claims are missed.
    pub fn unread(claims: usize) -> Self {
        Self { claims: Counts::new(0, 0, claims), ..Self::default() }
    }

    /// One line for a report.
    pub fn in_words(&self) -> String {
        let Counts { true_positives, false_positives, false_negatives } = self.claims;
        format!(
            "claims F1 {:.2} ({true_positives} right, {false_positives} too many, {false_negatives} missed), assertion {}/{}",
            self.claims.f1(),
            self.shares[0].right,
            self.shares[0].of,
        )
    }

    /// Writes all figures and counts.
    pub fn fill(&self, score: &mut Score) {
        score.figure("precision", self.claims.precision());
        score.figure("recall", self.claims.recall());
        score.figure("f1", self.claims.f1());
        score.counts_of("", self.claims);
        for (name, counts) in VALUES.iter().zip(self.values) {
            score.figure(&format!("{name}_f1"), counts.f1());
            score.figure(&format!("{name}_precision"), counts.precision());
            score.figure(&format!("{name}_recall"), counts.recall());
        }
        for (name, share) in SHARES.iter().zip(self.shares) {
            score.figure(&format!("{name}_accuracy"), ratio(share.right, share.of));
        }
        score.count("unhappened_as_happened", self.unhappened_as_happened);
    }
}

/// The figures of one text and every mistake.
pub fn compare(
    name: &str,
    report: &Report,
    golds: &[Gold],
    found: &[Claim],
) -> (Tally, Vec<Mistake>) {
    let mut comparison = Comparison { name, report, tally: Tally::default(), mistakes: Vec::new() };
    let verdicts = judge(golds, found);
    for (claim, verdict) in found.iter().zip(&verdicts) {
        comparison.take(golds, claim, *verdict);
    }
    for (index, gold) in golds.iter().enumerate().filter(|(_, gold)| !gold.optional) {
        if !verdicts.contains(&Verdict::Right(index)) {
            comparison.miss(gold);
        }
    }
    (comparison.tally, comparison.mistakes)
}

struct Comparison<'a> {
    name: &'a str,
    report: &'a Report,
    tally: Tally,
    mistakes: Vec<Mistake>,
}

impl Comparison<'_> {
    fn take(&mut self, golds: &[Gold], claim: &Claim, verdict: Verdict) {
        let gold = |index: usize| golds[index].happenings[0].clone();
        let (kind, wanted) = match verdict {
            Verdict::Right(index) => return self.values(&golds[index], claim),
            Verdict::Twice(index) => ("claim twice", gold(index)),
            Verdict::Consequence(index) => ("claim consequence", gold(index)),
            Verdict::OtherHappening(index) => ("claim other happening", gold(index)),
            Verdict::Spurious => ("claim spurious", String::new()),
        };
        self.tally.claims.false_positives += 1;
        let got = format!(
            "{} {} {:?}",
            claim.assertion.value.as_str(),
            claim.happening,
            claim.trigger.words
        );
        self.mistake(kind, wanted, got, claim.trigger.span);
    }

    fn miss(&mut self, gold: &Gold) {
        self.tally.claims.false_negatives += 1;
        let span = gold.triggers[0];
        let words = self.report.words(span).to_owned();
        let wanted = format!("{} {} {words:?}", gold.assertions[0].as_str(), gold.happenings[0]);
        self.mistake("claim missed", wanted, String::new(), span);
    }

    fn values(&mut self, gold: &Gold, claim: &Claim) {
        self.assertion(gold, claim);
        if gold.optional {
            return;
        }
        self.tally.claims.true_positives += 1;
        let (actors, [actor_ids, actor_kinds]) = values::participants(&gold.actors, &claim.actors);
        let (targets, [target_ids, target_kinds]) =
            values::participants(&gold.targets, &claim.targets);
        let (places, roles) = values::places(&gold.places, &claim.places);
        let (quantities, [units, countings]) =
            values::quantities(&gold.quantities, &claim.quantities);
        for (share, pair) in [(1, actor_ids), (1, target_ids), (2, actor_kinds), (2, target_kinds)]
            .into_iter()
            .chain([(3, roles), (4, units), (5, countings)])
        {
            self.tally.shares[share].add(pair);
        }
        let time = values::time(gold.time.as_ref(), &claim.time);
        let means = values::means(&gold.means, claim);
        let attribution = values::attribution(gold, claim);
        let compared = [actors, targets, places, time, quantities, means, attribution];
        for (index, compared) in compared.into_iter().enumerate() {
            self.value(index, compared, claim);
        }
    }

    fn assertion(&mut self, gold: &Gold, claim: &Claim) {
        let got = claim.assertion.value;
        let right = gold.assertions.contains(&got);
        let unhappened = !gold.assertions.iter().any(|assertion| {
            assertion.happened() || matches!(assertion, Assertion::Alleged | Assertion::Historical)
        });
        let worst = unhappened && got.happened();
        self.tally.unhappened_as_happened += usize::from(worst);
        if !gold.optional {
            self.tally.shares[0].add((usize::from(right), 1));
        }
        if worst || (!right && !gold.optional) {
            let kind = if worst { "assertion unhappened as happened" } else { "assertion" };
            let wanted = gold.assertions[0].as_str().to_owned();
            self.mistake(kind, wanted, got.as_str().to_owned(), claim.trigger.span);
        }
    }

    fn value(&mut self, index: usize, compared: Compared, claim: &Claim) {
        self.tally.values[index] += compared.counts;
        for (kind, gold, got) in compared.faults {
            let kind = format!("{} {kind}", VALUES[index]);
            self.mistake(&kind, gold, got, claim.trigger.span);
        }
    }

    fn mistake(&mut self, kind: &str, gold: String, got: String, trigger: Span) {
        let sentence = self.report.sentence_at(trigger.start);
        let context =
            sentence.map_or("", |index| self.report.words(self.report.sentences[index].span));
        let context = format!("[{}] {context}", self.report.words(trigger));
        self.mistakes.push(Mistake::new(self.name, kind, gold, got, context));
    }
}
