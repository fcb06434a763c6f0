//! Prints the PLOVER type of every trigger of the sentences given one per line on standard input:
//! tab-separated line number, type, happening, assertion, confidence, trigger, actors, targets, places.

#[path = "../tests/common/mod.rs"]
mod common;

use std::io::{BufRead, Write};

use tidings_ontology::{Circumstance, Ontology};
use tidings_reader::{PatternReader, Reader};
use tidings_types::Role;

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let reader = PatternReader::embedded();
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let report = common::report(&[line?]);
        for sentence in reader.read(&report, &[]).sentences {
            for (index, trigger) in sentence.triggers.iter().enumerate() {
                let role = |role: Role| {
                    let linked = sentence
                        .links
                        .iter()
                        .filter(|link| link.trigger as usize == index && link.role == role);
                    let words = linked
                        .map(|link| report.words(sentence.entities[link.entity as usize].span));
                    words.collect::<Vec<_>>().join("; ")
                };
                let words = report.words(trigger.span);
                let known = Circumstance {
                    trigger: words,
                    assertion: Some(trigger.assertion),
                    ..Circumstance::default()
                };
                let happening = Ontology::embedded().get(&trigger.happening);
                let plover = happening.and_then(|known| known.codes.plover.as_ref());
                let code = plover.map_or("-", |code| code.choose(&known).0);
                writeln!(
                    out,
                    "{number}\t{code}\t{}\t{}\t{:.2}\t{words}\t{}\t{}\t{}",
                    trigger.happening,
                    trigger.assertion.as_str(),
                    trigger.confidence,
                    role(Role::Actor),
                    role(Role::Target),
                    role(Role::Place),
                )?;
            }
        }
    }
    Ok(())
}
