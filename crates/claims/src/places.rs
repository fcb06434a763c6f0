//! Places of claims: the geometry that the words around a name give it.
//!
//! "Near X", "20 km east of X" and "the suburbs of X" are circles; "from A to B" and "between A and
//! B" are stretches with the settlements that lie between, or the two ends of a way where the
//! happening leads from one place to another; a province or country is an area.

use tidings_types::{
    ClaimPlace, EntityKind, Evidence, FeatureClass, Place, PlacePrecision, PlaceRole, Role, Shape,
    Span, Toponym,
};

use crate::{
    numerals,
    scene::{Line, Scene},
};

/// Radius of "near X", in kilometres: the usual reach of the word in event coding manuals, where
/// "near" still shares the settlement's coordinates.
const NEAR_KM: f64 = 10.0;
/// Radius of a town's outskirts and suburbs, in kilometres.
const OUTSKIRTS_KM: f64 = 5.0;
/// Kilometres in a mile.
const MILE_KM: f64 = 1.609_344;
/// Confidence kept for a place that the gazetteer chose.
const CHOSEN: f32 = 0.9;
/// Confidence of an abstention: the words are sure, the place is not.
const ABSTAINED: f32 = 0.3;
/// Inhabitants from which a place in a country that the report does not name is believed: "Rwandan
/// troops entered Goma" names no Congo. Villages of common names are not.
const FAMOUS: u64 = 20_000;

/// A pair of names joined by "from … to" or "between … and".
pub(crate) struct Pair {
    /// The whole expression.
    pub span: Span,
    /// The names.
    pub ends: [Span; 2],
    /// Whether it says "from … to".
    pub way: bool,
}

/// Pairs of place names in a sentence.
pub(crate) fn pairs(scene: &Scene<'_>, line: &Line<'_>) -> Vec<Pair> {
    let names: Vec<Span> = line
        .marks
        .entities
        .iter()
        .filter(|entity| scene.toponym(entity.span).is_some())
        .map(|entity| entity.span)
        .collect();
    names.windows(2).filter_map(|ends| pair(line, ends)).collect()
}

fn pair(line: &Line<'_>, ends: &[Span]) -> Option<Pair> {
    let &[first, second] = ends else { return None };
    let before = line.token_at(first.start);
    let mut lead = before.checked_sub(1)?;
    while lead > 0 && is_filler(line.word(lead)) {
        lead -= 1;
    }
    let between = line.token_at(first.end)..line.token_at(second.start);
    let joint = between.clone().map(|at| line.word(at)).find(|word| !is_filler(word))?;
    let plain = between.clone().all(|at| {
        let word = line.word(at);
        is_filler(word) || matches!(word, "to" | "and" | "through" | "until" | "," | "towards")
    });
    let way = match (line.word(lead), joint) {
        ("from", "to" | "through" | "until" | "towards") => true,
        ("between", "and") => false,
        _ => return road(line, first, second),
    };
    let span = line.tokens.get(lead)?.span.cover(second);
    plain.then_some(Pair { span, ends: [first, second], way })
}

/// "The Mosul-Kirkuk road": two names joined by a hyphen before a word for a way.
fn road(line: &Line<'_>, first: Span, second: Span) -> Option<Pair> {
    let between = line.token_at(first.end)..line.token_at(second.start);
    let mut words = between.clone().map(|at| line.word(at));
    let hyphen = between.len() == 1 && words.all(|word| matches!(word, "-" | "–" | "—" | "to"));
    let next = line.token_at(second.end);
    let kind = if line.word(next) == "main" { next + 1 } else { next };
    if !hyphen || !is_way(line.word(kind)) {
        return None;
    }
    let span = first.cover(line.tokens.get(kind)?.span);
    Some(Pair { span, ends: [first, second], way: false })
}

fn is_way(word: &str) -> bool {
    matches!(
        word,
        "road" | "highway" | "motorway" | "route" | "axis" | "railway" | "track" | "corridor"
    )
}

fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "town"
            | "village"
            | "city"
            | "of"
            | "nearby"
            | "district"
            | "neighbouring"
            | "towns"
            | "villages"
            | "down"
            | "up"
    )
}

