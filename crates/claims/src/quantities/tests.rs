//! Cases for quantities: the words and what they count.

use tidings_types::{Counting, Qualifier, Unit};

use super::{figures, find};

fn bounds(low: Option<u64>, best: Option<u64>, high: Option<u64>, qualifier: Qualifier) -> String {
    let show = |value: Option<u64>| value.map_or_else(|| "?".to_owned(), |value| value.to_string());
    let hedge = match qualifier {
        Qualifier::Exact => "",
        Qualifier::AtLeast => ">=",
        Qualifier::AtMost => "<=",
        Qualifier::About => "~",
        Qualifier::Vague => "*",
    };
    if low == best && best == high || low.is_none() || high.is_none() {
        return format!("{hedge}{}", show(best));
    }
    if qualifier == Qualifier::About && low == high {
        format!("~{}", show(best))
    } else {
        format!("{hedge}{}[{}-{}]", show(best), show(low), show(high))
    }
}

/// Amounts: `words=value`.
#[track_caller]
fn check_amounts(text: &str, expected: &str) {
    let shown: Vec<String> = find(text, 0)
        .iter()
        .map(|a| {
            format!(
                "{}={}",
                a.span.of(text).unwrap_or_default(),
                bounds(a.low, a.best, a.high, a.qualifier)
            )
        })
        .collect();
    assert_eq!(shown.join(" | "), expected, "{text:?}");
}

/// Figures: `kind value`, with `h` households, `i` items, `c` cumulative, `s` stock, `p` part.
#[track_caller]
fn check(text: &str, expected: &str) {
    let shown: Vec<String> = figures(text, 0)
        .iter()
        .map(|figure| {
            let mut flags = String::new();
            flags.push_str(match figure.unit {
                Unit::Person => "",
                Unit::Household => "h",
                Unit::Item => "i",
            });
            flags.push_str(match figure.counting {
                Counting::New => "",
                Counting::Cumulative => "c",
                Counting::Stock => "s",
            });
            flags.push_str(if figure.part { "p" } else { "" });
            let space = if flags.is_empty() { "" } else { " " };
            format!(
                "{} {}{space}{flags}",
                figure.kind,
                bounds(figure.low, figure.best, figure.high, figure.qualifier)
            )
        })
        .collect();
    assert_eq!(shown.join(" | "), expected, "{text:?}");
}

#[test]
fn amounts_are_read() {
    check_amounts("at least 12 people", "at least 12=>=12");
    check_amounts("more than 1,500 houses", "more than 1,500=>=1500");
    check_amounts("over 9 300 households", "over 9 300=>=9300");
    check_amounts("up to 700 workers", "up to 700=<=700");
    check_amounts("some 200 people", "some 200=~200");
    check_amounts("an estimated 3,000 people", "an estimated 3,000=~3000");
    check_amounts("two dozen men", "two dozen=24");
    check_amounts("a dozen men", "a dozen=12");
    check_amounts("half a dozen men", "half a dozen=6");
    check_amounts("dozens of people", "dozens=*?");
    check_amounts("hundreds fled", "hundreds=*?");
    check_amounts("tens of thousands of people", "tens of thousands=*?");
    check_amounts("scores were killed", "scores=*?");
    check_amounts("several hundred people", "several hundred=*?");
    check_amounts("a handful of men", "a handful=*?");
    check_amounts("between 10 and 15 people", "between 10 and 15=12[10-15]");
    check_amounts("10-15 people", "10-15=12[10-15]");
    check_amounts("10 to 15 people", "10 to 15=12[10-15]");
    check_amounts("five or six men", "five or six=5[5-6]");
    check_amounts("100,000 to 120,000", "100,000 to 120,000=110000[100000-120000]");
    check_amounts("1.5 million people", "1.5 million=1500000");
    check_amounts("two million people", "two million=2000000");
    check_amounts("forty-one people", "forty-one=41");
    check_amounts("3 or more men", "3 or more=>=3");
    check_amounts("the 33rd Front and the third day", "");
    check_amounts("12 percent and 5% of 10", "12=12 | 10=10");
    check_amounts("a 12-year-old boy, aged 7", "");
    check_amounts("$500 and 122mm rockets", "");
    check_amounts("on 12 May 2018, 5 people", "5=5");
    check_amounts("at 10:30 two men", "two=2");
    check_amounts("no one was there", "");
    check_amounts("one of the men", "");
    check_amounts("one person", "one=1");
    check_amounts("61, 000 people", "61, 000=61000");
    check_amounts("2.14 lakh people", "2.14 lakh=214000");
    check_amounts("fewer than 20 men", "fewer than 20=<=20");
    check_amounts("no fewer than 20 men", "no fewer than 20=>=20");
    check_amounts("a couple of men", "a couple=2");
    check_amounts("about one hundred and twenty men", "about one hundred and twenty=~120");
    check_amounts("Resolution 2254", "");
    check_amounts("M23 and T-72 tanks", "");
}

