//! The invented situation: reports, claims, events and status.

use tidings_types::{
    ActorKind, Assertion, Claim, Document, Event, Facet, FeatureClass, Place, PlacePrecision,
    PlaceRole, PlaceStatus, Qualifier, Reading, Report, Shape, TimePrecision,
};

use super::draft::{Draft, reading, report, settlement};
use super::events::event;

/// Everything that goes into the file.
#[derive(Default)]
pub struct Situation {
    pub readings: Vec<(Document, Reading)>,
    pub events: Vec<Event>,
    pub statuses: Vec<PlaceStatus>,
}

impl Situation {
    fn keep(&mut self, document: &Document, report: Report, claims: Vec<Claim>) {
        self.readings.push((document.clone(), reading(document, report, claims)));
    }

    fn happened(&mut self, id: &str, summary: &str, certainty: f32, claims: &[&Claim]) {
        self.events.push(event(id, summary, certainty, claims));
    }
}

/// The whole situation.
pub fn all() -> Situation {
    let mut all = Situation::default();
    euphrates(&mut all);
    river_villages(&mut all);
    in_arabic(&mut all);
    darfur(&mut all);
    kharkiv(&mut all);
    hodeidah(&mut all);
    kivu(&mut all);
    all
}

fn village(id: &str, name: &str, lat: f64, lon: f64) -> Place {
    settlement(id, name, lat, lon, "SYR", "Deir ez-Zor")
}

fn hajin() -> Place {
    village("hajin", "Hajin", 34.690, 40.833)
}

fn shafah() -> Place {
    village("ash-shafah", "Ash Sha'fah", 34.567, 40.945)
}

fn baghuz() -> Place {
    village("al-baghuz-fawqani", "Al Baghuz Fawqani", 34.452, 40.951)
}

fn susah() -> Place {
    village("as-susah", "As Susah", 34.517, 40.953)
}

fn region(id: &str, name: &str, lat: f64, lon: f64, country: &str, class: FeatureClass) -> Place {
    Place { class, ..settlement(id, name, lat, lon, country, name) }
}

fn stretch() -> Shape {
    Shape::Stretch {
        from: Box::new(hajin()),
        to: Box::new(shafah()),
        covers: vec![
            village("abu-al-khatir", "Abu al Khatir", 34.659, 40.869),
            village("abu-hassan", "Abu Hassan", 34.625, 40.905),
        ],
    }
}

const SDF: &str = "Syrian Democratic Forces";
const IS: &str = "Islamic State";

