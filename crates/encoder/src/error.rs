//! What can be wrong with a model.

use safetensors::{Dtype, SafeTensorError};

/// Why a model cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum EncoderError {
    /// The bytes are no safetensors file.
    #[error("the model is no safetensors file")]
    File(#[from] SafeTensorError),
    /// The file has no metadata under the key `config`.
    #[error("the model's metadata has no `config`")]
    NoConfig,
    /// The metadata under `config` is not the JSON that is expected there.
    #[error("the model's `config` cannot be read")]
    Config(#[from] serde_json::Error),
    /// A size in `config` that cannot be computed with.
    #[error("the model's `config` says {name} is {value}, but it must be {must}")]
    Size {
        /// Name of the field.
        name: &'static str,
        /// What the file says.
        value: usize,
        /// What would be allowed.
        must: &'static str,
    },
    /// A tensor is absent.
    #[error("the model has no tensor `{name}`")]
    Missing {
        /// Name of the tensor.
        name: String,
    },
    /// A tensor holds another kind of numbers than it must.
    #[error("the tensor `{name}` holds {found:?}, but it must hold {expected:?}")]
    Kind {
        /// Name of the tensor.
        name: String,
        /// What it must hold.
        expected: Dtype,
        /// What it holds.
        found: Dtype,
    },
    /// A tensor has another shape than it must.
    #[error("the tensor `{name}` has the shape {found:?}, but it must have {expected:?}")]
    Shape {
        /// Name of the tensor.
        name: String,
        /// What it must have.
        expected: Vec<usize>,
        /// What it has.
        found: Vec<usize>,
    },
    /// A tensor holds an infinity or no number at all.
    #[error("the tensor `{name}` holds a value that is not finite")]
    NotFinite {
        /// Name of the tensor.
        name: String,
    },
    /// A head that the caller needs is absent, or says what it does not know.
    #[error("the model has no head or label `{name}` that can be used")]
    NoHead {
        /// Name of the head or label.
        name: String,
    },
    /// The tensor `vocabulary` is not UTF-8.
    #[error("the model's vocabulary is not UTF-8")]
    VocabularyText(#[from] std::str::Utf8Error),
    /// The vocabulary lacks a special piece.
    #[error("the model's vocabulary has no piece `{piece}`")]
    NoSpecialPiece {
        /// The piece.
        piece: &'static str,
    },
}

impl EncoderError {
    /// A head or label that a caller looked for in vain.
    pub fn missing_head(name: &str) -> Self {
        Self::NoHead { name: name.to_owned() }
    }
}
