//! Which entity plays which part in which trigger.

use tidings_ontology::Ontology;
use tidings_types::{EntityKind, Link, Role};

use crate::assertion::{governing_clause, governing_report};
use crate::clauses::Relation;
use crate::frames::Frame;
use crate::sentence::Sentence;
use crate::tags::Tag;
use crate::triggers::{Anchor, Match, attached, object_of};

/// Confidence of a link by how it was found.
const BY_SLOT: f32 = 0.85;
const BY_ATTACHMENT: f32 = 0.65;
const BY_CLAUSE: f32 = 0.7;
const BY_SENTENCE: f32 = 0.45;

/// All links of a sentence, by trigger, role and entity, each once.
pub(crate) fn links(sentence: &Sentence<'_>, matches: &[Match], ontology: &Ontology) -> Vec<Link> {
    let mut found = Vec::new();
    for (trigger, matched) in matches.iter().enumerate() {
        let mut linker = Linker::new(sentence, matched, ontology);
        linker.participants();
        linker.circumstances(matches, trigger);
        linker.attribution();
        found.extend(linker.finish(trigger));
    }
    found
}

struct Linker<'a, 'b> {
    sentence: &'a Sentence<'b>,
    matched: &'a Match,
    frame: &'a Frame,
    /// Whether the happening leads from one place to another.
    moves: bool,
    /// The part whose number a bare number gives.
    counted: Role,
    found: Vec<(usize, Role, f32)>,
    /// Phrases already used for a part, with the part.
    used: Vec<(usize, Role)>,
}

impl<'a, 'b> Linker<'a, 'b> {
    fn new(sentence: &'a Sentence<'b>, matched: &'a Match, ontology: &Ontology) -> Self {
        let frame = &sentence.lexicon.frames.frames[matched.frame];
        let happening = ontology.get(&frame.happening);
        Self {
            sentence,
            matched,
            frame,
            moves: happening
                .is_some_and(|known| known.roles.from.is_some() || known.roles.to.is_some()),
            counted: happening.map_or(Role::Target, tidings_ontology::Happening::counted),
            found: Vec::new(),
            used: Vec::new(),
        }
    }

    fn add(&mut self, entity: usize, role: Role, confidence: f32) {
        let span = self.sentence.entities[entity].span;
        // A word of the trigger is no argument: "taken hostage".
        let last = self.sentence.words_of(span).map(|(_, last)| last);
        let own = role != Role::Means && last.is_some_and(|last| self.matched.own.contains(&last));
        if !own && !self.found.iter().any(|(known, part, _)| *known == entity && *part == role) {
            self.found.push((entity, role, confidence));
        }
    }

    fn finish(mut self, trigger: usize) -> Vec<Link> {
        // One entity is not both who does it and to whom it is done.
        let actors: Vec<usize> = self
            .found
            .iter()
            .filter(|(_, role, _)| *role == Role::Actor)
            .map(|(e, ..)| *e)
            .collect();
        self.found.retain(|(entity, role, _)| *role != Role::Target || !actors.contains(entity));
        self.found.sort_by_key(|(entity, role, _)| (*role, *entity));
        let index = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.found
            .iter()
            .map(|(entity, role, confidence)| Link {
                trigger: index(trigger),
                entity: index(*entity),
                role: *role,
                confidence: *confidence,
            })
            .collect()
    }

    // ---------------------------------------------------------------------- actor and target

    fn participants(&mut self) {
        match self.matched.anchor {
            Anchor::Verb { clause, patient } => self.of_verb(clause, patient),
            Anchor::Modal { clause } => self.of_modal(clause),
            Anchor::Noun { phrase } => self.of_noun(phrase),
        }
    }

