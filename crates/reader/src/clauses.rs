//! Who is the subject and the object of which verb, and which phrases belong to it.

mod arguments;
mod participles;
mod relation;
mod subjects;

use crate::chunks::{Phrase, VerbGroup, phrases, verb_groups};
use crate::lexicon::Lexicon;
use crate::tags::Word;

/// How a verb group stands to the rest of the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// A clause of its own.
    Main,
    /// "who attacked".
    Relative,
    /// "to return".
    Infinitive,
    /// "killed by", "barricaded in", "fleeing" after a noun; ", killing two".
    Participle,
    /// "after killing", "began shelling".
    Gerund,
}

/// A verb group with its arguments.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    pub(crate) group: VerbGroup,
    pub(crate) relation: Relation,
    /// Index of the subject's phrase; for a passive, of the one it is done to.
    pub(crate) subject: Option<usize>,
    /// Index of the phrase right after the verb.
    pub(crate) object: Option<usize>,
    /// A second object: "gave the town food".
    pub(crate) second_object: Option<usize>,
    /// Phrases with prepositions that belong to it, nearest first after the verb, then before it.
    pub(crate) oblique: Vec<usize>,
    /// Clause that governs an infinitive, gerund or coordinated verb.
    pub(crate) governor: Option<usize>,
    /// First and last word of the clause.
    pub(crate) extent: (usize, usize),
    /// Patient of a bare past form without an object.
    pub(crate) reduced: bool,
}

/// A sentence with its structure.
#[derive(Debug)]
pub(crate) struct Structure {
    pub(crate) words: Vec<Word>,
    pub(crate) phrases: Vec<Phrase>,
    pub(crate) clauses: Vec<Clause>,
}

impl Structure {
    /// Finds the structure of a tagged sentence.
    pub(crate) fn of(words: Vec<Word>, lexicon: &Lexicon) -> Self {
        let groups = verb_groups(&words);
        let phrases = phrases(&words, &groups);
        let mut structure = Self { words, phrases, clauses: Vec::new() };
        for index in 0..groups.len() {
            let clause = structure.clause(index, &groups, lexicon);
            structure.clauses.push(clause);
        }
        for index in 0..structure.clauses.len() {
            structure.fill(index);
        }
        structure.share_objects();
        structure
    }

    /// The phrase that holds word `index`.
    pub(crate) fn phrase_at(&self, index: usize) -> Option<usize> {
        let after = self.phrases.partition_point(|phrase| phrase.last < index);
        self.phrases.get(after).filter(|phrase| phrase.holds(index)).map(|_| after)
    }

    /// `phrase` and the ones coordinated with it, in order.
    pub(crate) fn coordinated(&self, phrase: usize) -> Vec<usize> {
        let mut first = phrase;
        while let Some(before) = self.phrases[first].joined {
            first = before;
        }
        let mut all = vec![first];
        let mut next = first + 1;
        while self.phrases.get(next).is_some_and(|phrase| phrase.joined == Some(next - 1)) {
            all.push(next);
            next += 1;
        }
        all
    }

    /// The word of the preposition that governs a phrase; "out of" is "out".
    pub(crate) fn preposition(&self, phrase: usize) -> Option<&str> {
        let at = self.phrases[phrase].preposition?;
        let word = self.words[at].lower();
        let out = at > 0 && self.words[at - 1].is("out") && word == "of";
        Some(if out { "out" } else { word })
    }

    /// The clause whose verb governs word `index`, by extent; the innermost wins.
    pub(crate) fn clause_at(&self, index: usize) -> Option<usize> {
        let extent = |at: &usize| self.clauses[*at].extent;
        let holds = |at: &usize| (extent(at).0..=extent(at).1).contains(&index);
        (0..self.clauses.len()).filter(holds).min_by_key(|at| extent(at).1 - extent(at).0)
    }

    /// The first of coordinated phrases.
    fn first_of(&self, mut phrase: usize) -> usize {
        while let Some(before) = self.phrases[phrase].joined {
            phrase = before;
        }
        phrase
    }
}

/// A bare weekday, month or word such as "today" beside a verb is a time, not an argument.
fn is_time(word: &Word) -> bool {
    matches!(
        word.lower(),
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "week"
            | "month"
            | "year"
            | "day"
            | "night"
            | "morning"
            | "evening"
            | "afternoon"
            | "weekend"
            | "january"
            | "february"
            | "march"
            | "april"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "today"
            | "yesterday"
            | "tomorrow"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tags::tag;
    use crate::tokens::tokenize;
    use tidings_types::Span;

    /// Each clause as `verb(subject; object; oblique, …)`.
    fn check(sentence: &str, wanted: &str) {
        let lexicon = Lexicon::english().expect("the English files are well formed");
        let tokens = tokenize(sentence, Span::new(0, sentence.len()));
        let named = vec![false; tokens.len()];
        let structure = Structure::of(tag(tokens, &named, lexicon), lexicon);
        let word = |at: usize| structure.words[structure.phrases[at].head].lower().to_owned();
        let clauses: Vec<String> = structure
            .clauses
            .iter()
            .map(|clause| {
                let oblique: Vec<String> = clause
                    .oblique
                    .iter()
                    .map(|at| {
                        format!("{} {}", structure.preposition(*at).unwrap_or("?"), word(*at))
                    })
                    .collect();
                let name = |at: Option<usize>| at.map_or_else(|| "-".to_owned(), word);
                let verb = &structure.words[clause.group.head].lemma;
                format!(
                    "{verb}({}; {}; {})",
                    name(clause.subject),
                    name(clause.object),
                    oblique.join(", ")
                )
            })
            .collect();
        assert_eq!(clauses.join(" "), wanted, "{sentence}");
    }

    #[test]
    fn simple_clauses() {
        check("Gunmen killed two farmers near Hajin.", "kill(gunmen; farmers; near hajin)");
        check("Two farmers were killed by a mine.", "kill(farmers; -; by mine)");
        check(
            "The SDF continue the evacuations of civilians from Baghuz.",
            "continue(sdf; evacuations; of civilians, from baghuz)",
        );
        check("Rebels attack army base", "attack(rebels; base; )");
    }

    #[test]
    fn two_verbs() {
        check(
            "Rebels attacked the town and killed six people.",
            "attack(rebels; town; ) kill(rebels; people; )",
        );
        check(
            "Soldiers killed in the clash were buried.",
            "kill(soldiers; -; in clash) bury(soldiers; -; )",
        );
        check(
            "Fighters who fled the town surrendered.",
            "flee(fighters; town; ) surrender(fighters; -; )",
        );
        check("Police said gunmen fled.", "say(police; -; ) flee(gunmen; -; )");
        check("The army agreed to leave the village.", "agree(army; -; ) leave(army; village; )");
        check(
            "The army allowed families to leave.",
            "allow(army; families; ) leave(families; -; )",
        );
    }
}
