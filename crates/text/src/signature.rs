//! Near copies: the same wire story on many sites.
//!
//! Two steps. A [`Signature`] is a MinHash (Broder, "On the resemblance and containment of
//! documents", 1997) over shingles of three words, cut into bands for locality-sensitive hashing
//! (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", ch. 3): texts that share a band
//! are looked at. [`likeness`] then compares the two texts themselves and tells a copy from a
//! newer version and from another story.
//!
//! Hashes are fixed here and never depend on the machine: a signature is kept in files.

use std::collections::{BTreeMap, BTreeSet};

use tidings_types::{BlockKind, NoticeKind, Report};

use crate::scripts::is_left_out;

/// Words of a shingle.
const SHINGLE: usize = 3;

/// Bands and minima a band: texts that share half of their shingles meet in one band with a chance
/// of .986, a third with .70, a fifth with .23.
const BANDS: usize = 32;
const ROWS: usize = 3;

/// Shingles below which a text is too short to be told from others like it.
const SHORTEST: usize = 25;

/// Resemblance (shared of all shingles) from which two reports are one story.
const SAME: f64 = 0.5;

/// Share of a report's shingles that stand in the other, from which it is a cut copy.
const HELD: f64 = 0.8;

/// Words of the beginning of the body that are its news, and the share of their shingles that must be
/// in the other: a new beginning over an old background is news.
const LEAD: usize = 25;
const SAME_LEAD: f64 = 0.3;

/// The bands of a report's text: equal bands mean that the texts may be near copies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// One hash a band.
    pub bands: Vec<u64>,
}

/// How a report is to one that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// Another story.
    Different,
    /// The same words: one more source of the known report.
    Copy,
    /// The same story with news at its beginning: to be read too.
    Continued,
    /// A version with changed numbers or an editors' correction: to be read in place of the older.
    Revised,
}

/// The signature of a report's body; `None` where it is too short to have one.
pub fn signature(report: &Report) -> Option<Signature> {
    let shingles = Body::of(report).shingles;
    if shingles.len() < SHORTEST {
        return None;
    }
    let mut minima = [u64::MAX; BANDS * ROWS];
    for &shingle in &shingles {
        for (seed, least) in minima.iter_mut().enumerate() {
            *least = (*least).min(mixed(shingle ^ mixed(seed as u64 + 1)));
        }
    }
    let band = |(number, rows): (usize, &[u64])| {
        rows.iter().fold(mixed(number as u64), |hash, row| mixed(hash ^ row))
    };
    Some(Signature { bands: minima.chunks(ROWS).enumerate().map(band).collect() })
}

/// How `later` is to `earlier`.
pub fn likeness(earlier: &Report, later: &Report) -> Likeness {
    let (old, new) = (Body::of(earlier), Body::of(later));
    let shared = new.shingles.intersection(&old.shingles).count() as f64;
    let all = (new.shingles.len() + old.shingles.len()) as f64 - shared;
    let of_new = shared / (new.shingles.len() as f64).max(1.0);
    let short = new.shingles.len().min(old.shingles.len()) < SHORTEST;
    if short || (shared / all.max(1.0) < SAME && of_new < HELD) {
        return Likeness::Different;
    }
    let corrects = is_corrected(later) && !is_corrected(earlier);
    if corrects || old.has_other_number(&new) {
        return Likeness::Revised;
    }
    let lead = new.lead.intersection(&old.shingles).count() as f64;
    if lead < SAME_LEAD * new.lead.len() as f64 { Likeness::Continued } else { Likeness::Copy }
}

fn is_corrected(report: &Report) -> bool {
    let says = |kind| matches!(kind, NoticeKind::Correction | NoticeKind::Withdrawal);
    report.notices.iter().any(|notice| says(notice.kind))
}

/// The words of a report without its headline, captions and notes about itself.
struct Body {
    shingles: BTreeSet<u64>,
    /// Shingles of the first words.
    lead: BTreeSet<u64>,
    /// Hash of the words either side of a number, and the numbers that stand there.
    numbers: BTreeMap<u64, BTreeSet<String>>,
}

impl Body {
    fn of(report: &Report) -> Self {
        let of_body = |kind| !matches!(kind, BlockKind::Title | BlockKind::Caption);
        let told = report
            .blocks
            .iter()
            .filter(|block| of_body(block.kind) && !report.is_about_itself(block.span));
        let mut body =
            Self { shingles: BTreeSet::new(), lead: BTreeSet::new(), numbers: BTreeMap::new() };
        let mut seen = 0;
        for block in told {
            let words = words(report.words(block.span));
            for window in words.windows(SHINGLE) {
                let shingle = hash(window);
                body.shingles.insert(shingle);
                if seen < LEAD {
                    body.lead.insert(shingle);
                }
                seen += 1;
            }
            body.note_numbers(&words);
        }
        body
    }

    fn note_numbers(&mut self, words: &[String]) {
        for window in words.windows(5) {
            let [first, second, number, fourth, fifth] = window else { continue };
            if is_number(number) {
                let around = hash(&[first.clone(), second.clone(), fourth.clone(), fifth.clone()]);
                self.numbers.entry(around).or_default().insert(number.clone());
            }
        }
    }

    /// Whether `later` has another number between the same words.
    fn has_other_number(&self, later: &Self) -> bool {
        later.numbers.iter().any(|(around, numbers)| {
            self.numbers.get(around).is_some_and(|known| known.is_disjoint(numbers))
        })
    }
}

