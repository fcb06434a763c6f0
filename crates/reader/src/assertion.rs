//! Whether a happening is told as done, planned, denied, ….

use tidings_types::Assertion;

use crate::clauses::{Clause, Relation};
use crate::sentence::Sentence;
use crate::tags::Tag;

/// An assertion and the word that decides it, if any.
pub(crate) type Told = (Assertion, Option<usize>);

const REALIZED: Told = (Assertion::Realized, None);

/// How deep governing verbs are followed: "was expected to agree to begin to withdraw".
const MOST_GOVERNORS: usize = 6;

/// How the verb of clause `index` is told.
pub(crate) fn of_clause(sentence: &Sentence<'_>, index: usize) -> Told {
    let told = of_verb(sentence, index, 0);
    let around = surroundings(sentence, index, told);
    // "whether they will enter": doubt weighs more than the future.
    let doubted = told.0 == Assertion::Planned && around.0 == Assertion::Conditional;
    if told.0 == Assertion::Realized || doubted { around } else { told }
}

fn of_verb(sentence: &Sentence<'_>, index: usize, depth: usize) -> Told {
    let clause = &sentence.structure.clauses[index];
    let group = &clause.group;
    if depth > MOST_GOVERNORS {
        return REALIZED;
    }
    if let Some(negation) = group.negation {
        return (Assertion::Denied, Some(negation));
    }
    if let Some(nobody) = nobody(sentence, clause) {
        return (Assertion::Denied, Some(nobody));
    }
    if let Some(modal) = group.modal {
        return (modal_assertion(sentence, modal), Some(modal));
    }
    if group.to.is_some() {
        return infinitive(sentence, clause, depth);
    }
    if group.is_bare_gerund() {
        return gerund(sentence, clause, depth);
    }
    if group.is_progressive() && !future(sentence, index) {
        return (Assertion::Ongoing, group.be);
    }
    // "may attack and kill": the modal governs both.
    if let Some(governor) = clause.governor
        && clause.relation != Relation::Participle
    {
        let earlier = &sentence.structure.clauses[governor].group;
        if !group.has_auxiliary() && earlier.has_auxiliary() && group.form == earlier.form {
            return of_verb(sentence, governor, depth + 1);
        }
    }
    complement(sentence, index)
}

/// "Nobody was killed", "No civilians were killed".
fn nobody(sentence: &Sentence<'_>, clause: &Clause) -> Option<usize> {
    let phrase = &sentence.structure.phrases[clause.subject?];
    let first = phrase.first;
    matches!(sentence.words()[first].lower(), "no" | "nobody" | "none" | "neither").then_some(first)
}

fn future(sentence: &Sentence<'_>, index: usize) -> bool {
    let head = sentence.structure.clauses[index].group.head;
    sentence.words()[head].lemma == "go"
}

fn modal_assertion(sentence: &Sentence<'_>, modal: usize) -> Assertion {
    let word = sentence.words()[modal].lower();
    if sentence.lexicon.cues.holds("planned_modals", word) {
        Assertion::Planned
    } else {
        Assertion::Conditional
    }
}

/// The nearest content word before word `at`.
fn word_before(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    (0..at).rev().find(|index| sentence.words()[*index].tag != Tag::Adverb)
}

fn infinitive(sentence: &Sentence<'_>, clause: &Clause, depth: usize) -> Told {
    let (words, cues) = (sentence.words(), &sentence.lexicon.cues);
    let to = clause.group.to;
    if clause.group.be.is_some_and(|be| Some(be) < to) {
        return (Assertion::Planned, clause.group.be);
    }
    let before = word_before(sentence, clause.group.first);
    if let Some(at) = before {
        if words[at].is("used") && !words[at.saturating_sub(1)].tag.is_auxiliary() {
            return (Assertion::Historical, Some(at));
        }
        if words[at].tag == Tag::Adjective && cues.holds("planned_adjectives", words[at].lower()) {
            return (Assertion::Planned, Some(at));
        }
        let noun = matches!(words[at].tag, Tag::Noun);
        if noun && cues.holds("denied", &words[at].noun)
            || words[at].is("refusal")
            || words[at].is("failure")
        {
            return (Assertion::Denied, Some(at));
        }
        if noun && (cues.holds("planned", &words[at].noun) || is_intention(&words[at].noun)) {
            return (Assertion::Planned, Some(at));
        }
    }
    let Some(governor) = clause.governor else { return (Assertion::Planned, to) };
    governed(sentence, governor, to, depth)
}

