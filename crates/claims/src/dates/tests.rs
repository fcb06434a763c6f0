//! Cases for the date grammar: the words, the report's day, what they mean.

use jiff::civil::Date;

use super::{Direction, Frame, find, resolve, timex};

/// `published` is ISO; the answer is `words: start..end` for every expression found.
fn read(text: &str, published: &str, direction: Direction) -> String {
    let published: Option<Date> = published.parse().ok();
    let frame = Frame { published, direction, ..Frame::default() };
    let show = |date: Option<Date>| date.map_or_else(|| "?".to_owned(), |date| date.to_string());
    let lines = find(text, 0).into_iter().map(|expression| {
        let words = expression.span.of(text).unwrap_or_default();
        let resolved = resolve(&expression.form, &frame);
        match (resolved.start, resolved.end) {
            (start, end) if start == end => format!("{words}: {}", show(start)),
            (start, end) => format!("{words}: {}..{}", show(start), show(end)),
        }
    });
    lines.collect::<Vec<_>>().join(" | ")
}

#[track_caller]
fn check(text: &str, published: &str, expected: &str) {
    assert_eq!(read(text, published, Direction::Past), expected, "{text:?} on {published}");
}

#[track_caller]
fn check_planned(text: &str, published: &str, expected: &str) {
    assert_eq!(read(text, published, Direction::Future), expected, "{text:?} on {published}");
}

#[track_caller]
fn check_timex(text: &str, published: &str, expected: &str) {
    let frame = Frame { published: published.parse().ok(), ..Frame::default() };
    let values = find(text, 0).into_iter().filter_map(|e| timex(&e.form, &frame));
    let values: Vec<String> = values.map(|timex| timex.value).collect();
    assert_eq!(values.join(" "), expected, "{text:?} on {published}");
}

#[test]
fn explicit_days() {
    let on = "2019-03-20";
    check("killed on 3 May 2018.", on, "3 May 2018: 2018-05-03");
    check("on 3rd May, 2018", on, "3rd May, 2018: 2018-05-03");
    check("on the 3rd of May 2018", on, "the 3rd of May 2018: 2018-05-03");
    check("on May 3, 2018, when", on, "May 3, 2018: 2018-05-03");
    check("on May 3rd 2018", on, "May 3rd 2018: 2018-05-03");
    check("on 2018-05-03", on, "2018-05-03: 2018-05-03");
    check("on 2018/05/03", on, "2018/05/03: 2018-05-03");
    check("BOGOTA, 3 JAN 90 (DOMESTIC)", on, "3 JAN 90: 1990-01-03");
    check("ON 12 NOVEMBER 1989 THE GUERRILLAS", on, "12 NOVEMBER 1989: 1989-11-12");
    check("on 22/04/2018", on, "22/04/2018: 2018-04-22");
    check("on 04/22/2018", on, "04/22/2018: 2018-04-22");
    check("on 5.3.2018", on, "5.3.2018: 2018-03-05");
    check("on 23-May-2018", on, "23-May-2018: 2018-05-23");
    check("on Aug. 7, 1998", on, "Aug. 7, 1998: 1998-08-07");
    check("on Sept. 30", on, "Sept. 30: 2018-09-30");
    check("on 20 March", on, "20 March: 2019-03-20");
    check("on 21 March", on, "21 March: 2019-03-21");
    check("on 24 April", "2024-04-17", "24 April: 2024-04-24");
    check("on 24 August", "2024-04-17", "24 August: 2023-08-24");
    check("on December 31", "2019-01-01", "December 31: 2018-12-31");
    check("on 29 February", "2019-03-20", "29 February: 2016-02-29");
    check("on 31 February 2018", on, "31 February 2018: ?");
    check("Friday, 3 May 2019", "2019-06-01", "Friday, 3 May 2019: 2019-05-03");
    check("on Tuesday March 7", "2017-03-08", "Tuesday March 7: 2017-03-07");
    check("on Monday, Oct. 26", "1998-10-28", "Monday, Oct. 26: 1998-10-26");
    check("since the 12th of June", "2018-07-01", "since the 12th of June: 2018-06-12..2018-07-01");
    check("on the 26th", "2021-04-03", "the 26th: 2021-03-26");
    check("Friday the 26th", "2021-03-28", "Friday the 26th: 2021-03-26");
    check("twenty nine people, may be", on, "");
    check("They may 3 times", on, "");
    check("May twenty nine", "2017-06-01", "May twenty nine: 2017-05-29");
    check("September-2018-23", on, "September-2018: 2018-09-01..2018-09-30");
}

