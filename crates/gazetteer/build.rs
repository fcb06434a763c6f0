//! Unpacks the embedded gazetteer for `include_bytes!`.

use std::{env, error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let source = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("data/world.pack.zst");
    let target = PathBuf::from(env::var("OUT_DIR")?).join("world.pack");
    println!("cargo::rerun-if-changed=data/world.pack.zst");
    // Without the file (while it is being rebuilt) the embedded gazetteer is empty and says so.
    let pack = match fs::read(&source) {
        Ok(packed) => zstd::decode_all(packed.as_slice())?,
        Err(_) => Vec::new(),
    };
    fs::write(target, pack)?;
    Ok(())
}