fn is_intention(noun: &str) -> bool {
    matches!(
        noun,
        "decision"
            | "agreement"
            | "effort"
            | "intention"
            | "bid"
            | "permission"
            | "operation"
            | "right"
            | "chance"
            | "ability"
            | "opportunity"
            | "deadline"
            | "mission"
            | "pressure"
            | "willingness"
            | "readiness"
            | "resolution"
            | "deal"
            | "move"
    )
}

/// The infinitive under the verb of clause `governor`.
fn governed(sentence: &Sentence<'_>, governor: usize, to: Option<usize>, depth: usize) -> Told {
    let cues = &sentence.lexicon.cues;
    let above = &sentence.structure.clauses[governor];
    let head = above.group.head;
    let lemma = sentence.words()[head].lemma.as_str();
    let negated = above.group.negation;
    if cues.holds("denied", lemma) {
        return if negated.is_some() { REALIZED } else { (Assertion::Denied, Some(head)) };
    }
    if cues.holds("planned", lemma) || lemma == "go" && above.group.is_progressive() {
        return negated
            .map_or((Assertion::Planned, Some(head)), |at| (Assertion::Denied, Some(at)));
    }
    if matches!(lemma, "seem" | "appear" | "believe" | "think") || cues.holds("alleged", lemma) {
        return (Assertion::Alleged, Some(head));
    }
    let told = of_verb(sentence, governor, depth + 1);
    if cues.holds("ongoing", lemma) {
        return if told.0 == Assertion::Realized { (Assertion::Ongoing, Some(head)) } else { told };
    }
    if cues.holds("enabling", lemma)
        || cues.holds("happened", lemma) && adjacent(sentence, head, to)
    {
        return told;
    }
    if told.0 == Assertion::Denied {
        return told;
    }
    (Assertion::Planned, to)
}

/// Whether nothing but adverbs stands between a verb and the "to" it governs.
fn adjacent(sentence: &Sentence<'_>, head: usize, to: Option<usize>) -> bool {
    to.is_some_and(|to| {
        sentence.words()[head + 1..to.max(head + 1)].iter().all(|word| word.tag == Tag::Adverb)
    })
}

fn gerund(sentence: &Sentence<'_>, clause: &Clause, depth: usize) -> Told {
    let (words, cues) = (sentence.words(), &sentence.lexicon.cues);
    let Some(before) = word_before(sentence, clause.group.first) else { return REALIZED };
    match words[before].lower() {
        "without" | "instead" => return (Assertion::Denied, Some(before)),
        "for"
            if !clause.governor.is_some_and(|at| {
                let lemma = words[sentence.structure.clauses[at].group.head].lemma.as_str();
                matches!(
                    lemma,
                    "blame"
                        | "condemn"
                        | "criticise"
                        | "criticize"
                        | "arrest"
                        | "convict"
                        | "jail"
                        | "sentence"
                )
            }) =>
        {
            return (Assertion::Planned, Some(before));
        }
        "from" => {
            let denied = clause.governor.map(|at| sentence.structure.clauses[at].group.head);
            if let Some(head) = denied.filter(|head| {
                cues.holds("denied", &words[*head].lemma) || words[*head].lemma == "keep"
            }) {
                return (Assertion::Denied, Some(head));
            }
        }
        _ => {}
    }
    let Some(governor) = clause.governor else { return REALIZED };
    let above = &sentence.structure.clauses[governor];
    let head = above.group.head;
    let lemma = words[head].lemma.as_str();
    let told = of_verb(sentence, governor, depth + 1);
    if cues.holds("alleged", lemma) {
        return (Assertion::Alleged, Some(head));
    }
    let governs = clause.relation == Relation::Gerund && before == head;
    if governs && cues.holds("denied", lemma) && lemma != "stop" && lemma != "halt" {
        return (Assertion::Denied, Some(head));
    }
    if governs && cues.holds("ongoing", lemma) && told.0 == Assertion::Realized {
        return (Assertion::Ongoing, Some(head));
    }
    if governs
        && matches!(
            lemma,
            "plan" | "consider" | "propose" | "suggest" | "recommend" | "intend" | "mull"
        )
    {
        return (Assertion::Planned, Some(head));
    }
    if told.0 == Assertion::Ongoing { REALIZED } else { told }
}

