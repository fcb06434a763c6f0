//! What MUC-4's keys call people, things and weapons, by the last word of their description. The
//! tables were drawn from the keys of the development part: the type that a head word has most
//! often there.

use crate::text::tokens;

/// Types of people by head word; a word that stands in none is a civilian.
const HUMAN: [(&str, &[&str]); 8] = [
    (
        "LEGAL OR JUDICIAL",
        &["JUDGE", "JUDGES", "MAGISTRATE", "MAGISTRATES", "PROSECUTOR", "ATTORNEY", "JUSTICE"],
    ),
    (
        "LAW ENFORCEMENT",
        &[
            "POLICE",
            "POLICEMAN",
            "POLICEMEN",
            "POLICEWOMAN",
            "OFFICER",
            "ESCORT",
            "DETECTIVE",
            "AGENTS",
            "AGENT",
            "PATROLMAN",
        ],
    ),
    (
        "ACTIVE MILITARY",
        &[
            "SOLDIER",
            "SOLDIERS",
            "OFFICERS",
            "TROOPS",
            "COLONEL",
            "LIEUTENANT",
            "SERGEANT",
            "CAPTAIN",
            "GENERAL",
            "MAJOR",
            "MARINES",
            "SERVICEMEN",
            "ARMY",
            "COMMANDER",
        ],
    ),
    (
        "GOVERNMENT OFFICIAL",
        &[
            "GOVERNOR",
            "MINISTER",
            "MINISTERS",
            "MAYOR",
            "MAYORS",
            "OFFICIAL",
            "OFFICIALS",
            "SECRETARY",
            "DEPUTY",
            "DEPUTIES",
            "SENATOR",
            "CONGRESSMAN",
            "COUNCILMAN",
            "GOVERNMENT",
            "CONSUL",
            "PRESIDENT",
        ],
    ),
    (
        "POLITICAL FIGURE",
        &[
            "CANDIDATE",
            "CANDIDATES",
            "LEADER",
            "LEADERS",
            "POLITICIAN",
            "POLITICIANS",
            "MOVEMENT",
            "PARTY",
            "ASPIRANT",
        ],
    ),
    ("DIPLOMAT", &["AMBASSADOR", "AMBASSADORS", "DIPLOMAT", "DIPLOMATS", "ATTACHE"]),
    ("SECURITY GUARD", &["GUARD", "GUARDS", "BODYGUARD", "BODYGUARDS", "WATCHMAN", "WATCHMEN"]),
    ("CIVILIAN", &[]),
];

/// Types of things by head word.
const PHYSICAL: [(&str, &[&str]); 11] = [
    (
        "TRANSPORT VEHICLE",
        &[
            "BUS",
            "BUSES",
            "MINIBUS",
            "MINIBUSES",
            "CAR",
            "CARS",
            "VEHICLE",
            "VEHICLES",
            "TRUCK",
            "TRUCKS",
            "HELICOPTER",
            "HELICOPTERS",
            "PLANE",
            "PLANES",
            "AIRCRAFT",
            "TRAIN",
            "TRAINS",
            "AMBULANCE",
            "AMBULANCES",
            "TAXI",
            "TAXIS",
            "JEEP",
            "AIRLINER",
            "BOEING",
        ],
    ),
    (
        "TRANSPORTATION ROUTE",
        &["BRIDGE", "BRIDGES", "HIGHWAY", "HIGHWAYS", "ROAD", "ROADS", "RAILROAD", "RAILWAY"],
    ),
    (
        "ENERGY",
        &[
            "SUBSTATION",
            "SUBSTATIONS",
            "POWERLINE",
            "LINE",
            "LINES",
            "PYLON",
            "PYLONS",
            "TOWER",
            "TOWERS",
            "PIPELINE",
            "PIPELINES",
            "POLE",
            "POLES",
            "POSTS",
            "PLANT",
            "TRANSFORMER",
            "TRANSFORMERS",
            "REFINERY",
            "SYSTEM",
            "OLEODUCT",
            "WELLS",
        ],
    ),
    (
        "COMMUNICATIONS",
        &[
            "TELEPHONE",
            "RADIO",
            "ANTENNA",
            "ANTENNAS",
            "TELEVISION",
            "EXCHANGE",
            "NEWSPAPER",
            "BOXES",
        ],
    ),
    ("DIPLOMAT OFFICE OR RESIDENCE", &["EMBASSY", "EMBASSIES", "CONSULATE", "CONSULATES"]),
    (
        "GOVERNMENT OFFICE OR RESIDENCE",
        &[
            "PALACE",
            "MINISTRY",
            "MAYORALTY",
            "COURTHOUSE",
            "RESIDENCE",
            "PRESIDENCY",
            "HALL",
            "CONGRESS",
        ],
    ),
    ("FINANCIAL", &["BANK", "BANKS", "BRANCH", "BRANCHES"]),
    (
        "COMMERCIAL",
        &[
            "RESTAURANT",
            "RESTAURANTS",
            "STORE",
            "STORES",
            "HOTEL",
            "HOTELS",
            "SHOP",
            "SHOPS",
            "SUPERMARKET",
            "SUPERMARKETS",
            "DEALERSHIP",
            "MARKET",
            "ESTABLISHMENTS",
            "MALL",
        ],
    ),
    ("CIVILIAN RESIDENCE", &["HOUSE", "HOUSES", "HOME", "HOMES", "APARTMENT", "RESIDENCES"]),
    ("ORGANIZATION OFFICE", &["HEADQUARTERS", "FEDERATION", "INSTITUTE"]),
    (
        "OTHER",
        &[
            "BUILDING",
            "BUILDINGS",
            "SCHOOL",
            "SCHOOLS",
            "CHURCH",
            "CHURCHES",
            "OFFICE",
            "OFFICES",
            "FACILITY",
            "FACILITIES",
            "INSTALLATION",
            "INSTALLATIONS",
            "UNIVERSITY",
            "BARRACKS",
            "STATION",
            "PROPERTY",
            "CENTER",
            "CAMP",
            "CLUB",
            "FARM",
            "TOWN",
            "VILLAGE",
            "CLINIC",
            "HOSPITAL",
        ],
    ),
];

