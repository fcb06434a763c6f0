//! ACLED's columns, in the order of its own export.

use tidings_ontology::acled_event_type;
use tidings_types::{ActorKind, EventActor, PlacePrecision, TimePrecision};

use crate::{
    actors::{inter, interaction, is_unarmed},
    cell::{Cell, Column, column},
    scheme::{LeftOut, must_have_happened},
    snippet::{LONGEST_SUMMARY, cut},
    view::View,
};

/// The 31 columns, with HDX's tags where HDX maps them.
pub(crate) const COLUMNS: &[Column] = &[
    column("event_id_cnty", "#event+code"),
    column("event_date", "#date+occurred").day(),
    column("year", "#date+year").whole(),
    column("time_precision", "").whole(),
    column("disorder_type", ""),
    column("event_type", "#event+type"),
    column("sub_event_type", "#event+type+sub"),
    column("actor1", "#group+name+first"),
    column("assoc_actor_1", "#group+name+first+assoc"),
    column("inter1", "").whole(),
    column("actor2", "#group+name+second"),
    column("assoc_actor_2", "#group+name+second+assoc"),
    column("inter2", "").whole(),
    column("interaction", "").whole(),
    column("civilian_targeting", ""),
    column("iso", "").whole(),
    column("region", "#region+name"),
    column("country", "#country+name"),
    column("admin1", "#adm1+name"),
    column("admin2", "#adm2+name"),
    column("admin3", "#adm3+name"),
    column("location", "#loc+name"),
    column("latitude", "#geo+lat").real(),
    column("longitude", "#geo+lon").real(),
    column("geo_precision", "").whole(),
    column("source", "#meta+source"),
    column("source_scale", ""),
    column("notes", "#description"),
    column("fatalities", "#affected+killed").whole(),
    column("tags", ""),
    column("timestamp", "").whole(),
];

/// The cells of an event. Sub-national sources are not told apart (`source_scale`), and there is
/// no clock (`timestamp`): both stay empty.
pub(crate) fn row(view: &View<'_>) -> Result<Vec<Cell>, LeftOut> {
    must_have_happened(view.event.assertion)?;
    let code = view.happening.and_then(|known| known.codes.acled.as_ref()).ok_or("no code")?;
    let sub_event = code.sub_event_type(&view.circumstance());
    let event_type = acled_event_type(sub_event).ok_or("no code")?;
    let day = view.day().ok_or("no day")?;
    view.place().ok_or("no place")?;
    let country = view.country();
    let mut cells = vec![
        Cell::text(format!("{}{}", country.map_or("XXX", |it| it.iso3.as_str()), view.number())),
        Cell::Day(day),
        Cell::Whole(i64::from(day.year())),
        Cell::Whole(time_precision(view.event.precision)),
        Cell::text(disorder_type(event_type, sub_event)),
        Cell::text(event_type),
        Cell::text(sub_event),
    ];
    cells.extend(parties(view, event_type));
    cells.extend(whereabouts(view));
    cells.extend([
        Cell::list(view.source_names()),
        Cell::Empty,
        Cell::text(cut(&view.event.summary, LONGEST_SUMMARY)),
        Cell::count(Some(view.quantity("killed").and_then(|killed| killed.best).unwrap_or(0))),
        Cell::Empty,
        Cell::Empty,
    ]);
    Ok(cells)
}

fn parties(view: &View<'_>, event_type: &str) -> [Cell; 8] {
    let country = view.country().map(|it| it.name.as_str());
    let (actors, targets) = (side(&view.event.actors, country), side(&view.event.targets, country));
    let first = |side: &[Party]| side.first().map_or(Cell::Empty, |one| Cell::text(&*one.name));
    let others = |side: &[Party]| Cell::list(side.iter().skip(1).map(|one| one.name.as_str()));
    let inter = |side: &[Party]| side.first().map_or(0, |one| one.inter);
    let (one, two) = (inter(&actors), inter(&targets));
    let unarmed = !targets.is_empty() && targets.iter().all(|target| target.unarmed);
    let violent = matches!(
        event_type,
        "Battles" | "Explosions/Remote violence" | "Violence against civilians" | "Riots"
    );
    [
        first(&actors),
        others(&actors),
        Cell::Whole(i64::from(one)),
        first(&targets),
        others(&targets),
        Cell::Whole(i64::from(two)),
        Cell::Whole(interaction(one, two)),
        Cell::text(if unarmed && violent { "Civilian targeting" } else { "" }),
    ]
}

