//! Light word classes: closed-class lists, known verbs and nouns, endings and neighbours.

use crate::inflection::Form;
use crate::lexicon::{Lexicon, Small};
use crate::tokens::{Shape, Token};

/// Word class of a token in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    Determiner,
    Pronoun,
    Possessive,
    /// Genitive "'s" or a bare apostrophe after a plural.
    Genitive,
    /// "who", "which", or "that" after a noun and before a verb.
    Relative,
    Preposition,
    /// "to" before a verb.
    To,
    Coordinator,
    Subordinator,
    Modal,
    Be,
    Have,
    Do,
    Negation,
    Adverb,
    Adjective,
    Verb(Form),
    Noun,
    Proper,
    Number,
    Mark,
}

impl Tag {
    /// Whether a word of this class may stand inside a noun phrase.
    pub(crate) fn is_nominal(self) -> bool {
        matches!(self, Self::Noun | Self::Proper | Self::Number | Self::Pronoun)
    }

    pub(crate) fn is_verb(self) -> bool {
        matches!(self, Self::Verb(_))
    }

    /// Whether it opens or fills a verb group before its main verb.
    pub(crate) fn is_auxiliary(self) -> bool {
        matches!(self, Self::Modal | Self::Be | Self::Have | Self::Do)
    }
}

/// A token with its word class and lemmas.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub(crate) token: Token,
    pub(crate) tag: Tag,
    /// Base form of a verb, singular of a noun, else the lower-case word.
    pub(crate) lemma: String,
    /// Singular of the word read as a noun.
    pub(crate) noun: String,
}

impl Word {
    pub(crate) fn lower(&self) -> &str {
        &self.token.lower
    }

    pub(crate) fn is(&self, word: &str) -> bool {
        self.token.lower == word
    }
}

/// How a sentence is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// Capitals mark names.
    Sentence,
    /// Most words begin with a capital: a headline.
    Title,
    /// All upper case: old wires.
    Upper,
}

/// Tells how a sentence is written from its words.
pub(crate) fn style(tokens: &[Token], lexicon: &Lexicon) -> Style {
    let words =
        tokens.iter().filter(|token| token.shape != Shape::Mark && token.shape != Shape::Number);
    let (mut all, mut upper, mut content, mut capital) = (0, 0, 0, 0);
    for token in words {
        all += 1;
        upper += usize::from(token.shape == Shape::Upper || token.lower.len() == 1);
        if lexicon.small(&token.lower).is_none() {
            content += 1;
            capital += usize::from(token.is_capital());
        }
    }
    if all >= 4 && upper * 4 >= all * 3 {
        Style::Upper
    } else if content >= 4 && capital * 5 >= content * 4 && knows_capitals(tokens, lexicon) {
        Style::Title
    } else {
        Style::Sentence
    }
}

/// A headline capitalises common words too; a list of names does not.
fn knows_capitals(tokens: &[Token], lexicon: &Lexicon) -> bool {
    let common = |token: &&Token| {
        token.shape == Shape::Capital
            && (!lexicon.verb(&token.lower).is_empty()
                || lexicon.is_noun(&lexicon.singular(&token.lower)))
    };
    tokens.iter().skip(1).filter(common).count() >= 2
}

/// Word classes of a sentence. `named[i]` says that token `i` lies in a known name.
pub(crate) fn tag(tokens: Vec<Token>, named: &[bool], lexicon: &Lexicon) -> Vec<Word> {
    let style = style(&tokens, lexicon);
    let mut words: Vec<Word> = tokens
        .into_iter()
        .enumerate()
        .map(|(index, token)| {
            let noun = lexicon.singular(&token.lower);
            let named = named.get(index).copied().unwrap_or(false);
            let tag = first_guess(&token, &noun, index, named, style, lexicon);
            Word { lemma: token.lower.clone(), token, tag, noun }
        })
        .collect();
    hedge(&mut words, lexicon);
    compounds(&mut words, lexicon);
    for index in 0..words.len() {
        words[index].tag = settle(&words, index, lexicon);
    }
    for word in &mut words {
        word.lemma = lemma(word, lexicon);
    }
    words
}

