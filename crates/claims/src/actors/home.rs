//! The country of somebody whose own words name none, from the words around them.

use tidings_types::{CountryCode, Span};

use crate::tokens::Token;

use super::{
    countries::country_at,
    kind::{is_head, office_at},
    roster::Roster,
};

/// Words before a name among which its nation is looked for.
const REACH: usize = 6;

/// Adjectives that stand between a nation and an office or name.
const BETWEEN: [&str; 24] = [
    "religious",
    "political",
    "opposition",
    "spiritual",
    "supreme",
    "foreign",
    "national",
    "former",
    "human",
    "rights",
    "security",
    "leading",
    "top",
    "senior",
    "deputy",
    "acting",
    "interim",
    "ruling",
    "military",
    "outgoing",
    "newly",
    "elected",
    "appointed",
    "new",
];

impl Roster<'_> {
    /// The nation told beside the words at `span`: before them in their phrase ("French assembly
    /// president X", "Iran's religious leader X"), after them ("security forces in Guinea"), or in
    /// an apposition ("X, Algeria's leading activist", "a member of the Syrian parliament, X").
    /// `sentence` bounds the look.
    pub fn home_beside(&self, span: Span, sentence: Span) -> Option<CountryCode> {
        let at = self.tokens.partition_point(|token| token.span.start < span.start);
        let end = self.tokens.partition_point(|token| token.span.end <= span.end);
        let first = self.tokens.partition_point(|token| token.span.start < sentence.start);
        let last = self.tokens.partition_point(|token| token.span.end <= sentence.end);
        self.nation_before(first, at)
            .or_else(|| self.nation_after(end, last))
            .or_else(|| self.nation_in_apposition(first, at))
    }

    /// The only country that a sentence names, by name or by nationality.
    pub fn only_country(&self, sentence: Span) -> Option<CountryCode> {
        let first = self.tokens.partition_point(|token| token.span.start < sentence.start);
        let last = self.tokens.partition_point(|token| token.span.end <= sentence.end);
        let mut named = (first..last).filter_map(|at| country_at(&self.tokens, at));
        let only = named.next()?.0.code;
        named.all(|(country, _)| country.code == only).then_some(only)
    }

    fn nation_before(&self, first: usize, at: usize) -> Option<CountryCode> {
        (at.saturating_sub(REACH).max(first)..at).rev().find_map(|start| {
            let (country, next) = country_at(&self.tokens, start)?;
            let between = self.tokens.get(next..at)?;
            self.is_phrase(between, next).then_some(country.code)
        })
    }

    /// Whether tokens from index `at` on are names, offices, known nouns and their adjectives.
    fn is_phrase(&self, tokens: &[Token], at: usize) -> bool {
        (0..tokens.len()).all(|n| {
            let token = &tokens[n];
            token.capital
                || is_head(&token.lower)
                || BETWEEN.contains(&token.lower.as_str())
                || office_at(&self.tokens, at + n).is_some()
        })
    }

    fn nation_after(&self, end: usize, last: usize) -> Option<CountryCode> {
        let preposition = self.tokens.get(end).filter(|_| end < last)?;
        let linked = matches!(
            preposition.lower.as_str(),
            "in" | "of" | "from" | "throughout" | "across" | "inside" | ","
        );
        if !linked {
            return None;
        }
        let article = self.tokens.get(end + 1)?;
        let skip = usize::from(matches!(article.lower.as_str(), "the" | "a" | "an"));
        let start = end + 1 + skip;
        let (country, next) = country_at(&self.tokens, start).filter(|(_, next)| *next <= last)?;
        // ", Algeria's leading activist": a list of countries is no apposition.
        let apposed = skip == 1 || self.tokens.get(next - 1)?.lower.ends_with("'s");
        (!preposition.is(",") || apposed).then_some(country.code)
    }

    fn nation_in_apposition(&self, first: usize, at: usize) -> Option<CountryCode> {
        let comma = at.checked_sub(1).filter(|comma| *comma > first)?;
        self.tokens.get(comma).filter(|token| token.is(","))?;
        let from = comma.saturating_sub(REACH + 1).max(first);
        let begins = (from..comma).rev().find(|n| self.tokens[*n].is(",")).map_or(from, |n| n + 1);
        let opens = begins == first || self.tokens[begins - 1].is(",");
        let named = (begins..comma).find_map(|start| country_at(&self.tokens, start));
        named.filter(|_| opens).map(|(country, _)| country.code)
    }
}

#[cfg(test)]
mod tests {
    use crate::actors::{Dictionary, Roster};
    use tidings_types::Span;

    fn check(text: &str, name: &str, expected: Option<&str>) {
        let roster = Roster::of_text(Dictionary::embedded(), text, None);
        let start = text.find(name).unwrap();
        let span = Span::new(start, start + name.len());
        let got = roster.home_beside(span, Span::new(0, text.len()));
        assert_eq!(got.map(|code| code.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn the_nation_told_beside_a_name_is_its_home() {
        check(
            "French National Assembly president Laurent Fabius held talks",
            "Laurent Fabius",
            Some("FRA"),
        );
        check("Iran's religious leader Ruhollah Khomeini spoke", "Ruhollah Khomeini", Some("IRN"));
        check("Security forces in Guinea tortured refugees", "Security forces", Some("GIN"));
        check(
            "Seven opposition parties in Nepal called a strike",
            "Seven opposition parties",
            Some("NPL"),
        );
        check("Salah Sidhoum, Algeria's leading activist, was held", "Salah Sidhoum", Some("DZA"));
        check(
            "A member of the Syrian parliament, Mohammed Mamoun, began",
            "Mohammed Mamoun",
            Some("SYR"),
        );
    }

    #[test]
    fn a_country_that_acts_is_nobodys_home() {
        check("Israel killed three fighters near Tyre", "three fighters", None);
        check("Iraq, Syria and others met", "others", None);
        check("He met Turkey's envoy and two farmers", "two farmers", None);
    }
}
