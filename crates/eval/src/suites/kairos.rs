//! KAIROS event types for our happenings.

use tidings_types::Role;

/// A KAIROS type and what it calls the parts.
#[derive(Clone, Copy)]
pub struct Kairos {
    /// The type, three levels.
    pub event_type: &'static str,
    actor: &'static str,
    target: &'static str,
    place: &'static str,
    means: &'static str,
}

const fn kairos(
    event_type: &'static str,
    actor: &'static str,
    target: &'static str,
    place: &'static str,
    means: &'static str,
) -> Kairos {
    Kairos { event_type, actor, target, place, means }
}

const ATTACK: Kairos =
    kairos("Conflict.Attack.Unspecified", "Attacker", "Target", "Place", "Instrument");
const EXPLODE: Kairos =
    kairos("Conflict.Attack.DetonateExplode", "Attacker", "Target", "Place", "ExplosiveDevice");
const DIE: Kairos = kairos("Life.Die.Unspecified", "Killer", "Victim", "Place", "Instrument");
const INJURE: Kairos =
    kairos("Life.Injure.Unspecified", "Injurer", "Victim", "Place", "Instrument");
const CRIME: Kairos =
    kairos("GenericCrime.GenericCrime.GenericCrime", "Perpetrator", "Victim", "Place", "");
const DEFEAT: Kairos = kairos("Conflict.Defeat.Unspecified", "Victor", "Defeated", "Place", "");
const MOVE: Kairos = kairos(
    "Movement.Transportation.Unspecified",
    "PassengerArtifact",
    "PassengerArtifact",
    "Destination",
    "Vehicle",
);
const EVACUATE: Kairos = kairos(
    "Movement.Transportation.Evacuation",
    "Transporter",
    "PassengerArtifact",
    "Origin",
    "Vehicle",
);
const ARREST: Kairos =
    kairos("Justice.ArrestJailDetain.Unspecified", "Jailer", "Detainee", "Place", "");
const RELEASE: Kairos =
    kairos("Justice.ReleaseParole.Unspecified", "JudgeCourt", "Defendant", "Place", "");
const CHARGE: Kairos =
    kairos("Justice.ChargeIndict.Unspecified", "Prosecutor", "Defendant", "Place", "");
const CONVICT: Kairos =
    kairos("Justice.Convict.Unspecified", "JudgeCourt", "Defendant", "Place", "");
const SENTENCE: Kairos =
    kairos("Justice.Sentence.Unspecified", "JudgeCourt", "Defendant", "Place", "");
const INVESTIGATE: Kairos =
    kairos("Justice.InvestigateCrime.Unspecified", "Investigator", "Defendant", "Place", "");
const DAMAGE: Kairos = kairos(
    "ArtifactExistence.DamageDestroyDisableDismantle.Damage",
    "Damager",
    "Artifact",
    "Place",
    "Instrument",
);
const DESTROY: Kairos = kairos(
    "ArtifactExistence.DamageDestroyDisableDismantle.Destroy",
    "Destroyer",
    "Artifact",
    "Place",
    "Instrument",
);
const DEFUSE: Kairos = kairos(
    "ArtifactExistence.DamageDestroyDisableDismantle.DisableDefuse",
    "Disabler",
    "Artifact",
    "Place",
    "Instrument",
);
const PROTEST: Kairos =
    kairos("Conflict.Demonstrate.Unspecified", "Demonstrator", "Target", "Place", "");
const RIOT: Kairos =
    kairos("Conflict.Demonstrate.DemonstrateWithViolence", "Demonstrator", "Target", "Place", "");
const IMPEDE: Kairos =
    kairos("Control.ImpedeInterfereWith.Unspecified", "Impeder", "", "Place", "");
const MEET: Kairos = kairos("Contact.Contact.Meet", "Participant", "Participant", "Place", "");
const REQUEST: Kairos =
    kairos("Contact.RequestCommand.Unspecified", "Communicator", "Recipient", "Place", "");
