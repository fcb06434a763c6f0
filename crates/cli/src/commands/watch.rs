//! `tidings watch`: feeds to articles to claims, kept.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;
use indicatif::ProgressBar;
use jiff::Timestamp;
use tidings_fetch::{FetchError, Fetcher, Stop, Validators, Want, plan};
use tidings_ingest::listing::{self, Listing, ListingKind};
use tidings_pipeline::{Pipeline, map_in_order};
use tidings_store::{Feed, Store, Visit, VisitTrouble};
use tidings_types::{Diagnostic, Document, Reading, Severity, Stage};

use super::fetch::page;
use super::intake::{Session, Tally, jobs};
use super::network;
use crate::args::WatchArguments;
use crate::{Outcome, say};

/// Sitemaps of one index that are looked at each time, the newest first.
const SITEMAPS_OF_INDEX: usize = 3;

/// Runs the command.
pub fn run(arguments: &WatchArguments) -> anyhow::Result<Outcome> {
    let feeds = subscriptions(&arguments.lists)?;
    let store = Store::create_or_open(&arguments.into)?;
    let pipeline = Pipeline::with_gazetteer(super::gazetteer::open(&arguments.packs)?)?;
    let stop = Stop::new();
    let fetcher = Fetcher::new(network::options(&arguments.network)?, stop.clone());
    network::stop_on_signal(&stop)?;
    let session = Session {
        store: Some(store),
        format: None,
        tally: Tally::default(),
        progress: ProgressBar::hidden(),
    };
    let mut watch = Watch { arguments, session, fetcher, pipeline, stop };
    let mut answered = 0;
    loop {
        let round = watch.round(&feeds)?;
        answered += round.answered;
        let rest = watch.until_next(&feeds)?;
        if arguments.once || watch.stop.wait(rest) {
            break;
        }
    }
    watch.session.finish(Some(&arguments.into))?;
    Ok(if answered == 0 { Outcome::FoundWrong } else { Outcome::Done })
}

/// The addresses in the lists, each once.
fn subscriptions(lists: &[PathBuf]) -> anyhow::Result<Vec<String>> {
    let mut feeds = Vec::new();
    for path in lists {
        let name = path.display();
        let bytes = std::fs::read(path).with_context(|| format!("{name}: cannot be read"))?;
        let list = listing::parse(&bytes).map_err(|error| anyhow::anyhow!("{name}: {error}"))?;
        anyhow::ensure!(list.kind == ListingKind::Opml, "{name}: {}, not OPML", list.kind.words());
        if let Some(cut) = list.cut {
            say(&format!("tidings: {name}: {cut}"));
        }
        for url in list.items.into_iter().filter_map(|item| item.link) {
            if !feeds.contains(&url) {
                feeds.push(url);
            }
        }
    }
    anyhow::ensure!(!feeds.is_empty(), "no feed in these lists (outlines with xmlUrl)");
    Ok(feeds)
}

struct Watch<'a> {
    arguments: &'a WatchArguments,
    session: Session,
    fetcher: Fetcher,
    pipeline: Pipeline,
    stop: Stop,
}

/// What a round gave.
#[derive(Default)]
struct Round {
    /// Feeds asked.
    asked: usize,
    /// Feeds that answered, or need not be asked yet.
    answered: usize,
    /// Articles that were not known before.
    new: u64,
}