/// Known compounds are nouns, however verbal their words look: "human shields", "booby traps".
fn compounds(words: &mut [Word], lexicon: &Lexicon) {
    for at in 0..words.len() {
        let length = lexicon.compound_length(words, at);
        for word in &mut words[at..at + length] {
            if word.tag != Tag::Proper {
                word.tag = Tag::Noun;
            }
        }
    }
}

/// "about 60", "at least two", "up to 4,000": the hedge belongs to the number.
fn hedge(words: &mut [Word], lexicon: &Lexicon) {
    for at in 1..words.len() {
        if words[at].tag != Tag::Number {
            continue;
        }
        let known = lexicon.hedges.iter().find(|hedge| {
            at >= hedge.len()
                && words[at - hedge.len()..at].iter().zip(*hedge).all(|(word, own)| word.is(own))
        });
        if let Some(hedge) = known {
            words[at - hedge.len()..at].iter_mut().for_each(|word| word.tag = Tag::Determiner);
        }
    }
}

fn lemma(word: &Word, lexicon: &Lexicon) -> String {
    match word.tag {
        Tag::Verb(form) => {
            let readings = lexicon.verb(word.lower());
            let exact = readings.iter().find(|(_, known)| *known == form);
            exact.or(readings.first()).map_or_else(|| word.lemma.clone(), |(base, _)| base.clone())
        }
        Tag::Noun | Tag::Proper => word.noun.clone(),
        _ => word.lemma.clone(),
    }
}

fn first_guess(
    token: &Token,
    noun: &str,
    index: usize,
    named: bool,
    style: Style,
    lexicon: &Lexicon,
) -> Tag {
    match token.shape {
        Shape::Mark => return if token.lower == "'" { Tag::Genitive } else { mark(token) },
        Shape::Number => return number(token),
        _ if token.lower == "'s" => return Tag::Genitive,
        _ => {}
    }
    if named && (style != Style::Upper || lexicon.small(&token.lower).is_none()) {
        return Tag::Proper;
    }
    let small = lexicon.small(&token.lower);
    let capital = token.is_capital() && style == Style::Sentence && index > 0;
    // "US" and "WHO" are names, "us" and "who" are not.
    if let Some(small) = small.filter(|_| !(capital && token.shape == Shape::Upper)) {
        return from_small(small, &token.lower);
    }
    if lexicon.names.holds("numbers", &token.lower) {
        return Tag::Number;
    }
    if capital {
        return Tag::Proper;
    }
    let known_verb = !lexicon.verb(&token.lower).is_empty();
    if lexicon.names.holds("nationalities", &token.lower) {
        let people = token.lower.ends_with('s') && !token.lower.ends_with("ss");
        return if people { Tag::Noun } else { Tag::Adjective };
    }
    if lexicon.is_adjective(&token.lower) {
        return Tag::Adjective;
    }
    if known_verb {
        return Tag::Verb(lexicon.verb(&token.lower).first().map_or(Form::Base, |(_, form)| *form));
    }
    if token.is_capital() && style != Style::Upper && !lexicon.is_noun(noun) {
        return Tag::Proper;
    }
    by_ending(&token.lower)
}

fn mark(token: &Token) -> Tag {
    if token.lower == "&" { Tag::Coordinator } else { Tag::Mark }
}

/// "23" counts; "30-year-old" and "21st" describe.
fn number(token: &Token) -> Tag {
    let letters = token.lower.chars().filter(|letter| letter.is_alphabetic()).count();
    if letters == 0 || token.lower.ends_with("-odd") { Tag::Number } else { Tag::Adjective }
}

