//! Values of a claim found against those of the annotated claim it is.

use tidings_types::{
    Claim, ClaimPlace, ClaimTime, Participant, Place, PlaceId, PlaceRole, Point, Quantity, Shape,
    TimeBasis,
};

use super::matching::touches;
use crate::annotations::{Gold, GoldMeans, GoldParticipant, GoldPlace, GoldQuantity, GoldTime};
use crate::metrics::Counts;

/// What was compared of one kind of value: counts and mistakes in words.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// Right, too many, too few.
    pub counts: Counts,
    /// Each fault: its kind (`missed`, `spurious`, `wrong`), what is right, what was found.
    pub faults: Vec<(&'static str, String, String)>,
}

impl Compared {
    fn missed(&mut self, gold: String) {
        self.counts.false_negatives += 1;
        self.faults.push(("missed", gold, String::new()));
    }

    fn spurious(&mut self, got: String) {
        self.counts.false_positives += 1;
        self.faults.push(("spurious", String::new(), got));
    }
}

/// Pairs each gold item with the first free item found that it takes. Gold items that must be
/// found come first; an optional one that is found counts neither way.
fn pair<G, F>(
    golds: &[G],
    found: &[F],
    optional: impl Fn(&G) -> bool,
    takes: impl Fn(&G, &F) -> bool,
    say_gold: impl Fn(&G) -> String,
    say_found: impl Fn(&F) -> String,
) -> (Compared, Vec<(usize, usize)>) {
    let mut compared = Compared::default();
    let mut free = vec![true; found.len()];
    let mut pairs = Vec::new();
    let required = golds.iter().enumerate().filter(|(_, gold)| !optional(gold));
    let others = golds.iter().enumerate().filter(|(_, gold)| optional(gold));
    for (index, gold) in required.chain(others) {
        let hit = (0..found.len()).find(|at| free[*at] && takes(gold, &found[*at]));
        match hit {
            Some(at) => {
                free[at] = false;
                pairs.push((index, at));
                compared.counts.true_positives += usize::from(!optional(gold));
            }
            None if !optional(gold) => compared.missed(say_gold(gold)),
            None => {}
        }
    }
    // A second mention of somebody who was found already is no fault.
    for (at, item) in found.iter().enumerate().filter(|(at, _)| free[*at]) {
        if !golds.iter().any(|gold| takes(gold, &found[at])) {
            compared.spurious(say_found(item));
        }
    }
    (compared, pairs)
}

/// Actors or targets. Beside the counts: how many of the pairs have the right dictionary entry,
/// among those that have one, and the right kind, among those whose kind is annotated.
pub fn participants(
    golds: &[GoldParticipant],
    found: &[Participant],
) -> (Compared, [(usize, usize); 2]) {
    let takes = |gold: &GoldParticipant, participant: &Participant| {
        let id = participant.actor.as_ref().map(|id| &id.0);
        touches(&gold.spans, participant.mention.span) || id.is_some_and(|id| is_id(gold, id))
    };
    let (mut compared, pairs) = pair(
        golds,
        found,
        |gold| gold.optional,
        takes,
        |gold| gold.actor.clone().unwrap_or_else(|| format!("{:?}", gold.spans)),
        |participant| participant.name.clone(),
    );
    let (mut ids, mut kinds) = ((0, 0), (0, 0));
    for (gold, participant) in pairs.into_iter().map(|(gold, at)| (&golds[gold], &found[at])) {
        if let Some(wanted) = &gold.actor {
            let got = participant.actor.as_ref().map(|id| id.0.as_str());
            ids.1 += 1;
            let right = got.is_some_and(|id| is_id(gold, id));
            ids.0 += usize::from(right);
            if !right {
                let got = format!("{} ({})", got.unwrap_or("none"), participant.name);
                compared.faults.push(("wrong id", wanted.clone(), got));
            }
        }
        if !gold.kinds.is_empty() {
            let right = gold.kinds.contains(&participant.kind);
            kinds.1 += 1;
            kinds.0 += usize::from(right);
            if !right {
                let got = format!("{} ({})", participant.kind.as_str(), participant.name);
                compared.faults.push(("wrong kind", gold.kinds[0].as_str().to_owned(), got));
            }
        }
    }
    (compared, [ids, kinds])
}

/// Whether `id` is one of the dictionary entries that are right.
fn is_id(gold: &GoldParticipant, id: &str) -> bool {
    gold.actor.as_ref().is_some_and(|wanted| wanted.split('|').any(|one| one == id))
}

/// A point with its role, as found.
struct Found {
    role: PlaceRole,
    id: PlaceId,
    name: String,
    point: Point,
}

