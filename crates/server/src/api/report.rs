//! Reports: their text with everything that was taken from it.

use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use tidings_store::{ClaimFilter, SetAside, Source, Store};
use tidings_types::{
    Assertion, BlockKind, Claim, ClaimId, DocumentId, EventId, HappeningId, Published, Report,
    ReportId,
};

use super::ApiError;
use crate::Workbench;
use crate::excerpt::{Mark, Range, Utf16, marks};

/// What names a report beside a claim. The byline is left out: it names a person.
#[derive(Serialize)]
pub(super) struct ReportCard {
    id: String,
    title: Option<String>,
    site: Option<String>,
    url: Option<String>,
    published: Option<Published>,
    language: String,
}

impl ReportCard {
    pub(super) fn of(report: &Report) -> Self {
        Self {
            id: written(report.id),
            title: report.title.clone(),
            site: report.site.clone(),
            url: page_of(report.url.as_ref()),
            published: report.published.clone(),
            language: report.language.code.clone(),
        }
    }
}

/// Addresses come from strangers' pages: only those that open a page are passed on, never
/// `javascript:` and its like.
fn page_of(url: Option<&String>) -> Option<String> {
    url.filter(|url| opens_as_page(url)).cloned()
}

fn opens_as_page(url: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// A report's id in an address: the document's digits, a hyphen, the extractor's version.
pub(super) fn written(id: ReportId) -> String {
    format!("{}-{}", id.document, id.extractor)
}

fn read(id: &str) -> Option<ReportId> {
    let (document, extractor) = id.split_once('-')?;
    let document = DocumentId::from_hex(document)?;
    Some(ReportId { document, extractor: extractor.parse().ok()? })
}

#[derive(Serialize)]
pub(super) struct ReportView {
    #[serde(flatten)]
    card: ReportCard,
    text: String,
    blocks: Vec<BlockView>,
    claims: Vec<ReportClaim>,
    /// Where else the same story was found, in the order of arrival.
    copies: Vec<CopyView>,
    /// Why its claims do not count: `withdrawn` by its editors, or `replaced` by a corrected one.
    set_aside: Option<&'static str>,
}

/// One more source of a report.
#[derive(Serialize)]
struct CopyView {
    title: Option<String>,
    site: Option<String>,
    url: Option<String>,
    /// The day of publication, as `YYYY-MM-DD`.
    published: Option<String>,
}

impl CopyView {
    fn of(source: &Source) -> Self {
        Self {
            title: source.title.clone(),
            site: source.site.clone(),
            url: page_of(source.url.as_ref()),
            published: source.published.map(|day| day.to_string()),
        }
    }
}

#[derive(Serialize)]
struct BlockView {
    kind: BlockKind,
    #[serde(flatten)]
    range: Range,
}

/// A claim as its place in the report shows it.
#[derive(Serialize)]
struct ReportClaim {
    id: ClaimId,
    happening: HappeningId,
    assertion: Assertion,
    event: Option<EventId>,
    sentence: Range,
    marks: Vec<Mark>,
}

/// `GET /api/reports/{id}`.
pub(super) async fn one(
    State(bench): State<Workbench>,
    Path(id): Path<String>,
) -> Result<Json<ReportView>, ApiError> {
    bench.read(move |store| view(store, &id)).await.map(Json)
}

fn view(store: &Store, id: &str) -> Result<ReportView, ApiError> {
    let missing = || ApiError::missing("report", id);
    let known = read(id).ok_or_else(missing)?;
    let report = store.report(&known)?.ok_or_else(missing)?;
    let offsets = Utf16::new(&report.text);
    let of_report = ClaimFilter { report: Some(known), ..ClaimFilter::default() };
    let claims = store.claims(&of_report)?;
    let ids: Vec<ClaimId> = claims.iter().map(|claim| claim.id.clone()).collect();
    let events = store.events_of(&ids)?;
    let shown = |claim: &Claim| ReportClaim {
        id: claim.id.clone(),
        happening: claim.happening.clone(),
        assertion: claim.assertion.value,
        event: events.get(&claim.id).cloned(),
        sentence: offsets.range(claim.sentence),
        marks: marks(claim, &offsets),
    };
    let blocks = report.blocks.iter();
    let sources = store.sources(&known)?;
    Ok(ReportView {
        copies: sources.iter().skip(1).map(CopyView::of).collect(),
        set_aside: store.set_aside(&known)?.map(SetAside::as_str),
        card: ReportCard::of(&report),
        claims: claims.iter().map(shown).collect(),
        blocks: blocks
            .map(|block| BlockView { kind: block.kind, range: offsets.range(block.span) })
            .collect(),
        text: report.text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_survive_their_own_text() {
        let id = ReportId { document: DocumentId::of(b"abc"), extractor: 3 };
        assert_eq!(read(&written(id)), Some(id));
        for wrong in ["", "abc", "abc-1", "-", &DocumentId::of(b"abc").to_string()] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_pages_are_linked() {
        for (url, expected) in [
            ("https://example.org/a", true),
            ("HTTP://example.org", true),
            ("javascript:alert(1)", false),
            ("data:text/html,x", false),
            ("httpsé", false),
            ("", false),
        ] {
            assert_eq!(opens_as_page(url), expected, "{url}");
        }
    }
}
