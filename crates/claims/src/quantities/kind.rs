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
    find::{Amount, amounts},
    words::{Class, Mark, Side, WORDS},
};

/// How far, in tokens, a cue may stand before its number.
const LEFT_REACH: usize = 4;
/// How far, in tokens, a cue may stand after what is counted.
const RIGHT_REACH: usize = 14;

/// How far, in tokens, a running total may be named before its number.
const TOLL_REACH: usize = 14;

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

/// A number with the noun it stands before.
struct Slot {
    amount: Amount,
    class: Class,
    /// Tokens of the counted words.
    noun: Option<(usize, usize)>,
    /// Index just past number and noun.
    end: usize,
    /// Whether no number is written: "a soldier".
    implied: bool,
}

fn word(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| token.lower.as_str())
}

fn slot(tokens: &[Token], amount: Amount) -> Option<Slot> {
    let mut at = amount.next;
    if WORDS.is_measure(word(tokens, at)) || word(tokens, at) == "%" {
        return None;
    }
    if word(tokens, at) == "of" {
        at += 1;
        at += usize::from(matches!(
            word(tokens, at),
            "the" | "them" | "its" | "their" | "his" | "these" | "those"
        ));
    }
    let start = at;
    for reach in 0..6 {
        let here = at + reach;
        let Some(token) = tokens.get(here) else { break };
        // "Mud-and-thatch homes"
        let inside_compound =
            reach > 0 && !token.spaced && (token.is("-") || word(tokens, here - 1) == "-");
        if (stops_noun(token) && !inside_compound)
            || (reach > 0 && cue_at(tokens, here).is_some() && WORDS.class(&token.lower).is_none())
        {
            break;
        }
        if WORDS.is_measure(&token.lower) && reach <= 1 {
            return None;
        }
        if let Some(class) = WORDS.class(&token.lower) {
            let (end, class) = last_noun(tokens, here, class);
            return Some(Slot { amount, class, noun: Some((start, end)), end, implied: false });
        }
    }
    Some(Slot { amount, class: Class::Bare, noun: None, end: start, implied: false })
}

/// "Police officers", "army conscripts": the last of several nouns in a row decides.
fn last_noun(tokens: &[Token], at: usize, class: Class) -> (usize, Class) {
    let (mut end, mut class) = (at + 1, class);
    while let Some(next) = tokens.get(end).and_then(|token| WORDS.class(&token.lower)) {
        if matches!(word(tokens, end), "dead" | "displaced" | "home" | "homes" | "body")
            && class == Class::Person
        {
            break;
        }
        class = next;
        end += 1;
    }
    (end, class)
}

fn stops_noun(token: &Token) -> bool {
    matches!(
        token.lower.as_str(),
        "," | "."
            | ";"
            | "("
            | ")"
            | ":"
            | "and"
            | "or"
            | "in"
            | "on"
            | "at"
            | "by"
            | "to"
            | "for"
            | "from"
            | "with"
            | "after"
            | "as"
            | "were"
            | "was"
            | "are"
            | "is"
            | "have"
            | "had"
            | "has"
            | "who"
            | "that"
            | "while"
            | "when"
            | "but"
            | "into"
            | "near"
            | "including"
            | "during"
            | "people's"
    ) || token.kind == TokenKind::Digits
}

fn cue_at(tokens: &[Token], at: usize) -> Option<(&'static str, Side, usize)> {
    WORDS.cues(tokens, at).next()
}

/// Singular persons with a deadly or like cue beside them: "a soldier was killed", "Policeman shot
/// dead", "killed a child".
fn single_persons(tokens: &[Token], slots: &[Slot]) -> Vec<Slot> {
    (0..tokens.len()).filter_map(|at| single_person(tokens, at, slots)).collect()
}

