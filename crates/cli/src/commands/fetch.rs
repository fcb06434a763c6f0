//! `tidings fetch`: pages at addresses to claims, told or kept.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tidings_fetch::{FetchError, Fetcher, Stop, Validators, Want};
use tidings_types::Document;

use super::{intake, network};
use crate::Outcome;
use crate::args::FetchArguments;

/// Runs the command.
pub fn run(arguments: &FetchArguments) -> anyhow::Result<Outcome> {
    let stop = Stop::new();
    let mut fetcher = Fetcher::new(network::options(&arguments.network)?, stop.clone());
    network::stop_on_signal(&stop)?;
    let documents = arguments
        .urls
        .iter()
        .take_while(|_| !stop.is_asked())
        .map(|url| page(&mut fetcher, url).map_err(|error| network::not_fetched(url, &error)));
    let progress = intake::progress(|| arguments.urls.len() as u64);
    intake::run(&arguments.intake, documents, progress)
}

/// The page at an address, fetched today.
pub fn page(fetcher: &mut Fetcher, url: &str) -> Result<Document, FetchError> {
    let answer = fetcher.visit(url, Want::Page, &Validators::default())?;
    let answer = answer.ok_or(FetchError::Status { status: 304, retry_after: None })?;
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    tidings_fetch::document(answer, url, today)
}
