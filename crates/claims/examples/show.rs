use tidings_types::*;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let published = std::env::args().nth(2).and_then(|d| d.parse().ok());
    let bytes = std::fs::read(&path).unwrap();
    let media = if path.ends_with("html") { MediaType::Html } else { MediaType::Plain };
    let mut document = Document::new(bytes, media, path);
    document.published = published;
    let (report, diagnostics) = tidings_text::read(&document);
    for d in diagnostics {
        println!("! {d}");
    }
    let report = report.unwrap();
    let ontology = tidings_ontology::Ontology::embedded();
    let gazetteer = tidings_gazetteer::Gazetteer::embedded().unwrap();
    let assembler = tidings_claims::Assembler::new(ontology);
    let mut hints = assembler.hints(&report);
    hints.extend(gazetteer.find(&report));
    hints.sort_by_key(|h| (h.span.start, h.span.end));
    use tidings_reader::Reader;
    let reader = tidings_reader::PatternReader::embedded();
    let marks = reader.read(&report, &hints);
    let toponyms = gazetteer.resolve(&report, &marks);
    for m in &marks.sentences {
        let s = &report.sentences[m.sentence as usize];
        println!("\n# {}", report.words(s.span));
        for e in &m.entities {
            print!(" {:?}:{}", e.kind, report.words(e.span));
        }
        println!();
        for (i, t) in m.triggers.iter().enumerate() {
            print!("  > {} [{}] {:?}", report.words(t.span), t.happening, t.assertion);
            for l in m.links.iter().filter(|l| l.trigger as usize == i) {
                print!("  {:?}={}", l.role, report.words(m.entities[l.entity as usize].span));
            }
            println!();
        }
    }
    println!("\n==== claims, published {:?}", report.published);
    for t in &toponyms {
        println!(
            "   {} -> {:?}",
            t.mention.words,
            t.place().map(|p| (&p.name, p.country, p.class, &p.admin1, &p.admin2))
        );
    }
    let (claims, _) = assembler.assemble(&report, &marks, &toponyms, &gazetteer);
    for c in &claims {
        println!(
            "* {} '{}' {} conf {:.2} repeats {:?}",
            c.happening,
            c.trigger.words,
            c.assertion.value.as_str(),
            c.confidence,
            c.repeats.iter().map(|r| r.words.as_str()).collect::<Vec<_>>()
        );
        for (n, ps) in [("actor", &c.actors), ("target", &c.targets)] {
            for p in ps {
                println!(
                    "     {n}: '{}' -> {} {:?} {} {:?}",
                    p.mention.words,
                    p.name,
                    p.actor,
                    p.kind.as_str(),
                    p.country
                );
            }
        }
        for p in &c.places {
            println!(
                "     place {:?}: '{}' -> {:?} {} {}",
                p.role,
                p.mention.words,
                p.place.as_ref().map(|p| &p.name),
                p.precision.as_str(),
                match &p.shape {
                    Shape::Stretch { covers, .. } => format!(
                        "covers {:?}",
                        covers.iter().map(|p| p.name.as_str()).collect::<Vec<_>>()
                    ),
                    s => format!("{s:?}"),
                }
            );
        }
        if c.time.mention.is_some() || c.time.start.is_some() {
            println!(
                "     time: {:?} {:?}..{:?} {} {:?}",
                c.time.mention.as_ref().map(|m| &m.words),
                c.time.start,
                c.time.end,
                c.time.precision.as_str(),
                c.time.basis
            );
        }
        for q in &c.quantities {
            println!(
                "     {} {:?}/{:?}/{:?} {:?} {:?} of {:?} {:?} part {} '{}'",
                q.kind,
                q.low,
                q.best,
                q.high,
                q.qualifier,
                q.unit,
                q.of.as_ref().map(|m| &m.words),
                q.counting,
                q.part,
                q.mention.words
            );
        }
        for m in &c.means {
            println!("     means {} '{}'", m.class, m.mention.words);
        }
        if let Some(a) = &c.attribution {
            println!(
                "     says '{}' ({}) {:?}",
                a.source.mention.words,
                a.source.name,
                a.verb.as_ref().map(|v| &v.words)
            );
        }
    }
}
