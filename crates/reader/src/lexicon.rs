//! The words of a language, read from a folder of data files.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;
use tidings_types::{EntityKind, HappeningId};

use crate::frames::{FrameFile, Frames, Term};
use crate::inflection::{Form, singular, verb_forms};
use crate::tags::Word;

/// Set of classes, one bit each.
pub(crate) type ClassSet = u128;

/// Texts of the files of one language.
#[derive(Clone, Copy, Debug)]
pub struct LexiconFiles<'a> {
    /// `words.toml`: small words, verbs, irregular forms.
    pub words: &'a str,
    /// `classes.toml`: classes of words.
    pub classes: &'a str,
    /// `triggers.toml`: frames of happenings.
    pub triggers: &'a str,
    /// `cues.toml`: assertion and attribution.
    pub cues: &'a str,
    /// `names.toml`: what helps to tell names apart.
    pub names: &'a str,
}

impl LexiconFiles<'static> {
    /// The English files, compiled in.
    pub const ENGLISH: Self = Self {
        words: include_str!("../../../lexicon/en/words.toml"),
        classes: include_str!("../../../lexicon/en/classes.toml"),
        triggers: include_str!("../../../lexicon/en/triggers.toml"),
        cues: include_str!("../../../lexicon/en/cues.toml"),
        names: include_str!("../../../lexicon/en/names.toml"),
    };
}

/// What is wrong with a lexicon file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// Not TOML, an unknown or missing key.
    #[error("{file}: {source}")]
    Syntax {
        /// Name of the file.
        file: &'static str,
        /// What and where.
        #[source]
        source: Box<toml::de::Error>,
    },
    /// A frame names a class that `classes.toml` lacks.
    #[error("triggers.toml: no class `@{0}`")]
    UnknownClass(String),
    /// A frame gives a slot a part that does not exist.
    #[error("triggers.toml: no part `{0}`")]
    UnknownPart(String),
    /// More classes than a set can hold.
    #[error("classes.toml: more than 128 classes")]
    TooManyClasses,
}

/// Lists of cues that hold verbs.
const VERB_CUES: [&str; 6] = ["planned", "denied", "happened", "ongoing", "saying", "alleged"];

/// Kind of small word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Small {
    Determiner,
    Pronoun,
    Possessive,
    Relative,
    Preposition,
    Coordinator,
    Subordinator,
    Modal,
    Negation,
    Adverb,
    Be,
    Have,
    Do,
}

/// A class of words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Class {
    pub(crate) name: String,
    pub(crate) kind: Option<EntityKind>,
    pub(crate) means: Option<String>,
}

/// A class word of one or more lemmas.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ClassPhrase {
    pub(crate) lemmas: Vec<String>,
    pub(crate) class: usize,
}

/// The words of one language.
#[derive(Debug)]
pub struct Lexicon {
    small: HashMap<String, Small>,
    verbs: HashMap<String, Vec<(String, Form)>>,
    adjectives: HashSet<String>,
    describing: HashSet<String>,
    nouns: HashSet<String>,
    /// Hedges before a number, by their words, longest first.
    pub(crate) hedges: Vec<Vec<String>>,
    singulars: HashMap<String, String>,
    pub(crate) classes: Vec<Class>,
    pub(crate) class_phrases: HashMap<String, Vec<ClassPhrase>>,
    pub(crate) frames: Frames,
    pub(crate) cues: WordSets,
    pub(crate) names: WordSets,
}

/// Named sets of words.
#[derive(Debug, Default)]
pub(crate) struct WordSets(HashMap<String, HashSet<String>>);

impl WordSets {
    fn parse(file: &'static str, text: &str) -> Result<Self, LexiconError> {
        let lists: BTreeMap<String, String> = parse(file, text)?;
        let set =
            |list: String| list.split_whitespace().map(|word| word.replace('_', " ")).collect();
        Ok(Self(lists.into_iter().map(|(name, list)| (name, set(list))).collect()))
    }

    fn words(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.get(name).into_iter().flatten().map(String::as_str)
    }

