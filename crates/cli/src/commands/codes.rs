//! What each claim of a report is called in every codebook, as a Markdown table.

use std::io::Write;

use tidings_codebook::{ClaimCode, Codebook, codes};
use tidings_ontology::Ontology;
use tidings_types::Claim;

use crate::describe;

/// Writes a table of the claims, a row each in the order of the report.
pub fn print(out: &mut impl Write, claims: &[Claim]) -> anyhow::Result<()> {
    writeln!(
        out,
        "| told as | happening | where | ACLED | UCDP | PLOVER | CAMEO | IDMC | mine action |"
    )?;
    writeln!(out, "|---|---|---|---|---|---|---|---|---|")?;
    let mut sorted: Vec<&Claim> = claims.iter().collect();
    sorted.sort_by_key(|claim| claim.trigger.span.start);
    for claim in sorted {
        let codes = codes(claim, Ontology::embedded());
        let cell = |codebook: Codebook| {
            let code = codes.iter().find(|code| code.codebook == codebook);
            code.map_or_else(|| "–".to_owned(), told)
        };
        let cells = [
            format!("“{}”", claim.trigger.words),
            format!("{}, {}", claim.happening, claim.assertion.value.as_str()),
            describe::places(claim),
            cell(Codebook::Acled),
            cell(Codebook::Ucdp),
            cell(Codebook::Plover),
            cell(Codebook::Gdelt),
            cell(Codebook::Idmc),
            cell(Codebook::MineAction),
        ];
        let cells: Vec<String> = cells.iter().map(|cell| escaped(cell)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

/// Code and grade; in brackets where it may not be counted.
fn told(code: &ClaimCode) -> String {
    let words = format!("{}, {}", code.code, code.grade.as_str());
    if code.counts { words } else { format!("({words}; not counted)") }
}

fn escaped(cell: &str) -> String {
    cell.replace('|', "\\|").replace('\n', " ")
}
