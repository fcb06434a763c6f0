//! Corrections, updates, withdrawn stories: what editors say of a report, in a report.
//!
//! Patterns after the style books and habits of agencies (Reuters: "CORRECTED-", "UPDATE 2-",
//! "is withdrawing"; AP: "KILL", "Corrects …"; papers: "An earlier version of this article …"). All
//! are bound to the beginning of a block or to the words "this story" and the like, so that
//! correctional facilities, withdrawn troops and killings stay news.

use std::sync::LazyLock;

use regex::Regex;
use tidings_types::{Block, BlockKind, Evidence, Notice, NoticeKind, Sentence, Span};

/// Where the words must stand, and what of the text is then about the report itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// The block begins with them: the whole block.
    Block,
    /// From the sentence that holds them to the end of the block.
    Sentence,
    /// The block begins with them, and news goes on behind.
    Mark,
}

/// What a piece of text that is spoken of is called.
const STORY: &str = "(?:story|article|report|post|item|piece|dispatch|headline|caption|news item)";

/// Patterns in the order in which they are tried.
const PATTERNS: &[(NoticeKind, Reach, &str)] = &[
    (
        NoticeKind::Withdrawal,
        Reach::Block,
        r"^(?:(?:MANDATORY|BULLETIN) )?KILL(?:\s*[:,—–]|\s+-\s|$)",
    ),
    (
        NoticeKind::Withdrawal,
        Reach::Block,
        r"^(?:Mandatory kill|STORY (?:WITHDRAWN|REMOVED)|Story (?:withdrawn|removed)|(?i:retraction|retracted|withdrawn|withdrawal of story))\s*(?:[:—–]|\s-\s|$)",
    ),
    (
        NoticeKind::Withdrawal,
        Reach::Sentence,
        r"^(?:[\[(]*)(?:Reuters|AP|The AP|The Associated Press|AFP|Agence France-Presse|dpa|DPA|Bloomberg|Interfax|TASS|UPI|EFE|ANSA|Xinhua|Anadolu(?: Agency)?|We) (?:is withdrawing|are withdrawing|has withdrawn|have withdrawn|has retracted|have retracted|is retracting|are retracting|withdraws|retracts) (?:the|this|its|our|an?) (?:\S+ ){0,4}?%STORY%\b",
    ),
    (
        NoticeKind::Withdrawal,
        Reach::Sentence,
        r"(?i)\bthis (?:\S+ )?%STORY%(?: (?:on|about|of|from|headlined|published)(?: \S+){1,5}?)? (?:has been|was|is being|is) (?:withdrawn|retracted|taken down)\b",
    ),
    (
        NoticeKind::Withdrawal,
        Reach::Block,
        r"^(?:سحب خبر|سحب الخبر|إلغاء خبر|حذف خبر|تم سحب (?:هذا )?الخبر|يرجى إلغاء خبر)",
    ),
    (
        NoticeKind::Withdrawal,
        Reach::Block,
        r"^(?:Новину (?:знято|відкликано|видалено|анульовано)|АНУЛЬОВАНО|Новость аннулирована|АННУЛИРОВАНО)",
    ),
    (
        NoticeKind::Correction,
        Reach::Mark,
        r"^(?:CORRECTED|CORRECTED-(?:UPDATE|WRAPUP) ?\d*|REFILE|REFILE-CORRECTED)\s?[-—–:]\s?",
    ),
    (
        NoticeKind::Correction,
        Reach::Block,
        r"^[\[(*]*(?i:corrections?(?: and clarifications?)?|corrected|clarification|erratum)(?:[\s*]*[:—–]|\s+-\s|[,.]? (?:on )?(?:\d{1,2} )?[A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?\s*[:—–]|\]|$)",
    ),
    (NoticeKind::Correction, Reach::Block, r"^[\[(]*(?:Corrects|CORRECTS|Correcting) \p{L}"),
    (
        NoticeKind::Correction,
        Reach::Sentence,
        r"(?i)\b(?:this (?:\S+ )?|the (?:headline|caption|text|date) (?:of|in|on|to) (?:this|the) )%STORY%(?: (?:on|about|of|from|headlined|published)(?: \S+){1,5}?)? (?:has been|was|is|have been) (?:since )?(?:corrected|amended|clarified)\b",
    ),
    (
        NoticeKind::Correction,
        Reach::Sentence,
        r"(?i)\b(?:an? |the )(?:earlier|previous|prior|initial|original) (?:version|edition) of (?:this|the|our) (?:\S+ )?%STORY%\b",
    ),
    (
        NoticeKind::Correction,
        Reach::Sentence,
        r"(?i)\b(?:an? |the )(?:earlier|previous|prior) %STORY% (?:\S+ ){0,3}?(?:misstated|misidentified|incorrectly|wrongly|mistakenly|erroneously)\b",
    ),
    (NoticeKind::Correction, Reach::Block, r"^[\[(]*(?:تصحيح|تصويب|تنويه وتصحيح)\s*[::\-—]"),
    (
        NoticeKind::Correction,
        Reach::Block,
        r"^[\[(]*(?:Виправлення|Уточнення|Виправлено|Поправка|ВИПРАВЛЕННЯ|Исправление|Уточнение|Исправлено)\s*[:.—–]",
    ),
    (
        NoticeKind::Correction,
        Reach::Sentence,
        r"(?i)у (?:попередній|первісній) версії (?:цього|цієї|матеріалу|новини|статті)",
    ),
    (
        NoticeKind::Correction,
        Reach::Sentence,
        r"ورد في نسخة سابقة من هذا|تم تصحيح هذا (?:الخبر|التقرير|المقال)",
    ),
    (
        NoticeKind::Correction,
        Reach::Block,
        r"^(?:Rectificatif|RECTIFICATIF|Fe de (?:erratas|errores)|Corrección|Rectificación|Errata corrige|Correção)\s*[:—–]",
    ),
    (
        NoticeKind::EditorsNote,
        Reach::Block,
        r"^[\[(*]*(?i:editors?['’]?s?['’]? note|note to (?:editors|readers)|attention editors)\s*[:—–\-]",
    ),
    (
        NoticeKind::EditorsNote,
        Reach::Block,
        r"^[\[(]*(?:ملاحظة المحرر|ملاحظة من المحرر|Від редакції|Примітка редакції|От редакции)\s*[:.—–]",
    ),
    (NoticeKind::Update, Reach::Mark, r"^(?:UPDATE|WRAPUP|RPT|RECASTS|ADDS) ?\d*\s?[-—–:]\s?"),
    (NoticeKind::Update, Reach::Mark, r"^(?i:updated?)(?: \d+)?\s*[:—–(]"),
    (NoticeKind::Update, Reach::Sentence, r"(?i)\bthis %STORY% (?:has been|was) updated\b"),
    (NoticeKind::Update, Reach::Mark, r"^(?:تحديث|Оновлено|ОНОВЛЕНО|Обновлено)\s*[:(—–]"),
];

