//! One file for each command.

pub mod copies;
pub mod eval;
pub mod export;
pub mod gazetteer;
pub mod read;
pub mod serve;
pub mod show;
pub mod verify;
