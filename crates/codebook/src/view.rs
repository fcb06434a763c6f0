//! One event, prepared for its row.

use std::collections::BTreeSet;

use jiff::civil::Date;
use tidings_ontology::{Circumstance, Happening};
use tidings_types::{
    ActorKind, Claim, CountryCode, Event, EventActor, EventQuantity, FeatureClass, Place, Report,
    ReportId,
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
    actor_kinds: Vec<ActorKind>,
    target_kinds: Vec<ActorKind>,
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
    }
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}
