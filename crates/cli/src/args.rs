//! What the user typed, and nothing more: no file is touched here.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// Turn news reports into reviewed, geocoded event data.
///
/// Exit codes: 0 done; 1 done, but something was found wrong (nothing could be read, evidence that
/// does not hold, a score under its floor); 2 could not be done.
#[derive(Debug, Parser)]
#[command(name = "tidings", version, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read reports and tell or keep what they claim
    Read(ReadArguments),
    /// Fetch pages from the network and tell or keep what they claim
    ///
    /// Opens connections to the addresses given and where they redirect to, on the public internet
    /// alone; obeys robots.txt; sends no cookies and no credentials.
    Fetch(FetchArguments),
    /// Follow feeds and sitemaps and keep what their articles claim
    ///
    /// Opens connections to the feeds in the lists and to the articles they point at, on the
    /// public internet alone; obeys robots.txt; sends no cookies and no credentials. No article is
    /// fetched twice, and it may be stopped at any time (ctrl-c) and started again.
    Watch(WatchArguments),
    /// List the events of a situation file
    Show(ShowArguments),
    /// Write the events of a situation file in another format
    Export(ExportArguments),
    /// Check that every value of every claim still points at the words it came from
    Verify(FileArgument),
    /// Serve the workbench: map, list and evidence in the browser
    Serve(ServeArguments),
    /// Score a stage against gold data
    Eval(EvalArguments),
    /// Explain the happenings that are told apart, with their codes in every codebook
    Happenings(HappeningsArguments),
    /// Look into the gazetteer, or import more places
    #[command(subcommand)]
    Gazetteer(GazetteerCommand),
}

/// Arguments of `tidings read`.
#[derive(Debug, Args)]
pub struct ReadArguments {
    /// Files, folders, or - for standard input: HTML, plain text, JSON lines, WARC, WACZ, feeds;
    /// also .gz
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// What to do with what is read
    #[command(flatten)]
    pub intake: IntakeArguments,
}

/// What to do with what is read.
#[derive(Debug, Args)]
pub struct IntakeArguments {
    /// Keep what is read in this situation file, made if it is not there
    #[arg(long, value_name = "FILE.db")]
    pub into: Option<PathBuf>,
    /// Print every claim as well [default: table without --into, nothing with it]
    #[arg(long, value_enum)]
    pub format: Option<ClaimFormat>,
    /// Publication day of all these documents, over what they say of themselves
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub published: Option<Date>,
    /// Number of threads [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Imported gazetteer packs to use beside the embedded one
    #[command(flatten)]
    pub packs: PackArguments,
}

/// Arguments of `tidings fetch`.
#[derive(Debug, Args)]
pub struct FetchArguments {
    /// Addresses of pages, http or https
    #[arg(required = true, value_name = "URL")]
    pub urls: Vec<String>,
    /// How to behave on the network
    #[command(flatten)]
    pub network: NetworkArguments,
    /// What to do with what is read
    #[command(flatten)]
    pub intake: IntakeArguments,
}

/// Arguments of `tidings watch`.
#[derive(Debug, Args)]
pub struct WatchArguments {
    /// Lists of feeds and sitemaps (OPML)
    #[arg(required = true, value_name = "FEEDS.opml")]
    pub lists: Vec<PathBuf>,
    /// Keep what is read in this situation file, made if it is not there
    #[arg(long, value_name = "FILE.db")]
    pub into: PathBuf,
    /// One round, then end; for those who start it by a timer
    #[arg(long)]
    pub once: bool,
    /// Minutes between two looks at a feed
    #[arg(long, value_name = "MINUTES", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=10_080))]
    pub interval: u32,
    /// Leave out articles that their feed dates before this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<Date>,
    /// Look at no more than so many of a feed's newest articles each time
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub newest: usize,
    /// Number of threads [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// How to behave on the network
    #[command(flatten)]
    pub network: NetworkArguments,
    /// Imported gazetteer packs to use beside the embedded one
    #[command(flatten)]
    pub packs: PackArguments,
}

/// How to behave on the network.
#[derive(Debug, Args)]
pub struct NetworkArguments {
    /// Also connect to this host, address or network (10.0.0.0/8) though it is not public; may be
    /// given several times
    #[arg(long, value_name = "HOST|ADDRESS|NETWORK")]
    pub allow: Vec<String>,
    /// Least seconds between two requests to one host
    #[arg(long, value_name = "SECONDS", default_value_t = 5)]
    pub delay: u32,
    /// Longest seconds for one address, redirects and body included
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=3600))]
    pub time_limit: u32,
    /// Largest answer in bytes, after decompression [default: 32 MiB]
    #[arg(long, value_name = "BYTES")]
    pub size_limit: Option<u64>,
    /// Words added to the name by which sites see us, such as an address to write to
    #[arg(long, value_name = "WORDS")]
    pub contact: Option<String>,
}

/// Which imported gazetteer packs to use.
#[derive(Debug, Args)]
pub struct PackArguments {
    /// An imported gazetteer pack; may be given several times
    #[arg(long = "pack", value_name = "FILE.pack", env = "TIDINGS_PACKS", value_delimiter = ':')]
    pub packs: Vec<PathBuf>,
}

/// How claims are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ClaimFormat {
    /// For people
    Table,
    /// One JSON object a line, with all evidence
    Jsonl,
    /// A Markdown table of what each claim is called in every codebook
    Codes,
}

/// A situation file.
#[derive(Debug, Args)]
pub struct FileArgument {
    /// The situation file
    #[arg(value_name = "FILE.db")]
    pub file: PathBuf,
}

