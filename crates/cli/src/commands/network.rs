//! What the commands that go to the network share: options and being asked to stop.

use std::time::Duration;

use anyhow::Context;
use tidings_fetch::{FetchError, Options, Stop};
use tidings_types::{Diagnostic, Severity, Stage};

use crate::args::NetworkArguments;
use crate::say;

/// The options that the arguments ask for.
pub fn options(arguments: &NetworkArguments) -> anyhow::Result<Options> {
    let mut options = Options::default();
    for text in &arguments.allow {
        options.allow.add(text).map_err(|error| anyhow::anyhow!("--allow {error}"))?;
    }
    if let Some(contact) = &arguments.contact {
        let plain = contact.chars().all(|it| it == ' ' || it.is_ascii_graphic());
        anyhow::ensure!(plain, "--contact: only ASCII letters, digits and signs");
        options.user_agent = format!("{} {contact}", options.user_agent);
    }
    options.delay = Duration::from_secs(arguments.delay.into());
    options.limits.time = Duration::from_secs(arguments.time_limit.into());
    options.limits.body_bytes = arguments.size_limit.unwrap_or(options.limits.body_bytes);
    Ok(options)
}

/// Why an address gave nothing, as a diagnostic.
pub fn not_fetched(address: &str, error: &FetchError) -> Diagnostic {
    let (stage, severity) = (Stage::Ingest, Severity::Skipped);
    Diagnostic::new(stage, severity, "not-fetched", address, error.to_string())
}

/// Asks `stop` at the first ctrl-c or request to end, and ends the program at the second: every
/// write is one transaction, so nothing is left half done.
pub fn stop_on_signal(stop: &Stop) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.context("signals cannot be received")?;
    let mut signals = {
        // From here on a signal is ours, not only once the thread runs.
        let _inside = runtime.enter();
        Signals::new().context("signals cannot be received")?
    };
    let stop = stop.clone();
    std::thread::spawn(move || {
        runtime.block_on(async {
            signals.next().await;
            say("tidings: stopping after the article in hand; once more to stop at once");
            stop.ask();
            signals.next().await;
            std::process::exit(130);
        });
    });
    Ok(())
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    end: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        let (interrupt, end) = (SignalKind::interrupt(), SignalKind::terminate());
        Ok(Self { interrupt: signal(interrupt)?, end: signal(end)? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.end.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    #[expect(clippy::unnecessary_wraps, reason = "as on other systems")]
    fn new() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}
