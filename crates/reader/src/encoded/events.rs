//! Triggers with their happening, assertion and parts.

use std::ops::Range;

use tidings_encoder::{About, AboutHead, Encoder, EncoderError, Marker, States};
use tidings_ontology::Ontology;
use tidings_types::{Assertion, Entity, HappeningId, Role, SentenceMarks, Span, Trigger, Voice};

use super::parts::{self, Part};
use super::spans::{Scheme, first_of_greatest, probabilities, softmax};
use super::{Look, Tagged, Tagging};
use crate::lexicon::Lexicon;

/// A trigger of the patterns stands where the encoder gives its words at least this much (for how
/// this and the following numbers were chosen see docs/reader.md).
const HEARD: f32 = 0.005;

/// What the encoder must give a trigger that the patterns do not see.
const ALONE: f32 = 0.55;

/// Share of doubt that makes a happening unreal: what is told as done must be told so with more
/// than this (a false "it happened" costs users more than a missed one).
const REALLY: f32 = 0.65;

/// What the patterns' word for the happening weighs beside two shares of the encoder's.
const PATTERNS_SAY: f32 = 0.6;
/// The same where they alone saw the trigger: then it is theirs to name.
const PATTERNS_SAY_ALONE: f32 = 2.0;

/// Share of the patterns in how a happening is told.
const PATTERNS_TELL: f32 = 0.4;
/// The same where they alone saw the trigger.
const PATTERNS_TELL_ALONE: f32 = 0.8;

/// Relevance of a sentence that names something but tells of no happening.
const QUIET: f32 = 0.05;

/// The heads for happenings.
pub(super) struct EventHeads {
    triggers: Tagging,
    /// Happenings in the order of the trigger head's kinds.
    happenings: Vec<HappeningId>,
    roles: AboutHead,
    /// Roles in the order of the head, three labels each.
    role_names: Vec<Option<Role>>,
    assertion: AboutHead,
    assertions: Vec<Assertion>,
    happening: AboutHead,
    /// Index of each of `happenings` among the labels of the head that looks again.
    again: Vec<Option<usize>>,
    place: AboutHead,
    root: AboutHead,
    /// Words of one kind: begun, gone on with, or outside.
    one_kind: Scheme,
    temperatures: Temperatures,
}

struct Temperatures {
    roles: f32,
    assertion: f32,
}

/// A trigger's words with the happening that they tell of.
#[derive(Clone, Debug)]
struct Told {
    words: Range<usize>,
    /// Share of each happening.
    kinds: Vec<f32>,
    confidence: f32,
    /// Whether the encoder saw it by itself.
    seen: bool,
    /// Index of the patterns' trigger at these words.
    pattern: Option<usize>,
}

impl EventHeads {
    pub(super) fn of(encoder: &Encoder, ontology: &Ontology) -> Result<Self, EncoderError> {
        let triggers = Tagging::of(encoder, "triggers")?;
        let head =
            |name: &str| encoder.about_head(name).ok_or_else(|| EncoderError::missing_head(name));
        let (roles, assertion, happening) =
            (head("roles")?, head("assertion")?, head("happening")?);
        let happenings: Vec<HappeningId> =
            triggers.scheme.kinds.iter().map(|id| HappeningId(id.clone())).collect();
        if let Some(unknown) = happenings.iter().find(|id| ontology.get(id).is_none()) {
            return Err(EncoderError::missing_head(unknown.as_str()));
        }
        let labels = encoder.about_labels(happening);
        let again = happenings
            .iter()
            .map(|id| labels.iter().position(|label| label == id.as_str()))
            .collect();
        let role_names = encoder.about_labels(roles).chunks(3).map(|three| role(&three[0]));
        let assertions = encoder.about_labels(assertion).iter();
        Ok(Self {
            role_names: role_names.collect(),
            assertions: assertions.map(|label| assertion_of(label)).collect(),
            temperatures: Temperatures {
                roles: encoder.temperature("roles"),
                assertion: encoder.temperature("assertion"),
            },
            place: head("place")?,
            root: head("root")?,
            one_kind: Scheme::of(&["O", "B-x", "I-x"].map(str::to_owned)),
            triggers,
            happenings,
            roles,
            assertion,
            happening,
            again,
        })
    }

