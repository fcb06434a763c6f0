//! Scripts: which letters belong together, and which language a script alone tells.

/// A script, or a group of letters that languages share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Script {
    /// Statistics decide between its languages; the number is that of the table.
    Shared(u8),
    /// One language that is written in it, by its code.
    Own(&'static str),
    /// Chinese characters: Chinese, or Japanese where kana stand among them.
    Han,
    /// Hiragana and katakana.
    Kana,
}

/// Group numbers of the table of n-grams, as `training/language/build.py` writes them.
pub const LATIN: u8 = 0;
pub const CYRILLIC: u8 = 1;
const ARABIC: u8 = 2;
const ETHIOPIC: u8 = 3;
const DEVANAGARI: u8 = 4;
const BENGALI: u8 = 5;
const HEBREW: u8 = 6;

/// Blocks of letters, by first and last character, in order.
const BLOCKS: &[(u32, u32, Script)] = &[
    (0x41, 0x5A, Script::Shared(LATIN)),
    (0x61, 0x7A, Script::Shared(LATIN)),
    (0xAA, 0x2AF, Script::Shared(LATIN)),
    (0x370, 0x3FF, Script::Own("el")),
    (0x400, 0x52F, Script::Shared(CYRILLIC)),
    (0x531, 0x58F, Script::Own("hy")),
    (0x5D0, 0x5F2, Script::Shared(HEBREW)),
    (0x620, 0x6FF, Script::Shared(ARABIC)),
    (0x750, 0x77F, Script::Shared(ARABIC)),
    (0x780, 0x7BF, Script::Own("dv")),
    (0x900, 0x963, Script::Shared(DEVANAGARI)),
    (0x980, 0x9F1, Script::Shared(BENGALI)),
    (0xA00, 0xA7F, Script::Own("pa")),
    (0xA80, 0xAFF, Script::Own("gu")),
    (0xB00, 0xB7F, Script::Own("or")),
    (0xB80, 0xBFF, Script::Own("ta")),
    (0xC00, 0xC7F, Script::Own("te")),
    (0xC80, 0xCFF, Script::Own("kn")),
    (0xD00, 0xD7F, Script::Own("ml")),
    (0xD80, 0xDFF, Script::Own("si")),
    (0xE00, 0xE7F, Script::Own("th")),
    (0xE80, 0xEFF, Script::Own("lo")),
    (0xF00, 0xFFF, Script::Own("bo")),
    (0x1000, 0x109F, Script::Own("my")),
    (0x10A0, 0x10FF, Script::Own("ka")),
    (0x1100, 0x11FF, Script::Own("ko")),
    (0x1200, 0x139F, Script::Shared(ETHIOPIC)),
    (0x1780, 0x17FF, Script::Own("km")),
    (0x1C90, 0x1CBF, Script::Own("ka")),
    (0x1E00, 0x1EFF, Script::Shared(LATIN)),
    (0x1F00, 0x1FFF, Script::Own("el")),
    (0x3041, 0x30FF, Script::Kana),
    (0x3400, 0x9FFF, Script::Han),
    (0xAC00, 0xD7AF, Script::Own("ko")),
    (0xFB50, 0xFDFB, Script::Shared(ARABIC)),
    (0xFE70, 0xFEFC, Script::Shared(ARABIC)),
];

/// The script of a letter; `None` for what is no letter or of a script that is not known here.
pub fn script(c: char) -> Option<Script> {
    // Vowel signs are letters of a word in the scripts of India though not to `is_alphabetic`.
    let joins = matches!(c, '\u{93C}' | '\u{94D}' | '\u{9BC}' | '\u{9CD}');
    if !c.is_alphabetic() && !joins {
        return None;
    }
    let code = u32::from(c);
    let at = BLOCKS.partition_point(|(_, last, _)| *last < code);
    BLOCKS.get(at).filter(|(first, _, _)| *first <= code).map(|(_, _, script)| *script)
}

/// Marks that are written or left out at will: accents that stand apart, short vowels of Arabic,
/// the stretched stroke, joiners.
pub fn is_left_out(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{652}' | '\u{640}' | '\u{200C}' | '\u{200D}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_their_script() {
        let check = |c, expected| assert_eq!(script(c), expected, "{c}");
        check('a', Some(Script::Shared(LATIN)));
        check('ợ', Some(Script::Shared(LATIN)));
        check('ї', Some(Script::Shared(CYRILLIC)));
        check('ڕ', Some(Script::Shared(ARABIC)));
        check('ሀ', Some(Script::Shared(ETHIOPIC)));
        check('န', Some(Script::Own("my")));
        check('ი', Some(Script::Own("ka")));
        check('ひ', Some(Script::Kana));
        check('政', Some(Script::Han));
        check('한', Some(Script::Own("ko")));
        check('7', None);
        check('،', None);
        check('Ꭰ', None);
        assert!(BLOCKS.windows(2).all(|pair| pair[0].1 < pair[1].0));
    }
}
