//! Proper names: what dictionaries and gazetteer handed in, and what capitals show beside them.

mod hints;

use std::collections::HashSet;

use tidings_types::{Entity, EntityKind, Span, Voice};

use crate::lexicon::Lexicon;
use crate::tags::Style;
use crate::tokens::{Shape, Token};

/// Confidence of a name by what told its kind.
const BY_HEAD_WORD: f32 = 0.85;
const BY_TITLE: f32 = 0.9;
const BY_CONTEXT: f32 = 0.6;
const BY_SHAPE: f32 = 0.4;

/// Confidence from which the gazetteer's word stands against the shape of a name: its judge is
/// trained on names in context and was set to be right more often than not here.
pub(crate) const SURE_PLACE: f32 = 0.5;
/// Confidence from which the gazetteer's word helps where nothing else tells the kind: headlines
/// and upper-case text, and single names without context.
const LIKELY_PLACE: f32 = 0.25;

/// Surnames and names that the report has told the kind of already.
pub(crate) type Surnames = HashSet<String>;

/// Names, nationalities, dates and numbers of a sentence, by rising start, without overlaps.
pub(crate) fn names(
    tokens: &[Token],
    hints: &[Entity],
    style: Style,
    surnames: &Surnames,
    lexicon: &Lexicon,
) -> Vec<Entity> {
    let finder = Finder { tokens, hints, surnames, lexicon, style };
    let mut found = Vec::new();
    if style == Style::Sentence {
        for (first, last) in finder.runs() {
            finder.read_run(first, last, &mut found);
        }
    }
    finder.settle_places(&mut found);
    finder.add_hints(&mut found);
    finder.add_simple(&mut found);
    found.sort_by_key(|entity| (entity.span.start, std::cmp::Reverse(entity.span.end)));
    found
}

/// Whether a place's name opens with an article right behind a capitalised word: "al-Numan" in
/// "Maarat al-Numan" is a piece of another name.
pub(crate) fn is_cut_short(tokens: &[Token], hint: &Entity, lexicon: &Lexicon) -> bool {
    let first = tokens.partition_point(|token| token.span.start < hint.span.start);
    let article = tokens.get(first).and_then(|token| token.lower.split_once('-'));
    let opens_with_article = article.is_some_and(|(article, _)| {
        matches!(article, "al" | "el" | "an" | "ar" | "as" | "ash" | "at" | "az" | "ad")
    });
    let before = first.checked_sub(1).and_then(|before| tokens.get(before));
    let named = |token: &Token| token.is_capital() && lexicon.small(&token.lower).is_none();
    hint.kind == EntityKind::Place && opens_with_article && before.is_some_and(named)
}

/// The last words of the persons found, for later sentences of the same report.
pub(crate) fn remember(tokens: &[Token], found: &[Entity], surnames: &mut Surnames) {
    for person in
        found.iter().filter(|e| e.kind == EntityKind::Person && e.confidence >= BY_CONTEXT)
    {
        let last = tokens.iter().rev().find(|token| person.span.contains(token.span));
        surnames.extend(last.filter(|token| token.is_capital()).map(|token| token.lower.clone()));
    }
}

struct Finder<'a> {
    tokens: &'a [Token],
    hints: &'a [Entity],
    surnames: &'a Surnames,
    lexicon: &'a Lexicon,
    style: Style,
}

