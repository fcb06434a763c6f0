//! The solar calendar of Iran and Afghanistan: month names, and days made days of the common one.

use jiff::ToSpan as _;
use jiff::civil::Date;

/// Years in which a number is believed to be one of this calendar: 1990 to 2050. The lunar calendar
/// of other countries reached them before there was a web.
pub const YEARS: std::ops::RangeInclusive<u32> = 1369..=1429;

/// Month of a Persian, Dari or Pashto name, 1 to 12, however its yeh and kaf are written.
pub fn month(word: &str) -> Option<u8> {
    let word: String = word
        .chars()
        .map(|c| match c {
            'ي' => 'ی',
            'ك' => 'ک',
            other => other,
        })
        .collect();
    let at = MONTHS.iter().position(|names| names.contains(&word.as_str()))?;
    u8::try_from(at + 1).ok()
}

/// Names of each month: Persian, Dari, Pashto.
const MONTHS: [&[&str]; 12] = [
    &["فروردین", "حمل", "وری"],
    &["اردیبهشت", "ثور", "غویی"],
    &["خرداد", "جوزا", "غبرګولی"],
    &["تیر", "سرطان", "چنګاښ"],
    &["مرداد", "اسد", "زمری"],
    &["شهریور", "سنبله", "وږی"],
    &["مهر", "میزان", "تله"],
    &["آبان", "عقرب", "لړم"],
    &["آذر", "قوس", "لیندۍ"],
    &["دی", "جدی", "مرغومی"],
    &["بهمن", "دلو", "سلواغه"],
    &["اسفند", "حوت", "کب"],
];

/// The day of the common calendar. Leap years by the rule of 33 years, which holds for [`YEARS`].
pub fn day(year: u32, month: u32, day: u32) -> Option<Date> {
    /// 1 Farvardin 1399.
    const ANCHOR: Date = jiff::civil::date(2020, 3, 20);
    let leap = (25 * year + 11) % 33 < 8;
    let length = match month {
        1..=6 => 31,
        7..=11 => 30,
        12 if leap => 30,
        12 => 29,
        _ => return None,
    };
    if !YEARS.contains(&year) || !(1..=length).contains(&day) {
        return None;
    }
    let days = i64::from(number(year, month, day)) - i64::from(number(1399, 1, 1));
    ANCHOR.checked_add(days.days()).ok()
}

/// Days since the first year of the calendar.
fn number(year: u32, month: u32, day: u32) -> u32 {
    let months = if month <= 7 { 31 * (month - 1) } else { 30 * (month - 1) + 6 };
    365 * (year - 1) + (8 * year + 21) / 33 + months + day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_common_calendar() {
        let check = |year, month, number, expected: Option<&str>| {
            let found = day(year, month, number).map(|day| day.to_string());
            assert_eq!(found.as_deref(), expected, "{year}-{month}-{number}");
        };
        check(1403, 1, 1, Some("2024-03-20"));
        check(1400, 1, 1, Some("2021-03-21"));
        check(1375, 1, 1, Some("1996-03-20"));
        check(1399, 12, 30, Some("2021-03-20"));
        check(1401, 6, 25, Some("2022-09-16"));
        check(1400, 12, 30, None);
        check(1401, 13, 1, None);
        check(2019, 1, 1, None);
    }

    #[test]
    fn month_names_of_three_languages() {
        assert_eq!(month("تير"), Some(4));
        assert_eq!(month("سرطان"), Some(4));
        assert_eq!(month("کب"), Some(12));
        assert_eq!(month("يناير"), None);
    }
}
