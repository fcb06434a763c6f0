//! The table of n-grams: how often one to four letters stand together in each language.
//!
//! Naive Bayes over overlapping n-grams within words, as Dunning ("Statistical identification of
//! language", 1994) and many after him. `training/language/README.md` says what the table
//! was made from. A language keeps its most frequent n-grams; one that it does not keep costs the
//! same in every language.

use std::sync::LazyLock;

/// Longest n-gram, in letters.
pub const LONGEST: usize = 4;

/// N-grams of so many letters tell whether a text is in a language at all; shorter ones stand in all.
const TELLING: usize = 3;

/// What a missing n-gram of each length costs, in eighths of a bit: more than the rarest that are
/// kept (about 1 in 3,000 of the pairs, 1 in 10,000 of the longer ones).
const MISSING: [u16; LONGEST] = [104, 116, 128, 132];

static BYTES: &[u8] = include_bytes!("../data/languages.bin");
static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(BYTES).unwrap_or_default());

/// A language of the table.
pub struct Entry {
    /// Group of scripts.
    pub group: u8,
    /// Its code, with the script where the table holds a language in two.
    pub code: String,
}

/// N-grams of letters with their cost in each language.
#[derive(Default)]
pub struct Table {
    /// The languages, in the order of the file.
    pub languages: Vec<Entry>,
    /// Open addressing; a key of 0 is an empty place.
    places: Vec<(u64, u32, u8)>,
    /// Language and cost in eighths of a bit.
    costs: Vec<(u8, u8)>,
}

/// The table that the program carries.
pub fn table() -> &'static Table {
    &TABLE
}

impl Table {
    /// Reads the file; `None` where it is cut short or of another form.
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = Bytes(bytes.strip_prefix(b"TdLg\x01")?);
        let mut table = Self::default();
        for _ in 0..u16::from_le_bytes(rest.take(2)?.try_into().ok()?) {
            let (group, length) = (rest.byte()?, rest.byte()?);
            let code = std::str::from_utf8(rest.take(length.into())?).ok()?.to_owned();
            table.languages.push(Entry { group, code });
        }
        let grams = u32::from_le_bytes(rest.take(4)?.try_into().ok()?) as usize;
        table.places = vec![(0, 0, 0); (grams * 2).next_power_of_two()];
        for _ in 0..grams {
            let length = rest.byte()?;
            let gram = std::str::from_utf8(rest.take(length.into())?).ok()?;
            let held = rest.byte()?;
            let start = u32::try_from(table.costs.len()).ok()?;
            for _ in 0..held {
                table.costs.push((rest.byte()?, rest.byte()?));
            }
            table.insert(gram.chars().fold(0, packed), start, held);
        }
        Some(table)
    }

    fn insert(&mut self, key: u64, start: u32, held: u8) {
        let mask = self.places.len() - 1;
        let mut at = place(key) & mask;
        while self.places[at].0 != 0 {
            at = (at + 1) & mask;
        }
        self.places[at] = (key, start, held);
    }

    fn costs(&self, key: u64) -> &[(u8, u8)] {
        let Some(mask) = self.places.len().checked_sub(1) else { return &[] };
        let mut at = place(key) & mask;
        loop {
            let (found, start, held) = self.places[at];
            if found == 0 {
                return &[];
            }
            if found == key {
                let start = start as usize;
                return self.costs.get(start..start + usize::from(held)).unwrap_or(&[]);
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds a word of lower-case letters to a tally.
    pub fn count(&self, word: &[char], tally: &mut Tally) {
        for start in 0..word.len() {
            let mut key = 0;
            for (length, &letter) in word[start..].iter().take(LONGEST).enumerate() {
                key = packed(key, letter);
                let missing = MISSING[length];
                let long = length + 1 >= TELLING;
                tally.long += u32::from(long);
                for &(language, cost) in self.costs(key) {
                    if let Some(gain) = tally.gains.get_mut(usize::from(language)) {
                        gain.bits += u32::from(missing.saturating_sub(cost.into()));
                        gain.long += u32::from(long);
                    }
                }
            }
        }
    }

    /// An empty tally.
    pub fn tally(&self) -> Tally {
        Tally { gains: vec![Gain::default(); self.languages.len()], long: 0 }
    }
}

/// What a text has gained in each language over a language that knows none of its n-grams.
pub struct Tally {
    /// By language.
    pub gains: Vec<Gain>,
    /// Number of n-grams of [`TELLING`] letters and more.
    pub long: u32,
}

impl Tally {
    /// The tally of both texts together.
    pub fn with(&self, other: &Self) -> Self {
        let both = |(one, other): (&Gain, &Gain)| Gain {
            bits: one.bits + other.bits,
            long: one.long + other.long,
        };
        Self {
            gains: self.gains.iter().zip(&other.gains).map(both).collect(),
            long: self.long + other.long,
        }
    }
}

/// A text's gain in one language.
#[derive(Clone, Copy, Default)]
pub struct Gain {
    /// Eighths of a bit.
    pub bits: u32,
    /// How many of the long n-grams the language has.
    pub long: u32,
}

/// Four letters fit a key: those of the table all lie in the first plane.
fn packed(key: u64, letter: char) -> u64 {
    (key << 16) | (u64::from(u32::from(letter)) & 0xFFFF)
}

/// Fibonacci hashing (Knuth, TAOCP 3, 6.4).
fn place(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (head, tail) = self.0.split_at_checked(length)?;
        self.0 = tail;
        Some(head)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let table = Table::read(BYTES).unwrap();
        assert!(table.languages.len() > 80);
        assert!(table.costs(packed(packed(packed(0, 't'), 'h'), 'e')).len() > 1);
        assert!(table.costs(packed(0, '\u{FFFF}')).is_empty());
    }

    #[test]
    fn a_cut_table_is_refused() {
        assert!(Table::read(&BYTES[..BYTES.len() / 2]).is_none());
        assert!(Table::read(b"").is_none());
    }
}