fn from_small(small: Small, word: &str) -> Tag {
    match small {
        Small::Determiner => Tag::Determiner,
        Small::Pronoun => Tag::Pronoun,
        Small::Possessive => Tag::Possessive,
        Small::Relative => Tag::Relative,
        Small::Preposition if word == "to" => Tag::Preposition,
        Small::Preposition => Tag::Preposition,
        Small::Coordinator => Tag::Coordinator,
        Small::Subordinator => Tag::Subordinator,
        Small::Modal => Tag::Modal,
        Small::Negation => Tag::Negation,
        Small::Adverb => Tag::Adverb,
        Small::Be => Tag::Be,
        Small::Have => Tag::Have,
        Small::Do => Tag::Do,
    }
}

fn by_ending(word: &str) -> Tag {
    let ends = |endings: &[&str]| {
        endings.iter().any(|end| word.ends_with(end) && word.len() > end.len() + 2)
    };
    if ends(&["ly"]) {
        Tag::Adverb
    } else if ends(&[
        "ous",
        "ful",
        "ive",
        "ical",
        "ic",
        "able",
        "ible",
        "less",
        "ary",
        "-led",
        "-backed",
        "-held",
        "-controlled",
        "-run",
        "-old",
        "ese",
        "ish",
        "-wide",
        "-based",
        "-linked",
        "-armed",
        "ern",
    ]) {
        Tag::Adjective
    } else if ends(&["ing"]) {
        Tag::Verb(Form::Gerund)
    } else if ends(&["ed"]) && !word.contains('-') {
        Tag::Verb(Form::Past)
    } else if ends(&["ed"]) {
        Tag::Adjective
    } else {
        Tag::Noun
    }
}

/// Settles an ambiguous word by its neighbours. Words before `index` are settled already.
fn settle(words: &[Word], index: usize, lexicon: &Lexicon) -> Tag {
    let word = &words[index];
    match word.tag {
        Tag::Verb(_) => settle_verb(words, index, lexicon),
        Tag::Preposition if word.is("to") => to_or_preposition(words, index, lexicon),
        Tag::Determiner if word.is("that") => settle_that(words, index),
        Tag::Genitive if word.is("'s") => settle_clitic(words, index),
        Tag::Subordinator if word.is("that") => settle_that(words, index),
        // "to clear", "will free": adjectives that are verbs too.
        Tag::Adjective if follows_auxiliary(words, index) && is_base(word, lexicon) => {
            Tag::Verb(Form::Base)
        }
        Tag::Adjective if lexicon.is_noun(&word.noun) => settle_adjective(words, index, lexicon),
        tag => tag,
    }
}

fn follows_auxiliary(words: &[Word], index: usize) -> bool {
    before(words, index).is_some_and(|word| matches!(word.tag, Tag::To | Tag::Modal | Tag::Do))
}

fn is_base(word: &Word, lexicon: &Lexicon) -> bool {
    lexicon.verb(word.lower()).iter().any(|(_, form)| *form == Form::Base)
}

/// "official", "rebel", "militant": a noun where no noun follows.
fn settle_adjective(words: &[Word], index: usize, lexicon: &Lexicon) -> Tag {
    let describes = words.get(index + 1).is_some_and(|next| {
        matches!(next.tag, Tag::Noun | Tag::Proper | Tag::Adjective)
            || next.tag.is_verb() && lexicon.is_noun(&next.noun) && !next.lower().ends_with("ed")
    });
    if describes { Tag::Adjective } else { Tag::Noun }
}

fn before(words: &[Word], index: usize) -> Option<&Word> {
    words[..index].iter().rev().find(|word| !matches!(word.tag, Tag::Adverb | Tag::Negation))
}

