//! Reports and claims written by hand; evidence is found by its words.

use tidings_types::{
    ActorId, ActorKind, Assertion, Attribution, Block, BlockKind, Candidate, Claim, ClaimId,
    ClaimPlace, ClaimTime, Counting, CountryCode, DateBasis, Document, Evidence, FeatureClass,
    Language, Means, MediaType, Participant, Place, PlaceId, PlacePrecision, PlaceRole, Point,
    Published, Qualifier, Quantity, Reading, Report, ReportId, Sentence, Shape, Span, TimeBasis,
    TimePrecision, Unit, Valued,
};

/// A settlement of a country.
pub fn settlement(id: &str, name: &str, lat: f64, lon: f64, country: &str, admin1: &str) -> Place {
    Place {
        id: PlaceId(format!("own:{id}")),
        name: name.to_owned(),
        point: Point { lat, lon },
        class: FeatureClass::Settlement,
        country: CountryCode::new(country),
        admin1: Some(admin1.to_owned()),
        admin2: None,
        population: 0,
    }
}

/// A document with its report: the first paragraph is the headline.
pub fn report(
    site: &str,
    day: Option<&str>,
    language: &str,
    paragraphs: &[&str],
) -> (Document, Report) {
    let text = paragraphs.join("\n\n");
    let origin = format!("{site}.txt");
    let document = Document::new(text.clone().into_bytes(), MediaType::Plain, origin);
    let mut blocks = Vec::new();
    let mut sentences = Vec::new();
    let mut start = 0;
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let kind = if index == 0 { BlockKind::Title } else { BlockKind::Paragraph };
        blocks.push(Block { kind, span: Span::new(start, start + paragraph.len()) });
        sentences.extend(sentences_of(paragraph, start, index));
        start += paragraph.len() + 2;
    }
    let report = Report {
        id: ReportId { document: document.id, extractor: 1 },
        text,
        blocks,
        sentences,
        title: paragraphs.first().map(|title| (*title).to_owned()),
        published: day
            .map(|day| Published { date: day.parse().unwrap(), basis: DateBasis::StructuredData }),
        language: Language { code: language.to_owned(), confidence: 0.99 },
        url: Some(format!("https://{site}.example/{}", &document.id.to_string()[..8])),
        site: Some(site.to_owned()),
        byline: Some("By our correspondent".to_owned()),
        notices: Vec::new(),
    };
    (document, report)
}

fn sentences_of(paragraph: &str, start: usize, block: usize) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut from = 0;
    for (end, _) in paragraph.match_indices(". ").chain([(paragraph.len(), "")]) {
        let stop = (end + 1).min(paragraph.len());
        let span = Span::new(start + from, start + stop);
        found.push(Sentence { span, block: u32::try_from(block).unwrap() });
        from = stop + 1;
    }
    found
}

/// What came of a document.
pub fn reading(document: &Document, report: Report, claims: Vec<Claim>) -> Reading {
    Reading {
        document: document.id,
        origin: document.origin.clone(),
        report: Some(report),
        claims,
        diagnostics: Vec::new(),
    }
}

/// A claim in the making.
pub struct Draft<'a> {
    report: &'a Report,
    claim: Claim,
}

impl<'a> Draft<'a> {
    /// A claim of `happening` told by `trigger`; `sentence` begins with `opening`.
    pub fn new(
        report: &'a Report,
        happening: &str,
        assertion: Assertion,
        opening: &str,
        trigger: &str,
    ) -> Self {
        let at = report.text.find(opening).unwrap_or_else(|| panic!("no {opening:?}"));
        let index = report.sentence_at(u32::try_from(at).unwrap()).unwrap();
        let sentence = report.sentences[index].span;
        let trigger = find(report, sentence, trigger);
        let claim = Claim {
            id: ClaimId(format!(
                "{}:{}:{happening}",
                &report.id.document.to_string()[..8],
                trigger.span.start
            )),
            report: report.id,
            happening: happening.into(),
            repeats: Vec::new(),
            sentence,
            assertion: Valued { value: assertion, evidence: trigger.clone(), confidence: 0.9 },
            trigger,
            attribution: None,
            actors: Vec::new(),
            targets: Vec::new(),
            places: Vec::new(),
            time: ClaimTime::UNKNOWN,
            quantities: Vec::new(),
            means: Vec::new(),
            confidence: 0.84,
        };
        Self { report, claim }
    }

    fn words(&self, words: &str) -> Evidence {
        find(self.report, self.claim.sentence, words)
    }

