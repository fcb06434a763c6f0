//! Marks as one line of text per trigger, so that tests can be data.
//!
//! A sentence may hold hints in braces, as dictionaries and gazetteer would give them:
//! `{place Hajin}`, `{armed_group SDF}`. What is expected is written as
//! `happening assertion "trigger" role=words role=words`, parts by role, then by position.

#![allow(
    dead_code,
    clippy::expect_used,
    clippy::panic,
    reason = "each binary uses a part; a malformed test should stop at once"
)]

use tidings_reader::{PatternReader, Reader};
use tidings_types::{
    Block, BlockKind, DocumentId, Entity, EntityKind, Language, Marks, Report, ReportId, Role,
    Sentence, SentenceMarks, Span, Voice,
};

/// A report of these sentences, each a block of its own.
pub fn report(sentences: &[String]) -> Report {
    let text = sentences.join("\n\n");
    let (mut blocks, mut found, mut start) = (Vec::new(), Vec::new(), 0);
    for (index, sentence) in sentences.iter().enumerate() {
        let span = Span::new(start, start + sentence.len());
        blocks.push(Block { kind: BlockKind::Paragraph, span });
        found.push(Sentence { span, block: index as u32 });
        start += sentence.len() + 2;
    }
    Report {
        id: ReportId { document: DocumentId::of(text.as_bytes()), extractor: 0 },
        text,
        blocks,
        sentences: found,
        title: None,
        published: None,
        language: Language { code: "en".into(), confidence: 1.0 },
        url: None,
        site: None,
        byline: None,
        notices: Vec::new(),
    }
}

/// Takes the hints out of a sentence in braces.
pub fn unbrace(marked: &str) -> (String, Vec<Entity>) {
    let (mut text, mut hints) = (String::new(), Vec::new());
    for (index, piece) in marked.split(['{', '}']).enumerate() {
        if index % 2 == 0 {
            text.push_str(piece);
            continue;
        }
        let (kind, words) = piece.split_once(' ').expect("`{kind words}`");
        let span = Span::new(text.len(), text.len() + words.len());
        text.push_str(words);
        hints.push(Entity { span, kind: kind_of(kind), confidence: 0.9, voice: Voice::Dictionary });
    }
    (text, hints)
}

fn kind_of(word: &str) -> EntityKind {
    match word {
        "person" => EntityKind::Person,
        "organisation" => EntityKind::Organisation,
        "armed_group" => EntityKind::ArmedGroup,
        "place" => EntityKind::Place,
        "nationality" => EntityKind::Nationality,
        "date" => EntityKind::Date,
        "number" => EntityKind::Number,
        other => panic!("no kind `{other}`"),
    }
}

/// Marks of one marked sentence, one line per trigger.
pub fn compact(marked: &str) -> Vec<String> {
    let (text, hints) = unbrace(marked);
    let report = report(&[text]);
    let marks = PatternReader::embedded().read(&report, &hints);
    lines(&report, &marks)
}

/// One line per trigger.
pub fn lines(report: &Report, marks: &Marks) -> Vec<String> {
    marks.sentences.iter().flat_map(|sentence| sentence_lines(report, sentence)).collect()
}

fn sentence_lines(report: &Report, marks: &SentenceMarks) -> Vec<String> {
    let line = |(index, trigger): (usize, &tidings_types::Trigger)| {
        let mut line = format!(
            "{} {} \"{}\"",
            trigger.happening,
            trigger.assertion.as_str(),
            report.words(trigger.span)
        );
        for link in marks.links.iter().filter(|link| link.trigger as usize == index) {
            let words = report.words(marks.entities[link.entity as usize].span);
            line.push_str(&format!(" {}={words}", role_word(link.role)));
        }
        line
    };
    marks.triggers.iter().enumerate().map(line).collect()
}

fn role_word(role: Role) -> &'static str {
    match role {
        Role::Quantity => "number",
        Role::Attribution => "by",
        other => other.as_str(),
    }
}

/// Entities of one marked sentence as `kind:words`.
pub fn entities(marked: &str) -> Vec<String> {
    let (text, hints) = unbrace(marked);
    let report = report(&[text]);
    let marks = PatternReader::embedded().read(&report, &hints);
    let all = marks.sentences.iter().flat_map(|sentence| &sentence.entities);
    all.map(|entity| format!("{:?}:{}", entity.kind, report.words(entity.span))).collect()
}
