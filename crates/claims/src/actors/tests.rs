//! Cases for actors: the words and who is meant.

use tidings_types::{Entity, EntityKind, Span, Voice};

use super::{Dictionary, Roster};

/// Names found: `words=id/kind`.
#[track_caller]
fn check(text: &str, expected: &str) {
    check_in(text, Some(2019), expected);
}

#[track_caller]
fn check_in(text: &str, year: Option<i16>, expected: &str) {
    let roster = Roster::of_text(Dictionary::embedded(), text, year);
    let shown: Vec<String> = roster
        .named()
        .iter()
        .map(|named| {
            let id = named.identity.actor.as_ref().map_or("?", |id| id.0.as_str());
            format!("{}={id}", named.span.of(text).unwrap_or_default())
        })
        .collect();
    assert_eq!(shown.join(" | "), expected, "{text:?}");
}

/// The identity of `words` inside `text`, read as an entity of `kind`: `id or name/kind/country`.
#[track_caller]
fn check_entity(text: &str, words: &str, kind: EntityKind, expected: &str) {
    let roster = Roster::of_text(Dictionary::embedded(), text, Some(2019));
    let start = text.find(words).unwrap();
    let span = Span::new(start, start + words.len());
    let entity = Entity { span, kind, confidence: 1.0, voice: Voice::Structure };
    let identity = roster.identity(&entity);
    let who = identity.actor.map_or_else(|| format!("'{}'", identity.name), |id| id.0);
    let country = identity.country.map_or_else(|| "-".to_owned(), |code| code.to_string());
    assert_eq!(
        format!("{who} {} {country}", identity.kind.as_str()),
        expected,
        "{words} in {text:?}"
    );
}

#[test]
fn dictionary_is_whole() {
    let dictionary = Dictionary::embedded();
    assert!(dictionary.actors().len() >= 350, "{}", dictionary.actors().len());
    for actor in dictionary.actors() {
        let parent = actor.parent.as_ref();
        assert!(parent.is_none_or(|parent| dictionary.get(parent).is_some()), "{}", actor.id.0);
    }
}

#[test]
fn one_actor_under_many_names() {
    for name in ["Isis", "ISIS", "ISIL", "Daesh", "IS", "Islamic State", "Islamic State group"] {
        check(&format!("The {name} fighters fled"), &format!("{name}=islamic-state"));
    }
    check("It is what IS wants; this is it", "IS=islamic-state");
    check("Daesh's IEDs", "Daesh=islamic-state");
    check("al-Shabaab and Al Shabab", "al-Shabaab=al-shabaab | Al Shabab=al-shabaab");
    check("the Houthi rebels of Ansar Allah", "Houthi rebels=houthis | Ansar Allah=houthis");
    check("Hizbullah and Hezbollah", "Hizbullah=hezbollah | Hezbollah=hezbollah");
    check("Jabhat al-Nusra", "Jabhat al-Nusra=jabhat-al-nusra");
    check("Hay’at Tahrir al-Sham", "Hay’at Tahrir al-Sham=hayat-tahrir-al-sham");
    check(
        "Islamic State West Africa Province",
        "Islamic State West Africa Province=islamic-state-west-africa",
    );
    check("U.N. peacekeepers", "U.N.=united-nations");
    check("the UN refugee agency", "UN refugee agency=unhcr");
    check("Médecins Sans Frontières (MSF)", "Médecins Sans Frontières=msf | MSF=msf");
    check("Doctors Without Borders", "Doctors Without Borders=msf");
    check("the ADF and FARDC", "ADF=adf-uganda | FARDC=fardc");
    check("the Boko Haram", "Boko Haram=boko-haram");
    check("Reuters reported", "Reuters=reuters");
    check("HTS and the YPG", "HTS=hayat-tahrir-al-sham | YPG=ypg");
    check("M23 rebels", "M23 rebels=m23");
    check(
        "the Rapid Support Forces (RSF)",
        "Rapid Support Forces=rapid-support-forces | RSF=rapid-support-forces",
    );
    check("Viv Ansanm gunmen", "Viv Ansanm=viv-ansanm");
    check("the Tatmadaw", "Tatmadaw=tatmadaw");
    check(
        "Farabundo Martí National Liberation Front",
        "Farabundo Martí National Liberation Front=fmln",
    );
    check("no actor is here, taliban aside", "");
    check("saa saf isis", "");
    check("THE QUESTION IS OPEN AND THE ARMY IS IN THE STREETS OF THE CAPITAL, WHO KNOWS", "");
    check("THE FMLN ATTACKED THE ARMY IN THE CAPITAL AND IN SAN MIGUEL DEPARTMENT", "FMLN=fmln");
}

#[test]
fn shared_acronyms_follow_the_country_and_year() {
    check("In Somalia the SNA advanced", "SNA=somali-national-army");
    check("In Syria the SNA advanced on Manbij in Syria", "SNA=syrian-national-army");
    check("The SNA advanced", "");
    check_in("Taliban fighters", None, "Taliban fighters=taliban");
}