/// Arguments of `tidings show`.
#[derive(Debug, Args)]
pub struct ShowArguments {
    /// The situation file
    #[arg(value_name = "FILE.db")]
    pub file: PathBuf,
    /// Only events whose place, region or country has this in its name
    #[arg(long)]
    pub place: Option<String>,
    /// Only this happening, such as clearance
    #[arg(long = "type", value_name = "HAPPENING")]
    pub happening: Option<String>,
    /// Only events on or after this day; events without a day are left out
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<Date>,
    /// Also list what is known of each place: control, hazard, people, aid, services
    #[arg(long)]
    pub status: bool,
    /// Also list the reports, with their sources and those whose claims do not count
    #[arg(long)]
    pub reports: bool,
}

/// Arguments of `tidings export`.
#[derive(Debug, Args)]
pub struct ExportArguments {
    /// The situation file
    #[arg(value_name = "FILE.db")]
    pub file: PathBuf,
    /// Format of the file
    #[arg(long, value_enum)]
    pub format: EventFormat,
    /// Whose columns
    #[arg(long, value_enum, default_value_t = Scheme::Events)]
    pub codebook: Scheme,
    /// Add columns that say how well each code fits and why it is believed
    #[arg(long)]
    pub grades: bool,
    /// Add a row of HXL tags under the header of csv and tsv
    #[arg(long)]
    pub hxl: bool,
    /// Leave out the header of csv and tsv, as GDELT's own files do
    #[arg(long, conflicts_with = "hxl")]
    pub no_header: bool,
    /// Write here instead of to standard output
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,
}

/// Whose columns an export has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Scheme {
    /// Our own: everything an event holds
    Events,
    /// ACLED's 31 columns
    Acled,
    /// UCDP GED's columns
    Ucdp,
    /// PLOVER as POLECAT files have it
    Plover,
    /// GDELT 2's 61 columns of events, in CAMEO
    Gdelt,
    /// IDMC's displacement updates
    Idmc,
    /// Mine-action records: contaminated areas, activities, accidents
    MineAction,
}

/// How events are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EventFormat {
    /// One row an event
    Csv,
    /// The same, parted by tabs
    Tsv,
    /// A feature collection for maps
    Geojson,
    /// One event a line with its claims and their evidence
    Jsonl,
    /// Apache Parquet
    Parquet,
    /// GeoParquet 1.1
    Geoparquet,
}

/// Arguments of `tidings happenings`.
#[derive(Debug, Args)]
pub struct HappeningsArguments {
    /// The happening, such as clearance; left out, all are listed
    pub id: Option<String>,
    /// Write a page on every happening into this folder
    #[arg(long, value_name = "FOLDER", conflicts_with = "id")]
    pub into: Option<PathBuf>,
}

/// Arguments of `tidings serve`.
#[derive(Debug, Args)]
pub struct ServeArguments {
    /// The situation file
    #[arg(value_name = "FILE.db")]
    pub file: PathBuf,
    /// Address to listen on; anything but loopback opens the file to the network
    #[arg(long, default_value = "127.0.0.1:7878", value_name = "ADDRESS:PORT")]
    pub address: SocketAddr,
    /// A name of this machine under which browsers may ask, beside localhost and the address
    #[arg(long = "host", value_name = "NAME")]
    pub hosts: Vec<String>,
}

/// Arguments of `tidings eval`.
#[derive(Debug, Args)]
pub struct EvalArguments {
    /// The suite to run; left out, all suites are listed
    pub suite: Option<String>,
    /// Gold data: a file or a folder
    #[arg(long, value_name = "PATH")]
    pub data: Option<PathBuf>,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// Write every wrong item here, one JSON object a line
    #[arg(long, value_name = "FILE")]
    pub mistakes: Option<PathBuf>,
    /// Score only every n-th document, counting from the first
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub every: usize,
    /// Run every suite in this file and refuse a fall below its floors
    #[arg(long, value_name = "FILE.toml", conflicts_with_all = ["suite", "mistakes", "every"])]
    pub floors: Option<PathBuf>,
    /// Set the floors to what was measured; lowers none
    #[arg(long, requires = "floors")]
    pub update: bool,
    /// Let `--update` lower floors as well
    #[arg(long, requires = "update")]
    pub lower: bool,
}

/// Commands on the gazetteer.
#[derive(Debug, Subcommand)]
pub enum GazetteerCommand {
    /// Compile GeoNames dumps, Who's On First extracts, P-code tables or own CSV into a pack
    Import {
        /// The files
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// The pack to write
        #[arg(long, value_name = "FILE.pack")]
        into: PathBuf,
    },
    /// Show what a name may mean
    Search {
        /// The name, in any script
        name: String,
        /// Imported packs to look into as well
        #[command(flatten)]
        packs: PackArguments,
    },
    /// Decide that a name means a place, in all reports of a situation file, read and to come
    AddAlias(AliasArguments),
    /// List what is built in and imported: places, names, sources, licences, size, date
    Packs {
        /// Imported packs to list as well
        #[command(flatten)]
        packs: PackArguments,
    },
}

/// Arguments of `tidings gazetteer add-alias`.
#[derive(Debug, Args)]
pub struct AliasArguments {
    /// The name, as reports write it
    pub name: String,
    /// The place: its id, such as gn:173361, or a name that only one place has
    pub place: String,
    /// The situation file
    #[arg(long, value_name = "FILE.db")]
    pub into: PathBuf,
    /// Who decides
    #[arg(long, value_name = "NAME", default_value = "command line")]
    pub reviewer: String,
    /// Why
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub why: String,
    /// Imported packs to look into as well
    #[command(flatten)]
    pub packs: PackArguments,
}