fn single_person(tokens: &[Token], at: usize, slots: &[Slot]) -> Option<Slot> {
    let token = tokens.get(at)?;
    let plural = token.lower.ends_with('s')
        || matches!(
            token.lower.as_str(),
            "people"
                | "men"
                | "women"
                | "children"
                | "police"
                | "military"
                | "troops"
                | "policemen"
                | "gunmen"
                | "militiamen"
                | "servicemen"
                | "firemen"
                | "fishermen"
                | "businessmen"
                | "government"
                | "army"
                | "group"
                | "militia"
                | "ministry"
                | "family"
                | "population"
                | "crowd"
                | "militants"
                | "dead"
                | "force"
                | "patrol"
                | "convoy"
                | "unit"
                | "side"
                | "team"
                | "gang"
                | "clan"
                | "local"
                | "home"
                | "displaced"
                | "regime"
                | "body"
                | "junta"
                | "navy"
                | "coalition"
                | "alliance"
                | "movement"
                | "organisation"
                | "organization"
                | "humanitarian"
                | "community"
                | "parliament"
                | "court"
                | "administration"
                | "authority"
                | "embassy"
                | "agency"
                | "ngo"
                | "youth"
                | "battalion"
                | "brigade"
                | "regiment"
                | "staff"
                | "crew"
                | "personnel"
                | "garrison"
                | "attacker"
                | "cell"
                | "faction"
                | "household"
                | "cartel"
                | "idp"
                | "tribe"
                | "mob"
                | "couple"
                | "municipality"
                | "warship"
                | "gunboat"
                | "insurgency"
                | "jihadi"
                | "insurgent"
                | "president"
                | "separatist"
                | "paramilitary"
        );
    let person = matches!(WORDS.class(&token.lower), Some(Class::Person))
        && crate::actors::is_head(&token.lower);
    // "Police officer", "rebel leader": the next word is the head.
    let head = WORDS.class(word(tokens, at + 1)).is_none_or(|class| class != Class::Person)
        || word(tokens, at + 1) == "dead";
    let taken = slots.iter().any(|slot| slot.amount.first <= at && at < slot.end);
    if plural || !person || !head || taken {
        return None;
    }
    let start = phrase_start(tokens, at);
    let lead = word(tokens, start);
    let article = matches!(lead, "a" | "an");
    let definite = matches!(lead, "the" | "his" | "her" | "their" | "its" | "this" | "that");
    let headline = !definite && !article && start < at + 1 && tokens.get(start)?.capital;
    let after = deadly_after(tokens, at + 1);
    let before = (1..=2).any(|back| {
        start.checked_sub(back).is_some_and(|i| {
            WORDS.cues(tokens, i).any(|(kind, side, next)| {
                next <= start
                    && is_personal(kind)
                    && side != Side::Noun
                    && (article || headline || !definite)
            })
        })
    });
    let leads = article && (after || before)
        || !definite
            && !article
            && (after && (headline || start == 0)
                || before && !word(tokens, start).is_empty() && start == at);
    if !leads {
        return None;
    }
    let span = tokens.get(start)?.span.cover(token.span);
    let amount = Amount {
        span,
        number: span,
        low: Some(1),
        best: Some(1),
        high: Some(1),
        qualifier: Qualifier::Exact,
        first: start,
        next: at + 1,
    };
    Some(Slot {
        amount,
        class: Class::Person,
        noun: Some((start, at + 1)),
        end: at + 1,
        implied: true,
    })
}

/// Back over adjectives to the article or the start of the phrase, at most four words.
fn phrase_start(tokens: &[Token], at: usize) -> usize {
    let mut start = at;
    while start > 0 && at - start < 4 {
        let Some(token) = tokens.get(start - 1) else { break };
        if matches!(
            token.lower.as_str(),
            "a" | "an" | "the" | "his" | "her" | "their" | "its" | "this" | "that"
        ) {
            return start - 1;
        }
        let stop = token.kind != TokenKind::Word && !token.is("-")
            || stops_noun(token)
            || cue_at(tokens, start - 1).is_some();
        if stop {
            break;
        }
        start -= 1;
    }
    start
}

fn is_personal(kind: &str) -> bool {
    matches!(kind, "killed" | "injured" | "detained" | "abducted" | "missing")
}

fn deadly_after(tokens: &[Token], at: usize) -> bool {
    let mut here = at;
    while here < at + 4
        && matches!(
            word(tokens, here),
            "was"
                | "is"
                | "has"
                | "had"
                | "been"
                | "also"
                | "found"
                | "shot"
                | "later"
                | "being"
                | "reportedly"
                | "and"
        )
    {
        here += 1;
    }
    WORDS.cues(tokens, here).any(|(kind, side, next)| {
        let object = here == at
            && (matches!(
                word(tokens, next),
                "a" | "an" | "the" | "his" | "at" | "dozens" | "several"
            ) || crate::numerals::cardinal(tokens, next).is_some());
        side == Side::Done && is_personal(kind) && !object
    })
}

/// The kinds that numbers of a class may have.
fn fits(kind: &str, class: Class, inherited: Class) -> bool {
    match class {
        Class::Person => !matches!(kind, "homes" | "devices" | "weapons"),
        Class::Household => matches!(
            kind,
            "evacuated"
                | "displaced"
                | "returned"
                | "affected"
                | "reached"
                | "trapped"
                | "killed"
                | "missing"
        ),
        Class::Home => matches!(kind, "homes" | "evacuated"),
        Class::Device => matches!(kind, "devices" | "weapons"),
        Class::Weapon => kind == "weapons",
        Class::Bare if matches!(inherited, Class::Home) => {
            kind == "homes" || !matches!(kind, "devices" | "weapons")
        }
        Class::Bare => {
            !matches!(kind, "homes" | "devices" | "weapons" | "reached" | "protesters" | "fighters")
        }
    }
}

