//! The language of a text: its script first, then the n-grams of its letters.

use tidings_types::Language;

use crate::ngrams::{Gain, Tally, table};
use crate::scripts::{CYRILLIC, LATIN, Script, is_left_out, script};

/// Letters below which a text in Latin or Cyrillic letters is too short to tell its language;
/// headlines alone were wrong too often.
const SHORTEST: usize = 40;

/// The same in scripts that write syllables or leave out vowels, and so say more in a letter.
const SHORTEST_OF_DENSE_SCRIPT: usize = 24;

/// The same where the script alone tells.
const SHORTEST_OF_OWN_SCRIPT: usize = 12;

/// Characters that are looked at: the answer settles within half a page of text.
const WINDOW: usize = 2000;

/// Share of the letters that one script must have: names in Latin letters stand in every text, but
/// a text that is one third another script is mixed.
const ONE_SCRIPT: f64 = 0.65;

/// Share of the n-grams of three and four letters that the language must have, in Latin letters,
/// where foreign tongues are met most: of 375 passages the least was .28, the median .56; tongues
/// that the table lacks lie between .1 and .5, lists of names about .3.
const AT_HOME: f64 = 0.25;

/// What a language that hardly any news is written in must be ahead of the others, in eighths of a
/// bit, where it is not declared.
const SELDOM: u32 = 200;
const SELDOM_WRITTEN: &[&str] = &["bho", "mai", "kg", "rn", "sg", "su", "jv", "la", "eo", "gn"];

/// Confidence below which the language is not told.
const TOLD: f32 = 0.6;

/// What the page's declaration is worth, in eighths of a bit: some twenty letters of text.
const DECLARED: u32 = 400;

/// Eighths of a bit between the best two that make an error ten times less likely. N-grams overlap,
/// so that each letter is counted several times.
const TENFOLD: f64 = 240.0;

/// Letters from which the two halves of a text are looked at apart, to tell what is mixed.
const WORTH_HALVING: usize = 600;

/// The language of `text`, with what the page declares (`lang`, such as `en-GB`) as prior. A text
/// that is too short, mixed, or in no language that is known gives `und`. Persian in the words of
/// Afghanistan (Dari) gives `fa-AF`.
pub fn language(text: &str, declared: Option<&str>) -> Language {
    let declared = declared.and_then(primary);
    let letters = Letters::of(text);
    let unknown = Language { code: "und".to_owned(), confidence: 0.0 };
    let Some((main, share)) = letters.main() else { return unknown };
    if share < ONE_SCRIPT {
        return unknown;
    }
    let least = match main {
        Script::Shared(LATIN | CYRILLIC) => SHORTEST,
        Script::Shared(_) => SHORTEST_OF_DENSE_SCRIPT,
        _ => SHORTEST_OF_OWN_SCRIPT,
    };
    if letters.count < least {
        return unknown;
    }
    let told = match main {
        Script::Own(code) => (code.to_owned(), share as f32),
        Script::Kana => ("ja".to_owned(), share as f32),
        Script::Han => ("zh".to_owned(), share as f32),
        Script::Shared(group) => match among(group, &letters, declared.as_deref()) {
            Some(told) => told,
            None => return unknown,
        },
    };
    Language { code: marked(told.0, text), confidence: told.1 }
}

/// The language among those of a group of scripts, with its confidence.
fn among(group: u8, letters: &Letters, declared: Option<&str>) -> Option<(String, f32)> {
    let words = letters.words(group);
    let (first, second) = words.split_at(words.len() / 2);
    let (first, second) = (tally(first), tally(second));
    let whole = first.with(&second);
    let (code, confidence) = best(group, &whole, declared)?;
    if letters.count >= WORTH_HALVING {
        let of = |half: &Tally| best(group, half, declared).map(|(code, _)| code);
        if let Some((first, second)) = of(&first).zip(of(&second))
            && !twins(&first, &second)
        {
            return None;
        }
    }
    Some((code, confidence))
}

fn tally(words: &[Vec<char>]) -> Tally {
    let mut tally = table().tally();
    words.iter().for_each(|word| table().count(word, &mut tally));
    tally
}

