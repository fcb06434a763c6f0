//! Figures to the happenings that they belong to.

use tidings_types::{Claim, Counting, Evidence, Quantity, Span, Unit};

use crate::{
    quantities::{Amount, Figure},
    scene::{Line, Scene},
};

use super::Draft;

/// Confidence of a figure whose deciding word is the trigger itself.
const OF_TRIGGER: f32 = 0.9;
/// Of a figure whose kind only this happening of the sentence counts.
const OF_KIND: f32 = 0.75;
/// Of a number that only the reader's link gives to a happening.
const BY_LINK: f32 = 0.6;

/// Attaches the figures of each sentence to its drafts.
pub(super) fn attach(scene: &Scene<'_>, lines: &[Line<'_>], drafts: &mut [Draft]) {
    for (index, line) in lines.iter().enumerate() {
        for figure in &line.figures {
            let Some((draft, confidence)) = owner(scene, drafts, index, figure) else { continue };
            let Some(draft) = drafts.get_mut(draft) else { continue };
            let kind = kind_for(scene, draft, figure.kind);
            draft.claim.quantities.extend(quantity(scene, figure, kind, confidence));
        }
        for draft in drafts.iter_mut().filter(|draft| draft.line == index) {
            let numbers = std::mem::take(&mut draft.numbers);
            linked(scene, line, &mut draft.claim, &numbers);
        }
    }
}

/// Gives a happening the number that the reader linked to it, where the words around the number did
/// not say what it counts: it counts what the happening usually counts.
fn linked(scene: &Scene<'_>, line: &Line<'_>, claim: &mut Claim, numbers: &[Span]) {
    let happening = scene.ontology.get(&claim.happening);
    let Some(kind) = happening.and_then(|known| known.default_quantity()) else { return };
    for number in numbers {
        let amount = line.amounts.iter().find(|amount| amount.span.overlaps(*number));
        let Some(amount) = amount else { continue };
        let read = line.figures.iter().any(|figure| figure.mention.overlaps(amount.span));
        let known = claim.quantities.iter().any(|quantity| quantity.kind == kind);
        if !read && !known {
            claim.quantities.extend(plain(scene, line, amount, kind));
        }
    }
}

/// A quantity of an amount without a word that tells its kind.
fn plain(scene: &Scene<'_>, line: &Line<'_>, amount: &Amount, kind: &str) -> Option<Quantity> {
    let after = line.token_at(amount.span.end);
    let household = (after..after + 3)
        .any(|at| matches!(line.word(at), "families" | "households" | "family" | "household"));
    let unit = match kind {
        "homes" | "devices" | "weapons" | "items" | "places" | "sites" => Unit::Item,
        _ if household => Unit::Household,
        _ => Unit::Person,
    };
    Some(Quantity {
        kind: kind.to_owned(),
        low: amount.low,
        best: amount.best,
        high: amount.high,
        qualifier: amount.qualifier,
        unit,
        of: None,
        counting: Counting::New,
        part: false,
        mention: Evidence::quote(&scene.report.text, amount.span)?,
        confidence: BY_LINK,
    })
}

/// The draft of the sentence that counts this kind and stands nearest to the deciding words.
fn owner(
    scene: &Scene<'_>,
    drafts: &[Draft],
    line: usize,
    figure: &Figure,
) -> Option<(usize, f32)> {
    let here = drafts.iter().enumerate().filter(|(_, draft)| draft.line == line);
    let counting = here.filter(|(_, draft)| counts(scene, draft, figure.kind));
    let gap = |draft: &Draft| {
        let (trigger, cue) = (draft.claim.trigger.span, figure.cue);
        if trigger.overlaps(cue) {
            0
        } else if trigger.start >= cue.end {
            trigger.start - cue.end + 1
        } else {
            cue.start.saturating_sub(trigger.end) + 1
        }
    };
    let (index, draft) = counting.min_by_key(|(_, draft)| gap(draft))?;
    Some((index, if gap(draft) == 0 { OF_TRIGGER } else { OF_KIND }))
}

/// Violence of any sort may kill and wound; else the ontology says what a happening counts.
fn counts(scene: &Scene<'_>, draft: &Draft, kind: &str) -> bool {
    let Some(happening) = scene.ontology.get(&draft.claim.happening) else { return false };
    let violent = matches!(happening.family.as_str(), "fighting" | "violence")
        && happening.id.as_str() != "siege";
    happening.counts(kind)
        || (violent && matches!(kind, "killed" | "injured" | "missing"))
        || (kind == "abducted" && happening.counts("detained"))
        || (kind == "detained" && happening.counts("abducted"))
        || (kind == "homes" && happening.id.as_str() == "evacuation")
}

/// The happening's own word for people taken: a detention detains whatever the verb.
fn kind_for(scene: &Scene<'_>, draft: &Draft, kind: &'static str) -> &'static str {
    let counts = |kind: &str| {
        scene.ontology.get(&draft.claim.happening).is_some_and(|known| known.counts(kind))
    };
    match kind {
        "abducted" if !counts("abducted") && counts("detained") => "detained",
        "detained" if !counts("detained") && counts("abducted") => "abducted",
        other => other,
    }
}

fn quantity(scene: &Scene<'_>, figure: &Figure, kind: &str, confidence: f32) -> Option<Quantity> {
    let text = &scene.report.text;
    Some(Quantity {
        kind: kind.to_owned(),
        low: figure.low,
        best: figure.best,
        high: figure.high,
        qualifier: figure.qualifier,
        unit: figure.unit,
        of: figure.of.and_then(|span| Evidence::quote(text, span)),
        counting: figure.counting,
        part: figure.part,
        mention: Evidence::quote(text, figure.mention)?,
        confidence,
    })
}
