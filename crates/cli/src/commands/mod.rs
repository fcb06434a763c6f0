//! One file for each command.

pub mod codes;
pub mod eval;
pub mod export;
pub mod gazetteer;
pub mod happenings;
pub mod read;
pub mod serve;
pub mod show;
pub mod verify;
