//! What single sentences tell of incidents, before they are put together into templates: from the
//! reader's own heads for MUC-4, or from claims alone.

use tidings_types::{ActorKind, Assertion, Claim, EntityKind, Marks, Report, Span, TimePrecision};

use super::muc4_types::{human, physical};
use crate::stages::Stages;

/// How likely a sentence tells of an incident for it to count.
const LIKELY: f32 = 0.3;

/// What one sentence tells of an incident.
#[derive(Clone, Debug, PartialEq)]
pub struct Telling {
    /// Index of the sentence.
    pub sentence: usize,
    /// The incident type, where the sentence tells it.
    pub kind: Option<&'static str>,
    /// Who and what is named in it.
    pub parts: Vec<Part>,
    /// How likely the reader finds that it tells of an incident, from 0 to 1.
    pub likely: f32,
}

/// Somebody or something in an incident.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub kind: PartKind,
    pub mention: Span,
    pub words: String,
}

/// The slots that words of the text fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    Perpetrator,
    Body,
    Property,
    Victim,
    Weapon,
}

/// What the reader took each mention for.
pub struct Kinds(Vec<(Span, EntityKind)>);

impl Kinds {
    pub fn of(marks: &Marks) -> Self {
        let entities = marks.sentences.iter().flat_map(|sentence| &sentence.entities);
        Self(entities.map(|entity| (entity.span, entity.kind)).collect())
    }

    pub fn at(&self, span: Span) -> Option<EntityKind> {
        let exact = self.0.iter().find(|(known, _)| *known == span);
        exact
            .or_else(|| self.0.iter().find(|(known, _)| known.overlaps(span)))
            .map(|(_, kind)| *kind)
    }
}

/// What the reader answers of each sentence when it is asked for incidents and their parts.
pub fn asked(stages: &Stages, report: &Report) -> Vec<Telling> {
    let answers = stages.reader().answers(report, "incidents").unwrap_or_default();
    let parts = stages.reader().tagged(report, "incident").unwrap_or_default();
    let telling = |(sentence, answers): (usize, &Vec<(String, f32)>)| {
        let likely = answers.iter().map(|(_, likely)| *likely).fold(0.0, f32::max);
        Telling { sentence, kind: strongest(answers), parts: Vec::new(), likely }
    };
    let mut found: Vec<Telling> = answers.iter().enumerate().map(telling).collect();
    for (mention, label) in parts {
        let at = report.sentence_at(mention.start).and_then(|at| found.get_mut(at));
        let Some((telling, kind)) = at.zip(part_kind(&label)) else { continue };
        let words = plain_words(report, mention);
        if !is_pronoun(&words) {
            telling.parts.push(Part { kind, mention, words });
        }
    }
    found
}

/// What claims tell: those of an attack, bombing, kidnapping, arson or robbery that is told as
/// done, at a time that is known closer than the year, and not against fighters alone.
pub fn claimed(report: &Report, kinds: &Kinds, claims: &[Claim]) -> Vec<Telling> {
    let told = claims.iter().filter(|claim| is_told(claim));
    told.filter_map(|claim| {
        let kind = Some(kind_of(claim)?);
        let sentence = report.sentence_at(claim.trigger.span.start)?;
        Some(Telling { sentence, kind, parts: parts_of(report, kinds, claim), likely: 0.0 })
    })
    .collect()
}

/// Both answers together: what claims tell, with the parts that the reader names when it is asked and
/// no claim has at these words.
pub fn together(asked: Vec<Telling>, claimed: Vec<Telling>) -> Vec<Telling> {
    let mut all = claimed;
    for mut telling in asked {
        let here = all.iter().filter(|known| known.sentence == telling.sentence);
        let known: Vec<Span> = here.flat_map(|one| &one.parts).map(|part| part.mention).collect();
        telling.parts.retain(|part| !known.iter().any(|span| span.overlaps(part.mention)));
        all.push(telling);
    }
    all
}