/// Places: found within the tolerance, or with the same gazetteer id. An abstention is no answer. Beside
/// the counts: how many of the pairs have a right role.
pub fn places(golds: &[GoldPlace], found: &[ClaimPlace]) -> (Compared, (usize, usize)) {
    let found: Vec<Found> = found.iter().flat_map(points).collect();
    let takes = |gold: &GoldPlace, found: &Found| {
        gold.id.as_ref().is_some_and(|id| *id == found.id.0)
            || gold.point.distance_km(found.point) <= gold.km
    };
    let (mut compared, pairs) = pair(
        golds,
        &found,
        |gold| gold.optional,
        takes,
        |gold| gold.key.clone(),
        |found| format!("{} ({:.2}, {:.2})", found.name, found.point.lat, found.point.lon),
    );
    let mut roles = (0, 0);
    for (gold, found) in pairs.into_iter().map(|(gold, at)| (&golds[gold], &found[at])) {
        let right = gold.roles.contains(&found.role);
        roles = (roles.0 + usize::from(right), roles.1 + 1);
        if !right {
            let got = format!("{:?} {}", found.role, found.name);
            compared.faults.push(("wrong role", format!("{:?} {}", gold.roles[0], gold.key), got));
        }
    }
    (compared, roles)
}

fn points(place: &ClaimPlace) -> Vec<Found> {
    let found = |role: PlaceRole, place: &Place| Found {
        role,
        id: place.id.clone(),
        name: place.name.clone(),
        point: place.point,
    };
    match (&place.shape, &place.place) {
        (Shape::Stretch { from, to, .. }, _) => {
            vec![found(PlaceRole::Between, from), found(PlaceRole::Between, to)]
        }
        (_, Some(chosen)) => vec![found(place.role, chosen)],
        (_, None) => Vec::new(),
    }
}

/// When. Where the report tells no time, only a stated or relative answer is a fault.
pub fn time(gold: Option<&GoldTime>, found: &ClaimTime) -> Compared {
    let mut compared = Compared::default();
    let told = matches!(found.basis, TimeBasis::Stated | TimeBasis::Relative);
    let say = || {
        let day =
            |date: Option<jiff::civil::Date>| date.map_or("?".to_owned(), |day| day.to_string());
        format!("{}/{} {:?}", day(found.start), day(found.end), found.basis)
    };
    match gold {
        None if told => compared.spurious(say()),
        None => {}
        Some(gold) if !told && gold.may_be_unknown => {}
        Some(gold) if !told => compared.missed(format!("{}/{}", gold.start, gold.end)),
        Some(gold) if agrees(gold, found) => compared.counts.true_positives += 1,
        Some(gold) => {
            compared.counts.false_positives += 1;
            compared.counts.false_negatives += 1;
            compared.faults.push(("wrong", format!("{}/{}", gold.start, gold.end), say()));
        }
    }
    compared
}

/// The same days; where the annotated time is a night or less exact than a day by one, a day
/// inside it will do.
fn agrees(gold: &GoldTime, found: &ClaimTime) -> bool {
    let start = found.start.or(found.end);
    let end = found.end.or(found.start);
    let (Some(start), Some(end)) = (start, end) else { return false };
    let night = gold.start != gold.end && gold.start.tomorrow().is_ok_and(|day| day == gold.end);
    let inside = gold.start <= start && end <= gold.end;
    (start == gold.start && end == gold.end) || (night && inside)
}

/// How many. Beside the counts: right unit, and right counting and part, among the pairs.
pub fn quantities(golds: &[GoldQuantity], found: &[Quantity]) -> (Compared, [(usize, usize); 2]) {
    let (mut compared, pairs) = pair(
        golds,
        found,
        |gold| gold.optional,
        same_number,
        |gold| format!("{} {:?} {:?}-{:?}", gold.kinds[0], gold.best, gold.low, gold.high),
        |quantity| {
            let number = quantity.best.map_or("?".to_owned(), |best| best.to_string());
            format!("{} {number} ({})", quantity.kind, quantity.mention.words)
        },
    );
    let (mut units, mut countings) = ((0, 0), (0, 0));
    for (gold, quantity) in pairs.into_iter().map(|(gold, at)| (&golds[gold], &found[at])) {
        let unit = gold.unit == quantity.unit;
        let counting = gold.countings.contains(&quantity.counting) && gold.part == quantity.part;
        units = (units.0 + usize::from(unit), units.1 + 1);
        countings = (countings.0 + usize::from(counting), countings.1 + 1);
        let words = quantity.mention.words.clone();
        if !unit {
            let got = format!("{:?} ({words})", quantity.unit);
            compared.faults.push(("wrong unit", format!("{:?}", gold.unit), got));
        }
        if !counting {
            let gold = format!("{:?} part={}", gold.countings[0], gold.part);
            let got = format!("{:?} part={} ({words})", quantity.counting, quantity.part);
            compared.faults.push(("wrong counting", gold, got));
        }
    }
    (compared, [units, countings])
}

