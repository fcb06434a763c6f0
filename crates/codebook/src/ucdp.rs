//! The columns of UCDP's georeferenced event dataset.

use tidings_types::{ActorKind, EventActor, PlacePrecision, Shape, TimePrecision};

use crate::{
    actors::{is_unarmed, names},
    cell::{Cell, Column, column},
    countries::{Country, country},
    geometry,
    scheme::{LeftOut, must_have_happened},
    view::View,
};

/// The 49 columns, with HDX's tags where HDX maps them.
pub(crate) const COLUMNS: &[Column] = &[
    column("id", "#event+code").whole(),
    column("relid", ""),
    column("year", "#date+year").whole(),
    column("active_year", "").whole(),
    column("code_status", ""),
    column("type_of_violence", "#event+type").whole(),
    column("conflict_dset_id", "").whole(),
    column("conflict_new_id", "").whole(),
    column("conflict_name", ""),
    column("dyad_dset_id", "").whole(),
    column("dyad_new_id", "").whole(),
    column("dyad_name", ""),
    column("side_a_dset_id", "").whole(),
    column("side_a_new_id", "").whole(),
    column("side_a", "#group+name+first"),
    column("side_b_dset_id", "").whole(),
    column("side_b_new_id", "").whole(),
    column("side_b", "#group+name+second"),
    column("number_of_sources", "").whole(),
    column("source_article", "#meta+source"),
    column("source_office", ""),
    column("source_date", "").day(),
    column("source_headline", "#description"),
    column("source_original", ""),
    column("where_prec", "#geo+precision").whole(),
    column("where_coordinates", "#loc+name"),
    column("where_description", ""),
    column("adm_1", "#adm1+name"),
    column("adm_2", "#adm2+name"),
    column("latitude", "#geo+lat").real(),
    column("longitude", "#geo+lon").real(),
    column("geom_wkt", ""),
    column("priogrid_gid", "").whole(),
    column("country", "#country+name"),
    column("country_id", "").whole(),
    column("region", "#region+name"),
    column("event_clarity", "").whole(),
    column("date_prec", "").whole(),
    column("date_start", "#date+start").day(),
    column("date_end", "#date+end").day(),
    column("deaths_a", "").whole(),
    column("deaths_b", "").whole(),
    column("deaths_civilians", "").whole(),
    column("deaths_unknown", "").whole(),
    column("best", "#affected+killed").whole(),
    column("high", "#affected+killed+max").whole(),
    column("low", "#affected+killed+min").whole(),
    column("gwnoa", "").whole(),
    column("gwnob", "").whole(),
];

/// The cells of an event. The numbers of UCDP's own lists (conflicts, dyads, sides) are not known here
/// and stay empty; states have Gleditsch and Ward's numbers.
pub(crate) fn row(view: &View<'_>) -> Result<Vec<Cell>, LeftOut> {
    must_have_happened(view.event.assertion)?;
    let code = view.happening.and_then(|known| known.codes.ucdp.as_ref()).ok_or("no code")?;
    let (actors, targets) = (&view.event.actors, &view.event.targets);
    let kind = |side: &[EventActor]| side.first().map(|one| one.kind);
    let violence =
        code.rule.type_of_violence(kind(actors), kind(targets)).ok_or("no two known sides")?;
    let day = view.day().ok_or("no day")?;
    view.place().ok_or("no place")?;
    let killed = view.quantity("killed").and_then(|killed| killed.best.or(killed.low));
    let killed = killed.filter(|&number| number > 0).ok_or("nobody told as killed")?;
    let (side_a, side_b) = sides(violence, actors, targets);
    let mut cells = vec![
        Cell::Whole(view.number()),
        Cell::text(view.event.id.0.as_str()),
        Cell::Whole(i64::from(day.year())),
        Cell::Empty,
        Cell::text(if is_clear(view) { "Clear" } else { "" }),
        Cell::Whole(i64::from(violence)),
    ];
    cells.extend([Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]);
    cells.push(Cell::text(format!("{side_a} - {side_b}")));
    cells.extend([Cell::Empty, Cell::Empty, Cell::text(side_a)]);
    cells.extend([Cell::Empty, Cell::Empty, Cell::text(side_b)]);
    cells.extend(sources(view));
    cells.extend(whereabouts(view));
    cells.extend(when(view));
    cells.extend(deaths(view, killed, violence));
    cells.extend([warring_state(actors), warring_state(targets)]);
    Ok(cells)
}

/// Gleditsch and Ward's number of a state.
fn state_number(country: Option<&Country>) -> Cell {
    Cell::count(country.and_then(|it| it.gw).map(u64::from))
}

/// The number of the state that a side's first party belongs to, if it is a state's force.
fn warring_state(side: &[EventActor]) -> Cell {
    let first = side.first().filter(|one| {
        let kind = one.kind;
        matches!(kind, ActorKind::StateForces | ActorKind::Government | ActorKind::ExternalForces)
    });
    state_number(first.and_then(|one| one.country).and_then(country))
}

