//! Measures opening, lookups and whole reports. Usage: `bench GOLD.jsonl.gz` (release build).
#![expect(clippy::print_stdout, reason = "a tool whose result is what it prints")]

use std::{
    error::Error,
    fs::File,
    hint::black_box,
    io::{BufRead, BufReader},
    time::Instant,
};

use flate2::read::GzDecoder;
use tidings_gazetteer::Gazetteer;
use tidings_types::{DocumentId, Language, Marks, Report, ReportId, Sentence, SentenceMarks, Span};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: bench GOLD.jsonl.gz")?;
    let start = Instant::now();
    let gazetteer = Gazetteer::embedded()?;
    println!("open: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let exact = ["Hajin", "Deir Ezzor", "Springfield", "Київ", "دير الزور"];
    lookups(&gazetteer, "exact, best known place", &exact, 1);
    lookups(&gazetteer, "exact, all places", &exact, usize::MAX);
    let fuzzy = ["Hajeene", "Dair Azzoor", "Mayadeene", "Kharkeef", "Bagouzz"];
    lookups(&gazetteer, "fuzzy, all places", &fuzzy, usize::MAX);
    lookups(&gazetteer, "unknown", &["Qxanderville", "Zzyzzx", "Nobodyton"], usize::MAX);
    reports(&gazetteer, &path)
}

fn lookups(gazetteer: &Gazetteer, kind: &str, names: &[&str], most: usize) {
    const ROUNDS: usize = 4000;
    let start = Instant::now();
    for _ in 0..ROUNDS {
        for name in names {
            black_box(gazetteer.lookup_best(black_box(name), most));
        }
    }
    let rate = (ROUNDS * names.len()) as f64 / start.elapsed().as_secs_f64();
    println!("lookup, {kind}: {rate:.0} a second");
}

fn reports(gazetteer: &Gazetteer, path: &str) -> Result<(), Box<dyn Error>> {
    let mut texts = Vec::new();
    for line in BufReader::new(GzDecoder::new(File::open(path)?)).lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        texts.push(row["text"].as_str().unwrap_or_default().to_owned());
    }
    let reports: Vec<Report> = texts.into_iter().map(report).collect();
    let start = Instant::now();
    let found: Vec<_> = reports.iter().map(|report| gazetteer.find(report)).collect();
    let finding = start.elapsed().as_secs_f64();
    let start = Instant::now();
    for (report, entities) in reports.iter().zip(found) {
        let sentence = SentenceMarks { entities, ..SentenceMarks::default() };
        black_box(gazetteer.resolve(report, &Marks { sentences: vec![sentence] }));
    }
    let resolving = start.elapsed().as_secs_f64();
    let rate = |seconds: f64| reports.len() as f64 / seconds;
    println!("find: {:.0} reports a second", rate(finding));
    println!("resolve: {:.0} reports a second", rate(resolving));
    Ok(())
}

fn report(text: String) -> Report {
    let whole = Span::new(0, text.len());
    Report {
        id: ReportId { document: DocumentId::of(text.as_bytes()), extractor: 0 },
        text,
        blocks: Vec::new(),
        sentences: vec![Sentence { span: whole, block: 0 }],
        title: None,
        published: None,
        language: Language { code: "en".into(), confidence: 1.0 },
        url: None,
        site: None,
        byline: None,
        notices: Vec::new(),
    }
}