impl Finder<'_> {
    fn lower(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| token.lower.as_str())
    }

    fn is(&self, list: &str, index: usize) -> bool {
        self.lexicon.names.holds(list, self.lower(index))
    }

    fn span(&self, first: usize, last: usize) -> Span {
        self.tokens[first].span.cover(self.tokens[last].span)
    }

    fn hinted(&self, index: usize) -> bool {
        let span = self.tokens[index].span;
        self.hints.iter().any(|hint| is_name(hint.kind) && hint.span.contains(span))
    }

    /// Whether token `index` may be part of a name.
    fn capital(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        if !token.is_capital() || self.is("not_names", index) {
            return token.is_capital() && token.lower == "may" && self.hinted(index);
        }
        let single = token.lower.chars().count() == 1;
        if single && token.lower == "a" {
            return false;
        }
        if !self.opens_sentence(index) {
            let small = self.lexicon.small(&token.lower).is_some();
            return !small || token.shape == Shape::Upper;
        }
        self.hinted(index) && self.lexicon.small(&token.lower).is_none()
            || self.first_word_is_name(index)
    }

    fn opens_sentence(&self, index: usize) -> bool {
        index == 0
            || matches!(self.lower(index - 1), "\"" | "“" | ":" | "‘" | "—" | "–" | "•" | "-" | "(")
                && index < 3
            || matches!(self.lower(index - 1), "“" | "\"")
                && (index < 2 || matches!(self.lower(index - 2), "," | ":"))
    }

    /// A sentence's first word is a name if it is no known word, or a capital follows it.
    fn first_word_is_name(&self, index: usize) -> bool {
        let word = self.lower(index);
        if self.lexicon.small(word).is_some() || word.ends_with("ly") {
            return false;
        }
        let noun = self.lexicon.singular(word);
        let known = !self.lexicon.verb(word).is_empty()
            || self.lexicon.is_adjective(word)
            || self.lexicon.is_noun(&noun)
            || word.ends_with("ing")
            || self.is("numbers", index);
        let capital_next = self.tokens.get(index + 1).is_some_and(|next| {
            next.is_capital()
                && self.lexicon.small(&next.lower).is_none()
                && !self.is("not_names", index + 1)
        });
        let title = self.is("titles", index) || self.is("given_names", index);
        if known {
            capital_next && (title || self.is("organisation_words", index))
        } else {
            self.tokens[index].shape != Shape::Mark
        }
    }

    /// Longest runs of capitalised words, with "of", "al" and the like inside.
    fn runs(&self) -> Vec<(usize, usize)> {
        let (mut runs, mut at) = (Vec::new(), 0);
        while at < self.tokens.len() {
            let opens = self.capital(at) || self.is("particles", at) && self.particle_opens(at);
            if !opens {
                at += 1;
                continue;
            }
            let last = self.run_end(at);
            runs.push((at, last));
            at = last + 1;
        }
        runs
    }

    /// "al Shabaab" in lower case, but not "la" or "den" alone.
    fn particle_opens(&self, at: usize) -> bool {
        matches!(self.lower(at), "al" | "abu" | "bin" | "el")
            && at + 1 < self.tokens.len()
            && self.capital(at + 1)
    }

    fn run_end(&self, first: usize) -> usize {
        let mut last = first;
        loop {
            let next = last + 1;
            if next >= self.tokens.len() {
                return last;
            }
            let after = next + 1;
            let follows = after < self.tokens.len() && self.capital(after);
            if self.capital(next) && !self.breaks(last, next) {
                last = next;
            } else if follows && self.joins(last, next) {
                last = after;
            } else if matches!(self.lower(next), "of" | "for") && self.head_before_of(last) {
                let skip = usize::from(self.lower(after) == "the");
                if after + skip < self.tokens.len() && self.capital(after + skip) {
                    last = after + skip;
                } else {
                    return last;
                }
            } else if self.lower(next) == "and" && follows && self.joins_and(first, after) {
                last = after;
            } else {
                return last;
            }
        }
    }

    /// "Osama bin Laden", "F. W. de Klerk", "Smith & Sons": what may stand between two capitals.
    fn joins(&self, last: usize, next: usize) -> bool {
        self.is("particles", next)
            || self.lower(next) == "&"
            || self.lower(next) == "." && self.abbreviates(last)
    }

    /// A nationality before a title or a person's name starts a name of its own.
    fn breaks(&self, last: usize, next: usize) -> bool {
        self.is("nationalities", last)
            && (self.is("titles", next) || self.is("given_names", next))
            && !self.is("titles", last)
    }

    fn abbreviates(&self, index: usize) -> bool {
        self.lower(index).chars().count() == 1
            || self.is("titles", index) && self.lower(index).len() <= 4
            || matches!(self.lower(index), "st" | "mt" | "ft" | "jr")
    }

    /// "Bank of …", "University of …", "Republic of …", "Front for …".
    fn head_before_of(&self, last: usize) -> bool {
        let head = self.lexicon.singular(self.lower(last));
        self.is("organisation_heads", last)
            || self.is("armed_heads", last)
            || self.lexicon.names.holds("organisation_heads", &head)
            || matches!(
                self.lower(last),
                "republic"
                    | "gulf"
                    | "strait"
                    | "isle"
                    | "state"
                    | "kingdom"
                    | "union"
                    | "cape"
                    | "bay"
                    | "port"
                    | "house"
            )
    }

    /// "Ministry of Health and Welfare", "Food and Agriculture Organization".
    fn joins_and(&self, first: usize, after: usize) -> bool {
        let of_inside = (first..after).any(|at| self.lower(at) == "of");
        let head_after = (after..(after + 3).min(self.tokens.len()))
            .take_while(|at| self.capital(*at))
            .any(|at| self.is("organisation_heads", at));
        let head_before = (first..after).any(|at| self.is("organisation_heads", at));
        of_inside
            && head_before
            && !head_after
            && matches!(self.lower(first), "ministry" | "department" | "office")
            || head_after && !head_before && !self.hinted(first)
    }

    fn read_run(&self, first: usize, last: usize, found: &mut Vec<Entity>) {
        // Nationalities and titles that lead a run stand apart from the name.
        let mut start = first;
        if let Some(kind) = self.whole(start, last) {
            return self.push(found, start, last, kind.0, kind.1);
        }
        // "Cox's Bazar": a known name that marks of punctuation would cut.
        let span = self.span(first, last);
        let longer = self.hints.iter().find(|hint| {
            is_name(hint.kind) && hint.span.start == span.start && hint.span.end > span.end
        });
        if let Some(hint) = longer {
            return found.push(*hint);
        }
        // "Arab League Secretary General Chedli Klibi": a body, a title and a person.
        let title =
            (first + 1..last).find(|at| self.is("titles", *at) && !self.is("titles", *at - 1));
        if let Some(title) = title.filter(|_| !self.is("titles", first)) {
            self.read_run(first, title - 1, found);
            return self.read_run(title, last, found);
        }
        let mut titled =
            start > 0 && self.is("titles", start - 1) && !self.is("organisation_heads", start - 1);
        while start < last && (self.is("titles", start) || self.lower(start) == ".") {
            titled = true;
            start += 1;
        }
        if start > first && self.lower(start) == "." {
            start += 1;
        }
        if start > last {
            return;
        }
        if start == last && self.is("titles", start) && !self.hinted(start) {
            return;
        }
        if self.is("nationalities", start) && start < last && !titled {
            self.push(found, start, start, EntityKind::Nationality, BY_HEAD_WORD);
            return self.read_run(start + 1, last, found);
        }
        if titled && !self.place_titled(first, last) {
            return self.push(found, start, last, EntityKind::Person, BY_TITLE);
        }
        let (kind, confidence) = self.kind(start, last);
        self.push(found, start, last, kind, confidence);
    }

    /// "Governor" or "State" may lead a place or body: not after a title alone.
    fn place_titled(&self, first: usize, last: usize) -> bool {
        self.is("organisation_heads", last) || self.is("place_heads", last) && last > first
    }

    fn push(
        &self,
        found: &mut Vec<Entity>,
        first: usize,
        last: usize,
        kind: EntityKind,
        confidence: f32,
    ) {
        let voice = if self.exact_hint(first, last).is_some() {
            Voice::Dictionary
        } else {
            Voice::Structure
        };
        found.push(Entity { span: self.span(first, last), kind, confidence, voice });
    }

    fn exact_hint(&self, first: usize, last: usize) -> Option<&Entity> {
        let span = self.span(first, last);
        let same = |hint: &&Entity| hint.span == span && is_name(hint.kind);
        // A dictionary of actors knows better than a gazetteer.
        self.hints.iter().filter(same).min_by_key(|hint| u8::from(hint.kind == EntityKind::Place))
    }

    /// Kind of a run that a hint or its last word tells outright.
    fn whole(&self, first: usize, last: usize) -> Option<(EntityKind, f32)> {
        let doubtful = |hint: &&Entity| {
            hint.kind == EntityKind::Place
                && hint.confidence < SURE_PLACE
                && hint.voice == Voice::Gazetteer
        };
        if let Some(hint) = self.exact_hint(first, last).filter(|hint| !doubtful(hint)) {
            let surname = hint.kind == EntityKind::Place
                && first == last
                && self.surnames.contains(self.lower(first));
            if surname && !self.after_place_preposition(first) {
                return Some((EntityKind::Person, BY_CONTEXT));
            }
            return Some((hint.kind, hint.confidence.max(BY_CONTEXT)));
        }
        if first == last {
            return None;
        }
        let of = (first..last).find(|at| matches!(self.lower(*at), "of" | "for") && *at > first);
        let head = of.map_or(last, |of| of - 1);
        let by_word = if self.is("armed_heads", head)
            && !matches!(
                self.lower(head),
                "command" | "movement" | "tigers" | "storm" | "shield" | "front" | "police"
            )
            || self.is("armed_heads", head) && of.is_none()
        {
            Some(EntityKind::ArmedGroup)
        } else if self.is("facility_heads", head) && !self.is("organisation_heads", head) {
            Some(EntityKind::Facility)
        } else if self.is("organisation_heads", head) {
            Some(EntityKind::Organisation)
        } else if self.is("place_heads", head)
            || self.is("place_before", first) && !self.is("titles", first)
        {
            Some(EntityKind::Place)
        } else if self.is("facility_heads", head) {
            Some(EntityKind::Facility)
        } else {
            None
        };
        by_word.map(|kind| (kind, BY_HEAD_WORD))
    }

    fn after_place_preposition(&self, first: usize) -> bool {
        let before = first.checked_sub(1).map_or("", |at| self.lower(at));
        let before = if before == "the" && first > 1 { self.lower(first - 2) } else { before };
        self.lexicon.names.holds("place_prepositions", before)
            || matches!(
                before,
                "northern"
                    | "southern"
                    | "eastern"
                    | "western"
                    | "central"
                    | "north"
                    | "south"
                    | "downtown"
                    | "northeastern"
                    | "northwestern"
                    | "southeastern"
                    | "southwestern"
            )
    }

    fn kind(&self, first: usize, last: usize) -> (EntityKind, f32) {
        if let Some(told) = self.whole(first, last) {
            return told;
        }
        let next = self.lower(last + 1);
        if self.is("given_names", first) && last > first
            || self.surnames.contains(self.lower(last)) && !self.after_place_preposition(first)
        {
            return (EntityKind::Person, BY_HEAD_WORD);
        }
        if self.lexicon.names.holds("place_heads", next)
            && !self.lexicon.names.holds("organisation_heads", next)
        {
            return (EntityKind::Place, BY_CONTEXT);
        }
        if self.place_word_before(first) {
            return (EntityKind::Place, BY_HEAD_WORD);
        }
        if self.is("nationalities", first) && first == last {
            return (EntityKind::Nationality, BY_HEAD_WORD);
        }
        let place_hint = self.hints.iter().any(|hint| {
            hint.kind == EntityKind::Place
                && hint.confidence >= LIKELY_PLACE
                && self.span(first, last).contains(hint.span)
        });
        if self.after_place_preposition(first) {
            let acronym = self.tokens[first].shape == Shape::Upper && !place_hint;
            return if acronym {
                (EntityKind::Organisation, BY_SHAPE)
            } else {
                (EntityKind::Place, BY_CONTEXT)
            };
        }
        self.by_shape(first, last, next, place_hint)
    }

    /// "the town of X", "the village of X".
    fn place_word_before(&self, first: usize) -> bool {
        let of = first >= 2 && self.lower(first - 1) == "of" && self.is("place_heads", first - 2);
        let plain = first >= 1
            && self.is("place_before", first - 1)
            && !self.tokens[first - 1].is_capital();
        of || plain
    }

    fn by_shape(
        &self,
        first: usize,
        last: usize,
        next: &str,
        place_hint: bool,
    ) -> (EntityKind, f32) {
        let count = last - first + 1;
        let says = self
            .lexicon
            .verb(next)
            .iter()
            .any(|(lemma, _)| self.lexicon.cues.holds("attributive", lemma));
        let upper = (first..=last).all(|at| self.tokens[at].shape == Shape::Upper);
        if upper {
            return (EntityKind::Organisation, BY_CONTEXT);
        }
        if place_hint && count == 1 {
            return (EntityKind::Place, BY_CONTEXT);
        }
        let age = next == ","
            && self
                .tokens
                .get(last + 2)
                .is_some_and(|token| token.shape == Shape::Number && token.lower.len() <= 2);
        if age || says && count <= 4 {
            return (EntityKind::Person, BY_CONTEXT);
        }
        let plain = (first..=last).all(|at| {
            self.tokens[at].shape == Shape::Capital
                && !self.lexicon.is_noun(&self.lexicon.singular(self.lower(at)))
                || self.is("particles", at)
                || self.lower(at) == "."
                || self.lower(at).len() == 1
        });
        if plain && (2..=4).contains(&count) {
            return (EntityKind::Person, BY_CONTEXT);
        }
        let person = plain && count == 1 && (next == "'s" || self.is("given_names", first));
        if person { (EntityKind::Person, BY_SHAPE) } else { (EntityKind::Organisation, BY_SHAPE) }
    }

    /// Dates, numbers and nationalities that nobody handed in.
    fn add_simple(&self, found: &mut Vec<Entity>) {
        for at in 0..self.tokens.len() {
            let span = self.tokens[at].span;
            if found.iter().any(|known| known.span.overlaps(span)) {
                continue;
            }
            if let Some((kind, last)) = self.simple(at) {
                let span = self.span(at, last);
                found.push(Entity { span, kind, confidence: BY_CONTEXT, voice: Voice::Structure });
            }
        }
    }

    fn simple(&self, at: usize) -> Option<(EntityKind, usize)> {
        let number = |at: usize| {
            self.tokens.get(at).is_some_and(|t| {
                t.lower.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.')
                    && t.shape == Shape::Number
            })
        };
        let capital = self.tokens[at].is_capital() || self.style != Style::Sentence;
        // "may" and "march" are months only beside a number or in plain sight.
        let beside_number = number(at + 1) || at > 0 && number(at - 1);
        let month = match self.lower(at) {
            "may" => beside_number,
            "march" => beside_number || self.style == Style::Sentence,
            _ => true,
        };
        if self.is("months", at) && capital && month {
            let day = at + 1 + usize::from(number(at + 1));
            let year = day + usize::from(self.lower(day) == ",");
            let last = if number(year) && self.lower(year).len() == 4 { year } else { day - 1 };
            return Some((EntityKind::Date, last));
        }
        if number(at) && self.is("months", at + 1) {
            let last = if number(at + 2) { at + 2 } else { at + 1 };
            return Some((EntityKind::Date, last));
        }
        if self.is("weekdays", at) && capital || self.is("day_words", at) {
            return Some((EntityKind::Date, at));
        }
        if is_year(self.lower(at))
            && matches!(
                at.checked_sub(1).map(|b| self.lower(b)),
                Some(
                    "in" | "since"
                        | "by"
                        | "until"
                        | "early"
                        | "late"
                        | "of"
                        | "("
                        | "before"
                        | "after"
                        | "during"
                        | "from"
                        | "mid"
                )
            )
        {
            return Some((EntityKind::Date, at));
        }
        if number(at) || self.is("numbers", at) || self.is("vague_numbers", at) {
            let mut last = at;
            while self.is("numbers", last + 1)
                || number(last + 1)
                    && self.tokens[last].span.end + 1 == self.tokens[last + 1].span.start
                    && self.is("numbers", last)
            {
                last += 1;
            }
            return Some((EntityKind::Number, last));
        }
        (self.is("nationalities", at) && self.style != Style::Sentence)
            .then_some((EntityKind::Nationality, at))
    }
}

/// "1914" to "2099".
pub(crate) fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year))
}

fn is_name(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Person
            | EntityKind::Organisation
            | EntityKind::ArmedGroup
            | EntityKind::Place
            | EntityKind::Facility
            | EntityKind::Nationality
    )
}