    fn of_verb(&mut self, index: usize, patient: bool) {
        let clause = &self.sentence.structure.clauses[index];
        let subject_slot = if patient { "object" } else { "subject" };
        if let Some(phrase) = clause.subject {
            let slot = self.frame.verb_slot(subject_slot);
            self.fill(phrase, slot, BY_SLOT);
        }
        if !patient {
            if let Some(phrase) = object_of(self.sentence, clause, &self.matched.own) {
                let two = clause.second_object.is_some() && self.frame.names_slot("iobject");
                self.fill(
                    phrase,
                    self.frame.verb_slot(if two { "iobject" } else { "object" }),
                    BY_SLOT,
                );
            }
            if let Some(phrase) = clause.second_object {
                self.fill(phrase, self.frame.verb_slot("object"), BY_ATTACHMENT);
            }
        } else if let Some(phrase) = clause.object {
            self.fill(phrase, self.frame.verb_slot("object"), BY_ATTACHMENT);
        }
        for phrase in clause.oblique.clone() {
            self.oblique(phrase, patient);
        }
    }

    /// "Officials said the rebels must leave".
    fn of_modal(&mut self, index: usize) {
        let clauses = &self.sentence.structure.clauses;
        let speaker =
            governing_report(self.sentence, index).and_then(|above| clauses[above].subject);
        if let Some(phrase) = speaker {
            self.fill(phrase, Some(Role::Actor), BY_SLOT);
        }
        if let Some(phrase) = clauses[index].subject {
            self.fill(phrase, Some(Role::Target), BY_SLOT);
        }
    }

    /// A phrase with a preposition beside a verb.
    fn oblique(&mut self, phrase: usize, passive: bool) {
        let Some(preposition) = self.sentence.structure.preposition(phrase) else { return };
        let at = self.sentence.structure.phrases[phrase].preposition.unwrap_or_default();
        if at > 0 && self.sentence.words()[at - 1].is("according") {
            return;
        }
        let slot = match preposition {
            "by" if !passive => None,
            _ => self.frame.verb_slot(preposition),
        };
        self.fill(phrase, slot, BY_SLOT);
    }

    fn of_noun(&mut self, phrase: usize) {
        self.owner(phrase);
        for next in attached(self.sentence, phrase) {
            let Some(preposition) = self.sentence.structure.preposition(next) else { continue };
            let slot = self.frame.noun_slot(preposition);
            self.fill(next, slot, BY_ATTACHMENT);
        }
        self.of_light_verb(phrase);
    }

    /// "Israel's attack", "the Israeli attack", "rebel attacks".
    fn owner(&mut self, phrase: usize) {
        let own = &self.sentence.structure.phrases[phrase];
        if self.matched.first == 0 || own.first >= self.matched.first {
            return;
        }
        let role = self.frame.noun_slot("owner");
        let before = self.sentence.entities_in(own.first, self.matched.first - 1);
        let entity =
            before.filter(|at| is_participant(self.sentence.entities[*at].kind, true)).last();
        if let (Some(entity), Some(role)) = (entity, role) {
            self.add(entity, role, BY_SLOT);
        }
    }

