//! Reviewers' decisions, replayed.
//!
//! Decisions are replayed newest first: where two of them contradict each other, the newer one
//! holds and the older one is passed over.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use tidings_types::{
    Claim, ClaimId, ClaimPlace, Decision, DecisionKind, EventId, FeatureClass, Place, PlaceId,
    PlacePrecision, PlaceRole, Shape,
};

/// What the decisions come to.
#[derive(Debug, Default)]
pub(crate) struct Rulings<'a> {
    dismissed: BTreeSet<&'a ClaimId>,
    located: BTreeMap<&'a ClaimId, Option<&'a PlaceId>>,
    aliases: BTreeMap<Vec<String>, &'a Place>,
    confirmed: BTreeSet<&'a EventId>,
    apart: BTreeSet<(&'a ClaimId, &'a ClaimId)>,
    joined: Vec<BTreeSet<&'a ClaimId>>,
}

impl<'a> Rulings<'a> {
    /// Replays a log; its order does not matter, the sequence numbers do.
    pub(crate) fn of(decisions: &'a [Decision]) -> Self {
        let mut newest_first: Vec<&Decision> = decisions.iter().collect();
        newest_first.sort_by_key(|decision| std::cmp::Reverse(decision.sequence));
        let mut rulings = Self::default();
        for decision in newest_first {
            rulings.take(&decision.kind);
        }
        rulings.joined.sort();
        rulings
    }

    /// The claims that count, placed as decided, by rising id, each id once.
    pub(crate) fn applied<'c>(&self, claims: &'c [Claim]) -> Vec<Cow<'c, Claim>> {
        let places = if self.located.is_empty() { BTreeMap::new() } else { places_of(claims) };
        let mut kept: Vec<Cow<'c, Claim>> = claims
            .iter()
            .filter(|claim| !self.dismissed.contains(&claim.id))
            .map(|claim| match self.located.get(&claim.id) {
                Some(id) => Cow::Owned(located(claim, id.and_then(|id| places.get(id).copied()))),
                None => renamed(claim, &self.aliases),
            })
            .collect();
        kept.sort_by(|one, other| one.id.cmp(&other.id));
        kept.dedup_by(|one, other| one.id == other.id);
        kept
    }

    /// Whether a reviewer holds two claims apart.
    pub(crate) fn keeps_apart(&self, one: &ClaimId, other: &ClaimId) -> bool {
        self.apart.contains(&ordered(one, other))
    }

    /// Whether a reviewer holds any claims apart.
    pub(crate) fn keeps_any_apart(&self) -> bool {
        !self.apart.is_empty()
    }

    /// Groups of claims that reviewers joined.
    pub(crate) fn joined(&self) -> &[BTreeSet<&'a ClaimId>] {
        &self.joined
    }

    /// Whether a reviewer confirmed the event of this id.
    pub(crate) fn confirms(&self, id: &EventId) -> bool {
        self.confirmed.contains(id)
    }

    /// Whether any event was confirmed.
    pub(crate) fn confirms_any(&self) -> bool {
        !self.confirmed.is_empty()
    }

    fn take(&mut self, kind: &'a DecisionKind) {
        match kind {
            DecisionKind::KeepApart { left, right } => self.keep_apart(left, right),
            DecisionKind::Join { left, right } => self.join(left, right),
            DecisionKind::Locate { claim, place } => {
                self.located.entry(claim).or_insert(place.as_ref());
            }
            DecisionKind::Alias { name, place } => {
                let words = words_of(name);
                if !words.is_empty() {
                    self.aliases.entry(words).or_insert(place);
                }
            }
            DecisionKind::Dismiss { claim } => {
                self.dismissed.insert(claim);
            }
            DecisionKind::Confirm { event } => {
                self.confirmed.insert(event);
            }
        }
    }

    fn keep_apart(&mut self, left: &'a ClaimId, right: &'a ClaimId) {
        let joined = self.joined.iter().any(|group| group.contains(left) && group.contains(right));
        if left != right && !joined {
            self.apart.insert(ordered(left, right));
        }
    }

    fn join(&mut self, left: &'a ClaimId, right: &'a ClaimId) {
        let mut group = BTreeSet::from([left, right]);
        let touches =
            |other: &BTreeSet<&ClaimId>| !other.is_disjoint(&BTreeSet::from([left, right]));
        for other in self.joined.iter().filter(|other| touches(other)) {
            group.extend(other.iter().copied());
        }
        let torn =
            self.apart.iter().any(|(one, other)| group.contains(one) && group.contains(other));
        if left != right && !torn {
            self.joined.retain(|other| !touches(other));
            self.joined.push(group);
        }
    }
}

fn ordered<'a>(one: &'a ClaimId, other: &'a ClaimId) -> (&'a ClaimId, &'a ClaimId) {
    if one <= other { (one, other) } else { (other, one) }
}