fn sides(violence: u8, actors: &[EventActor], targets: &[EventActor]) -> (String, String) {
    let name = |side: &[EventActor]| names(side).next().unwrap_or_default().to_owned();
    let target = if violence == 3 { "Civilians".to_owned() } else { name(targets) };
    (name(actors), target)
}

/// Parties, day and place are known.
fn is_clear(view: &View<'_>) -> bool {
    let resolved = |side: &[EventActor]| side.iter().any(|one| one.actor.is_some());
    resolved(&view.event.actors)
        && view.event.precision == TimePrecision::Day
        && view.event.place.as_ref().is_some_and(|place| place.precision == PlacePrecision::Exact)
}

fn sources(view: &View<'_>) -> [Cell; 6] {
    let first = view.sources.first();
    let articles: Vec<&str> = view.sources.iter().map(|source| source.title.as_str()).collect();
    let day = first.and_then(|source| source.published);
    [
        Cell::count(Some(u64::from(view.event.reports))),
        Cell::list(articles.into_iter().filter(|title| !title.is_empty())),
        Cell::list(view.source_names()),
        Cell::day(day),
        Cell::text(first.map_or("", |source| source.title.as_str())),
        Cell::Empty,
    ]
}

fn whereabouts(view: &View<'_>) -> [Cell; 12] {
    let place = view.place();
    let pinned = view.pinned();
    let here = view.country();
    let mention = view.claims.iter().find_map(|claim| claim.main_place());
    [
        view.event.place.as_ref().map_or(Cell::Empty, |place| {
            Cell::Whole(where_precision(place.precision, &place.shape))
        }),
        Cell::words(place.map(|place| place.name.as_str())),
        Cell::words(mention.map(|place| place.mention.words.as_str())),
        Cell::words(place.and_then(|place| place.admin1.as_deref())),
        Cell::words(place.and_then(|place| place.admin2.as_deref())),
        Cell::real(pinned.map(|place| place.point.lat)),
        Cell::real(pinned.map(|place| place.point.lon)),
        pinned.map_or(Cell::Empty, |place| {
            Cell::text(format!("POINT ({} {})", place.point.lon, place.point.lat))
        }),
        pinned.map_or(Cell::Empty, |place| Cell::Whole(geometry::prio_grid(place.point))),
        Cell::words(here.map(|it| it.name.as_str())),
        state_number(here),
        Cell::words(here.map(|it| it.ucdp_region.as_str())),
    ]
}

fn when(view: &View<'_>) -> [Cell; 4] {
    let event = view.event;
    let (start, end) = (view.day(), event.end.or(event.start));
    [
        Cell::Whole(if event.precision == TimePrecision::Day { 1 } else { 2 }),
        Cell::Whole(date_precision(event.precision)),
        Cell::day(start),
        Cell::day(end),
    ]
}

/// Deaths of the attacked side where it is known who they were, else of nobody in particular.
fn deaths(view: &View<'_>, best: u64, violence: u8) -> [Cell; 7] {
    let kinds: Vec<ActorKind> = view.event.targets.iter().map(|target| target.kind).collect();
    let civilians = violence == 3 || (!kinds.is_empty() && kinds.iter().all(|&it| is_unarmed(it)));
    let armed = !civilians && !kinds.is_empty() && kinds.iter().all(|&kind| !is_unarmed(kind));
    let share = |holds: bool| Cell::count(Some(if holds { best } else { 0 }));
    let killed = view.quantity("killed");
    let high = killed.and_then(|killed| killed.high).unwrap_or(best).max(best);
    let low = killed.and_then(|killed| killed.low).unwrap_or(best).min(best);
    [
        share(false),
        share(armed),
        share(civilians),
        share(!armed && !civilians),
        Cell::count(Some(best)),
        Cell::count(Some(high)),
        Cell::count(Some(low)),
    ]
}

/// 1 the place, 2 near it, 3 the second-level division, 4 the first, 5 a line, 6 the country.
fn where_precision(precision: PlacePrecision, shape: &Shape) -> i64 {
    match (precision, shape) {
        (_, Shape::Stretch { .. }) => 5,
        (PlacePrecision::Exact, _) => 1,
        (PlacePrecision::Near, _) => 2,
        (PlacePrecision::Admin2, _) => 3,
        (PlacePrecision::Admin1, _) => 4,
        (PlacePrecision::Country | PlacePrecision::Unknown, _) => 6,
    }
}

/// 1 the day, 2 two to six days, 3 a week, 4 a month, 5 more.
fn date_precision(precision: TimePrecision) -> i64 {
    match precision {
        TimePrecision::Day => 1,
        TimePrecision::Days => 2,
        TimePrecision::Week => 3,
        TimePrecision::Month => 4,
        _ => 5,
    }
}
