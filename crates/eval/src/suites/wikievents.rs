//! `wikievents`: words that tell of events, and who plays which part.
//!
//! Data: WikiEvents (Li et al. 2021) in the KAIROS ontology, three-level types; the training part
//! here is cut to two levels, and a gold type of two levels is compared on two. Metrics:
//!
//! - `trigger_f1`: micro F1 over triggers, right where the tokens and the type agree.
//! - `argument_f1` (Arg-C): micro F1 over arguments, right where they hang on an event of the
//!   right type whose trigger overlaps the gold one, and role and head word agree. The head word
//!   is the last word before the first preposition or comma, in lower case: the training part
//!   gives arguments as text without offsets. The published figures are given the gold triggers;
//!   ours finds its own, so the two are not comparable.
//!
//! Our happenings stand for KAIROS types by [`super::kairos`]; what it leaves out, above all the
//! verbs of saying (`Contact.Contact`), is missed. Triggers and arguments are those of the reader;
//! each report is the gold tokens put together as print would set them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use tidings_types::{Marks, Report, Span};

use super::kairos::{self, Kairos};
use crate::data::{self, Layout, Row};
use crate::metrics::Counts;
use crate::stages::{Stages, in_parallel};
use crate::text::{Joined, verbatim};
use crate::{EvalError, EvalOptions, Mistake, Score};

const LAYOUT: Layout = Layout { folder: "events", stems: &["wikievents"] };

#[derive(Deserialize)]
struct Document {
    #[serde(alias = "docid")]
    doc_id: String,
    tokens: Vec<String>,
    event_mentions: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    event_type: String,
    trigger: TriggerRow,
    arguments: Vec<ArgumentRow>,
}

#[derive(Deserialize)]
struct TriggerRow {
    #[serde(alias = "start_idx")]
    start: usize,
    #[serde(alias = "end_idx")]
    end: usize,
}

#[derive(Deserialize)]
struct ArgumentRow {
    role: String,
    text: String,
}

/// An event of either side.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    trigger: Span,
    event_type: String,
    /// Role and head word of each argument.
    arguments: BTreeSet<(String, String)>,
}

#[derive(Default)]
struct Outcome {
    triggers: Counts,
    arguments: Counts,
    by_type: BTreeMap<String, Counts>,
    mistakes: Vec<Mistake>,
}

pub fn run(path: &Path, options: &EvalOptions) -> Result<Score, EvalError> {
    let documents = data::sample(data::rows::<Document>(path, LAYOUT)?, options.every);
    let stages = Stages::load("wikievents")?;
    let outcomes = in_parallel(&documents, |row: &Row<Document>| {
        let joined = join(&row.value);
        let report = verbatim(&joined.text, None);
        let got = system(&report, &joined, &stages.marks(&report));
        compare(&row.value.doc_id, &joined.text, &gold(&row.value, &joined), &got)
    });
    Ok(score(&outcomes))
}

fn join(document: &Document) -> Joined {
    let mut joined = Joined::default();
    document.tokens.iter().for_each(|token| joined.push(token));
    joined
}

fn gold(document: &Document, joined: &Joined) -> Vec<Event> {
    let event = |mention: &Mention| {
        let argument =
            |argument: &ArgumentRow| Some((argument.role.clone(), head(&argument.text)?));
        Some(Event {
            trigger: joined.span(mention.trigger.start, mention.trigger.end)?,
            event_type: mention.event_type.clone(),
            arguments: mention.arguments.iter().filter_map(argument).collect(),
        })
    };
    let events: BTreeSet<Event> = document.event_mentions.iter().filter_map(event).collect();
    events.into_iter().collect()
}