/// Every place that any claim speaks of, chosen or not: a decision names a place by id alone.
fn places_of(claims: &[Claim]) -> BTreeMap<&PlaceId, &Place> {
    let mut places = BTreeMap::new();
    for claimed in claims.iter().flat_map(|claim| &claim.places) {
        let candidates = claimed.candidates.iter().map(|candidate| &candidate.place);
        for place in claimed.place.iter().chain(candidates).chain(along(&claimed.shape)) {
            places.entry(&place.id).or_insert(place);
        }
    }
    places
}

fn along(shape: &Shape) -> Vec<&Place> {
    match shape {
        Shape::Stretch { from, to, covers } => {
            [from.as_ref(), to.as_ref()].into_iter().chain(covers).collect()
        }
        Shape::Point | Shape::Around { .. } | Shape::Area => Vec::new(),
    }
}

/// The claim with its place decided: at `place` alone, or nowhere that is known. A place that no
/// claim speaks of is not known here, and the claim then has none.
fn located(claim: &Claim, place: Option<&Place>) -> Claim {
    let main = claim.places.iter().position(|own| Some(own) == claim.main_place());
    let (mention, candidates) = match claim.places.get(main.unwrap_or(0)) {
        Some(own) => (own.mention.clone(), own.candidates.clone()),
        None => (claim.trigger.clone(), Vec::new()),
    };
    let decided = ClaimPlace {
        role: PlaceRole::At,
        mention,
        candidates,
        precision: place.map_or(PlacePrecision::Unknown, |place| precision_of(place.class)),
        shape: place.map_or(Shape::Point, |place| shape_of(place.class)),
        confidence: if place.is_some() { 1.0 } else { 0.0 },
        place: place.cloned(),
    };
    Claim { places: vec![decided], ..claim.clone() }
}

/// The claim with every place whose name a reviewer gave a meaning at that meaning.
fn renamed<'c>(claim: &'c Claim, aliases: &BTreeMap<Vec<String>, &Place>) -> Cow<'c, Claim> {
    let meant = |own: &ClaimPlace| {
        let place =
            aliases.iter().find(|(name, _)| is_named(own, name)).map(|(_, place)| *place)?;
        (own.place.as_ref().map(|place| &place.id) != Some(&place.id)).then_some(place)
    };
    if aliases.is_empty() || !claim.places.iter().any(|own| meant(own).is_some()) {
        return Cow::Borrowed(claim);
    }
    let mut claim = claim.clone();
    for own in &mut claim.places {
        let Some(place) = meant(own) else { continue };
        let around = matches!(own.shape, Shape::Around { .. });
        if !around {
            own.shape = shape_of(place.class);
        }
        own.precision = if around { PlacePrecision::Near } else { precision_of(place.class) };
        own.confidence = 1.0;
        own.place = Some(place.clone());
    }
    Cow::Owned(claim)
}

/// Whether a claim's place is named so: its words end in the name, and what stands before is no
/// part of a longer name ("near Hajin", but "York" is not in "New York"). A stretch has two names
/// and is left alone.
fn is_named(own: &ClaimPlace, name: &[String]) -> bool {
    let written: Vec<&str> = split(&own.mention.words).collect();
    let Some(lead) = written.len().checked_sub(name.len()) else { return false };
    let same = written.iter().skip(lead).map(|word| level(word)).eq(name.iter().cloned());
    let plain = written.iter().take(lead).all(|word| !word.starts_with(char::is_uppercase));
    same && plain && !matches!(own.shape, Shape::Stretch { .. })
}

/// A name's words in small letters and without apostrophes.
fn words_of(name: &str) -> Vec<String> {
    split(name).map(level).collect()
}

fn split(words: &str) -> impl Iterator<Item = &str> {
    let apostrophe = |letter: char| matches!(letter, '\'' | '’' | '‘' | 'ʼ' | 'ʿ' | '`');
    words
        .split(move |letter: char| !letter.is_alphanumeric() && !apostrophe(letter))
        .filter(|word| word.contains(char::is_alphanumeric))
}

fn level(word: &str) -> String {
    word.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn precision_of(class: FeatureClass) -> PlacePrecision {
    match class {
        FeatureClass::Settlement | FeatureClass::Site => PlacePrecision::Exact,
        FeatureClass::Water | FeatureClass::Terrain => PlacePrecision::Near,
        FeatureClass::Admin2 => PlacePrecision::Admin2,
        FeatureClass::Admin1 | FeatureClass::Region => PlacePrecision::Admin1,
        FeatureClass::Country | FeatureClass::Continent => PlacePrecision::Country,
    }
}

fn shape_of(class: FeatureClass) -> Shape {
    match class {
        FeatureClass::Settlement | FeatureClass::Site => Shape::Point,
        _ => Shape::Area,
    }
}