#[test]
fn killed_and_wounded_part() {
    check("killing 3 and wounding 12", "killed 3 | injured 12");
    check("three dead, 12 wounded", "killed 3 | injured 12");
    check("The attack killed five people and injured ten.", "killed 5 | injured 10");
    check("12 people were killed and 30 wounded", "killed 12 | injured 30");
    check(
        "Five people were killed and ten others were injured in an attack.",
        "killed 5 | injured 10",
    );
    check("At least 67 killed in this week's Kiev clashes: authorities", "killed >=67");
    check("Five dead as Ukraine police launch assault on protesters", "killed 5");
    check("The blast left three people dead.", "killed 3");
    check("The shelling left two dead and seven wounded.", "killed 2 | injured 7");
    check("Two policemen killed near Sloviansk", "killed 2");
    check("the deaths of 14 soldiers", "killed 14");
    check("Nine bodies were found in a grave.", "killed 9");
    check("The war claimed 12 lives.", "killed 12");
    check("rebels killed three soldiers and two civilians", "killed 3 | killed 2");
    check("Three soldiers and two civilians were killed.", "killed 3 | killed 2");
    check("Gunmen shot dead four farmers.", "killed 4");
    check("Two activists shot dead during Ukraine protests", "killed 2");
    check("more than 40 people died", "killed >=40");
    check("Up to 20 militants were killed.", "killed <=20");
    check("Dozens were killed and hundreds injured.", "killed *? | injured *?");
    check("A soldier was killed by a mine.", "killed 1");
    check("Ukrainian serviceman killed, two wounded in Donbas", "killed 1 | injured 2");
    check("A mine killed a child.", "killed 1");
    check("Two people are missing and nine dead.", "missing 2 | killed 9");
    check("25 missing", "missing 25");
    check("The two sides met for three hours on Monday.", "");
    check("It lies 20 km east of the town, at 300 metres.", "");
    check("Ten villages were named.", "");
}

#[test]
fn totals_and_parts() {
    check("killing 12 people, including three children", "killed 12 | killed 3 p");
    check("Ten people were killed, among them two women.", "killed 10 | killed 2 p");
    check("Three persons died (two were children).", "killed 3 | killed 2 p");
    check(
        "7,869 people have been displaced, of which 6,142 are being hosted by relatives",
        "displaced 7869 | displaced 6142 sp",
    );
    check("bringing the death toll to 41", "killed 41 c");
    check("Ukraine death toll rises to 28: ministry", "killed 28 c");
    check("death toll hits 67", "killed 67 c");
    check("More than 500 people have been killed since October.", "killed >=500 c");
    check(
        "1,314 families (8,710 people) who had lost their houses",
        "displaced 1314 h | displaced 8710",
    );
}

#[test]
fn people_on_the_move() {
    check("12,754 individuals displaced by conflict", "displaced 12754");
    check("The flooding displaced 90,000 people from their homes.", "displaced 90000");
    check("15 families have been evacuated to the town hall", "evacuated 15 h");
    check("close to 1,000 were evacuated", "evacuated ~1000");
    check("forced the evacuation of more than 36,000 people", "evacuated >=36000");
    check("forced the evacuations of about 50 homes", "evacuated ~50 h");
    check("forced at least 800 families from their homes", "displaced >=800 h");
    check("forced 2,500 people out of their homes", "displaced 2500");
    check("leaving 483 homeless", "displaced 483");
    check("237,655 persons displaced", "displaced 237655");
    check("some 82,000 internally displaced persons", "displaced ~82000");
    check("A total of 1,964 households were displaced", "displaced 1964 h");
    check("around 8,400 IDPs were still living in displacement", "displaced ~8400 s");
    check("one million people sheltering in relief camps", "displaced 1000000 s");
    check("Hundreds of families fled the town.", "displaced *? h");
    check("More than 2,000 residents returned to their homes.", "returned >=2000");
    check("300 families are trapped in the old town", "trapped 300 h");
    check("300 fighters surrendered", "surrendered 300");
    check("freed 12 hostages", "released 12");
    check("abducting 30 schoolgirls", "abducted 30");
    check("police arrested 14 people", "detained 14");
    check("Gunmen kidnapped eight villagers.", "abducted 8");
}

#[test]
fn things() {
    check("At least 60 homes were destroyed", "homes >=60 i");
    check("91 homes damaged and six homes destroyed", "homes 91 i | homes 6 i");
    check("destroyed more than 120 houses", "homes >=120 i");
    check("31 houses were destroyed and more than 300 damaged", "homes 31 i | homes >=300 i");
    check("Deminers defused 40 mines.", "devices 40 i");
    check("defused 40 mines and 12 IEDs", "devices 40 i | devices 12 i");
    check("soldiers seized 20 rifles", "weapons 20 i");
    check("Torrents of mud buried 27 homes", "homes 27 i");
}

#[test]
fn bounds_and_short_thousands() {
    check_amounts("at least 20 and at most 100 men", "at least 20 and at most 100=60[20-100]");
    check_amounts(
        "more than 100 but fewer than 300",
        "more than 100 but fewer than 300=200[100-300]",
    );
    check_amounts(
        "no more than 12 and more than 194",
        "no more than 12=<=12 | more than 194=>=194",
    );
    check_amounts("about five hundred or more", "about five hundred or more=>=500");
    check_amounts("above 1,000 or below 30", "above 1,000=>=1000 | below 30=<=30");
    check_amounts("20 through 100", "20 through 100=60[20-100]");
    check_amounts("10k homes and 5 km", "10k=10000 | 5=5");
    check_amounts("3 hundred and 2 hundred", "3 hundred=300 | 2 hundred=200");
    check(
        "709,841 people displaced in Jajpur and 363,832 in Puri district.",
        "displaced 709841 | displaced 363832",
    );
}
