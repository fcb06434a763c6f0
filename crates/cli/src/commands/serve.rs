//! `tidings serve`: the workbench.

use anyhow::Context;
use tidings_server::{ServeOptions, page_is_built};

use crate::args::ServeArguments;
use crate::{Outcome, say};

/// Runs the command until it is interrupted.
pub fn run(arguments: &ServeArguments) -> anyhow::Result<Outcome> {
    let subscriber = tracing_subscriber::fmt().with_writer(std::io::stderr);
    subscriber.with_env_filter("warn").without_time().with_target(false).init();
    let mut options = ServeOptions::new(&arguments.file).at(arguments.address);
    options.hosts.clone_from(&arguments.hosts);
    let options = options.on_ready(|address| {
        say(&format!("workbench at http://{address}/ (Ctrl-C ends it)"));
        if !page_is_built() {
            say("the page was not built into this binary: run `make build` with Node present");
        }
    });
    let runtime = tokio::runtime::Runtime::new().context("threads cannot be started")?;
    runtime.block_on(tidings_server::serve(options))?;
    Ok(Outcome::Done)
}
