//! What a single claim is called in every codebook, for people.

use tidings_ontology::{Circumstance, Codes, Grade, Ontology, acled_event_type, cameo};
use tidings_types::{ActorKind, Claim, Counting, Participant};

use crate::scheme::Codebook;

/// A claim's code in a codebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimCode {
    /// The codebook.
    pub codebook: Codebook,
    /// The code as its columns would have it, parts by ` / `.
    pub code: String,
    /// How well it fits.
    pub grade: Grade,
    /// Whether the claim may be counted there: not what was planned, possible, denied, doubted or past.
    pub counts: bool,
}

/// The codes of a claim, a codebook each in the order of [`Codebook::ALL`]; codebooks that have none are
/// left out. UCDP is left out where the sides do not tell its type or nobody is told as killed.
pub fn codes(claim: &Claim, ontology: &Ontology) -> Vec<ClaimCode> {
    let Some(happening) = ontology.get(&claim.happening) else { return Vec::new() };
    let known = Known::of(claim);
    let circumstance = known.circumstance(claim);
    let counts = claim.assertion.value.happened();
    Codebook::ALL
        .into_iter()
        .filter_map(|codebook| {
            let (code, grade) = match codebook {
                Codebook::Events => return None,
                Codebook::Acled => acled(&happening.codes, &circumstance)?,
                Codebook::Ucdp => ucdp(&happening.codes, &circumstance)?,
                Codebook::Plover => plover(&happening.codes, &circumstance)?,
                Codebook::Gdelt => gdelt(&happening.codes, &circumstance)?,
                Codebook::Idmc => idmc(&happening.codes, &circumstance, claim)?,
                Codebook::MineAction => mine_action(&happening.codes, &circumstance)?,
            };
            Some(ClaimCode { codebook, code, grade, counts })
        })
        .collect()
}

/// Values of a claim in the form that conditions ask for.
struct Known {
    actors: Vec<ActorKind>,
    targets: Vec<ActorKind>,
    means: Vec<String>,
    counts: Vec<String>,
}

impl Known {
    fn of(claim: &Claim) -> Self {
        let kinds = |side: &[Participant]| side.iter().map(|one| one.kind).collect();
        let some = claim.quantities.iter().filter(|quantity| {
            quantity.best.or(quantity.low).or(quantity.high).is_some_and(|number| number > 0)
        });
        Self {
            actors: kinds(&claim.actors),
            targets: kinds(&claim.targets),
            means: claim.means.iter().map(|means| means.class.clone()).collect(),
            counts: some.map(|quantity| quantity.kind.clone()).collect(),
        }
    }

    fn circumstance<'a>(&'a self, claim: &'a Claim) -> Circumstance<'a> {
        Circumstance {
            actors: &self.actors,
            targets: &self.targets,
            means: &self.means,
            trigger: &claim.trigger.words,
            assertion: Some(claim.assertion.value),
            counts: &self.counts,
        }
    }
}

type Told = (String, Grade);

fn acled(codes: &Codes, known: &Circumstance<'_>) -> Option<Told> {
    let code = codes.acled.as_ref()?;
    let sub_event = code.sub_event_type(known);
    let event_type = acled_event_type(sub_event)?;
    Some((format!("{event_type} / {sub_event}"), code.grade(known)))
}

fn ucdp(codes: &Codes, known: &Circumstance<'_>) -> Option<Told> {
    let code = codes.ucdp.as_ref()?;
    let (actor, target) = (known.actors.first().copied(), known.targets.first().copied());
    let violence = code.rule.type_of_violence(actor, target)?;
    known.counts.iter().any(|kind| kind == "killed").then(|| (violence.to_string(), code.grade))
}

fn plover(codes: &Codes, known: &Circumstance<'_>) -> Option<Told> {
    let code = codes.plover.as_ref()?;
    let (event_type, mode) = code.choose(known);
    let mut words = event_type.to_owned();
    for part in mode.into_iter().chain(code.contexts.iter().map(String::as_str)) {
        words.push_str(" / ");
        words.push_str(part);
    }
    Some((words, code.grade(known)))
}

fn gdelt(codes: &Codes, known: &Circumstance<'_>) -> Option<Told> {
    let code = codes.cameo.as_ref()?;
    let entry = cameo(code.choose(known))?;
    Some((format!("{} {}", entry.code, entry.name), code.grade(known)))
}

fn idmc(codes: &Codes, known: &Circumstance<'_>, claim: &Claim) -> Option<Told> {
    let code = codes.idmc.as_ref()?;
    let is_stock = claim.quantities.iter().any(|told| told.counting == Counting::Stock);
    let category = code.stock.as_deref().filter(|_| is_stock).unwrap_or(&code.category);
    let term = code.term(known).map_or_else(String::new, |term| format!(" / {term}"));
    Some((format!("{category}{term}"), code.grade))
}

fn mine_action(codes: &Codes, known: &Circumstance<'_>) -> Option<Told> {
    let code = codes.mine_action.as_ref().filter(|code| code.holds(known))?;
    Some((code.activity.clone(), code.grade))
}
