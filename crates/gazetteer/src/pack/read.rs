//! Reading packs: every access is checked, a damaged file is an error and never a panic.

use std::{ops::Range, path::Path, sync::Arc};

use tidings_types::{CountryCode, FeatureClass, Place, PlaceId, Point};

use super::format::{
    Column, ENTRY, FLAG_CAPITAL, HEADER, MAGIC, NONE, PLACE_WIDTH, POSTING_BARE, POSTING_PREFERRED,
    Section, checksum, class_of,
};

/// Why a pack cannot be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PackError {
    /// The file cannot be read.
    #[error("cannot read the pack: {0}")]
    Io(#[from] std::io::Error),
    /// It is something else.
    #[error("not a gazetteer pack, or one of another version")]
    NotAPack,
    /// Its bytes are not those that were written.
    #[error("the pack is damaged: {0}")]
    Damaged(&'static str),
    /// Its name index cannot be opened.
    #[error("the pack's name index is damaged: {0}")]
    Index(#[from] fst::Error),
}

/// Inhabitants of a settlement whose number is not known. An assumption, near the middle of those
/// whose number is: with 0 a village that nobody counted would lose against every namesake.
const UNKNOWN_POPULATION: f32 = 2000.0;

/// A posting of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameHit {
    /// Index of the place in its pack.
    pub place: u32,
    /// Whether the name is the preferred one.
    pub preferred: bool,
    /// Whether the key lacks the article of the full name.
    pub bare: bool,
}

impl NameHit {
    fn of(entry: u32) -> Self {
        Self {
            place: entry >> 2,
            preferred: entry & POSTING_PREFERRED != 0,
            bare: entry & POSTING_BARE != 0,
        }
    }
}

/// An open pack.
pub struct Pack {
    bytes: Bytes,
    count: usize,
    places: Range<usize>,
    texts: Range<usize>,
    countries: Range<usize>,
    postings: Range<usize>,
    names: fst::Map<Bytes>,
    skeletons: fst::Map<Bytes>,
    chains: Vec<Vec<u32>>,
}

impl std::fmt::Debug for Pack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pack").field("places", &self.count).finish_non_exhaustive()
    }
}

impl Pack {
    /// Opens a pack that is part of the program: its checksum is not computed.
    ///
    /// # Errors
    /// When the bytes are no pack.
    pub fn from_static(bytes: &'static [u8]) -> Result<Self, PackError> {
        Self::open_bytes(Bytes::whole(Store::Static(bytes)))
    }