#[test]
fn months_and_years() {
    let on = "2019-03-20";
    check("in May 2018", on, "May 2018: 2018-05-01..2018-05-31");
    check("in MAY 2018", on, "MAY 2018: 2018-05-01..2018-05-31");
    check("in April of 1987", on, "April of 1987: 1987-04-01..1987-04-30");
    check("in February 2020", "2020-06-01", "February 2020: 2020-02-01..2020-02-29");
    check("in February 2019", on, "February 2019: 2019-02-01..2019-02-28");
    check("in January", on, "January: 2019-01-01..2019-01-31");
    check("in October", on, "October: 2018-10-01..2018-10-31");
    check("since March", on, "since March: 2019-03-01..2019-03-20");
    check("since October", on, "since October: 2018-10-01..2019-03-20");
    check("last November", on, "last November: 2018-11-01..2018-11-30");
    check("last March", on, "last March: 2018-03-01..2018-03-31");
    check("January this year", on, "January this year: 2019-01-01..2019-01-31");
    check("June last year", on, "June last year: 2018-06-01..2018-06-30");
    check("in 1990", on, "1990: 1990-01-01..1990-12-31");
    check("In 2014, rebels", on, "2014: 2014-01-01..2014-12-31");
    check("2000 people fled", on, "");
    check("some 2017 homes", on, "");
    check("1,990 men", on, "");
    check("in the 1990s", on, "the 1990s: 1990-01-01..1999-12-31");
    check("in the '90s", on, "the '90s: 1990-01-01..1999-12-31");
    check("in the eighties", on, "the eighties: 1980-01-01..1989-12-31");
    check("in the 20th century", on, "the 20th century: 1900-01-01..1999-12-31");
    check("from 2014 to 2017", on, "from 2014 to 2017: 2014-01-01..2017-12-31");
    check("between 2014 and 2017", on, "between 2014 and 2017: 2014-01-01..2017-12-31");
    check("the war of 1998-99", on, "1998-99: 1998-01-01..1999-12-31");
    check("the third quarter of 2018", on, "the third quarter of 2018: 2018-07-01..2018-09-30");
    check("in Q3 2016", on, "Q3 2016: 2016-07-01..2016-09-30");
    check("the fourth quarter", on, "the fourth quarter: 2018-10-01..2018-12-31");
    check("last summer", on, "last summer: 2018-06-01..2018-08-31");
    check("in the spring of 2015", on, "the spring of 2015: 2015-03-01..2015-05-31");
    check("in winter 2016", on, "winter 2016: 2016-12-01..2017-02-28");
    check("this winter", "2019-01-20", "this winter: 2018-12-01..2019-02-28");
    check("the fall of Kabul", on, "");
    check("water from a spring", on, "");
    check("The march went on. They may go. Troops march in", on, "");
    check("MAY GOD HELP", on, "");
}

