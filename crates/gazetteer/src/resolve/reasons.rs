//! Why a candidate ranks where it does, in words.

use tidings_types::FeatureClass;

use super::{
    features::planar_km,
    groups::{Group, Sense},
    rank::Ranked,
};

/// A feature of a neighbourhood speaks for a place from this value on.
const TELLING: f32 = 0.5;

/// The reasons that speak for a candidate.
pub(crate) fn of(ranked: &Ranked, group: &Group, groups: &[Group]) -> Vec<String> {
    let Some(option) = group.candidates.get(ranked.option) else {
        return Vec::new();
    };
    let mut reasons = Vec::new();
    for (name, value) in &ranked.features {
        reasons.extend(words(name, *value, option));
    }
    reasons.extend(nearest(option, group, groups));
    if group.candidates.len() == 1 {
        reasons.push("the only place of this name".to_owned());
    }
    reasons
}

fn words(feature: &str, value: f32, option: &Sense) -> Option<String> {
    if value < TELLING {
        return None;
    }
    let country = option.country.map(|code| code.to_string()).unwrap_or_default();
    Some(match feature {
        "preferred_name" => "exact name".to_owned(),
        "alias" => format!("another name of {}", option.name),
        "designated" => format!("name of {} without the word for its kind", option.name),
        "bare_name" => format!("{} without article", option.name),
        "sounds_alike" => format!("spelt like {}", option.name),
        "inside" => format!("{} is part of the name", option.name),
        "host_told" => format!("the words say that it is in {}", option.name),
        "host_in_sentence" => format!("named in one sentence with {}", option.name),
        "host_of_report" => {
            format!("{} is among the towns that the report names most", option.name)
        }
        "near_source" => "near the source's home".to_owned(),
        "within_told" => "the text says in what it lies".to_owned(),
        "parent_told" => "the text says in what it lies".to_owned(),
        "division_named" => "its division is named".to_owned(),
        "same_admin1" => "in the same division as others".to_owned(),
        "country_named" => format!("{country} is named"),
        "kind_fits" => "of the kind that the text says".to_owned(),
        "log_population" if option.class == FeatureClass::Settlement && value >= 5.0 => {
            format!("{:.0} inhabitants", 10f32.powf(value) - 1.0)
        }
        _ => return None,
    })
}

/// "12 km from Hajin": the nearest other name of the report that has but one probable meaning.
fn nearest(option: &Sense, group: &Group, groups: &[Group]) -> Option<String> {
    let others = groups.iter().filter(|other| other.key != group.key && !other.spans.is_empty());
    let known = others.filter_map(|other| match other.candidates.as_slice() {
        [only] if only.class == FeatureClass::Settlement => Some(only),
        _ => None,
    });
    let (km, name) = known
        .map(|other| (planar_km(option.point, other.point), &other.name))
        .min_by(|a, b| a.0.total_cmp(&b.0))?;
    (km < 100.0).then(|| format!("{km:.0} km from {name}"))
}
