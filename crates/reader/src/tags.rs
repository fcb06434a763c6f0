//! Light word classes: closed-class lists, known verbs and nouns, endings and neighbours.

mod guess;
mod settle;
mod verbs;

use crate::inflection::Form;
use crate::lexicon::Lexicon;
use crate::tokens::{Shape, Token};
use guess::first_guess;
use settle::settle;

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

/// A headline capitalises common words too; a list of names does not.
fn knows_capitals(tokens: &[Token], lexicon: &Lexicon) -> bool {
    let common = |token: &&Token| {
        token.shape == Shape::Capital
            && (!lexicon.verb(&token.lower).is_empty()
                || lexicon.is_noun(&lexicon.singular(&token.lower)))
    };
    tokens.iter().skip(1).filter(common).count() >= 2
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