fn system(report: &Report, joined: &Joined, marks: &Marks) -> Vec<Event> {
    let mut events = Vec::new();
    for sentence in &marks.sentences {
        for (index, trigger) in sentence.triggers.iter().enumerate() {
            let words = report.words(trigger.span);
            let Some(kairos) = kairos::of(trigger.happening.as_str(), words) else { continue };
            let links = sentence.links.iter().filter(|link| link.trigger as usize == index);
            let argument = |link: &tidings_types::Link| {
                let entity = sentence.entities.get(link.entity as usize)?;
                Some((kairos.role(link.role)?.to_owned(), head(report.words(entity.span))?))
            };
            events.push(Event {
                trigger: whole_tokens(joined, trigger.span),
                event_type: kairos.event_type.to_owned(),
                arguments: links.filter_map(argument).collect(),
            });
        }
    }
    events
}

/// The span widened to the tokens that it touches.
fn whole_tokens(joined: &Joined, span: Span) -> Span {
    joined
        .tokens
        .iter()
        .filter(|token| token.overlaps(span))
        .fold(span, |span, token| span.cover(*token))
}

/// The last word before the first preposition or comma, in lower case.
fn head(phrase: &str) -> Option<String> {
    const ENDS: [&str; 12] =
        ["of", "in", "from", "at", "on", "for", "by", "with", "to", "who", "that", "which"];
    let mut head = None;
    for word in phrase.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if head.is_some() && (bare.is_empty() || ENDS.contains(&bare.as_str())) {
            break;
        }
        if !bare.is_empty() {
            head = Some(bare);
        }
        if word.ends_with(',') {
            break;
        }
    }
    head
}

fn same_type(gold: &str, got: &str) -> bool {
    let levels = gold.split('.').count();
    got.split('.').take(levels).eq(gold.split('.'))
}

fn compare(doc: &str, text: &str, gold: &[Event], got: &[Event]) -> Outcome {
    let mut outcome = Outcome::default();
    let same = |gold: &Event, got: &Event| {
        gold.trigger == got.trigger && same_type(&gold.event_type, &got.event_type)
    };
    let mut used = vec![false; got.len()];
    for event in gold {
        let found = got
            .iter()
            .enumerate()
            .position(|(index, candidate)| !used[index] && same(event, candidate));
        let counts = match found {
            Some(index) => {
                used[index] = true;
                Counts::new(1, 0, 0)
            }
            None => Counts::new(0, 0, 1),
        };
        outcome.add_trigger(&event.event_type, counts);
        if found.is_none() {
            outcome.mistakes.push(trigger_mistake(doc, text, event, got));
        }
        outcome.arguments.false_negatives += event.arguments.len();
    }
    for (event, _) in got.iter().zip(&used).filter(|(_, used)| !**used) {
        outcome.add_trigger(&event.event_type, Counts::new(0, 1, 0));
        let told = format!("{}: {}", event.event_type, event.trigger.of(text).unwrap_or_default());
        outcome.mistakes.push(Mistake::new(
            doc,
            "spurious trigger",
            "",
            told,
            crate::text::around(text, event.trigger, 50),
        ));
    }
    count_arguments(gold, got, &mut outcome.arguments);
    outcome
}

fn trigger_mistake(doc: &str, text: &str, event: &Event, got: &[Event]) -> Mistake {
    let near: Vec<&str> = got
        .iter()
        .filter(|candidate| candidate.trigger.overlaps(event.trigger))
        .map(|candidate| candidate.event_type.as_str())
        .collect();
    let kind = if near.is_empty() { "missed trigger" } else { "wrong type or bounds" };
    let wanted = format!("{}: {}", event.event_type, event.trigger.of(text).unwrap_or_default());
    Mistake::new(doc, kind, wanted, near.join(" "), crate::text::around(text, event.trigger, 50))
}