    /// Whether the list `name` holds `word`; a list that the language lacks holds nothing.
    pub(crate) fn holds(&self, name: &str, word: &str) -> bool {
        self.0.get(name).is_some_and(|words| words.contains(word))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsFile {
    determiners: String,
    pronouns: String,
    possessives: String,
    relatives: String,
    prepositions: String,
    coordinators: String,
    subordinators: String,
    modals: String,
    negations: String,
    adverbs: String,
    be: String,
    have: String,
    #[serde(rename = "do")]
    r#do: String,
    adjectives: String,
    describing: String,
    hedges: String,
    verbs: String,
    irregular: Vec<String>,
    doubling: String,
    plurals: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassFile {
    kind: Option<EntityKind>,
    means: Option<String>,
    words: String,
}

fn parse<'a, T: Deserialize<'a>>(file: &'static str, text: &'a str) -> Result<T, LexiconError> {
    toml::from_str(text).map_err(|source| LexiconError::Syntax { file, source: Box::new(source) })
}

impl Lexicon {
    /// The English lexicon, compiled in; `None` only if its files were broken, which a test rules
    /// out.
    pub fn english() -> Option<&'static Lexicon> {
        static ENGLISH: LazyLock<Option<Lexicon>> =
            LazyLock::new(|| Lexicon::parse(LexiconFiles::ENGLISH).ok());
        ENGLISH.as_ref()
    }

    /// Reads the files of a language.
    ///
    /// # Errors
    /// The file and place where a text is not of the expected form, or a frame that names a class
    /// or part that does not exist.
    pub fn parse(files: LexiconFiles<'_>) -> Result<Self, LexiconError> {
        let words: WordsFile = parse("words.toml", files.words)?;
        let frames: FrameFile = parse("triggers.toml", files.triggers)?;
        let classes: BTreeMap<String, ClassFile> = parse("classes.toml", files.classes)?;
        let (classes, class_phrases) = index_classes(classes)?;
        let frames = frames.index(&classes)?;
        let cues = WordSets::parse("cues.toml", files.cues)?;
        let bases = words
            .verbs
            .split_whitespace()
            .chain(frames.verbs.keys().map(String::as_str))
            .chain(VERB_CUES.iter().flat_map(|list| cues.words(list)));
        let verbs = index_verbs(bases, &words.irregular, &words.doubling);
        let singulars = words.plurals.iter().filter_map(|pair| pair.split_once(' '));
        Ok(Self {
            small: index_small(&words),
            verbs,
            describing: words.describing.split_whitespace().map(str::to_owned).collect(),
            nouns: index_nouns(&class_phrases, &frames),
            hedges: index_hedges(&words.hedges),
            adjectives: words.adjectives.split_whitespace().map(str::to_owned).collect(),
            singulars: singulars.map(|(many, one)| (many.to_owned(), one.to_owned())).collect(),
            classes,
            class_phrases,
            frames,
            cues,
            names: WordSets::parse("names.toml", files.names)?,
        })
    }

    /// Ids of the happenings that some frame tells of, in file order, each once.
    pub fn happenings(&self) -> Vec<&HappeningId> {
        let mut ids: Vec<&HappeningId> =
            self.frames.frames.iter().map(|frame| &frame.happening).collect();
        ids.dedup();
        ids
    }

    /// Class of weapon or vehicle (`mine`, `bus`) of a word or phrase, lower case and singular.
    pub fn means_of(&self, phrase: &str) -> Option<&str> {
        let lemmas: Vec<&str> = phrase.split_whitespace().collect();
        let known = self.class_phrases.get(*lemmas.first()?)?;
        let same = |entry: &&ClassPhrase| entry.lemmas.iter().eq(lemmas.iter());
        known.iter().filter(same).find_map(|entry| self.classes.get(entry.class)?.means.as_deref())
    }

    pub(crate) fn small(&self, word: &str) -> Option<Small> {
        self.small.get(word).copied()
    }

    pub(crate) fn verb(&self, word: &str) -> &[(String, Form)] {
        self.verbs.get(word).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn is_adjective(&self, word: &str) -> bool {
        self.adjectives.contains(word)
    }

    pub(crate) fn singular(&self, word: &str) -> String {
        self.singulars.get(word).cloned().unwrap_or_else(|| singular(word))
    }

    /// Whether a noun is known: some class or noun frame holds it.
    pub(crate) fn is_noun(&self, lemma: &str) -> bool {
        self.nouns.contains(lemma)
    }

    /// Number of words of the longest known compound noun that starts at `at`; 0 if there is none.
    pub(crate) fn compound_length(&self, words: &[Word], at: usize) -> usize {
        let first = words[at].lower();
        let classes = self.class_phrases.get(first).into_iter().flatten().map(|p| &p.lemmas);
        let nouns = self.frames.nouns.get(first).into_iter().flatten().map(|p| &p.lemmas);
        let reads = |lemmas: &&Vec<String>| {
            let Some(run) = words.get(at..at + lemmas.len()) else { return false };
            let Some((last, before)) = run.split_last() else { return false };
            before.iter().zip(lemmas.iter()).all(|(word, lemma)| word.lower() == lemma)
                && lemmas.last().is_some_and(|lemma| last.noun == *lemma || last.lower() == lemma)
                && !run.iter().any(|word| self.small(word.lower()).is_some())
        };
        let lengths =
            classes.chain(nouns).filter(|lemmas| lemmas.len() > 1).filter(reads).map(Vec::len);
        lengths.max().unwrap_or(0)
    }

    /// Whether a form in -ing describes the noun after it.
    pub(crate) fn is_describing(&self, word: &str) -> bool {
        self.describing.contains(word)
    }

    pub(crate) fn class_kind(&self, class: usize) -> Option<EntityKind> {
        self.classes.get(class)?.kind
    }

    pub(crate) fn class_bit(&self, name: &str) -> ClassSet {
        self.classes.iter().position(|class| class.name == name).map_or(0, |index| 1 << index)
    }
}

/// Words of class phrases and first words of noun patterns.
fn index_nouns(classes: &HashMap<String, Vec<ClassPhrase>>, frames: &Frames) -> HashSet<String> {
    let phrases = classes.values().flatten().flat_map(|phrase| phrase.lemmas.iter());
    phrases.chain(frames.nouns.keys()).cloned().collect()
}

fn index_hedges(list: &str) -> Vec<Vec<String>> {
    let mut hedges: Vec<Vec<String>> = list
        .split_whitespace()
        .map(|phrase| phrase.split('_').map(str::to_owned).collect())
        .collect();
    hedges.sort_by_key(|words| std::cmp::Reverse(words.len()));
    hedges
}

type ClassIndex = (Vec<Class>, HashMap<String, Vec<ClassPhrase>>);

fn index_classes(files: BTreeMap<String, ClassFile>) -> Result<ClassIndex, LexiconError> {
    if files.len() > ClassSet::BITS as usize {
        return Err(LexiconError::TooManyClasses);
    }
    let mut classes = Vec::new();
    let mut phrases: HashMap<String, Vec<ClassPhrase>> = HashMap::new();
    for (class, (name, file)) in files.into_iter().enumerate() {
        for word in file.words.split_whitespace() {
            let lemmas: Vec<String> = word.split('_').map(str::to_owned).collect();
            if let Some(first) = lemmas.first().cloned() {
                phrases.entry(first).or_default().push(ClassPhrase { lemmas, class });
            }
        }
        classes.push(Class { name, kind: file.kind, means: file.means });
    }
    Ok((classes, phrases))
}

fn index_verbs<'a>(
    bases: impl Iterator<Item = &'a str>,
    irregular: &'a [String],
    doubling: &'a str,
) -> HashMap<String, Vec<(String, Form)>> {
    let parts: HashMap<&str, (&str, &str)> = irregular
        .iter()
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            Some((words.next()?, (words.next()?, words.next()?)))
        })
        .collect();
    let doubling: HashSet<&str> = doubling.split_whitespace().collect();
    let bases: std::collections::BTreeSet<&str> = bases.chain(parts.keys().copied()).collect();
    let mut verbs: HashMap<String, Vec<(String, Form)>> = HashMap::new();
    for base in bases {
        for (form, kind) in verb_forms(base, parts.get(base).copied(), doubling.contains(base)) {
            let readings = verbs.entry(form).or_default();
            let reading = (base.to_owned(), kind);
            if !readings.contains(&reading) {
                readings.push(reading);
            }
        }
    }
    verbs
}

