//! What a date expression says, before it is resolved against any day.

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Second.
    Second,
    /// Minute.
    Minute,
    /// Hour.
    Hour,
    /// Day.
    Day,
    /// Night.
    Night,
    /// Saturday and Sunday.
    Weekend,
    /// Week from Monday to Sunday.
    Week,
    /// Two weeks.
    Fortnight,
    /// Month.
    Month,
    /// Quarter of a year.
    Quarter,
    /// Half a year.
    Half,
    /// Year.
    Year,
    /// Ten years.
    Decade,
    /// Hundred years.
    Century,
    /// Thousand years.
    Millennium,
}

impl Unit {
    pub(super) fn new(name: &str) -> Option<Self> {
        Some(match name {
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "night" => Self::Night,
            "weekend" => Self::Weekend,
            "week" => Self::Week,
            "fortnight" => Self::Fortnight,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            "half" => Self::Half,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            "millennium" => Self::Millennium,
            _ => return None,
        })
    }
}

/// Which one of a row of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// "Last", "past", "previous".
    Last,
    /// "This", "current".
    This,
    /// "Next", "coming", "following".
    Next,
}

impl Which {
    pub(super) fn new(name: &str) -> Option<Self> {
        Some(match name {
            "last" => Self::Last,
            "this" => Self::This,
            "next" => Self::Next,
            _ => return None,
        })
    }

    /// −1, 0 or 1.
    pub fn step(self) -> i32 {
        match self {
            Self::Last => -1,
            Self::This => 0,
            Self::Next => 1,
        }
    }
}

/// A part of a longer time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// "Early".
    Early,
    /// "The start of".
    Start,
    /// "Mid".
    Mid,
    /// "Late".
    Late,
    /// "The end of".
    End,
}

impl Part {
    pub(super) fn new(name: &str) -> Option<Self> {
        Some(match name {
            "early" => Self::Early,
            "start" => Self::Start,
            "mid" => Self::Mid,
            "late" => Self::Late,
            "end" => Self::End,
            _ => return None,
        })
    }
}

/// A season; it takes three whole months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February.
    Winter,
}

impl Season {
    pub(super) fn new(code: &str) -> Option<Self> {
        Some(match code {
            "SP" => Self::Spring,
            "SU" => Self::Summer,
            "FA" => Self::Autumn,
            "WI" => Self::Winter,
            _ => return None,
        })
    }

    /// TIMEX3 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    /// First month, 1 to 12.
    pub fn first_month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayPart {
    /// Morning.
    Morning,
    /// Noon.
    Midday,
    /// Afternoon.
    Afternoon,
    /// Evening.
    Evening,
    /// Night.
    Night,
    /// The day without the night.
    Daytime,
}

impl DayPart {
    pub(super) fn new(code: &str) -> Option<Self> {
        Some(match code {
            "MO" => Self::Morning,
            "MI" => Self::Midday,
            "AF" => Self::Afternoon,
            "EV" => Self::Evening,
            "NI" => Self::Night,
            "DT" => Self::Daytime,
            _ => return None,
        })
    }

    /// TIMEX3 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
            Self::Daytime => "DT",
        }
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// Hour 0 to 24, minute, second.
    Clock(u8, Option<u8>, Option<u8>),
    /// A part of the day.
    Part(DayPart),
}

/// How many units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// A number, halves included.
    Number(f64),
    /// "A few", "several", "some".
    Few,
    /// "Weeks", "many years", "dozens of days".
    Unstated,
}

/// From which day a shift counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The report's own day.
    Publication,
    /// The day last spoken of.
    Mentioned,
    /// What the words after it tell of: "two days after the attack"; the day last spoken of
    /// stands for it.
    Told,
}

/// How an open time lies to its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// From it until now.
    Since,
    /// Until it.
    Until,
    /// Before it.
    Before,
    /// After it.
    After,
    /// Not later than it.
    By,
}

/// A repeated time.
#[derive(Clone, Debug, PartialEq)]
pub enum Set {
    /// Every so often: a TIMEX3 duration.
    Period(String),
    /// On one weekday (1 is Monday), perhaps at a part of the day.
    Weekday(i8, Option<DayPart>),
    /// At a part of every day.
    Daily(Time),
}

