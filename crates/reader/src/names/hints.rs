//! What of the hints stands: names that others found, against what the shape of words gave.

use tidings_types::{Entity, EntityKind, Voice};

use super::{BY_HEAD_WORD, Finder, LIKELY_PLACE, SURE_PLACE};
use crate::tags::Style;

impl Finder<'_> {
    /// Names that the gazetteer is sure of take the place of what the shape of the words gave,
    /// unless a dictionary, a head word or a title told the kind.
    pub(super) fn settle_places(&self, found: &mut Vec<Entity>) {
        let sure = |hint: &&Entity| hint.kind == EntityKind::Place && hint.confidence >= SURE_PLACE;
        for hint in self.hints.iter().filter(sure) {
            let told = |known: &Entity| {
                known.kind == EntityKind::Place && known.span.contains(hint.span)
                    || known.voice == Voice::Dictionary && known.kind != EntityKind::Place
                    || known.confidence >= BY_HEAD_WORD
            };
            if found.iter().any(|known| known.span.overlaps(hint.span) && told(known)) {
                continue;
            }
            let before = found.len();
            found.retain(|known| !known.span.overlaps(hint.span));
            if found.len() < before {
                found.push(*hint);
            }
        }
    }

    /// Hints that no run covers.
    pub(super) fn add_hints(&self, found: &mut Vec<Entity>) {
        let mut hints: Vec<&Entity> = self.hints.iter().collect();
        hints.sort_by_key(|hint| {
            (std::cmp::Reverse(hint.span.len()), u8::from(hint.kind == EntityKind::Place))
        });
        for hint in hints {
            let clear = !found.iter().any(|known| known.span.overlaps(hint.span));
            if clear && self.stands(hint) {
                found.push(*hint);
            }
        }
    }

    /// Whether a hint outside the runs is to be believed.
    fn stands(&self, hint: &Entity) -> bool {
        if hint.kind != EntityKind::Place {
            return true;
        }
        let Some(first) = self.tokens.iter().position(|token| hint.span.contains(token.span))
        else {
            return false;
        };
        let common = self.lexicon.small(self.lower(first)).is_some()
            || !self.lexicon.verb(self.lower(first)).is_empty()
            || self.lexicon.is_noun(&self.lexicon.singular(self.lower(first)))
            || self.lexicon.is_adjective(self.lower(first));
        let one = self.tokens[first].span == hint.span;
        match self.style {
            Style::Sentence if hint.confidence >= SURE_PLACE => self.tokens[first].is_capital(),
            Style::Sentence => {
                self.tokens[first].is_capital()
                    && !(common && one)
                    && hint.confidence >= LIKELY_PLACE
            }
            Style::Title | Style::Upper => {
                !(common && one)
                    || self.after_place_preposition(first)
                        && self.lexicon.small(self.lower(first)).is_none()
            }
        }
    }
}
