//! Prints the ids of every line of a file: `pieces VOCABULARY LINES`.
#![allow(clippy::print_stdout, reason = "a program that prints what it made")]

use std::error::Error;
use std::fs::read_to_string;

use tidings_encoder::Vocabulary;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [vocabulary, lines] = arguments.as_slice() else {
        return Err("pieces VOCABULARY LINES".into());
    };
    let vocabulary = Vocabulary::parse(&read_to_string(vocabulary)?)?;
    let text = read_to_string(lines)?;
    let mut output = String::new();
    for line in text.strip_suffix('\n').unwrap_or(&text).split('\n') {
        for id in vocabulary.pieces(line, usize::MAX).ids {
            output.push_str(&format!("{id} "));
        }
        output.push('\n');
    }
    print!("{output}");
    Ok(())
}
