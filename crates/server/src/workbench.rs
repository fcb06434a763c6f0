//! The situation file behind the API.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use tidings_ontology::Ontology;
use tidings_store::Store;
use tower_http::compression::CompressionLayer;

use crate::guard::{self, AllowedHosts};
use crate::serve::Bound;
use crate::{ServerError, api, page};

/// A situation file ready to be served.
#[derive(Clone)]
pub struct Workbench {
    // One connection serves all: the workbench has one reader at a time, and SQLite's own locks
    // would gain nothing. `Store` is not `Sync`, hence the mutex.
    store: Arc<Mutex<Store>>,
    file: String,
    ontology: &'static Ontology,
}

impl Workbench {
    /// Opens the situation file read-only.
    ///
    /// # Errors
    /// When there is no such file, it is no situation file, or its version is not this program's.
    pub fn new(store: impl Into<PathBuf>) -> Result<Self, ServerError> {
        let path = store.into();
        let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let store = Store::open_read_only(&path)?;
        let ontology = Ontology::embedded();
        Ok(Self { store: Arc::new(Mutex::new(store)), file, ontology })
    }

    /// Takes the address; nothing is answered before [`Bound::run_until`]. `hosts` are further
    /// names of this machine that browsers may use.
    ///
    /// # Errors
    /// When the address cannot be bound.
    pub async fn bind(self, address: SocketAddr, hosts: Vec<String>) -> Result<Bound, ServerError> {
        Bound::new(self, address, hosts).await
    }

    pub(crate) fn router(self, hosts: AllowedHosts) -> Router {
        let routes = Router::new().nest("/api", api::routes(self)).fallback(page::asset);
        guard::around(routes.layer(CompressionLayer::new()), hosts)
    }

    pub(crate) fn file(&self) -> &str {
        &self.file
    }

    pub(crate) fn ontology(&self) -> &'static Ontology {
        self.ontology
    }

    /// Runs a reading of the store on a thread that may block.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        action: impl FnOnce(&Store) -> Result<T, api::ApiError> + Send + 'static,
    ) -> Result<T, api::ApiError> {
        let store = Arc::clone(&self.store);
        let run = move || {
            // A reader that panicked left nothing half-done: the connection only reads.
            let store = store.lock().unwrap_or_else(PoisonError::into_inner);
            action(&store)
        };
        match tokio::task::spawn_blocking(run).await {
            Ok(result) => result,
            Err(error) => Err(api::ApiError::internal(&error)),
        }
    }
}
