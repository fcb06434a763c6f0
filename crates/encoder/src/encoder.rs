//! The encoder: a model opened, and what can be asked of it.

use std::ops::Range;

use crate::EncoderError;
use crate::file::{Config, File, HeadConfig};
use crate::gate::Gate;
use crate::heads::{Head, Logits};
use crate::kernel::Kernel;
use crate::lanes::{Norm, normalise};
use crate::layer::{Layer, Room, read_norm};
use crate::pieces::{Pieces, Word};
use crate::shape::SHAPES;
use crate::vocabulary::Vocabulary;

/// Pieces that are computed together at most, unless one sentence alone has more. More would
/// leave the second-level cache, fewer would read the weights more often.
const BLOCK: usize = 256;

/// A small BERT with its heads: sentences to numbers.
///
/// What it says of a sentence depends on that sentence and the model alone: the same bits for any
/// neighbours, number of threads and processor.
#[derive(Debug)]
pub struct Encoder {
    kernel: Kernel,
    config: Config,
    vocabulary: Vocabulary,
    embedding: Embedding,
    layers: Vec<Layer>,
    tag_heads: Vec<Head>,
    about: Option<AboutLayer>,
    gate: Gate,
}

/// The table that states begin from.
#[derive(Debug)]
struct Embedding {
    word: Vec<i8>,
    scale: Vec<f32>,
    position: Vec<f32>,
    shape: Vec<f32>,
    norm: Norm,
}

/// The layer that is run once more for a given trigger.
#[derive(Debug)]
struct AboutLayer {
    layer: Layer,
    /// One row for each marker.
    markers: Vec<f32>,
    heads: Vec<Head>,
}

/// A head that tags words, of the encoder that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TagHead(usize);

/// A head that tags words with regard to given ones, of the encoder that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AboutHead(usize);

/// What the encoder made of one sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct States {
    width: usize,
    values: Vec<f32>,
    words: Vec<Word>,
}

impl States {
    /// The state of each piece in turn, `[CLS]` and `[SEP]` too.
    pub fn pieces(&self) -> impl ExactSizeIterator<Item = &[f32]> {
        self.values.chunks_exact(self.width)
    }

    /// The states of the words' first pieces, one after the other.
    fn of_words(&self, words: &[Word]) -> Vec<f32> {
        let mut rows = Vec::with_capacity(words.len() * self.width);
        for word in words {
            rows.extend_from_slice(&self.values[word.first as usize * self.width..][..self.width]);
        }
        rows
    }
}

/// What words are marked as for the about layer: an index among the model's markers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker(pub usize);

/// What the words of a sentence are to some of them, and the sentence as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    words: Vec<Logits>,
    sentence: Vec<Logits>,
}

impl About {
    /// The logits of one head for each word.
    pub fn logits(&self, head: AboutHead) -> &Logits {
        &self.words[head.0]
    }

    /// The logits of one head for the sentence, read off its first piece; none for no sentence.
    pub fn of_sentence(&self, head: AboutHead) -> &[f32] {
        self.sentence[head.0].rows().next().unwrap_or_default()
    }
}

impl Encoder {
    /// Opens a model for the fastest kernel that the processor can run.
    ///
    /// # Errors
    ///
    /// When the bytes are no model of the kind that `docs` of this crate describe: each tensor is
    /// checked for its kind and shape.
    pub fn open(bytes: &[u8]) -> Result<Self, EncoderError> {
        Self::open_with(bytes, Kernel::best())
    }

    /// Opens a model for a given kernel. All give the same numbers.
    ///
    /// # Errors
    ///
    /// As for [`Encoder::open`].
    pub fn open_with(bytes: &[u8], kernel: Kernel) -> Result<Self, EncoderError> {
        let file = File::parse(bytes)?;
        let vocabulary = Vocabulary::parse(file.text("vocabulary")?)?;
        let layers = 0..file.config.layers;
        let layer = |number| Layer::read(&file, &format!("layer.{number}"), kernel);
        Ok(Self {
            kernel,
            embedding: Embedding::read(&file, vocabulary.len())?,
            layers: layers.map(layer).collect::<Result<_, _>>()?,
            tag_heads: read_heads(&file, "head", &file.config.tag_heads)?,
            about: AboutLayer::read(&file, kernel)?,
            gate: Gate::read(&file, vocabulary.len())?,
            vocabulary,
            config: file.config,
        })
    }

    /// The kernel that the model was opened for.
    pub fn kernel(&self) -> Kernel {
        self.kernel
    }

