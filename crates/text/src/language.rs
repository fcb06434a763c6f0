//! The language of a text.

use tidings_types::Language;
use whatlang::Lang;

/// Letters below which a text is too short to tell its language. Trigram statistics need a few
/// sentences; headlines alone were wrong too often.
const SHORTEST: usize = 60;

/// Characters that are looked at: the answer settles within a page of text.
const WINDOW: usize = 4000;

/// Confidence below which the page's own declaration is believed instead of the detector.
const BELIEVED: f64 = 0.5;

/// The language of `text`, with what the page declares (`lang`, such as `en-GB`) as prior. A text
/// that is too short gives `und`.
pub fn language(text: &str, declared: Option<&str>) -> Language {
    let window: String = text.chars().take(WINDOW).collect();
    let letters = window.chars().filter(|c| c.is_alphabetic()).count();
    let declared = declared.and_then(primary);
    let unknown = Language { code: "und".to_owned(), confidence: 0.0 };
    if letters < SHORTEST {
        return unknown;
    }
    // All-upper-case wire text has no trigrams in common with the models.
    let Some(info) = whatlang::detect(&window.to_lowercase()) else {
        return declared.map_or(unknown, |code| Language { code, confidence: 0.5 });
    };
    let code = two_letters(info.lang()).to_owned();
    match declared {
        Some(declared) if declared == code => {
            Language { code, confidence: info.confidence().max(0.9) as f32 }
        }
        Some(declared) if info.confidence() < BELIEVED && same_script(&declared, info.script()) => {
            Language { code: declared, confidence: BELIEVED as f32 }
        }
        _ => Language { code, confidence: info.confidence() as f32 },
    }
}

/// "en-GB", "EN_us" → "en"; nothing that is not two or three letters.
fn primary(declared: &str) -> Option<String> {
    let code = declared.split(['-', '_', ',', ';', ' ']).next()?.trim().to_ascii_lowercase();
    let plausible = matches!(code.len(), 2 | 3) && code.bytes().all(|b| b.is_ascii_lowercase());
    (plausible && code != "und").then_some(code)
}

/// Whether a declared language can be written in the script that was seen: a page shell in English
/// around an Arabic text declares nothing about the text.
fn same_script(declared: &str, script: whatlang::Script) -> bool {
    let expected = match declared {
        "ar" | "fa" | "ur" | "ps" | "ku" | "ckb" | "sd" | "ug" | "prs" => whatlang::Script::Arabic,
        "ru" | "uk" | "be" | "bg" | "sr" | "mk" | "kk" | "ky" | "tg" | "mn" => {
            whatlang::Script::Cyrillic
        }
        "el" => whatlang::Script::Greek,
        "he" | "yi" => whatlang::Script::Hebrew,
        "am" | "ti" => whatlang::Script::Ethiopic,
        "my" => whatlang::Script::Myanmar,
        "hi" | "mr" | "ne" => whatlang::Script::Devanagari,
        "zh" => whatlang::Script::Mandarin,
        "ja" | "ko" | "th" | "bn" | "ka" | "hy" | "km" | "ta" | "te" => return false,
        _ => whatlang::Script::Latin,
    };
    expected == script
}

/// ISO 639-1 code where there is one.
fn two_letters(lang: Lang) -> &'static str {
    match lang {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, declared: Option<&str>, code: &str) {
        assert_eq!(language(text, declared).code, code, "{text}");
    }

    #[test]
    fn whole_texts_tell_their_language() {
        check(
            "Troops entered the town on Tuesday after days of heavy shelling, residents said.",
            None,
            "en",
        );
        check(
            "TROOPS ENTERED THE TOWN ON TUESDAY AFTER DAYS OF HEAVY SHELLING, RESIDENTS SAID.",
            None,
            "en",
        );
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
        check(
            "Les troupes sont entrées dans la ville mardi après plusieurs jours de bombardements.",
            Some("fr-FR"),
            "fr",
        );
    }

    #[test]
    fn a_short_text_tells_nothing() {
        check("Town falls", Some("en"), "und");
        check("", None, "und");
    }
}
