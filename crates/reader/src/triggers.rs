//! Words that tell of a happening: frames matched against the structure of a sentence.

use tidings_types::{Assertion, EntityKind, Role};

use crate::assertion;
use crate::clauses::Clause;
use crate::frames::{Frame, Pattern, Term};
use crate::sentence::{Sentence, same};
use crate::tags::Tag;

/// How many words may stand between two words of a verb phrase: "lay down their old arms".
const WIDEST_GAP: usize = 3;

/// A matched frame.
#[derive(Clone, Debug)]
pub(crate) struct Match {
    /// Index of the frame.
    pub(crate) frame: usize,
    /// First and last word.
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// The words of the pattern among them; others stand between and are arguments.
    pub(crate) own: Vec<usize>,
    pub(crate) anchor: Anchor,
    pub(crate) told: assertion::Told,
    pub(crate) confidence: f32,
}

/// What a match hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// The verb of a clause. `patient` says that its subject is the one it is done to.
    Verb { clause: usize, patient: bool },
    /// The modal of a clause under a verb of saying.
    Modal { clause: usize },
    /// A noun in a phrase.
    Noun { phrase: usize },
}

/// All matches of a sentence, by rising first word.
pub(crate) fn matches(sentence: &Sentence<'_>) -> Vec<Match> {
    let mut found: Vec<Match> = Vec::new();
    for clause in 0..sentence.structure.clauses.len() {
        found.extend(verb_match(sentence, clause));
        found.extend(modal_match(sentence, clause));
    }
    // "shot and killed": the longer phrase holds the shorter.
    let verbs = found.clone();
    found.retain(|own| {
        !verbs.iter().any(|other| other.first != own.first && other.own.contains(&own.first))
    });
    let verbs = found.clone();
    for phrase in 0..sentence.structure.phrases.len() {
        let nouns = noun_matches(sentence, phrase);
        // "launched an attack": the verb phrase holds the noun.
        found.extend(nouns.into_iter().filter(|noun| {
            !verbs.iter().any(|verb| verb.first <= noun.first && noun.last <= verb.last)
        }));
    }
    found.retain(|found| !is_make_believe(sentence, found));
    merge_told_twice(sentence, &mut found);
    found.sort_by_key(|found| (found.first, found.last));
    found.dedup_by_key(|found| (found.first, found.last));
    found
}

/// "Air strikes hit the town", "a car bomb exploded": one happening, not two. The noun stands,
/// unless it is the weapon itself.
fn merge_told_twice(sentence: &Sentence<'_>, found: &mut Vec<Match>) {
    let frames = &sentence.lexicon.frames.frames;
    let weapon = |noun: &Match| {
        sentence.entities.iter().any(|entity| {
            entity.kind == EntityKind::Weapon
                && entity.span.contains(sentence.span(noun.last, noun.last))
        })
    };
    let twice = |noun: &Match, verb: &Match| match (noun.anchor, verb.anchor) {
        (Anchor::Noun { phrase }, Anchor::Verb { clause, .. }) => {
            frames[noun.frame].happening == frames[verb.frame].happening
                && assertion::governing_clause(sentence, phrase) == Some(clause)
        }
        _ => false,
    };
    let all = found.clone();
    found.retain(|own| match own.anchor {
        Anchor::Noun { .. } => {
            !all.iter().any(|verb| twice(own, verb) && (weapon(own) || own.told.0 != verb.told.0))
        }
        _ => !all.iter().any(|noun| twice(noun, own) && !weapon(noun) && noun.told.0 == own.told.0),
    });
}

/// Drills, films and the like tell of nothing that happened.
fn is_make_believe(sentence: &Sentence<'_>, found: &Match) -> bool {
    let words = sentence.words();
    let happening = sentence.lexicon.frames.frames[found.frame].happening.as_str();
    let speech = matches!(
        happening,
        "negotiation"
            | "support-pledge"
            | "agreement"
            | "demand"
            | "accusation"
            | "rejection"
            | "protest"
            | "investigation"
            | "sanction"
            | "restriction"
            | "threat"
    );
    let (start, end) = extent(sentence, found);
    let end = end.min(words.len() - 1);
    let film = sentence.lexicon.class_bit("film");
    let fiction = sentence.classes.iter().any(|set| set & film != 0);
    let drill = (start..=end).any(|at| {
        (at < found.first || at > found.last)
            && words[at].tag != Tag::Proper
            && sentence.lexicon.cues.holds("drill", &words[at].noun)
    });
    !speech && (fiction || drill)
}