fn index_small(words: &WordsFile) -> HashMap<String, Small> {
    // A later list wins: "that" is a determiner here and a relative in context.
    let lists = [
        (&words.adverbs, Small::Adverb),
        (&words.subordinators, Small::Subordinator),
        (&words.determiners, Small::Determiner),
        (&words.pronouns, Small::Pronoun),
        (&words.possessives, Small::Possessive),
        (&words.relatives, Small::Relative),
        (&words.prepositions, Small::Preposition),
        (&words.coordinators, Small::Coordinator),
        (&words.modals, Small::Modal),
        (&words.negations, Small::Negation),
        (&words.be, Small::Be),
        (&words.have, Small::Have),
        (&words.r#do, Small::Do),
    ];
    let entries = lists
        .iter()
        .flat_map(|(list, kind)| list.split_whitespace().map(|word| (word.to_owned(), *kind)));
    entries.filter(|(word, _)| word != "'s").collect()
}

/// Reads a word of a constraint: `@class` or a phrase joined by underscores.
pub(crate) fn term(word: &str, classes: &[Class]) -> Result<Term, LexiconError> {
    let Some(name) = word.strip_prefix('@') else {
        return Ok(Term::Words(word.split('_').map(str::to_owned).collect()));
    };
    match name {
        "named" => Ok(Term::Named),
        "placename" => Ok(Term::PlaceName),
        "nationals" => Ok(Term::Nationals),
        "number" => Ok(Term::Number),
        _ => classes
            .iter()
            .position(|class| class.name == name)
            .map(|index| Term::Class(1 << index))
            .ok_or_else(|| LexiconError::UnknownClass(name.to_owned())),
    }
}