/// The places of a pair: two ends of a way where the happening moves, else a stretch.
pub(crate) fn of_pair(
    scene: &Scene<'_>,
    line: &Line<'_>,
    pair: &Pair,
    moves: bool,
) -> Vec<ClaimPlace> {
    let [from, to] = pair.ends.map(|end| scene.toponym(end));
    let (Some(from), Some(to)) = (from, to) else { return Vec::new() };
    if moves && pair.way {
        let end = |toponym, role| single(scene, line, toponym, role);
        return end(from, PlaceRole::From).into_iter().chain(end(to, PlaceRole::To)).collect();
    }
    let Some(mention) = Evidence::quote(&scene.report.text, pair.span) else { return Vec::new() };
    let shape = stretch(scene, from, to);
    let end = |toponym: &Toponym| {
        let place = believed(scene, toponym);
        ClaimPlace {
            role: PlaceRole::Between,
            mention: mention.clone(),
            candidates: toponym.candidates.clone(),
            precision: if place.is_some() { PlacePrecision::Near } else { PlacePrecision::Unknown },
            confidence: confidence(toponym, place.is_some()),
            shape: shape.clone().unwrap_or(Shape::Point),
            place,
        }
    };
    vec![end(from), end(to)]
}

fn stretch(scene: &Scene<'_>, from: &Toponym, to: &Toponym) -> Option<Shape> {
    let (from, to) = (believed(scene, from)?, believed(scene, to)?);
    let covers = scene.gazetteer.between(&from, &to);
    Some(Shape::Stretch { from: Box::new(from), to: Box::new(to), covers })
}

/// The place of one linked name.
pub(crate) fn of_link(
    scene: &Scene<'_>,
    line: &Line<'_>,
    span: Span,
    role: Role,
) -> Option<ClaimPlace> {
    let toponym = scene.toponym(span)?;
    let role = match role {
        Role::From => PlaceRole::From,
        Role::To => PlaceRole::To,
        _ => PlaceRole::At,
    };
    single(scene, line, toponym, role)
}

fn single(
    scene: &Scene<'_>,
    line: &Line<'_>,
    toponym: &Toponym,
    role: PlaceRole,
) -> Option<ClaimPlace> {
    let place = believed(scene, toponym);
    if let Some(road) = place.as_ref().and_then(|near| joined_road(scene, line, toponym, near)) {
        return Some(road);
    }
    let mut words = surroundings(line, toponym.mention.span);
    let town = place.as_ref().is_some_and(|place| place.class == FeatureClass::Settlement);
    if town && is_building(line, toponym.mention.span) && words.radius_km.is_none() {
        // What is known is the town, not where in it the building stands.
        words = Surroundings { radius_km: Some(OUTSKIRTS_KM), inside: true, ..words };
    }
    let (shape, precision) = match &place {
        Some(place) => geometry(place, &words),
        None => (Shape::Point, PlacePrecision::Unknown),
    };
    let near = matches!(shape, Shape::Around { .. }) && role == PlaceRole::At && !words.inside;
    let mention = Evidence::quote(&scene.report.text, words.span.cover(toponym.mention.span))?;
    Some(ClaimPlace {
        role: if near { PlaceRole::Near } else { role },
        mention,
        candidates: toponym.candidates.clone(),
        confidence: confidence(toponym, place.is_some()),
        precision,
        shape,
        place,
    })
}

/// "The Mosul-Kirkuk road", where both names were marked as one: the stretch between them. Of
/// namesakes those nearest to the place chosen for the whole are meant.
fn joined_road(
    scene: &Scene<'_>,
    line: &Line<'_>,
    toponym: &Toponym,
    near: &Place,
) -> Option<ClaimPlace> {
    let span = toponym.mention.span;
    let way = line.token_at(span.end);
    let (first, second) = toponym.mention.words.split_once(['-', '–', '—'])?;
    if !is_way(line.word(way)) {
        return None;
    }
    let named = |name: &str| {
        let towns = scene.gazetteer.lookup(name).into_iter();
        let reach = |place: &Place| place.point.distance_km(near.point);
        towns
            .filter(|place| place.class == FeatureClass::Settlement && reach(place) <= ROAD_KM)
            .min_by(|one, other| reach(one).total_cmp(&reach(other)))
    };
    let (from, to) = (named(first)?, named(second)?);
    let covers = scene.gazetteer.between(&from, &to);
    let mention = Evidence::quote(&scene.report.text, span.cover(line.tokens.get(way)?.span))?;
    Some(ClaimPlace {
        role: PlaceRole::Between,
        mention,
        candidates: toponym.candidates.clone(),
        precision: PlacePrecision::Near,
        confidence: confidence(toponym, true),
        shape: Shape::Stretch { from: Box::new(from.clone()), to: Box::new(to), covers },
        place: Some(from),
    })
}

