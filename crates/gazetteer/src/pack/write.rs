//! Writing packs: the same rows give the same bytes.

use std::{collections::HashMap, mem::take};

use tidings_types::{CountryCode, FeatureClass, Point};

use super::format::{
    Column, ENTRY, FLAG_CAPITAL, HEADER, MAGIC, NONE, PLACE_WIDTH, POSTING_BARE, POSTING_PREFERRED,
    Section, checksum, class_code,
};
use crate::{
    fold::{bare, fold, skeleton},
    sound::filed,
};

/// Whose number a place's id is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// GeoNames: `gn:163342`.
    GeoNames(u32),
    /// Who's On First: `wof:101752471`.
    WhosOnFirst(u32),
    /// Any other: `own:…`.
    Own(String),
}

impl Source {
    /// Reads `gn:…`, `wof:…` or `own:…`.
    pub fn parse(id: &str) -> Option<Self> {
        let (source, number) = id.split_once(':')?;
        match source {
            "gn" => number.parse().ok().map(Self::GeoNames),
            "wof" => number.parse().ok().map(Self::WhosOnFirst),
            "own" if !number.is_empty() => Some(Self::Own(number.to_owned())),
            _ => None,
        }
    }
}

/// A place as importers hand it over.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Id; two rows of the same id are one place.
    pub id: Source,
    /// Preferred name.
    pub name: String,
    /// Other names, in any script; may repeat the preferred one.
    pub aliases: Vec<String>,
    /// Where it is.
    pub point: Point,
    /// What it is.
    pub class: FeatureClass,
    /// Country.
    pub country: Option<CountryCode>,
    /// Id of the first-level division.
    pub admin1: Option<Source>,
    /// Id of the second-level division.
    pub admin2: Option<Source>,
    /// Inhabitants, 0 when not known.
    pub population: u32,
    /// Whether it is a country's capital.
    pub capital: bool,
    /// OCHA P-code.
    pub pcode: Option<String>,
}

/// Countries whose place names reach reports in many transliterations; the loose keys are kept
/// for their places alone, so that "Masen" never becomes a town of Iowa.
const TRANSLITERATED: &str = "AFG ARE ARM AZE BGD BHR BLR COM DJI DZA EGY ERI ESH ETH GEO IRN IRQ \
    ISR JOR KAZ KGZ KWT LBN LBY MAR MDV MKD MLI MMR MNE MRT NER NGA NPL OMN PAK PSE QAT RUS SAU \
    SDN SOM SRB SSD SYR TCD TJK TKM TUN TUR UKR UZB XKX YEM";

/// Places whose numbers fit into a posting.
const MOST_PLACES: usize = 1 << 30;

fn too_large(what: &str) -> fst::Error {
    std::io::Error::new(std::io::ErrorKind::InvalidInput, format!("a pack cannot hold {what}"))
        .into()
}

/// Collects rows and writes them as a pack.
#[derive(Debug, Default)]
pub struct PackBuilder {
    rows: Vec<Row>,
    chains: Vec<Vec<Source>>,
    by_sound: bool,
}

