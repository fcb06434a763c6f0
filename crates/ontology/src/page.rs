//! A page on a happening, for people who map codebooks or annotate.

use std::fmt::Write;

use crate::codebooks::acled_event_type;
use crate::{Codes, Grade, Happening, Ontology, When, cameo, cameo_quad, plover_intensity};

/// The page of a happening, Markdown: what it means, how it is told, its parts, and its codes in every
/// codebook with their grades.
pub fn page(happening: &Happening, ontology: &Ontology) -> String {
    let mut page = String::new();
    let out = &mut page;
    heading(out, happening);
    parts(out, happening);
    let rows = rows(&happening.codes, ontology);
    codes(out, &rows);
    circumstances(out, &rows);
    page
}

/// A list of all happenings by family, Markdown, with links to their pages.
pub fn index(ontology: &Ontology) -> String {
    let mut page = "# Happenings\n\nWhat Tidings tells apart, with its codes in other people's codebooks. \
                    Made from `ontology/happenings.toml`\nby `tidings happenings --into docs/happenings`; \
                    change the file, not the pages.\n"
        .to_owned();
    let mut family = "";
    for happening in ontology.happenings() {
        if happening.family != family {
            family = &happening.family;
            line(&mut page, &format!("\n## {family}\n"));
        }
        let id = &happening.id;
        line(&mut page, &format!("- [{}]({id}.md) (`{id}`)", happening.label));
    }
    page
}

fn heading(out: &mut String, happening: &Happening) {
    line(out, &format!("# {}\n", happening.label));
    line(out, &format!("`{}`, {}\n\n{}\n", happening.id, happening.family, happening.definition));
    line(out, "## Told like this\n");
    for example in &happening.examples {
        line(out, &format!("- {example}"));
    }
}

fn parts(out: &mut String, happening: &Happening) {
    line(out, "\n## Parts\n\n| part | |\n|---|---|");
    let roles = &happening.roles;
    let told = [
        ("actor", Some(&roles.actor)),
        ("target", Some(&roles.target)),
        ("place", Some(&roles.place)),
        ("from", roles.from.as_ref()),
        ("to", roles.to.as_ref()),
    ];
    for (name, meaning) in told {
        if let Some(meaning) = meaning {
            line(out, &format!("| {name} | {meaning} |"));
        }
    }
    if !happening.quantities.is_empty() {
        line(out, &format!("| numbers | {} |", happening.quantities.join(", ")));
    }
    let facets: Vec<&str> = happening.facets.iter().map(|facet| facet.as_str()).collect();
    if !facets.is_empty() {
        line(out, &format!("| changes of a place's status | {} |", facets.join(", ")));
    }
}

/// A code, and its other codes for some circumstances.
struct Row {
    codebook: &'static str,
    code: String,
    grade: Grade,
    cases: Vec<(String, String, Grade)>,
}

fn rows(codes: &Codes, ontology: &Ontology) -> Vec<Row> {
    vec![
        acled(codes),
        ucdp(codes),
        plover(codes, ontology),
        gdelt(codes),
        idmc(codes),
        mine_action(codes),
    ]
}

fn none(codebook: &'static str) -> Row {
    Row { codebook, code: String::new(), grade: Grade::None, cases: Vec::new() }
}

fn acled(codes: &Codes) -> Row {
    let Some(code) = &codes.acled else { return none("ACLED") };
    let words = |sub_event: &str| {
        format!("{}: {sub_event}", acled_event_type(sub_event).unwrap_or_default())
    };
    let cases = code.cases.iter().map(|case| {
        (told(&case.when), words(&case.sub_event_type), case.grade.unwrap_or(code.grade))
    });
    Row {
        codebook: "ACLED",
        code: words(&code.sub_event_type),
        grade: code.grade,
        cases: cases.collect(),
    }
}

fn ucdp(codes: &Codes) -> Row {
    let Some(code) = &codes.ucdp else { return none("UCDP") };
    let words = match code.rule {
        crate::UcdpRule::BySides => {
            "type of violence by the sides: 1 a state is one, 2 two groups, 3 civilians are attacked; \
             only with deaths"
        }
        crate::UcdpRule::OneSided => "type of violence 3, one-sided; only with deaths",
    };
    Row { codebook: "UCDP", code: words.to_owned(), grade: code.grade, cases: Vec::new() }
}