/// Kilometres from each other within which two names make a road.
const ROAD_KM: f64 = 400.0;

fn is_building(line: &Line<'_>, span: Span) -> bool {
    let own = line.marks.entities.iter().find(|entity| entity.span == span);
    own.is_some_and(|entity| entity.kind == EntityKind::Facility)
}

fn confidence(toponym: &Toponym, placed: bool) -> f32 {
    let probability = toponym.candidates.first().map_or(0.0, |candidate| candidate.probability);
    if placed { CHOSEN * probability.max(0.5) } else { ABSTAINED }
}

/// The gazetteer's choice, unless it lies in a country that the report does not speak of.
pub(crate) fn believed(scene: &Scene<'_>, toponym: &Toponym) -> Option<Place> {
    let place = toponym.place()?;
    let known = place.country.is_none_or(|country| scene.countries.contains(&country));
    let foreign = !scene.countries.is_empty()
        && !known
        && place.population < FAMOUS
        && place.class != FeatureClass::Country;
    (!foreign).then(|| place.clone())
}

/// What stands before a name.
#[derive(Debug, PartialEq)]
pub(crate) struct Surroundings {
    /// From the first word that shapes the place.
    pub span: Span,
    /// Radius in kilometres, if the words give a circle.
    pub radius_km: Option<f64>,
    /// Whether the circle still lies on the place: suburbs, outskirts, quarters.
    pub inside: bool,
}

fn geometry(place: &Place, words: &Surroundings) -> (Shape, PlacePrecision) {
    let precision = match place.class {
        FeatureClass::Country => PlacePrecision::Country,
        FeatureClass::Continent => PlacePrecision::Unknown,
        FeatureClass::Admin1
        | FeatureClass::Region
        | FeatureClass::Terrain
        | FeatureClass::Water => PlacePrecision::Admin1,
        FeatureClass::Admin2 => PlacePrecision::Admin2,
        FeatureClass::Settlement | FeatureClass::Site => PlacePrecision::Exact,
    };
    let settled = matches!(precision, PlacePrecision::Exact);
    match words.radius_km {
        Some(radius_km) if settled => (Shape::Around { radius_km }, PlacePrecision::Near),
        _ if settled => (Shape::Point, precision),
        _ => (Shape::Area, precision),
    }
}

/// Reads the words before the name at `span`, back to at most eight tokens.
pub(crate) fn surroundings(line: &Line<'_>, span: Span) -> Surroundings {
    let at = line.token_at(span.start);
    let before = read_before(line, at, span);
    if before.radius_km.is_some() { before } else { read_after(line, at, span).unwrap_or(before) }
}

/// "The Homs countryside", "a Mosul suburb", "the Goma area".
fn read_after(line: &Line<'_>, at: usize, span: Span) -> Option<Surroundings> {
    let next = line.token_at(span.end);
    let radius_km = match line.word(next) {
        "suburb" | "suburbs" | "outskirts" | "neighbourhood" | "neighborhood" => OUTSKIRTS_KM,
        "countryside" | "area" | "hinterland" | "environs" | "vicinity" | "pocket" => NEAR_KM,
        _ => return None,
    };
    let mut first = at;
    while first > 0 && (is_bearing(line.word(first - 1)) || line.word(first - 1) == "the") {
        first -= 1;
    }
    let start = line.tokens.get(first)?.span;
    let end = line.tokens.get(next)?.span;
    Some(Surroundings {
        span: start.cover(span).cover(end),
        radius_km: Some(radius_km),
        inside: true,
    })
}

