//! The reader that looks at each sentence with a trained encoder, and hears the patterns beside it.

mod events;
mod names;
mod parts;
mod spans;
mod words;

use tidings_encoder::{Encoder, EncoderError, Pieces, States};
use tidings_ontology::Ontology;
use tidings_types::{Entity, Marks, Report, SentenceMarks, Span};

use crate::pattern::hints_in;
use crate::{PatternReader, Reader};
use events::EventHeads;
use spans::{Scheme, Tagged, probabilities};
use words::Line;

/// The weights compiled in; see `crates/reader/model/CARD.md`.
static WEIGHTS: &[u8] = include_bytes!("../model/reader.safetensors");

/// Which sentences the encoder reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Those that the gate does not find quiet: in the others the patterns' names stand, and no
    /// happening.
    Relevant,
    /// All.
    All,
}

/// Reads with the trained encoder. Names, triggers, their parts and assertion are the encoder's;
/// dictionaries, grammars and the patterns of [`PatternReader`] are heard where they know more.
pub struct EncodedReader {
    encoder: Encoder,
    patterns: PatternReader<'static>,
    names: Vec<Tagging>,
    toponyms: Tagging,
    events: EventHeads,
    depth: Depth,
    /// Whether the patterns' triggers and links are heard.
    hears_patterns: bool,
}

/// One sentence as the heads for happenings look at it.
struct Look<'a> {
    text: &'a str,
    line: &'a Line,
    states: &'a States,
    /// What the patterns made of it.
    patterns: &'a SentenceMarks,
}

/// A head over words with what its labels mean.
struct Tagging {
    head: tidings_encoder::TagHead,
    scheme: Scheme,
    temperature: f32,
}

impl Tagging {
    fn of(encoder: &Encoder, name: &str) -> Result<Self, EncoderError> {
        let head = encoder.tag_head(name).ok_or_else(|| EncoderError::missing_head(name))?;
        let scheme = Scheme::of(encoder.tag_labels(head));
        Ok(Self { head, scheme, temperature: encoder.temperature(name) })
    }

    fn spans(&self, encoder: &Encoder, states: &States) -> Vec<Tagged> {
        let logits = encoder.tags(self.head, states);
        self.scheme.spans(&probabilities(&logits, self.temperature))
    }
}

impl EncodedReader {
    /// The reader for English with the weights compiled in.
    ///
    /// # Errors
    /// When the weights are broken or lack a head.
    pub fn embedded() -> Result<Self, EncoderError> {
        Self::open(WEIGHTS, Depth::Relevant)
    }

    /// The reader with these weights.
    ///
    /// # Errors
    /// When the weights are broken or lack a head.
    pub fn open(weights: &[u8], depth: Depth) -> Result<Self, EncoderError> {
        let encoder = Encoder::open(weights)?;
        let heads = ["names", "groups", "things"];
        Ok(Self {
            names: heads
                .iter()
                .map(|name| Tagging::of(&encoder, name))
                .collect::<Result<_, _>>()?,
            toponyms: Tagging::of(&encoder, "toponyms")?,
            events: EventHeads::of(&encoder, Ontology::embedded())?,
            patterns: PatternReader::embedded(),
            encoder,
            depth,
            hears_patterns: true,
        })
    }

    /// The same reader with another depth.
    #[must_use]
    pub fn with_depth(self, depth: Depth) -> Self {
        Self { depth, ..self }
    }

    /// The same reader, deaf to the patterns' triggers and links: to measure what they add.
    #[must_use]
    pub fn alone(self) -> Self {
        Self { hears_patterns: false, ..self }
    }

    /// The spans that one head of the model marks in all sentences, with its own labels: for
    /// measuring against data that follow other conventions than ours. `None` without such a head.
    pub fn tagged(&self, report: &Report, head: &str) -> Option<Vec<(Span, String)>> {
        let tagging = Tagging::of(&self.encoder, head).ok()?;
        let mut found = Vec::new();
        for (index, pieces, states) in self.encoded(self.all(report)) {
            let line = Line::new(report.sentences[index].span, &pieces);
            for tagged in tagging.spans(&self.encoder, &states) {
                let label = tagging.scheme.kinds[tagged.kind].clone();
                found.extend(line.span(tagged.words).map(|span| (span, label)));
            }
        }
        Some(found)
    }

    /// For each sentence how likely each question of a head over whole sentences is answered with
    /// yes, by the head's own labels. `None` without such a head.
    pub fn answers(&self, report: &Report, head: &str) -> Option<Vec<Vec<(String, f32)>>> {
        let head = self.encoder.tag_head(head)?;
        let labels = self.encoder.tag_labels(head);
        let likely = |states: &States| {
            let logits = self.encoder.of_sentence(head, states).into_iter();
            let shares = logits.map(|logit| 1.0 / (1.0 + (-logit).exp()));
            labels.iter().cloned().zip(shares).collect()
        };
        Some(self.encoded(self.all(report)).iter().map(|(_, _, states)| likely(states)).collect())
    }

