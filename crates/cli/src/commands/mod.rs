//! One file for each command.

pub mod codes;
pub mod copies;
pub mod eval;
pub mod export;
pub mod fetch;
pub mod gazetteer;
pub mod happenings;
pub mod intake;
pub mod network;
pub mod read;
pub mod serve;
pub mod show;
pub mod verify;
pub mod watch;