fn to_or_preposition(words: &[Word], index: usize, lexicon: &Lexicon) -> Tag {
    let next = words[index + 1..].iter().find(|word| word.tag != Tag::Adverb);
    let infinitive = next.is_some_and(|word| {
        matches!(word.tag, Tag::Be | Tag::Have | Tag::Do)
            || (word.tag.is_verb() || word.tag == Tag::Adjective)
                && lexicon.verb(word.lower()).iter().any(|(_, form)| *form == Form::Base)
    });
    if infinitive { Tag::To } else { Tag::Preposition }
}

/// "that" opens a clause after a verb, relates after a noun before a verb, else points.
fn settle_that(words: &[Word], index: usize) -> Tag {
    let next = words.get(index + 1).map(|word| word.tag);
    let previous = before(words, index).map(|word| word.tag);
    match (previous, next) {
        (Some(Tag::Noun | Tag::Proper), Some(next)) if next.is_verb() || next.is_auxiliary() => {
            Tag::Relative
        }
        (Some(Tag::Noun | Tag::Proper), _) => Tag::Subordinator,
        (Some(previous), _) if previous.is_verb() || previous == Tag::Be => Tag::Subordinator,
        (Some(Tag::Mark | Tag::Adjective | Tag::Pronoun), _) => Tag::Subordinator,
        _ => Tag::Determiner,
    }
}

/// "'s" is "is" or "has" after a pronoun, else a genitive.
fn settle_clitic(words: &[Word], index: usize) -> Tag {
    let pronoun =
        index > 0 && matches!(words[index - 1].tag, Tag::Pronoun | Tag::Relative | Tag::Adverb);
    if pronoun { Tag::Be } else { Tag::Genitive }
}

fn settle_verb(words: &[Word], index: usize, lexicon: &Lexicon) -> Tag {
    let word = &words[index];
    let readings = lexicon.verb(word.lower());
    let has = |form: Form| readings.iter().any(|(_, known)| *known == form);
    let previous = before(words, index).map(|word| word.tag);
    let next = words.get(index + 1);
    if word.lower().ends_with("ing") && (readings.is_empty() || has(Form::Gerund)) {
        return settle_gerund(words, index, lexicon);
    }
    if matches!(previous, Some(Tag::Have)) && (has(Form::Participle) || readings.is_empty()) {
        return Tag::Verb(Form::Participle);
    }
    if matches!(previous, Some(Tag::Be)) && (has(Form::Participle) || readings.is_empty()) {
        return Tag::Verb(Form::Participle);
    }
    if matches!(previous, Some(Tag::To | Tag::Modal | Tag::Do)) && has(Form::Base) {
        return Tag::Verb(Form::Base);
    }
    if readings.is_empty() || has(Form::Past) || has(Form::Participle) {
        if has(Form::Base) && has(Form::Past) {
            return settle_unchanging(words, index);
        }
        return settle_past(words, index, has(Form::Past) || readings.is_empty());
    }
    let plain = settle_present(words, index, lexicon, has(Form::Third));
    match (plain, next) {
        (Tag::Verb(form), _) => Tag::Verb(form),
        (tag, _) => tag,
    }
}

/// "hit", "cut", "put": present and past look alike.
fn settle_unchanging(words: &[Word], index: usize) -> Tag {
    let previous = before(words, index).map(|word| word.tag);
    match previous {
        Some(Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Genitive | Tag::Number) => {
            Tag::Noun
        }
        _ => Tag::Verb(Form::Past),
    }
}