/// A cue with how well it fits its number.
struct Hit {
    kind: &'static str,
    first: usize,
    next: usize,
    score: f32,
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
    let hits = [
        noun_hit(tokens, slot),
        left_hit(tokens, slot, inherited),
        right_hit(tokens, slots, index, inherited),
        toll_hit(tokens, slot),
    ];
    let best = hits
        .into_iter()
        .flatten()
        .reduce(|best, hit| if hit.score > best.score { hit } else { best });
    let hit = match best {
        Some(hit) => hit,
        None => {
            let (earlier, _, figure) = before?;
            if !(part || continues_list(tokens, earlier, slot)) {
                return None;
            }
            let first = tokens.iter().position(|token| token.span.start >= figure.cue.start)?;
            let next = tokens.iter().position(|token| token.span.end >= figure.cue.end)? + 1;
            Hit { kind: figure.kind, first, next, score: 0.0 }
        }
    };
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

/// "Three deaths", "9 bodies", "12,754 IDPs": the counted word is the cue.
fn noun_hit(tokens: &[Token], slot: &Slot) -> Option<Hit> {
    let (first, end) = slot.noun.unwrap_or((slot.end, slot.end + 3));
    (first..end.max(first)).rev().find_map(|at| {
        let (kind, _, next) = WORDS.cues(tokens, at).find(|(kind, side, _)| {
            (*side == Side::Noun || (*side == Side::Done && at < end && slot.noun.is_some()))
                && fits(kind, slot.class, Class::Bare)
        })?;
        // Between a bare number and its noun stand only plain words: "12 more deaths".
        let plain = (first..at)
            .all(|i| tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word && !stops_noun(t)));
        (plain || slot.noun.is_some()).then_some(Hit {
            kind,
            first: at,
            next,
            score: if at == first { 9.0 } else { 8.0 },
        })
    })
}

/// A verb or noun of doing before the number, with nothing but small words between.
fn left_hit(tokens: &[Token], slot: &Slot, inherited: Class) -> Option<Hit> {
    let start = before_aside(tokens, slot.amount.first);
    for back in 1..=LEFT_REACH + 3 {
        let at = start.checked_sub(back)?;
        let token = tokens.get(at)?;
        let found = WORDS.cues(tokens, at).find(|(kind, side, next)| {
            let distance = start.saturating_sub(*next);
            let active = *side == Side::Doing
                || (*side == Side::Done && distance <= 2 && !passive(tokens, at));
            *next <= start
                && distance <= LEFT_REACH
                && *side != Side::Noun
                && active
                && (fits(kind, slot.class, inherited)
                    || (*kind == "homes" && names_homes(tokens, at, start)))
        });
        if let Some((kind, _, next)) = found {
            let distance = start.saturating_sub(next) as f32;
            return Some(Hit { kind, first: at, next, score: 11.0 - distance * 1.5 });
        }
        let ends = matches!(
            token.lower.as_str(),
            "," | ";" | "and" | "." | ":" | "in" | "by" | "but" | "where" | "including"
        ) || token.kind == TokenKind::Digits;
        if ends && !(back == 1 && token.is(":")) {
            return None;
        }
    }
    None
}

/// "Destroyed housing: 146": homes are named between the cue and a bare number.
fn names_homes(tokens: &[Token], from: usize, to: usize) -> bool {
    (from..to).any(|at| WORDS.class(word(tokens, at)) == Some(Class::Home))
}

/// "The evacuation of, according to the latest data, 300 people": the aside is passed over.
fn before_aside(tokens: &[Token], start: usize) -> usize {
    if start == 0 || word(tokens, start - 1) != "," {
        return start;
    }
    let open = (start.saturating_sub(10)..start - 1).rev().find(|&at| word(tokens, at) == ",");
    open.filter(|&at| word(tokens, at + 1) == "according").unwrap_or(start)
}

/// "Were killed", "has been displaced": not a verb that takes the number as its object.
fn passive(tokens: &[Token], at: usize) -> bool {
    (1..=2).any(|back| {
        at.checked_sub(back).is_some_and(|i| {
            matches!(word(tokens, i), "was" | "were" | "been" | "being" | "are" | "is" | "be")
        })
    })
}

