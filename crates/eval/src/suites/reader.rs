//! `reader`: triggers, parts and assertion on reports of our own, sentence by sentence.
//!
//! Data: `training/written` (the form is told in `training/GUIDELINES.md`), of which the test part
//! is scored: reports whose id's SHA-256, as a number, leaves less than 15 when divided by 100.
//! The model was not trained on them. Figures that begin with `dev_` are of the next seven in a
//! hundred, neither trained on: what is chosen by hand is chosen by them. A trigger counts where it overlaps the gold one and names the
//! same happening; a part where its trigger counts, the role agrees and the words overlap;
//! assertion over the triggers that count. `real_for_unreal` is the share of planned, conditional
//! and denied happenings among them that are told as done. `quiet_with_trigger` is the share of
//! quiet sentences in which anything is told.
//!
//! Each voice earns its place: `patterns_…` is the pattern reader, `encoder_…` the encoder alone.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tidings_reader::{PatternReader, Reader};
use tidings_types::{Assertion, Marks, SentenceMarks, Span};

use crate::metrics::Counts;
use crate::stages::{Stages, in_parallel};
use crate::text::verbatim;
use crate::{EvalError, EvalOptions, Mistake, Score};

/// Reports in a hundred that are the test part.
const TEST: std::ops::Range<u32> = 0..15;
/// Reports in a hundred that are the development part.
const DEVELOPMENT: std::ops::Range<u32> = 15..22;

/// A sentence with the happenings told in it.
#[derive(Clone, Debug, Default)]
struct Sentence {
    report: String,
    text: String,
    told: Vec<Told>,
}

#[derive(Clone, Debug)]
struct Told {
    span: Span,
    happening: String,
    assertion: String,
    parts: Vec<(String, Span)>,
}

#[derive(Clone, Debug, Default)]
struct Tally {
    triggers: Counts,
    parts: Counts,
    asserted: usize,
    assertion_right: usize,
    unreal: usize,
    unreal_as_real: usize,
    quiet: usize,
    quiet_with_trigger: usize,
    mistakes: Vec<Mistake>,
}

pub fn run(path: &Path, options: &EvalOptions) -> Result<Score, EvalError> {
    let mut sentences = Vec::new();
    for file in files(path)? {
        let text = std::fs::read_to_string(&file)
            .map_err(|source| EvalError::Io { path: file.clone(), source })?;
        sentences.extend(parsed(&text));
    }
    let part = |wanted: std::ops::Range<u32>| -> Vec<Sentence> {
        let own = sentences.iter().filter(|sentence| wanted.contains(&share(&sentence.report)));
        own.step_by(options.every.max(1)).cloned().collect()
    };
    let development = part(DEVELOPMENT);
    let sentences = part(TEST);
    let stages = Stages::load("reader")?.reading_all();
    let alone = Stages::load("reader")?.reading_all().with_encoder_alone();
    let mut score = Score::new("reader");
    score.documents = sentences.len() as u64;
    let patterns = PatternReader::embedded();
    fill(&mut score, "patterns_", &tally(&sentences, &stages, &patterns));
    fill(&mut score, "encoder_", &tally(&sentences, &alone, alone.reader()));
    let both = tally(&sentences, &stages, stages.reader());
    fill(&mut score, "", &both);
    fill(&mut score, "dev_", &tally(&development, &stages, stages.reader()));
    score.mistakes = both.mistakes;
    Ok(score)
}

fn files(path: &Path) -> Result<Vec<PathBuf>, EvalError> {
    let none = || EvalError::NoData {
        path: path.to_owned(),
        expected: "a folder of annotated reports, *.txt, such as training/written".to_owned(),
    };
    let folder = [path.join("written"), path.to_owned()].into_iter().find(|folder| folder.is_dir());
    let folder = folder.ok_or_else(none)?;
    let entries = std::fs::read_dir(&folder)
        .map_err(|source| EvalError::Io { path: folder.clone(), source })?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    found.sort();
    if found.is_empty() { Err(none()) } else { Ok(found) }
}

