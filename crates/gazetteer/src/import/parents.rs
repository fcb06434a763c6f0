//! Parents by codes and ids of the sources, settled once all rows are read.

use std::collections::{BTreeMap, BTreeSet};

use tidings_types::FeatureClass;

use super::Sink;
use crate::pack::Source;

/// Stands in for a division until its row is known: `code:SY.07`.
pub(crate) fn division_key(country: &str, codes: &[&str]) -> Option<Source> {
    let told = codes.iter().all(|code| !code.is_empty() && *code != "00");
    told.then(|| Source::Own(format!("code:{country}.{}", codes.join("."))))
}

impl Sink {
    /// Says which place a division's code stands for.
    pub fn divisions_key(&mut self, country: &str, codes: &[&str], id: &Source) {
        if let Some(key) = division_key(country, codes) {
            self.codes.insert(key, id.clone());
        }
    }
}

/// Replaces codes and ids by the places that they stand for, and takes away parents that are no
/// divisions of the right level: those would make circles.
pub(crate) fn settle(sink: &mut Sink) {
    let of_class = |class| -> BTreeSet<Source> {
        sink.places.iter().filter(|row| row.class == class).map(|row| row.id.clone()).collect()
    };
    let (first, second) = (of_class(FeatureClass::Admin1), of_class(FeatureClass::Admin2));
    let mut wrong = 0;
    for row in &mut sink.places {
        let levels = [(&mut row.admin1, &first), (&mut row.admin2, &second)];
        for (parent, divisions) in levels {
            let known = parent.take().map(|id| real(&sink.codes, &sink.same, id));
            let fits = |id: &Source| divisions.contains(id) && *id != row.id;
            wrong +=
                u64::from(known.as_ref().is_some_and(|id| is_known_elsewhere(id) && !fits(id)));
            *parent = known.filter(fits);
        }
    }
    sink.summary.lost_parents = wrong;
}

fn real(codes: &BTreeMap<Source, Source>, same: &BTreeMap<u32, Source>, id: Source) -> Source {
    match &id {
        Source::Own(_) => codes.get(&id).cloned().unwrap_or(id),
        Source::WhosOnFirst(number) => same.get(number).cloned().unwrap_or(id),
        Source::GeoNames(_) => id,
    }
}

fn is_known_elsewhere(id: &Source) -> bool {
    !matches!(id, Source::Own(_))
}
