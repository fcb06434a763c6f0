//! Whether a happening that was read makes sense.

use crate::cameo::cameo as cameo_entry;
use crate::codebooks::{
    ACLED_SUB_EVENTS, IDMC_CATEGORIES, IDMC_TERMS, MINE_ACTIONS, PLOVER_CONTEXTS, PLOVER_TYPES,
};
use crate::{Codes, ErrorKind, Happening};

/// Checks id and codes.
pub(crate) fn happening(happening: &Happening) -> Result<(), ErrorKind> {
    let id = happening.id.as_str();
    let well_formed = !id.is_empty()
        && id.split('-').all(|word| {
            !word.is_empty()
                && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
    if !well_formed {
        return Err(ErrorKind::IllFormedId(id.to_owned()));
    }
    codes(&happening.codes)
}

fn codes(codes: &Codes) -> Result<(), ErrorKind> {
    acled(codes)?;
    plover(codes)?;
    cameo(codes)?;
    idmc(codes)?;
    let activity = codes.mine_action.as_ref().map(|code| code.activity.as_str());
    known("mine-action", activity, |code| MINE_ACTIONS.contains(&code))
}

fn known<'a>(
    codebook: &'static str,
    codes: impl IntoIterator<Item = &'a str>,
    holds: impl Fn(&str) -> bool,
) -> Result<(), ErrorKind> {
    match codes.into_iter().find(|code| !holds(code)) {
        Some(code) => Err(ErrorKind::UnknownCode { codebook, code: code.to_owned() }),
        None => Ok(()),
    }
}

fn acled(codes: &Codes) -> Result<(), ErrorKind> {
    let Some(acled) = &codes.acled else { return Ok(()) };
    let cases = acled.cases.iter().map(|case| case.sub_event_type.as_str());
    let all = cases.chain([acled.sub_event_type.as_str()]);
    known("ACLED", all, |code| ACLED_SUB_EVENTS.iter().any(|(sub, _)| *sub == code))
}

fn plover(codes: &Codes) -> Result<(), ErrorKind> {
    let Some(plover) = &codes.plover else { return Ok(()) };
    let contexts = plover.contexts.iter().map(String::as_str);
    known("PLOVER", contexts, |context| PLOVER_CONTEXTS.contains(&context))?;
    let own = (plover.event_type.as_str(), plover.mode.as_deref());
    let cases = plover.cases.iter().map(|case| {
        (case.event_type.as_deref().unwrap_or(&plover.event_type), case.mode.as_deref())
    });
    for (event_type, mode) in cases.chain([own]) {
        let modes =
            PLOVER_TYPES.iter().find(|(name, _)| *name == event_type).map(|(_, modes)| modes);
        known("PLOVER", [event_type], |_| modes.is_some())?;
        known("PLOVER", mode, |mode| modes.is_some_and(|modes| modes.contains(&mode)))?;
    }
    Ok(())
}

fn cameo(codes: &Codes) -> Result<(), ErrorKind> {
    let Some(cameo) = &codes.cameo else { return Ok(()) };
    let all = cameo.cases.iter().map(|case| case.code.as_str()).chain([cameo.code.as_str()]);
    known("CAMEO", all, |code| cameo_entry(code).is_some())
}

fn idmc(codes: &Codes) -> Result<(), ErrorKind> {
    let Some(idmc) = &codes.idmc else { return Ok(()) };
    let categories = idmc.stock.as_deref().into_iter().chain([idmc.category.as_str()]);
    known("IDMC", categories, |code| IDMC_CATEGORIES.contains(&code))?;
    let cases = idmc.cases.iter().map(|case| case.term.as_str());
    known("IDMC", cases.chain(idmc.term.as_deref()), |code| IDMC_TERMS.contains(&code))
}