/// The language that gains most, if it is at home in it and far enough before the next.
fn best(group: u8, tally: &Tally, declared: Option<&str>) -> Option<(String, f32)> {
    let mut ranked: Vec<(u32, &str, Gain)> = table()
        .languages
        .iter()
        .zip(&tally.gains)
        .filter(|(entry, _)| entry.group == group)
        .map(|(entry, &gain)| (with_prior(gain.bits, &entry.code, declared), &*entry.code, gain))
        .collect();
    ranked.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(other.1)));
    let &(gain, code, of_best) = ranked.first()?;
    if group == LATIN && f64::from(of_best.long) < AT_HOME * f64::from(tally.long) {
        return None;
    }
    // Twins write all but the same: the next that is no twin says how sure the answer is.
    let code = code_of(code);
    let next = ranked.iter().find(|(_, other, _)| !twins(code, code_of(other)));
    let ahead = gain - next.map_or(0, |(other, _, _)| *other).min(gain);
    let confidence = (1.0 / (1.0 + 10_f64.powf(-f64::from(ahead) / TENFOLD))) as f32;
    (confidence >= TOLD).then(|| (code.to_owned(), confidence))
}

/// Gain with what is known before a letter is read.
fn with_prior(bits: u32, code: &str, declared: Option<&str>) -> u32 {
    match code_of(code) {
        code if declared == Some(code) => bits + DECLARED,
        code if SELDOM_WRITTEN.contains(&code) => bits.saturating_sub(SELDOM),
        _ => bits,
    }
}

/// The code without its script.
fn code_of(code: &str) -> &str {
    code.split('-').next().unwrap_or(code)
}

/// Languages that share nearly all their words; which of them a short text is in cannot be sure.
const TWINS: &[&[&str]] = &[
    &["hr", "bs", "sr"],
    &["nb", "nn", "da"],
    &["id", "ms"],
    &["rw", "rn"],
    &["zu", "xh"],
    &["hi", "mai", "bho"],
];

fn twins(one: &str, other: &str) -> bool {
    one == other || TWINS.iter().any(|group| group.contains(&one) && group.contains(&other))
}

/// Words of administration and daily life that Persian has in Afghanistan and not in Iran.
const OF_AFGHANISTAN: &[&str] = &[
    "ولسوالی",
    "ولسوال",
    "باشندگان",
    "قوماندان",
    "پوهنتون",
    "شفاخانه",
    "پولیس",
    "سرک",
    "سرک‌ها",
    "اردوی",
    "ولایت",
    "والی",
    "افغانی",
    "کانکور",
    "محصلان",
    "قریه‌ها",
    "درمسال",
    "بالای",
    "حوت",
];

/// Distinct words of Afghanistan that mark a text.
const MARKS: usize = 2;

fn marked(code: String, text: &str) -> String {
    let window: String = text.chars().take(WINDOW).collect();
    let has = |word: &&&str| {
        window.split(|c: char| !c.is_alphabetic() && c != '\u{200C}').any(|one| one == **word)
    };
    let dari = code == "fa" && OF_AFGHANISTAN.iter().filter(has).count() >= MARKS;
    if dari { "fa-AF".to_owned() } else { code }
}

/// The letters of the window, lower case, by word and script.
struct Letters {
    words: Vec<(Script, Vec<char>)>,
    count: usize,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters = Self { words: Vec::new(), count: 0 };
        let mut current: Option<Script> = None;
        let window = text.char_indices().nth(WINDOW).map_or(text, |(end, _)| &text[..end]);
        for c in window.chars().flat_map(char::to_lowercase).filter(|c| !is_left_out(*c)) {
            let found = script(c);
            match (found, current == found) {
                (None, _) => {}
                (Some(_), true) => {
                    if let Some((_, word)) = letters.words.last_mut() {
                        word.push(c);
                    }
                }
                (Some(script), false) => letters.words.push((script, vec![c])),
            }
            letters.count += usize::from(found.is_some());
            current = found;
        }
        letters
    }

    /// The script of most letters with its share of all. Kana among Chinese characters make both
    /// Japanese.
    fn main(&self) -> Option<(Script, f64)> {
        let mut counts: Vec<(Script, usize)> = Vec::new();
        for (script, word) in &self.words {
            match counts.iter_mut().find(|(one, _)| one == script) {
                Some((_, count)) => *count += word.len(),
                None => counts.push((*script, word.len())),
            }
        }
        let of = |script| counts.iter().find(|(one, _)| *one == script).map_or(0, |(_, n)| *n);
        let (han, kana) = (of(Script::Han), of(Script::Kana));
        /// Share of kana that a Japanese text always has; Chinese has none but in names.
        const JAPANESE: usize = 10;
        if kana * JAPANESE > han + kana {
            counts.push((Script::Kana, han + kana));
        }
        let main = counts.into_iter().max_by_key(|(_, count)| *count)?;
        Some((main.0, main.1 as f64 / self.count.max(1) as f64))
    }

    fn words(&self, group: u8) -> Vec<Vec<char>> {
        let of_group = |(script, _): &&(Script, Vec<char>)| *script == Script::Shared(group);
        self.words.iter().filter(of_group).map(|(_, word)| word.clone()).collect()
    }
}