/// Each system argument is right at most once, and so is each gold one.
fn count_arguments(gold: &[Event], got: &[Event], counts: &mut Counts) {
    let mut met: BTreeSet<(usize, &(String, String))> = BTreeSet::new();
    for event in got {
        for argument in &event.arguments {
            let hit = gold.iter().enumerate().find(|(index, candidate)| {
                candidate.trigger.overlaps(event.trigger)
                    && same_type(&candidate.event_type, &event.event_type)
                    && candidate.arguments.contains(argument)
                    && !met.contains(&(*index, argument))
            });
            match hit {
                Some((index, _)) => {
                    met.insert((index, argument));
                    counts.true_positives += 1;
                    counts.false_negatives -= 1;
                }
                None => counts.false_positives += 1,
            }
        }
    }
}

impl Outcome {
    fn add_trigger(&mut self, event_type: &str, counts: Counts) {
        self.triggers += counts;
        let two_levels: Vec<&str> = event_type.split('.').take(2).collect();
        *self.by_type.entry(two_levels.join(".")).or_default() += counts;
    }
}

fn score(outcomes: &[Outcome]) -> Score {
    let mut score = Score::new("wikievents");
    let triggers: Counts = outcomes.iter().map(|outcome| outcome.triggers).sum();
    let arguments: Counts = outcomes.iter().map(|outcome| outcome.arguments).sum();
    let reach = |event_type: &str| {
        Kairos::ALL.iter().any(|kairos| same_type(event_type, kairos.event_type))
    };
    let mut reachable = Counts::default();
    for (event_type, counts) in outcomes.iter().flat_map(|outcome| &outcome.by_type) {
        if reach(event_type) {
            reachable += *counts;
        }
    }
    score.documents = outcomes.len() as u64;
    score.figure("trigger_f1", triggers.f1());
    score.figure("trigger_precision", triggers.precision());
    score.figure("trigger_recall", triggers.recall());
    score.figure("trigger_recall_of_mapped_types", reachable.recall());
    score.figure("argument_f1", arguments.f1());
    score.figure("argument_precision", arguments.precision());
    score.figure("argument_recall", arguments.recall());
    score.counts_of("trigger_", triggers);
    score.counts_of("argument_", arguments);
    score.mistakes = outcomes.iter().flat_map(|outcome| outcome.mistakes.iter().cloned()).collect();
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(start: u32, event_type: &str, arguments: &[(&str, &str)]) -> Event {
        Event {
            trigger: Span { start, end: start + 5 },
            event_type: event_type.into(),
            arguments: arguments
                .iter()
                .map(|(role, head)| ((*role).into(), (*head).into()))
                .collect(),
        }
    }

    #[test]
    fn types_are_compared_on_the_levels_of_gold() {
        assert!(same_type("Conflict.Attack", "Conflict.Attack.DetonateExplode"));
        assert!(!same_type("Conflict.Attack.Unspecified", "Conflict.Attack.DetonateExplode"));
        assert!(!same_type("Conflict.Attack.Unspecified", "Conflict.Attack"));
    }

    #[test]
    fn triggers_and_arguments_are_counted() {
        let gold = [
            event(0, "Life.Die", &[("Victim", "general"), ("Place", "syria")]),
            event(20, "Conflict.Attack", &[]),
        ];
        let got = [
            event(0, "Life.Die.Unspecified", &[("Victim", "general"), ("Killer", "syria")]),
            event(0, "Life.Die.Unspecified", &[("Victim", "general")]),
            event(22, "Conflict.Attack.Unspecified", &[("Target", "bus")]),
        ];
        let outcome = compare("d", &"x".repeat(40), &gold, &got);
        assert_eq!(outcome.triggers, Counts::new(1, 2, 1));
        assert_eq!(outcome.arguments, Counts::new(1, 3, 1));
        assert_eq!(compare("d", "", &[], &[]).triggers, Counts::default());
    }

    #[test]
    fn heads() {
        let check = |phrase, expected| assert_eq!(head(phrase).as_deref(), expected);
        check("the Russian Defense Ministry", Some("ministry"));
        check("members of the group", Some("members"));
        check("Aleppo, Syria", Some("aleppo"));
        check("of", Some("of"));
        check("“", None);
    }
}
