//! One request and its answer: nothing is followed, nothing remembered.

use std::io::Read;
use std::sync::Arc;
use std::time::{Duration, Instant};

use flate2::read::MultiGzDecoder;
use ureq::Agent;
use ureq::config::{AutoHeaderValue, Config};
use ureq::http::HeaderMap;
use ureq::unversioned::transport::{Connector, RustlsConnector, TcpConnector};
use url::Url;

use crate::names::{Guard, Names};
use crate::{FetchError, Limits, Options};

/// Largest header of an answer in bytes; browsers and servers bound it at 8 to 64 KiB.
const HEADER_BYTES: usize = 64 << 10;

/// An HTTP client that connects only to what the guard lets through.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    limits: Limits,
}

/// An answer as it came.
#[derive(Debug)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Header fields.
    pub headers: HeaderMap,
    /// The body, unpacked; empty for redirects and refusals.
    pub body: Vec<u8>,
}

impl Reply {
    /// A header field as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

impl Client {
    /// A client of these options. Roots of trust are Mozilla's, carried in the binary.
    pub fn new(options: &Options, names: Arc<dyn Names>) -> Self {
        let config = Config::builder()
            .user_agent(AutoHeaderValue::Provided(Arc::new(options.user_agent.clone())))
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .max_response_header_size(HEADER_BYTES)
            .timeout_per_read(Some(options.limits.stall))
            .timeout_per_write(Some(options.limits.stall))
            .timeout_connect(Some(options.limits.stall))
            .build();
        let connector = ().chain(TcpConnector::default()).chain(RustlsConnector::default());
        let guard = Guard { names, allow: options.allow.clone() };
        Self { agent: Agent::with_parts(config, connector, guard), limits: options.limits }
    }

    /// Asks once. The body of a success is read, of at most `most` bytes before and after
    /// unpacking.
    pub fn ask(
        &self,
        url: &Url,
        fields: &[(&str, &str)],
        most: u64,
        deadline: Instant,
    ) -> Result<Reply, FetchError> {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(FetchError::TooSlow(self.limits.time));
        }
        let mut request = self.agent.get(url.as_str()).config().timeout_global(Some(left)).build();
        for (name, value) in fields {
            request = request.header(*name, *value);
        }
        let response = request.header("accept-encoding", "gzip").call();
        let (parts, body) = response.map_err(|error| self.told(error))?.into_parts();
        let mut reply =
            Reply { status: parts.status.as_u16(), headers: parts.headers, body: Vec::new() };
        if parts.status.is_success() {
            reply.body = self.read(&reply, body.into_reader(), most)?;
        }
        Ok(reply)
    }

    fn read(&self, reply: &Reply, body: impl Read, most: u64) -> Result<Vec<u8>, FetchError> {
        let stated = reply.header("content-length").and_then(|length| length.parse::<u64>().ok());
        if stated.is_some_and(|stated| stated > most) {
            return Err(FetchError::TooLarge(most));
        }
        // Packed bytes are bounded too: some unpack to nothing.
        let packed = body.take(most + 1);
        let encoding = reply.header("content-encoding").unwrap_or("identity").trim().to_lowercase();
        match encoding.as_str() {
            "identity" | "" => self.read_all(packed, most),
            "gzip" | "x-gzip" => self.read_all(MultiGzDecoder::new(packed), most),
            _ => Err(FetchError::Encoding(encoding)),
        }
    }

    fn read_all(&self, body: impl Read, most: u64) -> Result<Vec<u8>, FetchError> {
        let mut bytes = Vec::new();
        let read = body.take(most + 1).read_to_end(&mut bytes);
        read.map_err(|error| match error.downcast::<ureq::Error>() {
            Ok(error) => self.told(error),
            Err(error) => broken(&error),
        })?;
        if bytes.len() as u64 > most {
            return Err(FetchError::TooLarge(most));
        }
        Ok(bytes)
    }

    fn told(&self, error: ureq::Error) -> FetchError {
        match error {
            ureq::Error::Timeout(
                ureq::Timeout::PerRead | ureq::Timeout::PerWrite | ureq::Timeout::Connect,
            ) => FetchError::Stalled(self.limits.stall),
            ureq::Error::Timeout(_) => FetchError::TooSlow(self.limits.time),
            ureq::Error::Other(cause) => match cause.downcast::<FetchError>() {
                Ok(error) => *error,
                Err(cause) => FetchError::Broken(cause.to_string()),
            },
            ureq::Error::Io(error) => match error.downcast::<ureq::Error>() {
                Ok(error) => self.told(error),
                // What TLS cannot make sense of comes in this kind.
                Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {
                    FetchError::Broken(format!("no safe connection: {error}"))
                }
                Err(error) => broken(&error),
            },
            ureq::Error::Rustls(error) => {
                FetchError::Broken(format!("no safe connection: {error}"))
            }
            error => FetchError::Broken(error.to_string()),
        }
    }
}

fn broken(error: &std::io::Error) -> FetchError {
    FetchError::Broken(format!("the connection broke: {error}"))
}

/// How long `Retry-After` asks to wait: seconds, or a date.
pub fn retry_after(reply: &Reply, now: jiff::Timestamp) -> Option<Duration> {
    let text = reply.header("retry-after")?.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let parser = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true);
    let until = parser.parse_timestamp(text).ok()?;
    Some(Duration::try_from(until.duration_since(now)).unwrap_or_default())
}