#[test]
fn weekdays() {
    // 2019-03-20 is a Wednesday.
    let on = "2019-03-20";
    check("on Tuesday", on, "Tuesday: 2019-03-19");
    check("on Wednesday", on, "Wednesday: 2019-03-20");
    check("on Thursday", on, "Thursday: 2019-03-14");
    check("on Monday", "2019-03-18", "Monday: 2019-03-18");
    check("on Monday", "2019-03-17", "Monday: 2019-03-11");
    check("on Sunday", "2019-03-18", "Sunday: 2019-03-17");
    check("on Friday", "2019-03-01", "Friday: 2019-03-01");
    check("on Thursday", "2019-03-01", "Thursday: 2019-02-28");
    check("on Saturday", "2020-03-02", "Saturday: 2020-02-29");
    check("on Monday", "2019-01-01", "Monday: 2018-12-31");
    check("last Tuesday", on, "last Tuesday: 2019-03-19");
    check("last Wednesday", on, "last Wednesday: 2019-03-13");
    check("this Monday", on, "this Monday: 2019-03-18");
    check("Monday last week", on, "Monday last week: 2019-03-11");
    check("on Monday of last week", on, "Monday of last week: 2019-03-11");
    check("Friday's attack", on, "Friday's: 2019-03-15");
    check("on Tuesday night", on, "Tuesday night: 2019-03-19");
    check("late on Tuesday", on, "late on Tuesday: 2019-03-19");
    check("early Tuesday morning", on, "early Tuesday morning: 2019-03-19");
    check("at 9 a.m. Tuesday", on, "9 a.m. Tuesday: 2019-03-19");
    check("from Monday to Wednesday", on, "from Monday to Wednesday: 2019-03-18..2019-03-20");
    check("between Friday and Sunday", on, "between Friday and Sunday: 2019-03-15..2019-03-17");
    check("since Friday", on, "since Friday: 2019-03-15..2019-03-20");
    check("The sun rose; they sat", on, "");
    check_planned("on Tuesday", on, "Tuesday: 2019-03-26");
    check_planned("on Wednesday", on, "Wednesday: 2019-03-20");
    check_planned("next Friday", on, "next Friday: 2019-03-22");
    check_planned("in May", on, "May: 2019-05-01..2019-05-31");
    check_planned("in February", on, "February: 2020-02-01..2020-02-29");
    check_planned("on 3 January", on, "3 January: 2020-01-03");
}

#[test]
fn relative_days() {
    let on = "2019-03-01";
    check("today", on, "today: 2019-03-01");
    check("yesterday", on, "yesterday: 2019-02-28");
    check("yesterday", "2020-03-01", "yesterday: 2020-02-29");
    check("yesterday", "2019-01-01", "yesterday: 2018-12-31");
    check("yesterday's attack", on, "yesterday's: 2019-02-28");
    check("the day before yesterday", on, "the day before yesterday: 2019-02-27");
    check("tomorrow", on, "tomorrow: 2019-03-02");
    check("yesterday evening", on, "yesterday evening: 2019-02-28");
    check("late yesterday", on, "late yesterday: 2019-02-28");
    check("overnight", on, "overnight: 2019-02-28..2019-03-01");
    check("last night", on, "last night: 2019-02-28");
    check("tonight", on, "tonight: 2019-03-01");
    check("this morning", on, "this morning: 2019-03-01");
    check("two days ago", on, "two days ago: 2019-02-27");
    check("two days earlier", on, "two days earlier: 2019-02-27");
    check("three weeks ago", on, "three weeks ago: 2019-02-04..2019-02-10");
    check("a week ago", on, "a week ago: 2019-02-22");
    check("a month ago", on, "a month ago: 2019-02-01..2019-02-28");
    check("six months ago", on, "six months ago: 2018-09-01..2018-09-30");
    check("four years ago", on, "four years ago: 2015-01-01..2015-12-31");
    check("a day earlier", on, "a day earlier: 2019-02-28");
    check("the day before", on, "the day before: 2019-02-28");
    check("the previous day", on, "the previous day: 2019-02-28");
    check("last week", on, "last week: 2019-02-18..2019-02-24");
    check("this week", on, "this week: 2019-02-25..2019-03-03");
    check("last month", on, "last month: 2019-02-01..2019-02-28");
    check("last month", "2019-03-31", "last month: 2019-02-01..2019-02-28");
    check("this month", on, "this month: 2019-03-01..2019-03-31");
    check("last year", on, "last year: 2018-01-01..2018-12-31");
    check("this year", on, "this year: 2019-01-01..2019-12-31");
    check("at the weekend", on, "the weekend: 2019-02-23..2019-02-24");
    check("last weekend", on, "last weekend: 2019-02-23..2019-02-24");
    check("the past two weeks", on, "the past two weeks: 2019-02-15..2019-03-01");
    check("in the last 24 hours", on, "the last 24 hours: 2019-02-28..2019-03-01");
    check("over the past three days", on, "the past three days: 2019-02-26..2019-03-01");
    check("for three weeks", on, "three weeks: 2019-02-08..2019-03-01");
    check("for a month", on, "a month: 2019-02-01..2019-03-01");
    check("it may take weeks", on, "weeks: ?");
    check("recently", on, "recently: ?");
    check("in the past two months", on, "the past two months: 2019-01-01..2019-03-01");
    check("12 million last year", on, "last year: 2018-01-01..2018-12-31");
    check("two days before Christmas", on, "two days before Christmas: 2018-12-23");
    check("The Sun rose over Mon state", on, "");
    check("on Christmas Eve", on, "Christmas Eve: 2018-12-24");
    check("in two weeks", on, "in two weeks: 2019-03-11..2019-03-17");
    check("within 48 hours", on, "within 48 hours: 2019-03-01..2019-03-03");
    check("a week later", on, "a week later: 2019-03-08");
    check("every day", on, "every day: ?");
    check("an 8-year-old boy", on, "");
    check("the second time", on, "");
    check("no date here", on, "");
    check("yesterday", "", "yesterday: ?");
    check("on 3 May 2018", "", "3 May 2018: 2018-05-03");
}