fn read_before(line: &Line<'_>, at: usize, span: Span) -> Surroundings {
    let plain = Surroundings { span, radius_km: None, inside: false };
    let mut lead = at;
    while lead > 0
        && is_filler(line.word(lead - 1))
        && !(line.word(lead - 1) == "of" && shapes_of(line, lead))
    {
        lead -= 1;
    }
    // "Near eastern Mosul"
    if lead > 1 && is_bearing(line.word(lead - 1)) && is_beside(line.word(lead - 2)) {
        lead -= 1;
    }
    let Some(before) = lead.checked_sub(1) else { return plain };
    let from = |first: usize, radius_km: f64, inside: bool| {
        let start = line.tokens.get(first).map_or(span, |token| token.span);
        Surroundings { span: start.cover(span), radius_km: Some(radius_km), inside }
    };
    match line.word(before) {
        word if is_beside(word) => from(before, NEAR_KM, false),
        "to" if matches!(line.word(before.wrapping_sub(1)), "close" | "next" | "adjacent") => {
            from(before - 1, NEAR_KM, false)
        }
        "to" | "towards" | "into" if is_way(line.word(before.wrapping_sub(1))) => {
            from(before - 1, NEAR_KM, false)
        }
        "of" | "from" => match distance(line, before) {
            Some((first, km)) => from(first, km, false),
            None if line.word(before.wrapping_sub(1)) == "far"
                && line.word(before.wrapping_sub(2)) == "not" =>
            {
                from(before - 2, NEAR_KM, false)
            }
            None => outskirts(line, before).map_or(plain, |first| from(first, OUTSKIRTS_KM, true)),
        },
        _ => plain,
    }
}

fn is_beside(word: &str) -> bool {
    matches!(word, "near" | "outside" | "around" | "surrounding")
}

/// Whether the "of" before `lead` belongs to "20 km east of", "the suburbs of", "the vicinity of".
fn shapes_of(line: &Line<'_>, lead: usize) -> bool {
    distance(line, lead - 1).is_some() || outskirts(line, lead - 1).is_some()
}

/// "20 km (south-)east of": index of the first token and the kilometres.
fn distance(line: &Line<'_>, of: usize) -> Option<(usize, f64)> {
    let mut at = of.checked_sub(1)?;
    let mut bearing = false;
    while is_bearing(line.word(at)) || matches!(line.word(at), "-" | "the" | "to" | "away") {
        bearing |= is_bearing(line.word(at));
        at = at.checked_sub(1)?;
    }
    if line.word(at) == ")" {
        // "25 kilometres (15 miles) east of"
        at = (0..at).rev().find(|&i| line.word(i) == "(")?.checked_sub(1)?;
    }
    let factor = match line.word(at) {
        "km" | "kms" | "kilometres" | "kilometers" | "kilometre" | "kilometer" => 1.0,
        "miles" | "mile" => MILE_KM,
        "metres" | "meters" | "metre" | "meter" | "m" => 0.001,
        "yards" | "yard" => MILE_KM / 1760.0,
        // "East of the town" without a distance is near it.
        _ if bearing => return Some((at + 1, NEAR_KM)),
        _ => return None,
    };
    let told = (at.saturating_sub(6)..at).find_map(|first| {
        let numeral = numerals::cardinal(&line.tokens, first)?;
        let joined =
            numeral.next == at || (numeral.next + 1 == at && line.word(numeral.next) == "-");
        joined.then_some((first, numeral.value * factor))
    });
    // "A few kilometres from": near, whatever the unit.
    told.or_else(|| {
        let vague = at.checked_sub(1).filter(|at| matches!(line.word(*at), "few" | "several"))?;
        let first = if line.word(vague.wrapping_sub(1)) == "a" { vague - 1 } else { vague };
        Some((first, NEAR_KM.min(NEAR_KM * factor)))
    })
}

fn is_bearing(word: &str) -> bool {
    matches!(
        word,
        "north"
            | "south"
            | "east"
            | "west"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
            | "north-east"
            | "north-west"
            | "south-east"
            | "south-west"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "northeastern"
            | "northwestern"
            | "southeastern"
            | "southwestern"
            | "central"
    )
}

/// "The southern suburbs of", "the outskirts of", "the vicinity of": index of the first token.
fn outskirts(line: &Line<'_>, of: usize) -> Option<usize> {
    let noun = of.checked_sub(1)?;
    let known = matches!(
        line.word(noun),
        "suburb"
            | "suburbs"
            | "outskirts"
            | "edge"
            | "edges"
            | "vicinity"
            | "countryside"
            | "neighbourhood"
            | "neighborhood"
            | "neighbourhoods"
            | "quarter"
            | "quarters"
            | "entrance"
            | "gates"
            | "periphery"
            | "environs"
            | "surroundings"
            | "hinterland"
            | "part"
            | "parts"
    );
    let mut first = noun;
    while first > 0
        && (is_bearing(line.word(first - 1))
            || matches!(line.word(first - 1), "the" | "-" | "immediate"))
    {
        first -= 1;
    }
    known.then_some(first)
}
