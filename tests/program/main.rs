//! The program as its users meet it: real processes, their output and exit codes.

mod baseline;
mod below;
mod compat;
mod config;
mod documents;
mod extras;
mod files;
mod formats;
mod github;
mod gitlab;
mod hostile;
mod human;
mod ignored;
mod ignores;
mod inputs;
mod junit;
#[path = "../support/other_kinds.rs"]
mod kinds;
mod lists;
mod loopback;
mod lsp;
mod markdown;
mod memory;
mod other_kinds;
mod placeholders;
mod preview;
mod refresh;
mod repository;
#[cfg(unix)]
#[path = "../support/resident.rs"]
#[cfg(target_os = "linux")]
mod resident;
mod resource;
mod runner;
mod sarif;
mod schemas;
mod search;
#[path = "../support/skipped.rs"]
mod skipped;
mod slips;
mod text;
mod trust;
mod usage;
mod words;
