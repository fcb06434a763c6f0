//! Mine-action records: contaminated areas, activities, accidents.
//!
//! The columns follow the minimum data requirements of GICHD; the annex of IMAS 05.10 is not public.
//! What a report says is no survey: no area is called confirmed, and no victim is named.

use tidings_ontology::MineActionCode;
use tidings_types::{ActorKind, Assertion, EventActor};

use crate::{
    actors::names,
    cell::{Cell, Column, column},
    geometry::Geometry,
    scheme::{LeftOut, must_have_happened},
    snippet::{LONGEST_SUMMARY, cut},
    view::View,
};

/// Classes of weapons that stay behind as a hazard.
const DEVICES: &[&str] =
    &["mine", "ied", "uxo", "cluster-munition", "bomb", "explosive", "mortar", "rocket", "grenade"];

/// The columns; `docs/export.md` tells what stands in each.
pub(crate) const COLUMNS: &[Column] = &[
    column("record_id", "#event+code"),
    column("record_type", "#event+type"),
    column("activity", "#activity+type"),
    column("status", "#status"),
    column("device_categories", "#event+means"),
    column("devices_found", "#indicator+num").whole(),
    column("implementing_organisation", "#org+impl"),
    column("operational_method", "#activity+modality"),
    column("start_date", "#date+start").day(),
    column("end_date", "#date+end").day(),
    column("date_precision", "#date+precision"),
    column("location", "#loc+name"),
    column("latitude", "#geo+lat").real(),
    column("longitude", "#geo+lon").real(),
    column("location_precision", "#geo+precision"),
    column("line_wkt", "#geo+line"),
    column("adm2", "#adm2+name"),
    column("adm1", "#adm1+name"),
    column("country", "#country+name"),
    column("iso3", "#country+code"),
    column("killed", "#affected+killed").whole(),
    column("injured", "#affected+injured").whole(),
    column("victim_kinds", "#affected+type"),
    column("information_source", "#meta+source"),
    column("information_date", "#date+reported").day(),
    column("information_basis", "#meta+basis"),
    column("description", "#description"),
];

/// The cells of an event.
pub(crate) fn row(view: &View<'_>) -> Result<Vec<Cell>, LeftOut> {
    must_have_happened(view.event.assertion)?;
    let code = view.happening.and_then(|known| known.codes.mine_action.as_ref());
    let code = code.filter(|code| code.holds(&view.circumstance())).ok_or("no code")?;
    view.place().ok_or("no place")?;
    let record = Record::of(code);
    let mut cells = Vec::from(what(view, code, record));
    cells.extend(when_and_where(view));
    cells.extend(victims(view, record));
    cells.extend(how_known(view));
    Ok(cells)
}

/// The three kinds of records.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Record {
    Area,
    Activity,
    Accident,
}

impl Record {
    fn of(code: &MineActionCode) -> Self {
        match code.activity.as_str() {
            "Contaminated area" => Self::Area,
            "Accident" => Self::Accident,
            _ => Self::Activity,
        }
    }
}

fn what(view: &View<'_>, code: &MineActionCode, record: Record) -> [Cell; 8] {
    let devices = view.event.means.iter().map(String::as_str).filter(|it| DEVICES.contains(it));
    let (kind, status) = match (record, view.event.assertion) {
        (Record::Area, _) => ("Contaminated area", "open"),
        (Record::Accident, _) => ("Accident", ""),
        (Record::Activity, Assertion::Ongoing) => ("Activity", "ongoing"),
        (Record::Activity, _) => ("Activity", "completed"),
    };
    let organisations = names(&view.event.actors);
    [
        Cell::text(view.event.id.0.as_str()),
        Cell::text(kind),
        Cell::text(if record == Record::Activity { code.activity.as_str() } else { "" }),
        Cell::text(status),
        Cell::list(devices),
        Cell::count(view.quantity("devices").and_then(|told| told.best.or(told.low))),
        if record == Record::Activity { Cell::list(organisations) } else { Cell::Empty },
        Cell::Empty,
    ]
}

fn when_and_where(view: &View<'_>) -> [Cell; 12] {
    let (place, pinned, country) = (view.place(), view.pinned(), view.country());
    let line = Geometry::of(view.event).filter(|shape| matches!(shape, Geometry::Line(_)));
    [
        Cell::day(view.event.start),
        Cell::day(view.event.end),
        Cell::text(view.event.precision.as_str()),
        Cell::words(place.map(|place| place.name.as_str())),
        Cell::real(pinned.map(|place| place.point.lat)),
        Cell::real(pinned.map(|place| place.point.lon)),
        Cell::words(view.event.place.as_ref().map(|placed| placed.precision.as_str())),
        line.map_or(Cell::Empty, |line| Cell::text(line.wkt())),
        Cell::words(place.and_then(|place| place.admin2.as_deref())),
        Cell::words(place.and_then(|place| place.admin1.as_deref())),
        Cell::words(country.map(|it| it.name.as_str())),
        Cell::words(country.map(|it| it.iso3.as_str())),
    ]
}

/// Numbers and kinds of victims, never who they are.
fn victims(view: &View<'_>, record: Record) -> [Cell; 3] {
    let best = |kind: &str| Cell::count(view.quantity(kind).and_then(|told| told.best));
    let is_person = |one: &&EventActor| one.kind != ActorKind::Other;
    let mut kinds: Vec<&str> =
        view.event.targets.iter().filter(is_person).map(|one| one.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let kinds = if record == Record::Accident { Cell::list(kinds) } else { Cell::Empty };
    [best("killed"), best("injured"), kinds]
}

fn how_known(view: &View<'_>) -> [Cell; 4] {
    let published = view.sources.first().and_then(|source| source.published);
    [
        Cell::list(view.source_names()),
        Cell::day(published),
        Cell::text("reported by media, no survey"),
        Cell::text(cut(&view.event.summary, LONGEST_SUMMARY)),
    ]
}
