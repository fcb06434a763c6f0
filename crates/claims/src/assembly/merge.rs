//! One happening told twice becomes one claim; what an attack did to people becomes its figures.

use tidings_types::{Assertion, Claim, ClaimPlace, FeatureClass, Participant, Place, TimeBasis};

use crate::scene::{Line, Scene};

use super::Draft;

/// Two places farther apart than this, in kilometres, are two places.
const SAME_PLACE_KM: f64 = 30.0;
/// Sentences between an attack and its losses told without an attack of their own.
const RESULT_REACH: usize = 1;

/// Attacks of a kind of their own: people killed or hurt by them are their figures.
fn is_attack(happening: &str) -> bool {
    matches!(
        happening,
        "armed-clash"
            | "air-strike"
            | "shelling"
            | "explosion"
            | "suicide-attack"
            | "force-against-protesters"
            | "riot"
    )
}

fn is_loss(happening: &str) -> bool {
    matches!(happening, "killing" | "assault")
}

/// Makes killings and woundings the figures of the attack that they belong to: the nearest attack of
/// the same sentence, or of the sentence before where the loss names nobody who did it.
pub(super) fn results(lines: &[Line<'_>], drafts: &[Draft]) -> Vec<Draft> {
    let owners: Vec<Option<usize>> =
        (0..drafts.len()).map(|at| attack_of(lines, drafts, at)).collect();
    let mut kept: Vec<Draft> = drafts.to_vec();
    for (loss, owner) in owners.iter().enumerate() {
        let (Some(owner), Some(loss)) = (owner, drafts.get(loss)) else { continue };
        if let Some(attack) = kept.get_mut(*owner) {
            absorb_loss(&mut attack.claim, &loss.claim);
        }
    }
    let mut owned = owners.iter();
    kept.retain(|_| owned.next().is_some_and(Option::is_none));
    kept
}

fn attack_of(lines: &[Line<'_>], drafts: &[Draft], at: usize) -> Option<usize> {
    let loss = drafts
        .get(at)
        .filter(|draft| is_loss(draft.claim.happening.as_str()) || tells_loss(draft))?;
    let line = lines.get(loss.line)?;
    let fits = |draft: &Draft| {
        let Some(other) = lines.get(draft.line) else { return false };
        let same = other.index == line.index;
        let before = other.block == line.block
            && other.index < line.index
            && other.index + RESULT_REACH >= line.index;
        let nameless = loss.claim.actors.is_empty()
            && loss.claim.time.mention.is_none()
            && loss.claim.attribution.is_none()
            && loss.claim.quantities.iter().any(|quantity| quantity.best.is_some());
        // Of two attacks told by losses alone, the first is the attack.
        let first = draft.claim.trigger.span.start < loss.claim.trigger.span.start;
        is_attack(draft.claim.happening.as_str())
            && (!tells_loss(draft) || first || !tells_loss(loss))
            && (same || (before && nameless))
            && draft.claim.trigger != loss.claim.trigger
            && (same || told_alike(draft.claim.assertion.value, loss.claim.assertion.value))
            && told_denied(draft) == told_denied(loss)
            && (same || !participants_conflict(&draft.claim.actors, &loss.claim.actors))
            && !places_conflict(&draft.claim, &loss.claim)
    };
    let gap =
        |draft: &Draft| draft.claim.trigger.span.start.abs_diff(loss.claim.trigger.span.start);
    let attacks = drafts.iter().enumerate().filter(|(_, draft)| fits(draft));
    attacks.min_by_key(|(_, draft)| (tells_loss(draft), gap(draft))).map(|(index, _)| index)
}

/// An attack told by the verb of its loss alone ("killing nine" beside "blew himself up").
fn tells_loss(draft: &Draft) -> bool {
    let word = draft.claim.trigger.words.to_lowercase();
    is_attack(draft.claim.happening.as_str())
        && matches!(
            word.as_str(),
            "killing"
                | "killed"
                | "injuring"
                | "wounding"
                | "injured"
                | "wounded"
                | "kills"
                | "maiming"
        )
}

fn told_denied(draft: &Draft) -> bool {
    draft.claim.assertion.value == Assertion::Denied
}

fn absorb_loss(attack: &mut Claim, loss: &Claim) {
    for quantity in &loss.quantities {
        if !attack.quantities.iter().any(|known| known.mention.span == quantity.mention.span) {
            attack.quantities.push(quantity.clone());
        }
    }
    attack.quantities.sort_by_key(|quantity| quantity.mention.span.start);
    if attack.targets.is_empty() {
        attack.targets.clone_from(&loss.targets);
    }
    if attack.actors.is_empty() {
        attack.actors.clone_from(&loss.actors);
        // "Gunmen killed …" in an attack: who kills attacks.
        attack
            .actors
            .retain(|actor| !attack.targets.iter().any(|target| target.mention == actor.mention));
    }
    if attack.places.is_empty() {
        attack.places.clone_from(&loss.places);
    }
    if attack.time.mention.is_none() && loss.time.mention.is_some() {
        attack.time = loss.time.clone();
    }
    for means in &loss.means {
        if !attack.means.iter().any(|known| known.class == means.class) {
            attack.means.push(means.clone());
        }
    }
}

/// Joins tellings of the same happening; the fullest telling of the body stays the claim.
pub(super) fn repeats(scene: &Scene<'_>, lines: &[Line<'_>], drafts: Vec<Draft>) -> Vec<Draft> {
    let mut kept: Vec<Draft> = Vec::new();
    for draft in drafts {
        let home = kept.iter().position(|other| same_happening(scene, lines, other, &draft));
        match home.and_then(|at| kept.get_mut(at)) {
            Some(other) => {
                let goes_on = is_fragment(lines, other, &draft);
                join(other, draft, goes_on);
            }
            None => kept.push(draft),
        }
    }
    kept
}

/// `goes_on` says that the second telling is a participle that tells the first one's happening in full.
fn join(kept: &mut Draft, other: Draft, goes_on: bool) {
    let better = goes_on
        || (kept.headline && !other.headline)
        || (kept.headline == other.headline && fullness(&other.claim) > fullness(&kept.claim));
    let (mut main, minor) = if better { (other, kept.clone()) } else { (kept.clone(), other) };
    let claim = &mut main.claim;
    claim.repeats.push(minor.claim.trigger.clone());
    claim.repeats.extend(minor.claim.repeats.iter().cloned());
    claim.repeats.sort_by_key(|repeat| repeat.span.start);
    fill(&mut claim.actors, &minor.claim.actors);
    fill(&mut claim.targets, &minor.claim.targets);
    fill_places(&mut claim.places, &minor.claim.places);
    for quantity in minor.claim.quantities {
        let known = claim
            .quantities
            .iter()
            .any(|own| own.kind == quantity.kind && own.part == quantity.part);
        if !known {
            claim.quantities.push(quantity);
        }
    }
    for means in minor.claim.means {
        if !claim.means.iter().any(|own| own.class == means.class) {
            claim.means.push(means);
        }
    }
    if claim.time.mention.is_none() && minor.claim.time.mention.is_some() {
        claim.time = minor.claim.time;
    }
    if claim.attribution.is_none() {
        claim.attribution = minor.claim.attribution;
    }
    *kept = main;
}

fn fill(own: &mut Vec<Participant>, others: &[Participant]) {
    if own.is_empty() {
        own.extend(others.iter().cloned());
        return;
    }
    // A named telling betters a described one.
    if own.iter().all(|participant| participant.actor.is_none())
        && let Some(named) = others.iter().find(|participant| participant.actor.is_some())
        && let Some(first) = own.iter_mut().find(|participant| participant.kind == named.kind)
    {
        *first = named.clone();
    }
}

fn fill_places(own: &mut Vec<ClaimPlace>, others: &[ClaimPlace]) {
    let rank = |places: &[ClaimPlace]| {
        let chosen = places.iter().filter(|place| place.place.is_some());
        chosen.map(|place| (place.precision, place.place.as_ref().is_some_and(is_namesake))).min()
    };
    match (rank(own), rank(others)) {
        (None, Some(_)) => *own = others.to_vec(),
        (Some(mine), Some(theirs)) if theirs < mine => *own = others.to_vec(),
        _ => {}
    }
}

/// How much a claim tells.
fn fullness(claim: &Claim) -> usize {
    let placed = claim.places.iter().filter(|place| place.place.is_some()).count();
    claim.actors.len().min(1)
        + claim.targets.len().min(1)
        + placed.min(1)
        + claim.quantities.len()
        + claim.means.len().min(1)
        + usize::from(claim.time.mention.is_some())
}

/// Whether two drafts tell of one happening: the same type, told alike, nothing in conflict, and
/// either one in the headline, or a definite "the attack", or a named participant in common.
fn same_happening(scene: &Scene<'_>, lines: &[Line<'_>], one: &Draft, other: &Draft) -> bool {
    let (a, b) = (&one.claim, &other.claim);
    let taken_up =
        is_generic_attack(other) && is_attack(a.happening.as_str()) && is_definite(lines, other);
    let alike = (a.happening == b.happening || taken_up)
        && told_alike(a.assertion.value, b.assertion.value)
        && one.line != other.line
        && !participants_conflict(&a.actors, &b.actors)
        && !participants_conflict(&a.targets, &b.targets)
        && !places_conflict(a, b)
        && !times_conflict(a, b)
        && !figures_conflict(a, b);
    if !alike {
        return false;
    }
    one.headline
        || other.headline
        || (a.assertion.value == b.assertion.value && is_definite(lines, other))
        || is_fragment(lines, one, other)
        || shares_name(scene, a, b)
}