/// The hundredth that a report falls in by its id.
fn share(report: &str) -> u32 {
    let digest = Sha256::digest(report.as_bytes());
    digest.iter().fold(0, |rest, byte| (rest * 256 + u32::from(*byte)) % 100)
}

/// The sentences of a file; lines that do not fit the form are passed over (`training/check.py`
/// tells them).
fn parsed(text: &str) -> Vec<Sentence> {
    let mut found: Vec<Sentence> = Vec::new();
    let mut report = String::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            heading.split('|').next().unwrap_or_default().trim().clone_into(&mut report);
        } else if let Some(words) = line.strip_prefix("> ") {
            let text = words.trim().to_owned();
            found.push(Sentence { report: report.clone(), text, told: Vec::new() });
        } else if let (Some(line), Some(sentence)) = (line.strip_prefix("e "), found.last_mut()) {
            sentence.told.extend(happening(line, &sentence.text));
        }
    }
    found
}

fn happening(line: &str, text: &str) -> Option<Told> {
    let (head, rest) = line.split_once(" @ ")?;
    let (happening, assertion) = head.split_once(' ')?;
    let mut pieces = rest.split(" ; ");
    let span = located(pieces.next()?.trim(), text, None)?;
    let parts = pieces.filter_map(|piece| {
        let (role, words) = piece.trim().split_once('=')?;
        Some((role.to_owned(), located(words.trim(), text, Some(span))?))
    });
    Some(Told {
        span,
        happening: happening.to_owned(),
        assertion: assertion.to_owned(),
        parts: parts.collect(),
    })
}

/// Where words stand: `#n` says which occurrence, else the one nearest to `near`.
fn located(words: &str, text: &str, near: Option<Span>) -> Option<Span> {
    let numbered = words.rsplit_once('#').and_then(|(words, n)| Some((words, n.parse().ok()?)));
    let (words, number): (&str, Option<usize>) =
        numbered.map_or((words, None), |(words, n)| (words, Some(n)));
    let whole = |at: usize| {
        let end = at + words.len();
        let joins = |a: Option<char>, b: Option<char>| {
            a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric)
        };
        !joins(text[..at].chars().next_back(), words.chars().next())
            && !joins(words.chars().next_back(), text[end..].chars().next())
    };
    let places: Vec<Span> = text
        .match_indices(words)
        .filter(|(at, _)| whole(*at))
        .map(|(at, _)| Span::new(at, at + words.len()))
        .collect();
    match (number, near) {
        (Some(number), _) => places.get(number.checked_sub(1)?).copied(),
        (None, None) => places.first().copied(),
        (None, Some(near)) => places.into_iter().min_by_key(|place| {
            i64::from(place.start)
                - i64::from(near.end).max(0).max(i64::from(near.start) - i64::from(place.end))
        }),
    }
}

fn tally(sentences: &[Sentence], stages: &Stages, reader: &(impl Reader + ?Sized)) -> Tally {
    let marked = in_parallel(sentences, |sentence| {
        let report = verbatim(&sentence.text, None);
        reader.read(&report, &stages.hints(&report))
    });
    let mut total = Tally::default();
    for (sentence, marks) in sentences.iter().zip(&marked) {
        total.add(sentence, marks);
    }
    total
}

