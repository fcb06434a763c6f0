//! WACZ 1.1 (Webrecorder): a zip of WARCs with an index beside them.
//!
//! The archives under `archive/` are read in the order of the zip's directory, each as a stream;
//! indexes and page lists are not needed.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use flate2::read::{DeflateDecoder, MultiGzDecoder};
use rawzip::{CompressionMethod, RECOMMENDED_BUFFER_SIZE, ZipArchive};

use crate::{Documents, Found, Limits, skipped, warc};

/// Most files of one zip that are looked at; crawls have a few dozen.
const MAX_ENTRIES: usize = 10_000;

/// The pages of all WARCs in the zip at `path`, each named `origin!member#record`.
pub fn documents(path: &Path, origin: &str, limits: Limits) -> Documents {
    match members(path) {
        Ok(members) if members.is_empty() => {
            let message = "no WARC under archive/ in this zip";
            one(Err(skipped("broken-archive", origin, message)))
        }
        Ok(members) => {
            let (path, origin) = (path.to_owned(), origin.to_owned());
            Box::new(members.into_iter().flat_map(move |member| {
                let name = format!("{origin}!{}", member.name);
                pages(&path, &member, name, limits)
            }))
        }
        Err(message) => one(Err(skipped("broken-archive", origin, message))),
    }
}

/// A WARC in the zip: where its bytes stand in the file.
struct Member {
    name: String,
    start: u64,
    end: u64,
    method: CompressionMethod,
}

fn members(path: &Path) -> Result<Vec<Member>, String> {
    let file = File::open(path).map_err(|error| format!("cannot be read: {error}"))?;
    let broken = |error: rawzip::Error| format!("not a whole zip: {error}");
    let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
    let archive = ZipArchive::from_file(file, &mut buffer).map_err(broken)?;
    let mut entries = archive.entries(&mut buffer);
    let mut members = Vec::new();
    let mut seen = 0;
    while let Some(entry) = entries.next_entry().map_err(broken)? {
        seen += 1;
        if seen > MAX_ENTRIES {
            return Err(format!("more than {MAX_ENTRIES} files in this zip"));
        }
        let name = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
        let lower = name.to_lowercase();
        if lower.starts_with("archive/")
            && (lower.ends_with(".warc") || lower.ends_with(".warc.gz"))
        {
            let (start, end) =
                archive.get_entry(entry.wayfinder()).map_err(broken)?.compressed_data_range();
            // The same bytes under many names are the trick of a zip bomb.
            if members.iter().any(|member: &Member| member.start == start) {
                continue;
            }
            members.push(Member { name, start, end, method: entry.compression_method() });
        }
    }
    Ok(members)
}

fn pages(path: &Path, member: &Member, name: String, limits: Limits) -> Documents {
    match open(path, member) {
        Ok(input) => warc::documents(BufReader::new(input), name, limits),
        Err(message) => one(Err(skipped("broken-archive", &name, message))),
    }
}

fn open(path: &Path, member: &Member) -> Result<Box<dyn Read + Send>, String> {
    let told = |error: std::io::Error| format!("cannot be read: {error}");
    let mut file = File::open(path).map_err(told)?;
    file.seek(SeekFrom::Start(member.start)).map_err(told)?;
    let bytes = file.take(member.end.saturating_sub(member.start));
    let plain: Box<dyn Read + Send> = match member.method {
        CompressionMethod::STORE => Box::new(bytes),
        CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(bytes)),
        _ => return Err("packed in a way that is not known here".to_owned()),
    };
    let gzip = member.name.to_lowercase().ends_with(".gz");
    Ok(if gzip { Box::new(MultiGzDecoder::new(plain)) } else { plain })
}

fn one(found: Found) -> Documents {
    Box::new(std::iter::once(found))
}