#[test]
fn brackets_teach_acronyms() {
    check(
        "the National Front for the Defense of Oruzgan (NFDO) attacked. NFDO men fled",
        "NFDO=? | NFDO=?",
    );
    check(
        "Syrian Democratic Forces [SDF] and SDF men",
        "Syrian Democratic Forces=syrian-democratic-forces | SDF=syrian-democratic-forces | SDF=syrian-democratic-forces",
    );
    check("the Ministry (today) said", "");
    check("the Patriotic Union of Students (PUS) met; PUS said", "PUS=? | PUS=?");
}

#[test]
fn national_forces_have_systematic_ids() {
    check("Iraqi army units", "Iraqi army=irq-army");
    check("the Kenyan police", "Kenyan police=ken-police");
    check("Iraq's army", "Iraq's army=irq-army");
    check("Nigerien soldiers", "Nigerien soldiers=ner-army");
    check("Peruvian security forces", "Peruvian security forces=per-security-forces");
    check("the Chadian government", "Chadian government=tcd-government");
    check("Jordanian warplanes", "Jordanian warplanes=jor-air-force");
    check("Saudi border guards", "Saudi border guards=sau-border-guard");
    check("South Sudanese government forces", "South Sudanese government forces=ssd-army");
    check("Israeli troops", "Israeli troops=idf");
    check("Russian forces", "Russian forces=russian-forces");
    check("Iraqi civilians", "");
    check("Iraq army", "");
}

#[test]
fn described_actors_have_a_kind() {
    let group = EntityKind::Group;
    check_entity("Local residents fled", "Local residents", group, "'Local residents' civilians -");
    check_entity(
        "the last militiamen of the Islamic State fled",
        "the last militiamen of the Islamic State",
        group,
        "islamic-state rebel_group -",
    );
    check_entity(
        "SDF fighters came",
        "SDF fighters",
        group,
        "syrian-democratic-forces rebel_group SYR",
    );
    check_entity(
        "families of Islamic State",
        "families of Islamic State",
        group,
        "'families of Islamic State' civilians -",
    );
    check_entity(
        "12 Syrian civilians died",
        "12 Syrian civilians",
        group,
        "'Syrian civilians' civilians SYR",
    );
    check_entity(
        "humanitarian workers came",
        "humanitarian workers",
        group,
        "'humanitarian workers' aid_workers -",
    );
    check_entity(
        "unidentified gunmen fired",
        "unidentified gunmen",
        group,
        "'unidentified gunmen' rebel_group -",
    );
    check_entity("the police fired", "the police", group, "'police' state_forces -");
    check_entity(
        "Israel struck Gaza",
        "Israel",
        EntityKind::Place,
        "isr-government government ISR",
    );
    check_entity(
        "two dozen villagers died",
        "two dozen villagers",
        group,
        "'dozen villagers' civilians -",
    );
    check_entity(
        "the Kinyua Brigade fought",
        "Kinyua Brigade",
        EntityKind::ArmedGroup,
        "'Kinyua Brigade' state_forces -",
    );
}

#[test]
fn persons_stand_by_office_or_role() {
    let person = EntityKind::Person;
    check_entity(
        "Iraqi Defence Minister Ali Hasan said",
        "Ali Hasan",
        person,
        "'defence minister of Iraq' government IRQ",
    );
    check_entity("President Ana Paz said", "Ana Paz", person, "'president' government -");
    check_entity(
        "Ana Paz, a resident of the town, fled",
        "Ana Paz",
        person,
        "'a resident' civilians -",
    );
    check_entity(
        "Ana Paz, the defence minister of Peru, fled",
        "Ana Paz",
        person,
        "'defence minister of Peru' government PER",
    );
    check_entity("Ana Paz fled", "Ana Paz", person, "'a named person' other -");
    check_entity("spokesman Ali Hasan said", "Ali Hasan", person, "'spokesman' government -");
    check_entity(
        "Prime Minister Ali Hasan of Iraq",
        "Prime Minister Ali Hasan",
        person,
        "'prime minister' government -",
    );
}

#[test]
fn a_users_table_extends_and_replaces() {
    let rows = "id,name,aliases,acronyms,kind,country,valid_from,valid_to,parent\n\
                river-guard,River Guard,Guard of the River,RG2,political_militia,SYR,2020,,\n";
    let dictionary = Dictionary::embedded().clone().extended(rows).unwrap();
    let roster = Roster::of_text(&dictionary, "the River Guard and RG2", None);
    assert_eq!(roster.named().len(), 2);
    for (rows, message) in [
        (
            "id,name,aliases,acronyms,kind,country,valid_from,valid_to,parent\nx,X,,,army,SYR,,,\n",
            "unknown kind",
        ),
        (
            "id,name,aliases,acronyms,kind,country,valid_from,valid_to,parent\nx,X,,,other,Syria,,,\n",
            "three letters",
        ),
        ("id,name,aliases,acronyms,kind,country,valid_from,valid_to,parent\nx,X\n", "line"),
    ] {
        let error = Dictionary::default().extended(rows).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn factions_belong_to_their_parents() {
    let id = |id: &str| tidings_types::ActorId(id.to_owned());
    let dictionary = Dictionary::embedded();
    assert!(dictionary.belongs_to(&id("qassam-brigades"), &id("hamas")));
    assert!(dictionary.belongs_to(&id("ypj"), &id("syrian-democratic-forces")));
    assert!(!dictionary.belongs_to(&id("hamas"), &id("qassam-brigades")));
}
