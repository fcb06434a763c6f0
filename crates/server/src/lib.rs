//! The workbench over HTTP: a read-only JSON API and the page that shows it.
//!
//! ```no_run
//! # async fn example() -> Result<(), tidings_server::ServerError> {
//! use tidings_server::{ServeOptions, serve};
//!
//! let options = ServeOptions::new("situation.db")
//!     .on_ready(|address| eprintln!("workbench at http://{address}/"));
//! serve(options).await
//! # }
//! ```
//!
//! The workbench only reads: the situation file is opened read-only and every method but GET and
//! HEAD is refused. `docs/workbench.md` tells the addresses and the security stance.

mod api;
mod error;
mod excerpt;
mod guard;
mod page;
mod serve;
mod workbench;

pub use error::ServerError;
pub use page::page_is_built;
pub use serve::{Bound, DEFAULT_PORT, ServeOptions, serve};
pub use workbench::Workbench;