/// First and last word of the clause that a match belongs to.
pub(crate) fn extent(sentence: &Sentence<'_>, found: &Match) -> (usize, usize) {
    let clause = match found.anchor {
        Anchor::Verb { clause, .. } | Anchor::Modal { clause } => Some(clause),
        Anchor::Noun { phrase } => assertion::governing_clause(sentence, phrase),
    };
    let whole = (0, sentence.words().len().saturating_sub(1));
    clause.map_or(whole, |clause| sentence.structure.clauses[clause].extent)
}

// ------------------------------------------------------------------------------------- verbs

fn verb_match(sentence: &Sentence<'_>, index: usize) -> Option<Match> {
    let clause = &sentence.structure.clauses[index];
    let head = clause.group.head;
    let patterns = sentence.lexicon.frames.verbs.get(&sentence.words()[head].lemma)?;
    let mut best: Option<(f32, Match)> = None;
    for pattern in patterns {
        let Some(own) = verb_phrase(sentence, head, pattern) else { continue };
        let frame = &sentence.lexicon.frames.frames[pattern.frame];
        let Some(patient) = fits_verb(sentence, index, frame, &own) else { continue };
        let score = specificity(frame, pattern);
        if best.as_ref().is_none_or(|(known, _)| score > *known) {
            let told = verb_told(sentence, index, frame);
            let anchor = Anchor::Verb { clause: index, patient };
            let found = Match {
                frame: pattern.frame,
                first: head,
                last: own.last().copied().unwrap_or(head),
                own,
                anchor,
                told,
                confidence: frame.confidence,
            };
            best = Some((score, found));
        }
    }
    best.map(|(_, found)| found)
}

/// "Officials said the rebels must leave": a demand of the officials.
fn modal_match(sentence: &Sentence<'_>, index: usize) -> Option<Match> {
    let clause = &sentence.structure.clauses[index];
    let at = clause.group.modal?;
    let pattern = sentence.lexicon.frames.modals.get(sentence.words()[at].lower())?.first()?;
    let above = assertion::governing_report(sentence, index)?;
    let head = sentence.structure.clauses[above].group.head;
    let says = sentence.lexicon.cues.holds("attributive", &sentence.words()[head].lemma);
    let told = assertion::of_clause(sentence, above);
    let confidence = sentence.lexicon.frames.frames[pattern.frame].confidence;
    let anchor = Anchor::Modal { clause: index };
    (says && clause.subject.is_some()).then_some(Match {
        frame: pattern.frame,
        first: at,
        last: at,
        own: vec![at],
        anchor,
        told,
        confidence,
    })
}

/// A longer phrase beats a shorter one, a frame with conditions one without.
fn specificity(frame: &Frame, pattern: &Pattern) -> f32 {
    let stated = |terms: &Vec<Term>| f32::from(u8::from(!terms.is_empty()));
    10.0 * pattern.lemmas.len() as f32
        + 2.0 * (stated(&frame.object) + stated(&frame.subject))
        + 2.5 * stated(&frame.near)
        + frame.confidence
}

fn verb_told(sentence: &Sentence<'_>, index: usize, frame: &Frame) -> assertion::Told {
    let told = assertion::of_clause(sentence, index);
    match frame.assertion {
        Some(usual) if told.0 == Assertion::Realized => (usual, None),
        _ => told,
    }
}

/// Words of a verb phrase whose first word stands at `head`.
fn verb_phrase(sentence: &Sentence<'_>, head: usize, pattern: &Pattern) -> Option<Vec<usize>> {
    let words = sentence.words();
    let (mut at, mut own) = (head, vec![head]);
    for lemma in &pattern.lemmas[1..] {
        let reach = (at + 1 + WIDEST_GAP).min(words.len().saturating_sub(1));
        let next = (at + 1..=reach).find(|next| same(&words[*next], lemma))?;
        let broken = words[at + 1..next].iter().any(|word| {
            word.tag.is_verb()
                || matches!(word.lower(), "," | ";" | "." | "(")
                || word.tag == Tag::Coordinator
        });
        if broken {
            return None;
        }
        at = next;
        own.push(at);
    }
    Some(own)
}