static COMPILED: LazyLock<Vec<(NoticeKind, Reach, Regex)>> = LazyLock::new(|| {
    let compiled = |(kind, reach, pattern): &(NoticeKind, Reach, &str)| {
        let pattern = Regex::new(&pattern.replace("%STORY%", STORY)).ok()?;
        Some((*kind, *reach, pattern))
    };
    PATTERNS.iter().filter_map(compiled).collect()
});

/// What the editors say of the report with this text, in order; one notice a block at most.
pub fn notices(text: &str, blocks: &[Block], sentences: &[Sentence]) -> Vec<Notice> {
    blocks.iter().filter_map(|block| notice(text, *block, sentences)).collect()
}

fn notice(text: &str, block: Block, sentences: &[Sentence]) -> Option<Notice> {
    let words = block.span.of(text)?;
    let (kind, reach, found) = COMPILED
        .iter()
        .find_map(|(kind, reach, pattern)| Some((*kind, *reach, pattern.find(words)?)))?;
    let start = block.span.start as usize;
    let told = found.as_str().trim_end_matches([' ', '-', '—', '–']);
    let at = Span::new(start + found.start(), start + found.start() + told.len());
    let span = match reach {
        Reach::Block => block.span,
        Reach::Mark => Span::new(start, start),
        Reach::Sentence => {
            let holds = |one: &&Sentence| one.span.start <= at.start && at.start < one.span.end;
            let from = sentences.iter().find(holds).map_or(block.span.start, |one| one.span.start);
            Span { start: from, ..block.span }
        }
    };
    // A headline is never about the report alone: what it marks is told.
    let marks = block.kind == BlockKind::Title && kind != NoticeKind::Withdrawal;
    let span = if marks { Span::new(start, start) } else { span };
    Some(Notice { kind, evidence: Evidence::quote(text, at)?, span })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_notice_points_at_its_words(
            before in "(Corrections?|KILL|This story was|Editor's note|تصحيح|UPDATE 2)?[:—-]?",
            text in "\\PC{0,80}",
        ) {
            let text = format!("{before} {text}").trim().to_owned();
            for notice in of(&text, BlockKind::Paragraph) {
                prop_assert!(notice.evidence.holds_in(&text));
                prop_assert!(notice.span.of(&text).is_some());
            }
        }
    }

    fn of(text: &str, kind: BlockKind) -> Vec<Notice> {
        let block = Block { kind, span: Span::new(0, text.len()) };
        let spans = crate::sentences::sentences(text);
        let sentences: Vec<_> = spans.into_iter().map(|span| Sentence { span, block: 0 }).collect();
        notices(text, &[block], &sentences)
    }

    /// `about` is what of the paragraph is not to be read.
    fn check(text: &str, kind: NoticeKind, about: &str) {
        let found = of(text, BlockKind::Paragraph);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].kind, kind, "{text}");
        assert!(found[0].evidence.holds_in(text), "{text}");
        assert_eq!(found[0].span.of(text).unwrap_or_default(), about, "{text}");
    }

    #[test]
    fn every_pattern_compiles() {
        assert_eq!(COMPILED.len(), PATTERNS.len());
    }

    #[test]
    fn corrections() {
        for whole in [
            "CORRECTION: The attack was on Tuesday, not Monday.",
            "Correction: An earlier report gave a wrong number of dead.",
            "Correction, March 4, 2021: The blast killed 12, not 21.",
            "CORRECTION — The town is in Idlib.",
            "Corrections and clarifications: The bridge was not destroyed.",
            "(Corrects number of wounded in third paragraph)",
            "Clarification: The group has not claimed the attack.",
            "This story has been corrected to show that four soldiers died.",
            "This article was amended on 3 May 2020 to remove a name.",
            "An earlier version of this article misstated the number of people killed.",
            "A previous version of this story incorrectly said that the town had fallen.",
            "The headline of this report has been corrected.",
            "تصحيح: عدد القتلى أربعة وليس أربعين.",
            "ورد في نسخة سابقة من هذا الخبر أن عدد القتلى عشرة.",
            "Виправлення: загинуло троє людей, а не тринадцятеро.",
            "У попередній версії цієї новини було помилково вказано місто.",
            "Rectificatif : l'attaque a eu lieu mardi.",
            "Fe de erratas: murieron tres personas, no trece.",
        ] {
            check(whole, NoticeKind::Correction, whole);
        }
        check(
            "Three people died. This story has been corrected to give the right day.",
            NoticeKind::Correction,
            "This story has been corrected to give the right day.",
        );
    }

    #[test]
    fn withdrawals() {
        for whole in [
            "KILL: Blast in market",
            "MANDATORY KILL",
            "KILL - the story on the attack near Mosul",
            "Reuters is withdrawing the story headlined \"Blast kills 30 in market\".",
            "The Associated Press has withdrawn its story about a blast in Homs.",
            "AFP retracts the earlier report on the death of the general.",
            "This story has been withdrawn because its source could not be confirmed.",
            "This article on the attack has been retracted.",
            "STORY REMOVED: US--Market Blast",
            "Retraction: the village was not attacked.",
            "سحب خبر: مقتل ثلاثة في انفجار",
            "Новину відкликано через помилку джерела.",
        ] {
            check(whole, NoticeKind::Withdrawal, whole);
        }
    }

    #[test]
    fn updates_and_notes() {
        check("UPDATE 2-Blast kills three in Mosul", NoticeKind::Update, "");
        check("Update: The death toll rose to nine.", NoticeKind::Update, "");
        check("UPDATED: Army enters town", NoticeKind::Update, "");
        check("WRAPUP 3-Fighting spreads", NoticeKind::Update, "");
        check("تحديث: ارتفاع عدد القتلى", NoticeKind::Update, "");
        check("Оновлено: кількість загиблих зросла", NoticeKind::Update, "");
        let whole = "This story has been updated with a statement of the army.";
        check(whole, NoticeKind::Update, whole);
        for whole in [
            "Editor's note: Names were changed for the safety of those who spoke.",
            "EDITORS' NOTE: This report holds graphic descriptions of killings.",
            "[Editor’s note — the video shows an attack of 2016.]",
            "Note to editors: Photographs of the attack are available.",
            "Від редакції: імена змінено.",
            "ملاحظة المحرر: تم تغيير الأسماء.",
        ] {
            check(whole, NoticeKind::EditorsNote, whole);
        }
        check("CORRECTED-UPDATE 1-Blast kills three in Mosul", NoticeKind::Correction, "");
    }

    #[test]
    fn a_marked_headline_is_still_news() {
        let found = of("Correction: Blast kills three in Mosul", BlockKind::Title);
        assert_eq!((found[0].kind, found[0].span.is_empty()), (NoticeKind::Correction, true));
    }

    #[test]
    fn news_is_no_notice() {
        for news in [
            "Correctional facility attacked by gunmen, twelve escape.",
            "Corrections officers were taken hostage in the prison.",
            "Corrective measures were taken after the blast.",
            "Russia has withdrawn troops from the town.",
            "The army is withdrawing from the northern district.",
            "Withdrawn troops reached their base on Monday.",
            "The ministry retracted its statement about the casualties.",
            "KILLED: three soldiers in an ambush.",
            "Kill switch of the drone failed, officials said.",
            "KILL OR BE KILLED, THE FIGHTERS SAID",
            "Gunmen kill: villagers flee.",
            "The witness corrected the police report in court.",
            "The report said that an earlier attack killed three.",
            "An earlier version of the peace plan was refused.",
            "The government updated the death toll to nine.",
            "Update on the situation in the north is expected.",
            "Note that the road is closed.",
            "The editor of the newspaper was shot dead.",
            "The army has withdrawn its forces from the post.",
            "The ministry has withdrawn its report on the prisons.",
            "A newspaper has retracted its story about the general.",
            "The article was retracted by the journal.",
            "THIS REPORT CONFIRMS THAT THE PILOT WAS KILLED.",
            "The report says that the list of the dead was corrected.",
            "The law on the press was amended, the report said.",
            "The officer corrected himself and said that four had died.",
            "Police said the story was invented.",
            "ساعد تصحيح المسار الجيش على التقدم.",
            "Військо виправлення помилок почало з відходу.",
        ] {
            let found = of(news, BlockKind::Paragraph);
            assert!(found.is_empty(), "{news}: {found:?}");
        }
    }
}
