//! The columns of GDELT 2's table of events, coded in CAMEO.

use std::collections::BTreeSet;

use jiff::civil::Date;
use tidings_ontology::{cameo, cameo_quad};
use tidings_types::{ActorKind, EventActor, FeatureClass};

use crate::{
    cell::{Cell, Column, column},
    scheme::{LeftOut, must_have_happened},
    view::View,
};

/// The 61 columns.
pub(crate) const COLUMNS: &[Column] = &[
    column("GLOBALEVENTID", "#event+code").whole(),
    column("SQLDATE", "#date+occurred").whole(),
    column("MonthYear", "").whole(),
    column("Year", "#date+year").whole(),
    column("FractionDate", "").real(),
    column("Actor1Code", ""),
    column("Actor1Name", "#group+name+first"),
    column("Actor1CountryCode", ""),
    column("Actor1KnownGroupCode", ""),
    column("Actor1EthnicCode", ""),
    column("Actor1Religion1Code", ""),
    column("Actor1Religion2Code", ""),
    column("Actor1Type1Code", ""),
    column("Actor1Type2Code", ""),
    column("Actor1Type3Code", ""),
    column("Actor2Code", ""),
    column("Actor2Name", "#group+name+second"),
    column("Actor2CountryCode", ""),
    column("Actor2KnownGroupCode", ""),
    column("Actor2EthnicCode", ""),
    column("Actor2Religion1Code", ""),
    column("Actor2Religion2Code", ""),
    column("Actor2Type1Code", ""),
    column("Actor2Type2Code", ""),
    column("Actor2Type3Code", ""),
    column("IsRootEvent", "").whole(),
    column("EventCode", "#event+type"),
    column("EventBaseCode", ""),
    column("EventRootCode", ""),
    column("QuadClass", "").whole(),
    column("GoldsteinScale", "").real(),
    column("NumMentions", "").whole(),
    column("NumSources", "").whole(),
    column("NumArticles", "#meta+reports+num").whole(),
    column("AvgTone", "").real(),
    column("Actor1Geo_Type", "").whole(),
    column("Actor1Geo_FullName", ""),
    column("Actor1Geo_CountryCode", ""),
    column("Actor1Geo_ADM1Code", ""),
    column("Actor1Geo_ADM2Code", ""),
    column("Actor1Geo_Lat", "").real(),
    column("Actor1Geo_Long", "").real(),
    column("Actor1Geo_FeatureID", ""),
    column("Actor2Geo_Type", "").whole(),
    column("Actor2Geo_FullName", ""),
    column("Actor2Geo_CountryCode", ""),
    column("Actor2Geo_ADM1Code", ""),
    column("Actor2Geo_ADM2Code", ""),
    column("Actor2Geo_Lat", "").real(),
    column("Actor2Geo_Long", "").real(),
    column("Actor2Geo_FeatureID", ""),
    column("ActionGeo_Type", "").whole(),
    column("ActionGeo_FullName", "#loc+name"),
    column("ActionGeo_CountryCode", ""),
    column("ActionGeo_ADM1Code", ""),
    column("ActionGeo_ADM2Code", ""),
    column("ActionGeo_Lat", "#geo+lat").real(),
    column("ActionGeo_Long", "#geo+lon").real(),
    column("ActionGeo_FeatureID", ""),
    column("DATEADDED", "").whole(),
    column("SOURCEURL", "#meta+url"),
];

/// The cells of an event. Groups, peoples and religions are not coded, tone is not measured, actors have
/// no places of their own, and there is no clock (`DATEADDED`): these stay empty, a type of place 0.
pub(crate) fn row(view: &View<'_>) -> Result<Vec<Cell>, LeftOut> {
    must_have_happened(view.event.assertion)?;
    let code = view.happening.and_then(|known| known.codes.cameo.as_ref()).ok_or("no code")?;
    let code = code.choose(&view.circumstance());
    let day = view.day().ok_or("no day")?;
    let mut cells = Vec::from(when(view, day));
    cells.extend(party(&view.event.actors));
    cells.extend(party(&view.event.targets));
    cells.extend(what(view, code));
    cells.extend(nowhere());
    cells.extend(nowhere());
    cells.extend(whereabouts(view));
    let url = view.sources.iter().map(|source| source.url.as_str()).find(|url| !url.is_empty());
    cells.extend([Cell::Empty, Cell::words(url)]);
    Ok(cells)
}