fn same_number(gold: &GoldQuantity, found: &Quantity) -> bool {
    let kind = gold.kinds.contains(&found.kind);
    let number = match gold.best {
        Some(best) => found.best == Some(best),
        None if gold.low.is_some() => found.low == gold.low && found.high == gold.high,
        None => gold.qualifiers.contains(&found.qualifier),
    };
    kind && number
}

/// With what: the same class, or the same words.
pub fn means(golds: &[GoldMeans], claim: &Claim) -> Compared {
    let (compared, _) = pair(
        golds,
        &claim.means,
        |gold| gold.optional,
        |gold, found| {
            gold.classes.contains(&found.class) || touches(&gold.spans, found.mention.span)
        },
        |gold| gold.classes[0].clone(),
        |found| found.class.clone(),
    );
    compared
}

/// Who says so: the same words.
pub fn attribution(gold: &Gold, claim: &Claim) -> Compared {
    let mut compared = Compared::default();
    match (&gold.attribution, &claim.attribution) {
        (None, Some(found)) => compared.spurious(found.source.name.clone()),
        (Some((spans, false)), None) => compared.missed(format!("{spans:?}")),
        (Some((spans, optional)), Some(found)) => {
            if touches(spans, found.source.mention.span) {
                compared.counts.true_positives += usize::from(!optional);
            } else {
                compared.counts.false_positives += 1;
                compared.counts.false_negatives += usize::from(!optional);
                compared.faults.push(("wrong", format!("{spans:?}"), found.source.name.clone()));
            }
        }
        (None | Some((_, true)), None) => {}
    }
    compared
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use tidings_types::{Counting, Evidence, Qualifier, Span, TimePrecision, Unit};

    use super::*;

    #[test]
    fn a_night_is_met_by_either_day_and_a_week_by_itself_alone() {
        let gold = |start, end| GoldTime {
            start,
            end,
            bases: vec![TimeBasis::Relative],
            may_be_unknown: false,
        };
        let found = |start, end, basis| ClaimTime {
            start: Some(start),
            end: Some(end),
            precision: TimePrecision::Day,
            basis,
            mention: None,
        };
        let check = |gold: Option<&GoldTime>, found: &ClaimTime, counts| {
            assert_eq!(time(gold, found).counts, counts);
        };
        let (eight, nine, ten) = (date(2024, 10, 8), date(2024, 10, 9), date(2024, 10, 10));
        let night = gold(eight, nine);
        check(Some(&night), &found(nine, nine, TimeBasis::Relative), Counts::new(1, 0, 0));
        check(Some(&night), &found(nine, ten, TimeBasis::Relative), Counts::new(0, 1, 1));
        check(Some(&night), &ClaimTime::UNKNOWN, Counts::new(0, 0, 1));
        let days = gold(eight, ten);
        check(Some(&days), &found(eight, eight, TimeBasis::Stated), Counts::new(0, 1, 1));
        check(None, &found(nine, nine, TimeBasis::Publication), Counts::default());
        check(None, &found(nine, nine, TimeBasis::Relative), Counts::new(0, 1, 0));
    }

    fn counted(kind: &str, best: Option<u64>, qualifier: Qualifier) -> Quantity {
        Quantity {
            kind: kind.to_owned(),
            low: best,
            best,
            high: best,
            qualifier,
            unit: Unit::Person,
            of: None,
            counting: Counting::New,
            part: false,
            mention: Evidence { span: Span::new(0, 1), words: String::new() },
            confidence: 1.0,
        }
    }

    #[test]
    fn numbers_are_compared_exactly_and_vague_words_by_their_hedge() {
        let gold = |best, qualifier| GoldQuantity {
            kinds: vec!["killed".to_owned(), "casualties".to_owned()],
            low: best,
            best,
            high: best,
            qualifiers: vec![qualifier],
            unit: Unit::Person,
            countings: vec![Counting::New],
            part: false,
            optional: false,
        };
        let four = gold(Some(4), Qualifier::Exact);
        let dozens = gold(None, Qualifier::Vague);
        let counts = |golds: &[GoldQuantity], found: &[Quantity]| quantities(golds, found).0.counts;
        let killed = |best| counted("killed", best, Qualifier::Exact);
        assert_eq!(counts(std::slice::from_ref(&four), &[killed(Some(4))]), Counts::new(1, 0, 0));
        assert_eq!(counts(std::slice::from_ref(&four), &[killed(Some(5))]), Counts::new(0, 1, 1));
        let injured = counted("injured", Some(4), Qualifier::Exact);
        assert_eq!(counts(&[four], &[injured]), Counts::new(0, 1, 1));
        let vague = counted("killed", Some(24), Qualifier::Vague);
        assert_eq!(counts(&[dozens], &[vague]), Counts::new(1, 0, 0));
    }
}
