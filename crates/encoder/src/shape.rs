//! What the letters of a word look like, which lower-casing takes away.

use unicode_categories::UnicodeCategories;

/// Number of shapes.
pub const SHAPES: usize = 8;

/// The shape of a word as it was written, from 1 to 7 (0 is for pieces that stand for no word).
///
/// A word with letters is judged by its letters (category L) alone:
///
/// | shape | the word | examples |
/// |---|---|---|
/// | 1 | no upper-case letter | `village`, `قرية`, `4th` |
/// | 2 | first letter upper, all others lower | `Hajin`, `É́tat` |
/// | 3 | all cased letters upper, more than one letter | `SDF`, `T72B` |
/// | 4 | one upper-case letter alone | `A`, `M4` |
/// | 5 | any other mix of cases | `iPhone`, `McDonald` |
/// | 6 | no letter, but a decimal digit (category Nd) | `2019`, `٣` |
/// | 7 | neither | `,`, `½` |
pub fn shape(word: &str) -> u8 {
    if word.is_ascii() { shape_of_ascii(word.as_bytes()) } else { shape_of_any(word) }
}

/// What was counted in a word.
#[derive(Default)]
struct Counts {
    letters: usize,
    upper: usize,
    lower: usize,
    /// Neither upper nor lower but cased, such as `ǅ`.
    title: usize,
    first_is_upper: bool,
    has_digit: bool,
}

impl Counts {
    fn judge(&self) -> u8 {
        let cased = self.upper + self.lower + self.title;
        match (self.letters, self.upper) {
            (0, _) => 7 - u8::from(self.has_digit),
            (_, 0) => 1,
            (1, 1) => 4,
            (letters, 1) if self.first_is_upper && self.lower == letters - 1 => 2,
            (_, upper) if upper == cased => 3,
            _ => 5,
        }
    }
}

fn shape_of_ascii(word: &[u8]) -> u8 {
    let mut counts = Counts::default();
    for byte in word {
        if byte.is_ascii_uppercase() {
            counts.first_is_upper |= counts.letters == 0;
            counts.letters += 1;
            counts.upper += 1;
        } else if byte.is_ascii_lowercase() {
            counts.letters += 1;
            counts.lower += 1;
        } else if byte.is_ascii_digit() {
            counts.has_digit = true;
        }
    }
    counts.judge()
}

fn shape_of_any(word: &str) -> u8 {
    let mut counts = Counts::default();
    for character in word.chars() {
        if character.is_letter() {
            let is_upper = character.is_uppercase();
            counts.first_is_upper |= counts.letters == 0 && is_upper;
            counts.letters += 1;
            counts.upper += usize::from(is_upper);
            counts.lower += usize::from(character.is_lowercase());
            counts.title += usize::from(character.is_letter_titlecase());
        } else if character.is_number_decimal_digit() {
            counts.has_digit = true;
        }
    }
    counts.judge()
}

#[cfg(test)]
mod tests {
    use super::shape;

    fn check(word: &str, expected: u8) {
        assert_eq!(shape(word), expected, "{word:?}");
    }

    #[test]
    fn shapes() {
        check("village", 1);
        check("4th", 1);
        check("قرية", 1);
        check("über", 1);
        check("Hajin", 2);
        check("Élysée", 2);
        check("E\u{301}lyse\u{301}e", 2);
        check("2Pac", 2);
        check("SDF", 3);
        check("T72B", 3);
        check("ÖVP", 3);
        check("A", 4);
        check("M4", 4);
        check("É", 4);
        check("iPhone", 5);
        check("McDonald", 5);
        check("USAid", 5);
        check("Aא", 3);
        check("2019", 6);
        check("٣", 6);
        check(",", 7);
        check("½", 7);
        check("", 7);
    }
}
