//! One story on many sites and in many versions, with the built binary.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use support::Bench;
use tidings_store::{ClaimFilter, EventFilter, SetAside, Store};

const PARAGRAPHS: [&str; 6] = [
    "MOSUL, March 4, 2019 (Reuters) - Two car bombs exploded near a crowded market in Mosul on Sunday, killing 12 people and wounding 30 others, police and hospital officials said.",
    "The first blast hit shoppers at about nine in the morning, and the second went off when rescuers had already arrived, a police colonel told reporters at the scene.",
    "No group said that it was behind the attack, but officials in the province blamed Islamic State fighters, who lost the city to government forces in 2017.",
    "The governor ordered that the market stay closed until Thursday while sappers search the streets around it for more explosives left by the militants.",
    "Hospitals in the eastern half of the city asked residents to give blood, and several of the wounded were taken to Erbil by helicopter during the afternoon.",
    "Bombings have become rarer in the city since the end of the battle, though cells of fighters still hide in the hills to the south and west of it.",
];

/// A page with the story; what differs hangs on `number`.
fn page(number: usize, story: &[String]) -> String {
    let paragraphs: Vec<&String> = story
        .iter()
        .enumerate()
        // Every third site cuts a paragraph, another one each time; the first always stands.
        .filter(|(at, _)| number % 3 != 1 || *at == 0 || at % 5 != number % 5)
        .map(|(_, text)| text)
        .collect();
    let body: String = paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect();
    let headline =
        ["Bombs kill 12 in Mosul", "Twin blasts rock market in Mosul", "Mosul market hit"];
    let tail = match number % 4 {
        0 => "<p>Reporting by our Baghdad newsroom; editing by the world desk.</p>".to_owned(),
        1 => format!("<p>Read all of today's news in the app of the Daily Courier {number}.</p>"),
        _ => String::new(),
    };
    format!(
        "<html lang=\"en\"><head><title>{title}</title><link rel=\"canonical\" href=\"https://site{number}.example/news\"></head>\
         <body><nav><a href=\"/\">Home</a></nav><article><h1>{title}</h1>{body}{tail}</article></body></html>",
        title = headline[number % 3],
    )
}

fn story() -> Vec<String> {
    PARAGRAPHS.map(str::to_owned).to_vec()
}

fn with(from: &str, to: &str) -> Vec<String> {
    story().into_iter().map(|text| text.replace(from, to)).collect()
}

#[test]
fn forty_altered_copies_are_one_report_with_forty_sources() {
    let bench = Bench::new();
    for number in 0..40 {
        bench.write(&format!("in/{number:02}.html"), page(number, &story()));
    }
    let run = bench.run("read in --into a.db");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("1 read, 39 near copies of known reports"), "{}", run.err);
    let store = Store::open_read_only(bench.path("a.db")).unwrap();
    let reports = store.reports().unwrap();
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0].sources, 40);
    let sources = store.sources(&reports[0].id).unwrap();
    assert_eq!(sources.len(), 40);
    assert!(sources.iter().all(|source| source.url.is_some()));
    let events = store.events(&EventFilter::default()).unwrap();
    assert!(!events.is_empty());
    assert!(events.iter().all(|event| event.reports == 1), "copies confirm nothing");
    drop(store);
    let shown = bench.run("show a.db --reports");
    assert!(shown.out.contains("40: "), "{}", shown.out);
    // Again, and with another number of threads: nothing changes.
    let again = bench.run("read in --into a.db");
    assert!(again.err.contains("40 already there"), "{}", again.err);
    bench.run("read in --into b.db --jobs 1");
    let export = |file: &str| bench.run(&format!("export {file} --format jsonl")).out;
    assert_eq!(export("a.db"), export("b.db"));
}