    /// The sentence's marks: these entities, triggers, and links that lead to more entities where
    /// none of these fits.
    pub(super) fn marks(
        &self,
        encoder: &Encoder,
        look: &Look<'_>,
        entities: Vec<Entity>,
    ) -> SentenceMarks {
        let sentence = look.patterns.sentence;
        let mut marks = SentenceMarks { sentence, entities, ..SentenceMarks::default() };
        let told = self.told(encoder, look);
        let questions: Vec<Vec<(Marker, Range<usize>)>> =
            told.iter().map(|told| vec![(Marker(0), told.words.clone())]).collect();
        let answers = encoder.about(look.states, &questions);
        for (told, about) in told.iter().zip(&answers) {
            let Some(span) = look.line.span(told.words.clone()) else { continue };
            let number = u32::try_from(marks.triggers.len()).unwrap_or(u32::MAX);
            let pattern = told.pattern.map(|at| &look.patterns.triggers[at]);
            let mut trigger = self.trigger(told, about, span, pattern);
            if trigger.assertion.happened() {
                trigger.assertion =
                    doubted(look.text, sentence_start(look), span).unwrap_or(trigger.assertion);
            }
            marks.triggers.push(trigger);
            let mut parts = self.parts(about, &told.words);
            parts::received(look.text, look.line, &told.words, &mut parts);
            let links = parts::links(look.text, look.line, number, &parts, &mut marks.entities);
            marks.links.extend(links);
            if let Some(pattern) = told.pattern {
                parts::add_missing(&mut marks, number, look.patterns, pattern);
            }
        }
        marks.relevance = marks.triggers.iter().map(|t| t.confidence).fold(QUIET, f32::max);
        in_order(marks)
    }

    /// The words that tell of happenings, in order.
    fn told(&self, encoder: &Encoder, look: &Look<'_>) -> Vec<Told> {
        let logits = encoder.tags(self.triggers.head, look.states);
        let shares = probabilities(&logits, self.triggers.temperature);
        let spans: Vec<Tagged> = self.triggers.scheme.spans(&shares);
        // Labels are `O`, `I`, then one for each happening.
        let kinds = |word: usize| shares[word][2..].to_vec();
        let telling = |word: usize| 1.0 - shares[word][0] - shares[word][1];
        let strongest = |words: &Range<usize>| {
            let later =
                |best: usize, word: usize| if telling(word) > telling(best) { word } else { best };
            words.clone().fold(words.start, later)
        };
        let patterns = &look.patterns.triggers;
        let told = |words: Range<usize>, seen: bool, pattern: Option<usize>| {
            let at = strongest(&words);
            Told { words, kinds: kinds(at), confidence: telling(at), seen, pattern }
        };
        let mut found: Vec<Told> = spans
            .into_iter()
            .map(|span| {
                let at = look.line.span(span.words.clone());
                let same = |known: &Trigger| at.is_some_and(|at| at.overlaps(known.span));
                told(span.words, true, patterns.iter().position(same))
            })
            .filter(|told| told.pattern.is_some() || told.confidence >= ALONE)
            .collect();
        for (at, pattern) in patterns.iter().enumerate() {
            let Some(words) = look.line.words_of(pattern.span) else { continue };
            let known =
                words.end > shares.len() || found.iter().any(|told| overlap(&told.words, &words));
            if !known && telling(strongest(&words)) >= HEARD {
                found.push(told(words, false, Some(at)));
            }
        }
        found.sort_by_key(|told| (told.words.start, told.words.end));
        found
    }

    fn trigger(
        &self,
        told: &Told,
        about: &About,
        span: Span,
        pattern: Option<&Trigger>,
    ) -> Trigger {
        let at = told.words.start;
        let seen_again = softmax(&about.logits(self.happening)[at], 1.0);
        let total: f32 = told.kinds.iter().sum::<f32>().max(1e-6);
        let said = if told.seen { PATTERNS_SAY } else { PATTERNS_SAY_ALONE };
        let value = |kind: usize| {
            let again = self.again[kind].map_or(0.0, |label| seen_again[label]);
            let named = pattern.is_some_and(|known| known.happening == self.happenings[kind]);
            told.kinds[kind] / total + again + if named { said } else { 0.0 }
        };
        let values: Vec<f32> = (0..told.kinds.len()).map(value).collect();
        let share = if told.seen { PATTERNS_TELL } else { PATTERNS_TELL_ALONE };
        let assertion = self.assertion(about, at, pattern.map(|known| (known.assertion, share)));
        let cue = pattern.filter(|known| known.assertion == assertion);
        Trigger {
            span,
            happening: self.happenings[first_of_greatest(&values)].clone(),
            confidence: told.confidence,
            assertion,
            cue: cue.and_then(|known| known.cue),
            voice: Voice::Encoder,
        }
    }

    /// How it is told, by the encoder and, with a smaller voice, by the patterns.
    fn assertion(&self, about: &About, at: usize, patterns: Option<(Assertion, f32)>) -> Assertion {
        let mut shares = softmax(&about.logits(self.assertion)[at], self.temperatures.assertion);
        if let Some((told, weight)) = patterns
            && let Some(label) = self.assertions.iter().position(|known| *known == told)
        {
            shares.iter_mut().for_each(|share| *share *= 1.0 - weight);
            shares[label] += weight;
        }
        let really = |told: Assertion| told.happened() || told == Assertion::Historical;
        let rows = || self.assertions.iter().copied().zip(shares.iter().copied());
        let real: f32 = rows().filter(|(told, _)| really(*told)).map(|(_, share)| share).sum();
        let kept = |(told, share)| if really(told) == (real >= REALLY) { share } else { -1.0 };
        self.assertions[first_of_greatest(&rows().map(kept).collect::<Vec<f32>>())]
    }