/// Whether a frame fits a clause; says whether the subject is the patient.
fn fits_verb(sentence: &Sentence<'_>, index: usize, frame: &Frame, own: &[usize]) -> Option<bool> {
    let clause = &sentence.structure.clauses[index];
    let next = sentence.words().get(clause.group.head + 1);
    let opens_clause =
        next.is_some_and(|word| word.tag == Tag::Subordinator || word.tag == Tag::To);
    let object = object_of(sentence, clause, own);
    let patient = is_patient(
        sentence,
        clause,
        frame,
        clause.object.is_some() || object.is_some() || opens_clause,
    );
    let objects = if patient {
        subject_words(sentence, clause)
    } else {
        object_words(sentence, clause, object)
    };
    let subjects =
        if patient { by_words(sentence, clause) } else { subject_words(sentence, clause) };
    if !frame.object.is_empty() && !meets_any(sentence, &frame.object, &objects) {
        return None;
    }
    if meets_any(sentence, &frame.not_object, &objects) {
        return None;
    }
    let anyone = takes_people(sentence, frame) && is_someone(sentence, &subjects);
    if !frame.subject.is_empty() && !anyone && !meets_any(sentence, &frame.subject, &subjects) {
        return None;
    }
    let clause_words = clause_words(sentence, clause);
    if !frame.near.is_empty() && !meets_any(sentence, &frame.near, &clause_words) {
        return None;
    }
    (!is_barred(sentence, frame, &clause_words)).then_some(patient)
}

/// Words of `not_near` bar a frame inside the clause; classes bar it anywhere in the sentence.
fn is_barred(sentence: &Sentence<'_>, frame: &Frame, clause: &[(usize, usize)]) -> bool {
    let all = [(0, sentence.words().len().saturating_sub(1))];
    let lexicon = sentence.lexicon;
    let hints = |name: &str| {
        let bit = lexicon.class_bit(name);
        sentence.classes.iter().filter(|set| **set & bit != 0).count()
    };
    // Two words of sport or fiction that also have other uses say as much as one that has none.
    let elsewhere = frame.not_near.iter().any(|term| {
        *term == Term::Class(lexicon.class_bit("sport")) && hints("sport-hint") >= 2
            || *term == Term::Class(lexicon.class_bit("film")) && hints("film-hint") >= 2
    });
    elsewhere
        || frame.not_near.iter().any(|term| match term {
            Term::Class(_) => meets_any(sentence, std::slice::from_ref(term), &all),
            _ => meets_any(sentence, std::slice::from_ref(term), clause),
        })
}

/// Whether the subject of a frame may be people, so that a pronoun may stand for it.
fn takes_people(sentence: &Sentence<'_>, frame: &Frame) -> bool {
    let lexicon = sentence.lexicon;
    frame.subject.iter().any(|term| match term {
        Term::Named => true,
        Term::Class(set) => (0..lexicon.classes.len()).any(|class| {
            set & (1 << class) != 0 && lexicon.class_kind(class) == Some(EntityKind::Group)
        }),
        _ => false,
    })
}

/// A pronoun may be anyone.
fn is_someone(sentence: &Sentence<'_>, ranges: &[(usize, usize)]) -> bool {
    ranges.iter().any(|(first, last)| {
        first == last
            && matches!(
                sentence.words()[*first].lower(),
                "he" | "she" | "they" | "we" | "who" | "i" | "it"
            )
    })
}

/// The object of a clause: the phrase right after the verb, or after the last word of a verb phrase
/// ("took over the town"). A phrase that the verb phrase itself holds ("opened fire") is none.
pub(crate) fn object_of(sentence: &Sentence<'_>, clause: &Clause, own: &[usize]) -> Option<usize> {
    let structure = &sentence.structure;
    let foreign = |phrase: &usize| !own.contains(&structure.phrases[*phrase].head);
    let particle =
        clause.oblique.iter().copied().find(|phrase| {
            structure.phrases[*phrase].preposition.is_some_and(|at| own.contains(&at))
        });
    let direct = clause.object.filter(foreign).or_else(|| clause.second_object.filter(foreign));
    direct.or(particle.filter(foreign))
}