#[test]
fn parts_and_ranges() {
    let on = "2019-05-20";
    check("in early May", on, "early May: 2019-05-01..2019-05-10");
    check("in mid-April", on, "mid-April: 2019-04-11..2019-04-20");
    check("in late April", on, "late April: 2019-04-21..2019-04-30");
    check("at the end of 2018", on, "the end of 2018: 2018-09-01..2018-12-31");
    check("by the end of April", on, "by the end of April: ?..2019-04-30");
    check("the beginning of May", on, "the beginning of May: 2019-05-01..2019-05-10");
    check("earlier this month", on, "earlier this month: 2019-05-01..2019-05-20");
    check("earlier this year", on, "earlier this year: 2019-01-01..2019-05-20");
    check("between 3 and 5 May", on, "between 3 and 5 May: 2019-05-03..2019-05-05");
    check("from 3 to 5 May", on, "from 3 to 5 May: 2019-05-03..2019-05-05");
    check("3-5 May 2018", on, "3-5 May 2018: 2018-05-03..2018-05-05");
    check("May 3-5", on, "May 3-5: 2019-05-03..2019-05-05");
    check("from April 28 to May 3", on, "from April 28 to May 3: 2019-04-28..2019-05-03");
    check(
        "from 28 December to 3 January",
        on,
        "from 28 December to 3 January: 2018-12-28..2019-01-03",
    );
    check("from March to May 2018", on, "from March to May 2018: 2018-03-01..2018-05-31");
    check("between 10 and 15 people", on, "");
    check("from Hajin to Baghuz", on, "");
    check("until Friday", on, "until Friday: ?..2019-05-17");
    check("before 2014", on, "before 2014: ?..2013-12-31");
    check("after 3 May", on, "after 3 May: 2019-05-04..?");
    check("the first week of May", on, "the first week of May: 2019-04-29..2019-05-05");
    check(
        "the first two weeks of April",
        on,
        "the first two weeks of April: 2019-04-01..2019-04-14",
    );
    check(
        "the last three months of 2018",
        on,
        "the last three months of 2018: 2018-10-01..2018-12-31",
    );
    check("the week of April 10", on, "the week of April 10: 2019-04-08..2019-04-14");
    check("on 3 May at 10:30 a.m.", on, "3 May at 10:30 a.m.: 2019-05-03");
    check("at 0430 GMT", on, "0430 GMT: 2019-05-20");
    check("At dawn on Sunday", on, "At dawn on Sunday: 2019-05-19");
    check("from 3 to 5 fighters", on, "");
}