/// A clause under "claimed that", "denied that", "hopes that", "it is not clear whether".
fn complement(sentence: &Sentence<'_>, index: usize) -> Told {
    let Some(above) = governing_report(sentence, index) else { return REALIZED };
    let clause = &sentence.structure.clauses[above];
    let head = clause.group.head;
    let cues = &sentence.lexicon.cues;
    let lemma = sentence.words()[head].lemma.as_str();
    if matches!(lemma, "deny" | "dismiss" | "refute" | "reject") {
        return (Assertion::Denied, Some(head));
    }
    if matches!(
        lemma,
        "hope"
            | "expect"
            | "fear"
            | "demand"
            | "propose"
            | "threaten"
            | "urge"
            | "insist"
            | "wish"
            | "doubt"
    ) {
        return (Assertion::Conditional, Some(head));
    }
    if cues.holds("alleged", lemma) {
        return (Assertion::Alleged, Some(head));
    }
    REALIZED
}

/// The clause of saying that clause `index` is the content of.
pub(crate) fn governing_report(sentence: &Sentence<'_>, index: usize) -> Option<usize> {
    let structure = &sentence.structure;
    let clause = &structure.clauses[index];
    let start = clause
        .subject
        .map_or(clause.group.first, |at| structure.phrases[at].first.min(clause.group.first));
    let above = (0..index).rev().find(|at| {
        let earlier = &structure.clauses[*at];
        earlier.group.head < start && earlier.group.is_finite() && !earlier.reduced
    })?;
    let head = structure.clauses[above].group.head;
    let between = &structure.words[head + 1..start];
    let that = between.iter().any(|word| word.is("that"));
    let direct = between.len() <= 4
        && !between.iter().any(|word| word.tag == Tag::Mark || word.tag == Tag::Coordinator);
    (that || direct).then_some(above)
}

/// Conditional and hedging words in the clause, and a past too long ago.
fn surroundings(sentence: &Sentence<'_>, index: usize, told: Told) -> Told {
    let clause = &sentence.structure.clauses[index];
    let (start, end) = clause.extent;
    // The word that opens the clause stands just before its extent.
    let start = opening(sentence, start);
    // "until the town is cleared": it is not yet.
    if let Some(at) = start.checked_sub(1)
        && matches!(sentence.words()[at].lower(), "until" | "till")
    {
        return (Assertion::Conditional, Some(at));
    }
    in_words(sentence, start, end.min(sentence.words().len() - 1)).unwrap_or(told)
}

/// First word of the conjunctions that open a clause.
fn opening(sentence: &Sentence<'_>, mut start: usize) -> usize {
    while start > 0
        && matches!(
            sentence.words()[start - 1].tag,
            Tag::Subordinator | Tag::Adverb | Tag::Relative
        )
    {
        start -= 1;
    }
    start
}

/// What cue words in `start..=end` say.
pub(crate) fn in_words(sentence: &Sentence<'_>, start: usize, end: usize) -> Option<Told> {
    let (words, cues) = (sentence.words(), &sentence.lexicon.cues);
    for at in start..=end {
        let word = words[at].lower();
        if words[at].tag == Tag::Subordinator && cues.holds("conditional_words", word) {
            return Some((Assertion::Conditional, Some(at)));
        }
        if words[at].tag == Tag::Adverb
            && (cues.holds("conditional_words", word) || cues.holds("alleged_words", word))
        {
            let told = if cues.holds("alleged_words", word) {
                Assertion::Alleged
            } else {
                Assertion::Conditional
            };
            return Some((told, Some(at)));
        }
        if cues.holds("alleged_words", word) && matches!(words[at].tag, Tag::Noun | Tag::Adverb) {
            return Some((Assertion::Alleged, Some(at)));
        }
        if cues.holds("historical_words", word) {
            return Some((Assertion::Historical, Some(at)));
        }
        if word == "ago"
            && at > 0
            && matches!(words[at - 1].noun.as_str(), "year" | "decade" | "century")
        {
            return Some((Assertion::Historical, Some(at)));
        }
    }
    None
}