/// Whether the subject of a clause is the one that the happening is done to.
fn is_patient(sentence: &Sentence<'_>, clause: &Clause, frame: &Frame, has_object: bool) -> bool {
    let group = &clause.group;
    if group.is_passive() {
        return true;
    }
    if !group.is_bare_past() || has_object || frame.intransitive {
        return false;
    }
    // "searched for the fugitives": a preposition brings the target.
    !clause.oblique.iter().any(|phrase| {
        let preposition = sentence.structure.preposition(*phrase);
        let after = sentence.structure.phrases[*phrase].first > group.head;
        after
            && preposition
                .is_some_and(|word| word != "by" && frame.verb_slot(word) == Some(Role::Target))
    })
}

fn meets_any(sentence: &Sentence<'_>, terms: &[Term], ranges: &[(usize, usize)]) -> bool {
    terms.iter().any(|term| ranges.iter().any(|(first, last)| sentence.meets(term, *first, *last)))
}

/// Words of a phrase, the ones coordinated with it, and the "of" phrases that hang on them.
pub(crate) fn phrase_words(sentence: &Sentence<'_>, phrase: usize) -> Vec<(usize, usize)> {
    let structure = &sentence.structure;
    let mut ranges = Vec::new();
    for member in structure.coordinated(phrase) {
        let own = &structure.phrases[member];
        ranges.push((own.first, own.last));
        if let Some(next) = structure.phrases.get(member + 1)
            && structure.preposition(member + 1) == Some("of")
            && next.preposition == Some(own.last + 1)
        {
            ranges.push((next.first, next.last));
        }
    }
    ranges
}

fn subject_words(sentence: &Sentence<'_>, clause: &Clause) -> Vec<(usize, usize)> {
    clause.subject.map_or_else(Vec::new, |phrase| phrase_words(sentence, phrase))
}

fn object_words(
    sentence: &Sentence<'_>,
    clause: &Clause,
    object: Option<usize>,
) -> Vec<(usize, usize)> {
    let objects = [object, clause.second_object];
    objects.into_iter().flatten().flat_map(|phrase| phrase_words(sentence, phrase)).collect()
}

fn by_words(sentence: &Sentence<'_>, clause: &Clause) -> Vec<(usize, usize)> {
    let by = |phrase: &&usize| sentence.structure.preposition(**phrase) == Some("by");
    clause.oblique.iter().filter(by).flat_map(|phrase| phrase_words(sentence, *phrase)).collect()
}

fn clause_words(sentence: &Sentence<'_>, clause: &Clause) -> Vec<(usize, usize)> {
    let end = clause.extent.1.min(sentence.words().len().saturating_sub(1));
    let mut ranges = vec![(clause.extent.0, end)];
    ranges.extend(subject_words(sentence, clause));
    ranges
}

// ------------------------------------------------------------------------------------- nouns

fn noun_matches(sentence: &Sentence<'_>, phrase: usize) -> Vec<Match> {
    let own = &sentence.structure.phrases[phrase];
    let mut found = Vec::new();
    let mut at = own.first;
    while at <= own.last {
        match noun_match(sentence, phrase, at) {
            Some(noun) => {
                at = noun.last + 1;
                found.push(noun);
            }
            None => at += 1,
        }
    }
    found
}

fn noun_match(sentence: &Sentence<'_>, phrase: usize, at: usize) -> Option<Match> {
    let words = sentence.words();
    let nominal = matches!(words[at].tag, Tag::Noun | Tag::Adjective)
        || words[at].tag.is_nominal() && !in_name(sentence, at);
    let known = [&words[at].noun, &words[at].token.lower];
    let patterns =
        known.iter().filter_map(|lemma| sentence.lexicon.frames.nouns.get(*lemma)).flatten();
    let mut best: Option<(f32, Match)> = None;
    for pattern in patterns.filter(|_| nominal) {
        let Some(last) = noun_phrase_end(sentence, phrase, at, pattern) else { continue };
        let frame = &sentence.lexicon.frames.frames[pattern.frame];
        if !fits_noun(sentence, phrase, frame, last) {
            continue;
        }
        let score = specificity(frame, pattern);
        if best.as_ref().is_none_or(|(known, _)| score > *known) {
            let told = assertion::of_noun(sentence, phrase, at, last);
            let anchor = Anchor::Noun { phrase };
            best = Some((
                score,
                Match {
                    frame: pattern.frame,
                    first: at,
                    last,
                    own: (at..=last).collect(),
                    anchor,
                    told,
                    confidence: frame.confidence,
                },
            ));
        }
    }
    best.map(|(_, found)| found)
}

