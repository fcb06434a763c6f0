//! Places brought from neighbouring sentences, under stated rules.
//!
//! A happening without a place takes, in this order: the place of another happening of its
//! sentence; the place told last in its paragraph, at most three sentences back; the only
//! settlement of the report, if there is just one. Acts of speech take none. A sentence that is a mere
//! fragment ("From Hajin to Sha'Fah, to allow …") gives its place to the sentence before it.

use tidings_types::{Claim, ClaimPlace, PlacePrecision, PlaceRole, Role};

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
        if !wants_place(scene, &draft.claim) {
            continue;
        }
        let found = from_sentence(drafts, index)
            .map(|places| (places, SAME_SENTENCE))
            .or_else(|| from_block(lines, drafts, index).map(|places| (places, SAME_BLOCK)))
            .or_else(|| only.clone().map(|places| (places, ONLY_PLACE)));
        if let (Some((places, share)), Some(draft)) = (found, drafts.get_mut(index)) {
            draft.claim.places = places.into_iter().map(|place| carried(place, share)).collect();
        }
    }
}

/// A place as another happening tells it.
fn carried(mut place: ClaimPlace, share: f32) -> ClaimPlace {
    place.confidence *= share;
    if matches!(place.role, PlaceRole::From | PlaceRole::To) {
        place.role = PlaceRole::At;
    }
    place
}

/// Whether a happening has no place of its own: none told, or only things like "the camp" that
/// name none. A name that the gazetteer does not hold is a place of its own, and is left alone.
fn wants_place(scene: &Scene<'_>, claim: &Claim) -> bool {
    let nameless = |place: &ClaimPlace| {
        place.place.is_none()
            && !place
                .mention
                .words
                .split(' ')
                .next_back()
                .is_some_and(|word| word.starts_with(char::is_uppercase))
    };
    claim.places.iter().all(nameless) && takes_place(scene, claim)
}

/// Speech happens where its speaker is, which the places around do not tell.
fn takes_place(scene: &Scene<'_>, claim: &Claim) -> bool {
    !scene.is_speech(&claim.happening)
}

fn settled(claim: &Claim) -> Option<&ClaimPlace> {
    let place = claim.main_place()?;
    matches!(place.precision, PlacePrecision::Exact | PlacePrecision::Near | PlacePrecision::Admin2)
        .then_some(place)
}

/// The main place; of a stretch both ends.
fn main_places(claim: &Claim) -> Vec<ClaimPlace> {
    let main = claim.main_place();
    match main.map(|place| place.role) {
        Some(PlaceRole::Between) => {
            claim.places.iter().filter(|place| place.role == PlaceRole::Between).cloned().collect()
        }
        _ => main.cloned().into_iter().collect(),
    }
}

fn from_sentence(drafts: &[Draft], index: usize) -> Option<Vec<ClaimPlace>> {
    let own = drafts.get(index)?;
    let beside =
        drafts.iter().enumerate().filter(|(at, draft)| *at != index && draft.line == own.line);
    beside.map(|(_, draft)| &draft.claim).find(|claim| settled(claim).is_some()).map(main_places)
}

/// The place told last in the paragraph before this sentence.
fn from_block(lines: &[Line<'_>], drafts: &[Draft], index: usize) -> Option<Vec<ClaimPlace>> {
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
    near.find(|draft| settled(&draft.claim).is_some()).map(|draft| main_places(&draft.claim))
}

/// The settlement of the report, if all settled happenings share one.
fn only_settlement(drafts: &[Draft]) -> Option<Vec<ClaimPlace>> {
    let mut settlements = drafts.iter().filter_map(|draft| settled(&draft.claim));
    let first = settlements.next()?;
    let id = &first.place.as_ref()?.id;
    settlements
        .all(|other| other.place.as_ref().is_some_and(|place| place.id == *id))
        .then(|| vec![first.clone()])
}