fn euphrates(all: &mut Situation) {
    use ActorKind::{AidWorkers, Civilians, RebelGroup};
    use Assertion::{Conditional, Ongoing, Realized};
    let (document, first) = report(
        "riverside-wire",
        Some("2019-03-09"),
        "en",
        &[
            "Fighters give themselves up at last pocket on the Euphrates",
            "At least 40 Islamic State fighters surrendered to the Syrian Democratic Forces in Baghuz Fawqani on Friday, humanitarian workers said. Some 300 civilians were taken out of the pocket by bus the same day.",
            "Aid workers were allowed to bring food and water into the camp for the first time in two weeks. They reported seeing the bodies of fighters killed by their own side because they had wanted to give up.",
            "Clearance teams are removing mines and improvised bombs from Hajin to Sha'fah so that residents may return to their homes. The work may take weeks.",
        ],
    );
    let surrender = Draft::new(&first, "surrender", Realized, "At least 40", "surrendered")
        .actor("Islamic State fighters", Some("islamic-state"), IS, RebelGroup)
        .target("the Syrian Democratic Forces", Some("sdf"), SDF, RebelGroup)
        .place(
            PlaceRole::At,
            "Baghuz Fawqani",
            &baghuz(),
            PlacePrecision::Exact,
            Shape::Point,
            &[(&susah(), 0.08, "8 km away; another spelling")],
        )
        .on(Some("on Friday"), "2019-03-08", "2019-03-08", TimePrecision::Day)
        .count("At least 40", "surrendered", 40, Qualifier::AtLeast)
        .said_by("humanitarian workers", "humanitarian workers", AidWorkers, "said")
        .done();
    let evacuation = Draft::new(&first, "evacuation", Realized, "Some 300", "taken out")
        .target("civilians", None, "civilians", Civilians)
        .at("the pocket", &baghuz())
        .on(Some("the same day"), "2019-03-08", "2019-03-08", TimePrecision::Day)
        .count("Some 300", "evacuated", 300, Qualifier::About)
        .with("bus", "by bus")
        .done();
    let aid = Draft::new(&first, "aid-delivery", Realized, "Aid workers were", "bring")
        .actor("Aid workers", None, "aid workers", AidWorkers)
        .at("the camp", &baghuz())
        .on(None, "2019-03-09", "2019-03-09", TimePrecision::Days)
        .done();
    let killing = Draft::new(&first, "killing", Assertion::Alleged, "They reported", "killed")
        .actor("their own side", Some("islamic-state"), IS, RebelGroup)
        .target("fighters", None, "fighters who wanted to surrender", RebelGroup)
        .said_by("They", "aid workers", AidWorkers, "reported")
        .done();
    let clearance = Draft::new(&first, "clearance", Ongoing, "Clearance teams", "removing")
        .actor("Clearance teams", None, "clearance teams", ActorKind::Other)
        .place(
            PlaceRole::Between,
            "from Hajin to Sha'fah",
            &hajin(),
            PlacePrecision::Near,
            stretch(),
            &[],
        )
        .on(None, "2019-03-09", "2019-03-09", TimePrecision::Week)
        .with("mine", "mines")
        .with("ied", "improvised bombs")
        .done();
    let back = Draft::new(&first, "return", Conditional, "Clearance teams", "return")
        .cue("may")
        .actor("residents", None, "residents", Civilians)
        .place(
            PlaceRole::To,
            "from Hajin to Sha'fah",
            &hajin(),
            PlacePrecision::Near,
            stretch(),
            &[],
        )
        .done();
    let (document_b, second) = report(
        "desk-agency",
        Some("2019-03-10"),
        "en",
        &[
            "Dozens surrender as siege of Baghuz nears its end",
            "Dozens of Daesh militants handed themselves over to the SDF at Baghuz on March 8, a spokesman of the force said.",
        ],
    );
    let again =
        Draft::new(&second, "surrender", Realized, "Dozens of Daesh", "handed themselves over")
            .actor("Daesh militants", Some("islamic-state"), IS, RebelGroup)
            .target("the SDF", Some("sdf"), SDF, RebelGroup)
            .at("Baghuz", &baghuz())
            .on(Some("on March 8"), "2019-03-08", "2019-03-08", TimePrecision::Day)
            .count("Dozens", "surrendered", 24, Qualifier::Vague)
            .said_by("a spokesman of the force", "spokesman of the SDF", RebelGroup, "said")
            .done();
    all.happened("e-surrender", "At least 40 Islamic State fighters reported to have surrendered to the Syrian Democratic Forces at Al Baghuz Fawqani", 0.93, &[&surrender, &again]);
    all.happened(
        "e-evacuation",
        "About 300 civilians reported evacuated from Al Baghuz Fawqani by bus",
        0.81,
        &[&evacuation],
    );
    all.happened(
        "e-aid",
        "Food and water reported brought to Al Baghuz Fawqani by aid workers",
        0.74,
        &[&aid],
    );
    all.happened(
        "e-killing",
        "Islamic State alleged by aid workers to have killed fighters who wanted to surrender",
        0.52,
        &[&killing],
    );
    all.happened(
        "e-clearance",
        "Clearance of mines and improvised bombs reported under way from Hajin to Ash Sha'fah",
        0.78,
        &[&clearance],
    );
    all.happened(
        "e-return",
        "Return of residents possible, if clearance from Hajin to Ash Sha'fah ends",
        0.40,
        &[&back],
    );
    status(
        all,
        &hajin(),
        Facet::ExplosiveHazard,
        "clearance under way",
        "2019-03-09",
        "2019-06-07",
        &[&clearance],
        &[],
    );
    status(
        all,
        &hajin(),
        Facet::People,
        "return possible, not reported",
        "2019-03-09",
        "2019-04-08",
        &[&back],
        &[],
    );
    status(
        all,
        &baghuz(),
        Facet::Control,
        "Islamic State fighters surrendering to the SDF",
        "2019-03-10",
        "2019-04-09",
        &[&surrender, &again],
        &[],
    );
    status(
        all,
        &baghuz(),
        Facet::People,
        "civilians being evacuated",
        "2019-03-08",
        "2019-03-22",
        &[&evacuation],
        &[],
    );
    status(
        all,
        &baghuz(),
        Facet::AidAccess,
        "aid reported to have entered",
        "2019-03-09",
        "2019-03-23",
        &[&aid],
        &[],
    );
    all.keep(&document, first.clone(), vec![surrender, evacuation, aid, killing, clearance, back]);
    all.keep(&document_b, second.clone(), vec![again]);
}

