//! Which numbers an event shows. Numbers are chosen, never added: two reports of one happening
//! count the same people, and a running total holds its parts.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use tidings_types::{Assertion, Claim, Counting, EventQuantity, Quantity, Unit};

/// So many reports must give a number before they can outvote others.
const VOTERS: usize = 3;

/// One number for every kind that the claims count, by kind. Households are a kind of their own
/// (`displaced_households`). The rules, in the order they are tried:
///
/// - `only`: there is one number.
/// - `newest-cumulative`: there are running totals alone; the newest, of equally new ones the
///   highest.
/// - `majority`: more than half of at least three reports give it.
/// - `highest-lower-bound`: the number whose lower bound is highest, for tolls grow from report to
///   report; the range spans all numbers given.
///
/// Numbers that one side alleges count only where there are no others, and the name of the rule
/// then ends in `-alleged`. Parts of other numbers are left out.
pub(crate) fn choose(claims: &[&Claim]) -> Vec<EventQuantity> {
    let mut kinds: BTreeMap<String, Vec<(&Claim, &Quantity)>> = BTreeMap::new();
    for &claim in claims {
        for quantity in claim.quantities.iter().filter(|quantity| !quantity.part) {
            kinds.entry(kind_of(quantity)).or_default().push((claim, quantity));
        }
    }
    kinds.into_iter().filter_map(|(kind, numbers)| choose_one(kind, numbers)).collect()
}

fn kind_of(quantity: &Quantity) -> String {
    match quantity.unit {
        Unit::Household => format!("{}_households", quantity.kind),
        Unit::Person | Unit::Item => quantity.kind.clone(),
    }
}

fn choose_one(kind: String, mut numbers: Vec<(&Claim, &Quantity)>) -> Option<EventQuantity> {
    let alleged = |claim: &Claim| claim.assertion.value == Assertion::Alleged;
    let all_alleged = numbers.iter().all(|(claim, _)| alleged(claim));
    if !all_alleged {
        numbers.retain(|(claim, _)| !alleged(claim));
    }
    let all_cumulative =
        numbers.iter().all(|(_, quantity)| quantity.counting == Counting::Cumulative);
    if !all_cumulative {
        numbers.retain(|(_, quantity)| quantity.counting != Counting::Cumulative);
    }
    let (claim, chosen, rule) = if numbers.len() == 1 {
        let (claim, quantity) = *numbers.first()?;
        (claim, quantity, "only")
    } else if all_cumulative {
        let (claim, quantity) = newest(&numbers)?;
        (claim, quantity, "newest-cumulative")
    } else if let Some((claim, quantity)) = majority(&numbers) {
        (claim, quantity, "majority")
    } else {
        let (claim, quantity) = highest_lower_bound(&numbers)?;
        (claim, quantity, "highest-lower-bound")
    };
    let spans_all = rule == "highest-lower-bound";
    let low = numbers.iter().filter_map(|(_, each)| low_of(each)).min();
    let high = numbers.iter().filter_map(|(_, each)| each.high.or(each.best)).max();
    Some(EventQuantity {
        kind,
        low: if spans_all { low } else { chosen.low },
        best: chosen.best,
        high: if spans_all { high } else { chosen.high },
        claim: claim.id.clone(),
        rule: if all_alleged { format!("{rule}-alleged") } else { rule.to_owned() },
    })
}

fn newest<'a>(numbers: &[(&'a Claim, &'a Quantity)]) -> Option<(&'a Claim, &'a Quantity)> {
    numbers.iter().copied().max_by_key(|(claim, quantity)| {
        (claim.time.end.or(claim.time.start), low_of(quantity), Reverse(&claim.id))
    })
}

fn majority<'a>(numbers: &[(&'a Claim, &'a Quantity)]) -> Option<(&'a Claim, &'a Quantity)> {
    let mut votes: BTreeMap<u64, BTreeSet<_>> = BTreeMap::new();
    let mut voters = BTreeSet::new();
    for (claim, quantity) in numbers {
        if let Some(best) = quantity.best {
            votes.entry(best).or_default().insert(claim.report);
            voters.insert(claim.report);
        }
    }
    let (&number, _) = votes.iter().find(|(_, reports)| reports.len() * 2 > voters.len())?;
    let given = numbers.iter().copied().filter(|(_, quantity)| quantity.best == Some(number));
    (voters.len() >= VOTERS).then(|| given.min_by_key(|(claim, _)| &claim.id)).flatten()
}

fn highest_lower_bound<'a>(
    numbers: &[(&'a Claim, &'a Quantity)],
) -> Option<(&'a Claim, &'a Quantity)> {
    numbers
        .iter()
        .copied()
        .max_by_key(|(claim, quantity)| (low_of(quantity), quantity.best, Reverse(&claim.id)))
}

fn low_of(quantity: &Quantity) -> Option<u64> {
    quantity.low.or(quantity.best)
}