/// One party as ACLED names it.
struct Party {
    name: String,
    inter: u8,
    unarmed: bool,
}

/// The parties of a side, each name once. Those that are described and not named get ACLED's
/// generic names; things and those of unknown kind are no actors.
fn side(side: &[EventActor], country: Option<&str>) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    for one in side {
        let named = one.actor.is_some().then(|| (one.name.clone(), inter(one.kind)));
        let Some((name, inter)) = named.or_else(|| generic(one.kind, country)) else { continue };
        if parties.iter().all(|known| known.name != name) {
            parties.push(Party { name, inter, unarmed: is_unarmed(one.kind) });
        }
    }
    parties
}

/// ACLED's name and inter code for those whose name is not told.
fn generic(kind: ActorKind, country: Option<&str>) -> Option<(String, u8)> {
    let (name, inter) = match kind {
        ActorKind::Protesters => ("Protesters", 6),
        ActorKind::Rioters => ("Rioters", 5),
        _ if is_unarmed(kind) => ("Civilians", 7),
        ActorKind::RebelGroup | ActorKind::PoliticalMilitia | ActorKind::IdentityMilitia => {
            ("Unidentified Armed Group", 3)
        }
        ActorKind::StateForces => ("Unidentified State Forces", 1),
        _ => return None,
    };
    let name = country.map_or_else(|| name.to_owned(), |country| format!("{name} ({country})"));
    Some((name, inter))
}

fn whereabouts(view: &View<'_>) -> [Cell; 10] {
    let country = view.country();
    let place = view.place();
    let pinned = view.pinned();
    let precision = view.event.place.as_ref().map(|place| place.precision);
    [
        Cell::count(country.and_then(|it| it.numeric).map(u64::from)),
        Cell::words(country.map(|it| it.acled_region.as_str())),
        Cell::words(country.map(|it| it.name.as_str())),
        Cell::words(place.and_then(|place| place.admin1.as_deref())),
        Cell::words(place.and_then(|place| place.admin2.as_deref())),
        Cell::Empty,
        Cell::words(place.map(|place| place.name.as_str())),
        Cell::real(pinned.map(|place| place.point.lat)),
        Cell::real(pinned.map(|place| place.point.lon)),
        precision.map_or(Cell::Empty, |precision| Cell::Whole(geo_precision(precision))),
    ]
}

/// 1 the day, 2 the week, 3 the month.
fn time_precision(precision: TimePrecision) -> i64 {
    match precision {
        TimePrecision::Day => 1,
        TimePrecision::Days | TimePrecision::Week => 2,
        _ => 3,
    }
}

/// 1 the town, 2 a part of a region or near a town, 3 a larger region.
fn geo_precision(precision: PlacePrecision) -> i64 {
    match precision {
        PlacePrecision::Exact => 1,
        PlacePrecision::Near | PlacePrecision::Admin2 => 2,
        PlacePrecision::Admin1 | PlacePrecision::Country | PlacePrecision::Unknown => 3,
    }
}

fn disorder_type(event_type: &str, sub_event: &str) -> &'static str {
    match (event_type, sub_event) {
        (_, "Excessive force against protesters") => "Political violence; Demonstrations",
        (_, "Violent demonstration") | ("Protests", _) => "Demonstrations",
        ("Strategic developments", _) => "Strategic developments",
        _ => "Political violence",
    }
}