#[allow(clippy::too_many_arguments, reason = "a table row of a test's data")]
fn status(
    all: &mut Situation,
    place: &Place,
    facet: Facet,
    value: &str,
    as_of: &str,
    stale: &str,
    claims: &[&Claim],
    against: &[&Claim],
) {
    let ids = |claims: &[&Claim]| claims.iter().map(|claim| claim.id.clone()).collect();
    all.statuses.push(PlaceStatus {
        place: place.id.clone(),
        place_name: place.name.clone(),
        facet,
        value: value.to_owned(),
        as_of: as_of.parse().ok(),
        claims: ids(claims),
        contradicted_by: ids(against),
        stale_after: stale.parse().ok(),
    });
}

fn river_villages(all: &mut Situation) {
    use Assertion::{Historical, Realized};
    let (document, text) = report(
        "riverside-wire",
        Some("2019-03-14"),
        "en",
        &[
            "Blast kills two farmers in village said to be cleared",
            "A mine killed two farmers near As Susah on Wednesday, days after the village council had declared the fields safe. Engineers have reopened the water station of Hajin, which had been shelled in December.",
        ],
    );
    let near = Shape::Around { radius_km: 5.0 };
    let blast = Draft::new(&text, "explosion", Realized, "A mine killed", "killed")
        .target("two farmers", None, "farmers", ActorKind::Civilians)
        .place(PlaceRole::Near, "near As Susah", &susah(), PlacePrecision::Near, near, &[])
        .on(Some("on Wednesday"), "2019-03-13", "2019-03-13", TimePrecision::Day)
        .count("two", "killed", 2, Qualifier::Exact)
        .with("mine", "A mine")
        .done();
    let cleared = Draft::new(
        &text,
        "clearance",
        Assertion::Alleged,
        "A mine killed",
        "declared the fields safe",
    )
    .said_by("the village council", "village council", ActorKind::Government, "declared")
    .at("the village", &susah())
    .on(Some("days after"), "2019-03-08", "2019-03-12", TimePrecision::Days)
    .done();
    let water = Draft::new(&text, "restoration", Realized, "Engineers have", "reopened")
        .actor("Engineers", None, "engineers", ActorKind::Other)
        .at("Hajin", &hajin())
        .on(None, "2019-03-14", "2019-03-14", TimePrecision::Days)
        .done();
    let shelled = Draft::new(&text, "shelling", Historical, "Engineers have", "shelled")
        .at("Hajin", &hajin())
        .on(Some("in December"), "2018-12-01", "2018-12-31", TimePrecision::Month)
        .done();
    all.happened(
        "e-blast",
        "Mine blast reported to have killed 2 farmers near As Susah",
        0.83,
        &[&blast],
    );
    all.happened(
        "e-cleared",
        "Village council said to have declared fields of As Susah cleared",
        0.45,
        &[&cleared],
    );
    all.happened("e-water", "Water station of Hajin reported reopened", 0.77, &[&water]);
    all.happened(
        "e-shelled",
        "Shelling of Hajin's water station recalled, December 2018",
        0.66,
        &[&shelled],
    );
    status(
        all,
        &susah(),
        Facet::ExplosiveHazard,
        "mines reported",
        "2019-03-13",
        "2019-06-11",
        &[&blast],
        &[&cleared],
    );
    status(
        all,
        &hajin(),
        Facet::Services,
        "water station reopened",
        "2019-03-14",
        "2019-09-10",
        &[&water],
        &[],
    );
    all.keep(&document, text.clone(), vec![blast, cleared, water, shelled]);
}

