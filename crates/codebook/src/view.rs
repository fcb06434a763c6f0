//! One event, prepared for its row.

use std::collections::BTreeSet;

use jiff::civil::Date;
use tidings_ontology::{Circumstance, Happening, Ontology};
use tidings_types::{
    ActorKind, BlockKind, Claim, CountryCode, Event, EventActor, EventQuantity, FeatureClass,
    Place, Quantity, Report, ReportId,
};

use crate::{
    countries::{Country, country},
    picture::Picture,
    snippet::snippet,
};

/// An event with its claims, its reports and its happening.
pub(crate) struct View<'a> {
    /// The event.
    pub event: &'a Event,
    /// Its claims, in its order.
    pub claims: Vec<&'a Claim>,
    /// What is known of its happening; `None` for one that the ontology does not hold.
    pub happening: Option<&'a Happening>,
    /// Its reports with a sentence each, in the order of the claims.
    pub sources: Vec<Source>,
    /// The happenings and their codes.
    pub ontology: &'a Ontology,
    /// Whether one of its reports tells of violence, in this claim or another.
    pub among_violence: bool,
    actor_kinds: Vec<ActorKind>,
    target_kinds: Vec<ActorKind>,
    counted: Vec<String>,
}

/// One report behind an event.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Source {
    /// Name of the site, or else the host of the address, or else the title.
    pub name: String,
    /// Address.
    pub url: String,
    /// Headline.
    pub title: String,
    /// Publication day.
    pub published: Option<Date>,
    /// Language code.
    pub language: String,
    /// The sentence that tells of the event, cut short.
    pub snippet: String,
    /// Whether it stands in the headline or the first paragraph.
    pub leads: bool,
}

impl<'a> View<'a> {
    /// Prepares an event.
    pub(crate) fn of(event: &'a Event, picture: &Picture<'a>) -> Self {
        let claims: Vec<&Claim> =
            event.claims.iter().filter_map(|id| picture.claims.get(id).copied()).collect();
        let kinds = |side: &[EventActor]| side.iter().map(|one| one.kind).collect();
        Self {
            sources: sources(&claims, picture),
            happening: picture.ontology.get(&event.happening),
            actor_kinds: kinds(&event.actors),
            target_kinds: kinds(&event.targets),
            counted: event
                .quantities
                .iter()
                .filter(|it| is_some(it))
                .map(|it| it.kind.clone())
                .collect(),
            ontology: picture.ontology,
            among_violence: claims.iter().any(|claim| picture.violent.contains(&claim.report)),
            event,
            claims,
        }
    }

    /// What decides between the codes of a happening.
    pub(crate) fn circumstance(&self) -> Circumstance<'_> {
        Circumstance {
            actors: &self.actor_kinds,
            targets: &self.target_kinds,
            means: &self.event.means,
            trigger: self.claims.first().map_or("", |claim| claim.trigger.words.as_str()),
            assertion: Some(self.event.assertion),
            counts: &self.counted,
        }
    }

    /// The day to file it under: the first, or else the last.
    pub(crate) fn day(&self) -> Option<Date> {
        self.event.start.or(self.event.end)
    }

    /// Its place.
    pub(crate) fn place(&self) -> Option<&'a Place> {
        self.event.place.as_ref().map(|place| &place.place)
    }

    /// Its place, if a point stands for it: a country's middle does not.
    pub(crate) fn pinned(&self) -> Option<&'a Place> {
        self.place().filter(|place| is_pinned(place))
    }

    /// Code of its country.
    pub(crate) fn country_code(&self) -> Option<CountryCode> {
        self.place()?.country
    }

    /// Its country, as the codebooks name it.
    pub(crate) fn country(&self) -> Option<&'static Country> {
        country(self.country_code()?)
    }

    /// The number it counts of this kind.
    pub(crate) fn quantity(&self, kind: &str) -> Option<&'a EventQuantity> {
        self.event.quantities.iter().find(|quantity| quantity.kind == kind)
    }

    /// The number as a claim told it, with its hedge, that the event's number of this kind was taken
    /// from.
    pub(crate) fn told(&self, kind: &str) -> Option<&'a Quantity> {
        let chosen = self.quantity(kind)?;
        let claim = self.claims.iter().find(|claim| claim.id == chosen.claim)?;
        let same =
            |told: &&Quantity| kind.starts_with(told.kind.as_str()) && told.best == chosen.best;
        claim.quantities.iter().find(same)
    }

    /// Names of its sources, each once.
    pub(crate) fn source_names(&self) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        let names = self.sources.iter().map(|source| source.name.as_str());
        names.filter(|name| !name.is_empty() && seen.insert(*name)).collect()
    }

    /// A number of at most 52 bits for codebooks that want numbers as ids.
    pub(crate) fn number(&self) -> i64 {
        let digits: String =
            self.event.id.0.chars().filter(char::is_ascii_hexdigit).skip(1).take(13).collect();
        i64::from_str_radix(&digits, 16).unwrap_or_default()
    }
}

/// Whether it counts more than none.
fn is_some(quantity: &EventQuantity) -> bool {
    quantity.best.or(quantity.low).or(quantity.high).is_some_and(|number| number > 0)
}

/// Whether a point may stand for this place.
pub(crate) fn is_pinned(place: &Place) -> bool {
    !matches!(place.class, FeatureClass::Country | FeatureClass::Continent)
}

fn sources(claims: &[&Claim], picture: &Picture<'_>) -> Vec<Source> {
    let mut seen: BTreeSet<ReportId> = BTreeSet::new();
    let mut sources = Vec::new();
    for claim in claims.iter().filter(|claim| seen.insert(claim.report)) {
        if let Some(report) = (picture.report)(&claim.report) {
            sources.push(source(claim, &report));
        }
    }
    sources
}

fn source(claim: &Claim, report: &Report) -> Source {
    let url = report.url.clone().unwrap_or_default();
    let title = report.title.clone().unwrap_or_default();
    let host = host(&url).to_owned();
    let site = report.site.clone().unwrap_or_default();
    let name = [site, host, title.clone()].into_iter().find(|name| !name.is_empty());
    Source {
        name: name.unwrap_or_default(),
        url,
        title,
        published: report.published.as_ref().map(|published| published.date),
        language: report.language.code.clone(),
        snippet: snippet(claim, report),
        leads: leads(claim, report),
    }
}

/// Whether the claim's sentence stands in the headline or the first paragraph of running text.
fn leads(claim: &Claim, report: &Report) -> bool {
    let running = |kind: BlockKind| !matches!(kind, BlockKind::Title | BlockKind::Heading);
    let first = report.blocks.iter().find(|block| running(block.kind));
    first.is_some_and(|block| claim.sentence.start < block.span.end)
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}