/// Digits, or a number word of English.
fn is_number(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "dozens",
        "hundred",
        "hundreds",
        "thousands",
    ];
    word.starts_with(|c: char| c.is_numeric()) || WORDS.contains(&word)
}

/// The words, lower case; each character for itself in scripts that set no spaces.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut inside = false;
    for c in text.chars().flat_map(char::to_lowercase).filter(|c| !is_left_out(*c)) {
        let alone = matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}');
        if !c.is_alphanumeric() {
            // "don't" and "3,000" stay one word whatever apostrophe or mark a site sets.
            inside &= matches!(c, '\'' | '’' | ',' | '.');
            inside &= words.last().is_some_and(|word| !word.is_empty());
            if matches!(c, ',' | '.') {
                inside &= words.last().is_some_and(|word| word.ends_with(char::is_numeric));
            }
            continue;
        }
        match words.last_mut() {
            Some(word) if inside && !alone => word.push(c),
            _ => words.push(c.to_string()),
        }
        inside = !alone;
    }
    words
}

/// FNV-1a over the words (Fowler, Noll, Vo), mixed.
fn hash(words: &[String]) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for word in words {
        for byte in word.bytes().chain([0xFF]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    }
    mixed(hash)
}

/// The last step of SplitMix64 (Steele, Lea, Flood, 2014).
fn mixed(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tidings_types::{Document, MediaType};

    use super::*;

    const STORY: &str = "MOSUL (Reuters) - Two car bombs went off near a crowded market in eastern Mosul on Sunday, killing 12 people and wounding 30 others, police and hospital officials said.\n\nThe first blast hit shoppers at about nine in the morning, and the second went off when rescuers had arrived, a police colonel said.\n\nNo group said that it was behind the attack, but the officials blamed Islamic State fighters who lost the city in 2017.\n\nThe governor ordered that the market stay closed until Thursday while sappers search the streets around it.";

    fn report(text: &str) -> Report {
        let document = Document::new(text.into(), MediaType::Plain, "test");
        crate::read(&document).0.unwrap()
    }

    fn check(later: &str, expected: Likeness) {
        let (known, later) = (report(STORY), report(later));
        assert_eq!(likeness(&known, &later), expected, "{}", later.text);
    }

    #[test]
    fn copies_versions_and_other_stories() {
        check(STORY, Likeness::Copy);
        check(&STORY.to_uppercase(), Likeness::Copy);
        check(
            &format!("Blasts in Mosul\n\n{STORY}\n\nRead more on our site and sign up."),
            Likeness::Copy,
        );
        let cut = STORY.rsplit_once("\n\n").unwrap().0;
        check(cut, Likeness::Copy);
        check(&STORY.replace("killing 12", "killing 15"), Likeness::Revised);
        check(&STORY.replace("Two car bombs", "Three car bombs"), Likeness::Revised);
        check(
            &format!(
                "{STORY}\n\nThis story has been corrected to give the right day of the blast."
            ),
            Likeness::Revised,
        );
        let body = STORY.split_once("\n\n").unwrap().1;
        check(
            &format!(
                "Soldiers stormed a house in the Bakr quarter at dawn on Monday and shot dead three men whom they held to be behind the market attack, the army said in a statement.\n\n{body}"
            ),
            Likeness::Continued,
        );
        check(
            "At least a dozen shoppers died when explosives hidden in parked vehicles blew up beside the stalls of a bazaar on the left bank of the Tigris in Mosul, medics told this paper. A second charge caught the men who had come to help the first victims.",
            Likeness::Different,
        );
        check("Too short to tell.", Likeness::Different);
    }

    #[test]
    fn a_signature_never_changes() {
        let signature = signature(&report(STORY)).unwrap();
        assert_eq!(signature.bands.len(), BANDS);
        let all = signature.bands.iter().fold(0, |all, band| mixed(all ^ band));
        assert_eq!(format!("{all:016x}"), "fc58f25ce14bf8d2");
    }

    #[test]
    fn near_copies_share_bands_and_other_texts_do_not() {
        let bands = |text: &str| -> BTreeSet<u64> {
            signature(&report(text)).unwrap().bands.into_iter().collect()
        };
        let known = bands(STORY);
        let cut = bands(STORY.rsplit_once("\n\n").unwrap().0);
        assert!(known.intersection(&cut).count() >= 3);
        let other = bands(
            "The ministry of health opened a clinic in the northern district on Wednesday. It has twenty beds and will serve four villages that lost their hospital in the war. Nurses from the capital will work there for the first months, the minister said.",
        );
        assert_eq!(known.intersection(&other).count(), 0);
        assert!(signature(&report("Too short to have one.")).is_none());
    }

    proptest! {
        #[test]
        fn a_text_is_a_copy_of_itself(text in "([a-z]{1,6} ){120,160}", more in "\\PC{0,200}") {
            let (one, other) = (report(&text), report(&format!("{text}\n\n{more}")));
            prop_assert_eq!(signature(&one), signature(&report(&text)));
            prop_assert_eq!(likeness(&one, &one), Likeness::Copy);
            let _ = likeness(&one, &other);
            prop_assert!(words(&more).iter().all(|word| !word.is_empty()));
        }
    }

    #[test]
    fn words_of_any_script() {
        let check = |text, expected: &[&str]| assert_eq!(words(text), expected);
        check("Don't—3,000 U.S. men", &["dont", "3000", "u", "s", "men"]);
        check("三人死亡", &["三", "人", "死", "亡"]);
        check("قُتل ثلاثة", &["قتل", "ثلاثة"]);
    }
}