impl Watch<'_> {
    /// Looks at all feeds whose time has come, then fetches the articles that wait.
    fn round(&mut self, feeds: &[String]) -> anyhow::Result<Round> {
        let mut round = Round::default();
        for url in feeds {
            if self.stop.is_asked() {
                return Ok(round);
            }
            self.look_at(url, &mut round)?;
        }
        let before = self.session.tally.read;
        self.fetch_waiting()?;
        let read = self.session.tally.read - before;
        if !self.arguments.once && read > 0 {
            self.session.merge()?;
        }
        say(&format!(
            "{} feeds asked, {} answered; {} new articles, {read} read",
            round.asked, round.answered, round.new
        ));
        Ok(round)
    }

    fn look_at(&mut self, url: &str, round: &mut Round) -> anyhow::Result<()> {
        let known = self.store()?.feed(url)?;
        let feed = known.unwrap_or_else(|| Feed { url: url.to_owned(), ..Feed::default() });
        if !self.is_due(&feed) {
            round.answered += 1;
            return Ok(());
        }
        round.asked += 1;
        let since = Validators { etag: feed.etag.clone(), modified: feed.modified.clone() };
        match self.list(url, &since) {
            Ok(Some(found)) => {
                round.new += self.keep_list(feed, found)?;
                round.answered += 1;
            }
            Ok(None) => {
                self.keep_feed(feed, &[])?;
                round.answered += 1;
            }
            Err(FetchError::Stopped) => {}
            Err(error) => self.failed(feed, &error)?,
        }
        Ok(())
    }

    /// One round asks all feeds but those that fail; these wait until their time has come.
    fn is_due(&self, feed: &Feed) -> bool {
        let asked_anyway = self.arguments.once && feed.failures == 0;
        asked_anyway || feed.due.is_none_or(|due| due <= Timestamp::now())
    }

    /// A list and where it was found; `None` where it has not changed.
    fn list(&mut self, url: &str, since: &Validators) -> Result<Option<List>, FetchError> {
        let Some(answer) = self.fetcher.visit(url, Want::List, since)? else { return Ok(None) };
        let listing = listing::parse(&answer.body).map_err(FetchError::Broken)?;
        if listing.kind != ListingKind::SitemapIndex {
            return Ok(Some(List { listing, base: answer.url, validators: answer.validators }));
        }
        // The index lists sitemaps; what these list is what we want.
        let mut all = List {
            listing: Listing { items: Vec::new(), ..listing.clone() },
            base: answer.url.clone(),
            validators: answer.validators,
        };
        for sitemap in plan::articles(&listing, &answer.url, None, SITEMAPS_OF_INDEX) {
            let found = self.fetcher.visit(&sitemap.url, Want::List, &Validators::default())?;
            let Some(found) = found else { continue };
            let sitemap = listing::parse(&found.body).map_err(FetchError::Broken)?;
            all.listing.items.extend(sitemap.items);
        }
        Ok(Some(all))
    }

    fn keep_list(&mut self, feed: Feed, found: List) -> anyhow::Result<u64> {
        if let Some(cut) = &found.listing.cut {
            let (stage, severity) = (Stage::Ingest, Severity::Warning);
            let cut = Diagnostic::new(stage, severity, "broken-list", &feed.url, cut.clone());
            self.session.note(&cut)?;
        }
        let (since, newest) = (self.arguments.since, self.arguments.newest);
        let articles = plan::articles(&found.listing, &found.base, since, newest);
        let feed = Feed {
            title: found.listing.title.or(feed.title),
            etag: found.validators.etag,
            modified: found.validators.modified,
            ..feed
        };
        self.keep_feed(feed, &articles)
    }

    /// Keeps a feed that answered and the articles it points at.
    fn keep_feed(&mut self, feed: Feed, articles: &[plan::Article]) -> anyhow::Result<u64> {
        let now = Timestamp::now();
        let visits: Vec<Visit> = articles
            .iter()
            .map(|article| Visit {
                key: article.key.clone(),
                url: article.url.clone(),
                feed: feed.url.clone(),
                due: now,
                failures: 0,
            })
            .collect();
        let due = Some(after(now, self.interval()));
        let feed = Feed { polled: Some(now), due, failures: 0, trouble: None, ..feed };
        Ok(self.store()?.keep_feed(&feed, &visits, now)?)
    }

    fn failed(&mut self, feed: Feed, error: &FetchError) -> anyhow::Result<()> {
        let (now, failures) = (Timestamp::now(), feed.failures + 1);
        let rest = plan::rest_of_feed(self.interval(), failures, error.retry_after());
        let due = Some(after(now, rest));
        let feed = Feed { due, failures, trouble: Some(error.to_string()), ..feed };
        self.store()?.keep_feed(&feed, &[], now)?;
        self.session.note(&network::not_fetched(&feed.url, error))
    }

    /// Fetches the articles that wait, hosts in turn, and reads them.
    fn fetch_waiting(&mut self) -> anyhow::Result<()> {
        let now = Timestamp::now();
        let queue = self.store()?.waiting()?.into_iter().filter(|it| it.due <= now).collect();
        let Self { session, fetcher, pipeline, stop, arguments } = self;
        let visits = Visits { queue, fetcher, stop };
        let read = |(visit, found): (Visit, Result<Document, FetchError>)| {
            let found = found.map(|document| {
                let reading = pipeline.read(&document);
                (document, reading)
            });
            (visit, found)
        };
        map_in_order(visits, jobs(arguments.jobs), read, |(visit, found)| {
            keep_article(session, &visit, found)
        })
    }

    /// How long until a feed or an article has its turn.
    fn until_next(&mut self, feeds: &[String]) -> anyhow::Result<Duration> {
        let now = Timestamp::now();
        let mut next = after(now, self.interval());
        for url in feeds {
            let due = self.store()?.feed(url)?.and_then(|feed| feed.due);
            next = next.min(due.unwrap_or(now));
        }
        if let Some(visit) = self.store()?.waiting()?.first() {
            next = next.min(visit.due);
        }
        let left = Duration::try_from(next.duration_since(now)).unwrap_or_default();
        Ok(left.max(Duration::from_secs(1)))
    }

    fn interval(&self) -> Duration {
        Duration::from_secs(u64::from(self.arguments.interval) * 60)
    }

    fn store(&mut self) -> anyhow::Result<&mut Store> {
        self.session.store.as_mut().context("there is no situation file")
    }
}