    /// "Rebels launched an attack", "the attack was carried out by rebels", "rebels faced an attack".
    fn of_light_verb(&mut self, phrase: usize) {
        let Some(index) = governing_clause(self.sentence, phrase) else { return };
        let structure = &self.sentence.structure;
        let clause = &structure.clauses[index];
        let chain = structure.coordinated(phrase);
        let is = |at: Option<usize>| at.is_some_and(|at| chain.contains(&at));
        let lemma = self.sentence.words()[clause.group.head].lemma.clone();
        let passive = clause.group.is_passive();
        // "accepted the surrender of the garrison": to whom.
        let accepts = matches!(lemma.as_str(), "accept" | "receive");
        if is(clause.object)
            && accepts
            && self.frame.noun_slot("to") == Some(Role::Target)
            && let Some(subject) = clause.subject
        {
            self.fill(subject, Some(Role::Target), BY_SLOT);
        }
        if is(clause.object) && !passive {
            let suffers = matches!(lemma.as_str(), "suffer" | "face" | "survive" | "repel");
            let role = if suffers { Role::Target } else { Role::Actor };
            let does = matches!(
                lemma.as_str(),
                "carry"
                    | "launch"
                    | "conduct"
                    | "stage"
                    | "hold"
                    | "mount"
                    | "begin"
                    | "continue"
                    | "intensify"
                    | "resume"
                    | "lead"
                    | "commit"
                    | "start"
                    | "make"
                    | "perpetrate"
                    | "announce"
                    | "declare"
                    | "sign"
                    | "reach"
                    | "order"
                    | "plan"
                    | "complete"
                    | "execute"
                    | "wage"
                    | "open"
                    | "impose"
                    | "undertake"
                    | "organise"
                    | "organize"
                    | "step"
                    | "have"
                    | "end"
                    | "halt"
                    | "stop"
                    | "call"
                    | "direct"
            );
            if (suffers && self.role_is_free(Role::Target)
                || does && self.role_is_free(Role::Actor))
                && let Some(subject) = clause.subject
            {
                self.fill(subject, Some(role), BY_ATTACHMENT);
            }
        }
        let after_verb = is(clause.subject) || is(clause.object);
        for oblique in clause.oblique.clone() {
            match structure.preposition(oblique) {
                Some("by") if passive && is(clause.subject) => {
                    self.fill(oblique, Some(Role::Actor), BY_ATTACHMENT);
                }
                Some("on" | "against") if after_verb => {
                    let slot = self.frame.noun_slot("against");
                    self.fill(oblique, slot, BY_ATTACHMENT);
                }
                Some("between") if after_verb => {
                    let slot = self.frame.noun_slot("between");
                    self.fill(oblique, slot, BY_ATTACHMENT);
                }
                _ => {}
            }
        }
        // "The blast killed four soldiers": who was hit.
        if is(clause.subject)
            && !passive
            && matches!(
                lemma.as_str(),
                "kill"
                    | "injure"
                    | "wound"
                    | "hit"
                    | "destroy"
                    | "damage"
                    | "strike"
                    | "target"
                    | "rip"
                    | "rock"
                    | "leave"
                    | "maim"
                    | "hurt"
                    | "tear"
            )
            && let Some(object) = clause.object
        {
            self.fill(object, Some(Role::Target), BY_ATTACHMENT);
        }
        // "Four soldiers were killed in a blast".
        let oblique = clause.oblique.iter().any(|at| chain.contains(at));
        let harmed = matches!(
            lemma.as_str(),
            "kill" | "injure" | "wound" | "die" | "hurt" | "destroy" | "damage" | "maim"
        );
        if oblique && harmed && self.role_is_free(Role::Target) {
            let victim = if passive
                || clause.group.is_bare_past() && clause.object.is_none()
                || lemma == "die"
            {
                clause.subject
            } else {
                clause.object
            };
            if let Some(victim) = victim {
                self.fill(victim, Some(Role::Target), BY_ATTACHMENT);
            }
        }
    }

    fn role_is_free(&self, role: Role) -> bool {
        !self.found.iter().any(|(_, known, _)| *known == role)
    }

    /// Gives the entities of a phrase (and of the ones coordinated with it) a part.
    fn fill(&mut self, phrase: usize, role: Option<Role>, confidence: f32) {
        let Some(role) = role else { return };
        for member in self.sentence.structure.coordinated(phrase) {
            let known = self.found.len();
            for (entity, sure) in participant(self.sentence, member, role) {
                self.place_or_part(entity, role, confidence * sure);
            }
            // A phrase whose entity is known counts; so does a bare number: "killed five".
            let bare = self.sentence.structure.phrases[member].head;
            let number = self.sentence.words()[bare].tag == Tag::Number;
            if number || self.found[known..].iter().any(|(_, part, _)| *part == role) {
                self.used.push((member, role));
                self.used.extend(members(self.sentence, member).map(|inner| (inner, role)));
            }
        }
    }