    /// Opens a pack in memory and checks its checksum.
    ///
    /// # Errors
    /// When the bytes are no pack, or a damaged one.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, PackError> {
        Self::open_checked(Bytes::whole(Store::Owned(bytes)))
    }

    /// Maps a pack file into memory and checks its checksum.
    ///
    /// # Errors
    /// When the file cannot be read, is no pack, or a damaged one.
    pub fn open(path: &Path) -> Result<Self, PackError> {
        let file = std::fs::File::open(path)?;
        // SAFETY: the map is only read, and every read is checked against its length. A file cut
        // short by someone else while it is open would end the process; packs are written to
        // another name and renamed, never changed in place.
        let map = unsafe { memmap2::Mmap::map(&file)? };
        Self::open_checked(Bytes::whole(Store::Mapped(map)))
    }

    fn open_checked(bytes: Bytes) -> Result<Self, PackError> {
        let all = bytes.as_ref();
        if !all.starts_with(&MAGIC) {
            return Err(PackError::NotAPack);
        }
        let stated = all.get(8..16).and_then(|sum| sum.try_into().ok()).map(u64::from_le_bytes);
        if stated != all.get(HEADER..).map(checksum) {
            return Err(PackError::Damaged("its checksum does not agree"));
        }
        Self::open_bytes(bytes)
    }

    fn open_bytes(bytes: Bytes) -> Result<Self, PackError> {
        let all = bytes.as_ref();
        if !all.starts_with(&MAGIC) {
            return Err(PackError::NotAPack);
        }
        let count = u32_at(all, 20).ok_or(PackError::Damaged("it ends early"))? as usize;
        let section = |kind| section_range(all, kind);
        let places = section(Section::Places)?;
        if places.len() / PLACE_WIDTH != count {
            return Err(PackError::Damaged("its number of places does not agree"));
        }
        let chains = read_chains(all.get(section(Section::Chains)?).unwrap_or_default());
        Ok(Self {
            count,
            places,
            texts: section(Section::Texts)?,
            countries: section(Section::Countries)?,
            postings: section(Section::Postings)?,
            names: fst::Map::new(bytes.part(section(Section::Names)?))?,
            skeletons: fst::Map::new(bytes.part(section(Section::Skeletons)?))?,
            chains,
            bytes,
        })
    }

    /// How many places it holds.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether it holds no place.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Bytes of the whole pack, unpacked.
    pub fn size(&self) -> usize {
        self.bytes.as_ref().len()
    }

    /// How many folded names lead to its places.
    pub fn name_count(&self) -> usize {
        self.names.len()
    }

    /// How many places have ids of GeoNames, of Who's On First, and of others' own.
    pub fn origins(&self) -> [usize; 3] {
        let mut counts = [0; 3];
        for index in 0..self.count as u32 {
            let source = self.byte(Column::Flags, index).map(|flags| usize::from(flags & 0x0f));
            if let Some(count) = source.and_then(|source| counts.get_mut(source)) {
                *count += 1;
            }
        }
        counts
    }

    /// The countries of its places.
    pub fn countries(&self) -> Vec<CountryCode> {
        let (codes, _) = self.section(&self.countries).as_chunks::<3>();
        let letters = codes.iter().filter_map(|code| std::str::from_utf8(code).ok());
        letters.filter_map(CountryCode::new).collect()
    }

    /// Places of a folded name.
    pub fn names(&self, key: &str) -> Vec<NameHit> {
        self.names.get(key).map(|value| self.hits(value)).unwrap_or_default()
    }

    /// Whether it holds a folded name.
    pub fn has_name(&self, key: &str) -> bool {
        self.names.contains_key(key)
    }

    /// Places of a skeleton.
    pub fn skeletons(&self, key: &str) -> Vec<NameHit> {
        self.skeletons.get(key).map(|value| self.hits(value)).unwrap_or_default()
    }

    /// Chains of places that follow each other.
    pub fn chains(&self) -> &[Vec<u32>] {
        &self.chains
    }

    /// Everything about a place, or `None` where the index is out of range or the record broken.
    pub fn place(&self, index: u32) -> Option<Place> {
        Some(Place {
            id: self.id(index)?,
            name: self.name(index)?.to_owned(),
            point: self.point(index)?,
            class: self.class(index)?,
            country: self.country(index),
            admin1: self.reference(Column::Admin1, index).and_then(|at| self.owned_name(at)),
            admin2: self.reference(Column::Admin2, index).and_then(|at| self.owned_name(at)),
            population: u64::from(self.population(index)),
        })
    }

    /// Id of a place.
    pub fn id(&self, index: u32) -> Option<PlaceId> {
        let number = self.number(Column::Number, index)?;
        let id = match self.byte(Column::Flags, index)? & 0x0f {
            0 => format!("gn:{number}"),
            1 => format!("wof:{number}"),
            2 => format!("own:{}", self.text(number)?),
            _ => return None,
        };
        Some(PlaceId(id))
    }

    /// GeoNames id of a place, if that is whose number it has.
    pub fn geonames_id(&self, index: u32) -> Option<u32> {
        let geonames = self.byte(Column::Flags, index)? & 0x0f == 0;
        geonames.then(|| self.number(Column::Number, index)).flatten()
    }

    /// Preferred name of a place.
    pub fn name(&self, index: u32) -> Option<&str> {
        self.text(self.number(Column::Name, index)?)
    }

    /// Position of a place.
    pub fn point(&self, index: u32) -> Option<Point> {
        let degrees =
            |column| self.number(column, index).map(|value| f64::from(value as i32) / 1e6);
        Some(Point { lat: degrees(Column::Latitude)?, lon: degrees(Column::Longitude)? })
    }

    /// Feature class of a place.
    pub fn class(&self, index: u32) -> Option<FeatureClass> {
        class_of(self.byte(Column::Class, index)?)
    }

    /// Country of a place.
    pub fn country(&self, index: u32) -> Option<CountryCode> {
        let bytes = self.cell(Column::Country, index)?;
        let at = usize::from(u16::from_le_bytes(bytes.try_into().ok()?)) * 3;
        let letters = self.section(&self.countries).get(at..at + 3)?;
        CountryCode::new(std::str::from_utf8(letters).ok()?)
    }

    /// Inhabitants of a place, 0 when not known.
    pub fn population(&self, index: u32) -> u32 {
        self.number(Column::Population, index).unwrap_or(0)
    }

    /// log₁₀ of a place's inhabitants + 1. A settlement whose number is not known counts as one of
    /// [`UNKNOWN_POPULATION`]: villages are most often those that nobody counted.
    pub fn log_population(&self, index: u32) -> f32 {
        let unknown = self.class(index) == Some(FeatureClass::Settlement);
        match self.population(index) {
            0 if unknown => UNKNOWN_POPULATION.log10(),
            known => (known as f32 + 1.0).log10(),
        }
    }

    /// Whether a place is a country's capital.
    pub fn is_capital(&self, index: u32) -> bool {
        self.byte(Column::Flags, index).is_some_and(|flags| flags & FLAG_CAPITAL != 0)
    }

    /// P-code of a place.
    pub fn pcode(&self, index: u32) -> Option<&str> {
        self.reference(Column::Pcode, index).and_then(|offset| self.text(offset))
    }

    /// First-level division of a place, as an index into this pack.
    pub fn admin1(&self, index: u32) -> Option<u32> {
        self.reference(Column::Admin1, index)
    }

    /// Second-level division of a place, as an index into this pack.
    pub fn admin2(&self, index: u32) -> Option<u32> {
        self.reference(Column::Admin2, index)
    }

    fn owned_name(&self, index: u32) -> Option<String> {
        self.name(index).map(str::to_owned)
    }

    fn hits(&self, value: u64) -> Vec<NameHit> {
        if value & 1 == 1 {
            return vec![NameHit::of((value >> 1) as u32)];
        }
        let postings = self.section(&self.postings);
        let start = (value >> 1) as usize;
        let count = u32_at(postings, start).unwrap_or(0) as usize;
        let list = postings.get(start.saturating_add(4)..).unwrap_or_default();
        let (entries, _) = list.as_chunks::<4>();
        entries.iter().take(count).map(|entry| NameHit::of(u32::from_le_bytes(*entry))).collect()
    }

    fn reference(&self, column: Column, index: u32) -> Option<u32> {
        self.number(column, index).filter(|value| *value != NONE)
    }

    fn number(&self, column: Column, index: u32) -> Option<u32> {
        self.cell(column, index)?.try_into().ok().map(u32::from_le_bytes)
    }

    fn byte(&self, column: Column, index: u32) -> Option<u8> {
        self.cell(column, index)?.first().copied()
    }

    fn cell(&self, column: Column, index: u32) -> Option<&[u8]> {
        let index = index as usize;
        if index >= self.count {
            return None;
        }
        let (before, width) = column.layout();
        let start = before * self.count + width * index;
        self.section(&self.places).get(start..start + width)
    }

    fn text(&self, offset: u32) -> Option<&str> {
        let texts = self.section(&self.texts);
        let start = offset as usize;
        let length = usize::from(*texts.get(start)?);
        std::str::from_utf8(texts.get(start + 1..start + 1 + length)?).ok()
    }

    fn section(&self, range: &Range<usize>) -> &[u8] {
        self.bytes.as_ref().get(range.clone()).unwrap_or_default()
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at.checked_add(8)?)?.try_into().ok().map(u64::from_le_bytes)
}

