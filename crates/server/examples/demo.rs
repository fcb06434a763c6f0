//! Serves a small invented situation, or a situation file, for work on the page:
//!
//! ```text
//! cargo run -p tidings-server --example demo [ADDRESS [FILE.db]]
//! ```

#[expect(clippy::unwrap_used, clippy::panic, reason = "the situation is data known to be right")]
#[path = "../tests/common/mod.rs"]
mod common;

use std::net::SocketAddr;
use std::path::PathBuf;

use tidings_server::{DEFAULT_PORT, ServeOptions, ServerError, serve};

#[tokio::main]
#[expect(clippy::print_stdout, clippy::expect_used, reason = "an example talks to its caller")]
async fn main() -> Result<(), ServerError> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().unwrap_or_else(|| format!("127.0.0.1:{DEFAULT_PORT}"));
    let address: SocketAddr = address.parse().expect("an address such as 127.0.0.1:0");
    let folder = tempfile::tempdir().expect("a folder for the situation file");
    let file = arguments.next().map_or_else(
        || {
            let file = folder.path().join("demo.db");
            common::write(&file);
            file
        },
        PathBuf::from,
    );
    let ready = |address| println!("workbench at http://{address}/");
    serve(ServeOptions::new(file).at(address).on_ready(ready)).await
}