    /// A weapon does nothing by itself, and a place that is hit is also where it happens.
    fn place_or_part(&mut self, entity: usize, role: Role, confidence: f32) {
        let kind = self.sentence.entities[entity].kind;
        match (role, kind) {
            (Role::Actor, EntityKind::Weapon | EntityKind::Vehicle) => {
                self.add(entity, Role::Means, confidence);
            }
            (Role::Actor, EntityKind::Thing | EntityKind::Facility) => {}
            (Role::Means, kind) if !matches!(kind, EntityKind::Weapon | EntityKind::Vehicle) => {}
            (Role::Place, kind)
            | (Role::From | Role::To, kind @ (EntityKind::Group | EntityKind::Person))
                if !is_place(kind) =>
            {
                let thing = matches!(kind, EntityKind::Weapon | EntityKind::Thing);
                if role == Role::Place && (thing || is_participant(kind, false)) {
                    self.add(entity, Role::Target, confidence);
                }
            }
            (Role::From | Role::To, EntityKind::Weapon | EntityKind::Thing) => {
                self.add(entity, Role::Target, confidence);
            }
            (Role::From | Role::To, _) if !self.moves => self.add(entity, Role::Place, confidence),
            (Role::Target, EntityKind::Place | EntityKind::Facility) => {
                self.add(entity, Role::Target, confidence);
                self.add(entity, Role::Place, confidence * 0.9);
            }
            _ => self.add(entity, role, confidence),
        }
    }

    // --------------------------------------------------------- places, times, numbers, means

    fn circumstances(&mut self, matches: &[Match], trigger: usize) {
        let (start, end) = self.extent();
        let alone = matches.len() == 1;
        for entity in 0..self.sentence.entities.len() {
            let Some((first, last)) = self.sentence.words_of(self.sentence.entities[entity].span)
            else {
                continue;
            };
            let inside = start <= first && last <= end;
            let shared = alone || self.is_nearest(matches, trigger, first);
            if !inside && !shared {
                continue;
            }
            let confidence = if inside { BY_CLAUSE } else { BY_SENTENCE };
            self.circumstance(entity, first, confidence);
        }
        self.quantities();
    }

    /// Words of the clause that the trigger belongs to.
    fn extent(&self) -> (usize, usize) {
        let clause = match self.matched.anchor {
            Anchor::Verb { clause, .. } | Anchor::Modal { clause } => Some(clause),
            Anchor::Noun { phrase } => governing_clause(self.sentence, phrase),
        };
        match clause {
            Some(clause) => {
                let clause = &self.sentence.structure.clauses[clause];
                (clause.extent.0.min(self.matched.first), clause.extent.1.max(self.matched.last))
            }
            None => {
                let phrase = self.sentence.structure.phrase_at(self.matched.first);
                let end = phrase
                    .map(|at| attached(self.sentence, at))
                    .and_then(|all| all.last().map(|at| self.sentence.structure.phrases[*at].last));
                (self.matched.first, end.unwrap_or(self.matched.last).max(self.matched.last))
            }
        }
    }

    /// Whether no other trigger's clause holds a word and this trigger is the nearest to it.
    fn is_nearest(&self, matches: &[Match], trigger: usize, word: usize) -> bool {
        let distance = |other: &Match| word.abs_diff(other.first);
        let own = distance(self.matched);
        let home = self.sentence.structure.clause_at(word);
        let taken = matches.iter().enumerate().any(|(at, other)| {
            at != trigger
                && matches!(other.anchor, Anchor::Verb { clause, .. } if Some(clause) == home)
        });
        !taken && matches.iter().all(|other| own <= distance(other))
            || word < self.matched.first && self.leads(word) && !taken
    }

    /// A phrase at the very start of the sentence frames all of it.
    fn leads(&self, word: usize) -> bool {
        let opening =
            self.sentence.structure.clauses.first().map_or(0, |clause| clause.group.first);
        word < opening
            && self.sentence.structure.phrase_at(word).is_some_and(|phrase| {
                self.sentence.structure.phrases[phrase].preposition.is_some_and(|at| at <= 1)
            })
    }

    fn circumstance(&mut self, entity: usize, first: usize, confidence: f32) {
        match self.sentence.entities[entity].kind {
            EntityKind::Place | EntityKind::Facility => self.place(entity, first, confidence),
            EntityKind::Date => self.add(entity, Role::Time, confidence),
            EntityKind::Weapon | EntityKind::Vehicle => self.means(entity, first, confidence),
            _ => {}
        }
    }

