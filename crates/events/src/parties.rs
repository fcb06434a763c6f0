//! Who takes part, and whether the parties of two claims may be the same.

use tidings_types::{ActorKind, Participant};

/// How well the parties of two claims go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartyMatch {
    /// A resolved actor stands in both.
    SameActor,
    /// A kind stands in both.
    SameKind,
    /// One does not tell.
    Unknown,
    /// They are of other kinds.
    OtherKind,
    /// They are other resolved actors.
    OtherActor,
}

impl PartyMatch {
    /// How well these two sides go together.
    pub(crate) fn of(left: &[&Participant], right: &[&Participant]) -> Self {
        let resolved = |side: &[&Participant]| side.iter().any(|one| one.actor.is_some());
        if shares(left, right, |one, other| one.actor.is_some() && one.actor == other.actor) {
            Self::SameActor
        } else if resolved(left) && resolved(right) {
            Self::OtherActor
        } else if !told(left) || !told(right) {
            Self::Unknown
        } else if shares(left, right, |one, other| one.kind == other.kind && is_told(one)) {
            Self::SameKind
        } else if shares(left, right, |one, other| is_unarmed(one) && is_unarmed(other)) {
            Self::Unknown
        } else {
            Self::OtherKind
        }
    }

    /// Evidence for one event; see [`crate::score`] for the scale.
    pub(crate) fn points(self) -> f32 {
        match self {
            Self::SameActor => 1.2,
            Self::SameKind => 0.4,
            Self::Unknown => 0.0,
            Self::OtherKind => -1.0,
            Self::OtherActor => -2.0,
        }
    }
}

fn shares(
    left: &[&Participant],
    right: &[&Participant],
    same: impl Fn(&Participant, &Participant) -> bool,
) -> bool {
    left.iter().any(|one| right.iter().any(|other| same(one, other)))
}

fn told(side: &[&Participant]) -> bool {
    side.iter().any(|one| is_told(one))
}

fn is_told(one: &Participant) -> bool {
    one.kind != ActorKind::Other
}

/// Kinds that one report may call civilians and the next by their work.
fn is_unarmed(one: &Participant) -> bool {
    matches!(
        one.kind,
        ActorKind::Civilians
            | ActorKind::AidWorkers
            | ActorKind::Journalists
            | ActorKind::HealthWorkers
            | ActorKind::Protesters
    )
}