fn settle_gerund(words: &[Word], index: usize, lexicon: &Lexicon) -> Tag {
    let previous = before(words, index);
    let next = words.get(index + 1);
    let nominal_before = previous.is_some_and(|word| {
        matches!(
            word.tag,
            Tag::Determiner | Tag::Possessive | Tag::Genitive | Tag::Adjective | Tag::Number
        )
    });
    let of_next = next.is_some_and(|word| word.is("of"));
    let noun_next = next.is_some_and(|word| {
        matches!(word.tag, Tag::Noun | Tag::Proper)
            || lexicon.is_noun(&word.noun) && !word.tag.is_auxiliary()
    });
    if matches!(previous.map(|word| word.tag), Some(Tag::Be)) && !of_next {
        return Tag::Verb(Form::Gerund);
    }
    // "Demining teams continue", not "Killing civilians is".
    let plural_subject = index == 0
        && next.is_some_and(|word| word.tag == Tag::Noun && word.lower() != word.noun)
        && words.get(2).is_some_and(|word| {
            matches!(word.lower(), "are" | "were" | "have") || is_base(word, lexicon)
        });
    if plural_subject {
        return Tag::Adjective;
    }
    let describes = lexicon.is_describing(words[index].lower()) && noun_next;
    if describes && !next.is_some_and(|word| matches!(word.tag, Tag::Proper)) {
        return Tag::Adjective;
    }
    if nominal_before && noun_next && !of_next && !lexicon.is_noun(words[index].lower()) {
        return Tag::Adjective;
    }
    let compound = previous.is_some_and(|word| matches!(word.tag, Tag::Noun | Tag::Proper))
        && lexicon.is_noun(words[index].lower())
        && !next.is_some_and(|word| {
            matches!(
                word.tag,
                Tag::Determiner | Tag::Number | Tag::Possessive | Tag::Pronoun | Tag::Proper
            )
        });
    if nominal_before || of_next || compound {
        return Tag::Noun;
    }
    let bare_noun = index == 0 || previous.is_some_and(|word| word.tag == Tag::Preposition);
    let object_next = next.is_some_and(|word| {
        matches!(
            word.tag,
            Tag::Determiner
                | Tag::Number
                | Tag::Possessive
                | Tag::Pronoun
                | Tag::Proper
                | Tag::Adjective
                | Tag::Noun
        )
    });
    if bare_noun && !object_next && lexicon.is_noun(words[index].lower()) {
        return Tag::Noun;
    }
    Tag::Verb(Form::Gerund)
}

/// A past form: finite, participle after its noun, or an adjective before one.
fn settle_past(words: &[Word], index: usize, finite: bool) -> Tag {
    let previous = before(words, index).map(|word| word.tag);
    let next = words.get(index + 1).map(|word| word.tag);
    let opens = matches!(
        previous,
        Some(Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Genitive | Tag::Preposition)
    );
    let noun_next = matches!(next, Some(Tag::Noun | Tag::Proper | Tag::Adjective))
        || words
            .get(index + 1)
            .is_some_and(|word| matches!(word.tag, Tag::Verb(_)) && !word.lower().ends_with("ed"));
    let after_number = matches!(previous, Some(Tag::Number)) && matches!(next, Some(Tag::Noun));
    if noun_next && (opens || after_number) {
        return Tag::Adjective;
    }
    if matches!(previous, Some(Tag::Determiner | Tag::Possessive))
        && !matches!(words.get(index.wrapping_sub(1)).map(Word::lower), Some("that" | "this"))
    {
        // "the wounded", "the displaced": people.
        return Tag::Noun;
    }
    if finite { Tag::Verb(Form::Past) } else { Tag::Verb(Form::Participle) }
}

/// A base form or a form in -s: verb or noun.
fn settle_present(words: &[Word], index: usize, lexicon: &Lexicon, third: bool) -> Tag {
    let verb = Tag::Verb(if third { Form::Third } else { Form::Base });
    let Some(previous) = before(words, index) else {
        return if third { Tag::Noun } else { imperative(words, index, verb) };
    };
    let next = words.get(index + 1);
    match previous.tag {
        Tag::To | Tag::Modal | Tag::Do => verb,
        Tag::Pronoun | Tag::Relative => verb,
        Tag::Determiner
        | Tag::Possessive
        | Tag::Genitive
        | Tag::Adjective
        | Tag::Preposition
        | Tag::Number
        | Tag::Be
        | Tag::Have => Tag::Noun,
        Tag::Verb(_) => Tag::Noun,
        Tag::Noun | Tag::Proper => after_noun(words, index, previous, next, lexicon, third),
        Tag::Coordinator => after_coordinator(words, index, verb),
        _ => {
            if opens_object(next) && !third {
                verb
            } else {
                Tag::Noun
            }
        }
    }
}