    /// Cuts a sentence into as many pieces as the model takes.
    pub fn pieces(&self, text: &str) -> Pieces {
        self.vocabulary.pieces(text, self.config.max_pieces)
    }

    /// How likely the sentence is worth encoding, from 0 to 1, by its pieces alone.
    pub fn relevance(&self, pieces: &Pieces) -> f32 {
        self.gate.relevance(&pieces.ids)
    }

    /// The tag head of that name.
    pub fn tag_head(&self, name: &str) -> Option<TagHead> {
        self.tag_heads.iter().position(|head| head.name == name).map(TagHead)
    }

    /// The about head of that name.
    pub fn about_head(&self, name: &str) -> Option<AboutHead> {
        let heads = &self.about.as_ref()?.heads;
        heads.iter().position(|head| head.name == name).map(AboutHead)
    }

    /// What the logits of a tag head stand for, in order.
    pub fn tag_labels(&self, head: TagHead) -> &[String] {
        &self.tag_heads[head.0].labels
    }

    /// What the logits of an about head stand for, in order.
    pub fn about_labels(&self, head: AboutHead) -> &[String] {
        self.about.as_ref().map_or(&[], |about| &about.heads[head.0].labels)
    }

    /// Encodes sentences, in their order, on the calling thread.
    ///
    /// Pieces are this encoder's own; ids and shapes that its tables lack count as the first,
    /// and pieces beyond the model's limit are cut off, with the words that they belong to.
    pub fn encode(&self, sentences: &[Pieces]) -> Vec<States> {
        let mut encoded = Vec::with_capacity(sentences.len());
        let mut room = Room::default();
        let lengths: Vec<usize> =
            sentences.iter().map(|pieces| pieces.len().min(self.config.max_pieces)).collect();
        for block in blocks(&lengths) {
            let spans = spans(&lengths[block.clone()]);
            let rows = spans.last().map_or(0, |span| span.end);
            let width = self.config.width;
            let mut states = vec![0.0; rows.next_multiple_of(self.kernel.rows()) * width];
            for (span, pieces) in spans.iter().zip(&sentences[block.clone()]) {
                self.embedding.embed(pieces, &mut states[span.start * width..span.end * width]);
            }
            normalise(self.kernel, &mut states, &self.embedding.norm);
            for layer in &self.layers {
                layer.run(&mut states, &spans, &mut room);
            }
            for (span, pieces) in spans.iter().zip(&sentences[block]) {
                let values = states[span.start * width..span.end * width].to_vec();
                let fits = |word: &Word| ((word.first + word.count) as usize) < span.len();
                let words = pieces.words.iter().copied().filter(fits).collect();
                encoded.push(States { width, values, words });
            }
        }
        encoded
    }

    /// The logits of a tag head for each word of a sentence.
    pub fn tags(&self, head: TagHead, states: &States) -> Logits {
        self.tag_heads[head.0].apply(self.kernel, &states.of_words(&states.words))
    }

    /// The logits of a tag head for the sentence as a whole, read off its first piece.
    pub fn of_sentence(&self, head: TagHead, states: &States) -> Vec<f32> {
        let first = states.values.get(..states.width).unwrap_or_default();
        self.tag_heads[head.0].apply(self.kernel, first).rows().flatten().copied().collect()
    }

    /// By what the logits of the head of that name are divided before they are probabilities.
    pub fn temperature(&self, head: &str) -> f32 {
        self.config.temperatures.get(head).copied().filter(|t| *t > 0.0).unwrap_or(1.0)
    }

    /// Relevance from which a sentence is worth encoding.
    pub fn relevance_threshold(&self) -> f32 {
        self.config.relevance_threshold
    }

    /// What the words of a sentence are to some of them: for each question, which is the words
    /// marked in it, the logits of all about heads. Empty for a model without such heads; markers
    /// that the model lacks mark nothing.
    pub fn about(&self, states: &States, questions: &[Vec<(Marker, Range<usize>)>]) -> Vec<About> {
        let Some(about) = &self.about else { return Vec::new() };
        let mut answers = Vec::with_capacity(questions.len());
        let mut room = Room::default();
        for block in blocks(&vec![states.values.len() / states.width; questions.len()]) {
            about.answer(self.kernel, states, &questions[block], &mut room, &mut answers);
        }
        answers
    }
}

/// Ranges of sentences whose lengths together are at most [`BLOCK`], but at least one sentence.
fn blocks(lengths: &[usize]) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut filled = 0;
    for (number, length) in lengths.iter().enumerate() {
        match blocks.last_mut() {
            Some(block) if filled + length <= BLOCK => block.end += 1,
            _ => {
                blocks.push(number..number + 1);
                filled = 0;
            }
        }
        filled += length;
    }
    blocks
}