const THREATEN: Kairos =
    kairos("Contact.ThreatenCoerce.Unspecified", "Communicator", "Recipient", "Place", "");
const DONATE: Kairos =
    kairos("Transaction.Donation.Unspecified", "Giver", "Recipient", "Place", "");
const INSPECT: Kairos =
    kairos("Cognitive.Inspection.SensoryObserve", "Observer", "ObservedEntity", "Place", "");

impl Kairos {
    /// Every type that a happening may stand for.
    pub const ALL: [Kairos; 25] = [
        ATTACK,
        EXPLODE,
        DIE,
        INJURE,
        CRIME,
        DEFEAT,
        MOVE,
        EVACUATE,
        ARREST,
        RELEASE,
        CHARGE,
        CONVICT,
        SENTENCE,
        INVESTIGATE,
        DAMAGE,
        DESTROY,
        DEFUSE,
        PROTEST,
        RIOT,
        IMPEDE,
        MEET,
        REQUEST,
        THREATEN,
        DONATE,
        INSPECT,
    ];

    /// What the type calls a part; `None` where it has no such part.
    pub fn role(&self, role: Role) -> Option<&'static str> {
        let name = match role {
            Role::Actor => self.actor,
            Role::Target => self.target,
            Role::Place => self.place,
            Role::From => "Origin",
            Role::To => "Destination",
            Role::Means => self.means,
            Role::Time | Role::Quantity | Role::Attribution => "",
        };
        (!name.is_empty()).then_some(name)
    }
}

/// The KAIROS type of a happening told by these words; `None` where there is none.
pub fn of(happening: &str, trigger: &str) -> Option<Kairos> {
    let trigger = trigger.to_lowercase();
    Some(match happening {
        "armed-clash" | "air-strike" | "shelling" | "force-against-protesters" => ATTACK,
        "explosion" | "suicide-attack" => EXPLODE,
        "killing" => DIE,
        "assault" | "sexual-violence" => INJURE,
        "abduction" | "looting" => CRIME,
        "territory-taken" => DEFEAT,
        "troop-movement" | "displacement" | "return" | "withdrawal" => MOVE,
        "evacuation" => EVACUATE,
        "detention" => ARREST,
        "release" => RELEASE,
        "accusation" => CHARGE,
        "sanction" if trigger.starts_with("sentenc") => SENTENCE,
        "sanction" if trigger.contains("convict") => CONVICT,
        "investigation" => INVESTIGATE,
        "destruction" if trigger.starts_with("damag") => DAMAGE,
        "destruction" => DESTROY,
        "clearance" => DEFUSE,
        "protest" | "strike-or-boycott" => PROTEST,
        "riot" => RIOT,
        "restriction" | "aid-obstruction" => IMPEDE,
        "negotiation" => MEET,
        "demand" => REQUEST,
        "threat" => THREATEN,
        "aid-delivery" => DONATE,
        "search-operation" => INSPECT,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use tidings_ontology::Ontology;

    use super::*;

    #[test]
    fn the_table_names_happenings_that_exist() {
        let known = |id: &str| Ontology::embedded().get(&id.into()).is_some();
        let mapped = Ontology::embedded()
            .happenings()
            .iter()
            .filter(|one| of(one.id.as_str(), "").is_some());
        assert!(mapped.count() >= 29, "ids of the ontology changed");
        assert!(known("killing") && known("force-against-protesters"));
    }

    #[test]
    fn roles_take_the_names_of_the_type() {
        assert_eq!(DIE.role(Role::Target), Some("Victim"));
        assert_eq!(IMPEDE.role(Role::Target), None);
        assert_eq!(MOVE.role(Role::From), Some("Origin"));
        assert_eq!(of("sanction", "sentenced").unwrap().event_type, SENTENCE.event_type);
        assert!(of("sanction", "expelled").is_none());
    }
}
