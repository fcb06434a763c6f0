//! Sentences that a page says to its reader, not to the story: invitations to subscribe, to give,
//! to follow; thanks for doing so; notices of copyright, of commissions, of an earlier printing.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};

/// Longest such line, in bytes: three sentences. What is longer tells something beside.
const LONGEST: usize = 320;

/// What a phrase is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Gives the line away by itself.
    Alone,
    /// Asks for something where it opens a sentence; tells only beside an [`Role::Offer`].
    Call,
    /// What is offered to those who do.
    Offer,
}

/// Phrases, in lower case. Each must stand between word bounds.
const PHRASES: &[(&str, Role)] = &[
    ("sign up", Role::Call),
    ("sign-up", Role::Call),
    ("signing up", Role::Call),
    ("subscribe", Role::Call),
    ("subscribing", Role::Call),
    ("register", Role::Call),
    ("join our", Role::Call),
    ("download our", Role::Call),
    ("get our", Role::Call),
    ("newsletter", Role::Offer),
    ("newsletters", Role::Offer),
    ("your inbox", Role::Offer),
    ("email alerts", Role::Offer),
    ("e-mail alerts", Role::Offer),
    ("news alerts", Role::Offer),
    ("mailing list", Role::Offer),
    ("our podcast", Role::Offer),
    ("youtube channel", Role::Offer),
    ("telegram channel", Role::Offer),
    ("whatsapp channel", Role::Offer),
    ("facebook group", Role::Offer),
    ("our app", Role::Offer),
    ("mobile app", Role::Offer),
    ("delivered to your inbox", Role::Alone),
    ("straight to your inbox", Role::Alone),
    ("directly to your inbox", Role::Alone),
    ("in your inbox", Role::Alone),
    ("already a subscriber", Role::Alone),
    ("already a member", Role::Alone),
    ("to continue reading", Role::Alone),
    ("thanks for signing up", Role::Alone),
    ("thank you for signing up", Role::Alone),
    ("thank you for subscribing", Role::Alone),
    ("subscription has been confirmed", Role::Alone),
    ("support our newsroom", Role::Alone),
    ("support our journalism", Role::Alone),
    ("support independent journalism", Role::Alone),
    ("we may earn", Role::Alone),
    ("may earn a commission", Role::Alone),
    ("may earn an affiliate commission", Role::Alone),
    ("all rights reserved", Role::Alone),
    ("may not be published, broadcast, rewritten", Role::Alone),
    ("may be reproduced without", Role::Alone),
    ("was originally published", Role::Alone),
    ("was first published", Role::Alone),
    ("originally appeared", Role::Alone),
    ("first appeared on", Role::Alone),
    ("a version of this article", Role::Alone),
    ("a version of this story", Role::Alone),
    ("does not support the video", Role::Alone),
    ("your browser does not support", Role::Alone),
    ("more accessible video player", Role::Alone),
];

static TABLE: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasickBuilder::new()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::Standard)
        .build(PHRASES.iter().map(|(phrase, _)| phrase))
        .ok()
});

/// Whether a line speaks to the reader of the page.
pub fn is_appeal(text: &str) -> bool {
    let Some(table) = TABLE.as_ref().filter(|_| text.len() <= LONGEST) else { return false };
    let bytes = text.as_bytes();
    let letter =
        |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
    let (mut calls, mut offers) = (false, false);
    for found in table.find_overlapping_iter(text) {
        if letter(found.start().checked_sub(1)) || letter(Some(found.end())) {
            continue;
        }
        match PHRASES.get(found.pattern().as_usize()).map(|(_, role)| *role) {
            Some(Role::Alone) => return true,
            // Inside a sentence it is the story's: "he called on them to subscribe".
            Some(Role::Call) => {
                calls |= bytes.get(found.start()).is_some_and(u8::is_ascii_uppercase);
            }
            Some(Role::Offer) => offers = true,
            None => {}
        }
    }
    calls && offers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_speaks_or_the_story_does() {
        let check = |text: &str, expected: bool| assert_eq!(is_appeal(text), expected, "{text}");
        check("Sign up for our free newsletter and read it first.", true);
        check("Get local news delivered to your inbox!", true);
        check("We cannot do this without you. Support our newsroom from $1 a month.", true);
        check("This story was originally published December 22, 2023, 11:09 AM.", true);
        check("© 2024 The Daily. All rights reserved.", true);
        check("Voters were asked to sign up at the town hall.", false);
        check("The group's newsletter called on its members to lay down arms.", false);
        check("Follow the news and subscribe to newsletters of your branch.", false);
        check("The registers of the town were burnt.", false);
        check(
            &format!("Sign up for the newsletter. {}", "The army says otherwise. ".repeat(20)),
            false,
        );
    }
}