#[test]
fn a_corrected_version_takes_the_place_of_the_first() {
    let bench = Bench::new();
    bench.write("1.html", page(0, &story()));
    let mut corrected = with("killing 12 people", "killing 15 people");
    corrected.push("This story has been corrected: 15 people died, not 12.".to_owned());
    bench.write("2.html", page(2, &corrected));
    bench.run("read 1.html --into a.db");
    let run = bench.run("read 2.html --into a.db");
    assert!(run.err.contains("1 documents: 1 read"), "{}", run.err);
    let store = Store::open_read_only(bench.path("a.db")).unwrap();
    let reports = store.reports().unwrap();
    assert_eq!(reports.len(), 2, "the first version is kept");
    let aside: Vec<Option<SetAside>> =
        reports.iter().map(|report| store.set_aside(&report.id).unwrap()).collect();
    assert_eq!(aside.iter().flatten().count(), 1);
    let all = store.claims(&ClaimFilter::default()).unwrap();
    let counted = store.claims(&ClaimFilter { counted: true, ..ClaimFilter::default() }).unwrap();
    assert!(!counted.is_empty() && counted.len() < all.len());
    let replaced = reports.iter().find(|one| store.set_aside(&one.id).unwrap().is_some()).unwrap();
    assert!(counted.iter().all(|claim| claim.report != replaced.id));
    let shown = bench.run("show a.db --reports");
    assert!(shown.out.contains("replaced"), "{}", shown.out);
}

#[test]
fn the_same_words_with_other_numbers_on_another_day_are_another_report() {
    let bench = Bench::new();
    bench.write("1.html", page(0, &story()));
    let next = with("killing 12 people and wounding 30", "killing 3 people and wounding 7");
    bench.write("2.html", page(2, &next));
    bench.run("read 1.html --into a.db --published 2019-03-04");
    bench.run("read 2.html --into a.db --published 2019-03-05");
    let store = Store::open_read_only(bench.path("a.db")).unwrap();
    let claims = store.claims(&ClaimFilter::default()).unwrap().len();
    let counted =
        store.claims(&ClaimFilter { counted: true, ..ClaimFilter::default() }).unwrap().len();
    assert!(counted > 0);
    assert_eq!((store.reports().unwrap().len(), counted), (2, claims));
}

#[test]
fn a_withdrawn_story_counts_no_more() {
    let bench = Bench::new();
    bench.write("1.html", page(0, &story()));
    bench.run("read 1.html --into a.db");
    let events = |bench: &Bench| {
        Store::open_read_only(bench.path("a.db")).unwrap().events(&EventFilter::default()).unwrap()
    };
    assert!(!events(&bench).is_empty());
    let mut notice = vec![
        "Reuters is withdrawing this story because the police have said that no bomb went off."
            .to_owned(),
    ];
    notice.extend(story());
    bench.write("2.html", page(3, &notice));
    let run = bench.run("read 2.html --into a.db");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(events(&bench).is_empty(), "{:?}", events(&bench));
    let store = Store::open_read_only(bench.path("a.db")).unwrap();
    assert_eq!(store.reports().unwrap().len(), 2, "what was said is kept");
    assert!(!store.claims(&ClaimFilter::default()).unwrap().is_empty());
}

#[test]
fn languages_that_are_not_read_are_kept_and_marked() {
    let bench = Bench::new();
    for (name, text) in [
        (
            "sw",
            "Waokoaji wamepata miili ya wachimbaji watatu chini ya kifusi baada ya mlipuko mkubwa uliotokea siku ya Jumapili katika mgodi.",
        ),
        (
            "ti",
            "ድሕሪ ናይ ሓያሎ መዓልታት ውግእ እቶም ዓማጺያን ካብታ ከተማ ናብ ጎቦታት ሃዲሞም። ፖሊስ ሸውዓተ ጥርጡራት ኣሲሩ ብዙሓት ጠበናጁ ድማ ሒዙ።",
        ),
        (
            "ps",
            "ژغورونکو د چاودنې وروسته د درېیو کارګرانو مړي له کنډوالو څخه راوایستل او حکومت د شپې ګرځبندیز اعلان کړ.",
        ),
    ] {
        let file = format!("{name}.txt");
        bench.write(&file, text);
        let run = bench.run(&format!("read {file} --into {name}.db"));
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(
            run.err.contains(&format!("language \"{name}\" is not read yet; the text is kept")),
            "{}",
            run.err
        );
        let store = Store::open_read_only(bench.path(&format!("{name}.db"))).unwrap();
        let reports = store.reports().unwrap();
        assert_eq!((reports.len(), reports[0].language.as_str(), reports[0].claims), (1, name, 0));
        let told = store.diagnostics(None).unwrap();
        assert!(told.iter().any(|one| one.code == "language-not-read"));
    }
}