/// Numbers and hedges before a description, which the keys leave away.
const COUNTS: [&str; 34] = [
    "ONE",
    "TWO",
    "THREE",
    "FOUR",
    "FIVE",
    "SIX",
    "SEVEN",
    "EIGHT",
    "NINE",
    "TEN",
    "ELEVEN",
    "TWELVE",
    "FIFTEEN",
    "TWENTY",
    "THIRTY",
    "FIFTY",
    "HUNDRED",
    "HUNDREDS",
    "THOUSANDS",
    "DOZENS",
    "DOZEN",
    "SEVERAL",
    "SOME",
    "MANY",
    "OTHER",
    "ABOUT",
    "OVER",
    "AT",
    "LEAST",
    "MORE",
    "THAN",
    "NEARLY",
    "ANOTHER",
    "OF",
];

/// The type of people called so.
pub(super) fn human(words: &str) -> &'static str {
    let former = words.to_uppercase().split(' ').any(|word| word == "FORMER" || word == "EX");
    match (by_head(&HUMAN, words).unwrap_or("CIVILIAN"), former) {
        ("GOVERNMENT OFFICIAL", true) => "FORMER GOVERNMENT OFFICIAL",
        ("ACTIVE MILITARY", true) => "FORMER ACTIVE MILITARY",
        (kind, _) => kind,
    }
}

/// The type of a thing called so; `None` for what is no thing.
pub(super) fn physical(words: &str) -> Option<&'static str> {
    by_head(&PHYSICAL, words)
}

/// A description without number and hedge before it.
pub(super) fn uncounted(words: &str) -> String {
    let upper = words.to_uppercase();
    let all: Vec<&str> = upper.split_whitespace().collect();
    let counted = |word: &&&str| {
        COUNTS.contains(&word.trim_matches(',')) || word.starts_with(|c: char| c.is_ascii_digit())
    };
    let skip = all.iter().take_while(counted).count();
    if skip == all.len() { upper } else { all[skip..].join(" ") }
}

/// By the last word before a preposition that any table holds.
fn by_head(table: &[(&'static str, &[&str])], words: &str) -> Option<&'static str> {
    let upper = words.to_uppercase();
    let spans = tokens(&upper);
    let all: Vec<&str> = spans.iter().filter_map(|span| span.of(&upper)).collect();
    let end = all.iter().position(|word| ["OF", "FROM", "IN", "FOR", "AT"].contains(word));
    let head = all[..end.filter(|end| *end > 0).unwrap_or(all.len())].last()?;
    table.iter().find(|(_, heads)| heads.contains(head)).map(|(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_word_decides() {
        assert_eq!(human("THIRD JUDGE OF PUBLIC ORDER"), "LEGAL OR JUDICIAL");
        assert_eq!(human("former defense minister"), "FORMER GOVERNMENT OFFICIAL");
        assert_eq!(human("JESUIT PRIESTS"), "CIVILIAN");
        assert_eq!(physical("the electric power substation"), Some("ENERGY"));
        assert_eq!(physical("BUS DRIVERS"), None);
        assert_eq!(physical(""), None);
    }

    #[test]
    fn numbers_before_a_description_are_left_away() {
        assert_eq!(uncounted("at least 20 houses"), "HOUSES");
        assert_eq!(uncounted("TWO ITALIAN ENGINEERS"), "ITALIAN ENGINEERS");
        assert_eq!(uncounted("500"), "500");
    }
}