    fn place(&mut self, entity: usize, first: usize, confidence: f32) {
        if self
            .found
            .iter()
            .any(|(known, role, _)| *known == entity && !matches!(role, Role::Target))
        {
            return;
        }
        let structure = &self.sentence.structure;
        let Some(phrase) = structure.phrase_at(first) else { return };
        let mut at = phrase;
        // "in the village of X": the preposition that leads the chain counts.
        while structure.preposition(at) == Some("of")
            && at > 0
            && structure.phrases[at - 1].last + 1 == structure.phrases[at].preposition.unwrap_or(0)
        {
            at -= 1;
        }
        let preposition =
            structure.preposition(at).or_else(|| self.dateline(first).then_some("in"));
        let preposition = preposition.or_else(|| self.apposed(phrase).then_some("in"));
        let Some(preposition) = preposition else { return };
        let near = confidence >= BY_CLAUSE;
        let role = match preposition {
            "from" | "out" if self.moves && near => Role::From,
            "to" | "into" | "toward" | "towards" if self.moves && near => Role::To,
            "in" | "at" | "near" | "on" | "inside" | "outside" | "across" | "around"
            | "throughout" | "within" | "along" | "through" | "over" | "between" | "above"
            | "off" | "from" | "to" | "into" | "toward" | "towards" | "under" | "beside"
            | "among" | "via" | "past" | "amid" => Role::Place,
            "of" if matches!(self.matched.anchor, Anchor::Noun { .. }) => Role::Place,
            _ => return,
        };
        self.add(entity, role, confidence);
    }

    /// "BEIRUT (AP) —" at the head of a report, "Baghdad, Iraq" after a place.
    fn dateline(&self, first: usize) -> bool {
        first == 0
            && self.sentence.words()[first..]
                .iter()
                .take(8)
                .any(|word| matches!(word.lower(), "—" | "–" | "--" | ":"))
    }

    fn apposed(&self, phrase: usize) -> bool {
        let structure = &self.sentence.structure;
        let Some(before) = phrase.checked_sub(1) else { return false };
        let between = structure.phrases[before].last + 1..structure.phrases[phrase].first;
        let comma = between.len() == 1 && structure.words[between.start].is(",");
        let span =
            self.sentence.span(structure.phrases[before].first, structure.phrases[before].last);
        comma
            && structure.preposition(before).is_some()
            && self
                .sentence
                .entities
                .iter()
                .any(|entity| is_place(entity.kind) && span.contains(entity.span))
    }

    fn means(&mut self, entity: usize, first: usize, confidence: f32) {
        if self.found.iter().any(|(known, ..)| *known == entity) {
            return;
        }
        let structure = &self.sentence.structure;
        let Some(phrase) = structure.phrase_at(first) else { return };
        let by = matches!(
            structure.preposition(phrase),
            Some("with" | "by" | "using" | "from" | "in" | "via" | "aboard")
        );
        let using = structure.phrases[phrase].first > 0
            && self.sentence.words()[structure.phrases[phrase].first - 1].lemma == "use";
        let compound = structure.phrase_at(self.matched.first) == Some(phrase);
        let own = self.matched.first <= first && first <= self.matched.last;
        if by || compound || own || using {
            self.add(entity, Role::Means, confidence);
        }
    }

    /// Numbers inside the phrases that play the counted part.
    fn quantities(&mut self) {
        let structure = &self.sentence.structure;
        for (phrase, role) in self.used.clone() {
            if role != self.counted {
                continue;
            }
            let own = &structure.phrases[phrase];
            let numbers: Vec<usize> = self
                .sentence
                .entities
                .iter()
                .enumerate()
                .filter(|(_, entity)| entity.kind == EntityKind::Number)
                .filter(|(_, entity)| {
                    self.sentence.words_of(entity.span).is_some_and(|(_, last)| own.holds(last))
                })
                .map(|(at, _)| at)
                .collect();
            for entity in numbers {
                self.add(entity, Role::Quantity, BY_SLOT);
            }
        }
    }

    // ------------------------------------------------------------------------ who says so

