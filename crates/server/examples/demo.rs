//! Serves a small invented situation, for work on the page:
//!
//! ```text
//! cargo run -p tidings-server --example demo [ADDRESS]
//! ```

#[expect(clippy::unwrap_used, clippy::panic, reason = "the situation is data known to be right")]
#[path = "../tests/common/mod.rs"]
mod common;

use std::net::SocketAddr;

use tidings_server::{DEFAULT_PORT, ServeOptions, ServerError, serve};

#[tokio::main]
#[expect(clippy::print_stdout, clippy::expect_used, reason = "an example talks to its caller")]
async fn main() -> Result<(), ServerError> {
    let fallback = format!("127.0.0.1:{DEFAULT_PORT}");
    let address: SocketAddr = std::env::args()
        .nth(1)
        .unwrap_or(fallback)
        .parse()
        .expect("an address such as 127.0.0.1:0");
    let folder = tempfile::tempdir().expect("a folder for the situation file");
    let file = folder.path().join("demo.db");
    common::write(&file);
    let ready = |address| println!("workbench at http://{address}/");
    serve(ServeOptions::new(file).at(address).on_ready(ready)).await
}