impl PackBuilder {
    /// Takes a place. A second row of the same id gives its names to the first.
    pub fn add(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// Takes places that follow each other along a river or road; ids without a row are left out.
    pub fn add_chain(&mut self, chain: Vec<Source>) {
        self.chains.push(chain);
    }

    /// Files names by the sounds of imported packs, see [`crate::sound`], besides the skeletons.
    pub(crate) fn by_sound(mut self) -> Self {
        self.by_sound = true;
        self
    }

    /// How many rows were taken.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no row was taken.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The pack's bytes.
    ///
    /// # Errors
    /// When the name index cannot be built, or there are more than 2³⁰ places or 4 GiB of names.
    pub fn finish(mut self) -> Result<Vec<u8>, fst::Error> {
        self.merge_same_ids();
        if self.rows.len() > MOST_PLACES {
            return Err(too_large(&format!("more than {MOST_PLACES} places")));
        }
        let names = Index::build(&self.rows, self.by_sound)?;
        let mut tables = Tables::new(&self.rows);
        let places = tables.places(&self.rows);
        if u32::try_from(tables.texts.len()).is_err() {
            return Err(too_large("more than 4 GiB of names"));
        }
        let chains = self.chain_bytes(&tables.places_by_id);
        Ok(assemble(
            self.rows.len(),
            &[
                (Section::Places, places),
                (Section::Texts, tables.texts),
                (Section::Countries, tables.countries.concat().into_bytes()),
                (Section::Names, names.names),
                (Section::Skeletons, names.skeletons),
                (Section::Postings, names.postings),
                (Section::Chains, chains),
            ],
        ))
    }

    /// Orders rows by country, division and id, and joins rows of one id.
    fn merge_same_ids(&mut self) {
        join_same_ids(&mut self.rows);
        self.rows.sort_unstable_by(|a, b| {
            (a.country, &a.admin1, &a.id).cmp(&(b.country, &b.admin1, &b.id))
        });
    }

    fn chain_bytes(&self, places: &HashMap<&Source, u32>) -> Vec<u8> {
        let mut bytes = Vec::new();
        for chain in &self.chains {
            let known: Vec<u32> = chain.iter().filter_map(|id| places.get(id).copied()).collect();
            push_u32(&mut bytes, known.len() as u32);
            known.iter().for_each(|place| push_u32(&mut bytes, *place));
        }
        bytes
    }
}

/// Orders rows by id and joins those of one id; of two the first is kept. In place: an import may
/// have ten million.
pub(crate) fn join_same_ids(rows: &mut Vec<Row>) {
    rows.sort_by(|a, b| a.id.cmp(&b.id));
    rows.dedup_by(|twin, first| {
        let same = twin.id == first.id;
        if same {
            absorb(first, twin);
        }
        same
    });
}

/// Gives the names and what else `first` lacks of `twin` to it.
pub(crate) fn absorb(first: &mut Row, twin: &mut Row) {
    first.aliases.push(take(&mut twin.name));
    first.aliases.append(&mut twin.aliases);
    first.population = first.population.max(twin.population);
    first.capital |= twin.capital;
    first.admin1 = first.admin1.take().or(twin.admin1.take());
    first.admin2 = first.admin2.take().or(twin.admin2.take());
    first.pcode = first.pcode.take().or(twin.pcode.take());
}

fn push_u32(bytes: &mut Vec<u8>, value: u32) {
    bytes.extend_from_slice(&value.to_le_bytes());
}

/// Header, table and sections as one file.
fn assemble(places: usize, sections: &[(Section, Vec<u8>)]) -> Vec<u8> {
    let mut body = Vec::new();
    let start = HEADER + ENTRY * sections.len();
    let mut table = Vec::new();
    for (kind, bytes) in sections {
        while !(start + body.len()).is_multiple_of(8) {
            body.push(0);
        }
        push_u32(&mut table, *kind as u32);
        push_u32(&mut table, 0);
        table.extend_from_slice(&((start + body.len()) as u64).to_le_bytes());
        table.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        body.extend_from_slice(bytes);
    }
    table.extend(body);
    let mut file = Vec::with_capacity(HEADER + table.len());
    file.extend_from_slice(&MAGIC);
    file.extend_from_slice(&checksum(&table).to_le_bytes());
    push_u32(&mut file, sections.len() as u32);
    push_u32(&mut file, places as u32);
    file.extend(table);
    file
}

/// Texts, countries and references between places.
struct Tables<'a> {
    texts: Vec<u8>,
    offsets: HashMap<&'a str, u32>,
    countries: Vec<String>,
    places_by_id: HashMap<&'a Source, u32>,
}

impl<'a> Tables<'a> {
    fn new(rows: &'a [Row]) -> Self {
        let mut countries: Vec<String> =
            rows.iter().filter_map(|row| row.country).map(|code| code.to_string()).collect();
        countries.sort();
        countries.dedup();
        let places_by_id = rows.iter().enumerate().map(|(at, row)| (&row.id, at as u32)).collect();
        Self { texts: Vec::new(), offsets: HashMap::new(), countries, places_by_id }
    }

    /// Offset of a text, cut to 255 bytes.
    fn text(&mut self, text: &'a str) -> u32 {
        let cut = text.floor_char_boundary(255);
        let text = &text[..cut];
        if let Some(offset) = self.offsets.get(text) {
            return *offset;
        }
        let offset = self.texts.len() as u32;
        self.texts.push(text.len() as u8);
        self.texts.extend_from_slice(text.as_bytes());
        self.offsets.insert(text, offset);
        offset
    }

    fn place(&self, id: Option<&Source>) -> u32 {
        id.and_then(|id| self.places_by_id.get(id)).copied().unwrap_or(NONE)
    }

    fn places(&mut self, rows: &'a [Row]) -> Vec<u8> {
        let mut bytes = vec![0; rows.len() * PLACE_WIDTH];
        for (at, row) in rows.iter().enumerate() {
            self.put_row(&mut bytes, rows.len(), at, row);
        }
        bytes
    }

