//! `plover-gsr`: type, source and target of codebook examples.
//!
//! Data: the gold standard records of PLOVER (323 examples of 2016, one event each; the single
//! `DOCUMENT` record, which documents the file, is left out). No measure is published with them;
//! ours:
//!
//! - `type_f1`: F1 over types. The types that the claims of a text bear, each once, against the
//!   one gold type. Five types that later editions of PLOVER merged or renamed go by their
//!   present names (`DISAPPROVE` and `INVESTIGATE` are `ACCUSE`, `DEMAND` is `REQUEST`, `FIGHT` is
//!   `ASSAULT`).
//! - `triple_accuracy`: the share of texts with a claim whose type, sources and targets are all
//!   right. An actor is right where its country code agrees, or the code of international
//!   organisations, and, where the record names a sector, the kind of actor answers to it. Every
//!   gold actor must be met; where the record has no target, the claim must name none that has a
//!   country. In acts that two sides do together the sides may stand either way.
//!
//! `type_recall` and `source_accuracy` (right type and sources) tell where triples are lost.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;
use tidings_ontology::Ontology;
use tidings_types::{ActorKind, Claim, Participant};

use super::plover::{present_name, type_of};
use crate::data::{self, Layout, Row};
use crate::metrics::{Counts, ratio};
use crate::stages::{Stages, in_parallel};
use crate::{EvalError, EvalOptions, Mistake, Score};

const LAYOUT: Layout = Layout { folder: "events", stems: &["plover-gsr"] };

/// The record that documents the file.
const NOT_AN_EVENT: &str = "DOCUMENT";

#[derive(Deserialize)]
struct Record {
    id: String,
    event: String,
    #[serde(default)]
    text: String,
    /// Some records hold a stray string instead of a list.
    #[serde(default)]
    source: serde_json::Value,
    #[serde(default)]
    target: serde_json::Value,
    #[serde(default)]
    date: Option<String>,
}

/// A coded actor.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Coded {
    code: String,
    sector: Option<String>,
}

/// What a claim says in PLOVER's terms.
#[derive(Clone, Debug, Default)]
struct Triple {
    event_type: String,
    sources: Vec<(Option<String>, ActorKind)>,
    targets: Vec<(Option<String>, ActorKind)>,
    words: String,
}

#[derive(Default)]
struct Outcome {
    types: Counts,
    source_right: bool,
    triple_right: bool,
    mistake: Option<Mistake>,
}

pub fn run(path: &Path, options: &EvalOptions) -> Result<Score, EvalError> {
    let mut records = data::rows::<Record>(path, LAYOUT)?;
    records.retain(|row| row.value.event != NOT_AN_EVENT && !row.value.text.is_empty());
    let records = data::sample(records, options.every);
    let stages = Stages::load("plover-gsr")?;
    let outcomes = in_parallel(&records, |row: &Row<Record>| judge(&stages, &row.value));
    Ok(score(&outcomes))
}

fn judge(stages: &Stages, record: &Record) -> Outcome {
    let published = record.date.as_deref().and_then(|date| date.parse().ok());
    let claims = stages.claims_of(&record.text, published);
    let triples: Vec<Triple> = claims.iter().filter_map(triple).collect();
    compare(record, &triples)
}

fn triple(claim: &Claim) -> Option<Triple> {
    let side = |participants: &[Participant]| {
        let code =
            |participant: &Participant| participant.country.map(|country| country.to_string());
        participants.iter().map(|participant| (code(participant), participant.kind)).collect()
    };
    let words = |participants: &[Participant]| {
        participants
            .iter()
            .map(|participant| participant.mention.words.as_str())
            .collect::<Vec<_>>()
            .join(" + ")
    };
    Some(Triple {
        event_type: type_of(Ontology::embedded(), claim)?,
        sources: side(&claim.actors),
        targets: side(&claim.targets),
        words: format!(
            "{} [{}] > {} > [{}]",
            claim.happening,
            words(&claim.actors),
            claim.trigger.words,
            words(&claim.targets)
        ),
    })
}