#[test]
fn timex_values() {
    let on = "1998-08-07";
    check_timex("Friday", on, "1998-08-07");
    check_timex("last week", on, "1998-W31");
    check_timex("the third quarter", on, "1998-Q3");
    check_timex("now", on, "PRESENT_REF");
    check_timex("three weeks", on, "P3W");
    check_timex("two-and-a-half years, two and a half years", on, "P2Y6M P2Y6M");
    check_timex("Wednesday night", on, "1998-08-05TNI");
    check_timex("the 1990s", on, "199X");
    check_timex("a few days", on, "PXD");
    check_timex("16-hour", on, "PT16H");
    check_timex("every Friday", on, "XXXX-WXX-5");
    check_timex("last fall", on, "1997-FA");
    check_timex("a week ago", on, "1998-07-31");
    check_timex("10:35 a.m.", on, "1998-08-07T10:35");
}

#[test]
fn feasts_lists_and_codes() {
    let on = "2019-05-20";
    check("on Easter Sunday", on, "Easter Sunday: 2019-04-21");
    check("on Good Friday", on, "Good Friday: 2019-04-19");
    check("at Easter 2018", on, "Easter 2018: 2018-04-01");
    check("last Easter", "2019-03-12", "last Easter: 2018-04-01");
    check_planned("on Easter Monday", on, "Easter Monday: 2020-04-13");
    check("on 18 and 19 April", on, "18: 2019-04-18 | 19 April: 2019-04-19");
    check("the 12 and 19 April people", on, "12: 2019-04-12 | 19 April: 2019-04-19");
    check("killed 12 and 19 were hurt", on, "");
    check("on Monday 20.", on, "Monday 20: 2019-05-20");
    check("On Sunday 31 people fled", on, "Sunday: 2019-05-19");
    check("Sat 14th", "2022-05-01", "Sat 14th: 2021-08-14");
    check(
        "the week commencing 4 February",
        on,
        "the week commencing 4 February: 2019-02-04..2019-02-10",
    );
    check("last week on Monday", on, "last week on Monday: 2019-05-13");
    check("this past Wednesday", on, "this past Wednesday: 2019-05-15");
    check("last Oct. 23", on, "last Oct. 23: 2018-10-23");
    check("Jan-Feb 2017", on, "Jan-Feb 2017: 2017-01-01..2017-02-28");
    check("Nov-Feb 5th, 2017", on, "Nov-Feb 5th, 2017: 2016-11-01..2017-02-05");
    check("in 12-2015", on, "12-2015: 2015-12-01..2015-12-31");
    check("2019-aug-01", on, "2019-aug-01: 2019-08-01");
    check(
        "january first two thousand and nine",
        on,
        "january first two thousand and nine: 2009-01-01",
    );
    check("before the year 2018", on, "before the year 2018: ?..2017-12-31");
    check("in april", on, "april: 2019-04-01..2019-04-30");
    check("for all day", on, "all day: 2019-05-19..2019-05-20");
    check("In May two thousand people fled", on, "May: 2019-05-01..2019-05-31");
    check("to mar the peace, they may, a march", on, "");
    check("a second wave", on, "");
    check("8/1.5 and 30/4.85", on, "");
    check("code 133-03-03-2020", on, "");
    check("Sun, the company, and Sun's rival", on, "");
    check("it will start in June", on, "June: 2018-06-01..2018-06-30");
    check("it will last three weeks", on, "three weeks: 2019-04-29..2019-05-20");
}

#[test]
fn quarters_of_business() {
    let on = "1989-11-02";
    let text = "In the third quarter it lost; a year earlier, in the year-ago quarter, in the 1987 \
                quarter and in the latest period";
    let mut frame = Frame { published: on.parse().ok(), ..Frame::default() };
    let mut values = Vec::new();
    for expression in find(text, 0) {
        values.extend(timex(&expression.form, &frame).map(|timex| timex.value));
        frame = frame.after(&expression.form);
    }
    assert_eq!(values.join(" "), "1989-Q3 1988-Q3 1988-Q3 1987-Q3 1989-Q3");
    check_timex("a year earlier", on, "1988");
    check_timex("the quarter", on, "1989-Q3");
    check_timex("the past year", on, "1988");
    check_timex("two days after the attack", on, "P2D");
}
