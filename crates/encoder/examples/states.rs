//! Writes what the encoder makes of sentences, to be compared with a reference:
//! `states MODEL SENTENCES OUTPUT`. `OUTPUT` gets the states of all pieces of all lines, one
//! after the other, as little-endian 32-bit floating-point numbers.

use std::error::Error;
use std::fs::{read, read_to_string, write};

use tidings_encoder::{Encoder, Pieces};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [model, sentences, output] = arguments.as_slice() else {
        return Err("states MODEL SENTENCES OUTPUT".into());
    };
    let encoder = Encoder::open(&read(model)?)?;
    let text = read_to_string(sentences)?;
    let pieces: Vec<Pieces> = text.lines().map(|line| encoder.pieces(line)).collect();
    let states = encoder.encode(&pieces);
    let values = states.iter().flat_map(|states| states.pieces().flatten());
    let bytes: Vec<u8> = values.flat_map(|value| value.to_le_bytes()).collect();
    Ok(write(output, bytes)?)
}
