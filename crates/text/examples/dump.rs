//! Reads many pages and prints each report as one JSON line, or times them.
//!
//! `cargo run -p tidings-text --example dump -- LIST [--time ROUNDS]`; `LIST` holds lines `id TAB file TAB url`.

use std::io::{Read, Write};
use std::time::Instant;

use tidings_types::{Document, MediaType};

#[expect(clippy::print_stderr, reason = "a tool that tells its figures")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let list = std::fs::read_to_string(std::env::args().nth(1).ok_or("give a list")?)?;
    let rounds: usize = std::env::args().nth(3).map_or(Ok(0), |rounds| rounds.parse())?;
    let mut documents = Vec::new();
    for line in list.lines() {
        let mut fields = line.split('\t');
        let (Some(id), Some(file)) = (fields.next(), fields.next()) else { continue };
        let bytes = std::fs::read(file)?;
        let bytes = if bytes.starts_with(&[0x1f, 0x8b]) {
            let mut plain = Vec::new();
            flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut plain)?;
            plain
        } else {
            bytes
        };
        let mut document = Document::new(bytes, MediaType::Html, id);
        document.url = fields.next().filter(|url| !url.is_empty()).map(str::to_owned);
        documents.push(document);
    }
    if rounds > 0 {
        for _ in 0..rounds {
            let start = Instant::now();
            for document in &documents {
                std::hint::black_box(tidings_text::read(document));
            }
            eprintln!("{:.1} pages/s", documents.len() as f64 / start.elapsed().as_secs_f64());
        }
        return Ok(());
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for document in &documents {
        let (report, told) = tidings_text::read(document);
        let report = report.map(|report| {
            let blocks: Vec<_> = report
                .blocks
                .iter()
                .map(|block| (format!("{:?}", block.kind), report.words(block.span).to_owned()))
                .collect();
            serde_json::json!({"title": report.title, "site": report.site, "byline": report.byline,
                "url": report.url, "language": report.language, "published": report.published,
                "sentences": report.sentences, "blocks": blocks})
        });
        let told: Vec<_> = told.iter().map(|told| told.code.clone()).collect();
        writeln!(
            out,
            "{}",
            serde_json::json!({"id": document.origin, "report": report, "told": told})
        )?;
    }
    Ok(())
}
