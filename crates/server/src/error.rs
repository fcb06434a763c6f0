//! Why the workbench could not be served.

use std::io;
use std::net::SocketAddr;

/// An error that ends the workbench, or keeps it from starting.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServerError {
    /// The situation file could not be opened.
    #[error(transparent)]
    Store(#[from] tidings_store::StoreError),
    /// The address is in use, not allowed or not of this machine.
    #[error("cannot listen at {address}: {source}")]
    Bind {
        /// The address asked for.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The connection to the network broke while serving.
    #[error("the workbench stopped: {0}")]
    Serve(#[source] io::Error),
}
