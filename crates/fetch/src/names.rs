//! Names to addresses, and the guard that stands behind them.

use std::fmt::Debug;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::{Arc, mpsc};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use crate::{Allow, FetchError};

/// How names become addresses.
pub trait Names: Debug + Send + Sync + 'static {
    /// The addresses of a host: a name or an address in brackets or digits.
    ///
    /// # Errors
    /// When the name cannot be looked up.
    fn look_up(&self, host: &str) -> std::io::Result<Vec<IpAddr>>;
}

/// The names of the system.
#[derive(Clone, Copy, Debug)]
pub struct SystemNames;

impl Names for SystemNames {
    fn look_up(&self, host: &str) -> std::io::Result<Vec<IpAddr>> {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        Ok((bare, 0).to_socket_addrs()?.map(|found| found.ip()).collect())
    }
}

/// Resolves names and lets through what may be connected to. The client connects to what comes
/// out of here and to nothing else, so that a name cannot change between check and connection.
#[derive(Debug)]
pub struct Guard {
    /// How names become addresses.
    pub names: Arc<dyn Names>,
    /// What beside the public internet is let through.
    pub allow: Allow,
}

impl Guard {
    fn permitted(&self, host: &str, found: &[IpAddr]) -> Result<Vec<IpAddr>, FetchError> {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let permitted: Vec<IpAddr> =
            found.iter().copied().filter(|address| self.allow.permits(bare, *address)).collect();
        match found.first() {
            None => Err(FetchError::NoSuchHost(host.to_owned())),
            Some(first) if permitted.is_empty() => {
                Err(FetchError::NotPublic { host: host.to_owned(), address: *first })
            }
            Some(_) => Ok(permitted),
        }
    }

    /// Looks a name up on a thread of its own: the system's look-up knows no limit of time.
    fn look_up(&self, host: &str, timeout: NextTimeout) -> Result<Vec<IpAddr>, ureq::Error> {
        let (sender, receiver) = mpsc::sync_channel(1);
        let (names, name) = (Arc::clone(&self.names), host.to_owned());
        std::thread::spawn(move || sender.send(names.look_up(&name)));
        match receiver.recv_timeout(*timeout.after) {
            Ok(Ok(found)) => Ok(found),
            Ok(Err(_)) => Err(other(FetchError::NoSuchHost(host.to_owned()))),
            Err(_) => Err(ureq::Error::Timeout(timeout.reason)),
        }
    }
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        _config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let host = uri.host().unwrap_or_default();
        let port =
            uri.port_u16().unwrap_or(if uri.scheme_str() == Some("https") { 443 } else { 80 });
        let found = self.look_up(host, timeout)?;
        let permitted = self.permitted(host, &found).map_err(other)?;
        let mut addresses = self.empty();
        for address in permitted.into_iter().take(MOST_ADDRESSES) {
            addresses.push(SocketAddr::new(address, port));
        }
        Ok(addresses)
    }
}

/// Most addresses of one host that are tried: the client's own limit.
const MOST_ADDRESSES: usize = 16;

fn other(error: FetchError) -> ureq::Error {
    ureq::Error::Other(Box::new(error))
}
