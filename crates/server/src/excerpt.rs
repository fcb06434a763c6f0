//! Evidence as the page shows it: text with marked words.
//!
//! Spans count bytes; a browser's strings count UTF-16 units. Offsets are turned here, once.

use serde::Serialize;
use tidings_types::{Claim, Report, Span};

/// What marked words are to their claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MarkKind {
    Trigger,
    Assertion,
    Actor,
    Target,
    Place,
    Time,
    Quantity,
    Means,
    Attribution,
}

/// Marked words, in UTF-16 units from the beginning of the text beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Mark {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) kind: MarkKind,
}

/// A range in UTF-16 units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Range {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// A sentence with its marks.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Excerpt {
    pub(crate) text: String,
    pub(crate) marks: Vec<Mark>,
}

impl Excerpt {
    /// The sentence that holds the trigger of `claim`, with all of its evidence that lies there.
    pub(crate) fn of(claim: &Claim, report: &Report) -> Self {
        let words = report.words(claim.sentence);
        let offsets = Utf16::new(words);
        let from = claim.sentence.start;
        let inside = |span: &Span| claim.sentence.contains(*span);
        let marks =
            evidence(claim).into_iter().filter(|(_, span)| inside(span)).map(|(kind, span)| {
                let Range { start, end } =
                    offsets.range(Span { start: span.start - from, end: span.end - from });
                Mark { start, end, kind }
            });
        Self { marks: sorted(marks), text: words.to_owned() }
    }
}

/// The marks of `claim` in the whole text of its report.
pub(crate) fn marks(claim: &Claim, offsets: &Utf16) -> Vec<Mark> {
    sorted(evidence(claim).into_iter().map(|(kind, span)| {
        let Range { start, end } = offsets.range(span);
        Mark { start, end, kind }
    }))
}

fn sorted(marks: impl Iterator<Item = Mark>) -> Vec<Mark> {
    let mut all: Vec<Mark> = marks.collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn evidence(claim: &Claim) -> Vec<(MarkKind, Span)> {
    let mut all = vec![(MarkKind::Trigger, claim.trigger.span)];
    all.extend(claim.repeats.iter().map(|words| (MarkKind::Trigger, words.span)));
    if claim.assertion.evidence.span != claim.trigger.span {
        all.push((MarkKind::Assertion, claim.assertion.evidence.span));
    }
    if let Some(attribution) = &claim.attribution {
        all.push((MarkKind::Attribution, attribution.source.mention.span));
        all.extend(attribution.verb.iter().map(|verb| (MarkKind::Attribution, verb.span)));
    }
    all.extend(claim.actors.iter().map(|actor| (MarkKind::Actor, actor.mention.span)));
    all.extend(claim.targets.iter().map(|target| (MarkKind::Target, target.mention.span)));
    all.extend(claim.places.iter().map(|place| (MarkKind::Place, place.mention.span)));
    all.extend(claim.time.mention.iter().map(|time| (MarkKind::Time, time.span)));
    for quantity in &claim.quantities {
        all.push((MarkKind::Quantity, quantity.mention.span));
        all.extend(quantity.of.iter().map(|whom| (MarkKind::Quantity, whom.span)));
    }
    all.extend(claim.means.iter().map(|means| (MarkKind::Means, means.mention.span)));
    all
}

/// Turns byte offsets into UTF-16 offsets.
pub(crate) struct Utf16 {
    /// For every character outside ASCII: the byte after it, and by how much bytes are ahead of
    /// UTF-16 units there.
    steps: Vec<(u32, u32)>,
    length: u32,
}

impl Utf16 {
    pub(crate) fn new(text: &str) -> Self {
        let mut ahead = 0;
        let mut steps = Vec::new();
        for (start, letter) in text.char_indices().filter(|(_, letter)| !letter.is_ascii()) {
            ahead += letter.len_utf8() - letter.len_utf16();
            steps.push((narrow(start + letter.len_utf8()), narrow(ahead)));
        }
        Self { steps, length: narrow(text.len()) }
    }

    /// The range of a span; what lies past the end of the text is cut to it.
    pub(crate) fn range(&self, span: Span) -> Range {
        Range { start: self.offset(span.start), end: self.offset(span.end) }
    }

    fn offset(&self, byte: u32) -> u32 {
        let byte = byte.min(self.length);
        let passed = self.steps.partition_point(|(after, _)| *after <= byte);
        let ahead = passed.checked_sub(1).map_or(0, |last| self.steps[last].1);
        byte - ahead
    }
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, words: &str, expected: (u32, u32)) {
        let start = text.find(words).unwrap();
        let range = Utf16::new(text).range(Span::new(start, start + words.len()));
        assert_eq!((range.start, range.end), expected, "{words:?} in {text:?}");
        let units: Vec<u16> = text.encode_utf16().collect();
        let slice = &units[range.start as usize..range.end as usize];
        assert_eq!(String::from_utf16(slice).unwrap(), words);
    }

    #[test]
    fn offsets_are_a_browsers() {
        check("fell on Tuesday", "on", (5, 7));
        check("الباغوز سقطت", "سقطت", (8, 12));
        check("“Sha’Fah” fell", "fell", (10, 14));
        check("🚑 at Бахмут", "Бахмут", (6, 12));
        check("🚑 at Бахмут", "🚑", (0, 2));
    }

    #[test]
    fn what_lies_past_the_end_is_cut() {
        let range = Utf16::new("é").range(Span::new(0, 99));
        assert_eq!(range, Range { start: 0, end: 1 });
    }
}