/// A list, where it was found, and what to tell its next answer by.
struct List {
    listing: Listing,
    base: String,
    validators: Validators,
}

/// The pages of articles, fetched one after another; the host that may be asked first comes first.
struct Visits<'a> {
    queue: Vec<Visit>,
    fetcher: &'a mut Fetcher,
    stop: &'a Stop,
}

impl Iterator for Visits<'_> {
    type Item = (Visit, Result<Document, FetchError>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.stop.is_asked() {
            return None;
        }
        let mut best: Option<(usize, Duration)> = None;
        for (at, visit) in self.queue.iter().enumerate() {
            let wait = self.fetcher.wait(&visit.url);
            if best.is_none_or(|(_, least)| wait < least) {
                best = Some((at, wait));
            }
            if wait.is_zero() {
                break;
            }
        }
        let visit = self.queue.remove(best?.0);
        let found = page(self.fetcher, &visit.url);
        Some((visit, found))
    }
}

/// Keeps what an article gave, or when to try it again.
fn keep_article(
    session: &mut Session,
    visit: &Visit,
    found: Result<(Document, Reading), FetchError>,
) -> anyhow::Result<()> {
    let now = Timestamp::now();
    let trouble = match found {
        Ok((document, reading)) => return session.keep(&document, &reading, Some(&visit.key)),
        // Its turn comes at the next start.
        Err(FetchError::Stopped) => return Ok(()),
        Err(FetchError::LeftAlone(left)) => VisitTrouble::Postponed { due: after(now, left) },
        Err(error) => {
            session.note(&network::not_fetched(&visit.url, &error))?;
            let retry = plan::retry_of_article(visit.failures, error.retry_after());
            let trouble = error.to_string();
            match retry.filter(|_| error.may_pass()) {
                Some(wait) => VisitTrouble::Later { due: after(now, wait), trouble },
                None => VisitTrouble::GivenUp { trouble },
            }
        }
    };
    let store = session.store.as_mut().context("there is no situation file")?;
    Ok(store.trouble(&visit.key, &trouble)?)
}

/// A time so much later; never beyond the calendar.
fn after(now: Timestamp, wait: Duration) -> Timestamp {
    now.checked_add(wait).unwrap_or(Timestamp::MAX)
}