/// "en-GB", "EN_us" → "en"; nothing that is not two or three letters. Old and long codes become
/// those that are given here.
fn primary(declared: &str) -> Option<String> {
    let code = declared.split(['-', '_', ',', ';', ' ']).next()?.trim().to_ascii_lowercase();
    let plausible = matches!(code.len(), 2 | 3) && code.bytes().all(|b| b.is_ascii_lowercase());
    let code = match code.as_str() {
        "no" => "nb",
        "iw" => "he",
        "in" => "id",
        "ji" => "yi",
        "fil" => "tl",
        "prs" | "pes" => "fa",
        "kmr" => "ku",
        "pbu" | "pus" => "ps",
        _ => &code,
    };
    (plausible && code != "und").then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_has_an_answer(
            text in "(\\PC|[a-zA-Z ]|[а-яі]|[ا-ي]|[ሀ-ፐ]|[ก-๎]|[一-龥]){0,300}",
            declared in "[a-zA-Z-]{0,5}",
        ) {
            let told = language(&text, Some(&declared));
            prop_assert!(told.code.len() >= 2 && (0.0..=1.0).contains(&told.confidence));
            prop_assert_eq!(told, language(&text, Some(&declared)));
        }
    }

    fn check(text: &str, declared: Option<&str>, code: &str) {
        assert_eq!(language(text, declared).code, code, "{text}");
    }

    const ENGLISH: &str =
        "Troops entered the town on Tuesday after days of heavy shelling, residents said.";
    const FRENCH: &str =
        "Les troupes sont entrées dans la ville mardi après plusieurs jours de bombardements.";

    #[test]
    fn whole_texts_tell_their_language() {
        check(ENGLISH, None, "en");
        check(&ENGLISH.to_uppercase(), None, "en");
        check(ENGLISH, Some("fr"), "en");
        check(
            "Уночі російські війська обстріляли місто, унаслідок чого загинули двоє людей і ще п'ятеро поранені.",
            None,
            "uk",
        );
        check(
            "قالت مصادر محلية إن القوات دخلت المدينة صباح الثلاثاء بعد أيام من القصف العنيف عليها.",
            Some("en"),
            "ar",
        );
        check(FRENCH, Some("fr-FR"), "fr");
        check("საქართველოს მთავრობამ დღეს განაცხადა", None, "ka");
        check("Η κυβέρνηση ανακοίνωσε σήμερα νέα μέτρα", None, "el");
        check("정부는 오늘 새로운 조치를 발표했다", None, "ko");
    }

    #[test]
    fn short_mixed_and_foreign_texts_tell_nothing() {
        check("Town falls", Some("en"), "und");
        check("", None, "und");
        check("1234 5678 !!! — 99", None, "und");
        check(
            "Troops entered the town on Tuesday, residents said. قالت مصادر محلية إن القوات دخلت المدينة",
            None,
            "und",
        );
        check(&format!("{} {}", ENGLISH.repeat(10), FRENCH.repeat(10)), None, "und");
        check(
            "xq zvw kjq wwzx qqpk zxcv bnmq wrtp lkjh gfds qwxz vbnm kqzj xwvq zzkq",
            None,
            "und",
        );
    }

    #[test]
    fn the_declaration_settles_twins() {
        let croatian = "Na cesti prema gradu stoji kolona kamiona koja čeka dozvolu za prolaz.";
        check(croatian, Some("hr"), "hr");
        check(croatian, Some("bs-BA"), "bs");
        let norwegian = "Regjeringen sier at veien til byen er stengt etter kampene i natt.";
        check(norwegian, Some("no"), "nb");
    }

    #[test]
    fn persian_of_afghanistan_is_marked() {
        check(
            "باشندگان ولسوالی غوربند از حکومت می‌خواهند که سرک‌ها را دوباره باز کند.",
            None,
            "fa-AF",
        );
        check("سخنگوی ارتش شلیک سربازان به سوی غیرنظامیان را در این شهر تکذیب کرد.", None, "fa");
    }
}