/// Where sentences of these lengths lie when packed one after the other.
fn spans(lengths: &[usize]) -> Vec<Range<usize>> {
    let mut end = 0;
    let mut span = |length: &usize| {
        let start = end;
        end += length;
        start..end
    };
    lengths.iter().map(&mut span).collect()
}

fn read_heads(file: &File, prefix: &str, heads: &[HeadConfig]) -> Result<Vec<Head>, EncoderError> {
    heads.iter().map(|head| Head::read(file, prefix, head)).collect()
}

impl Embedding {
    fn read(file: &File, vocabulary: usize) -> Result<Self, EncoderError> {
        let (width, most) = (file.config.width, file.config.max_pieces);
        Ok(Self {
            word: file.bytes("embed.word", &[vocabulary, width])?,
            scale: file.floats("embed.word.scale", &[vocabulary])?,
            position: file.floats("embed.position", &[most, width])?,
            shape: file.floats("embed.shape", &[SHAPES, width])?,
            norm: read_norm(file, "embed.norm")?,
        })
    }

    /// Writes the sum of word, position and shape of each piece to its row.
    fn embed(&self, pieces: &Pieces, rows: &mut [f32]) {
        let width = self.norm.weight.len();
        let places = rows.chunks_exact_mut(width).zip(self.position.chunks_exact(width));
        for ((row, position), (id, shape)) in places.zip(pieces.ids.iter().zip(&pieces.shapes)) {
            let id = if (*id as usize) < self.scale.len() { *id as usize } else { 0 };
            let shape = if usize::from(*shape) < SHAPES { usize::from(*shape) } else { 0 };
            let word = &self.word[id * width..][..width];
            let others = position.iter().zip(&self.shape[shape * width..][..width]);
            for ((value, word), (position, shape)) in row.iter_mut().zip(word).zip(others) {
                *value = f32::from(*word) * self.scale[id] + position + shape;
            }
        }
    }
}

impl AboutLayer {
    fn read(file: &File, kernel: Kernel) -> Result<Option<Self>, EncoderError> {
        if file.config.about_heads.is_empty() {
            return Ok(None);
        }
        Ok(Some(Self {
            layer: Layer::read(file, "about.layer", kernel)?,
            markers: file.floats("about.marker", &marker_shape(&file.config))?,
            heads: read_heads(file, "about.head", &file.config.about_heads)?,
        }))
    }

    /// Answers for each of `questions`, the sentence taken once for each.
    fn answer(
        &self,
        kernel: Kernel,
        states: &States,
        questions: &[Vec<(Marker, Range<usize>)>],
        room: &mut Room,
        answers: &mut Vec<About>,
    ) {
        let width = states.width;
        let length = states.values.len() / width;
        let spans = spans(&vec![length; questions.len()]);
        let rows = (length * questions.len()).next_multiple_of(kernel.rows());
        let mut marked = Vec::with_capacity(rows * width);
        for question in questions {
            let start = marked.len();
            marked.extend_from_slice(&states.values);
            for (marker, words) in question {
                self.mark(states, *marker, words.clone(), &mut marked[start..]);
            }
        }
        marked.resize(rows * width, 0.0);
        self.layer.run(&mut marked, &spans, room);
        for span in spans {
            let values = marked[span.start * width..span.end * width].to_vec();
            let marked = States { width, values, words: Vec::new() };
            let words = marked.of_words(&states.words);
            let apply =
                |rows: &[f32]| self.heads.iter().map(|head| head.apply(kernel, rows)).collect();
            answers.push(About {
                words: apply(&words),
                sentence: apply(marked.values.get(..width).unwrap_or_default()),
            });
        }
    }

    /// Adds a marker to the pieces of some words.
    fn mark(&self, states: &States, marker: Marker, words: Range<usize>, rows: &mut [f32]) {
        let width = states.width;
        let Some(marker) = self.markers.chunks_exact(width).nth(marker.0) else { return };
        for word in states.words.get(words).unwrap_or_default() {
            let pieces = &mut rows[word.first as usize * width..][..word.count as usize * width];
            for piece in pieces.chunks_exact_mut(width) {
                piece.iter_mut().zip(marker).for_each(|(value, mark)| *value += mark);
            }
        }
    }
}

/// One row for each marker that is named, or a single row.
fn marker_shape(config: &Config) -> Vec<usize> {
    match config.markers.len() {
        0 => vec![config.width],
        named => vec![named, config.width],
    }
}
