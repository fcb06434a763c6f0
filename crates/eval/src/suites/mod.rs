//! The suites: one module each, a reader of its gold form and an adapter to the stages.

mod case2021;
mod claims;
mod displacement;
mod duplicates;
mod ecbplus;
mod event_place;
mod india_police;
mod kairos;
mod language;
mod main_text;
mod muc4;
mod muc4_slots;
mod muc4_tellings;
mod muc4_templates;
mod muc4_types;
mod names;
mod page_date;
mod places;
mod plover;
mod plover_gsr;
mod plover_relations;
mod reader;
mod recognizers;
mod tempeval3;
mod timeml;
mod ucdp;
mod villages;
mod wikievents;

use std::path::Path;
use std::time::Instant;

use crate::{EvalError, EvalOptions, Score};

/// A named suite.
#[derive(Clone, Copy)]
pub struct Suite {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it measures, in a few words.
    pub what: &'static str,
    /// The keys of its figures, the most telling first.
    pub keys: &'static [&'static str],
    /// The best published figures for comparison, in words.
    pub published: &'static str,
    run: fn(&Path, &EvalOptions) -> Result<Score, EvalError>,
}

/// All suites, in the order of the flow from page to event.
pub const SUITES: [Suite; 22] = [
    Suite {
        name: "main-text",
        what: "the article's own words out of a page",
        keys: &["f1"],
        published: "word F1 0.932 (WCXB, articles, development part)",
        run: main_text::run,
    },
    Suite {
        name: "page-date",
        what: "the day a page was published",
        keys: &["f1", "accuracy"],
        published: "F1 0.949 extensive, 0.925 fast (htmldate)",
        run: page_date::run,
    },
    Suite {
        name: "language",
        what: "the language of short passages of our own, over forty languages",
        keys: &["accuracy", "accuracy_exact", "shared_script_accuracy", "never_wrong"],
        published: "none on these passages",
        run: language::run,
    },
    Suite {
        name: "duplicates",
        what: "near copies told from newer versions and from other stories of the same event",
        keys: &["precision", "recall", "version_accuracy"],
        published: "none on these pairs",
        run: duplicates::run,
    },
    Suite {
        name: "names",
        what: "names of people, organisations, places and more",
        keys: &["f1"],
        published: "none on these parts",
        run: names::run,
    },
    Suite {
        name: "reader",
        what: "triggers, parts and assertion on reports of our own",
        keys: &["trigger_f1", "part_f1", "assertion_accuracy"],
        published: "none",
        run: reader::run,
    },
    Suite {
        name: "places",
        what: "place names and the points they mean",
        keys: &["recognition_f1", "resolution_accuracy_161km", "end_to_end_f1_161km"],
        published: "end to end 0.469 LGL, 0.580 GeoWebNews (CamCoder); resolution 0.827, 0.941 (Mordecai 3)",
        run: places::run,
    },
    Suite {
        name: "villages",
        what: "villages in the spellings of reports, seven countries imported",
        keys: &["within_5km", "answered", "right_country", "not_pinned"],
        published: "none",
        run: villages::run,
    },
    Suite {
        name: "event-place",
        what: "the place where what a verb tells happened",
        keys: &["precision", "recall", "f1"],
        published: "precision and recall above 0.83 (Halterman)",
        run: event_place::run,
    },
    Suite {
        name: "muc4",
        what: "whole templates of attacks, kidnappings and bombings",
        keys: &["full_template_f1", "five_role_f1"],
        published: "all templates 0.559 / 0.572 (1992); five roles 0.530",
        run: muc4::run,
    },
    Suite {
        name: "wikievents",
        what: "words that tell of events, and who plays which part",
        keys: &["trigger_f1", "argument_f1"],
        published: "arguments about 0.65, given the triggers",
        run: wikievents::run,
    },
    Suite {
        name: "plover-relations",
        what: "what a marked source does to a marked target",
        keys: &["root_macro_f1", "quad_macro_f1"],
        published: "root macro F1 0.821",
        run: plover_relations::run,
    },
    Suite {
        name: "plover-gsr",
        what: "type, source and target of codebook examples",
        keys: &["type_f1", "triple_accuracy"],
        published: "none",
        run: plover_gsr::run,
    },
    Suite {
        name: "india-police",
        what: "what police did, sentence by sentence",
        keys: &["macro_f1"],
        published: "F1 per class, not macro",
        run: india_police::run,
    },
    Suite {
        name: "ucdp",
        what: "deaths and place out of headlines",
        keys: &["deaths_exact", "deaths_exact_where_answered", "place_25km"],
        published: "none",
        run: ucdp::run,
    },
    Suite {
        name: "displacement",
        what: "how many were displaced, in what term and unit",
        keys: &["quantity_exact", "term_accuracy", "unit_accuracy"],
        published: "none",
        run: displacement::run,
    },
    Suite {
        name: "tempeval3",
        what: "dates in running text and their values",
        keys: &["value_f1", "value_f1_aside"],
        published: "value F1 about 0.82, on the test part",
        run: tempeval3::run,
    },
    Suite {
        name: "recognizers",
        what: "date and number expressions and their values",
        keys: &["pass_rate"],
        published: "none: the cases are a specification",
        run: recognizers::run,
    },
    Suite {
        name: "ecbplus",
        what: "which mentions in many reports are one event",
        keys: &["conll_f1"],
        published: "CoNLL F1 0.884 on gold mentions",
        run: ecbplus::run,
    },
    Suite {
        name: "case2021",
        what: "ACLED sub-event of a sentence",
        keys: &["weighted_f1"],
        published: "weighted F1 about 0.83",
        run: case2021::run,
    },
    Suite {
        name: "claims",
        what: "whole claims of the example reports, annotated by hand",
        keys: &["f1", "assertion_accuracy", "actor_f1", "target_f1", "place_f1", "time_f1"],
        published: "none",
        run: claims::run,
    },
    Suite {
        name: "traps",
        what: "short texts with one thing each that is easily read wrongly",
        keys: &["pass_rate", "f1", "assertion_accuracy", "time_f1", "quantity_f1"],
        published: "none",
        run: claims::run_traps,
    },
];

