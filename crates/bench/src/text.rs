//! The text stage beside a peer, on the same pages in the same run.

use std::time::{Duration, Instant};

use tidings_types::Document;

/// What one engine took over all pages and rounds.
#[derive(Default)]
struct Engine {
    /// Wall-clock time of each page, of each round.
    pages: Vec<Duration>,
    /// Processor time of each round, where the system tells it.
    processor: Vec<Duration>,
    /// Pages of which it gave no article.
    refused: usize,
}

/// Runs the text stage and dom_smoothie over the documents, round after round in turn, on one
/// thread. Ours decodes, finds the article, the metadata, the day, the language and the sentences;
/// the peer is handed decoded text and finds the article and the metadata. Gives the lines to print.
pub fn beside_peer(documents: &[Document], rounds: u32) -> Vec<String> {
    let decoded: Vec<String> = documents
        .iter()
        .map(|document| tidings_text::decode(&document.bytes, document.charset.as_deref()).text)
        .collect();
    let (mut ours, mut theirs) = (Engine::default(), Engine::default());
    let started = (Instant::now(), processor_time());
    for _ in 0..rounds.max(1) {
        ours.round(documents, |document| tidings_text::read(document).0.is_some());
        theirs.round(&decoded, |html| smoothie(html));
    }
    let pages = documents.len();
    let mut lines = vec![ours.line("text", pages), theirs.line("peer dom_smoothie", pages)];
    if let (Some(before), Some(after)) = (started.1, processor_time()) {
        let share = (after - before).as_secs_f64() / started.0.elapsed().as_secs_f64();
        lines.push(format!("this process had {:.0} % of a processor meanwhile", share * 100.0));
    }
    lines
}

/// Whether the peer finds an article.
fn smoothie(html: &str) -> bool {
    let article = dom_smoothie::Readability::new(html, None, None)
        .and_then(|mut readability| readability.parse());
    std::hint::black_box(article).is_ok()
}

impl Engine {
    fn round<I>(&mut self, items: &[I], work: impl Fn(&I) -> bool) {
        let before = processor_time();
        self.refused = 0;
        for item in items {
            let started = Instant::now();
            self.refused += usize::from(!work(item));
            self.pages.push(started.elapsed());
        }
        let spent = before.and_then(|before| Some(processor_time()? - before));
        self.processor.extend(spent);
    }

    fn line(&self, name: &str, pages: usize) -> String {
        let mut times = self.pages.clone();
        times.sort();
        let at = |share: usize| {
            times.get(times.len() * share / 100).map_or(0.0, |time| time.as_secs_f64() * 1e3)
        };
        let wall = times.len() as f64 / times.iter().sum::<Duration>().as_secs_f64();
        let mut processor = self.processor.clone();
        processor.sort();
        let middle = processor.get(processor.len() / 2);
        let by_processor = middle.map_or_else(String::new, |time| {
            format!(" ({:.0} by processor time)", pages as f64 / time.as_secs_f64())
        });
        format!(
            "{name}: {wall:.0} documents/s/core{by_processor}, p50 {:.2} ms, p95 {:.2} ms, {} without article",
            at(50),
            at(95),
            self.refused
        )
    }
}

/// Time that the system gave this thread so far; `None` where it does not tell.
fn processor_time() -> Option<Duration> {
    let account = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = account.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}
