//! Figures over classes: macro and weighted means.

use std::collections::{BTreeMap, BTreeSet};

use super::Counts;

/// Counts for every class that occurs in gold, and the means over them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClassReport {
    /// Counts by class; classes that only the system gives are among them.
    pub by_class: BTreeMap<String, Counts>,
    /// Items with the right class.
    pub right: usize,
    /// Items.
    pub items: usize,
}

impl ClassReport {
    /// Mean F1 over the classes that gold holds, each weighing the same.
    pub fn macro_f1(&self) -> f64 {
        let gold = self.gold_classes();
        gold.iter().map(|counts| counts.f1()).sum::<f64>() / gold.len().max(1) as f64
    }

    /// Mean F1 over the classes that gold holds, each weighing as often as it occurs.
    pub fn weighted_f1(&self) -> f64 {
        let support = |counts: &Counts| (counts.true_positives + counts.false_negatives) as f64;
        let gold = self.gold_classes();
        let total: f64 = gold.iter().map(support).sum();
        if total == 0.0 {
            return 0.0;
        }
        gold.iter().map(|counts| counts.f1() * support(counts)).sum::<f64>() / total
    }

    /// Share of items with the right class.
    pub fn accuracy(&self) -> f64 {
        super::ratio(self.right, self.items)
    }

    fn gold_classes(&self) -> Vec<Counts> {
        let in_gold = |counts: &&Counts| counts.true_positives + counts.false_negatives > 0;
        self.by_class.values().filter(in_gold).copied().collect()
    }
}

/// Report for items that have exactly one gold class and at most one answer. No answer is a miss
/// of the gold class and a false positive of none.
pub fn class_report<'a>(
    pairs: impl IntoIterator<Item = (&'a str, Option<&'a str>)>,
) -> ClassReport {
    let sets =
        pairs.into_iter().map(|(gold, got)| (BTreeSet::from([gold]), got.into_iter().collect()));
    multi_label_report(sets)
}

/// Report for items that have any number of classes. An item is right where the two sets agree.
pub fn multi_label_report<'a>(
    pairs: impl IntoIterator<Item = (BTreeSet<&'a str>, BTreeSet<&'a str>)>,
) -> ClassReport {
    let mut report = ClassReport::default();
    for (gold, got) in pairs {
        report.items += 1;
        report.right += usize::from(gold == got);
        for class in gold.union(&got) {
            let counts = report.by_class.entry((*class).to_owned()).or_default();
            match (gold.contains(class), got.contains(class)) {
                (true, true) => counts.true_positives += 1,
                (true, false) => counts.false_negatives += 1,
                _ => counts.false_positives += 1,
            }
        }
    }
    report
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn macro_and_weighted_means_differ_by_support() {
        // a: 2 right of 3, one lost to b; b: 1 right, one too many.
        let report =
            class_report([("a", Some("a")), ("a", Some("a")), ("a", Some("b")), ("b", Some("b"))]);
        let (a, b) = (0.8, 2.0 / 3.0);
        assert!((report.macro_f1() - (a + b) / 2.0).abs() < 1e-12);
        assert!((report.weighted_f1() - (3.0 * a + b) / 4.0).abs() < 1e-12);
        assert_eq!(report.accuracy(), 0.75);
    }

    #[test]
    fn no_answer_is_a_miss_and_a_foreign_class_is_no_class_of_gold() {
        let report = class_report([("a", None), ("a", Some("z")), ("a", Some("a"))]);
        assert_eq!(report.by_class["a"], Counts::new(1, 0, 2));
        assert_eq!(report.macro_f1(), 0.5);
        assert_eq!(class_report([]).macro_f1(), 0.0);
    }

    #[test]
    fn an_item_may_have_many_classes() {
        let set = |classes: &[&'static str]| classes.iter().copied().collect::<BTreeSet<_>>();
        let report = multi_label_report([
            (set(&["k", "f"]), set(&["f"])),
            (set(&[]), set(&["k"])),
            (set(&[]), set(&[])),
        ]);
        assert_eq!(report.by_class["k"], Counts::new(0, 1, 1));
        assert_eq!(report.by_class["f"], Counts::new(1, 0, 0));
        assert_eq!(report.right, 1);
    }
}
