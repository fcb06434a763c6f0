//! What a number counts: killed, wounded, displaced, homes, devices, …
//!
//! Each number takes the cue that stands nearest on its own side of commas and conjunctions: the
//! verb before it ("killing three"), the participle after what is counted ("12 people were
//! killed"), or the counted noun itself ("three deaths"). A number without a cue inherits from the
//! number before it in the same list ("killed three soldiers and two civilians").

use tidings_types::{Counting, Qualifier, Span, Unit};

use crate::{
    dates,
    tokens::{Token, TokenKind, tokens},
};

use super::{
    cue::{Hit, best_hit},
    find::amounts,
    person::single_persons,
    slot::{Slot, slot, word},
    words::{Class, Mark, WORDS},
};

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Kind: `killed`, `displaced`, `homes`, ….
    pub kind: &'static str,
    /// Lowest the words allow.
    pub low: Option<u64>,
    /// The number to use.
    pub best: Option<u64>,
    /// Highest.
    pub high: Option<u64>,
    /// Hedge.
    pub qualifier: Qualifier,
    /// Persons, households, things.
    pub unit: Unit,
    /// New, cumulative, stock.
    pub counting: Counting,
    /// Whether it is a part of the figure before it.
    pub part: bool,
    /// The counted words, if any.
    pub of: Option<Span>,
    /// The number with its hedge.
    pub mention: Span,
    /// The words that decide the kind.
    pub cue: Span,
}

/// All figures of a sentence; `offset` is added to the spans.
pub fn figures(sentence: &str, offset: usize) -> Vec<Figure> {
    let cut = tokens(sentence, offset);
    let dates: Vec<Span> =
        dates::find(sentence, offset).into_iter().map(|date| date.core).collect();
    let mut slots: Vec<Slot> =
        amounts(&cut, &dates).into_iter().filter_map(|a| slot(&cut, a)).collect();
    slots.extend(single_persons(&cut, &slots));
    slots.sort_by_key(|slot| slot.amount.first);
    let mut figures: Vec<Figure> = Vec::new();
    let mut last: Option<(usize, Class)> = None;
    for index in 0..slots.len() {
        let Some(slot) = slots.get(index) else { break };
        let before = last.and_then(|(at, class)| Some((slots.get(at)?, class, figures.last()?)));
        let Some(figure) = figure(&cut, &slots, index, before) else { continue };
        last = Some((
            index,
            if slot.class == Class::Bare { last.map_or(Class::Bare, |l| l.1) } else { slot.class },
        ));
        figures.push(figure);
    }
    figures
}

fn figure(
    tokens: &[Token],
    slots: &[Slot],
    index: usize,
    before: Option<(&Slot, Class, &Figure)>,
) -> Option<Figure> {
    let slot = slots.get(index)?;
    let inherited = before.map_or(Class::Bare, |(_, class, _)| class);
    let part = is_part(tokens, slot, before.is_some());
    let hit = best_hit(tokens, slots, index, inherited).or_else(|| {
        let (earlier, _, figure) = before?;
        let goes_on = part
            || continues_list(tokens, earlier, slot)
            || of_another_place(tokens, earlier, slot);
        inherited_hit(tokens, figure).filter(|_| goes_on)
    })?;
    let cue = tokens.get(hit.first)?.span.cover(tokens.get(hit.next - 1)?.span);
    let of = slot
        .noun
        .and_then(|(first, end)| Some(tokens.get(first)?.span.cover(tokens.get(end - 1)?.span)));
    let of = of.filter(|_| !slot.implied);
    Some(Figure {
        kind: hit.kind,
        low: slot.amount.low,
        best: slot.amount.best,
        high: slot.amount.high,
        qualifier: slot.amount.qualifier,
        unit: unit(slot.class, inherited, hit.kind),
        counting: counting(tokens, slot, &hit),
        part,
        of,
        mention: slot.amount.span,
        cue,
    })
}

/// The cue of the figure before, for the next number of its list.
fn inherited_hit(tokens: &[Token], figure: &Figure) -> Option<Hit> {
    let first = tokens.iter().position(|token| token.span.start >= figure.cue.start)?;
    let next = tokens.iter().position(|token| token.span.end >= figure.cue.end)? + 1;
    Some(Hit { kind: figure.kind, first, next, score: 0.0 })
}

