//! Points the embedding at the built page, or at an empty folder where there is none, so that the
//! crate compiles on a machine without Node.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let built = here.join("../../web/dist");
    let page = if built.join("index.html").is_file() { built.clone() } else { empty_folder()? };
    println!("cargo::rustc-env=TIDINGS_PAGE={}", page.display());
    watch(&built);
    Ok(())
}

fn empty_folder() -> io::Result<PathBuf> {
    let folder = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("no-page");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// The page is embedded again when it is built again. Where it is missing its folder is watched
/// too: cargo then runs this script every time, which costs nothing.
fn watch(built: &Path) {
    println!("cargo::rerun-if-changed={}", built.join("index.html").display());
    println!("cargo::rerun-if-changed={}", built.display());
    println!("cargo::rerun-if-changed=build.rs");
}
