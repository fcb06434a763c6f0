//! Who says so.

use tidings_types::{Attribution, EntityKind, Evidence, Role, Span};

use crate::scene::{Line, Scene};

/// Forms of verbs of saying, and words that stand for one.
const SAYING: [&str; 64] = [
    "said",
    "says",
    "say",
    "saying",
    "told",
    "tells",
    "reported",
    "reports",
    "report",
    "announced",
    "announces",
    "claimed",
    "claims",
    "claim",
    "claiming",
    "confirmed",
    "confirms",
    "denied",
    "denies",
    "deny",
    "denying",
    "according",
    "stated",
    "states",
    "added",
    "adds",
    "accused",
    "accuses",
    "accuse",
    "accusing",
    "blamed",
    "blames",
    "blame",
    "blaming",
    "warned",
    "warns",
    "alleged",
    "alleges",
    "alleging",
    "acknowledged",
    "admitted",
    "admits",
    "insisted",
    "insists",
    "declared",
    "declares",
    "noted",
    "explained",
    "wrote",
    "testified",
    "recounted",
    "described",
    "estimated",
    "estimates",
    "revealed",
    "disclosed",
    "reporting",
    "quoted",
    "citing",
    "cited",
    "asserted",
    "maintained",
    "vowed",
    "pledged",
];

/// Whether a word, in lower case, is a verb of saying.
pub(crate) fn is_saying(word: &str) -> bool {
    SAYING.contains(&word)
}

/// The attribution of a trigger: its linked source with the verb of saying beside it.
pub(crate) fn attribution(
    scene: &Scene<'_>,
    line: &Line<'_>,
    links: &[(u32, Role, f32)],
    trigger: Span,
) -> Option<Attribution> {
    let mut sources = links.iter().filter(|(_, role, _)| *role == Role::Attribution);
    let source = sources.find_map(|(entity, ..)| {
        let entity = line.entity(*entity)?;
        let speaks = !matches!(
            entity.kind,
            EntityKind::Date | EntityKind::Number | EntityKind::Weapon | EntityKind::Vehicle
        );
        scene.roster.participant(entity).filter(|_| speaks)
    })?;
    let verb = verb(line, source.mention.span, trigger)
        .and_then(|span| Evidence::quote(&scene.report.text, span));
    Some(Attribution { source, verb })
}

/// The word of saying nearest to its source, the trigger left out.
fn verb(line: &Line<'_>, source: Span, trigger: Span) -> Option<Span> {
    let gap = |span: Span| {
        if span.start >= source.end {
            span.start - source.end
        } else {
            source.start.saturating_sub(span.end)
        }
    };
    let says =
        |token: &&crate::tokens::Token| is_saying(&token.lower) && !token.span.overlaps(trigger);
    let verb = line.tokens.iter().filter(says).min_by_key(|token| gap(token.span))?;
    if !verb.is("according") {
        return Some(verb.span);
    }
    let to = line.tokens.iter().find(|token| token.span.start > verb.span.end && token.is("to"));
    Some(to.map_or(verb.span, |to| verb.span.cover(to.span)))
}
