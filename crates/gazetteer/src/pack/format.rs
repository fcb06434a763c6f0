//! The layout that reading and writing share.

use tidings_types::FeatureClass;

/// First bytes of every pack; the digit rises when old readers must refuse new packs.
pub const MAGIC: [u8; 8] = *b"TIDPACK1";

/// Bytes of the header: magic, checksum, number of sections, number of places.
pub const HEADER: usize = 24;

/// Bytes of one entry of the section table: kind, padding, offset, length.
pub const ENTRY: usize = 24;

/// Index that stands for "none" in columns of references.
pub const NONE: u32 = u32::MAX;

/// Kinds of sections. Readers pass over kinds that they do not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Section {
    /// The columns of places, one after the other, see [`Column`].
    Places = 1,
    /// Texts: a length byte and UTF-8 bytes each; columns refer to them by offset.
    Texts = 2,
    /// Three letters for each country.
    Countries = 3,
    /// Folded names to postings.
    Names = 4,
    /// Skeletons to postings.
    Skeletons = 5,
    /// Lists of postings: a count and that many entries.
    Postings = 6,
    /// Chains of places that follow each other along a river or road: a count and references each.
    Chains = 7,
}

/// Columns of the places section, in order of their widths, so that all are aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Millionths of a degree.
    Latitude,
    /// Millionths of a degree.
    Longitude,
    /// Inhabitants.
    Population,
    /// Offset of the preferred name.
    Name,
    /// The number of the id, or the offset of its text where the source is `own`.
    Number,
    /// Reference to the first-level division.
    Admin1,
    /// Reference to the second-level division.
    Admin2,
    /// Offset of the P-code.
    Pcode,
    /// Index into the countries.
    Country,
    /// Feature class.
    Class,
    /// Source in the low four bits, then flags.
    Flags,
}

/// Bytes of one place over all columns.
pub const PLACE_WIDTH: usize = 36;

impl Column {
    /// Bytes before this column and bytes of one value in it, for one place.
    pub const fn layout(self) -> (usize, usize) {
        match self {
            Self::Latitude => (0, 4),
            Self::Longitude => (4, 4),
            Self::Population => (8, 4),
            Self::Name => (12, 4),
            Self::Number => (16, 4),
            Self::Admin1 => (20, 4),
            Self::Admin2 => (24, 4),
            Self::Pcode => (28, 4),
            Self::Country => (32, 2),
            Self::Class => (34, 1),
            Self::Flags => (35, 1),
        }
    }
}

/// Flag of a country's capital.
pub const FLAG_CAPITAL: u8 = 0x10;

/// Bit of a posting: the name is the preferred one.
pub const POSTING_PREFERRED: u32 = 1;
/// Bit of a posting: the name was derived by dropping the article.
pub const POSTING_BARE: u32 = 2;

const CLASSES: [FeatureClass; 9] = [
    FeatureClass::Country,
    FeatureClass::Admin1,
    FeatureClass::Admin2,
    FeatureClass::Settlement,
    FeatureClass::Water,
    FeatureClass::Region,
    FeatureClass::Continent,
    FeatureClass::Site,
    FeatureClass::Terrain,
];

/// The byte of a feature class.
pub fn class_code(class: FeatureClass) -> u8 {
    CLASSES.iter().position(|other| *other == class).map_or(u8::MAX, |at| at as u8)
}

/// The feature class of a byte.
pub fn class_of(code: u8) -> Option<FeatureClass> {
    CLASSES.get(usize::from(code)).copied()
}

/// A checksum of 64 bits over words of eight bytes (FNV-1a's steps, four lanes for speed). It
/// guards against damage on disk, not against malice.
pub fn checksum(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    const SEED: u64 = 0xcbf2_9ce4_8422_2325;
    let mut lanes = [SEED, SEED ^ 1, SEED ^ 2, SEED ^ 3];
    let (blocks, rest) = bytes.as_chunks::<32>();
    for block in blocks {
        for (lane, word) in lanes.iter_mut().zip(block.as_chunks::<8>().0) {
            *lane = (*lane ^ u64::from_le_bytes(*word)).wrapping_mul(PRIME);
        }
    }
    let mut sum = lanes.iter().fold(SEED, |sum, lane| (sum ^ lane).wrapping_mul(PRIME));
    for byte in rest {
        sum = (sum ^ u64::from(*byte)).wrapping_mul(PRIME);
    }
    sum ^ bytes.len() as u64
}
