//! `tidings show`: the events of a situation file, what is known of its places, and its reports.

use std::io::Write;

use tidings_ontology::Ontology;
use tidings_store::{EventFilter, SetAside, Source, Store};
use tidings_types::{Event, HappeningId};

use crate::args::ShowArguments;
use crate::table::{Table, shorten};
use crate::{Outcome, describe};

/// Longest summary shown, in characters.
const SUMMARY_WIDTH: usize = 90;

/// Runs the command.
pub fn run(arguments: &ShowArguments) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&arguments.file)?;
    let filter = EventFilter {
        happenings: happening(arguments)?,
        place: arguments.place.clone(),
        since: arguments.since,
        ..EventFilter::default()
    };
    let events = store.events(&filter)?;
    let mut out = std::io::stdout().lock();
    if events.is_empty() {
        writeln!(out, "no events; silence is not safety")?;
    } else {
        list(&events).write(&mut out)?;
    }
    if arguments.status {
        writeln!(out)?;
        write_statuses(&store, arguments, &mut out)?;
    }
    if arguments.reports {
        writeln!(out)?;
        write_reports(&store, &mut out)?;
    }
    Ok(Outcome::Done)
}

fn happening(arguments: &ShowArguments) -> anyhow::Result<Vec<HappeningId>> {
    let Some(id) = &arguments.happening else { return Ok(Vec::new()) };
    let id = HappeningId(id.clone());
    let ontology = Ontology::embedded();
    if ontology.get(&id).is_none() {
        let all = ontology.happenings().iter().map(|happening| happening.id.as_str());
        let all = all.collect::<Vec<_>>().join(", ");
        anyhow::bail!("there is no happening {id}; there are {all}");
    }
    Ok(vec![id])
}

fn list(events: &[Event]) -> Table {
    let header = ["when", "where", "happening", "assertion", "sure", "reports", "who", "summary"];
    let mut table = Table::new(&header);
    for event in events {
        table.row(vec![
            describe::days(event.start, event.end),
            shorten(&place(event), 36),
            event.happening.to_string(),
            event.assertion.as_str().to_owned(),
            format!("{:.2}", event.certainty),
            event.reports.to_string(),
            shorten(&describe::event_participants(event), 44),
            shorten(&event.summary, SUMMARY_WIDTH),
        ]);
    }
    table
}

fn place(event: &Event) -> String {
    let Some(place) = &event.place else { return "not placed".to_owned() };
    let country = place.place.country.map(|country| format!(" ({country})")).unwrap_or_default();
    format!("{}{country}", place.place.name)
}

fn write_statuses(
    store: &Store,
    arguments: &ShowArguments,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let mut table =
        Table::new(&["place", "facet", "value", "as of", "stale after", "claims", "against"]);
    for status in store.statuses(None)? {
        let asked = arguments
            .place
            .as_ref()
            .is_none_or(|place| status.place_name.to_lowercase().contains(&place.to_lowercase()));
        if !asked {
            continue;
        }
        let day =
            |day: Option<jiff::civil::Date>| day.map_or("?".to_owned(), |day| day.to_string());
        table.row(vec![
            status.place_name.clone(),
            status.facet.as_str().to_owned(),
            shorten(&status.value, SUMMARY_WIDTH),
            day(status.as_of),
            day(status.stale_after),
            status.claims.len().to_string(),
            status.contradicted_by.len().to_string(),
        ]);
    }
    table.write(out)?;
    writeln!(out, "what is not listed is unknown, not safe")?;
    Ok(())
}

/// Each report with its sources: its own document's site first, then those of its near copies.
fn write_reports(store: &Store, out: &mut impl Write) -> anyhow::Result<()> {
    let mut table = Table::new(&["published", "report", "claims", "does not count", "sources"]);
    for report in store.reports()? {
        let sources = store.sources(&report.id)?;
        let site = |source: &Source| {
            source.site.clone().or_else(|| source.url.clone()).unwrap_or(source.origin.clone())
        };
        let named: Vec<String> = sources.iter().map(site).collect();
        table.row(vec![
            report.published.map_or("?".to_owned(), |day| day.to_string()),
            shorten(report.title.as_deref().unwrap_or("without a headline"), SUMMARY_WIDTH),
            report.claims.to_string(),
            store.set_aside(&report.id)?.map_or("", SetAside::as_str).to_owned(),
            format!("{}: {}", named.len(), shorten(&named.join(", "), SUMMARY_WIDTH)),
        ]);
    }
    table.write(out)?;
    Ok(())
}
