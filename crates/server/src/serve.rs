//! Listening, serving and stopping.

use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use tokio::net::TcpListener;

use crate::guard::AllowedHosts;
use crate::{ServerError, Workbench};

/// The port of the workbench where none is asked for.
pub const DEFAULT_PORT: u16 = 7878;

/// What to serve, and where.
pub struct ServeOptions {
    /// The situation file; it must exist.
    pub store: PathBuf,
    /// Where to listen. Port 0 takes any free port.
    pub address: SocketAddr,
    /// Names of this machine, without port, under which browsers may ask for the page beside the
    /// loopback names and the address itself. Needed only behind a name on a network.
    pub hosts: Vec<String>,
    /// Called once with the address that was bound, before the first request is answered.
    pub on_ready: Option<Box<dyn FnOnce(SocketAddr) + Send>>,
}

impl ServeOptions {
    /// Serves this situation file on loopback, port [`DEFAULT_PORT`]: nobody but the users of this
    /// machine can reach it.
    pub fn new(store: impl Into<PathBuf>) -> Self {
        Self {
            store: store.into(),
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, DEFAULT_PORT)),
            hosts: Vec::new(),
            on_ready: None,
        }
    }

    /// Listens at this address instead.
    #[must_use]
    pub fn at(mut self, address: SocketAddr) -> Self {
        self.address = address;
        self
    }

    /// Calls `action` with the address once it is bound.
    #[must_use]
    pub fn on_ready(mut self, action: impl FnOnce(SocketAddr) + Send + 'static) -> Self {
        self.on_ready = Some(Box::new(action));
        self
    }
}

/// Serves the workbench until Ctrl-C; requests under way are answered first.
///
/// # Errors
/// When the situation file cannot be opened, the address cannot be bound, or the network breaks.
pub async fn serve(options: ServeOptions) -> Result<(), ServerError> {
    let ServeOptions { store, address, hosts, on_ready } = options;
    let bound = Workbench::new(store)?.bind(address, hosts).await?;
    if let Some(ready) = on_ready {
        ready(bound.address());
    }
    bound.run_until(interrupted()).await
}

async fn interrupted() {
    if let Err(error) = tokio::signal::ctrl_c().await {
        // Without the signal the server can still be ended by ending the process.
        tracing::warn!(%error, "cannot listen for ctrl-c");
        std::future::pending::<()>().await;
    }
}

/// A workbench that holds its address but does not answer yet.
pub struct Bound {
    workbench: Workbench,
    listener: TcpListener,
    address: SocketAddr,
    hosts: AllowedHosts,
}

impl Bound {
    pub(crate) async fn new(
        workbench: Workbench,
        address: SocketAddr,
        names: Vec<String>,
    ) -> Result<Self, ServerError> {
        let fail = |source| ServerError::Bind { address, source };
        let listener = TcpListener::bind(address).await.map_err(fail)?;
        let address = listener.local_addr().map_err(fail)?;
        if !address.ip().is_loopback() {
            tracing::warn!(%address, "the workbench can be reached from other machines");
        }
        Ok(Self { workbench, listener, address, hosts: AllowedHosts::new(address.ip(), names) })
    }

    /// The address, with the port that was taken.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `stop` is done, then lets requests under way finish.
    ///
    /// # Errors
    /// When the network breaks.
    pub async fn run_until(
        self,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServerError> {
        let router = self.workbench.router(self.hosts);
        axum::serve(self.listener, router)
            .with_graceful_shutdown(stop)
            .await
            .map_err(ServerError::Serve)
    }
}