fn unit(class: Class, inherited: Class, kind: &str) -> Unit {
    match class {
        Class::Household => Unit::Household,
        Class::Home if kind == "homes" => Unit::Item,
        Class::Home => Unit::Household,
        Class::Device | Class::Weapon => Unit::Item,
        Class::Bare if kind == "homes" => Unit::Item,
        Class::Bare
            if inherited == Class::Household
                && matches!(kind, "displaced" | "evacuated" | "affected") =>
        {
            Unit::Household
        }
        _ => Unit::Person,
    }
}

/// "And two civilians", ", a woman": the list goes on.
fn continues_list(tokens: &[Token], earlier: &Slot, slot: &Slot) -> bool {
    let between = earlier.end..slot.amount.first;
    let joined = between.clone().all(|at| {
        let token = word(tokens, at);
        matches!(token, "," | "and" | "or" | "as" | "well" | "plus" | "with")
            || tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word && t.capital)
    });
    joined && !between.is_empty() && earlier.class == slot.class
        || (joined && slot.class == Class::Person && earlier.class == Class::Person)
}

/// "709 people displaced in Jajpur and 363 in Puri": the same told of another place.
fn of_another_place(tokens: &[Token], earlier: &Slot, slot: &Slot) -> bool {
    let here = |at: usize| {
        matches!(word(tokens, at), "in" | "at") && tokens.get(at + 1).is_some_and(|t| t.capital)
    };
    let between = earlier.end..slot.amount.first;
    let place = between.clone().rev().find(|&at| here(at));
    let only_names = |at: usize| {
        tokens.get(at).is_some_and(|t| t.capital)
            || matches!(word(tokens, at), "and" | "," | "district" | "province" | "region")
    };
    let joined = matches!(word(tokens, slot.amount.first.saturating_sub(1)), "and" | ",");
    let names = place.is_some_and(|at| (at + 1..between.end).all(only_names));
    slot.class == Class::Bare && here(slot.amount.next) && joined && names
}

/// Whether the number is a part of a total told before it.
fn is_part(tokens: &[Token], slot: &Slot, preceded: bool) -> bool {
    let start = slot.amount.first;
    let marked = (start.saturating_sub(4)..start).any(|at| {
        WORDS.marks(Mark::Part, tokens, at).is_some_and(|next| next <= start && start - next <= 2)
    });
    let bracket = start > 0 && word(tokens, start - 1) == "(";
    let of_them = (slot.amount.next..slot.amount.next + 2).any(|at| {
        word(tokens, at) == "of"
            && matches!(word(tokens, at + 1), "them" | "whom" | "those" | "these" | "which")
    });
    preceded && (marked || of_them)
        || preceded && bracket && slot.class != Class::Household && slot.amount.best <= Some(1000)
}

fn counting(tokens: &[Token], slot: &Slot, hit: &Hit) -> Counting {
    let start = slot.amount.first;
    let toll = word(tokens, hit.first) == "toll" || word(tokens, hit.first) == "number";
    let before =
        (start.saturating_sub(4)..start).any(|at| matches!(word(tokens, at), "bringing" | "toll"));
    let after = (slot.end..(slot.end + 12).min(tokens.len())).any(|at| {
        matches!(word(tokens, at), "since")
            || (word(tokens, at) == "so" && word(tokens, at + 1) == "far")
            || (word(tokens, at) == "to" && word(tokens, at + 1) == "date")
    });
    let so_far = (start.saturating_sub(4)..start)
        .any(|at| word(tokens, at) == "so" && word(tokens, at + 1) == "far");
    let led =
        so_far || (0..start).any(|at| word(tokens, at) == "since" && start - at < 8 && at == 0);
    if toll || before || after || led {
        return Counting::Cumulative;
    }
    let stock = (start.saturating_sub(4)..(hit.next + 3).min(tokens.len()))
        .any(|at| WORDS.marks(Mark::Stock, tokens, at).is_some());
    let moving = matches!(hit.kind, "displaced" | "trapped" | "affected");
    if moving && (stock || matches!(word(tokens, hit.first), "idps" | "sheltering")) {
        Counting::Stock
    } else {
        Counting::New
    }
}
