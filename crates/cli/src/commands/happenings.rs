//! `tidings happenings`: what is told apart, and what it is called elsewhere.

use std::fs;
use std::io::Write;

use anyhow::{Context, bail};
use tidings_ontology::{Ontology, index, page};
use tidings_types::HappeningId;

use crate::args::HappeningsArguments;
use crate::table::{Table, shorten};
use crate::{Outcome, say};

/// Longest piece of a definition in the list, in characters.
const DEFINITION_WIDTH: usize = 70;

/// Runs the command.
pub fn run(arguments: &HappeningsArguments) -> anyhow::Result<Outcome> {
    let ontology = Ontology::embedded();
    let mut out = std::io::stdout().lock();
    if let Some(folder) = &arguments.into {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        let write = |name: &str, text: String| {
            let path = folder.join(format!("{name}.md"));
            fs::write(&path, text).with_context(|| path.display().to_string())
        };
        write("README", index(ontology))?;
        for happening in ontology.happenings() {
            write(happening.id.as_str(), page(happening, ontology))?;
        }
        say(&format!("{} pages in {}", ontology.happenings().len() + 1, folder.display()));
    } else if let Some(id) = &arguments.id {
        let Some(happening) = ontology.get(&HappeningId::from(id.as_str())) else {
            bail!("no happening is called {id}: `tidings happenings` lists all");
        };
        write!(out, "{}", page(happening, ontology))?;
    } else {
        let mut table = Table::new(&["happening", "family", "meaning"]);
        for happening in ontology.happenings() {
            table.row(vec![
                happening.id.to_string(),
                happening.family.clone(),
                shorten(&happening.definition, DEFINITION_WIDTH),
            ]);
        }
        table.write(&mut out)?;
    }
    Ok(Outcome::Done)
}
