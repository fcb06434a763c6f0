//! Strangers' addresses to documents. The only room that opens connections.
//!
//! A [`Fetcher`] asks as a guest does: it says who it is, obeys `robots.txt`, waits between two
//! requests to one host, and stays away when told to. It is wary as well: it connects to public
//! addresses alone, checked after the name was resolved and at every redirect, sends no cookies
//! and no credentials, uses no proxy, and bounds bytes, time and redirects of every answer.

mod address;
mod client;
mod error;
mod fetcher;
mod identity;
mod names;
mod options;
mod pace;
mod page;
pub mod plan;
mod robots;
mod stop;

pub use address::{Allow, is_public};
pub use error::FetchError;
pub use fetcher::{Answer, Fetcher, Validators, Want};
pub use identity::{absolute, identity};
pub use names::{Names, SystemNames};
pub use options::{Limits, Options, PRODUCT};
pub use pace::Pace;
pub use page::document;
pub use robots::Robots;
pub use stop::Stop;