fn in_name(sentence: &Sentence<'_>, at: usize) -> bool {
    let span = sentence.words()[at].token.span;
    sentence.entities.iter().any(|entity| {
        entity.span.contains(span)
            && !matches!(
                entity.kind,
                EntityKind::Group | EntityKind::Thing | EntityKind::Weapon | EntityKind::Vehicle
            )
    })
}

/// Last word of a noun phrase pattern that starts at `at`; small words inside are passed over.
fn noun_phrase_end(
    sentence: &Sentence<'_>,
    phrase: usize,
    at: usize,
    pattern: &Pattern,
) -> Option<usize> {
    let words = sentence.words();
    let mut last = at;
    for lemma in &pattern.lemmas[1..] {
        let mut next = last + 1;
        while pattern.lemmas.len() > 2
            && words.get(next).is_some_and(|word| {
                matches!(word.tag, Tag::Determiner | Tag::Adjective | Tag::Possessive)
            })
            && !same(&words[next], lemma)
        {
            next += 1;
        }
        if !words.get(next).is_some_and(|word| same(word, lemma) && !word.tag.is_verb()) {
            return None;
        }
        last = next;
    }
    let own = &sentence.structure.phrases[phrase];
    if last < own.head && describes_people(sentence, own.head) {
        return None;
    }
    Some(last)
}

/// "protest leader", "attack helicopter", "ceasefire monitors": the head is no happening.
fn describes_people(sentence: &Sentence<'_>, head: usize) -> bool {
    let set = sentence.classes[head];
    (0..sentence.lexicon.classes.len()).any(|class| {
        set & (1 << class) != 0
            && matches!(
                sentence.lexicon.class_kind(class),
                Some(EntityKind::Group | EntityKind::Vehicle | EntityKind::Facility)
            )
    })
}

fn fits_noun(sentence: &Sentence<'_>, phrase: usize, frame: &Frame, last: usize) -> bool {
    let own = &sentence.structure.phrases[phrase];
    let mut ranges = vec![(own.first, own.last)];
    // What hangs on the noun by prepositions, and the clause that governs it.
    for next in attached(sentence, phrase) {
        let hung = &sentence.structure.phrases[next];
        ranges.push((hung.first, hung.last));
    }
    if let Some(clause) = assertion::governing_clause(sentence, phrase) {
        ranges.extend(clause_words(sentence, &sentence.structure.clauses[clause]));
    } else {
        ranges.push((0, sentence.words().len() - 1));
    }
    let _ = last;
    (frame.near.is_empty() || meets_any(sentence, &frame.near, &ranges))
        && !is_barred(sentence, frame, &ranges)
}

/// Phrases that hang on a phrase by prepositions, one after the other, on its right.
pub(crate) fn attached(sentence: &Sentence<'_>, phrase: usize) -> Vec<usize> {
    let structure = &sentence.structure;
    let mut found = Vec::new();
    let mut end = structure.phrases[phrase].last;
    for (at, next) in structure.phrases.iter().enumerate().skip(phrase + 1).take(8) {
        let gap = &structure.words[end + 1..next.first];
        let close = gap.iter().all(|word| {
            matches!(
                word.tag,
                Tag::Preposition | Tag::Adverb | Tag::Coordinator | Tag::Determiner | Tag::Genitive
            )
        });
        if !close || next.preposition.is_none() && next.joined.is_none() && !is_day(next, structure)
        {
            break;
        }
        if next.preposition.is_some() {
            found.push(at);
        }
        end = next.last;
    }
    found
}

fn is_day(phrase: &crate::chunks::Phrase, structure: &crate::clauses::Structure) -> bool {
    structure.words[phrase.head].lower().ends_with("day")
}