fn when(view: &View<'_>, day: Date) -> [Cell; 5] {
    let (year, month) = (i64::from(day.year()), i64::from(day.month()));
    let passed = f64::from((i32::from(day.month()) - 1) * 30 + i32::from(day.day())) / 365.0;
    let fraction = f64::from(day.year()) + passed;
    [
        Cell::Whole(view.number()),
        Cell::Whole(year * 10_000 + month * 100 + i64::from(day.day())),
        Cell::Whole(year * 100 + month),
        Cell::Whole(year),
        // GDELT counts months of thirty days, and prints four decimals.
        Cell::Real((fraction * 10_000.0).round() / 10_000.0),
    ]
}

fn party(side: &[EventActor]) -> [Cell; 10] {
    let first = side.first();
    let country = first.and_then(|one| one.country).map(|code| code.to_string());
    let mut types: Vec<&str> = Vec::new();
    for one in side.iter().map(|one| actor_type(one.kind)).filter(|one| !one.is_empty()) {
        if !types.contains(&one) {
            types.push(one);
        }
    }
    let nth = |index: usize| Cell::words(types.get(index).copied());
    let code =
        format!("{}{}", country.as_deref().unwrap_or_default(), types.first().unwrap_or(&""));
    [
        Cell::text(code),
        Cell::text(first.map_or_else(String::new, |one| one.name.to_uppercase())),
        Cell::words(country.as_deref()),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        nth(0),
        nth(1),
        nth(2),
    ]
}

/// CAMEO's type of an actor; empty where it has none.
fn actor_type(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::StateForces | ActorKind::ExternalForces => "MIL",
        ActorKind::Government => "GOV",
        ActorKind::RebelGroup => "REB",
        ActorKind::PoliticalMilitia | ActorKind::IdentityMilitia => "UAF",
        ActorKind::Protesters => "OPP",
        ActorKind::Rioters | ActorKind::Civilians => "CVL",
        ActorKind::AidWorkers => "NGO",
        ActorKind::Journalists => "MED",
        ActorKind::HealthWorkers => "HLH",
        ActorKind::InternationalOrganisation => "IGO",
        ActorKind::Other => "",
    }
}

fn what(view: &View<'_>, code: &str) -> [Cell; 10] {
    let leads = view.sources.iter().any(|source| source.leads);
    let mentions: usize = view.claims.iter().map(|claim| 1 + claim.repeats.len()).sum();
    let sources: BTreeSet<&str> = view.source_names().into_iter().collect();
    [
        Cell::Whole(i64::from(leads)),
        Cell::text(code),
        Cell::words(code.get(..3).or(Some(code))),
        Cell::words(code.get(..2)),
        Cell::count(cameo_quad(code).map(u64::from)),
        Cell::real(cameo(code).map(|entry| entry.goldstein)),
        Cell::count(Some(mentions as u64)),
        Cell::count(Some(sources.len() as u64)),
        Cell::count(Some(u64::from(view.event.reports))),
        Cell::Empty,
    ]
}

/// A place that is not known.
fn nowhere() -> [Cell; 8] {
    let empty = Cell::Empty;
    [
        Cell::Whole(0),
        empty.clone(),
        empty.clone(),
        empty.clone(),
        empty.clone(),
        empty.clone(),
        empty.clone(),
        empty,
    ]
}

/// GDELT gives a country its middle as a point; we do not. The numbers of regions and features are those
/// of lists that are not here.
fn whereabouts(view: &View<'_>) -> [Cell; 8] {
    let Some(place) = view.place() else { return nowhere() };
    let country = view.country();
    let is_american = country.is_some_and(|it| it.iso3 == "USA");
    let geo_type = match (place.class, is_american) {
        (FeatureClass::Country | FeatureClass::Continent, _) => 1,
        (FeatureClass::Admin1, true) => 2,
        (FeatureClass::Admin1, false) => 5,
        (_, true) => 3,
        (_, false) => 4,
    };
    let mut name: Vec<&str> = vec![place.name.as_str()];
    let wider = [place.admin1.as_deref(), country.map(|it| it.name.as_str())];
    for part in wider.into_iter().flatten() {
        if !name.contains(&part) {
            name.push(part);
        }
    }
    [
        Cell::Whole(geo_type),
        Cell::text(name.join(", ")),
        Cell::words(country.map(|it| it.fips.as_str())),
        Cell::Empty,
        Cell::Empty,
        Cell::real(view.pinned().map(|place| place.point.lat)),
        Cell::real(view.pinned().map(|place| place.point.lon)),
        Cell::words(country.filter(|_| geo_type == 1).map(|it| it.fips.as_str())),
    ]
}