    fn parts(&self, about: &About, own: &Range<usize>) -> Vec<Part> {
        let logits = about.logits(self.roles);
        let mut found = Vec::new();
        for (number, role) in self.role_names.iter().enumerate() {
            let Some(role) = *role else { continue };
            let mut shares: Vec<Vec<f32>> = logits
                .rows()
                .map(|row| softmax(&row[3 * number..3 * number + 3], self.temperatures.roles))
                .collect();
            if role == Role::Place {
                mix(&mut shares, &probabilities(about.logits(self.place), 1.0));
            }
            for span in self.one_kind.spans(&shares) {
                let within = span.words.start >= own.start && span.words.end <= own.end;
                if !within || role == Role::Means {
                    found.push(Part { role, words: span.words, confidence: span.confidence });
                }
            }
        }
        found
    }

    /// The words of the place of what `words` tell, by the head for that alone.
    pub(super) fn places(
        &self,
        encoder: &Encoder,
        states: &States,
        words: Range<usize>,
    ) -> Vec<Range<usize>> {
        let answers = encoder.about(states, &[vec![(Marker(0), words)]]);
        let Some(about) = answers.first() else { return Vec::new() };
        let shares = probabilities(about.logits(self.place), 1.0);
        self.one_kind.spans(&shares).into_iter().map(|span| span.words).collect()
    }

    /// The root of PLOVER for what a source does to a target.
    pub(super) fn relation(
        &self,
        encoder: &Encoder,
        states: &States,
        source: Range<usize>,
        target: Option<Range<usize>>,
    ) -> Option<String> {
        let mut marks = vec![(Marker(1), source)];
        marks.extend(target.map(|target| (Marker(2), target)));
        let answers = encoder.about(states, &[marks]);
        let best = first_of_greatest(answers.first()?.of_sentence(self.root));
        encoder.about_labels(self.root).get(best).cloned()
    }
}

/// How many words before a trigger those that doubt or deny it are looked for.
const SHORTLY: usize = 4;

/// How a trigger at `span` is told by the words shortly before and right after it, if they deny or
/// doubt it.
fn doubted(text: &str, start: u32, span: Span) -> Option<Assertion> {
    let before = text.get(start as usize..span.start as usize)?.to_lowercase();
    let words = before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let last: Vec<&str> = words.rev().take(SHORTLY).collect();
    // "Fighting would have broken out": the noun stands before its verb.
    let after = text.get(span.end as usize..)?.trim_start();
    let next = after.split(|c: char| !c.is_alphanumeric()).next();
    let cues = &Lexicon::english()?.cues;
    last.iter().chain(&next).find_map(|word| match word {
        word if cues.holds("doubting", word) => Some(Assertion::Conditional),
        word if cues.holds("denying", word) => Some(Assertion::Denied),
        _ => None,
    })
}

fn sentence_start(look: &Look<'_>) -> u32 {
    look.line.span(0..1).map_or(0, |first| first.start)
}

fn mix(shares: &mut [Vec<f32>], others: &[Vec<f32>]) {
    for (row, other) in shares.iter_mut().zip(others) {
        row.iter_mut().zip(other).for_each(|(share, more)| *share = (*share + more) / 2.0);
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// The role of a label such as `B-actor`.
fn role(label: &str) -> Option<Role> {
    let (_, name) = label.split_once('-')?;
    Role::ALL.into_iter().find(|role| role.as_str() == name)
}

fn assertion_of(label: &str) -> Assertion {
    let known = Assertion::ALL.into_iter().find(|assertion| assertion.as_str() == label);
    known.unwrap_or(Assertion::Alleged)
}

/// Entities by rising start, links pointing at them still.
fn in_order(mut marks: SentenceMarks) -> SentenceMarks {
    let mut order: Vec<usize> = (0..marks.entities.len()).collect();
    order.sort_by_key(|at| {
        let entity = &marks.entities[*at];
        (entity.span.start, std::cmp::Reverse(entity.span.end), entity.kind)
    });
    for link in &mut marks.links {
        let place = order.iter().position(|at| *at == link.entity as usize);
        link.entity = place.and_then(|at| u32::try_from(at).ok()).unwrap_or(link.entity);
    }
    marks.entities = order.iter().map(|at| marks.entities[*at]).collect();
    marks.links.sort_by_key(|link| (link.trigger, link.role, link.entity));
    marks
}
