//! The model file: configuration and tensors, checked as they are read.

use std::collections::BTreeMap;

use safetensors::{Dtype, SafeTensors};
use serde::Deserialize;

use crate::EncoderError;

/// Sizes beyond which a model is refused: sums of products of bytes then still fit an `i32`.
const LARGEST: usize = 16_384;
/// Most pieces of a sentence that a model may ask for.
const MOST_PIECES: usize = 4_096;

/// A model's sizes and heads, as its metadata says. Keys that are not known are passed over.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Config {
    pub(crate) layers: usize,
    pub(crate) width: usize,
    pub(crate) heads: usize,
    pub(crate) inner: usize,
    pub(crate) max_pieces: usize,
    pub(crate) epsilon: f32,
    #[serde(default)]
    pub(crate) tag_heads: Vec<HeadConfig>,
    #[serde(default)]
    pub(crate) about_heads: Vec<HeadConfig>,
    /// Names of the markers that the about layer knows; one without a name where there are none.
    #[serde(default)]
    pub(crate) markers: Vec<String>,
    /// By what the logits of a head are divided before they are probabilities; 1 where not told.
    #[serde(default)]
    pub(crate) temperatures: BTreeMap<String, f32>,
    /// Relevance from which a sentence is worth encoding.
    #[serde(default)]
    pub(crate) relevance_threshold: f32,
}

/// One head: its name and what each of its logits stands for.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct HeadConfig {
    pub(crate) name: String,
    pub(crate) labels: Vec<String>,
}

impl Config {
    fn check(&self) -> Result<(), EncoderError> {
        let demand = |holds: bool, name, value, must| {
            if holds { Ok(()) } else { Err(EncoderError::Size { name, value, must }) }
        };
        let fits = |size: usize| (32..=LARGEST).contains(&size) && size.is_multiple_of(32);
        let must = "a multiple of 32 and at most 16384";
        demand(fits(self.width), "width", self.width, must)?;
        demand(fits(self.inner), "inner", self.inner, must)?;
        let splits = self.heads > 0 && self.width.is_multiple_of(self.heads.saturating_mul(8));
        demand(splits, "heads", self.heads, "such that a head's width is a multiple of 8")?;
        let pieces = (2..=MOST_PIECES).contains(&self.max_pieces);
        demand(pieces, "max_pieces", self.max_pieces, "from 2 to 4096")?;
        demand(self.layers <= 256, "layers", self.layers, "at most 256")
    }
}

/// A model's tensors by name.
pub(crate) struct File<'a> {
    tensors: SafeTensors<'a>,
    pub(crate) config: Config,
}

impl<'a> File<'a> {
    pub(crate) fn parse(bytes: &'a [u8]) -> Result<Self, EncoderError> {
        let (_, metadata) = SafeTensors::read_metadata(bytes)?;
        let pairs = metadata.metadata().as_ref().ok_or(EncoderError::NoConfig)?;
        let config: Config =
            serde_json::from_str(pairs.get("config").ok_or(EncoderError::NoConfig)?)?;
        config.check()?;
        Ok(Self { tensors: SafeTensors::deserialize(bytes)?, config })
    }

    /// The tensor's bytes, when it holds `kind` in the shape `expected`.
    fn tensor(
        &self,
        name: &str,
        kind: Dtype,
        expected: &[usize],
    ) -> Result<&'a [u8], EncoderError> {
        let name = || name.to_owned();
        let tensor = match self.tensors.tensor(&name()) {
            Err(safetensors::SafeTensorError::TensorNotFound(name)) => {
                return Err(EncoderError::Missing { name });
            }
            tensor => tensor?,
        };
        if tensor.dtype() != kind {
            let (name, found) = (name(), tensor.dtype());
            return Err(EncoderError::Kind { name, expected: kind, found });
        }
        if tensor.shape() != expected {
            let (expected, found) = (expected.to_vec(), tensor.shape().to_vec());
            return Err(EncoderError::Shape { name: name(), expected, found });
        }
        Ok(tensor.data())
    }

    /// The floating-point numbers of a tensor.
    pub(crate) fn floats(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, EncoderError> {
        let (values, _) = self.tensor(name, Dtype::F32, shape)?.as_chunks::<4>();
        let values: Vec<f32> = values.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        if values.iter().all(|value| value.is_finite()) {
            Ok(values)
        } else {
            Err(EncoderError::NotFinite { name: name.to_owned() })
        }
    }

    /// The signed bytes of a tensor.
    pub(crate) fn bytes(&self, name: &str, shape: &[usize]) -> Result<Vec<i8>, EncoderError> {
        let bytes = self.tensor(name, Dtype::I8, shape)?;
        Ok(bytes.iter().map(|byte| byte.cast_signed()).collect())
    }

    /// The text of a tensor of bytes, of any length.
    pub(crate) fn text(&self, name: &str) -> Result<&'a str, EncoderError> {
        let length = self.tensors.tensor(name).map_or(0, |tensor| tensor.data().len());
        Ok(std::str::from_utf8(self.tensor(name, Dtype::U8, &[length])?)?)
    }
}
