//! Persons: told by office or role, never by name.

use tidings_types::{ActorKind, CountryCode, Span};

use super::{
    countries::{country_at, country_name},
    identity::{DESCRIBED, Identity},
    kind::{is_head, kind_of_group, office_at},
    roster::Roster,
};

/// Name, kind and country of an office.
type Office = (String, ActorKind, Option<CountryCode>);

impl Roster<'_> {
    /// A person stands by office, role or as somebody unnamed; never by name.
    pub(super) fn person(&self, span: Span) -> Identity {
        let at = self.tokens.partition_point(|token| token.span.start < span.start);
        let end = self.tokens.partition_point(|token| token.span.end <= span.end);
        let office = self
            .office_inside(at, end)
            .or_else(|| self.office_before(at))
            .or_else(|| self.leader_before(at))
            .or_else(|| self.role_after(end));
        let (name, kind, country) =
            office.unwrap_or_else(|| ("a named person".to_owned(), ActorKind::Other, None));
        Identity { actor: None, name, kind, country, confidence: DESCRIBED }
    }

    fn office_inside(&self, at: usize, end: usize) -> Option<Office> {
        (at..end)
            .find_map(|start| self.office(start).filter(|(_, next)| *next < end))
            .map(|(office, _)| office)
    }

    /// "Iraqi Defence Minister" before the name: the office, at most six words back.
    fn office_before(&self, at: usize) -> Option<Office> {
        (at.saturating_sub(6)..at)
            .find_map(|start| self.office(start).filter(|(_, next)| *next == at))
            .map(|(office, _)| office)
    }

    /// "Palestinian leader" before the name: who leads a nation governs it.
    fn leader_before(&self, at: usize) -> Option<Office> {
        let leader = at.checked_sub(1)?;
        let leads = |word: &str| matches!(word, "leader" | "ruler" | "strongman" | "premier");
        self.tokens.get(leader).filter(|token| leads(&token.lower))?;
        let code = self.nation_beside(leader, at)?;
        let name = format!("leader of {}", country_name(code)?);
        Some((name, ActorKind::Government, Some(code)))
    }

    /// ", a resident of the town," after the name.
    fn role_after(&self, at: usize) -> Option<Office> {
        self.tokens.get(at).filter(|token| token.is(","))?;
        let article = at + 1;
        let start = article
            + usize::from(
                self.tokens
                    .get(article)
                    .is_some_and(|t| matches!(t.lower.as_str(), "a" | "an" | "the")),
            );
        for next in start..(start + 4).min(self.tokens.len()) {
            if let Some((office, _)) = self.office(next) {
                return Some(office);
            }
            let token = self.tokens.get(next)?;
            if token.is(",") {
                return None;
            }
            if is_head(&token.lower) {
                let words = self.tokens.get(start..=next)?;
                let span = words.first()?.span.cover(token.span);
                let told = span.of(self.text)?.to_owned();
                let lower = words.iter().all(|word| !word.capital);
                return lower.then(|| {
                    (
                        format!("a {told}"),
                        kind_of_group(words).unwrap_or(ActorKind::Civilians),
                        None,
                    )
                });
            }
        }
        None
    }

    fn office(&self, at: usize) -> Option<(Office, usize)> {
        let next = office_at(&self.tokens, at)?;
        let words = self.tokens.get(at..next)?;
        let office = words.iter().map(|token| token.lower.as_str()).collect::<Vec<_>>().join(" ");
        let country = self.nation_beside(at, next);
        let kind = kind_of_group(words).unwrap_or(ActorKind::Government);
        let land = country.and_then(country_name);
        let name = land.map_or_else(|| office.clone(), |land| format!("{office} of {land}"));
        Some(((name, kind, country), next))
    }

    fn nation_beside(&self, at: usize, next: usize) -> Option<CountryCode> {
        let before = (at.saturating_sub(2)..at)
            .find_map(|start| country_at(&self.tokens, start).filter(|(_, end)| *end == at));
        let of = self.tokens.get(next).filter(|token| token.is("of"));
        let after = of.and_then(|_| country_at(&self.tokens, next + 1));
        before.or(after).map(|(country, _)| country.code)
    }
}