/// Where a section lies, from the table.
fn section_range(all: &[u8], kind: Section) -> Result<Range<usize>, PackError> {
    let damaged = || PackError::Damaged("a section is missing or lies outside the file");
    let count = u32_at(all, 16).ok_or_else(damaged)? as usize;
    let entry = (0..count.min(64))
        .map(|at| HEADER + at * ENTRY)
        .find(|at| u32_at(all, *at) == Some(kind as u32))
        .ok_or_else(damaged)?;
    let start = u64_at(all, entry + 8).ok_or_else(damaged)? as usize;
    let length = u64_at(all, entry + 16).ok_or_else(damaged)? as usize;
    let end = start.checked_add(length).filter(|end| *end <= all.len()).ok_or_else(damaged)?;
    Ok(start..end)
}

fn read_chains(bytes: &[u8]) -> Vec<Vec<u32>> {
    let mut numbers = bytes.as_chunks::<4>().0.iter().map(|number| u32::from_le_bytes(*number));
    let mut chains = Vec::new();
    while let Some(count) = numbers.next() {
        chains.push(numbers.by_ref().take(count as usize).collect());
    }
    chains
}

/// Where a pack's bytes are kept.
enum Store {
    Static(&'static [u8]),
    Owned(Vec<u8>),
    Mapped(memmap2::Mmap),
}

/// A part of a pack's bytes that keeps them alive.
#[derive(Clone)]
struct Bytes {
    store: Arc<Store>,
    range: Range<usize>,
}

impl Bytes {
    fn whole(store: Store) -> Self {
        let store = Arc::new(store);
        let length = store.bytes().len();
        Self { store, range: 0..length }
    }

    fn part(&self, range: Range<usize>) -> Self {
        Self { store: Arc::clone(&self.store), range }
    }
}

impl Store {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Owned(bytes) => bytes,
            Self::Mapped(map) => map,
        }
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        self.store.bytes().get(self.range.clone()).unwrap_or_default()
    }
}
