//! What a report is to those that the situation file holds: another story, a copy, a newer version.

use jiff::civil::Date;
use tidings_store::{Relation, Store};
use tidings_text::Likeness;
use tidings_types::{NoticeKind, Report, ReportId};

/// Reports that are compared with a new one; those that share most bands come first.
const CANDIDATES: usize = 16;

/// Bands of `report` and its relation to the reports of `store`.
pub fn relation(store: &Store, report: &Report) -> anyhow::Result<(Vec<u64>, Relation)> {
    let bands = tidings_text::signature(report).map_or_else(Vec::new, |signature| signature.bands);
    let mut found = Relation::New;
    for id in store.near(&bands, report.url.as_deref(), CANDIDATES)? {
        let Some(known) = store.report(&id)? else { continue };
        match relate(&known, report, id) {
            Relation::New => {}
            // A copy of any version is a copy; else the likeliest candidate tells.
            copy @ Relation::CopyOf(_) => return Ok((bands, copy)),
            other if found == Relation::New => found = other,
            _ => {}
        }
    }
    Ok((bands, found))
}

fn relate(known: &Report, report: &Report, id: ReportId) -> Relation {
    let takes_back = report.is_withdrawn() && !known.is_withdrawn();
    let same_address = known.url.is_some() && known.url == report.url;
    match tidings_text::likeness(known, report) {
        Likeness::Different if takes_back && same_address => Relation::Withdraws(id),
        Likeness::Different => Relation::New,
        _ if takes_back => Relation::Withdraws(id),
        Likeness::Copy => Relation::CopyOf(id),
        Likeness::Continued => Relation::Continues(id),
        // Daily communiqués share their words and differ in numbers: each tells its own day.
        Likeness::Revised if of_other_days(report, known) && !corrects(report) => {
            Relation::Continues(id)
        }
        Likeness::Revised if is_older(report, known) => Relation::ReplacedBy(id),
        Likeness::Revised => Relation::Replaces(id),
    }
}

fn corrects(report: &Report) -> bool {
    report.notices.iter().any(|notice| notice.kind == NoticeKind::Correction)
}

fn of_other_days(report: &Report, known: &Report) -> bool {
    days(report, known).is_some_and(|(report, known)| report != known)
}

/// Whether `report` appeared on an earlier day than `known`.
fn is_older(report: &Report, known: &Report) -> bool {
    days(report, known).is_some_and(|(report, known)| report < known)
}

fn days(one: &Report, other: &Report) -> Option<(Date, Date)> {
    let day = |report: &Report| report.published.as_ref().map(|published| published.date);
    day(one).zip(day(other))
}