fn compare(record: &Record, triples: &[Triple]) -> Outcome {
    let gold = present_name(&record.event);
    let types: BTreeSet<&str> =
        triples.iter().map(|triple| present_name(&triple.event_type)).collect();
    let hit = usize::from(types.contains(gold));
    let (sources, targets) = (coded(&record.source), coded(&record.target));
    let right_type = || triples.iter().filter(|triple| present_name(&triple.event_type) == gold);
    let source_right = right_type().any(|triple| all_met(&sources, &triple.sources));
    let triple_right =
        right_type().any(|triple| both_right(&sources, &targets, &triple.sources, &triple.targets));
    let got = triples
        .iter()
        .map(|triple| format!("{}: {}", triple.event_type, triple.words))
        .collect::<Vec<_>>();
    let kind = match (hit, source_right) {
        (0, _) if types.is_empty() => "no claim",
        (0, _) => "wrong type",
        (_, false) => "wrong source",
        _ => "wrong target",
    };
    let wanted = format!("{gold} {} > {}", brief(&sources), brief(&targets));
    let mistake = (!triple_right)
        .then(|| Mistake::new(&record.id, kind, wanted, got.join("; "), &record.text));
    Outcome {
        types: Counts::new(hit, types.len() - hit, 1 - hit),
        source_right,
        triple_right,
        mistake,
    }
}

fn coded(value: &serde_json::Value) -> Vec<Coded> {
    let text = |actor: &serde_json::Value, key: &str| {
        actor.get(key).and_then(|value| value.as_str()).map(str::to_owned)
    };
    let one = |actor: &serde_json::Value| {
        Some(Coded { code: text(actor, "code")?, sector: text(actor, "sector") })
    };
    value.as_array().map(|actors| actors.iter().filter_map(one).collect()).unwrap_or_default()
}

fn brief(actors: &[Coded]) -> String {
    let one =
        |actor: &Coded| format!("{}{}", actor.code, actor.sector.as_deref().unwrap_or_default());
    actors.iter().map(one).collect::<Vec<_>>().join("+")
}

fn both_right(
    sources: &[Coded],
    targets: &[Coded],
    got_sources: &[(Option<String>, ActorKind)],
    got_targets: &[(Option<String>, ActorKind)],
) -> bool {
    if !targets.is_empty() {
        return all_met(sources, got_sources) && all_met(targets, got_targets);
    }
    if sources.len() > 1 {
        // Two sides that act together may stand on either side of the verb.
        let everyone: Vec<_> = got_sources.iter().chain(got_targets).cloned().collect();
        return all_met(sources, &everyone);
    }
    all_met(sources, got_sources) && got_targets.iter().all(|(country, _)| country.is_none())
}

fn all_met(gold: &[Coded], got: &[(Option<String>, ActorKind)]) -> bool {
    gold.iter().all(|gold| got.iter().any(|(country, kind)| met(gold, country.as_deref(), *kind)))
}

fn met(gold: &Coded, country: Option<&str>, kind: ActorKind) -> bool {
    let who = match gold.code.as_str() {
        "IGO" => kind == ActorKind::InternationalOrganisation,
        "NGO" => matches!(
            kind,
            ActorKind::AidWorkers | ActorKind::InternationalOrganisation | ActorKind::Other
        ),
        code => country == Some(present_country(code)),
    };
    // A sector beside the code of an organisation says what it deals with, not what it is.
    let organisation = matches!(gold.code.as_str(), "IGO" | "NGO");
    who && (organisation || gold.sector.as_deref().is_none_or(|sector| answers(sector, kind)))
}

/// Four codes of the records are slips for these.
fn present_country(code: &str) -> &str {
    match code {
        "JAP" => "JPN",
        "ITL" => "ITA",
        "ROM" => "ROU",
        other => other,
    }
}

