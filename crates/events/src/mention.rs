//! Same-event scoring for mentions of events in text, without claims: for benchmarks of
//! cross-document event coreference, where triggers and participants are given as words.

use std::collections::BTreeSet;

/// A mention of an event: words alone, in any letter case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mention {
    /// The report it stands in.
    pub report: String,
    /// The words that tell of it, with their base forms where known.
    pub trigger: Vec<String>,
    /// Words of who takes part.
    pub participants: Vec<String>,
    /// Words of where.
    pub places: Vec<String>,
    /// Telling words of the whole report: those of four letters and more that stand in at most a
    /// quarter of all reports.
    pub topic: Vec<String>,
}

/// From this average likeness on, groups of mentions are best joined on ECB+'s training part.
pub const ALIKE: f32 = 0.25;

/// Probability, 0 to 1, that two mentions are of one event. Symmetric; 0 where their triggers
/// share no stem.
///
/// The weights are those of a logistic regression on the 37,232 pairs of mentions that share a
/// stem in the training part of ECB+, times left out because they did not help. What the reports
/// are about decides most: a word like "killed" is one event only within one story.
pub fn mention_score(left: &Mention, right: &Mention) -> f32 {
    /// Most pairs are of two events.
    const AT_FIRST: f32 = 5.9;
    /// Two mentions in one report are of one story.
    const SAME_REPORT: f32 = 5.9;
    /// Times the cosine of the reports' topics.
    const SAME_TOPIC: f32 = 17.3;
    let trigger = overlap(&left.trigger, &right.trigger, stem);
    if trigger.is_none_or(|share| share == 0.0) {
        return 0.0;
    }
    let part = |one: &[String], other: &[String], gain: f32, loss: f32| {
        overlap(one, other, fold).map_or(0.0, |share| gain * share - loss * (1.0 - share))
    };
    let story = if left.report == right.report {
        SAME_REPORT
    } else {
        SAME_TOPIC * cosine(&left.topic, &right.topic)
    };
    let points = 2.5 * trigger.unwrap_or(0.0)
        + part(&left.participants, &right.participants, 0.2, 1.3)
        + part(&left.places, &right.places, 0.6, 0.5)
        + story;
    1.0 / (1.0 + (AT_FIRST - points).exp())
}

/// Groups `number` things so that within a group they are alike on average: the two most alike
/// groups are joined until none reaches `least`. Gives the group of each thing, numbered in order
/// of first appearance. Takes time in proportion to the cube of the number in the worst case, so
/// give it the mentions of one topic at a time.
pub fn cluster_mentions(
    number: usize,
    score: impl Fn(usize, usize) -> f32,
    least: f32,
) -> Vec<usize> {
    let mut groups: Vec<Vec<usize>> = (0..number).map(|one| vec![one]).collect();
    let mut alike: Vec<Vec<f32>> =
        (0..number).map(|one| (0..number).map(|other| score(one, other)).collect()).collect();
    while let Some((into, from)) = most_alike(&groups, &alike, least) {
        merge_rows(&mut alike, into, from, groups[into].len(), groups[from].len());
        let moved = std::mem::take(&mut groups[from]);
        groups[into].extend(moved);
    }
    number_groups(number, &groups)
}

fn most_alike(groups: &[Vec<usize>], alike: &[Vec<f32>], least: f32) -> Option<(usize, usize)> {
    let mut best = None;
    for (one, _) in groups.iter().enumerate().filter(|(_, it)| !it.is_empty()) {
        for (other, _) in groups.iter().enumerate().skip(one + 1).filter(|(_, it)| !it.is_empty()) {
            let score = alike[one][other];
            if score >= least && best.is_none_or(|(_, _, most)| score > most) {
                best = Some((one, other, score));
            }
        }
    }
    best.map(|(one, other, _)| (one, other))
}

/// Average link: the likeness of a joined group to others is the mean over all pairs.
fn merge_rows(alike: &mut [Vec<f32>], into: usize, from: usize, into_size: usize, size: usize) {
    let (ours, theirs) = (into_size as f32, size as f32);
    let mean = |one: &f32, other: &f32| (one * ours + other * theirs) / (ours + theirs);
    let means: Vec<f32> =
        alike[into].iter().zip(&alike[from]).map(|(one, other)| mean(one, other)).collect();
    for (row, mean) in alike.iter_mut().zip(&means) {
        row[into] = *mean;
    }
    alike[into] = means;
}