fn plover(codes: &Codes, ontology: &Ontology) -> Row {
    let Some(code) = &codes.plover else { return none("PLOVER") };
    let words = |event_type: &str, mode: Option<&str>| {
        let name =
            mode.map_or_else(|| event_type.to_owned(), |mode| format!("{event_type}-{mode}"));
        let quad = ontology.plover_quad(event_type).unwrap_or_default();
        let intensity = plover_intensity(event_type, mode).unwrap_or_default();
        format!("{name}, quad {quad}, intensity {intensity}")
    };
    let mut own = words(&code.event_type, code.mode.as_deref());
    if !code.contexts.is_empty() {
        let _ = write!(own, ", context {}", code.contexts.join(", "));
    }
    let cases = code.cases.iter().map(|case| {
        let event_type = case.event_type.as_deref().unwrap_or(&code.event_type);
        let words = words(event_type, case.mode.as_deref());
        (told(&case.when), words, case.grade.unwrap_or(code.grade))
    });
    Row { codebook: "PLOVER", code: own, grade: code.grade, cases: cases.collect() }
}

fn gdelt(codes: &Codes) -> Row {
    let Some(code) = &codes.cameo else { return none("CAMEO (GDELT)") };
    let words = |code: &str| {
        let (name, goldstein) =
            cameo(code).map_or(("", 0.0), |entry| (entry.name, entry.goldstein));
        let quad = cameo_quad(code).unwrap_or_default();
        format!("{code} {name}, quad {quad}, Goldstein {goldstein}")
    };
    let cases = code
        .cases
        .iter()
        .map(|case| (told(&case.when), words(&case.code), case.grade.unwrap_or(code.grade)));
    Row {
        codebook: "CAMEO (GDELT)",
        code: words(&code.code),
        grade: code.grade,
        cases: cases.collect(),
    }
}

fn idmc(codes: &Codes) -> Row {
    let Some(code) = &codes.idmc else { return none("IDMC") };
    let words = |term: Option<&str>| {
        let term = term.map_or_else(String::new, |term| format!(", term {term}"));
        format!("{}{term}", code.category)
    };
    let mut own = words(code.term.as_deref());
    if let Some(stock) = &code.stock {
        let _ = write!(own, "; a stock: {stock}");
    }
    let cases =
        code.cases.iter().map(|case| (told(&case.when), words(Some(&case.term)), code.grade));
    Row { codebook: "IDMC", code: own, grade: code.grade, cases: cases.collect() }
}

fn mine_action(codes: &Codes) -> Row {
    let Some(code) = &codes.mine_action else { return none("mine action") };
    let mut words = code.activity.clone();
    if !code.means.is_empty() {
        let _ = write!(words, ", only with {}", code.means.join(", "));
    }
    Row { codebook: "mine action", code: words, grade: code.grade, cases: Vec::new() }
}

fn codes(out: &mut String, rows: &[Row]) {
    line(out, "\n## In other codebooks\n\n| codebook | code | grade |\n|---|---|---|");
    for row in rows {
        line(out, &format!("| {} | {} | {} |", row.codebook, row.code, row.grade.as_str()));
    }
}

fn circumstances(out: &mut String, rows: &[Row]) {
    if rows.iter().all(|row| row.cases.is_empty()) {
        return;
    }
    line(out, "\nThe first of these that holds decides:\n");
    line(out, "| codebook | when | code | grade |\n|---|---|---|---|");
    for row in rows {
        for (when, code, grade) in &row.cases {
            line(out, &format!("| {} | {when} | {code} | {} |", row.codebook, grade.as_str()));
        }
    }
}

/// The conditions of a case in words.
fn told(when: &When) -> String {
    let conditions = [
        when.actor.map(|kind| format!("an actor is {}", kind.as_str())),
        when.target.map(|kind| format!("a target is {}", kind.as_str())),
        when.means.as_ref().map(|class| format!("with {class}")),
        when.trigger.as_ref().map(|start| format!("told as “{start}…”")),
        when.assertion.map(|assertion| format!("told as {}", assertion.as_str())),
        when.counts.as_ref().map(|kind| format!("some {kind}")),
    ];
    conditions.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn line(out: &mut String, words: &str) {
    out.push_str(words);
    out.push('\n');
}