/// What a date expression says.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// "3 May 1990", "Friday, 3 May".
    Day {
        /// Year, if told.
        year: Option<i16>,
        /// Month, 1 to 12.
        month: i8,
        /// Day of month, 1 to 31.
        day: i8,
        /// Weekday, 1 is Monday, if told.
        weekday: Option<i8>,
    },
    /// "Easter 2018", "Good Friday".
    Easter {
        /// Days after Easter Sunday.
        days: i8,
        /// Year, if told.
        year: Option<i16>,
        /// Which, if told.
        which: Option<Which>,
    },
    /// "The 26th", "Friday the 26th".
    DayOfMonth {
        /// Day of month.
        day: i8,
        /// Weekday, if told.
        weekday: Option<i8>,
    },
    /// "May 1990", "May".
    Month {
        /// Year, if told.
        year: Option<i16>,
        /// Month.
        month: i8,
    },
    /// "Last May", "May last year".
    MonthOf {
        /// Month.
        month: i8,
        /// Which.
        which: Which,
        /// Whether the year was named: "May last year".
        of_year: bool,
    },
    /// "1990".
    Year(i16),
    /// "The 1990s": first year.
    Decade(i16),
    /// "The 20th century": its number.
    Century(i16),
    /// "The third quarter of 1990".
    Quarter {
        /// Year, if told.
        year: Option<i16>,
        /// 1 to 4.
        number: u8,
        /// "Of last year".
        which: Option<Which>,
    },
    /// "The 1988 quarter": the quarter spoken of, in that year.
    QuarterIn(i16),
    /// "Spring 1990", "last summer".
    Season {
        /// Season.
        season: Season,
        /// Year, if told.
        year: Option<i16>,
        /// Which, if told.
        which: Option<Which>,
    },
    /// "Tuesday", "last Tuesday".
    Weekday {
        /// 1 is Monday.
        weekday: i8,
        /// Which, if told.
        which: Option<Which>,
        /// Whether the week was named: "Tuesday last week".
        of_week: bool,
    },
    /// "Last week", "this year".
    Unit {
        /// Which.
        which: Which,
        /// Of what.
        unit: Unit,
    },
    /// "The week", "that month": the one spoken of.
    Same(Unit),
    /// "Two days ago", "yesterday", "a week later".
    Shift {
        /// How many.
        amount: Amount,
        /// Of what.
        unit: Unit,
        /// Whether backwards.
        back: bool,
        /// Counted from where.
        anchor: Anchor,
    },
    /// "Two days before Christmas".
    ShiftFrom {
        /// How many.
        amount: Amount,
        /// Of what.
        unit: Unit,
        /// Whether backwards.
        back: bool,
        /// Counted from here.
        of: Box<Form>,
    },
    /// "The past two weeks", "the next three days".
    Window {
        /// Which.
        which: Which,
        /// How many.
        amount: Amount,
        /// Of what.
        unit: Unit,
    },
    /// "The first two weeks of May", "the last three months of 1990".
    Nth {
        /// From the start, or from the end when negative; 1 is the first.
        first: i8,
        /// How many units.
        count: u32,
        /// Of what.
        unit: Unit,
        /// In what; `None` when not told ("the first nine months").
        of: Option<Box<Form>>,
    },
    /// "The week of 10 April".
    WeekOf(Box<Form>),
    /// "Week 31".
    WeekNumber {
        /// Year, if told.
        year: Option<i16>,
        /// 1 to 53.
        week: i8,
    },
    /// "Recently", "formerly".
    Past,
    /// "Now", "currently".
    Present,
    /// "Soon".
    Future,
    /// "Three weeks", "two and a half years".
    Duration(Vec<(Amount, Unit)>),
    /// "Early May", "the end of 1990".
    Part(Part, Box<Form>),
    /// "Tuesday night", "3 May at 10 a.m.".
    At(Box<Form>, Time),
    /// "10 a.m.", "in the morning".
    Time(Time),
    /// "Overnight".
    Overnight,
    /// "From 3 to 5 May".
    Range(Box<Form>, Box<Form>),
    /// "Since March".
    Open(Open, Box<Form>),
    /// "Every Friday".
    Set(Set),
}