fn imperative(words: &[Word], index: usize, verb: Tag) -> Tag {
    if matches!(words.get(index + 1).map(|word| word.tag), Some(Tag::Determiner | Tag::Possessive))
    {
        verb
    } else {
        Tag::Noun
    }
}

fn opens_object(next: Option<&Word>) -> bool {
    next.is_some_and(|word| {
        matches!(
            word.tag,
            Tag::Determiner
                | Tag::Possessive
                | Tag::Number
                | Tag::Pronoun
                | Tag::Proper
                | Tag::Adjective
        )
    })
}

/// "rebels attack the town" against "rebel attacks in the town".
fn after_noun(
    words: &[Word],
    index: usize,
    previous: &Word,
    next: Option<&Word>,
    lexicon: &Lexicon,
    third: bool,
) -> Tag {
    let verb = Tag::Verb(if third { Form::Third } else { Form::Base });
    let plural = previous.lower() != previous.noun || is_plural(previous.lower());
    let known_noun = lexicon.is_noun(&words[index].noun);
    if !known_noun {
        return verb;
    }
    let agrees = previous.tag == Tag::Proper || plural != third;
    // "a police station": one thing, however plural its first noun looks.
    let one = (0..index)
        .rev()
        .find(|at| !matches!(words[*at].tag, Tag::Noun | Tag::Adjective | Tag::Proper));
    let single = one.is_some_and(|at| matches!(words[at].lower(), "a" | "an"));
    if !agrees || single && !third {
        return Tag::Noun;
    }
    let finite_next = next.is_some_and(|word| word.tag.is_auxiliary())
        || next.is_some_and(|word| {
            lexicon.verb(word.lower()).iter().any(|(_, form)| *form == Form::Past)
        });
    // Compounds begin with a singular: "rebels attack" is a clause.
    if !third && previous.lower() != previous.noun && !is_plural(previous.lower()) && !finite_next {
        return verb;
    }
    let verb_later = words[index + 1..].iter().any(|word| {
        word.tag.is_auxiliary()
            || lexicon.verb(word.lower()).iter().any(|(_, form)| *form == Form::Past)
    });
    let object =
        opens_object(next) || next.is_some_and(|word| word.tag == Tag::Noun || word.is("to"));
    let preposition = next.is_some_and(|word| word.tag == Tag::Preposition && !word.is("of"));
    let ends = next.is_none_or(|word| word.tag == Tag::Mark) && previous.tag != Tag::Noun;
    if object || (preposition || ends) && !verb_later { verb } else { Tag::Noun }
}

/// Words that are plural without saying so, and plurals that begin compounds.
fn is_plural(word: &str) -> bool {
    matches!(
        word,
        "police"
            | "people"
            | "men"
            | "women"
            | "troops"
            | "children"
            | "forces"
            | "arms"
            | "talks"
            | "rights"
    )
}

/// "and kill five": like the verb before, if one is near.
fn after_coordinator(words: &[Word], index: usize, verb: Tag) -> Tag {
    let earlier = words[..index].iter().rev().skip(1).take(8).find(|word| word.tag.is_verb());
    let same = earlier.is_some_and(|word| match (word.tag, verb) {
        (Tag::Verb(earlier), Tag::Verb(now)) => earlier == now,
        _ => false,
    });
    if same
        && (opens_object(words.get(index + 1))
            || words
                .get(index + 1)
                .is_some_and(|w| w.tag == Tag::Noun || w.tag == Tag::Preposition))
    {
        verb
    } else {
        Tag::Noun
    }
}