/// How the noun trigger at `first..=last` in phrase `phrase` is told.
pub(crate) fn of_noun(sentence: &Sentence<'_>, phrase: usize, first: usize, last: usize) -> Told {
    let (words, cues, structure) = (sentence.words(), &sentence.lexicon.cues, &sentence.structure);
    let own = &structure.phrases[phrase];
    for at in own.words() {
        let word = words[at].lower();
        if word == "no" {
            return (Assertion::Denied, Some(at));
        }
        if at < first && cues.holds("ongoing_words", word) {
            return (Assertion::Ongoing, Some(at));
        }
        if at < first
            && matches!(
                word,
                "planned"
                    | "proposed"
                    | "future"
                    | "upcoming"
                    | "imminent"
                    | "expected"
                    | "further"
                    | "threatened"
                    | "scheduled"
            )
        {
            return (Assertion::Planned, Some(at));
        }
        if at < first && cues.holds("alleged_words", word) && word != "suspected" {
            return (Assertion::Alleged, Some(at));
        }
        if at < first && cues.holds("conditional_words", word) {
            return (Assertion::Conditional, Some(at));
        }
        if at < first && cues.holds("historical_words", word) {
            return (Assertion::Historical, Some(at));
        }
    }
    if own.preposition.is_some_and(|at| words[at].is("without")) {
        return (Assertion::Denied, own.preposition);
    }
    // "plans for an attack", "threat of a strike", "anniversary of the massacre", "called for a truce".
    if let Some(told) = noun_above(sentence, phrase) {
        return told;
    }
    let Some(index) = governing_clause(sentence, phrase) else {
        return in_words(sentence, first, last).unwrap_or(REALIZED);
    };
    under_verb(sentence, index, phrase)
}

/// The noun that a phrase hangs on by "of", "for", "to" or "on".
fn noun_above(sentence: &Sentence<'_>, phrase: usize) -> Option<Told> {
    let (words, structure) = (sentence.words(), &sentence.structure);
    let own = &structure.phrases[phrase];
    let preposition = own.preposition?;
    let above = phrase.checked_sub(1).map(|at| &structure.phrases[at])?;
    if above.last + 1 != preposition {
        return None;
    }
    let noun = words[above.head].noun.as_str();
    match noun {
        "plan" | "threat" | "preparation" | "call" | "demand" | "proposal" | "hope"
        | "prospect" | "possibility" | "appeal" | "order" | "request" | "fear" | "risk"
        | "warning" | "deadline" | "offer" | "idea" | "invitation" | "bid" | "suggestion" => {
            Some((Assertion::Planned, Some(above.head)))
        }
        "anniversary" | "commemoration" => Some((Assertion::Historical, Some(above.head))),
        "report" | "allegation" | "claim" | "accusation" | "suspicion" | "rumour" | "rumor" => {
            Some((Assertion::Alleged, Some(above.head)))
        }
        "absence" | "lack" | "denial" => Some((Assertion::Denied, Some(above.head))),
        _ => None,
    }
}

/// Verbs that add little to the noun they govern: "carry out an attack".
fn is_light(verb: &str) -> bool {
    matches!(
        verb,
        "carry"
            | "conduct"
            | "stage"
            | "hold"
            | "mount"
            | "launch"
            | "continue"
            | "intensify"
            | "wage"
            | "lead"
            | "make"
            | "commit"
            | "impose"
            | "enforce"
            | "suffer"
            | "face"
            | "undertake"
            | "perform"
            | "escalate"
    )
}

