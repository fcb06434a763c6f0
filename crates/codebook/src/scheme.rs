//! The schemes that events can be told in.

use tidings_types::Assertion;

use crate::{
    acled,
    cell::{Cell, Column},
    events, gdelt, idmc, mine_action, plover, ucdp,
    view::View,
};

/// Whose columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Codebook {
    /// Our own: every event, whatever its assertion, with all that is known of it.
    #[default]
    Events,
    /// ACLED's 31 columns; only what is told as happened, with a day and a place.
    Acled,
    /// The 49 columns of UCDP's georeferenced events; only what is told as happened, by an armed
    /// side, with a day, a place and somebody killed.
    Ucdp,
    /// POLECAT's 40 columns of PLOVER events; only what is told as happened, with a day.
    Plover,
    /// GDELT 2's 61 columns of events in CAMEO; only what is told as happened, with a day.
    Gdelt,
    /// The 25 columns of IDMC's displacement updates; only movements told as happened, with a day.
    Idmc,
    /// Mine-action records; only what is told as happened, with a place.
    MineAction,
}

/// Why an event makes no row.
pub(crate) type LeftOut = &'static str;

impl Codebook {
    /// All codebooks.
    pub const ALL: [Self; 7] = [
        Self::Events,
        Self::Acled,
        Self::Ucdp,
        Self::Plover,
        Self::Gdelt,
        Self::Idmc,
        Self::MineAction,
    ];

    /// The word used on the command line: `events`, `acled`, ….
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Acled => "acled",
            Self::Ucdp => "ucdp",
            Self::Plover => "plover",
            Self::Gdelt => "gdelt",
            Self::Idmc => "idmc",
            Self::MineAction => "mine-action",
        }
    }

    /// The codebook of that word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|codebook| codebook.as_str() == word)
    }

    /// Names of the columns, in order.
    pub fn column_names(self) -> impl Iterator<Item = &'static str> {
        self.columns().iter().map(|column| column.name)
    }

    pub(crate) fn columns(self) -> &'static [Column] {
        match self {
            Self::Events => events::COLUMNS,
            Self::Acled => acled::COLUMNS,
            Self::Ucdp => ucdp::COLUMNS,
            Self::Plover => plover::COLUMNS,
            Self::Gdelt => gdelt::COLUMNS,
            Self::Idmc => idmc::COLUMNS,
            Self::MineAction => mine_action::COLUMNS,
        }
    }

    /// The cells of an event, one for each column.
    pub(crate) fn row(self, view: &View<'_>) -> Result<Vec<Cell>, LeftOut> {
        match self {
            Self::Events => Ok(events::row(view)),
            Self::Acled => acled::row(view),
            Self::Ucdp => ucdp::row(view),
            Self::Plover => plover::row(view),
            Self::Gdelt => gdelt::row(view),
            Self::Idmc => idmc::row(view),
            Self::MineAction => mine_action::row(view),
        }
    }

    /// How well the codebook's code fits the event, in a word.
    pub(crate) fn grade(self, view: &View<'_>) -> &'static str {
        let Some(codes) = view.happening.map(|happening| &happening.codes) else { return "none" };
        let known = view.circumstance();
        let grade = match self {
            Self::Events => return "exact",
            Self::Acled => codes.acled.as_ref().map(|code| code.grade(&known)),
            Self::Ucdp => codes.ucdp.as_ref().map(|code| code.grade),
            Self::Plover => codes.plover.as_ref().map(|code| code.grade(&known)),
            Self::Gdelt => codes.cameo.as_ref().map(|code| code.grade(&known)),
            Self::Idmc => codes.idmc.as_ref().map(|code| code.grade),
            Self::MineAction => codes.mine_action.as_ref().map(|code| code.grade),
        };
        grade.map_or("none", |grade| grade.as_str())
    }
}

/// Refuses what may not be counted as having happened.
pub(crate) fn must_have_happened(assertion: Assertion) -> Result<(), LeftOut> {
    if assertion.happened() { Ok(()) } else { Err("not told as happened") }
}