    /// The words of the place where what these words tell happened: for a verb of any kind,
    /// whether or not it is one of our happenings.
    pub fn place_of(&self, report: &Report, told: Span) -> Vec<Span> {
        let Some(index) = report.sentence_at(told.start) else { return Vec::new() };
        let mut found = Vec::new();
        for (index, pieces, states) in self.encoded(vec![self.cut(report, index)]) {
            let line = Line::new(report.sentences[index].span, &pieces);
            let Some(words) = line.words_of(told) else { continue };
            let places = self.events.places(&self.encoder, &states, words);
            found.extend(places.into_iter().filter_map(|words| line.span(words)));
        }
        found
    }

    /// What the words at `source` do to those at `target`, as a root of PLOVER.
    pub fn relation(&self, report: &Report, source: Span, target: Span) -> Option<String> {
        let index = report.sentence_at(source.start)?;
        let (index, pieces, states) =
            self.encoded(vec![self.cut(report, index)]).into_iter().next()?;
        let line = Line::new(report.sentences[index].span, &pieces);
        let (source, target) = (line.words_of(source)?, line.words_of(target));
        self.events.relation(&self.encoder, &states, source, target)
    }

    /// A sentence cut into pieces, with its index.
    fn cut(&self, report: &Report, index: usize) -> (usize, Pieces) {
        (index, self.encoder.pieces(report.words(report.sentences[index].span)))
    }

    /// All sentences, cut.
    fn all(&self, report: &Report) -> Vec<(usize, Pieces)> {
        (0..report.sentences.len()).map(|index| self.cut(report, index)).collect()
    }

    /// The sentences that the encoder is to read, cut.
    fn wanted(&self, report: &Report) -> Vec<(usize, Pieces)> {
        let threshold = self.encoder.relevance_threshold();
        let relevant = |(_, pieces): &(usize, Pieces)| {
            self.depth == Depth::All || self.encoder.relevance(pieces) >= threshold
        };
        self.all(report).into_iter().filter(relevant).collect()
    }

    /// Cut sentences, encoded.
    fn encoded(&self, cut: Vec<(usize, Pieces)>) -> Vec<(usize, Pieces, States)> {
        let (indexes, pieces): (Vec<usize>, Vec<Pieces>) = cut.into_iter().unzip();
        let states = self.encoder.encode(&pieces);
        let rows = indexes.into_iter().zip(pieces).zip(states);
        rows.map(|((index, pieces), states)| (index, pieces, states)).collect()
    }

    fn fuse(
        &self,
        report: &Report,
        pieces: &Pieces,
        states: &States,
        patterns: &SentenceMarks,
        hints: &[Entity],
    ) -> SentenceMarks {
        let sentence = report.sentences[patterns.sentence as usize].span;
        let line = Line::new(sentence, pieces);
        let mut found = Vec::new();
        for tagging in &self.names {
            let spans = tagging.spans(&self.encoder, states);
            found.extend(names::entities(&line, &tagging.scheme, &spans));
        }
        let toponyms = names::sure_toponyms(&line, &self.toponyms.spans(&self.encoder, states));
        let mut known = patterns.entities.clone();
        known.extend(hints_in(hints, sentence));
        let entities = names::fused(found, &toponyms, &known);
        let entities = names::completed(&report.text, entities);
        let look = Look { text: &report.text, line: &line, states, patterns };
        self.events.marks(&self.encoder, &look, entities)
    }
}

impl Reader for EncodedReader {
    fn read(&self, report: &Report, hints: &[Entity]) -> Marks {
        let mut patterns: Vec<SentenceMarks> = (0..report.sentences.len())
            .map(|index| SentenceMarks {
                sentence: u32::try_from(index).unwrap_or(u32::MAX),
                ..SentenceMarks::default()
            })
            .collect();
        for marks in self.patterns.read(report, hints).sentences {
            let at = marks.sentence as usize;
            patterns[at] = if self.hears_patterns { marks } else { quiet(marks) };
        }
        let mut encoded = self.encoded(self.wanted(report)).into_iter().peekable();
        let mut sentences = Vec::new();
        for (index, patterns) in patterns.into_iter().enumerate() {
            let marks = match encoded.next_if(|(at, ..)| *at == index) {
                Some((_, pieces, states)) => self.fuse(report, &pieces, &states, &patterns, hints),
                None => quiet(patterns),
            };
            if !marks.entities.is_empty() || !marks.triggers.is_empty() {
                sentences.push(marks);
            }
        }
        Marks { sentences }
    }
}

/// A sentence that tells of nothing: its names alone.
fn quiet(marks: SentenceMarks) -> SentenceMarks {
    SentenceMarks { triggers: Vec::new(), links: Vec::new(), ..marks }
}