/// The clause that a phrase is subject, object or oblique of.
pub(crate) fn governing_clause(sentence: &Sentence<'_>, phrase: usize) -> Option<usize> {
    let structure = &sentence.structure;
    let chain = structure.coordinated(phrase);
    let holds = |at: Option<usize>| at.is_some_and(|at| chain.contains(&at));
    let clauses = || structure.clauses.iter().enumerate();
    clauses()
        .find(|(_, clause)| holds(clause.object) || holds(clause.second_object))
        .or_else(|| clauses().find(|(_, clause)| holds(clause.subject)))
        .or_else(|| {
            clauses().find(|(_, clause)| clause.oblique.iter().any(|at| chain.contains(at)))
        })
        .map(|(index, _)| index)
}

fn under_verb(sentence: &Sentence<'_>, index: usize, phrase: usize) -> Told {
    let (words, cues, structure) = (sentence.words(), &sentence.lexicon.cues, &sentence.structure);
    let clause = &structure.clauses[index];
    let chain = structure.coordinated(phrase);
    let lemma = words[clause.group.head].lemma.as_str();
    let told = of_clause(sentence, index);
    let subject = clause.subject.is_some_and(|at| chain.contains(&at));
    let passive = clause.group.is_passive() || clause.reduced;
    let object = clause.object.is_some_and(|at| chain.contains(&at))
        || subject && passive
        || structure
            .preposition(phrase)
            .is_some_and(|word| matches!(word, "for" | "to" | "against" | "on" | "of" | "from"))
            && clause.oblique.first().is_some_and(|at| chain.contains(at))
            && matches!(
                lemma,
                "call"
                    | "appeal"
                    | "prepare"
                    | "press"
                    | "agree"
                    | "threaten"
                    | "push"
                    | "plan"
                    | "lead"
            );
    let blamed = structure.preposition(phrase).is_some_and(|word| matches!(word, "of" | "for"))
        && clause.oblique.iter().any(|at| chain.contains(at))
        && cues.holds("alleged", lemma);
    if blamed && told.0 == Assertion::Realized {
        return (Assertion::Alleged, Some(clause.group.head));
    }
    let quiet_no =
        words[clause.extent.0..=clause.extent.1.min(words.len() - 1)].iter().any(|w| w.is("no"));
    if clause.group.negation.is_some() && (subject || object) || quiet_no && subject && passive {
        return (Assertion::Denied, clause.group.negation);
    }
    // "is investigating the killings": what goes on is the looking, not the killing.
    if object && told.0 == Assertion::Ongoing && !is_light(lemma) {
        return REALIZED;
    }
    if object && told.0 == Assertion::Realized && matches!(lemma, "lift" | "ease" | "relax") {
        return (Assertion::Denied, Some(clause.group.head));
    }
    if object && told.0 == Assertion::Realized {
        if cues.holds("denied", lemma) {
            return (Assertion::Denied, Some(clause.group.head));
        }
        if cues.holds("planned", lemma)
            && !matches!(
                lemma,
                "announce" | "need" | "tell" | "ask" | "warn" | "require" | "commit"
            )
        {
            return (Assertion::Planned, Some(clause.group.head));
        }
        if cues.holds("ongoing", lemma) && lemma != "carry" {
            return (Assertion::Ongoing, Some(clause.group.head));
        }
        if cues.holds("alleged", lemma) {
            return (Assertion::Alleged, Some(clause.group.head));
        }
    }
    if subject && !passive && told.0 == Assertion::Realized {
        if cues.holds("ongoing", lemma) || clause.group.is_progressive() {
            return (Assertion::Ongoing, Some(clause.group.head));
        }
        if clause.group.copula
            && let Some(at) =
                (clause.group.head + 1..=clause.extent.1.min(words.len() - 1)).find(|at| {
                    cues.holds("ongoing_words", words[*at].lower())
                        || words[*at].is("way") && words[at - 1].is("under")
                })
        {
            return (Assertion::Ongoing, Some(at));
        }
    }
    if told.0 == Assertion::Ongoing && !subject && !object { REALIZED } else { told }
}