    fn attribution(&mut self) {
        if let Some(phrase) = self.according_to().or_else(|| self.sayer()) {
            for (entity, sure) in participant(self.sentence, phrase, Role::Attribution) {
                self.add(entity, Role::Attribution, BY_SLOT * sure);
            }
        }
    }

    fn according_to(&self) -> Option<usize> {
        let words = self.sentence.words();
        let at = (0..words.len().saturating_sub(2))
            .find(|at| words[*at].is("according") && words[at + 1].is("to"))?;
        self.sentence.structure.phrase_at(at + 2)
    }

    /// The subject of the verb of saying that the trigger stands under.
    fn sayer(&self) -> Option<usize> {
        let structure = &self.sentence.structure;
        let own = match self.matched.anchor {
            Anchor::Verb { clause, .. } | Anchor::Modal { clause } => Some(clause),
            Anchor::Noun { phrase } => governing_clause(self.sentence, phrase),
        };
        let says = |index: usize| {
            let clause = &structure.clauses[index];
            let lemma = self.sentence.words()[clause.group.head].lemma.as_str();
            self.sentence.lexicon.cues.holds("attributive", lemma)
                && clause.relation != Relation::Infinitive
                && !clause.group.is_passive()
        };
        let mut index = own;
        for _ in 0..4 {
            let Some(at) = index else { break };
            if Some(at) != own && says(at)
                || Some(at) == own && says(at) && matches!(self.matched.anchor, Anchor::Noun { .. })
            {
                return structure.clauses[at].subject;
            }
            let clause = &structure.clauses[at];
            index = match clause.relation {
                Relation::Infinitive | Relation::Gerund => clause.governor,
                _ => governing_report(self.sentence, at),
            };
        }
        // ", officials said on Tuesday" at the end of the sentence.
        let last = structure.clauses.len().checked_sub(1)?;
        let trailing = &structure.clauses[last];
        let subject = trailing.subject?;
        let comma = structure.phrases[subject]
            .first
            .checked_sub(1)
            .is_some_and(|at| self.sentence.words()[at].tag == Tag::Mark);
        (Some(last) != own
            && says(last)
            && comma
            && trailing.object.is_none()
            && self.matched.first < trailing.group.first)
            .then_some(subject)
    }
}

fn is_place(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Place | EntityKind::Facility)
}

/// Whether an entity of this kind can take part; `owner` lets nationalities stand for their side.
fn is_participant(kind: EntityKind, owner: bool) -> bool {
    match kind {
        EntityKind::Person
        | EntityKind::Organisation
        | EntityKind::ArmedGroup
        | EntityKind::Group
        | EntityKind::Place => true,
        EntityKind::Nationality => owner,
        _ => false,
    }
}

/// The entities that a phrase stands for, each with how surely.
fn participant(sentence: &Sentence<'_>, phrase: usize, role: Role) -> Vec<(usize, f32)> {
    // "dozens of civilians", "a convoy of tanks": what the number or collection is made of.
    if let Some(inner) = members(sentence, phrase) {
        let found = participant(sentence, inner, role);
        if !found.is_empty() {
            return found;
        }
    }
    let own = &sentence.structure.phrases[phrase];
    let inside: Vec<usize> = sentence.entities_in(own.first, own.last).collect();
    let kind = |at: usize| sentence.entities[at].kind;
    if let Some(found) = head_entity(sentence, phrase, &inside) {
        return vec![found];
    }
    if matches!(role, Role::Place | Role::From | Role::To | Role::Means) {
        let fits = |at: &usize| {
            is_place(kind(*at)) || matches!(kind(*at), EntityKind::Weapon | EntityKind::Vehicle)
        };
        let mut found: Vec<(usize, f32)> =
            inside.into_iter().filter(fits).map(|at| (at, 0.8)).collect();
        if found.is_empty() {
            found.extend(named_place(sentence, phrase).map(|at| (at, 0.9)));
        }
        return found;
    }
    // "Israel's decision", "the Syrian village": the side that owns it.
    let side =
        inside.iter().copied().find(|at| is_participant(kind(*at), true) || is_place(kind(*at)));
    let found =
        side.map(|side| (side, 0.7)).or_else(|| owner_of(sentence, phrase).map(|side| (side, 0.6)));
    found.or_else(|| named_place(sentence, phrase).map(|at| (at, 0.6))).into_iter().collect()
}

