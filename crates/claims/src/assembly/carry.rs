//! Places brought from neighbouring sentences, under stated rules.
//!
//! A happening without a place takes, in this order: the place of another happening of its
//! sentence; the place told last in its paragraph, at most three sentences back; the only
//! settlement of the report, if there is just one. Acts of speech take none. A sentence that is a mere
//! fragment ("From Hajin to Sha'Fah, to allow …") gives its place to the sentence before it.

use tidings_types::{Claim, ClaimPlace, PlacePrecision, Role};

use crate::{
    places,
    scene::{Line, Scene},
};

use super::{Draft, collect::narrowed};

/// Confidence kept by a place brought from the same sentence.
const SAME_SENTENCE: f32 = 0.8;
/// From the paragraph.
const SAME_BLOCK: f32 = 0.65;
/// From the whole report.
const ONLY_PLACE: f32 = 0.5;
/// Sentences back within a paragraph.
const REACH: usize = 3;

/// Gives the places of fragments to the happenings of the sentence before.
pub(super) fn fragments(scene: &Scene<'_>, lines: &[Line<'_>], drafts: &mut [Draft]) {
    for (index, line) in lines.iter().enumerate() {
        let Some(before) = index.checked_sub(1).and_then(|before| lines.get(before)) else {
            continue;
        };
        if !is_fragment(line, drafts, index)
            || before.block != line.block
            || before.index + 1 != line.index
        {
            continue;
        }
        let told = fragment_places(scene, line);
        if told.is_empty() {
            continue;
        }
        let takes = |draft: &&mut Draft| {
            (draft.line == index || draft.line + 1 == index) && lacks_place(&draft.claim)
        };
        for draft in drafts.iter_mut().filter(takes) {
            let mut places = draft.claim.places.clone();
            places.extend(told.iter().cloned());
            draft.claim.places = narrowed(places);
        }
    }
}

/// A sentence that opens with a preposition and tells of nothing done by itself.
fn is_fragment(line: &Line<'_>, drafts: &[Draft], index: usize) -> bool {
    let opens = matches!(
        line.word(0),
        "from"
            | "in"
            | "between"
            | "near"
            | "at"
            | "around"
            | "across"
            | "throughout"
            | "along"
            | "both"
            | "especially"
            | "above"
            | "mainly"
    );
    let happens =
        drafts.iter().any(|draft| draft.line == index && draft.claim.assertion.value.happened());
    opens && !happens
}

fn fragment_places(scene: &Scene<'_>, line: &Line<'_>) -> Vec<ClaimPlace> {
    let pairs = places::pairs(scene, line);
    if let Some(pair) = pairs.first() {
        return places::of_pair(scene, line, pair, false);
    }
    let names = line.marks.entities.iter().map(|entity| entity.span);
    names
        .filter_map(|span| places::of_link(scene, line, span, Role::Place))
        .filter(|p| p.place.is_some())
        .collect()
}

/// Whether no settlement is told.
fn lacks_place(claim: &Claim) -> bool {
    !claim
        .places
        .iter()
        .any(|place| matches!(place.precision, PlacePrecision::Exact | PlacePrecision::Near))
}

/// Fills in the places of happenings that have none.
pub(super) fn places(scene: &Scene<'_>, lines: &[Line<'_>], drafts: &mut [Draft]) {
    let only = only_settlement(drafts);
    for index in 0..drafts.len() {
        let Some(draft) = drafts.get(index) else { continue };
        if !draft.claim.places.is_empty() || !takes_place(scene, &draft.claim) {
            continue;
        }
        let found = from_sentence(drafts, index)
            .map(|place| (place, SAME_SENTENCE))
            .or_else(|| from_block(lines, drafts, index).map(|place| (place, SAME_BLOCK)))
            .or_else(|| only.clone().map(|place| (place, ONLY_PLACE)));
        if let (Some((mut place, share)), Some(draft)) = (found, drafts.get_mut(index)) {
            place.confidence *= share;
            if matches!(place.role, tidings_types::PlaceRole::From | tidings_types::PlaceRole::To) {
                place.role = tidings_types::PlaceRole::At;
            }
            draft.claim.places.push(place);
        }
    }
}

/// Speech happens where its speaker is, which the places around do not tell.
fn takes_place(scene: &Scene<'_>, claim: &Claim) -> bool {
    scene.ontology.get(&claim.happening).is_some_and(|happening| happening.family != "words")
}

fn settled(claim: &Claim) -> Option<&ClaimPlace> {
    let place = claim.main_place()?;
    matches!(place.precision, PlacePrecision::Exact | PlacePrecision::Near | PlacePrecision::Admin2)
        .then_some(place)
}

fn from_sentence(drafts: &[Draft], index: usize) -> Option<ClaimPlace> {
    let own = drafts.get(index)?;
    let beside =
        drafts.iter().enumerate().filter(|(at, draft)| *at != index && draft.line == own.line);
    beside.filter_map(|(_, draft)| settled(&draft.claim)).next().cloned()
}

/// The place told last in the paragraph before this sentence.
fn from_block(lines: &[Line<'_>], drafts: &[Draft], index: usize) -> Option<ClaimPlace> {
    let own = drafts.get(index)?;
    let line = lines.get(own.line)?;
    let earlier = drafts.get(..index)?.iter().rev();
    let mut near = earlier.filter(|draft| {
        lines.get(draft.line).is_some_and(|other| {
            other.block == line.block
                && other.index + REACH >= line.index
                && other.index < line.index
        })
    });
    near.find_map(|draft| settled(&draft.claim)).cloned()
}

/// The settlement of the report, if all settled happenings share one.
fn only_settlement(drafts: &[Draft]) -> Option<ClaimPlace> {
    let mut settlements = drafts.iter().filter_map(|draft| settled(&draft.claim));
    let first = settlements.next()?;
    let id = &first.place.as_ref()?.id;
    settlements
        .all(|other| other.place.as_ref().is_some_and(|place| place.id == *id))
        .then(|| first.clone())
}
