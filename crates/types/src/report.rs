//! The article inside a document.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{DocumentId, Notice, NoticeKind, Span};

/// Which article: the document it came from and the version of the extractor that cut it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReportId {
    /// The document.
    pub document: DocumentId,
    /// Version of the extractor; a new version may cut the text otherwise.
    pub extractor: u32,
}

/// An article: immutable UTF-8 text with its structure and what is known of it.
///
/// The headline, if there is one, is the first block of `text`; blocks are parted by one blank
/// line (`"\n\n"`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Identity.
    pub id: ReportId,
    /// The article's own words, headline first. All spans point into this.
    pub text: String,
    /// Structure of `text`, in order, without overlaps.
    pub blocks: Vec<Block>,
    /// Sentences of all blocks, in order, without overlaps.
    pub sentences: Vec<Sentence>,
    /// Headline, if one was found.
    pub title: Option<String>,
    /// Publication day and how it is known.
    pub published: Option<Published>,
    /// Language of the text.
    pub language: Language,
    /// Canonical address.
    pub url: Option<String>,
    /// Name of the site or publisher.
    pub site: Option<String>,
    /// Byline as printed.
    pub byline: Option<String>,
    /// What it says of itself: corrections, updates, withdrawal, in order.
    #[serde(default)]
    pub notices: Vec<Notice>,
}

/// A run of text with one function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
}

/// What a block of a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The headline.
    Title,
    /// A subheading.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// A quotation set apart.
    Quote,
    /// Words under a picture.
    Caption,
}

/// A sentence of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where it stands, without surrounding white space.
    pub span: Span,
    /// Index of its block in [`Report::blocks`].
    pub block: u32,
}

/// A publication day with its basis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The day.
    pub date: Date,
    /// Where it was read.
    pub basis: DateBasis,
}

/// Where a publication date was read, from most to least trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateBasis {
    /// Stated by the user or by the record that held the article.
    Given,
    /// Structured data in the page (JSON-LD).
    StructuredData,
    /// A `meta` element.
    Meta,
    /// A `time` element or an element marked as a date.
    TimeTag,
    /// The address of the page.
    Url,
    /// The dateline that opens the article.
    Dateline,
    /// Other visible text.
    VisibleText,
    /// The day it was archived: an upper bound.
    Archive,
}

/// Language of a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Language {
    /// ISO 639-1 code, or 639-3 where there is none; `fa-AF` for Dari; `und` when not told.
    pub code: String,
    /// 0 to 1.
    pub confidence: f32,
}

impl Report {
    /// The words at `span`; empty where the span does not fit.
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.text).unwrap_or_default()
    }

    /// Whether its editors took it back.
    pub fn is_withdrawn(&self) -> bool {
        self.notices.iter().any(|notice| notice.kind == NoticeKind::Withdrawal)
    }

    /// Whether `span` lies in words about the report itself, which tell no happening.
    pub fn is_about_itself(&self, span: Span) -> bool {
        self.notices
            .iter()
            .any(|notice| notice.span.start < span.end && span.start < notice.span.end)
    }

    /// Index of the sentence that holds byte `offset`, if any.
    pub fn sentence_at(&self, offset: u32) -> Option<usize> {
        let index = self.sentences.partition_point(|sentence| sentence.span.end <= offset);
        let sentence = self.sentences.get(index)?;
        (sentence.span.start <= offset).then_some(index)
    }
}