/// The incident type of a claim; `None` for what MUC-4 has no template for.
pub fn kind_of(claim: &Claim) -> Option<&'static str> {
    let trigger = claim.trigger.words.to_uppercase();
    Some(match claim.happening.as_str() {
        "explosion" | "suicide-attack" => "BOMBING",
        "destruction" if ["BURN", "FIRE", "TORCH"].iter().any(|word| trigger.contains(word)) => {
            "ARSON"
        }
        "armed-clash" | "air-strike" | "shelling" | "killing" | "assault" | "destruction" => {
            "ATTACK"
        }
        "abduction" => "KIDNAPPING",
        "looting" => "ROBBERY",
        _ => return None,
    })
}

/// Told as done, close in time, and not against fighters alone.
pub fn is_told(claim: &Claim) -> bool {
    let done = matches!(
        claim.assertion.value,
        Assertion::Realized | Assertion::Ongoing | Assertion::Alleged
    );
    let near = !matches!(claim.time.precision, TimePrecision::Year | TimePrecision::Longer);
    let fights = |target: &tidings_types::Participant| {
        target.kind == ActorKind::RebelGroup || human(&target.mention.words) == "ACTIVE MILITARY"
    };
    done && near && (claim.targets.is_empty() || !claim.targets.iter().all(fights))
}

/// The kind of a thing by its words, or by what the reader took it for.
pub fn thing(words: &str, kind: Option<EntityKind>) -> Option<&'static str> {
    physical(words).or(match kind {
        Some(EntityKind::Facility) => Some("OTHER"),
        Some(EntityKind::Vehicle) => Some("TRANSPORT VEHICLE"),
        _ => None,
    })
}

fn parts_of(report: &Report, kinds: &Kinds, claim: &Claim) -> Vec<Part> {
    let actors = claim.actors.iter().map(|actor| {
        let kind = if actor.actor.is_some() { PartKind::Body } else { PartKind::Perpetrator };
        (kind, actor.mention.span)
    });
    let targets = claim.targets.iter().filter_map(|target| {
        let kind = kinds.at(target.mention.span);
        let words = plain_words(report, target.mention.span);
        if thing(&words, kind).is_some() {
            return Some((PartKind::Property, target.mention.span));
        }
        is_human(kind).then_some((PartKind::Victim, target.mention.span))
    });
    let means = claim.means.iter().map(|means| (PartKind::Weapon, means.mention.span));
    let all = actors.chain(targets).chain(means);
    all.map(|(kind, mention)| Part { kind, mention, words: plain_words(report, mention) })
        .filter(|part| !is_pronoun(&part.words))
        .collect()
}

fn is_human(kind: Option<EntityKind>) -> bool {
    use EntityKind::{ArmedGroup, Place, Thing, Weapon};
    !matches!(kind, Some(Thing | Place | ArmedGroup | Weapon))
}

/// Words of the text in capitals and on one line.
fn plain_words(report: &Report, span: Span) -> String {
    report.words(span).split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase()
}

/// Of several likely types the one that is told most closely.
fn strongest(answers: &[(String, f32)]) -> Option<&'static str> {
    const BY_RANK: [&str; 5] = ["KIDNAPPING", "BOMBING", "ARSON", "ROBBERY", "ATTACK"];
    let likely = |kind: &str| answers.iter().any(|(told, share)| told == kind && *share > LIKELY);
    BY_RANK.into_iter().find(|kind| likely(kind))
}

fn part_kind(label: &str) -> Option<PartKind> {
    Some(match label {
        "perpetrator" => PartKind::Perpetrator,
        "body" => PartKind::Body,
        "property" => PartKind::Property,
        "victim" => PartKind::Victim,
        "weapon" => PartKind::Weapon,
        _ => return None,
    })
}

/// Words that only point at somebody told elsewhere.
fn is_pronoun(words: &str) -> bool {
    const PRONOUNS: [&str; 12] =
        ["HE", "SHE", "IT", "THEY", "WHO", "WHICH", "THAT", "WE", "THEM", "HIM", "HER", "I"];
    PRONOUNS.contains(&words)
}