    fn put_row(&mut self, bytes: &mut [u8], count: usize, at: usize, row: &'a Row) {
        let mut put = |column: Column, value: &[u8]| {
            let (before, width) = column.layout();
            let start = before * count + width * at;
            bytes[start..start + width].copy_from_slice(&value[..width]);
        };
        let (source, number) = match &row.id {
            Source::GeoNames(number) => (0, *number),
            Source::WhosOnFirst(number) => (1, *number),
            Source::Own(text) => (2, self.text(text)),
        };
        put(Column::Latitude, &millionths(row.point.lat).to_le_bytes());
        put(Column::Longitude, &millionths(row.point.lon).to_le_bytes());
        put(Column::Population, &row.population.to_le_bytes());
        put(Column::Name, &self.text(&row.name).to_le_bytes());
        put(Column::Number, &number.to_le_bytes());
        put(Column::Admin1, &self.place(row.admin1.as_ref()).to_le_bytes());
        put(Column::Admin2, &self.place(row.admin2.as_ref()).to_le_bytes());
        let pcode = row.pcode.as_deref().map_or(NONE, |code| self.text(code));
        put(Column::Pcode, &pcode.to_le_bytes());
        put(Column::Country, &self.country(row.country).to_le_bytes());
        put(Column::Class, &[class_code(row.class)]);
        let capital = if row.capital { FLAG_CAPITAL } else { 0 };
        put(Column::Flags, &[source | capital]);
    }

    fn country(&self, code: Option<CountryCode>) -> u16 {
        code.and_then(|code| self.countries.iter().position(|other| other == code.as_str()))
            .map_or(u16::MAX, |at| at as u16)
    }
}

fn millionths(degrees: f64) -> i32 {
    (degrees * 1e6).round() as i32
}

/// The two name maps and their postings.
struct Index {
    names: Vec<u8>,
    skeletons: Vec<u8>,
    postings: Vec<u8>,
}

/// Keys with one posting each: a reference to the place and bits.
type Keys = Vec<(Box<str>, u32)>;

impl Index {
    /// One map after the other, so that the keys of one alone are in memory.
    fn build(rows: &[Row], by_sound: bool) -> Result<Self, fst::Error> {
        let mut postings = Vec::new();
        let keys = |add: &dyn Fn(&mut Keys, u32, &Row)| {
            let mut keys = Keys::new();
            rows.iter().enumerate().for_each(|(at, row)| add(&mut keys, at as u32, row));
            keys
        };
        let names = map_bytes(keys(&add_names), &mut postings)?;
        let sounding = keys(&|keys: &mut Keys, place, row: &Row| {
            add_skeletons(keys, place, row);
            if by_sound {
                add_sounds(keys, place, row);
            }
        });
        Ok(Self { names, skeletons: map_bytes(sounding, &mut postings)?, postings })
    }
}

/// Whether a place's names are also filed without article and vowels.
fn is_loose(row: &Row) -> bool {
    row.country.is_some_and(|code| TRANSLITERATED.contains(code.as_str()))
        && row.class != FeatureClass::Country
}

/// Folded names of a place, with the bits of each.
fn folded(row: &Row) -> impl Iterator<Item = (String, u32)> {
    let preferred = std::iter::once((&row.name, POSTING_PREFERRED));
    let all = preferred.chain(row.aliases.iter().map(|alias| (alias, 0)));
    all.map(|(name, bits)| (fold(name), bits)).filter(|(key, _)| !key.is_empty())
}

fn add_names(keys: &mut Keys, place: u32, row: &Row) {
    let loose = is_loose(row);
    for (key, bits) in folded(row) {
        if let Some(bare) = loose.then(|| bare(&key)).flatten() {
            keys.push((bare.into(), place << 2 | bits | POSTING_BARE));
        }
        keys.push((key.into(), place << 2 | bits));
    }
}

fn add_skeletons(keys: &mut Keys, place: u32, row: &Row) {
    if is_loose(row) {
        let sounds = folded(row).filter_map(|(key, _)| skeleton(&key));
        keys.extend(sounds.map(|key| (key.into(), place << 2)));
    }
}

fn add_sounds(keys: &mut Keys, place: u32, row: &Row) {
    let sounds = folded(row).filter_map(|(key, _)| filed(&key, row.country));
    keys.extend(sounds.map(|key| (key.into(), place << 2)));
}

/// Keeps of each place its best entry: preferred before alias, full before bare.
fn tidy(postings: &mut Vec<u32>) {
    let rank = |entry: &u32| match entry & 3 {
        POSTING_PREFERRED => 0,
        0 => 1,
        3 => 2,
        _ => 3,
    };
    postings.sort_by_key(|entry| (entry >> 2, rank(entry)));
    postings.dedup_by_key(|entry| *entry >> 2);
}

fn map_bytes(mut keys: Keys, postings: &mut Vec<u8>) -> Result<Vec<u8>, fst::Error> {
    keys.sort_unstable();
    let mut map = fst::MapBuilder::memory();
    for same in keys.chunk_by(|(key, _), (next, _)| key == next) {
        let mut entries: Vec<u32> = same.iter().map(|(_, entry)| *entry).collect();
        tidy(&mut entries);
        let value = match entries.as_slice() {
            [only] => u64::from(*only) << 1 | 1,
            _ => {
                let offset = postings.len() as u64;
                push_u32(postings, entries.len() as u32);
                entries.iter().for_each(|entry| push_u32(postings, *entry));
                offset << 1
            }
        };
        map.insert(same[0].0.as_bytes(), value)?;
    }
    map.into_inner()
}
