//! The polite visitor: redirects, `robots.txt` and pace over the client.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use url::Url;

use crate::client::{Client, Reply, retry_after};
use crate::names::{Names, SystemNames};
use crate::robots::{READ_BYTES, Robots};
use crate::{FetchError, Options, PRODUCT, Pace, Stop};

/// How long the rules of a site are kept: the standard's day (RFC 9309, 2.4).
const RULES_LAST: Duration = Duration::from_secs(24 * 3600);
/// How long a site whose rules cannot be had is left alone.
const NO_RULES_LAST: Duration = Duration::from_secs(3600);
/// Redirects followed for `robots.txt` (RFC 9309, 2.3.1.2).
const ROBOTS_REDIRECTS: u32 = 5;
/// Hosts whose rules are held; when it is full, all are asked for anew.
const MOST_SITES: usize = 10_000;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// An article.
    Page,
    /// A feed, a sitemap or a list of feeds.
    List,
}

impl Want {
    fn accept(self) -> &'static str {
        match self {
            Self::Page => "text/html, application/xhtml+xml, text/plain;q=0.5",
            Self::List => {
                "application/rss+xml, application/atom+xml, application/feed+json, \
                 application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"
            }
        }
    }
}

/// What a site gave to tell its next answer from its last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`, as given.
    pub etag: Option<String>,
    /// `Last-Modified`, as given.
    pub modified: Option<String>,
}

/// What came of a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The address that answered, after redirects.
    pub url: String,
    /// Media type with its parameters, if stated.
    pub media_type: Option<String>,
    /// The body, unpacked.
    pub body: Vec<u8>,
    /// To be shown at the next visit.
    pub validators: Validators,
}

/// A careful, polite visitor of strangers' addresses. One at a time.
#[derive(Debug)]
pub struct Fetcher {
    client: Client,
    options: Options,
    pace: Pace,
    sites: HashMap<String, Site>,
    stop: Stop,
}

/// What is known of a site's wishes.
#[derive(Debug)]
struct Site {
    rules: Result<Robots, String>,
    until: Instant,
}

impl Fetcher {
    /// A fetcher over the system's names. It gives up waiting and visiting when `stop` is asked.
    pub fn new(options: Options, stop: Stop) -> Self {
        Self::with_names(options, stop, Arc::new(SystemNames))
    }

    /// The same over other names; for tests.
    pub fn with_names(options: Options, stop: Stop, names: Arc<dyn Names>) -> Self {
        let client = Client::new(&options, names);
        Self { client, pace: Pace::new(options.delay), options, sites: HashMap::new(), stop }
    }

    /// How long it would wait before it asks for this address.
    pub fn wait(&self, address: &str) -> Duration {
        let host = Url::parse(address).map(|url| site_of(&url)).unwrap_or_default();
        self.pace.wait(&host, Instant::now())
    }

    /// Visits an address; `Ok(None)` where nothing has changed since the validators were given.
    /// Waits its turn at every host.
    ///
    /// # Errors
    /// Why there is no answer, in words for people.
    pub fn visit(
        &mut self,
        address: &str,
        want: Want,
        since: &Validators,
    ) -> Result<Option<Answer>, FetchError> {
        let mut url = parse(address)?;
        // Waiting for one's turn is not the site's slowness: each request has its own share.
        let mut left = self.options.limits.time;
        for _ in 0..=self.options.limits.redirects {
            self.check_rules(&url)?;
            self.wait_for_turn(&url)?;
            let started = Instant::now();
            let reply = self.ask(&url, want, since, started + left);
            left = left.saturating_sub(started.elapsed());
            let reply = reply?;
            match reply.status {
                301 | 302 | 303 | 307 | 308 => url = follow(&url, &reply)?,
                304 => return Ok(None),
                200..=299 => return Ok(Some(answer(&url, reply))),
                status => {
                    let retry_after = retry_after(&reply, jiff::Timestamp::now());
                    return Err(FetchError::Status { status, retry_after });
                }
            }
        }
        Err(FetchError::Redirects(self.options.limits.redirects))
    }

    fn ask(
        &mut self,
        url: &Url,
        want: Want,
        since: &Validators,
        deadline: Instant,
    ) -> Result<Reply, FetchError> {
        let mut fields = vec![("accept", want.accept())];
        fields.extend(since.etag.as_deref().map(|etag| ("if-none-match", etag)));
        fields.extend(since.modified.as_deref().map(|day| ("if-modified-since", day)));
        let reply = self.client.ask(url, &fields, self.options.limits.body_bytes, deadline);
        let (host, now) = (site_of(url), Instant::now());
        match &reply {
            Ok(reply) if matches!(reply.status, 429 | 503) => {
                self.pace.refused(&host, retry_after(reply, jiff::Timestamp::now()), now);
            }
            _ => self.pace.asked(&host, now),
        }
        reply
    }