/// Whether a kind of actor answers to a sector. Letters after the first three are a people or a
/// faith, which our kinds do not tell; an unknown sector asks nothing.
fn answers(sector: &str, kind: ActorKind) -> bool {
    match sector.get(..3).unwrap_or_default() {
        "GOV" | "LEG" | "JUD" | "SPY" => kind == ActorKind::Government,
        "MIL" | "COP" => matches!(kind, ActorKind::StateForces | ActorKind::ExternalForces),
        "REB" | "UAF" => matches!(
            kind,
            ActorKind::RebelGroup | ActorKind::PoliticalMilitia | ActorKind::IdentityMilitia
        ),
        "CVL" | "CIV" | "REF" | "SOC" => {
            matches!(kind, ActorKind::Civilians | ActorKind::Protesters | ActorKind::Rioters)
        }
        "MED" | "JRN" => kind == ActorKind::Journalists,
        _ => true,
    }
}

fn score(outcomes: &[Outcome]) -> Score {
    let mut score = Score::new("plover-gsr");
    let types: Counts = outcomes.iter().map(|outcome| outcome.types).sum();
    let share = |of: &dyn Fn(&Outcome) -> bool| {
        ratio(outcomes.iter().filter(|outcome| of(outcome)).count(), outcomes.len())
    };
    score.documents = outcomes.len() as u64;
    score.figure("type_f1", types.f1());
    score.figure("type_precision", types.precision());
    score.figure("type_recall", types.recall());
    score.figure("source_accuracy", share(&|outcome| outcome.source_right));
    score.figure("triple_accuracy", share(&|outcome| outcome.triple_right));
    score.counts_of("type_", types);
    score.mistakes = outcomes.iter().filter_map(|outcome| outcome.mistake.clone()).collect();
    score
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn record(event: &str, source: serde_json::Value, target: serde_json::Value) -> Record {
        Record { id: "x".into(), event: event.into(), text: "t".into(), source, target, date: None }
    }

    fn triple(
        event_type: &str,
        source: (&str, ActorKind),
        target: Option<(&str, ActorKind)>,
    ) -> Triple {
        let side = |(country, kind): (&str, ActorKind)| {
            ((!country.is_empty()).then(|| country.to_owned()), kind)
        };
        Triple {
            event_type: event_type.into(),
            sources: vec![side(source)],
            targets: target.map(side).into_iter().collect(),
            words: String::new(),
        }
    }

    #[test]
    fn a_triple_needs_type_source_and_target() {
        let gold =
            record("FIGHT", json!([{"code": "IRQ", "sector": "REB"}]), json!([{"code": "USA"}]));
        let right = triple(
            "ASSAULT",
            ("IRQ", ActorKind::RebelGroup),
            Some(("USA", ActorKind::StateForces)),
        );
        let outcome = compare(&gold, std::slice::from_ref(&right));
        assert!(outcome.triple_right);
        assert_eq!(outcome.types, Counts::new(1, 0, 0));
        let wrong_sector =
            triple("ASSAULT", ("IRQ", ActorKind::Government), Some(("USA", ActorKind::Other)));
        assert!(!compare(&gold, &[wrong_sector]).source_right);
        let no_target = triple("ASSAULT", ("IRQ", ActorKind::RebelGroup), None);
        let outcome = compare(&gold, &[no_target, triple("AID", ("", ActorKind::Other), None)]);
        assert!(outcome.source_right && !outcome.triple_right);
        assert_eq!(outcome.types, Counts::new(1, 1, 0));
    }

    #[test]
    fn no_target_in_the_record_wants_none_with_a_country() {
        let gold = record("RETREAT", json!([{"code": "HTI", "sector": "GOV"}]), json!(""));
        let with = |target| triple("RETREAT", ("HTI", ActorKind::Government), target);
        assert!(compare(&gold, &[with(None)]).triple_right);
        assert!(compare(&gold, &[with(Some(("", ActorKind::Other)))]).triple_right);
        assert!(!compare(&gold, &[with(Some(("USA", ActorKind::Other)))]).triple_right);
    }

    #[test]
    fn sides_that_act_together_may_stand_either_way() {
        let gold = record("CONSULT", json!([{"code": "TUR"}, {"code": "GRC"}]), json!(null));
        let got =
            triple("CONSULT", ("GRC", ActorKind::Government), Some(("TUR", ActorKind::Government)));
        assert!(compare(&gold, &[got]).triple_right);
        assert_eq!(compare(&gold, &[]).types, Counts::new(0, 0, 1));
    }
}