/// A participle or predicate after what is counted: over its verb, over a relative clause, over
/// the other members of a list.
fn right_hit(tokens: &[Token], slots: &[Slot], index: usize, inherited: Class) -> Option<Hit> {
    let slot = slots.get(index)?;
    let mut distance = 0.0;
    // "1,314 families (8,710 people) who had lost …": a bracket is passed over.
    let past = bracket_end(tokens, slot.end);
    for at in past..past + RIGHT_REACH {
        let token = tokens.get(at)?;
        if let Some(other) = slots.iter().find(|other| other.amount.first == at && !other.implied) {
            // Over "and 12 children" of the same list; not into another clause.
            let listed = at > 0 && matches!(word(tokens, at - 1), "and" | "," | "including");
            if !listed || at - slot.end > 3 || other.class == Class::Bare {
                return None;
            }
        }
        let hit = WORDS.cues(tokens, at).find(|(kind, side, next)| {
            let takes_object =
                slots.iter().any(|other| other.amount.first == *next && !other.implied)
                    && at > slot.end;
            *side == Side::Done && fits(kind, slot.class, inherited) && !takes_object
        });
        if let Some((kind, _, next)) = hit {
            let (kind, at, next) = further(tokens, slot, (kind, at, next));
            return Some(Hit { kind, first: at, next, score: 10.0 - distance * 0.4 });
        }
        let stop = matches!(
            token.lower.as_str(),
            ";" | "." | "while" | "but" | "after" | "killing" | "wounding" | "leaving"
        ) || (token.is(":") && at > slot.end + 1);
        if stop {
            return None;
        }
        distance += match token.lower.as_str() {
            "were" | "was" | "are" | "have" | "been" | "had" | "has" | "also" | "others"
            | "more" => 0.5,
            "," | "and" => 3.0,
            _ => 1.0,
        };
    }
    None
}

/// "Were affected and evacuated": the second word tells more.
fn further(
    tokens: &[Token],
    slot: &Slot,
    (kind, at, next): (&'static str, usize, usize),
) -> (&'static str, usize, usize) {
    let joined = kind == "affected" && matches!(word(tokens, next), "and" | "or");
    let mut second = WORDS.cues(tokens, next + 1).filter(|_| joined);
    match second.find(|(kind, side, _)| *side == Side::Done && fits(kind, slot.class, Class::Bare))
    {
        Some((kind, _, after)) => (kind, next + 1, after),
        None => (kind, at, next),
    }
}

fn bracket_end(tokens: &[Token], at: usize) -> usize {
    if word(tokens, at) != "(" {
        return at;
    }
    let close = (at..tokens.len().min(at + 8)).find(|&i| word(tokens, i) == ")");
    close.map_or(at, |close| close + 1)
}

/// "The death toll rose to 41", "toll hits 67", "the number of displaced families is estimated at
/// 349".
fn toll_hit(tokens: &[Token], slot: &Slot) -> Option<Hit> {
    let start = slot.amount.first;
    (start.saturating_sub(TOLL_REACH)..start).rev().find_map(|at| {
        let kind = total_of(tokens, at, slot)?;
        let linked = (at..start).any(|i| is_link(word(tokens, i)));
        let clear = !(at..start).any(|i| matches!(word(tokens, i), ";" | "."));
        let hit = Hit { kind, first: at, next: at + 1, score: 8.5 };
        (linked && clear && slot.class != Class::Home).then_some(hit)
    })
}

/// The kind of a running total named at `at`.
fn total_of(tokens: &[Token], at: usize, slot: &Slot) -> Option<&'static str> {
    if word(tokens, at) == "toll" {
        return Some("killed");
    }
    if word(tokens, at) != "number" || word(tokens, at + 1) != "of" {
        return None;
    }
    let cues = (at + 2..at + 5).flat_map(|cue| WORDS.cues(tokens, cue));
    cues.map(|(kind, ..)| kind).find(|kind| fits(kind, slot.class, Class::Bare))
}

fn is_link(word: &str) -> bool {
    matches!(
        word,
        "to" | "at"
            | "hits"
            | "reaches"
            | "tops"
            | "passes"
            | "reached"
            | "is"
            | "was"
            | "now"
            | "stands"
            | "hit"
            | "of"
            | "exceeds"
    )
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
    let before = (start.saturating_sub(4)..start).any(|at| {
        matches!(word(tokens, at), "bringing" | "toll") && !matches!(word(tokens, at), "")
    });
    let after = (slot.end..(slot.end + 12).min(tokens.len())).any(|at| {
        matches!(word(tokens, at), "since")
            || (word(tokens, at) == "so" && word(tokens, at + 1) == "far")
            || (word(tokens, at) == "to" && word(tokens, at + 1) == "date")
    });
    let led = (0..start).any(|at| word(tokens, at) == "since" && start - at < 8 && at == 0);
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