impl Tally {
    fn add(&mut self, gold: &Sentence, marks: &Marks) {
        let mut free: Vec<(&SentenceMarks, usize)> = marks
            .sentences
            .iter()
            .flat_map(|sentence| (0..sentence.triggers.len()).map(move |at| (sentence, at)))
            .collect();
        if gold.told.is_empty() {
            self.quiet += 1;
            self.quiet_with_trigger += usize::from(!free.is_empty());
        }
        for told in &gold.told {
            let same = |(sentence, at): &(&SentenceMarks, usize)| {
                let trigger = &sentence.triggers[*at];
                trigger.happening.as_str() == told.happening && trigger.span.overlaps(told.span)
            };
            let Some(hit) = free.iter().position(same) else {
                self.triggers.false_negatives += 1;
                self.parts.false_negatives += told.parts.len();
                let words = told.span.of(&gold.text).unwrap_or_default();
                let what = format!("{} {words}", told.happening);
                self.mistakes.push(Mistake::new(&gold.report, "missed", what, "", &gold.text));
                continue;
            };
            let (sentence, at) = free.remove(hit);
            self.triggers.true_positives += 1;
            self.compare(told, sentence, at);
        }
        for (sentence, at) in free {
            self.triggers.false_positives += 1;
            self.parts.false_positives += parts_of(sentence, at).len();
            let trigger = &sentence.triggers[at];
            let words = trigger.span.of(&gold.text).unwrap_or_default();
            let what = format!("{} {words}", trigger.happening);
            self.mistakes.push(Mistake::new(&gold.report, "spurious", "", what, &gold.text));
        }
    }

    fn compare(&mut self, told: &Told, sentence: &SentenceMarks, at: usize) {
        let assertion = sentence.triggers[at].assertion;
        self.asserted += 1;
        self.assertion_right += usize::from(assertion.as_str() == told.assertion);
        if matches!(told.assertion.as_str(), "planned" | "conditional" | "denied") {
            let real = matches!(assertion, Assertion::Realized | Assertion::Ongoing);
            self.unreal += 1;
            self.unreal_as_real += usize::from(real);
        }
        let mut free = parts_of(sentence, at);
        for (role, span) in &told.parts {
            let hit = free.iter().position(|(part, words)| part == role && words.overlaps(*span));
            match hit {
                Some(hit) => {
                    free.remove(hit);
                    self.parts.true_positives += 1;
                }
                None => self.parts.false_negatives += 1,
            }
        }
        self.parts.false_positives += free.len();
    }
}

fn parts_of(sentence: &SentenceMarks, trigger: usize) -> Vec<(&'static str, Span)> {
    let own = sentence.links.iter().filter(|link| link.trigger as usize == trigger);
    own.filter_map(|link| {
        Some((link.role.as_str(), sentence.entities.get(link.entity as usize)?.span))
    })
    .collect()
}

fn fill(score: &mut Score, voice: &str, tally: &Tally) {
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let mut figure = |name: &str, value: f64| score.figure(&format!("{voice}{name}"), value);
    figure("trigger_f1", tally.triggers.f1());
    figure("trigger_precision", tally.triggers.precision());
    figure("trigger_recall", tally.triggers.recall());
    figure("part_f1", tally.parts.f1());
    figure("assertion_accuracy", share(tally.assertion_right, tally.asserted));
    figure("real_for_unreal", share(tally.unreal_as_real, tally.unreal));
    figure("quiet_with_trigger", share(tally.quiet_with_trigger, tally.quiet));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_read() {
        let text = "## w-1 | style=wire\n> Shells hit Hish; Hish burned.\nn place=Hish\n\
                    e shelling realized @ hit ; place=Hish#1 ; means=Shells\n> Nothing.\n";
        let sentences = parsed(text);
        assert_eq!(sentences.len(), 2);
        let told = &sentences[0].told[0];
        assert_eq!((told.happening.as_str(), told.span), ("shelling", Span::new(7, 10)));
        let place = ("place".to_owned(), Span::new(11, 15));
        assert_eq!(told.parts, [place, ("means".to_owned(), Span::new(0, 6))]);
        assert!(sentences[1].told.is_empty());
    }

    #[test]
    fn the_test_part_is_that_of_training() {
        // As `split_of` in training/examples.py says.
        assert_eq!(
            ["w-a-001", "w-a-007", "w-a-008", "w-a-009"].map(|id| TEST.contains(&share(id))),
            EXPECTED
        );
    }

    const EXPECTED: [bool; 4] = [false, true, false, true];
}