/// Runs a suite on the data at `path`: a gold file, its folder, or the root of all gold data.
///
/// # Errors
/// When no suite has this name, when it is not scored yet ([`EvalError::is_not_yet_scored`]), when
/// there are no data at `path` or a line of them is not a row.
pub fn run(suite: &str, path: &Path, options: &EvalOptions) -> Result<Score, EvalError> {
    let suite = find(suite)?;
    let start = Instant::now();
    let mut score = (suite.run)(path, options)?;
    score.seconds = start.elapsed().as_secs_f64();
    if options.every > 1 {
        score.note(format!("every {}th document of the data alone", options.every));
    }
    if !options.mistakes {
        score.mistakes.clear();
    }
    Ok(score)
}

fn find(name: &str) -> Result<&'static Suite, EvalError> {
    SUITES
        .iter()
        .find(|suite| suite.name == name)
        .ok_or_else(|| EvalError::UnknownSuite(name.to_owned()))
}

/// The names of all suites, for messages.
pub(crate) fn names() -> String {
    SUITES.map(|suite| suite.name).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_every_suite_has_keys() {
        let names: std::collections::BTreeSet<_> = SUITES.iter().map(|suite| suite.name).collect();
        assert_eq!(names.len(), SUITES.len());
        assert!(SUITES.iter().all(|suite| !suite.keys.is_empty()));
    }

    #[test]
    fn an_unknown_suite_is_told_with_the_known_ones() {
        let error = run("nonsense", Path::new("."), &EvalOptions::default()).unwrap_err();
        assert!(error.to_string().contains("main-text, page-date"), "{error}");
    }
}