    fn party(&self, words: &str, actor: Option<&str>, name: &str, kind: ActorKind) -> Participant {
        Participant {
            mention: self.words(words),
            actor: actor.map(|id| ActorId(id.to_owned())),
            name: name.to_owned(),
            kind,
            country: None,
            confidence: 0.9,
        }
    }

    pub fn actor(mut self, words: &str, actor: Option<&str>, name: &str, kind: ActorKind) -> Self {
        self.claim.actors.push(self.party(words, actor, name, kind));
        self
    }

    pub fn target(mut self, words: &str, actor: Option<&str>, name: &str, kind: ActorKind) -> Self {
        self.claim.targets.push(self.party(words, actor, name, kind));
        self
    }

    /// The one who says so, with the word of saying.
    pub fn said_by(mut self, words: &str, name: &str, kind: ActorKind, verb: &str) -> Self {
        let source = self.party(words, None, name, kind);
        self.claim.attribution = Some(Attribution { source, verb: Some(self.words(verb)) });
        self
    }

    /// The word that decides the assertion, where it is not the trigger.
    pub fn cue(mut self, words: &str) -> Self {
        self.claim.assertion.evidence = self.words(words);
        self
    }

    pub fn place(
        mut self,
        role: PlaceRole,
        words: &str,
        place: &Place,
        precision: PlacePrecision,
        shape: Shape,
        others: &[(&Place, f32, &str)],
    ) -> Self {
        let best = Candidate {
            place: place.clone(),
            probability: 0.86,
            reasons: vec!["exact name".to_owned(), "near other places of the report".to_owned()],
        };
        let others = others.iter().map(|(place, probability, reason)| Candidate {
            place: (*place).clone(),
            probability: *probability,
            reasons: vec![(*reason).to_owned()],
        });
        self.claim.places.push(ClaimPlace {
            role,
            mention: self.words(words),
            candidates: [best].into_iter().chain(others).collect(),
            place: Some(place.clone()),
            precision,
            shape,
            confidence: 0.86,
        });
        self
    }

    pub fn at(self, words: &str, place: &Place) -> Self {
        self.place(PlaceRole::At, words, place, PlacePrecision::Exact, Shape::Point, &[])
    }

    /// A place name that could not be resolved.
    pub fn nowhere(mut self, words: &str) -> Self {
        self.claim.places.push(ClaimPlace {
            role: PlaceRole::At,
            mention: self.words(words),
            candidates: Vec::new(),
            place: None,
            precision: PlacePrecision::Unknown,
            shape: Shape::Point,
            confidence: 0.0,
        });
        self
    }

    pub fn on(
        mut self,
        words: Option<&str>,
        start: &str,
        end: &str,
        precision: TimePrecision,
    ) -> Self {
        self.claim.time = ClaimTime {
            start: start.parse().ok(),
            end: end.parse().ok(),
            precision,
            basis: if words.is_some() { TimeBasis::Relative } else { TimeBasis::Publication },
            mention: words.map(|words| self.words(words)),
        };
        self
    }

    pub fn count(mut self, words: &str, kind: &str, best: u64, qualifier: Qualifier) -> Self {
        let open_below = matches!(qualifier, Qualifier::AtMost | Qualifier::Vague);
        let open_above = matches!(qualifier, Qualifier::AtLeast | Qualifier::Vague);
        let things = matches!(kind, "homes" | "devices" | "trucks");
        self.claim.quantities.push(Quantity {
            kind: kind.to_owned(),
            low: (!open_below).then_some(best),
            best: Some(best),
            high: (!open_above).then_some(best),
            qualifier,
            unit: if things { Unit::Item } else { Unit::Person },
            of: None,
            counting: Counting::New,
            part: false,
            mention: self.words(words),
            confidence: 0.9,
        });
        self
    }

    pub fn with(mut self, class: &str, words: &str) -> Self {
        let mention = self.words(words);
        self.claim.means.push(Means { class: class.to_owned(), mention, confidence: 0.9 });
        self
    }

    pub fn done(self) -> Claim {
        self.claim
    }
}

/// The first `words` in `sentence`.
fn find(report: &Report, sentence: Span, words: &str) -> Evidence {
    let text = report.words(sentence);
    let at = text.find(words).unwrap_or_else(|| panic!("no {words:?} in {text:?}"));
    let start = sentence.start as usize + at;
    Evidence::quote(&report.text, Span::new(start, start + words.len())).unwrap()
}
