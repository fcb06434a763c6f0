//! `language`: the language of short news-like passages.
//!
//! Data: `examples/language/*.toml`, passages of our own, at least fifteen a language; nothing was
//! trained on them. No page declares anything here. Figures:
//!
//! - `accuracy`: passages whose language is told, where Croatian, Bosnian and Serbian in Latin letters
//!   count as one and so do Persian and Dari;
//! - `accuracy_exact`: the same with these apart, and the Dari passages counted in;
//! - `shared_script_accuracy`: as `accuracy`, without the languages that alone use their script,
//!   which cannot be missed;
//! - `wrong`: passages told wrongly, those left unknown not among them; less is better, so it is
//!   no figure under a floor but `never_wrong`, one less it, is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::metrics::ratio;
use crate::{EvalError, EvalOptions, Mistake, Score};

#[derive(Deserialize)]
struct Passages {
    texts: Vec<String>,
}

/// Languages that alone use their script.
const OWN_SCRIPT: [&str; 10] = ["my", "zh", "ja", "ko", "th", "ka", "hy", "el", "ta", "si"];

pub fn run(path: &Path, options: &EvalOptions) -> Result<Score, EvalError> {
    let mut tallied = [0; 6];
    let mut score = Score::new("language");
    let [all, right, exact, shared, shared_right, wrong] = &mut tallied;
    let mut languages = std::collections::BTreeSet::new();
    let passages = passages(&folder(path))?;
    for (code, text) in passages.iter().step_by(options.every.max(1)) {
        let got = tidings_text::language(text, None).code;
        let is_right = family(&got) == family(code);
        let alone = OWN_SCRIPT.contains(&code.as_str());
        languages.insert(code);
        *all += 1;
        *right += usize::from(is_right);
        *exact += usize::from(got == *code);
        *shared += usize::from(!alone);
        *shared_right += usize::from(!alone && is_right);
        *wrong += usize::from(!is_right && got != "und");
        if got != *code && options.mistakes {
            let kind = if is_right { "twin" } else { "wrong" };
            score.mistakes.push(Mistake::new(code, kind, code, got, text));
        }
    }
    score.documents = *all as u64;
    score.figure("accuracy", ratio(*right, *all));
    score.figure("accuracy_exact", ratio(*exact, *all));
    score.figure("shared_script_accuracy", ratio(*shared_right, *shared));
    score.figure("never_wrong", 1.0 - ratio(*wrong, *all));
    score.count("languages", languages.len());
    Ok(score)
}

/// Codes that count as one language.
fn family(code: &str) -> &str {
    match code {
        "fa-AF" => "fa",
        // Serbian in Cyrillic letters is told by its script; Latin letters hold all three.
        "bs" | "sr-Latn" => "hr",
        other => other,
    }
}

fn folder(path: &Path) -> PathBuf {
    let candidates = [path.join("language"), path.to_owned()];
    let own = || Path::new("examples").join("language");
    candidates.into_iter().find(|path| holds_passages(path)).unwrap_or_else(own)
}

fn holds_passages(folder: &Path) -> bool {
    folder.join("latin.toml").is_file()
}

/// Passages with their language, by file and language.
fn passages(folder: &Path) -> Result<Vec<(String, String)>, EvalError> {
    let io = |source| EvalError::Io { path: folder.to_owned(), source };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .map_err(io)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    let mut passages = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file)
            .map_err(|source| EvalError::Io { path: file.clone(), source })?;
        let read: BTreeMap<String, Passages> =
            toml::from_str(&text).map_err(|error| EvalError::NoData {
                path: file.clone(),
                expected: format!("passages by language: {error}"),
            })?;
        for (code, held) in read {
            passages.extend(held.texts.into_iter().map(|text| (code.clone(), text)));
        }
    }
    Ok(passages)
}
