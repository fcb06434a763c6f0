//! Why an address gave nothing.

use std::net::IpAddr;
use std::time::Duration;

/// Why an address gave nothing, in words for people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The text is no address that is fetched.
    #[error("not an address that is fetched: {0}")]
    Address(String),
    /// The host is not part of the public internet.
    #[error(
        "refused: {host} leads to {address}, which is not on the public internet (--allow {address} permits it)"
    )]
    NotPublic {
        /// The host as named in the address.
        host: String,
        /// The first address that it was resolved to.
        address: IpAddr,
    },
    /// The site's `robots.txt` asks to stay away.
    #[error("the site asks robots to stay away (robots.txt)")]
    Disallowed,
    /// The site's `robots.txt` cannot be had: the standard then asks to stay away.
    #[error("robots.txt cannot be had ({0}); nothing is fetched without it")]
    RobotsUnreachable(String),
    /// Too many redirects.
    #[error("more than {0} redirects")]
    Redirects(u32),
    /// The answer is larger than the limit.
    #[error("larger than {0} bytes, the limit after decompression")]
    TooLarge(u64),
    /// The answer took too long altogether.
    #[error("not done within {} seconds, the limit for one address", .0.as_secs_f32())]
    TooSlow(Duration),
    /// Nothing came for too long.
    #[error("nothing came for {} seconds", .0.as_secs_f32())]
    Stalled(Duration),
    /// The name leads nowhere.
    #[error("no such host: {0}")]
    NoSuchHost(String),
    /// The site said something else than yes.
    #[error("the site answered {status}")]
    Status {
        /// The HTTP status.
        status: u16,
        /// How long the site asked to be left alone.
        retry_after: Option<Duration>,
    },
    /// The site is left alone, since it asked for it.
    #[error("the site asked to be left alone for {} seconds more", .0.as_secs())]
    LeftAlone(Duration),
    /// The answer is of a kind that is not read here.
    #[error("{0:?} is not read here")]
    Kind(String),
    /// The answer is packed in a way that was not asked for.
    #[error("packed as {0:?}, which was not asked for")]
    Encoding(String),
    /// Anything else that breaks a connection.
    #[error("{0}")]
    Broken(String),
    /// The user asked to stop.
    #[error("stopped")]
    Stopped,
}

impl FetchError {
    /// Whether asking again later may help.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::RobotsUnreachable(_)
            | Self::TooSlow(_)
            | Self::Stalled(_)
            | Self::NoSuchHost(_)
            | Self::LeftAlone(_)
            | Self::Broken(_)
            | Self::Stopped => true,
            Self::Status { status, .. } => matches!(status, 408 | 425 | 429 | 500..),
            _ => false,
        }
    }

    /// How long the site asked to be left alone, if it did.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Status { retry_after, .. } => *retry_after,
            Self::LeftAlone(left) => Some(*left),
            _ => None,
        }
    }
}