    fn wait_for_turn(&self, url: &Url) -> Result<(), FetchError> {
        let (host, now) = (site_of(url), Instant::now());
        if let Some(left) = self.pace.rest(&host, now) {
            return Err(FetchError::LeftAlone(left));
        }
        if self.stop.is_asked() || self.stop.wait(self.pace.wait(&host, now)) {
            return Err(FetchError::Stopped);
        }
        Ok(())
    }

    fn check_rules(&mut self, url: &Url) -> Result<(), FetchError> {
        let origin = url.origin().ascii_serialization();
        let now = Instant::now();
        if self.sites.get(&origin).is_none_or(|site| site.until <= now) {
            let rules = self.fetch_rules(url)?;
            if self.sites.len() >= MOST_SITES {
                self.sites.clear();
            }
            if let Some(delay) = rules.as_ref().ok().and_then(Robots::delay) {
                self.pace.slow(&site_of(url), delay, now);
            }
            let last = if rules.is_ok() { RULES_LAST } else { NO_RULES_LAST };
            self.sites.insert(origin.clone(), Site { rules, until: now + last });
        }
        match self.sites.get(&origin).map(|site| &site.rules) {
            Some(Ok(rules)) if !rules.allows(&path_of(url)) => Err(FetchError::Disallowed),
            Some(Err(why)) => Err(FetchError::RobotsUnreachable(why.clone())),
            _ => Ok(()),
        }
    }

    /// The rules of a site, or why they cannot be had. A site without the file has none; one that
    /// cannot be reached, or that is out of order, is to be left alone (RFC 9309, 2.3.1).
    ///
    /// # Errors
    /// Where the address itself is refused, or the user asked to stop.
    fn fetch_rules(&self, url: &Url) -> Result<Result<Robots, String>, FetchError> {
        let mut url = url.join("/robots.txt").map_err(|it| FetchError::Address(it.to_string()))?;
        let deadline = Instant::now() + self.options.limits.time;
        for _ in 0..=ROBOTS_REDIRECTS {
            if self.stop.is_asked() {
                return Err(FetchError::Stopped);
            }
            let fields = [("accept", "text/plain, */*;q=0.1")];
            let reply =
                match self.client.ask(&url, &fields, self.options.limits.body_bytes, deadline) {
                    Ok(reply) => reply,
                    Err(error @ (FetchError::NotPublic { .. } | FetchError::NoSuchHost(_))) => {
                        return Err(error);
                    }
                    Err(error) => return Ok(Err(error.to_string())),
                };
            match reply.status {
                301 | 302 | 303 | 307 | 308 => url = follow(&url, &reply)?,
                200..=299 => {
                    let cut = reply.body.len().min(READ_BYTES);
                    let file = reply.body.get(..cut).unwrap_or_default();
                    return Ok(Ok(Robots::parse(file, PRODUCT)));
                }
                429 | 500.. => return Ok(Err(format!("the site answered {}", reply.status))),
                _ => return Ok(Ok(Robots::allow_all())),
            }
        }
        Ok(Ok(Robots::allow_all()))
    }
}

/// Reads an address: only `http` and `https`, no user name or password, no fragment.
fn parse(address: &str) -> Result<Url, FetchError> {
    let url = Url::parse(address);
    check(url.map_err(|error| FetchError::Address(format!("{address}: {error}")))?)
}

fn check(mut url: Url) -> Result<Url, FetchError> {
    if !matches!(url.scheme(), "http" | "https") {
        let scheme = url.scheme();
        return Err(FetchError::Address(format!("{scheme}: is neither http nor https")));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(FetchError::Address("it holds a user name or password".to_owned()));
    }
    url.set_fragment(None);
    Ok(url)
}

/// Where a redirect leads.
fn follow(from: &Url, reply: &Reply) -> Result<Url, FetchError> {
    // Servers write bytes beyond ASCII here, against the standard.
    let location = reply.headers.get("location").map(|it| String::from_utf8_lossy(it.as_bytes()));
    let status = reply.status;
    let location = location.ok_or(FetchError::Status { status, retry_after: None })?;
    let joined = from.join(&location);
    check(joined.map_err(|error| FetchError::Address(format!("{location}: {error}")))?)
}

fn answer(url: &Url, reply: Reply) -> Answer {
    let field = |name| reply.header(name).map(str::to_owned);
    let validators = Validators { etag: field("etag"), modified: field("last-modified") };
    let media_type = field("content-type");
    Answer { url: url.to_string(), media_type, body: reply.body, validators }
}

/// A host with its port, as the pace knows it.
fn site_of(url: &Url) -> String {
    let port = url.port_or_known_default().unwrap_or(0);
    format!("{}:{port}", url.host_str().unwrap_or_default())
}

fn path_of(url: &Url) -> String {
    url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
}