fn in_arabic(all: &mut Situation) {
    let (document, text) = report(
        "furat-bulletin",
        Some("2019-03-07"),
        "ar",
        &[
            "غارة جوية على أطراف السوسة",
            "قتل خمسة مدنيين في غارة جوية على بلدة السوسة يوم الأربعاء، بحسب مصادر طبية. ونفى التحالف تنفيذ أي غارات في المنطقة.",
        ],
    );
    let strike = Draft::new(&text, "air-strike", Assertion::Realized, "قتل خمسة", "غارة جوية")
        .target("مدنيين", None, "civilians", ActorKind::Civilians)
        .at("بلدة السوسة", &susah())
        .on(Some("يوم الأربعاء"), "2019-03-06", "2019-03-06", TimePrecision::Day)
        .count("خمسة", "killed", 5, Qualifier::Exact)
        .said_by("مصادر طبية", "medical sources", ActorKind::HealthWorkers, "بحسب")
        .done();
    let denial = Draft::new(&text, "air-strike", Assertion::Denied, "ونفى التحالف", "غارات")
        .cue("ونفى")
        .actor("التحالف", None, "the Coalition", ActorKind::ExternalForces)
        .done();
    all.happened(
        "e-strike",
        "Air strike reported to have killed 5 civilians at As Susah",
        0.71,
        &[&strike],
    );
    all.happened("e-denial", "Coalition denied carrying out air strikes", 0.60, &[&denial]);
    all.keep(&document, text.clone(), vec![strike, denial]);
}

fn darfur(all: &mut Situation) {
    let fasher = settlement("el-fasher", "El Fasher", 13.628, 25.349, "SDN", "North Darfur");
    let zamzam = settlement("zamzam", "Zamzam", 13.487, 25.310, "SDN", "North Darfur");
    let sudan = region("sudan", "Sudan", 16.0, 30.0, "SDN", FeatureClass::Country);
    let (document, text) = report(
        "sahel-monitor",
        Some("2024-05-13"),
        "en",
        &[
            "Shells hit hospital quarter of El Fasher",
            "Shells hit the hospital quarter of El Fasher on Saturday and wounded more than 20 people. Thousands of families fled south to Zamzam camp.",
            "Trucks with food are being held at checkpoints across Sudan. Army and paramilitary envoys are to hold talks next week.",
        ],
    );
    let shells = Draft::new(&text, "shelling", Assertion::Realized, "Shells hit the", "hit")
        .at("El Fasher", &fasher)
        .on(Some("on Saturday"), "2024-05-11", "2024-05-11", TimePrecision::Day)
        .count("more than 20", "injured", 21, Qualifier::AtLeast)
        .done();
    let flight = Draft::new(&text, "displacement", Assertion::Realized, "Thousands of", "fled")
        .actor("families", None, "families", ActorKind::Civilians)
        .at("Zamzam camp", &zamzam)
        .on(None, "2024-05-13", "2024-05-13", TimePrecision::Days)
        .count("Thousands", "displaced", 2000, Qualifier::Vague)
        .done();
    let trucks = Draft::new(&text, "aid-obstruction", Assertion::Ongoing, "Trucks with", "held")
        .place(PlaceRole::At, "Sudan", &sudan, PlacePrecision::Country, Shape::Area, &[])
        .on(None, "2024-05-13", "2024-05-13", TimePrecision::Month)
        .done();
    let talks = Draft::new(&text, "negotiation", Assertion::Planned, "Army and", "hold talks")
        .cue("are to")
        .actor("Army and paramilitary envoys", None, "envoys of both sides", ActorKind::Government)
        .on(Some("next week"), "2024-05-20", "2024-05-26", TimePrecision::Week)
        .done();
    all.happened(
        "e-shells",
        "Shelling of El Fasher reported to have injured more than 20",
        0.88,
        &[&shells],
    );
    all.happened(
        "e-flight",
        "Thousands of families reported displaced to Zamzam",
        0.72,
        &[&flight],
    );
    all.happened("e-trucks", "Food trucks reported held at checkpoints in Sudan", 0.55, &[&trucks]);
    all.happened("e-talks", "Talks between envoys of both sides planned", 0.50, &[&talks]);
    all.keep(&document, text.clone(), vec![shells, flight, trucks, talks]);
}