/// "The attack", "the blast" after a suicide bombing: an attack of no kind of its own.
fn is_generic_attack(draft: &Draft) -> bool {
    let words = draft.claim.trigger.words.to_lowercase();
    let generic = matches!(
        words.as_str(),
        "attack"
            | "attacks"
            | "assault"
            | "blast"
            | "blasts"
            | "explosion"
            | "strike"
            | "strikes"
            | "bombing"
            | "raid"
            | "fighting"
            | "clashes"
            | "shooting"
            | "violence"
    );
    generic && is_attack(draft.claim.happening.as_str())
}

/// "The attack", "this blast": a noun that takes its happening up again.
fn is_definite(lines: &[Line<'_>], draft: &Draft) -> bool {
    let Some(line) = lines.get(draft.line) else { return false };
    let at = line.token_at(draft.claim.trigger.span.start);
    let lead = at.checked_sub(1).map_or("", |before| line.word(before));
    let own = line.word(at);
    matches!(lead, "the" | "this" | "that" | "these" | "those")
        && !own.ends_with("ed")
        && draft.claim.places.len() <= 1
}

/// "Killed by their companions": a sentence that is only a participle goes on with the one before.
fn is_fragment(lines: &[Line<'_>], one: &Draft, other: &Draft) -> bool {
    let (Some(before), Some(line)) = (lines.get(one.line), lines.get(other.line)) else {
        return false;
    };
    let opens = line.token_at(other.claim.trigger.span.start) == 0 && line.word(0).ends_with("ed");
    opens && before.block == line.block && before.index + 1 == line.index
}

fn shares_name(scene: &Scene<'_>, a: &Claim, b: &Claim) -> bool {
    let shares = |ours: &[Participant], theirs: &[Participant]| {
        ours.iter().any(|mine| {
            mine.actor.is_some() && theirs.iter().any(|other| other.actor == mine.actor)
        })
    };
    let actors = shares(&a.actors, &b.actors);
    let targets = shares(&a.targets, &b.targets) || a.targets.is_empty() || b.targets.is_empty();
    // Attacks of one side come in rows: there the day must be told alike as well.
    let row = is_attack(a.happening.as_str()) || is_loss(a.happening.as_str());
    // Speech repeats itself less: two demands of one side are two.
    let speech = scene.is_speech(&a.happening);
    if row || speech {
        return actors && targets && a.time == b.time && shares_place(a, b);
    }
    (actors && targets) || same_description(&a.targets, &b.targets)
}

/// "The fugitives" and "possible fugitives": described by the same noun.
fn same_description(ours: &[Participant], theirs: &[Participant]) -> bool {
    let noun = |participant: &Participant| {
        let described = participant.actor.is_none().then_some(participant.name.as_str())?;
        described.rsplit(' ').next().map(str::to_lowercase)
    };
    ours.iter()
        .filter_map(noun)
        .any(|mine| theirs.iter().filter_map(noun).any(|other| other == mine))
}

/// Whether a settlement bears the name of its province, for which it is often told. Names are
/// compared by their consonants, since the two may be transliterated differently ("Deir ez-Zor" in
/// "Dayr az Zawr"); the province's name may have more words ("Donetsk Oblast").
pub(super) fn is_namesake(place: &Place) -> bool {
    let province = place.admin1.as_deref().map(consonants).unwrap_or_default();
    let own = consonants(&place.name);
    place.class == FeatureClass::Settlement && own.len() >= 2 && province.starts_with(&own)
}

fn consonants(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase);
    letters.filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w')).collect()
}

fn shares_place(a: &Claim, b: &Claim) -> bool {
    let id =
        |claim: &Claim| claim.main_place().and_then(|place| Some(place.place.as_ref()?.id.clone()));
    id(a).is_some() && id(a) == id(b)
}

fn told_alike(a: Assertion, b: Assertion) -> bool {
    a == b
        || (a.happened() && b.happened())
        || matches!(
            (a, b),
            (Assertion::Planned, Assertion::Conditional)
                | (Assertion::Conditional, Assertion::Planned)
        )
}

fn participants_conflict(ours: &[Participant], theirs: &[Participant]) -> bool {
    if ours.is_empty() || theirs.is_empty() {
        return false;
    }
    let may_be_one = |mine: &Participant, other: &Participant| match (&mine.actor, &other.actor) {
        (Some(mine), Some(other)) => mine == other,
        _ => {
            mine.kind == other.kind
                || mine.kind == tidings_types::ActorKind::Other
                || other.kind == tidings_types::ActorKind::Other
        }
    };
    !ours.iter().any(|mine| theirs.iter().any(|other| may_be_one(mine, other)))
}

fn places_conflict(a: &Claim, b: &Claim) -> bool {
    let (Some(mine), Some(other)) = (a.main_place(), b.main_place()) else { return false };
    let (Some(mine), Some(other)) = (&mine.place, &other.place) else { return false };
    use tidings_types::FeatureClass as C;
    let area =
        |class| matches!(class, C::Country | C::Admin1 | C::Admin2 | C::Region | C::Continent);
    if area(mine.class) || area(other.class) {
        return mine.country.is_some() && other.country.is_some() && mine.country != other.country;
    }
    let same_province = mine.admin1.is_some() && mine.admin1 == other.admin1;
    if same_province && (is_namesake(mine) || is_namesake(other)) {
        return false;
    }
    mine.point.distance_km(other.point) > SAME_PLACE_KM
}

fn times_conflict(a: &Claim, b: &Claim) -> bool {
    let told = |claim: &Claim| matches!(claim.time.basis, TimeBasis::Stated | TimeBasis::Relative);
    if !told(a) || !told(b) {
        return false;
    }
    match (a.time.start, a.time.end, b.time.start, b.time.end) {
        (Some(a_start), Some(a_end), Some(b_start), Some(b_end)) => {
            a_end < b_start || b_end < a_start
        }
        _ => false,
    }
}

fn figures_conflict(a: &Claim, b: &Claim) -> bool {
    a.quantities.iter().filter(|quantity| !quantity.part).any(|mine| {
        let same = b.quantities.iter().filter(|other| other.kind == mine.kind && !other.part);
        let mut same = same.peekable();
        same.peek().is_some()
            && !same
                .any(|other| other.best == mine.best || mine.best.is_none() || other.best.is_none())
    })
}
