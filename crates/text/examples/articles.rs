//! Prints what is read of HTML files, for looking at.
//!
//! `cargo run -p tidings-text --example articles -- FILE.html…`

use tidings_types::{Document, MediaType};

#[expect(clippy::print_stdout, reason = "a tool that shows reports")]
fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
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
        for block in &report.blocks {
            println!("{:?}: {}", block.kind, report.words(block.span));
        }
    }
    Ok(())
}
