//! Packs: what is written is read, the same rows give the same bytes, damage is an error.
#![expect(clippy::unwrap_used, reason = "a failed step fails the test")]

use proptest::prelude::*;
use tidings_gazetteer::{Gazetteer, Pack, PackBuilder, PackError, Row, Source};
use tidings_types::{CountryCode, FeatureClass, Point};

fn row(id: u32, name: &str, lat: f64) -> Row {
    Row {
        id: Source::GeoNames(id),
        name: name.to_owned(),
        aliases: vec![format!("Al-{name}"), format!("{name} other")],
        point: Point { lat, lon: 40.123_456 },
        class: FeatureClass::Settlement,
        country: CountryCode::new("SYR"),
        admin1: Some(Source::Own("province".into())),
        admin2: None,
        population: id * 10,
        capital: false,
        pcode: Some(format!("SY{id:04}")),
    }
}

fn pack() -> Vec<u8> {
    let mut builder = PackBuilder::default();
    let mut province = row(99, "Province", 35.0);
    province.id = Source::Own("province".into());
    province.class = FeatureClass::Admin1;
    province.admin1 = None;
    builder.add(province);
    for (id, name) in [(1, "Hajar"), (2, "Wadi"), (3, "Hajar")] {
        builder.add(row(id, name, 34.0 + f64::from(id)));
    }
    builder.add_chain(vec![Source::GeoNames(1), Source::GeoNames(2), Source::GeoNames(77)]);
    builder.finish().unwrap()
}

#[test]
fn what_is_written_is_read() {
    let pack = Pack::from_bytes(pack()).unwrap();
    assert_eq!(pack.len(), 4);
    let hits = pack.names("hajar");
    assert_eq!(hits.len(), 2);
    assert!(hits.iter().all(|hit| hit.preferred));
    let place = pack.place(hits[0].place).unwrap();
    assert_eq!(place.id.0, "gn:1");
    assert_eq!(place.admin1.as_deref(), Some("Province"));
    assert_eq!(place.point, Point { lat: 35.0, lon: 40.123_456 });
    assert_eq!(pack.pcode(hits[0].place), Some("SY0001"));
    assert_eq!(pack.chains(), [vec![hits[0].place, pack.names("wadi")[0].place]]);
    assert!(pack.names("nothing").is_empty());
    assert_eq!(pack.place(4), None);
}

#[test]
fn the_same_rows_in_any_order_give_the_same_bytes() {
    let build = |ids: [u32; 3]| {
        let mut builder = PackBuilder::default();
        ids.into_iter().for_each(|id| builder.add(row(id, "Same", f64::from(id))));
        builder.finish().unwrap()
    };
    assert_eq!(build([1, 2, 3]), build([3, 1, 2]));
}

#[test]
fn damage_is_told() {
    let whole = pack();
    assert!(matches!(Pack::from_bytes(Vec::new()), Err(PackError::NotAPack)));
    assert!(matches!(Pack::from_bytes(b"PK\x03\x04".to_vec()), Err(PackError::NotAPack)));
    let mut newer = whole.clone();
    newer[7] = b'2';
    assert!(matches!(Pack::from_bytes(newer), Err(PackError::NotAPack)));
    let cut = whole[..whole.len() - 1].to_vec();
    assert!(matches!(Pack::from_bytes(cut), Err(PackError::Damaged(_))));
}

proptest! {
    #[test]
    fn any_flipped_byte_is_an_error(at in 0usize..2000, flip in 1u8..=255) {
        let mut bytes = pack();
        let at = at % bytes.len();
        bytes[at] ^= flip;
        // The sections' table says how many places there are outside of the checksum.
        let outcome = Pack::from_bytes(bytes);
        prop_assert!(outcome.is_err() || (16..24).contains(&at));
    }

    #[test]
    fn an_unchecked_pack_never_panics(damage in prop::collection::vec((0usize..2000, any::<u8>()), 1..8)) {
        let mut bytes = pack();
        for (at, value) in damage {
            let length = bytes.len();
            // The name index is another crate's and is read only under a checksum.
            if at % length < 400 {
                bytes[at % length] = value;
            }
        }
        let leaked: &'static [u8] = Box::leak(bytes.into_boxed_slice());
        if let Ok(pack) = Pack::from_static(leaked) {
            for place in 0..8 {
                let _ = (pack.place(place), pack.pcode(place), pack.is_capital(place));
            }
            let _ = pack.chains();
        }
    }

    #[test]
    fn any_row_survives_writing(name in "\\PC{1,300}", lat in -90.0..90.0f64, lon in -180.0..180.0f64) {
        let mut builder = PackBuilder::default();
        let mut one = row(1, &name, lat);
        one.point.lon = lon;
        builder.add(one);
        let pack = Pack::from_bytes(builder.finish().unwrap()).unwrap();
        let place = pack.place(0).unwrap();
        prop_assert!(name.starts_with(&place.name));
        prop_assert!((place.point.lat - lat).abs() < 1e-6);
        let _ = Gazetteer::of(vec![pack]).lookup(&name);
    }
}