fn kharkiv(all: &mut Situation) {
    let kupiansk = settlement("kupiansk", "Kupiansk", 49.710, 37.615, "UKR", "Kharkiv");
    let oblast =
        region("kharkiv-oblast", "Kharkiv Oblast", 49.6, 36.6, "UKR", FeatureClass::Admin1);
    let (document, text) = report(
        "slobozhan-news",
        Some("2024-06-04"),
        "en",
        &[
            "Families told to leave Kupiansk",
            "Officials ordered the evacuation of families with children from Kupiansk. Drones struck power lines in Kharkiv Oblast overnight.",
        ],
    );
    let ordered =
        Draft::new(&text, "evacuation", Assertion::Planned, "Officials ordered", "evacuation")
            .cue("ordered")
            .actor("Officials", None, "officials", ActorKind::Government)
            .target("families with children", None, "families with children", ActorKind::Civilians)
            .at("Kupiansk", &kupiansk)
            .on(None, "2024-06-04", "2024-06-04", TimePrecision::Days)
            .done();
    let drones = Draft::new(&text, "air-strike", Assertion::Realized, "Drones struck", "struck")
        .place(PlaceRole::At, "Kharkiv Oblast", &oblast, PlacePrecision::Admin1, Shape::Area, &[])
        .on(Some("overnight"), "2024-06-03", "2024-06-04", TimePrecision::Days)
        .with("drone", "Drones")
        .done();
    all.happened(
        "e-ordered",
        "Evacuation of families with children from Kupiansk ordered",
        0.69,
        &[&ordered],
    );
    all.happened(
        "e-drones",
        "Drone strike on power lines reported in Kharkiv Oblast",
        0.64,
        &[&drones],
    );
    all.keep(&document, text.clone(), vec![ordered, drones]);
}

fn hodeidah(all: &mut Situation) {
    let aden = settlement("aden", "Aden", 12.779, 45.037, "YEM", "Aden");
    let (document, text) = report(
        "gulf-courier",
        None,
        "en",
        &[
            "Crowd in Aden demands electricity",
            "Hundreds of people marched in Aden against power cuts. Gunmen detained four of them at a place called Bir Tamra.",
        ],
    );
    let march = Draft::new(&text, "protest", Assertion::Realized, "Hundreds of", "marched")
        .actor("Hundreds of people", None, "protesters", ActorKind::Protesters)
        .at("Aden", &aden)
        .done();
    let held = Draft::new(&text, "detention", Assertion::Realized, "Gunmen detained", "detained")
        .actor("Gunmen", None, "gunmen", ActorKind::Other)
        .nowhere("Bir Tamra")
        .count("four", "detained", 4, Qualifier::Exact)
        .done();
    all.happened("e-march", "Protest against power cuts reported in Aden", 0.80, &[&march]);
    all.happened(
        "e-held",
        "Gunmen reported to have detained 4 people; place not resolved",
        0.48,
        &[&held],
    );
    all.keep(&document, text.clone(), vec![march, held]);
}

fn kivu(all: &mut Situation) {
    let sake = settlement("sake", "Sake", -1.574, 29.045, "COD", "North Kivu");
    let (document, text) = report(
        "lakes-radio",
        Some("2024-02-08"),
        "fr",
        &[
            "Combats près de Sake",
            "Des combats ont opposé l'armée aux rebelles près de Sake mercredi. Des milliers d'habitants ont fui.",
        ],
    );
    let near = Shape::Around { radius_km: 10.0 };
    let clash = Draft::new(&text, "armed-clash", Assertion::Realized, "Des combats", "combats")
        .actor("l'armée", None, "armed forces", ActorKind::StateForces)
        .target("rebelles", None, "rebels", ActorKind::RebelGroup)
        .place(PlaceRole::Near, "près de Sake", &sake, PlacePrecision::Near, near, &[])
        .on(Some("mercredi"), "2024-02-07", "2024-02-07", TimePrecision::Day)
        .done();
    all.happened("e-clash", "Armed forces and rebels reported fighting near Sake", 0.86, &[&clash]);
    all.keep(&document, text.clone(), vec![clash]);
}