/// The entity that holds the head of a phrase, or the side whose members it names.
fn head_entity(sentence: &Sentence<'_>, phrase: usize, inside: &[usize]) -> Option<(usize, f32)> {
    let own = &sentence.structure.phrases[phrase];
    let head = sentence.words()[own.head].token.span;
    let kind = |at: usize| sentence.entities[at].kind;
    let of_head = || {
        inside.iter().copied().filter(|at| {
            sentence.entities[*at].span.contains(head)
                && !matches!(kind(*at), EntityKind::Date | EntityKind::Number)
        })
    };
    if let Some(at) = of_head().find(|at| kind(*at) != EntityKind::Group) {
        return Some((at, 1.0));
    }
    let group = of_head().next()?;
    if is_member(sentence, own.head) {
        // "Isis militiamen", "fighters of the Islamic State": the group they belong to.
        let named = |at: &usize| {
            matches!(
                kind(*at),
                EntityKind::ArmedGroup | EntityKind::Organisation | EntityKind::Person
            )
        };
        if let Some(side) = inside.iter().copied().find(named) {
            return Some((side, 0.95));
        }
        if let Some(side) = owner_of(sentence, phrase) {
            return Some((side, 0.9));
        }
    }
    Some((group, 1.0))
}

/// The phrase in "of …" behind a number or a word for a collection.
fn members(sentence: &Sentence<'_>, phrase: usize) -> Option<usize> {
    let structure = &sentence.structure;
    let own = &structure.phrases[phrase];
    let next = structure.phrases.get(phrase + 1)?;
    let of =
        next.preposition == Some(own.last + 1) && structure.preposition(phrase + 1) == Some("of");
    let head = &structure.words[own.head];
    let collection = head.tag == Tag::Number
        || head.tag == Tag::Determiner
        || sentence.lexicon.names.holds("collections", &head.noun)
        || sentence.lexicon.names.holds("vague_numbers", head.lower());
    (of && collection).then_some(phrase + 1)
}

/// "the border town of X", "the state capital, X".
fn named_place(sentence: &Sentence<'_>, phrase: usize) -> Option<usize> {
    let structure = &sentence.structure;
    let own = &structure.phrases[phrase];
    let next = structure.phrases.get(phrase + 1)?;
    let of =
        next.preposition == Some(own.last + 1) && structure.preposition(phrase + 1) == Some("of");
    let apposed = next.preposition.is_none()
        && next.first == own.last + 2
        && structure.words[own.last + 1].is(",");
    let settlement = sentence.classes[own.head] & sentence.lexicon.class_bit("settlement") != 0;
    let mut found = sentence
        .entities_in(next.first, next.last)
        .filter(|at| is_place(sentence.entities[*at].kind));
    found.next().filter(|_| of || apposed && settlement)
}

/// Whether the word names members of a side: fighters, troops, officials.
fn is_member(sentence: &Sentence<'_>, head: usize) -> bool {
    let lexicon = sentence.lexicon;
    let set = ["fighter", "soldier", "police", "officialdom", "group"]
        .iter()
        .fold(0, |set, name| set | lexicon.class_bit(name));
    sentence.classes[head] & set != 0
}

/// The named side in the "of" or "from" phrase right after a phrase.
fn owner_of(sentence: &Sentence<'_>, phrase: usize) -> Option<usize> {
    let structure = &sentence.structure;
    let next = structure.phrases.get(phrase + 1)?;
    let close = next.preposition == Some(structure.phrases[phrase].last + 1);
    let of = matches!(structure.preposition(phrase + 1), Some("of" | "from" | "with"));
    if !close || !of {
        return None;
    }
    sentence.entities_in(next.first, next.last).find(|at| {
        matches!(sentence.entities[*at].kind, EntityKind::ArmedGroup | EntityKind::Organisation)
    })
}
