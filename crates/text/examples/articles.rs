//! Prints what is read of HTML files, for looking at.
//!
//! `cargo run -p tidings-text --example articles -- [--sentences] FILE…`

use tidings_types::{Document, MediaType};

#[expect(clippy::print_stdout, reason = "a tool that shows reports")]
fn main() -> std::io::Result<()> {
    let mut paths: Vec<String> = std::env::args().skip(1).collect();
    let by_sentence = paths.first().is_some_and(|word| word == "--sentences");
    for path in paths.drain(usize::from(by_sentence)..) {
        let document = Document::new(std::fs::read(&path)?, MediaType::Unknown, path.as_str());
        let (report, diagnostics) = tidings_text::read(&document);
        println!("=== {path}");
        for diagnostic in diagnostics {
            println!("{:?} {}", diagnostic.severity, diagnostic.message);
        }
        let Some(report) = report else { continue };
        let published = report.published.as_ref().map(|p| format!("{} {:?}", p.date, p.basis));
        println!(
            "{published:?} | {:?} | {:?} | {:?}",
            report.language.code, report.site, report.byline
        );
        for sentence in report.sentences.iter().filter(|_| by_sentence) {
            println!("| {}", report.words(sentence.span));
        }
        for block in report.blocks.iter().filter(|_| !by_sentence) {
            println!("{:?}: {}", block.kind, report.words(block.span));
        }
    }
    Ok(())
}
