//! How a fetcher behaves.

use std::time::Duration;

use crate::Allow;

/// The name by which `robots.txt` files may speak to us.
pub const PRODUCT: &str = "Tidings";

/// How a fetcher behaves; the default is meant for news sites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// What the fetcher calls itself. It opens with [`PRODUCT`].
    pub user_agent: String,
    /// Bounds on every answer.
    pub limits: Limits,
    /// What beside the public internet may be asked.
    pub allow: Allow,
    /// Least time between two requests to one host.
    pub delay: Duration,
}

impl Default for Options {
    /// Five seconds between requests to one host: what careful crawlers keep, and fast enough for
    /// a feed of fifty items in five minutes.
    fn default() -> Self {
        Self {
            user_agent: format!("{PRODUCT}/{} (news reader)", env!("CARGO_PKG_VERSION")),
            limits: Limits::default(),
            allow: Allow::nothing(),
            delay: Duration::from_secs(5),
        }
    }
}

/// Bounds on every answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest body in bytes, before and after decompression.
    pub body_bytes: u64,
    /// Longest time for one address, redirects and body included.
    pub time: Duration,
    /// Longest time in which nothing comes.
    pub stall: Duration,
    /// Most redirects followed.
    pub redirects: u32,
}

impl Default for Limits {
    /// 32 MiB: fifty times the largest of 421 news pages seen, and room for the largest sitemap
    /// that its standard suggests to be packed. A minute altogether; twenty seconds of silence. Ten redirects,
    /// as browsers' fetch standard has twenty and robots.txt's five.
    fn default() -> Self {
        Self {
            body_bytes: 32 << 20,
            time: Duration::from_secs(60),
            stall: Duration::from_secs(20),
            redirects: 10,
        }
    }
}
