//! Sentences to numbers: WordPiece tokenisation and an int8 forward pass of a small BERT with
//! several heads. Bytes in, numbers out; no files, no network, no threads of its own.
//!
//! See `docs/encoder.md`.

mod attention;
mod encoder;
mod error;
mod file;
mod gate;
mod heads;
mod kernel;
mod lanes;
mod layer;
mod pieces;
mod shape;
mod split;
mod vocabulary;

pub use encoder::{About, AboutHead, Encoder, Marker, States, TagHead};
pub use error::EncoderError;
pub use heads::Logits;
pub use kernel::Kernel;
pub use pieces::{Pieces, Word};
pub use shape::{SHAPES, shape};
pub use vocabulary::Vocabulary;