fn number_groups(number: usize, groups: &[Vec<usize>]) -> Vec<usize> {
    let mut group_of = vec![0; number];
    let mut ordered: Vec<&Vec<usize>> = groups.iter().filter(|group| !group.is_empty()).collect();
    ordered.sort_by_key(|group| group.iter().min());
    for (label, group) in ordered.iter().enumerate() {
        for &one in *group {
            group_of[one] = label;
        }
    }
    group_of
}

/// Share of common words, by the smaller set; `None` where one is empty.
fn overlap(left: &[String], right: &[String], key: impl Fn(&str) -> String) -> Option<f32> {
    let set =
        |words: &[String]| -> BTreeSet<String> { words.iter().map(|word| key(word)).collect() };
    let (left, right) = (set(left), set(right));
    let smaller = left.len().min(right.len());
    (smaller > 0).then(|| left.intersection(&right).count() as f32 / smaller as f32)
}

/// Common words over the geometric mean of the numbers of words.
fn cosine(left: &[String], right: &[String]) -> f32 {
    let set = |words: &[String]| words.iter().map(|word| fold(word)).collect::<BTreeSet<String>>();
    let (left, right) = (set(left), set(right));
    let common = left.intersection(&right).count() as f32;
    common / ((left.len() * right.len()) as f32).sqrt().max(1.0)
}

fn fold(word: &str) -> String {
    word.to_lowercase()
}

/// A crude stem, enough to bring inflected forms together: the word without its ending.
fn stem(word: &str) -> String {
    /// Endings of verbs and nouns, longest first.
    const ENDINGS: [&str; 8] = ["ation", "ings", "ing", "ers", "ed", "es", "er", "s"];
    /// Shorter stems would bring unrelated words together.
    const SHORTEST: usize = 3;
    let word = word.to_lowercase();
    let cut = ENDINGS.iter().find_map(|ending| {
        word.strip_suffix(ending).filter(|stem| stem.chars().count() >= SHORTEST)
    });
    cut.unwrap_or(&word).trim_end_matches('e').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &str) -> Vec<String> {
        words.split_whitespace().map(str::to_owned).collect()
    }

    fn mention(report: &str, trigger: &str, participants: &str, topic: &str) -> Mention {
        Mention {
            report: report.to_owned(),
            trigger: words(trigger),
            participants: words(participants),
            places: Vec::new(),
            topic: words(topic),
        }
    }

    #[test]
    fn stories_part_what_words_bring_together() {
        let story = "earthquake aceh magnitude";
        let one = mention("a", "killed", "people", story);
        let check = |other: Mention, same: bool| {
            assert_eq!(mention_score(&one, &other) >= ALIKE, same, "{other:?}");
            assert_eq!(mention_score(&one, &other), mention_score(&other, &one));
        };
        check(mention("b", "Kills", "people", story), true);
        check(mention("b", "killed", "people", "football striker goal"), false);
        check(mention("b", "died", "people", story), false);
        check(mention("a", "killing", "people", story), true);
        check(mention("a", "killing", "soldier", story), true);
        check(mention("b", "", "people", story), false);
    }

    #[test]
    fn groups_are_numbered_in_order_of_appearance() {
        let check = |pairs: &[(usize, usize)], expected: &[usize]| {
            let score = |one, other| {
                let alike = pairs.contains(&(one, other)) || pairs.contains(&(other, one));
                if alike { 0.9 } else { 0.0 }
            };
            assert_eq!(cluster_mentions(expected.len(), score, 0.5), expected, "{pairs:?}");
        };
        check(&[], &[0, 1, 2]);
        check(&[(0, 2)], &[0, 1, 0]);
        check(&[(1, 2)], &[0, 1, 1]);
        check(&[(0, 1), (1, 2)], &[0, 0, 1]);
        check(&[(0, 1), (1, 2), (0, 2)], &[0, 0, 0]);
    }
}
